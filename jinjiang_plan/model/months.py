"""Lengths of time in months, as reporting counts them."""

from datetime import date
from fractions import Fraction

MONTH_DAYS = Fraction(487, 16)
"""The mean length of a month: 30.4375 days."""


def months_between(first: date, last: date) -> Fraction:
    """Months from the start of one day's month to the end of another day; a part of a month by days/30.4375."""
    whole = month_index(last) - month_index(first)
    if is_month_end(last):
        return Fraction(whole + 1)
    length = MONTH_DAYS.numerator
    return Fraction(whole * length + last.day * MONTH_DAYS.denominator, length)


def age(day: date, as_of: date) -> Fraction:
    """How many months ago the end of a day was."""
    return months_between(day, as_of) - months_between(day, day)


def month_index(day: date) -> int:
    """The number of a day's month; consecutive months differ by one."""
    return day.year * 12 + day.month - 1


def is_month_end(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1
