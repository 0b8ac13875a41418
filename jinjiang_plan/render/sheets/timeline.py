"""The sheet of `timeline`: what is late already, then month by month what is due and what is to be reported."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

from jinjiang_plan.model.ids import addressed
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.timeline import OCCASIONS, Agenda, Occasion, TimelineItem
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.icalendar import Event, calendar
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.records import figure_of, goal_of, judged_head, text
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, title_line
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import (
    RHYTHMS,
    goal_with_unit,
    lead_text,
    month_name,
    named_sample,
    period_name,
    period_words,
    say,
    status_name,
    value_with_unit,
)

_ID = c.ID._replace(rank=8, only="", least=12)
_PLAN = c.PLAN._replace(rank=1, only="", least=10)
COLUMNS: Columns = (
    c.DAY,
    c.OCCASION,
    c.TITLE,
    Column("asked", Words("应达到", "asked"), least=10),
    c.VALUE._replace(head=Words("现值", "now"), rank=5),
    c.STATUS._replace(rank=6),
    _ID,
    c.LEAD._replace(rank=7),
    _PLAN,
)
FEW = 3
"""So many of the same day and kind stand each on a line; more are told in one."""

_ONE_BY_ONE = Words("同一天的并为一行；逐项列出：-f csv", "those of one day in one line; one by one: -f csv")
LATE = Words("已逾期", "late already")


def timeline_sheet(portfolio: Portfolio, agenda: Agenda, lang: Lang) -> Sheet:
    """A block of what is late, then one a month."""
    items = (*agenda.late, *agenda.coming)
    several = len({item.assessment.target.plan for item in items}) > 1
    columns = COLUMNS if several else (*COLUMNS[:-1], _PLAN._replace(only="plain"))
    blocks = [
        Block((Line(LATE.say(lang), "", "red"),), tuple(_rows(portfolio, agenda.late, lang, late=True)))
    ]
    for month, members in groupby(agenda.coming, key=lambda item: month_name(item.day, lang)):
        rows = tuple(_rows(portfolio, tuple(members), lang, late=False))
        blocks.append(Block((Line(month, "", "strong"),), rows, heads=False))
    shown = [block for block in blocks if block.rows]
    if shown:
        shown[0] = shown[0]._replace(heads=True)
    id_ = COLUMNS.index(_ID)
    told_in_one = any(row[id_].text == DASH for block in shown for row in block.rows)
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
    portfolio: Portfolio, items: Iterable[TimelineItem], lang: Lang, *, late: bool
) -> Iterator[tuple[Cell, ...]]:
    """A row an item; those of one day that ask for the same are told in one where they are many."""
    groups: dict[tuple[object, ...], list[TimelineItem]] = {}
    for item in items:
        groups.setdefault(_sort(item, lang, late=late), []).append(item)
    for members in groups.values():
        if len(members) > FEW or (members[0].occasion is Occasion.REPORT and len(members) > 1):
            yield _row_of_many(portfolio, members, lang, late=late)
        else:
            yield from (_row(portfolio, item, lang, late=late) for item in members)


def _sort(item: TimelineItem, lang: Lang, *, late: bool) -> tuple[object, ...]:
    """What items have in common that are told in one row."""
    target = item.assessment.target
    rhythm = target.frequency if item.occasion is Occasion.REPORT else None
    return item.day, item.occasion, target.plan, rhythm, asked_text(item, lang, late=late)


def _row(portfolio: Portfolio, item: TimelineItem, lang: Lang, *, late: bool) -> tuple[Cell, ...]:
    each = item.assessment
    target = each.target
    return in_order(
        COLUMNS,
        {
            "day": Cell(item.day.isoformat()),
            "what": Cell(OCCASIONS[item.occasion].say(lang), "red" if late else ""),
            "title": Cell(say(target.title, lang)),
            "asked": Cell(asked_text(item, lang, late=late)),
            "value": Cell(value_with_unit(target, each.value, lang)),
            "status": Cell(status_name(each, lang), each.light.value),
            "id": Cell(target.id),
            "lead": Cell(say(target.lead, lang)),
            "plan": Cell(say(portfolio.plan(target.plan).title, lang), plain=visible(target.plan)),
        },
    )


def _row_of_many(
    portfolio: Portfolio, items: list[TimelineItem], lang: Lang, *, late: bool
) -> tuple[Cell, ...]:
    first = items[0]
    target = first.assessment.target
    own = {
        "day": Cell(first.day.isoformat()),
        "what": Cell(OCCASIONS[first.occasion].say(lang), "red" if late else ""),
        "title": Cell(many(items, lang)),
        "asked": Cell(asked_text(first, lang, late=late)),
        "plan": Cell(say(portfolio.plan(target.plan).title, lang), plain=visible(target.plan)),
    }
    return tuple(own.get(column.key, Cell(DASH)) for column in COLUMNS)


def many(items: list[TimelineItem], lang: Lang) -> str:
    """How many targets and initiatives."""
    initiatives = sum(item.assessment.target.what == "initiative" for item in items)
    targets = len(items) - initiatives
    parts = []
    if targets:
        parts.append(Words(f"目标 {targets} 项", number_of(targets, "target")).say(lang))
    if initiatives:
        parts.append(Words(f"项目 {initiatives} 个", number_of(initiatives, "initiative")).say(lang))
    return Words("，", ", ").say(lang).join(parts)


def asked_text(item: TimelineItem, lang: Lang, *, late: bool) -> str:
    """What the day asks for: the goal, the milestone's value, or the report of a period."""
    each = item.assessment
    target = each.target
    if item.occasion is Occasion.DUE:
        goal = goal_with_unit(target, each.goal, lang)
        return Words(f"{goal}，缺期末数据", f"{goal}, no final report").say(lang) if late else goal
    if item.occasion is Occasion.MILESTONE and item.required is not None:
        return value_with_unit(target, item.required, lang)
    period = period_name(item.day, target.frequency, lang, target.year_end)
    if not late:
        return period
    if each.value is None:
        return Words("从未上报", "never reported").say(lang)
    if item.missing == 1:
        return Words(f"缺 {period}", f"{period} missing").say(lang)
    return Words(f"缺 {item.missing} 期，至 {period}", f"{item.missing} missing, to {period}").say(lang)


