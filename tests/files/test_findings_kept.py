"""Findings of plan files: each once, at its place, and none where nothing is wrong."""

from pathlib import Path

import pytest

from jinjiang_plan import load
from jinjiang_plan.model.finding import Finding, Severity
from tests.assess.cases import counted, head
from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]


def findings(tmp_path: Path, top: str, **actions: str) -> list[Finding]:
    write_plan(tmp_path / "plans", head=top, **actions)
    return list(load(tmp_path / "plans").findings)


@pytest.mark.parametrize(
    ("kind", "base", "goal", "op", "wrong"),
    [
        ("level", 100, 40, ">=", True),
        ("level", 100, 40, ">", True),
        ("level", 40, 100, "<=", True),
        ("level", 40, 100, "<", True),
        ("cumulative", 0, 3000, "<=", True),
        ("level", 40, 100, ">=", False),
        ("level", 100, 40, "<=", False),
        ("level", 100, 40, None, False),
        ("level", 40, 100, None, False),
        ("level", None, 100, "<=", False),
        ("level", 100, 100, ">=", False),
        ("maintain", 100, 90, ">=", False),
    ],
)
def test_an_op_against_the_way_is_a_warning(  # noqa: PLR0913 - a table's columns
    tmp_path: Path, kind: str, base: int | None, goal: int, op: str | None, *, wrong: bool
) -> None:
    stated = f'{{ value = {goal}, op = "{op}" }}' if op else f"{{ value = {goal} }}"
    body = counted(base, goal, kind).replace(f"goal = {{ value = {goal} }}", f"goal = {stated}")
    found = findings(tmp_path, PLAN_HEAD + body)
    assert [(each.code, each.severity) for each in found] == [("JP305", Severity.WARNING)] * wrong


@pytest.mark.parametrize("command", [["list"], ["status"], ["show", "subject"]], ids=" ".join)
def test_a_warning_is_told_with_its_place_and_leaves_the_exit_code(
    tmp_path: Path, capsys: Capture, command: list[str]
) -> None:
    body = counted(0, 3000).replace("{ value = 3000 }", '{ value = 3000, op = "<=" }')
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + body)
    code, out, err = call(capsys, *command, plans=tmp_path / "plans")
    assert code == 0
    assert "subject" in out
    line = next(n for n, text in enumerate((PLAN_HEAD + body).splitlines(), 1) if text.startswith("goal"))
    (said,) = err.splitlines()
    assert said.startswith(f"{plan / 'plan.toml'}:{line}:")
    assert "warning JP305 wrong-direction" in said
    assert "baseline 0 to goal 3000" in said


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "", "Asia", "../etc/passwd", "/etc/localtime", "亚洲/上海", "a\\u0000b"]
)
def test_a_time_zone_that_there_is_none_of_is_found_at_its_place(tmp_path: Path, zone: str) -> None:
    top = head(timezone=f'"{zone}"')
    (found,) = findings(tmp_path, top + STATIONS)
    assert (found.code, found.severity) == ("JP104", Severity.ERROR)
    assert top.splitlines()[found.line - 1].startswith("timezone")


def test_a_plan_of_another_zone_does_not_fall_with_one_of_none(tmp_path: Path, capsys: Capture) -> None:
    write_plan(tmp_path / "plans", "good", head=head(timezone='"Europe/Berlin"') + STATIONS)
    write_plan(tmp_path / "plans", "bad", head=head(timezone='"Mars/Base"') + STATIONS)
    code, out, err = call(capsys, "list", plans=tmp_path / "plans")
    assert code == 3
    assert "5G stations" in out
    assert err.count("no time zone `Mars/Base`") == 1


def test_folders_and_files_that_begin_with_a_dot_are_passed_by(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    write_plan(tmp_path / "plans", ".git", head="not toml at all")
    write_plan(tmp_path / "plans", ".plan.123.new", head=PLAN_HEAD + STATIONS)
    (plan / ".works.toml.123.new").write_text("half", encoding="utf-8")
    (plan / ".works.toml").write_text("half", encoding="utf-8")
    portfolio = load(tmp_path / "plans")
    assert [each.id for each in portfolio.plans] == ["plan"]
    assert portfolio.findings == ()


def test_the_first_revision_is_the_report_itself(tmp_path: Path, capsys: Capture) -> None:
    plan = write_plan(tmp_path / "plans")
    path = write_ledger(plan, "stations", report_line("2021-06-30", 5), report_line("2021-06-30-r1", 6))
    code, out, err = call(capsys, "status", plans=tmp_path / "plans")
    assert code == 3
    assert "its ledger cannot be read" in out
    assert f"{path}:3:1: error JP003 duplicate-key" in err
    assert "`2021-06-30-r1` and `2021-06-30` are the same" in err


def test_the_first_revision_alone_is_read_as_the_report(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2021-06-30-r1", 6))
    portfolio = load(tmp_path / "plans")
    assert portfolio.findings == ()
    (ledger,) = portfolio.ledgers.values()
    assert [each.key for each in ledger.reports] == ["2021-06-30"]


INVERTED = head(start="2022-12-31", due="2020-01-01")
ACTION = 'format = 1\n[action]\ntitle = "Works"\n'


@pytest.mark.parametrize(
    ("top", "actions"),
    [
        pytest.param(INVERTED, {}, id="no targets"),
        pytest.param(INVERTED + STATIONS, {}, id="a target"),
        pytest.param(INVERTED + STATIONS, {"works": ACTION + counted()}, id="targets in two files"),
        pytest.param(INVERTED + STATIONS + '[initiative.park]\ntitle = "Park"\n', {}, id="an initiative too"),
    ],
)
def test_an_inverted_plan_is_found_once(tmp_path: Path, top: str, actions: dict[str, str]) -> None:
    (found,) = findings(tmp_path, top, **actions)
    assert found.code == "JP401"
    assert found.file.endswith("plan.toml")
    assert top.splitlines()[found.line - 1].startswith("due")


def test_an_inverted_target_is_found_at_its_own_days(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, PLAN_HEAD + counted(start="2022-01-01", due="2021-01-01"))
    assert found.code == "JP401"
