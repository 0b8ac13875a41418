"""The course that the plan asks for: through the baseline, the milestones and the goal (METHODS 2)."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from jinjiang_plan.model.codes import PathShape


class Vertex(NamedTuple):
    """A point of the course: a position of the clock and the value asked for there."""

    at: int
    value: Fraction


class PlannedCourse(NamedTuple):
    """The vertices in order of position, and how the course runs between them."""

    shape: PathShape
    vertices: tuple[Vertex, ...]

    def asked(self, at: int) -> Fraction:
        """The value that the plan asks for at a position."""
        if self.shape is PathShape.STEP:
            return [vertex for vertex in self.vertices if vertex.at <= at][-1].value
        for left, right in pairwise(self.vertices):
            if left.at <= at < right.at:
                return _between(left, right, Fraction(at - left.at, right.at - left.at), self.shape)
        return self.vertices[-1].value

    def reached(self, value: Fraction) -> tuple[Fraction, Fraction]:
        """The stretch of positions in which the plan asks for just this value: earned schedule.

        Mostly a single moment; where the course stands still at the value, from the first to the last of them.
        Held to the period: a value that the plan never asks for is reached at the start, or at the end.
        """
        sign = -1 if self.vertices[-1].value < self.vertices[0].value else 1
        wanted = value * sign
        first, last = None, Fraction(self.vertices[0].at)
        for left, right in pairwise(self.vertices):
            low, high = left.value * sign, right.value * sign
            if low <= wanted:
                last = Fraction(right.at) if high <= wanted else self._crossing(left, right, value)
            if first is None and high >= wanted:
                first = Fraction(left.at) if low >= wanted else self._crossing(left, right, value)
        end = Fraction(self.vertices[-1].at)
        return (end if first is None else first), max(last, end if first is None else first)

    def _crossing(self, left: Vertex, right: Vertex, value: Fraction) -> Fraction:
        """Where between two vertices the course passes a value that lies between theirs."""
        if self.shape is PathShape.STEP:
            return Fraction(right.at)
        if self.shape is PathShape.COMPOUND:
            share = _log_share(left.value, right.value, value)
        else:
            share = (value - left.value) / (right.value - left.value)
        return left.at + (right.at - left.at) * share


def _between(left: Vertex, right: Vertex, share: Fraction, shape: PathShape) -> Fraction:
    if shape is PathShape.COMPOUND:
        growth = _decimal(right.value) / _decimal(left.value)
        return left.value * Fraction(growth ** _decimal(share))
    return left.value + (right.value - left.value) * share


def _log_share(left: Fraction, right: Fraction, value: Fraction) -> Fraction:
    return Fraction(_decimal(value / left).ln() / _decimal(right / left).ln())


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
