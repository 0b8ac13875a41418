"""The points of a target's burn-up, from its assessment."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.course import PlannedCourse
from jinjiang_plan.assess.increments import starts_from_baseline
from jinjiang_plan.assess.interval import line, unforeseen
from jinjiang_plan.assess.scale import scale_of
from jinjiang_plan.assess.standing import planned_course
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.burnup import Band, Burnup, GoalSpan, Point
from jinjiang_plan.model.codes import Kind, PathShape, TimeBasis
from jinjiang_plan.model.days import month_end
from jinjiang_plan.model.forecast import Interval
from jinjiang_plan.model.plan import Goal
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.standing import replaced

MOST_SAMPLES = 60
"""Points that a bent course is drawn through, between two vertices."""


def burnup_of(portfolio: Portfolio, each: Assessment, known_at: datetime) -> Burnup:
    """The burn-up of an assessed target by its ledger, as known at a moment: what was replaced by then is in it."""
    recorded = [report for report in portfolio.ledger(each.target).reports if report.recorded <= known_at]
    return burnup(each, known_at.date(), recorded)


def burnup(each: Assessment, known_by: date, recorded: Sequence[Report] = ()) -> Burnup:
    """The burn-up of an assessed target; amendments count that were decided by its day and by `known_by`.

    `recorded` are all lines of the target's ledger that were known: of them come the figures that were replaced or
    retracted; without them none are shown.
    """
    reports = tuple(Point(seen.on, Fraction(seen.value)) for seen in each.observations)
    decided_by = min(each.as_of, known_by)
    goals, first_goal = _goals(each, decided_by)
    projection = _projection(each)
    return Burnup(
        assessment=each,
        actual=(*_opening(each, reports), *reports),
        reports=reports,
        course=tuple(_course(each, decided_by)),
        milestones=tuple(Point(stop.on, Fraction(stop.value)) for stop in each.stops),
        goals=goals,
        first_goal=first_goal,
        projection=projection,
        band=_band(each) if projection else None,
        replaced=tuple(_replaced(each, reports, recorded)),
    )


def _opening(each: Assessment, reports: Sequence[Point]) -> tuple[Point, ...]:
    """The baseline at start, where reports go on from it."""
    start = each.target.start
    if each.baseline is None or not starts_from_baseline(each) or not reports or reports[0].on <= start:
        return ()
    return (Point(start, each.baseline),)


def _course(each: Assessment, decided_by: date) -> Iterator[Point]:
    """What the plan asks for; a level to hold is asked for as its goal is, always."""
    scaled = scale_of(each)
    if scaled is None or each.target.kind is Kind.MAINTAIN or scaled.aim == scaled.baseline:
        return
    clock = Clock(each.target.basis, each.target.start, each.due)
    course = planned_course(each.target, scaled, each.target.terms(decided_by), clock)
    yield Point(day_at(clock, 0), course.vertices[0].value)
    for left, right in pairwise(course.vertices):
        for at in _between(course, left.at, right.at):
            yield Point(day_at(clock, at), course.asked(at))
        if course.shape is PathShape.STEP:
            yield Point(day_at(clock, right.at), left.value)
        yield Point(day_at(clock, right.at), right.value)


def _between(course: PlannedCourse, first: int, last: int) -> range:
    """The positions between two vertices at which a course that bends is looked at."""
    if course.shape is not PathShape.COMPOUND:
        return range(0)
    return range(first + 1, last, -(-(last - first) // MOST_SAMPLES))


def day_at(clock: Clock, position: int) -> date:
    """The day at whose end the clock stands at a position; the start for 0, due for the last."""
    if position <= 0:
        return clock.start
    if position >= clock.length:
        return clock.due
    if clock.basis is TimeBasis.DAY:
        return clock.start + timedelta(days=position - 1)
    years, month = divmod(clock.start.month - 1 + position - 1, 12)
    return month_end(date(clock.start.year + years, month + 1, 1))


def _goals(each: Assessment, decided_by: date) -> tuple[tuple[GoalSpan, ...], GoalSpan | None]:
    """The goal's versions, each while it was in force, and the first as it was meant where there are several."""
    target = each.target
    decisions = [change.decided for change in target.amendments if change.decided <= decided_by]
    begun = [(target.start, target.goal), *((day, target.terms(day).goal) for day in decisions)]
    versions: list[tuple[date, Goal]] = []
    for day, goal in begun:
        if goal is not None and (not versions or versions[-1][1] != goal):
            versions.append((day, goal))
    if not versions:
        return (), None
    days = [max(day, target.start) for day, _ in versions]
    ends = [*days[1:], max(each.due, days[-1])]
    spans = tuple(_span(day, end, goal) for day, end, (_, goal) in zip(days, ends, versions, strict=True))
    revised = len(versions) > 1 or each.due != target.due
    return spans, _span(target.start, target.due, target.goal) if revised and target.goal else None


def _span(first: date, last: date, goal: Goal) -> GoalSpan:
    low, high = goal.span or (goal.value, goal.value)
    return GoalSpan(first, last, Fraction(low or 0), Fraction(high or 0))


def _projection(each: Assessment) -> tuple[Point, ...]:
    """From the latest value to the one projected at due, while that is open; names and a yes have no figure there."""
    ahead = each.prospect
    counted = each.target.kind not in (Kind.STAGE, Kind.DONE, Kind.MAINTAIN)
    if not counted or each.settled or ahead.outlook is None or ahead.projected is None:
        return ()
    if each.value is None or each.value_on is None or each.value_on >= each.due or each.as_of >= each.due:
        return ()
    return Point(each.value_on, each.value), Point(each.due, ahead.projected)


def _band(each: Assessment) -> Band | None:
    """The interval of the least-squares line at due, as `forecast` tells it."""
    found = line(each) if unforeseen(each) is None else None
    return Band(each.due, *found[1:]) if isinstance(found, Interval) else None


def _replaced(each: Assessment, reports: Sequence[Point], recorded: Sequence[Report]) -> Iterator[Point]:
    """The figures that no longer stand, where they differ from the one that does.

    One of increments stands where it would have brought the total, the periods before it as they stand now.
    """
    kind, days = each.target.kind, [point.on for point in reports]
    gone = replaced([report for report in recorded if report.on <= each.as_of], kind)
    for report in sorted(gone.values(), key=lambda report: (report.on, report.recorded)):
        point = Point(report.on, Fraction(report.figure or 0))
        if kind is Kind.INCREMENT:
            before = bisect_left(days, report.on)
            total = reports[before - 1].value if before else each.baseline or Fraction(0)
            point = point._replace(value=total + point.value)
        if point not in reports:
            yield point
