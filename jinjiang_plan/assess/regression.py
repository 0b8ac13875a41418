"""The ordinary least-squares line through the observations, and its prediction interval (METHODS 5)."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.student import student_quantile

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
