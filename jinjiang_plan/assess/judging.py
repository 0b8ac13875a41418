"""Judging one target as of a day: the table of METHODS 4, row by row."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.course import PlannedCourse, Vertex
from jinjiang_plan.assess.evidence import overlaps
from jinjiang_plan.assess.flags import flags
from jinjiang_plan.assess.maintaining import held_periods
from jinjiang_plan.assess.outlook import prospect
from jinjiang_plan.assess.scale import Scale, contradicts
from jinjiang_plan.model.assessment import Assessment, Prospect
from jinjiang_plan.model.codes import Class, Kind, Outlook, Reason, Status
from jinjiang_plan.model.plan import Target, Terms
from jinjiang_plan.model.profiles import Profile


class _Standing(NamedTuple):
    """Where the value stands against the course: shares 0..1, the gap in points; None where undefined."""

    planned: Fraction | None
    completion: Fraction | None
    planned_completion: Fraction | None
    gap: Fraction | None
    met: bool
    first_met: date | None
    months_ahead: Fraction | None
    held: tuple[int, int] | None = None


_CLOSED = (Status.CANCELLED, Status.SUSPENDED, Status.MISSED, Status.OVERDUE, Status.NOT_ASSESSABLE)
"""Where the question whether the goal will be met is closed, or was never put."""

_NOWHERE = _Standing(None, None, None, None, met=False, first_met=None, months_ahead=None)


def judge(judged: Case, profile: Profile, *, broken: bool = False) -> Assessment:
    """The assessment of one case by a profile; `broken` says that its ledger could not be read."""
    target, asked, seen, scaled = judged.target, judged.asked, judged.seen, judged.scaled
    binding = target.class_ is Class.BINDING
    tolerance = profile.tolerance_binding if binding else profile.tolerance_expected
    where = _standing(judged)
    status, reason = _settled(judged, where, broken=broken)
    if status is None:
        status = _against_plan(judged, where, profile, tolerance)
    ahead = _prospect(judged, where)
    latest, clock = seen.latest, judged.clock
    return Assessment(
        target=target,
        as_of=judged.as_of,
        profile=profile,
        status=status,
        goal=asked.goal,
        op=scaled.op if scaled else asked.goal.op if asked.goal else None,
        due=asked.due,
        met=where.met,
        baseline=_baseline(target, scaled),
        aim=scaled.aim if scaled else None,
        value=Fraction(latest.value) if latest else None,
        value_on=latest.on if latest else None,
        planned=where.planned,
        elapsed=clock.elapsed(judged.as_of),
        positions_gone=clock.at(judged.as_of),
        positions_all=clock.length,
        completion=where.completion,
        planned_completion=where.planned_completion,
        gap=where.gap,
        tolerance=tolerance,
        flags=flags(judged, status),
        reason=reason,
        observations=seen.observations,
        prospect=_closed(ahead, judged, status),
        held=where.held,
        stops=tuple(each for each in asked.milestones if 0 < clock.at(each.on) < clock.length),
        months_ahead=where.months_ahead,
    )


def _closed(ahead: Prospect, judged: Case, status: Status) -> Prospect:
    """The prospect while the question is open: from due on nothing is left to project."""
    if status in _CLOSED or judged.asked.goal is None:
        return ahead._replace(outlook=None, required_rate=None)
    return ahead._replace(required_rate=None) if judged.as_of >= judged.asked.due else ahead


def _baseline(target: Target, scaled: Scale | None) -> Fraction | None:
    """The baseline that was judged by; a level to hold has one only if the file says so."""
    if scaled is not None and (target.kind is not Kind.MAINTAIN or target.baseline):
        return scaled.baseline
    return Fraction(target.baseline.value) if target.baseline else None


def _prospect(judged: Case, where: _Standing) -> Prospect:
    """The outlook; a level to hold is met only if it held in every period, so one failure settles it."""
    if judged.scaled is None or not judged.seen.observations:
        return Prospect(Outlook.UNKNOWN)
    if judged.target.kind is Kind.MAINTAIN:
        return Prospect(Outlook.LIKELY if where.completion == 1 else Outlook.UNLIKELY)
    return prospect(judged.target.kind, judged.scaled, judged.clock, judged.seen.observations)


def _standing(judged: Case) -> _Standing:
    scaled, seen, clock = judged.scaled, judged.seen, judged.clock
    if scaled is None:
        return _NOWHERE
    if judged.target.kind is Kind.MAINTAIN:
        return _held(judged, scaled)
    course = planned_course(judged.target, scaled, judged.asked, clock)
    planned = course.asked(clock.at(judged.as_of))
    planned_completion = scaled.completion(planned)
    if seen.latest is None:
        return _NOWHERE._replace(planned=planned, planned_completion=planned_completion)
    met = scaled.met(seen.latest.value)
    first_met = next((each.on for each in seen.observations if scaled.met(each.value)), None) if met else None
    completion = scaled.completion(Fraction(seen.latest.value))
    gap = None
    if completion is not None and planned_completion is not None:
        gap = 100 * (completion - planned_completion)
    now = clock.passed(first_met or judged.as_of)
    value = Fraction(seen.latest.value)
    ahead = None if scaled.weak else _months_ahead(course, clock, value, now, met=met)
    return _Standing(planned, completion, planned_completion, gap, met, first_met, ahead)


def planned_course(target: Target, scaled: Scale, asked: Terms, clock: Clock) -> PlannedCourse:
    """The course from the baseline through the milestones to the aim, at positions of the clock."""
    vertices = {0: Vertex(0, scaled.baseline)}
    for each in asked.milestones:
        if clock.at(each.on):  # the start belongs to the baseline
            vertices[clock.at(each.on)] = Vertex(clock.at(each.on), Fraction(each.value))
    vertices[clock.length] = Vertex(clock.length, scaled.aim)
    return PlannedCourse(target.course, tuple(vertices[at] for at in sorted(vertices)))


def _months_ahead(course: PlannedCourse, clock: Clock, value: Fraction, now: int, *, met: bool) -> Fraction:
    """Earned schedule less now; a goal that is met is compared by the day on which it first was."""
    end = Fraction(clock.length)
    first, last = (end, end) if met else course.reached(value)
    return clock.months(min(max(first, Fraction(now)), last) - now)


def _held(judged: Case, scaled: Scale) -> _Standing:
    """A level to hold: the plan asks for it in every period, so it is met only at due, if it always held."""
    seen, due = judged.seen, judged.asked.due
    if not seen.observations:
        return _NOWHERE._replace(planned=scaled.aim, planned_completion=Fraction(1))
    held, periods = held_periods(seen.observations, scaled, judged.target.frequency.months)
    share = Fraction(held, periods)
    closing = next((each.on for each in seen.observations if each.on >= due), None)
    if closing is None and seen.final:
        closing = seen.fresh
    met = share == 1 and closing is not None and judged.as_of >= due
    first = closing if met else None
    return _Standing(scaled.aim, share, Fraction(1), 100 * (share - 1), met, first, None, (held, periods))


def _settled(judged: Case, where: _Standing, *, broken: bool) -> tuple[Status | None, Reason | None]:
    """The rows above any comparison of figures; None where a comparison decides."""
    target, seen = judged.target, judged.seen
    if judged.asked.halted is not None:
        return Status(judged.asked.halted.value), None
    reason = Reason.BROKEN_LEDGER if broken else judged.reason
    if reason is None and target.kind is Kind.INCREMENT and overlaps(seen.standing):
        reason = Reason.OVERLAPPING_PERIODS
    if reason is not None:
        return Status.NOT_ASSESSABLE, reason
    if not seen.observations or judged.scaled is None:
        return (Status.NOT_STARTED if judged.as_of < target.start else Status.NO_DATA), None
    if contradicts(judged.scaled, target) and not where.met:
        return Status.NOT_ASSESSABLE, Reason.WRONG_DIRECTION
    return None, None


def _against_plan(judged: Case, where: _Standing, profile: Profile, tolerance: Decimal) -> Status:
    """The rows that compare: met or not, final or not, and the gap."""
    due, as_of, seen = judged.asked.due, judged.as_of, judged.seen
    if where.met and where.first_met is not None:
        if where.first_met > due:
            return Status.ACHIEVED_LATE
        return Status.ACHIEVED_EARLY if as_of < due else Status.ACHIEVED
    final = seen.final or (seen.fresh is not None and seen.fresh >= due)
    if as_of >= due and final:
        return Status.MISSED
    if as_of > due:
        return Status.OVERDUE
    if where.completion is None or where.gap is None or where.completion * 100 < -tolerance:
        return Status.REGRESSING
    if where.gap >= profile.ahead:
        return Status.AHEAD
    if where.gap >= -tolerance:
        return Status.ON_TRACK
    return Status.BEHIND if where.gap >= profile.serious else Status.SERIOUSLY_BEHIND
