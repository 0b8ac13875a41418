"""How a plan stood at the end of one period after another, as facts."""

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Rollup
from jinjiang_plan.model.codes import Frequency, Light, Status


class TrendPoint(NamedTuple):
    """A plan in sum on a day, as known at a moment; `whole` when a period ends on the day, else it still runs.

    `planned` is the weighted completion that the plan asked for by then, 0..1, of the targets that `rollup.completion`
    counts, `aimed` how many targets have a goal and are not halted; `monitored` how many have no goal at all.
    """

    day: date
    whole: bool
    known_at: datetime | None
    rollup: Rollup
    planned: Fraction | None
    aimed: int
    monitored: int

    @property
    def gap(self) -> Fraction | None:
        """Weighted completion less what was planned, in percentage points."""
        if self.rollup.completion is None or self.planned is None:
            return None
        return 100 * (self.rollup.completion - self.planned)

    @property
    def counts(self) -> dict[Status, int]:
        """How many targets and initiatives stand where, in order of concern."""
        both = (self.rollup.counts, self.rollup.initiatives)
        found = {status: sum(counts.get(status, 0) for counts in both) for status in Status}
        return {status: count for status, count in found.items() if count}

    @property
    def lights(self) -> dict[Light, int]:
        """How many have each colour."""
        found = dict.fromkeys(Light, 0)
        for status, count in self.counts.items():
            found[status.light] += count
        return found


class Trend(NamedTuple):
    """One plan from period to period, the latest last, by one profile, as its code has it."""

    plan: str
    every: Frequency
    profile: str
    points: tuple[TrendPoint, ...]
