"""Milestones that were lowered, put off or taken away, and new ones that lie below the course: easier on the way."""

from collections.abc import Iterator
from datetime import date

from jinjiang_plan.check.comparing.easing import eased_on, rises
from jinjiang_plan.check.comparing.moved import Move, moved
from jinjiang_plan.check.comparing.pairing import Pair, table_of
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import NOTHING, figure_words, of_course
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Milestone, Target
from jinjiang_plan.model.words import Words


def moved_milestones(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """One move for each milestone of the base that is not kept, else one for a new one that eases the course."""
    before, now = pair
    if before.milestones == now.milestones or before.kind is not now.kind or before.what != now.what:
        return
    if before.kind is Kind.STAGE and before.stages != now.stages:
        return  # the list is the cause: positions of two lists cannot be compared
    found = [(each, heir) for each in before.milestones for heir in _heirs(each, before, now)]
    for each, heir in found:
        yield _move(pair, each, heir, material, base)
    if not found:
        eased = eased_on(before, before._replace(milestones=now.milestones), base.asked)
        added = [each for each in now.milestones if each not in before.milestones]
        if eased is not None and added and base.asked(before, added[0].on) is not None:
            yield _added(pair, _lowest(added, before, base), material, base)


def _heirs(kept: Milestone, before: Target, now: Target) -> Iterator[Milestone | None]:
    """Nothing where a milestone is kept: as much is asked for by its day. Else what it is now, None for gone."""
    up = rises(before)
    if any(each.on <= kept.on and _as_much(each, kept, up=up) for each in now.milestones):
        return
    same_day = next((each for each in now.milestones if each.on == kept.on), None)
    later = next((each for each in now.milestones if each.on > kept.on and each.value == kept.value), None)
    yield same_day or later


def _as_much(each: Milestone, kept: Milestone, *, up: bool) -> bool:
    return each.value >= kept.value if up else each.value <= kept.value


def _move(pair: Pair, was: Milestone, now: Milestone | None, material: Material, base: Base) -> Move:
    what = Words(f"里程碑 {was.on} ", f"the milestone of {was.on}")
    old, gone = figure_words(pair.before, was.value), Words("没有了", "none")
    put_off = now is not None and now.on != was.on
    new = (
        gone
        if now is None
        else Words(f"推到 {now.on}", f"put off to {now.on}")
        if put_off
        else figure_words(pair.present, now.value)
    )
    move = moved(pair, what, old, new, "milestone")
    at = None if now is None else _index(table_of(pair.present, material.documents), now.on)
    before = _index(table_of(pair.before, base.documents), was.on)
    step = "on" if put_off else "stage" if pair.present.kind is Kind.STAGE else "value"
    return move._replace(
        route=move.route if at is None else (*move.route, at, step),
        route_before=move.route_before if before is None else (*move.route_before, before),
    )


def _lowest(added: list[Milestone], before: Target, base: Base) -> Milestone:
    """The first of the new milestones that asks for less than the base's course; else the first."""
    up = rises(before)
    for each in added:
        asked = base.asked(before, each.on)
        if asked is not None and ((each.value < asked) if up else (each.value > asked)):
            return each
    return added[0]


def _added(pair: Pair, new: Milestone, material: Material, base: Base) -> Move:
    asked = base.asked(pair.before, new.on)
    what = Words(f"{new.on} 应完成的量", f"what is asked for on {new.on}")
    was = NOTHING if asked is None else of_course(pair.before, asked)
    move = moved(pair, what, was, figure_words(pair.present, new.value), "milestone")
    at = _index(table_of(pair.present, material.documents), new.on)
    return move._replace(
        route=move.route if at is None else (*move.route, at, "value"), route_before=move.route_before[:2]
    )


def _index(table: object, on: date) -> int | None:
    """The place of the milestone of a day in its array."""
    entries = table.get("milestone", []) if isinstance(table, dict) else []
    return next((place for place, each in enumerate(entries) if each.get("on") == on), None)
