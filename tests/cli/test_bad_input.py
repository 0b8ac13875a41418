"""Bad input: one clear message, the exit code of the contract, nothing half-written, and no traceback."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
Make = Callable[[Path], object]

READING = [["list"], ["status"], ["show", "stations"], ["log"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        pytest.param(["statsu"], 2, "status", id="command"),
        pytest.param(["xyzzy"], 2, "list, status, show", id="command-like-none"),
        pytest.param(["status", "statoins"], 2, "stations", id="id"),
        pytest.param(["status", "--as-of", "someday"], 2, "2021-06-30", id="day"),
        pytest.param(["status", "--known-at", "someday"], 2, "2021-06-30", id="moment"),
        pytest.param(["status", "--format", "yaml"], 2, "yaml", id="format"),
        pytest.param(["status", "--profile", "eu"], 2, "eu", id="profile"),
        pytest.param(["status", "--profile", "cn/1"], 2, "changes", id="a profile of another version"),
        pytest.param(["status", "--status", "fine"], 2, "fine", id="status"),
        pytest.param(["status", "--class", "soft"], 2, "soft", id="class"),
        pytest.param(["status", "--formt", "json"], 2, "--format", id="option"),
        pytest.param(["status", "--as-of"], 2, "--as-of", id="option-without-its-value"),
        pytest.param(["show"], 2, "ID", id="missing-argument"),
        pytest.param(["show", "stations", "more"], 2, "more", id="extra-argument"),
        pytest.param(["list", "everything"], 2, "everything", id="list"),
        pytest.param(["--plans"], 2, "--plans", id="plans-without-a-folder"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, tmp_path: Path, arguments: list[str], code: int, named: str, lang: str
) -> None:
    write_plan(tmp_path / "plans")
    outcome = call(
        capsys, *arguments, plans=None if arguments == ["--plans"] else tmp_path / "plans", lang=lang
    )
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.startswith("错误：" if lang == "zh" else "error: ")
    assert outcome.err.count("\n") == 1
    assert named in outcome.err


def no_folder(root: Path) -> None:
    del root


def empty_folder(root: Path) -> None:
    root.mkdir()


def a_file(root: Path) -> None:
    root.write_text("", encoding="utf-8")


def no_targets(root: Path) -> None:
    write_plan(root, head=PLAN_HEAD)


def only_a_broken_plan(root: Path) -> None:
    write_plan(root, head="format = ")


def head_is_a_folder(root: Path) -> None:
    (root / "plan" / "plan.toml").mkdir(parents=True)


def action_is_a_folder(root: Path) -> None:
    (write_plan(root) / "works.toml").mkdir()


def empty_head(root: Path) -> None:
    write_plan(root, head="")


def not_text(root: Path) -> None:
    (write_plan(root) / "plan.toml").write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (no_folder, (2,)),
        (empty_folder, (2, 3)),
        (a_file, (2,)),
        (no_targets, (2, 3)),
        (only_a_broken_plan, (2, 3)),
        (head_is_a_folder, (2, 3)),
        (action_is_a_folder, (2, 3)),
        (empty_head, (2, 3)),
        (not_text, (2, 3)),
    ],
)
def test_a_plans_folder_that_gives_nothing_is_told(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, tmp_path: Path, make: Make, codes: tuple[int, ...], command: list[str], lang: str
) -> None:
    root = tmp_path / "plans"
    make(root)
    code, out, err = call(capsys, *command, plans=root, lang=lang)
    assert out == ""
    assert code in codes
    assert code == 3 or command[0] == "show" or 3 not in codes or make is empty_folder
    assert ("错误：" if lang == "zh" else "error: ") in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "make", [only_a_broken_plan, head_is_a_folder, empty_head, not_text], ids=lambda make: make.__name__
)
def test_the_plan_that_can_be_read_is_shown_beside_one_that_cannot(
    capsys: Capture, tmp_path: Path, make: Make
) -> None:
    make(tmp_path / "plans")
    write_plan(tmp_path / "plans", "sound")
    for command in (["list"], ["status"], ["show", "stations"], ["list", "plans"]):
        code, out, err = call(capsys, *command, plans=tmp_path / "plans")
        assert (command, code) == (command, 3)
        assert "5G stations" in out or "sound" in out
        assert "plan/plan.toml" in err
        assert "not the whole one" in err


def test_toml_that_does_not_parse_is_told_with_its_line_and_column(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans", head=PLAN_HEAD + "x = = 1\n")
    write_plan(tmp_path / "plans", "sound")
    code, out, err = call(capsys, "status", plans=tmp_path / "plans")
    assert code == 3
    assert "5G stations" in out
    assert f"plan{os.sep}plan.toml:7:5: error JP001" in err


def stray_ledger(plan: Path) -> None:
    write_ledger(plan, "station", report_line("2021-06-30", 1))


def broken_ledger(plan: Path) -> None:
    write_ledger(plan, "stations", "2021-06-30 = x")


def torn_ledger(plan: Path) -> None:
    path = write_ledger(plan, "stations", report_line("2021-06-30", 1))
    path.write_text(path.read_text(encoding="utf-8")[:-5], encoding="utf-8")


def ledger_is_a_folder(plan: Path) -> None:
    (plan / "progress" / "stations.toml").mkdir(parents=True)


def twice_the_same_key(plan: Path) -> None:
    write_ledger(plan, "stations", report_line("2021-06-30", 1), report_line("2021-06-30", 2))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [["status"], ["log"], ["status", "--format", "json"]], ids=" ".join)
@pytest.mark.parametrize(
    ("make", "named"),
    [
        (stray_ledger, "stations"),
        (broken_ledger, "stations.toml:2"),
        (torn_ledger, "stations.toml:2"),
        (ledger_is_a_folder, "stations.toml"),
        (twice_the_same_key, "stations.toml:3"),
    ],
)
def test_a_ledger_that_cannot_be_right_is_told_and_the_rest_judged(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, tmp_path: Path, make: Make, named: str, command: list[str], lang: str
) -> None:
    make(write_plan(tmp_path / "plans", "one"))
    other = write_plan(tmp_path / "plans", "two")
    write_ledger(other, "stations", report_line("2020-12-31", 777))
    code, out, err = call(capsys, *command, plans=tmp_path / "plans", lang=lang)
    assert code == 3
    assert "777" in out
    assert named in err
    assert ("结果不完整" if lang == "zh" else "not the whole one") in err


@pytest.mark.parametrize("make", [broken_ledger, torn_ledger, ledger_is_a_folder, twice_the_same_key])
@pytest.mark.parametrize(
    "command",
    [
        ["record", "stations", "5", "--on", "2021-09-30"],
        ["record", "stations", "5", "--on", "2021-09-30", "--dry-run"],
        ["retract", "stations", "--on", "2021-06-30", "--reason", "r"],
    ],
    ids=["record", "dry-run", "retract"],
)
def test_nothing_is_written_behind_a_ledger_that_cannot_be_read(
    capsys: Capture, tmp_path: Path, make: Make, command: list[str]
) -> None:
    plan = write_plan(tmp_path / "plans")
    make(plan)
    path = plan / "progress" / "stations.toml"
    before = path.read_bytes() if path.is_file() else None
    code, out, err = call(capsys, *command, plans=tmp_path / "plans")
    assert out == ""
    assert code in ((1, 3) if before is None else (3,))
    assert "stations.toml" in err
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [each.name for each in path.parent.iterdir()] == ["stations.toml"]


def test_a_file_where_the_ledgers_folder_should_be_is_told(capsys: Capture, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    (plan / "progress").write_text("", encoding="utf-8")
    code, out, err = call(capsys, "record", "stations", "5", plans=tmp_path / "plans")
    assert (code, out) == (1, "")
    assert "cannot be written" in err
    assert err.count("\n") == 1


def _forbidden(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make the system refuse everything below a folder, as it does without permission (which root always has)."""
    for name in ("stat", "listdir", "scandir", "open"):
        real: Any = getattr(os, name)

        def refused(path: Any, *more: Any, _real: Any = real, **named: Any) -> Any:  # noqa: ANN401 - any call of os
            if isinstance(path, str | Path) and Path(path).is_relative_to(folder):
                raise PermissionError(13, "permission denied", str(path))
            return _real(path, *more, **named)

        monkeypatch.setattr(os, name, refused)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_plans_folder_without_permission_is_told(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    root = tmp_path / "plans"
    write_plan(root)
    _forbidden(monkeypatch, root / "plan")
    code, out, err = call(capsys, *command, plans=root)
    assert out == ""
    assert code in (2, 3)
    assert err.count("\n") <= 3
    assert "plan" in err


def test_plans_above_that_may_not_be_looked_into_are_told_or_passed_by(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    _forbidden(monkeypatch, tmp_path / "plans" / "plan")
    code, _, err = call(capsys, "list", "plans")
    assert code in (0, 2, 3)
    assert err.count("\n") >= 1


def test_a_ledger_without_permission_is_told(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = write_plan(tmp_path / "plans")
    path = write_ledger(plan, "stations", report_line("2021-06-30", 5))
    before = path.read_bytes()
    real = os.open

    def refused(name: Any, *more: Any, **named: Any) -> int:  # noqa: ANN401 - any call of os
        if str(name) == str(path):
            raise PermissionError(13, "permission denied")
        return real(name, *more, **named)

    with monkeypatch.context() as faults:
        faults.setattr(os, "open", refused)
        code, out, err = call(capsys, "record", "stations", "9", plans=tmp_path / "plans")
    assert (code, out) == (1, "")
    assert "permission denied" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("JINJIANG_NOW", "yesterday"), ("JINJIANG_PLANS", "/no/such/folder")],
)
def test_an_environment_that_is_wrong_is_told(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS)
    monkeypatch.setenv("JINJIANG_PLANS", str(tmp_path / "plans"))
    monkeypatch.setenv(name, value)
    code, out, err = call(capsys, "status")
    assert (code, out) == (2, "")
    assert value in err
    assert err.count("\n") == 1


def test_a_time_zone_that_there_is_none_of_is_told(capsys: Capture, tmp_path: Path) -> None:
    head = PLAN_HEAD + 'timezone = "Mars/Olympus"\n' + STATIONS
    write_plan(tmp_path / "plans", head=head)
    code, out, err = call(capsys, "status", plans=tmp_path / "plans")
    assert code in (2, 3)
    assert out == ""
    assert "Mars/Olympus" in err


@pytest.mark.parametrize("text", ["", "format = 1\n", "# nothing\n"])
def test_a_plan_file_that_lost_its_table_is_told_once(capsys: Capture, tmp_path: Path, text: str) -> None:
    works = 'format = 1\n\n[action]\ntitle = "W"\n\n' + "".join(
        STATIONS.replace("target.stations", f"target.t{number}") + 'source = "paper"\n' for number in range(9)
    )
    plan = write_plan(tmp_path / "plans", works=works)
    (plan / "plan.toml").write_text(text, encoding="utf-8")
    out = call(capsys, "check", "--against", "none", "-f", "concise", plans=plan.parent).out
    assert {line.split(" error ")[1][:5] for line in out.splitlines() if " error " in line} == {"JP103"}
