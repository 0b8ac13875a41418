"""The days worked by hand, held against the judge and against the program."""

from collections import Counter
from pathlib import Path

import pytest

from tests.judge.agreement import differences, said_of
from tests.judge.tables import Reports, judged
from tests.judge.worked_by_hand import SHEETS, Sheet

DAYS = [(sheet, day) for sheet in SHEETS for day in sheet.days]
NAMES = [f"{sheet.group}-{place}-{day}" for place, sheet in enumerate(SHEETS) for day in sheet.days]


def tables(sheet: Sheet) -> tuple[dict[str, str], dict[str, Reports]]:
    """The targets of a sheet, and their reports."""
    targets = {name: lines for name, (lines, _) in sheet.others.items()} | {"x": sheet.target}
    reports = {name: figures for name, (_, figures) in sheet.others.items()} | {"x": sheet.reports}
    return targets, {name: figures for name, figures in reports.items() if figures}


def test_twenty_days_of_each_kind_are_worked_by_hand() -> None:
    counts = Counter(sheet.group for sheet, _ in DAYS)
    assert counts.keys() == {"rate", "rank", "average", "resets", "seasonal", "overridden"}
    assert min(counts.values()) >= 20


@pytest.mark.parametrize(("sheet", "day"), DAYS, ids=NAMES)
def test_the_judge_finds_what_the_hand_found(sheet: Sheet, day: str) -> None:
    fields = judged(*tables(sheet), day, head=sheet.head)
    fields["value_on"] = fields["value_on"] and fields["value_on"].isoformat()
    expected = sheet.days[day]
    assert {key: fields[key] for key in expected} == expected


@pytest.mark.parametrize(("sheet", "day"), DAYS, ids=NAMES)
def test_the_program_finds_what_the_hand_found(sheet: Sheet, day: str, tmp_path: Path) -> None:
    given = said_of(tmp_path, *tables(sheet), day, head=sheet.head)
    assert list(differences(sheet.days[day], given)) == []
