"""A row by its fields, whatever column they stand in, and what is wrong with one of its cells."""

from typing import NamedTuple

from jinjiang_plan.assess.intake.cells import is_nothing, key, tidied
from jinjiang_plan.assess.intake.day_columns import day_text
from jinjiang_plan.model.spreadsheet import Layout, SheetRow
from jinjiang_plan.model.words import Words


class CellFault(NamedTuple):
    """One cell of a row that is not as it should be; `unknown` where it names no target."""

    column: int
    words: Words
    unknown: bool = False


class RowFields:
    """A row by field."""

    def __init__(self, row: SheetRow, layout: Layout) -> None:
        self._row = row
        self.layout = layout

    def given(self, field: str) -> bool:
        """Whether a field says anything."""
        return bool(self.text(field))

    def text(self, field: str) -> str:
        """What a field says: in every row, or in its column."""
        constant = self.layout.constants.get(field)
        if constant is not None:
            return constant
        column = self.layout.columns.get(field)
        text = tidied(self._row.text(column)) if column else ""
        return self._whole_day(text) if field == "on" and "year" in self.layout.columns else text

    def _whole_day(self, year: str) -> str:
        """The day of a row whose year stands in a column of its own."""
        columns = self.layout.columns
        part = tidied(
            self._row.text(columns.get("month") or columns.get("quarter") or len(self._row.texts) + 1)
        )
        return day_text(year, part, quarter="quarter" in columns)

    @property
    def is_chosen(self) -> bool:
        """Whether the row has the texts by which rows are chosen."""
        return all(
            (key(text) if not is_nothing(text := self._row.text(column)) else "") in texts
            for column, texts in self.layout.where.items()
        )

    @property
    def texts(self) -> list[str]:
        """All that stands in the row, whatever its column: 合计 may stand in that of the numbers."""
        return [tidied(text) for text in self._row.texts if text]

    def column(self, field: str) -> int:
        """The number of a field's column; that of the figures where it has none."""
        return self.layout.columns.get(field) or self.layout.columns["value"]

    def wrong(self, field: str, words: Words) -> CellFault:
        """The fault of a field."""
        return CellFault(self.column(field), words)

    @property
    def faults(self) -> list[CellFault]:
        """The cells of the columns in use that say nothing for certain."""
        faults = self.layout.table.faults
        if not faults:
            return []
        columns = sorted(set(self.layout.columns.values()))
        found = [(column, faults.get((self._row.number, column))) for column in columns]
        return [CellFault(column, words) for column, words in found if words is not None]

    def is_half_a_month(self, field: str) -> bool:
        """Whether a day is kept as a number such as 2021.1, which may be October."""
        return (self._row.number, self.layout.columns.get(field, 0)) in self.layout.table.unclear

    @property
    def is_too_long(self) -> bool:
        """Whether a row of a text has fields that no heading stands above: then one of them may be two."""
        layout = self.layout
        if not layout.table.delimiter:
            return False
        head = layout.head
        headed = (at for at, text in enumerate(head.texts, 1) if text.strip())
        named = max((*headed, *layout.columns.values()), default=0)
        return len(self._row.texts) > len(head.texts) or any(map(str.strip, self._row.texts[named:]))

    @property
    def merged_value(self) -> bool:
        """Whether the figure is that of another row, the cells being merged."""
        return (self._row.number, self.column("value")) in self.layout.table.merged
