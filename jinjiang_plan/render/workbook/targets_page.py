"""A row a target, the worst first; the columns that go onto paper stand first."""

from collections.abc import Iterator
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Briefing, BriefingEntry
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.workbook.page import (
    Field,
    PageCell,
    WorkbookPage,
    action_cell,
    fact_cell,
    field,
    field_with,
    filled,
    number_cell,
    op_cell,
    rough_cell,
    said,
    source_cell,
)

NAME = Words("目标", "targets")


def targets_page(briefing: Briefing) -> WorkbookPage:
    """All targets that the briefing is on."""
    plans = {plan.id: plan for plan in briefing.scope.plans}
    rows = [each for each in briefing.entries if each.assessment.target.what == "target"]
    first = list(_figures())
    return filled(NAME, (*first, *_more(plans), *_grounds(plans)), rows, printed=len(first))


def _assessment(row: BriefingEntry) -> Assessment:
    return row.assessment


def _target(row: BriefingEntry) -> Target:
    return row.assessment.target


def assessed(*columns: c.Assessed) -> Iterator[Field[BriefingEntry]]:
    """Columns of the assessments that the rows hold."""
    return (field(each.of(_assessment)) for each in columns)


def _figures() -> Iterator[Field[BriefingEntry]]:
    """What an office looks at first: where a target stands, and who is to do what about it."""
    yield from assessed(c.TITLE)
    yield from standing_fields()
    yield from assessed(c.VALUE)
    yield field(c.UNIT.of(_target))
    yield from assessed(c.GOAL)
    yield field_with(c.ASKED.of(_assessment), _asked)
    yield from progress_fields()
    yield from told_fields()


def _asked(row: BriefingEntry) -> PageCell:
    """What the plan asks for by now, to two decimals at most; of a stage or a yes the next column says it.

    A level to hold is asked for as its goal is, always.
    """
    each = row.assessment
    if each.target.kind is Kind.MAINTAIN:
        return fact_cell(c.GOAL.fact(each))
    if each.planned is None or each.target.kind.named:
        return PageCell(None)
    return number_cell(Fraction(round(each.planned * 100), 100))


def standing_fields() -> Iterator[Field[BriefingEntry]]:
    """Who is responsible, and the status."""
    return assessed(c.LEAD, c.STATUS, c.LIGHT)


def progress_fields() -> Iterator[Field[BriefingEntry]]:
    """How much of the way is done and asked for, the gap, the outlook and the day that is due."""
    return assessed(c.COMPLETION, c.PLANNED_COMPLETION, c.GAP, c.DIFFERENCE, c.OUTLOOK, c.DUE)


def told_fields() -> Iterator[Field[BriefingEntry]]:
    """What the latest report says besides its figure."""
    yield field_with(c.PROBLEMS, lambda row: said(row.last.problems if row.last else ""))
    yield field_with(c.NEXT, lambda row: said(row.last.next if row.last else ""))


def placed_fields(plans: dict[str, Plan]) -> Iterator[Field[BriefingEntry]]:
    """Its id, its action and its plan."""
    yield from assessed(c.ID)
    yield field_with(c.ACTION.of(_assessment), lambda row: action_cell(plans, row.assessment.target))
    yield field_with(c.PLAN.of(_assessment), lambda row: PageCell(plans[row.assessment.target.plan].title))


def _more(plans: dict[str, Plan]) -> Iterator[Field[BriefingEntry]]:
    """What a planner sorts and filters by."""
    yield from placed_fields(plans)
    yield field(c.KIND.of(_target))
    yield field(c.CLASS.of(_target))
    yield Field("要求", "asks", lambda row: op_cell(row.assessment), 12)
    yield from assessed(c.BASELINE, c.VALUE_ON)
    yield field_with(c.PROJECTED.of(_assessment), lambda row: rough_cell(row.assessment.prospect.projected))
    yield from assessed(c.CHANCE, c.RUN_RATE, c.REQUIRED_RATE, c.MONTHS, c.PERIODS)


def _grounds(plans: dict[str, Plan]) -> Iterator[Field[BriefingEntry]]:
    """What is to be known of the data, and where the goal is from."""
    yield from assessed(c.FLAGS, c.REASON)
    yield Field(
        "目标出处",
        "source of the goal",
        lambda row: source_cell(plans[row.assessment.target.plan], row.assessment.target.source),
        c.DOCUMENT,
    )
