"""The way from the baseline to the goal: what is planned, what is done, the gap and the difference."""

from collections.abc import Iterator
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, PathShape
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.render.explanation.formula import alike, less, minus, number, operand, ratio
from jinjiang_plan.render.numbers import points, share
from jinjiang_plan.render.verdict_words import difference_words

_COURSES = {
    PathShape.LINEAR: Words("直线", "linear"),
    PathShape.STEP: Words("只在节点", "step"),
    PathShape.COMPOUND: Words("等比", "compound"),
    PathShape.SEASONAL: Words("按季节权重", "seasonal"),
}


def has_way(each: Assessment) -> bool:
    """Whether there is a way from a baseline to the goal."""
    if not each.target.kind.has_way or each.aim is None or each.baseline is None:
        return False
    return each.planned_completion is not None


def way_lines(each: Assessment) -> Iterator[Words]:
    """Yield the formulas of a target that goes from a baseline to its goal, or say that there is no way to it."""
    if each.aim is None or each.baseline is None or each.goal is None:
        return
    if each.target.baseline is None:
        yield _assumed_baseline(each)
    if not has_way(each):
        yield _without_way(each)
        yield from difference_line(each)
        return
    yield _planned(each)
    if each.skipped:
        yield _skipped(each)
    yield from _done(each)


def _assumed_baseline(each: Assessment) -> Words:
    """Where a baseline that no file states was taken from."""
    b = number(each.baseline)
    first = each.observations[0].on if each.observations else None
    if each.target.kind is Kind.LEVEL and first is not None:
        return Words(
            f"基期值 B = {b}，取自首次数据（{first}）",
            f"baseline B = {b}, taken from the first report ({first})",
        )
    return Words(f"基期值 B = {b}（推定）", f"baseline B = {b} (assumed)")


def _without_way(each: Assessment) -> Words:
    b, goal = (
        Value(each.target, each.baseline or Fraction(0)).words,
        GoalValue(each.target, each.goal).words if each.goal else alike(""),
    )
    return Words(
        f"基期值 {b.zh} 已达到目标 {goal.zh}，没有可走的路：达到即完成，不达即未完成",
        f"the baseline {b.en} already meets the goal {goal.en}: there is no way to measure along, met is met and short is short",
    )


def _planned(each: Assessment) -> Words:
    b, t, p = number(each.baseline), number(each.aim), number(each.planned, least=_way(each))
    course = _COURSES[each.target.course]
    ends = Words(f"{course.zh}路径，B = {b} 到 T = {t}", f"{course.en} path from B = {b} to T = {t}")
    formula = _path_formula(each)
    if formula:
        return Words(f"计划应达 P = {formula} = {p}（{ends.zh}）", f"planned P = {formula} = {p} ({ends.en})")
    stops = len(each.stops)
    via = Words(f"，经 {stops} 个节点", f", by {number_of(stops, 'milestone')}") if stops else Words("", "")
    begin = Words(f"，自 {each.begin} 起", f", from {each.begin} on") if each.begin else Words("", "")
    return Words(
        f"计划应达 P = {p}（{ends.zh}{via.zh}{begin.zh}）", f"planned P = {p} ({ends.en}{via.en}{begin.en})"
    )


def _path_formula(each: Assessment) -> str:
    """P by a single stretch of the path, with the numbers in; empty where milestones or a later beginning bend it."""
    if each.stops or each.begin or not each.positions_all or each.planned_completion is None:
        return ""
    b, t = each.baseline, each.aim
    gone = f"{each.positions_gone}/{each.positions_all}"
    match each.target.course:
        case PathShape.LINEAR:
            return f"B + (T - B) m/M = {number(b)} + {minus(t, b)} × {gone}"
        case PathShape.COMPOUND:
            return f"B (T/B)^(m/M) = {operand(b)} × ({operand(t)}/{operand(b)})^({gone})"
        case PathShape.SEASONAL:
            weight = ratio(each.planned_completion)
            return f"B + (T - B) w/W = {number(b)} + {minus(t, b)} × {weight}"
        case _:
            return ""


def _skipped(each: Assessment) -> Words:
    parts = [f"{stop.on} = {number(Fraction(stop.value))}" for stop in each.skipped]
    return Words(
        f"不计的节点（早于起点、超出现行目标或不早于期限）：{'、'.join(parts)}",
        "milestones left out (before the way begins, beyond the goal in force, or not before due): "
        + ", ".join(parts),
    )


