"""Targets of every sort to be drawn, each with its reports."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from jinjiang_plan import assess
from jinjiang_plan.assess.series import burnup
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup
from tests.assess.cases import Figures, amended, counted, judgement, plan_of, target_text

QUARTERS = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")


class Case(NamedTuple):
    """A target in TOML, what is reported of it, and the day that it is judged."""

    body: str
    reports: Figures
    as_of: str = "2021-06-30"


def by_quarter(*figures: int | str) -> Figures:
    return dict(zip(QUARTERS, figures, strict=False))


@cache
def of_the_demonstration() -> tuple[tuple[Plan, Burnup], ...]:
    """All that the demonstration has to draw."""
    portfolio = demonstration()
    found = [burnup(each, each.as_of) for each in assess(portfolio, date(2021, 6, 30)).assessments]
    return tuple(
        (portfolio.plan(each.assessment.target.plan), each) for each in found if each.goals or each.reports
    )


def days(count: int) -> Figures:
    return {(date(2020, 1, 1) + timedelta(days=n)).isoformat(): n * n // 150 for n in range(1, count + 1)}


_RISING = by_quarter(60, 220, 380, 620, 900, 1200)
_TITLE = {"title": '{ zh = "目标 <甲> & 乙", en = "Target <a> & b" }'}
_STOPS = "[{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 }]"

CASES = {
    "rising": Case(counted(unit='"座"', milestone=_STOPS, **_TITLE), _RISING),
    "falling": Case(counted(100, 40, "level", unit='"吨"'), by_quarter(98, 99, 92, 85, 88, 79)),
    "range": Case(
        target_text(
            "level", goal='{ min = 20, max = 30, op = "range" }', baseline="{ value = 5 }", unit='"%"'
        ),
        by_quarter(6, 8, 9, 14, 13, 18),
    ),
    "stages": Case(
        target_text("stage", goal='{ stage = "completed" }'),
        {"2020-06-30": "signed", "2021-03-31": "construction"},
    ),
    "yes-or-no": Case(target_text("done", goal="{ value = true }"), {"2021-03-31": False}),
    "one-report": Case(counted(unit='"座"'), {"2021-06-30": 1200}),
    "no-report": Case(counted(unit='"座"', milestone=_STOPS), {}),
    "amended": Case(
        counted(unit='"座"')
        + amended(decided="2021-02-01", value="2200", due="2023-06-30", document='"d"', reason='"r"'),
        by_quarter(100, 200, 400, 600, 900, 1100),
    ),
    "negative": Case(counted(-15, 10, "level", unit='"亿元"'), by_quarter(-14, -12, -13, -9, -7, -4)),
    "huge": Case(counted(goal=9 * 10**12, unit='"元"'), by_quarter(*(n**2 * 10**11 for n in range(1, 7)))),
    "tiny": Case(
        counted(0, "0.00000000005", "level", unit='"万户"'),
        by_quarter(*(f"0.0000000000{n}" for n in range(1, 5))),
    ),
    "many": Case(counted(unit='"个"'), days(900)),
    "steps": Case(counted(path='"step"', milestone=_STOPS, unit='"项"'), _RISING),
    "compound": Case(
        counted(100, 800, "level", path='"compound"', unit='"亿元"'), by_quarter(105, 120, 130, 160)
    ),
    "held": Case(counted(None, 95, "maintain", unit='"%"'), by_quarter(96, 97, 95, 94, 96, 98)),
    "watched": Case(target_text("level", unit='"人"'), by_quarter(96, 97, 95, 94, 96, 98)),
    "met": Case(counted(goal=100, unit='"项"'), by_quarter(10, 20, 50, 80, 99, 120)),
    "long-ago": Case(
        counted(unit='"a unit of measure that is very long indeed and goes on"'), _RISING, "2031-01-01"
    ),
    "just-past": Case(counted(unit='"座"'), _RISING, "2023-02-01"),
    "not-begun": Case(counted(unit='"座"'), {}, "2019-11-01"),
    "before-start": Case(counted(unit='"座"'), {"2018-12-31": 4, **_RISING}),
    "one-day": Case(counted(start="2020-03-31", due="2020-03-31"), {"2020-03-31": 9}, "2020-03-31"),
    "half-a-century": Case(counted(due="2069-12-31"), _RISING),
}


@cache
def drawn(name: str) -> tuple[Plan, Burnup]:
    case = CASES[name]
    plan = plan_of(case.body)
    (target,) = plan.targets
    (assessment,) = judgement(plan, {target.id: case.reports}, case.as_of).assessments
    return plan, burnup(assessment, assessment.as_of)
