"""What a plan says for all of its targets, and what became of it: one move, however many targets take it over."""

from collections.abc import Iterator

from jinjiang_plan.check.material import Material
from jinjiang_plan.check.moved import PUT_BACK, Move
from jinjiang_plan.check.pairing import Pairing
from jinjiang_plan.check.telling import same
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


def moved_plan_terms(pairing: Pairing, material: Material, base: Base) -> Iterator[Move]:
    """Another profile or way to count time, and a rarer rhythm of reports."""
    for id_, was, now in _heads(pairing, material, base):
        for key, what in _TERMS.items():
            old, new = (each.data["plan"].get(key, _DEFAULTS[key]) for each in (was, now))
            if old != new and (key != "frequency" or Frequency(new).months > Frequency(old).months):
                yield _move(id_, what, old, new, key, was, now)


def postponed_plans(pairing: Pairing, material: Material, base: Base) -> Iterator[Move]:
    """A plan's start or due day that is later now."""
    for id_, was, now in _heads(pairing, material, base):
        for key, what in _DAYS.items():
            old, new = (each.data["plan"][key] for each in (was, now))
            if new > old:
                yield _move(id_, what, old, new, key, was, now)._replace(cure=_CURES[key])


def _heads(pairing: Pairing, material: Material, base: Base) -> Iterator[tuple[str, Document, Document]]:
    """Of each plan that is still there: its id, its own file at the base, and the present one."""
    for id_, plan in pairing.plans.items():
        was = base.documents.get(base.heads.get(id_, ""))
        now = material.documents.get(base.heads_now.get(plan.id, "")) if plan else None
        if plan is not None and was is not None and now is not None:
            yield plan.id, was, now


def _move(id_: str, what: Words, old: object, new: object, key: str, was: Document, now: Document) -> Move:
    return Move(id_, what, same(old), same(new), now.file, ("plan", key), was.file, ("plan", key))
