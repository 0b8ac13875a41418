"""`retract`, `amend`, `log`: mending and changing what stands, with nothing rewritten."""

import json
from collections.abc import Iterator, KeysView
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from jinjiang_plan.cli.check.new_findings import new_findings
from jinjiang_plan.cli.session import Session
from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

WORKS = """\
format = 1

[action]
title = "Works"

# 说明：人工维护
[target.station]   # a comment
title = "Substation"
kind = "stage"
goal = { stage = "construction" }

[target.ratio]
title = "Ratio"
kind = "level"
goal = { min = 60, max = 70, op = "range" }

[initiative.park]
title = "Park"
"""
WHY = ("--document", "成府发〔2021〕5号", "--reason", "规划调整")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", works=WORKS)
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1200))
    return plan


def status(capsys: Capture, plan: Path, target: str, as_of: str = "2022-01-01") -> Any:  # noqa: ANN401 - JSON
    code, out, _ = call(capsys, "status", target, "--as-of", as_of, "--format", "json", plans=plan.parent)
    assert code == 0
    return json.loads(out)["assessments"][0]


def test_a_retraction_is_a_line_more_and_takes_the_figure_back(capsys: Capture, plan: Path) -> None:
    path = plan / "progress" / "stations.toml"
    before = path.read_bytes()
    code, out, err = call(
        capsys, "retract", "stations", "--on", "2021-06-30", "--reason", "错报", plans=plan.parent
    )
    assert code == 0
    line = out.splitlines()[0]
    assert line.startswith("2021-06-30-r2 = { retract = true, recorded = 2023-01-10T09:00:00+08:00")
    assert 'reason = "错报"' in line
    assert path.read_bytes() == before + line.encode() + b"\n"
    assert "→" in out
    assert err.startswith("wrote to ")
    assert status(capsys, plan, "stations")["value"] == 600


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(["--on", "2021-05-31", "--reason", "r"], "to retract", id="no-report-that-day"),
        pytest.param(["--on", "2021-06-30", "--reason", ""], "--reason", id="empty-reason"),
        pytest.param(["--on", "2021-06-30", "--reason", " "], "--reason", id="blank-reason"),
        pytest.param(["--on", "2021-06-30"], "--reason", id="no-reason"),
        pytest.param(["--reason", "r"], "--on", id="no-day"),
        pytest.param(["--on", "2021-06-30", "--reason", "a\x1bb"], r"a\x1bb", id="control-character"),
        pytest.param(["--on", "30/6/2021", "--reason", "r"], "30/6/2021", id="a-day-nobody-can-read"),
    ],
)
def test_a_retraction_that_cannot_be_is_refused(
    capsys: Capture, plan: Path, arguments: list[str], why: str
) -> None:
    path = plan / "progress" / "stations.toml"
    before = path.read_bytes()
    code, out, err = call(capsys, "retract", "stations", *arguments, plans=plan.parent)
    assert (code, out) == (2, "")
    assert why in err
    assert path.read_bytes() == before


def test_a_figure_is_retracted_once(capsys: Capture, plan: Path) -> None:
    arguments = ("retract", "stations", "--on", "2021-06-30", "--reason", "r")
    assert call(capsys, *arguments, plans=plan.parent).code == 0
    assert call(capsys, *arguments, plans=plan.parent).code == 2


