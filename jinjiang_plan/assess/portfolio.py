"""Judging every target of some plans, sums after their parts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.case import Case, Footing, case_of, footing_of
from jinjiang_plan.assess.evidence import NOTHING, Evidence, evidence_by, own_evidence, sum_by, sum_evidence
from jinjiang_plan.assess.rollup import lead_rollups, rollups
from jinjiang_plan.assess.target import TROUBLE, judge, judge_bare, periods_in_trouble, standing
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import Light, Reason, Status
from jinjiang_plan.model.plan import Plan, Target, Terms
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.ratio import ratio
from jinjiang_plan.model.report import Ledger, Report, standing_reports

# The cases of one plan's targets: their reports are looked through once, for the day judged and for earlier ones.


class PlanCases:
    """The cases of a plan's targets as known at a moment, on a day and on days before it."""

    def __init__(self, portfolio: Portfolio, plan: Plan, last: date, known_at: datetime | None) -> None:
        self._portfolio, self._last, self._known_at = portfolio, last, known_at
        self._targets = {target.id: target for target in plan.judged}
        self._ledgers: dict[str, Ledger] = {}
        self._footings: dict[tuple[object, ...], Footing] = {}
        self._by_amendments: dict[tuple[object, ...], Terms] = {}
        self._by_terms: dict[tuple[object, ...], Evidence] = {}
        self._whole_sums: dict[tuple[object, ...], Evidence] = {}
        self._sums: dict[tuple[str, date], _Known] = {}

    def on(self, target: Target, day: date) -> Case:
        """Return the case of a target on a day."""
        evidence = self._evidence(target, day)
        return case_of(
            self._footing(target, evidence, day), evidence, day, broken=self._ledger(target).broken
        )

    def first(self, target: Target, day: date) -> Case | None:
        """Return the case by the target's first version, None while no amendment is in force."""
        if not any(self._in_force(target, day)):
            return None
        first = target._replace(amendments=())
        terms = first.terms(day)
        if target.sum_of:
            evidence = self._summed(first, terms, day).by_then
        else:
            evidence = evidence_by(self._own(first, terms), day)
        footing = footing_of(first, terms, evidence.first)
        return case_of(footing, evidence, day, broken=self._ledger(target).broken)

    def _footing(self, target: Target, evidence: Evidence, day: date) -> Footing:
        """The target by its terms on a day, made once for all days on which they and what it starts from are the same."""
        first = evidence.first
        begun = (first.on, first.value) if first else None
        known = target.id, self._in_force(target, day), begun
        if known not in self._footings:
            self._footings[known] = footing_of(target, self._terms(target, day), first)
        return self._footings[known]

    def _in_force(self, target: Target, day: date) -> tuple[bool, ...]:
        """Which amendments are in force on a day."""
        if not target.amendments:
            return ()
        known_at = self._known_at
        return tuple(
            each.decided <= day and (known_at is None or each.known(known_at, target.timezone))
            for each in target.amendments
        )

    def _ledger(self, target: Target) -> Ledger:
        if target.id not in self._ledgers:
            self._ledgers[target.id] = self._portfolio.ledger(target)
        return self._ledgers[target.id]

    def _terms(self, target: Target, day: date) -> Terms:
        known = target.id, self._in_force(target, day)
        if known not in self._by_amendments:
            self._by_amendments[known] = target.terms(day, self._known_at)
        return self._by_amendments[known]

    def _standing_reports(self, target: Target) -> tuple[Report, ...]:
        """The reports that stand on the last day."""
        reports = self._ledger(target).reports
        return standing_reports(reports, target.kind, self._last, self._known_at, target.timezone)

    def _own(self, target: Target, terms: Terms) -> Evidence:
        """What a target's own reports make by the last day, by some version of its terms."""
        known = target.id, terms.due, terms.baseline, terms.goal
        if known not in self._by_terms:
            reports = self._standing_reports(target)
            self._by_terms[known] = own_evidence(target, terms, reports) if reports else NOTHING
        return self._by_terms[known]

    def _evidence(self, subject: Target, day: date) -> Evidence:
        """The evidence of a target; parts of sums first, without recursion however long their chain."""
        if not subject.sum_of:
            return evidence_by(self._own(subject, self._terms(subject, day)), day)
        waiting = [subject]
        while waiting:
            target = waiting[-1]
            parts = [self._targets[part] for part in target.sum_of]
            missing = [part for part in parts if part.sum_of and (part.id, day) not in self._sums]
            if missing and (target.id, day) not in self._sums:
                waiting += missing
                continue
            waiting.pop()
            self._sums[target.id, day] = self._summed(target, self._terms(target, day), day)
        return self._sums[subject.id, day].by_then

    def _summed(self, target: Target, terms: Terms, day: date) -> "_Known":
        """A sum's own evidence with that of its parts, which is known."""
        parts = [self._targets[part] for part in target.sum_of]
        same = [self._known_of_part(part, day) for part in parts if part.unit == target.unit]
        own, missing = self._own(target, terms), len(parts) - len(same)
        wholes = [part.whole for part in same]
        known = target.id, terms.due, id(own), *map(id, wholes)
        if known not in self._whole_sums:
            self._whole_sums[known] = sum_evidence(own, wholes, missing, terms.due)
        whole = self._whole_sums[known]
        if day == self._last:
            return _Known(whole, whole)
        by_then = sum_by(whole, evidence_by(own, day), [part.by_then for part in same], missing, day)
        return _Known(whole, by_then)

    def _known_of_part(self, part: Target, day: date) -> "_Known":
        if part.sum_of:
            return self._sums[part.id, day]
        whole = self._own(part, self._terms(part, day))
        return _Known(whole, evidence_by(whole, day))


