"""How the cells of a workbook look; a cell of each look is made once and filled again for each row."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import FORMULA_SIGNS, Words
from jinjiang_plan.render.office import HEAD, LINE, LINK, SAMPLE, SOFT, TINTS
from jinjiang_plan.render.width import cut, visible
from jinjiang_plan.render.workbook.page import Number, PageCell

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.styles import Border, Font
    from openpyxl.worksheet.worksheet import Worksheet


# What the sheets of a workbook are called.


LISTS = "lists"
"""The hidden sheet that drop-down lists are read from."""


def sheet_names(titles: Sequence[str]) -> list[str]:
    r"""Names that a spreadsheet takes for its sheets: at most 31 signs, none of `[]:*?/\`, each its own.

    Spreadsheets compare them without regard to case, count signs outside the basic plane twice, allow no apostrophe
    at either end, and keep `History` to themselves.
    """
    names: list[str] = []
    taken = {"history", LISTS}
    for text in titles:
        base = "".join(" " if sign in "[]:*?/\\" else sign for sign in visible(text))
        base = " ".join(base.split()).strip("' ") or "-"
        name, number = _held_to(base, 31), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_held_to(base, 31 - len(str(number)) - 3)} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _held_to(text: str, most: int) -> str:
    """The text cut to so many units of UTF-16."""
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text.strip("' ")


# Texts in the cells of a workbook: they stay texts, and what a cell cannot hold is cut where it shows.


MOST_UNITS = 32_767
"""What a cell holds at most, in units of UTF-16."""
_MARK = "…"


def put_text(cell: "SheetCell | MergedCell", text: str) -> None:
    """Fill a cell with a text that stays one, whatever it begins with: neither a formula nor an error."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = is_quoted(text)


def is_quoted(text: str) -> bool:
    """Whether a text would be a formula if it were typed."""
    return text.startswith((*FORMULA_SIGNS, "'"))


def held(text: str) -> str:
    """A text as a cell can hold it: no sign that hides, and marked where it had to be cut."""
    text = visible(text)
    if len(text) <= MOST_UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return text
    return units[: 2 * (MOST_UNITS - 1)].decode("utf-16-le", "ignore") + _MARK


FONT = "Calibri"  # a spreadsheet's own default, which takes Chinese signs from the system's font
_FIRST_YEAR = 1901
"""The first year whose days every spreadsheet counts alike."""


class _Look(NamedTuple):
    """What a cell looks like."""

    place: int
    """Its column."""
    form: str
    """The format of its number."""
    right: bool
    """Whether it stands at the right."""
    light: Light | None
    """The colour of its word."""
    strong: bool
    """Whether it is bold."""
    link: bool
    """Whether it leads somewhere."""
    quoted: bool
    """Whether what looks like a formula is text."""


class CellStyles:
    """The looks of one sheet's cells.

    A sheet that is written in one go takes each row as it comes, so that one cell does for all of a column that look
    alike: styles cost more than what stands in them. What has been written with a look must not change it. `wrap` says
    whether cells have borders and take several lines.
    """

    def __init__(self, sheet: "Worksheet", *, wrap: bool) -> None:
        self.wrap = wrap
        self._sheet = sheet
        self._cells: dict[_Look, SheetCell] = {}
        self._border: Border | None = None

    def title(self, text: str, *, sample: bool) -> "SheetCell":
        """The line at the top."""
        from openpyxl.styles import Font

        return self._text(text, Font(name=FONT, bold=True, size=14, color=SAMPLE if sample else None))

    def soft(self, text: str) -> "SheetCell":
        """The line below it."""
        from openpyxl.styles import Font

        return self._text(text, Font(name=FONT, color=SOFT))

    def head(self, text: str) -> "SheetCell":
        """A column's heading."""
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self._text(text, Font(name=FONT, bold=True, color=HEAD.ink))
        cell.fill = PatternFill("solid", fgColor=HEAD.ground)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = self._lines()
        return cell

    def cell(self, place: int, what: PageCell, content: str | float | date | None, href: str) -> "SheetCell":
        """A cell of a row, at its place in it."""
        if isinstance(content, date) and content.year < _FIRST_YEAR:
            content = content.isoformat(" ") if isinstance(content, datetime) else content.isoformat()
        quoted = isinstance(content, str) and is_quoted(content)
        right = self.wrap and isinstance(what.held, Number)
        look = _Look(place, _form(what, content), right, what.light, what.strong, bool(href), quoted)
        cell = self._new(look) if href else self._cells.get(look)
        if cell is None:
            cell = self._cells[look] = self._new(look)
        if isinstance(content, str):
            put_text(cell, content)
        else:
            cell.value = content
            cell.number_format = look.form
        if href:
            _lead(cell, href)
        return cell

    def _new(self, look: _Look) -> "SheetCell":
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = WriteOnlyCell(self._sheet)
        tint = TINTS[look.light] if look.light else None
        ink = LINK if look.link else tint.ink if tint else None
        cell.font = Font(name=FONT, bold=look.strong, color=ink, underline="single" if look.link else None)
        if tint:
            cell.fill = PatternFill("solid", fgColor=tint.ground)
        cell.alignment = Alignment(
            horizontal="right" if look.right else "left",
            vertical="top",
            wrap_text=self.wrap,
            indent=int(self.wrap),
        )
        if self.wrap:
            cell.border = self._lines()
        return cell

    def _text(self, text: str, font: "Font") -> "SheetCell":
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet)
        put_text(cell, text)
        cell.font = font
        return cell

    def _lines(self) -> "Border":
        from openpyxl.styles import Border, Side

        if self._border is None:
            line = Side(style="thin", color=LINE)
            self._border = Border(left=line, right=line, top=line, bottom=line)
        return self._border


def _form(what: PageCell, content: str | float | date | None) -> str:
    if isinstance(what.held, Number):
        return what.held.form
    if isinstance(content, datetime):
        return "yyyy-mm-dd hh:mm"
    return "yyyy-mm-dd" if isinstance(content, date) else "@" if isinstance(content, str) else "General"


def _lead(cell: "SheetCell", href: str) -> None:
    """Have a cell lead to an address, or to a place in the workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    if href.startswith("#"):
        cell.hyperlink = Hyperlink(ref="A1", location=href[1:])
    else:
        cell.hyperlink = href


# The foot of a printed page.


PAGE = Words("第 &P 页，共 &N 页", "page &P of &N")
_MOST = 100
"""Cells of a text in it: the three parts together have room for 255 signs."""


def put_foot(sheet: "Worksheet", left: str, right: str, center: str = "") -> None:
    """Have a sheet's pages say below what they are of, `right` which page it is, in a spreadsheet's own codes."""
    foot = sheet.oddFooter
    said = [(left, "left"), (center, "center")]
    texts = {name: cut(held(text).replace("&", "&&"), _MOST) for text, name in said} | {"right": right}
    for name, text in texts.items():
        part = getattr(foot, name, None)
        if part is not None and text:  # a part without a text is false, and yet there
            part.text = text
