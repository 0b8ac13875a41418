"""What a chart's lines and marks are called, and the lines of text above and below it."""

from collections.abc import Iterator
from datetime import datetime

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.burnup_geometry import Picture
from jinjiang_plan.render.numbers import rough
from jinjiang_plan.render.sheets.forecast import METHOD_WORDS
from jinjiang_plan.render.sheets.sheet import Line, target_line
from jinjiang_plan.render.words import goal_with_unit, replayed, status_name, unit_name, value_with_unit

CHART_WORDS = {
    "report": Words("上报值", "report"),
    "latest": Words("最近上报值", "latest report"),
    "actual": Words("实际", "actual"),
    "course": Words("计划路径", "planned course"),
    "milestone": Words("节点", "milestone"),
    "goal": Words("目标", "goal"),
    "first": Words("原定目标", "goal at first"),
    "projection": Words("期末预计", "projection"),
    "band": Words("80 % 区间", "80 % interval"),
    "replaced": Words("已更正或撤回的数", "figure replaced or retracted"),
    "as_of": Words("评估日", "day judged"),
}


def shown_keys(picture: Picture) -> list[str]:
    """What is drawn of the lines and marks, in the order of the legend."""
    drawn = {trace.key for trace in picture.traces} | ({"as_of"} if picture.as_of is not None else set())
    return [key for key in CHART_WORDS if key in drawn]


def heading(plan: Plan, burnup: Burnup, lang: Lang, known_at: datetime | None) -> Iterator[Line]:
    """What the chart is of, and where the target stands."""
    each = burnup.assessment
    yield target_line(plan, each.target, lang)
    yield Line("  ".join(standing(burnup, lang, known_at)), "", each.light.value)


def standing(burnup: Burnup, lang: Lang, known_at: datetime | None) -> Iterator[str]:
    """Status, value, goal and projection in words."""
    # How it was judged.
    each = burnup.assessment
    target = each.target
    unit = unit_name(target, lang)
    yield status_name(each, lang)
    yield Words(f"截至 {each.as_of}", f"as of {each.as_of}").say(lang)
    yield Words(f"口径 {each.profile.code}", f"profile {each.profile.code}").say(lang)
    if known_at is not None:
        yield replayed(known_at, lang)
    # What is reached, and what is to be reached.
    if each.value is None:
        yield Words("没有上报数据", "nothing is reported").say(lang)
    else:
        value = value_with_unit(target, each.value, lang)
        yield Words(f"现值 {value}（{each.value_on}）", f"value {value} ({each.value_on})").say(lang)
    if each.goal is not None:
        goal = goal_with_unit(target, each.goal, lang)
        yield Words(f"目标 {goal}，期限 {each.due}", f"goal {goal} by {each.due}").say(lang)
    if burnup.first_goal is not None:
        first = goal_with_unit(target, target.goal, lang)
        yield Words(f"原定 {first}，期限 {target.due}", f"at first {first} by {target.due}").say(lang)
    # What is expected by due, and what became of earlier figures.
    if burnup.projection and each.prospect.method:
        value = f"{rough(burnup.projection[-1].value)} {unit}".rstrip()
        how, n = METHOD_WORDS[each.prospect.method], each.prospect.points
        yield Words(f"期末预计 {value}（{how.zh}，n = {n}）", f"projected {value} ({how.en}, n = {n})").say(
            lang
        )
    if burnup.band is not None:
        low, high, n = rough(burnup.band.low), rough(burnup.band.high), burnup.band.points
        percent = f"{int(burnup.band.level * 100)} %"
        yield Words(
            f"{percent} 区间 {low} ~ {high}（最小二乘，n = {n}）",
            f"{percent} interval {low} ~ {high} (least squares, n = {n})",
        ).say(lang)
    if burnup.replaced:
        count = len(burnup.replaced)
        yield Words(
            f"{count} 个数后来更正或撤回", f"{count} figure{'s' * (count > 1)} replaced or retracted since"
        ).say(lang)
