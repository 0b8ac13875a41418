"""Initiatives by stage as text: a number for the end of each period, reached and expected, years side by side."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from jinjiang_plan.model.days import period_ends, shared_year_end
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import StageHistory
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.stages_words import (
    VIEW,
    by_action,
    days_of_all,
    number,
    stage_lists,
    stage_name,
    titles,
)
from jinjiang_plan.render.charts.years import GAP, LEAST_NAME, DaySign, Years, left_out
from jinjiang_plan.render.records import assessment_record, judged_head, text
from jinjiang_plan.render.sheets.sheet import Block, Line, Sheet
from jinjiang_plan.render.width import cells, cut, pad
from jinjiang_plan.render.words import say, status_name

ASKED = Words("计划", "expected")
"""What stands before the second line of each initiative."""


def stages_sheet(  # noqa: PLR0913 - the initiatives, and where they go
    portfolio: Portfolio,
    stagings: Sequence[StageHistory],
    lang: Lang,
    *,
    known_at: datetime | None,
    width: int,
    between: tuple[date, date] | None = None,
) -> Sheet:
    """The timeline for a terminal so many columns wide."""
    title, notes = titles(portfolio, stagings, lang, known_at)
    sample = any(each.assessment.target.sample for each in stagings)
    heads = (Line(title, VIEW.say(lang), "title"), Line("  ".join(notes), "", "sample" if sample else "dim"))
    rows = _Rows(stagings, between or days_of_all(stagings), lang, width)
    blocks = [
        Block((Line(name, "", "title"), rows.scale(), *rows.of(group)), (), heads=False)
        for name, group in by_action(portfolio, stagings, lang)
    ]
    return Sheet(heads, (), tuple(blocks), tuple(_notes(stagings, rows, lang)))


def _notes(stagings: Sequence[StageHistory], rows: "_Rows", lang: Lang) -> Iterator[Line]:
    """The stages by number, how to read a row, and what found no room."""
    for stages in stage_lists(stagings):
        named = (f"{number(at)} {stage_name(stages, at, lang)}" for at in range(len(stages)))
        yield Line("  ".join(named), "", "dim")
    yield Line(
        Words(
            "每格一个报告期末；上行为已到达的阶段，“计划”行为应到的阶段；· 尚无上报",
            "a sign for the end of each period: the stage reached, and below it the one expected by then; · none yet",
        ).say(lang),
        "",
        "dim",
    )
    yield from left_out(rows.years, lang)


class _Rows:
    """The rows within a width: a line for what was reached, one for what is expected."""

    def __init__(
        self, stagings: Sequence[StageHistory], between: tuple[date, date], lang: Lang, width: int
    ) -> None:
        self._lang = lang
        self._ends = _ends(stagings, between)
        digits = max(len(number(len(each.assessment.target.stages) - 1)) for each in stagings)
        status = max(cells(status_name(each.assessment, lang)) for each in stagings)
        room = width - status - 2 * GAP
        self.years = Years(self._ends, digits, room - LEAST_NAME)
        names = max(cells(say(each.assessment.target.title, lang)) for each in stagings)
        least = cells(ASKED.say(lang)) + GAP
        self._name = max(min(max(names, least), room - self.years.width), least)

    def scale(self) -> Line:
        """The years above their signs."""
        return Line(f"{' ' * (self._name + GAP)}{self.years.scale()}".rstrip(), "", "dim")

    def of(self, group: Sequence[StageHistory]) -> Iterator[Line]:
        """The lines of each."""
        for each in group:
            yield self._reached(each)
            if each.goal is not None:
                yield self._expected(each)

    def _reached(self, each: StageHistory) -> Line:
        found = each.assessment
        light, status = found.light.value, status_name(found, self._lang)
        name = pad(cut(say(found.target.title, self._lang), self._name), self._name)
        text, spans = self.years.row(name + " " * GAP, partial(self._reached_sign, each))
        text += " " * GAP
        spans.append((len(text), len(text) + len(status), light))
        return Line(text + status, spans=tuple(spans))

    def _expected(self, each: StageHistory) -> Line:
        begin = pad(f"{' ' * GAP}{ASKED.say(self._lang)}", self._name) + " " * GAP
        text, spans = self.years.row(begin, partial(self._sign, each.expected_on, "dim"))
        return Line(text.rstrip(), spans=((0, len(begin), "dim"), *spans))

    def _sign(self, on: Callable[[date], int | None], style: str, at: int) -> DaySign:
        position = on(self._ends[at])
        return DaySign("·", "dim") if position is None else DaySign(number(position), style)

    def _reached_sign(self, each: StageHistory, at: int) -> DaySign:
        """What had been reached; nothing of days to come."""
        light = each.assessment.light.value
        return (
            DaySign(" ") if self._ends[at] > each.assessment.as_of else self._sign(each.stage_on, light, at)
        )


def _ends(stagings: Sequence[StageHistory], between: tuple[date, date]) -> list[date]:
    """The ends of the periods, and the day judged if none of them is it, so that the latest report has its sign."""
    targets = [each.assessment.target for each in stagings]
    months = min(target.frequency.months for target in targets)
    ends = set(period_ends(*between, months, shared_year_end(targets)))
    as_of = stagings[0].assessment.as_of
    if between[0] <= as_of <= between[1]:
        ends.add(as_of)
    return sorted(ends) or [between[1]]


# What JSON and its kin say of a timeline of stages.


def stages_records(stagings: Sequence[StageHistory], lang: Lang) -> list[dict[str, Any]]:
    """A record for each stage, initiative by initiative."""
    return [
        {
            "plan": each.assessment.target.plan,
            "action": each.assessment.target.action,
            "id": each.assessment.target.id,
            "title": text(each.assessment.target.title, lang),
            **stage,
            "status": each.assessment.status.value,
            "light": each.assessment.light.value,
            "sample": each.assessment.target.sample,
        }
        for each in stagings
        for stage in _stages(each)
    ]


def stages_document(
    stagings: Sequence[StageHistory], lang: Lang, known_at: datetime | None
) -> dict[str, Any]:
    """The whole of `chart --view stages --format json`: each assessment as in `status`, and its stages."""
    initiatives = [
        {"assessment": assessment_record(each.assessment, lang), "stages": list(_stages(each))}
        for each in stagings
    ]
    head = judged_head([each.assessment for each in stagings], lang, known_at)
    return head.around({"initiatives": initiatives})


def _stages(each: StageHistory) -> Iterator[dict[str, Any]]:
    name = each.assessment.target.stage_name
    for span in each.spans:
        yield _stage("reported", name(span.position), span.first.isoformat(), span.last.isoformat())
    for stage in each.expected:
        yield _stage("expected", name(stage.position), stage.on.isoformat(), stage.on.isoformat())
    if each.goal is not None:
        due = each.assessment.due.isoformat()
        yield _stage("goal", name(each.goal), due, due)


def _stage(series: str, stage: str, first: str, last: str) -> dict[str, Any]:
    return {"series": series, "stage": stage, "from": first, "to": last}
