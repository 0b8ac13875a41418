"""A plan as the second version of its table proposes it, by the names that the plan itself uses, to be held against it."""

from collections.abc import Mapping
from typing import Any

from jinjiang_plan.files.plans.builder import Defaults, build_action, build_initiative, build_target
from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.plan import Action, Plan
from jinjiang_plan.model.plan_draft import EntryDraft, GoalDraft, PlanDraft


def drafted_plan(draft: PlanDraft, plan: Plan) -> Plan:
    """The plan that a table proposes in the place of one that is there.

    An action, and a document, that the plan has under another id but by the same title keeps the plan's id. What the
    table does not say of an entry is as the plan says it for all.
    """
    names = _action_names(draft, plan)
    actions = {names[each.id]: _action(names[each.id], each.title, plan) for each in draft.actions}
    targets, initiatives = [], []
    for entry in draft.entries:
        action = actions.get(names.get(entry.action, entry.action))
        above = _above(plan, action)
        table = _table(entry, plan)
        if entry.what == "initiative":
            initiatives.append(build_initiative(entry.id, table, above)[0])
        else:
            targets.append(build_target(entry.id, table, above)[0]._replace(own_units=plan.units))
    return plan._replace(
        actions=tuple(actions.values()), targets=tuple(targets), initiatives=tuple(initiatives)
    )


def stated_aspects(draft: PlanDraft, plan: Plan) -> dict[str, frozenset[str]]:
    """By the id of each entry, as the drafted plan has it, what its rows state of it; what was guessed is not stated."""
    names = _action_names(draft, plan)
    stated = {}
    for entry in draft.entries:
        action = names.get(entry.action, entry.action)
        stated[f"{action}.{entry.id}" if action else entry.id] = frozenset(_aspects(entry))
    return stated


def _aspects(entry: EntryDraft) -> set[str]:
    guessed = {each.field for each in entry.guesses}
    goal = entry.goal is not None and not (entry.goal.done and "goal" in guessed)
    said = {
        "title": bool(entry.title),
        "goal": goal,
        "unit": bool(entry.unit) and "unit" not in guessed,
        "kind": entry.kind is not None and "kind" not in guessed,
        "baseline": entry.baseline is not None,
        "due": entry.due is not None,
        "lead": bool(entry.leads),
        "partners": bool(entry.partners),
        "class": entry.class_ is not None,
    }
    return {aspect for aspect, says in said.items() if says}


def _action_names(draft: PlanDraft, plan: Plan) -> dict[str, str]:
    """The id that each action of the table has in the plan: the same, or that of the one with its title."""
    known = {each.id for each in plan.actions}
    titled = {text: each.id for each in plan.actions for text in each.title}
    return {
        each.id: each.id if each.id in known else titled.get(each.title, each.id) for each in draft.actions
    }


def _action(name: str, title: str, plan: Plan) -> Action:
    return plan.action(name) or build_action(name, {"title": title}, plan.leads, "")


def _above(plan: Plan, action: Action | None) -> Defaults:
    return Defaults(
        plan.id,
        action.id if action else None,
        plan.start,
        plan.due,
        None,
        plan.frequency,
        action.leads if action else plan.leads,
        plan.sample,
        action.file if action else plan.file,
        plan.year_end,
        plan.tolerance,
        plan.timezone,
    )


def _table(entry: EntryDraft, plan: Plan) -> dict[str, Any]:
    sources = {text: each.key for each in plan.sources for text in (*each.title, each.key)}
    table = {
        "title": entry.title,
        "summary": entry.summary,
        "place": entry.place,
        "kind": entry.kind and entry.kind.value,
        "class": entry.class_ and entry.class_.value,
        "unit": entry.unit,
        "baseline": None if entry.baseline is None else _baseline(entry),
        "goal": entry.goal and _goal(entry.goal),
        "start": entry.start,
        "due": entry.due,
        "lead": list(entry.leads),
        "partners": list(entry.partners),
        "frequency": entry.frequency and entry.frequency.value,
        "source": sources.get(entry.source, ""),
        "wording": entry.wording,
        "note": entry.note,
    }
    return {key: value for key, value in table.items() if value not in (None, "", [])}


def _baseline(entry: EntryDraft) -> Mapping[str, Any]:
    return {"value": entry.baseline, **({"on": entry.baseline_on} if entry.baseline_on else {})}


def _goal(goal: GoalDraft) -> Mapping[str, Any]:
    if goal.done:
        return {"value": True}
    if goal.stage:
        return {"stage": goal.stage}
    if goal.op is Op.RANGE:
        return {"min": goal.low, "max": goal.high, "op": Op.RANGE.value}
    return {"value": goal.value, **({"op": goal.op.value} if goal.op else {})}
