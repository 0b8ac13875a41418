"""What stands above a picture, and what is told to who does not see it."""

from collections.abc import Sequence

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.letters import BOLD, fitted, laid_out
from jinjiang_plan.render.charts.measures import Measures
from jinjiang_plan.render.width import visible

CHIP = 18
"""What the square in the colour of a status takes before the words."""

MOST_LINES = 2
"""Of a title."""


def head(
    title: str, under: str, told: Sequence[str], measures: Measures, light: Light | None = None
) -> tuple[list[str], float]:
    """The title, what it belongs to, and what is told of it, with a chip of a status; and where the last line stands."""
    x, size, room = measures.margin, measures.size, measures.room
    indent = CHIP if light else 0
    y = x + measures.title - measures.leading
    parts = []
    for line in _shortened(title, room / BOLD, measures.title):
        y += measures.leading
        parts.append(shapes.text(x, y, line, size=measures.title, bold=True))
    for line in _shortened(under, room, size):
        y += measures.leading
        parts.append(shapes.text(x, y, line, size=size, ink="soft"))
    if light:
        parts.append(shapes.chip(x, y + measures.leading, light.value))
    for nth, line in enumerate(laid_out(told, room - indent, size)):
        y += measures.leading
        parts.append(shapes.text(x if nth else x + indent, y, line, size=size))
    return parts, y


def _shortened(text: str, room: float, size: float) -> list[str]:
    """The text in at most two lines, cut where it is longer."""
    lines = list(laid_out([visible(text)], room, size))
    return lines if len(lines) <= MOST_LINES else [lines[0], fitted(f"{lines[1]}…", room, size)]


def sentence(parts: Sequence[str], lang: Lang) -> str:
    """The parts as one sentence."""
    between, stop = Words("；", "; ").say(lang), Words("。", ".").say(lang)
    return f"{between.join(parts)}{stop}"
