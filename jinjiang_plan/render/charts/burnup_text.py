"""A chart in terminal cells: each line and mark has a sign of its own, colour only adds to it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.axis import GAP, Tick
from jinjiang_plan.render.charts.burnup_geometry import BAND, MARKS, UPRIGHT, Picture, Spot, Trace
from jinjiang_plan.render.charts.burnup_words import CHART_WORDS, shown_keys
from jinjiang_plan.render.sheets.sheet import Line
from jinjiang_plan.render.width import cells, cut, pad

FURTHEST = 6
"""Rows from one label to the next, at the most."""


class Pen(NamedTuple):
    """How a line is drawn in cells."""

    flat: str
    """Where it stays."""
    foot: str
    """Where one that climbs turns up."""
    head: str
    """Where one that climbs turns flat again."""
    edge: str
    """Where one that falls turns down."""
    ground: str
    """Where one that falls turns flat again."""
    upright: str
    """Between them."""
    dashed: bool = False
    """Whether it leaves gaps."""


class Signs(NamedTuple):
    """All signs of a drawing; `axis` are upright, with a label, corner, base, with a label; `below` points up."""

    pens: Mapping[str, Pen]
    marks: Mapping[str, str]
    axis: tuple[str, str, str, str, str]
    below: str


SIGNS = Signs(
    pens={
        "first": Pen("┄", "┄", "┄", "┄", "┄", "┆"),
        "goal": Pen("═", "║", "═", "═", "║", "║"),
        "course": Pen("·", "·", "·", "·", "·", "·"),
        "projection": Pen("─", "╯", "╭", "╮", "╰", "│", dashed=True),
        "actual": Pen("─", "╯", "╭", "╮", "╰", "│"),
    },
    marks={"milestone": "◇", "replaced": "○", "report": "●", "latest": "●", "as_of": "┊", "band": "┇"},
    axis=("│", "┤", "└", "─", "┬"),
    below="▲",
)
ASCII_SIGNS = Signs(
    pens={
        "first": Pen("~", "~", "~", "~", "~", "~"),
        "goal": Pen("=", "=", "=", "=", "=", "="),
        "course": Pen(".", ".", ".", ".", ".", "."),
        "projection": Pen("-", "/", " ", "\\", " ", "|", dashed=True),
        "actual": Pen("-", "/", " ", "\\", " ", "|"),
    },
    marks={"milestone": "#", "replaced": "o", "report": "*", "latest": "*", "as_of": ":", "band": "!"},
    axis=("|", "+", "+", "-", "+"),
    below="^",
)
STYLES = {
    "first": "dim",
    "goal": "green",
    "course": "blue",
    "projection": "yellow",
    "actual": "strong",
    "band": "yellow",
    "milestone": "blue",
    "replaced": "dim",
    "report": "strong",
    "latest": "strong",
    "as_of": "dim",
    "axis": "dim",
}


class _Cell(NamedTuple):
    sign: str
    key: str


class Canvas:
    """A field of cells with its axes."""

    def __init__(self, picture: Picture, height: int, signs: Signs) -> None:
        self._picture, self._signs = picture, signs
        self._margin, self._columns = picture.margin, picture.columns
        self._indent = picture.margin + UPRIGHT
        self._rows = rows_for(len(picture.values.ticks), height)
        self._field: dict[tuple[int, int], _Cell] = {}

    def lines(self) -> Iterator[Line]:
        """The chart's lines: the unit, the field with its axes, the days, and what stands below them."""
        picture = self._picture
        if picture.unit:
            yield Line(cut(picture.unit, self._indent + self._columns), "", "dim")
        if picture.as_of is not None:
            for row in range(self._rows):
                self._put(self._column(picture.as_of), row, self._signs.marks["as_of"], "as_of")
        for trace in picture.traces:
            if trace.key in MARKS:
                self._mark(trace)
            elif trace.key == BAND:
                self._span(trace)
            else:
                self._draw(trace)
        labels = {self._row(tick.at): tick.label for tick in picture.values.ticks}
        for row in range(self._rows):
            yield self._field_line(row, labels.get(row))
        yield from self._base(picture.days.ticks)
        yield from self._foot()

    def _column(self, at: float) -> int:
        return round(at * (self._columns - 1))

    def _row(self, at: float) -> int:
        """The row, counted from above."""
        return round((1 - at) * (self._rows - 1))

    def _put(self, column: int, row: int, sign: str, key: str) -> None:
        if sign != " ":
            self._field[column, row] = _Cell(sign, key)

    def _mark(self, trace: Trace) -> None:
        for x, y in trace.spots:
            self._put(self._column(x), self._row(y), self._signs.marks[trace.key], trace.key)

    def _span(self, trace: Trace) -> None:
        """The band where it ends, at due: upright from its lower to its upper bound."""
        end = max(x for x, _ in trace.spots)
        rows = [self._row(y) for x, y in trace.spots if x == end]
        for row in range(min(rows), max(rows) + 1):
            self._put(self._column(end), row, self._signs.marks[BAND], BAND)

    def _draw(self, trace: Trace) -> None:
        """The line, column by column; a step within a column stands upright in it."""
        pen = self._signs.pens[trace.key]
        before: int | None = None
        for n, (column, here) in enumerate(self._passes(trace.spots)):
            if before is None or before == here:
                if not (pen.dashed and n % 2):
                    self._put(column, here, pen.flat, trace.key)
            else:
                self._climb(column, before, here, pen, trace.key)
            before = here

    def _climb(self, column: int, before: int, here: int, pen: Pen, key: str) -> None:
        rises = here < before
        self._put(column, before, pen.foot if rises else pen.edge, key)
        for row in range(min(before, here) + 1, max(before, here)):
            self._put(column, row, pen.upright, key)
        self._put(column, here, pen.head if rises else pen.ground, key)

    def _passes(self, spots: tuple[Spot, ...]) -> Iterator[tuple[int, int]]:
        """Each column that the line passes with the row it is in there, the last of those it has in the column."""
        rows: dict[int, int] = {}
        for (x0, y0), (x1, y1) in pairwise(spots):
            first, last = self._column(x0), self._column(x1)
            for column in range(first, last + 1):
                share = (column - first) / (last - first) if last > first else 1.0
                rows[column] = self._row(y0 + (y1 - y0) * share)
        yield from sorted(rows.items())

    def _field_line(self, row: int, label: str | None) -> Line:
        upright, tick, *_ = self._signs.axis
        text = pad(label or "", self._margin, right=True) + " " + (tick if label is not None else upright)
        spans = [(0, len(text), STYLES["axis"])]
        last = max((column for column, at in self._field if at == row), default=-1)
        for column in range(last + 1):
            cell = self._field.get((column, row))
            if cell is not None:
                spans.append((len(text), len(text) + 1, STYLES[cell.key]))
            text += cell.sign if cell else " "
        return Line(text, spans=tuple(spans))

    def _base(self, ticks: tuple[Tick, ...]) -> Iterator[Line]:
        _, _, corner, base, mark = self._signs.axis
        row = [base] * self._columns
        for tick in ticks:
            row[self._column(tick.at)] = mark
        yield Line(" " * (self._margin + 1) + corner + "".join(row), "", "dim")
        labels = [(self._column(tick.at), tick.label) for tick in ticks]
        yield Line(self._placed(labels), "", "dim")

    def _foot(self) -> Iterator[Line]:
        """The day judged and due below their columns, a line each where they would touch."""
        line = ""
        for moment in self._picture.moments:
            column, wide = self._indent + self._column(moment.at), cells(moment.label)
            left = column + wide + 2 > self._indent + self._columns
            text = f"{moment.label} {self._signs.below}" if left else f"{self._signs.below} {moment.label}"
            place = max(column - wide - 1, 0) if left else column
            if line and place < cells(line) + GAP:
                yield Line(line, "", "dim")
                line = ""
            line = pad(line, place) + text
        if line:
            yield Line(line, "", "dim")

    def _placed(self, labels: list[tuple[int, str]]) -> str:
        """Labels centred below their columns, kept within the line."""
        text, indent = "", self._indent
        for column, label in labels:
            wide = cells(label)
            place = indent + min(max(column - wide // 2, -indent), self._columns - wide)
            text = pad(text, max(place, cells(text))) + label
        return text


def rows_for(ticks: int, height: int) -> int:
    """How many rows a field has, so that each tick stands on one, within a height: few for few names."""
    return min(max((height - 1) // (ticks - 1), 1), FURTHEST) * (ticks - 1) + 1


def legend(picture: Picture, signs: Signs, lang: Lang) -> str:
    """The signs that were drawn, in words."""
    pairs = []
    for key in shown_keys(picture):
        pen = signs.pens.get(key)
        sign = (f"{pen.flat} {pen.flat}" if pen.dashed else pen.flat * 2) if pen else signs.marks[key]
        pairs.append(f"{sign} {CHART_WORDS[key].say(lang)}")
    return "  ".join(pairs)
