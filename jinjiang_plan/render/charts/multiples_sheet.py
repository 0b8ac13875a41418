"""Several burn-ups as text: a row a target, with its way as a sparkline over one time axis for all."""

from collections.abc import Sequence
from datetime import date, datetime

from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.days import period_ends, shared_year_end
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.charts.burnup_geometry import days_shown
from jinjiang_plan.render.charts.frame import MULTIPLES, subject, told_of
from jinjiang_plan.render.columns import Column, Columns
from jinjiang_plan.render.numbers import sparkline
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, drawn
from jinjiang_plan.render.words import goal_with_unit, say, status_name

MOST = 24
"""Signs of a sparkline at the most: its periods are the shortest of which no more are needed."""

COLUMNS: Columns = (
    c.PLAN,
    c.STATUS,
    c.FULL_ID,
    c.TITLE._replace(least=12),
    c.ID._replace(rank=4),
    Column("way", Words("进度", "way")),
    c.VALUE,
    c.GOAL._replace(right=False, least=10),
    c.COMPLETION,
    c.DUE._replace(rank=3),
)


def multiples_sheet(
    portfolio: Portfolio, burnups: Sequence[Burnup], lang: Lang, *, known_at: datetime | None
) -> Sheet:
    """A row a target."""
    assessments = [each.assessment for each in burnups]
    title = subject(portfolio, [each.target for each in assessments], lang)
    sample = any(each.target.sample for each in assessments)
    notes = "  ".join(told_of(assessments, lang, known_at))
    days = _days(burnups)
    rows = tuple(_row(each, days, lang) for each in burnups)
    ends = f"{days[0]} ~ {days[-1]}"
    note = Words(
        f"进度：{ends} 各期末的数，由低（▁）到高（█），各目标自成刻度；· 尚无数据",
        f"way: the value at the end of each period, {ends}, low ▁ to high █ on each target's own scale; · nothing yet",
    )
    heads = (Line(title, MULTIPLES.say(lang), "title"), Line(notes, "", "sample" if sample else "dim"))
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
    own = {
        "plan": Cell(target.plan),
        "status": Cell(status_name(each, lang), light, each.status.value),
        "title": Cell(say(target.title, lang), "strong"),
        "id": Cell(target.id, "dim"),
        "way": Cell(_way(burnup, days), light),
        "goal": Cell(goal_with_unit(target, each.goal, lang)),
        "due": Cell(each.due.isoformat()[:7], "dim"),
    }
    return drawn(COLUMNS, each, lang, own)


def _way(burnup: Burnup, days: Sequence[date]) -> str:
    """The value at the end of each day, as a sign; where there is none yet, a dot."""
    values = [
        next((point.value for point in reversed(burnup.actual) if point.on <= day), None) for day in days
    ]
    known = [value for value in values if value is not None]
    return "·" * (len(values) - len(known)) + sparkline(known)
