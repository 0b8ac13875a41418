"""Each formula of a judgement with its numbers in: nothing is reckoned again, the assessment's figures are shown."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import sqrt

from jinjiang_plan.model.assessment import Assessment, Measured, PastPeriods, Prospect
from jinjiang_plan.model.codes import NAMES, Class, Kind, Method, Outlook, PathShape, Status, TimeBasis
from jinjiang_plan.model.profiles import BANDS, Measure
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import (
    RATE_DIGITS,
    figure,
    likelihood,
    months,
    points,
    rounded,
    share,
    significant,
)
from jinjiang_plan.render.words import goal_text, status_words

# The row of the table that a judgement fitted, in words: the profile's measure with its numbers in, and thresholds.


_ROWS = {
    Status.MISSED: Words(
        "期限已到，有期末数据，未达到目标", "due has come, a final figure is there, the goal is not met"
    ),
    Status.OVERDUE: Words("期限已过，没有期末数据", "due has passed and no final figure is there"),
    Status.UNREPORTED: Words(
        "已到应报的时候，没有报过数，按一件未做计",
        "a report is owed and none was made: counted as nothing done",
    ),
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
    Measure.DIFFERENCE: "A - P",
    Measure.PROJECTED: "q",
    Measure.TREND: "s",
}
_BANDS = (*BANDS, Status.SERIOUSLY_BEHIND)


def measure_line(each: Assessment) -> Iterator[Words]:
    """The profile's own measure, reckoned out; nothing for the gap, which stands above it, or where it did not decide."""
    if (
        each.measure is None
        or each.status not in (*_BANDS, Status.REGRESSING)
        or not each.target.kind.has_way
    ):
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
            asked = share(each.measure.planned, whole=True)
            yield Words(
                f"到下一节点 c/c_m = {done}/{asked} = {value}",
                f"to the next milestone c/c_m = {done}/{asked} = {value}",
            )
        case Measure.VALUE if each.held is None:
            falls = (each.aim or 0) < (each.baseline or 0)
            sum_ = f"(P - A)/|P| = ({p} - {a})/{p}" if falls else f"(A - P)/|P| = ({a} - {p})/{p}"
            yield Words(f"偏差 d = {sum_} = {value}", f"deviation d = {sum_} = {value}")
        case Measure.PACE:
            asked = share(each.measure.planned, whole=True)
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


_COURSES = {
    PathShape.LINEAR: Words("直线", "linear"),
    PathShape.STEP: Words("只在节点", "step"),
    PathShape.COMPOUND: Words("等比", "compound"),
}


def explanation(assessment: Assessment, lang: Lang) -> list[str]:
    """The judgement step by step, in the order in which it was made."""
    return [
        words.say(lang) for words in (*_progress(assessment), *_verdict(assessment), *_prospect(assessment))
    ]


def _progress(each: Assessment) -> Iterator[Words]:
    unit = Words("月", "months") if each.basis is TimeBasis.MONTH else Words("天", "days")
    gone = f"{each.positions_gone}/{each.positions_all}"
    elapsed = share(each.elapsed, whole=True)
    yield Words(
        f"时间进度 tau = m/M = {gone} {unit.zh} = {elapsed}（{each.target.start} 至 {each.due}，截至 {each.as_of}）",
        f"time progress tau = m/M = {gone} {unit.en} = {elapsed} ({each.target.start} to {each.due}, as of {each.as_of})",
    )
    if each.aim is None or (each.baseline is None and each.held is None):
        return
    if not each.target.kind.has_way and each.held is None:
        return
    b, t = figure(each.baseline), figure(each.aim)
    if each.held is not None:
        yield Words(
            f"要保持 {goal_text(each.target, each.goal, 'zh')}",
            f"the level to hold is {goal_text(each.target, each.goal, 'en')}",
        )
    elif each.target.baseline is None:
        yield _assumed_baseline(each, b)
    yield from _measured(each, b, t)


def _measured(each: Assessment, b: str, t: str) -> Iterator[Words]:
    """What is asked, what is done, and the gap between them, on the scale from B to T."""
    if each.planned is not None and each.held is None and each.aim != each.baseline:
        course = _COURSES[each.target.course]
        stops = len(each.stops)
        via = Words(f"，经 {stops} 个节点", f", by {stops} milestones") if stops else Words("", "")
        p = figure(each.planned)
        yield Words(
            f"计划应达 P = {p}（{course.zh}路径，B = {b} 到 T = {t}{via.zh}）",
            f"planned P = {p} ({course.en} path from B = {b} to T = {t}{via.en})",
        )
    if each.value is None:
        return
    a, c = figure(each.value), share(each.completion, whole=each.whole)
    if each.held is not None:
        yield Words(
            f"完成 c = 保持的报告期/已结束的报告期 = {each.held}/{each.periods} = {c}",
            f"completion c = periods held/periods ended = {each.held}/{each.periods} = {c}",
        )
    elif each.completion is not None:
        yield Words(
            f"完成 c = (A - B)/(T - B) = ({a} - {b})/({t} - {b}) = {c}",
            f"completion c = (A - B)/(T - B) = ({a} - {b})/({t} - {b}) = {c}",
        )
    if each.gap is not None and each.planned_completion is not None:
        planned = share(each.planned_completion, whole=True)
        yield Words(
            f"差距 gap = 100(c - c_p) = {c} - {planned} = {points(each.gap)} 点；c_p = (P - B)/(T - B)",
            f"gap = 100(c - c_p) = {c} - {planned} = {points(each.gap)} points, with c_p = (P - B)/(T - B)",
        )


