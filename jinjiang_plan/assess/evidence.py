"""What counts as reported by a day: the standing reports, and the value they make (METHODS 3)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from jinjiang_plan.assess.powers import decimal, power
from jinjiang_plan.assess.prefix import Prefix
from jinjiang_plan.assess.scale import meets, op_of
from jinjiang_plan.model.assessment import Observation
from jinjiang_plan.model.codes import Average, Kind, Op, Resets
from jinjiang_plan.model.days import period_of, period_start
from jinjiang_plan.model.plan import Goal, Target, Terms
from jinjiang_plan.model.report import Report

YEAR = 12


class Firsts(NamedTuple):
    """The days from which a ledger has a final figure, a gap between two periods, two periods that share a day."""

    final: date | None = None
    gap: date | None = None
    overlap: date | None = None

    def by(self, day: date) -> "Firsts":
        """What is so by an earlier day."""
        return Firsts(*(on if on is not None and on <= day else None for on in self))


NO_FIRSTS = Firsts()


class Closings(NamedTuple):
    """The last figure of each reporting period that has one: the period's number, and how many have held up to it."""

    periods: tuple[int, ...]
    held: tuple[int, ...]

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Return how many periods from one to another have held, and how many have a report."""
        begin, end = bisect_left(self.periods, first), bisect_right(self.periods, last)
        held = (0, *self.held[begin - 1 : begin]) if begin else (0,)
        return (self.held[end - 1] - held[-1], end - begin) if end > begin else (0, 0)


class Evidence(NamedTuple):
    """The standing reports in order of their day, and the observations in cumulative form that they make."""

    standing: Sequence[Report]
    """The reports themselves; of a sum the latest of each part."""
    observations: Sequence[Observation]
    """The values by day, in cumulative form."""
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
    firsts: Firsts = NO_FIRSTS
    """Of the target's own reports, where something is first seen."""
    closings: Closings | None = None
    """Of a level to hold, the periods with a report."""
    of_parts: Sequence[Observation] = ()
    """Of a sum, what its parts make, day by day."""

    @property
    def latest(self) -> Observation | None:
        """The observation that gives the accepted value, None without data."""
        return self.observations[-1] if self.observations else None

    @property
    def first(self) -> Observation | None:
        """The first observation, None without data."""
        return self.observations[0] if self.observations else None

    @property
    def overlaps(self) -> bool:
        """Whether two periods of increments share a day."""
        return self.firsts.overlap is not None

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
    final = next((each.on for each in counted if each.final), None)
    firsts = Firsts(final)
    if target.kind is Kind.INCREMENT:
        firsts = Firsts(final, _first_gap(counted), _first_overlap(counted))
    closings = _closings(target, terms.goal, counted) if target.kind is Kind.MAINTAIN else None
    return _of_reports(counted, tuple(observations), firsts, closings)


