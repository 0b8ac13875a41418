"""A row an initiative: where it stands, and the day by which each stage was first reported as reached."""

from collections.abc import Iterator

from jinjiang_plan.model.briefing import Briefing, Entry
from jinjiang_plan.model.plan import Plan, stage_words
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.books.page import Cell, Page
from jinjiang_plan.render.briefing_book.fields import (
    LONG,
    Field,
    action_cell,
    filled,
    goal_cell,
    said,
    value_cell,
)
from jinjiang_plan.render.briefing_book.targets_page import progress_fields, standing_fields, told_fields

INITIATIVES = Words("项目", "initiatives")


def initiatives_page(briefing: Briefing) -> Page:
    """All initiatives that the briefing is on, the worst first."""
    plans = {plan.id: plan for plan in briefing.scope.plans}
    rows = [each for each in briefing.entries if each.assessment.target.what == "initiative"]
    stages = dict.fromkeys(stage for row in rows for stage in row.assessment.target.stages)
    first = (*_standing(), *map(_stage, stages), *told_fields())
    return filled(INITIATIVES, (*first, *_grounds(plans)), rows, printed=len(first))


def _standing() -> Iterator[Field[Entry]]:
    yield Field("项目", "initiative", lambda row: Cell(row.assessment.target.title), 32)
    yield from standing_fields()
    yield Field("现阶段", "stage", lambda row: value_cell(row.assessment.target, row.assessment.value), 14)
    yield Field("目标阶段", "goal", lambda row: goal_cell(row.assessment), 14)
    yield from progress_fields()


def _stage(stage: str) -> Field[Entry]:
    name = stage_words(stage)
    return Field(f"达到：{name.zh}", f"reached: {name.en}", lambda row: _reached(row, stage), 14)


def _reached(row: Entry, stage: str) -> Cell:
    """The first day for which the stage or a later one was reported."""
    stages = row.assessment.target.stages
    if stage not in stages:
        return Cell(None)
    place = stages.index(stage)
    return Cell(next((seen.on for seen in row.assessment.observations if seen.value >= place), None))


def _grounds(plans: dict[str, Plan]) -> Iterator[Field[Entry]]:
    yield Field("编号", "id", lambda row: said(row.assessment.target.id), LONG)
    yield Field("行动", "action", lambda row: action_cell(plans, row.assessment.target), LONG)
    yield Field("计划", "plan", lambda row: Cell(plans[row.assessment.target.plan].title), LONG)
    yield Field("数据日期", "value of", lambda row: Cell(row.assessment.value_on), 12)
