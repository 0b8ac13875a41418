"""How each target stands: by status, the worst first; a table, then whatever more there is to tell of each."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Briefing, Entry
from jinjiang_plan.model.codes import NAMES, Light, Outlook
from jinjiang_plan.model.plan import Amendment, Plan, Target
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.briefing.labels import (
    Address,
    gap_text,
    goal_words,
    lead_text,
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
    Head,
    Section,
    Table,
    Text,
    each_language,
    plain,
    shown,
)
from jinjiang_plan.render.words import amendment_changes, goal_with_unit, say, status_words

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing

HEADS = (
    Head(Words("目标", "target")),
    Head(Words("现值", "value"), right=True),
    Head(Words("目标值", "goal"), right=True),
    Head(Words("按计划应达", "asked by now"), right=True),
    Head(Words("完成", "done")),
    Head(Words("差距（点）", "gap, points"), right=True),
    Head(Words("完成预判", "outlook")),
    Head(Words("期限", "due")),
    Head(Words("连续（期）", "in a row"), right=True),
    Head(Words("责任单位", "responsible")),
)
MIXED = (
    HEADS[0],
    Head(Words("状态", "status")),
    *(head for head in HEADS[1:] if head.words.en not in ("asked by now", "in a row")),
)
OUTLOOK_LIGHTS = {
    Outlook.LIKELY: Light.GREEN,
    Outlook.UNCERTAIN: Light.YELLOW,
    Outlook.UNLIKELY: Light.RED,
}
MOST_SIGNS = 40
"""Reports that a line of signs shows, the latest ones."""
PROBLEMS, NEXT = Words("存在问题", "problems"), Words("下一步", "next steps")


def standing_section(briefing: Briefing, address: Address) -> Section:
    """All targets and initiatives, a section a status."""
    groups = groupby(briefing.entries, key=lambda each: status_words(each.assessment))
    sections = (_status_section(list(group), briefing, address) for _, group in groups)
    return Section(Words("逐项进展", "Target by target"), tuple(sections), "standing")


def _status_section(entries: Sequence[Entry], briefing: Briefing, address: Address) -> Section:
    first = entries[0].assessment
    name = shown(status_words(first))
    heading = Words(f"{name.zh}（{len(entries)} 项）", f"{name.en[:1].upper()}{name.en[1:]} ({len(entries)})")
    told = (_entry_section(each, briefing, address) for each in entries if each.told)
    caption = Words(f"目标与项目：{name.zh}", f"Targets and initiatives: {name.en}")
    table = standing_table([each.assessment for each in entries], caption, address)
    return Section(heading, (table, *told), f"status-{first.status.value}")


def standing_table(assessments: Sequence[Assessment], caption: Words, address: Address) -> Table:
    """A row a target: value, goal, what the plan asks for, how much is done, gap, outlook, due, responsible unit."""
    rows = tuple(tuple(_row(each, address)) for each in assessments)
    return without_dashes(Table(caption, HEADS, rows))


def mixed_table(assessments: Sequence[Assessment], caption: Words, address: Address) -> Table:
    """A row a target of several statuses, each saying its own; what is asked stands beside what is done."""
    rows = []
    for each in assessments:
        cells = dict(zip(HEADS, _row(each, address), strict=True))
        rows.append(tuple(cells.get(head, status_text(each)) for head in MIXED))
    return without_dashes(Table(caption, MIXED, tuple(rows)))


def _row(each: Assessment, address: Address) -> Iterator[Cell]:
    yield named(each.target, address)
    yield Text(value_words(each, each.value))
    yield Text(goal_words(each))
    yield Text(planned_words(each))
    yield meter(each)
    yield gap_text(each)
    yield outlook_text(each)
    yield Text(plain(f"{each.due}"))
    yield Text(plain(f"{each.periods_behind}" if each.periods_behind else DASH))
    yield lead_text(each.target.lead)


def outlook_text(each: Assessment) -> Text:
    """Whether the goal will be met, while that is open."""
    outlook = each.prospect.outlook
    if outlook is None or each.settled:
        return Text(plain(DASH))
    return Text(NAMES[outlook], OUTLOOK_LIGHTS.get(outlook))


def _entry_section(entry: Entry, briefing: Briefing, address: Address) -> Section:
    each = entry.assessment
    plan = briefing.portfolio.plan(each.target.plan)
    blocks: list[Block] = [Facts(tuple(_said_of(entry, plan)))]
    if entry.burnup is not None:
        blocks.append(burnup_figure(plan, entry.burnup, briefing.judgement.known_at))
    heading = named(each.target, address).words
    return Section(heading, tuple(blocks), f"{each.target.plan}--{each.target.id}", status_text(each))


def _said_of(entry: Entry, plan: Plan) -> Iterator[tuple[Words, Cell]]:
    """Its figure and goal, how the goal was changed, and the problems and next steps of the latest report."""
    each, last = entry.assessment, entry.last
    if each.value is not None:
        yield Words("现值", "value"), Text(_value_of_day(each))
    if entry.amendments:
        yield Words("原定", "at first"), Text(_at_first(each.target))
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
        told = (f"{change.decided}", amendment_changes(change, target, lang).replace("  ", comma))
        return comma.join((colon.join(told), *(say(each, lang) for each in grounds if each)))

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
