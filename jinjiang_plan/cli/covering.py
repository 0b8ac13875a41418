"""What a paper covers: the plans of what was asked for, and whether they have begun."""

from datetime import date

from jinjiang_plan.cli.filters import Filters
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.briefing import Scope
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal


def scope_of(portfolio: Portfolio, judgement: Judgement, filters: Filters) -> Scope:
    """What is covered: the plans of what was judged, and the actions and units that were asked for."""
    plans = {each.target.plan for each in judgement.assessments}
    covered = tuple(plan for plan in portfolio.plans if plan.id in plans)
    actions = tuple(
        (plan, action) for plan in covered for action in plan.actions if action.id in (filters.actions or ())
    )
    asked = {(plan.id, action.id) for plan, action in actions}
    whole = sum(not asked or (plan.id, each.action) in asked for plan in covered for each in plan.judged)
    return Scope(covered, actions, tuple(filters.leads or ()), part=len(judgement.assessments) < whole)


def begun(scope: Scope, as_of: date) -> None:
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
