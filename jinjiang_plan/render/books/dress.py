"""How the cells of a workbook look; a cell of each look is made once and filled again for each row."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.codes import Light
from jinjiang_plan.render.books.page import Cell, Number
from jinjiang_plan.render.books.texts import is_quoted, put_text
from jinjiang_plan.render.office.palette import HEAD, LINE, LINK, SAMPLE, SOFT, TINTS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Drawn
    from openpyxl.styles import Border, Font
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Calibri"  # a spreadsheet's own default, which takes Chinese signs from the system's font
_FIRST_YEAR = 1901
"""The first year whose days every spreadsheet counts alike."""


class _Look(NamedTuple):
    place: int
    form: str
    right: bool
    light: Light | None
    strong: bool
    link: bool
    quoted: bool


class Dresses:
    """The looks of one sheet's cells.

    A sheet that is written in one go takes each row as it comes, so that one cell does for all of a column that look
    alike: styles cost more than what stands in them. What has been written with a look must not change it. `wrap` says
    whether cells have borders and take several lines.
    """

    def __init__(self, sheet: "Worksheet", *, wrap: bool) -> None:
        self.wrap = wrap
        self._sheet = sheet
        self._cells: dict[_Look, Drawn] = {}
        self._border: Border | None = None

    def title(self, text: str, *, sample: bool) -> "Drawn":
        """The line at the top."""
        from openpyxl.styles import Font

        return self._text(text, Font(name=FONT, bold=True, size=14, color=SAMPLE if sample else None))

    def soft(self, text: str) -> "Drawn":
        """The line below it."""
        from openpyxl.styles import Font

        return self._text(text, Font(name=FONT, color=SOFT))

    def head(self, text: str) -> "Drawn":
        """A column's heading."""
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self._text(text, Font(name=FONT, bold=True, color=HEAD.ink))
        cell.fill = PatternFill("solid", fgColor=HEAD.ground)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = self._lines()
        return cell

    def cell(self, place: int, what: Cell, content: str | float | date | None, href: str) -> "Drawn":
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

    def _new(self, look: _Look) -> "Drawn":
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

    def _text(self, text: str, font: "Font") -> "Drawn":
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


def _form(what: Cell, content: str | float | date | None) -> str:
    if isinstance(what.held, Number):
        return what.held.form
    if isinstance(content, datetime):
        return "yyyy-mm-dd hh:mm"
    return "yyyy-mm-dd" if isinstance(content, date) else "@" if isinstance(content, str) else "General"


def _lead(cell: "Drawn", href: str) -> None:
    """Have a cell lead to an address, or to a place in the workbook."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    if href.startswith("#"):
        cell.hyperlink = Hyperlink(ref="A1", location=href[1:])
    else:
        cell.hyperlink = href
