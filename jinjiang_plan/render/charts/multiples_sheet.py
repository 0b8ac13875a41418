"""Several burn-ups as text: a row a target, with its way as a sparkline over one time axis for all."""

from collections.abc import Sequence
from datetime import date, datetime

from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.days import period_ends, shared_year_end
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.burnup_geometry import days_shown
from jinjiang_plan.render.charts.frame import MULTIPLES, subject, told_of
from jinjiang_plan.render.numbers import share, sparkline
from jinjiang_plan.render.sheets.sheet import Block, Cell, Column, Line, Sheet
from jinjiang_plan.render.words import goal_with_unit, say, status_name, value_text

MOST = 24
"""Signs of a sparkline at the most: its periods are the shortest of which no more are needed."""

COLUMNS = (
    Column("plan", Words("计划", "plan"), only="plain"),
    Column("status", Words("状态", "status")),
    Column("full_id", Words("编号", "id"), only="plain"),
    Column("title", Words("目标", "target"), least=12),
    Column("id", Words("编号", "id"), rank=4, only="table"),
    Column("way", Words("进度", "way")),
    Column("value", Words("现值", "value"), right=True),
    Column("goal", Words("目标值", "goal"), rank=2, least=10),
    Column("completion", Words("完成", "done"), rank=1, right=True),
    Column("due", Words("期限", "due"), rank=3),
)


def multiples_sheet(
    portfolio: Portfolio, burnups: Sequence[Burnup], lang: Lang, *, known_at: datetime | None
) -> Sheet:
    """A row a target."""
    assessments = [each.assessment for each in burnups]
    title = subject(portfolio, [each.target for each in assessments], lang)
    sample = any(each.target.sample for each in assessments)
    told = "  ".join(told_of(assessments, lang, known_at))
    days = _days(burnups)
    rows = tuple(_row(each, days, lang) for each in burnups)
    ends = f"{days[0]} ~ {days[-1]}"
    note = Words(
        f"进度：{ends} 各期末的数，由低（▁）到高（█），各目标自成刻度；· 尚无数据",
        f"way: the value at the end of each period, {ends}, low ▁ to high █ on each target's own scale; · nothing yet",
    )
    heads = (Line(title, MULTIPLES.say(lang), "title"), Line(told, "", "sample" if sample else "dim"))
    return Sheet(heads, COLUMNS, (Block((), rows),), (Line(note.say(lang), "", "dim"),))


def _days(burnups: Sequence[Burnup]) -> list[date]:
    """The ends of the periods from the first start or report, and the day judged."""
    spans = [days_shown(each) for each in burnups]
    first, as_of = min(first for first, _ in spans), burnups[0].assessment.as_of
    ends: list[date] = []
    targets = [each.assessment.target for each in burnups]
    year_end = shared_year_end(targets)
    for every in (
        each for each in Frequency if each.months >= min(target.frequency.months for target in targets)
    ):
        ends = [*period_ends(first, as_of, every.months, year_end)]
        if len(ends) < MOST:
            break
    return ends if as_of in ends else [*ends[-MOST:], as_of]


def _row(burnup: Burnup, days: Sequence[date], lang: Lang) -> tuple[Cell, ...]:
    each = burnup.assessment
    target, light = each.target, each.light.value
    goal = "" if each.goal is None else goal_with_unit(target, each.goal, lang)
    return (
        Cell(target.plan),
        Cell(status_name(each, lang), light, each.status.value),
        Cell(target.id),
        Cell(say(target.title, lang), "strong"),
        Cell(target.id, "dim"),
        Cell(_way(burnup, days), light),
        Cell(value_text(target, each.value, lang)),
        Cell(goal or "-"),
        Cell(share(each.completion, whole=each.whole)),
        Cell(each.due.isoformat()[:7], "dim"),
    )


def _way(burnup: Burnup, days: Sequence[date]) -> str:
    """The value at the end of each day, as a sign; where there is none yet, a dot."""
    values = [
        next((point.value for point in reversed(burnup.actual) if point.on <= day), None) for day in days
    ]
    known = [value for value in values if value is not None]
    return "·" * (len(values) - len(known)) + sparkline(known)
