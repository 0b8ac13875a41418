"""The agenda as a calendar: an event for each due day and milestone, and one for all reports of a day."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.timeline import OCCASIONS, Agenda, Item, Occasion
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.icalendar import Event, calendar
from jinjiang_plan.render.over_time.timeline_sheet import asked_text, many
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import RHYTHMS, lead_text, named_sample, period_words, say

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


def _together(item: Item) -> tuple[date, str, str]:
    return item.day, item.occasion, item.assessment.target.plan


def _event(plan: Plan, item: Item, as_of: date, lang: Lang) -> Event:
    """A due day or a milestone; an amendment that moves it raises its sequence."""
    target = item.assessment.target
    decided = [each.decided for each in target.amendments if each.decided <= as_of]
    which = item.occasion.value if item.occasion is Occasion.DUE else f"{item.occasion.value}-{item.number}"
    asked = asked_text(item, lang, late=False)
    return Event(
        uid=f"{target.full_id}/{which}@{_HOST}",
        day=item.day,
        summary=_summary(plan, item.occasion, f"{say(target.title, lang)} {asked}", lang),
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


def _reports(plan: Plan, items: list[Item], lang: Lang) -> Iterator[Event]:
    """The reports of a day, one event for each rhythm of reporting."""
    by_rhythm = sorted(items, key=lambda item: item.assessment.target.frequency.months)
    for rhythm, members in groupby(by_rhythm, key=lambda item: item.assessment.target.frequency):
        due = list(members)
        period = period_words(due[0].day, rhythm)
        listed = "\n".join(
            f"{say(item.assessment.target.title, lang)} ({item.assessment.target.id})" for item in due
        )
        gap = Words("", " ").say(lang)
        what = f"{period.say(lang)}{gap}{RHYTHMS[rhythm].say(lang)}{Words('，', ', ').say(lang)}{many(due, lang)}"
        yield Event(
            uid=f"{plan.id}/report-{rhythm.value}-{period.en}-{due[0].day}@{_HOST}",
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
