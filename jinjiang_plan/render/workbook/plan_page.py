"""The table of a plan as a page of a workbook, and the workbook that holds it alone."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.columns import LONG
from jinjiang_plan.render.plan_rows import PlanCell, PlanRow, filled_keys, heading, plan_rows
from jinjiang_plan.render.words import SAMPLE
from jinjiang_plan.render.workbook.page import Field, PageCell, WorkbookPage, filled, number_cell
from jinjiang_plan.render.workbook.writer import Title, book

_NAME = Words("任务分解表", "plan")
_EMPTY = Words("", "")
"""A cell that is empty in a column that stays in sight."""
_WIDE = ("title", "wording", "note", "summary", "source", "action")


def plan_book(plan: Plan, lang: Lang) -> bytes:
    """The workbook of a plan's table, the same bytes for the same plan."""
    rows = plan_rows(plan, lang)
    page = plan_page(rows)
    period = Words("编号 {}", "id {}")
    of = Words(*(text.format(plan.id) for text in period))
    title = Title(plan.title, of, SAMPLE if plan.sample else None, plan.due)
    return book([page], title, (lang,))


def plan_page(rows: list[PlanRow]) -> WorkbookPage:
    """The rows under their headings: numbers and days as what they are."""
    return filled(_NAME, [_field(key) for key in filled_keys(rows)], rows)


def _field(key: str) -> Field[PlanRow]:
    def cell(row: PlanRow) -> PageCell:
        return _cell(row[key])

    return Field(*heading(key), cell, LONG if key in _WIDE else 24)


def _cell(what: PlanCell) -> PageCell:
    if isinstance(what, Decimal):
        return number_cell(Fraction(what))
    if isinstance(what, date):
        return PageCell(what)
    return PageCell(Words(what, what) if what else _EMPTY)
