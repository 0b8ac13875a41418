"""How each target stands: by status, the worst first; a table, then whatever more there is to tell of each."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Briefing, BriefingEntry
from jinjiang_plan.model.plan import Amendment, Plan, Target
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.labels import (
    Address,
    drawn,
    goal_words,
    heads,
    meter,
    named,
    planned_words,
    status_text,
    value_words,
    without_dashes,
)
from jinjiang_plan.render.numbers import DASH, figure, sparkline
from jinjiang_plan.render.paper.blocks import (
    Block,
    Cell,
    Facts,
    Figure,
    Section,
    Table,
    Text,
    each_language,
    plain,
    shown,
)
from jinjiang_plan.render.verdict_words import first_version_words, held_words
from jinjiang_plan.render.words import amendment_changes, goal_with_unit, say, status_words

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing

COLUMNS = (
    c.TITLE,
    c.VALUE,
    c.GOAL,
    c.ASKED,
    c.METER,
    c.GAP,
    c.DIFFERENCE,
    c.OUTLOOK,
    c.CHANCE,
    c.DUE,
    c.PERIODS,
    c.LEAD,
)
MIXED = (
    c.TITLE,
    c.STATUS,
    *(each for each in COLUMNS if each.key not in ("title", "asked", "periods", "chance")),
)
MOST_SIGNS = 40
"""Reports that a line of signs shows, the latest ones."""
PROBLEMS, NEXT = c.PROBLEMS.heading, c.NEXT.heading


def standing_section(briefing: Briefing, address: Address) -> Section:
    """All targets and initiatives, a section a status."""
    groups = groupby(briefing.entries, key=lambda each: status_words(each.assessment))
    sections = (_status_section(list(group), briefing, address) for _, group in groups)
    return Section(Words("逐项进展", "Target by target"), tuple(sections), "standing")


def _status_section(entries: Sequence[BriefingEntry], briefing: Briefing, address: Address) -> Section:
    first = entries[0].assessment
    name = shown(status_words(first))
    heading = Words(f"{name.zh}（{len(entries)} 项）", f"{name.en[:1].upper()}{name.en[1:]} ({len(entries)})")
    sections = (_entry_section(each, briefing, address) for each in entries if each.has_more)
    caption = Words(f"目标与项目：{name.zh}", f"Targets and initiatives: {name.en}")
    table = standing_table([each.assessment for each in entries], caption, address)
    return Section(heading, (table, *sections), f"status-{first.status.value}")


def standing_table(assessments: Sequence[Assessment], caption: Words, address: Address) -> Table:
    """A row a target: value, goal, what the plan asks for, how much is done, gap, outlook, due, responsible unit."""
    return _table(COLUMNS, assessments, caption, address)


def mixed_table(assessments: Sequence[Assessment], caption: Words, address: Address) -> Table:
    """A row a target of several statuses, each saying its own; what is asked stands beside what is done."""
    return _table(MIXED, assessments, caption, address)


def _table(
    columns: Sequence[c.Assessed], assessments: Sequence[Assessment], caption: Words, address: Address
) -> Table:
    rows = tuple(drawn(columns, each, _own(each, address)) for each in assessments)
    return without_dashes(Table(caption, heads(columns), rows))


def _own(each: Assessment, address: Address) -> dict[str, Cell]:
    """What a paper shows in its own way: the title that leads on, the status as a label, the share done as a meter."""
    return {
        "title": named(each.target, address),
        "status": status_text(each),
        "asked": Text(planned_words(each)),
        "meter": meter(each),
    }


def _entry_section(entry: BriefingEntry, briefing: Briefing, address: Address) -> Section:
    each = entry.assessment
    plan = briefing.portfolio.plan(each.target.plan)
    blocks: list[Block] = [Facts(tuple(_said_of(entry, plan)))]
    if entry.burnup is not None:
        blocks.append(burnup_figure(plan, entry.burnup, briefing.judgement.known_at))
    heading = named(each.target, address).words
    return Section(heading, tuple(blocks), f"{each.target.plan}--{each.target.id}", status_text(each))


def _said_of(entry: BriefingEntry, plan: Plan) -> Iterator[tuple[Words, Cell]]:
    """Its figure and goal, how the goal was changed, and the problems and next steps of the latest report."""
    each, last = entry.assessment, entry.last
    if each.value is not None:
        yield Words("现值", "value"), Text(_value_of_day(each))
    held = held_words(each)
    if held is not None:
        yield Words("保持", "held"), Text(held)
    if entry.amendments:
        yield Words("原定", "at first"), Text(_at_first(each.target))
    first = first_version_words(each)
    if first is not None:
        yield (
            Words("按原定", "by the first version"),
            Text(shown(first), each.first.light if each.first else None),
        )
    for change in entry.amendments:
        yield Words("正式调整", "formal change"), Text(_amended(change, each.target, plan))
    for name, said in ((PROBLEMS, last.problems), (NEXT, last.next)) if last else ():
        if said:
            yield name, Text(shown(plain(said)))


def _value_of_day(each: Assessment) -> Words:
    value, goal = value_words(each, each.value), goal_words(each)
    day = each.value_on
    summed = each.target.sum_of and each.observations and each.observations[-1].report is None
    zh = f"{value.zh}（{day}{'，由分项加总' if summed else ''}）"
    en = f"{value.en} ({day}{', the sum of its parts' if summed else ''})"
    return Words(f"{zh}，目标 {goal.zh}", f"{en}, goal {goal.en}") if each.goal else Words(zh, en)


def _at_first(target: Target) -> Words:
    """The goal and the due day as they stood before any change."""
    goal = each_language(lambda lang: goal_with_unit(target, target.goal, lang))
    return Words(f"目标 {goal.zh}，期限 {target.due}", f"goal {goal.en}, due {target.due}")


def _amended(change: Amendment, target: Target, plan: Plan) -> Words:
    """A formal change: when it was decided, what it says, its document, and why."""

    def said(lang: Lang) -> str:
        comma, colon = ("，", "：") if lang == "zh" else (", ", ": ")
        document = plan.source(change.document.en) if change.document else None
        grounds = (document.title if document else change.document, change.reason)
        parts = (f"{change.decided}", amendment_changes(change, target, lang).replace("  ", comma))
        return comma.join((colon.join(parts), *(say(each, lang) for each in grounds if each)))

    return each_language(said)


def burnup_figure(plan: Plan, burnup: Burnup, known_at: datetime | None) -> Figure:
    """The chart of a target; in a line its reports, from the first to the latest. `known_at` is told where it is asked for."""
    title = shown(burnup.assessment.target.title)
    words = Words(f"{title.zh}进度图", f"Burn-up of {title.en}")
    signs = sparkline([point.value for point in burnup.reports[-MOST_SIGNS:]])
    ends = dict.fromkeys(figure(point.value) for point in (*burnup.reports[:1], *burnup.reports[-1:]))

    def draw(lang: Lang, width: int) -> "Drawing":
        from jinjiang_plan.render.charts.burnup_svg import burnup_drawing

        return burnup_drawing(plan, burnup, lang, known_at=known_at, width=width, heads=False)

    return Figure(words, plain(f"{signs} {' → '.join(ends)}".strip() or DASH), draw)
