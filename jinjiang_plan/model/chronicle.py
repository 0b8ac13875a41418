"""How each target of a plan stood at the end of one period after another, as facts."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.profiles import Profile


class StatusOnDay(NamedTuple):
    """Where a target stood at the end of a day; `monitored` where it was not assessable because it had no goal.

    `value` and `completion` (0 at the baseline, 1 at the goal) are None where there was none.
    """

    day: date
    status: Status
    monitored: bool
    value: Fraction | None
    completion: Fraction | None


class StatusHistory(NamedTuple):
    """One target or initiative from day to day, the latest last."""

    target: Target
    stood: tuple[StatusOnDay, ...]

    @property
    def turns(self) -> Iterator[tuple[StatusOnDay, StatusOnDay]]:
        """Where its status changed from one day to the next: how it stood before, and after."""
        return ((old, new) for old, new in pairwise(self.stood) if old.status is not new.status)


class Chronicle(NamedTuple):
    """A plan from day to day by one profile, as known at a moment (None: all that is known).

    The courses are in the order of the plan: targets first, then initiatives.
    """

    plan: str
    profile: Profile
    known_at: datetime | None
    days: tuple[date, ...]
    courses: tuple[StatusHistory, ...]
