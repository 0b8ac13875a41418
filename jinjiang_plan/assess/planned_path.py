"""The path that the plan asks for: through the baseline, the milestones and the goal (METHODS 2)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import NamedTuple

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.powers import log_share, power
from jinjiang_plan.model.codes import PathShape, TimeBasis
from jinjiang_plan.model.days import month_end, month_index
from jinjiang_plan.model.plan import Milestone
from jinjiang_plan.model.ratio import ratio

_YEAR = 12


class Vertex(NamedTuple):
    """A point of the path: a position of the clock and the value planned there."""

    at: Fraction
    value: Fraction


class PlannedPath(NamedTuple):
    """The vertices of a path in order of position, and how it runs between them."""

    shape: PathShape
    """How it runs between the vertices."""
    clock: Clock
    """The time of the period."""
    baseline: Fraction
    """The value at its start."""
    vertices: tuple[Vertex, ...]
    """The baseline or a milestone of its very day, the milestones, of several in one month the latest, and the goal."""
    milestones: tuple[Milestone, ...]
    """Every milestone on the way, by day: from its day on the path is no less than its value."""
    weight: tuple[Fraction, ...]
    """The weight of the time up to each position, for `seasonal`; else empty."""

    @property
    def sign(self) -> int:
        """1 for a path that rises from its baseline to its goal, -1 for one that falls."""
        return -1 if self.vertices[-1].value < self.baseline else 1

    def planned(self, day: date) -> Fraction:
        """Return the value that the plan asks for at the end of a day."""
        if day >= self.clock.due:
            return self.vertices[-1].value
        at = ratio(self.clock.at(day))
        if at < self.vertices[0].at:
            return self.baseline
        passed = [each for each in self.milestones if each.on <= day]
        return self._planned(at, ratio(passed[-1].value) if passed else None)

    def asks_nothing(self, day: date) -> bool:
        """Whether a path by steps has not come to its first one."""
        return (
            self.shape is PathShape.STEP
            and day < self.clock.due
            and all(day < each.on for each in self.milestones)
        )

    def reached(self, value: Fraction, now: Fraction) -> Fraction:
        """Return the moment nearest to now at which the plan asks for a value: earned schedule.

        A value short of the baseline is reached where the way begins, one beyond the goal at its end.
        """
        moments = [_nearest(stretch, now) for stretch in self._stretches(value)]
        if moments:
            return min(moments, key=lambda at: abs(at - now))
        worse = (value - self.baseline) * self.sign < 0
        return self.vertices[0].at if worse else self.vertices[-1].at

    def corners(self) -> list[Vertex]:
        """Return the points between which the path runs evenly, a rise on one day as two points at one position."""
        drawn = [Vertex(self.vertices[0].at, self.baseline)]
        for right in self.vertices:
            drawn += (each for each in self._up_to(drawn[-1].at, right) if each != drawn[-1])
            if drawn[-1] != right:
                drawn.append(right)
        return drawn

    def _up_to(self, begin: Fraction, right: Vertex) -> Iterator[Vertex]:
        """The corners from a vertex to the next one: where a milestone's day lifts the path, and where it goes on."""
        if begin == right.at:
            return
        whole = self.clock.whole
        passed = [each for each in self.milestones if whole(each.on) <= begin]
        floor = ratio(passed[-1].value) if passed else None
        for each in self.milestones:
            if whole(each.on) == right.at:
                on = ratio(self.clock.at(each.on))
                yield from self._stretch(begin, on, floor)
                begin, floor = on, ratio(each.value)
                yield Vertex(on, self._planned(on, floor))
        yield from self._stretch(begin, right.at, floor)

    def _stretch(self, begin: Fraction, end: Fraction, floor: Fraction | None) -> Iterator[Vertex]:
        """The corners after one position up to another of the line, where it is no less than a value."""
        stops = range(int(begin) + 1, int(end)) if self.shape is PathShape.SEASONAL else ()
        before = Vertex(begin, self._on_line(begin))
        for at in (*map(ratio, stops), end):
            here = Vertex(at, self._on_line(at))
            if (
                floor is not None
                and (before.value - floor) * self.sign < 0 < (here.value - floor) * self.sign
            ):
                yield Vertex(_crossing(before, here, floor, self.shape), floor)
            yield Vertex(at, self._planned(at, floor))
            before = here

    def _stretches(self, value: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
        """The stretches of positions, most of them single ones, in which the plan asks for just this value."""
        for left, right in pairwise(self.corners()):
            if min(left.value, right.value) <= value <= max(left.value, right.value):
                if left.value == right.value or left.at == right.at:
                    yield left.at, right.at
                else:
                    at = _crossing(left, right, value, self.shape)
                    yield at, at

    def _on_line(self, at: Fraction) -> Fraction:
        """The value at a position of the line through the vertices."""
        if at <= self.vertices[0].at:
            return self.vertices[0].value
        for left, right in pairwise(self.vertices):
            if left.at <= at < right.at:
                share = self._share(left.at, right.at, at)
                if self.shape is PathShape.COMPOUND:
                    return left.value * power(right.value / left.value, share)
                return left.value + (right.value - left.value) * share
        return self.vertices[-1].value

    def _share(self, left: Fraction, right: Fraction, at: Fraction) -> Fraction:
        """The share of the time between two positions that is gone at a third."""
        if not self.weight:
            return (at - left) / (right - left)
        whole = self._weight_to(right) - self._weight_to(left)
        return (self._weight_to(at) - self._weight_to(left)) / whole if whole else ratio(at >= right)

    def _weight_to(self, at: Fraction) -> Fraction:
        """The weight of the time up to a position; all that are looked at on a seasonal line are whole."""
        return self.weight[int(at)]

    def _planned(self, at: Fraction, floor: Fraction | None) -> Fraction:
        """The value on the line, or that of the last milestone where it is better; by steps that alone."""
        if self.shape is PathShape.STEP:
            return self.baseline if floor is None else floor
        value = self._on_line(at)
        if floor is None:
            return value
        return max(value, floor) if self.sign > 0 else min(value, floor)


def _nearest(stretch: tuple[Fraction, Fraction], now: Fraction) -> Fraction:
    first, last = stretch
    return min(max(now, first), last)


def _crossing(left: Vertex, right: Vertex, value: Fraction, shape: PathShape) -> Fraction:
    """The position between two points at which the path passes a value that lies between theirs."""
    if value in (left.value, right.value):
        return left.at if value == left.value else right.at
    if shape is PathShape.COMPOUND:
        share = log_share(right.value / left.value, value / left.value)
    else:
        share = (value - left.value) / (right.value - left.value)
    return left.at + (right.at - left.at) * share


class Way(NamedTuple):
    """The two ends of a path, and how it runs: what a path is built from."""

    shape: PathShape
    """How the path runs between its vertices."""
    baseline: Fraction
    """The value at its start."""
    aim: Fraction
    """The value at its end."""
    begin: date | None
    """The day of the baseline where the way begins after the period's start."""
    milestones: Sequence[Milestone]
    """The values on the way."""
    seasons: Sequence[Decimal] = ()
    """The weights of the reporting year's quarters or months."""
    year_end: int = _YEAR
    """The month in which the reporting year ends."""


def planned_path(way: Way, clock: Clock) -> PlannedPath:
    """Return the path from the baseline through the milestones to the goal, at positions of the clock."""
    begin = clock.at(way.begin) if way.begin else 0
    vertices = {begin: way.baseline}
    for each in way.milestones:
        vertices[clock.whole(each.on)] = ratio(each.value)
    vertices[clock.length] = way.aim
    points = tuple(Vertex(ratio(at), vertices[at]) for at in sorted(vertices))
    weight = tuple(_weight(way, clock)) if way.shape is PathShape.SEASONAL else ()
    return PlannedPath(way.shape, clock, way.baseline, points, tuple(way.milestones), weight)


def milestones_on_way(way: Way, clock: Clock) -> tuple[Milestone, ...]:
    """Return the milestones that bend the path, by day: those between its beginning and due that are not beyond the goal."""
    first = way.begin or clock.start
    sign = -1 if way.aim < way.baseline else 1
    kept = [
        each
        for each in way.milestones
        if first <= each.on < clock.due and (ratio(each.value) - way.aim) * sign <= 0
    ]
    return tuple(sorted(kept, key=lambda each: each.on))


def _weight(way: Way, clock: Clock) -> Iterator[Fraction]:
    """The weight of the time up to each position: a month weighs its season's weight over the season's months."""
    months = _YEAR // len(way.seasons)
    if clock.basis is TimeBasis.DAY:
        days = (clock.start + timedelta(days=number) for number in range(clock.length))
        parts = [(month_index(day), month_end(day).day) for day in days]
    else:
        parts = [(month_index(clock.start) + number, 1) for number in range(clock.length)]
    weights = (
        ratio(way.seasons[(month - way.year_end) % _YEAR // months]) / (months * days)
        for month, days in parts
    )
    return accumulate(weights, initial=ratio(0))
