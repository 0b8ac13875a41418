"""The map of a table's columns as it is kept for the next table of its make: by headings, never by a period."""

import re
from collections.abc import Iterator
from datetime import date

from jinjiang_plan.assess.intake.captions import period_in
from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.assess.intake.heads import heads_of
from jinjiang_plan.assess.intake.period_columns import ALL
from jinjiang_plan.model.spreadsheet import FIELDS, ColumnMap, Layout


def by_headings(given: ColumnMap, layout: Layout, today: date) -> ColumnMap | None:
    """The map with each column named by its heading, so that it can be told from others by them.

    None where that cannot be: a column has no heading, shares it with another, or its heading is a period, which is
    another one next time; or a row is chosen by a period. A sheet that is named by a period is not remembered by its
    name. A target or a unit that holds for a whole file is remembered for files of that name alone.
    """
    head = layout.head
    heads = [key(text) for text in head.texts]
    fields = dict.fromkeys((*given.headings, *(() if given.headings else set(layout.columns) & set(FIELDS))))
    named = {
        field: head.text(layout.columns[field])
        for field in fields
        if given.headings.get(field, "-") and field in layout.columns
    }
    named |= {f"where {column}": head.text(column) for column in layout.where}
    if any(heads.count(key(text)) != 1 or not key(text) for text in named.values()):
        return None
    accepted = [text for texts in given.where.values() for text in texts]
    if any(period_in(text, today) is not None for text in (*named.values(), *accepted)):
        return None
    return ColumnMap(
        {field: tidied(named.get(field, "")) for field in fields},
        "" if period_in(given.sheet, today) else given.sheet,
        constants=given.constants,
        where={tidied(head.text(column)): given.where[text] for column, text in _chosen(layout, given)},
        periods=given.periods or (ALL if layout.periods else ""),
        skip_unknown=given.skip_unknown,
        file=make_of(layout.table.file) if {"id", "unit"} & set(given.constants) else "",
    )


def _chosen(layout: Layout, given: ColumnMap) -> Iterator[tuple[int, str]]:
    """The columns by which rows are chosen, each with its heading as it was given."""
    heads = heads_of(layout.table, layout.head)
    for column in layout.where:
        keys = next(each.keys for each in heads if each.column == column)
        yield column, next(text for text in given.where if key(text) in keys)


def make_of(file: str) -> str:
    """The name of a file without the period that it is of: the next one of its make is called the same."""
    name = file.replace("\\", "/").rpartition("/")[2]
    return re.sub(_PERIOD_IN_NAME, "", name, flags=re.IGNORECASE)


_PERIOD_IN_NAME = (
    r"(?<![0-9])(?:19|20|21)[0-9]{2}(?:年|(?=[^0-9]|$)|(?=(?:0[1-9]|1[0-2])(?![0-9])))"
    r"[-_. ]?(?:(?:0?[1-9]|1[0-2])(?![0-9])月?份?|Q[1-4]|H[12]|第?[一二三四]季度|[上下]半年)?"
)
