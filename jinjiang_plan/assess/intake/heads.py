"""The headings of a table, in one row or two: each column's own, and what stands above it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.model.spreadsheet import SheetRow, SheetTable

BRACKETS = r"[（(\[【]([^（()）]*)[)）\]】]\s*$"


class ColumnHead(NamedTuple):
    """The heading of one column."""

    column: int
    """Its number, from 1."""
    text: str
    """Its own."""
    full: str
    """With what stands above it: 2021年上半年 完成值."""
    hidden: bool
    """Whether its column is hidden."""
    plain: str
    """What it is compared by, without what stands in brackets behind it."""
    keys: tuple[str, ...]
    """The ways in which it may be named."""


def heads_of(table: SheetTable, row: SheetRow) -> list[ColumnHead]:
    """The headings of a row; a column that has none there has the one above, where the row above is of headings too."""
    above = _above(table, row)
    length = max(len(row.texts), len(above))
    heads = []
    for column in range(1, length + 1):
        own, over = tidied(row.text(column)), above[column - 1] if column <= len(above) else ""
        direct = tidied(_row_above(table, row).text(column)) if over else ""
        text = own or direct
        if text:
            full = f"{over} {own}" if own and over and over != own else text
            plain = key(re.sub(BRACKETS, "", text))
            keys = key(text), key(full), key(full.replace(" ", "/"))
            heads.append(ColumnHead(column, text, full, column in table.hidden_columns, plain, keys))
    return heads


def _row_above(table: SheetTable, row: SheetRow) -> SheetRow:
    return next((each for each in table.rows if each.number == row.number - 1), SheetRow(0, ()))


def _above(table: SheetTable, row: SheetRow) -> Sequence[str]:
    """What stands above each column in the row above, where that has several texts: each counts up to the next one."""
    texts = [tidied(text) for text in _row_above(table, row).texts]
    if len({text for text in texts if text}) < 2:
        return ()
    spread: list[str] = []
    for column, text in enumerate(texts + [""] * (len(row.texts) - len(texts)), 1):
        last = spread[-1] if spread else ""
        spread.append(text or (last if row.text(column) else ""))
    return spread
