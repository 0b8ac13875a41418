"""Rates, ranks and levels to hold: figures that stand for a period of their own (METHODS 4)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.judge.clock import period_end, period_start, whole_periods
from tests.judge.evidence import Figure
from tests.judge.profiles import PROFILES, Profile, band
from tests.judge.roots import power
from tests.judge.terms import Goal, Terms

SHARES = ("%", "‰", "百分点", "％")


@dataclass(frozen=True)
class Reading:
    """A value beside what is asked of it now."""

    value: Fraction
    planned: Fraction | None
    difference: Fraction
    measured: Fraction
    """r: how far it is off, in per cent of what is asked."""
    gap: Fraction
    completion: Fraction | None


def counted(terms: Terms, standing: list[Figure]) -> list[Figure]:
    """The reports that belong to the promise: for days up to due, of an average in its reporting years."""
    first = date.min if terms.average is None else period_start(terms.start, 12, terms.year_end)
    return [each for each in standing if first <= each.on <= terms.due]


def yearly(terms: Terms, standing: list[Figure]) -> dict[date, Figure]:
    """The last report of each reporting year of the period, by the year's last day."""
    return {period_end(each.on, 12, terms.year_end): each for each in counted(terms, standing)}


def value_of(terms: Terms, standing: list[Figure]) -> Fraction | None:
    """A: the latest report, or the average over the reporting years."""
    standing = counted(terms, standing)
    if not standing:
        return None
    if terms.average is None:
        return standing[-1].value
    figures = [each.value for each in yearly(terms, standing).values()]
    if not figures:
        return None
    if terms.average == "mean":
        return sum(figures, Fraction(0)) / len(figures)
    product = Fraction(1)
    for each in figures:
        product *= 1 + each / 100
    return 100 * (power(product, Fraction(1, len(figures))) - 1)


def asked(terms: Terms, goal: Goal, day: date) -> Fraction | None:
    """P: the first milestone for the day of the figure or later, after the last one the goal."""
    if goal.ranged or terms.kind == "maintain":
        return goal.value
    return next((value for on, value in terms.milestones if day <= on < terms.due), goal.value)


def reading(terms: Terms, goal: Goal, value: Fraction, on: date) -> Reading:
    """A value against what is asked on the day that it is the figure of."""
    planned, sign = asked(terms, goal, on), goal.sign
    if goal.low is not None and goal.high is not None:
        if goal.met(value):
            return Reading(value, None, *(Fraction(0),) * 3, None)
        planned, sign = (goal.low, 1) if value < goal.low else (goal.high, -1)
    assert planned is not None
    difference = sign * (value - planned)
    off = 100 * difference / abs(planned) if planned else difference
    gap = difference if terms.unit in SHARES and terms.kind != "rank" else off
    completion = None
    if goal.value is not None and goal.value > 0 and goal.sign > 0:
        completion = value / goal.value
    return Reading(value, planned, difference, off, gap, completion)


def placed(terms: Terms, goal: Goal, profile: Profile, read: Reading) -> str:
    """The status by the bands."""
    if terms.kind == "rank":
        if read.measured >= 0:
            return "on_track"
        return "behind" if read.measured >= -100 else "seriously_behind"
    if goal.ranged and read.planned is None:
        return "on_track"
    return band(profile if profile.measure == "gap" else PROFILES["cn"], terms, read.measured)


def settled(terms: Terms, standing: list[Figure]) -> bool:
    """Whether a rate or a rank has the figure at due: of the period that holds due, with an average of each year, or final."""
    standing = counted(terms, standing)
    if standing and standing[-1].final:
        return True
    if terms.average is None:
        first = period_start(terms.due, terms.frequency, terms.year_end)
        return any(each.on >= first for each in standing)
    return not missing_years(terms, standing, terms.due, running=True)


def missing_years(terms: Terms, standing: list[Figure], day: date, *, running: bool = False) -> list[date]:
    """The reporting years of the period that have ended without a report; the running one too where asked."""
    have, found = yearly(terms, counted(terms, standing)), []
    year = period_end(terms.start, 12, terms.year_end)
    last = period_end(terms.due, 12, terms.year_end)
    while year <= last and (running or year <= day or day >= terms.due):
        if year not in have:
            found.append(year)
        year = period_end(date(year.year, year.month, 1).replace(year=year.year + 1), 12, terms.year_end)
    return found


@dataclass(frozen=True)
class Holding:
    """In how many periods a level was held."""

    held: int
    failed: int
    periods: int

    @property
    def missing(self) -> int:
        """The periods that were never reported."""
        return self.periods - self.held - self.failed


def holding(terms: Terms, goal: Goal, standing: list[Figure], day: date) -> Holding:
    """The periods that have come, by the last report of each."""
    held = failed = 0
    periods = whole_periods(terms.start, min(terms.due, day), terms.frequency, terms.year_end)
    for first, last in periods:
        within = [each for each in standing if first <= each.on <= last]
        if within:
            held += goal.met(within[-1].value)
            failed += not goal.met(within[-1].value)
    return Holding(held, failed, len(periods))
