"""Actions, plans, all plans and responsible units in sum (METHODS 8): counts, completion, money, rank."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Money, Rollup
from jinjiang_plan.model.codes import HALTED, Class, Kind, Light, Status
from jinjiang_plan.model.conversion import convert
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.ratio import ratio
from jinjiang_plan.model.units import Unit, currency_unit
from jinjiang_plan.model.words import Words

ESCALATED = 2
"""Reporting periods in a row in yellow or red from which on offices act."""

_ADDING = (Kind.CUMULATIVE, Kind.INCREMENT)
"""Kinds that add up over targets as they do over time; two levels of money are not one amount."""

_UNCOUNTED = (*HALTED, Status.NO_DATA, Status.NOT_STARTED, Status.NOT_ASSESSABLE)
"""Statuses that are no part of a completion; silence, once a report is owed, is one."""

_UNRANKED = (*HALTED, Status.NOT_STARTED, Status.NOT_ASSESSABLE)
_SILENT = (Status.UNREPORTED, Status.OVERDUE)
_GOOD = (Light.GREEN, Light.BLUE)

Parts = Mapping[str, Sequence[str]]
"""The full ids of each sum's parts, by its own."""


def rollups(plans: Iterable[Plan], assessments: Collection[Assessment]) -> tuple[Rollup, ...]:
    """Return the roll-up of each plan, then one for each of its actions; none where nothing was judged.

    Where several plans were judged, one of them all is last.
    """
    plans = list(plans)
    parts = parts_of(plans)
    rolled = []
    for plan in plans:
        of_plan = [each for each in assessments if each.target.plan == plan.id]
        targets = list(plan.judged)
        for action in (None, *(action.id for action in plan.actions)):
            group = [each for each in of_plan if action is None or each.target.action == action]
            if group:
                whole = sum(action is None or target.action == action for target in targets)
                rolled.append(rollup(plan.id, action, group, parts)._replace(part=len(group) < whole))
    if len({each.plan for each in rolled}) > 1:
        whole = sum(len(list(plan.judged)) for plan in plans)
        rolled.append(rollup(None, None, assessments, parts)._replace(part=len(assessments) < whole))
    return tuple(rolled)


def parts_of(plans: Iterable[Plan]) -> Parts:
    """Return the parts of every sum of some plans."""
    return {
        target.full_id: [f"{plan.id}/{part}" for part in target.sum_of]
        for plan in plans
        for target in plan.judged
        if target.sum_of
    }


def rollup(
    plan: str | None, action: str | None, assessments: Collection[Assessment], parts: Parts | None = None
) -> Rollup:
    """Return targets in sum: counts, the worst binding one, the weighted completion, money (METHODS 8).

    Args:
        plan: the plan that they are of, None for several.
        action: the action that they are of, None for a whole plan.
        assessments: the targets and initiatives.
        parts: the parts of sums, those outside the roll-up among them; by default as the assessments have them.
    """
    targets = [each for each in assessments if each.target.what == "target"]
    live = [each for each in targets if each.goal is not None and each.status not in HALTED]
    counted = counted_leaves(targets, parts)
    reported = [each for each in counted if each.value is not None]
    binding = [each for each in live if each.target.class_ is Class.BINDING]
    worst = min(binding, key=lambda each: (each.status.concern, each.gap or 0), default=None)
    return Rollup(
        plan,
        action,
        _counts(targets),
        (worst.target.id if plan else worst.target.full_id) if worst else None,
        weighted((each, share_done(each)) for each in counted),
        sum(each.value is not None and each.status not in HALTED for each in targets),
        len(targets),
        _counts([each for each in assessments if each.target.what == "initiative"]),
        _money(leaves(live, parts)),
        sum(each.periods_behind >= ESCALATED for each in assessments),
        completion_reported=weighted((each, share_done(each)) for each in reported),
    )


# The leaves of a roll-up, and their completion.


def leaves(targets: Collection[Assessment], parts: Parts | None = None) -> list[Assessment]:
    """Return targets without the sums one of whose parts, or parts of parts, is among them."""
    if parts is None:
        parts = {
            each.target.full_id: [f"{each.target.plan}/{part}" for part in each.target.sum_of]
            for each in targets
        }
    present = {each.target.full_id for each in targets}
    return [each for each in targets if not _has_part(each.target.full_id, parts, present)]


def _has_part(whole: str, parts: Parts, present: Collection[str]) -> bool:
    waiting, known = list(parts.get(whole, ())), {whole}
    while waiting:
        part = waiting.pop()
        if part in present:
            return True
        if part not in known:
            known.add(part)
            waiting += parts.get(part, ())
    return False


