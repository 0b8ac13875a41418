"""Rates, ranks and levels to hold: the figure against the goal itself, and the periods in which a level held."""

from collections.abc import Iterator

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.value import GoalValue
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.explanation.formula import less, minus, number, operand
from jinjiang_plan.render.numbers import points, share
from jinjiang_plan.render.verdict_words import difference_words, held_words


def comparison_lines(each: Assessment) -> Iterator[Words]:
    """Yield the formulas of a figure that is compared with the goal itself."""
    if each.goal is None or each.aim is None:
        return
    if each.target.kind is Kind.MAINTAIN:
        yield from _periods(each)
    yield from _planned(each)
    if each.value is None:
        return
    if each.completion is not None and each.target.kind is Kind.RATE:
        done = share(each.completion, whole=each.whole)
        formula = f"c = A/T = {number(each.value)}/{operand(each.aim)} = {done}"
        yield Words(f"完成 {formula}", f"completion {formula}")
    yield from _deviation(each)


def _periods(each: Assessment) -> Iterator[Words]:
    goal = GoalValue(each.target, each.goal).with_unit if each.goal else Words("", "")
    yield Words(f"要保持 {goal.zh}", f"the level to hold is {goal.en}")
    said = held_words(each)
    if said is None:
        yield Words("还没有结束的报告期", "no reporting period has ended yet")
    elif each.completion is not None:
        done = share(each.completion, whole=True)
        formula = f"{each.held}/{each.periods} = {done}"
        yield Words(
            f"完成 c = 保持的报告期/已结束的报告期 = {formula}；{said.zh}",
            f"completion c = periods held/periods ended = {formula}; {said.en}",
        )


def _planned(each: Assessment) -> Iterator[Words]:
    """Where the planned figure comes from: the next milestone, the goal, the bound that is missed."""
    if each.goal is None or each.planned is None:
        return
    p = number(each.planned)
    stop = next((stop for stop in each.stops if stop.on >= (each.value_on or each.as_of)), None)
    if each.goal.span is not None:
        yield Words(f"计划应达 P = {p}（未达的一端）", f"planned P = {p} (the bound that is missed)")
    elif stop is not None:
        yield Words(f"计划应达 P = {p}（{stop.on} 的节点）", f"planned P = {p} (the milestone of {stop.on})")
    else:
        yield Words(f"计划应达 P = T = {p}", f"planned P = T = {p}")


def _deviation(each: Assessment) -> Iterator[Words]:
    """The difference in the target's own unit, then r in per cent of what is planned, then the gap."""
    if each.difference is None or each.measure is None or each.value is None:
        return
    if each.planned is None:
        yield Words("在区间之内：r = 0，差值 = 0", "within the range: r = 0, difference = 0")
        return
    a, p = each.value, each.planned
    rises = a - p == each.difference
    sign, formula = ("A - P", less(a, p)) if rises else ("P - A", less(p, a))
    formula_text = f"{sign} = {formula} ="
    signed = ("+" if each.difference > 0 else "") + number(each.difference)
    result = difference_words(each, signed) or Words("", "")
    yield Words(f"差值 {formula_text} {result.zh}", f"difference {formula_text} {result.en}")
    deviation, whole = points(each.measure.value), minus(a, p) if rises else minus(p, a)
    if p:
        r = f"100({sign})/|P| = 100 × {whole}/{number(abs(p))}"
        yield Words(f"偏离 r = {r} = {deviation}", f"deviation r = {r} = {deviation}")
    else:
        yield Words(
            f"偏离 r = {formula_text} {deviation}（P = 0）",
            f"deviation r = {formula_text} {deviation} (P = 0)",
        )
    if each.gap is not None:
        basis = sign if each.gap == each.difference and each.gap != each.measure.value else "r"
        shown = points(each.gap)
        yield Words(f"差距 gap = {basis} = {shown} 点", f"gap = {basis} = {shown} points")
