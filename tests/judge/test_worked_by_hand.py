"""The days worked by hand, held against the judge and against the program."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.judge.agreement import assessments, differences
from tests.judge.court import Court
from tests.judge.tables import ledger_text, parsed, plan_text
from tests.judge.worked_by_hand import SHEETS, Sheet

DAYS = [(sheet, day) for sheet in SHEETS for day in sheet.days]
NAMES = [f"{sheet.group}-{place}-{day}" for place, sheet in enumerate(SHEETS) for day in sheet.days]


def texts(sheet: Sheet) -> tuple[str, dict[str, str]]:
    """The plan file and the ledgers of a sheet."""
    targets = {name: lines for name, (lines, _) in sheet.others.items()} | {"x": sheet.target}
    reports = {name: figures for name, (_, figures) in sheet.others.items()} | {"x": sheet.reports}
    return plan_text(targets, sheet.head), {name: ledger_text(each) for name, each in reports.items() if each}


def test_twenty_days_of_each_kind_are_worked_by_hand() -> None:
    counts = Counter(sheet.group for sheet, _ in DAYS)
    assert counts.keys() == {"rate", "rank", "average", "resets", "seasonal", "overridden"}
    assert min(counts.values()) >= 20


@pytest.mark.parametrize(("sheet", "day"), DAYS, ids=NAMES)
def test_the_judge_finds_what_the_hand_found(sheet: Sheet, day: str) -> None:
    plan, ledgers = texts(sheet)
    court = Court(
        parsed(plan), {}, {name: parsed(text) for name, text in ledgers.items()}, date.fromisoformat(day)
    )
    fields = court.verdict("x")
    fields["value_on"] = fields["value_on"] and fields["value_on"].isoformat()
    expected = sheet.days[day]
    assert {key: fields[key] for key in expected} == expected


@pytest.mark.parametrize(("sheet", "day"), DAYS, ids=NAMES)
def test_the_program_finds_what_the_hand_found(sheet: Sheet, day: str, tmp_path: Path) -> None:
    plan, ledgers = texts(sheet)
    (tmp_path / "plan" / "progress").mkdir(parents=True)
    (tmp_path / "plan" / "plan.toml").write_text(plan, encoding="utf-8")
    for name, text in ledgers.items():
        (tmp_path / "plan" / "progress" / f"{name}.toml").write_text(text, encoding="utf-8")
    given = assessments(tmp_path, date.fromisoformat(day))["x"]
    assert list(differences(sheet.days[day], given)) == []
