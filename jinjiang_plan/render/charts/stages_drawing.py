"""Initiatives by stage over time: a bar for what was reached, below it a track for what the plan expects."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import StageHistory
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.axis import DayAxis, day_axis
from jinjiang_plan.render.charts.burnup_words import CHART_WORDS
from jinjiang_plan.render.charts.frame import (
    CHIP,
    NARROW,
    WIDTH,
    LegendEntry,
    Measures,
    head,
    legend,
    sentence,
)
from jinjiang_plan.render.charts.shapes import BOLD, Drawing, fitted, span
from jinjiang_plan.render.charts.stages_words import (
    DUE,
    EXPECTED,
    VIEW,
    by_action,
    days_of_all,
    now_text,
    number,
    stage_lists,
    stage_name,
    titles,
)
from jinjiang_plan.render.words import say, status_name

BAR = 15
"""The height of the bar of the last stage; each earlier one is lower."""

TRACK = 24
"""How far below the top of a bar the track of what is expected lies."""

ROW = 42
"""The height of a row."""

NAMES = 0.32
"""The share of the width that names take, where it is wide enough for names beside the bars."""

CLEAR = 3
"""Pixels between a low bar and the number above it."""

SHADES = 5


class _Band(NamedTuple):
    """Where the days stand, in pixels."""

    left: float
    """The left end."""
    right: float
    """The right end."""
    days: DayAxis
    """The axis of days."""
    stacked: bool
    """Whether the names stand above the bars."""
    measures: Measures
    """The sizes of the picture."""
    lang: Lang
    """The language of its texts."""

    def x(self, day: date) -> float:
        """Where a day stands."""
        return self.left + self.days.at(day) * (self.right - self.left)


def stages_drawing(  # noqa: PLR0913 - the initiatives, and how they are to be drawn
    portfolio: Portfolio,
    stagings: Sequence[StageHistory],
    lang: Lang,
    *,
    known_at: datetime | None = None,
    width: int = WIDTH,
    between: tuple[date, date] | None = None,
) -> Drawing:
    """The timeline of one initiative or more, in the order given; `between` are the days from and to, None for all."""
    measures = Measures(width)
    title, notes = titles(portfolio, stagings, lang, known_at)
    body, y = head(title, VIEW.say(lang), notes, measures)
    band = _band(stagings, between or days_of_all(stagings), measures, lang)
    top = y + 2 * measures.leading
    rows, bottom = _rows(portfolio, stagings, top, band)
    body += [*_days(band, top, bottom), *_today(stagings, band, top, bottom), *rows]
    size = measures.size
    entries = _entries(stagings, lang, measures.small)
    key = legend(entries, measures.margin, measures.edge, bottom + 2 * measures.leading + size, size)
    described = sentence([*notes, *(now_text(each, lang) for each in stagings)], lang)
    height = key.bottom + measures.margin
    called = f"{title}  {VIEW.say(lang)}"
    return Drawing(called, described, width, height, lang, (*body, *key.body))


def _band(
    stagings: Sequence[StageHistory], between: tuple[date, date], measures: Measures, lang: Lang
) -> _Band:
    stacked = measures.width < NARROW
    left, right = float(measures.margin), float(measures.edge)
    if not stacked:
        left += measures.room * NAMES
        right -= CHIP + max(span(status_name(each.assessment, lang), measures.size) for each in stagings)
        right -= 8
    right -= 3 * measures.cell
    columns = int((right - left) / measures.cell)
    return _Band(left, right, day_axis(*between, columns), stacked, measures, lang)


def _days(band: _Band, top: float, bottom: float) -> Iterator[str]:
    """The calendar above and below the rows."""
    measures = band.measures
    for tick in band.days.ticks:
        x, half = band.left + tick.at * (band.right - band.left), span(tick.label, measures.size) / 2
        yield shapes.rule(x, top, x, bottom, ink="grid")
        middle = min(max(x, half), measures.width - half)
        for y in (top - 6, bottom + measures.size + 6):
            yield shapes.text(middle, y, tick.label, size=measures.size, anchor="middle")


def _today(stagings: Sequence[StageHistory], band: _Band, top: float, bottom: float) -> Iterator[str]:
    """The day judged, where it is among those that are shown."""
    as_of = stagings[0].assessment.as_of
    if band.days.first <= as_of <= band.days.last:
        x = band.x(as_of)
        yield shapes.rule(x, top, x, bottom, ink="soft")


def _rows(
    portfolio: Portfolio, stagings: Sequence[StageHistory], y: float, band: _Band
) -> tuple[list[str], float]:
    """The rows by action; and where the last one ends."""
    measures, parts = band.measures, []
    for name, group in by_action(portfolio, stagings, band.lang):
        shown = fitted(name, measures.room / BOLD, measures.size)
        parts.append(shapes.text(measures.margin, y + measures.leading, shown, size=measures.size, bold=True))
        y += measures.leading + 10
        for each in group:
            parts += _names(each, y, band)
            y += measures.leading + 6 + CLEAR if band.stacked else 0
            parts += [*_bars(each, y, band), *_track(each, y + TRACK, band)]
            y += ROW
    return parts, y


def _names(each: StageHistory, y: float, band: _Band) -> Iterator[str]:
    """What it is called, and how it stands: beside the bars, or above them."""
    measures, found = band.measures, each.assessment
    status = status_name(found, band.lang)
    wide = span(status, measures.size) + CHIP
    base = y + (measures.size if band.stacked else BAR - 2)
    end = measures.edge - wide - 8 if band.stacked else band.left - 10
    name = fitted(say(found.target.title, band.lang), end - measures.margin, measures.size)
    yield shapes.text(measures.margin, base, name, size=measures.size)
    x = measures.edge - wide if band.stacked else band.right + 3 * measures.cell + 8
    yield shapes.chip(x, base, found.light.value)
    yield shapes.text(x + CHIP, base, status, size=measures.size)


def _bars(each: StageHistory, y: float, band: _Band) -> Iterator[str]:
    """What was reached, as reported: the further, the higher and the darker, with the number of the stage."""
    count, small = len(each.assessment.target.stages), band.measures.small
    for first, last, position in each.spans:
        if first > band.days.last or last < band.days.first:
            continue
        x, end = band.x(first), band.x(last)
        shade = f"stage-{_shade(position, count)}"
        tall = BAR * (position + 2) / (count + 1)
        wide = max(end - x, 2)
        yield shapes.box(x, y + BAR - tall, wide, tall, shade)
        yield shapes.frame(x, y + BAR - tall, wide, tall, "course")
        if wide > span(number(position), small) + 4:
            if tall < small:  # the number stands on the row's ground, above a low bar
                base, ink = y + BAR - tall - CLEAR, "ink"
            else:
                base, ink = y + BAR - (tall - small * 0.72) / 2, f"on-{shade}"
            yield shapes.text(x + wide / 2, base, number(position), size=small, ink=ink, anchor="middle")
        elif position == each.spans[-1].position and last <= band.days.last:
            # the stage that it is in, reached too lately for its number to fit
            yield shapes.text(x + wide + 4, y + BAR - 1, number(position), size=small)


def _shade(position: int, count: int) -> int:
    """Which of the five shades a stage of so many has."""
    return 1 + round(position * (SHADES - 1) / max(count - 1, 1))


def _track(each: StageHistory, y: float, band: _Band) -> Iterator[str]:
    """What is expected: from the start to due, a tick and a number by which day, and the goal at due."""
    found = each.assessment
    if each.goal is None:
        return
    due, start, small = band.x(found.due), band.x(found.target.start), band.measures.small
    yield shapes.rule(start, y, due, y, ink="course", look='stroke-dasharray="1 3"')
    taken = start - 1
    for day, position in each.expected[1:-1]:
        x, wide = band.x(day), span(number(position), small)
        if band.days.first <= day <= band.days.last and x > taken and x + 4 + wide < due - 8:
            yield shapes.rule(x, y - 4, x, y + 4, ink="course", look='stroke-width="1.5"')
            yield shapes.text(x + 4, y + 4, number(position), size=small, ink="course")
            taken = x + 6 + wide
    if band.days.first <= found.due <= band.days.last:
        yield shapes.diamond(due, y, "goal", 5)
        yield shapes.text(due + 8, y + 4, number(each.goal), size=small, ink="goal")


def _entries(stagings: Sequence[StageHistory], lang: Lang, small: float) -> Iterator[LegendEntry]:
    """The stages of each list by number, and the marks of the track."""
    for stages in stage_lists(stagings):
        for position in range(len(stages)):
            sample = partial(_stage_sample, position, len(stages), small)
            yield LegendEntry(sample, stage_name(stages, position, lang), 20)
    yield LegendEntry(_expected_sample, EXPECTED.say(lang), 22)
    yield LegendEntry(lambda x, y: [shapes.diamond(x + 7, y, "goal", 5)], DUE.say(lang), 14)
    yield LegendEntry(
        lambda x, y: [shapes.rule(x + 7, y - 8, x + 7, y + 7, ink="soft")], CHART_WORDS["as_of"].say(lang), 14
    )


def _stage_sample(position: int, count: int, size: float, x: float, y: float) -> Iterator[str]:
    shade = f"stage-{_shade(position, count)}"
    yield shapes.box(x, y - BAR / 2, 20, BAR, shade)
    yield shapes.frame(x, y - BAR / 2, 20, BAR, "course")
    yield shapes.text(x + 10, y + 4, number(position), size=size, ink=f"on-{shade}", anchor="middle")


def _expected_sample(x: float, y: float) -> Iterator[str]:
    yield shapes.rule(x, y, x + 22, y, ink="course", look='stroke-dasharray="1 3"')
    yield shapes.rule(x + 8, y - 4, x + 8, y + 4, ink="course", look='stroke-width="1.5"')
