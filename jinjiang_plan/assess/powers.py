"""Powers of fractions: exact where the result is a fraction of moderate size, else to 28 digits (METHODS 2)."""

from decimal import Context, Decimal
from fractions import Fraction

_WORK = Context(prec=60)
_SHOWN = Context(prec=28)
_DENOMINATORS = 10**15
"""The largest denominator of a root that is looked for."""


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Return a fraction above zero raised to a power; a root that is itself a fraction is exact.

    So 121 from 100 over two years asks for 110 after one, and a value of 110 is not short of it.
    """
    if exponent.denominator == 1:
        return base**exponent.numerator
    close = _WORK.power(decimal(base, _WORK), decimal(exponent, _WORK))
    root = Fraction(close).limit_denominator(_DENOMINATORS)
    # Only a root that the approximation cannot be told from is worth the long multiplication.
    near = abs(root - Fraction(close)) <= abs(root) / 10**50
    if near and root**exponent.denominator == base**exponent.numerator:
        return root
    return Fraction(_SHOWN.plus(close))


def log_share(whole: Fraction, part: Fraction) -> Fraction:
    """Return ln(part)/ln(whole), to 28 digits: the share of a geometric way that lies behind."""
    return Fraction(_SHOWN.divide(decimal(part, _WORK).ln(_WORK), decimal(whole, _WORK).ln(_WORK)))


def decimal(value: Fraction, context: Context = _SHOWN) -> Decimal:
    """Return a fraction as a decimal, to the digits of the context."""
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))
