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
        known = _without_revised(known, kind)
    return tuple(sorted(known, key=_by_day))


def _without_revised(known: list[Report], kind: Kind) -> list[Report]:
    standing: dict[tuple[date, date], Report] = {}
    for report in sorted(known, key=lambda each: (each.recorded, each.revision)):
        if report.retracts:
            for period in [period for period in standing if period[0] == report.on]:
                del standing[period]
        else:
            standing[report.on, period_first(report, kind)] = report
    return list(standing.values())
