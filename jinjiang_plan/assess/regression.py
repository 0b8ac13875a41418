"""The ordinary least-squares line through the observations, and its prediction interval (METHODS 5)."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import atan, cos, pi, sin, sqrt
from typing import NamedTuple

from jinjiang_plan.assess.outlook import history_of, never_back, points
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import HALTED, Flag, Reason, Status
from jinjiang_plan.model.days import INSTANTS
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
    mass = 2 * share - 1
    low, high = 0.0, 1.0
    while central_share(high, freedom) < mass:
        high *= 2
    while high - low > 10.0 ** -(DIGITS + 2) * max(1.0, low):
        middle = (low + high) / 2
        if central_share(middle, freedom) < mass:
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


# The least-squares line of an assessed target at due, with its interval; and why there may be no forecast.


LEVEL = Fraction(4, 5)
"""The share that the interval of the line, and the span of the draws, is to hold."""

LEAST_OBSERVATIONS = 5

_WITHOUT_FORECAST = frozenset({"done", "stage", "maintain", "rate", "rank"})
"""Kinds without a way that figures measure; each has its reason."""


def unforeseen(each: Assessment) -> Unforeseen | None:
    """Return why a target has no forecast, None where it has one."""
    if each.status in HALTED:
        return Unforeseen(each.status.value)
    if each.goal is None:
        return Unforeseen.NO_GOAL
    if each.target.kind.value in _WITHOUT_FORECAST:
        return Unforeseen(each.target.kind.value)
    if each.status is Status.NOT_ASSESSABLE and each.reason is not Reason.PROFILE_UNFIT:
        return Unforeseen.NOT_ASSESSABLE
    if not each.observations:
        return Unforeseen.NO_DATA
    if each.met:
        return Unforeseen.MET
    if each.as_of >= each.due:
        return Unforeseen.PAST_DUE
    if Flag.WEAK_GOAL in each.flags:
        return Unforeseen.WEAK_GOAL
    return Unforeseen.STALE if Flag.STALE in each.flags else None


def line(each: Assessment, scale: Scale) -> Interval | Shortage:
    """Return the line at due of a target that has a forecast, or how many observations it lacks."""
    history = history_of(each)
    observed = [(Fraction(at, INSTANTS), value) for at, value in points(history)]
    if len(observed) < LEAST_OBSERVATIONS:
        return Shortage(len(observed), LEAST_OBSERVATIONS)
    prediction = predict(observed, history.clock.length_in_months, LEVEL)
    if prediction is None:
        return Shortage(1, LEAST_OBSERVATIONS)
    value, low, high = (
        never_back(figure, each.target.kind, scale, history)
        for figure in (
            prediction.value,
            prediction.value - prediction.margin,
            prediction.value + prediction.margin,
        )
    )
    return Interval(value, low, high, LEVEL, len(observed))
