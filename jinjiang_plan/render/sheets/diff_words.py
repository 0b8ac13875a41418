"""A change in words: which way a target turned, why, and what else came in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.change import CAUSES, Cause, Change, PlanEdit, ReportChange
from jinjiang_plan.model.plan import Amendment, Baseline, Goal, Milestone, Target
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.value import YES_NO
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.numbers import DASH, figure
from jinjiang_plan.render.records import figure_of, goal_of
from jinjiang_plan.render.width import cut, visible
from jinjiang_plan.render.words import (
    amendment_changes,
    goal_text,
    goal_with_unit,
    status_name,
    value_text,
)

# An edited entry of a plan in words: its name, and what stood and stands there.


_LONGEST = 48

FIELDS: Mapping[str, Words] = {
    "title": Words("名称", "title"),
    "kind": Words("类型", "kind"),
    "class": Words("类别", "class"),
    "unit": Words("单位", "unit"),
    "baseline": Words("基期值", "baseline"),
    "goal": Words("目标值", "goal"),
    "start": Words("起始日", "start"),
    "due": Words("期限", "due"),
    "time_basis": Words("时间口径", "time basis"),
    "path": Words("路径", "path"),
    "milestone": Words("节点", "milestones"),
    "amendment": Words("调整记录", "amendments"),
    "sum_of": Words("分项", "parts"),
    "weight": Words("权重", "weight"),
    "lead": Words("牵头", "lead"),
    "partners": Words("配合单位", "partners"),
    "frequency": Words("报告频率", "frequency"),
    "tags": Words("标签", "tags"),
    "limits": Words("范围", "limits"),
    "source": Words("出处", "source"),
    "wording": Words("原文", "wording"),
    "stages": Words("阶段", "stages"),
    "assumed": Words("推定", "assumed"),
    "note": Words("说明", "note"),
    "summary": Words("概要", "summary"),
    "place": Words("地点", "place"),
    "serves": Words("服务的目标", "serves"),
    "plan": Words("计划", "plan"),
    "profile": Words("口径", "profile"),
    "languages": Words("语言", "languages"),
    "timezone": Words("时区", "time zone"),
    "sample": Words("示例", "sample"),
    "action": Words("行动", "action"),
    "order": Words("次序", "order"),
    "publisher": Words("发布单位", "publisher"),
    "published": Words("发布日期", "published"),
    "url": Words("网址", "url"),
    "number": Words("文号", "number"),
}
"""The entries of the files, as sheets name them."""


def edit_text(edit: PlanEdit, target: Target | None, lang: Lang) -> str:
    """An edit in one line: `goal 3,000 → 3,500 sites`."""
    name = " ".join(FIELDS[part].say(lang) for part in edit.field.split("."))
    whose = f"{edit.id} " if target is None and edit.id else ""
    return f"{name} {whose}{_text(edit.before, target, lang)} → {_text(edit.after, target, lang)}"


def _text(value: Any, target: Target | None, lang: Lang) -> str:  # noqa: ANN401 - any entry of the files
    match value:
        case None | "" | ():
            return DASH
        case bool():
            return YES_NO[value].say(lang)
        case Decimal():
            return figure(value)
        case tuple() if not isinstance(value, Words | Goal | Baseline | Milestone | Amendment):
            return cut(", ".join(_text(each, target, lang) for each in value), _LONGEST)
        case StrEnum():
            return (NAMES.get(value) or Words(value, value)).say(lang)
        case _:
            return cut(visible(_noun(value, target, lang)), _LONGEST)


def _noun(value: Any, target: Target | None, lang: Lang) -> str:  # noqa: ANN401 - any entry of the files
    match value:
        case Words():
            return value.say(lang)
        case Goal() if target is not None:
            return goal_with_unit(target, value, lang)
        case Baseline() if target is not None:
            return value_text(target, value.value, lang)
        case Milestone() if target is not None:
            return f"{value.on} {value_text(target, value.value, lang)}"
        case Amendment():
            return f"{value.decided}"
        case _:
            return str(value)


def edit_record(edit: PlanEdit, target: Target | None, lang: Lang) -> dict[str, Any]:
    """An edit for machines: its field as the file names it, and both values."""
    return {
        "plan": edit.plan,
        "id": edit.id or None,
        "field": edit.field,
        "before": _value(edit.before, target, lang),
        "after": _value(edit.after, target, lang),
    }


def _value(value: Any, target: Target | None, lang: Lang) -> Any:  # noqa: ANN401 - any entry of the files
    match value:
        case Words():
            return value.say(lang)
        case Goal() if target is not None:
            return goal_of(target, value)
        case Baseline() if target is not None:
            return figure_of(target, Fraction(value.value))
        case Milestone() if target is not None:
            return {"on": value.on.isoformat(), "value": figure_of(target, Fraction(value.value))}
        case Amendment():
            return value.decided.isoformat()
        case StrEnum():
            return value.value
        case bool() | None | str():
            return None if value == "" else value
        case date():
            return value.isoformat()
        case tuple():
            return [_value(each, target, lang) for each in value]
        case _:
            return number(value)


WORSE, BETTER, TURNED = Words("变差", "worse"), Words("变好", "better"), Words("变化", "turned")
CAME, GONE = Words("新增", "came"), Words("移除", "gone")
FIGURE, EDITED = Words("数值", "figure"), Words("改动", "edited")
SAME = Words("未变", "same")
KINDS = (WORSE, BETTER, TURNED, CAME, GONE, FIGURE, EDITED, SAME)
"""The kinds of change, in the order of the sheet; the last is a new report of what was there before."""


def kind_of(change: Change) -> Words:
    """Which kind of change it is: by the status where that turned, else by what came in."""
    if change.before is None or change.after is None:
        return CAME if change.before is None else GONE
    if change.turned:
        return {-1: WORSE, 1: BETTER, 0: TURNED}[change.direction]
    if change.restated:
        return SAME
    return FIGURE if change.reports or change.before.value != change.after.value else EDITED


def why_text(change: Change, lang: Lang) -> str:
    """Return the causes of a turn: its way, with the status that each made where there were several, and what else it needs.

    A cause without which the status would be another is always named, also where it made no turn by itself.
    """
    also = [cause for cause in change.causes if cause not in {step.cause for step in change.why}]
    if not change.why and not also:
        return DASH
    if len(change.why) == 1 and not also:
        (step,) = change.why
        only = Words("只因时间推移", "only time")
        return (only if step.cause is Cause.TIME else CAUSES[step.cause]).say(lang)
    colon, comma = ("→", "，") if lang == "zh" else (" → ", ", ")
    way = comma.join(
        f"{CAUSES[step.cause].say(lang)}{colon}{NAMES[step.status].say(lang)}" for step in change.why
    )
    if not also:
        return way
    rest = comma.join(CAUSES[cause].say(lang) for cause in also)
    return Words(f"{way}；另因{rest}", f"{way}; also needs: {rest}").say(lang) if way else rest


def also_text(change: Change, lang: Lang, *, whole: bool = False) -> str:
    """What came between, one behind the other: amendments and edits, reports that altered others, `whole`: all."""
    target = change.target
    reports = [each for each in change.reports if whole or each.cause is not Cause.REPORT]
    said = [_report_text(each, change, lang) for each in reports]
    for each in change.amendments:
        amended = Words(f"调整 {each.decided}：", f"amended {each.decided}: ").say(lang)
        said.append(f"{amended}{_from(change, lang)}{amendment_changes(each, target, lang)}")
    said += [edit_text(each, target, lang) for each in change.edits]
    return Words("；", "; ").say(lang).join(said) or DASH


def _from(change: Change, lang: Lang) -> str:
    """The goal that the one amendment changed, to stand before the new one."""
    was = change.before
    if was is None or len(change.amendments) > 1 or change.amendments[0].goal is None:
        return ""
    return f"{goal_text(was.target, was.goal, lang)} → "


def _report_text(each: ReportChange, change: Change, lang: Lang) -> str:
    name = f"{CAUSES[each.cause].say(lang)} {each.on}"
    if each.before is None or change.before is None:
        return name
    before = value_text(change.before.target, each.before.figure, lang)
    after = value_text(change.target, each.after.figure, lang) if each.after else DASH
    return f"{name} {before} → {after}"


def status_text(change: Change, lang: Lang) -> str:
    """The status before and after, once where it is the same."""
    return turn(*(status_name(each, lang) if each else DASH for each in (change.before, change.after)))


def turn(before: str, after: str) -> str:
    """Two texts with an arrow between them, or the one where they are the same."""
    return after if before == after else f"{before} → {after}"
