"""The value that a plan asks for on each day, and the moment at which it asked for a value (METHODS 2)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tests.judge.clock import Clock
from tests.judge.roots import log_ratio, power
from tests.judge.terms import Terms

Stretch = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Way:
    """The way from a baseline to a goal."""

    form: str
    clock: Clock
    begin: date
    baseline: Fraction
    goal: Fraction
    milestones: tuple[tuple[date, Fraction], ...]

    @property
    def sign(self) -> int:
        """The direction of the goal."""
        return 1 if self.goal > self.baseline else -1

    @property
    def vertices(self) -> list[tuple[int, Fraction]]:
        """The points of the line: of two milestones in one month the later, due the last of all."""
        first = self.clock.passed(self.begin) if self.begin > self.clock.start else 0
        points = {self.clock.vertex(on): value for on, value in self.milestones}
        points.pop(self.clock.whole, None)
        return [(first, self.baseline), *sorted(points.items()), (self.clock.whole, self.goal)]

    def asked(self, day: date) -> Fraction:
        """P: what the path asks for on a day."""
        if day >= self.clock.due:
            return self.goal
        come = [value for on, value in self.milestones if on <= day]
        if self.form == "step":
            return come[-1] if come else self.baseline
        line = self.line(self.clock.passed(day))
        if come and (come[-1] - line) * self.sign > 0:
            return come[-1]
        return line

    def line(self, position: int) -> Fraction:
        """The value of the line at a whole position."""
        vertices = self.vertices
        if position < vertices[0][0]:
            return self.baseline
        for (at, value), (then, following) in pairwise(vertices):
            if at <= position < then:
                return self._between(value, following, self._share(at, then, position))
        return self.goal

    def _share(self, at: int, then: int, position: int) -> Fraction:
        gone = self.clock.weights
        return (gone[position] - gone[at]) / (gone[then] - gone[at]) if gone[then] > gone[at] else Fraction(0)

    def _between(self, value: Fraction, following: Fraction, share: Fraction) -> Fraction:
        if self.form == "compound":
            return value * power(following / value, share)
        return value + (following - value) * share

    def asked_for(self, value: Fraction, now: Fraction) -> Fraction:
        """The moment at which the path asked for a value: the nearest to now where it did so for a while."""
        vertices = self._corners()
        if (value - self.baseline) * self.sign < 0:
            return Fraction(vertices[0][0])
        if (value - self.goal) * self.sign >= 0:
            return Fraction(self.clock.whole)
        found: list[Stretch] = []
        for (at, before), (then, after) in pairwise(vertices):
            found += self._moments(value, at, before, then, after)
        return min((_nearest(each, now) for each in found), key=lambda moment: abs(moment - now))

    def _corners(self) -> list[tuple[int, Fraction]]:
        """The vertices, with the jump to each milestone on its own day where its month is not yet whole."""
        vertices = self.vertices
        if self.form == "step":
            steps = [(self.clock.passed(on), value) for on, value in self.milestones]
            return [vertices[0], *steps, vertices[-1]]
        jumps = []
        for on, value in self.milestones:
            before = self.clock.passed(on)
            line = self.line(before)
            if before < self.clock.vertex(on) and (value - line) * self.sign > 0:
                jumps += [(before, line), (before, value)]
        return sorted([*vertices, *jumps], key=lambda each: (each[0], each[1] * self.sign))

    def _moments(
        self, value: Fraction, at: int, before: Fraction, then: int, after: Fraction
    ) -> list[Stretch]:
        """The stretches of one leg of the way that lie at a value."""
        if self.form == "step" or at == then:
            flat = [(Fraction(at), Fraction(then))] if value == before else []
            return flat + ([(Fraction(then), Fraction(then))] if _within(value, before, after) else [])
        if not _within(value, before, after):
            return []
        if before == after:
            return [(Fraction(at), Fraction(then))]
        if self.form == "compound":
            share = log_ratio(value / before, after / before) if value != before else Fraction(0)
            return [(at + (then - at) * share,) * 2]
        return self._weighed((value - before) / (after - before), at, then)

    def _weighed(self, share: Fraction, at: int, then: int) -> list[Stretch]:
        gone = self.clock.weights
        aim = gone[at] + share * (gone[then] - gone[at])
        if gone[then] == gone[at]:
            return [(Fraction(at), Fraction(then))] if share == 0 else [(Fraction(then), Fraction(then))]
        found = []
        for step in range(at, then):
            if gone[step] == gone[step + 1]:
                if gone[step] == aim:
                    found.append((Fraction(step), Fraction(step + 1)))
            elif gone[step] <= aim <= gone[step + 1]:
                found.append((step + (aim - gone[step]) / (gone[step + 1] - gone[step]),) * 2)
        return found


def _within(value: Fraction, one: Fraction, other: Fraction) -> bool:
    return min(one, other) <= value <= max(one, other)


def _nearest(stretch: Stretch, now: Fraction) -> Fraction:
    return min(max(now, stretch[0]), stretch[1])


def way_of(terms: Terms, baseline: Fraction, goal: Fraction, begin: date) -> Way:
    """The way of a target: milestones beyond the goal, at or after due, or before the way begins are left out."""
    sign = 1 if goal > baseline else -1
    first = max(begin, terms.start)
    kept = tuple(
        (on, value)
        for on, value in terms.milestones
        if first <= on < terms.due and (value - goal) * sign <= 0
    )
    return Way(terms.path, terms.clock, begin, baseline, goal, kept)
