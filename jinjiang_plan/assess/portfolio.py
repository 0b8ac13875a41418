"""Judging everything that is asked for, sums after their parts."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.case import case
from jinjiang_plan.assess.evidence import Evidence, derived_evidence, evidence
from jinjiang_plan.assess.rollup import lead_rollups, rollups
from jinjiang_plan.assess.target import TROUBLE, judge, periods_in_trouble
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import Reason
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile

# The evidence of one plan's targets, each gathered once: a sum needs its parts'.


class Gathered:
    """The evidence of a plan's targets; `own` gives what a target's own reports make."""

    def __init__(self, plan: Plan, own: Callable[[Target], Evidence]) -> None:
        self._targets = {target.id: target for target in plan.judged}
        self._own = own
        self._seen: dict[str, Evidence] = {}

    def of(self, wanted: Target) -> Evidence:
        """The evidence of a target; parts of sums first, without recursion however long their chain."""
        waiting = [] if wanted.id in self._seen else [wanted]
        while waiting:
            target = waiting[-1]
            own = self._own(target)
            parts = [] if own.standing else [self._targets[part] for part in target.sum_of]
            missing = [part for part in parts if part.id not in self._seen]
            if missing and target.id not in self._seen:
                waiting += missing
                continue
            waiting.pop()
            if parts:
                same = [self._seen[part.id] for part in parts if part.unit == target.unit]
                own = derived_evidence(same, missing=len(parts) - len(same))
            self._seen[target.id] = own
        return self._seen[wanted.id]


def assess_portfolio(  # noqa: PLR0913 - one question, as `assess` asks it
    portfolio: Portfolio,
    as_of: date,
    *,
    known_at: datetime | None = None,
    profile: Profile | None = None,
    only: Collection[Target] | None = None,
    outlook: bool = True,
) -> Judgement:
    """The judgement of all plans, or of the targets asked for: what the package offers as `assess`."""
    chosen: list[Assessment] = []
    wanted = None if only is None else {target.full_id for target in only}
    question = _Question(portfolio, as_of, known_at.date() if known_at else as_of, outlook)
    for plan in portfolio.plans:
        gathered = Gathered(plan, _own(portfolio, as_of, known_at))
        of_plan = [
            question.judge(target, gathered.of(target), profile or plan.judged_by)
            for target in plan.judged
            if wanted is None or target.full_id in wanted
        ]
        places = {action.id: place for place, action in enumerate(plan.actions)}
        of_plan.sort(key=lambda each, places=places: _order(places, each))  # type: ignore[misc]
        chosen += of_plan
    return Judgement(
        as_of,
        known_at,
        tuple(chosen),
        rollups(portfolio.plans, chosen),
        lead_rollups(portfolio.plans, chosen),
    )


def _own(portfolio: Portfolio, as_of: date, known_at: datetime | None) -> Callable[[Target], Evidence]:
    """What a target's own reports make by a day, as known at a moment."""
    return lambda target: evidence(target, portfolio.ledger(target), as_of, known_at)


class _Question(NamedTuple):
    """What is asked of every target."""

    portfolio: Portfolio
    as_of: date
    known_by: date
    outlook: bool

    def judge(self, target: Target, seen: Evidence, profile: Profile) -> Assessment:
        """The target's assessment, with how long it has been in trouble where it is."""
        judged = case(target, seen, self.as_of, self.known_by)
        broken = self.portfolio.ledger(target).broken
        assessment = judge(judged, profile, broken=broken, outlook=self.outlook)
        if assessment.light not in TROUBLE:
            return assessment
        return assessment._replace(periods_behind=periods_in_trouble(judged, profile, self.known_by))


def _order(places: Mapping[str, int], assessment: Assessment) -> tuple[int, int, Fraction, str]:
    """Plan-level first, then action by action; within each the worst first."""
    target = assessment.target
    broken = assessment.reason is Reason.BROKEN_LEDGER
    concern = -1 if broken else assessment.status.concern
    return places.get(target.action or "", -1), concern, assessment.gap or Fraction(0), target.id
