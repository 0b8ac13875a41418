"""What makes a promise easier to keep: one that accepts a value, or asks for less on a day, than it did.

Harder is nobody's trick, and no finding: a goal raised, a day brought forward, a class made binding.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.check.base.matching import Pair, table_of
from jinjiang_plan.check.base.moves import Move, moved
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import NOTHING, value_words
from jinjiang_plan.model.base_revision import Base, PlannedValue
from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.plan import Baseline, Goal, Milestone, Target
from jinjiang_plan.model.words import Words


class AcceptedRange(NamedTuple):
    """The values that meet a goal: from `low` to `high`, None for no bound; `above` and `below` leave the bound out."""

    low: Decimal | None
    high: Decimal | None
    above: bool = False
    below: bool = False

    def within(self, other: "AcceptedRange") -> bool:
        """Whether the other accepts all that this one does."""
        return self._starts_within(other) and self._ends_within(other)

    def _starts_within(self, other: "AcceptedRange") -> bool:
        if other.low is None:
            return True
        return self.low is not None and (self.low, self.above) >= (other.low, other.above)

    def _ends_within(self, other: "AcceptedRange") -> bool:
        if other.high is None:
            return True
        return self.high is not None and (self.high, not self.below) <= (other.high, not other.below)


def accepted(goal: Goal, op: Op) -> AcceptedRange:
    """The values that meet a goal whose op is known."""
    if goal.span is not None:
        return AcceptedRange(*goal.span)
    if op in (Op.AT_MOST, Op.BELOW):
        return AcceptedRange(None, goal.value, below=op is Op.BELOW)
    return AcceptedRange(goal.value, None, above=op is Op.ABOVE)


def op_in_force(target: Target, goal: Goal, baseline: Baseline | None) -> Op:
    """The goal's op, or the one that the way from a baseline to it implies (METHODS 1)."""
    if goal.op is not None:
        return goal.op
    falls = baseline is not None and goal.value is not None and goal.value < baseline.value
    return Op.AT_MOST if target.kind is Kind.RANK or (falls and target.kind.has_way) else Op.AT_LEAST


def eased_goal(before: Target, now: Target) -> bool:
    """Whether the goal accepts what it did not, or is of another form; stages count in the base's order."""
    if before.goal is None:
        return False
    goal = _in_terms_of(before, now)
    if goal is None or (goal.span is None) is not (before.goal.span is None):
        return True
    # A baseline that was rewritten has a finding of its own: what it implies is not held against the goal too.
    baseline = before.baseline or now.baseline
    was = accepted(before.goal, op_in_force(before, before.goal, before.baseline))
    return not accepted(goal, op_in_force(now, goal, baseline)).within(was)


def _in_terms_of(before: Target, now: Target) -> Goal | None:
    """The present goal, its stage as the base's list counts it; None where that list does not have it."""
    if now.goal is None or now.goal.value is None or now.kind is not Kind.STAGE:
        return now.goal
    stage = now.stage_name(int(now.goal.value))
    if stage not in before.stages:
        return None
    return now.goal._replace(value=Decimal(before.stages.index(stage)))


def rises(target: Target) -> bool:
    """Whether a target's value is to go up."""
    if target.goal is not None and not target.kind.has_way:
        return op_in_force(target, target.goal, None) not in (Op.AT_MOST, Op.BELOW)
    if target.goal is None or target.baseline is None:
        return True
    low, high = target.goal.span or (target.goal.value, target.goal.value)
    return high is None or low is None or high >= target.baseline.value


def same_unit(first: Target, second: Target) -> bool:
    """Whether two targets count in one unit, however it is written: 平方米 and ㎡."""
    if first.unit == second.unit:
        return True
    return first.measure is not None and first.measure == second.measure


def eased_on(before: Target, now: Target, planned: PlannedValue) -> date | None:
    """The first day on which the present course asks for less than the base's; None where it never does.

    Only what the two differ in counts: the caller gives the base's target with one thing of the present one. Where no
    course can be reckoned, any difference counts, on the day of due.
    """
    up = rises(before)
    for day in _days(before, now):
        was, is_now = planned(before, day), planned(now, day)
        if was is None or is_now is None:
            return before.due
        if (is_now < was) if up else (is_now > was):
            return day
    return None


