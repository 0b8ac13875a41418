"""The template as a spreadsheet: what is known locked, what is asked for open, checked and explained in the cells."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.spreadsheet import HEADINGS, MARK, PROPERTY, Heading, Request
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.width import cells, visible
from jinjiang_plan.render.words import (
    NOT_REAL,
    goal_text,
    lead_text,
    named_sample,
    say,
    unit_name,
    value_text,
)
from jinjiang_plan.render.workbook.cell_checks import Checks
from jinjiang_plan.render.workbook.styles import LISTS, PAGE, put_foot, put_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet


# What stands in the rows of a template: the known of each target in words and figures, the asked left empty.


Content = str | Decimal | date | None
"""What a cell holds: a text, a number, a day, or nothing."""

_SUMMED = Words("由分项加总，不用填", "the sum of its parts, nothing to fill in")


class TemplateSheet(NamedTuple):
    """One sheet of a template."""

    name: str
    """Its name."""
    title: str
    """What stands above."""
    requests: tuple[Request, ...]
    """One row each."""
    lang: Lang
    """Its language."""
    sample: bool
    """Whether the figures of its plan are made up for show."""


def headings(requests: Sequence[Request]) -> tuple[Heading, ...]:
    """The columns that these requests need: the first day of a period is asked for increments alone."""
    periods = any(each.first is not None for each in requests)
    leads = any(each.target.lead is not None for each in requests)
    return tuple(
        each for each in HEADINGS if (periods or each.key != "from") and (leads or each.key != "lead")
    )


def content(request: Request, key: str, lang: Lang) -> Content:
    """What stands in a request's cell of a column before anybody fills it in."""
    if key == "asked":
        return _asked(request, lang)
    if key == "from":
        return request.first
    if key == "on":
        return None if request.summed else request.on
    return _known(request, key, lang)


def _known(request: Request, key: str, lang: Lang) -> str | None:
    """What a column says of a target in words; nothing in a column that is to be filled in."""
    target = request.target
    match key:
        case "id":
            return target.full_id
        case "title":
            return named_sample(say(target.title, lang), lang, sample=target.sample)
        case "lead":
            return lead_text(target.lead, lang)
        case "kind":
            return _SUMMED.say(lang) if request.summed else NAMES[target.kind].say(lang)
        case "goal":
            due = f"{request.due:%Y-%m}" if request.due.day > 27 else str(request.due)
            return f"{goal_text(target, request.goal, lang)} ({due})"
        case "last" if request.last is not None:
            return f"{value_text(target, request.last.figure, lang)} ({request.last.on})"
        case "unit":
            return unit_name(target, lang)
        case _:
            return None


def _asked(request: Request, lang: Lang) -> Content:
    """The value that the plan asks for on the day: a number to at most four decimals, a stage, or yes."""
    value, target = request.planned, request.target
    if value is None:
        return None
    if target.kind is Kind.DONE:
        return value_text(target, Fraction(int(value)), lang)
    if target.kind is Kind.STAGE:
        return value_text(target, value, lang)
    return Decimal(round(value * 10000)).scaleb(-4).normalize()


def template_records(requests: Sequence[Request], lang: Lang) -> list[dict[str, object]]:
    """The template as records for delimited text: the headings in the reader's language, days and numbers plain."""
    columns = headings(requests)
    return [
        {each.words.say(lang): _plain(content(request, each.key, lang)) for each in columns}
        for request in requests
    ]


def _plain(held: Content) -> str | Decimal | None:
    """A cell for delimited text; a number without exponent."""
    if isinstance(held, Decimal):
        return Decimal(f"{held:f}")
    return held.isoformat() if isinstance(held, date) else held


HEAD_ROW = 4
"""The row of the column headings; above it the title and how to fill in."""

_WIDTHS = {
    "id": (8, 12),
    "title": (18, 34),
    "lead": (10, 16),
    "kind": (8, 12),
    "goal": (12, 22),
    "last": (12, 22),
    "asked": (10, 14),
    "value": (12, 14),
    "unit": (6, 14),
    "from": (12, 12),
    "on": (12, 12),
    "source": (14, 18),
    "problems": (20, 20),
    "next": (20, 20),
    "note": (14, 16),
}
"""The least and the most width of each column, in cells."""

_HOW = Words(
    "只填浅黄色格：数值填在单位左边；没有数据就留空。填好后交回，用 jinjiang-plan import 读入。",
    "Fill in the yellow cells alone: the value stands left of its unit; leave it empty where there is none. "
    "Then send it back: jinjiang-plan import reads it.",
)
_OPEN, _KNOWN = "FFF8DC", "E7E9ED"
_FONT = "Calibri"  # a spreadsheet's own default, which takes Chinese signs from the system's font
_LINE = 15
"""The height of a line, in points."""


