"""What a template asks of each target for a day, and what is known by then."""

from collections.abc import Sequence
from datetime import date, datetime

from jinjiang_plan.assess.portfolio import standings
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import HALTED, Kind
from jinjiang_plan.model.days import Period, last_period_end, period_start, reported_period
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.spreadsheet import Request


def likely_period(target: Target, today: date) -> Period:
    """The reporting period of a target that was whole last."""
    last = last_period_end(today, target.frequency.months, target.year_end)
    return Period(period_start(last, target.frequency.months, target.year_end), last)


def requests(
    portfolio: Portfolio, periods: Sequence[tuple[Target, Period]], known_at: datetime | None = None
) -> list[Request]:
    """What is asked of each target for its period, in the order given; of a target that is halted nothing is."""
    by_day: dict[date, list[Target]] = {}
    for target, period in periods:
        by_day.setdefault(period.last, []).append(target)
    judged = {
        each.target.full_id: each
        for day, targets in by_day.items()
        for each in standings(portfolio, day, targets, known_at=known_at)
    }
    return [
        _request(judged[target.full_id], reported_period(target, period))
        for target, period in periods
        if judged[target.full_id].status not in HALTED
    ]


def _request(judged: Assessment, period: Period) -> Request:
    target = judged.target
    reported = [each.report for each in judged.observations if each.report is not None]
    return Request(
        target=target,
        on=period.last,
        first=period.first if target.kind is Kind.INCREMENT else None,
        goal=judged.goal,
        due=judged.due,
        last=reported[-1] if reported else None,
        planned=judged.planned,
        summed=bool(target.sum_of) and not reported,
    )
