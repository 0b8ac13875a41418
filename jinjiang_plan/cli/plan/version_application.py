"""The changes that a second version of a table proposes, made edits of plan files: amendments, or plain edits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.base.weaker import op_in_force
from jinjiang_plan.files.layout import HEAD, entry_path
from jinjiang_plan.files.plans.amend import NewAmendment
from jinjiang_plan.files.plans.entry_edits import EntryEdits
from jinjiang_plan.files.plans.entry_table import (
    baseline_table,
    goal_table,
    lead_value,
    new_entry,
    text_value,
)
from jinjiang_plan.files.plans.entry_text import action_text
from jinjiang_plan.model.codes import Halt, Kind
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.plan_change import BY_HAND, DUES, GOALS, ChangeSort, PlanChange, PlanChanges
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Words


class Decision(NamedTuple):
    """The formal ground on which changes are entered as amendments."""

    decided: date
    """The day of the decision."""
    document: str
    """The document that decided it."""
    reason: str
    """Why it was decided."""
    recorded: datetime
    """When it is entered."""
    by: str
    """Who enters it."""


class LeftChange(NamedTuple):
    """A change that is not written, and why."""

    change: PlanChange
    words: Words


class Application(NamedTuple):
    """What is to be written of the proposed changes, and what has to be done by hand."""

    plan: Plan
    """The plan as it was read."""
    table: Plan
    """The plan that the table proposes."""
    decision: Decision | None
    """The ground of amendments, None for plain edits."""
    written: tuple[PlanChange, ...]
    """The changes that are written."""
    left: tuple[LeftChange, ...]
    """The changes that are left to be made by hand."""

    def paths(self) -> list[Path]:
        """The files that the changes are written to."""
        return sorted({self._path(each) for each in self.written})

    def _path(self, change: PlanChange) -> Path:
        if change.before is not None:
            return entry_path(self.plan, change.before)
        action = change.entry.action
        return Path(self.plan.folder) / (f"{action}.toml" if action else HEAD)

    def edited(self, texts: Mapping[Path, str]) -> dict[Path, str]:
        """The new texts of the files, from the present ones.

        Raises:
            Refusal: a file is laid out so that a change has no place in it (exit 1).
        """
        files: dict[Path, EntryEdits] = {}
        by_entry: dict[str, list[PlanChange]] = {}
        for change in self.written:
            by_entry.setdefault(f"{change.before is None}/{change.entry.id}", []).append(change)
        for changes in by_entry.values():
            path = self._path(changes[0])
            if path not in files:
                files[path] = EntryEdits(texts.get(path) or self._new_action(path.stem), str(path))
            self._edit(files[path], changes)
        return {path: edits.outcome() for path, edits in files.items()}

    def _new_action(self, name: str) -> str:
        """The text of the file of an action that the plan does not have yet."""
        action = self.table.action(name)
        order = max((each.order for each in self.plan.actions), default=0) + 1
        later = [each.id for each in self.table.actions if self.plan.action(each.id) is None]
        title = text_value(action.title) if action else name
        return action_text({"title": title, "order": order + (later.index(name) if name in later else 0)})

    def _edit(self, edits: EntryEdits, changes: Sequence[PlanChange]) -> None:
        first = changes[0]
        if first.before is None:
            edits.add(new_entry(first.entry, self.table, self.plan))
            return
        before = first.before
        if self.decision is not None:
            amendment = _amendment(changes, self.decision)
            if amendment is not None:
                edits.amend(before, amendment)
        elif first.after is None:
            edits.remove(before.what, before.name)
            return
        for change in changes:
            for key, value in _plain_edits(change, formal=self.decision is not None):
                edits.replace(before.what, before.name, key, value)


_EXCEPTED = Words("按 --except 不写", "left out by --except")


def application(
    changes: PlanChanges,
    plan: Plan,
    table: Plan,
    decision: Decision | None,
    excepted: Collection[str] = (),
) -> Application:
    """What of the changes can be written, as amendments or as plain edits, and what is left.

    Args:
        changes: all that is proposed.
        plan: the plan as it was read.
        table: the plan that the table proposes.
        decision: the ground of amendments, None for plain edits.
        excepted: the ids of entries that are left as they are.
    """
    left = [
        LeftChange(each, words)
        for each in changes.changes
        if (words := _EXCEPTED if each.entry.id in excepted else _hindrance(each, decision))
    ]
    kept = [each.change for each in left]
    return Application(
        plan, table, decision, tuple(each for each in changes.changes if each not in kept), tuple(left)
    )


def _hindrance(change: PlanChange, decision: Decision | None) -> Words | None:
    """Why a change cannot be written; None where it can."""
    before, after = change.before, change.after
    if change.sort in BY_HAND:
        return Words(
            "要手工修改：已报的数可能不再可比",
            "to be made by hand: figures reported so far may mean something else",
        )
    if before is None or after is None:
        return None
    if decision is None:
        if change.sort is ChangeSort.REVIVED or (
            before.amendments and change.sort in (*GOALS, *DUES, ChangeSort.BASELINE)
        ):
            return Words(
                "已有正式调整，直接改不起作用；用 --document 写成调整",
                "it has amendments, over which a plain edit has no force; enter it with --document",
            )
    elif change.sort in GOALS:
        if after.goal is None:
            return Words(
                "没有目标值了，调整写不出；要取消用 amend --status",
                "no goal is left, which no amendment says; to cancel it, use amend --status",
            )
        if before.goal is not None and _op(before) is not _op(after):
            return Words(
                "比较方式（op）变了，调整写不出，要手工修改",
                "its op is another, which no amendment says: to be changed by hand",
            )
    return None


def _op(target: Target) -> object:
    if target.goal is None or target.goal.span is not None:
        return None
    return op_in_force(target, target.goal, target.baseline)


def _amendment(changes: Sequence[PlanChange], decision: Decision) -> NewAmendment | None:
    """The one amendment that says all of an entry's changes which amendments say; None where there is none."""
    said = NewAmendment(
        decision.decided, decision.document, decision.reason, recorded=decision.recorded, by=decision.by
    )
    bare = said
    for change in changes:
        after = change.after
        if change.sort is ChangeSort.GONE:
            said = said._replace(status=Halt.CANCELLED.value)
        elif change.sort is ChangeSort.REVIVED:
            said = said._replace(status=Halt.ACTIVE.value)
        elif after is not None and change.sort in DUES:
            said = said._replace(due=after.due)
        elif after is not None and change.sort in GOALS and after.goal is not None:
            said = _with_goal(said, after)
        elif after is not None and change.sort is ChangeSort.BASELINE and after.baseline is not None:
            based = after.baseline
            held = change.before and change.before.baseline
            said = said._replace(
                baseline=_code(after, based.value), baseline_on=based.on or (held.on if held else None)
            )
    return None if said == bare else said