def counted_leaves(assessments: Collection[Assessment], parts: Parts | None = None) -> list[Assessment]:
    """Return the targets whose completion counts: leaves that were judged, silent ones among them."""
    targets = [each for each in assessments if each.target.what == "target"]
    return [each for each in leaves(targets, parts) if each.status not in _UNCOUNTED]


def share_done(each: Assessment) -> Fraction:
    """Return the completion held to 0..1: 0 of a silent target; without a way 1 where the goal is met, else 0."""
    if each.status in _SILENT and each.value is None:
        return ratio(0)
    if each.completion is None:
        return ratio(1 if each.met else 0)
    return min(ratio(1), max(ratio(0), each.completion))


def weighted(shares: Iterable[tuple[Assessment, Fraction]]) -> Fraction | None:
    """Return the mean of shares by the weight of their targets, None where nothing weighs."""
    weights = done = ratio(0)
    for each, share in shares:
        weight = ratio(each.target.weight)
        weights += weight
        done += weight * share
    return done / weights if weights else None


def _money(leaves_: Collection[Assessment]) -> tuple[Money, ...]:
    """Return the money of leaves, a sum for each currency, in the order of the targets."""
    purses: dict[str, list[tuple[Unit, Assessment]]] = {}
    for each in leaves_:
        unit = each.target.measure
        if unit is None or not unit.currency or each.target.kind not in _ADDING:
            continue
        if each.goal is not None and each.goal.value is not None:
            purses.setdefault(unit.currency, []).append((unit, each))
    return tuple(_purse(amounts) for amounts in purses.values())


def _purse(amounts: Collection[tuple[Unit, Assessment]]) -> Money:
    """Return the sum of amounts of one currency, in the largest unit of the table that one of them counts in."""
    known = [unit for unit, _ in amounts if not unit.own] or [
        currency_unit(unit.currency) for unit, _ in amounts
    ]
    largest = max(known, key=lambda unit: unit.factor)
    goals = [_in(largest, unit, each.goal and each.goal.value) for unit, each in amounts]
    values = [_in(largest, unit, each.observations[-1].value) for unit, each in amounts if each.observations]
    return Money(largest.name, sum(goals, Decimal(0)), sum(values, Decimal(0)), len(values), len(goals))


def _in(largest: Unit, unit: Unit, amount: Decimal | None) -> Decimal:
    return convert(amount or Decimal(0), unit, largest)


def _counts(assessments: Iterable[Assessment]) -> dict[Status, int]:
    counts: dict[Status, int] = {}
    for assessment in assessments:
        counts[assessment.status] = counts.get(assessment.status, 0) + 1
    return {status: counts[status] for status in Status if status in counts}


# Responsible units, each with what it leads in sum, and their rank.


def lead_rollups(plans: Iterable[Plan], assessments: Collection[Assessment]) -> tuple[Rollup, ...]:
    """Return the roll-up of each responsible unit, best first; a joint task counts for each of its leads.

    The rank is by the share of green and blue, silence among the rest; ties by the number of binding targets that are
    not good, then of red and silent ones. Equal units have one rank; one with nothing to rank has none, and is last.
    """
    plans = list(plans)
    parts = parts_of(plans)
    whole: dict[Words, int] = {}
    for plan in plans:
        for target in plan.judged:
            for lead in dict.fromkeys(target.leads):
                whole[lead] = whole.get(lead, 0) + 1
    groups: dict[Words, list[Assessment]] = {}
    for each in assessments:
        for lead in dict.fromkeys(each.target.leads):
            groups.setdefault(lead, []).append(each)
    ranked = sorted(
        ((_merit(group), lead, group) for lead, group in groups.items()),
        key=lambda each: (each[0] is None, each[0] or (), each[1]),
    )
    merits = [merit for merit, _, _ in ranked]
    return tuple(
        rollup(None, None, group, parts)._replace(
            lead=lead,
            rank=None if merit is None else merits.index(merit) + 1,
            share=None if merit is None else -merit[0],
            part=len(group) < whole[lead],
        )
        for merit, lead, group in ranked
    )


def _merit(group: Collection[Assessment]) -> tuple[Fraction, int, int] | None:
    """Return a unit's place among others, the smaller the better; None where nothing of it counts."""
    counted = [each for each in group if each.status not in _UNRANKED]
    if not counted:
        return None
    good = sum(each.light in _GOOD for each in counted)
    binding = sum(each.target.class_ is Class.BINDING and each.light not in _GOOD for each in counted)
    bad = sum(each.light is Light.RED or each.status in _SILENT for each in counted)
    return -ratio(good, len(counted)), binding, bad
