"""Powers with fractions in the exponent: exact where the result is a fraction, else to sixty digits."""

from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 60


def decimal(value: Fraction) -> Decimal:
    """A fraction to sixty digits."""
    with localcontext() as context:
        context.prec = DIGITS
        return Decimal(value.numerator) / Decimal(value.denominator)


def whole_root(value: int, degree: int) -> int | None:
    """The root of a whole number where it is whole itself."""
    if value in (0, 1):
        return value
    if degree >= value.bit_length():
        return None
    low, high = 1, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low if low**degree == value else None


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """A positive number raised to a fraction."""
    if exponent == 0 or base == 1:
        return Fraction(1)
    over, under = (whole_root(each, exponent.denominator) for each in (base.numerator, base.denominator))
    if over is not None and under is not None:
        return Fraction(over, under) ** exponent.numerator
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((decimal(base).ln() * decimal(exponent)).exp())


def log_ratio(upper: Fraction, lower: Fraction) -> Fraction:
    """ln(upper) over ln(lower)."""
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction(decimal(upper).ln() / decimal(lower).ln())
