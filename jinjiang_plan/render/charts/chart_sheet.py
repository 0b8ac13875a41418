"""The chart as text: between its heading and the legend, for a terminal, a pipe, or Markdown."""

from collections.abc import Iterator
from datetime import datetime

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.canvas import ASCII_SIGNS, SIGNS, Canvas, legend
from jinjiang_plan.render.charts.chart_words import heading
from jinjiang_plan.render.charts.picture import picture
from jinjiang_plan.render.markdown import escaped
from jinjiang_plan.render.sheet import Block, Line, Sheet

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
