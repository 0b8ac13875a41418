"""What counts as reported by a day: the standing reports, and the value they make (METHODS 3)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from jinjiang_plan.assess.powers import decimal, power
from jinjiang_plan.model.assessment import Observation
from jinjiang_plan.model.codes import Average, Kind, Resets
from jinjiang_plan.model.days import period_of
from jinjiang_plan.model.plan import Target, Terms
from jinjiang_plan.model.report import Report

YEAR = 12


class Evidence(NamedTuple):
    """The standing reports in order of their day, and the observations in cumulative form that they make."""

    standing: tuple[Report, ...]
    """The reports themselves; of a sum the latest of each part."""
    observations: tuple[Observation, ...]
    derived: bool = False
    """Whether the value is the sum of the parts' values."""
    partial: bool = False
    """Whether a part of a derived value has no data."""
    parts_value: Decimal | None = None
    """The sum of the parts where a report of the sum's own stands in its place."""
    reported_to: date | None = None
    """The day of the last report, of a sum that of the part which was not reported for the longest."""
    known_to: date | None = None
    """The day up to which the value is known: as `reported_to`, but the end of time where a final figure stands."""
    has_gap: bool = False
    """Whether a period between two of increments has no report, in the figures of the target or of a part."""
    final: bool = False
    """Whether a standing figure is final, of a sum one of every part."""

    @property
    def latest(self) -> Observation | None:
        """The observation that gives the accepted value, None without data."""
        return self.observations[-1] if self.observations else None

    @property
    def overridden(self) -> bool:
        """Whether a sum's own report stands in place of what its parts say."""
        return self.parts_value is not None


NOTHING = Evidence((), ())


def own_evidence(target: Target, terms: Terms, standing: Sequence[Report]) -> Evidence:
    """Return what a target's own standing reports make, by the terms in force."""
    counted = tuple(_counted(target, terms, standing))
    if not counted:
        return NOTHING
    start = terms.baseline.value if terms.baseline else Decimal(0)
    match target.kind:
        case Kind.INCREMENT:
            observations = _added_up(counted, start)
        case Kind.CUMULATIVE if target.resets is Resets.YEAR:
            observations = _year_to_date(counted, start, target.year_end)
        case Kind.RATE if target.average is not None:
            observations = _averaged(counted, target.average, target.year_end)
        case _:
            observations = (Observation(each.on, each.figure or Decimal(0), each) for each in counted)
    latest = counted[-1]
    return Evidence(
        counted,
        tuple(observations),
        reported_to=latest.on,
        has_gap=target.kind is Kind.INCREMENT and has_gap(counted),
        known_to=date.max if latest.final else latest.on,
        final=any(each.final for each in counted),
    )


def _counted(target: Target, terms: Terms, standing: Sequence[Report]) -> Sequence[Report]:
    """The reports that count: up to due for what is compared with the goal itself; no year before the first one."""
    if not target.kind.has_way:
        standing = [each for each in standing if each.on <= terms.due]
    if target.resets is Resets.YEAR or target.average is not None:
        first = period_of(target.start, YEAR, target.year_end)
        standing = [each for each in standing if period_of(each.on, YEAR, target.year_end) >= first]
    return standing


def _added_up(standing: Sequence[Report], total: Decimal) -> Iterator[Observation]:
    """The total after each increment."""
    for report in standing:
        total += report.figure or 0
        yield Observation(report.on, total, report)


def _year_to_date(standing: Sequence[Report], total: Decimal, year_end: int) -> Iterator[Observation]:
    """The total after each figure of a year to date: the last ones of the years before, and this one."""
    year, so_far = None, Decimal(0)
    for report in standing:
        now = period_of(report.on, YEAR, year_end)
        if now != year:
            total += so_far
        year, so_far = now, report.figure or Decimal(0)
        yield Observation(report.on, total + so_far, report)


