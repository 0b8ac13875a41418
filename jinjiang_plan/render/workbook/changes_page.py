"""A row a target that changed since the last period, with what it was before and is after."""

from collections.abc import Callable, Iterator

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.change import Change
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.changes import LIGHTS
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.paper.blocks import each_language, plain
from jinjiang_plan.render.sheets.diff_words import SAME, also_text, kind_of, why_text
from jinjiang_plan.render.words import NOT_STATED
from jinjiang_plan.render.workbook.page import (
    Field,
    PageCell,
    WorkbookPage,
    fact_cell,
    field,
    field_with,
    filled,
    said,
)

NAME = Words("较上期变化", "changes")


def changes_page(briefing: Briefing) -> WorkbookPage:
    """What changed, in the order of `diff`: the worst turn first."""
    changes = briefing.changes.changes if briefing.changes else ()
    shown = [each for each in changes if kind_of(each) is not SAME]
    return filled(NAME, _fields(f"{briefing.since}", f"{briefing.judgement.as_of}"), shown)


def _fields(since: str, as_of: str) -> Iterator[Field[Change]]:
    yield field_with(c.TITLE, lambda row: PageCell(row.target.title))
    yield field_with(c.ID, lambda row: said(row.target.id))
    yield field_with(c.CHANGE, lambda row: PageCell(kind_of(row), LIGHTS.get(kind_of(row))))
    for day, side in ((since, _before), (as_of, _after)):
        yield from _side(day, side)
    yield field(c.UNIT.of(_target))
    yield field_with(c.WHY, lambda row: _told(each_language(lambda lang: why_text(row, lang))))
    yield field_with(c.ALSO, lambda row: _told(each_language(lambda lang: also_text(row, lang))))
    yield field_with(c.LEAD, lambda row: PageCell(row.target.lead or NOT_STATED))


def _target(row: Change) -> Target:
    return row.target


def _before(row: Change) -> Assessment | None:
    return row.before


def _after(row: Change) -> Assessment | None:
    return row.after


def _side(day: str, side: Callable[[Change], Assessment | None]) -> Iterator[Field[Change]]:
    """Status, value and gap on one of the two days."""

    def of(column: c.Assessed, head: Words) -> Field[Change]:
        def cell(row: Change) -> PageCell:
            each = side(row)
            return fact_cell(column.fact(each), column.light(each)) if each is not None else PageCell(None)

        return Field(*head, cell, 14)

    yield of(c.STATUS, Words(f"{day} {c.STATUS.head.zh}", f"{c.STATUS.head.en} {day}"))
    yield of(c.VALUE, Words(f"{day} {c.FIGURE.head.zh}", f"{c.FIGURE.head.en} {day}"))
    yield of(c.GAP, Words(f"{day} 差距（点）", f"gap {day}, points"))


def _told(words: Words) -> PageCell:
    return PageCell(None if words == plain(DASH) else words)
