"""The least-squares line of an assessed target at due, with its interval; and why there may be nothing to foresee."""

from fractions import Fraction

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.increments import starts_from_baseline
from jinjiang_plan.assess.outlook import thinned
from jinjiang_plan.assess.regression import predict
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, Reason, Status
from jinjiang_plan.model.forecast import Interval, Shortage, Unforeseen

LEVEL = Fraction(4, 5)
"""The share that the interval of the line, and the span of the draws, is to hold."""

LEAST_OBSERVATIONS = 5


def unforeseen(each: Assessment) -> Unforeseen | None:
    """Why nothing can be foreseen of a target, None where something can."""
    if each.status in (Status.CANCELLED, Status.SUSPENDED):
        return Unforeseen(each.status.value)
    if each.goal is None:
        return Unforeseen.NO_GOAL
    if each.target.kind in (Kind.DONE, Kind.STAGE, Kind.MAINTAIN):
        return Unforeseen(each.target.kind.value)
    if each.status is Status.NOT_ASSESSABLE and each.reason is not Reason.PROFILE_UNFIT:
        return Unforeseen.NOT_ASSESSABLE
    if not each.observations:
        return Unforeseen.NO_DATA
    if each.met:
        return Unforeseen.MET
    return Unforeseen.PAST_DUE if each.as_of >= each.due else None


def floor(each: Assessment) -> Fraction | None:
    """What the value never falls below: what a cumulative target has; a level may fall."""
    return None if each.target.kind is Kind.LEVEL else each.value


def line(each: Assessment) -> Interval | Shortage:
    """The line at due of a target that can be foreseen; how many observations there are where they are too few."""
    clock = Clock(each.target.basis, each.target.start, each.due)
    points = [(clock.moment(seen.on), Fraction(seen.value)) for seen in thinned(each.observations)]
    if starts_from_baseline(each) and each.baseline is not None:
        points.insert(0, (Fraction(0), each.baseline))
    if len(points) < LEAST_OBSERVATIONS:
        return Shortage(len(points), LEAST_OBSERVATIONS)
    found = predict(points, clock.length_in_months, LEVEL)
    if found is None:
        return Shortage(1, LEAST_OBSERVATIONS)
    least = floor(each)
    value, low, high = (
        figure if least is None else max(figure, least)
        for figure in (found.value, found.value - found.margin, found.value + found.margin)
    )
    return Interval(value, low, high, LEVEL, len(points))
