"""What a paper covers: the plans of what was asked for, and whether they have begun."""

from collections.abc import Iterator
from datetime import date

from jinjiang_plan.cli.filters import Filters
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.briefing import BriefingScope
from jinjiang_plan.model.days import one_year_end
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.written_days import read_day


def scope_of(
    portfolio: Portfolio,
    judgement: Judgement,
    filters: Filters,
    profile: str | None = None,
    today: date | None = None,
) -> BriefingScope:
    """What is covered: the plans of what was judged, and the actions and units that were asked for.

    `profile` is the one that was named; `today` is what a day such as "today" is told from, where a filter has one.
    """
    plans = {each.target.plan for each in judgement.assessments}
    covered = tuple(plan for plan in portfolio.plans if plan.id in plans)
    actions = tuple(
        (plan, action) for plan in covered for action in plan.actions if action.id in (filters.actions or ())
    )
    asked = tuple(_asked(filters, profile, today or judgement.as_of, one_year_end(portfolio.plans)))
    scope = BriefingScope(covered, actions, tuple(filters.leads or ()), asked=asked)
    return scope._replace(part=len(judgement.assessments) < scope.whole)


def _asked(filters: Filters, profile: str | None, today: date, year_end: int | None) -> Iterator[str]:
    """The words of a command line that ask for the same on any other day."""
    before = filters.due_before
    for option, names in (
        ("--profile", [profile] if profile else None),
        ("--plan", filters.plans),
        ("--action", filters.actions),
        ("--lead", filters.leads),
        ("--class", filters.classes),
        ("--status", filters.statuses),
        ("--tag", filters.tags),
        ("--due-before", None if before is None else [f"{read_day(before, today, year_end)}"]),
    ):
        for name in names or ():
            yield from (option, name)
    yield from filters.ids or ()


def begun(scope: BriefingScope, as_of: date) -> None:
    """Make sure that one of the plans has begun.

    Raises:
        Refusal: none has (exit 3).
    """
    first = min(scope.plans, key=lambda plan: plan.start)
    if as_of < first.start:
        raise Refusal(
            f"{as_of} 早于计划开始的 {first.start}，没有可通报的内容；用 --as-of 指定开始之后的一天",
            f"{as_of} is before the plan begins on {first.start}: there is nothing to report; name a later day with --as-of",
            NOT_JUDGED,
        )
