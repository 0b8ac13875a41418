"""The burn-up of one target as a picture."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.chart_words import CHART_WORDS, shown_keys, standing
from jinjiang_plan.render.charts.drawing import Drawing
from jinjiang_plan.render.charts.field import FOOT, Frame, axes, fringe, sample, sample_width, traces
from jinjiang_plan.render.charts.legend import Entry, legend
from jinjiang_plan.render.charts.letters import BOLD, EM, fitted, laid_out, span
from jinjiang_plan.render.charts.picture import picture
from jinjiang_plan.render.sheet import Line
from jinjiang_plan.render.wording import target_line

WIDTH = 760
NARROW = 560
"""Below this a picture is likely to be shown smaller than it is: its letters are larger, its field lower."""


CHIP = 18
"""What the square in the colour of a status takes before the words."""


class Measures:
    """The sizes of a picture of a width, in pixels."""

    def __init__(self, width: int) -> None:
        narrow = width < NARROW
        self.width = width
        self.margin = 12 if narrow else 16
        self.size = 14 if narrow else 13
        self.title = 16
        self.leading = self.size * 1.55
        self.field = 210 if narrow else 280
        self.room = width - 2 * self.margin


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
    told = list(standing(burnup, lang, known_at))
    body: list[str] = []
    top = float(measures.margin)
    if heads:
        body, top = _head(title, told, burnup.assessment.light, measures)
    lower, bottom = _chart(burnup, lang, measures, top)
    stop = Words("。", ".").say(lang)
    description = f"{Words('；', '; ').say(lang).join(told)}{stop}"
    return Drawing(title.left, description, width, bottom + measures.margin, lang, (*body, *lower))


def _head(title: Line, told: list[str], light: Light, measures: Measures) -> tuple[list[str], float]:
    """The title, the plan, and where the target stands; and where the last line of it is."""
    x, size, room = measures.margin, measures.size, measures.room
    y = float(x + measures.title)
    named = fitted(title.left, room / BOLD, measures.title)
    parts = [shapes.text(x, y, named, size=measures.title, bold=True)]
    y += measures.leading
    parts.append(shapes.text(x, y, fitted(title.right, room, size), size=size, ink="soft"))
    parts.append(shapes.chip(x, y + measures.leading, light.value))
    for nth, line in enumerate(laid_out(told, room - CHIP, size)):
        y += measures.leading
        parts.append(shapes.text(x if nth else x + CHIP, y, line, size=size))
    return parts, y


def _chart(burnup: Burnup, lang: Lang, measures: Measures, top: float) -> tuple[list[str], float]:
    """The field with its axes and legend below a height; and where the last line of it is."""
    size, cell = measures.size, measures.size * EM
    drawn = picture(burnup, lang, width=int(measures.room / cell) - 3, ticks=int(measures.field / (size * 3)))
    left = measures.margin + max(span(tick.label, size) for tick in drawn.values.ticks) + 10
    ceiling = top + (2 if drawn.unit else 1) * measures.leading
    right = max(measures.width - measures.margin - 3 * cell, left + 60)
    frame = Frame(left, right, ceiling, ceiling + measures.field)
    unit = []
    if drawn.unit:
        counted = fitted(drawn.unit, measures.room, size)
        unit = [shapes.text(measures.margin, ceiling - size, counted, size=size, ink="soft")]
    edge = measures.width - measures.margin
    feet, below = fringe(drawn, frame, frame.bottom + FOOT + 2 * measures.leading, size, edge)
    keys = legend(_entries(shown_keys(drawn), lang), measures.margin, edge, below + 1.8 * size, size)
    body = [*unit, *axes(drawn, frame, size, measures.width), *traces(drawn, frame), *feet, *keys.body]
    return body, keys.bottom


def _entries(keys: list[str], lang: Lang) -> Iterator[Entry]:
    return (Entry(partial(sample, key), CHART_WORDS[key].say(lang), sample_width(key)) for key in keys)
