"""What a workbook is made of: pages of rows under headings; each cell a number, a day or a text, as it sorts best."""

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.numbers import figure, points, rough, share, significant


class Number(NamedTuple):
    """A number and the format that it is shown in."""

    value: Fraction
    form: str


Held = Words | Number | date | datetime | None
"""What a cell holds: a text in both languages, a number, a day, a moment, or nothing."""


class Cell(NamedTuple):
    """A cell; `light` says which colour its word has, `href` where it leads: an address, or `#` and a page's place."""

    held: Held
    light: Light | None = None
    href: str = ""
    strong: bool = False


class Column(NamedTuple):
    """A column's heading, and how wide it may become, in cells."""

    words: Words
    most: int = 24


class Page(NamedTuple):
    """A sheet of the workbook: its name, its columns and rows.

    `printed` is how many columns go onto paper, None for all; `sorted` says whether a reader sorts and filters it.
    """

    name: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    printed: int | None = None
    sorted: bool = True


def counted(count: int) -> Cell:
    """A count of things."""
    return Cell(Number(Fraction(count), "#,##0"))


def number_cell(value: Fraction | None) -> Cell:
    """A figure with its own decimals."""
    return _as(value, figure(value), "#,##0")


def rough_cell(value: Fraction | None) -> Cell:
    """A projected figure, with as many decimals as a projection deserves."""
    return _as(value, rough(value), "#,##0")


def rate_cell(value: Fraction | None, digits: int) -> Cell:
    """A rate, to so many digits, with its sign."""
    text = significant(value, digits)
    return _as(value, text, "#,##0")


def share_cell(value: Fraction | None, light: Light | None = None, *, whole: bool) -> Cell:
    """A share as a percentage; one that is not whole never shows as 100 %."""
    if value is None:
        return Cell(None)
    if share(value, whole=whole).startswith("<"):
        return Cell(Number(value, '"<"0.0%'), light)
    places = 1
    while not whole and value < 1 and round(value * 100, places) == 100:
        places += 1
    return Cell(Number(value, f"0.{'0' * places}%"), light)


def signed_cell(value: Fraction | None, light: Light | None = None) -> Cell:
    """Points or months with their sign; what is not nought never shows as nought."""
    cell = _as(value, points(value), "0")
    if not isinstance(cell.held, Number):
        return cell
    form = cell.held.form
    return Cell(Number(cell.held.value, f"+{form};-{form};{form}"), light)


def _as(value: Fraction | None, text: str, whole: str) -> Cell:
    """A number with as many decimals as its text has."""
    if value is None:
        return Cell(None)
    places = len(text.partition(".")[2])
    return Cell(Number(value, f"{whole}.{'0' * places}" if places else whole))
