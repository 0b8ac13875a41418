"""Figures as they are shown: exact where they can be, and never rounded into saying what is not so."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model import value as exact
from jinjiang_plan.model.value import fixed

DASH = "-"

RATE_DIGITS = 4
"""Digits of a rate: so many that rate times months comes out, however small the figures are."""


def figure(value: Fraction | Decimal | None) -> str:
    """A figure with thousands separators, as values are said; a dash where there is none."""
    return DASH if value is None else exact.figure(value)


def rounded(value: Fraction | None, places: int) -> str:
    """A figure rounded to at most so many decimals; a dash where there is none."""
    return DASH if value is None else exact.rounded(value, places)


def rough(value: Fraction | None) -> str:
    """A projected figure: whole from a hundred on, else to three digits or so, and a small one never as nought."""
    if value is None:
        return DASH
    return significant(value, 2, least=0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2)


def significant(value: Fraction | None, digits: int, *, least: int = 2) -> str:
    """A figure to so many significant digits, with room for at least so many decimals: a small rate keeps its digits."""
    places = least
    while value and places < _MOST_PLACES and abs(value) * 10**places < 10 ** (digits - 1):
        places += 1
    return rounded(value, places)


_MOST_PLACES = 12


def share(value: Fraction | None, *, whole: bool) -> str:
    """A share as a percentage; `whole` says whether the goal is met: if not, it is never shown as 100 %."""
    if value is None:
        return DASH
    percent = value * 100
    if not whole and percent == 100:
        return "<100 %"
    if not whole and round(percent, 1) == 100 > percent:
        return "99.9 %"
    return f"{fixed(percent, 1)} %"


def likelihood(chance: Fraction) -> str:
    """Return a chance in whole per cent; one that is not 0 or 1 is never shown as sure."""
    if chance in (0, 1):
        return f"{int(chance) * 100} %"
    if chance * 100 < 1:
        return "<1 %"
    return ">99 %" if chance * 100 > 99 else f"{round(chance * 100)} %"


def points(value: Fraction | None) -> str:
    """A gap in percentage points, signed; one that is not nought is never shown as nought."""
    if value is None:
        return DASH
    places = 1
    while value and not round(value, places):
        places += 1
    text = fixed(abs(value), places)
    return text if not value else f"{'+' if value > 0 else '-'}{text}"


def months(value: Fraction | None) -> str:
    """A number of months, to a tenth, without its sign."""
    if value is None:
        return DASH
    text = fixed(abs(value), 1)
    return "<0.1" if value and text == "0.0" else text


# A bar of completion with the mark where the plan asks it to be, and a sparkline.


WIDTH = 10
_FULL, _EMPTY, _MARK = "█", "·", "│"
_STEPS = "▁▂▃▄▅▆▇█"


def bar(completion: Fraction | None, planned: Fraction | None) -> str:
    """Ten cells filled up to the completion; a bar that runs past its mark is ahead."""
    if completion is None:
        return ""
    filled = min(WIDTH, max(0, int(completion * WIDTH)))
    signs = [_FULL] * filled + [_EMPTY] * (WIDTH - filled)
    if planned is not None:
        signs.insert(min(WIDTH, max(0, round(planned * WIDTH))), _MARK)
    return "".join(signs)


def sparkline(values: Sequence[Fraction]) -> str:
    """One sign a value, from the least to the greatest."""
    if not values:
        return ""
    low, high = min(values), max(values)
    span = high - low
    return "".join(_STEPS[int((value - low) / span * (len(_STEPS) - 1)) if span else 0] for value in values)
