"""Where a target's value stands against the course that its plan asks for, before any threshold is applied."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.planned_path import PlannedCourse, Vertex
from jinjiang_plan.assess.scale import Scale, scale
from jinjiang_plan.model.assessment import Observation
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import period_of
from jinjiang_plan.model.plan import Target, Terms

# A level to hold: its share of reported periods in which it held (METHODS 3, kind `maintain`).


def held_periods(observations: Sequence[Observation], scaled: Scale, months: int) -> tuple[int, int]:
    """In how many reporting periods the last report met the goal, and how many periods have a report."""
    periods = {period_of(each.on, months): scaled.met(each.value) for each in observations}
    return sum(periods.values()), len(periods)


class Standing(NamedTuple):
    """Where the value stands against the course: shares 0..1, the gap in points; None where undefined."""

    planned: Fraction | None
    completion: Fraction | None
    planned_completion: Fraction | None
    gap: Fraction | None
    met: bool
    first_met: date | None
    months_ahead: Fraction | None
    held: tuple[int, int] | None = None


_NOWHERE = Standing(None, None, None, None, met=False, first_met=None, months_ahead=None)


def standing(judged: Case) -> Standing:
    """Planned value, completion, gap and months early or late of a case; all None where nothing can be measured."""
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
    return Standing(planned, completion, planned_completion, gap, met, first_met, ahead)


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


def _held(judged: Case, scaled: Scale) -> Standing:
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
    return Standing(scaled.aim, share, Fraction(1), 100 * (share - 1), met, first, None, (held, periods))


# What a target's first version asks for on a day: the course that was promised, before any amendment.


def promised(target: Target, day: date) -> Fraction | None:
    """The value that a target's own terms ask for on a day, amendments left aside.

    None where no course can be reckoned: no goal, no baseline that may be assumed, or a compound path through nought.
    """
    first = target._replace(amendments=())
    terms = first.terms(target.due)
    found = scale(first, terms, None)
    if not isinstance(found, Scale):
        return None
    clock = Clock(target.basis, target.start, target.due)
    return planned_course(first, found, terms, clock).asked(clock.at(day))
