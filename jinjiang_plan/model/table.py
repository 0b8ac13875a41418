"""A table that somebody sent: rows of texts, each cell with the place where its reader finds it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

Cell = tuple[int, int]
"""A row's number and a column's, both from 1, as the file counts them."""

EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet; one that comes from an old Macintosh has 1904-01-01."""


class Row(NamedTuple):
    """One row: its number in the sheet, or the line that it begins on, and its texts; none behind the last one."""

    number: int
    texts: tuple[str, ...]

    def text(self, column: int) -> str:
        """The text of a column, from 1; empty behind the last one."""
        return self.texts[column - 1] if column <= len(self.texts) else ""


class Table(NamedTuple):
    """One sheet of a spreadsheet, or a file of delimited text, which has no `sheet` but its `lines`.

    Numbers stand as text with a point, shares that the sheet shows as percentages with their sign, days as in
    2021-06-30. `mark` is what the file's own property says that it is. A merged cell's text stands in each row of its
    first column, and `merged` leads from there to the first; `uncomputed` are formulas that came without a result.
    """

    file: str
    sheet: str
    rows: tuple[Row, ...]
    mark: str = ""
    hidden: bool = False
    epoch: date = EPOCH
    merged: Mapping[Cell, Cell] = {}
    uncomputed: frozenset[Cell] = frozenset()
    lines: Sequence[str] = ()
    delimiter: str = ""

    def place(self, row: int, column: int) -> str:
        """Where a cell is: `file!sheet!F7`, or `file:line:column` as editors open it."""
        if not self.delimiter:
            return f"{self.file}!{self.sheet}!{letters(column)}{row}"
        line, sign = self._field(row, column)
        return f"{self.file}:{line}:{sign}"

    def _field(self, line: int, column: int) -> tuple[int, int]:
        """The line and the sign, both from 1, that a field of the record beginning on a line begins at."""
        sign, quoted = 1, False
        left = column - 1
        while left and line <= len(self.lines):
            for place, each in enumerate(self.lines[line - 1], 1):
                quoted ^= each == '"'
                if each == self.delimiter and not quoted:
                    left, sign = left - 1, place + 1
                if not left:
                    return line, sign
            if not quoted:
                break
            line += 1
        return line, sign


def letters(column: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The number of the column of these letters, from 1; 0 where they are none of a column."""
    if not (1 <= len(name) <= 3 and name.isascii() and name.isalpha()):
        return 0
    number = 0
    for letter in name.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
