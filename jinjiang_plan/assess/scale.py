"""The scale that a target is judged on: baseline, aim, op, and what meets the goal (METHODS 1 and 4)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Flag, Kind, Op, PathShape, Reason
from jinjiang_plan.model.plan import Goal, Target, Terms

_FROM_NOTHING = (Kind.CUMULATIVE, Kind.INCREMENT, Kind.STAGE, Kind.DONE)


class Scale(NamedTuple):
    """From the baseline to the aim, the value that the arithmetic runs to: the goal, a range's nearer bound.

    `weak` when the baseline already meets the goal; then there is no way to measure along.
    """

    goal: Goal
    op: Op
    baseline: Fraction
    aim: Fraction
    assumed: bool
    weak: bool

    def met(self, value: Decimal | Fraction) -> bool:
        """Whether a value meets the goal."""
        return _meets(value, self.goal, self.op)

    def ever_met(self, values: Iterable[Decimal]) -> bool:
        """Whether one of the values meets the goal."""
        if self.goal.span is not None:
            return any(self.met(value) for value in values)
        best = max if self.op in (Op.AT_LEAST, Op.ABOVE) else min
        return self.met(best(values))

    def completion(self, value: Fraction) -> Fraction | None:
        """(A-B)/(T-B); beyond the far bound of a range, what is too much is taken off again."""
        way = self.aim - self.baseline
        if self.weak or not way:
            return None
        if self.goal.span is not None:
            far = Fraction(self.goal.span[1] if way > 0 else self.goal.span[0])
            excess = (value - far) / way
            if excess > 0:
                return 1 - excess
        return (value - self.baseline) / way


def scale(target: Target, asked: Terms, first_value: Decimal | None) -> Scale | Reason | None:
    """The scale of a target with the terms in force; why there can be none; or None, while nothing is reported.

    A missing baseline is 0 for what starts from nothing; for a level the first standing report serves.
    """
    goal, stated = asked.goal, target.baseline
    if goal is None:
        return Reason.NO_GOAL
    if target.course is PathShape.COMPOUND and stated is None:
        return Reason.NO_BASELINE
    if stated is not None:
        base, assumed = stated.value, stated.assumed
    elif target.kind in _FROM_NOTHING:
        base, assumed = Decimal(0), True
    elif first_value is not None:
        base, assumed = first_value, target.kind is not Kind.MAINTAIN
    else:
        return None
    op = goal.op or _op_of_direction(target, stated.value if stated else None, goal)
    aim = _aim(goal, base)
    weak = target.kind is not Kind.MAINTAIN and _meets(base, goal, op)
    if aim == base and target.kind is not Kind.MAINTAIN and not (weak and (op is Op.RANGE or stated is None)):
        return Reason.NO_WAY_TO_GO
    if (
        target.course is PathShape.COMPOUND
        and min(base, aim, *(each.value for each in asked.milestones)) <= 0
    ):
        return Reason.COMPOUND_NEEDS_POSITIVE
    return Scale(goal, op, Fraction(base), Fraction(aim), assumed, weak)


def scale_of(each: Assessment) -> Scale | None:
    """The scale that an assessment was made on; None where it had none, or shows no baseline."""
    if each.goal is None or each.op is None or each.baseline is None or each.aim is None:
        return None
    flags = each.flags
    return Scale(
        each.goal, each.op, each.baseline, each.aim, Flag.BASELINE_ASSUMED in flags, Flag.WEAK_GOAL in flags
    )


def contradicts(scaled: Scale, target: Target) -> bool:
    """Whether the file's own op goes against the way from its own baseline to its goal."""
    return scaled.weak and scaled.op is not Op.RANGE and target.baseline is not None


def _op_of_direction(target: Target, base: Decimal | None, goal: Goal) -> Op:
    """`>=`, or `<=` for a goal below its stated baseline; as the first version of the goal had it."""
    first = target.goal.value if target.goal and target.goal.value is not None else goal.value
    falls = base is not None and first is not None and first < base and target.kind is not Kind.MAINTAIN
    return Op.AT_MOST if falls else Op.AT_LEAST


def _aim(goal: Goal, base: Decimal) -> Decimal:
    """The value that the arithmetic runs to: the goal's, or of a range the bound that is nearer to the baseline."""
    if goal.span is not None:
        low, high = goal.span
        return max(low, min(base, high))
    return base if goal.value is None else goal.value


def _meets(value: Decimal | Fraction, goal: Goal, op: Op) -> bool:
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
