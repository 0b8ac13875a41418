"""A chart as SVG: small, without fonts or scripts of its own, its lines and marks told apart without colour.

Written by hand and not by a template: of some forty elements all but a few come from loops over the picture.
"""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import NamedTuple

from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.chart_words import CHART_WORDS, heading, shown_keys
from jinjiang_plan.render.charts.picture import MARKS, UPRIGHT, Picture, Trace, picture
from jinjiang_plan.render.sheet import Line
from jinjiang_plan.render.width import cells, cut, wrap

FONTS = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif"
WIDTH = 760
MARGIN = 16
SIZE = 13
"""Of the letters, in pixels; the title is larger."""
TITLE = 16
LEADING = 20
FIELD = 280
"""The height of the field."""
TICKS = 7
SPACES = "\u00a0" * 3
"""Stands for two spaces, which SVG would show as one."""
EM = 0.62
"""The widest that a cell of text stands, as a share of its size: digits, letters and half a Chinese sign."""
ROOM = int((WIDTH - 2 * MARGIN) / (SIZE * EM))
"""Cells of text that fit between the margins."""
EDGE = 3
"""Cells that stay free at the right of the field."""

_LINES = {
    "first": 'stroke="#777" stroke-width="2" stroke-dasharray="3 4"',
    "goal": 'stroke="#1a7f37" stroke-width="2" stroke-dasharray="14 4 2 4"',
    "course": 'stroke="#0550ae" stroke-width="2.5" stroke-dasharray="0 6" stroke-linecap="round"',
    "projection": 'stroke="#9a4a00" stroke-width="2" stroke-dasharray="8 5"',
    "actual": 'stroke="#111" stroke-width="2.5" stroke-linejoin="round"',
    "as_of": 'stroke="#555" stroke-width="1"',
}


class _Frame(NamedTuple):
    """The field in pixels: its left and right end, its top and its bottom."""

    left: float
    right: float
    top: float
    bottom: float

    def x(self, at: float) -> float:
        return self.left + at * (self.right - self.left)

    def y(self, at: float) -> float:
        return self.bottom - at * (self.bottom - self.top)


def svg(plan: Plan, burnup: Burnup, lang: Lang, *, known_at: datetime | None) -> str:
    """The chart as a whole file of SVG, its title and its standing in words for those who do not see it."""
    titles = list(heading(plan, burnup, lang, known_at))
    drawn = picture(burnup, lang, width=ROOM - EDGE, ticks=TICKS)
    head, top = _head(titles[0], titles[1])
    left = MARGIN + (drawn.margin + UPRIGHT) * SIZE * EM
    frame = _Frame(left, left + drawn.columns * SIZE * EM, top + 2 * LEADING, top + 2 * LEADING + FIELD)
    feet, below = _feet(drawn, frame)
    keys, bottom = _legend(drawn, below + LEADING, lang)
    body = [*head, *_axes(drawn, frame), *_field(drawn, frame), *feet, *keys]
    return _document(body, titles[0].left, titles[1].left, bottom + MARGIN, lang)


def _head(title: Line, standing: Line) -> tuple[list[str], float]:
    """The title, the plan, and where the target stands; and where the last line of it is."""
    y = MARGIN + TITLE
    parts = [_text(MARGIN, y, cut(title.left, int(ROOM * SIZE / TITLE)), font_size=TITLE, font_weight="bold")]
    parts.append(_text(MARGIN, y + LEADING, cut(title.right, ROOM), fill="#444"))
    lines = wrap(standing.left, ROOM)
    parts += [_text(MARGIN, y + LEADING * (n + 2), line) for n, line in enumerate(lines)]
    return parts, y + LEADING * (len(lines) + 1)


def _document(body: list[str], title: str, description: str, height: float, lang: Lang) -> str:
    spoken = "zh-CN" if lang == "zh" else "en"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" width="{WIDTH}" '
        f'height="{_n(height)}" lang="{spoken}" xml:lang="{spoken}" role="img" font-family="{FONTS}" '
        f'font-size="{SIZE}" fill="#111">'
    )
    told = (f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>")
    ground = f'<rect width="{WIDTH}" height="{_n(height)}" fill="#fff"/>'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *told, ground, *body, "</svg>", ""))


