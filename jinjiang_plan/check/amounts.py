"""Figures as findings name them: exact, with the unit as the file writes it, since it is the file that they speak of."""

from collections.abc import Iterable
from decimal import Context, Decimal
from fractions import Fraction

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target, stage_words
from jinjiang_plan.model.units import tidy
from jinjiang_plan.model.words import Words

_EXACT = Context(prec=200)
"""More digits than any sum of numbers has that a file may hold."""


def amount(target: Target, value: Decimal) -> Words:
    """A value of the target: a number with its unit, a stage's name, yes or no as TOML writes it."""
    if target.kind is Kind.STAGE:
        return stage_words(target.stage_name(int(value)))
    if target.kind is Kind.DONE:
        text = "true" if value else "false"
        return Words(text, text)
    return counted(number(value), target.unit)


def counted(figure: str, unit: str) -> Words:
    """A figure that is already written out, with its unit."""
    text = f"{figure} {unit}".rstrip()
    return Words(text, text)


def number(value: Decimal) -> str:
    """A number in full, with thousands separators."""
    return f"{tidy(value):,f}"


def rough(value: Fraction) -> str:
    """A rate or a gap: whole from a thousand on, else to at most two decimals; never nought where it is not."""
    size = abs(value)
    places = 0 if size >= 1000 else 2
    while value and not round(size, places):
        places += 1
    scaled = round(size * 10**places)
    text = f"{Decimal(scaled).scaleb(-places):,f}"
    return f"{'-' if value < 0 else ''}{text.rstrip('0').rstrip('.') if '.' in text else text}"


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    found = Decimal(0)
    for value in values:
        found = _EXACT.add(found, value)
    return found


def difference(first: Decimal, second: Decimal) -> Decimal:
    """The exact difference, without its sign."""
    return _EXACT.abs(_EXACT.subtract(first, second))
