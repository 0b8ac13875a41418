"""The sheets of `list`: the plan as a table."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.codes import Class, Status
from jinjiang_plan.model.plan import Action, Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import BANDS, Measure, Profile
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.facts import fact_text
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.numbers import DASH, figure
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, plan_line, sample_title
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, lead_text, period_text, say

TARGETS: Columns = (
    c.PLAN,
    c.FULL_ID,
    c.ID._replace(rank=0),
    c.NAME,
    c.GOAL._replace(rank=0, right=False, least=None),
    c.DUE._replace(rank=1),
    c.CLASS,
    c.KIND,
    c.LEAD._replace(rank=2),
    c.SOURCE._replace(rank=5),
)
PLANS: Columns = (
    c.ID._replace(head=c.PLAN.head, rank=0, only=""),
    c.NAME,
    Column("start", Words("起始", "start"), rank=2),
    c.DUE._replace(rank=0),
    Column("actions", c.ACTION.head._replace(en="actions"), rank=1, right=True),
    c.TARGETS,
    c.INITIATIVES,
    Column("profile", Words("口径", "profile"), rank=3),
    c.LEAD._replace(rank=4),
)
ACTIONS: Columns = (
    c.PLAN,
    c.ID._replace(rank=0, only=""),
    c.NAME,
    c.TARGETS,
    c.INITIATIVES,
    c.LEAD._replace(rank=1),
    Column("summary", Words("概要", "summary"), rank=2, least=20),
)
SOURCES: Columns = (
    c.PLAN,
    c.ID._replace(rank=0, only=""),
    c.DOCUMENT_TITLE,
    c.PUBLISHER,
    c.PUBLISHED,
    c.NUMBER,
    Column("url", Words("网址", "url"), rank=1, least=20),
    c.NOTE._replace(least=16),
)


def targets_sheet(portfolio: Portfolio, chosen: Sequence[Target], lang: Lang, day: date) -> Sheet:
    """Targets or initiatives, a block a plan and action, with the terms in force on a day."""
    blocks: list[Block] = []
    for plan in portfolio.plans:
        of_plan = [each for each in chosen if each.plan == plan.id]
        groups: list[tuple[Action | None, list[Target]]] = [
            (None, [each for each in of_plan if each.action is None])
        ]
        groups += [
            (action, [each for each in of_plan if each.action == action.id]) for action in plan.actions
        ]
        first = True
        for action, members in groups:
            if not members:
                continue
            heading = [_plan_heading(plan, lang)] if first else []
            if action is not None:
                heading.append(Line(f"{say(action.title, lang)}  {action.id}", "", "strong"))
            blocks.append(
                Block(tuple(heading), tuple(_target_row(each, lang, day) for each in members), heads=first)
            )
            first = False
    return Sheet(sample_title(portfolio, lang), TARGETS, tuple(blocks))


def plans_sheet(portfolio: Portfolio, lang: Lang) -> Sheet:
    """The plans, a row each."""
    rows = tuple(
        in_order(
            PLANS,
            {
                "id": Cell(visible(plan.id)),
                "title": Cell(say(plan.title, lang)),
                "start": Cell(plan.start.isoformat()),
                "due": Cell(plan.due.isoformat()),
                "actions": Cell(str(len(plan.actions))),
                "targets": Cell(str(len(plan.targets))),
                "initiatives": Cell(str(len(plan.initiatives))),
                "profile": Cell(visible(plan.profile)),
                "lead": Cell(lead_text(plan.lead, lang)),
            },
        )
        for plan in portfolio.plans
    )
    return Sheet(sample_title(portfolio, lang), PLANS, (Block((), rows),))


def actions_sheet(portfolio: Portfolio, lang: Lang) -> Sheet:
    """The actions, a block a plan."""
    blocks = []
    for plan in portfolio.plans:
        rows = tuple(
            in_order(
                ACTIONS,
                {
                    "plan": Cell(visible(plan.id)),
                    "id": Cell(action.id),
                    "title": Cell(say(action.title, lang)),
                    "targets": Cell(str(sum(each.action == action.id for each in plan.targets))),
                    "initiatives": Cell(
                        str(sum(each.target.action == action.id for each in plan.initiatives))
                    ),
                    "lead": Cell(lead_text(action.lead, lang)),
                    "summary": Cell(say(action.summary, lang)),
                },
            )
            for action in plan.actions
        )
        blocks.append(Block((_plan_heading(plan, lang),), rows))
    return Sheet(sample_title(portfolio, lang), ACTIONS, tuple(blocks))


def _plan_heading(plan: Plan, lang: Lang) -> Line:
    return plan_line(plan, period_text(plan, lang), lang)


def _target_row(target: Target, lang: Lang, day: date) -> tuple[Cell, ...]:
    now = target.terms(day)
    revised = Words("（已调整）", " (revised)").say(lang) if now.revised else ""
    return in_order(
        TARGETS,
        {
            "plan": Cell(visible(target.plan)),
            "full_id": Cell(target.id),
            "id": Cell(target.name),
            "title": Cell(say(target.title, lang)),
            "goal": Cell(goal_with_unit(target, now.goal, lang) + revised, "yellow" if revised else ""),
            "due": Cell(now.due.isoformat()),
            "class": Cell(fact_text(c.CLASS.fact(target), lang)),
            "kind": Cell(fact_text(c.KIND.fact(target), lang)),
            "lead": Cell(lead_text(target.lead, lang)),
            "source": Cell(visible(target.source) or DASH),
        },
    )


def sources_sheet(portfolio: Portfolio, lang: Lang) -> Sheet:
    """The documents that figures are cited from, a block a plan."""
    blocks = []
    for plan in portfolio.plans:
        rows = tuple(
            in_order(
                SOURCES,
                {
                    "plan": Cell(visible(plan.id)),
                    "id": Cell(source.key),
                    "title": Cell(say(source.title, lang)),
                    "publisher": Cell(say(source.publisher, lang)),
                    "published": Cell(source.published.isoformat() if source.published else DASH),
                    "number": Cell(visible(source.number) or DASH),
                    "url": Cell(visible(source.url) or DASH),
                    "note": Cell(say(source.note, lang)),
                },
            )
            for source in plan.sources
        )
        blocks.append(Block((_plan_heading(plan, lang),), rows))
    return Sheet(sample_title(portfolio, lang), SOURCES, tuple(blocks))


# The sheet of the profiles: what each measures, and its thresholds.


COLUMNS: Columns = (
    Column("code", Words("口径", "profile")),
    Column("title", Words("说明", "what it is"), least=30),
    Column("measure", Words("衡量", "measures"), rank=2),
    Column("ahead", Words("超进度", "ahead"), rank=1, right=True),
    Column("on_track", Words("达进度", "on track"), right=True),
    Column("behind", Words("欠进度", "behind"), right=True),
    Column("binding", Words("约束性（超、达、欠）", "binding (the same three)"), rank=3),
)
MEASURES = {
    Measure.GAP: Words("完成率差距（百分点）", "gap in completion, points"),
    Measure.GROWTH: Words("实际与所需年均增速之比", "observed over required yearly growth"),
    Measure.MILESTONE: Words("到下一节点的完成率", "share of the way to the next milestone"),
    Measure.VALUE: Words("与计划值的相对偏差", "deviation from the planned value"),
    Measure.PACE: Words("完成与应完成之比", "done over asked"),
    Measure.DIFFERENCE: Words("与计划值之差（本单位）", "difference to the planned value, own unit"),
    Measure.PROJECTED: Words("按年均增速推算的完成率", "completion projected by growth"),
    Measure.TREND: Words("按近年变化推算的剩余完成率", "share of the rest projected by the trend"),
}
_RISING = Words(
    "各栏是达到该状态的下限，再低为严重滞后", "the least for each status; below them all: far behind"
)


def profiles_sheet(profiles: Sequence[Profile], lang: Lang) -> Sheet:
    """A row a profile, with the least measure for each status."""
    return Sheet(
        (),
        COLUMNS,
        (Block((), tuple(_row(each, lang) for each in profiles)),),
        (Line(_RISING.say(lang), "", "dim"),),
    )


def _row(profile: Profile, lang: Lang) -> tuple[Cell, ...]:
    bands = profile.bands_for(Class.EXPECTED)
    binding = profile.binding or {}
    return (
        Cell(profile.code),
        Cell(say(profile.title, lang)),
        Cell(MEASURES[profile.measure].say(lang)),
        *(
            Cell(_exceeded(profile, status) + _least(bands.get(status)), profile.light(status).value)
            for status in BANDS
        ),
        Cell("  ".join(_least(binding.get(status)) for status in BANDS) if binding else DASH),
    )


def _exceeded(profile: Profile, status: Status) -> str:
    """The sign of a threshold that must be exceeded, not only reached."""
    return "> " if status in profile.exceeded else ""


def _least(value: Decimal | None) -> str:
    return DASH if value is None else figure(Fraction(value))


def profile_records(profiles: Sequence[Profile], lang: Lang) -> list[dict[str, Any]]:
    """The profiles for machines; a threshold that there is none of is null."""
    return [
        {
            "name": each.name,
            "version": each.version,
            "title": each.title.say(lang),
            "measure": each.measure.value,
            **_thresholds(each, Class.EXPECTED, ""),
            **_thresholds(each, Class.BINDING, "binding_"),
        }
        for each in profiles
    ]


def _thresholds(profile: Profile, class_: Class, prefix: str) -> dict[str, int | float | None]:
    bands = profile.bands_for(class_)
    return {f"{prefix}{status.value}": number(bands.get(status)) for status in BANDS}
