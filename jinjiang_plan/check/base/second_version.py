"""A plan beside a second version of the table that it came from: what is new, gone, put off, eased, renamed.

What is easier is judged as `check --against` judges it, so that both find the same.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from jinjiang_plan.check.base.matching import SURE, likeness
from jinjiang_plan.check.base.weaker import eased_goal, same_unit
from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.codes import Halt, Kind
from jinjiang_plan.model.conversion import convert
from jinjiang_plan.model.plan import Goal, Plan, Target
from jinjiang_plan.model.plan_change import ChangeSort, PlanChange, PlanChanges
from jinjiang_plan.model.words import Words

ASPECTS = frozenset({"title", "goal", "unit", "kind", "baseline", "due", "lead", "partners", "class"})
"""What a table may say of an entry, and what is compared."""
Stated = Mapping[str, Collection[str]]
"""By an entry's id in the second version, the aspects that the table states of it."""
_MOST_PAIRS = 40_000
"""Pairs of unlike ids up to which all are held against each other by what they say."""


def second_version(plan: Plan, table: Plan, day: date, stated: Stated | None = None) -> PlanChanges:
    """The changes from a plan, with the amendments in force on a day, to the second version of its table.

    Entries are the same by their id, else by the name in it where only one has that on either side, else by what they
    say, which is a doubt.

    Args:
        plan: the plan as it was read.
        table: the plan that the table proposes.
        day: the day on which the terms are compared.
        stated: what the table states of each entry; None for everything.
    """
    pairs, doubts = _pairs(plan, table)
    changes: list[PlanChange] = []
    for before in plan.judged:
        now = pairs.get(before.id)
        if now is None:
            if before.terms(day).halted is not Halt.CANCELLED:
                changes.append(PlanChange(ChangeSort.GONE, before, None))
        else:
            aspects = ASPECTS if stated is None else stated.get(now.id, ())
            changes += _changes(before, now, day, aspects)
    taken = {each.id for each in pairs.values()}
    changes += (PlanChange(ChangeSort.NEW, None, each) for each in table.judged if each.id not in taken)
    return PlanChanges(tuple(changes), doubts)


# Which entry of the table is which of the plan.


def _pairs(plan: Plan, table: Plan) -> tuple[dict[str, Target], tuple[tuple[Target, Doubt], ...]]:
    """The table's entry by the id of the plan's, and the pairs that rest on likeness."""
    theirs = {each.id: each for each in table.judged}
    pairs = {each.id: theirs[each.id] for each in plan.judged if each.id in theirs}
    missing = {each.id: each for each in plan.judged if each.id not in pairs}
    new = {key: each for key, each in theirs.items() if key not in pairs}
    for before, now in _of_one_name(missing, new):
        pairs[before.id] = now
        del missing[before.id], new[now.id]
    doubts = []
    for before, now in _alike(missing, new):
        pairs[before.id] = now
        words = Words(
            f"“{before.title.zh}”（{before.id}）与表中“{now.title.zh}”编号不同，按内容视为同一项",
            f"“{before.title.en}” ({before.id}) and the table's “{now.title.en}” differ in id, and were taken for one by what "
            "they say",
        )
        doubts.append((before, Doubt("taken-for-one", words)))
    return pairs, tuple(doubts)


def _of_one_name(missing: Mapping[str, Target], new: Mapping[str, Target]) -> list[tuple[Target, Target]]:
    """The entries that have the same name in another action, and nothing else has it."""
    left, right = (_by_name(entries) for entries in (missing, new))
    both = [name for name in left if name in right]
    return [
        (left[name][0], right[name][0])
        for name in both
        if len(left[name]) == len(right[name]) == 1 and left[name][0].what == right[name][0].what
    ]


def _by_name(entries: Mapping[str, Target]) -> dict[str, list[Target]]:
    names: dict[str, list[Target]] = {}
    for each in entries.values():
        names.setdefault(each.name, []).append(each)
    return names


def _alike(missing: Mapping[str, Target], new: Mapping[str, Target]) -> list[tuple[Target, Target]]:
    """The likest pairs among what is left, each entry once; among very many, those of one title only."""
    few = len(missing) * len(new) <= _MOST_PAIRS
    likely = sorted(
        (
            (likeness(before, now), before.id, now.id)
            for before in missing.values()
            for now in new.values()
            if few or before.title == now.title
        ),
        key=lambda each: (-each[0], each[1:]),
    )
    pairs: dict[str, str] = {}
    for points, before, now in likely:
        if points >= SURE and before not in pairs and now not in pairs.values():
            pairs[before] = now
    return [(missing[before], new[now]) for before, now in pairs.items()]


# What changed of one entry.


def _changes(before: Target, now: Target, day: date, aspects: Collection[str]) -> Iterator[PlanChange]:
    """The changes of an entry that is in both, as far as the table states them."""
    terms = before.terms(day)
    held = before._replace(goal=terms.goal, due=terms.due, baseline=terms.baseline)
    now = _in_place_of(held, now, aspects)
    if terms.halted is Halt.CANCELLED:
        yield PlanChange(ChangeSort.REVIVED, held, now)
    if now.action != held.action:
        yield PlanChange(ChangeSort.MOVED, held, now)
    if _is_redefined(held, now, aspects):
        yield PlanChange(ChangeSort.REDEFINED, held, now)
    else:
        sort = _goal_sort(held, now) if "goal" in aspects else None
        if sort is not None:
            yield PlanChange(sort, held, now)
        if "baseline" in aspects and now.baseline and _baseline(held) != _baseline(now):
            yield PlanChange(ChangeSort.BASELINE, held, now)
    if "due" in aspects and now.due != held.due:
        later = now.due > held.due
        yield PlanChange(ChangeSort.POSTPONED if later else ChangeSort.BROUGHT_FORWARD, held, now)
    for aspect, sort in _PLAIN.items():
        if aspect in aspects and _differs(aspect, held, now):
            yield PlanChange(sort, held, now)


