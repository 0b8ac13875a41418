"""A view cut down to what counts in it, so that two of them can be laid side by side and mixed."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.judgement import assess_portfolio
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.change import View
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.standing import standing_reports

PeriodKey = tuple[date, date]
"""The days that a report is for: the last, and the first."""


class Seen(NamedTuple):
    """Plans with the amendments in force on a day, and the reports that stand by then: all that a judgement takes.

    Targets and reports are by full id, reports also by the days they are for.
    """

    portfolio: Portfolio
    as_of: date
    targets: dict[str, Target]
    reports: dict[str, dict[PeriodKey, Report]]

    def judged(self, profile: Profile | None, only: Collection[str]) -> dict[str, Assessment]:
        """The assessments of the targets asked for, by full id."""
        wanted = [target for key, target in self.targets.items() if key in only]
        judgement = assess_portfolio(self.portfolio, self.as_of, profile=profile, only=wanted)
        return {each.target.full_id: each for each in judgement.assessments}


def seen(view: View) -> Seen:
    """What counts in a view; judging it gives what judging the whole view gives."""
    day = min(view.as_of, view.known_at.date() if view.known_at else view.as_of)

    def as_known(target: Target) -> Target:
        decided = tuple(each for each in target.amendments if each.decided <= day)
        return target if decided == target.amendments else target._replace(amendments=decided)

    reports = {}
    for target in view.portfolio.judged:
        ledger = view.portfolio.ledger(target)
        standing = standing_reports(ledger.reports, target.kind, view.as_of, view.known_at)
        reports[target.full_id] = {days_of(each): each for each in standing}
    broken = {key for key, ledger in view.portfolio.ledgers.items() if ledger.broken}
    plans = tuple(with_targets(plan, as_known) for plan in view.portfolio.plans)
    return seen_of(view.portfolio._replace(plans=plans), view.as_of, reports, broken)


def seen_of(
    portfolio: Portfolio, as_of: date, reports: dict[str, dict[PeriodKey, Report]], broken: Collection[str]
) -> Seen:
    """The same from its parts; `broken` names the targets whose ledgers could not be read."""
    ledgers = {key: Ledger(key, tuple(held.values()), key in broken) for key, held in reports.items()}
    targets = {target.full_id: target for target in portfolio.judged}
    return Seen(portfolio._replace(ledgers=ledgers), as_of, targets, reports)


def days_of(report: Report) -> PeriodKey:
    """The days that a report is for, whatever the kind of its target."""
    return report.on, report.first or report.on


def with_targets(plan: Plan, changed: Callable[[Target], Target]) -> Plan:
    """The plan with each target and initiative put through a change."""
    return plan._replace(
        targets=tuple(changed(target) for target in plan.targets),
        initiatives=tuple(each._replace(target=changed(each.target)) for each in plan.initiatives),
    )