def _averaged(standing: Sequence[Report], average: Average, year_end: int) -> Iterator[Observation]:
    """The average over the years after each report."""
    years: dict[int, Decimal] = {}
    for report in standing:
        years[period_of(report.on, YEAR, year_end)] = report.figure or Decimal(0)
        yield Observation(report.on, _average([*years.values()], average), report)


def yearly_figures(target: Target, standing: Sequence[Report]) -> dict[int, Decimal]:
    """Return the last standing figure of each reporting year, by the number of the year."""
    return {period_of(each.on, YEAR, target.year_end): each.figure or Decimal(0) for each in standing}


def _average(figures: Sequence[Decimal], average: Average) -> Decimal:
    """The average to 28 digits; whether it meets a goal is decided on the figures themselves."""
    if average is Average.MEAN:
        return decimal(sum(map(Fraction, figures), Fraction(0)) / len(figures))
    growth = compounded(figures)
    if growth <= 0:
        return Decimal(-100)
    return decimal(100 * (power(growth, Fraction(1, len(figures))) - 1))


def compounded(figures: Sequence[Decimal]) -> Fraction:
    """Return the factor by which something grows over years with these rates in per cent, one after another."""
    factor = Fraction(1)
    for figure in figures:
        factor *= 1 + Fraction(figure) / 100
    return factor


# Sums of parts.


def sum_evidence(own: Evidence, parts: Sequence[Evidence], missing: int, due: date) -> Evidence:
    """Return the evidence of a sum: on each day the sum of what is known of its parts, or a report of its own.

    A report of its own stands until a part has one for a later day; dated on or after due it settles the sum.

    Args:
        own: what the sum's own reports make.
        parts: what is known of each part in the sum's unit.
        missing: the number of parts that cannot be counted at all, as those in another unit.
        due: the due day in force.
    """
    summed = _sum_of(parts, missing)
    if not own.observations:
        return summed
    if not summed.observations:
        return own
    observations = tuple(_merged(own.observations, summed.observations, due))
    if observations[-1] is not own.observations[-1]:
        return summed._replace(observations=observations)
    return own._replace(observations=observations, parts_value=summed.observations[-1].value)


def _sum_of(parts: Sequence[Evidence], missing: int) -> Evidence:
    days = sorted({each.on for part in parts for each in part.observations})
    running = [_Running(part) for part in parts]
    observations = tuple(
        Observation(day, sum((each.by(day) for each in running), Decimal(0)), None) for day in days
    )
    with_data = [part for part in parts if part.observations]
    partial = missing > 0 or len(with_data) < len(parts) or any(part.partial for part in parts)
    return Evidence(
        tuple(report for part in parts for report in part.standing[-1:]),
        observations,
        derived=bool(days),
        partial=partial and bool(days),
        reported_to=min((part.reported_to for part in with_data if part.reported_to), default=None),
        known_to=min((part.known_to for part in with_data if part.known_to), default=None),
        has_gap=any(part.has_gap for part in parts),
        final=not partial and all(part.final for part in parts),
    )


def _merged(own: Sequence[Observation], summed: Sequence[Observation], due: date) -> Iterator[Observation]:
    """The observations of a sum and of its parts by day: which of the two gives the value from there on."""
    settled = next((each.on for each in own if each.on >= due), date.max)
    reported = {each.on for each in own}
    days = [*own, *(each for each in summed if each.on not in reported and each.on < settled)]
    yield from sorted(days, key=attrgetter("on"))


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


# Evidence as of an earlier day.


def evidence_by(evidence: Evidence, day: date) -> Evidence:
    """Return what a target's own reports made by an earlier day: each stands for its own day, and so do the same ones."""
    end = bisect_right(evidence.standing, day, key=attrgetter("on"))
    if end == len(evidence.standing):
        return evidence
    if not end:
        return NOTHING
    standing = evidence.standing[:end]
    return Evidence(
        standing,
        evidence.observations[:end],
        reported_to=standing[-1].on,
        has_gap=evidence.has_gap and has_gap(standing),
        known_to=date.max if standing[-1].final else standing[-1].on,
        final=any(each.final for each in standing),
    )


# Periods of increments.


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
