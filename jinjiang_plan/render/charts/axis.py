"""Axes: where their ticks stand and what is written there; values by steps of 1, 2 and 5, days by the calendar."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from jinjiang_plan.render.numbers import figure
from jinjiang_plan.render.width import cells, cut

GAP = 2
"""Cells between two labels of the days' axis."""

WIDEST = 9
"""A label wider than this is written in a larger unit, if there is one that helps."""

LONGEST = 20
"""Cells that a label may take at all."""


class Tick(NamedTuple):
    """A place on an axis, 0..1 from its beginning, and its label."""

    at: float
    label: str


class ValueAxis(NamedTuple):
    """From the lowest to the highest value; labels are in 10^`exponent` of the unit."""

    low: Fraction
    high: Fraction
    ticks: tuple[Tick, ...]
    exponent: int = 0

    def at(self, value: Fraction) -> float:
        """Where a value stands, 0..1."""
        return float((value - self.low) / (self.high - self.low))


class DayAxis(NamedTuple):
    """From the first to the last day."""

    first: date
    last: date
    ticks: tuple[Tick, ...]

    def at(self, day: date) -> float:
        """Where a day stands, 0..1; one outside stands at the end that is nearer."""
        place = (day - self.first).days / (self.last - self.first).days
        return min(1.0, max(0.0, place))


def value_axis(values: Sequence[Fraction], most: int, grouping: int) -> ValueAxis:
    """The axis that holds all values, from tick to tick, with at most so many ticks, three at the least.

    Args:
        values: one or more.
        most: how many ticks there is room for.
        grouping: by how many noughts a unit grows: 3, or 4 for 万 and 亿.
    """
    low, high = min(values), max(values)
    if low == high:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        high = Fraction(1)
    step = next(
        step for step in _steps((high - low) / max(most, 3)) if _count(low, high, step) < max(most, 3)
    )
    first, last = low // step, -(-high // step)
    marks = [step * n for n in range(first, last + 1)]
    exponent = _exponent(marks, grouping)
    labels = [cut(figure(mark / Fraction(10) ** exponent), LONGEST) for mark in marks]
    ticks = tuple(Tick(n / (last - first), label) for n, label in enumerate(labels))
    return ValueAxis(marks[0], marks[-1], ticks, exponent)


def named_axis(names: Sequence[str]) -> ValueAxis:
    """The axis of an ordered list of names, such as stages: a tick each."""
    last = max(len(names) - 1, 1)
    ticks = tuple(Tick(n / last, name) for n, name in enumerate(names))
    return ValueAxis(Fraction(0), Fraction(last), ticks)


def _steps(least: Fraction) -> Iterator[Fraction]:
    """1, 2 and 5 times the powers of ten, from below a size on."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    while True:
        yield from (power, power * 2, power * 5)
        power *= 10


def _count(low: Fraction, high: Fraction, step: Fraction) -> int:
    """Intervals of a step that hold both."""
    return -(-high // step) - low // step


def _exponent(marks: Sequence[Fraction], grouping: int) -> int:
    """In what power of ten the labels are short enough and still differ; 0 where they are anyway, or in none."""
    largest = max(abs(mark) for mark in marks)
    exponents = (
        range(0, 40, grouping) if largest >= 1 else (0, -grouping * _groups_below_one(largest, grouping))
    )
    for exponent in exponents:
        labels = {figure(mark / Fraction(10) ** exponent) for mark in marks}
        if len(labels) == len(marks) and all(cells(label) <= WIDEST for label in labels):
            return exponent
    return 0


def _groups_below_one(largest: Fraction, grouping: int) -> int:
    """By how many groups of noughts a figure below 1 is to grow to reach it."""
    groups = 0
    while largest * 10 ** (grouping * groups) < 1:
        groups += 1
    return groups


def day_axis(first: date, last: date, width: int) -> DayAxis:
    """The axis from day to day; the ticks are the closest of months, quarters, half years or years that do not touch.

    Args:
        first: its beginning.
        last: its end, later than `first`.
        width: how many cells it is long.
    """
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600):
        ticks = tuple(_calendar(first, last, months))
        ends = [(tick.at * (width - 1), cells(tick.label)) for tick in ticks]
        if all(right - left >= (wide + broad) / 2 + GAP for (left, wide), (right, broad) in pairwise(ends)):
            return DayAxis(first, last, ticks)
    return DayAxis(first, last, ())


def _calendar(first: date, last: date, months: int) -> Iterator[Tick]:
    """The beginnings of the calendar's months, or of each so many, within the days."""
    index = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // months) * months
    while index // 12 <= last.year and (day := date(index // 12, index % 12 + 1, 1)) <= last:
        label = f"{day.year}" if months % 12 == 0 else day.isoformat()[:7]
        yield Tick((day - first).days / (last - first).days, label)
        index += months
