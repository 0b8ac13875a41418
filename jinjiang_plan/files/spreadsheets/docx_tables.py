"""The tables of a Word document: the text of each cell as its reader sees it, merged cells as a spreadsheet has them."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from jinjiang_plan.files.spreadsheets.file_type import refused
from jinjiang_plan.files.spreadsheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, damaged, too_large
from jinjiang_plan.model.spreadsheet import CellPlace, SheetRow, SheetTable
from jinjiang_plan.model.words import Words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = "word/document.xml"
_MOST_BYTES = 48 << 20
_RATIO = 300
_SMALL = 4 << 20


def is_document(content: bytes) -> bool:
    """Whether a file is a Word document of today's kind."""
    return content.startswith(b"PK\x03\x04") and _PART in _names(content)


def _names(content: bytes) -> list[str]:
    try:
        return ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, OSError):
        return []


def read_document(content: bytes, file: str) -> list[SheetTable]:
    """The tables of a document in their order, each named by its number: `#1`.

    What was struck out, deleted with changes tracked, or raised as the mark of a footnote is not read. The paragraph
    before a table stands as a row above it.

    Raises:
        Refusal: it is damaged, hostile, too large, or holds no table (exit 3).
    """
    tables = [
        _table(element, before, f"#{number}", file)
        for number, (element, before) in enumerate(_elements(content, file), 1)
    ]
    if not tables:
        raise refused(file, Words("里没有表格", "it holds no table"))
    return tables


def _elements(content: bytes, file: str) -> Iterator[tuple[ET.Element, str]]:
    """Each table of the body, and the last paragraph before it that holds a text."""
    try:
        package = ZipFile(BytesIO(content))
        part = package.getinfo(_PART)
        if part.file_size > _MOST_BYTES or (
            part.file_size > _SMALL and part.file_size > _RATIO * max(part.compress_size, 1)
        ):
            raise too_large(file)
        held = package.read(part)
        if b"<!DOCTYPE" in held or b"<!ENTITY" in held or b"\0" in held[:64]:
            raise refused(
                file,
                Words(
                    "里有 XML 实体声明，可能是恶意文件，未读取",
                    "it declares XML entities, as hostile files do; not read",
                ),
            )
        root = ET.fromstring(held)  # noqa: S314 - as above
    except (
        BadZipFile,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ET.ParseError,
    ) as error:
        raise damaged(file) from error
    before = ""
    body = root.find(f"{_W}body")
    for element in body if body is not None else ():
        if element.tag == f"{_W}p":
            before = _text(element).strip() or before
        elif element.tag == f"{_W}tbl":
            yield element, before
            before = ""


def _table(element: ET.Element, before: str, name: str, file: str) -> SheetTable:
    rows: list[SheetRow] = [SheetRow(0, (before,))] if before else []
    merged: dict[CellPlace, CellPlace] = {}
    open_: dict[int, CellPlace] = {}
    texts_of: dict[CellPlace, str] = {}
    for number, tr in enumerate(element.findall(f"{_W}tr"), 1):
        texts: list[str] = []
        for tc in tr.iter(f"{_W}tc"):
            column = len(texts) + 1
            text = "\n".join(filter(None, map(_text, tc.findall(f"{_W}p"))))
            span, goes_on, begins = _merge(tc)
            if goes_on and column in open_:
                first = open_[column]
                text, merged[number, column] = texts_of[first], first
            elif begins:
                open_[column], texts_of[number, column] = (number, column), text
            else:
                open_.pop(column, None)
            texts += [text, *[""] * (span - 1)]
            if len(texts) > MOST_COLUMNS:
                raise too_large(file)
        rows.append(SheetRow(number, tuple(texts)))
        if number > MOST_ROWS or number * max(1, len(texts)) > MOST_CELLS * 10:
            raise too_large(file)
    return SheetTable(file, name, tuple(row for row in rows if any(row.texts)), merged=merged)


def _merge(tc: ET.Element) -> tuple[int, bool, bool]:
    """The columns that a cell spans, whether it goes on from the one above, and whether one below may go on from it."""
    properties = tc.find(f"{_W}tcPr")
    if properties is None:
        return 1, False, False
    span = properties.find(f"{_W}gridSpan")
    wide = span.get(f"{_W}val", "1") if span is not None else "1"
    upright = properties.find(f"{_W}vMerge")
    begins = upright is not None and upright.get(f"{_W}val") == "restart"
    return (
        int(wide) if wide.isdecimal() and 1 <= int(wide) <= MOST_COLUMNS else 1,
        upright is not None and not begins,
        begins,
    )


def _text(paragraph: ET.Element) -> str:
    """The text of a paragraph; breaks are line breaks."""
    text = ""
    for run in paragraph.iter(f"{_W}r"):
        properties = run.find(f"{_W}rPr")
        if properties is not None and _is_left_out(properties):
            continue
        for piece in run:
            text += {f"{_W}t": piece.text or "", f"{_W}tab": " ", f"{_W}br": "\n"}.get(piece.tag, "")
    return text


def _is_left_out(properties: ET.Element) -> bool:
    struck = any(
        each is not None and each.get(f"{_W}val", "1") not in ("0", "false", "off")
        for each in (properties.find(f"{_W}strike"), properties.find(f"{_W}dstrike"))
    )
    raised = properties.find(f"{_W}vertAlign")
    return struck or (raised is not None and raised.get(f"{_W}val") == "superscript")
