"""Reading delimited text into a table: in the encodings and with the delimiters that spreadsheets write."""

import csv
import re
from collections.abc import Iterator, Sequence

from jinjiang_plan.files.spreadsheets.file_type import refused
from jinjiang_plan.files.spreadsheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_large
from jinjiang_plan.model.spreadsheet import SheetRow, SheetTable
from jinjiang_plan.model.words import Words

DELIMITERS = "\t,;"
_SAMPLE = 60
"""Lines from which the delimiter is told."""
_MOST_LINES = 4 * MOST_ROWS
"""Lines of a file: a cell may hold several, and some are empty."""
_MOST_FIELDS = 5 * MOST_CELLS
"""Cells with those that are empty, which take less room than the others, and no work."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def read_delimited(content: bytes, file: str) -> SheetTable:
    """The table of a text; its delimiter is the one that most of its lines hold.

    Raises:
        Refusal: it is no text, too large, or a quotation mark is never closed (exit 3).
    """
    lines = _lines(_decoded(content, file), file)
    first = lines[0].strip().lower() if lines else ""
    named = first[4:5] if first.startswith("sep=") and len(first) == 5 else ""  # Excel's own way to say it
    delimiter = named or _delimiter(lines[:_SAMPLE])
    rows = tuple(_rows(lines, delimiter, file))
    return SheetTable(file, "", rows[1:] if named else rows, lines=lines, delimiter=delimiter)


def _decoded(content: bytes, file: str) -> str:
    """The text: UTF-8, UTF-16 with its mark, else as Chinese Windows writes it."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refused(
        file,
        Words(
            "不是文本表格；请另存为 UTF-8 编码的 csv，或 .xlsx",
            "it is no table of text; save it as CSV in UTF-8 or as .xlsx",
        ),
    )


def _lines(text: str, file: str) -> list[str]:
    """The lines with what ends them; a file of nothing but line ends is not split to its end."""
    lines = []
    for found in _LINE.finditer(text):
        lines.append(found[0])
        if len(lines) > _MOST_LINES:
            raise too_large(file)
    return lines


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that most lines hold, then the one that stands in them most; a comma where there is none."""

    def weight(sign: str) -> tuple[int, int]:
        counts = [sum(part.count(sign) for part in line.split('"')[::2]) for line in lines]
        return sum(count > 0 for count in counts), sum(counts)

    best = max(DELIMITERS, key=weight)
    return best if weight(best)[0] else ","


def _rows(lines: Sequence[str], delimiter: str, file: str) -> Iterator[SheetRow]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins, count, filled, every = 1, 0, 0, 0
    try:
        for fields in reader:
            if any(fields):
                count += 1
                filled += sum(map(bool, fields))
                every += len(fields)
                if (
                    count > MOST_ROWS
                    or len(fields) > MOST_COLUMNS
                    or filled > MOST_CELLS
                    or every > _MOST_FIELDS
                ):
                    raise too_large(file)
                yield SheetRow(begins, tuple(map(_bare, fields)))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refused(
            file,
            Words(
                f"第 {begins} 行起引号没有正确配对",
                f"the quotation marks from line {begins} on do not match ({error})",
            ),
        ) from error


def _bare(text: str) -> str:
    """A field without the apostrophe that keeps a text from being taken for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t") else text
