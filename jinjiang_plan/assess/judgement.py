"""Judging everything that is asked for, sums after their parts, and the roll-ups."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from fractions import Fraction

from jinjiang_plan.assess.case import case
from jinjiang_plan.assess.evidence import Evidence, derived_evidence, evidence
from jinjiang_plan.assess.judging import judge
from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
from jinjiang_plan.model.codes import Class, Status
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import PROFILES, Profile


def assess_portfolio(
    portfolio: Portfolio,
    as_of: date,
    *,
    known_at: datetime | None = None,
    profile: Profile | None = None,
    only: Collection[Target] | None = None,
) -> Judgement:
    """The judgement of all plans, or of the targets asked for: what the package offers as `assess`."""
    chosen: list[Assessment] = []
    wanted = None if only is None else {target.full_id for target in only}
    for plan in portfolio.plans:
        gathered = _Gathered(plan, portfolio, as_of, known_at)
        of_plan = [
            gathered.judge(target, profile or PROFILES[plan.profile])
            for target in plan.judged
            if wanted is None or target.full_id in wanted
        ]
        of_plan.sort(key=lambda each: _order(plan, each))
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

    def judge(self, target: Target, profile: Profile) -> Assessment:
        known_by = self._known_at.date() if self._known_at else self._as_of
        judged = case(target, self._evidence(target), self._as_of, known_by)
        return judge(judged, profile, broken=self._portfolio.ledger(target).broken)

    def _evidence(self, target: Target) -> Evidence:
        if target.id not in self._seen:
            own = evidence(target, self._portfolio.ledger(target), self._as_of, self._known_at)
            if target.sum_of and not own.standing:
                parts = [self._targets[part] for part in target.sum_of]
                same = [self._evidence(part) for part in parts if part.unit == target.unit]
                own = derived_evidence(same, missing=len(parts) - len(same))
            self._seen[target.id] = own
        return self._seen[target.id]


def _order(plan: Plan, assessment: Assessment) -> tuple[int, int, Fraction, str]:
    """Plan-level first, then action by action; within each the worst first."""
    keys = [action.id for action in plan.actions]
    target = assessment.target
    place = -1 if target.action is None else keys.index(target.action)
    return place, assessment.status.concern, assessment.gap or Fraction(0), target.id


def rollups(plans: Iterable[Plan], assessments: Collection[Assessment]) -> tuple[Rollup, ...]:
    """Of each plan its roll-up, then one for each of its actions; none where nothing was judged."""
    rolled = []
    for plan in plans:
        of_plan = [each for each in assessments if each.target.plan == plan.id]
        for action in (None, *(action.id for action in plan.actions)):
            group = [each for each in of_plan if action is None or each.target.action == action]
            if group:
                rolled.append(rollup(plan.id, action, group))
    return tuple(rolled)


def rollup(plan: str, action: str | None, assessments: Collection[Assessment]) -> Rollup:
    """Targets in sum: counts, the worst binding one, and the weighted completion of those with data (METHODS 8)."""
    targets = [each for each in assessments if each.target.what == "target"]
    reported = [each for each in targets if each.value is not None and each.goal is not None]
    weights = sum((Fraction(each.target.weight) for each in reported), Fraction(0))
    done = sum((Fraction(each.target.weight) * _capped(each) for each in reported), Fraction(0))
    binding = [each for each in targets if each.target.class_ is Class.BINDING and each.goal is not None]
    worst = min(binding, key=lambda each: (each.status.concern, each.gap or 0), default=None)
    return Rollup(
        plan,
        action,
        _counts(targets),
        worst.target.id if worst else None,
        done / weights if weights else None,
        len(reported),
        len(targets),
        _counts([each for each in assessments if each.target.what == "initiative"]),
    )


def _capped(assessment: Assessment) -> Fraction:
    """Completion held to 0..1; a goal met where there is no way to measure along counts as whole."""
    if assessment.completion is None:
        return Fraction(1 if assessment.met else 0)
    return min(Fraction(1), max(Fraction(0), assessment.completion))


def _counts(assessments: Iterable[Assessment]) -> dict[Status, int]:
    counts: dict[Status, int] = {}
    for assessment in assessments:
        counts[assessment.status] = counts.get(assessment.status, 0) + 1
    return {status: counts[status] for status in Status if status in counts}
