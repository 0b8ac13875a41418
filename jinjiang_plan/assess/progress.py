"""How far a target has come against the path that its plan asks for, before any threshold is applied."""

from bisect import bisect_right
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from jinjiang_plan.assess.case import Case, path_of
from jinjiang_plan.assess.clock import clock_of
from jinjiang_plan.assess.planned_path import PlannedPath
from jinjiang_plan.assess.scale import Scale, scale_by_terms
from jinjiang_plan.model.codes import Kind, Status
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.ratio import ratio


class Progress(NamedTuple):
    """The value of a target against its plan: shares 0..1, the gap in points; None where undefined."""

    planned: Fraction | None = None
    """The value that is required on the day."""
    completion: Fraction | None = None
    """The share of the way gone."""
    planned_completion: Fraction | None = None
    """The share of the way that is planned."""
    gap: Fraction | None = None
    """Completion minus planned completion."""
    difference: Fraction | None = None
    """Value minus planned value in the target's own unit, positive is better."""
    met: bool = False
    """Whether the value meets the goal."""
    outcome: Status | None = None
    """The verdict that due has brought: met, met later, missed; None while it is open."""
    path: PlannedPath | None = None
    """The path that the plan asks for, where there is a way to go."""
    ratio: Fraction | None = None
    """Of a figure compared with the goal itself, its deviation from what is planned, in per cent of that."""
    nothing_planned: bool = False
    """Whether the plan asks for nothing yet."""
    excessive: bool = False
    """Whether a value lies beyond the far bound of a range."""
    held: int | None = None
    """Of a level to hold, the ended periods in which it held."""
    periods: int | None = None
    """Of a level to hold, the periods that have ended."""
    periods_reported: int | None = None
    """Of a level to hold, the ended periods with a report."""
    lapsed: bool = False
    """Whether a level to hold was lost in an ended period."""


def progress_on_way(case: Case) -> Progress:
    """Return the progress of a target from its baseline to its goal; empty where nothing can be measured."""
    scale = case.scale
    if scale is None:
        return Progress(completion=ratio(0)) if case.counts_as_nothing else Progress()
    path = case.path
    if path is None:
        return _without_way(case, scale)
    planned = path.planned(case.as_of)
    silent = Progress(
        planned,
        planned_completion=scale.completion(planned),
        path=path,
        nothing_planned=path.asks_nothing(case.as_of)
        or (case.target.kind is Kind.DONE and not case.due_has_come),
    )
    latest = case.evidence.latest
    if latest is None:
        return _done(silent, case, scale, scale.baseline) if case.counts_as_nothing else silent
    value = ratio(latest.value)
    done = _done(silent, case, scale, value) if is_measured(case) else silent
    return done._replace(
        met=scale.met(latest.value), outcome=_outcome(case, scale), excessive=scale.excess(value) > 0
    )


def is_measured(case: Case) -> bool:
    """Whether a value can be measured: not while the first report, as its own baseline, is the only one and not stale."""
    if not case.borrowed or len(case.evidence.observations) > 1:
        return True
    on = case.evidence.observations[0].on
    if on >= case.terms.due:
        return False
    return case.as_of == case.terms.due or case.is_old(on, case.as_of)


def _done(progress: Progress, case: Case, scale: Scale, value: Fraction) -> Progress:
    """What is done by a value, against what is planned."""
    completion, expected = scale.completion(value), progress.planned_completion
    gap = None if completion is None or expected is None else 100 * (completion - expected)
    return progress._replace(
        completion=completion, gap=gap, difference=_difference(case, scale, value, progress.planned)
    )


def _difference(case: Case, scale: Scale, value: Fraction, planned: Fraction | None) -> Fraction | None:
    """A - P, positive is better; of a value beyond a range minus what is too much; none between stages."""
    if planned is None or case.target.kind.named:
        return None
    excess = scale.excess(value)
    return -excess if excess else (value - planned) * scale.sign


