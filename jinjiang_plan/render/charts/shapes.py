"""The elements of a drawing, each with its class and colour, and how wide a text in it is.

Text is escaped here, and nowhere else.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from jinjiang_plan.model.words import SPOKEN, Lang
from jinjiang_plan.render.width import visible, wrap

# The colours of a drawing, by class: told apart by their luminance too, and readable on a light and on a dark ground.


class Shade(NamedTuple):
    """One colour on a light ground, and what stands for it on a dark one."""

    light: str
    dark: str


PALETTE = {
    "paper": Shade("#ffffff", "#14181d"),
    "ink": Shade("#1a1a1a", "#f0f0f0"),
    "soft": Shade("#595959", "#b0b6bd"),
    "grid": Shade("#dddddd", "#3a4149"),
    "first": Shade("#757575", "#8c949e"),
    "goal": Shade("#00734f", "#35c08f"),
    "course": Shade("#0059a8", "#6cb6ff"),
    "projection": Shade("#a94400", "#f2a65a"),
    "band": Shade("#a94400", "#f2a65a"),
    "red": Shade("#9e1022", "#c9354b"),
    "yellow": Shade("#f2c32e", "#f2c32e"),
    "green": Shade("#2e9f6b", "#2e9f6b"),
    "blue": Shade("#7fb9ea", "#7fb9ea"),
    "grey": Shade("#e6e6e6", "#e6e6e6"),
    "on-red": Shade("#ffffff", "#ffffff"),
    "on-yellow": Shade("#1a1a1a", "#1a1a1a"),
    "on-green": Shade("#1a1a1a", "#1a1a1a"),
    "on-blue": Shade("#1a1a1a", "#1a1a1a"),
    "on-grey": Shade("#1a1a1a", "#1a1a1a"),
    "stage-1": Shade("#dbe5f0", "#dbe5f0"),
    "stage-2": Shade("#a9c6e3", "#a9c6e3"),
    "stage-3": Shade("#6f9fce", "#6f9fce"),
    "stage-4": Shade("#3a73ac", "#3a73ac"),
    "stage-5": Shade("#12437a", "#1d5490"),
    "on-stage-1": Shade("#1a1a1a", "#1a1a1a"),
    "on-stage-2": Shade("#1a1a1a", "#1a1a1a"),
    "on-stage-3": Shade("#1a1a1a", "#1a1a1a"),
    "on-stage-4": Shade("#ffffff", "#ffffff"),
    "on-stage-5": Shade("#ffffff", "#ffffff"),
}
"""By name; the class of an element is the name behind `c-`. What has words on it has an `on-` of its own."""


def painted(name: str) -> str:
    """The attributes that give an element its class and colour; it paints with `currentColor`."""
    return f'class="c-{name}" color="{PALETTE[name].light}"'


def dark_rules(scope: str = "") -> str:
    """The rules of a style sheet that turn drawings below a selector dark: of each class the `color`, nothing else."""
    before = f"{scope} " if scope else ""
    return "".join(
        f"{before}.c-{name}{{color:{shade.dark}}}\n"
        for name, shade in PALETTE.items()
        if shade.dark != shade.light
    )


def text(  # noqa: PLR0913 - a text, where it stands, and how
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    ink: str = "ink",
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """A text on its base line."""
    more = f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}" {painted(ink)} fill="currentColor"{more}>'
        f"{plain(words)}</text>"
    )


def plain(words: str) -> str:
    """The words as XML has them: hidden signs written out, and nothing left that marks up."""
    return escape(visible(words).replace("  ", "\u00a0\u00a0"))  # SVG would show two spaces as one


def stroke(points: Iterable[tuple[float, float]], ink: str, look: str) -> str:
    """A line through points; `look` holds its width and dashes."""
    at = " ".join(f"{n(x)},{n(y)}" for x, y in points)
    return f'<polyline points="{at}" {painted(ink)} fill="none" stroke="currentColor" {look}/>'


def rule(  # noqa: PLR0913 - two places, and how the line looks
    x1: float, y1: float, x2: float, y2: float, *, ink: str, look: str = ""
) -> str:
    """A straight line from place to place."""
    ends = f'x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
    return f'<line {ends} {painted(ink)} stroke="currentColor"{" " + look if look else ""}/>'


def area(points: Iterable[tuple[float, float]], ink: str, look: str = "") -> str:
    """A filled shape."""
    at = " ".join(f"{n(x)},{n(y)}" for x, y in points)
    return f'<polygon points="{at}" {painted(ink)} fill="currentColor"{" " + look if look else ""}/>'


def box(x: float, y: float, width: float, height: float, ink: str) -> str:
    """A filled rectangle."""
    place = f'x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"'
    return f'<rect {place} {painted(ink)} fill="currentColor"/>'


def frame(x: float, y: float, width: float, height: float, ink: str) -> str:
    """The outline of a rectangle, one pixel wide."""
    place = f'x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"'
    return f'<rect {place} {painted(ink)} fill="none" stroke="currentColor"/>'


def dot(x: float, y: float, radius: float, ink: str) -> str:
    """A filled circle."""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" {painted(ink)} fill="currentColor"/>'


def ring(x: float, y: float, radius: float, ink: str) -> str:
    """A hollow circle."""
    place = f'cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"'
    return (
        dot(x, y, radius, "paper")
        + f'<circle {place} {painted(ink)} fill="none" stroke="currentColor" stroke-width="1.5"/>'
    )


def diamond(x: float, y: float, ink: str, half: float = 6) -> str:
    """A hollow square on its tip."""
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    at = " ".join(f"{n(left)},{n(top)}" for left, top in corners)
    return (
        area(corners, "paper")
        + f'<polygon points="{at}" {painted(ink)} fill="none" stroke="currentColor" stroke-width="2"/>'
    )


def n(place: float) -> str:
    """A place in pixels, to a tenth."""
    return f"{place:.1f}".removesuffix(".0")


def chip(x: float, y: float, light: str, side: float = 12) -> str:
    """A square in the colour of a status, on a base line; it stands beside words, and has an outline on any ground."""
    return box(x, y - side + 1, side, side, light) + frame(x, y - side + 1, side, side, "soft")


# A picture made of SVG elements, as a file of its own or within a page.


FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',Arial,"
    "'Liberation Sans','DejaVu Sans',sans-serif"
)
"""Fonts for Chinese by name; behind them those that a machine without any has."""


class Drawing(NamedTuple):
    """A picture."""

    title: str
    """What it is called."""
    description: str
    """What it shows, in words."""
    width: int
    """In pixels."""
    height: float
    """In pixels."""
    lang: Lang
    """The language of its texts."""
    body: tuple[str, ...]
    """The elements, in the order in which they are painted."""


def as_file(drawing: Drawing) -> str:
    """The whole of an SVG file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(drawing, "chart", f" xml:lang={_quoted(drawing)}")}\n'


