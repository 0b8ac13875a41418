"""What JSON and its kin say of `timeline`: a record for each thing that a day asks of a target."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.timeline import Agenda, Item, Occasion
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.records import figure_of, goal_of, text
from jinjiang_plan.render.words import period_words


def agenda_record(agenda: Agenda, known_at: datetime | None, lang: Lang) -> dict[str, Any]:
    """The whole of `timeline --format json`."""
    items = (*agenda.late, *agenda.coming)
    return {
        "format": 1,
        "as_of": agenda.as_of.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "from": agenda.first.isoformat(),
        "to": agenda.last.isoformat(),
        "profile": ",".join(sorted({item.assessment.profile.code for item in items})),
        "lang": lang,
        "sample": any(item.assessment.target.sample for item in items),
        "late": [_item(item, lang, late=True) for item in agenda.late],
        "coming": [_item(item, lang, late=False) for item in agenda.coming],
    }


def item_records(agenda: Agenda, lang: Lang) -> list[dict[str, Any]]:
    """Each thing in a row, what is late first."""
    late = [_item(item, lang, late=True) for item in agenda.late]
    return late + [_item(item, lang, late=False) for item in agenda.coming]


def _item(item: Item, lang: Lang, *, late: bool) -> dict[str, Any]:
    each = item.assessment
    target = each.target
    goal = goal_of(target, each.goal) if item.occasion is Occasion.DUE else None
    asked = figure_of(target, Fraction(item.asked)) if item.asked is not None else goal
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
        "asked": asked,
        "unit": target.unit or None,
        "value": figure_of(target, each.value),
        "value_on": each.value_on.isoformat() if each.value_on else None,
        "status": each.status.value,
        "period": _period(item) if item.occasion is Occasion.REPORT else None,
        "missing": item.missing if late and item.occasion is Occasion.REPORT else None,
        "sample": target.sample,
    }


def _period(item: Item) -> str:
    frequency: Frequency = item.assessment.target.frequency
    return period_words(item.day, frequency).en
