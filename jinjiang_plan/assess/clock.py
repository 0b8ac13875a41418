"""The clock of a target's period: whole months, as 时序进度 counts, or days (METHODS 2)."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.days import (
    INSTANTS,
    INSTANTS_A_DAY,
    MONTH_DAYS,
    basis_in_force,
    is_month_end,
    month_index,
)
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.ratio import ratio


class Clock(NamedTuple):
    """The period of a target as positions 0 to `length`, in months or days."""

    basis: TimeBasis
    start: date
    due: date

    @property
    def length(self) -> int:
        """The whole period: months, both ends counted whole, or days."""
        return self.whole(self.due)

    def whole(self, day: date) -> int:
        """The position of the end of a day's month, that month counted whole; by days the end of the day."""
        if self.basis is TimeBasis.DAY:
            return (day - self.start).days + 1
        return month_index(day) - month_index(self.start) + 1

    def at(self, day: date) -> int:
        """The position at the end of a day, held to 0 and `length`."""
        return min(self.passed(day), self.length)

    def passed(self, day: date) -> int:
        """The position at the end of a day, going on after the period; from due on at least `length`."""
        gone = self.whole(day)
        if self.basis is TimeBasis.MONTH and not is_month_end(day):
            gone -= 1
        return max(gone, self.length) if day >= self.due else max(0, min(gone, self.length))

    def elapsed(self, day: date) -> Fraction:
        """The share of the period gone by the end of a day, 0..1."""
        return ratio(self.at(day), self.length)

    def months(self, position: Fraction) -> Fraction:
        """A stretch of positions, in months."""
        return position / MONTH_DAYS if self.basis is TimeBasis.DAY else position

    @property
    def length_in_months(self) -> Fraction:
        """The whole period in months."""
        return self.months(ratio(self.length))

    def instant(self, day: date) -> int:
        """The time at which a figure was observed, in instants from the start; negative before it (METHODS 5)."""
        if self.basis is TimeBasis.DAY:
            return ((day - self.start).days + 1) * INSTANTS_A_DAY
        whole = (month_index(day) - month_index(self.start)) * INSTANTS
        whole += INSTANTS if is_month_end(day) else day.day * INSTANTS_A_DAY
        return whole if day < self.due else max(whole, self.end)

    @property
    def end(self) -> int:
        """The instant of due."""
        return self.length * (INSTANTS_A_DAY if self.basis is TimeBasis.DAY else INSTANTS)


def clock_of(target: Target, due: date) -> Clock:
    """Return the clock of a target's period to a due day."""
    return Clock(basis_in_force(target, due), target.start, due)


# The age of what is reported, in half months: whether a report is owed, and whether the latest one is stale.


def half_months(day: date, due: date) -> int:
    """Return the number of half months up to a day: a running month is one from its 16th on, two when it is whole.

    A month is whole at the end of its last day, the month that holds due from due on.
    """
    whole = 2 * month_index(day)
    if is_month_end(day) or (day >= due and month_index(day) == month_index(due)):
        return whole + 2
    return whole + (day.day >= _SECOND_HALF)


_SECOND_HALF = 16
