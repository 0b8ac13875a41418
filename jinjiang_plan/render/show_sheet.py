"""The sheet of `show`: one target whole."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import STAGES, Flag
from jinjiang_plan.model.names import NAMES
from jinjiang_plan.model.plan import Amendment, Initiative, Plan, Source, Target, stage_words
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render.bar import bar, sparkline
from jinjiang_plan.render.explaining import explanation
from jinjiang_plan.render.numbers import DASH, RATE_DIGITS, months, points, rough, share, significant
from jinjiang_plan.render.report_words import amendment_changes, report_mark, report_remarks, report_value
from jinjiang_plan.render.sheet import Block, Cell, Column, Line, Sheet
from jinjiang_plan.render.status_words import status_name
from jinjiang_plan.render.width import cells, pad, visible
from jinjiang_plan.render.wording import (
    ASSUMED,
    goal_with_unit,
    lead_text,
    replayed,
    say,
    target_line,
    unit_name,
    value_text,
)

REPORTS = (
    Column("on", Words("数据截止日", "for")),
    Column("value", Words("数值", "value"), right=True),
    Column("mark", Words("性质", "entry"), rank=2),
    Column("recorded", Words("录入时间", "recorded"), rank=1),
    Column("by", Words("录入人", "by"), rank=4, least=6),
    Column("source", Words("出处", "source"), rank=3, least=8),
    Column("note", Words("说明", "note"), rank=5, least=12),
)


def show_sheet(plan: Plan, judgement: Judgement, ledger: Ledger, lang: Lang, *, explain: bool) -> Sheet:
    """The target's words, where it stands, its reports with a sparkline, and how it was judged if asked."""
    (assessment,) = judgement.assessments
    target = assessment.target
    titles = [target_line(plan, target, lang)]
    titles += _facts(plan, assessment, lang, judgement.known_at)
    rows = tuple(_report_row(each, target, lang) for each in ledger.reports)
    heading = [Line(Words("上报数据", "Reports").say(lang), _trend(assessment, lang), "strong")]
    if ledger.broken:
        text = Words("台账无法读取，错误见上", "the ledger cannot be read: its fault is told above")
        heading.append(Line(text.say(lang), "", "red"))
    elif not rows:
        heading.append(Line(Words("还没有上报数据", "nothing is reported yet").say(lang), "", "dim"))
    blocks = [Block(tuple(heading), rows)]
    if explain:
        lines = [Line(Words("如何判定", "How it was judged").say(lang), "", "strong")]
        lines += [Line(f"  {text}", hang=4) for text in explanation(assessment, lang)]
        blocks.append(Block(tuple(lines), (), heads=False))
    return Sheet(tuple(titles), REPORTS, tuple(blocks))


def _facts(plan: Plan, each: Assessment, lang: Lang, known_at: datetime | None) -> Iterator[Line]:
    target = each.target
    facts = [
        *_standing(target, each, lang, known_at),
        *_promise(target, each, lang, plan_assumed=plan.assumed),
        *_origin(plan, target, lang),
    ]
    width = max(cells(label.say(lang)) for label, _ in facts)
    for label, text in facts:
        yield Line(f"{pad(label.say(lang), width)}  {text}", hang=width + 2)


Fact = tuple[Words, str]


def _standing(target: Target, each: Assessment, lang: Lang, known_at: datetime | None) -> Iterator[Fact]:
    status = f"{status_name(each, lang)} ({NAMES[each.light].say(lang)})"
    if each.reason is not None:
        status += f"  {NAMES[each.reason].say(lang)}"
    replay = f"  {replayed(known_at, lang)}" if known_at else ""
    yield Words("状态", "status"), f"{status}  {each.as_of}  {each.profile.code}{replay}"
    if each.periods_behind:
        count = each.periods_behind
        zh, en = (
            f"连续 {count} 个报告期为黄或红",
            f"yellow or red for {number_of(count, 'reporting period')} in a row",
        )
        yield Words("持续", "lasting"), Words(zh, en).say(lang)
    if each.value is not None:
        value = f"{value_text(target, each.value, lang)} {unit_name(target, lang)}".rstrip()
        yield Words("现值", "value"), f"{value}  ({each.value_on})"
    if each.completion is not None:
        drawn = bar(each.completion, each.planned_completion)
        asked = Words("应完成", "asked").say(lang)
        done, planned = share(each.completion, whole=each.whole), share(each.planned_completion, whole=True)
        gap = Words(f"差距 {points(each.gap)} 点", f"gap {points(each.gap)} points").say(lang)
        yield Words("完成", "done"), f"{done}  {drawn}  {asked} {planned}  {gap}"
    if each.months_ahead is not None:
        ahead = each.months_ahead >= 0
        zh, en = ("提前", "ahead") if ahead else ("滞后", "behind")
        span = months(each.months_ahead)
        yield Words("进度", "schedule"), Words(f"{zh} {span} 个月", f"{span} months {en}").say(lang)
    if each.prospect.outlook is not None and not each.settled:
        yield Words("完成预判", "outlook"), _outlook(each, lang)
    if each.flags:
        yield Words("备注", "flags"), ", ".join(NAMES[flag].say(lang) for flag in each.flags)


