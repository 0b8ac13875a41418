"""Where the streams, the folder or the program itself fail: one line at most, the exit code, no traceback."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build import Outcome, call, clean_environment, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600))
    return tmp_path / "plans"


def in_a_shell(script: str, cwd: Path, lang: str = "en") -> Outcome:
    """Run a script in which `tool` is the command."""
    tool = f'tool() {{ {shlex.quote(sys.executable)} -m jinjiang_plan "$@"; }}\n'
    finished = subprocess.run(
        ["bash", "-c", tool + script], capture_output=True, check=False, cwd=cwd, env=clean_environment(lang)
    )
    return Outcome(finished.returncode, finished.stdout.decode(), finished.stderr.decode())


@needs_full
@pytest.mark.parametrize(
    "command", ["list", "status -f json", "status -f table", "log -f csv", "--help", "--version"]
)
def test_a_full_disk_behind_stdout_is_told_in_one_line(plans: Path, command: str) -> None:
    code, out, err = in_a_shell(f"tool --plans plans {command} > /dev/full", plans.parent)
    assert (code, out) == (1, "")
    assert err == "error: reading or writing failed: no space is left on the disk\n"


@needs_full
def test_a_full_disk_is_told_in_chinese_too(plans: Path) -> None:
    code, _, err = in_a_shell("tool --plans plans list > /dev/full", plans.parent, "zh")
    assert (code, err) == (1, "错误：读写失败：磁盘已满\n")


@needs_full
@pytest.mark.parametrize(("words", "code"), [("list", 0), ("show nothing", 2)], ids=["done", "refused"])
def test_a_full_disk_behind_stderr_leaves_the_exit_code(plans: Path, words: str, code: int) -> None:
    found = in_a_shell(f"tool --plans plans {words} 2> /dev/full", plans.parent)
    assert (found.code, found.err) == (code, "")
    assert ("5G stations" in found.out) is (code == 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list >&-", 0),
        ("status -f json >&-", 0),
        ("status -f table >&-", 0),
        ("show nothing >&-", 2),
        ("list 2>&-", 0),
        ("show nothing 2>&-", 2),
        ("show nothing >&- 2>&-", 2),
        ("record stations 900 --on 2021-06 2>&-", 0),
        ("record stations 900 --on 2021-06 >&-", 0),
        ("list <&-", 0),
    ],
)
def test_a_stream_that_is_closed_is_no_fault(plans: Path, words: str, code: int) -> None:
    found = in_a_shell(f"tool --plans plans {words}", plans.parent)
    assert found.code == code
    assert "Traceback" not in found.out + found.err
    assert len(found.err.splitlines()) <= 1


@pytest.mark.parametrize("streams", ["2>&-", ">&-"])
def test_nothing_said_goes_into_a_file_that_took_a_closed_streams_place(plans: Path, streams: str) -> None:
    assert (
        in_a_shell(f"tool --plans plans record stations 900 --on 2021-06 {streams}", plans.parent).code == 0
    )
    ledger = (plans / "plan" / "progress" / "stations.toml").read_text(encoding="utf-8").splitlines()
    assert [line[:10] for line in ledger] == ["[report]", "2020-12-31", "2021-06-30"]


GONE = "mkdir gone && cd gone && rmdir ../gone && "


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param("list", 0, "built-in plan", id="the built-in plan"),
        pytest.param('--plans "$OLDPWD/plans" status', 0, "", id="a plan named whole"),
        pytest.param("--plans plans status", 2, "no folder plans", id="a plan named from there"),
        pytest.param("list -o x.csv", 1, "", id="a file there"),
    ],
)
def test_a_working_directory_that_is_gone_is_no_fault_of_the_program(
    plans: Path, words: str, code: int, said: str
) -> None:
    found = in_a_shell(f"{GONE}tool {words}", plans.parent)
    assert found.code == code
    assert said in found.err
    assert len([line for line in found.err.splitlines() if "built-in plan" not in line]) <= 1
    assert "Traceback" not in found.err
    assert "the program failed" not in found.err


def broken(*_arguments: object, **_named: object) -> object:
    raise RuntimeError("a \x1b[31mbug")


PLACES = [
    ("jinjiang_plan.render.sheets.lists.targets_sheet", ("list",)),
    ("jinjiang_plan.files.plans.reader.read_plan", ("status",)),
    ("jinjiang_plan.render.records.judgement_record", ("status", "-f", "json")),
    ("jinjiang_plan.cli.session.Session.exit_code", ("show", "stations")),
]


@pytest.mark.parametrize(("place", "words"), PLACES, ids=[place for place, _ in PLACES])
def test_a_bug_is_one_line_that_asks_for_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, place: str, words: tuple[str, ...]
) -> None:
    monkeypatch.delenv("JINJIANG_DEBUG", raising=False)
    monkeypatch.setattr(place, broken)
    code, _, err = call(capsys, *words, plans=plans)
    assert code == 3
    assert err == (
        r"error: the program failed (RuntimeError: a \x1b[31mbug); "
        "please report it with the command, JINJIANG_DEBUG=1 shows more\n"
    )


@pytest.mark.parametrize(("lang", "said"), [("en", "the program failed"), ("zh", "程序出错")])
def test_the_traceback_of_a_bug_is_shown_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, lang: str, said: str
) -> None:
    monkeypatch.setenv("JINJIANG_DEBUG", "1")
    monkeypatch.setattr("jinjiang_plan.render.sheets.lists.targets_sheet", broken)
    code, out, err = call(capsys, "list", plans=plans, lang=lang)
    assert (code, out) == (3, "")
    assert err.startswith("Traceback (most recent call last):\n")
    assert "in broken" in err
    assert said in err.splitlines()[-1]


def test_no_traceback_of_a_refusal_is_shown_even_then(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path
) -> None:
    monkeypatch.setenv("JINJIANG_DEBUG", "1")
    code, _, err = call(capsys, "show", "nothing", plans=plans)
    assert code == 2
    assert len(err.splitlines()) == 1
