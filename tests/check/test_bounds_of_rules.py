"""Where a rule begins to speak: texts on both sides of each bound, one that it must leave alone and one that it must not."""

import re
from pathlib import Path

import pytest

from tests.build import call
from tests.check.wrapping import write_case

Capture = pytest.CaptureFixture[str]


def target(name: str = "stations", kind: str = "cumulative", goal: str = "3000", **entries: str) -> str:
    keys = {"title": f'"{name}"', "kind": f'"{kind}"', "goal": f"{{ value = {goal} }}", **entries}
    return f"[target.{name}]\n" + "".join(f"{key} = {entry}\n" for key, entry in keys.items()) + "\n"


def ledger(figures: dict[str, str], name: str = "stations") -> str:
    lines = (
        f'{on} = {{ value = {value}, recorded = {on}T12:00:00+08:00, source = "S" }}\n'
        for on, value in figures.items()
    )
    return f"# progress/{name}.toml\n[report]\n{''.join(lines)}"


def codes(capsys: Capture, plans: Path, text: str, *options: str) -> list[str]:
    write_case(plans, text)
    outcome = call(capsys, "check", str(plans), "--format", "concise", *options)
    return re.findall(r": [a-z]+ (JP[0-9]{3}) ", outcome.out)


def milestones(first: int, second: int) -> str:
    return f"[{{ on = 2020-12-31, value = {first} }}, {{ on = 2021-12-31, value = {second} }}]"


def money(*goals: str) -> str:
    return "".join(
        target(f"t{number}", goal=goal, unit='"亿元"').replace('"t1"', '"of which one"')
        for number, goal in enumerate(goals)
    )


COMPOUND = {"kind": "level", "path": '"compound"'}
QUARTER = {"start": "2020-01-01", "due": "2021-02-04", "unit": '"元"'}
"""A period of 400 days."""

OVERLAPPING = ledger({"2020-12-31": "9, from = 2020-10-01", "2021-03-31": "9, from = 2020-12-31"})

BOUNDS = [
    pytest.param(
        target(milestone=milestones(600, 600)), target(milestone=milestones(600, 599)), "JP306", id="back"
    ),
    pytest.param(
        target(milestone=milestones(600, 3000)), target(milestone=milestones(600, 3001)), "JP306", id="past"
    ),
    pytest.param(
        target(goal="1", baseline="{ value = 2, assumed = true }", **COMPOUND),
        target(goal="0", baseline="{ value = 2, assumed = true }", **COMPOUND),
        "JP308",
        id="a compound path to nought",
    ),
    pytest.param(money("9"), money("9", "3"), "JP309", id="one of several is a part of another"),
    pytest.param(
        target() + ledger({"2020-12-31": "2999", "2021-06-30": "29989999"}),
        target() + ledger({"2020-12-31": "2999", "2021-06-30": "29990000"}),
        "JP304",
        id="ten thousand times the figure before",
    ),
    pytest.param(
        target() + ledger({"2020-12-31": "29999999"}),
        target() + ledger({"2020-12-31": "30000000"}),
        "JP304",
        id="ten thousand times the goal",
    ),
    pytest.param(
        target(goal="100000", **QUARTER) + ledger({"2020-04-09": "1"}),
        target(goal="100000", **QUARTER) + ledger({"2020-04-10": "1"}),
        "JP304",
        id="so little from a quarter of the period on",
    ),
    pytest.param(
        target() + ledger({"2020-12-31": "900", "2021-06-30": "900"}),
        target() + ledger({"2020-12-31": "900", "2021-06-30": "899"}),
        "JP504",
        id="a total falls",
    ),
    pytest.param(
        target(kind="level") + OVERLAPPING,
        target(kind="increment") + OVERLAPPING,
        "JP404",
        id="the periods of increments overlap, those of a level are none",
    ),
    pytest.param(
        target(kind="level") + ledger({"2020-12-31": "900", "2021-06-30": "899"}),
        target(goal="20", baseline="{ value = 1000, assumed = true }")
        + ledger({"2020-12-31": "900", "2021-06-30": "901"}),
        "JP504",
        id="a level may fall, and a total that is to fall may not rise",
    ),
]


@pytest.mark.parametrize(("quiet", "found", "code"), BOUNDS)
def test_a_rule_speaks_from_its_bound_on(
    capsys: Capture, tmp_path: Path, quiet: str, found: str, code: str
) -> None:
    assert code not in codes(capsys, tmp_path / "quiet", quiet)
    assert codes(capsys, tmp_path / "found", found).count(code) == 1


@pytest.mark.parametrize(("on", "found"), [("2023-01-10", []), ("2023-01-11", ["JP403"])])
def test_a_report_is_for_a_day_to_come_until_the_day_of_the_run(
    capsys: Capture, tmp_path: Path, on: str, found: list[str]
) -> None:
    text = target() + ledger({on: "900"})
    for options in ((), ("--as-of", "2021-06-30")):
        assert [each for each in codes(capsys, tmp_path, text, *options) if each == "JP403"] == found


def test_of_a_compound_path_the_first_point_at_nought_is_told(capsys: Capture, tmp_path: Path) -> None:
    text = target(goal="0", baseline="{ value = 0, assumed = true }", **COMPOUND)
    assert codes(capsys, tmp_path, text).count("JP308") == 1


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        pytest.param("ignore[]", ["JP901", "JP902"], id="no name and no reason"),
        pytest.param("ignore[unsourced, fallen]", ["JP901", "JP902"], id="one of two names used, no reason"),
        pytest.param("ignore[fallen]", ["JP901"], id="nothing kept back"),
        pytest.param("ignore[unsourced]", ["JP902"], id="used, no reason"),
        pytest.param("ignore[unsourced] because", [], id="used, with a reason"),
    ],
)
def test_a_comment_gives_a_reason_for_what_it_keeps_back(
    capsys: Capture, tmp_path: Path, comment: str, found: list[str]
) -> None:
    line = f"2021-06-30 = {{ value = 9, recorded = 2021-07-05T09:00:00+08:00 }} # jp: {comment}\n"
    text = target() + f"# progress/stations.toml\n[report]\n{line}"
    assert sorted({each for each in codes(capsys, tmp_path, text) if each.startswith("JP9")}) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (target("one"), "`one` has no report for 1.5 periods: nothing was reported yet"),
        (
            target("one") + target("two"),
            "`plan` has no report for 1.5 periods: none of its 2 targets was ever reported",
        ),
    ],
    ids=["one", "two"],
)
def test_a_plan_of_several_that_was_never_reported_on_is_told_once(
    capsys: Capture, tmp_path: Path, text: str, said: str
) -> None:
    write_case(tmp_path, text)
    options = ("--format", "concise", "--select", "stale", "--as-of", "2021-06-30")
    outcome = call(capsys, "check", str(tmp_path), *options)
    (line,) = outcome.out.splitlines()
    assert f" stale: {said}; " in line
