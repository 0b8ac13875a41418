"""Calendar arithmetic: months, reporting periods and reporting years; a period stands for its last day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import Kind, TimeBasis
from jinjiang_plan.model.plan import DECEMBER, Plan, Target

FIRST_YEAR = 1900
LAST_YEAR = 2199
"""The years that plans, ledgers and arguments may name: what is counted from a day never leaves the calendar."""


class Period(NamedTuple):
    """A run of whole days, both ends in it; a day is a period of one day."""

    first: date
    last: date


def in_calendar(day: date) -> bool:
    """Whether a day is of the years that a file may name."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def month_end(d: date) -> date:
    """Give the last day of the day's month."""
    if d.month == DECEMBER:
        return d.replace(day=31)
    return d.replace(month=d.month + 1, day=1) - timedelta(days=1)


# Lengths of time in months, as reporting counts them.


MONTH_DAYS = Fraction(487, 16)
"""The mean length of a month: 30.4375 days."""

INSTANTS = MONTH_DAYS.numerator
INSTANTS_A_DAY = MONTH_DAYS.denominator
"""The instants of a month and of a day: times are exact in whole numbers of them."""


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


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last where it has no such day."""
    first = first_day(month_index(day) + months)
    return first.replace(day=min(day.day, month_end(first).day))


def month_index(day: date) -> int:
    """The number of a day's month; consecutive months differ by one."""
    return day.year * 12 + day.month - 1


def is_month_end(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1


# Reporting periods: months, quarters, halves and years of the reporting year. `months` is the length of one, `year_end`
# the month in which the reporting year ends: with 12 they are the calendar's.


def reporting_year(day: date, year_end: int) -> int:
    """The reporting year that holds a day, named by the calendar year in which it ends."""
    return day.year + (day.month > year_end)


def one_year_end(many: Iterable[Plan | Target]) -> int | None:
    """The month in which the reporting year of plans or targets ends; None where they do not agree on one."""
    ends = {each.year_end for each in many} or {DECEMBER}
    return ends.pop() if len(ends) == 1 else None


def shared_year_end(many: Iterable[Plan | Target]) -> int:
    """The month in which the reporting year of plans or targets ends, where they agree on one; else December."""
    return one_year_end(many) or DECEMBER


def period_of(day: date, months: int, year_end: int = 12) -> int:
    """The number of the reporting period that holds a day; consecutive periods differ by one."""
    return (month_index(day) - year_end % 12) // months


def period_start(day: date, months: int, year_end: int = 12) -> date:
    """The first day of the reporting period that holds a day."""
    return first_day(period_of(day, months, year_end) * months + year_end % 12)


def period_end(day: date, months: int, year_end: int = 12) -> date:
    """The last day of the reporting period that holds a day."""
    return _last_day(period_of(day, months, year_end), months, year_end)


def last_period_end(day: date, months: int, year_end: int = 12) -> date:
    """The end of the last reporting period that is whole by the end of a day."""
    if is_month_end(day) and (month_index(day) + 1 - year_end) % months == 0:
        return day
    return date.fromordinal(max(period_start(day, months, year_end).toordinal() - 1, 1))


def period_ends(first: date, last: date, months: int, year_end: int = 12) -> Iterator[date]:
    """The last days of the reporting periods that end from one day to another, both counted."""
    for number in range(period_of(first, months, year_end), period_of(last, months, year_end) + 1):
        end = _last_day(number, months, year_end)
        if first <= end <= last:
            yield end


SHORT = 3
"""Months: a shorter period is judged by days where its plan does not say otherwise."""


def basis_in_force(target: Target, due: date) -> TimeBasis:
    """How the time of a target's period to a due day is counted: as its plan says, else months, or days if it is short."""
    if target.basis is not None:
        return target.basis
    short = due + timedelta(days=1) < months_after(target.start, SHORT)
    return TimeBasis.DAY if short else TimeBasis.MONTH


def reported_period(target: Target, period: Period, first: date | None = None) -> Period:
    """The days that a report of a target is for, where a period is named, and perhaps another first day.

    An increment for a single day is for the reporting period up to it; no other kind has a first day of its own.
    """
    if target.kind is not Kind.INCREMENT:
        return period
    if first is None and period.first == period.last:
        first = period_start(period.last, target.frequency.months, target.year_end)
    return period._replace(first=first or period.first)


def first_day(month: int) -> date:
    """The first day of the month of that number."""
    return date(month // 12, month % 12 + 1, 1)


def _last_day(period: int, months: int, year_end: int) -> date:
    return month_end(first_day((period + 1) * months - 1 + year_end % 12))