def template_book(sheets: Sequence[TemplateSheet]) -> bytes:
    """The spreadsheet's file, a sheet for each of those given, in their order."""
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    lists = book.create_sheet(LISTS)
    checks = Checks(lists)
    for place, each in enumerate(sheets):
        _draw(book.create_sheet(each.name, place), each, checks)
    lists.sheet_state = "hidden"
    lists.protection.sheet = True
    book.active = 0
    book.properties.creator = "jinjiang-plan"
    properties = book.custom_doc_props  # type: ignore[attr-defined,unused-ignore] # the stubs do not know it yet
    properties.append(StringProperty(name=PROPERTY, value=MARK))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _draw(page: "Worksheet", sheet: TemplateSheet, checks: Checks) -> None:
    columns = headings(sheet.requests)
    _head(page, sheet, columns)
    for number, request in enumerate(sheet.requests, HEAD_ROW + 1):
        for place, column in enumerate(columns, 1):
            cell = page.cell(number, place)
            asks = column.open and not request.summed and (column.key != "from" or request.first is not None)
            _put(cell, content(request, column.key, sheet.lang))
            _dress(cell, column, asks=asks)
            if asks:
                checks.ask(page.title, request, column.key, cell.coordinate, sheet.lang)
    for check in checks.of(page.title, sheet.lang):
        page.add_data_validation(check)
    _fit(page, sheet, columns)
    _lay_out(page, sheet, columns)


def _head(page: "Worksheet", sheet: TemplateSheet, columns: Sequence[Heading]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    title = f"{sheet.title}  [{NOT_REAL.say(sheet.lang)}]" if sheet.sample else sheet.title
    for row, (text, font) in enumerate(
        (
            (title, Font(name=_FONT, bold=True, size=14)),
            (_HOW.say(sheet.lang), Font(name=_FONT, color="555555")),
        ),
        1,
    ):
        _put(page.cell(row, 2), text)
        page.cell(row, 2).font = font
    known = sum(not each.open and each.key != "unit" for each in columns)
    for place, band in (
        (2, Words("已知（锁定）", "known (locked)")),
        (known + 1, Words("请填写", "to fill in")),
    ):
        _put(page.cell(HEAD_ROW - 1, place), band.say(sheet.lang))
        page.cell(HEAD_ROW - 1, place).font = Font(name=_FONT, bold=True, color="555555")
    for place, column in enumerate(columns, 1):
        cell = page.cell(HEAD_ROW, place)
        _put(cell, column.words.say(sheet.lang))
        cell.font = Font(name=_FONT, bold=True)
        cell.border = _border()
        cell.fill = PatternFill("solid", fgColor="FFE9A8" if column.open else _KNOWN)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _put(cell: "Cell | MergedCell", held: Content) -> None:
    """Fill a cell; a text is a text, whatever it begins with, and holds no sign that commands."""
    if held is None:
        return
    if isinstance(held, str):
        put_text(cell, visible(held))
    else:
        cell.value = held
        cell.number_format = "yyyy-mm-dd" if isinstance(held, date) else _number_format(held)


def _number_format(held: Decimal) -> str:
    exponent = held.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + (f".{'0' * places}" if places else "")


def _dress(cell: "Cell | MergedCell", column: Heading, *, asks: bool) -> None:
    from openpyxl.styles import Alignment, PatternFill, Protection

    right = column.key in ("asked", "value")
    cell.alignment = Alignment(horizontal="right" if right else None, vertical="center", wrap_text=True)
    cell.border = _border()
    if asks:
        cell.protection = Protection(locked=False)
        cell.fill = PatternFill("solid", fgColor=_OPEN)
    if column.key in ("on", "from"):
        cell.number_format = "yyyy-mm-dd"


def _border() -> "Border":
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="B8BCC4")
    return Border(left=line, right=line, top=line, bottom=line)


def _fit(page: "Worksheet", sheet: TemplateSheet, columns: Sequence[Heading]) -> None:
    """Widths by what the cells hold, Chinese signs counted as two, within the bounds of each column.

    A row whose known texts take several lines gets their height; any other is left to grow with what is typed.
    """
    from openpyxl.utils import get_column_letter

    lines = [1] * len(sheet.requests)
    for place, column in enumerate(columns, 1):
        least, most = _WIDTHS[column.key]
        held = [cells(str(content(each, column.key, sheet.lang) or "")) for each in sheet.requests]
        width = min(most, max([least, *held]))
        page.column_dimensions[get_column_letter(place)].width = width + 2
        if column.key != "id":
            lines = [
                max(most_yet, -(-each // (width + 2))) for most_yet, each in zip(lines, held, strict=True)
            ]
    for row, count in enumerate(lines, HEAD_ROW + 1):
        if count > 1:
            page.row_dimensions[row].height = _LINE * count
    page.column_dimensions["A"].hidden = True


def _lay_out(page: "Worksheet", sheet: TemplateSheet, columns: Sequence[Heading]) -> None:
    """Protection, panes and print: A4 landscape, as wide as the page, the headings on each."""
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(columns))
    page.freeze_panes = f"C{HEAD_ROW + 1}"
    page.sheet_view.showGridLines = False
    page.protection.sheet = True
    for freedom in ("formatColumns", "formatRows"):  # false is free: widths and heights are the reader's
        setattr(page.protection, freedom, False)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    if page.sheet_properties.pageSetUpPr is not None:
        page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEAD_ROW - 1}:{HEAD_ROW}"
    page.print_area = f"A1:{last}{HEAD_ROW + len(sheet.requests)}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    put_foot(page, sheet.name, PAGE.say(sheet.lang))
