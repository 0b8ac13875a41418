"""A plan's targets judged at the end of one day after another, status by status, without outlooks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import partial

from jinjiang_plan.assess.case import case
from jinjiang_plan.assess.evidence import Evidence, evidence, seen_by
from jinjiang_plan.assess.gathered import Gathered
from jinjiang_plan.assess.judging import verdict
from jinjiang_plan.assess.measuring import measured
from jinjiang_plan.assess.standing import standing
from jinjiang_plan.model.chronicle import Chronicle, StatusHistory, StatusOnDay
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile


def chronicle(  # noqa: PLR0913 - the plans, which of them, when; and the question's options
    portfolio: Portfolio,
    plan: Plan,
    days: Sequence[date],
    *,
    known_at: datetime | None = None,
    profile: Profile | None = None,
    only: Collection[Target] | None = None,
) -> Chronicle:
    """One plan on these days, as known at a moment; its ledgers have been read.

    Of each day it says what `assess` says as of that day, for a fraction of the work: reports are looked through once,
    and nothing is projected.

    Args:
        portfolio: the plans with their ledgers.
        plan: the one that is judged.
        days: the days, in order, such as `trending.days_of` gives for reporting periods.
        known_at: reports recorded later do not count; None for all.
        profile: the thresholds; None for the plan's own.
        only: the targets asked for; None for all.
    """
    by = profile or plan.judged_by
    wanted = None if only is None else {target.full_id for target in only}
    targets = [target for target in plan.judged if wanted is None or target.full_id in wanted]
    past = _Past(portfolio, days[-1], known_at) if days else None
    columns = [past.on(plan, day, targets, by) for day in days] if past else []
    courses = tuple(
        StatusHistory(target, tuple(column[at] for column in columns)) for at, target in enumerate(targets)
    )
    return Chronicle(plan.id, by, known_at, tuple(days), courses)


class _Past:
    """What is known of the days up to the last one: the evidence of each target's own reports, gathered once."""

    def __init__(self, portfolio: Portfolio, last: date, known_at: datetime | None) -> None:
        self._portfolio, self._last, self._known_at = portfolio, last, known_at
        self._whole: dict[str, Evidence] = {}

    def on(self, plan: Plan, day: date, targets: Sequence[Target], profile: Profile) -> list[StatusOnDay]:
        """How the targets stood at the end of a day."""
        gathered = Gathered(plan, partial(self._own, day))
        return [self._stood(target, gathered.of(target), day, profile) for target in targets]

    def _own(self, day: date, target: Target) -> Evidence:
        if target.id not in self._whole:
            ledger = self._portfolio.ledger(target)
            self._whole[target.id] = evidence(target, ledger, self._last, self._known_at)
        return seen_by(self._whole[target.id], day)

    def _stood(self, target: Target, seen: Evidence, day: date, profile: Profile) -> StatusOnDay:
        known_by = self._known_at.date() if self._known_at else day
        judged = case(target, seen, day, known_by)
        where = standing(judged)
        broken = self._portfolio.ledger(target).broken
        status, _ = verdict(judged, where, measured(judged, where, profile.measure), profile, broken=broken)
        value = Fraction(seen.latest.value) if seen.latest else None
        monitored = status is Status.NOT_ASSESSABLE and judged.asked.goal is None
        return StatusOnDay(day, status, monitored, value, where.completion)
