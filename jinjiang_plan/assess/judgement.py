"""Judging everything that is asked for, sums after their parts."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from fractions import Fraction

from jinjiang_plan.assess.case import case
from jinjiang_plan.assess.escalation import TROUBLE, periods_in_trouble
from jinjiang_plan.assess.evidence import Evidence, derived_evidence, evidence
from jinjiang_plan.assess.judging import judge
from jinjiang_plan.assess.rolling import rollups
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import Reason
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile


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
    for plan in portfolio.plans:
        gathered = _Gathered(plan, portfolio, as_of, known_at)
        of_plan = [
            gathered.judge(target, profile or plan.judged_by, outlook=outlook)
            for target in plan.judged
            if wanted is None or target.full_id in wanted
        ]
        places = {action.id: place for place, action in enumerate(plan.actions)}
        of_plan.sort(key=lambda each, places=places: _order(places, each))  # type: ignore[misc]
        chosen += of_plan
    return Judgement(as_of, known_at, tuple(chosen), rollups(portfolio.plans, chosen))


class _Gathered:
    """The evidence of one plan's targets, each gathered once: a sum needs its parts'."""

    def __init__(self, plan: Plan, portfolio: Portfolio, as_of: date, known_at: datetime | None) -> None:
        self._targets = {target.id: target for target in plan.judged}
        self._portfolio = portfolio
        self._as_of = as_of
        self._known_at = known_at
        self._seen: dict[str, Evidence] = {}

    def judge(self, target: Target, profile: Profile, *, outlook: bool) -> Assessment:
        """The target's assessment, with how long it has been in trouble where it is."""
        known_by = self._known_at.date() if self._known_at else self._as_of
        judged = case(target, self._evidence(target), self._as_of, known_by)
        broken = self._portfolio.ledger(target).broken
        assessment = judge(judged, profile, broken=broken, outlook=outlook)
        if assessment.light not in TROUBLE:
            return assessment
        return assessment._replace(periods_behind=periods_in_trouble(judged, profile, known_by))

    def _evidence(self, wanted: Target) -> Evidence:
        """The evidence of a target; parts of sums first, without recursion however long their chain."""
        waiting = [] if wanted.id in self._seen else [wanted]
        while waiting:
            target = waiting[-1]
            own = evidence(target, self._portfolio.ledger(target), self._as_of, self._known_at)
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


def _order(places: Mapping[str, int], assessment: Assessment) -> tuple[int, int, Fraction, str]:
    """Plan-level first, then action by action; within each the worst first."""
    target = assessment.target
    broken = assessment.reason is Reason.BROKEN_LEDGER
    concern = -1 if broken else assessment.status.concern
    return places.get(target.action or "", -1), concern, assessment.gap or Fraction(0), target.id
