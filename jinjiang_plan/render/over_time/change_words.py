"""A change in words: which way a target turned, why, and what else came in."""

from jinjiang_plan.model.change import CAUSES, Cause, Change, ReportChange
from jinjiang_plan.model.codes import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.over_time.edit_words import edit_text
from jinjiang_plan.render.words import amendment_changes, goal_text, report_value, status_name

WORSE, BETTER, TURNED = Words("变差", "worse"), Words("变好", "better"), Words("变化", "turned")
CAME, GONE = Words("新增", "came"), Words("移除", "gone")
FIGURE, EDITED = Words("数值", "figure"), Words("改动", "edited")
SAME = Words("未变", "same")
KINDS = (WORSE, BETTER, TURNED, CAME, GONE, FIGURE, EDITED, SAME)
"""The kinds of change, in the order of the sheet; the last is a new report of what was there before."""


def kind_of(change: Change) -> Words:
    """Which kind of change it is: by the status where that turned, else by what came in."""
    if change.before is None or change.after is None:
        return CAME if change.before is None else GONE
    if change.turned:
        return {-1: WORSE, 1: BETTER, 0: TURNED}[change.direction]
    if change.restated:
        return SAME
    return FIGURE if change.reports or change.before.value != change.after.value else EDITED


def why_text(change: Change, lang: Lang) -> str:
    """What turned the status; where it took several turns, the status that each of them made."""
    if not change.why:
        return DASH
    if len(change.why) == 1:
        (step,) = change.why
        only = Words("只因时间推移", "only time")
        return (only if step.cause is Cause.TIME else CAUSES[step.cause]).say(lang)
    colon, comma = ("→", "，") if lang == "zh" else (" → ", ", ")
    return comma.join(
        f"{CAUSES[step.cause].say(lang)}{colon}{NAMES[step.status].say(lang)}" for step in change.why
    )


def also_text(change: Change, lang: Lang, *, whole: bool = False) -> str:
    """What came between, one behind the other: amendments and edits, reports that altered others, `whole`: all."""
    target = change.target
    told = [each for each in change.reports if whole or each.cause is not Cause.REPORT]
    said = [_report_text(each, change, lang) for each in told]
    for each in change.amendments:
        amended = Words(f"调整 {each.decided}：", f"amended {each.decided}: ").say(lang)
        said.append(f"{amended}{_from(change, lang)}{amendment_changes(each, target, lang)}")
    said += [edit_text(each, target, lang) for each in change.edits]
    return Words("；", "; ").say(lang).join(said) or DASH


def _from(change: Change, lang: Lang) -> str:
    """The goal that the one amendment changed, to stand before the new one."""
    was = change.before
    if was is None or len(change.amendments) > 1 or change.amendments[0].goal is None:
        return ""
    return f"{goal_text(was.target, was.goal, lang)} → "


def _report_text(each: ReportChange, change: Change, lang: Lang) -> str:
    name = f"{CAUSES[each.cause].say(lang)} {each.on}"
    if each.before is None or change.before is None:
        return name
    before = report_value(each.before, change.before.target, lang)
    after = report_value(each.after, change.target, lang) if each.after else DASH
    return f"{name} {before} → {after}"


def status_text(change: Change, lang: Lang) -> str:
    """The status before and after, once where it is the same."""
    return turn(*(status_name(each, lang) if each else DASH for each in (change.before, change.after)))


def turn(before: str, after: str) -> str:
    """Two texts with an arrow between them, or the one where they are the same."""
    return after if before == after else f"{before} → {after}"