def _of_reports(
    standing: Sequence[Report],
    observations: Sequence[Observation],
    firsts: Firsts,
    closings: Closings | None,
) -> Evidence:
    """The evidence of reports of a target's own."""
    latest = standing[-1]
    return Evidence(
        standing,
        observations,
        reported_to=latest.on,
        has_gap=firsts.gap is not None,
        known_to=date.max if latest.final else latest.on,
        final=firsts.final is not None,
        firsts=firsts,
        closings=closings,
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
    """The average over the years after each report: what the years before it make, and its own."""
    year, years, before, so_far = None, 0, _NEUTRAL[average], _NEUTRAL[average]
    for report in standing:
        now = period_of(report.on, YEAR, year_end)
        if now != year:
            year, years, before = now, years + 1, so_far
        so_far = _with_year(before, report.figure or Decimal(0), average)
        yield Observation(report.on, _average(so_far, years, average), report)


def yearly_figures(target: Target, standing: Sequence[Report]) -> dict[int, Decimal]:
    """Return the last standing figure of each reporting year, by the number of the year."""
    return {year: each.figure or Decimal(0) for year, each in last_of_years(standing, target.year_end)}


_Dated = TypeVar("_Dated", Report, Observation)


def last_of_years(dated: Sequence[_Dated], year_end: int) -> list[tuple[int, _Dated]]:
    """Return the number of each reporting year with the last that is dated in it; each is looked up, not all are seen."""
    ends, end = [], len(dated)
    while end:
        last = dated[end - 1]
        ends.append((period_of(last.on, YEAR, year_end), last))
        end = bisect_left(dated, period_start(last.on, YEAR, year_end), key=attrgetter("on"))
    return ends[::-1]


_NEUTRAL = {Average.MEAN: Fraction(0), Average.GEOMETRIC: Fraction(1)}
"""What no year at all makes: the sum of rates, or their product."""


def _with_year(before: Fraction, figure: Decimal, average: Average) -> Fraction:
    """The sum or the product of yearly rates, with one more."""
    return before + Fraction(figure) if average is Average.MEAN else before * (1 + Fraction(figure) / 100)


def _average(so_far: Fraction, years: int, average: Average) -> Decimal:
    """The average to 28 digits; whether it meets a goal is decided on the figures themselves."""
    if average is Average.MEAN:
        return decimal(so_far / years)
    if so_far <= 0:
        return Decimal(-100)
    return decimal(100 * (power(so_far, Fraction(1, years)) - 1))


def compounded(figures: Iterable[Decimal]) -> Fraction:
    """Return the factor by which something grows over years with these rates in per cent, one after another."""
    factor = _NEUTRAL[Average.GEOMETRIC]
    for figure in figures:
        factor = _with_year(factor, figure, Average.GEOMETRIC)
    return factor


def _closings(target: Target, goal: Goal | None, standing: Sequence[Report]) -> Closings:
    """The periods of a level to hold that have a report, and whether the last one of each met the goal."""
    last = {period_of(each.on, target.frequency.months, target.year_end): each.figure for each in standing}
    op = op_of(target, goal) if goal else Op.AT_LEAST
    met = (int(goal is not None and meets(figure or Decimal(0), goal, op)) for figure in last.values())
    return Closings(tuple(last), tuple(accumulate(met)))


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
    days = sorted({each.on for part in parts for each in part.observations})
    running = [_Running(part) for part in parts]
    of_parts = tuple(
        Observation(day, sum((each.by(day) for each in running), Decimal(0)), None) for day in days
    )
    return _sum_of(own, parts, missing, tuple(_merged(own.observations, of_parts, due)), of_parts)


def sum_by(whole: Evidence, own: Evidence, parts: Sequence[Evidence], missing: int, day: date) -> Evidence:
    """Return what `sum_evidence` makes by an earlier day of what was known of the sum and of its parts by then.

    Args:
        whole: the sum's evidence on the last day, by the same terms.
        own: what its own reports made by the day.
        parts: what was known of each part by the day.
        missing: the number of parts that cannot be counted at all.
        day: the day.
    """
    observations, of_parts = (_until(each, day) for each in (whole.observations, whole.of_parts))
    return _sum_of(own, parts, missing, observations, of_parts)


def _until(observations: Sequence[Observation], day: date) -> Sequence[Observation]:
    end = bisect_right(observations, day, key=attrgetter("on"))
    return observations if end == len(observations) else Prefix(observations, end)


def _sum_of(
    own: Evidence,
    parts: Sequence[Evidence],
    missing: int,
    observations: Sequence[Observation],
    of_parts: Sequence[Observation],
) -> Evidence:
    """The evidence of a sum, whose value comes of its parts or of a report of its own, by what each says by a day."""
    if not of_parts:
        return own
    if own.observations and observations[-1] is own.observations[-1]:
        return own._replace(observations=observations, parts_value=of_parts[-1].value, of_parts=of_parts)
    with_data = [part for part in parts if part.observations]
    partial = missing > 0 or len(with_data) < len(parts) or any(part.partial for part in parts)
    return Evidence(
        tuple(report for part in parts for report in part.standing[-1:]),
        observations,
        derived=True,
        partial=partial,
        reported_to=min((part.reported_to for part in with_data if part.reported_to), default=None),
        known_to=min((part.known_to for part in with_data if part.known_to), default=None),
        has_gap=any(part.has_gap for part in parts),
        final=not partial and all(part.final for part in parts),
        of_parts=of_parts,
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
    """Return what a target's own reports made by an earlier day: each stands for its own day, and so do the same ones.

    Nothing is copied or looked through: a long ledger is asked once for each of its many periods.
    """
    end = bisect_right(evidence.standing, day, key=attrgetter("on"))
    if end == len(evidence.standing):
        return evidence
    if not end:
        return NOTHING
    return _of_reports(
        Prefix(evidence.standing, end),
        Prefix(evidence.observations, end),
        evidence.firsts.by(day),
        evidence.closings,
    )


# Periods of increments, in the order of their last days: two that share a day have neighbours in it that do.


def _first_overlap(standing: Sequence[Report]) -> date | None:
    """The last day of the first period that shares a day with the one before it."""
    return next((later.on for earlier, later in pairwise(standing) if _first(later) <= earlier.on), None)


def _first_gap(standing: Sequence[Report]) -> date | None:
    """The last day of the first period that begins more than a day after the end of the one before it."""
    return next(
        (
            later.on
            for earlier, later in pairwise(standing)
            if later.first is not None and later.first > earlier.on + timedelta(days=1)
        ),
        None,
    )


def _first(report: Report) -> date:
    return report.first or report.on
