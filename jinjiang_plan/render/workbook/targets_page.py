"""A row a target, the worst first; the columns that go onto paper stand first."""

from collections.abc import Iterator
from fractions import Fraction

from jinjiang_plan.model.briefing import Briefing, Entry
from jinjiang_plan.model.codes import NAMES, Kind
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.labels import listed
from jinjiang_plan.render.briefing.targets import OUTLOOK_LIGHTS
from jinjiang_plan.render.numbers import RATE_DIGITS
from jinjiang_plan.render.workbook.page import (
    DOCUMENT,
    LONG,
    Cell,
    Field,
    Page,
    action_cell,
    counted,
    filled,
    goal_cell,
    lead_cell,
    light_cell,
    number_cell,
    op_cell,
    rate_cell,
    rough_cell,
    said,
    share_cell,
    signed_cell,
    source_cell,
    status_cell,
    unit_cell,
    value_cell,
)

NAME = Words("目标", "targets")


def targets_page(briefing: Briefing) -> Page:
    """All targets that the briefing is on."""
    plans = {plan.id: plan for plan in briefing.scope.plans}
    rows = [each for each in briefing.entries if each.assessment.target.what == "target"]
    first = list(_figures())
    return filled(NAME, (*first, *_more(plans), *_grounds(plans)), rows, printed=len(first))


def _figures() -> Iterator[Field[Entry]]:
    """What an office looks at first: where a target stands, and who is to do what about it."""
    yield Field("目标", "target", lambda row: Cell(row.assessment.target.title), 32)
    yield from standing_fields()
    yield Field("现值", "value", lambda row: value_cell(row.assessment.target, row.assessment.value))
    yield Field("单位", "unit", lambda row: unit_cell(row.assessment.target), 12)
    yield Field("目标值", "goal", lambda row: goal_cell(row.assessment))
    yield Field("按计划应达", "asked by now", _asked)
    yield from progress_fields()
    yield from told_fields()


def _asked(row: Entry) -> Cell:
    """What the plan asks for by now, to two decimals at most; of a stage or a yes the next column says it.

    A level to hold is asked for as its goal is, always.
    """
    each = row.assessment
    if each.target.kind is Kind.MAINTAIN:
        return goal_cell(each)
    if each.planned is None or each.target.kind.named:
        return Cell(None)
    return number_cell(Fraction(round(each.planned * 100), 100))


def standing_fields() -> Iterator[Field[Entry]]:
    """Who is responsible, and the status."""
    yield Field("责任单位", "responsible", lambda row: lead_cell(row.assessment.target.lead), 20)
    yield Field("状态", "status", lambda row: status_cell(row.assessment), 16)
    yield Field("灯色", "light", lambda row: light_cell(row.assessment), 8)


def progress_fields() -> Iterator[Field[Entry]]:
    """How much of the way is done and asked for, the gap, the outlook and the day that is due."""
    yield Field(
        "完成率",
        "done",
        lambda row: share_cell(row.assessment.completion, whole=row.assessment.whole),
        10,
    )
    yield Field(
        "应完成率", "asked, share", lambda row: share_cell(row.assessment.planned_completion, whole=True), 10
    )
    yield Field("差距（点）", "gap, points", lambda row: signed_cell(row.assessment.gap), 10)
    yield Field("完成预判", "outlook", _outlook, 14)
    yield Field("期限", "due", lambda row: Cell(row.assessment.due), 12)


def told_fields() -> Iterator[Field[Entry]]:
    """What the latest report says besides its figure."""
    yield Field("存在问题", "problems", lambda row: said(row.last.problems if row.last else ""), LONG)
    yield Field("下一步", "next steps", lambda row: said(row.last.next if row.last else ""), LONG)


def _outlook(row: Entry) -> Cell:
    outlook = row.assessment.prospect.outlook
    if outlook is None or row.assessment.settled:
        return Cell(None)
    return Cell(NAMES[outlook], OUTLOOK_LIGHTS.get(outlook))


def _more(plans: dict[str, Plan]) -> Iterator[Field[Entry]]:
    """What a planner sorts and filters by."""
    yield Field("编号", "id", lambda row: said(row.assessment.target.id), LONG)
    yield Field("行动", "action", lambda row: action_cell(plans, row.assessment.target), LONG)
    yield Field("计划", "plan", lambda row: Cell(plans[row.assessment.target.plan].title), LONG)
    yield Field("类型", "kind", lambda row: Cell(NAMES[row.assessment.target.kind]), 12)
    yield Field("属性", "class", _class, 12)
    yield Field("要求", "asks", lambda row: op_cell(row.assessment), 12)
    yield Field("基期值", "baseline", lambda row: value_cell(row.assessment.target, row.assessment.baseline))
    yield Field("数据日期", "value of", lambda row: Cell(row.assessment.value_on), 12)
    yield Field("期末预测值", "projected", lambda row: rough_cell(row.assessment.prospect.projected))
    yield Field(
        "月均速度", "run rate, a month", lambda row: rate_cell(row.assessment.prospect.run_rate, RATE_DIGITS)
    )
    yield Field(
        "所需月速",
        "required rate, a month",
        lambda row: rate_cell(row.assessment.prospect.required_rate, RATE_DIGITS),
    )
    yield Field("提前（月）", "months ahead", lambda row: signed_cell(row.assessment.months_ahead), 10)
    yield Field("连续（期）", "periods behind", _in_a_row, 10)


def _class(row: Entry) -> Cell:
    binding = row.assessment.target.class_
    return Cell(NAMES[binding] if binding else None)


def _in_a_row(row: Entry) -> Cell:
    return counted(row.assessment.periods_behind) if row.assessment.periods_behind else Cell(None)


def _grounds(plans: dict[str, Plan]) -> Iterator[Field[Entry]]:
    """What is to be known of the data, and where the goal is from."""
    yield Field("数据提示", "flags", _flags, 30)
    yield Field("无法评估的原因", "why not assessable", _reason, 24)
    yield Field(
        "目标出处",
        "source of the goal",
        lambda row: source_cell(plans[row.assessment.target.plan], row.assessment.target.source),
        DOCUMENT,
    )


def _flags(row: Entry) -> Cell:
    flags = row.assessment.flags
    return Cell(listed(NAMES[flag] for flag in flags) if flags else None)


def _reason(row: Entry) -> Cell:
    reason = row.assessment.reason
    return Cell(NAMES[reason] if reason else None)
