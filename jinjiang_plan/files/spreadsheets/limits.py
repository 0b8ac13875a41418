"""The bounds within which a spreadsheet is read, held before a parser sees any of it.

A file of some kilobytes can unfold to gigabytes: by its compression, by entities, by rows and columns that are only
named, by merged cells that cover all. Each part that the parser reads is unpacked here first, within its bound, and
looked over as bytes.
"""

import re
import zlib
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jinjiang_plan.files.spreadsheets.file_type import other_package, refused
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import CellPlace, column_of
from jinjiang_plan.model.words import Words

MOST_BYTES = 20 << 20
"""Bytes of a file, of any kind."""
MOST_ROWS = 50_000
MOST_COLUMNS = 256
MOST_CELLS = 200_000
TEXT_ROWS = 4 * MOST_ROWS
TEXT_CELLS = 5 * MOST_CELLS
"""Rows and cells of delimited text, which takes less time to read than a workbook."""
_PARTS = 5_000
_SHEET = 32 << 20
_STYLES = 4 << 20
_ALL = 48 << 20
_RATIO = 300
_SMALL = 4 << 20
_STRING_TAGS = 600_000
_TAGS = 80_000
"""Tags of a part beside those of a sheet's rows and cells: each costs the parser some 10 microseconds and 200 bytes."""
_MERGES = 10_000

_TAG = rb"<(?:\w{1,9}:)?"
_ROW = re.compile(_TAG + rb"row[\s>/]")
_IS = rb"""\s*=\s*["']"""
"""Between an attribute's name and its value; XML takes either quotation mark."""
_ROW_NUMBER = re.compile(_TAG + rb"row\s[^>]*?\br" + _IS + rb"(\d+)")
_CELL = re.compile(_TAG + rb"c[\s>/]")
_OF_CELLS = re.compile(rb"</?(?:\w{1,9}:)?(?:c|row|[vf]|is|t|r)[\s>/]")
_FAR = re.compile(_TAG + rb"c\s[^>]*?\br" + _IS + rb"(?:[A-Z]{3}|I[W-Z]|[J-Z][A-Z])\d")
_MAY_HIDE = re.compile(_TAG + rb"(?P<kind>row|col)(?:\s[^<>]*)?>")
_HIDDEN = re.compile(rb"\bhidden" + _IS + rb"(?:1|true)\b")
_NUMBERED = re.compile(rb"\b(r|min|max)" + _IS + rb"([0-9]{1,7})\b")
_MERGE = re.compile(_TAG + rb"mergeCell\s[^>]*?\bref" + _IS + rb"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_UNCOMPUTED = re.compile(
    _TAG
    + rb"c\s[^>]*?\br"
    + _IS
    + rb"""([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*"""
    + _TAG
    + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</[\w:]*f>)\s*"
    rb"(?:<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v>\s*</[\w:]*v>)?\s*</"
)


class Merge(NamedTuple):
    """A merged area: its first and its last cell."""

    first: CellPlace
    last: CellPlace


class SheetMarks(NamedTuple):
    """What a look at a sheet's bytes found: merged areas, formulas that came without a result, what is hidden."""

    merges: tuple[Merge, ...]
    uncomputed: frozenset[CellPlace]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def opened(content: bytes, file: str) -> ZipFile:
    """The package of a spreadsheet, its parts within bounds by what they say of themselves.

    Raises:
        Refusal: it is damaged, something else, encrypted, packed in another way, or a bomb (exit 3).
    """
    try:
        package = ZipFile(BytesIO(content))
        parts = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(file) from error
    if len(parts) > _PARTS:
        raise _bomb(file)
    other = other_package(frozenset(each.filename for each in parts), file)
    if other is not None:
        raise other
    for each in parts:
        if each.flag_bits & 1:
            raise refused(file, Words("加了密，无法读取", "it is encrypted"))
        if each.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refused(
                file,
                Words(
                    "用了表格文件不用的压缩方法；请用 Excel 或 WPS 打开，另存为 .xlsx 再导入",
                    "it is packed in a way that spreadsheets do not use; open it in a spreadsheet, save it as .xlsx and "
                    "import that",
                ),
            )
    _hold(parts, file)
    return package


def _hold(parts: list[ZipInfo], file: str) -> None:
    """Hold the parts that are read to their sizes; pictures and the like are never unpacked."""
    read = [each for each in parts if each.filename.endswith((".xml", ".rels"))]
    for each in read:
        bound = _SHEET if "/worksheets/" in each.filename or "sharedStrings" in each.filename else _STYLES
        if each.file_size > _SMALL and each.file_size > _RATIO * max(each.compress_size, 1):
            raise _bomb(file)
        if each.file_size > bound and each.filename.startswith("xl/"):
            raise too_large(file)
    if sum(each.file_size for each in read) > _ALL:
        raise too_large(file)


