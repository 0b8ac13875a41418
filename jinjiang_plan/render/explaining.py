"""Each formula of a judgement with its numbers in: nothing is reckoned again, the assessment's figures are shown."""

from collections.abc import Iterator

from jinjiang_plan.model.assessment import Assessment, Prospect
from jinjiang_plan.model.codes import NAMES, Kind, Method, Outlook, PathShape, Status, TimeBasis
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import RATE_DIGITS, figure, months, points, rounded, share, significant
from jinjiang_plan.render.rule_words import fitting_rule, measure_line
from jinjiang_plan.render.words import goal_text, status_words

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
    unit = Words("月", "months") if each.target.basis is TimeBasis.MONTH else Words("天", "days")
    gone = f"{each.positions_gone}/{each.positions_all}"
    elapsed = share(each.elapsed, whole=True)
    yield Words(
        f"时间进度 tau = m/M = {gone} {unit.zh} = {elapsed}（{each.target.start} 至 {each.due}，截至 {each.as_of}）",
        f"time progress tau = m/M = {gone} {unit.en} = {elapsed} ({each.target.start} to {each.due}, as of {each.as_of})",
    )
    if each.aim is None or (each.baseline is None and each.held is None):
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
        held, periods = each.held
        yield Words(
            f"完成 c = 达标的报告期/有数据的报告期 = {held}/{periods} = {c}",
            f"completion c = periods held/periods reported = {held}/{periods} = {c}",
        )
    elif each.completion is not None:
        yield Words(
            f"完成 c = (A - B)/(T - B) = ({a} - {b})/({t} - {b}) = {c}",
            f"completion c = (A - B)/(T - B) = ({a} - {b})/({t} - {b}) = {c}",
        )
    if each.gap is not None:
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
        rate, left = significant(ahead.required_rate, RATE_DIGITS), rounded(ahead.left, 2)
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
    if each.months_ahead is not None and each.status not in _HALTED:
        span = months(each.months_ahead)
        zh, en = ("提前", "ahead of") if each.months_ahead >= 0 else ("滞后", "behind")
        yield Words(
            f"比计划路径{zh} {span} 个月（挣得进度）",
            f"{span} months {en} the planned course (earned schedule)",
        )


def _projection(ahead: Prospect, method: Method, outlook: Outlook, value: str) -> Words:
    slope, projected = (significant(each, RATE_DIGITS) for each in (ahead.slope, ahead.projected))
    left = rounded(ahead.left, 2)
    how, verdict = NAMES[method], NAMES[outlook]
    return Words(
        f"期末预计 = A + 月增量 × 剩余月数 = {value} + {slope} × {left} = {projected}（{how.zh}，n = {ahead.points}）→ {verdict.zh}",
        f"projected at due = A + slope × months left = {value} + {slope} × {left} = {projected} ({how.en}, "
        f"n = {ahead.points}) -> {verdict.en}",
    )