def _with_goal(amendment: NewAmendment, after: Target) -> NewAmendment:
    goal = after.goal
    if goal is None or goal.value is None:
        return amendment._replace(span=goal.span if goal else None)
    code = _code(after, goal.value)
    return amendment._replace(stage=code) if isinstance(code, str) else amendment._replace(value=code)


def _code(target: Target, value: Decimal) -> Decimal | bool | str:
    """A value as plan files have it."""
    if target.kind is Kind.STAGE:
        return Value(target, value).code
    return bool(value) if target.kind is Kind.DONE else value


def _plain_edits(change: PlanChange, *, formal: bool) -> Iterator[tuple[str, object]]:
    """The keys that a change gives another value in the entry's own table."""
    before, after = change.before, change.after
    if before is None or after is None:
        return
    match change.sort:
        case ChangeSort.RENAMED:
            yield "title", _title(before, after)
        case ChangeSort.LEAD:
            yield "lead", lead_value(after.leads)
        case ChangeSort.PARTNERS:
            yield "partners", list(after.partners)
        case ChangeSort.CLASS if after.class_ is not None:
            yield "class", after.class_.value
    if formal:
        return
    if change.sort in DUES:
        yield "due", after.due
    elif change.sort is ChangeSort.BASELINE and after.baseline is not None:
        on = after.baseline.on or (before.baseline.on if before.baseline else None)
        yield "baseline", baseline_table(after, after.baseline._replace(on=on))
    elif change.sort in GOALS and after.goal is not None:
        op = after.goal.op or (before.goal.op if before.goal and before.goal.span is None else None)
        yield "goal", goal_table(after, after.goal if after.goal.span else after.goal._replace(op=op))


def _title(before: Target, after: Target) -> object:
    """The new title; of two languages the one that the table is in, the other as it was."""
    if before.title.zh == before.title.en or after.title.zh != after.title.en:
        return text_value(after.title)
    text = after.title.zh
    chinese = any("\u3400" <= sign <= "\u9fff" for sign in text)
    return {"zh": text, "en": before.title.en} if chinese else {"zh": before.title.zh, "en": text}
