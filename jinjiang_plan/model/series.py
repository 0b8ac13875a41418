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
    """The interval of the least-squares line on a day."""

    on: date
    """The day."""
    low: Fraction
    """Its lower end."""
    high: Fraction
    """Its upper end."""
    level: Fraction
    """The share of further reports that it holds."""
    points: int
    """Observations that carry the line, the baseline among them."""


class Burnup(NamedTuple):
    """All that a chart of one target shows; what there is none of is empty."""

    assessment: Assessment
    """The target as judged."""
    actual: tuple[Point, ...]
    """The values, from the baseline on where that is more than an assumption from the first report."""
    reports: tuple[Point, ...]
    """The reported values alone."""
    course: tuple[Point, ...]
    """The planned values, joined by straight lines; a step is two points on one day."""
    milestones: tuple[Point, ...]
    """The values to reach on the way."""
    goals: tuple[GoalSpan, ...]
    """The versions in order, each until the next was decided."""
    first_goal: GoalSpan | None
    """The first of several, over the period that it was made for."""
    projection: tuple[Point, ...]
    """From the latest report to due."""
    band: Band | None = None
    """The interval at due, None where there are too few observations for one."""
    replaced: tuple[Point, ...] = ()
    """Figures that were replaced or retracted, in cumulative form like the reports, by day."""


# How each target of a plan stood at the end of one period after another, as facts.


class StatusOnDay(NamedTuple):
    """The status of a target at the end of a day."""

    day: date
    """The day."""
    status: Status
    """Its status."""
    light: Light
    """Its colour."""
    monitored: bool
    """Whether it was not assessable because it had no goal."""
    value: Fraction | None
    """None where there was none."""
    completion: Fraction | None
    """0 at the baseline, 1 at the goal, None where there was none."""


class StatusHistory(NamedTuple):
    """One target or initiative from day to day, the latest last."""

    target: Target
    statuses: tuple[StatusOnDay, ...]

    @property
    def turns(self) -> Iterator[tuple[StatusOnDay, StatusOnDay]]:
        """Where its status changed from one day to the next: how it stood before, and after."""
        return ((old, new) for old, new in pairwise(self.statuses) if old.status is not new.status)


class Chronicle(NamedTuple):
    """A plan from day to day by one profile."""

    plan: str
    """Its id."""
    profile: Profile
    """The thresholds."""
    known_at: datetime | None
    """The moment whose knowledge counts, None for all that is known."""
    days: tuple[date, ...]
    """The days, the latest last."""
    courses: tuple[StatusHistory, ...]
    """In the order of the plan: targets first, then initiatives."""


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
    """A plan in sum on a day."""

    day: date
    """The day."""
    whole: bool
    """Whether a period ends on the day; else it still runs."""
    known_at: datetime | None
    """The moment whose knowledge counts, None for all that is known."""
    rollup: Rollup
    """The plan in sum; for how long its targets have been in trouble is not asked, so `escalated` is 0."""
    planned: Fraction | None
    """The weighted completion planned by then, 0..1, of the targets that `rollup.completion` counts."""
    aimed: int
    """Targets that have a goal and are not halted."""
    monitored: int
    """Targets that have no goal."""
    tally: Mapping[tuple[Status, Light], int]
    """Targets and initiatives by status and colour."""
    silent: int = 0
    """Targets that owe a report and never had one."""

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
    """One plan from period to period by one profile."""

    plan: str
    """Its id."""
    every: Frequency
    """The length of a period."""
    profile: str
    """The code of the profile."""
    points: tuple[TrendPoint, ...]
    """The latest last."""
    year_end: int = DECEMBER
    """The month in which the reporting year ends."""