def test_a_dry_retraction_writes_nothing(capsys: Capture, plan: Path) -> None:
    path = plan / "progress" / "stations.toml"
    before = path.read_bytes()
    arguments = ("retract", "stations", "--on", "2021-06-30", "--reason", "r", "--dry-run")
    code, out, err = call(capsys, *arguments, plans=plan.parent)
    assert code == 0
    assert out.startswith("2021-06-30-r2 = { retract = true")
    assert err == "dry run: nothing was written\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("target", "arguments", "file", "table", "expected"),
    [
        pytest.param(
            "stations",
            ["--value", "3,500座"],
            "plan.toml",
            ("target", "stations"),
            {"value": 3500},
            id="value",
        ),
        pytest.param(
            "stations",
            ["--due", "2023-06"],
            "plan.toml",
            ("target", "stations"),
            {"due": "2023-06-30"},
            id="due",
        ),
        pytest.param(
            "stations",
            ["--status", "suspended"],
            "plan.toml",
            ("target", "stations"),
            {"status": "suspended"},
            id="status",
        ),
        pytest.param(
            "stations",
            ["--status", "取消"],
            "plan.toml",
            ("target", "stations"),
            {"status": "cancelled"},
            id="status-in-chinese",
        ),
        pytest.param(
            "station",
            ["--value", "completed"],
            "works.toml",
            ("target", "station"),
            {"stage": "completed"},
            id="stage",
        ),
        pytest.param(
            "park",
            ["--value", "运营"],
            "works.toml",
            ("initiative", "park"),
            {"stage": "operating"},
            id="stage-of-an-initiative",
        ),
    ],
)
def test_an_amendment_is_added_and_every_other_byte_stays(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture,
    plan: Path,
    target: str,
    arguments: list[str],
    file: str,
    table: tuple[str, str],
    expected: dict[str, object],
) -> None:
    path = plan / file
    before = path.read_text(encoding="utf-8")
    code, out, err = call(
        capsys, "amend", target, *arguments, "--decided", "2021-09-01", *WHY, plans=plan.parent
    )
    assert code == 0
    assert "the first version stays" in err
    after = path.read_text(encoding="utf-8")
    (block,) = tomli.loads(after)[table[0]][table[1]]["amendment"]
    told = {key: value if isinstance(value, int | str) else str(value) for key, value in block.items()}
    assert told == {
        "decided": "2021-09-01",
        "document": "成府发〔2021〕5号",
        "reason": "规划调整",
        "recorded": "2023-01-10 09:00:00+08:00",
        "by": "tester",
        **expected,
    }
    printed = "\n".join(out.splitlines()[:-1])
    assert printed in after
    assert after.replace(printed, "").split() == before.split()


def test_an_amendment_is_judged_by_from_its_day_on(capsys: Capture, plan: Path) -> None:
    arguments = ("amend", "stations", "--value", "2000", "--decided", "2021-09-01", *WHY)
    assert call(capsys, *arguments, plans=plan.parent).code == 0
    assert status(capsys, plan, "stations", "2021-08-31")["goal"] == 3000
    after = status(capsys, plan, "stations", "2021-09-01")
    assert after["goal"] == 2000
    assert "revised_goal" in after["flags"]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "5G stations  3,000 sites, 2022-12-31 → 3,500 sites, 2023-06-30  overdue → far behind"),
        ("zh", "5G基站  3,000 座, 2022-12-31 → 3,500 座, 2023-06-30  逾期未报 → 严重滞后"),
    ],
)
def test_an_amendment_tells_the_goal_before_and_after(
    capsys: Capture, plan: Path, lang: str, line: str
) -> None:
    arguments = ("amend", "stations", "--value", "3500", "--due", "2023-06-30", *WHY)
    _, out, _ = call(capsys, *arguments, plans=plan.parent, lang=lang)
    assert out.splitlines()[-1] == line