# The agenda as a calendar: an event for each due day and milestone, and one for all reports of a day.


ALARM = 30
"""How many days before something is due a phone reminds of it."""

_HOST = "jinjiang-plan"


def timeline_calendar(portfolio: Portfolio, agenda: Agenda, lang: Lang, stamp: datetime) -> str:
    """What comes, as a calendar in iCalendar format; `stamp` is the moment of its making."""
    plans = dict.fromkeys(item.assessment.target.plan for item in agenda.coming)
    titles = [say(portfolio.plan(key).title, lang) for key in plans]
    name = Words("、", ", ").say(lang).join(titles) or _HOST
    return calendar(name, lang, _events(portfolio, agenda, lang), stamp)


def _events(portfolio: Portfolio, agenda: Agenda, lang: Lang) -> Iterator[Event]:
    for _, items in groupby(agenda.coming, key=_together):
        members = list(items)
        plan = portfolio.plan(members[0].assessment.target.plan)
        if members[0].occasion is Occasion.REPORT:
            yield from _reports(plan, members, lang)
        else:
            yield from (_event(plan, item, agenda.as_of, lang) for item in members)


def _together(item: TimelineItem) -> tuple[date, str, str]:
    return item.day, item.occasion, item.assessment.target.plan


def _event(plan: Plan, item: TimelineItem, as_of: date, lang: Lang) -> Event:
    """A due day or a milestone; an amendment that moves it raises its sequence."""
    target = item.assessment.target
    decided = [each.decided for each in target.amendments if each.decided <= as_of]
    which = item.occasion.value if item.occasion is Occasion.DUE else f"{item.occasion.value}-{item.number}"
    required = asked_text(item, lang, late=False)
    return Event(
        uid=f"{addressed(target.full_id)}/{which}@{_HOST}",
        day=item.day,
        summary=_summary(plan, item.occasion, f"{say(target.title, lang)} {required}", lang),
        description=_lines(
            (Words("计划", "plan"), say(plan.title, lang)),
            (Words("编号", "id"), target.id),
            (Words("牵头", "lead"), lead_text(target.lead, lang)),
            (Words("原文", "wording"), visible(target.wording)),
            lang=lang,
        ),
        categories=(OCCASIONS[item.occasion].say(lang), say(plan.title, lang)),
        sequence=len(decided),
        modified=max(decided, default=None),
        alarm=ALARM,
    )


