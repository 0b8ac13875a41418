"""Each formula of a judgement with its numbers in: nothing is reckoned again, the assessment's figures are shown."""

from collections.abc import Iterator

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import NAMES, Class, Course, Kind, Outlook, Status, TimeBasis
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import figure, months, points, rounded, share

_COURSES = {
    Course.LINEAR: Words("直线", "linear"),
    Course.STEP: Words("只在节点", "step"),
    Course.COMPOUND: Words("等比", "compound"),
}
_METHODS = {
    "run-rate": Words("自基期以来的平均速度", "the run rate from the baseline"),
    "line": Words("最近两次报数的连线", "the line through the last two reports"),
    "theil-sen": Words(
        "全部观测两两斜率的中位数（Theil-Sen）", "the median of all pairwise slopes (Theil-Sen)"
    ),
    "latest": Words("期限已到或只有当期数，取现值", "the latest value: no time is left, or none had passed"),
}


def explanation(assessment: Assessment, lang: Lang) -> list[str]:
    """The judgement step by step, in the order in which it was made."""
    return [
        words.say(lang) for words in (*_progress(assessment), *_verdict(assessment), *_prospect(assessment))
    ]


def _progress(each: Assessment) -> Iterator[Words]:
    unit = Words("月", "months") if each.target.basis is TimeBasis.MONTH else Words("天", "days")
    gone = f"{each.months_gone}/{each.months_all}"
    elapsed = share(each.elapsed, whole=True)
    yield Words(
        f"时间进度 tau = m/M = {gone} {unit.zh} = {elapsed}（{each.target.start} 至 {each.due}，截至 {each.as_of}）",
        f"time progress tau = m/M = {gone} {unit.en} = {elapsed} ({each.target.start} to {each.due}, as of {each.as_of})",
    )
    if each.aim is None or each.baseline is None:
        return
    b, t = figure(each.baseline), figure(each.aim)
    if each.planned is not None:
        course = _COURSES[each.target.course]
        stops = len(each.target.milestones)
        via = Words(f"，经 {stops} 个节点", f", by {stops} milestones") if stops else Words("", "")
        p = figure(each.planned)
        yield Words(
            f"计划应达 P = {p}（{course.zh}路径，B = {b} 到 T = {t}{via.zh}）",
            f"planned P = {p} ({course.en} path from B = {b} to T = {t}{via.en})",
        )
    if each.value is None:
        return
    a, c = figure(each.value), share(each.completion, whole=each.whole)
    if each.completion is not None:
        yield Words(
            f"完成 c = (A - B)/(T - B) = ({a} - {b})/({t} - {b}) = {c}",
            f"completion c = (A - B)/(T - B) = ({a} - {b})/({t} - {b}) = {c}",
        )
    if each.gap is not None:
        planned = share(each.planned_completion, whole=True)
        yield Words(
            f"差距 gap = 100(c - c_p) = {c} - {planned} = {points(each.gap)} 点",
            f"gap = 100(c - c_p) = {c} - {planned} = {points(each.gap)} points",
        )


def _verdict(each: Assessment) -> Iterator[Words]:
    status, profile = NAMES[each.status], each.profile.code
    if each.reason is not None:
        reason = NAMES[each.reason]
        yield Words(f"判定：{status.zh}（{reason.zh}）", f"verdict: {status.en} ({reason.en})")
        return
    rule = _rule(each)
    yield Words(
        f"判定：{rule.zh} → {status.zh}（口径 {profile}）",
        f"verdict: {rule.en} -> {status.en} (profile {profile})",
    )


_ROWS = {
    Status.MISSED: Words(
        "期限已到，有期末报数，未达到目标", "due has come, a final figure is there, the goal is not met"
    ),
    Status.OVERDUE: Words("期限已过，没有期末报数", "due has passed and no final figure is there"),
    Status.NO_DATA: Words("没有有效报数", "no standing report"),
    Status.NOT_STARTED: Words("尚未开始，没有报数", "the period has not begun, nothing is reported"),
    Status.SUSPENDED: Words("有正式调整文件", "a formal amendment says so"),
    Status.CANCELLED: Words("有正式调整文件", "a formal amendment says so"),
}


def _rule(each: Assessment) -> Words:
    """The row of the table that fitted."""
    if each.status in _ROWS:
        return _ROWS[each.status]
    tolerance, ahead, serious = figure(each.tolerance), each.profile.ahead, each.profile.serious
    class_ = NAMES[each.target.class_ or Class.EXPECTED]
    held = Words(f"容差 {tolerance} 点，{class_.zh}", f"tolerance {tolerance} points, {class_.en}")
    low = f"-{tolerance}" if each.tolerance else "0"
    match each.status:
        case Status.AHEAD:
            return Words(f"gap >= +{ahead}", f"gap >= +{ahead}")
        case Status.ON_TRACK:
            return Words(f"{low} <= gap < +{ahead}（{held.zh}）", f"{low} <= gap < +{ahead} ({held.en})")
        case Status.BEHIND:
            return Words(f"{serious} <= gap < {low}（{held.zh}）", f"{serious} <= gap < {low} ({held.en})")
        case Status.SERIOUSLY_BEHIND:
            return Words(f"gap < {serious}", f"gap < {serious}")
        case Status.REGRESSING:
            return Words(f"低于基期，超出{held.zh}", f"below the baseline by more than the {held.en}")
        case _:
            return Words(f"已达到目标，期限 {each.due}", f"the goal is met; due {each.due}")


def _prospect(each: Assessment) -> Iterator[Words]:
    unit, counted = each.target.unit, each.target.kind not in (Kind.STAGE, Kind.DONE)
    if each.run_rate is not None and counted:
        rate = rounded(each.run_rate, 2)
        yield Words(
            f"平均速度 (A - B)/已过月数 = {rate} {unit}/月".replace("  ", " "),
            f"run rate (A - B)/months to the latest report = {rate} a month",
        )
    if each.required_rate is not None and counted:
        rate = rounded(each.required_rate, 2)
        yield Words(
            f"所需速度 (T - A)/剩余月数 = {rate} {unit}/月".replace("  ", " "),
            f"required rate (T - A)/months left = {rate} a month",
        )
    if (
        each.projected is not None
        and each.method
        and each.outlook is not None
        and each.target.kind is not Kind.DONE
    ):
        method, outlook = _METHODS[each.method], NAMES[each.outlook or Outlook.UNKNOWN]
        number = len(each.observations)
        value = rounded(each.projected, 2)
        yield Words(
            f"期末预计 = {value}（{method.zh}，报数 {number} 次）→ {outlook.zh}",
            f"projected at due = {value} ({method.en}, n = {number}) -> {outlook.en}",
        )
    if each.months_ahead is not None:
        span = months(each.months_ahead)
        zh, en = ("早", "ahead of") if each.months_ahead >= 0 else ("晚", "behind")
        yield Words(
            f"比计划路径{zh} {span} 个月（挣得进度）",
            f"{span} months {en} the planned course (earned schedule)",
        )
