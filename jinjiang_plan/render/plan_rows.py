"""A plan as the table that it is published as: a row for each entry, and what the table has no column for."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.model.codes import STAGES, Frequency, Kind, Op, PathShape
from jinjiang_plan.model.plan import Plan, Target, stage_words
from jinjiang_plan.model.plan_table import WHAT_NAMES, plan_field
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.value import YES_NO
from jinjiang_plan.model.words import Lang, Words

KEYS = (
    *(
        "id",
        "title",
        "goal",
        "unit",
        "baseline",
        "baseline-on",
        "start",
        "due",
        "lead",
        "partners",
        "class",
        "kind",
    ),
    *("what", "action-id", "action", "summary", "place", "frequency", "source", "wording", "note"),
)
"""The columns of the table, in their order."""
ALWAYS = ("id", "title", "goal", "unit", "due", "lead", "kind", "what", "action-id", "action", "wording")
"""Columns that stand in the table even where they are empty: that nothing is said there says something."""
BETWEEN = Words("、", "; ")
"""What parts the names of several units."""
_OPS = {Op.AT_LEAST: "≥", Op.ABOVE: ">", Op.AT_MOST: "≤", Op.BELOW: "<"}
_RHYTHMS = {
    Frequency.MONTH: Words("月", "month"),
    Frequency.QUARTER: Words("季度", "quarter"),
    Frequency.HALF_YEAR: Words("半年", "half-year"),
    Frequency.YEAR: Words("年", "year"),
}

PlanCell = str | Decimal | date | None
PlanRow = dict[str, PlanCell]


def heading(key: str) -> Words:
    """The heading of a column."""
    return plan_field(key).head


def plan_rows(plan: Plan, lang: Lang) -> list[PlanRow]:
    """The entries as rows by column, in the reader's language: the plan's own level first, then each action's."""
    entries = list(plan.judged)
    rows = []
    for action in (None, *(each.id for each in plan.actions)):
        rows += [_row(plan, each, lang) for each in entries if each.action == action]
    return rows


def filled_keys(rows: list[PlanRow]) -> list[str]:
    """The columns that the table has: those with something in them, and those that are always there."""
    return [key for key in KEYS if key in ALWAYS or any(row[key] not in (None, "") for row in rows)]


def _row(plan: Plan, target: Target, lang: Lang) -> PlanRow:
    action, source = plan.action(target.action), plan.source(target.source)
    initiative = plan.initiative(target.id) if target.what == "initiative" else None
    summary = initiative and initiative.summary
    place = initiative and initiative.place
    return {
        "id": target.name,
        "title": target.title.say(lang),
        "goal": goal_cell(target, lang),
        "unit": target.unit,
        "baseline": target.baseline.value if target.baseline and _holds_baseline(target) else None,
        "baseline-on": target.baseline.on if target.baseline and _holds_baseline(target) else None,
        "start": None if target.start == plan.start else target.start,
        "due": target.due,
        "lead": BETWEEN.say(lang).join(each.say(lang) for each in target.leads),
        "partners": BETWEEN.say(lang).join(target.partners),
        "class": NAMES[target.class_].say(lang) if target.class_ else None,
        "kind": NAMES[target.kind].say(lang) if target.what == "target" else None,
        "what": WHAT_NAMES[target.what].say(lang),
        "action-id": target.action,
        "action": action.title.say(lang) if action else None,
        "summary": summary.say(lang) if summary else None,
        "place": place.say(lang) if place else None,
        "frequency": None if target.frequency is plan.frequency else _RHYTHMS[target.frequency].say(lang),
        "source": source.title.say(lang) if source else target.source or None,
        "wording": target.wording or None,
        "note": target.note.say(lang) if target.note else None,
    }


def goal_cell(target: Target, lang: Lang) -> PlanCell:
    """The goal as the table has it: a number alone, one with the sign of its op, a range, a stage, a yes."""
    goal = target.goal
    if goal is None:
        return None
    if target.kind is Kind.STAGE:
        return stage_words(target.stage_name(int(goal.value or 0))).say(lang)
    if target.kind is Kind.DONE:
        return YES_NO[1].say(lang)
    if goal.span is not None:
        return "~".join(f"{bound:f}" for bound in goal.span)
    if goal.value is None:
        return None
    return f"{_OPS[goal.op]}{goal.value:f}" if goal.op in _OPS else goal.value


def _holds_baseline(target: Target) -> bool:
    """Whether the table can say the baseline: a number that something is reckoned from."""
    return target.kind.has_way and not target.kind.named


