"""Student's t for whole degrees of freedom: its distribution is a finite series, its quantile found by bisection."""

from math import atan, cos, pi, sin, sqrt

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
