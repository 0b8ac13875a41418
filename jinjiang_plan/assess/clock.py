"""The clock of a target's period: whole months, as 时序进度 counts, or days (METHODS 2)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.months import MONTH_DAYS, age, is_month_end, month_index, months_between

__all__ = ["MONTH_DAYS", "Clock", "age", "last_period_end", "months_between", "period_of", "period_start"]


class Clock(NamedTuple):
    """The period of a target as positions 0 to `length`, in months or days."""

    basis: TimeBasis
    start: date
    due: date

    @property
    def length(self) -> int:
        """The whole period: months, both ends counted whole, or days."""
        if self.basis is TimeBasis.DAY:
            return (self.due - self.start).days + 1
        return month_index(self.due) - month_index(self.start) + 1

    def at(self, day: date) -> int:
        """The position at the end of a day, held to 0 and `length`."""
        return min(self.passed(day), self.length)

    def passed(self, day: date) -> int:
        """The position at the end of a day, going on after the period; from due on at least `length`."""
        if self.basis is TimeBasis.DAY:
            gone = (day - self.start).days + 1
        else:
            gone = month_index(day) - month_index(self.start) + is_month_end(day)
        return max(gone, self.length) if day >= self.due else max(0, min(gone, self.length))

    def elapsed(self, day: date) -> Fraction:
        """The share of the period gone by the end of a day, 0..1."""
        return Fraction(self.at(day), self.length)

    def months(self, position: Fraction) -> Fraction:
        """A stretch of positions, in months."""
        return position / MONTH_DAYS if self.basis is TimeBasis.DAY else position

    @property
    def length_in_months(self) -> Fraction:
        """The whole period in months."""
        return self.months(Fraction(self.length))

    def moment(self, day: date) -> Fraction:
        """When a figure was observed, in months from the start, not held to the period (METHODS 5)."""
        if self.basis is TimeBasis.DAY:
            return max(Fraction((day - self.start).days + 1) / MONTH_DAYS, Fraction(0))
        return max(months_between(self.start.replace(day=1), day), Fraction(0))


def period_of(day: date, months: int) -> int:
    """The number of the calendar's reporting period that holds a day; consecutive periods differ by one."""
    return month_index(day) // months


def last_period_end(day: date, months: int) -> date:
    """The end of the last reporting period that is whole by the end of a day."""
    if is_month_end(day) and (month_index(day) + 1) % months == 0:
        return day
    first = period_of(day, months) * months
    begun = date(first // 12, first % 12 + 1, 1)
    return date.fromordinal(max(begun.toordinal() - 1, 1))


def period_start(day: date, months: int) -> date:
    """The first day of the reporting period that holds a day."""
    first = period_of(day, months) * months
    return date(first // 12, first % 12 + 1, 1)


def period_end(day: date, months: int) -> date:
    """The last day of the reporting period that holds a day."""
    return _last_day((period_of(day, months) + 1) * months - 1)


def period_ends(first: date, last: date, months: int) -> Iterator[date]:
    """The last days of the reporting periods that end from one day to another, both counted."""
    for number in range(period_of(first, months), period_of(last, months) + 1):
        end = _last_day((number + 1) * months - 1)
        if first <= end <= last:
            yield end


def _last_day(month: int) -> date:
    """The last day of the month of that number."""
    year, index = divmod(month + 1, 12)
    return date.fromordinal(date(year, index + 1, 1).toordinal() - 1)
