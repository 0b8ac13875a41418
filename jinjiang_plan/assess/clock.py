"""The clock of a target's period: whole months, as 时序进度 counts, or days (METHODS 2)."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.days import INSTANTS, INSTANTS_A_DAY, MONTH_DAYS, is_month_end, month_index


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
