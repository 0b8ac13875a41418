"""Figures in other units, exactly."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact

from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import Unit, Units, like_words

ROUNDED_DIGITS = 12
"""Digits kept where a conversion has no finite decimal."""


def tidy(value: Decimal) -> Decimal:
    """Return the same number without an exponent, a negative zero, or zeros at the end of its fraction."""
    room = Context(prec=len(value.as_tuple().digits) + abs(value.adjusted()) + 1)
    if value != value.to_integral_value():
        return value.normalize(room)
    return room.plus(value.quantize(Decimal(1), context=room))


def convert(value: Decimal, source: Unit, target: Unit, own: Units = ()) -> Decimal:
    """Return a figure in another unit, exactly.

    Where the exact figure has no finite decimal, as in 亩, it is rounded to 12 significant digits.

    Raises:
        Refusal: the two measure different things; names the units that convert.
    """
    if source.dimension != target.dimension:
        like = like_words(target, own)
        raise Refusal(
            f"`{source.name}`不能换算成`{target.name}`；可以换算的单位：{like.zh}",
            f"`{source.name}` does not convert into `{target.name}`; units that do: {like.en}",
        )
    if source == target:
        return value
    factors = (source.factor, source.divisor, target.factor, target.divisor)
    # A finite quotient has at most so many digits: the divisor's twos and fives each need one.
    room = sum(len(each.as_tuple().digits) + abs(each.adjusted()) for each in factors)
    exact = Context(prec=len(value.as_tuple().digits) + 80 + 4 * room, traps=[Inexact])
    above = exact.multiply(exact.multiply(value, source.factor), target.divisor)
    below = exact.multiply(source.divisor, target.factor)
    try:
        return tidy(exact.divide(above, below))
    except Inexact:
        return tidy(Context(prec=ROUNDED_DIGITS, rounding=ROUND_HALF_EVEN).divide(above, below))


def is_whole(value: Decimal, unit: Unit | None) -> bool:
    """Whether a figure can be a count of whole things; what is no count, and half a 万户, always can."""
    if unit is None or not unit.counted:
        return True
    exact = Context(prec=400)
    things = exact.divide(exact.multiply(value, unit.factor), unit.divisor)
    return things == things.to_integral_value(context=exact)
