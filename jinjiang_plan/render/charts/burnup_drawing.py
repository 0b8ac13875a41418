"""The burn-up of one target as a picture."""

from datetime import datetime

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.chart_words import shown_keys, standing
from jinjiang_plan.render.charts.drawing import Drawing
from jinjiang_plan.render.charts.field import FOOT, Frame, axes, entries, fringe, traces
from jinjiang_plan.render.charts.head import head, sentence
from jinjiang_plan.render.charts.legend import legend
from jinjiang_plan.render.charts.letters import fitted, span
from jinjiang_plan.render.charts.measures import WIDTH, Measures
from jinjiang_plan.render.charts.picture import picture
from jinjiang_plan.render.sheet_headings import target_line


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
        body, top = head(title.left, title.right, told, measures, burnup.assessment.light)
    lower, bottom = _chart(burnup, lang, measures, top)
    return Drawing(title.left, sentence(told, lang), width, bottom + measures.margin, lang, (*body, *lower))


def _chart(burnup: Burnup, lang: Lang, measures: Measures, top: float) -> tuple[list[str], float]:
    """The field with its axes and legend below a height; and where the last line of it is."""
    size, cell = measures.size, measures.cell
    drawn = picture(burnup, lang, width=int(measures.room / cell) - 3, ticks=int(measures.field / (size * 3)))
    left = measures.margin + max(span(tick.label, size) for tick in drawn.values.ticks) + 10
    ceiling = top + (2 if drawn.unit else 1) * measures.leading
    right = max(measures.width - measures.margin - 3 * cell, left + 60)
    frame = Frame(left, right, ceiling, ceiling + measures.field)
    unit = []
    if drawn.unit:
        counted = fitted(drawn.unit, measures.room, size)
        unit = [shapes.text(measures.margin, ceiling - size, counted, size=size, ink="soft")]
    edge = measures.edge
    feet, below = fringe(drawn, frame, frame.bottom + FOOT + 2 * measures.leading, size, edge)
    keys = legend(entries(shown_keys(drawn), lang), measures.margin, edge, below + 1.8 * size, size)
    body = [*unit, *axes(drawn, frame, size, measures.width), *traces(drawn, frame), *feet, *keys.body]
    return body, keys.bottom
