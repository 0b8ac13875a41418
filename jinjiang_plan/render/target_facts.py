"""A target in facts: where it stands, what was promised, where it comes from; each fact with its name."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import STAGES, Flag
from jinjiang_plan.model.plan import Amendment, Initiative, Plan, Source, Target, stage_words
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render.numbers import (
    DASH,
    RATE_DIGITS,
    bar,
    likelihood,
    months,
    points,
    rough,
    share,
    significant,
)
from jinjiang_plan.render.verdict_words import difference_words, first_version_words, held_words
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import (
    ASSUMED,
    amendment_changes,
    goal_with_unit,
    lead_text,
    replayed,
    say,
    status_name,
    value_with_unit,
)

Fact = tuple[Words, str]
"""What is told, and what is said of it in the reader's language."""

STATUS = Words("状态", "status")
DONE = Words("完成", "done")
FLAGS = Words("备注", "flags")
AMENDED = Words("调整", "amended")
AT_FIRST = Words("原定目标", "at first")
SOURCE = Words("出处", "source")
SOURCE_NOTE = Words("出处说明", "its note")
SERVES = Words("支撑", "serves")
SUM_OF = Words("分项", "sum of")
BY_FIRST = Words("按原定", "by the first version")


def standing_facts(target: Target, each: Assessment, lang: Lang, known_at: datetime | None) -> Iterator[Fact]:
    """Where the target stands: status, value, how much is done, outlook, flags."""
    status = f"{status_name(each, lang)} ({NAMES[each.light].say(lang)})"
    if each.reason is not None:
        status += f"  {NAMES[each.reason].say(lang)}"
    replay = f"  {replayed(known_at, lang)}" if known_at else ""
    yield STATUS, f"{status}  {each.as_of}  {each.profile.code}{replay}"
    if each.periods_behind:
        count = each.periods_behind
        zh, en = (
            f"连续 {count} 个报告期为黄或红",
            f"yellow or red for {number_of(count, 'reporting period')} in a row",
        )
        yield Words("持续", "lasting"), Words(zh, en).say(lang)
    if each.value is not None:
        value = value_with_unit(target, each.value, lang)
        yield Words("现值", "value"), f"{value}  ({each.value_on})"
    yield from _progress(each, lang)
    if each.prospect.outlook is not None and not each.settled:
        yield Words("完成研判", "outlook"), _outlook(each, lang)
    first = first_version_words(each)
    if first is not None:
        yield BY_FIRST, first.say(lang)
    if each.flags:
        yield FLAGS, ", ".join(NAMES[flag].say(lang) for flag in each.flags)


def _progress(each: Assessment, lang: Lang) -> Iterator[Fact]:
    """How much is done, the periods held, the difference, and how early or late."""
    if each.completion is not None:
        yield DONE, _done(each, lang)
    held = held_words(each)
    if held is not None:
        yield Words("保持", "held"), held.say(lang)
    difference = difference_words(each)
    if difference is not None:
        yield Words("差值", "difference"), difference.say(lang)
    if each.months_ahead is not None:
        yield Words("进度", "schedule"), _schedule(each.months_ahead).say(lang)


def _schedule(ahead: Fraction) -> Words:
    """How early or late, in months."""
    if not ahead:
        return Words("与计划同步", "as planned")
    zh, en = ("提前", "ahead") if ahead > 0 else ("滞后", "behind")
    return Words(f"{zh} {months(ahead)} 个月", f"{months(ahead)} months {en}")


def _done(each: Assessment, lang: Lang) -> str:
    """How much is done and asked for, and the gap; of what is compared with the goal itself the share alone."""
    done, planned = share(each.completion, whole=each.whole), Words("应完成", "asked").say(lang)
    drawn = bar(each.completion, each.planned_completion)
    parts = [done, drawn]
    if each.planned_completion is not None:
        parts.append(f"{planned} {share(each.planned_completion, whole=True)}")
    if each.gap is not None:
        parts.append(Words(f"差距 {points(each.gap)} 点", f"gap {points(each.gap)} points").say(lang))
    return "  ".join(parts)


