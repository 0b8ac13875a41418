"""A target's way as points by day: what was reported, what the plan asks for, the goal, and where it leads."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment, Rollup
from jinjiang_plan.model.codes import Frequency, Light, Status
from jinjiang_plan.model.plan import DECEMBER, Target
from jinjiang_plan.model.profiles import Profile


class Point(NamedTuple):
    """A value on a day."""

    on: date
    value: Fraction


class GoalSpan(NamedTuple):
    """A goal while it is in force, from day to day; of a range the two bounds, else the same figure twice."""

    first: date
    last: date
    low: Fraction
    high: Fraction


class Band(NamedTuple):
    """The interval of the least-squares line on a day, which holds one further report there with share `level`.

    `points` observations, the baseline among them, carry the line.
    """

    on: date
    low: Fraction
    high: Fraction
    level: Fraction
    points: int


class Burnup(NamedTuple):
    """All that a chart of one target shows; what there is none of is empty.

    `course` joined by straight lines is what the plan asks for on each day, steps as two points on one day. `goals`
    are the versions in order, each until the next was decided; `first_goal` is the first of several over the period
    that it was made for. `actual` begins at the baseline where that is more than an assumption from the first report;
    `reports` are the reported values alone. `projection` leads from the latest report to due, and `band` is the interval
    there; None where there are too few observations for one. `replaced` are figures that stood once and were replaced
    by another or retracted, in cumulative form like the reports, in the order of their days.
    """

    assessment: Assessment
    actual: tuple[Point, ...]
    reports: tuple[Point, ...]
    course: tuple[Point, ...]
    milestones: tuple[Point, ...]
    goals: tuple[GoalSpan, ...]
    first_goal: GoalSpan | None
    projection: tuple[Point, ...]
    band: Band | None = None
    replaced: tuple[Point, ...] = ()


# How each target of a plan stood at the end of one period after another, as facts.


class StatusOnDay(NamedTuple):
    """Where a target stood at the end of a day; `monitored` where it was not assessable because it had no goal.

    `value` and `completion` (0 at the baseline, 1 at the goal) are None where there was none.
    """

    day: date
    status: Status
    light: Light
    monitored: bool
    value: Fraction | None
    completion: Fraction | None


class StatusHistory(NamedTuple):
    """One target or initiative from day to day, the latest last."""

    target: Target
    statuses: tuple[StatusOnDay, ...]

    @property
    def turns(self) -> Iterator[tuple[StatusOnDay, StatusOnDay]]:
        """Where its status changed from one day to the next: how it stood before, and after."""
        return ((old, new) for old, new in pairwise(self.statuses) if old.status is not new.status)


class Chronicle(NamedTuple):
    """A plan from day to day by one profile, as known at a moment (None: all that is known).

    The courses are in the order of the plan: targets first, then initiatives.
    """

    plan: str
    profile: Profile
    known_at: datetime | None
    days: tuple[date, ...]
    courses: tuple[StatusHistory, ...]


# An initiative's way from stage to stage: as reported, and as its plan expects it.


class StageSpan(NamedTuple):
    """The days, both counted, on which an initiative stood at a stage, by its position in its own list."""

    first: date
    last: date
    position: int


class StageDay(NamedTuple):
    """The day by which a plan expects a stage."""

    on: date
    position: int


class StageHistory(NamedTuple):
    """What was reached as reported, up to the day that is judged, and when each stage is expected, up to the goal.

    `spans` begin with the first report. `expected` is empty where there is no goal, or none to go to.
    """

    assessment: Assessment
    spans: tuple[StageSpan, ...]
    expected: tuple[StageDay, ...]

    @property
    def goal(self) -> int | None:
        """The position of the goal, None without one."""
        goal = self.assessment.goal
        return None if goal is None or goal.value is None else int(goal.value)

    def stage_on(self, day: date) -> int | None:
        """The position that was reached by the end of a day; None before the first report, or after the day judged."""
        return next((span.position for span in self.spans if span.first <= day <= span.last), None)

    def expected_on(self, day: date) -> int | None:
        """The position that the plan expects by the end of a day; None before its start, or where it expects none."""
        if day < self.assessment.target.start:
            return None
        return max((stage.position for stage in self.expected if stage.on <= day), default=None)


# How a plan stood at the end of one period after another, as facts.


class TrendPoint(NamedTuple):
    """A plan in sum on a day, as known at a moment; `whole` when a period ends on the day, else it still runs.

    `planned` is the weighted completion that the plan asked for by then, 0..1, of the targets that `rollup.completion`
    counts, `silent` how many owe a report and never had one, `aimed` how many targets have a goal and are not halted; `monitored` how many have no goal at all. `tally`
    counts targets and initiatives by status and colour.
    """

    day: date
    whole: bool
    known_at: datetime | None
    rollup: Rollup
    planned: Fraction | None
    aimed: int
    monitored: int
    tally: Mapping[tuple[Status, Light], int]
    silent: int = 0

    @property
    def gap(self) -> Fraction | None:
        """Weighted completion less what was planned, in percentage points."""
        if self.rollup.completion is None or self.planned is None:
            return None
        return 100 * (self.rollup.completion - self.planned)

    @property
    def counts(self) -> dict[Status, int]:
        """How many targets and initiatives stand where, in order of concern."""
        totals = dict.fromkeys(Status, 0)
        for (status, _), count in self.tally.items():
            totals[status] += count
        return {status: count for status, count in totals.items() if count}

    @property
    def lights(self) -> dict[Light, int]:
        """How many have each colour."""
        totals = dict.fromkeys(Light, 0)
        for (_, light), count in self.tally.items():
            totals[light] += count
        return totals


class Trend(NamedTuple):
    """One plan from period to period, the latest last, by one profile, as its code has it."""

    plan: str
    every: Frequency
    profile: str
    points: tuple[TrendPoint, ...]
    year_end: int = DECEMBER