def as_inline(drawing: Drawing, name: str) -> str:
    """An `<svg>` element for HTML; `name`, a letter and then letters, digits or hyphens, begins its ids."""
    return _element(drawing, name, "")


def _quoted(drawing: Drawing) -> str:
    return f'"{SPOKEN[drawing.lang]}"'


def _element(drawing: Drawing, name: str, more: str) -> str:
    width, height = n(drawing.width), n(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'lang={_quoted(drawing)}{more} role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONTS}">'
    )
    label = (
        f'<title id="{name}-title">{plain(drawing.title)}</title>',
        f'<desc id="{name}-desc">{plain(drawing.description)}</desc>',
    )
    ground = box(0, 0, drawing.width, drawing.height, "paper")
    return "\n".join((head, *label, ground, *drawing.body, "</svg>"))


# How wide letters stand in a picture: by the widest of the common fonts, so that nothing touches whichever is there.


EM = 0.64
"""A digit or a small letter, as a share of the size."""

BOLD = 1.1
"""By how much bold letters are wider."""

GAP = "   "
"""Between two parts of a line."""


def span(text: str, size: float) -> float:
    """How wide a text stands at a size, in pixels, at the most."""
    return size * sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if sign.isascii():
        if sign in "mwMW%@&#":
            return 1.0
        return 0.8 if sign.isupper() else 0.42 if sign in " iljtfrI.,:;|!'()[]-" else EM
    if combining(sign):
        return 0.0
    if sign in "\u00a0·":
        return 0.42
    return 1.3 if ord(sign) > 0xFFFF and east_asian_width(sign) == "W" and ord(sign) > 0x1F000 else 1.0


def fitted(text: str, room: float, size: float) -> str:
    """The text, cut and marked where it is wider than its room."""
    if span(text, size) <= room:
        return text
    left, kept = room - span("…", size), 0
    for sign in text:
        left -= _em(sign) * size
        if left < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…"


def laid_out(parts: Sequence[str], room: float, size: float) -> Iterator[str]:
    """The parts in lines that fit, as many on each as there is room for; a part longer than a line is wrapped."""
    line = ""
    for part in parts:
        joined = f"{line}{GAP}{part}" if line else part
        if span(joined, size) <= room:
            line = joined
            continue
        if line:
            yield line
        *whole, line = _wrapped(part, room, size)
        yield from whole
    if line:
        yield line


def _wrapped(part: str, room: float, size: float) -> list[str]:
    if span(part, size) <= room:
        return [part]
    return [fitted(line, room, size) for line in wrap(part, max(int(room / (size * EM)), 1))]
