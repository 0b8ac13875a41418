"""Will it be met: rates, and a projection at due from the reports so far (METHODS 5)."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import NamedTuple

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Observation, Prospect
from jinjiang_plan.model.codes import Kind, Method, Outlook

MOST_OBSERVATIONS = 120
"""Beyond this many, the last of each month is taken: pairs grow with the square of their number."""


class _Point(NamedTuple):
    """An observation on a line: months from the start, and the value there."""

    at: Fraction
    value: Fraction


def prospect(kind: Kind, scaled: Scale, clock: Clock, observations: Sequence[Observation]) -> Prospect:
    """The outlook of a target from its observations, given in order of their day."""
    if not observations:
        return Prospect(Outlook.UNKNOWN)
    latest = observations[-1]
    value = Fraction(latest.value)
    at, due = clock.moment(latest.on), clock.length_in_months
    left = due - at if latest.on < clock.due else Fraction(0)
    met = scaled.met(latest.value)
    run_rate = (value - scaled.baseline) / at if at > 0 else None
    required = (scaled.aim - value) / left if left > 0 and not met else None
    if kind is Kind.DONE:
        return Prospect(Outlook.LIKELY if met else Outlook.UNKNOWN)
    slope, method, points = Fraction(0), Method.LATEST, 1
    if left > 0 and run_rate is not None:
        slope, method, points = _slope(scaled, clock, observations, run_rate)
    if kind in (Kind.CUMULATIVE, Kind.INCREMENT, Kind.STAGE):
        slope = max(slope, Fraction(0))
    projected = value + slope * left
    verdict = _verdict(scaled, projected, met=met)
    return Prospect(verdict, projected, method, run_rate, required, slope, at, left, points)


def _verdict(scaled: Scale, projected: Fraction, *, met: bool) -> Outlook:
    completion = scaled.completion(projected)
    if completion is None:
        return Outlook.LIKELY if met else Outlook.UNLIKELY
    if completion >= 1:
        return Outlook.LIKELY
    return Outlook.UNCERTAIN if completion * 10 >= 9 else Outlook.UNLIKELY


def _slope(
    scaled: Scale, clock: Clock, observations: Sequence[Observation], run_rate: Fraction
) -> tuple[Fraction, Method, int]:
    """Change a month, how it was found, and from how many points.

    From the baseline, along the last two reports, or the median of all pairs (Theil-Sen).
    """
    if len(observations) == 1:
        return run_rate, Method.RUN_RATE, 2
    points = [_Point(clock.moment(each.on), Fraction(each.value)) for each in thinned(observations)]
    if len(points) == 2:
        first, last = points
        if last.at > first.at:
            return (last.value - first.value) / (last.at - first.at), Method.LINE, 2
        return run_rate, Method.RUN_RATE, 2
    points = [_Point(Fraction(0), scaled.baseline), *points]
    slope = median_slope(points)
    if slope is None:
        return run_rate, Method.RUN_RATE, 2
    return slope, Method.THEIL_SEN, len(points)


def thinned(observations: Sequence[Observation]) -> Sequence[Observation]:
    """The observations, of more than can be paired the last of each month."""
    if len(observations) <= MOST_OBSERVATIONS:
        return observations
    last_of_month = {(each.on.year, each.on.month): each for each in observations}
    return tuple(last_of_month.values())


def median_slope(points: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The median of the slopes between all pairs of points that differ in time; None if no two do.

    Differences are taken of whole numbers, so that each slope is the float nearest to the exact one and sorts by it;
    the middle ones are then reckoned exactly.
    """
    times, values = (_whole_numbers([point[part] for point in points]) for part in (0, 1))
    slopes = sorted(
        ((values[j] - values[i]) / (times[j] - times[i]), i, j)
        for i, j in combinations(range(len(points)), 2)
        if times[j] != times[i]
    )
    if not slopes:
        return None
    middle = {(len(slopes) - 1) // 2, len(slopes) // 2}
    exact = [_slope_between(points[i], points[j]) for _, i, j in (slopes[k] for k in middle)]
    return sum(exact, Fraction(0)) / len(exact)


def _slope_between(first: tuple[Fraction, Fraction], last: tuple[Fraction, Fraction]) -> Fraction:
    return (last[1] - first[1]) / (last[0] - first[0])


def _whole_numbers(figures: Sequence[Fraction]) -> list[int]:
    """The figures as multiples of one unit."""
    unit = lcm(*(each.denominator for each in figures))
    return [each.numerator * (unit // each.denominator) for each in figures]
