"""What counts as reported by a day: the standing reports, and the value they make (METHODS 3)."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from jinjiang_plan.model.assessment import Observation
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Ledger, Report, standing_reports


class Evidence(NamedTuple):
    """The standing reports in order of their day, and the observations in cumulative form that they make.

    `partial` when a part of a sum has no data; `fresh` is the day up to which the value is known, for a sum the
    earliest of its parts'.
    """

    standing: tuple[Report, ...]
    observations: tuple[Observation, ...]
    derived: bool = False
    partial: bool = False
    fresh: date | None = None
    final: bool = False

    @property
    def latest(self) -> Observation | None:
        """The observation that gives the accepted value, None without data."""
        return self.observations[-1] if self.observations else None


def evidence(target: Target, ledger: Ledger, as_of: date, known_at: datetime | None) -> Evidence:
    """The evidence of a target's own reports."""
    standing = standing_reports(ledger.reports, target.kind, as_of, known_at)
    if not standing:
        return Evidence((), ())
    if target.kind is Kind.INCREMENT:
        total = target.baseline.value if target.baseline else Decimal(0)
        observations = []
        for report in standing:
            total += report.figure or 0
            observations.append(Observation(report.on, total, report))
    else:
        observations = [
            Observation(each.on, each.figure, each) for each in standing if each.figure is not None
        ]
    final = any(each.final for each in standing)
    return Evidence(standing, tuple(observations), fresh=standing[-1].on, final=final)


def derived_evidence(parts: Sequence[Evidence], missing: int) -> Evidence:
    """The evidence of a sum without reports of its own: on each day a part was reported, the sum of what is known.

    `missing` counts the parts that cannot be counted at all, for instance those in another unit.
    """
    days = sorted({each.on for part in parts for each in part.observations})
    running = [_Running(part) for part in parts]
    observations = tuple(
        Observation(day, sum((each.by(day) for each in running), Decimal(0)), None) for day in days
    )
    with_data = [part for part in parts if part.observations]
    partial = missing > 0 or len(with_data) < len(parts) or any(part.partial for part in parts)
    fresh = min((part.fresh for part in with_data if part.fresh), default=None)
    standing = tuple(report for part in parts for report in part.standing[-1:])
    final = not partial and all(part.final for part in parts)
    return Evidence(
        standing, observations, derived=True, partial=partial and bool(days), fresh=fresh, final=final
    )


def seen_by(seen: Evidence, day: date) -> Evidence:
    """What was reported for days up to a day: the same reports stand, since each stands for its own day."""
    observations = seen.observations[: bisect_right(seen.observations, day, key=lambda each: each.on)]
    fresh = observations[-1].on if observations else None
    standing_then = tuple(each for each in seen.standing if each.on <= day)
    final = any(each.final for each in standing_then)
    return seen._replace(standing=standing_then, observations=observations, fresh=fresh, final=final)


class _Running:
    """One part's value as its days go by."""

    def __init__(self, part: Evidence) -> None:
        self._observations = part.observations
        self._next = 0
        self._value = Decimal(0)

    def by(self, day: date) -> Decimal:
        """The part's value at the end of a day, 0 before its first report; days must not go back."""
        while self._next < len(self._observations) and self._observations[self._next].on <= day:
            self._value = self._observations[self._next].value
            self._next += 1
        return self._value


def overlaps(standing: Sequence[Report]) -> bool:
    """Whether two periods of increments share a day."""
    ordered = sorted(standing, key=_first)
    return any(_first(later) <= earlier.on for earlier, later in pairwise(ordered))


def has_gap(standing: Sequence[Report]) -> bool:
    """Whether days lie between two consecutive periods of increments."""
    ordered = sorted(standing, key=_first)
    return any(
        later.first is not None and later.first > earlier.on + timedelta(days=1)
        for earlier, later in pairwise(ordered)
    )


def _first(report: Report) -> date:
    return report.first or report.on