def _verdict(each: Assessment) -> Iterator[Words]:
    status, profile = status_words(each), each.profile.code
    if each.reason is not None:
        reason = NAMES[each.reason]
        yield Words(f"判定：{status.zh}（{reason.zh}）", f"verdict: {status.en} ({reason.en})")
        return
    yield from measure_line(each)
    rule = fitting_rule(each)
    yield Words(
        f"判定：{rule.zh} → {status.zh}（口径 {profile}）",
        f"verdict: {rule.en} -> {status.en} (profile {profile})",
    )


def _assumed_baseline(each: Assessment, baseline: str) -> Words:
    """Where a baseline that no file states was taken from."""
    first = each.observations[0].on if each.observations else None
    if each.target.kind is Kind.LEVEL and first is not None:
        return Words(
            f"基期值 B = {baseline}，取自首次数据（{first}）",
            f"baseline B = {baseline}, taken from the first report ({first})",
        )
    return Words(f"基期值 B = {baseline}（推定）", f"baseline B = {baseline} (assumed)")


_HALTED = (Status.SUSPENDED, Status.CANCELLED)


def _prospect(each: Assessment) -> Iterator[Words]:
    ahead, counted = each.prospect, not each.target.kind.named
    a, b, t = figure(each.value), figure(each.baseline), figure(each.aim)
    if ahead.run_rate is not None and counted:
        rate, spent = significant(ahead.run_rate, RATE_DIGITS), rounded(ahead.spent, 2)
        yield Words(
            f"月均 (A - B)/已过月数 = ({a} - {b})/{spent} = {rate}",
            f"run rate (A - B)/months to the latest report = ({a} - {b})/{spent} = {rate} a month",
        )
    if ahead.required_rate is not None and counted:
        rate, left = significant(ahead.required_rate, RATE_DIGITS), rounded(ahead.remaining, 2)
        yield Words(
            f"每月需 (T - A)/剩余月数 = ({t} - {a})/{left} = {rate}",
            f"required rate (T - A)/months left = ({t} - {a})/{left} = {rate} a month",
        )
    if (
        ahead.projected is not None
        and ahead.method is not None
        and ahead.outlook is not None
        and not each.settled
    ):
        yield _projection(ahead, ahead.method, ahead.outlook, a)
        if ahead.chance is not None and ahead.past is not None:
            yield _chance(ahead.chance, ahead.past, ahead.outlook, t)
    if each.months_ahead is not None and each.status not in _HALTED:
        span = months(each.months_ahead)
        zh, en = ("提前", "ahead of") if each.months_ahead >= 0 else ("滞后", "behind")
        yield Words(
            f"比计划路径{zh} {span} 个月（挣得进度）",
            f"{span} months {en} the planned course (earned schedule)",
        )


def _projection(ahead: Prospect, method: Method, outlook: Outlook, value: str) -> Words:
    projected, how = significant(ahead.projected, RATE_DIGITS), NAMES[method]
    if method is Method.PERIOD_MEAN and ahead.past is not None:
        mean, periods = significant(ahead.past.mean, RATE_DIGITS), rounded(ahead.past.ahead, 2)
        value = figure(ahead.past.value)
        carried = f"{value} + {mean} × {periods}"
        return Words(
            f"期末预计 = {ahead.past.on} 的 A + 每期增量均值 × 剩余期数 = {carried} = {projected}（{how.zh}，n = {ahead.points}）",
            f"projected at due = A of {ahead.past.on} + mean increment × periods left = {carried} = {projected} "
            f"({how.en}, n = {ahead.points})",
        )
    slope, left = significant(ahead.slope, RATE_DIGITS), rounded(ahead.left, 2)
    zh, en = ("", "") if ahead.chance is not None else (f" → {NAMES[outlook].zh}", f" -> {NAMES[outlook].en}")
    return Words(
        f"期末预计 = A + 月增量 × 剩余月数 = {value} + {slope} × {left} = {projected}（{how.zh}，n = {ahead.points}）{zh}",
        f"projected at due = A + slope × months left = {value} + {slope} × {left} = {projected} ({how.en}, "
        f"n = {ahead.points}){en}",
    )


def _chance(chance: Fraction, past: PastPeriods, outlook: Outlook, aim: str) -> Words:
    value, mean = figure(past.value), significant(past.mean, RATE_DIGITS)
    spread = significant(Fraction(sqrt(past.variance)), RATE_DIGITS)
    ahead, shown, verdict = rounded(past.ahead, 2), likelihood(chance), NAMES[outlook]
    inside = f"({value} + {ahead} × {mean} - {aim})/({spread} × √{ahead})"
    return Words(
        f"按期完成的概率 Φ((A + k·μ - T)/(s·√k)) = Φ({inside}) = {shown}（{past.periods} 个完整报告期，"
        f"{past.reported} 期有上报）→ {verdict.zh}",
        f"chance to be met by due, Phi((A + k mu - T)/(s sqrt(k))) = Phi({inside}) = {shown} "
        f"({past.periods} whole periods, {past.reported} with a report) -> {verdict.en}",
    )
