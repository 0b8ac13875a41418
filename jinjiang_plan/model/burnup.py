"""A target's way as points by day: what was reported, what the plan asks for, the goal, and where it leads."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment


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
