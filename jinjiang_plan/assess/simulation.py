"""Monte Carlo of whole past increments: what may come if each coming period is like one of the past (METHODS 5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from math import inf, lcm
from random import Random
from typing import NamedTuple

from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Assessment, Observation
from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.days import age, last_period_end, period_end, period_of, period_start

YEARS = 20
"""How far ahead of the latest report an arrival is looked for."""

_BITS = 53
"""What `random()` is made of: the one sequence of random numbers that Python promises never to change."""


class Journey(NamedTuple):
    """What a draw starts from and where it is to get.

    From `value` on the day `latest` by `changes`, each of `months` months, towards what `scaled` says meets the goal,
    by `due`; below `floor` no draw falls, None where a value may fall.
    """

    scaled: Scale
    value: Fraction
    changes: tuple[Fraction, ...]
    latest: date
    due: date
    months: int
    floor: Fraction | None


class Outcome(NamedTuple):
    """What became of the draws: how many met the goal by due and at due, their values at due in order, and when."""

    reached: int
    held: int
    values: tuple[Fraction, ...]
    half_by: date | None
    most_by: date | None

    def quantile(self, percent: int) -> Fraction:
        """The least value at due that so many per cent of the draws do not exceed."""
        return self.values[max(0, -(-percent * len(self.values) // 100) - 1)]


def simulate(journey: Journey, draws: int, seed: int) -> Outcome:
    """The outcome of so many draws: the same for a seed on every machine, whatever else is asked in the call.

    What is drawn for a period depends neither on the goal nor on due, so that an easier goal or a later day is never
    found less likely.
    """
    until_due = list(_until(journey))
    afterwards = _periods(until_due[-1][-1][0], journey)
    walk = _Walk(_in_whole_numbers(journey, until_due), draws, seed)
    horizon = date(journey.latest.year + YEARS, journey.latest.month, 28)
    half_by, most_by, at_due = None, None, None
    periods = chain(until_due, afterwards)
    while True:
        period = next(periods)
        for day, share in walk.through(period):
            half_by = half_by or (day if share >= Fraction(1, 2) else None)
            most_by = most_by or (day if share >= Fraction(85, 100) else None)
            if day == journey.due:
                at_due = walk.taken()
        if at_due is not None and (most_by or not any(journey.changes) or period[-1][0] >= horizon):
            return at_due._replace(half_by=half_by, most_by=most_by)


Stretch = tuple[tuple[date, Fraction], ...]
"""A period, or what is left of one: the days at which the value is looked at, each with the share of a draw by then."""


def _periods(begin: date, journey: Journey) -> Iterator[Stretch]:
    """The periods of the calendar after a day, without end; due is looked at too where it parts one."""
    months = journey.months
    while True:
        end = period_end(begin + timedelta(days=1), months)
        days = [journey.due, end] if begin < journey.due < end else [end]
        yield tuple((day, age(begin, day) / months) for day in days)
        begin = end


def _until(journey: Journey) -> Iterator[Stretch]:
    """The periods from the latest report to the one that holds due; of the first, what the report has left of it."""
    for period in _periods(journey.latest, journey):
        yield period
        if period[-1][0] >= journey.due:
            return


class _Whole(NamedTuple):
    """The journey in whole multiples of one unit, so that no comparison is rounded; the goal is met from low to high.

    Only what bounds nothing is no whole number, but infinite.
    """

    unit: int
    value: int
    changes: tuple[int, ...]
    low: float
    high: float
    floor: float


def _in_whole_numbers(journey: Journey, periods: list[Stretch]) -> _Whole:
    low, high = _bounds(journey.scaled)
    figures = [
        journey.value,
        *journey.changes,
        *(each for each in (low, high, journey.floor) if each is not None),
    ]
    shares = [share for period in periods for _, share in period]
    unit = lcm(*(each.denominator for each in figures)) * lcm(*(share.denominator for share in shares))
    beyond = int(journey.scaled.op in (Op.ABOVE, Op.BELOW))
    return _Whole(
        unit,
        int(journey.value * unit),
        tuple(int(change * unit) for change in journey.changes),
        -inf if low is None else int(low * unit) + beyond,
        inf if high is None else int(high * unit) - beyond,
        -inf if journey.floor is None else int(journey.floor * unit),
    )


def _bounds(scaled: Scale) -> tuple[Fraction | None, Fraction | None]:
    """From where to where the goal is met, None for no bound; a strict goal begins just beyond."""
    if scaled.goal.span is not None:
        return Fraction(scaled.goal.span[0]), Fraction(scaled.goal.span[1])
    if scaled.op in (Op.AT_MOST, Op.BELOW):
        return None, scaled.aim
    return scaled.aim, None


class _Walk:
    """All draws, going on side by side period by period."""

    def __init__(self, whole: _Whole, draws: int, seed: int) -> None:
        self._whole = whole
        self._values = [whole.value] * draws
        self._waiting = list(range(draws))
        self._random = Random(seed).random  # noqa: S311 - no secret rests on it

    def through(self, period: Stretch) -> Iterator[tuple[date, Fraction]]:
        """Go through a period: each day at which the values are looked at, and the share that has arrived by then."""
        random, count, before, draws = self._random, len(self._whole.changes), self._values, len(self._values)
        units = 2**_BITS
        picks = [int(random() * units) * count >> _BITS for _ in range(draws)]
        for day, share in period:
            parts = [int(change * share) for change in self._whole.changes]
            values = [value + parts[pick] for value, pick in zip(before, picks, strict=True)]
            floor = self._whole.floor
            self._values = [value if value >= floor else int(floor) for value in values]
            self._waiting = self._missing(self._waiting)
            yield day, 1 - Fraction(len(self._waiting), draws)

    def taken(self) -> Outcome:
        """How it stands now."""
        draws = len(self._values)
        held = draws - len(self._missing(list(range(draws))))
        values = tuple(Fraction(value, self._whole.unit) for value in sorted(self._values))
        return Outcome(draws - len(self._waiting), held, values, None, None)

    def _missing(self, draws: list[int]) -> list[int]:
        """Those of the draws whose value does not meet the goal."""
        low, high, values = self._whole.low, self._whole.high, self._values
        return [n for n in draws if not low <= values[n] <= high]


# Past increments: what was added in each whole reporting period of the calendar.


class Increments(NamedTuple):
    """What each whole period added, in their order, and how many of the periods have a report."""

    changes: tuple[Fraction, ...]
    reported: int


def past_increments(each: Assessment) -> Increments:
    """The increments from the start to the last period that the latest report closes.

    A period is the calendar's month, quarter, half year or year, by the target's `frequency`; one that start or the
    latest report cuts is no whole one and is left out. A period without a report adds nothing, and what came meanwhile
    counts whole where it is reported: spread out evenly, it would make the future look surer than the past was.
    """
    if not each.observations:
        return Increments((), 0)
    months = each.target.frequency.months
    first = _first_period(each, months)
    last = period_of(last_period_end(each.observations[-1].on, months), months)
    closing: dict[int, Observation] = {}
    value = each.baseline or Fraction(0)
    for seen in each.observations:
        if period_of(seen.on, months) < first:
            value = Fraction(seen.value)
        else:
            closing[period_of(seen.on, months)] = seen
    changes = []
    for period in range(first, last + 1):
        after = Fraction(closing[period].value) if period in closing else value
        changes.append(after - value)
        value = after
    return Increments(tuple(changes), sum(first <= period <= last for period in closing))


def starts_from_baseline(each: Assessment) -> bool:
    """Whether the baseline is an observation of its own, and not taken from the first report."""
    return each.target.baseline is not None or each.target.kind is not Kind.LEVEL


def _first_period(each: Assessment, months: int) -> int:
    """The first whole period behind the baseline, or behind the report that stands for it."""
    if not starts_from_baseline(each):
        return period_of(each.observations[0].on, months) + 1
    start: date = each.target.start
    cut = period_start(start, months) < start.replace(day=1)
    return period_of(start, months) + cut
