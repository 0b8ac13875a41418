"""Which target of the base is which of the present: by its id, and where that is gone, by what it says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.finding import Document, Route, Severity
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.report import Report

LIKELY, SURE = 3, 5
"""Points of likeness from which a new commitment is named as what has become of one that is gone, and from which the
two are compared besides."""

FEW, MOST = 400, 20
"""Pairs up to which all are looked at, and how many targets that share a name or title are, for each one that is gone."""


class Pair(NamedTuple):
    """A target of the base and the one that it is now, be it under another id."""

    before: Target
    present: Target


class Gone(NamedTuple):
    """A target of the base that is no more, and what it seems to be now, None for nothing.

    `file` is the name of the file that it stood in, as it is now or would be.
    """

    before: Target
    successor: Target | None
    file: str


class Hidden(NamedTuple):
    """What cannot be read now, though the base had it: an entry by its way, or a whole file, without one."""

    file: str
    route: Route


class Pairing(NamedTuple):
    """Plans by their id at the base, None for one that is gone; the targets that are still there, and those gone.

    What stands in a file that cannot be read now, or in an entry that cannot, is hidden: it may be there or not.
    """

    plans: Mapping[str, Plan | None]
    pairs: tuple[Pair, ...]
    gone: tuple[Gone, ...]
    hidden: frozenset[Hidden]


def paired(material: Material, base: Base) -> Pairing:
    """The base's plans and targets beside the present ones."""
    plans = _paired_plans(base.portfolio.plans, material, base)
    present = {(plan.id, target.id): target for plan in material.portfolio.plans for target in plan.judged}
    broken = {each.file for each in material.portfolio.findings if each.severity is Severity.ERROR}
    heads = {base.heads_now.get(plan.id, "") for plan in base.portfolio.plans if plan.id not in plans}
    hidden = {Hidden(head, ()) for head in heads & broken}
    pairs, missing = [], []
    for plan, now in ((plan, plans[plan.id]) for plan in base.portfolio.plans if plan.id in plans):
        for before in plan.judged:
            if now is None:  # gone with its plan
                break
            target = present.get((now.id, before.id))
            if target is not None:
                pairs.append(Pair(before, target))
            elif unread := _hidden(before, place_now(before, now, base), material, broken):
                hidden.add(unread)
            else:
                missing.append(before)
    taken = {pair.present.full_id for pair in pairs}
    gone = tuple(_gone(missing, [each for each in present.values() if each.full_id not in taken], base))
    heirs = ((each.before, each.successor) for each in gone if each.successor is not None)
    pairs += [Pair(before, heir) for before, heir in heirs if likeness(before, heir) >= SURE]
    return Pairing(plans, tuple(pairs), gone, frozenset(hidden))


def _paired_plans(plans: Sequence[Plan], material: Material, base: Base) -> dict[str, Plan | None]:
    """For each plan of the base the present one: of its id, or a new one that holds most of its targets.

    Left out is one that is there but was not read: it is broken, or was not asked for.
    """
    known = {plan.id: plan for plan in material.portfolio.plans}
    ids = {plan.id for plan in plans}
    new = [plan for plan in material.portfolio.plans if plan.id not in ids]
    found: dict[str, Plan | None] = {}
    for plan in plans:
        if plan.id in known:
            found[plan.id] = known[plan.id]
        elif plan.id not in base.heads_now:
            heir = max(new, key=lambda each: _shared(plan, each), default=None)
            found[plan.id] = heir if heir is not None and _shared(plan, heir) >= 0.5 else None
            new = [each for each in new if each is not found[plan.id]]
    return found


def _shared(plan: Plan, other: Plan) -> float:
    """The share of a plan's targets that another one has under the same ids; half where only the title agrees."""
    ids = {target.id for target in plan.judged}
    there = {target.id for target in other.judged}
    share = len(ids & there) / len(ids) if ids else 0.0
    return max(share, 0.5 if plan.title == other.title else 0.0)


