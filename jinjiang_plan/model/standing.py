"""Which reports stand: of each day the one recorded last, what was retracted left out (METHODS 3)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import attrgetter

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.report import Report

_by_day: Callable[[Report], date] = attrgetter("on")


def period_first(report: Report, kind: Kind) -> date:
    """The first day that a report is for: an increment's period has one of its own, any other report is for its day."""
    return report.first or report.on if kind is Kind.INCREMENT else report.on


def standing_reports(
    reports: Sequence[Report], kind: Kind, as_of: date, known_at: datetime | None
) -> tuple[Report, ...]:
    """The reports that stand on a day as known at a moment, by day: of each day the one recorded last.

    Each period of an increment has its own; a retraction takes back every figure of its day.
    """
    known = [each for each in reports if each.on <= as_of and (known_at is None or each.recorded <= known_at)]
    if len({each.on for each in known}) < len(known) or any(each.figure is None for each in known):
        known = list(_in_turn(known, kind)[0].values())
    return tuple(sorted(known, key=_by_day))


def replaced(reports: Sequence[Report], kind: Kind) -> dict[str, Report]:
    """By the key of a revision or retraction, the report that stood for its day and period until it was recorded."""
    return _in_turn(reports, kind)[1]


def _in_turn(
    reports: Sequence[Report], kind: Kind
) -> tuple[dict[tuple[date, date], Report], dict[str, Report]]:
    """What stands for each period when all is recorded, one after another, and what each report replaced."""
    standing: dict[tuple[date, date], Report] = {}
    found: dict[str, Report] = {}
    for report in sorted(reports, key=lambda each: (each.recorded, each.revision)):
        if report.retracts:
            for period in [period for period in standing if period[0] == report.on]:
                found[report.key] = standing.pop(period)
        else:
            period = report.on, period_first(report, kind)
            if period in standing:
                found[report.key] = standing[period]
            standing[period] = report
    return standing, found