_PLAIN = {
    "class": ChangeSort.CLASS,
    "title": ChangeSort.RENAMED,
    "lead": ChangeSort.LEAD,
    "partners": ChangeSort.PARTNERS,
}
"""What is compared as it is written."""


def _differs(aspect: str, held: Target, now: Target) -> bool:
    match aspect:
        case "class":
            return held.class_ is not now.class_
        case "title":
            known = {_plain(text) for text in held.title}
            return not any(_plain(text) in known for text in now.title)
        case "lead":
            return not _same_units(held.leads, now.leads)
    return {*held.partners} != {*now.partners}


def _same_units(held: Collection[Words], now: Collection[Words]) -> bool:
    """Whether the units are the same, in whatever order, by their name in either language."""
    return len(held) == len(now) and all(any({*one} & {*other} for other in held) for one in now)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _in_place_of(held: Target, now: Target, aspects: Collection[str]) -> Target:
    """The table's entry with what it does not state as the plan has it, its figures in the plan's unit."""
    kept = now._replace(
        kind=now.kind
        if "kind" in aspects or ("goal" in aspects and _form(held) != _form(now))
        else held.kind,
        goal=_with_op_of(held, now),
        due=now.due if "due" in aspects else held.due,
        start=held.start,
        stages=held.stages if held.kind is Kind.STAGE and now.kind is Kind.STAGE else now.stages,
        milestones=held.milestones,
        weight=held.weight,
    )
    if kept.kind is Kind.STAGE and now.kind is Kind.STAGE:
        kept = _restaged(held, now, kept)
    if "unit" not in aspects or not now.unit:
        kept = kept._replace(unit=held.unit)
    elif not same_unit(held, now):
        kept = _converted(held, kept)
    return kept if "baseline" in aspects and now.baseline else kept._replace(baseline=held.baseline)


def _form(target: Target) -> Kind | None:
    """What its values are: stages, yes or no, else numbers."""
    return target.kind if target.kind.named else None


def _with_op_of(held: Target, now: Target) -> Goal | None:
    """The table's goal with the plan's op where the table says none."""
    before, goal = held.goal, now.goal
    if before is None or goal is None or goal.op is not None or before.value is None:
        return goal
    return goal._replace(op=before.op)


def _restaged(held: Target, now: Target, kept: Target) -> Target:
    """The entry with its goal at the position that the stage has in the plan's own list; as it was where it has none."""
    if now.goal is None or now.goal.value is None or held.stages == now.stages:
        return kept
    stage = now.stage_name(int(now.goal.value))
    if stage not in held.stages:
        return kept._replace(stages=now.stages)
    return kept._replace(
        goal=now.goal._replace(value=Decimal(held.stages.index(stage)), op=kept.goal and kept.goal.op)
    )


def _converted(held: Target, now: Target) -> Target:
    """The entry in the plan's unit, where the table's converts into it exactly."""
    source, unit = now.measure, held.measure
    if source is None or unit is None or source.dimension != unit.dimension:
        return now

    def of(value: Decimal | None) -> Decimal | None:
        return None if value is None else convert(value, source, unit, held.own_units)

    goal = now.goal and now.goal._replace(
        value=of(now.goal.value), low=of(now.goal.low), high=of(now.goal.high)
    )
    base = now.baseline and now.baseline._replace(value=of(now.baseline.value) or Decimal(0))
    return now._replace(unit=held.unit, own_units=held.own_units, goal=goal, baseline=base)


def _is_redefined(held: Target, now: Target, aspects: Collection[str]) -> bool:
    """Whether figures mean something else: another sort of entry, another kind, a unit that does not convert."""
    if held.what != now.what or held.kind is not now.kind:
        return True
    if "unit" in aspects and now.unit and not same_unit(held, now):
        return True
    return held.kind is Kind.STAGE and held.stages != now.stages


def _goal_sort(held: Target, now: Target) -> ChangeSort | None:
    """Whether the goal is easier, harder, or neither; None where it asks for the same."""
    if held.goal is None or now.goal is None:
        changed = held.goal is not None or now.goal is not None
        return (ChangeSort.EASED if now.goal is None else ChangeSort.TIGHTENED) if changed else None
    if _figures(held.goal) == _figures(now.goal) and (held.goal.op is now.goal.op or not now.goal.op):
        return None
    easier, harder = eased_goal(held, now), eased_goal(now, held)
    if easier and harder:
        return ChangeSort.ALTERED
    return ChangeSort.EASED if easier else ChangeSort.TIGHTENED if harder else None


def _figures(goal: Goal) -> tuple[Decimal | None, ...]:
    return goal.value, goal.low, goal.high


def _baseline(target: Target) -> object:
    return target.baseline and target.baseline.value
