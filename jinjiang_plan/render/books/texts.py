"""Texts in the cells of a workbook: they stay texts, and what a cell cannot hold is cut where it shows."""

from typing import TYPE_CHECKING

from jinjiang_plan.render.width import visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

MOST_UNITS = 32_767
"""What a cell holds at most, in units of UTF-16."""
_MARK = "…"


def put_text(cell: "Cell | MergedCell", text: str) -> None:
    """Fill a cell with a text that stays one, whatever it begins with: neither a formula nor an error."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = is_quoted(text)


def is_quoted(text: str) -> bool:
    """Whether a text would be a formula if it were typed."""
    return text.startswith(("=", "+", "-", "@", "'"))


def held(text: str) -> str:
    """A text as a cell can hold it: no sign that hides, and marked where it had to be cut."""
    text = visible(text)
    if len(text) <= MOST_UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return text
    return units[: 2 * (MOST_UNITS - 1)].decode("utf-16-le", "ignore") + _MARK
