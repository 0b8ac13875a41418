"""Reading delimited text into a table: in the encodings and with the delimiters that spreadsheets write."""

import csv
import re
from collections.abc import Iterator, Sequence

from jinjiang_plan.files.spreadsheets.file_type import refused
from jinjiang_plan.files.spreadsheets.limits import MOST_COLUMNS, TEXT_CELLS, TEXT_ROWS, too_large
from jinjiang_plan.files.spreadsheets.text_bytes import decoded
from jinjiang_plan.model.spreadsheet import CellPlace, SheetRow, SheetTable
from jinjiang_plan.model.words import FORMULA_SIGNS, Words

DELIMITERS = "\t,;"
_SAMPLE = 60
"""Lines from which the delimiter is told."""
_MOST_LINES = 2 * TEXT_ROWS
"""Lines of a file: a cell may hold several, and some are empty."""
_MOST_FIELDS = 2 * TEXT_CELLS
"""Cells with those that are empty, which take less room than the others, and no work."""
_EVEN, _UNEVEN = 0.9, 0.5
"""Shares of rows that are equally long: another delimiter is taken where the usual one leaves most rows uneven."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def read_delimited(content: bytes, file: str, encoding: str = "") -> SheetTable:
    """The table of a text; its delimiter is the one that most of its lines hold.

    Its encoding is told by the text where none is named.

    Raises:
        Refusal: it is no text, too large, or a quotation mark is never closed (exit 3).
    """
    lines = _lines(decoded(content, file, encoding), file)
    first = lines[0].strip().lower() if lines else ""
    named = first[4:5] if first.startswith("sep=") and len(first) == 5 else ""  # Excel's own way to say it
    delimiter = named or _delimiter(lines[:_SAMPLE])
    rows = tuple(_rows(lines, delimiter, file))
    rows = rows[1:] if named else rows
    return SheetTable(file, "", rows, unclear=_halves(rows), lines=lines, delimiter=delimiter)


def _halves(rows: Sequence[SheetRow]) -> frozenset[CellPlace]:
    """The cells such as 2021.1: spreadsheets write October so, unless its column writes other months in two digits."""
    places: dict[int, list[CellPlace]] = {}
    sure = set()
    for row in rows:
        for column, text in enumerate(row.texts, 1):
            if re.fullmatch(r"\s*(?:19|20|21)[0-9]{2}\.1\s*", text):
                places.setdefault(column, []).append((row.number, column))
            elif re.fullmatch(r"\s*(?:19|20|21)[0-9]{2}\.(?:10|0[1-9])\s*", text):
                sure.add(column)
    return frozenset(place for column, found in places.items() if column not in sure for place in found)


def _lines(text: str, file: str) -> list[str]:
    """The lines with what ends them; a file of nothing but line ends is not split to its end."""
    lines = []
    for match in _LINE.finditer(text):
        lines.append(match[0])
        if len(lines) > _MOST_LINES:
            raise too_large(file, TEXT_ROWS, TEXT_CELLS)
    return lines


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that most lines hold, then the one that stands in them most; a comma where there is none.

    Some programs end every field in a tab, so that a spreadsheet takes it for text.
    """
    for sign in ",;":
        if all(sign in line and _ends_in_tabs(line, sign) for line in lines if line.strip()) and lines:
            return sign

    def weight(sign: str) -> tuple[int, int]:
        counts = [sum(part.count(sign) for part in line.split('"')[::2]) for line in lines]
        return sum(count > 0 for count in counts), sum(counts)

    likely = [sign for sign in sorted(DELIMITERS, key=weight, reverse=True) if weight(sign)[0]]
    even = [sign for sign in likely if _evenness(lines, sign) >= _EVEN]
    if likely and even and _evenness(lines, likely[0]) < _UNEVEN:
        return even[0]
    return likely[0] if likely else ","


def _evenness(lines: Sequence[str], sign: str) -> float:
    """The share of rows that are as long as most are, with this delimiter; 0 where quotation marks do not match.

    Cells of several lines hold commas of their own, more than there are delimiters.
    """
    widths: list[int] = []
    reader = csv.reader(lines, delimiter=sign, strict=True)
    try:
        widths += (len(row) for row in reader if row)
    except csv.Error as error:
        if "unexpected end" not in str(error):  # the last cell may go on behind the lines that are looked at
            return 0
    usual = max(widths, key=widths.count, default=0)
    return widths.count(usual) / len(widths) if usual > 1 else 0


def _ends_in_tabs(line: str, sign: str) -> bool:
    return all(field.rstrip("\r\n").rstrip('"').endswith("\t") for field in line.split(sign))


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
                    count > TEXT_ROWS
                    or len(fields) > MOST_COLUMNS
                    or filled > TEXT_CELLS
                    or every > _MOST_FIELDS
                ):
                    raise too_large(file, TEXT_ROWS, TEXT_CELLS)
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
    """A field without what keeps it a text: an apostrophe, a tab behind it, or `="1200"`."""
    kept = re.fullmatch(r'="(.*)"\s*', text, re.DOTALL) if text.startswith('="') else None
    if kept:
        return kept[1].replace('""', '"')
    text = text.rstrip("\t")
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_SIGNS) else text
