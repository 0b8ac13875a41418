"""What stands in the rows of a template: the known of each target in words and figures, the asked left empty."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import NAMES, Kind
from jinjiang_plan.model.spreadsheet import HEADINGS, Heading, Request
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.words import (
    goal_text,
    lead_text,
    named_sample,
    report_value,
    say,
    unit_name,
    value_text,
)

Content = str | Decimal | date | None
"""What a cell holds: a text, a number, a day, or nothing."""

_SUMMED = Words("由分项加总，不用填", "the sum of its parts, nothing to fill in")


class TemplateSheet(NamedTuple):
    """One sheet of a template: its name and title, the requests on it, and the language that it speaks."""

    name: str
    title: str
    requests: tuple[Request, ...]
    lang: Lang
    sample: bool


def headings(requests: Sequence[Request]) -> tuple[Heading, ...]:
    """The columns that these requests need: the first day of a period is asked for increments alone."""
    periods = any(each.first is not None for each in requests)
    leads = any(each.target.lead is not None for each in requests)
    return tuple(
        each for each in HEADINGS if (periods or each.key != "from") and (leads or each.key != "lead")
    )


def content(request: Request, key: str, lang: Lang) -> Content:
    """What stands in a request's cell of a column before anybody fills it in."""
    if key == "asked":
        return _asked(request, lang)
    if key == "from":
        return request.first
    if key == "on":
        return None if request.summed else request.on
    return _known(request, key, lang)


def _known(request: Request, key: str, lang: Lang) -> str | None:
    """What a column says of a target in words; nothing in a column that is to be filled in."""
    target = request.target
    match key:
        case "id":
            return target.full_id
        case "title":
            return named_sample(say(target.title, lang), lang, sample=target.sample)
        case "lead":
            return lead_text(target.lead, lang)
        case "kind":
            return _SUMMED.say(lang) if request.summed else NAMES[target.kind].say(lang)
        case "goal":
            due = f"{request.due:%Y-%m}" if request.due.day > 27 else str(request.due)
            return f"{goal_text(target, request.goal, lang)} ({due})"
        case "last" if request.last is not None:
            return f"{report_value(request.last, target, lang)} ({request.last.on})"
        case "unit":
            return unit_name(target, lang)
        case _:
            return None


def _asked(request: Request, lang: Lang) -> Content:
    """The value that the plan asks for on the day: a number to at most four decimals, a stage, or yes."""
    value, target = request.asked, request.target
    if value is None:
        return None
    if target.kind is Kind.DONE:
        return value_text(target, Fraction(int(value)), lang)
    if target.kind is Kind.STAGE:
        return value_text(target, value, lang)
    return Decimal(round(value * 10000)).scaleb(-4).normalize()


def template_records(requests: Sequence[Request], lang: Lang) -> list[dict[str, object]]:
    """The template as records for delimited text: the headings in the reader's language, days and numbers plain."""
    columns = headings(requests)
    return [
        {each.words.say(lang): _plain(content(request, each.key, lang)) for each in columns}
        for request in requests
    ]


def _plain(held: Content) -> str | Decimal | None:
    """A cell for delimited text; a number without exponent."""
    if isinstance(held, Decimal):
        return Decimal(f"{held:f}")
    return held.isoformat() if isinstance(held, date) else held
