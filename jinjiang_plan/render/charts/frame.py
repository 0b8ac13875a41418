"""The legend of a drawing: what each line and mark is, in rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.shapes import BOLD, EM, fitted, laid_out, span
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import NOT_REAL, counts_text, replayed, say


class LegendEntry(NamedTuple):
    """A sample so many pixels wide, painted from its left and its middle, and what it stands for."""

    paint: Callable[[float, float], Iterable[str]]
    name: str
    wide: float


class Legend(NamedTuple):
    """The elements, and where the last row stands."""

    body: tuple[str, ...]
    bottom: float


def legend(entries: Iterable[LegendEntry], left: float, right: float, top: float, size: float) -> Legend:
    """The entries in rows between two edges, the first row's base line at `top`."""
    rows = list(_placed(entries, left, right, top, size))
    body = tuple(element for _, elements in rows for element in elements)
    return Legend(body, rows[-1][0] if rows else top - size * 1.55)


def _placed(
    entries: Iterable[LegendEntry], left: float, right: float, top: float, size: float
) -> Iterator[tuple[float, list[str]]]:
    x, y = left, top
    for paint, name, wide in entries:
        shown = fitted(name, right - left - wide - 6, size)
        whole = wide + 6 + span(shown, size)
        if x > left and x + whole > right:
            x, y = left, y + size * 1.55
        yield (
            y,
            [
                *paint(x, y - size * 0.36),
                shapes.text(x + wide + 6, y, shown, size=size),
            ],
        )
        x += whole + 16


# The sizes of a picture, by its width.


WIDTH = 760
"""Pixels, where nothing else is asked for."""

NARROW = 560
"""Below this a picture is likely to be shown smaller than it is: its letters are larger, its field lower."""


class Measures:
    """The sizes of a picture of a width, in pixels.

    `cell` is a digit's width, `small` the size of lone signs, `edge` where the right margin begins.
    """

    def __init__(self, width: int) -> None:
        narrow = width < NARROW
        self.margin = 12 if narrow else 16
        self.size = 14 if narrow else 13
        self.small = 13 if narrow else 11
        self.title = 16
        self.leading = self.size * 1.55
        self.field = 210 if narrow else 280
        self.cell = self.size * EM
        self.edge = width - self.margin

    @property
    def width(self) -> int:
        """The whole width."""
        return self.edge + self.margin

    @property
    def room(self) -> int:
        """What lies between the margins."""
        return self.edge - self.margin

    def widened(self, edge: int) -> "Measures":
        """The same sizes in a picture that is at least so wide up to its right margin."""
        wider = Measures(self.width)
        wider.edge = max(self.edge, edge)
        return wider


# What stands above a picture, and what is told to who does not see it.


CHIP = 18
"""What the square in the colour of a status takes before the words."""

MOST_LINES = 2
"""Of a title."""


def head(
    title: str, under: str, notes: Sequence[str], measures: Measures, light: Light | None = None
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
    for nth, line in enumerate(laid_out(notes, room - indent, size)):
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


# What stands above a picture of several targets: what it is of, the day, the profile, and how many stand where.


MULTIPLES = Words("各目标进度，同一时间轴，数值轴各自", "Each target on one time axis, values on its own")
"""What several burn-ups side by side are called."""


def subject(portfolio: Portfolio, targets: Sequence[Target], lang: Lang) -> str:
    """What the targets have in common: an action with its plan, a plan, or that they are of several."""
    plans = {target.plan for target in targets}
    if len(plans) > 1:
        return Words(f"{len(plans)} 个计划", f"{len(plans)} plans").say(lang)
    plan = portfolio.plan(plans.pop())
    actions = {target.action for target in targets}
    action = plan.action(actions.pop()) if len(actions) == 1 else None
    title = say(plan.title, lang)
    return f"{say(action.title, lang)}  {title}" if action else title


def told_of(assessments: Sequence[Assessment], lang: Lang, known_at: datetime | None) -> Iterator[str]:
    """The day that was judged, by which profile, whether the figures are samples, and how many stand where."""
    as_of = assessments[0].as_of
    profiles = sorted({each.profile.code for each in assessments})
    sample = any(each.target.sample for each in assessments)
    yield from basis(as_of, profiles, lang, known_at=known_at, sample=sample)
    yield counts_text(assessments, lang)


def basis(
    as_of: date, profiles: Sequence[str], lang: Lang, *, known_at: datetime | None, sample: bool
) -> Iterator[str]:
    """What a picture rests on."""
    yield Words(f"截至 {as_of}", f"as of {as_of}").say(lang)
    yield Words(f"口径 {' '.join(profiles)}", f"profile {' '.join(profiles)}").say(lang)
    if known_at is not None:
        yield replayed(known_at, lang)
    if sample:
        yield NOT_REAL.say(lang)