class _Known(NamedTuple):
    """What is known of a target by the last day and by an earlier one, both by the terms of the earlier."""

    whole: Evidence
    by_then: Evidence


def assess_portfolio(  # noqa: PLR0913 - one question, as `assess` asks it
    portfolio: Portfolio,
    as_of: date,
    *,
    known_at: datetime | None = None,
    profile: Profile | None = None,
    only: Collection[Target] | None = None,
    outlook: bool = True,
) -> Judgement:
    """Return the judgement of all plans, or of some targets: what the package offers as `assess`."""
    chosen: list[Assessment] = []
    ids = None if only is None else {target.full_id for target in only}
    for plan in portfolio.plans:
        question = _Question(
            PlanCases(portfolio, plan, as_of, known_at), as_of, profile or plan.judged_by, outlook
        )
        of_plan = [question.judge(each) for each in plan.judged if ids is None or each.full_id in ids]
        chosen += in_order(plan, of_plan)
    return Judgement(
        as_of,
        known_at,
        tuple(chosen),
        rollups(portfolio.plans, chosen),
        lead_rollups(portfolio.plans, chosen),
    )


def standings(
    portfolio: Portfolio,
    as_of: date,
    only: Collection[Target],
    *,
    known_at: datetime | None = None,
    profile: Profile | None = None,
) -> list[Assessment]:
    """Return bare assessments of some targets: what a comparison of statuses and figures asks for, and no more."""
    ids = {target.full_id for target in only}
    chosen: list[Assessment] = []
    for plan in portfolio.plans:
        cases, by = PlanCases(portfolio, plan, as_of, known_at), profile or plan.judged_by
        targets = [each for each in plan.judged if each.full_id in ids]
        chosen += in_order(plan, [judge_bare(cases.on(each, as_of), by) for each in targets])
    return chosen


class _Question(NamedTuple):
    """The cases of a plan, and what every one of them is judged by."""

    cases: PlanCases
    as_of: date
    profile: Profile
    outlook: bool

    def judge(self, target: Target) -> Assessment:
        """Return the target's assessment, with how long it has been in trouble where it is."""
        case, first = self.cases.on(target, self.as_of), self.cases.first(target, self.as_of)
        assessment = judge(case, self.profile, first=first, outlook=self.outlook)
        if assessment.light not in TROUBLE:
            return assessment
        count = periods_in_trouble(
            target, case.terms.due, self.as_of, lambda day: self._light(target, assessment, day)
        )
        return assessment._replace(periods_behind=count)

    def _light(self, target: Target, now: Assessment, day: date) -> Light:
        """The light of a target on an earlier day, as known now."""
        if day == self.as_of:
            return now.light
        return standing(self.cases.on(target, day), self.profile).light


def in_order(plan: Plan, assessments: Iterable[Assessment]) -> list[Assessment]:
    """Return assessments of a plan: plan-level first, then action by action; within each the worst first."""
    places = {action.id: place for place, action in enumerate(plan.actions)}

    def order(each: Assessment) -> tuple[int, int, Fraction, str]:
        target = each.target
        concern = -1 if each.reason is Reason.BROKEN_LEDGER else each.status.concern
        return places.get(target.action or "", -1), concern, each.gap or _NO_GAP, target.id

    return sorted(assessments, key=order)


_NO_GAP = ratio(0)


def status_by(target: Target, reports: Sequence[Report], day: date) -> Status:
    """Return the status of a target on a day by some reports of its own; what the parts of a sum say is left aside."""
    terms = target.terms(day)
    standing_ones = standing_reports(reports, target.kind, day, None, target.timezone)
    evidence = own_evidence(target, terms, standing_ones) if standing_ones else NOTHING
    return standing(case_of(footing_of(target, terms, evidence.first), evidence, day), PROFILES["cn"]).status
