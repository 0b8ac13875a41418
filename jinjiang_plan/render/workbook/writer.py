"""Pages as a workbook: heads that stay, filters, widths, colours, and what a printer needs."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.words import SPOKEN, Words
from jinjiang_plan.render.office import CREATOR, settled
from jinjiang_plan.render.paper.blocks import Languages, joined
from jinjiang_plan.render.width import cells, cut
from jinjiang_plan.render.workbook.page import Held, Number, PageCell, WorkbookPage
from jinjiang_plan.render.workbook.styles import PAGE, CellStyles, held, put_foot, sheet_names

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_ROW = 3
"""The row of the column headings; above it the title, and of which day and by what it is judged."""
_ARROW = 3
"""The width of a filter's arrow."""
_SPARE = 4
"""Room beside a column's content, half of it the indent."""
_LOOKED_AT = 500
"""Rows that a column's width is taken from."""
_LINE = 15
"""The height of a line, in points."""
_LONGEST = 2000
"""Signs of a text that are counted: more fill the highest row anyway."""
_MOST_LINES = 27
"""Lines of the highest row that there can be."""


class Title(NamedTuple):
    """What stands above each page: the title, what it is of, and that its figures are samples where they are."""

    title: Words
    of: Words
    sample: Words | None
    day: date


def book(pages: Sequence[WorkbookPage], title: Title, languages: Languages) -> bytes:
    """The workbook's file, a sheet a page."""
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    names = sheet_names([joined(page.name, languages, " ") for page in pages])
    places = {page.name.en: name for page, name in zip(pages, names, strict=True)}
    for page, name in zip(pages, names, strict=True):
        _SheetWriter(made, name, places, languages, wrap=page.sorted).write(page, title)
    made.properties.creator = made.properties.lastModifiedBy = CREATOR
    made.properties.title = cut(held(joined(title.title, languages)), 250)
    made.properties.language = SPOKEN[languages[0]]
    if title.sample is not None:
        made.properties.description = joined(title.sample, languages)
    out = BytesIO()
    made.save(out)
    return settled(out.getvalue(), title.day)


class _SheetWriter:
    """One sheet while it is written."""

    def __init__(
        self, made: "Workbook", name: str, places: dict[str, str], languages: Languages, *, wrap: bool
    ) -> None:
        self._sheet: Worksheet = made.create_sheet(name)
        self._dresses = CellStyles(self._sheet, wrap=wrap)
        self._places = places
        self._languages = languages
        self._widths: list[int] = []

    def write(self, page: WorkbookPage, title: Title) -> None:
        """Fill the sheet; the layout comes first, as a file that is written in one go wants it."""
        self._lay_out(page, title)
        first = self._said(title.title) + (f" · {self._said(page.name)}" if page.sorted else "")
        if title.sample is not None:
            first += f"  [{self._said(title.sample)}]"
        self._sheet.append([self._dresses.title(held(first), sample=title.sample is not None)])
        self._sheet.append([self._dresses.soft(held(self._said(title.of)))])
        heads = [self._dresses.head("\n".join(self._lines(each.words))) for each in page.columns]
        self._sheet.append(heads if page.sorted else [])
        for number, row in enumerate(page.rows, HEAD_ROW + 1):
            self._grow(number, row)
            self._sheet.append(self._row(row))

    def _row(self, row: Sequence[PageCell]) -> list[object]:
        return [
            self._dresses.cell(place, each, self._content(each.held), self._href(each))
            for place, each in enumerate(row)
        ]

    def _grow(self, number: int, row: Sequence[PageCell]) -> None:
        """Make a row as high as its longest text needs; one of a single line stays as it is."""
        lines = 1
        for width, each in zip(self._widths, row, strict=False):
            if isinstance(each.held, Words) and self._dresses.wrap:
                lines = max(lines, -(-self._wide(each.held) // (width - 2)))
        if lines > 1:
            self._sheet.row_dimensions[number].height = _LINE * min(lines, _MOST_LINES)

    def _href(self, each: PageCell) -> str:
        if not each.href.startswith("#"):
            return each.href
        name = self._places[each.href[1:]].replace("'", "''")
        return f"#'{name}'!A1"

    def _content(self, what: Held) -> str | int | float | date | None:
        """What a cell holds as the spreadsheet has it: an exact number as far as it has digits."""
        if isinstance(what, Words):
            return held(self._said(what))
        if isinstance(what, Number):
            return int(what.value) if what.value.denominator == 1 else float(what.value)
        if isinstance(what, datetime):
            return what.replace(tzinfo=None)
        return what

    def _said(self, words: Words, between: str = " / ") -> str:
        return joined(words, self._languages, between)

    def _lay_out(self, page: WorkbookPage, title: Title) -> None:
        """Widths, panes, filter and print: A4 landscape, as wide as the page, the headings on each."""
        from openpyxl.utils import get_column_letter

        sheet = self._sheet
        self._widths = [self._width(page, place) for place in range(len(page.columns))]
        for place, width in enumerate(self._widths):
            column = sheet.column_dimensions[get_column_letter(place + 1)]
            column.width = width
            column.hidden = page.sorted and all(row[place].held is None for row in page.rows)
        last, end = get_column_letter(len(page.columns)), HEAD_ROW + len(page.rows)
        sheet.sheet_view.showGridLines = False
        if page.sorted:
            sheet.freeze_panes = f"B{HEAD_ROW + 1}"
            sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{end}"
            sheet.print_title_rows = f"1:{HEAD_ROW}"
            lines = max(len(self._lines(each.words)) for each in page.columns)
            sheet.row_dimensions[HEAD_ROW].height = _LINE * (lines + 1)
        sheet.print_area = f"A1:{get_column_letter(page.printed or len(page.columns))}{end}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        if sheet.sheet_properties.pageSetUpPr is not None:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
        sample = self._said(title.sample) if title.sample else ""
        put_foot(sheet, f"{self._said(title.title)} {title.day}", self._said(PAGE), sample)

    def _width(self, page: WorkbookPage, place: int) -> int:
        """The width of a column by its heading and what stands in it, Chinese signs counted as two."""
        column = page.columns[place]
        if not page.sorted:
            return column.most
        most = column.most * (1 + len(self._languages)) // 2
        head = max(cells(each) for each in self._lines(column.words))
        width = min(head, most) + _ARROW
        for row in page.rows[:_LOOKED_AT]:
            width = max(width, min(most, self._wide(row[place].held)))
        return width + _SPARE

    def _lines(self, words: Words) -> list[str]:
        """A heading in each language, on lines of their own."""
        return list(dict.fromkeys(held(words.say(lang)) for lang in self._languages))

    def _wide(self, what: Held) -> int:
        """How wide a cell's content is, roughly: numbers by their digits with a sign and marks."""
        if isinstance(what, Words):
            return cells(self._said(what)[:_LONGEST])
        if isinstance(what, Number):
            whole = f"{int(what.value):,}"
            return len(whole) + len(what.form.partition(".")[2].partition(";")[0]) + 2
        return 16 if isinstance(what, datetime) else 10 if what else 0
