"""The judge's clock: whole months, days where the file says so, and the periods of the reporting year (METHODS 2)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

DAYS_A_MONTH = Fraction(304375, 10000)


def month_index(day: date) -> int:
    """The number of a day's month, counted on from year 0."""
    return day.year * 12 + day.month - 1


def last_of_month(index: int) -> date:
    """The last day of a month."""
    year, month = divmod(index, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def is_last(day: date) -> bool:
    """Whether a day is its month's last."""
    return (day + timedelta(days=1)).day == 1


def months_later(day: date, months: int) -> date:
    """The same day some months on, or that month's last where there is no such day."""
    last = last_of_month(month_index(day) + months)
    return last.replace(day=min(day.day, last.day))


def period_end(day: date, months: int, year_end: int) -> date:
    """The last day of the reporting period that holds a day."""
    within = (day.month - year_end - 1) % 12 % months
    return last_of_month(month_index(day) + months - 1 - within)


def period_start(day: date, months: int, year_end: int) -> date:
    """The first day of the reporting period that holds a day."""
    within = (day.month - year_end - 1) % 12 % months
    return last_of_month(month_index(day) - within - 1) + timedelta(days=1)


def covered_to(day: date, months: int, year_end: int) -> date:
    """The end of the last reporting period that is whole by a day."""
    end = period_end(day, months, year_end)
    return end if end == day else period_start(day, months, year_end) - timedelta(days=1)


def whole_periods(first: date, last: date, months: int, year_end: int) -> list[tuple[date, date]]:
    """The reporting periods that lie wholly within two days, both counted."""
    start = period_start(first, months, year_end)
    if start < first:
        start = period_end(first, months, year_end) + timedelta(days=1)
    found = []
    while (end := period_end(start, months, year_end)) <= last:
        found.append((start, end))
        start = end + timedelta(days=1)
    return found


def half_months(day: date, due: date | None = None) -> Fraction:
    """How much of a day's month counts as gone: nothing, from the 16th a half, on the last day all of it."""
    if is_last(day) or (due is not None and day >= due and month_index(day) == month_index(due)):
        return Fraction(1)
    return Fraction(1, 2) if day.day >= 16 else Fraction(0)


@dataclass(frozen=True)
class Clock:
    """The time of one period, in whole months or in days."""

    start: date
    due: date
    by_days: bool
    seasons: tuple[Fraction, ...] = ()
    year_end: int = 12

    @property
    def whole(self) -> int:
        """M: the length of the period."""
        if self.by_days:
            return (self.due - self.start).days + 1
        return month_index(self.due) - month_index(self.start) + 1

    def passed(self, day: date) -> int:
        """m(d): how much of the period is completed by the end of a day, from 0 to M."""
        if day >= self.due:
            return self.whole
        if day < self.start:
            return 0
        if self.by_days:
            return (day - self.start).days + 1
        return month_index(day) - month_index(self.start) + (1 if is_last(day) else 0)

    def vertex(self, day: date) -> int:
        """Where a milestone lies: its month counted whole, as due's is."""
        if self.by_days:
            return (day - self.start).days + 1
        return month_index(day) - month_index(self.start) + 1

    def elapsed(self, day: date) -> Fraction:
        """The share of the period that is gone."""
        return Fraction(self.passed(day), self.whole)

    def moment(self, day: date) -> Fraction:
        """A day's place in months from the beginning: month ends are whole, others by days; due is the end."""
        if self.by_days:
            return ((day - self.start).days + 1) / DAYS_A_MONTH
        if day == self.due:
            return Fraction(self.whole)
        within = Fraction(1) if is_last(day) else day.day / DAYS_A_MONTH
        return month_index(day) - month_index(self.start) + within

    def past_due(self, day: date) -> int:
        """The whole months, or the days, gone since due."""
        if self.by_days:
            return max(0, (day - self.due).days)
        return max(0, month_index(day) - month_index(self.due) - (0 if is_last(day) else 1))

    def now(self, day: date) -> int:
        """m(d), and what is gone since due."""
        return self.passed(day) + self.past_due(day)

    def months(self, position: Fraction) -> Fraction:
        """A length of the period's own time, in months."""
        return position / DAYS_A_MONTH if self.by_days else position

    @cached_property
    def weights(self) -> list[Fraction]:
        """The weight of time gone by each whole position; the position itself unless the path is seasonal."""
        if not self.seasons:
            return [Fraction(each) for each in range(self.whole + 1)]
        gone = [Fraction(0)]
        for step in range(self.whole):
            if self.by_days:
                day = self.start + timedelta(days=step)
                share = Fraction(1, monthrange(day.year, day.month)[1])
                month = day.month
            else:
                share, month = Fraction(1), (month_index(self.start) + step) % 12 + 1
            within = (month - self.year_end - 1) % 12
            months = 12 // len(self.seasons)
            gone.append(gone[-1] + share * self.seasons[within // months] / months)
        return gone
