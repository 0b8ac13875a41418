"""What a table becomes as a plan, before anything is written: each entry with what was guessed of it, and why."""

from typing import Any

from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.conversion import tidy
from jinjiang_plan.model.plan import stage_words
from jinjiang_plan.model.plan_draft import EntryDraft, GoalDraft, PlanDraft
from jinjiang_plan.model.plan_table import WHAT_NAMES, plan_field
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import unit_words
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet
from jinjiang_plan.render.width import visible

COLUMNS: Columns = (
    Column("title", Words("名称", "title"), least=12),
    Column("kind", Words("计算方式", "kind")),
    Column("goal", Words("目标", "goal"), least=8),
    Column("baseline", Words("基期", "baseline"), rank=3),
    Column("due", Words("期限", "due")),
    Column("lead", Words("牵头单位", "lead"), rank=2, least=8),
    Column("guessed", Words("推测（请核对）", "guessed (look again)"), least=16),
    Column("id", Words("编号", "id"), rank=1, least=8),
)
_GUESSED = " ?"


def draft_sheet(draft: PlanDraft, title: str, lang: Lang, most: int | None = None) -> Sheet:
    """The preview: by action, those with guesses marked; at most so many rows."""
    blocks: list[Block] = []
    left = most if most is not None else len(draft.entries)
    names = [("", ""), *((each.id, each.title) for each in draft.actions)]
    for name, heading in names:
        entries = [each for each in draft.entries if each.action == name][: max(left, 0)]
        left -= len(entries)
        if entries:
            head = (Line(visible(f"{heading}  {name}"), "", "strong"),) if name else ()
            blocks.append(Block(head, tuple(_row(each, lang) for each in entries), heads=not blocks))
    more = len(draft.entries) - (most if most is not None else len(draft.entries))
    notes = (
        (
            Line(
                Words(
                    f"另有 {more} 条；`-f plain` 列出全部", f"and {more} more; `-f plain` lists all of them"
                ).say(lang),
                style="dim",
            ),
        )
        if more > 0
        else ()
    )
    return Sheet(
        (Line(visible(title), "", "title"), Line(summary(draft).say(lang))), COLUMNS, tuple(blocks), notes
    )


def summary(draft: PlanDraft) -> Words:
    """How many of what the table holds."""
    targets, initiatives = len(draft.targets), len(draft.initiatives)
    guessed = sum(bool(each.guesses) for each in draft.entries)
    zh = f"目标 {targets} 个，项目 {initiatives} 个，行动 {len(draft.actions)} 个"
    en = f"{number_of(targets, 'target')}, {number_of(initiatives, 'initiative')}, {number_of(len(draft.actions), 'action')}"
    if draft.skipped:
        zh += f"；跳过 {len(draft.skipped)} 行（标题、合计、表注）"
        en += f"; {number_of(len(draft.skipped), 'row')} skipped (headings, totals, remarks)"
    if guessed:
        zh += f"；{guessed} 个里有推测，标 ?"
        en += f"; {guessed} with guesses, marked ?"
    return Words(zh, en)


def _row(entry: EntryDraft, lang: Lang) -> tuple[Cell, ...]:
    fields = {each.field for each in entry.guesses}
    style = "yellow" if entry.guesses else ""

    def cell(text: str, *guessed: str) -> Cell:
        mark = _GUESSED if fields & set(guessed) else ""
        return Cell(f"{visible(text) or DASH}{mark}", style if mark else "")

    return in_order(
        COLUMNS,
        {
            "title": cell(entry.title),
            "kind": cell(kind_words(entry).say(lang), "kind", "what"),
            "goal": cell(goal_words(entry, lang), "goal", "unit"),
            "baseline": cell("" if entry.baseline is None else f"{tidy(entry.baseline):f}", "baseline"),
            "due": cell(entry.due.isoformat() if entry.due else "", "due"),
            "lead": cell(Words("、", ", ").say(lang).join(entry.leads), "lead"),
            "guessed": Cell(visible(grounds(entry, lang)) or DASH),
            "id": cell(entry.full_id, "id", "action"),
        },
    )


def kind_words(entry: EntryDraft) -> Words:
    """The kind of a target, or that it is an initiative."""
    return WHAT_NAMES["initiative"] if entry.kind is None else NAMES[entry.kind]


def goal_words(entry: EntryDraft, lang: Lang) -> str:
    """A goal with its unit, as a sheet shows it."""
    goal = entry.goal or GoalDraft()
    if goal.stage:
        return stage_words(goal.stage).say(lang)
    if goal.done:
        return Words("完成", "done").say(lang)
    unit = unit_words(entry.unit).say(lang)
    behind = unit if unit == "%" else f" {unit}" if unit else ""
    if goal.low is not None and goal.high is not None:
        return f"{tidy(goal.low):f} ~ {tidy(goal.high):f}{behind}"
    if goal.value is None:
        return ""
    op = {Op.AT_LEAST: "≥ ", Op.AT_MOST: "≤ ", Op.ABOVE: "> ", Op.BELOW: "< "}.get(goal.op or Op.RANGE, "")
    return f"{op}{tidy(goal.value):f}{behind}"


def grounds(entry: EntryDraft, lang: Lang) -> str:
    """What was guessed of an entry, each with its ground."""
    colon, gap = Words("：", ": ").say(lang), Words("；", "; ").say(lang)
    return gap.join(
        f"{plan_field(each.field).head.say(lang)}{colon}{each.ground.say(lang)}" for each in entry.guesses
    )


def entry_record(entry: EntryDraft, lang: Lang) -> dict[str, Any]:
    """An entry for machines."""
    goal = entry.goal or GoalDraft()
    return {
        "what": entry.what,
        "id": entry.full_id,
        "title": entry.title,
        "kind": entry.kind.value if entry.kind else None,
        "class": entry.class_.value if entry.class_ else None,
        "unit": entry.unit or None,
        "baseline": None if entry.baseline is None else f"{entry.baseline:f}",
        "goal": goal_words(entry, lang),
        "stage": goal.stage or None,
        "start": entry.start.isoformat() if entry.start else None,
        "due": entry.due.isoformat() if entry.due else None,
        "lead": list(entry.leads),
        "partners": list(entry.partners),
        "wording": entry.wording or None,
        "places": list(entry.cells),
        "guesses": [{"field": each.field, "ground": each.ground.say(lang)} for each in entry.guesses],
    }
