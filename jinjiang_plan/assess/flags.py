"""The quality of the data behind a judgement (METHODS 6)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.evidence import has_gap
from jinjiang_plan.model.codes import Flag, Kind, Status
from jinjiang_plan.model.months import age
from jinjiang_plan.model.periods import last_period_end
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report

_SETTLED = (
    Status.ACHIEVED,
    Status.ACHIEVED_LATE,
    Status.MISSED,
    Status.CANCELLED,
    Status.SUSPENDED,
)


def flags(judged: Case, status: Status) -> tuple[Flag, ...]:
    """All flags that fit, in METHODS' order."""
    found = {*_of_data(judged, status), *_of_goal(judged)}
    if judged.asked.revised:
        found.add(Flag.REVISED_GOAL)
    if judged.target.sample:
        found.add(Flag.SAMPLE)
    return tuple(flag for flag in Flag if flag in found)


def _of_goal(judged: Case) -> Iterator[Flag]:
    scaled, seen, target = judged.scaled, judged.seen, judged.target
    if scaled is None:
        return
    if scaled.assumed:
        yield Flag.BASELINE_ASSUMED
    if scaled.weak:
        yield Flag.WEAK_GOAL
    if seen.latest is None or target.kind is Kind.MAINTAIN:
        return
    met = scaled.met(seen.latest.value)
    if not met and scaled.ever_met(each.value for each in seen.observations):
        yield Flag.RELAPSED
    if met and target.kind is Kind.LEVEL and judged.as_of < judged.asked.due:
        yield Flag.PROVISIONAL


def _of_data(judged: Case, status: Status) -> Iterator[Flag]:
    seen, target = judged.seen, judged.target
    latest = seen.latest
    if latest is None:
        return
    if _is_stale(target, seen.fresh or latest.on, judged.as_of) and status not in _SETTLED and not seen.final:
        yield Flag.STALE
    if seen.derived:
        yield Flag.DERIVED
    if seen.partial:
        yield Flag.PARTIAL
    if target.kind is Kind.INCREMENT and has_gap(seen.standing):
        yield Flag.GAP_IN_PERIODS
    for report in seen.standing if seen.derived else seen.standing[-1:]:
        yield from _of_report(report, target.frequency.months)


def _of_report(report: Report, period: int) -> Iterator[Flag]:
    recorded = report.recorded.date()
    if report.estimate:
        yield Flag.ESTIMATE
    elif recorded < report.on:
        yield Flag.FUTURE_REPORT
    if not report.source:
        yield Flag.UNSOURCED
    if recorded > report.on and age(report.on, recorded) > period:
        yield Flag.LATE_REPORT


def _is_stale(target: Target, reported: date, as_of: date) -> bool:
    """Older than one and a half reporting periods, from the end of the last period that was whole by the report."""
    months = target.frequency.months
    return age(last_period_end(reported, months), as_of) > Fraction(3 * months, 2)
