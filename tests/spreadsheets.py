"""Spreadsheets for tests: honest ones by openpyxl, hostile ones by hand, part by part."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADS = ("指标", "完成值", "日期")


def workbook(path: Path, *sheets: Sequence[Sequence[object]], names: Sequence[str] = ()) -> Path:
    """Write a spreadsheet with these rows on its sheets."""
    book = Workbook()
    first = book.active
    assert first is not None
    for place, rows in enumerate(sheets):
        page = first if place == 0 else book.create_sheet()
        if names:
            page.title = names[place]
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def parts(sheet: str, **more: str) -> dict[str, str]:
    """The parts of the smallest spreadsheet, its one sheet's XML as given."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }


def packed(held: Mapping[str, str | bytes]) -> bytes:
    """The parts as a package."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in held.items():
            package.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: str, before: str = "", behind: str = "") -> str:
    """A sheet around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def text_row(number: int, *texts: str) -> str:
    """A row of texts, or of cells written as XML where they begin with `<`."""
    cells = "".join(
        text
        if text.startswith("<")
        else f'<c r="{chr(64 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(texts, 1)
    )
    return f'<row r="{number}">{cells}</row>'


def honest(*more: str) -> str:
    """Heads and one good row, then rows as given."""
    return text_row(1, *HEADS) + text_row(2, "stations", "1800", "2021-06-30") + "".join(more)