def _outlook(each: Assessment, lang: Lang) -> str:
    parts = [NAMES[each.prospect.outlook].say(lang)] if each.prospect.outlook else []
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


def _promise(target: Target, each: Assessment, lang: Lang, *, plan_assumed: bool) -> Iterator[Fact]:
    assumed = ASSUMED.say(lang)
    reading = assumed if target.goal and target.goal.assumed else ""
    yield Words("目标值", "goal"), goal_with_unit(target, each.goal, lang) + reading
    for amendment in target.amendments:
        if amendment.decided <= each.as_of:
            yield Words("调整", "amended"), _amended(target, amendment, lang)
    if Flag.REVISED_GOAL in each.flags:
        yield Words("原定目标", "at first"), f"{goal_with_unit(target, target.goal, lang)}, {target.due}"
    if each.baseline is not None:
        day = f"  ({target.baseline.on})" if target.baseline and target.baseline.on else ""
        stated = target.baseline is not None and not target.baseline.assumed
        text = f"{value_text(target, each.baseline, lang)} {unit_name(target, lang)}".rstrip()
        yield Words("基期值", "baseline"), text + day + ("" if stated else assumed)
    yield (
        Words("期限", "period"),
        f"{target.start} ~ {each.due}"
        + (assumed if (target.assumed or plan_assumed) and each.due == target.due else ""),
    )
    for milestone in target.milestones:
        text = value_text(target, Fraction(milestone.value), lang)
        yield Words("节点", "milestone"), f"{milestone.on}  {text} {unit_name(target, lang)}".rstrip()
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
        yield Words("分项", "sum of"), ", ".join(visible(part) for part in target.sum_of)


def _amended(target: Target, amendment: Amendment, lang: Lang) -> str:
    changes = amendment_changes(amendment, target, lang)
    parts = [
        amendment.decided.isoformat(),
        changes,
        say(amendment.document, lang),
        say(amendment.reason, lang),
    ]
    return "  ".join(part for part in parts if part != DASH)


def _origin(plan: Plan, target: Target, lang: Lang) -> Iterator[Fact]:
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
        yield Words("出处", "source"), _source(source, lang)
        if source.note:
            yield Words("出处说明", "its note"), say(source.note, lang)
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
        yield Words("支撑", "serves"), ", ".join(visible(name) for name in initiative.serves)


def _source(source: Source, lang: Lang) -> str:
    parts = [say(source.title, lang), visible(source.number), say(source.publisher, lang)]
    parts += [source.published.isoformat() if source.published else "", visible(source.url)]
    return "  ".join(part for part in parts if part not in ("", DASH))


def _trend(each: Assessment, lang: Lang) -> str:
    values = [Fraction(seen.value) for seen in each.observations]
    if len(values) < 2:
        return ""
    first, last = (value_text(each.target, value, lang) for value in (values[0], values[-1]))
    return f"{sparkline(values[-40:])}  {first} > {last}"


def _report_row(report: Report, target: Target, lang: Lang) -> tuple[Cell, ...]:
    period = f"{report.first} ~ {report.on}" if report.first else report.on.isoformat()
    style = "dim" if report.retracts else ""
    return (
        Cell(period, style),
        Cell(report_value(report, target, lang), style),
        Cell(report_mark(report, lang), style),
        Cell(report.recorded.strftime("%Y-%m-%d"), style),
        Cell(visible(report.by) or DASH, style),
        Cell(visible(report.source) or DASH, style),
        Cell(report_remarks(report), style),
    )
