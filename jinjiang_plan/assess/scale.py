"""The scale that a target is judged on: baseline, aim, op, and what meets the goal (METHODS 1 and 4)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment, Observation
from jinjiang_plan.model.codes import Flag, Kind, Op, PathShape, Reason
from jinjiang_plan.model.plan import Goal, Target, Terms
from jinjiang_plan.model.ratio import ratio

_FROM_NOTHING = (Kind.CUMULATIVE, Kind.INCREMENT, Kind.STAGE, Kind.DONE)


class Scale(NamedTuple):
    """From the baseline to the aim, the value that the arithmetic runs to: the goal, of a range the nearer bound."""

    goal: Goal
    """The goal in force."""
    op: Op
    """How a value is compared with it."""
    baseline: Fraction
    """The value at the start; where each figure is compared with the goal itself, the aim."""
    aim: Fraction
    """The value at the end of the way."""
    assumed: bool
    """Whether the baseline is assumed, and not stated."""
    weak: bool
    """Whether the baseline already meets the goal, or is the goal: then there is no way to measure along."""
    begin: date | None = None
    """The day of the baseline where the way begins after the start of the period."""

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is: towards the goal, without a way by the op."""
        if not self.weak and self.aim != self.baseline:
            return 1 if self.aim > self.baseline else -1
        return -1 if self.op in (Op.AT_MOST, Op.BELOW) else 1

    def met(self, value: Decimal | Fraction) -> bool:
        """Whether a value meets the goal."""
        return meets(value, self.goal, self.op)

    def ever_met(self, values: Iterable[Decimal]) -> bool:
        """Whether one of the values meets the goal."""
        if self.goal.span is not None:
            return any(self.met(value) for value in values)
        best = max if self.op in (Op.AT_LEAST, Op.ABOVE) else min
        return self.met(best(values))

    def excess(self, value: Fraction) -> Fraction:
        """What is too much: how far a value lies beyond the far bound of a range; 0 for every other goal."""
        if self.goal.span is None or self.weak:
            return ratio(0)
        far = ratio(self.goal.span[1] if self.sign > 0 else self.goal.span[0])
        return max(ratio(0), (value - far) * self.sign)

    def completion(self, value: Fraction) -> Fraction | None:
        """(A-B)/(T-B); within a range 1, and beyond its far bound what is too much is taken off again."""
        if self.weak:
            return None
        way = self.aim - self.baseline
        done = (value - self.baseline) / way
        if self.goal.span is None:
            return done
        return min(done, 1 - self.excess(value) / abs(way))


def scale_by_terms(target: Target, terms: Terms, first: Observation | None) -> Scale | Reason | None:
    """Return the scale of a target with the terms in force, why there can be none, or None while nothing is reported.

    A missing baseline is 0 for what starts from nothing; for a level the first standing report serves, on its own day.
    """
    goal, stated = terms.goal, terms.baseline
    if goal is None:
        return Reason.NO_GOAL
    op = op_of(target, goal)
    if not target.kind.has_way:
        aim = ratio(goal.span[0] if goal.span else goal.value or 0)
        return Scale(goal, op, aim, aim, assumed=False, weak=False)
    if target.course is PathShape.COMPOUND and stated is None:
        return Reason.NO_BASELINE
    begin = stated.on if stated else None
    if stated is not None:
        base, assumed = stated.value, stated.assumed
    elif target.kind in _FROM_NOTHING:
        base, assumed = Decimal(0), True
    elif first is not None:
        base, assumed, begin = first.value, True, first.on
    else:
        return None
    aim_ = _aim(goal, base)
    if (
        target.course is PathShape.COMPOUND
        and min(base, aim_, *(each.value for each in terms.milestones)) <= 0
    ):
        return Reason.COMPOUND_NEEDS_POSITIVE
    weak = aim_ == base or meets(base, goal, op)
    late = begin if begin is not None and begin > target.start else None
    return Scale(goal, op, ratio(base), ratio(aim_), assumed, weak, late)


def scale_of(each: Assessment) -> Scale | None:
    """Return the scale that an assessment was made on; None where it had none, or shows no baseline."""
    if each.goal is None or each.op is None or each.baseline is None or each.aim is None:
        return None
    assumed, weak = Flag.BASELINE_ASSUMED in each.flags, Flag.WEAK_GOAL in each.flags
    return Scale(each.goal, each.op, each.baseline, each.aim, assumed, weak, each.begin)


def op_of(target: Target, goal: Goal) -> Op:
    """Return the op of a goal; of one that says none `>=`, or `<=` for a rank and for a goal below its stated baseline.

    What is not said is the first version's: neither an amended goal nor an amended baseline turns the direction.
    """
    if goal.op is not None:
        return goal.op
    if target.kind is Kind.RANK:
        return Op.AT_MOST
    first = target.goal.value if target.goal and target.goal.value is not None else goal.value
    base = target.baseline
    falls = base is not None and first is not None and first < base.value and target.kind.has_way
    return Op.AT_MOST if falls else Op.AT_LEAST


def _aim(goal: Goal, base: Decimal) -> Decimal:
    """The value that the arithmetic runs to: the goal's, or of a range the bound that is nearer to the baseline."""
    if goal.span is not None:
        low, high = goal.span
        return max(low, min(base, high))
    return base if goal.value is None else goal.value


def meets(value: Decimal | Fraction, goal: Goal, op: Op) -> bool:
    """Whether a value meets a goal."""
    if goal.span is not None:
        return goal.span[0] <= value <= goal.span[1]
    aim = goal.value
    if aim is None:
        return False
    match op:
        case Op.ABOVE:
            return value > aim
        case Op.AT_MOST:
            return value <= aim
        case Op.BELOW:
            return value < aim
        case _:
            return value >= aim