def _days(before: Target, now: Target) -> Iterator[date]:
    """The days on which two courses can differ most: their vertices, and the month ends between them."""
    vertices = {each.on for each in (*before.milestones, *now.milestones)}
    ends = set()
    year, month = before.start.year, before.start.month
    while (year, month) <= (before.due.year, before.due.month):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        ends.add(date.fromordinal(date(year, month, 1).toordinal() - 1))
    # Just before a milestone a stepped course asks for least.
    eves = {date.fromordinal(each.toordinal() - 1) for each in vertices}
    yield from sorted(each for each in vertices | ends | eves if before.start <= each < before.due)


def eased_course(before: Target, now: Target, planned: PlannedValue) -> bool:
    """Whether the path between the vertices asks for less on some day."""
    if (before.course, before.seasons) == (now.course, now.seasons) or not before.kind.has_way:
        return False
    return eased_on(before, before._replace(course=now.course, seasons=now.seasons), planned) is not None


def assumed_baseline(target: Target, first_value: Decimal | None) -> Decimal | None:
    """What stands in for a baseline that is not stated: nought, or for a level the first figure reported."""
    if target.kind in (Kind.RATE, Kind.RANK):
        return None
    return first_value if target.kind in (Kind.LEVEL, Kind.MAINTAIN) else Decimal(0)


# Milestones that were lowered, put off or taken away, and new ones that lie below the course: easier on the way.


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
        eased = eased_on(before, before._replace(milestones=now.milestones), base.planned)
        added = [each for each in now.milestones if each not in before.milestones]
        if eased is not None and added and base.planned(before, added[0].on) is not None:
            yield _added(pair, _lowest(added, before, base), material, base)


def _heirs(kept: Milestone, before: Target, now: Target) -> Iterator[Milestone | None]:
    """Nothing where a milestone is kept: as much is asked for by its day. Else what it is now, None for gone."""
    up = rises(before)
    earlier = (
        before.kind.has_way
    )  # of a rate the milestone is for the days up to its own: an earlier one is another
    if any(
        (each.on == kept.on or (earlier and each.on < kept.on)) and _as_much(each, kept, up=up)
        for each in now.milestones
    ):
        return
    same_day = next((each for each in now.milestones if each.on == kept.on), None)
    later = next((each for each in now.milestones if each.on > kept.on and each.value == kept.value), None)
    yield same_day or later


def _as_much(each: Milestone, kept: Milestone, *, up: bool) -> bool:
    return each.value >= kept.value if up else each.value <= kept.value


def _move(pair: Pair, was: Milestone, now: Milestone | None, material: Material, base: Base) -> Move:
    what = Words(f"里程碑 {was.on} ", f"the milestone of {was.on}")
    old, gone = value_words(pair.before, was.value), Words("没有了", "none")
    put_off = now is not None and now.on != was.on
    new = (
        gone
        if now is None
        else Words(f"推到 {now.on}", f"put off to {now.on}")
        if put_off
        else value_words(pair.present, now.value)
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
        planned = base.planned(before, each.on)
        if planned is not None and ((each.value < planned) if up else (each.value > planned)):
            return each
    return added[0]


def _added(pair: Pair, new: Milestone, material: Material, base: Base) -> Move:
    planned = base.planned(pair.before, new.on)
    what = Words(f"{new.on} 应完成的量", f"what is asked for on {new.on}")
    was = NOTHING if planned is None else value_words(pair.before, planned)
    move = moved(pair, what, was, value_words(pair.present, new.value), "milestone")
    at = _index(table_of(pair.present, material.documents), new.on)
    return move._replace(
        route=move.route if at is None else (*move.route, at, "value"), route_before=move.route_before[:2]
    )


def _index(table: object, on: date) -> int | None:
    """The place of the milestone of a day in its array."""
    entries = table.get("milestone", []) if isinstance(table, dict) else []
    return next((place for place, each in enumerate(entries) if each.get("on") == on), None)
