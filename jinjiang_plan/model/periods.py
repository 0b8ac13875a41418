"""The calendar's reporting periods: months, quarters, halves of a year, years; `months` is the length of one."""

from collections.abc import Iterator
from datetime import date

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import Period, month_end
from jinjiang_plan.model.months import is_month_end, month_index
from jinjiang_plan.model.plan import Target


def period_of(day: date, months: int) -> int:
    """The number of the reporting period that holds a day; consecutive periods differ by one."""
    return month_index(day) // months


def period_start(day: date, months: int) -> date:
    """The first day of the reporting period that holds a day."""
    return _first_day(period_of(day, months) * months)


def period_end(day: date, months: int) -> date:
    """The last day of the reporting period that holds a day."""
    return _last_day(period_of(day, months), months)


def last_period_end(day: date, months: int) -> date:
    """The end of the last reporting period that is whole by the end of a day."""
    if is_month_end(day) and (month_index(day) + 1) % months == 0:
        return day
    return date.fromordinal(max(period_start(day, months).toordinal() - 1, 1))


def period_ends(first: date, last: date, months: int) -> Iterator[date]:
    """The last days of the reporting periods that end from one day to another, both counted."""
    for number in range(period_of(first, months), period_of(last, months) + 1):
        end = _last_day(number, months)
        if first <= end <= last:
            yield end


def reported_period(target: Target, period: Period, first: date | None = None) -> Period:
    """The days that a report of a target is for, where a period is named, and perhaps another first day.

    An increment for a single day is for the reporting period up to it; no other kind has a first day of its own.
    """
    if target.kind is not Kind.INCREMENT:
        return period
    if first is None and period.first == period.last:
        first = period_start(period.last, target.frequency.months)
    return period._replace(first=first or period.first)


def _first_day(month: int) -> date:
    """The first day of the month of that number."""
    return date(month // 12, month % 12 + 1, 1)


def _last_day(period: int, months: int) -> date:
    return month_end(_first_day((period + 1) * months - 1))
