"""The chart as text: between its heading and the legend, for a terminal, a pipe, or Markdown."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup, GoalSpan, Point
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.burnup_geometry import picture
from jinjiang_plan.render.charts.burnup_text import ASCII_SIGNS, SIGNS, Canvas, legend
from jinjiang_plan.render.charts.burnup_words import heading
from jinjiang_plan.render.records import assessment_record, figure_of, judged_head
from jinjiang_plan.render.sheets.plain_text import escaped
from jinjiang_plan.render.sheets.sheet import Block, Line, Sheet

ROWS_A_TICK = 3
"""Rows from one label of the values' axis to the next, where there is room."""

LEAST_TICKS, FAIR_TICKS = 3, 5
"""Labels that an axis has anyway; and up to which they may stand closer, in every second row."""


def chart_sheet(  # noqa: PLR0913 - a chart, and where it goes
    plan: Plan,
    burnup: Burnup,
    lang: Lang,
    *,
    known_at: datetime | None,
    size: tuple[int, int],
    ascii_only: bool,
) -> Sheet:
    """The chart with its heading and legend: at most `size` columns wide, its field at most so many rows high."""
    width, height = size
    signs = ASCII_SIGNS if ascii_only else SIGNS
    titles = tuple(heading(plan, burnup, lang, known_at))
    ticks = max((height - 1) // ROWS_A_TICK + 1, min((height - 1) // 2 + 1, FAIR_TICKS), LEAST_TICKS)
    drawn = picture(burnup, lang, width=width, ticks=ticks)
    lines = tuple(Canvas(drawn, height, signs).lines())
    return Sheet(
        titles,
        (),
        (Block(lines, (), heads=False),),
        (Line(legend(drawn, signs, lang), "", "dim"),),
    )


def plain_chart(sheet: Sheet) -> Iterator[str]:
    """The chart for a pipe: heading and legend behind `#`, the drawing as it is, without colour."""
    for line in sheet.titles:
        yield "  ".join(part for part in (f"# {line.left}", line.right) if part)
    yield from _blocks(sheet)
    for line in sheet.notes:
        yield f"# {line.left}"


def markdown_chart(sheet: Sheet) -> Iterator[str]:
    """The chart for a pull request: the drawing in a block that keeps its columns."""
    for n, line in enumerate(sheet.titles):
        yield ("## " if n == 0 else "") + escaped("  ".join(part for part in (line.left, line.right) if part))
        yield ""
    yield "```text"
    yield from _blocks(sheet)
    yield from (line.left for line in sheet.notes)
    yield "```"


def _blocks(sheet: Sheet) -> Iterator[str]:
    """The drawing's lines, an empty one between two blocks."""
    for nth, block in enumerate(sheet.blocks):
        if nth:
            yield ""
        for line in block.heading:
            yield line.left.rstrip()


# What JSON and its kin say of a chart: its points.


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
    head = judged_head([each], lang, known_at)
    return head.around({"assessment": assessment_record(each, lang), "points": chart_records(burnup)})


def multiples_document(burnups: Sequence[Burnup], lang: Lang, known_at: datetime | None) -> dict[str, Any]:
    """The whole of `chart --view multiples --format json`: of each target what `chart` says of one."""
    charts = [
        {"assessment": assessment_record(each.assessment, lang), "points": chart_records(each)}
        for each in burnups
    ]
    return judged_head([each.assessment for each in burnups], lang, known_at).around({"charts": charts})


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
