"""What a timeline of stages says in words: its rows by action, its stages by number, and where each row stands."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from jinjiang_plan.model.plan import stage_words
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import StageHistory
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.frame import subject, told_of
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_text, say, status_name, value_text

VIEW = Words(
    "各项目阶段：已到达的，和计划预期的", "Stages of each initiative: reached, and expected by the plan"
)
EXPECTED = Words("计划应到该阶段", "stage expected by")
DUE = Words("期限及目标阶段", "due, and the stage aimed at")


def titles(
    portfolio: Portfolio, stagings: Sequence[StageHistory], lang: Lang, known_at: datetime | None
) -> tuple[str, list[str]]:
    """What the timeline is of, and what it rests on."""
    assessments = [each.assessment for each in stagings]
    title = subject(portfolio, [each.target for each in assessments], lang)
    return title, list(told_of(assessments, lang, known_at))


def by_action(
    portfolio: Portfolio, stagings: Sequence[StageHistory], lang: Lang
) -> Iterator[tuple[str, list[StageHistory]]]:
    """The rows by plan and action, each group with its name; of several plans with the plan's too."""
    plans = {each.assessment.target.plan for each in stagings}
    for (key, action), group in groupby(
        stagings, lambda each: (each.assessment.target.plan, each.assessment.target.action)
    ):
        plan = portfolio.plan(key)
        found = plan.action(action)
        names = [say(found.title, lang)] if found else [say(plan.title, lang)]
        if found and len(plans) > 1:
            names.append(say(plan.title, lang))
        yield "  ".join(names), list(group)


def days_of_all(stagings: Sequence[StageHistory]) -> tuple[date, date]:
    """From the first start or report to the last due day, or the day judged if that is later and something was reported."""
    first = min(each.assessment.target.start for each in stagings)
    last = max(each.assessment.due for each in stagings)
    spans = [span for each in stagings for span in each.spans]
    first = min([first, *(span.first for span in spans)])
    last = max([last, *(span.last for span in spans)])
    return first, last if last > first else first + timedelta(days=1)


def number(position: int) -> str:
    """A stage's number in its own list, from 1."""
    return f"{position + 1}"


def stage_lists(stagings: Sequence[StageHistory]) -> list[tuple[str, ...]]:
    """The lists of stages that occur, each once."""
    return list(dict.fromkeys(each.assessment.target.stages for each in stagings))


def stage_name(stages: Sequence[str], position: int, lang: Lang) -> str:
    """The name of a stage of a list."""
    return visible(stage_words(stages[position]).say(lang))


def now_text(each: StageHistory, lang: Lang) -> str:
    """An initiative, where it stands and what is aimed at, and its status."""
    found = each.assessment
    colon, aim = Words("：", ": ").say(lang), Words("目标", "goal").say(lang)
    stage = value_text(found.target, found.value, lang)
    goal = f"{aim} {goal_text(found.target, found.goal, lang)} ({found.due})" if found.goal else ""
    parts = " ".join(part for part in (stage, goal, status_name(found, lang)) if part)
    return f"{say(found.target.title, lang)}{colon}{parts}"
