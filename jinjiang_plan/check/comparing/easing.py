"""What makes a promise easier to keep: one that accepts a value, or asks for less on a day, than it did.

Harder is nobody's trick, and no finding: a goal raised, a day brought forward, a class made binding.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.base import Asked
from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.plan import Baseline, Goal, Target
from jinjiang_plan.model.units import find_unit


class Accepted(NamedTuple):
    """The values that meet a goal: from `low` to `high`, None for no bound; `above` and `below` leave the bound out."""

    low: Decimal | None
    high: Decimal | None
    above: bool = False
    below: bool = False

    def within(self, other: "Accepted") -> bool:
        """Whether the other accepts all that this one does."""
        return self._starts_within(other) and self._ends_within(other)

    def _starts_within(self, other: "Accepted") -> bool:
        if other.low is None:
            return True
        return self.low is not None and (self.low, self.above) >= (other.low, other.above)

    def _ends_within(self, other: "Accepted") -> bool:
        if other.high is None:
            return True
        return self.high is not None and (self.high, not self.below) <= (other.high, not other.below)


def accepted(goal: Goal, op: Op) -> Accepted:
    """The values that meet a goal whose op is known."""
    if goal.span is not None:
        return Accepted(*goal.span)
    if op in (Op.AT_MOST, Op.BELOW):
        return Accepted(None, goal.value, below=op is Op.BELOW)
    return Accepted(goal.value, None, above=op is Op.ABOVE)


def op_in_force(target: Target, goal: Goal, baseline: Baseline | None) -> Op:
    """The goal's op, or the one that the way from a baseline to it implies (METHODS 1)."""
    if goal.op is not None:
        return goal.op
    falls = baseline is not None and goal.value is not None and goal.value < baseline.value
    return Op.AT_MOST if falls and target.kind is not Kind.MAINTAIN else Op.AT_LEAST


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
    if target.goal is None or target.baseline is None:
        return True
    low, high = target.goal.span or (target.goal.value, target.goal.value)
    return high is None or low is None or high >= target.baseline.value


def same_unit(first: str, second: str) -> bool:
    """Whether two units are one, however they are written: 平方米 and ㎡."""
    if first == second:
        return True
    one, other = find_unit(first), find_unit(second)
    return one is not None and one == other


def eased_on(before: Target, now: Target, asked: Asked) -> date | None:
    """The first day on which the present course asks for less than the base's; None where it never does.

    Only what the two differ in counts: the caller gives the base's target with one thing of the present one. Where no
    course can be reckoned, any difference counts, on the day of due.
    """
    up = rises(before)
    for day in _days(before, now):
        was, is_now = asked(before, day), asked(now, day)
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


def eased_course(before: Target, now: Target, asked: Asked) -> bool:
    """Whether the path between the vertices asks for less on some day."""
    if before.course is now.course or before.kind is Kind.MAINTAIN:
        return False
    return eased_on(before, before._replace(course=now.course), asked) is not None


def assumed_baseline(target: Target, first_value: Decimal | None) -> Decimal | None:
    """What stands in for a baseline that is not stated: nought, or for a level the first figure reported."""
    return first_value if target.kind in (Kind.LEVEL, Kind.MAINTAIN) else Decimal(0)
