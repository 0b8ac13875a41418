"""The sheet of `diff`: each target that changed, the worst turn first, with why."""

from collections.abc import Iterator
from typing import Any

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.change import Change, Changes, ReportChange, Snapshot
from jinjiang_plan.model.plan import Amendment, Plan, Target
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import in_order
from jinjiang_plan.render.machine import Envelope, number
from jinjiang_plan.render.numbers import DASH, points, share
from jinjiang_plan.render.records import figure_of, goal_of, text
from jinjiang_plan.render.sheets.diff_words import (
    BETTER,
    KINDS,
    SAME,
    WORSE,
    also_text,
    edit_record,
    edit_text,
    kind_of,
    status_text,
    turn,
    why_text,
)
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, plan_line, title_line
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import replayed as at_moment
from jinjiang_plan.render.words import say, unit_name, value_text

COLUMNS = (
    c.PLAN,
    c.CHANGE,
    c.TITLE,
    c.ID._replace(rank=7, only="", least=12),
    c.STATUS,
    c.VALUE._replace(rank=2),
    c.COMPLETION._replace(rank=5),
    c.GAP._replace(rank=4, meaning=None),
    c.WHY,
    c.ALSO,
    c.LEAD._replace(rank=9),
)
_STYLES = {WORSE: "red", BETTER: "green"}


def diff_sheet(changes: Changes, lang: Lang, *, replayed: bool) -> Sheet:
    """A block a plan; `replayed` says that a moment of knowledge was asked for."""
    plans = {plan.id: plan for view in (changes.before, changes.after) for plan in view.portfolio.plans}
    order = dict.fromkeys(
        plan.id for view in (changes.after, changes.before) for plan in view.portfolio.plans
    )
    blocks = (_block(plans[key], changes, lang) for key in order)
    notes = [Line(_HOW.say(lang), "", "dim")] if any(each.why for each in changes.changes) else []
    if any(kind_of(each) is SAME for each in changes.changes):
        notes.append(Line(_SAME.say(lang), "", "dim"))
    return Sheet(
        tuple(_titles(changes, lang, replayed=replayed)),
        COLUMNS,
        tuple(each for each in blocks if each),
        tuple(notes),
    )


_SAME = Words("未变：又报了一次，数值同前", "same: reported again, with the figure that there was")
_HOW = Words(
    "原因：从前到后逐项放入（先是时间，再是计划与调整，最后是台账），看哪一项使状态改变",
    "why: judged again with one thing let in at a time, time first, then the plan and its amendments, then the ledger",
)


def _titles(changes: Changes, lang: Lang, *, replayed: bool) -> Iterator[Line]:
    before, after = changes.before, changes.after
    apart = replayed and before.known_at != after.known_at
    line = f"{_name(before, lang, known=apart)} → {_name(after, lang, known=apart)}"
    if before.portfolio is not after.portfolio:
        line += Words(f"  截至 {after.as_of}", f"  as of {after.as_of}").say(lang)
    if changes.profiles:
        named = " ".join(changes.profiles)
        line += Words(f"  口径 {named}", f"  profile {named}").say(lang)
    if replayed and not apart:
        line += f"  {_known(after, lang)}"
    sample = before.portfolio.sample or after.portfolio.sample
    yield title_line(line, lang, sample=sample, style="title")
    yield Line(_summary(changes, lang), "", "dim")


def _name(view: Snapshot, lang: Lang, *, known: bool) -> str:
    name = visible(view.name.say(lang))
    return f"{name} ({_known(view, lang)})" if known else name


def _known(view: Snapshot, lang: Lang) -> str:
    return at_moment(view.known_at, lang) if view.known_at else ""


def _summary(changes: Changes, lang: Lang) -> str:
    """How many of how many changed, by kind; a new report of the same figure is counted by itself."""
    if changes.empty:
        number = changes.compared
        return Words(f"没有变化（比较了 {number} 项）", f"nothing changed ({number} compared)").say(lang)
    kinds = [kind_of(each) for each in changes.changes]
    counts = "  ".join(f"{kind.say(lang)} {kinds.count(kind)}" for kind in KINDS if kind in kinds)
    number = len(kinds) - kinds.count(SAME)
    whole = Words(
        f"{changes.compared} 项中 {number} 项有变化", f"{number} of {changes.compared} changed"
    ).say(lang)
    return f"{whole}  {counts}".rstrip()


def _block(plan: Plan, changes: Changes, lang: Lang) -> Block | None:
    """What changed of one plan, None for nothing."""
    rows = tuple(_row(each, lang) for each in changes.changes if each.target.plan == plan.id)
    edits = [Line(edit_text(each, None, lang)) for each in changes.edits if each.plan == plan.id]
    if not rows and not edits:
        return None
    return Block((plan_line(plan, "", lang), *edits), rows)


