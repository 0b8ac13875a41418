"""Status over time: a row a target, a cell the end of a period, in the colour of its status and with its sign."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Chronicle, StatusHistory
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.frame import WIDTH, LegendEntry, Measures, head, legend, sentence
from jinjiang_plan.render.charts.shapes import BOLD, Drawing, fitted, span
from jinjiang_plan.render.charts.strip_words import VIEW, StatusSign, grouped, now_text, shown, signs, titles
from jinjiang_plan.render.words import say

ROW = 22
"""The height of a row, in pixels."""

CELL = (19, 30)
"""The least and the greatest width of a cell; where the least does not fit, the picture is wider than asked."""

NAMES = 0.38
"""The share of the width that names take."""


class _Grid(NamedTuple):
    """Where the cells stand, in pixels."""

    left: float
    """Where they begin."""
    cell: float
    """The width of one."""
    words: bool
    """Whether the last status of each row finds room in words after its cells."""
    measures: Measures
    """The sizes of the picture."""
    lang: Lang
    """The language of its texts."""


def strip_drawing(
    portfolio: Portfolio, chronicles: Sequence[Chronicle], lang: Lang, *, width: int = WIDTH
) -> Drawing:
    """The status strip of one chronicle or more, each with a day and a course."""
    grid = _grid(chronicles, width, lang)
    measures = grid.measures
    title, notes = titles(portfolio, chronicles, lang)
    body, y = head(title, VIEW.say(lang), notes, measures)
    for each in chronicles:
        if len(chronicles) > 1:
            y += 1.4 * measures.leading
            name = fitted(say(portfolio.plan(each.plan).title, lang), measures.room / BOLD, measures.size)
            body.append(shapes.text(measures.margin, y, name, size=measures.size, bold=True))
        rows, y = _rows(each, y, grid)
        body += rows
    size = measures.size
    key = legend(
        _entries(signs(chronicles, lang), measures.small + 1),
        measures.margin,
        measures.edge,
        y + 2 * size,
        size,
    )
    now = [now_text(course, each, lang) for each in chronicles for course in each.courses]
    height = key.bottom + measures.margin
    called = f"{title}  {VIEW.say(lang)}"
    return Drawing(called, sentence([*notes, *now], lang), measures.width, height, lang, (*body, *key.body))


def _grid(chronicles: Sequence[Chronicle], width: int, lang: Lang) -> _Grid:
    days = max(len(each.days) for each in chronicles)
    measures = Measures(width)
    left = measures.margin + measures.room * NAMES
    cell = min(max((measures.edge - left) / days, CELL[0]), CELL[1])
    last = {shown(course.statuses[-1], each, lang).name for each in chronicles for course in each.courses}
    free = measures.edge - (left + cell * days + 10)
    words = free >= max(span(name, measures.size) for name in last)
    return _Grid(left, cell, words, measures.widened(int(left + cell * days) + 1), lang)


def _rows(chronicle: Chronicle, y: float, grid: _Grid) -> tuple[list[str], float]:
    """The days, then the rows of a plan; and where the last one ends."""
    size = grid.measures.size
    y += 1.6 * grid.measures.leading
    parts = list(_days(chronicle.days, y, grid))
    y += grid.measures.leading + 6
    groups = list(grouped(chronicle, grid.lang))
    for name, courses in groups:
        if len(groups) > 1:
            parts.append(shapes.text(grid.measures.margin, y + size + 4, name, size=size, ink="soft"))
            y += ROW + 2
        for course in courses:
            parts += _row(course, chronicle, y, grid)
            y += ROW
    return parts, y


def _days(days: Sequence[date], y: float, grid: _Grid) -> Iterator[str]:
    """Above each cell the month in which its period ends, and the year where one begins."""
    free, wide = 0.0, span("2000", grid.measures.size)
    for at, day in enumerate(days):
        x = grid.left + at * grid.cell
        begin = min(x, grid.measures.edge - wide)
        if (not at or days[at - 1].year != day.year) and begin >= free:
            yield shapes.text(begin, y, f"{day.year}", size=grid.measures.size)
            free = begin + wide + 4
        middle = x + grid.cell / 2
        yield shapes.text(
            middle,
            y + grid.measures.leading,
            f"{day.month}",
            size=grid.measures.small,
            ink="soft",
            anchor="middle",
        )


def _row(course: StatusHistory, chronicle: Chronicle, y: float, grid: _Grid) -> Iterator[str]:
    size = grid.measures.size
    name = fitted(say(course.target.title, grid.lang), grid.left - grid.measures.margin - 8, size)
    yield shapes.text(grid.measures.margin, y + ROW / 2 + size * 0.36, name, size=size)
    for at, day_status in enumerate(course.statuses):
        look = shown(day_status, chronicle, grid.lang)
        yield from _cell(look, grid.left + at * grid.cell, y + ROW / 2, grid.cell, grid.measures.small + 1)
    if grid.words:
        look = shown(course.statuses[-1], chronicle, grid.lang)
        x = grid.left + len(course.statuses) * grid.cell + 10
        yield shapes.text(x, y + ROW / 2 + size * 0.36, look.name, size=size)


def _cell(look: StatusSign, x: float, middle: float, wide: float, size: float) -> Iterator[str]:
    """A status: its colour, and its sign upon it."""
    yield shapes.box(x, middle - ROW / 2 + 1, wide - 1, ROW - 2, look.light.value)
    ink = f"on-{look.light.value}"
    yield shapes.text(
        x + (wide - 1) / 2, middle + size * 0.36, look.sign, size=size, ink=ink, anchor="middle"
    )


def _entries(looks: Sequence[StatusSign], size: float) -> Iterator[LegendEntry]:
    """A cell and its name for each status that occurs."""
    for look in looks:
        yield LegendEntry(partial(_sample, look, size), look.name, 20)


def _sample(look: StatusSign, size: float, x: float, y: float) -> Iterator[str]:
    return _cell(look, x, y, 20, size)
