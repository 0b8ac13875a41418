"""The row of the table of statuses that a judgement fitted, with what it rests on and the thresholds."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Observation
from jinjiang_plan.model.codes import Class, Flag, Kind, Light, PathShape, Status
from jinjiang_plan.model.profiles import BANDS, RANK_BANDS, Measure, Profile
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.explanation.formula import number
from jinjiang_plan.render.explanation.profile_measure import SIGNS
from jinjiang_plan.render.explanation.way import has_way, is_beyond
from jinjiang_plan.render.numbers import share
from jinjiang_plan.render.verdict_words import held_words

_BANDED = (*BANDS, Status.SERIOUSLY_BEHIND)

_FIXED = {
    Status.NO_DATA: Words("没有有效数据，也还没到该报的时候", "no standing report, and none is owed yet"),
    Status.NOT_STARTED: Words("尚未开始，没有数据", "the period has not begun, nothing is reported"),
    Status.SUSPENDED: Words("有正式调整文件", "a formal amendment says so"),
    Status.CANCELLED: Words("有正式调整文件", "a formal amendment says so"),
}


def fitting_row(each: Assessment) -> Words:
    """Return the row that fitted, with its thresholds."""
    if each.status in _FIXED:
        return _FIXED[each.status]
    if each.status in _BANDED:
        return _unmeasured(each) or _with_owner(each, _band(each))
    return _ROWS[each.status](each)


# What due has brought.


def _at_due(each: Assessment) -> Observation | None:
    """The observation that stood at due."""
    return next(
        (observation for observation in reversed(each.observations) if observation.on <= each.due), None
    )


def _figure(each: Assessment, observation: Observation) -> Words:
    """A figure with its day."""
    said = Value(each.target, observation.value).with_unit
    return Words(f"{observation.on} 的 {said.zh}", f"{said.en} for {observation.on}")


def _achieved(each: Assessment) -> Words:
    observation, said = _at_due(each), held_words(each)
    if said is not None:
        return Words(f"期限已到，{said.zh}", f"due has come, {said.en}")
    if observation is None:
        return Words("期限时已达到目标", "the goal was met at due")
    figure = _figure(each, observation)
    row = Words(
        f"期限时的数（{figure.zh}）达到目标", f"the figure that stood at due ({figure.en}) met the goal"
    )
    if Flag.RELAPSED not in each.flags:
        return row
    now = _figure(each, each.observations[-1])
    return Words(
        f"{row.zh}；其后回落（{now.zh}），不改变结论",
        f"{row.en}; what was lost later ({now.en}) does not change that",
    )


def _achieved_late(each: Assessment) -> Words:
    observation = _at_due(each)
    met = next((one for one in each.observations if one.on > each.due and _meets(each, one)), None)
    first = _figure(each, met or each.observations[-1])
    at_due = Words("期限时没有数", "there was none at due")
    if observation is not None:
        figure = _figure(each, observation)
        at_due = Words(f"期限时的数是 {figure.zh}", f"the figure at due was {figure.en}")
    row = Words(
        f"期限后达到目标：{first.zh}；{at_due.zh}", f"the goal was met after due: {first.en}; {at_due.en}"
    )
    if Flag.RELAPSED not in each.flags:
        return row
    now = _figure(each, each.observations[-1])
    return Words(f"{row.zh}；其后又回落（{now.zh}）", f"{row.en}; it was lost again ({now.en})")


def _meets(each: Assessment, observation: Observation) -> bool:
    goal, aim = each.goal, each.aim
    if goal is None or aim is None:
        return False
    if goal.span is not None:
        return goal.span[0] <= observation.value <= goal.span[1]
    op = each.op.value if each.op else ">="
    value = Fraction(observation.value)
    return {">=": value >= aim, ">": value > aim, "<=": value <= aim, "<": value < aim}[op]


def _missed(each: Assessment) -> Words:
    said = held_words(each)
    if said is not None:
        return Words(f"期限已到，{said.zh}", f"due has come, {said.en}")
    observation = each.observations[-1]
    figure = _figure(each, observation)
    if observation.report is not None and observation.report.final and observation.on < each.due:
        return Words(
            f"期限已到，期末数（{figure.zh}）未达到目标",
            f"due has come, the final figure ({figure.en}) does not meet the goal",
        )
    return Words(f"期限已到，{figure.zh} 未达到目标", f"due has come, {figure.en} does not meet the goal")


def _overdue(each: Assessment) -> Words:
    said = held_words(each)
    if not each.observations:
        row = Words(
            "期限已过，从未上报，按未做计",
            "due has passed and nothing was ever reported, which counts as nothing done",
        )
        return Words(f"{row.zh}；{said.zh}", f"{row.en}; {said.en}") if said else row
    if said is not None:
        return Words(f"期限已过，{said.zh}", f"due has passed, {said.en}")
    figure = _figure(each, each.observations[-1])
    if each.met:
        return Words(
            f"{figure.zh} 达到目标，但到期限时已过旧，没有期末数据",
            f"{figure.en} met the goal, but was stale at due, and no later figure is there",
        )
    return Words(
        f"期限已过，最近一次是 {figure.zh}，没有期末数据",
        f"due has passed, the latest figure is {figure.en}, and no final figure is there",
    )


def _early(each: Assessment) -> Words:
    return Words(f"已达到目标，期限 {each.due}", f"the goal is met; due {each.due}")


# Silence.


def _unreported(each: Assessment) -> Words:
    """Why silence has the light that it has."""
    row = Words("应报未报（已过一个半报告期）", "a report is owed (1.5 periods have gone), and there is none")
    if not has_way(each):
        return row
    planned = share(each.planned_completion, whole=True)
    patient = (each.planned_completion or 0) <= Fraction(3, 10)
    sign = "<=" if patient else ">"
    light = NAMES[each.light]
    zh, en = "", ""
    if patient and each.light is Light.RED:
        zh, en = "，本口径对报 A = B 也是红", ", and the profile lights a report of A = B red"
    return Words(
        f"{row.zh}；应完成 {planned} {sign} 30 %{zh}：{light.zh}",
        f"{row.en}; planned {planned} {sign} 30 %{en}: {light.en}",
    )


# The bands of a measure.


def _unmeasured(each: Assessment) -> Words | None:
    """Why a status of the bands needed no measure, if so."""
    if not each.target.kind.has_way:
        return None
    if each.completion is None and each.status is Status.ON_TRACK:
        return Words(
            "只有一次数据，且作为基期值，还无从比较",
            "the only report serves as the baseline: there is nothing to compare yet",
        )
    if each.status is Status.ON_TRACK and _asks_nothing(each):
        return Words("目前没有要求", "nothing is planned by now")
    if each.measure is not None and is_beyond(each) and _by_bands(each) is not each.status:
        return Words(
            "超出区间远端，至多算欠进度", "beyond the far bound of the range, which is behind at best"
        )
    return None


def _asks_nothing(each: Assessment) -> bool:
    """Whether the plan asks for nothing yet: a yes or no before due, steps before the first one."""
    if each.as_of >= each.due:
        return False
    if each.target.kind is Kind.DONE:
        return True
    return each.target.course is PathShape.STEP and not any(stop.on <= each.as_of for stop in each.stops)


def _thresholds(each: Assessment) -> tuple[Profile, Mapping[Status, Decimal], str]:
    """The profile, the thresholds and the sign that decided: of a figure compared with its goal those for r."""
    class_, tolerance = each.target.class_, each.target.tolerance
    if each.target.kind.has_way:
        return each.profile, each.profile.bands_for(class_, tolerance), SIGNS[each.profile.measure]
    by = each.profile.for_deviations
    if each.target.kind is Kind.RANK:
        return by, RANK_BANDS, "r"
    return by, by.bands_for(class_, tolerance), "r"


def _with_owner(each: Assessment, row: Words) -> Words:
    """The row, with whose thresholds they are where the profile in force has none for such a figure."""
    owner = _thresholds(each)[0]
    if owner is each.profile:
        return row
    return Words(
        f"{row.zh}，按 {owner.code} 的界限，{each.profile.code} 对这类数没有界限",
        f"{row.en}, by the thresholds of {owner.code}, since {each.profile.code} has none for such a figure",
    )


def _by_bands(each: Assessment) -> Status | None:
    profile, bands, _ = _thresholds(each)
    return None if each.measure is None else profile.band(each.measure.value, bands)


def _band(each: Assessment) -> Words:
    """Between which thresholds the measure lies, with the tolerance where there is one."""
    profile, bands, sign = _thresholds(each)
    known = [status for status in BANDS if status in bands]
    place = known.index(each.status) if each.status in known else len(known)
    signed = profile.measure is Measure.GAP
    above = known[place - 1] if place else None
    high = None
    if above is not None:
        at = "<=" if above in profile.exceeded else "<"
        high = f"{at} {_threshold(bands[above], signed=signed and above is Status.AHEAD)}"
    if place == len(known):
        return Words(f"{sign} {high}", f"{sign} {high}")
    low, strict = bands[known[place]], known[place] in profile.exceeded
    if high is None:
        text = f"{sign} {'>' if strict else '>='} {_threshold(low, signed=signed)}"
        return Words(text, text)
    text = f"{_threshold(low, signed=False)} {'<' if strict else '<='} {sign} {high}"
    held = _tolerance(each, profile)
    zh, en = (f"（{held.zh}）", f" ({held.en})") if signed and each.target.kind is not Kind.RANK else ("", "")
    return Words(f"{text}{zh}", f"{text}{en}")


def _threshold(value: Decimal, *, signed: bool) -> str:
    text = number(Fraction(value))
    return f"+{text}" if signed and value > 0 else text


def _tolerance(each: Assessment, profile: Profile) -> Words:
    class_ = each.target.class_
    points = profile.tolerance(class_, each.target.tolerance)
    tolerance, name = number(Fraction(points)), NAMES[class_ or Class.EXPECTED]
    unit = "point" if points == 1 else "points"
    return Words(f"容差 {tolerance} 点，{name.zh}", f"tolerance {tolerance} {unit}, {name.en}")


def _regressing(each: Assessment) -> Words:
    if not has_way(each):
        return Words("基期已达目标，现在不达", "the baseline met the goal, the value does not")
    below = each.profile.regressing_below
    if each.measure is not None and each.measure.receding and (each.completion or 0) >= 0:
        change = number(each.measure.trend)
        return Words(
            f"年均变化 x = {change}，没有走向目标",
            f"the mean yearly change x = {change} leads no nearer to the goal",
        )
    if (
        below is not None
        and each.measure is not None
        and each.measure.value < below
        and (each.completion or 0) >= 0
    ):
        text = f"{SIGNS[each.profile.measure]} < {number(Fraction(below))}"
        return Words(text, text)
    held = _tolerance(each, each.profile)
    if each.profile.measure is not Measure.GAP:
        return Words("低于基期", "below the baseline")
    return Words(f"低于基期，超出{held.zh}", f"below the baseline by more than the {held.en}")


_ROWS: Mapping[Status, Callable[[Assessment], Words]] = {
    Status.ACHIEVED: _achieved,
    Status.ACHIEVED_LATE: _achieved_late,
    Status.ACHIEVED_EARLY: _early,
    Status.MISSED: _missed,
    Status.OVERDUE: _overdue,
    Status.UNREPORTED: _unreported,
    Status.REGRESSING: _regressing,
}
