"""A picture made of SVG elements, as a file of its own or within a page.

Every painted element has a class (`c-ink`, `c-goal` ...: see `palette`) and paints with `currentColor`, the colour of
which is an attribute. So there is no style sheet and no style attribute, a strict content security policy holds, and a
page turns a drawing dark by one property: `.c-goal { color: #35c08f }`; `palette.dark_rules()` has them all.
"""

from typing import NamedTuple

from jinjiang_plan.model.words import SPOKEN, Lang
from jinjiang_plan.render.charts.shapes import box, n, plain

FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',Arial,"
    "'Liberation Sans','DejaVu Sans',sans-serif"
)
"""Fonts for Chinese by name; behind them those that a machine without any has."""


class Drawing(NamedTuple):
    """A picture: what it is called, what it shows in words, its size in pixels, and the elements that are painted."""

    title: str
    description: str
    width: int
    height: float
    lang: Lang
    body: tuple[str, ...]


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
    told = (
        f'<title id="{name}-title">{plain(drawing.title)}</title>',
        f'<desc id="{name}-desc">{plain(drawing.description)}</desc>',
    )
    ground = box(0, 0, drawing.width, drawing.height, "paper")
    return "\n".join((head, *told, ground, *drawing.body, "</svg>"))
