"""Days outside the years that a plan may name are findings, at both edges; those at the edge itself are judged."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

TARGET = """
[target.stations]
title = "Stations"
kind = "level"
unit = "座"
baseline = { value = 100, on = 2019-12-31 }
goal = { op = ">=", value = 3000 }
start = 2020-01-01
due = 2022-12-31
milestone = [{ on = 2021-12-31, value = 1500 }]
amendment = [{ decided = 2021-06-01, value = 3100, due = 2022-11-30, document = "D", reason = "R" }]
"""
LINE = report_line("2021-06-30", 620, **{"from": "2021-01-01", "published": "2021-07-06"})
PLACES = [
    *((TARGET, found[0]) for found in re.finditer(r"(start|due|on|decided) = [0-9-]+", TARGET)),
    (PLAN_HEAD, "start = 2020-01-01"),
    (PLAN_HEAD, "due = 2022-12-31"),
    *((LINE, found[0]) for found in re.finditer(r"(from|published|recorded) = [0-9-]+", LINE)),
    (LINE, "2021-06-30 ="),
]
BEYOND = ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"]
EDGES = ["1900-01-01", "2199-12-31"]
COMMANDS = [
    ("check", "--as-of", "2022-06-30"),
    ("check", "--as-of", "2199-12-31"),
    ("status", "--as-of", "2022-06-30"),
    ("status", "--as-of", "2199-12-31"),
    ("status", "--as-of", "1900-01-01"),
    ("chart", "--as-of", "2022-06-30"),
    ("chart", "stations", "--as-of", "2199-12-31"),
    ("show", "stations", "--explain", "--as-of", "2022-06-30"),
    ("timeline", "--as-of", "2022-06-30"),
    ("forecast", "--as-of", "2022-06-30"),
    ("trend", "--as-of", "2022-06-30"),
    ("brief", "--as-of", "2022-06-30"),
    ("diff", "2022-01-31", "2022-06-30"),
    ("log",),
    ("list",),
]


def written(root: Path, place: str, day: str) -> None:
    """Put a plan there in which a day stands at one place."""
    new = re.sub("[0-9]{4}-[0-9]{2}-[0-9]{2}", day, place)

    def edited(text: str) -> str:
        return text.replace(place, new, 1)

    plan = write_plan(root, head=edited(PLAN_HEAD) + edited(TARGET))
    write_ledger(plan, "stations", edited(LINE))


def nothing_fails(capsys: Capture, plans: Path) -> None:
    """Hold that each command ends as it should, if only by saying that the plan's head cannot be read."""
    for command in COMMANDS:
        outcome = call(capsys, *command, plans=plans)
        assert outcome.code in (0, 1, 2) or "be read" in outcome.err, (command, outcome.err)
        assert "failed" not in outcome.err, command


def test_every_place_is_there() -> None:
    assert len(PLACES) == 12
    assert all(place in text for text, place in PLACES)


@pytest.mark.parametrize("day", BEYOND)
@pytest.mark.parametrize("place", [place for _, place in PLACES])
def test_a_day_outside_the_calendar_is_a_finding_at_its_place(
    capsys: Capture, tmp_path: Path, place: str, day: str
) -> None:
    written(tmp_path / "plans", place, day)
    outcome = call(capsys, "check", "--as-of", "2022-06-30", "-f", "concise", plans=tmp_path / "plans")
    assert outcome.code == 1
    assert "1900" in outcome.out
    assert "2199" in outcome.out
    nothing_fails(capsys, tmp_path / "plans")


@pytest.mark.parametrize("day", EDGES)
@pytest.mark.parametrize("place", [place for _, place in PLACES])
def test_a_day_at_the_edge_of_the_calendar_breaks_nothing(
    capsys: Capture, tmp_path: Path, place: str, day: str
) -> None:
    written(tmp_path / "plans", place, day)
    nothing_fails(capsys, tmp_path / "plans")


def test_the_longest_plan_of_all_is_judged(capsys: Capture, tmp_path: Path) -> None:
    head = PLAN_HEAD.replace("2020-01-01", EDGES[0]).replace("2022-12-31", EDGES[1])
    plan = write_plan(
        tmp_path / "plans", head=head + TARGET.replace("2020-01-01", EDGES[0]).replace("2022-12-31", EDGES[1])
    )
    first = date(1900, 1, 1)
    days = [first + timedelta(days=each) for each in range(30, 100_000, 2_000)]
    write_ledger(plan, "stations", *(report_line(f"{day}", 100 + n) for n, day in enumerate(days)))
    nothing_fails(capsys, plan.parent)
