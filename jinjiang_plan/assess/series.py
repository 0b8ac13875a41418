"""The points of a target's burn-up, from its assessment."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from jinjiang_plan.assess.case import path_of
from jinjiang_plan.assess.clock import Clock, clock_of
from jinjiang_plan.assess.planned_path import Vertex
from jinjiang_plan.assess.portfolio import PlanCases, in_order
from jinjiang_plan.assess.regression import line, unforeseen
from jinjiang_plan.assess.rollup import counted_leaves, parts_of, rollup, share_done, weighted
from jinjiang_plan.assess.scale import scale_of
from jinjiang_plan.assess.target import judge_bare, standing
from jinjiang_plan.model.assessment import Assessment, Rollup
from jinjiang_plan.model.codes import HALTED, Frequency, Kind, PathShape, Status, TimeBasis
from jinjiang_plan.model.days import month_end, period_end, period_ends
from jinjiang_plan.model.forecast import Interval
from jinjiang_plan.model.plan import Goal, Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.ratio import ratio
from jinjiang_plan.model.report import Report, replaced
from jinjiang_plan.model.series import (
    Band,
    Burnup,
    Chronicle,
    GoalSpan,
    Point,
    StageDay,
    StageHistory,
    StageSpan,
    StatusHistory,
    StatusOnDay,
    Trend,
    TrendPoint,
)

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
    reports = tuple(Point(observation.on, ratio(observation.value)) for observation in each.observations)
    decided_by = min(each.as_of, known_by)
    goals, first_goal = _goals(each, decided_by)
    projection = _projection(each)
    return Burnup(
        assessment=each,
        actual=(*_opening(each, reports), *reports),
        reports=reports,
        course=tuple(_course(each)),
        milestones=tuple(Point(stop.on, ratio(stop.value)) for stop in each.stops),
        goals=goals,
        first_goal=first_goal,
        projection=projection,
        band=_band(each) if projection else None,
        replaced=tuple(_replaced(each, reports, recorded)),
    )


def _opening(each: Assessment, reports: Sequence[Point]) -> tuple[Point, ...]:
    """The baseline at start, where reports go on from it."""
    start = each.target.start
    borrowed = each.target.baseline is None and each.target.kind is Kind.LEVEL
    if each.baseline is None or borrowed or not reports or reports[0].on <= start:
        return ()
    return (Point(start, each.baseline),)


def _course(each: Assessment) -> Iterator[Point]:
    """What the plan asks for; where each figure is compared with the goal itself, that is asked for always."""
    scale = scale_of(each)
    if scale is None or scale.weak or not each.target.kind.has_way:
        return
    path = path_of(each.target, scale, each.stops, clock_of(each.target, each.due))
    clock, corners = path.clock, path.corners()
    yield Point(day_at(clock, corners[0].at), corners[0].value)
    for left, right in pairwise(corners):
        for at in _between(path.shape, left, right):
            yield Point(day_at(clock, at), path.planned(day_at(clock, at)))
        yield Point(day_at(clock, right.at), right.value)


def _between(shape: PathShape, left: Vertex, right: Vertex) -> range:
    """The positions between two corners at which a path that bends is looked at."""
    first, last = int(left.at), int(right.at)
    if shape is not PathShape.COMPOUND or last <= first:
        return range(0)
    return range(first + 1, last, -(-(last - first) // MOST_SAMPLES))


def day_at(clock: Clock, place: Fraction | int) -> date:
    """The day by whose end the clock has come to a position; the start for 0, due for the last."""
    position = ceil(place)
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
    return GoalSpan(first, last, ratio(low or 0), ratio(high or 0))


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
    scale = scale_of(each)
    interval = line(each, scale) if scale is not None and unforeseen(each) is None else None
    return Band(each.due, *interval[1:]) if isinstance(interval, Interval) else None


def _replaced(each: Assessment, reports: Sequence[Point], recorded: Sequence[Report]) -> Iterator[Point]:
    """The figures that no longer stand, where they differ from the one that does.

    One of increments stands where it would have brought the total, the periods before it as they stand now.
    """
    kind, days = each.target.kind, [point.on for point in reports]
    gone = replaced([report for report in recorded if report.on <= each.as_of], kind)
    for report in sorted(gone.values(), key=lambda report: (report.on, report.recorded)):
        point = Point(report.on, ratio(report.figure or 0))
        if kind is Kind.INCREMENT:
            before = bisect_left(days, report.on)
            total = reports[before - 1].value if before else each.baseline or ratio(0)
            point = point._replace(value=total + point.value)
        if point not in reports:
            yield point


# A plan's targets judged at the end of one day after another, status by status, without outlooks.


def chronicle(  # noqa: PLR0913 - the plans, which of them, when; and the question's options
    portfolio: Portfolio,
    plan: Plan,
    days: Sequence[date],
    *,
    known_at: datetime | None = None,
    profile: Profile | None = None,
    only: Collection[Target] | None = None,
) -> Chronicle:
    """One plan on these days, as known at a moment; its ledgers have been read.

    Of each day it says what `assess` says as of that day, for a fraction of the work: reports are looked through once,
    and nothing is projected.

    Args:
        portfolio: the plans with their ledgers.
        plan: the one that is judged.
        days: the days, in order, such as `trending.days_of` gives for reporting periods.
        known_at: reports recorded later do not count; None for all.
        profile: the thresholds; None for the plan's own.
        only: the targets asked for; None for all.
    """
    by = profile or plan.judged_by
    ids = None if only is None else {target.full_id for target in only}
    targets = [target for target in plan.judged if ids is None or target.full_id in ids]
    cases = PlanCases(portfolio, plan, days[-1], known_at) if days else None
    columns = [[_standing_on(cases, each, day, by) for each in targets] for day in days] if cases else []
    courses = tuple(
        StatusHistory(target, tuple(column[at] for column in columns)) for at, target in enumerate(targets)
    )
    return Chronicle(plan.id, by, known_at, tuple(days), courses)


def _standing_on(cases: PlanCases, target: Target, day: date, profile: Profile) -> StatusOnDay:
    """The status of a target at the end of a day."""
    case = cases.on(target, day)
    result, latest = standing(case, profile), case.evidence.latest
    value = ratio(latest.value) if latest else None
    monitored = result.status is Status.NOT_ASSESSABLE and case.terms.goal is None
    return StatusOnDay(day, result.status, result.light, monitored, value, result.completion)


# The stages of an initiative by their days, from its assessment.


def staging(each: Assessment) -> StageHistory:
    """The stages of an assessed target of that kind."""
    return StageHistory(each, tuple(_spans(each)), tuple(_expected(each)))


def _spans(each: Assessment) -> Iterator[StageSpan]:
    """Each stage from its report to the day before another is reported; the last one to the day judged."""
    observations = each.observations
    begins = [
        at
        for at in range(len(observations))
        if not at or observations[at].value != observations[at - 1].value
    ]
    for at, following in zip(begins, [*begins, None][1:], strict=True):
        last = each.as_of if following is None else observations[following].on - timedelta(days=1)
        yield StageSpan(observations[at].on, last, int(observations[at].value))


def _expected(each: Assessment) -> Iterator[StageDay]:
    """The first day at whose end the planned path stands at a stage or above it, stage by stage."""
    scale = scale_of(each)
    if scale is None or scale.weak or scale.aim <= scale.baseline:
        return
    path = path_of(each.target, scale, each.stops, clock_of(each.target, each.due))
    for position in range(int(scale.baseline), int(scale.aim) + 1):
        yield StageDay(day_at(path.clock, path.reached(ratio(position), ratio(0))), position)


# A plan judged at the end of one period after another: is it getting better?


def days_of(first: date, last: date, every: Frequency, year_end: int = 12) -> list[date]:
    """The ends of the periods from one day to another, and the last day, although its period still runs."""
    ends = list(period_ends(first, last, every.months, year_end))
    return ends if not first <= last or last in ends else [*ends, last]


def trend(  # noqa: PLR0913 - the plans, which of them, when, how often; and the question's options
    portfolio: Portfolio,
    plan: Plan,
    when: Sequence[tuple[date, datetime | None]],
    every: Frequency,
    *,
    only: Collection[Target] | None = None,
    profile: Profile | None = None,
) -> Trend:
    """One plan on these days, each as known at its moment; its ledgers have been read.

    Args:
        portfolio: the plans with their ledgers.
        plan: the one that is judged.
        when: the days, in order, each with the moment by which reports count, None for all.
        every: the length of a period.
        only: the targets asked for; None for all.
        profile: the thresholds; None for the plan's own.
    """
    by, parts = profile or plan.judged_by, parts_of((plan,))
    ids = None if only is None else {target.full_id for target in only}
    targets = [target for target in plan.judged if ids is None or target.full_id in ids]
    part = len(targets) < len(list(plan.judged))
    # What is known at one moment is looked through once, for all days.
    last = {known_at: day for day, known_at in when}
    cases = {known_at: PlanCases(portfolio, plan, day, known_at) for known_at, day in last.items()}
    points = []
    for day, known_at in when if targets else ():
        judged = in_order(plan, [judge_bare(cases[known_at].on(each, day), by) for each in targets])
        whole = period_end(day, every.months, plan.year_end) == day
        rolled = rollup(plan.id, None, judged, parts)._replace(part=part)
        points.append(_point(day, known_at, rolled, judged, whole=whole))
    return Trend(plan.id, every, by.code, tuple(points), plan.year_end)


def _point(
    day: date,
    known_at: datetime | None,
    rolled: Rollup,
    assessments: Sequence[Assessment],
    *,
    whole: bool,
) -> TrendPoint:
    unjudged = [each for each in assessments if each.status is Status.NOT_ASSESSABLE]
    return TrendPoint(
        day,
        whole,
        known_at,
        rolled,
        planned_completion(assessments),
        sum(each.target.what == "target" for each in assessments if _is_live(each)),
        sum(each.goal is None for each in unjudged),
        Counter((each.status, each.light) for each in assessments),
        sum(each.silent for each in assessments),
    )


def planned_completion(assessments: Iterable[Assessment]) -> Fraction | None:
    """Return what the plan asked for of the leaves that a roll-up counts: METHODS 8 with c_p in the place of c."""
    return weighted((each, _planned(each)) for each in counted_leaves(list(assessments)))


def _is_live(each: Assessment) -> bool:
    return each.goal is not None and each.status not in HALTED


def _planned(each: Assessment) -> Fraction:
    """Return the planned completion held to 0..1; without a way the share that a roll-up counts as done."""
    if each.completion is None or each.planned_completion is None:
        return share_done(each)
    return min(ratio(1), max(ratio(0), each.planned_completion))
