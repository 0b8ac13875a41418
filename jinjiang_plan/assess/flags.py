"""The quality of the data behind a judgement (METHODS 6)."""

from collections.abc import Iterator

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.evidence import YEAR
from jinjiang_plan.assess.progress import Progress
from jinjiang_plan.assess.rate import has_figure_at_due, missing_years
from jinjiang_plan.model.codes import Flag, Kind
from jinjiang_plan.model.days import age, last_period_end
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.zones import local_day

_LASTING = (Kind.CUMULATIVE, Kind.INCREMENT, Kind.STAGE, Kind.DONE)
"""Kinds whose value is not lost again: once they meet the goal nothing more is owed."""


def flags(case: Case, progress: Progress) -> tuple[Flag, ...]:
    """Return all flags that fit, in METHODS' order."""
    flagged = {*_of_data(case, progress), *_of_goal(case, progress)}
    if case.terms.revised:
        flagged.add(Flag.REVISED_GOAL)
    if case.target.sample:
        flagged.add(Flag.SAMPLE)
    return tuple(flag for flag in Flag if flag in flagged)


def _of_goal(case: Case, progress: Progress) -> Iterator[Flag]:
    """The flags of the goal, its baseline, and a goal that was met."""
    scale, latest, target = case.scale, case.evidence.latest, case.target
    if progress.lapsed:
        yield Flag.LAPSED
    if scale is None or not target.kind.has_way:
        return
    if scale.assumed:
        yield Flag.BASELINE_ASSUMED
    if scale.weak:
        yield Flag.WEAK_GOAL
    if latest is None:
        return
    if not progress.met and scale.ever_met(each.value for each in case.evidence.observations):
        yield Flag.RELAPSED
    if progress.met and target.kind is Kind.LEVEL and not case.due_has_come:
        yield Flag.PROVISIONAL


def _of_data(case: Case, progress: Progress) -> Iterator[Flag]:
    """The flags of the reports."""
    evidence, target = case.evidence, case.target
    if evidence.latest is None:
        return
    if is_stale_case(case, progress):
        yield Flag.STALE
    if evidence.derived:
        yield Flag.DERIVED
    if evidence.partial:
        yield Flag.PARTIAL
    if evidence.overridden:
        yield Flag.OVERRIDDEN
    if evidence.has_gap:
        yield Flag.GAP_IN_PERIODS
    if target.average is not None and _misses_years(case):
        yield Flag.GAP_IN_PERIODS
    for report in evidence.standing if evidence.derived else evidence.standing[-1:]:
        yield from _of_report(report, case)


def is_stale_case(case: Case, progress: Progress) -> bool:
    """Whether the latest figure is too old: never one for due or later, a final one, or a total that meets the goal."""
    on = case.evidence.reported_to
    if on is None or case.terms.halted is not None or case.evidence.final:
        return False
    if on >= case.terms.due or (progress.met and case.target.kind in _LASTING):
        return False
    if not case.target.kind.has_way and case.target.kind is not Kind.MAINTAIN and has_figure_at_due(case):
        return False
    return case.is_old(on, case.as_of)


def _misses_years(case: Case) -> bool:
    """Whether a reporting year that has ended, at due any, has no report."""
    due = case.terms.due
    if case.as_of >= due:
        return bool(missing_years(case, due))
    last = last_period_end(case.as_of, YEAR, case.target.year_end)
    return last >= case.target.start and bool(missing_years(case, last))


def _of_report(report: Report, case: Case) -> Iterator[Flag]:
    """The flags of one report."""
    zone = case.target.timezone
    if report.estimate:
        yield Flag.ESTIMATE
    elif local_day(report.recorded, zone) < report.on:
        yield Flag.FUTURE_REPORT
    if not report.source:
        yield Flag.UNSOURCED
    known = report.known_on(zone)
    if known > report.on and age(report.on, known) > case.target.frequency.months:
        yield Flag.LATE_REPORT
