"""The outlook in formulas: rates, the projection, the chance to be met by due."""

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt

from jinjiang_plan.model.assessment import Assessment, PastPeriods, Prospect
from jinjiang_plan.model.codes import HALTED, Flag, Kind, Method, Outlook
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.explanation.formula import FALLING, minus, number, operand
from jinjiang_plan.render.explanation.way import has_way
from jinjiang_plan.render.numbers import RATE_DIGITS, likelihood, months, significant


def outlook_lines(each: Assessment) -> Iterator[Words]:
    """Yield the rates, the projection with its method, the chance, and the months early or late."""
    ahead = each.prospect
    if has_way(each) and not each.target.kind.named:
        yield from _rates(each, ahead)
    if (
        ahead.projected is not None
        and ahead.method is not None
        and ahead.outlook is not None
        and not each.settled
    ):
        yield _projection(ahead, ahead.method, ahead.outlook, each.value)
        if ahead.chance is not None and ahead.past is not None:
            yield from _chance(each, ahead.chance, ahead.past, ahead.outlook)
    if each.target.kind is Kind.MAINTAIN and ahead.outlook is not None:
        yield _of_holding(each, ahead.outlook)
    if each.months_ahead == 0 and each.status not in HALTED:
        yield Words(
            "与计划路径同步（挣得进度）", "neither ahead of nor behind the planned course (earned schedule)"
        )
    elif each.months_ahead is not None and each.status not in HALTED:
        span = months(each.months_ahead)
        zh, en = ("提前", "ahead of") if each.months_ahead > 0 else ("滞后", "behind")
        yield Words(
            f"比计划路径{zh} {span} 个月（挣得进度）",
            f"{span} months {en} the planned course (earned schedule)",
        )


def _of_holding(each: Assessment, outlook: Outlook) -> Words:
    """What can be said of a level to hold: a period that was not held cannot be made good."""
    name = NAMES[outlook]
    if Flag.LAPSED in each.flags:
        return Words(
            f"有报告期未保持，期末无法补回 → {name.zh}",
            f"a period that was not held cannot be made good by due -> {name.en}",
        )
    return Words("各期是否都保持，到期才知道", "whether every period will be held is known at due alone")


def _rates(each: Assessment, ahead: Prospect) -> Iterator[Words]:
    if ahead.run_rate is not None:
        rate = significant(ahead.run_rate, RATE_DIGITS)
        way = f"{minus(each.value, each.baseline)}/{number(ahead.spent)}"
        yield Words(
            f"月均 (A - B)/已过月数 = {way} = {rate}",
            f"run rate (A - B)/months to the latest report = {way} = {rate} a month",
        )
    if ahead.required_rate is not None:
        rate = significant(ahead.required_rate, RATE_DIGITS)
        way = f"{minus(each.aim, each.value)}/{number(ahead.remaining)}"
        yield Words(
            f"每月需 (T - A)/剩余月数 = {way} = {rate}",
            f"required rate (T - A)/months left = {way} = {rate} a month",
        )


def _projection(ahead: Prospect, method: Method, outlook: Outlook, value: Fraction | None) -> Words:
    projected, how = significant(ahead.projected, RATE_DIGITS), NAMES[method]
    if method is Method.PERIOD_MEAN and ahead.past is not None:
        return _by_mean(ahead, ahead.past)
    slope = ahead.slope or Fraction(0)
    carried = f"{number(value)} + {operand(slope)} × {number(ahead.left)} = {projected}"
    zh, en = ("", "") if ahead.chance is not None else (f" → {NAMES[outlook].zh}", f" -> {NAMES[outlook].en}")
    return Words(
        f"期末预计 = A + 月增量 × 剩余月数 = {carried}（{how.zh}，n = {ahead.points}）{zh}",
        f"projected at due = A + slope × months left = {carried} ({how.en}, n = {ahead.points}){en}",
    )


def _by_mean(ahead: Prospect, past: PastPeriods) -> Words:
    """A + k mu; a total that this would take back stays where it is."""
    projected, how = ahead.projected or Fraction(0), NAMES[Method.PERIOD_MEAN]
    shown = significant(projected, RATE_DIGITS)
    carried = f"{number(past.value)} + {operand(past.mean)} × {number(past.ahead)}"
    straight = past.value + past.mean * past.ahead
    result = f"{carried} = {shown}"
    zh = en = ""
    if straight != projected:
        result = f"{carried} = {significant(straight, RATE_DIGITS)}"
        zh, en = f"，累计值不倒退，按 {shown} 计", f", counted as {shown} since a total does not go back"
    return Words(
        f"期末预计 = {past.on} 的 A + 每期增量均值 × 剩余期数 = {result}（{how.zh}，n = {ahead.points}{zh}）",
        f"projected at due = A of {past.on} + mean increment × periods left = {result} ({how.en}, "
        f"n = {ahead.points}{en})",
    )


def _chance(each: Assessment, chance: Fraction, past: PastPeriods, outlook: Outlook) -> Iterator[Words]:
    """Phi((A + k mu - T)/(s sqrt(k))) in the good direction; what is sure has no formula."""
    verdict, shown = NAMES[outlook], likelihood(chance)
    n = Words(
        f"μ = {number(past.mean)}，n = {past.periods} 个完整报告期，{past.reported} 期有上报",
        f"mean {number(past.mean)}, n = {past.periods} whole periods, {past.reported} with a report",
    )
    if chance in (0, 1) or (each.goal is not None and each.goal.span is not None):
        yield Words(
            f"按期完成的概率 {shown}（{n.zh}）→ {verdict.zh}",
            f"chance to be met by due {shown} ({n.en}) -> {verdict.en}",
        )
        return
    a, mean, k, t = (operand(value) for value in (past.value, past.mean, past.ahead, each.aim))
    spread = number(Fraction(sqrt(past.variance)))
    falls = each.op in FALLING
    sign = "T - A - k·μ" if falls else "A + k·μ - T"
    way = f"{t} - {a} - {k} × {mean}" if falls else f"{a} + {k} × {mean} - {t}"
    formula = f"Φ(({sign})/(s·√k)) = Φ(({way})/({spread} × √{k})) = {shown}"
    yield Words(
        f"按期完成的概率 {formula}（{n.zh}）→ {verdict.zh}",
        f"chance to be met by due, {formula} ({n.en}) -> {verdict.en}",
    )
