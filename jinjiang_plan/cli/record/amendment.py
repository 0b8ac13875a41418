"""An amendment before it is written: judged with the files as they would then stand, and refused where `check` would."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.wording import baseline as baseline_words
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.plans.survey import Survey, survey
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Halt
from jinjiang_plan.model.plan import Target, Terms
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.words import goal_with_unit, say, status_name


class AmendmentOutcome(NamedTuple):
    """A target as it is judged by the files as they are, and by the files as they would be."""

    before: Assessment
    after: Assessment


def judged_with(session: Session, target: Target, path: Path, text: str, today: date) -> AmendmentOutcome:
    """The target before and after its plan file has the text, which is held against every rule first.

    Raises:
        Refusal: nothing would change (exit 2), or `check` would find an error that was not there (exit 1).
    """
    instead = {real_path(path): text}
    now, then = (survey([path.parent], session.here, each) for each in ({}, instead))
    amended = next((each for each in then.portfolio.judged if each.full_id == target.full_id), None)
    if amended is not None:
        _refuse_idle(target, amended)
    _refuse_errors(session, path, instead, today)
    return AmendmentOutcome(_assessed(now, target, today), _assessed(then, amended or target, today))


def _assessed(surveyed: Survey, target: Target, today: date) -> Assessment:
    from jinjiang_plan import assess

    return assess(surveyed.portfolio, today, only=[target]).assessments[0]


def _refuse_idle(target: Target, amended: Target) -> None:
    """Refuse an amendment that leaves everything as it is, on each day on which an amendment begins to count."""
    days = {each.decided for each in amended.amendments}
    if all(_in_force(target.terms(day)) == _in_force(amended.terms(day)) for day in days):
        raise Refusal("与现行目标相同，没有变化", "it is the same as the goal in force: nothing would change")


def _in_force(terms: Terms) -> tuple[object, ...]:
    """What is asked for, without where the file says it."""
    goal, based = terms.goal, terms.baseline
    return (
        goal and (goal.value, goal.span, goal.op),
        terms.due,
        based and (based.value, based.on),
        terms.halted,
    )


def _refuse_errors(session: Session, path: Path, instead: dict[Path, str], today: date) -> None:
    """Refuse an amendment by which `check` finds an error; each is told at the place that it would have."""
    from jinjiang_plan.cli.check.new_findings import new_findings, refuse_errors

    words = Words(
        "这样调整之后文件就有错误，见上；未写入",
        "with this amendment the files would have the error above; nothing was written",
    )
    refuse_errors(session, new_findings(session, path.parent, instead, today), words)


def outcome_words(session: Session, outcome: AmendmentOutcome) -> str:
    """What stood and what stands, in one line: the halt, the goal with its due day, the baseline, the status."""
    lang, (before, after) = session.lang, outcome
    target, today = after.target, after.as_of
    was, now = before.target.terms(today), target.terms(today)
    parts = []
    if was.halted is not now.halted:
        parts.append(" → ".join(NAMES[each.halted or Halt.ACTIVE].say(lang) for each in (was, now)))
    goals = [f"{goal_with_unit(target, each.goal, lang)}, {each.due}" for each in (was, now)]
    if was.halted is now.halted or goals[0] != goals[1]:
        parts.append(" → ".join(goals))
    if was.baseline != now.baseline:
        named = session.say("基期", "baseline")
        based = [baseline_words(target, each.baseline).say(lang) for each in (was, now)]
        parts.append(f"{named} {' → '.join(based)}")
    if was.halted is now.halted and before.status is not after.status:
        parts.append(" → ".join(status_name(each, lang) for each in (before, after)))
    if now.halted is not None and was.halted is now.halted:
        parts.append(session.say(f"仍为{NAMES[now.halted].zh}", f"still {NAMES[now.halted].en}"))
    if _in_force(was) == _in_force(now):
        parts.append(
            session.say(
                "（今天没有变化：后来的调整仍然有效）", "(no change today: a later amendment is in force)"
            )
        )
    return "  ".join([say(target.title, lang), *parts])
