"""Several burn-ups as small pictures side by side: one time axis for all, for each its own values."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.burnup_geometry import Picture, days_shown, picture
from jinjiang_plan.render.charts.burnup_svg import FOOT, PlotArea, axes, entries, traces
from jinjiang_plan.render.charts.burnup_words import CHART_WORDS, shown_keys
from jinjiang_plan.render.charts.frame import (
    CHIP,
    MULTIPLES,
    WIDTH,
    Measures,
    head,
    legend,
    sentence,
    subject,
    told_of,
)
from jinjiang_plan.render.charts.shapes import BOLD, Drawing, fitted, span
from jinjiang_plan.render.words import goal_with_unit, say, status_name, value_text, value_with_unit

GAP = 24
"""Between two panels, in pixels."""

LEAST = 330
"""The least width of a panel."""

FIELD = 120
"""The height of a panel's field."""

TICKS = 4


class _Panel(NamedTuple):
    burnup: Burnup
    drawn: Picture


def multiples_drawing(
    portfolio: Portfolio,
    burnups: Sequence[Burnup],
    lang: Lang,
    *,
    known_at: datetime | None = None,
    width: int = WIDTH,
) -> Drawing:
    """The small multiples of one burn-up or more, each with a goal or a report."""
    measures = Measures(width)
    title = subject(portfolio, [each.assessment.target for each in burnups], lang)
    notes = list(told_of([each.assessment for each in burnups], lang, known_at))
    body, y = head(title, MULTIPLES.say(lang), notes, measures)
    columns = max(1, int((measures.room + GAP) // (LEAST + GAP)))
    wide = (measures.room - GAP * (columns - 1)) / columns
    panels = _panels(burnups, lang, int(wide / measures.cell) - 3)
    y += measures.leading
    for at in range(0, len(panels), columns):
        row = panels[at : at + columns]
        for nth, panel in enumerate(row):
            body += _panel(panel, measures.margin + nth * (wide + GAP), y, wide, measures, lang)
        y += _height(measures)
    present = {key for panel in panels for key in shown_keys(panel.drawn)}
    keys = [key for key in CHART_WORDS if key in present]
    chart_key = legend(entries(keys, lang), measures.margin, measures.edge, y + measures.size, measures.size)
    described = sentence([*notes, *(_in_words(each, lang) for each in burnups)], lang)
    return Drawing(
        f"{title}  {MULTIPLES.say(lang)}",
        described,
        width,
        chart_key.bottom + measures.margin,
        lang,
        (*body, *chart_key.body),
    )


def _panels(burnups: Sequence[Burnup], lang: Lang, cells: int) -> list[_Panel]:
    """Each burn-up with its picture, their fields equally wide and of the same days."""
    days = [days_shown(each) for each in burnups]
    between = min(first for first, _ in days), max(last for _, last in days)
    margin = max(picture(each, lang, width=cells, ticks=TICKS).margin for each in burnups)
    return [
        _Panel(each, picture(each, lang, width=cells, ticks=TICKS, margin=margin, between=between))
        for each in burnups
    ]


def _height(measures: Measures) -> float:
    """The height of a row with all that stands around its fields."""
    return 4 * measures.leading + FIELD + FOOT + 2.4 * measures.size


def _panel(  # noqa: PLR0913, PLR0917 - a panel, and where it stands
    panel: _Panel, x: float, y: float, wide: float, measures: Measures, lang: Lang
) -> Iterator[str]:
    """One target: its title, its status with value and goal, and its field."""
    drawn, size, each = panel.drawn, measures.size, panel.burnup.assessment
    title = fitted(f"{say(each.target.title, lang)}  {each.target.id}", wide / BOLD, size)
    yield shapes.text(x, y + measures.leading, title, size=size, bold=True)
    y += 2 * measures.leading
    yield shapes.chip(x, y, each.light.value)
    yield shapes.text(x + CHIP, y, fitted(_in_brief(panel.burnup, lang), wide - CHIP, size), size=size)
    y += measures.leading
    if drawn.unit:
        yield shapes.text(x, y, fitted(drawn.unit, wide, size), size=size, ink="soft")
    labels = max(drawn.margin * measures.cell, *(span(tick.label, size) for tick in drawn.values.ticks))
    right = x + wide - 2.5 * measures.cell
    top = y + measures.size
    frame = PlotArea(min(x + labels + 10, right - 40), right, top, top + FIELD)
    yield from axes(drawn, frame, size, x + wide)
    yield from traces(drawn, frame)


def _in_brief(burnup: Burnup, lang: Lang) -> str:
    """Status, value and goal."""
    each = burnup.assessment
    parts = [status_name(each, lang)]
    if each.goal is not None:
        value = value_text(each.target, each.value, lang)
        parts.append(f"{value} / {goal_with_unit(each.target, each.goal, lang)}")
    elif each.value is not None:
        parts.append(value_with_unit(each.target, each.value, lang))
    return "  ".join(parts)


def _in_words(burnup: Burnup, lang: Lang) -> str:
    colon = Words("：", ": ").say(lang)
    return f"{say(burnup.assessment.target.title, lang)}{colon}{_in_brief(burnup, lang).replace('  ', ' ')}"
