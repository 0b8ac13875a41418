"""What is late and what comes next: due days, milestones, reports."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.timeline import OCCASIONS, Item, Occasion
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.naming import (
    Address,
    goal_words,
    lead_text,
    named,
    status_text,
    value_words,
    without_dashes,
)
from jinjiang_plan.render.paper.blocks import Block, Cell, Head, Prose, Section, Table, Text, plain, text

HEADS = (
    Head(Words("目标", "target")),
    Head(Words("日期", "day")),
    Head(Words("事项", "what")),
    Head(Words("要求", "asked"), right=True),
    Head(Words("状态", "status")),
    Head(Words("责任单位", "responsible")),
)

MOST_NAMES = 15
"""Targets that are named of those that a report is asked for of: all are in `timeline`."""


def duties_section(briefing: Briefing, address: Address) -> Section | None:
    """What is late, then what comes by the end of the next period; None where there is neither."""
    agenda = briefing.agenda
    day = agenda.last
    blocks = [
        *_table(Words("已逾期", "Late"), Words("应报未报", "Reports overdue"), agenda.late, address),
        *_table(
            Words(f"至 {day}", f"By {day}"),
            Words(f"至 {day} 应报", f"Reports asked for by {day}"),
            agenda.coming,
            address,
        ),
    ]
    return Section(Words("逾期与临近事项", "Late, and next"), tuple(blocks), "duties") if blocks else None


def _table(caption: Words, lead: Words, items: Sequence[Item], address: Address) -> Iterator[Block]:
    if not items:
        return
    reports = [each for each in items if each.occasion is Occasion.REPORT]
    others = [each for each in items if each.occasion is not Occasion.REPORT]
    if others:
        rows = tuple(tuple(_row(each, address)) for each in others)
        yield without_dashes(Table(caption, HEADS, rows))
    if reports:
        yield Prose(tuple(_reports(lead, reports, address)))


def _row(item: Item, address: Address) -> Iterator[Cell]:
    each = item.assessment
    yield named(each.target, address)
    yield Text(plain(f"{item.day}"))
    yield Text(OCCASIONS[item.occasion])
    if item.occasion is Occasion.DUE:
        yield Text(goal_words(each))
    else:
        yield Text(value_words(each, None if item.asked is None else Fraction(item.asked)))
    yield status_text(each)
    yield lead_text(each.target.lead)


def _reports(lead: Words, reports: Sequence[Item], address: Address) -> Iterator[Text]:
    """The reports that are asked for, one behind the other: most of them are many and alike."""
    periods: dict[Target, int] = {}
    for item in reports:
        target = item.assessment.target
        periods[target] = periods.get(target, 0) + max(item.missing, 1)
    number = len(periods)
    yield text(f"{lead.zh} {number} 项：", f"{lead.en} ({number}): ")
    for n, (target, missing) in enumerate(list(periods.items())[:MOST_NAMES]):
        if n:
            yield text("、", ", ")
        yield named(target, address)
        if missing > 1:
            yield text(f"（{missing} 期）", f" ({missing} periods)")
    more = number - MOST_NAMES
    yield text(f"，另有 {more} 项。", f", and {more} more.") if more > 0 else text("。", ".")
