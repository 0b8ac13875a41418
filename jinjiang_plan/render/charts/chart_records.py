"""What JSON and its kin say of a chart: its points.

A record for each point: `plan, id, series, day, value, unit, sample`. The series, each in the order of its days:

- `report`: the reported values in cumulative form; `baseline`: where they go on from;
- `course`: what the plan asks for; straight lines between its points, a step as two points on one day;
- `milestone`: the milestones in force;
- `goal` (of a range `goal_low` and `goal_high`): its versions, each with the first and the last day of its force;
- `first_goal` (`first_goal_low`, `first_goal_high`): the version before any amendment, over its own period;
- `projection`: the latest report, and due; `band_low` and `band_high`: from there, the interval of the least-squares
  line at due;
- `replaced`: figures that stood once and were replaced or retracted.

A stage's value is its name, a yes 1.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from jinjiang_plan.model.series import Burnup, GoalSpan, Point
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.records import assessment_record, figure_of


def chart_records(burnup: Burnup) -> list[dict[str, Any]]:
    """The points, series by series."""
    target = burnup.assessment.target
    return [
        {
            "plan": target.plan,
            "id": target.id,
            "series": series,
            "day": point.on.isoformat(),
            "value": figure_of(target, point.value),
            "unit": target.unit or None,
            "sample": target.sample,
        }
        for series, point in _series(burnup)
    ]


def chart_document(burnup: Burnup, lang: Lang, known_at: datetime | None) -> dict[str, Any]:
    """The whole of `chart --format json`: the assessment as in `status`, and the points."""
    each = burnup.assessment
    return {
        "format": 1,
        "as_of": each.as_of.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "profile": each.profile.code,
        "lang": lang,
        "sample": each.target.sample,
        "assessment": assessment_record(each, lang),
        "points": chart_records(burnup),
    }


def multiples_document(burnups: Sequence[Burnup], lang: Lang, known_at: datetime | None) -> dict[str, Any]:
    """The whole of `chart --view multiples --format json`: of each target what `chart` says of one."""
    return {
        "format": 1,
        "as_of": burnups[0].assessment.as_of.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "profile": ",".join(sorted({each.assessment.profile.code for each in burnups})),
        "lang": lang,
        "sample": any(each.assessment.target.sample for each in burnups),
        "charts": [
            {"assessment": assessment_record(each.assessment, lang), "points": chart_records(each)}
            for each in burnups
        ],
    }


def _series(burnup: Burnup) -> Iterator[tuple[str, Point]]:
    opening = burnup.actual[: len(burnup.actual) - len(burnup.reports)]
    for series, points in (
        ("baseline", opening),
        ("report", burnup.reports),
        ("course", burnup.course),
        ("milestone", burnup.milestones),
    ):
        yield from ((series, point) for point in points)
    for span in burnup.goals:
        yield from _goal("goal", span)
    if burnup.first_goal is not None:
        yield from _goal("first_goal", burnup.first_goal)
    yield from (("projection", point) for point in burnup.projection)
    if burnup.band is not None and burnup.projection:
        for name, value in (("low", burnup.band.low), ("high", burnup.band.high)):
            yield f"band_{name}", burnup.projection[0]
            yield f"band_{name}", Point(burnup.band.on, value)
    yield from (("replaced", point) for point in burnup.replaced)


def _goal(series: str, span: GoalSpan) -> Iterator[tuple[str, Point]]:
    names = ("",) if span.low == span.high else ("_low", "_high")
    for name, value in zip(names, (span.low, span.high), strict=False):
        yield f"{series}{name}", Point(span.first, value)
        yield f"{series}{name}", Point(span.last, value)
