"""Exact fractions that are quick among themselves: judging a plan takes hundreds of thousands of their sums.

Between two of them, or one and a whole number, an operation costs a third of `Fraction`'s own, which first asks what
kinds of numbers it has to do with. Anything else is left to `Fraction`: the result is always the same number.
"""

# ruff: noqa: SLF001 - an operation reads the slots of both of its numbers, which are of one class
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING


class Ratio(Fraction):
    """A fraction in lowest terms, its denominator above zero, as every `Fraction` is."""

    __slots__ = ()
    if TYPE_CHECKING:  # the slots of `Fraction`
        _numerator: int
        _denominator: int

    def __add__(self, other: int | Fraction) -> Fraction:  # type: ignore[override]
        if type(other) is Ratio:
            below, further = self._denominator, other._denominator
            if below == further:
                return _reduced(self._numerator + other._numerator, below)
            return _reduced(self._numerator * further + other._numerator * below, below * further)
        if type(other) is int:
            return _made(self._numerator + other * self._denominator, self._denominator)
        return super().__add__(other)

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: int | Fraction) -> Fraction:  # type: ignore[override]
        if type(other) is Ratio:
            below, further = self._denominator, other._denominator
            if below == further:
                return _reduced(self._numerator - other._numerator, below)
            return _reduced(self._numerator * further - other._numerator * below, below * further)
        if type(other) is int:
            return _made(self._numerator - other * self._denominator, self._denominator)
        return super().__sub__(other)

    def __rsub__(self, other: int | Fraction) -> Fraction:  # type: ignore[override]
        if type(other) is int:
            return _made(other * self._denominator - self._numerator, self._denominator)
        return super().__rsub__(other)

    def __mul__(self, other: int | Fraction) -> Fraction:  # type: ignore[override]
        if type(other) is Ratio:
            return _reduced(self._numerator * other._numerator, self._denominator * other._denominator)
        if type(other) is int:
            return _reduced(self._numerator * other, self._denominator)
        return super().__mul__(other)

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: int | Fraction) -> Fraction:  # type: ignore[override]
        if type(other) is Ratio and other._numerator:
            above, below = self._numerator * other._denominator, self._denominator * other._numerator
            return _reduced(above, below) if below > 0 else _reduced(-above, -below)
        if type(other) is int and other > 0:
            return _reduced(self._numerator, self._denominator * other)
        return super().__truediv__(other)

    def __neg__(self) -> Fraction:
        return _made(-self._numerator, self._denominator)

    def __abs__(self) -> Fraction:
        return self if self._numerator >= 0 else _made(-self._numerator, self._denominator)

    def __bool__(self) -> bool:
        return self._numerator != 0

    def __hash__(self) -> int:  # type: ignore[override]
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        if type(other) is Ratio:
            return self._numerator == other._numerator and self._denominator == other._denominator
        return super().__eq__(other)

    def __lt__(self, other: int | Fraction) -> bool:  # type: ignore[override]
        if type(other) is Ratio:
            return self._numerator * other._denominator < other._numerator * self._denominator
        if type(other) is int:
            return self._numerator < other * self._denominator
        return super().__lt__(other)

    def __le__(self, other: int | Fraction) -> bool:  # type: ignore[override]
        if type(other) is Ratio:
            return self._numerator * other._denominator <= other._numerator * self._denominator
        if type(other) is int:
            return self._numerator <= other * self._denominator
        return super().__le__(other)

    def __gt__(self, other: int | Fraction) -> bool:  # type: ignore[override]
        if type(other) is Ratio:
            return self._numerator * other._denominator > other._numerator * self._denominator
        if type(other) is int:
            return self._numerator > other * self._denominator
        return super().__gt__(other)

    def __ge__(self, other: int | Fraction) -> bool:  # type: ignore[override]
        if type(other) is Ratio:
            return self._numerator * other._denominator >= other._numerator * self._denominator
        if type(other) is int:
            return self._numerator >= other * self._denominator
        return super().__ge__(other)


def ratio(value: Decimal | Fraction | int, below: int = 1) -> Fraction:
    """Return a number, or a number over a whole one, as a fraction that is quick at arithmetic."""
    if type(value) is Ratio and below == 1:
        return value
    if type(value) is int:
        return _reduced(value, below) if below > 0 else _reduced(-value, -below)
    quick = _made(*value.as_integer_ratio())
    return quick if below == 1 else quick / below


_new = object.__new__


def _reduced(above: int, below: int) -> Ratio:
    common = gcd(above, below)
    made = _new(Ratio)
    made._numerator, made._denominator = (above // common, below // common) if common > 1 else (above, below)
    return made


def _made(above: int, below: int) -> Ratio:
    """A fraction of numbers that have no common divisor."""
    made = _new(Ratio)
    made._numerator, made._denominator = above, below
    return made
