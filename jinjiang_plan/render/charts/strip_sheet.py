"""Status over time as text: a row a target, a sign for the end of each period, years side by side."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Chronicle, StatusHistory, StatusOnDay
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.strip_words import VIEW, grouped, shown, signs, titles
from jinjiang_plan.render.charts.years import GAP, LEAST_NAME, DaySign, Years, left_out
from jinjiang_plan.render.machine import Envelope, number
from jinjiang_plan.render.records import figure_of, text
from jinjiang_plan.render.sheets.sheet import Block, Line, Sheet
from jinjiang_plan.render.width import cells, cut, pad
from jinjiang_plan.render.words import say


def strip_sheet(portfolio: Portfolio, chronicles: Sequence[Chronicle], lang: Lang, *, width: int) -> Sheet:
    """The strip for a terminal so many columns wide."""
    title, notes = titles(portfolio, chronicles, lang)
    sample = any(course.target.sample for each in chronicles for course in each.courses)
    heads = (
        Line(title, VIEW.say(lang), "title"),
        Line("  ".join(notes), "", "sample" if sample else "dim"),
    )
    strips = [_Strip(each, lang, width) for each in chronicles]
    blocks = []
    for each, strip in zip(chronicles, strips, strict=True):
        name = say(portfolio.plan(each.plan).title, lang)
        heading = [Line(name, "", "title")] if len(chronicles) > 1 else []
        blocks.append(Block((*heading, *strip.lines()), (), heads=False))
    legend = Line("  ".join(f"{look.sign} {look.name}" for look in signs(chronicles, lang)), "", "dim")
    most = max((strip.years for strip in strips), key=lambda years: years.left_out)
    return Sheet(heads, (), tuple(blocks), (legend, *left_out(most, lang)))


class _Strip:
    """The rows of one plan within a width."""

    def __init__(self, chronicle: Chronicle, lang: Lang, width: int) -> None:
        self._chronicle, self._lang = chronicle, lang
        statuses = [shown(course.statuses[-1], chronicle, lang).name for course in chronicle.courses]
        room = width - max(map(cells, statuses)) - 2 * GAP
        names = max(cells(say(course.target.title, lang)) for course in chronicle.courses)
        self.years = Years(chronicle.days, 2 if lang == "zh" else 1, room - LEAST_NAME)
        self._name = max(min(names, room - self.years.width), 1)

    def lines(self) -> Iterator[Line]:
        """The years, then the rows in their groups."""
        yield Line(f"{' ' * (self._name + GAP)}{self.years.scale()}".rstrip(), "", "dim")
        groups = list(grouped(self._chronicle, self._lang))
        for name, courses in groups:
            if len(groups) > 1:
                yield Line(name, "", "dim")
            yield from map(self._row, courses)

    def _row(self, course: StatusHistory) -> Line:
        name = pad(cut(say(course.target.title, self._lang), self._name), self._name) + " " * GAP
        text, spans = self.years.row(name, partial(self._sign, course))
        text += " " * GAP
        last = shown(course.statuses[-1], self._chronicle, self._lang)
        spans.append((len(text), len(text) + len(last.name), last.light.value))
        return Line(text + last.name, spans=tuple(spans))

    def _sign(self, course: StatusHistory, at: int) -> DaySign:
        look = shown(course.statuses[at], self._chronicle, self._lang)
        return DaySign(look.sign, look.light.value)


# What JSON and its kin say of a status strip: of each target, how it stood at the end of each period.


def strip_records(chronicles: Sequence[Chronicle], lang: Lang) -> list[dict[str, Any]]:
    """A record for each target and day, plan by plan."""
    return list(_records(chronicles, lang))


def _records(chronicles: Sequence[Chronicle], lang: Lang) -> Iterator[dict[str, Any]]:
    for each in chronicles:
        for course in each.courses:
            for day_status in course.statuses:
                yield {
                    **_identity(course, lang),
                    **_stood(day_status, course),
                    "unit": course.target.unit or None,
                    "profile": each.profile.code,
                    "sample": course.target.sample,
                }


def strip_document(chronicles: Sequence[Chronicle], lang: Lang) -> dict[str, Any]:
    """The whole of `chart --view strip --format json`."""
    plans = [
        {
            "plan": each.plan,
            "days": [day.isoformat() for day in each.days],
            "courses": [
                {
                    **_identity(course, lang),
                    "unit": course.target.unit or None,
                    "stood": [_stood(day_status, course) for day_status in course.statuses],
                }
                for course in each.courses
            ],
        }
        for each in chronicles
    ]
    head = Envelope(
        as_of=max(each.days[-1] for each in chronicles),
        known_at=chronicles[0].known_at,
        profiles=[each.profile.code for each in chronicles],
        lang=lang,
        sample=any(course.target.sample for each in chronicles for course in each.courses),
    )
    return head.around({"plans": plans})


def _identity(course: StatusHistory, lang: Lang) -> dict[str, Any]:
    target = course.target
    return {"plan": target.plan, "id": target.id, "what": target.what, "title": text(target.title, lang)}


def _stood(day_status: StatusOnDay, course: StatusHistory) -> dict[str, Any]:
    return {
        "day": day_status.day.isoformat(),
        "status": day_status.status.value,
        "light": day_status.light.value,
        "value": figure_of(course.target, day_status.value),
        "completion": number(day_status.completion),
    }
