"""All that one judgement rests on, gathered once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.clock import Clock, clock_of, half_months
from jinjiang_plan.assess.evidence import Evidence
from jinjiang_plan.assess.planned_path import PlannedPath, Way, milestones_on_way, planned_path
from jinjiang_plan.assess.scale import Scale, scale_by_terms
from jinjiang_plan.model.assessment import Observation
from jinjiang_plan.model.codes import Kind, PathShape, Reason
from jinjiang_plan.model.days import last_period_end, month_index
from jinjiang_plan.model.plan import Milestone, Target, Terms
from jinjiang_plan.model.ratio import ratio


class Footing(NamedTuple):
    """A target by one version of its terms: what it is judged by on every day on which they are in force."""

    target: Target
    """What is judged."""
    terms: Terms
    """Its terms."""
    scale: Scale | None
    """None while nothing is reported that a baseline could be taken from, and where `reason` says why there is none."""
    reason: Reason | None
    """Why it cannot be judged by these terms."""
    clock: Clock
    """The clock of the target's period, to the due day of the terms."""
    path: PlannedPath | None
    """The path that the terms ask for, where there is a way to go."""


class Case(NamedTuple):
    """A target on a day: its terms in force, its evidence, and the scale it is judged on."""

    target: Target
    """What is judged."""
    as_of: date
    """The day of judgement."""
    terms: Terms
    """Its terms in force."""
    evidence: Evidence
    """What is reported by then."""
    scale: Scale | None
    """None while nothing is reported that a baseline could be taken from, and where `reason` says why there is none."""
    reason: Reason | None
    """Why it cannot be judged."""
    clock: Clock
    """The clock of the target's period, to the due day in force."""
    path: PlannedPath | None
    """The path that the terms in force ask for, where there is a way to go."""

    @property
    def borrowed(self) -> bool:
        """Whether the first report serves as the baseline, as of a level that states none."""
        return self.target.kind is Kind.LEVEL and self.terms.baseline is None

    @property
    def due_has_come(self) -> bool:
        """Whether the day is due or a later one."""
        return self.as_of >= self.terms.due

    @property
    def owed(self) -> bool:
        """Whether a first report is owed: one and a half reporting periods have gone since start."""
        start = 2 * month_index(self.target.start)
        return half_months(self.as_of, self.terms.due) - start >= 3 * self.target.frequency.months

    @property
    def counts_as_nothing(self) -> bool:
        """Whether silence counts as nothing done: nothing is reported, and something is owed."""
        if self.evidence.observations or self.reason or self.terms.halted:
            return False
        return self.as_of > self.terms.due or (self.as_of >= self.target.start and self.owed)

    def is_old(self, reported: date, day: date) -> bool:
        """Whether the latest report is stale on a day: older than one and a half reporting periods."""
        return is_stale(self.target, self.terms.due, reported, day)

    def reported_on(self, day: date, value: Fraction) -> "Case":
        """Return the case as it would be with one more report of a value, for a day."""
        observed = Observation(day, Decimal(value.numerator) / Decimal(value.denominator), None)
        earlier = tuple(each for each in self.evidence.observations if each.on < day)
        return self._replace(evidence=Evidence((), (*earlier, observed), reported_to=day, known_to=day))


def footing_of(target: Target, terms: Terms, first: Observation | None) -> Footing:
    """Return a target by some version of its terms; `first` is its first observation, for a level without a baseline."""
    scale = scale_by_terms(target, terms, first)
    clock = clock_of(target, terms.due)
    if isinstance(scale, Reason):
        return Footing(target, terms, None, scale, clock, None)
    has_path = scale is not None and not scale.weak and target.kind.has_way
    path = path_of(target, scale, terms.milestones, clock) if scale is not None and has_path else None
    return Footing(target, terms, scale, None, clock, path)


def case_of(footing: Footing, evidence: Evidence, as_of: date, *, broken: bool = False) -> Case:
    """Return the case of a target by a version of its terms; `broken` says that its ledger could not be read."""
    target, reason = footing.target, footing.reason
    if broken:
        reason = Reason.BROKEN_LEDGER
    elif reason is None and target.kind is Kind.INCREMENT and not evidence.derived and evidence.overlaps:
        reason = Reason.OVERLAPPING_PERIODS
    return Case(target, as_of, footing.terms, evidence, footing.scale, reason, footing.clock, footing.path)


def is_stale(target: Target, due: date, reported: date, day: date) -> bool:
    """Whether a report is stale on a day: one and a half reporting periods after the last one that it covers whole."""
    months = target.frequency.months
    covered = last_period_end(reported, months, target.year_end)
    return half_months(day, due) - 2 * (month_index(covered) + 1) >= 3 * months


# The path of a target: from its baseline, or from nothing known, to its goal.


def path_of(target: Target, scale: Scale, milestones: Sequence[Milestone], clock: Clock) -> PlannedPath:
    """Return the path that a target's plan asks for, on a scale that has a way to go."""
    way = _way(target, scale, milestones)
    return planned_path(way._replace(milestones=milestones_on_way(way, clock)), clock)


def stops_of(case: Case) -> tuple[Milestone, ...]:
    """Return the milestones that a case is judged by: those on its way, of a rate those before due."""
    if not case.target.kind.has_way:
        return case.terms.milestones if case.target.kind is not Kind.MAINTAIN else ()
    return case.path.milestones if case.path else ()


def time_share(case: Case) -> Fraction:
    """Return the share of the path's own time that is gone: in weight where it is seasonal, by steps nothing until due."""
    target = case.target
    shape = PathShape.LINEAR if target.course is PathShape.COMPOUND else target.course
    way = Way(shape, ratio(0), ratio(1), None, (), target.seasons, target.year_end)
    return planned_path(way, case.clock).planned(case.as_of)


def _way(target: Target, scale: Scale, milestones: Sequence[Milestone]) -> Way:
    return Way(
        target.course, scale.baseline, scale.aim, scale.begin, milestones, target.seasons, target.year_end
    )
