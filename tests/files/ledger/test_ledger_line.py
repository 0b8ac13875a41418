"""The canonical line of a ledger."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan import Report, Target, load
from jinjiang_plan.files.ledger.ledger_line import ledger_line
from tests.build import PLAN_HEAD, write_plan

MOMENT = datetime(2021, 7, 5, 10, tzinfo=timezone(timedelta(hours=8)))
FULL = Report(
    date(2021, 6, 30),
    3,
    Decimal("5.50"),
    MOMENT,
    '王"小"明',
    source="文\\件",
    first=date(2021, 4, 1),
    url="u",
    estimate=True,
    final=True,
    correction=True,
    note="一\n二",
    problems="p",
    next="x",
    reason="r",
)


def target(tmp_path: Path, kind: str) -> Target:
    write_plan(tmp_path, head=f'{PLAN_HEAD}\n[target.a]\ntitle = "A"\nkind = "{kind}"\n')
    return load(tmp_path).plans[0].targets[0]


@pytest.mark.parametrize(
    ("kind", "report", "line"),
    [
        pytest.param(
            "cumulative",
            Report(date(2020, 12, 31), 1, Decimal(620), MOMENT, "b", source="s"),
            '2020-12-31 = { value = 620, recorded = 2021-07-05T10:00:00+08:00, by = "b", source = "s" }',
            id="plain",
        ),
        pytest.param(
            "increment",
            FULL,
            "2021-06-30-r3 = { from = 2021-04-01, value = 5.50, recorded = 2021-07-05T10:00:00+08:00, "
            'by = "王\\"小\\"明", source = "文\\\\件", url = "u", basis = "estimate", final = true, correction = true, '
            'note = "一\\n二", problems = "p", next = "x", reason = "r" }',
            id="every field",
        ),
        pytest.param(
            "level",
            Report(date(2021, 3, 31), 2, None, MOMENT, "b", reason="r"),
            '2021-03-31-r2 = { retract = true, recorded = 2021-07-05T10:00:00+08:00, by = "b", reason = "r" }',
            id="a retraction",
        ),
        pytest.param(
            "stage",
            Report(date(2021, 3, 31), 1, Decimal(3), MOMENT, "b"),
            '2021-03-31 = { stage = "completed", recorded = 2021-07-05T10:00:00+08:00, by = "b" }',
            id="a stage",
        ),
        pytest.param(
            "done",
            Report(date(2021, 3, 31), 1, Decimal(0), MOMENT, "b"),
            '2021-03-31 = { done = false, recorded = 2021-07-05T10:00:00+08:00, by = "b" }',
            id="not done",
        ),
        pytest.param(
            "level",
            Report(date(2021, 3, 31), 1, Decimal("1.2E+3"), MOMENT, "b"),
            '2021-03-31 = { value = 1200, recorded = 2021-07-05T10:00:00+08:00, by = "b" }',
            id="no exponent",
        ),
    ],
)
def test_a_report_is_one_line_of_the_format(tmp_path: Path, kind: str, report: Report, line: str) -> None:
    assert ledger_line(report, target(tmp_path, kind)) == line
