"""What a plan says for all of its targets, and what became of it: one move, however many targets take it over."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jinjiang_plan.check.comparing.moved import PUT_BACK, Move
from jinjiang_plan.check.comparing.pairing import Pairing
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import field, same
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.words import Words

_DEFAULTS = {"time_basis": "month", "profile": "cn", "frequency": "quarter"}
_TERMS = {
    "profile": Words("评估口径", "the profile"),
    "time_basis": Words("时间口径", "the way to count time"),
    "frequency": Words("填报频率", "the rhythm of reports"),
}
_CURES = {
    "start": PUT_BACK,
    "due": Words(
        "先改回原样；决定延期的目标逐个调整：jinjiang-plan amend 编号 --due 日期 --document … --reason …",
        "put it back; what was decided to be later is amended target by target: "
        "jinjiang-plan amend ID --due DAY --document … --reason …",
    ),
}
_DAYS = {"start": Words("起始日", "the start"), "due": Words("期限", "the due day")}


class _Head(NamedTuple):
    """A plan's own file at the base and now, with the plan's present id."""

    id: str
    was: Document
    present: Document

    def term(self, key: str) -> tuple[Any, Any]:
        """What the plan said under a key, and what it says."""
        old, new = (each.data["plan"].get(key, _DEFAULTS.get(key)) for each in (self.was, self.present))
        return old, new

    def move(self, key: str, what: Words) -> Move:
        """The move of the term under a key."""
        old, new = self.term(key)
        route = ("plan", key)
        return Move(self.id, what, same(old), same(new), self.present.file, route, self.was.file, route)


def moved_plan_terms(pairing: Pairing, material: Material, base: Base) -> Iterator[Move]:
    """Another profile, other thresholds of the plan's own, another way to count time, and a rarer rhythm of reports."""
    for head in _heads(pairing, material, base):
        yield from _thresholds(head)
        for key, what in _TERMS.items():
            old, new = head.term(key)
            if old != new and (key != "frequency" or Frequency(new).months > Frequency(old).months):
                yield head.move(key, what)


def _thresholds(head: _Head) -> Iterator[Move]:
    """Another rule of judgement under the name of the profile in use: its title alone may be mended."""
    old, new = head.term("profile")
    was, now = (_judging_by(each, old) for each in (head.was, head.present))
    if old == new and was != now:
        parts = {key for key in {**was, **now} if was.get(key) != now.get(key)}
        parts_was, parts_now = (
            same(field({key: each[key] for key in each if key in parts}) if each else "-")
            for each in (was, now)
        )
        route = ("profile", old)
        what = Words(f"评估口径 {old} 的规定", f"what the profile {old} of the plan says")
        yield Move(head.id, what, parts_was, parts_now, head.present.file, route, head.was.file, route)


def _judging_by(document: Document, name: str) -> dict[str, Any]:
    """What a plan's own file says of a profile, but for its title; empty where it has none of that name."""
    found = document.data.get("profile", {}).get(name, {})
    return {key: value for key, value in found.items() if key != "title"}


def postponed_plans(pairing: Pairing, material: Material, base: Base) -> Iterator[Move]:
    """A plan's start or due day that is later now."""
    for head in _heads(pairing, material, base):
        for key, what in _DAYS.items():
            old, new = head.term(key)
            if new > old:
                yield head.move(key, what)._replace(cure=_CURES[key])


def _heads(pairing: Pairing, material: Material, base: Base) -> Iterator[_Head]:
    """Of each plan that is still there its own file, then and now."""
    for id_, plan in pairing.plans.items():
        was = base.documents.get(base.heads.get(id_, ""))
        now = material.documents.get(base.heads_now.get(plan.id, "")) if plan else None
        if plan is not None and was is not None and now is not None:
            yield _Head(plan.id, was, now)
