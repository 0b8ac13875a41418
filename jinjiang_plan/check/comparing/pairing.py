"""Which target of the base is which of the present: by its id, and where that is gone, by what it says."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from jinjiang_plan.check.material import Material
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.plan import Plan, Target

LIKELY, SURE = 3, 5
"""Points of likeness from which a new commitment is named as what has become of one that is gone, and from which the
two are compared besides."""


class Pair(NamedTuple):
    """A target of the base and the one that it is now, be it under another id."""

    before: Target
    now: Target


class Gone(NamedTuple):
    """A target of the base that is no more, and what it seems to be now, None for nothing.

    `file` is the name of the file that it stood in, as it is now or would be.
    """

    before: Target
    successor: Target | None
    file: str


class Pairing(NamedTuple):
    """Plans by their id at the base, None for one that is gone; the targets that are still there, and those gone.

    What stands in a file that cannot be read now, or in an entry that cannot, is in neither: its finding is that.
    """

    plans: Mapping[str, Plan | None]
    pairs: tuple[Pair, ...]
    gone: tuple[Gone, ...]


def paired(material: Material, base: Base) -> Pairing:
    """The base's plans and targets beside the present ones."""
    plans = {
        plan.id: now for plan, now in _paired_plans(base.portfolio.plans, material) if now is not _UNREADABLE
    }
    present = {(plan.id, target.id): target for plan in material.portfolio.plans for target in plan.judged}
    pairs, missing = [], []
    for plan in base.portfolio.plans:
        if plan.id not in plans:
            continue
        now = plans[plan.id]
        for before in plan.judged:
            target = present.get((now.id, before.id)) if now else None
            if target is not None:
                pairs.append(Pair(before, target))
            elif now is not None and not _hidden(before, now, material, base):
                missing.append(before)
    taken = {pair.now.full_id for pair in pairs}
    gone = tuple(_gone(missing, [each for each in present.values() if each.full_id not in taken], base))
    pairs += [
        Pair(each.before, each.successor)
        for each in gone
        if each.successor is not None and likeness(each.before, each.successor) >= SURE
    ]
    return Pairing(plans, tuple(pairs), gone)


_UNREADABLE = object()


def _paired_plans(plans: Iterable[Plan], material: Material) -> Iterator[tuple[Plan, Any]]:
    """Each plan of the base with the present one: of its id, or a new one that holds most of its targets."""
    plans = list(plans)
    base = material.base
    known = {plan.id: plan for plan in material.portfolio.plans}
    new = [plan for plan in material.portfolio.plans if plan.id not in {each.id for each in plans}]
    for plan in plans:
        if plan.id in known:
            yield plan, known[plan.id]
        elif base is not None and plan.id in base.heads_now:
            yield plan, _UNREADABLE
        else:
            ranked = sorted(((_shared(plan, each), each) for each in new), key=lambda pair: -pair[0])
            heir = ranked[0][1] if ranked and ranked[0][0] * 2 >= 1 else None
            if heir is not None:
                new.remove(heir)
            yield plan, heir


def _shared(plan: Plan, other: Plan) -> float:
    """The share of a plan's targets that another one has under the same ids; half where only the title agrees."""
    ids = {target.id for target in plan.judged}
    there = {target.id for target in other.judged}
    share = len(ids & there) / len(ids) if ids else 0.0
    return max(share, 0.5 if plan.title == other.title else 0.0)


def _hidden(before: Target, plan: Plan, material: Material, base: Base) -> bool:
    """Whether a target may still be there, where it cannot be read."""
    file = place_now(before, plan, material, base)
    document = material.documents.get(file)
    if document is not None:
        return any(_key(before) in _table(document.data.get(what)) for what in ("target", "initiative"))
    return any(
        finding.file == file and finding.severity is Severity.ERROR for finding in material.portfolio.findings
    )


def place_now(before: Target, plan: Plan | None, material: Material, base: Base) -> str:
    """The present name of the file that a target of the base stood in, whether or not it is there."""
    if plan is not None:
        action = plan.action(before.action)
        if action is not None:
            return action.file
        if before.action is None:
            return base.heads_now.get(plan.id, base.places.get(before.file, before.file))
    del material
    return base.places.get(before.file, before.file)


def _gone(missing: list[Target], new: list[Target], base: Base) -> Iterator[Gone]:
    """The targets that are gone, each with the likeliest of the new ones; the likest pairs are made first."""
    likely = sorted(
        ((likeness(before, now), before.full_id, now.full_id) for before in missing for now in new),
        key=lambda each: (-each[0], each[1:]),
    )
    heirs: dict[str, str] = {}
    for points, before, now in likely:
        if points >= LIKELY and before not in heirs and now not in heirs.values():
            heirs[before] = now
    by_id = {each.full_id: each for each in new}
    for each in missing:
        heir = heirs.get(each.full_id)
        yield Gone(each, by_id[heir] if heir else None, base.places.get(each.file, each.file))


def likeness(before: Target, now: Target) -> int:
    """How much two targets say the same, in points: name, title, wording, goal, baseline; 0 for other kinds of thing."""
    if before.what != now.what:
        return 0
    points = 2 * (_key(before) == _key(now))
    points += 3 * (before.title == now.title)
    points += 3 * (bool(before.wording) and before.wording == now.wording)
    alike = SequenceMatcher(None, before.title.zh + before.title.en, now.title.zh + now.title.en).ratio()
    points += alike >= 0.7
    points += before.kind is now.kind and before.unit == now.unit
    points += before.goal is not None and before.goal == now.goal
    return points + (
        before.baseline is not None and before.baseline == now.baseline and before.baseline.value != 0
    )


def table_of(target: Target, documents: Mapping[str, Document]) -> Mapping[str, Any]:
    """What a target's file says of it, as data; empty where the file is not among the documents."""
    document = documents.get(target.file)
    return {} if document is None else _table(_table(document.data.get(target.what)).get(_key(target)))


def _key(target: Target) -> str:
    return target.id.rpartition(".")[2]


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