def test_a_dry_amendment_writes_nothing(capsys: Capture, plan: Path) -> None:
    before = (plan / "plan.toml").read_bytes()
    code, out, err = call(
        capsys, "amend", "stations", "--value", "3500", "--dry-run", *WHY, plans=plan.parent
    )
    assert code == 0
    assert out.startswith("[[target.stations.amendment]]\ndecided = 2023-01-10\nvalue = 3500\n")
    assert err == "dry run: nothing was written\n"
    assert (plan / "plan.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("target", "arguments", "why"),
    [
        pytest.param("stations", [*WHY], "nothing to change", id="nothing"),
        pytest.param("stations", ["--value", "3000", *WHY], "nothing would change", id="same-goal"),
        pytest.param("stations", ["--due", "2022-12-31", *WHY], "nothing would change", id="same-due"),
        pytest.param(
            "stations", ["--value", "3500", "--decided", "2023-01-11", *WHY], "still to come", id="future"
        ),
        pytest.param("stations", ["--value", "3500", "--reason", "r"], "--document", id="no-document"),
        pytest.param("stations", ["--value", "3500", "--document", "d"], "--reason", id="no-reason"),
        pytest.param(
            "stations", ["--value", "3500", "--document", "", "--reason", "r"], "document", id="empty"
        ),
        pytest.param(
            "stations", ["--value", "3500", "--document", "a\nb", "--reason", "r"], r"\x0a", id="control"
        ),
        pytest.param("stations", ["--due", "2019-12-31", *WHY], "before 2020-01-01", id="due-before-start"),
        pytest.param(
            "stations",
            ["--status", "behind", *WHY],
            "suspended 中止, cancelled 取消, active 恢复",
            id="other-status",
        ),
        pytest.param("stations", ["--status", "cancled", *WHY], "nearest: cancelled", id="unknown-status"),
        pytest.param("stations", ["--value", "5公里", *WHY], "座", id="unit"),
        pytest.param("station", ["--value", "finished", *WHY], "no stage `finished`", id="unknown-stage"),
        pytest.param("ratio", ["--value", "65", *WHY], "by hand", id="range"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(
    capsys: Capture, plan: Path, target: str, arguments: list[str], why: str
) -> None:
    before = {path.name: path.read_bytes() for path in plan.glob("*.toml")}
    code, out, err = call(capsys, "amend", target, *arguments, plans=plan.parent)
    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in plan.glob("*.toml")} == before


def test_the_log_is_in_order_of_recording(capsys: Capture, tmp_path: Path) -> None:
    amended = (
        '[[target.stations.amendment]]\ndecided = 2021-03-01\nvalue = 3500\ndocument = "d"\nreason = "why"\n'
    )
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS + amended)
    write_ledger(
        plan,
        "stations",
        report_line("2021-06-30", 1200, "2021-07-05T10:00:00+08:00"),
        report_line("2020-12-31", 600, "2021-01-08T09:00:00+08:00"),
        report_line("2021-06-30-r2", 1150, "2021-08-02T10:00:00+08:00"),
        '2020-12-31-r2 = { retract = true, reason = "x", recorded = 2021-09-01T10:00:00+08:00, by = "t" }',
    )
    code, out, err = call(capsys, "log", "stations", "--format", "json", plans=tmp_path / "plans")
    assert (code, err) == (0, "")
    entries = json.loads(out)["entries"]
    assert [(each["recorded"][:10], each["what"], each["value"]) for each in entries] == [
        ("2021-01-08", "report", 600),
        ("2021-03-01", "amendment", 3500),
        ("2021-07-05", "report", 1200),
        ("2021-08-02", "revision", 1150),
        ("2021-09-01", "retraction", None),
    ]
    assert len({tuple(each) for each in entries}) == 1
    code, out, _ = call(capsys, "log", "--last", "2", "--format", "jsonl", plans=tmp_path / "plans")
    assert code == 0
    assert [json.loads(line)["what"] for line in out.splitlines()] == ["revision", "retraction"]


def test_a_log_of_nothing_says_so(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans")
    assert call(capsys, "log", plans=tmp_path / "plans") == (
        3,
        "",
        "error: nothing is reported yet; `record` begins\n",
    )


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_the_last_entries_are_a_number_of_them(capsys: Capture, plan: Path, number: str) -> None:
    code, out, err = call(capsys, "log", "--last", number, plans=plan.parent)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


class Meanwhile(dict[Path, str]):
    """Texts that stand in for files; when they are looked at first, another writer has just left a fault."""

    def __init__(self, ledger: Path) -> None:
        super().__init__()
        self._ledger = ledger

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Path]:
        text = self._ledger.read_text(encoding="utf-8")
        if "another" not in text:
            self._ledger.write_text(f"{text}another = 1\n", encoding="utf-8")
        return super().__iter__()

    def keys(self) -> KeysView[Path]:  # type: ignore[override]
        return KeysView(self)


def test_what_others_write_meanwhile_is_not_laid_to_a_change(plan: Path) -> None:
    ledger = plan / "progress" / "stations.toml"
    found = new_findings(Session("en", {}), plan, Meanwhile(ledger), date(2021, 7, 1))
    assert "another" in ledger.read_text(encoding="utf-8")
    assert found == []
