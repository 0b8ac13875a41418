"""The row of the table that a judgement fitted, in words: the profile's measure with its numbers in, and thresholds."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Measured
from jinjiang_plan.model.codes import NAMES, Class, Status
from jinjiang_plan.model.profiles import BANDS, Measure
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.numbers import figure, rounded, share

_ROWS = {
    Status.MISSED: Words(
        "期限已到，有期末数据，未达到目标", "due has come, a final figure is there, the goal is not met"
    ),
    Status.OVERDUE: Words("期限已过，没有期末数据", "due has passed and no final figure is there"),
    Status.NO_DATA: Words("没有有效数据", "no standing report"),
    Status.NOT_STARTED: Words("尚未开始，没有数据", "the period has not begun, nothing is reported"),
    Status.SUSPENDED: Words("有正式调整文件", "a formal amendment says so"),
    Status.CANCELLED: Words("有正式调整文件", "a formal amendment says so"),
}
_SIGNS = {
    Measure.GAP: "gap",
    Measure.GROWTH: "r",
    Measure.MILESTONE: "c/c_m",
    Measure.VALUE: "d",
    Measure.PACE: "c/c_p",
}
_BANDS = (*BANDS, Status.SERIOUSLY_BEHIND)


def measure_line(each: Assessment) -> Iterator[Words]:
    """The profile's own measure, reckoned out; nothing for the gap, which stands above it, or where it did not decide."""
    if each.measure is None or each.status not in (*_BANDS, Status.REGRESSING):
        return
    a, b, t, p = (figure(value) for value in (each.value, each.baseline, each.aim, each.planned))
    value, done = rounded(each.measure.value, 5), share(each.completion, whole=each.whole)
    match each.profile.measure:
        case Measure.GROWTH:
            sum_ = _growth_text(each.measure, a, b, t)
            yield Words(
                f"增速比 r = ((A/B)^(1/t) - 1)/((T/B)^(1/t_T) - 1) = {sum_} = {value}（t 以年计，自基期日起）",
                f"growth ratio r = ((A/B)^(1/t) - 1)/((T/B)^(1/t_T) - 1) = {sum_} = {value} (t in years from the "
                "day of the baseline)",
            )
        case Measure.MILESTONE:
            asked = share(each.measure.asked, whole=True)
            yield Words(
                f"到下一节点 c/c_m = {done}/{asked} = {value}",
                f"to the next milestone c/c_m = {done}/{asked} = {value}",
            )
        case Measure.VALUE if each.held is None:
            falls = (each.aim or 0) < (each.baseline or 0)
            sum_ = f"(P - A)/|P| = ({p} - {a})/{p}" if falls else f"(A - P)/|P| = ({a} - {p})/{p}"
            yield Words(f"偏差 d = {sum_} = {value}", f"deviation d = {sum_} = {value}")
        case Measure.PACE:
            asked = share(each.measure.asked, whole=True)
            yield Words(
                f"完成与应完成之比 c/c_p = {done}/{asked} = {value}",
                f"done over asked c/c_p = {done}/{asked} = {value}",
            )
        case _:
            return


def _growth_text(measure: Measured, value: str, baseline: str, aim: str) -> str:
    spent, whole = rounded(measure.spent, 2), rounded(measure.whole, 2)
    return f"(({value}/{baseline})^(1/{spent}) - 1)/(({aim}/{baseline})^(1/{whole}) - 1)"


def fitting_rule(each: Assessment) -> Words:
    """The row that fitted, with its thresholds."""
    if each.status in _ROWS:
        return _ROWS[each.status]
    if each.status in _BANDS:
        return _band_text(each)
    if each.status is Status.REGRESSING:
        return _regression(each)
    return Words(f"已达到目标，期限 {each.due}", f"the goal is met; due {each.due}")


def _band_text(each: Assessment) -> Words:
    """Between which thresholds the measure lies, with the tolerance where there is one."""
    bands = each.profile.bands_for(each.target.class_)
    sign, gap = _SIGNS[each.profile.measure], each.profile.measure is Measure.GAP
    known = [status for status in BANDS if status in bands]
    place = known.index(each.status) if each.status in known else len(known)
    low = _threshold(bands[known[place]], signed=False) if place < len(known) else None
    high = (
        _threshold(bands[known[place - 1]], signed=gap and known[place - 1] is Status.AHEAD)
        if place
        else None
    )
    if low is None:
        return Words(f"{sign} < {high}", f"{sign} < {high}")
    if high is None:
        low = _threshold(bands[known[place]], signed=gap)
        return Words(f"{sign} >= {low}", f"{sign} >= {low}")
    held = _tolerance(each)
    zh, en = (f"（{held.zh}）", f" ({held.en})") if gap else ("", "")
    return Words(f"{low} <= {sign} < {high}{zh}", f"{low} <= {sign} < {high}{en}")


def _threshold(value: Decimal, *, signed: bool) -> str:
    return f"+{figure(Fraction(value))}" if signed and value > 0 else figure(Fraction(value))


def _tolerance(each: Assessment) -> Words:
    tolerance, class_ = figure(each.tolerance), NAMES[each.target.class_ or Class.EXPECTED]
    points = "point" if each.tolerance == 1 else "points"
    return Words(f"容差 {tolerance} 点，{class_.zh}", f"tolerance {tolerance} {points}, {class_.en}")


def _regression(each: Assessment) -> Words:
    held = _tolerance(each)
    if each.completion is None:
        return Words("基期已达目标，现在不达", "the baseline met the goal, the value does not")
    if each.profile.measure is not Measure.GAP:
        return Words("低于基期", "below the baseline")
    return Words(f"低于基期，超出{held.zh}", f"below the baseline by more than the {held.en}")
