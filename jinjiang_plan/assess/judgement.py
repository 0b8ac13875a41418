"""Judging everything that is asked for, sums after their parts, and the roll-ups."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction

from jinjiang_plan.assess.case import case
from jinjiang_plan.assess.evidence import Evidence, derived_evidence, evidence
from jinjiang_plan.assess.judging import judge
from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
from jinjiang_plan.model.codes import Class, Reason, Status
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

    def judge(self, target: Target, profile: Profile) -> Assessment:
        known_by = self._known_at.date() if self._known_at else self._as_of
        judged = case(target, self._evidence(target), self._as_of, known_by)
        return judge(judged, profile, broken=self._portfolio.ledger(target).broken)

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


_HALTED = (Status.CANCELLED, Status.SUSPENDED)


def rollup(plan: str, action: str | None, assessments: Collection[Assessment]) -> Rollup:
    """Targets in sum: counts, the worst binding one, and the weighted completion of those with data (METHODS 8).

    What is only monitored, or cancelled or suspended, is counted, but is no part of completion or of the worst.
    """
    targets = [each for each in assessments if each.target.what == "target"]
    live = [each for each in targets if each.goal is not None and each.status not in _HALTED]
    reported = [each for each in live if each.value is not None]
    weights = sum((Fraction(each.target.weight) for each in reported), Fraction(0))
    done = sum((Fraction(each.target.weight) * _capped(each) for each in reported), Fraction(0))
    binding = [each for each in live if each.target.class_ is Class.BINDING]
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
