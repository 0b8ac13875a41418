"""The measure that a profile's thresholds are for, with its numbers in."""

from collections.abc import Iterator
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Measurement
from jinjiang_plan.model.profiles import Measure
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.explanation.formula import less, minus, number, operand
from jinjiang_plan.render.explanation.way import has_way
from jinjiang_plan.render.numbers import rounded, share

SIGNS = {
    Measure.GAP: "gap",
    Measure.GROWTH: "r",
    Measure.MILESTONE: "c/c_m",
    Measure.VALUE: "d",
    Measure.PACE: "c/c_p",
    Measure.DIFFERENCE: "A - P",
    Measure.PROJECTED: "q",
    Measure.TREND: "q",
}
"""What each measure is called in a formula."""

_PLACES = 5


def measure_lines(each: Assessment) -> Iterator[Words]:
    """Yield the formula of the profile's own measure; nothing for the gap and the difference, which stand above it."""
    measure = each.measure
    if measure is None or not has_way(each) or each.completion is None or each.value is None:
        return
    match each.profile.measure:
        case Measure.GROWTH:
            yield _growth(each, measure)
        case Measure.PROJECTED:
            yield from _projected(each, measure)
        case Measure.TREND:
            yield from _trend(each, measure)
        case Measure.MILESTONE:
            yield _share(each, measure, Words("到下一节点 c/c_m", "to the next milestone c/c_m"))
        case Measure.PACE:
            yield _share(each, measure, Words("完成与应完成之比 c/c_p", "done over planned c/c_p"))
        case Measure.VALUE:
            yield _deviation(each, measure)
        case _:
            return


def _share(each: Assessment, measure: Measurement, name: Words) -> Words:
    """Done over planned; where nothing is planned yet, whatever is there is enough."""
    value = _shown(measure.value)
    done, planned = share(each.completion, whole=each.whole), share(measure.planned, whole=True)
    if measure.planned is not None and measure.planned <= 0:
        return Words(
            f"{name.zh}：应完成 {planned}，完成 {done}，计为 {value}",
            f"{name.en}: {planned} is planned, {done} is done, which counts as {value}",
        )
    if measure.planned is not None and each.goal is not None and each.goal.span is None:
        way = minus(each.value, each.baseline)
        expected = (each.baseline or Fraction(0)) + measure.planned * ((each.aim or 0) - (each.baseline or 0))
        formula = f"(A - B)/(V - B) = {way}/{minus(expected, each.baseline, least=measure.planned)}"
        return Words(f"{name.zh} = {formula} = {value}", f"{name.en} = {formula} = {value}")
    return Words(f"{name.zh} = {done}/{planned} = {value}", f"{name.en} = {done}/{planned} = {value}")


def _deviation(each: Assessment, measure: Measurement) -> Words:
    a, p, value = each.value, each.planned, _shown(measure.value)
    rises = p is not None and a is not None and ((a - p) * measure.value >= 0)
    sign, way = ("A - P", minus(a, p, least=p)) if rises else ("P - A", minus(p, a, least=p))
    if not p:
        inner = less(a, p) if rises else less(p, a)
        return alike_named(Words("偏离", "deviation"), f"d = {sign} = {inner} = {value}")
    return alike_named(
        Words("偏离", "deviation"), f"d = ({sign})/|P| = {way}/{number(abs(p), least=p)} = {value}"
    )


def alike_named(name: Words, formula: str) -> Words:
    """Return a formula with its name in both languages."""
    return Words(f"{name.zh} {formula}", f"{name.en} {formula}")


def _growth(each: Assessment, measure: Measurement) -> Words:
    a, b, t = (operand(value) for value in (each.value, each.baseline, each.aim))
    spent, whole = _years(measure)
    numbers = f"(({a}/{b})^(1/{spent}) - 1)/(({t}/{b})^(1/{whole}) - 1) = {_shown(measure.value)}"
    signs = "r = ((A/B)^(1/t) - 1)/((T/B)^(1/t_T) - 1)"
    return Words(
        f"增速比 {signs} = {numbers}（t 以年计，自基期日起）",
        f"growth ratio {signs} = {numbers} (t in years from the day of the baseline)",
    )


def _projected(each: Assessment, measure: Measurement) -> Iterator[Words]:
    a, b = operand(each.value), operand(each.baseline)
    spent, whole = _years(measure)
    carried = number(measure.carried, least=_way(each))
    numbers = f"V_e = B (A/B)^(t_T/t) = {b} × ({a}/{b})^({whole}/{spent}) = {carried}"
    yield Words(
        f"按实际年均增速推到期末 {numbers}（t 以年计）",
        f"carried to due by the observed yearly growth {numbers} (t in years)",
    )
    formula = (
        f"q = (V_e - B)/(T - B) = {minus(measure.carried, each.baseline, least=_way(each))}/"
        f"{minus(each.aim, each.baseline)} = {_shown(measure.value)}"
    )
    yield alike_named(Words("走完全程的份额", "share of the way"), formula)


def _trend(each: Assessment, measure: Measurement) -> Iterator[Words]:
    """V_e = A + the mean yearly change for each of the years left, and its share of the way still to go."""
    base = each.value
    if measure.carried is None or measure.trend is None or base is None:
        return
    years = (measure.carried - base) / measure.trend if measure.trend else None
    carried = number(measure.carried, least=_way(each))
    if years is not None:
        numbers = f"V_e = A + n x = {number(base)} + {number(years)} × {operand(measure.trend)} = {carried}"
    else:
        numbers = f"V_e = {carried}"
    yield Words(
        f"按近年平均变化推到期末 {numbers}（x 为年均变化，n 为剩余年数）",
        f"carried to due by the mean yearly change {numbers} (x a year, n years left)",
    )
    formula = (
        f"q = (V_e - A)/(T - A) = {minus(measure.carried, base, least=_way(each))}/"
        f"{minus(each.aim, base)} = {_shown(measure.value)}"
    )
    yield alike_named(Words("走完剩余路程的份额", "share of the way still to go"), formula)


def _years(measure: Measurement) -> tuple[str, str]:
    """The years to the latest report, and to due."""
    return number(measure.spent), number(measure.whole)


def _way(each: Assessment) -> Fraction | None:
    return None if each.aim is None or each.baseline is None else each.aim - each.baseline


def _shown(value: Fraction) -> str:
    return rounded(value, _PLACES)
