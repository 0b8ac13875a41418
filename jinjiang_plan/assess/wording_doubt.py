"""What the words around a figure leave open: 不足7% does not meet a goal of 7%, and 约7% may or may not."""

from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.assess.scale import meets, op_of
from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.figure_words import span_of, wording
from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Words

_LITTLE = Fraction(1, 10**30)


def wording_doubt(target: Target, report: Report) -> Doubt | None:
    """The doubt about a figure whose wording does not say whether the goal is met; None where it does.

    Raises:
        Refusal: the wording says one thing, and the figure alone would be judged to say the other.
    """
    goal, said = target.terms(report.on).goal, wording(report.note)
    borne_out, met = _borne_out(target, report)
    if borne_out or goal is None:
        return None
    name = _of_goal(target, goal)
    if borne_out is None:
        words = Words(
            f"原文“{said}”说不清是否达到{name.zh}；请核对",
            f"“{said}” does not say whether {name.en} is met: look again",
        )
        return Doubt("wording", words)
    raise Refusal(
        f"原文“{said}”{'没有达到' if met else '达到了'}{name.zh}，只录数字却会判为相反；请写确切的数",
        f"“{said}” {'does not meet' if met else 'meets'} {name.en} but the number alone would be judged the other way: "
        "write the exact figure",
    )


def bears_out(target: Target, report: Report) -> bool:
    """Whether the wording of a figure says what the number alone is judged to say of the goal."""
    return _borne_out(target, report)[0] is True


def _borne_out(target: Target, report: Report) -> tuple[bool | None, bool]:
    """Whether the wording says what the number says, None where it leaves that open; and whether the number meets the goal."""
    goal, said, figure = target.terms(report.on).goal, wording(report.note), report.figure
    plain = target.kind.named or target.kind is Kind.INCREMENT
    if not said or goal is None or figure is None or plain:
        return True, False
    met = meets(figure, goal, op_of(target, goal))
    answers = _answers(target, goal, said, figure)
    return (None if len(answers) > 1 else answers <= {met}), met


def _answers(target: Target, goal: Goal, said: str, figure: Decimal) -> set[bool]:
    """Whether the goal is met, at the ends of where the true figure lies and beside the goal's own bounds."""
    span = span_of(said, figure)
    if span is None:
        return set()
    low = Fraction(span.low) + _LITTLE * span.above
    high = Fraction(span.high) - _LITTLE * span.below
    bounds = [Fraction(each) for each in (goal.value, *(goal.span or ())) if each is not None]
    beside = [place for each in bounds for place in (each - _LITTLE, each, each + _LITTLE)]
    op = op_of(target, goal)
    return {meets(each, goal, op) for each in (low, high, *(each for each in beside if low <= each <= high))}


def _of_goal(target: Target, goal: Goal) -> Words:
    values = [Value(target, each).with_unit for each in (goal.span or (goal.value or Decimal(0),))]
    return Words(
        f"目标 {'～'.join(each.zh for each in values)}",
        f"the goal, {' to '.join(each.en for each in values)},",
    )
