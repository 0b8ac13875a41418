"""What was edited in the files of the plans: every entry that differs, of plans, actions, documents and targets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinjiang_plan.assess.replaying import added_to
from jinjiang_plan.model.change import Edit
from jinjiang_plan.model.plan import Initiative, Plan, Target

PLAN_FIELDS = {
    **{name: name for name in ("title", "start", "due", "assumed", "lead", "profile", "frequency")},
    **{name: name for name in ("languages", "timezone", "sample", "summary", "note")},
}
ACTION_FIELDS = {name: name for name in ("title", "order", "lead", "summary")}
SOURCE_FIELDS = {name: name for name in ("title", "publisher", "published", "url", "number", "note")}
TARGET_FIELDS = {
    **{name: name for name in ("title", "kind")},
    "class_": "class",
    **{name: name for name in ("unit", "baseline", "goal", "start", "due")},
    "basis": "time_basis",
    "course": "path",
    "milestones": "milestone",
    **{
        name: name
        for name in ("sum_of", "weight", "lead", "partners", "frequency", "tags", "limits", "source")
    },
    **{name: name for name in ("wording", "stages", "assumed", "note")},
}
"""The fields that are compared, with the names that they have in the files."""
INITIATIVE_FIELDS = {name: name for name in ("summary", "place", "serves")}


def plan_edits(was: Sequence[Plan], now: Sequence[Plan]) -> Iterator[Edit]:
    """What was edited of the plans themselves, their actions and documents; targets are another matter."""
    before, after = {plan.id: plan for plan in was}, {plan.id: plan for plan in now}
    for key in _keys(before, after):
        one, two = before.get(key), after.get(key)
        if one is None or two is None:
            yield Edit(key, "", "plan", one and one.title, two and two.title)
            continue
        yield from _edits(key, "", PLAN_FIELDS, one, two)
        actions = [{action.id: action for action in plan.actions} for plan in (one, two)]
        yield from _listed(key, "action", ACTION_FIELDS, *actions)
        sources = [{source.key: source for source in plan.sources} for plan in (one, two)]
        yield from _listed(key, "source", SOURCE_FIELDS, *sources)


def target_edits(
    was: Target, now: Target, project_was: Initiative | None, project: Initiative | None
) -> Iterator[Edit]:
    """What was edited of one target; an amendment that was added is no edit, one that was altered is."""
    yield from _edits(now.plan, now.id, TARGET_FIELDS, was, now)
    if not added_to(was, now):
        yield Edit(now.plan, now.id, "amendment", was.amendments, now.amendments)
    if project_was is not None and project is not None:
        yield from _edits(now.plan, now.id, INITIATIVE_FIELDS, project_was, project)


def _listed(
    plan: str, noun: str, fields: Mapping[str, str], was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Edit]:
    for key in _keys(was, now):
        one, two = was.get(key), now.get(key)
        if one is None or two is None:
            yield Edit(plan, key, noun, one and one.title, two and two.title)
        else:
            yield from _edits(plan, key, fields, one, two, f"{noun}.")


def _edits(  # noqa: PLR0913, PLR0917 - whose, which, and the two sides
    plan: str,
    key: str,
    fields: Mapping[str, str],
    was: object,
    now: object,
    prefix: str = "",
) -> Iterator[Edit]:
    for name, written in fields.items():
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Edit(plan, key, f"{prefix}{written}", before, after)


def _keys(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[str]:
    return dict.fromkeys((*now, *was))