def _done(each: Assessment) -> Iterator[Words]:
    """Completion, what is planned of it, the gap and the difference; of silence those of the baseline."""
    if each.completion is None:
        return
    if each.value is None:
        yield Words("没有上报，按未做计：A = B", "nothing is reported, which counts as nothing done: A = B")
    c = share(each.completion, whole=each.whole)
    b, t, p, way = each.baseline, each.aim, each.planned, _way(each)
    yield _completion(each, c)
    planned = share(each.planned_completion, whole=True)
    yield Words(
        f"应完成 c_p = (P - B)/(T - B) = {minus(p, b, least=way)}/{minus(t, b)} = {planned}",
        f"planned c_p = (P - B)/(T - B) = {minus(p, b, least=way)}/{minus(t, b)} = {planned}",
    )
    if each.gap is None:
        return
    direct = _gap_formula(each)
    yield Words(
        f"差距 gap = 100(c - c_p) = {direct} = {points(each.gap)} 点",
        f"gap = 100(c - c_p) = {direct} = {points(each.gap)} points",
    )
    yield from difference_line(each)


def _gap_formula(each: Assessment) -> str:
    """100(A - P)/(T - B); within a range or beyond it c and c_p each by itself."""
    b, t, p, least = each.baseline, each.aim, each.planned, _way(each)
    excess = _excess(each)
    way = minus(t, b)
    if excess:
        far = way if (t or 0) > (b or 0) else minus(b, t)
        return f"100 × (1 - {excess[1]}/{far} - {minus(p, b, least=least)}/{way})"
    if each.goal is not None and each.goal.span is not None and each.met:
        return f"100 × (1 - {minus(p, b, least=least)}/{way})"
    return f"100 × {minus(_value(each), p, least=least)}/{way}"


def _completion(each: Assessment, c: str) -> Words:
    """(A - B)/(T - B); within a range all, beyond it less what is too much."""
    a, b, t = _value(each), each.baseline, each.aim
    span = each.goal.span if each.goal else None
    if span is not None and each.met:
        said = GoalValue(each.target, each.goal).words if each.goal else alike("")
        return Words(
            f"完成 c = {c}（A = {number(a)} 在区间 {said.zh} 之内）",
            f"completion c = {c} (A = {number(a)} is within the range {said.en})",
        )
    excess = _excess(each)
    if excess:
        far, text = excess
        sign, way = ("A - F", minus(t, b)) if (t or 0) > (b or 0) else ("F - A", minus(b, t))
        return Words(
            f"完成 c = 1 - ({sign})/|T - B| = 1 - {text}/{way} = {c}（F = {far}，区间的远端）",
            f"completion c = 1 - ({sign})/|T - B| = 1 - {text}/{way} = {c} (F = {far}, the far bound)",
        )
    formula = f"c = (A - B)/(T - B) = {minus(a, b)}/{minus(t, b)} = {c}"
    return Words(f"完成 {formula}", f"completion {formula}")


def _excess(each: Assessment) -> tuple[str, str] | None:
    """The far bound of a range and what is too much, where a value lies beyond it."""
    if each.goal is None or each.goal.span is None or each.value is None or not has_way(each):
        return None
    low, high = map(Fraction, each.goal.span)
    rising = (each.aim or 0) > (each.baseline or Fraction(0))
    far, value = (high if rising else low), each.value
    if (value > far) if rising else (value < far):
        return number(far), minus(value, far) if rising else minus(far, value)
    return None


def is_beyond(each: Assessment) -> bool:
    """Whether a value lies beyond the far bound of a range."""
    return _excess(each) is not None


def difference_line(each: Assessment) -> Iterator[Words]:
    """Yield A - P in the target's own unit, positive is better; nothing between stages."""
    if each.difference is None:
        return
    result = difference_words(each, _signed(each.difference)) or alike("")
    excess = _excess(each)
    if excess:
        yield Words(
            f"差值 = -{excess[1]} = {result.zh}（超出区间远端）",
            f"difference = -{excess[1]} = {result.en} (beyond the far bound)",
        )
        return
    if each.planned is None:
        yield Words(f"差值 {result.zh}（在区间之内）", f"difference {result.en} (within the range)")
        return
    value, planned, least = _value(each), each.planned, _way(each)
    rises = value - planned == each.difference
    sign = "A - P" if rises else "P - A"
    formula = less(value, planned, least=least) if rises else less(planned, value, least=least)
    yield Words(f"差值 {sign} = {formula} = {result.zh}", f"difference {sign} = {formula} = {result.en}")


def _signed(value: Fraction) -> str:
    return ("+" if value > 0 else "") + number(value)


def _value(each: Assessment) -> Fraction:
    """The accepted value; where nothing is reported the baseline, as nothing is done."""
    return (each.baseline or Fraction(0)) if each.value is None else each.value


def _way(each: Assessment) -> Fraction | None:
    if each.aim is None or each.baseline is None or each.aim == each.baseline:
        return None
    return each.aim - each.baseline
