"""Actions, plans and all plans in sum (METHODS 8): counts, the worst binding target, completion, money."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Money, Rollup
from jinjiang_plan.model.codes import Class, Kind, Status
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.units import MONEY, UNITS, find_unit

ESCALATED = 2
"""Reporting periods in a row in yellow or red from which on offices act."""

_ADDING = (Kind.CUMULATIVE, Kind.INCREMENT)
"""What adds up over targets as it does over time; two levels of money are not one amount."""


def rollups(plans: Iterable[Plan], assessments: Collection[Assessment]) -> tuple[Rollup, ...]:
    """Of each plan its roll-up, then one for each of its actions; none where nothing was judged.

    Where several plans were judged, one of them all is last.
    """
    rolled = []
    for plan in plans:
        of_plan = [each for each in assessments if each.target.plan == plan.id]
        for action in (None, *(action.id for action in plan.actions)):
            group = [each for each in of_plan if action is None or each.target.action == action]
            if group:
                rolled.append(rollup(plan.id, action, group))
    if len({each.plan for each in rolled}) > 1:
        rolled.append(rollup(None, None, assessments))
    return tuple(rolled)


_HALTED = (Status.CANCELLED, Status.SUSPENDED)


def rollup(plan: str | None, action: str | None, assessments: Collection[Assessment]) -> Rollup:
    """Targets in sum: counts, the worst binding one, and the weighted completion of those with data (METHODS 8).

    What is only monitored, or cancelled or suspended, is counted, but is no part of completion or of the worst.
    """
    targets = [each for each in assessments if each.target.what == "target"]
    live = [each for each in targets if each.goal is not None and each.status not in _HALTED]
    reported = [each for each in live if each.value is not None]
    weights = sum((Fraction(each.target.weight) for each in reported), Fraction(0))
    done = sum((Fraction(each.target.weight) * _capped(each) for each in reported), Fraction(0))
    binding = [each for each in live if each.target.class_ is Class.BINDING]
    worst = min(binding, key=lambda each: (each.status.concern, each.gap or 0), default=None)
    return Rollup(
        plan,
        action,
        _counts(targets),
        (worst.target.id if plan else worst.target.full_id) if worst else None,
        done / weights if weights else None,
        len(reported),
        len(targets),
        _counts([each for each in assessments if each.target.what == "initiative"]),
        _money(live),
        sum(each.periods_behind >= ESCALATED for each in assessments),
    )


def _money(live: Collection[Assessment]) -> tuple[Money, ...]:
    """What is counted in money, a sum a unit, the largest unit first; amounts of two units are not added."""
    parts = {f"{each.target.plan}/{part}" for each in live for part in each.target.sum_of}
    sums: dict[str, Money] = {}
    for each in live:
        unit, goal = find_unit(each.target.unit), each.goal and each.goal.value
        if unit is None or unit.dimension != MONEY or goal is None or each.target.full_id in parts:
            continue
        if each.target.kind in _ADDING:
            sofar = sums.get(unit.name) or Money(unit.name, Decimal(0), Decimal(0), 0, 0)
            value = each.observations[-1].value if each.observations else Decimal(0)
            reported = sofar.reported + bool(each.observations)
            sums[unit.name] = Money(
                unit.name, sofar.goal + goal, sofar.value + value, reported, sofar.targets + 1
            )
    return tuple(sorted(sums.values(), key=lambda each: -UNITS[each.unit].factor))


def _capped(assessment: Assessment) -> Fraction:
    """Completion held to 0..1; a goal met where there is no way to measure along counts as whole."""
    if assessment.completion is None:
        return Fraction(1 if assessment.met else 0)
    return min(Fraction(1), max(Fraction(0), assessment.completion))


def _counts(assessments: Iterable[Assessment]) -> dict[Status, int]:
    counts: dict[Status, int] = {}
    for assessment in assessments:
        counts[assessment.status] = counts.get(assessment.status, 0) + 1
    return {status: counts[status] for status in Status if status in counts}
