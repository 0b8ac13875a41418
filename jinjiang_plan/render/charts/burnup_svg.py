"""The field of a burn-up in pixels: its axes, its lines, its marks."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.axis import Tick
from jinjiang_plan.render.charts.burnup_geometry import BAND, MARKS, Picture, Trace, picture
from jinjiang_plan.render.charts.burnup_words import CHART_WORDS, shown_keys, standing
from jinjiang_plan.render.charts.frame import WIDTH, LegendEntry, Measures, head, legend, sentence
from jinjiang_plan.render.charts.shapes import Drawing, fitted, span
from jinjiang_plan.render.sheets.sheet import target_line

LINES = {
    "first": ("first", 'stroke-width="2" stroke-dasharray="3 4"'),
    "goal": ("goal", 'stroke-width="2" stroke-dasharray="14 4 2 4"'),
    "course": ("course", 'stroke-width="2.5" stroke-dasharray="0 6" stroke-linecap="round"'),
    "projection": ("projection", 'stroke-width="2" stroke-dasharray="8 5"'),
    "actual": ("ink", 'stroke-width="2.5" stroke-linejoin="round"'),
    "as_of": ("soft", 'stroke-width="1"'),
}
"""Of each line its colour and, for who sees none, its width and dashes."""

EDGES = 'stroke-width="1" stroke-dasharray="2 2"'
"""Of the band, whose tint alone is faint."""

TINT = 'fill-opacity="0.16"'
FOOT = 5
"""How far a tick stands out below the field."""


class PlotArea(NamedTuple):
    """The field in pixels: its left and right end, its top and its bottom."""

    left: float
    right: float
    top: float
    bottom: float

    def x(self, at: float) -> float:
        """Where a place of the unit square stands from the left."""
        return self.left + at * (self.right - self.left)

    def y(self, at: float) -> float:
        """Where it stands from above."""
        return self.bottom - at * (self.bottom - self.top)


def axes(drawn: Picture, frame: PlotArea, size: float, width: float) -> Iterator[str]:
    """Both axes with their labels, within a picture so wide; the labels of days stand below the field."""
    labels = _apart([(frame.y(tick.at), tick) for tick in drawn.values.ticks], size)
    for y, tick in labels:
        yield shapes.rule(frame.left, y, frame.right, y, ink="grid")
        yield shapes.text(frame.left - 8, y + size / 3, tick.label, size=size, anchor="end")
    yield shapes.rule(frame.left, frame.bottom, frame.right, frame.bottom, ink="soft")
    for tick in drawn.days.ticks:
        x, half = frame.x(tick.at), span(tick.label, size) / 2
        yield shapes.rule(x, frame.bottom, x, frame.bottom + FOOT, ink="soft")
        middle = min(max(x, half), width - half)
        yield shapes.text(middle, frame.bottom + FOOT + size + 2, tick.label, size=size, anchor="middle")


def _apart(labels: Sequence[tuple[float, Tick]], size: float) -> list[tuple[float, Tick]]:
    """The labels that do not touch: of many names the lowest, and each that stands clear of the one before."""
    kept: list[tuple[float, Tick]] = []
    for y, tick in labels:
        if not kept or kept[-1][0] - y >= size * 1.3:
            kept.append((y, tick))
    return kept


def traces(drawn: Picture, frame: PlotArea) -> Iterator[str]:
    """The day judged, then every line and mark, the foremost last."""
    if drawn.as_of is not None:
        x, (ink, look) = frame.x(drawn.as_of), LINES["as_of"]
        yield shapes.rule(x, frame.top, x, frame.bottom, ink=ink, look=look)
    for trace in drawn.traces:
        if trace.key in MARKS:
            yield from (mark(trace.key, frame.x(x), frame.y(y)) for x, y in trace.spots)
        elif trace.key == BAND:
            yield from _band(trace, frame)
        else:
            ink, look = LINES[trace.key]
            yield shapes.stroke(((frame.x(x), frame.y(y)) for x, y in trace.spots), ink, look)


def _band(trace: Trace, frame: PlotArea) -> Iterator[str]:
    corners = [(frame.x(x), frame.y(y)) for x, y in trace.spots]
    yield shapes.area(corners, "band", TINT)
    yield shapes.stroke((*corners, corners[0]), "band", EDGES)


def mark(key: str, x: float, y: float) -> str:
    """The mark of a milestone, of a figure that no longer stands, or of a report."""
    match key:
        case "milestone":
            return shapes.diamond(x, y, "course")
        case "replaced":
            return shapes.ring(x, y, 4, "ink")
        case _:
            return shapes.dot(x, y, 4, "ink")


def _sample_width(key: str) -> float:
    """How wide the sample of a line or mark is, in pixels."""
    return 14 if key in MARKS or key == "as_of" else 30


def _sample(key: str, x: float, y: float) -> Iterator[str]:
    """What a line or mark looks like, for the legend; `y` is its middle."""
    if key in MARKS:
        yield mark(key, x + 7, y)
    elif key == BAND:
        corners = ((x, y - 5), (x + 30, y - 5), (x + 30, y + 5), (x, y + 5))
        yield shapes.area(corners, "band", TINT)
        yield shapes.stroke((*corners, corners[0]), "band", EDGES)
    else:
        ends = (x + 7, y - 8, x + 7, y + 7) if key == "as_of" else (x, y, x + 30, y)
        ink, look = LINES[key]
        yield shapes.rule(*ends, ink=ink, look=look)


def fringe(drawn: Picture, frame: PlotArea, top: float, size: float, width: float) -> tuple[list[str], float]:
    """The day judged and due below the days, a line each where they would touch; and where the last line stands.

    `top` is the first base line; `width` what the words must stay within.
    """
    y, taken, parts = top, 0.0, []
    for moment in drawn.moments:
        x, wide = frame.x(moment.at), span(moment.label, size)
        left = x + 10 + wide > width
        begins = x - 10 - wide if left else x - 6
        if begins < taken:
            y += size * 1.55
        taken = max(taken, x + 10 if left else x + 10 + wide) + 8
        parts.append(shapes.area(((x, y - 10), (x + 5, y - 1), (x - 5, y - 1)), "ink"))
        place, anchor = (x - 9, "end") if left else (x + 9, "start")
        parts.append(shapes.text(place, y - 1, moment.label, size=size, anchor=anchor))
    return parts, y


def entries(keys: Sequence[str], lang: Lang) -> Iterator[LegendEntry]:
    """The entries of the legend for lines and marks."""
    return (
        LegendEntry(partial(_sample, key), CHART_WORDS[key].say(lang), _sample_width(key)) for key in keys
    )


# The burn-up of one target as a picture.


def burnup_drawing(  # noqa: PLR0913 - a burn-up, and how it is to be drawn
    plan: Plan,
    burnup: Burnup,
    lang: Lang,
    *,
    known_at: datetime | None = None,
    width: int = WIDTH,
    heads: bool = True,
) -> Drawing:
    """The chart of a target that has a goal or a report; without `heads` the page says what it is and where it stands.

    Title and description, for who does not see it, say both in any case. At `width` 400 it can be shown at 330.
    """
    measures = Measures(width)
    title = target_line(plan, burnup.assessment.target, lang)
    notes = list(standing(burnup, lang, known_at))
    body: list[str] = []
    top = float(measures.margin)
    if heads:
        body, top = head(title.left, title.right, notes, measures, burnup.assessment.light)
    lower, bottom = _chart(burnup, lang, measures, top)
    return Drawing(title.left, sentence(notes, lang), width, bottom + measures.margin, lang, (*body, *lower))


def _chart(burnup: Burnup, lang: Lang, measures: Measures, top: float) -> tuple[list[str], float]:
    """The field with its axes and legend below a height; and where the last line of it is."""
    size, cell = measures.size, measures.cell
    drawn = picture(burnup, lang, width=int(measures.room / cell) - 3, ticks=int(measures.field / (size * 3)))
    left = measures.margin + max(span(tick.label, size) for tick in drawn.values.ticks) + 10
    ceiling = top + (2 if drawn.unit else 1) * measures.leading
    right = max(measures.width - measures.margin - 3 * cell, left + 60)
    frame = PlotArea(left, right, ceiling, ceiling + measures.field)
    unit = []
    if drawn.unit:
        counted = fitted(drawn.unit, measures.room, size)
        unit = [shapes.text(measures.margin, ceiling - size, counted, size=size, ink="soft")]
    edge = measures.edge
    feet, below = fringe(drawn, frame, frame.bottom + FOOT + 2 * measures.leading, size, edge)
    keys = legend(entries(shown_keys(drawn), lang), measures.margin, edge, below + 1.8 * size, size)
    body = [*unit, *axes(drawn, frame, size, measures.width), *traces(drawn, frame), *feet, *keys.body]
    return body, keys.bottom
