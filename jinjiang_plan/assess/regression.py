"""The ordinary least-squares line through the observations, and its prediction interval (METHODS 5)."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import atan, cos, pi, sin, sqrt
from typing import NamedTuple

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.outlook import thinned
from jinjiang_plan.assess.simulation import starts_from_baseline
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, Reason, Status
from jinjiang_plan.model.forecast import Interval, Shortage, Unforeseen

# Student's t for whole degrees of freedom: its distribution is a finite series, its quantile found by bisection.


DIGITS = 9
"""Decimals of a quantile: what lies beyond differs between machines' arctangents."""


def central_share(t: float, freedom: int) -> float:
    """The share of Student's distribution between -t and t (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(freedom))
    squared = cos(angle) ** 2
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = 0.0
    for k in range(1 + odd, freedom, 2):
        total += term
        term *= k * squared / (k + 1)
    whole = sin(angle) * total
    return 2 / pi * (angle + whole) if odd else whole


def student_quantile(share: float, freedom: int) -> float:
    """The t that Student's variable stays below with a share, 0.5 <= share < 1, to nine decimals.

    Args:
        share: as 0.9 for the upper end of an interval that holds 80 %.
        freedom: degrees of freedom, 1 or more.
    """
    wanted = 2 * share - 1
    low, high = 0.0, 1.0
    while central_share(high, freedom) < wanted:
        high *= 2
    while high - low > 10.0 ** -(DIGITS + 2) * max(1.0, low):
        middle = (low + high) / 2
        if central_share(middle, freedom) < wanted:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, DIGITS)


Points = Sequence[tuple[Fraction, Fraction]]


class Prediction(NamedTuple):
    """The line's value at a place, and how far to each side one further observation there falls."""

    value: Fraction
    margin: Fraction


def predict(points: Points, at: Fraction, level: Fraction) -> Prediction | None:
    """The line at a place with half the width of its prediction interval; None if all points stand at one place.

    The margin is t s sqrt(1 + 1/n + (x - mean)^2/Sxx) with n - 2 degrees of freedom: exact but for t, which has nine
    decimals, and the root, which has 28 digits.

    Args:
        points: three or more (time, value).
        at: the time that is asked for.
        level: the share that the interval is to hold, as 4/5.
    """
    n = len(points)
    mean_x = sum((x for x, _ in points), Fraction(0)) / n
    mean_y = sum((y for _, y in points), Fraction(0)) / n
    spread = sum(((x - mean_x) ** 2 for x, _ in points), Fraction(0))
    if not spread:
        return None
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), Fraction(0)) / spread
    left = sum(((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points), Fraction(0))
    variance = left / (n - 2) * (1 + Fraction(1, n) + (at - mean_x) ** 2 / spread)
    t = Fraction(str(student_quantile(float((1 + level) / 2), n - 2)))
    return Prediction(mean_y + slope * (at - mean_x), t * _root(variance))


def _root(value: Fraction) -> Fraction:
    """The square root to 28 significant digits, the same on every machine."""
    with localcontext() as context:
        context.prec = 28
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


# The least-squares line of an assessed target at due, with its interval; and why there may be nothing to foresee.


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
