"""Reading a spreadsheet into tables: results of formulas, never formulas; no links followed, no macros run."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jinjiang_plan.files.spreadsheets.cell_texts import FAULTY, UNCOMPUTED, CellReader
from jinjiang_plan.files.spreadsheets.file_type import refused
from jinjiang_plan.files.spreadsheets.limits import (
    MOST_CELLS,
    MOST_ROWS,
    SheetMarks,
    damaged,
    look_over,
    opened,
    too_large,
)
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import PROPERTY, CellPlace, SheetRow, SheetTable
from jinjiang_plan.model.words import Words

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook


def read_workbook(content: bytes, file: str) -> list[SheetTable]:
    """Every sheet of a spreadsheet, in its order; charts have none.

    Raises:
        Refusal: it is damaged, hostile, too large, or has no sheet (exit 3).
    """
    package = opened(content, file)
    looked = look_over(package, file)
    package.close()
    with _any_fault_is_damage(file):
        from openpyxl import load_workbook

        book = load_workbook(
            BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=True
        )
        tables = list(_tables(book, looked, file))
        book.close()
    if not tables:
        raise refused(file, Words("里没有工作表", "it holds no sheet"))
    return tables


@contextmanager
def _any_fault_is_damage(file: str) -> Iterator[None]:
    """What the library raises at a broken file is whatever its parts happened to meet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Refusal:
            raise
        except MemoryError as error:
            raise too_large(file) from error
        except Exception as error:
            raise damaged(file) from error


def _tables(book: "Workbook", looked: dict[str, SheetMarks], file: str) -> Iterator[SheetTable]:
    mark = _mark(book)
    reader = CellReader(book)
    for sheet in book.worksheets:
        part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
        marks = looked.get(part) or SheetMarks((), frozenset())
        faults: dict[CellPlace, Words] = dict.fromkeys(marks.uncomputed, UNCOMPUTED)
        unclear: set[CellPlace] = set()
        rows, merged = _with_merged(_rows(sheet, reader, faults, unclear), marks, file)
        yield SheetTable(
            file=file,
            sheet=sheet.title,
            rows=tuple(SheetRow(number, tuple(texts)) for number, texts in rows.items() if any(texts)),
            mark=mark,
            hidden=sheet.sheet_state != "visible",
            epoch=book.epoch.date(),
            merged=merged,
            faults=faults,
            unclear=frozenset(unclear),
            hidden_rows=marks.hidden_rows,
            hidden_columns=marks.hidden_columns,
        )


def _mark(book: "Workbook") -> str:
    """What the file's own property says that it is."""
    properties = book.custom_doc_props  # type: ignore[attr-defined,unused-ignore] # the stubs do not know it yet
    return next((str(each.value) for each in properties.props if each.name == PROPERTY), "")


def _rows(
    sheet: Any,  # noqa: ANN401 - the library's reader has no public type
    reader: CellReader,
    faults: dict[CellPlace, Words],
    unclear: set[CellPlace],
) -> dict[int, list[str]]:
    """The rows that hold something, by number, each as long as its last cell is far; faults are told by their place."""
    rows = {}
    for number, cells in reader.rows(sheet, MOST_ROWS):
        texts: list[str] = []
        for column, cell in cells:
            read = reader.read(cell)
            if isinstance(read, Words):
                faults[number, column] = read
                read = FAULTY
            elif reader.is_half_a_month(cell, read):
                unclear.add((number, column))
            texts += [""] * (column - 1 - len(texts)) + [read] * (column > len(texts))
        if texts:
            rows[number] = texts
    return rows


def _with_merged(
    rows: dict[int, list[str]], marks: SheetMarks, file: str
) -> tuple[dict[int, list[str]], dict[CellPlace, CellPlace]]:
    """The rows with the text of each merged area in every row of its first column, and where it came from."""
    merged: dict[CellPlace, CellPlace] = {}
    end, work = max(rows, default=0), 0
    for first, last in marks.merges:
        top, column = first
        text = rows[top][column - 1] if top in rows and column <= len(rows[top]) else ""
        below = range(top + 1, min(last[0], end) + 1) if text else range(0)
        work += len(below)
        if work > MOST_CELLS:
            raise too_large(file)
        for number in below:
            row = rows.setdefault(number, [])
            row += [""] * (column - len(row))
            row[column - 1] = text
            merged[number, column] = first
    return dict(sorted(rows.items())), merged