def _outlook(each: Assessment, lang: Lang) -> str:
    parts = [NAMES[each.prospect.outlook].say(lang)] if each.prospect.outlook else []
    if each.prospect.chance is not None:
        shown = likelihood(each.prospect.chance)
        parts.append(Words(f"按期完成概率 {shown}", f"chance {shown}").say(lang))
    if each.prospect.projected is not None and not each.target.stages and each.prospect.method:
        parts.append(Words("期末预计", "projected").say(lang) + f" {rough(each.prospect.projected)}")
    if each.prospect.run_rate is not None and not each.target.stages:
        parts.append(
            Words("每月平均", "run rate a month").say(lang)
            + f" {significant(each.prospect.run_rate, RATE_DIGITS)}"
        )
    if each.prospect.required_rate is not None and not each.target.stages:
        parts.append(
            Words("每月需", "required a month").say(lang)
            + f" {significant(each.prospect.required_rate, RATE_DIGITS)}"
        )
    return "  ".join(parts)


def promise_facts(
    target: Target, each: Assessment, lang: Lang, known_at: datetime | None, *, plan_assumed: bool
) -> Iterator[Fact]:
    """What was promised: the goal with its amendments that were known by then, baseline, period, milestones."""
    decided_by = min(each.as_of, known_at.date()) if known_at else each.as_of
    assumed = ASSUMED.say(lang)
    reading = assumed if target.goal and target.goal.assumed else ""
    yield Words("目标值", "goal"), goal_with_unit(target, each.goal, lang) + reading
    for amendment in target.amendments:
        if amendment.decided <= decided_by:
            yield AMENDED, _amended(target, amendment, lang)
    if Flag.REVISED_GOAL in each.flags:
        yield AT_FIRST, f"{goal_with_unit(target, target.goal, lang)}, {target.due}"
    if each.baseline is not None:
        day = f"  ({target.baseline.on})" if target.baseline and target.baseline.on else ""
        stated = target.baseline is not None and not target.baseline.assumed
        text = value_with_unit(target, each.baseline, lang)
        yield Words("基期值", "baseline"), text + day + ("" if stated else assumed)
    yield (
        Words("期限", "period"),
        f"{target.start} ~ {each.due}"
        + (assumed if (target.assumed or plan_assumed) and each.due == target.due else ""),
    )
    for milestone in target.milestones:
        text = value_with_unit(target, milestone.value, lang)
        yield Words("节点", "milestone"), f"{milestone.on}  {text}"
    kinds = [NAMES[target.kind].say(lang)]
    if target.class_:
        kinds.append(NAMES[target.class_].say(lang))
    yield Words("类型", "kind"), "  ".join(kinds)
    if target.stages and target.stages != STAGES:
        yield (
            Words("阶段", "stages"),
            " > ".join(visible(stage_words(stage).say(lang)) for stage in target.stages),
        )
    if target.sum_of:
        yield SUM_OF, ", ".join(visible(part) for part in target.sum_of)


def _amended(target: Target, amendment: Amendment, lang: Lang) -> str:
    changes = amendment_changes(amendment, target, lang)
    parts = [
        amendment.decided.isoformat(),
        changes,
        say(amendment.document, lang),
        say(amendment.reason, lang),
    ]
    return "  ".join(part for part in parts if part != DASH)


def origin_facts(plan: Plan, target: Target, lang: Lang) -> Iterator[Fact]:
    """Whose it is and where it comes from: responsible unit, the document and its own words."""
    yield Words("牵头", "lead"), lead_text(target.lead, lang)
    if target.partners:
        yield Words("参与", "partners"), ", ".join(visible(name) for name in target.partners)
    yield from _project(plan.initiative(target.id), lang)
    if target.tags:
        yield Words("标签", "tags"), ", ".join(visible(tag) for tag in target.tags)
    if target.wording:
        yield (
            Words("原文", "wording"),
            Words(f"“{visible(target.wording)}”", f'"{visible(target.wording)}"').say(lang),
        )
    source = plan.source(target.source)
    if source is not None:
        yield SOURCE, _source(source, lang)
        if source.note:
            yield SOURCE_NOTE, say(source.note, lang)
    if target.note:
        yield Words("说明", "note"), say(target.note, lang)


def _project(initiative: Initiative | None, lang: Lang) -> Iterator[Fact]:
    """What an initiative says beyond its target."""
    if initiative is None:
        return
    if initiative.place:
        yield Words("地点", "place"), say(initiative.place, lang)
    if initiative.summary:
        yield Words("概要", "summary"), say(initiative.summary, lang)
    if initiative.serves:
        yield SERVES, ", ".join(visible(name) for name in initiative.serves)


def _source(source: Source, lang: Lang) -> str:
    parts = [say(source.title, lang), visible(source.number), say(source.publisher, lang)]
    parts += [source.published.isoformat() if source.published else "", visible(source.url)]
    return "  ".join(part for part in parts if part not in ("", DASH))