def _rhythm(item: TimelineItem) -> tuple[int, int]:
    target = item.assessment.target
    return target.frequency.months, target.year_end


def _reports(plan: Plan, items: list[TimelineItem], lang: Lang) -> Iterator[Event]:
    """The reports of a day, one event for each rhythm of reporting and each reporting year."""
    by_rhythm = sorted(items, key=_rhythm)
    for _, members in groupby(by_rhythm, key=_rhythm):
        due = list(members)
        rhythm = due[0].assessment.target.frequency
        period = period_words(due[0].day, rhythm, due[0].assessment.target.year_end)
        listed = "\n".join(
            f"{say(item.assessment.target.title, lang)} ({item.assessment.target.id})" for item in due
        )
        gap = Words("", " ").say(lang)
        what = f"{period.say(lang)}{gap}{RHYTHMS[rhythm].say(lang)}{Words('，', ', ').say(lang)}{many(due, lang)}"
        yield Event(
            uid=f"{addressed(plan.id)}/report-{rhythm.value}-{period.en}-{due[0].day}@{_HOST}",
            day=due[0].day,
            summary=_summary(plan, Occasion.REPORT, what, lang),
            description=f"{say(plan.title, lang)}\n{listed}",
            categories=(OCCASIONS[Occasion.REPORT].say(lang), say(plan.title, lang)),
        )


def _summary(plan: Plan, occasion: Occasion, text: str, lang: Lang) -> str:
    """What a phone shows; samples are called samples there too."""
    named = f"{OCCASIONS[occasion].say(lang)}{Words('：', ': ').say(lang)}{text}"
    return named_sample(named, lang, sample=plan.sample)


def _lines(*said: tuple[Words, str], lang: Lang) -> str:
    return "\n".join(f"{name.say(lang)}{Words('：', ': ').say(lang)}{text}" for name, text in said if text)


# What JSON and its kin say of `timeline`: a record for each thing that a day asks of a target.


def agenda_record(agenda: Agenda, known_at: datetime | None, lang: Lang) -> dict[str, Any]:
    """The whole of `timeline --format json`."""
    items = (*agenda.late, *agenda.coming)
    head = judged_head([item.assessment for item in items], lang, known_at)
    span = {"from": agenda.first.isoformat(), "to": agenda.last.isoformat()}
    return head._replace(as_of=agenda.as_of, span=span).around(
        {
            "late": [_item(item, lang, late=True) for item in agenda.late],
            "coming": [_item(item, lang, late=False) for item in agenda.coming],
        }
    )


def item_records(agenda: Agenda, lang: Lang) -> list[dict[str, Any]]:
    """Each thing in a row, what is late first."""
    late = [_item(item, lang, late=True) for item in agenda.late]
    return late + [_item(item, lang, late=False) for item in agenda.coming]


def _item(item: TimelineItem, lang: Lang, *, late: bool) -> dict[str, Any]:
    each = item.assessment
    target = each.target
    goal = goal_of(target, each.goal) if item.occasion is Occasion.DUE else None
    required = figure_of(target, Fraction(item.required)) if item.required is not None else goal
    return {
        "day": item.day.isoformat(),
        "occasion": item.occasion.value,
        "late": late,
        "plan": target.plan,
        "action": target.action,
        "id": target.id,
        "what": target.what,
        "title": target.title.say(lang),
        "lead": text(target.lead, lang),
        "asked": required,
        "unit": target.unit or None,
        "value": figure_of(target, each.value),
        "value_on": each.value_on.isoformat() if each.value_on else None,
        "status": each.status.value,
        "period": _period(item) if item.occasion is Occasion.REPORT else None,
        "missing": item.missing if late and item.occasion is Occasion.REPORT else None,
        "sample": target.sample,
    }


def _period(item: TimelineItem) -> str:
    target = item.assessment.target
    return period_words(item.day, target.frequency, target.year_end).en
