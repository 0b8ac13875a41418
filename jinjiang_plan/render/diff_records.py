"""What JSON and its kin say of `diff`: each change with both sides, its reasons, and what came in between."""

from typing import Any

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.change import Change, Changes, ReportChange, View
from jinjiang_plan.model.plan import Amendment, Target
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.change_words import kind_of
from jinjiang_plan.render.edit_words import edit_record
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.records import figure_of, goal_of, text

SIDE_FIELDS = ("status", "light", "value", "value_on", "completion", "gap_pp", "goal", "due", "lead")
"""What is told of a target on each side; in rows behind `before_` and `after_`."""


def changes_record(changes: Changes, lang: Lang, *, replayed: bool) -> dict[str, Any]:
    """The whole of `diff --format json`."""
    return {
        "format": 1,
        "before": _view(changes.before, lang, replayed=replayed),
        "after": _view(changes.after, lang, replayed=replayed),
        "profile": ",".join(changes.profiles),
        "lang": lang,
        "sample": changes.before.portfolio.sample or changes.after.portfolio.sample,
        "compared": changes.compared,
        "changes": [_change(each, lang) for each in changes.changes],
        "edits": [edit_record(each, None, lang) for each in changes.edits],
    }


def _view(view: View, lang: Lang, *, replayed: bool) -> dict[str, Any]:
    known = view.known_at.isoformat() if replayed and view.known_at else None
    return {"name": view.name.say(lang), "as_of": view.as_of.isoformat(), "known_at": known}


def _change(change: Change, lang: Lang) -> dict[str, Any]:
    target = change.target
    return {
        **_identity(change, lang),
        "before": change.before and _side(change.before, lang),
        "after": change.after and _side(change.after, lang),
        "why": [{"cause": step.cause.value, "status": step.status.value} for step in change.why],
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