def _hidden(before: Target, file: str, material: Material, broken: set[str]) -> Hidden | None:
    """Where a target may still be though it cannot be read; None where it is gone."""
    document = material.documents.get(file)
    if document is None:
        return Hidden(file, ()) if file in broken else None
    kinds = (what for what in ("target", "initiative") if _key(before) in _table(document.data.get(what)))
    what = next(kinds, None)
    return None if what is None else Hidden(file, (what, _key(before)))


def place_now(before: Target, plan: Plan | None, base: Base) -> str:
    """The present name of the file that a target of the base stood in, whether or not it is there."""
    there = base.places.get(before.file, before.file)
    if plan is None:
        return there
    if before.action is None:
        return base.heads_now.get(plan.id, there)
    action = plan.action(before.action)
    return there if action is None else action.file


def _gone(missing: list[Target], new: list[Target], base: Base) -> Iterator[Gone]:
    """The targets that are gone, each with the likeliest of the new ones; the likest pairs are made first."""
    likely = sorted(
        ((likeness(before, now), before.full_id, now.full_id) for before, now in _candidates(missing, new)),
        key=lambda each: (-each[0], each[1:]),
    )
    heirs: dict[str, str] = {}
    taken: set[str] = set()
    for points, before, now in likely:
        if points >= LIKELY and before not in heirs and now not in taken:
            heirs[before] = now
            taken.add(now)
    by_id = {each.full_id: each for each in new}
    for each in missing:
        yield Gone(each, by_id.get(heirs.get(each.full_id, "")), base.places.get(each.file, each.file))


def _candidates(missing: list[Target], new: list[Target]) -> Iterator[tuple[Target, Target]]:
    """The pairs worth a closer look: all where they are few, else those that share a name, a title or a wording."""
    if len(missing) * len(new) <= FEW:
        yield from ((before, now) for before in missing for now in new)
        return
    sharing: dict[object, list[Target]] = {}
    for now in new:
        for mark in _marks(now):
            sharing.setdefault(mark, []).append(now)
    for before in missing:
        found = {now.full_id: now for mark in _marks(before) for now in sharing.get(mark, ())[:MOST]}
        yield from ((before, now) for now in found.values())


def _marks(target: Target) -> tuple[object, ...]:
    """What two targets that are one mostly share."""
    return (
        ("name", _key(target)),
        ("title", target.title),
        *((("wording", target.wording),) if target.wording else ()),
    )


def likeness(before: Target, now: Target) -> int:
    """How much two targets say the same, in points: name, title, wording, goal, baseline; 0 for other kinds of thing."""
    if before.what != now.what:
        return 0
    points = 2 * (_key(before) == _key(now))
    points += 3 * (before.title == now.title)
    points += 3 * (bool(before.wording) and before.wording == now.wording)
    points += _reads_alike(before, now)
    points += before.kind is now.kind and before.unit == now.unit
    points += before.goal is not None and before.goal == now.goal
    return points + (
        before.baseline is not None and before.baseline == now.baseline and before.baseline.value != 0
    )


def _reads_alike(before: Target, now: Target) -> bool:
    from difflib import SequenceMatcher

    first, second = ("".join(each.title) for each in (before, now))
    return SequenceMatcher(None, first, second).ratio() >= 0.7


def reported_then(pair: Pair, material: Material, base: Base) -> tuple[Report, ...]:
    """The reports that the base held: those of a ledger that is just as it was are the present ones."""
    then = base.portfolio.ledgers.get(pair.before.full_id)
    if then is not None:
        return then.reports
    return () if pair.present.full_id in base.added else material.portfolio.ledger(pair.present).reports


def table_of(target: Target, documents: Mapping[str, Document]) -> Mapping[str, Any]:
    """What a target's file says of it, as data; empty where the file is not among the documents."""
    document = documents.get(target.file)
    return {} if document is None else _table(_table(document.data.get(target.what)).get(_key(target)))


def _key(target: Target) -> str:
    return target.name


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
