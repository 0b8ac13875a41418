"""A plan whose reporting year ends in March: every command goes by its quarters and years."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
SPRING = f'{PLAN_HEAD}year_end = 3\nfrequency = "year"\n{STATIONS}'


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = write_plan(tmp_path / "plans", head=SPRING)
    write_ledger(folder, "stations", report_line("2020-03-31", 300), report_line("2021-03-31", 1200))
    return folder.parent


def answer(capsys: Capture, plans: Path, *words: str) -> dict[str, Any]:
    outcome = call(capsys, "--plans", str(plans), *words, "--format", "json")
    assert outcome.code == 0, outcome.err
    told: dict[str, Any] = json.loads(outcome.out)
    return told


def test_reports_are_owed_at_the_ends_of_the_plans_years(capsys: Capture, plans: Path) -> None:
    told = answer(capsys, plans, "timeline", "--as-of", "2020-08-31", "--to", "2022-12-30")
    owed = [(each["day"], each["period"]) for each in told["coming"] if each["occasion"] == "report"]
    assert owed == [("2021-03-31", "FY2021"), ("2022-03-31", "FY2022")]


def test_a_trend_goes_from_year_to_year_of_the_plan(capsys: Capture, plans: Path) -> None:
    told = answer(capsys, plans, "trend", "--as-of", "2022-04-30")
    (plan,) = told["plans"]
    assert [(each["as_of"], each["period"]) for each in plan["periods"]] == [
        ("2020-03-31", "FY2020"),
        ("2021-03-31", "FY2021"),
        ("2022-03-31", "FY2022"),
        ("2022-04-30", None),
    ]


def test_a_day_may_be_named_by_the_plans_year(capsys: Capture, plans: Path) -> None:
    for text in ("FY2021", "2020/21", "FY2021Q4"):
        assert answer(capsys, plans, "status", "--as-of", text)["as_of"] == "2021-03-31"
    assert answer(capsys, plans, "status", "--as-of", "2021Q2")["as_of"] == "2021-06-30"


def test_plans_of_different_years_are_asked_for_a_day(capsys: Capture, plans: Path) -> None:
    write_plan(plans, "other")
    outcome = call(capsys, "--plans", str(plans), "status", "--as-of", "FY2021")
    assert outcome.code == 2
    assert "the plans end their reporting years in different months" in outcome.err


def test_a_template_asks_for_the_last_whole_year_of_the_plan(
    capsys: Capture, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINJIANG_NOW", "2022-05-10T09:00:00+08:00")
    sheet = tmp_path / "sheet.csv"
    assert call(capsys, "--plans", str(plans), "template", "-o", str(sheet)).code == 0
    assert "2022-03-31" in sheet.read_text(encoding="utf-8-sig")
