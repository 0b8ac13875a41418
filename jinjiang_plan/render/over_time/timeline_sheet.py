"""The sheet of `timeline`: what is late already, then month by month what is due and what is to be reported."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.timeline import OCCASIONS, Agenda, Item, Occasion
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.sheet import Block, Cell, Column, Line, Sheet
from jinjiang_plan.render.sheet_headings import title_line
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import (
    goal_with_unit,
    month_name,
    period_name,
    say,
    status_name,
    unit_name,
    value_text,
)

_PLAN = Column("plan", Words("计划", "plan"), rank=1, least=10)
COLUMNS = (
    Column("day", Words("日期", "day")),
    Column("what", Words("事项", "what")),
    Column("title", Words("目标", "target"), least=14),
    Column("asked", Words("应达到", "asked"), least=10),
    Column("value", Words("现值", "now"), rank=5, right=True),
    Column("status", Words("状态", "status"), rank=6),
    Column("id", Words("编号", "id"), rank=8, least=12),
    Column("lead", Words("牵头", "lead"), rank=7, least=8),
)
FEW = 3
"""So many of the same day and kind stand each on a line; more are told in one."""

_ONE_BY_ONE = Words("同一天的并为一行；逐项列出：-f csv", "those of one day in one line; one by one: -f csv")
LATE = Words("已逾期", "late already")


def timeline_sheet(portfolio: Portfolio, agenda: Agenda, lang: Lang) -> Sheet:
    """A block of what is late, then one a month."""
    items = (*agenda.late, *agenda.coming)
    several = len({item.assessment.target.plan for item in items}) > 1
    columns = (*COLUMNS, _PLAN) if several else (*COLUMNS, _PLAN._replace(only="plain"))
    blocks = [
        Block((Line(LATE.say(lang), "", "red"),), tuple(_rows(portfolio, agenda.late, lang, late=True)))
    ]
    for month, members in groupby(agenda.coming, key=lambda item: month_name(item.day, lang)):
        rows = tuple(_rows(portfolio, tuple(members), lang, late=False))
        blocks.append(Block((Line(month, "", "strong"),), rows, heads=False))
    shown = [block for block in blocks if block.rows]
    if shown:
        shown[0] = shown[0]._replace(heads=True)
    told_in_one = any(row[6].text == DASH for block in shown for row in block.rows)
    notes = (Line(_ONE_BY_ONE.say(lang), "", "dim"),) if told_in_one else ()
    return Sheet(tuple(_titles(portfolio, agenda, lang)), columns, tuple(shown), notes)


def _titles(portfolio: Portfolio, agenda: Agenda, lang: Lang) -> Iterator[Line]:
    span = Words(
        f"截至 {agenda.as_of}  安排至 {agenda.last}", f"as of {agenda.as_of}  up to {agenda.last}"
    ).say(lang)
    profiles = {item.assessment.profile.code for item in (*agenda.late, *agenda.coming)}
    if profiles:
        span += f"  {Words('口径', 'profile').say(lang)} {' '.join(sorted(profiles))}"
    yield title_line(span, lang, sample=portfolio.sample)
    if not agenda.late and not agenda.coming:
        yield Line(
            Words("没有逾期，也没有要到期或上报的", "nothing is late, nothing is due or to be reported").say(
                lang
            )
        )


def _rows(
    portfolio: Portfolio, items: Iterable[Item], lang: Lang, *, late: bool
) -> Iterator[tuple[Cell, ...]]:
    """A row an item; those of one day that ask for the same are told in one where they are many."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        groups.setdefault(_sort(item, lang, late=late), []).append(item)
    for members in groups.values():
        if len(members) > FEW or (members[0].occasion is Occasion.REPORT and len(members) > 1):
            yield _row_of_many(portfolio, members, lang, late=late)
        else:
            yield from (_row(portfolio, item, lang, late=late) for item in members)


def _sort(item: Item, lang: Lang, *, late: bool) -> tuple[object, ...]:
    """What items have in common that are told in one row."""
    target = item.assessment.target
    rhythm = target.frequency if item.occasion is Occasion.REPORT else None
    return item.day, item.occasion, target.plan, rhythm, asked_text(item, lang, late=late)


def _row(portfolio: Portfolio, item: Item, lang: Lang, *, late: bool) -> tuple[Cell, ...]:
    each = item.assessment
    target = each.target
    unit = unit_name(target, lang)
    value = value_text(target, each.value, lang)
    return (
        Cell(item.day.isoformat()),
        Cell(OCCASIONS[item.occasion].say(lang), "red" if late else ""),
        Cell(say(target.title, lang)),
        Cell(asked_text(item, lang, late=late)),
        Cell(f"{value} {unit}".rstrip() if each.value is not None else DASH),
        Cell(status_name(each, lang), each.light.value),
        Cell(target.id),
        Cell(say(target.lead, lang)),
        Cell(say(portfolio.plan(target.plan).title, lang), plain=visible(target.plan)),
    )


def _row_of_many(portfolio: Portfolio, items: list[Item], lang: Lang, *, late: bool) -> tuple[Cell, ...]:
    first = items[0]
    target = first.assessment.target
    dash = Cell(DASH)
    return (
        Cell(first.day.isoformat()),
        Cell(OCCASIONS[first.occasion].say(lang), "red" if late else ""),
        Cell(many(items, lang)),
        Cell(asked_text(first, lang, late=late)),
        *(dash, dash, dash, dash),
        Cell(say(portfolio.plan(target.plan).title, lang), plain=visible(target.plan)),
    )


def many(items: list[Item], lang: Lang) -> str:
    """How many targets and initiatives."""
    initiatives = sum(item.assessment.target.what == "initiative" for item in items)
    targets = len(items) - initiatives
    parts = []
    if targets:
        parts.append(Words(f"目标 {targets} 项", number_of(targets, "target")).say(lang))
    if initiatives:
        parts.append(Words(f"项目 {initiatives} 个", number_of(initiatives, "initiative")).say(lang))
    return Words("，", ", ").say(lang).join(parts)


def asked_text(item: Item, lang: Lang, *, late: bool) -> str:
    """What the day asks for: the goal, the milestone's value, or the report of a period."""
    each = item.assessment
    target = each.target
    if item.occasion is Occasion.DUE:
        goal = goal_with_unit(target, each.goal, lang)
        return Words(f"{goal}，缺期末数据", f"{goal}, no final report").say(lang) if late else goal
    if item.occasion is Occasion.MILESTONE and item.asked is not None:
        return f"{value_text(target, Fraction(item.asked), lang)} {unit_name(target, lang)}".rstrip()
    period = period_name(item.day, target.frequency, lang)
    if not late:
        return period
    if each.value is None:
        return Words("从未上报", "never reported").say(lang)
    if item.missing == 1:
        return Words(f"缺 {period}", f"{period} missing").say(lang)
    return Words(f"缺 {item.missing} 期，至 {period}", f"{item.missing} missing, to {period}").say(lang)