class LeftOut(NamedTuple):
    """What the table has no column for, and where."""

    key: str
    """The key of the plan file."""
    name: Words
    """Its name."""
    ids: tuple[str, ...]
    """The entries that say it; none for the plan itself."""

    @property
    def words(self) -> Words:
        """The name, with how many entries say it."""
        if not self.ids:
            return self.name
        count = len(self.ids)
        entries = "1 entry" if count == 1 else f"{count} entries"
        return Words(f"{self.name.zh}（{count} 项）", f"{self.name.en} ({entries})")


def left_out(plan: Plan) -> list[LeftOut]:
    """What of a plan its table does not hold, in the order of the format."""
    found: dict[str, list[str]] = {}
    for target in plan.judged:
        for key in _unheld(plan, target):
            found.setdefault(key, []).append(target.id)
    held = [LeftOut(key, _NAMES[key], tuple(found[key])) for key in _NAMES if key in found]
    return [*_of_the_plan(plan), *held]


_NAMES = {
    "title": Words("另一种语言的文字", "texts in the other language"),
    "no-goal": Words("没有目标值（读回时按是否完成）", "that there is no goal (read back as yes or no)"),
    "baseline": Words("基期值（阶段、是否、位次等的）", "baselines of stages, rates, ranks and the like"),
    "assumed": Words("推定标记", "marks of what is assumed"),
    "path": Words("路径和季节权重", "paths and seasons"),
    "milestone": Words("里程碑", "milestones"),
    "sum_of": Words("分项", "parts of sums"),
    "resets": Words("每年清零", "yearly resets"),
    "average": Words("年均口径", "kinds of average"),
    "weight": Words("权重", "weights"),
    "tags": Words("标签", "tags"),
    "limits": Words("数值范围", "limits"),
    "stages": Words("自定的阶段", "stages of their own"),
    "serves": Words("项目支撑的目标", "targets that initiatives serve"),
    "amendment": Words("正式调整", "amendments"),
    "year_end": Words("报告年度", "reporting years"),
}
"""The keys that the table has no column for, with their names."""


def _unheld(plan: Plan, target: Target) -> Iterator[str]:
    """The keys of an entry that its row does not hold."""
    initiative = plan.initiative(target.id) if target.what == "initiative" else None
    goal, baseline = target.goal, target.baseline
    tests = {
        "title": any(text is not None and text.zh != text.en for text in _texts(plan, target)),
        "no-goal": goal is None and target.kind.named,
        "baseline": baseline is not None and not _holds_baseline(target),
        "assumed": target.assumed
        or bool(goal and goal.assumed)
        or bool(baseline and (baseline.assumed or baseline.source)),
        "path": target.course is not _usual(target) or bool(target.seasons),
        "milestone": bool(target.milestones),
        "sum_of": bool(target.sum_of),
        "resets": target.resets is not None,
        "average": target.average is not None,
        "weight": target.weight != 1,
        "tags": bool(target.tags),
        "limits": target.limits != (None, None),
        "stages": target.kind is Kind.STAGE and target.stages != STAGES,
        "serves": bool(initiative and initiative.serves),
        "amendment": bool(target.amendments),
        "year_end": target.year_end != plan.year_end,
    }
    yield from (key for key, says in tests.items() if says)


def _usual(target: Target) -> PathShape:
    """The path of a target that names none."""
    return PathShape.STEP if target.kind is Kind.DONE else PathShape.LINEAR


def _texts(plan: Plan, target: Target) -> Iterator[Words | None]:
    initiative = plan.initiative(target.id) if target.what == "initiative" else None
    yield from (target.title, target.note, *target.leads)
    if initiative is not None:
        yield from (initiative.summary, initiative.place)


def _of_the_plan(plan: Plan) -> Iterator[LeftOut]:
    """What the plan says of itself, which no row holds."""
    yield LeftOut("plan", Words("计划本身的名称、期限和标准", "the plan's own title, period and profile"), ())
    if plan.sources:
        yield LeftOut("source", Words("出处的文号、网址等", "numbers, addresses and more of the sources"), ())
    if any(each.summary for each in plan.actions):
        yield LeftOut("action", Words("行动的内容", "summaries of actions"), ())


def plan_records(plan: Plan, lang: Lang) -> list[dict[str, Any]]:
    """The rows under their headings, numbers as they are written: for a text file."""
    rows = plan_rows(plan, lang)
    keys = filled_keys(rows)
    return [{heading(key).say(lang): _text(row[key]) for key in keys} for row in rows]


def _text(cell: PlanCell) -> object:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else cell
