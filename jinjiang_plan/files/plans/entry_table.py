"""An entry of the model as the data of its table in a plan file, without what it inherits."""

from decimal import Decimal
from typing import Any

from jinjiang_plan.files.plans.entry_text import NewEntry
from jinjiang_plan.model.codes import Class, Kind, Op
from jinjiang_plan.model.plan import Baseline, Goal, Plan, Target
from jinjiang_plan.model.words import Words


def new_entry(target: Target, plan: Plan, into: Plan) -> NewEntry:
    """An entry of one plan as it is written into another; what that one, or its action, says already is left out.

    A source that the other plan does not have is left out too.
    """
    initiative = plan.initiative(target.id) if target.what == "initiative" else None
    action = into.action(target.action) or plan.action(target.action)
    above = action.leads if action is not None else into.leads
    table = {
        "title": text_value(target.title),
        "summary": initiative and initiative.summary and text_value(initiative.summary),
        "place": initiative and initiative.place and text_value(initiative.place),
        "kind": target.kind.value if target.what == "target" else None,
        "class": target.class_.value if target.class_ is Class.BINDING else None,
        "unit": target.unit,
        "average": target.average and target.average.value,
        "baseline": target.baseline and baseline_table(target, target.baseline),
        "goal": target.goal and goal_table(target, target.goal),
        "start": None if target.start == into.start else target.start,
        "due": None if target.due == into.due else target.due,
        "lead": None if target.leads == above else lead_value(target.leads),
        "partners": list(target.partners),
        "frequency": None if target.frequency is into.frequency else target.frequency.value,
        "tags": list(target.tags),
        "source": target.source if into.source(target.source) else None,
        "wording": target.wording,
        "note": target.note and text_value(target.note),
    }
    return NewEntry(
        target.what, target.name, {key: value for key, value in table.items() if value not in (None, "", [])}
    )


def text_value(words: Words) -> str | dict[str, str]:
    """A text as a file has it: once where both languages have the same."""
    return words.zh if words.zh == words.en else {"zh": words.zh, "en": words.en}


def lead_value(leads: tuple[Words, ...]) -> Any:  # noqa: ANN401 - a text, a table of two, or a list of them
    """Responsible units as a file has them: one as a text, several as a list."""
    values = [text_value(each) for each in leads]
    return values[0] if len(values) == 1 else values


def goal_table(target: Target, goal: Goal) -> dict[str, Any]:
    """A goal as a file has it."""
    if goal.span is not None:
        low, high = goal.span
        return {"min": low, "max": high, "op": Op.RANGE.value}
    figure = _figure(target, goal.value or Decimal(0))
    return {
        **figure,
        **({"op": goal.op.value} if goal.op else {}),
        **({"assumed": True} if goal.assumed else {}),
    }


def baseline_table(target: Target, baseline: Baseline) -> dict[str, Any]:
    """A baseline as a file has it."""
    return {
        **_figure(target, baseline.value),
        **({"on": baseline.on} if baseline.on else {}),
        **({"assumed": True} if baseline.assumed else {}),
        **({"source": baseline.source} if baseline.source else {}),
    }


def _figure(target: Target, value: Decimal) -> dict[str, Any]:
    if target.kind is Kind.STAGE:
        return {"stage": target.stage_name(int(value))}
    return {"value": bool(value) if target.kind is Kind.DONE else value}