def look_over(package: ZipFile, file: str) -> dict[str, SheetMarks]:
    """Look at the bytes of every part that is read; of each sheet, by the name of its part, what was found.

    Raises:
        Refusal: a part is damaged, declares entities, or has too many rows, columns or cells (exit 3).
    """
    marks = {}
    for each in package.infolist():
        if not each.filename.endswith((".xml", ".rels")):
            continue
        try:
            held = package.read(each)
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,  # a part that begins before the file does
            NotImplementedError,
        ) as error:
            raise damaged(file) from error
        _refuse_declared(held, file)
        if "/worksheets/" in each.filename and each.filename.endswith(".xml"):
            marks[each.filename] = _look_at_sheet(held, file)
        elif held.count(b"<") > (_STRING_TAGS if "sharedStrings" in each.filename else _TAGS):
            raise too_large(file)
        if each.filename == "xl/workbook.xml" and b"purl.oclc.org/ooxml" in held:
            raise refused(
                file,
                Words(
                    "是“严格 Open XML”格式；请另存为普通的 .xlsx",
                    "it is a Strict Open XML workbook; save it as a plain .xlsx",
                ),
            )
    return marks


def _refuse_declared(held: bytes, file: str) -> None:
    """No spreadsheet declares entities or a document type; what is not in UTF-8 could hide them."""
    if (
        b"<!DOCTYPE" in held
        or b"<!ENTITY" in held
        or held.startswith((b"\xff\xfe", b"\xfe\xff"))
        or b"\0" in held[:64]
    ):
        raise refused(
            file,
            Words(
                "里有 XML 实体声明，可能是恶意文件，未读取",
                "it declares XML entities, as hostile files do; not read",
            ),
        )


def _look_at_sheet(held: bytes, file: str) -> SheetMarks:
    rows, cells = _count(_ROW, held, MOST_ROWS), _count(_CELL, held, MOST_CELLS)
    tags = held.count(b"<")
    inner = _count(_OF_CELLS, held, 8 * MOST_CELLS)
    if rows > MOST_ROWS or cells > min(MOST_CELLS, MOST_COLUMNS * rows):
        raise too_large(file)
    # What is not of rows and cells, or too many for these, stays in the parser's memory.
    if tags - inner > _TAGS or inner > 8 * cells + 2 * rows + _TAGS:
        raise too_large(file)
    if any(len(each[1]) > 7 or int(each[1]) > MOST_ROWS for each in _ROW_NUMBER.finditer(held)):
        raise too_large(file)
    if _FAR.search(held):
        raise too_large(file)
    merges: list[Merge] = []
    for each in _MERGE.finditer(held):
        if len(merges) >= _MERGES:
            raise too_large(file)
        merges.append(Merge(_cell(each[1], each[2]), _cell(each[3], each[4])))
    uncomputed = frozenset(_cell(each[1], each[2]) for each in _UNCOMPUTED.finditer(held))
    return SheetMarks(tuple(merges), uncomputed, *_hidden(held))


def _hidden(held: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and the columns that are hidden."""
    rows, columns = set[int](), set[int]()
    number = 0
    for each in _MAY_HIDE.finditer(held):
        numbers = {name: int(value) for name, value in _NUMBERED.findall(each[0])}
        if each["kind"] == b"row":
            number = numbers.get(
                b"r", number + 1
            )  # a row that does not say its number follows the one before it
        if not _HIDDEN.search(each[0]):
            continue
        if each["kind"] == b"row":
            rows.add(number)
        else:
            columns |= set(range(numbers.get(b"min", 1), min(numbers.get(b"max", 0), MOST_COLUMNS) + 1))
    return frozenset(rows), frozenset(columns)


def _count(pattern: re.Pattern[bytes], held: bytes, most: int) -> int:
    """How often a pattern fits; the count ends beyond what is allowed."""
    count = 0
    for _ in pattern.finditer(held):
        count += 1
        if count > most:
            break
    return count


def _cell(column: bytes, row: bytes) -> CellPlace:
    return int(row), column_of(column.decode())


def damaged(file: str) -> Refusal:
    """The refusal of a spreadsheet that is cut off or broken."""
    return refused(
        file,
        Words(
            "已损坏或不完整，请重新下载，或用 Excel、WPS 打开另存一次",
            "it is damaged or cut off; fetch it again, or open it in a spreadsheet and save it once more",
        ),
    )


def too_large(file: str, rows: int = MOST_ROWS, cells: int = MOST_CELLS) -> Refusal:
    """The refusal of a table beyond the bounds."""
    return refused(
        file,
        Words(
            f"太大（最多 {rows} 行、{MOST_COLUMNS} 列、{cells} 格、{MOST_BYTES >> 20} MB）；"
            "请删去表格下方和右侧的空行空列，或拆成几份",
            f"it is too large (at most {rows} rows, {MOST_COLUMNS} columns, {cells} cells, "
            f"{MOST_BYTES >> 20} MB); delete the empty rows and columns around the table, or split it",
        ),
    )


def _bomb(file: str) -> Refusal:
    return refused(
        file,
        Words(
            "解压后异常大，可能是恶意文件，未读取",
            "it unfolds out of all proportion, as hostile files do; not read",
        ),
    )