def _row(change: Change, lang: Lang) -> tuple[Cell, ...]:
    target, kind = change.target, kind_of(change)
    latest = change.after or change.before
    sides = _sides(change)
    return in_order(
        COLUMNS,
        {
            "plan": Cell(visible(target.plan)),
            "change": Cell(kind.say(lang), _STYLES.get(kind, "")),
            "title": Cell(say(target.title, lang)),
            "id": Cell(target.id),
            "status": Cell(status_text(change, lang), latest.light.value if latest else ""),
            "value": Cell(f"{_turn(change, lang)} {unit_name(target, lang)}".rstrip()),
            "completion": Cell(
                turn(*(share(each.completion, whole=each.whole) if each else DASH for each in sides))
            ),
            "gap": Cell(turn(*(points(each.gap) if each else DASH for each in sides))),
            "why": Cell(why_text(change, lang)),
            "also": Cell(also_text(change, lang), plain=also_text(change, lang, whole=True)),
            "lead": Cell(say(target.lead, lang)),
        },
    )


def _turn(change: Change, lang: Lang) -> str:
    """The value before and after."""
    return turn(*(value_text(each.target, each.value, lang) if each else DASH for each in _sides(change)))


def _sides(change: Change) -> tuple[Assessment | None, Assessment | None]:
    return change.before, change.after


# What JSON and its kin say of `diff`: each change with both sides, its reasons, and what came in between.


SIDE_FIELDS = ("status", "light", "value", "value_on", "completion", "gap_pp", "goal", "due", "lead")
"""What is told of a target on each side; in rows behind `before_` and `after_`."""


def changes_record(changes: Changes, lang: Lang, *, replayed: bool) -> dict[str, Any]:
    """The whole of `diff --format json`."""
    views = {"before": changes.before, "after": changes.after}
    head = Envelope(
        span={name: _view(view, lang, replayed=replayed) for name, view in views.items()},
        profiles=changes.profiles,
        lang=lang,
        sample=any(view.portfolio.sample for view in views.values()),
    )
    return head.around(
        {
            "compared": changes.compared,
            "changes": [_change(each, lang) for each in changes.changes],
            "edits": [edit_record(each, None, lang) for each in changes.edits],
        }
    )


def _view(view: Snapshot, lang: Lang, *, replayed: bool) -> dict[str, Any]:
    known = view.known_at.isoformat() if replayed and view.known_at else None
    return {"name": view.name.say(lang), "as_of": view.as_of.isoformat(), "known_at": known}


def _change(change: Change, lang: Lang) -> dict[str, Any]:
    target = change.target
    return {
        **_identity(change, lang),
        "before": change.before and _side(change.before, lang),
        "after": change.after and _side(change.after, lang),
        "why": [{"cause": step.cause.value, "status": step.status.value} for step in change.why],
        "causes": [
            {"cause": each.cause.value, "on": each.on and each.on.isoformat(), "without": each.without.value}
            for each in change.needed
        ],
        "reports": [_report(each, change) for each in change.reports],
        "amendments": [_amendment(each, target, lang) for each in change.amendments],
        "edits": [edit_record(each, target, lang) for each in change.edits],
    }


def change_row(change: Change, lang: Lang) -> dict[str, Any]:
    """A change in one row: lists hold `cause:status`, `cause:key` and names of fields."""
    sides = {
        f"{name}_{key}": value
        for name, each in (("before", change.before), ("after", change.after))
        for key, value in (_side(each, lang) if each else dict.fromkeys(SIDE_FIELDS)).items()
    }
    return {
        **_identity(change, lang),
        **sides,
        "why": [f"{step.cause.value}:{step.status.value}" for step in change.why],
        "causes": [cause.value for cause in change.causes],
        "reports": [f"{each.cause.value}:{each.on}" for each in change.reports],
        "amendments": [each.decided.isoformat() for each in change.amendments],
        "edits": [each.field for each in change.edits],
    }


def _identity(change: Change, lang: Lang) -> dict[str, Any]:
    target = change.target
    return {
        "plan": target.plan,
        "action": target.action,
        "id": target.id,
        "what": target.what,
        "title": target.title.say(lang),
        "unit": target.unit or None,
        "change": kind_of(change).en,
    }


def _side(each: Assessment, lang: Lang) -> dict[str, Any]:
    target = each.target
    values = (
        each.status.value,
        each.light.value,
        figure_of(target, each.value),
        each.value_on.isoformat() if each.value_on else None,
        number(each.completion),
        number(each.gap),
        goal_of(target, each.goal),
        each.due.isoformat(),
        text(target.lead, lang),
    )
    return dict(zip(SIDE_FIELDS, values, strict=True))


def _report(each: ReportChange, change: Change) -> dict[str, Any]:
    was, now = (side.target if side else change.target for side in (change.before, change.after))
    before, after = each.before, each.after
    return {
        "cause": each.cause.value,
        "on": each.on.isoformat(),
        "before": before and _figure(was, before),
        "after": after and _figure(now, after),
        "key": after.key if after else None,
        "recorded": after.recorded.isoformat() if after else None,
    }


def _figure(target: Target, report: Any) -> Any:  # noqa: ANN401 - a number or a stage's name
    from fractions import Fraction

    return figure_of(target, None if report.figure is None else Fraction(report.figure))


def _amendment(each: Amendment, target: Target, lang: Lang) -> dict[str, Any]:
    return {
        "decided": each.decided.isoformat(),
        "goal": goal_of(target, each.goal),
        "due": each.due.isoformat() if each.due else None,
        "status": each.status.value if each.status else None,
        "document": text(each.document, lang),
        "reason": text(each.reason, lang),
    }
