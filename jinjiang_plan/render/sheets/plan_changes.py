"""What a second version of a plan's table would change, before it does: a sheet, and records for machines."""

from collections.abc import Collection
from typing import Any

from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.plan_change import DUES, GOALS, SORT_NAMES, ChangeSort, PlanChange, PlanChanges
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Lang, Words, joined
from jinjiang_plan.render.columns import Column, Columns
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet
from jinjiang_plan.render.words import say

COLUMNS: Columns = (
    Column("change", Words("变化", "change")),
    Column("id", Words("编号", "id"), rank=3, least=10),
    Column("title", Words("名称", "title"), least=12),
    Column("was", Words("原为", "was"), least=8),
    Column("now", Words("改为", "now"), least=8),
    Column("by-hand", Words("写入", "written"), rank=2),
)
_STYLES = {
    **dict.fromkeys((ChangeSort.GONE, ChangeSort.REDEFINED), "red"),
    **dict.fromkeys((ChangeSort.POSTPONED, ChangeSort.EASED, ChangeSort.ALTERED), "yellow"),
    **dict.fromkeys((ChangeSort.TIGHTENED, ChangeSort.BROUGHT_FORWARD, ChangeSort.NEW), "green"),
}


def changes_sheet(plan: Plan, changes: PlanChanges, left: Collection[PlanChange], lang: Lang) -> Sheet:
    """The proposal: what is harder on the public first, each sort in the order of the plan."""
    rows = tuple(_row(each, lang, by_hand=each in left) for sort in ChangeSort for each in changes.of(sort))
    titles = [Line(say(plan.title, lang), plan.id, "title"), Line(summary(changes, lang))]
    doubts = (Line(doubt.words.say(lang), style="dim") for _, doubt in changes.doubts)
    return Sheet(tuple(titles), COLUMNS, (Block((), rows),) if rows else (), tuple(doubts))


def summary(changes: PlanChanges, lang: Lang) -> str:
    """How many changes there are of each sort."""
    counts = [(SORT_NAMES[sort].say(lang), len(changes.of(sort))) for sort in ChangeSort]
    said = "  ".join(f"{name} {count}" for name, count in counts if count)
    return said or Words("与计划相同，没有变化", "the same as the plan: nothing changed").say(lang)


def change_records(
    plan: Plan, changes: PlanChanges, left: Collection[PlanChange], lang: Lang
) -> list[dict[str, Any]]:
    """The changes for machines, in the order of the sheet."""
    return [
        {
            "plan": plan.id,
            "change": each.sort.value,
            "what": each.entry.what,
            "id": each.entry.id,
            "title": each.entry.title.say(lang),
            "was": _side(each, each.before, lang) or None,
            "now": _side(each, each.after, lang) or None,
            "by_hand": each in left,
        }
        for sort in ChangeSort
        for each in changes.of(sort)
    ]


def changes_document(
    plan: Plan, changes: PlanChanges, left: Collection[PlanChange], lang: Lang
) -> dict[str, Any]:
    """The proposal as one document."""
    return {
        "format": 1,
        "plan": plan.id,
        "counts": {sort.value: len(changes.of(sort)) for sort in ChangeSort},
        "changes": change_records(plan, changes, left, lang),
        "doubts": [
            {"id": target.id, "code": doubt.code, "words": doubt.words.say(lang)}
            for target, doubt in changes.doubts
        ],
    }


def _row(change: PlanChange, lang: Lang, *, by_hand: bool) -> tuple[Cell, ...]:
    name = SORT_NAMES[change.sort].say(lang)
    return (
        Cell(name, _STYLES.get(change.sort, "")),
        Cell(change.entry.id),
        Cell(say(change.entry.title, lang)),
        Cell(_side(change, change.before, lang) or DASH),
        Cell(_side(change, change.after, lang) or DASH),
        Cell(Words("手工", "by hand").say(lang) if by_hand else "", "dim"),
    )


def _side(change: PlanChange, target: Target | None, lang: Lang) -> str:
    """What a change is about, as one of its two sides has it; empty for nothing."""
    if target is None:
        return ""
    sort = change.sort
    if sort in DUES:
        return target.due.isoformat()
    if sort in GOALS:
        return _goal(target, lang)
    if sort in (ChangeSort.GONE, ChangeSort.NEW, ChangeSort.REVIVED):
        return " ".join(each for each in (_goal(target, lang), target.due.isoformat()) if each)
    return _attribute(sort, target, lang)


def _attribute(sort: ChangeSort, target: Target, lang: Lang) -> str:
    """What a target says of the attribute that a sort of change is about."""
    match sort:
        case ChangeSort.BASELINE:
            return Value(target, target.baseline.value).with_unit.say(lang) if target.baseline else ""
        case ChangeSort.CLASS:
            return NAMES[target.class_].say(lang) if target.class_ else ""
        case ChangeSort.LEAD:
            return say(joined(target.leads) or Words("", ""), lang)
        case ChangeSort.PARTNERS:
            return Words("、", ", ").say(lang).join(target.partners)
        case ChangeSort.RENAMED:
            return say(target.title, lang)
        case ChangeSort.MOVED:
            return target.action or target.plan
    return " ".join(each for each in (NAMES[target.kind].say(lang), target.unit) if each)


def _goal(target: Target, lang: Lang) -> str:
    return GoalValue(target, target.goal).with_unit.say(lang) if target.goal else ""