def _without_way(case: Case, scale: Scale) -> Progress:
    """What can be said where the baseline is the goal or meets it: met is met, and short is short."""
    latest = case.evidence.latest
    value = scale.baseline if latest is None else ratio(latest.value)
    planned = missed_bound(scale, value)
    short = ratio(0) if planned is None else (value - planned) * scale.sign
    if scale.goal.span is not None:
        short = -abs(short)
    difference = None if case.target.kind.named else short
    if latest is None:
        return Progress(planned, difference=difference if case.counts_as_nothing else None)
    return Progress(planned, difference=difference, met=scale.met(value), outcome=_outcome(case, scale))


def missed_bound(scale: Scale, value: Fraction) -> Fraction | None:
    """Return the value that a goal asks for where there is no way to it: of a range the bound that is missed."""
    if scale.goal.span is None:
        return scale.aim
    low, high = map(ratio, scale.goal.span)
    if value < low:
        return low
    return high if value > high else None


# Met, and when: what was true at due stays true.


def _outcome(case: Case, scale: Scale) -> Status | None:
    """The verdict that due has brought, by the figure that stood at due and those that came later."""
    if not case.due_has_come:
        return None
    if _held_at_due(case, scale) is not None:
        return Status.ACHIEVED
    if _met_later(case, scale) is not None:
        return Status.ACHIEVED_LATE
    known_to = case.evidence.known_to
    return Status.MISSED if known_to is not None and known_to >= case.terms.due else None


def _held_at_due(case: Case, scale: Scale) -> int | None:
    """The number of the observation that stood at due and met the goal; of a level only while it was not stale."""
    observations, due = case.evidence.observations, case.terms.due
    place = bisect_right(observations, due, key=attrgetter("on")) - 1
    if place < 0 or not scale.met(observations[place].value):
        return None
    observed = observations[place]
    if case.target.kind is Kind.LEVEL and case.is_old(observed.on, due) and not _final_by(case, due):
        return None
    return place


def _final_by(case: Case, day: date) -> bool:
    """Whether a final figure stood on a day."""
    if case.evidence.derived:
        return case.evidence.final
    first = case.evidence.firsts.final
    return first is not None and first <= day


def _met_later(case: Case, scale: Scale) -> date | None:
    """The day of the first report after due that meets the goal."""
    observations = case.evidence.observations
    first = bisect_right(observations, case.terms.due, key=attrgetter("on"))
    return next((each.on for each in observations[first:] if scale.met(each.value)), None)


def _met_since(case: Case, scale: Scale) -> date | None:
    """The first day of the spell of meeting that holds, or held at due, else of the first spell after due."""
    observations = case.evidence.observations
    place: int | None = len(observations) - 1
    if case.due_has_come:
        place = _held_at_due(case, scale)
        if place is None:
            return _met_later(case, scale)
    elif not scale.met(observations[-1].value):
        return None
    while place and scale.met(observations[place - 1].value):
        place -= 1
    return observations[place or 0].on


def months_ahead(case: Case, progress: Progress) -> Fraction | None:
    """Return earned schedule less now, in months; a goal that is met is compared by the day on which it first was."""
    clock, scale, path, latest = case.clock, case.scale, progress.path, case.evidence.latest
    if scale is None or path is None or latest is None or progress.excessive or not is_measured(case):
        return None
    since = _met_since(case, scale)
    if since is not None:
        return clock.months(ratio(clock.length - clock.passed(since)))
    if progress.nothing_planned:
        return None
    now, value = ratio(clock.passed(case.as_of)), ratio(latest.value)
    beyond = (value - scale.aim) * scale.sign >= 0
    moment = ratio(clock.length) if beyond else path.reached(value, now)
    return clock.months(moment - now)


# The path of a target's first version: what was promised, before any amendment.


def promised(target: Target, day: date) -> Fraction | None:
    """Return the value that a target's own terms ask for on a day, amendments left aside.

    None where there is no path: no goal, no baseline that may be assumed, no way to go, or a compound path through zero.
    """
    first = target._replace(amendments=())
    terms = first.terms(target.due)
    scale = scale_by_terms(first, terms, None)
    if not isinstance(scale, Scale):
        return None
    if scale.weak or not target.kind.has_way:
        return scale.aim
    return path_of(first, scale, terms.milestones, clock_of(target, target.due)).planned(day)
