"""The elements of a drawing, each with its class and colour; text is escaped here, and nowhere else."""

from collections.abc import Iterable
from html import escape

from jinjiang_plan.render.charts.palette import painted
from jinjiang_plan.render.width import visible


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
