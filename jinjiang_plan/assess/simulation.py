"""Monte Carlo of whole past increments: each coming period is like one of the past (METHODS 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import inf
from random import Random
from typing import NamedTuple

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.outlook import Increments, bounds
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.days import INSTANTS, period_end

YEARS = 20
"""How far ahead of the last whole period an arrival is looked for."""

_BITS = 53
"""What `random()` is made of: the one sequence of random numbers that Python promises never to change."""


class Journey(NamedTuple):
    """The start of every draw and the goal that it is to meet.

    A draw goes on from `past.value` on `past.end` by one of `past.changes` for each reporting period.
    """

    scale: Scale
    """The goal and the baseline."""
    past: Increments
    """The increments that are drawn from."""
    clock: Clock
    """The time of the period."""
    months: int
    """The length of a reporting period."""
    as_of: date
    """The day before which there is no arrival."""
    total: Fraction | None
    """The latest figure of a kind that never goes back, None where a value may fall."""
    year_end: int = 12
    """The month in which the reporting year ends."""


class DrawResult(NamedTuple):
    """The result of the draws."""

    reached: int
    """Draws that met the goal by due."""
    held: int
    """Draws that meet it at due."""
    values: tuple[Fraction, ...]
    """The values at due, in order."""
    half_by: date | None
    """The end of the period by which 50 % have met it."""
    most_by: date | None
    """The end of the period by which 85 % have met it."""

    def quantile(self, percent: int) -> Fraction:
        """Return the least value at due that so many per cent of the draws do not exceed."""
        return self.values[max(0, -(-percent * len(self.values) // 100) - 1)]


def simulate(journey: Journey, draws: int, seed: int) -> DrawResult:
    """Return the outcome of so many draws: the same for a seed on every machine, and in any company.

    The numbers drawn for a period depend neither on the goal nor on due, so that an easier goal or a later day is
    never less likely.
    """
    walk = _Walk(journey, draws, seed)
    horizon = date(journey.past.end.year + YEARS, journey.past.end.month, 28)
    half_by, most_by, at_due = None, None, None
    for period in _periods(journey):
        for day, share in walk.through(period):
            half_by = half_by or (day if share >= Fraction(1, 2) else None)
            most_by = most_by or (day if share >= Fraction(85, 100) else None)
            if day == journey.clock.due:
                at_due = walk.outcome()
        if at_due is not None and (most_by or not any(journey.past.changes) or period[-1].day >= horizon):
            break
    half_by, most_by = (day and max(day, journey.as_of) for day in (half_by, most_by))
    return (at_due or walk.outcome())._replace(half_by=half_by, most_by=most_by)


class _ReadingDay(NamedTuple):
    """A day on which the values are looked at, and the instants gone by then since the period began."""

    day: date
    gone: int


def _periods(journey: Journey) -> Iterator[tuple[_ReadingDay, ...]]:
    """Yield the periods of the calendar after the last whole one, without end; due is a day to look at, too."""
    begin, clock = journey.past.end, journey.clock
    while True:
        end = period_end(begin + timedelta(days=1), journey.months, journey.year_end)
        days = [clock.due, end] if begin < clock.due < end else [end]
        gone = clock.instant(begin)
        yield tuple(_ReadingDay(day, clock.instant(day) - gone) for day in days)
        begin = end


class _Walk:
    """All draws, side by side, period by period.

    Values are whole multiples of one unit, so that no comparison is rounded; the goal is met from low to high.
    """

    def __init__(self, journey: Journey, draws: int, seed: int) -> None:
        past, period = journey.past, journey.months * INSTANTS
        edges = bounds(journey.scale)
        finer = 1
        for edge in edges:
            finer *= 1 if edge is None else edge.denominator
        self._unit = past.unit * period * finer
        self._changes = [change * finer for change in past.changes]
        strict = int(journey.scale.op in (Op.ABOVE, Op.BELOW))
        low, high = (None if edge is None else int(edge * self._unit) for edge in edges)
        self._low = -inf if low is None else low + strict
        self._high = inf if high is None else high - strict
        self._journey = journey
        self._values = [past.value * period * finer] * draws
        self._waiting = list(range(draws))
        self._random = Random(seed).random  # noqa: S311 - no secret rests on it

    def through(self, period: tuple[_ReadingDay, ...]) -> Iterator[tuple[date, Fraction]]:
        """Go through a period; yield each day of it to look at, and the share of draws that has arrived by then."""
        random, changes, before, draws = self._random, self._changes, self._values, len(self._values)
        units, count = 2**_BITS, len(changes)
        picks = [int(random() * units) * count >> _BITS for _ in range(draws)]
        for day, gone in period:
            parts = [change * gone for change in changes]
            self._values = [value + parts[pick] for value, pick in zip(before, picks, strict=True)]
            # A value that may fall has arrived once it met the goal; a total that is corrected has not.
            self._waiting = self._short(self._waiting if self._journey.total is None else list(range(draws)))
            yield day, 1 - Fraction(len(self._waiting), draws)

    def outcome(self) -> DrawResult:
        """Return the draws as they are now."""
        draws, total, scale = len(self._values), self._journey.total, self._journey.scale
        values = [Fraction(value, self._unit) for value in sorted(self._values)]
        if total is not None:
            values = [max(each, total) if scale.aim > scale.baseline else min(each, total) for each in values]
        held = draws - len(self._short(list(range(draws))))
        return DrawResult(draws - len(self._waiting), held, tuple(values), None, None)

    def _short(self, draws: list[int]) -> list[int]:
        """Return those of the draws whose value does not meet the goal."""
        low, high, values = self._low, self._high, self._values
        return [n for n in draws if not low <= values[n] <= high]
