"""A row a target that changed since the last period, with what it was before and is after."""

from collections.abc import Callable, Iterator

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.change import Change
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.changes import LIGHTS
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.paper.blocks import each_language, plain
from jinjiang_plan.render.sheets.diff_words import SAME, also_text, kind_of, why_text
from jinjiang_plan.render.workbook.page import (
    LONG,
    Cell,
    Field,
    Page,
    filled,
    lead_cell,
    said,
    signed_cell,
    status_cell,
    unit_cell,
    value_cell,
)

NAME = Words("较上期变化", "changes")


def changes_page(briefing: Briefing) -> Page:
    """What changed, in the order of `diff`: the worst turn first."""
    changes = briefing.changes.changes if briefing.changes else ()
    told = [each for each in changes if kind_of(each) is not SAME]
    return filled(NAME, _fields(f"{briefing.since}", f"{briefing.judgement.as_of}"), told)


def _fields(since: str, as_of: str) -> Iterator[Field[Change]]:
    yield Field("目标", "target", lambda row: Cell(row.target.title), 32)
    yield Field("编号", "id", lambda row: said(row.target.id), LONG)
    yield Field("变化", "change", lambda row: Cell(kind_of(row), LIGHTS.get(kind_of(row))), 10)
    for day, side in ((since, _before), (as_of, _after)):
        yield from _side(day, side)
    yield Field("单位", "unit", lambda row: unit_cell(row.target), 12)
    yield Field("原因", "why", lambda row: _told(each_language(lambda lang: why_text(row, lang))), LONG)
    yield Field(
        "调整与更正", "also", lambda row: _told(each_language(lambda lang: also_text(row, lang))), LONG
    )
    yield Field("责任单位", "responsible", lambda row: lead_cell(row.target.lead), 20)


def _before(row: Change) -> Assessment | None:
    return row.before


def _after(row: Change) -> Assessment | None:
    return row.after


def _side(day: str, side: Callable[[Change], Assessment | None]) -> Iterator[Field[Change]]:
    """Status, value and gap on one of the two days."""

    def of(say: Callable[[Assessment], Cell]) -> Callable[[Change], Cell]:
        def cell(row: Change) -> Cell:
            each = side(row)
            return say(each) if each is not None else Cell(None)

        return cell

    yield Field(f"{day} 状态", f"status {day}", of(status_cell), 14)
    yield Field(f"{day} 数值", f"value {day}", of(lambda each: value_cell(each.target, each.value)), 14)
    yield Field(f"{day} 差距（点）", f"gap {day}, points", of(lambda each: signed_cell(each.gap)), 14)


def _told(words: Words) -> Cell:
    return Cell(None if words == plain(DASH) else words)
