"""The numbers of a formula: exact where they can be, else to so many digits that the result comes out of them."""

from collections.abc import Iterable
from fractions import Fraction

from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.value import fixed
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.numbers import DASH

_EXACT_PLACES = 6
_DIGITS = 6
_MOST_PLACES = 12
_PLAIN_DENOMINATOR = 10_000

FALLING = (Op.AT_MOST, Op.BELOW)
"""The ops of goals for which less is better."""


def number(value: Fraction | None, *, least: Fraction | None = None) -> str:
    """Return a number in full, or to six digits of `least`, the smallest figure that the formula depends on.

    A rounded one keeps its zeros: so a reader sees which places were rounded.
    """
    if value is None:
        return DASH
    for places in range(_EXACT_PLACES + 1):
        if (value * 10**places).denominator == 1:
            return fixed(value, places)
    size = abs(least) if least else abs(value)
    places = 4
    while places < _MOST_PLACES and size * 10**places < 10 ** (_DIGITS - 1):
        places += 1
    return fixed(value, places)


def operand(value: Fraction | None, *, least: Fraction | None = None) -> str:
    """Return a number as it stands after a sign: a negative one in brackets."""
    text = number(value, least=least)
    return f"({text})" if text.startswith("-") else text


def less(one: Fraction | None, other: Fraction | None, *, least: Fraction | None = None) -> str:
    """Return one number less another."""
    return f"{number(one, least=least)} - {operand(other, least=least)}"


def minus(one: Fraction | None, other: Fraction | None, *, least: Fraction | None = None) -> str:
    """Return one number less another, in brackets."""
    return f"({less(one, other, least=least)})"


def total(values: Iterable[Fraction]) -> str:
    """Return numbers with plus signs between them."""
    first, *rest = values
    return " + ".join([number(first), *map(operand, rest)])


def ratio(value: Fraction) -> str:
    """Return a share as a vulgar fraction; one with a large denominator as a number."""
    if value.denominator > _PLAIN_DENOMINATOR:
        return fixed(value, _DIGITS)
    return f"{value.numerator}/{value.denominator}"


def alike(text: str) -> Words:
    """Return a formula, which is the same in both languages."""
    return Words(text, text)
