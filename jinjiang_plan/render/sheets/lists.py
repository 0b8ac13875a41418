"""The sheets of `list`: the plan as a table."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.codes import NAMES, Class
from jinjiang_plan.model.plan import Action, Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import BANDS, Measure, Profile
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.numbers import DASH, figure
from jinjiang_plan.render.sheets.headings import plan_line, sample_title
from jinjiang_plan.render.sheets.sheet import Block, Cell, Column, Line, Sheet
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, lead_text, period_text, say

TARGETS = (
    Column("plan", Words("计划", "plan"), only="plain"),
    Column("full_id", Words("编号", "id"), only="plain"),
    Column("id", Words("编号", "id"), only="table"),
    Column("title", Words("名称", "title"), least=12),
    Column("goal", Words("目标值", "goal")),
    Column("due", Words("期限", "due"), rank=1),
    Column("class", Words("类别", "class"), rank=3),
    Column("kind", Words("类型", "kind"), rank=4),
    Column("lead", Words("牵头", "lead"), rank=2, least=8),
    Column("source", Words("出处", "source"), rank=5, least=8),
)
PLANS = (
    Column("id", Words("计划", "plan")),
    Column("title", Words("名称", "title"), least=12),
    Column("start", Words("起始", "start"), rank=2),
    Column("due", Words("期限", "due")),
    Column("actions", Words("行动", "actions"), rank=1, right=True),
    Column("targets", Words("目标", "targets"), right=True),
    Column("initiatives", Words("项目", "initiatives"), right=True),
    Column("profile", Words("口径", "profile"), rank=3),
    Column("lead", Words("牵头", "lead"), rank=4, least=8),
)
ACTIONS = (
    Column("plan", Words("计划", "plan"), only="plain"),
    Column("id", Words("编号", "id")),
    Column("title", Words("名称", "title"), least=12),
    Column("targets", Words("目标", "targets"), right=True),
    Column("initiatives", Words("项目", "initiatives"), right=True),
    Column("lead", Words("牵头", "lead"), rank=1, least=8),
    Column("summary", Words("概要", "summary"), rank=2, least=20),
)


SOURCES = (
    Column("plan", Words("计划", "plan"), only="plain"),
    Column("id", Words("编号", "id")),
    Column("title", Words("文件", "document"), least=16),
    Column("publisher", Words("发布单位", "publisher"), rank=3, least=8),
    Column("published", Words("发布日期", "published"), rank=2),
    Column("number", Words("文号", "number"), rank=4),
    Column("url", Words("网址", "url"), rank=1, least=20),
    Column("note", Words("说明", "note"), rank=5, least=16),
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
        (
            Cell(visible(plan.id)),
            Cell(say(plan.title, lang)),
            Cell(plan.start.isoformat()),
            Cell(plan.due.isoformat()),
            Cell(str(len(plan.actions))),
            Cell(str(len(plan.targets))),
            Cell(str(len(plan.initiatives))),
            Cell(visible(plan.profile)),
            Cell(lead_text(plan.lead, lang)),
        )
        for plan in portfolio.plans
    )
    return Sheet(sample_title(portfolio, lang), PLANS, (Block((), rows),))


def actions_sheet(portfolio: Portfolio, lang: Lang) -> Sheet:
    """The actions, a block a plan."""
    blocks = []
    for plan in portfolio.plans:
        rows = tuple(
            (
                Cell(visible(plan.id)),
                Cell(action.id),
                Cell(say(action.title, lang)),
                Cell(str(sum(each.action == action.id for each in plan.targets))),
                Cell(str(sum(each.target.action == action.id for each in plan.initiatives))),
                Cell(lead_text(action.lead, lang)),
                Cell(say(action.summary, lang)),
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
    return (
        Cell(visible(target.plan)),
        Cell(target.id),
        Cell(target.id.rpartition(".")[2]),
        Cell(say(target.title, lang)),
        Cell(goal_with_unit(target, now.goal, lang) + revised, "yellow" if revised else ""),
        Cell(now.due.isoformat()),
        Cell(NAMES[target.class_].say(lang) if target.class_ else DASH),
        Cell(NAMES[target.kind].say(lang)),
        Cell(lead_text(target.lead, lang)),
        Cell(visible(target.source) or DASH),
    )


def sources_sheet(portfolio: Portfolio, lang: Lang) -> Sheet:
    """The documents that figures are cited from, a block a plan."""
    blocks = []
    for plan in portfolio.plans:
        rows = tuple(
            (
                Cell(visible(plan.id)),
                Cell(source.key),
                Cell(say(source.title, lang)),
                Cell(say(source.publisher, lang)),
                Cell(source.published.isoformat() if source.published else DASH),
                Cell(visible(source.number) or DASH),
                Cell(visible(source.url) or DASH),
                Cell(say(source.note, lang)),
            )
            for source in plan.sources
        )
        blocks.append(Block((_plan_heading(plan, lang),), rows))
    return Sheet(sample_title(portfolio, lang), SOURCES, tuple(blocks))


# The sheet of the profiles: what each measures, and its thresholds.


COLUMNS = (
    Column("code", Words("口径", "profile")),
    Column("title", Words("说明", "what it is"), least=16),
    Column("measure", Words("衡量", "measures"), rank=2, least=12),
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
        *(Cell(_least(bands.get(status)), profile.light(status).value) for status in BANDS),
        Cell("  ".join(_least(binding.get(status)) for status in BANDS) if binding else DASH),
    )


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
