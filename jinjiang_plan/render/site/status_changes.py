"""Turns of a status: a table of the latest, and each in a line."""

from collections.abc import Iterator, Sequence

from jinjiang_plan.model.briefing import Publication, Turn
from jinjiang_plan.model.days import period_end
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.series import StatusOnDay
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.labels import Address, heads, lead_text, named, without_dashes
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.paper.blocks import (
    Block,
    Cell,
    Prose,
    Section,
    Table,
    Text,
    plain,
    shown,
    text,
)
from jinjiang_plan.render.words import words_of

MOST = 20
"""Turns that a page tells: the feed tells more."""

COLUMNS: Columns = (
    c.PERIOD_END,
    c.TITLE,
    Column("became", Words("现状态", "became")),
    Column("was", Words("原状态", "was")),
    c.LEAD,
)


def turns_section(publication: Publication, turns: Sequence[Turn], address: Address) -> Section:
    """The latest of some turns, each in the words of its own plan's profile."""
    return Section(Words("状态变化", "Turns of status"), tuple(_blocks(publication, turns, address)), "turns")


def _blocks(publication: Publication, turns: Sequence[Turn], address: Address) -> Iterator[Block]:
    if not turns:
        yield Prose(
            (
                text(
                    "各报告期末之间，状态没有变过。",
                    "From one period's end to another no status has changed.",
                ),
            ),
            note=True,
        )
        return
    caption = Words(
        "各报告期末的状态变化，新的在前", "What changed from one period's end to the next, the latest first"
    )
    rows = tuple(_row(publication, turn, address) for turn in turns[:MOST])
    yield without_dashes(Table(caption, heads(COLUMNS), rows))
    if len(turns) > MOST:
        more = len(turns) - MOST
        yield Prose((text(f"另有更早的 {more} 次。", f"{more} earlier ones are not listed."),), note=True)


def _row(publication: Publication, turn: Turn, address: Address) -> tuple[Cell, ...]:
    plan = turn.target.plan
    profile = publication.chronicles[plan].profile
    return in_order(
        COLUMNS,
        {
            "period_end": Text(day_words(turn.after, publication.briefing.portfolio.plan(plan))),
            "title": named(turn.target, address),
            "became": stood_text(turn.after, profile),
            "was": stood_text(turn.before, profile),
            "lead": lead_text(turn.target.lead),
        },
    )


def day_words(day_status: StatusOnDay, plan: Plan) -> Words:
    """The day of a status: the end of one of the plan's periods, or the day judged while its period still runs."""
    day = day_status.day
    if period_end(day, plan.frequency.months, plan.year_end) == day:
        return plain(f"{day}")
    return Words(f"{day}（本期未满）", f"{day} (so far)")


def stood_text(day_status: StatusOnDay, profile: Profile) -> Text:
    """A status of the past as a label."""
    return Text(shown(stood_words(day_status, profile)), day_status.light, mark=True)


def stood_words(day_status: StatusOnDay, profile: Profile) -> Words:
    """A status of the past by the profile's name for it, or ours."""
    return words_of(day_status.status, profile, monitored=day_status.monitored)