def _axes(drawn: Picture, frame: _Frame) -> Iterator[str]:
    if drawn.unit:
        yield _text(MARGIN, frame.top - 12, cut(drawn.unit, ROOM), fill="#444")
    for tick in drawn.values.ticks:
        y = frame.y(tick.at)
        yield _line(frame.left, y, frame.right, y, 'stroke="#ddd"')
        yield _text(frame.left - 8, y + 4, tick.label, text_anchor="end")
    yield _line(frame.left, frame.bottom, frame.right, frame.bottom, 'stroke="#999"')
    for tick in drawn.days.ticks:
        x, half = frame.x(tick.at), cells(tick.label) * SIZE * EM / 2
        yield _line(x, frame.bottom, x, frame.bottom + 5, 'stroke="#111"')
        yield _text(min(max(x, half), WIDTH - half), frame.bottom + LEADING, tick.label, text_anchor="middle")


def _field(drawn: Picture, frame: _Frame) -> Iterator[str]:
    if drawn.as_of is not None:
        x = frame.x(drawn.as_of)
        yield _line(x, frame.top, x, frame.bottom, _LINES["as_of"])
    for trace in drawn.traces:
        if trace.key in MARKS:
            yield from (_mark(trace.key, frame.x(x), frame.y(y)) for x, y in trace.spots)
        else:
            yield _polyline(trace, frame)


def _polyline(trace: Trace, frame: _Frame) -> str:
    points = " ".join(f"{_n(frame.x(x))},{_n(frame.y(y))}" for x, y in trace.spots)
    return f'<polyline points="{points}" fill="none" {_LINES[trace.key]}/>'


def _mark(key: str, x: float, y: float) -> str:
    if key == "milestone":
        corners = f"M{_n(x)} {_n(y - 6)}l6 6-6 6-6-6z"
        return f'<path d="{corners}" fill="#fff" stroke="#0550ae" stroke-width="2"/>'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" fill="#111"/>'


def _feet(drawn: Picture, frame: _Frame) -> tuple[list[str], float]:
    """The day judged and due below the days, a line each where they would touch; and where the last line stands."""
    y, taken, parts = frame.bottom + 2 * LEADING + 2, 0.0, []
    for moment in drawn.moments:
        x, wide = frame.x(moment.at), cells(moment.label) * SIZE * EM
        left = x + 10 + wide > WIDTH - MARGIN
        begins = x - 10 - wide if left else x - 6
        if begins < taken:
            y += LEADING
        taken = max(taken, x + 10 if left else x + 10 + wide) + 8
        parts.append(f'<path d="M{_n(x)} {_n(y - 11)}l5 9h-10z"/>')
        parts.append(
            _text(x - 9 if left else x + 9, y - 1, moment.label, text_anchor="end" if left else "start")
        )
    return parts, y


def _legend(drawn: Picture, top: float, lang: Lang) -> tuple[list[str], float]:
    """What each line and mark is, in rows; and where the last row stands."""
    x, y, parts = float(MARGIN), top + 8, []
    for key in shown_keys(drawn):
        name = CHART_WORDS[key].say(lang)
        wide = 44 + cells(name) * SIZE * EM
        if x + wide > WIDTH - MARGIN:
            x, y = float(MARGIN), y + LEADING
        if key in MARKS:
            parts.append(_mark(key, x + 15, y - 4))
        else:
            ends = (x + 15, y - 12, x + 15, y + 3) if key == "as_of" else (x, y - 4, x + 30, y - 4)
            parts.append(_line(*ends, _LINES[key]))
        parts.append(_text(x + 36, y, name))
        x += wide + 12
    return parts, y


def _text(x: float, y: float, text: str, **attributes: object) -> str:
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{_n(x)}" y="{_n(y)}"{more}>{escape(text.replace("  ", SPACES))}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" {style}/>'


def _n(place: float) -> str:
    """A place in pixels, to a tenth."""
    return f"{place:.1f}".removesuffix(".0")
