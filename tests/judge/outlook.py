"""The outlook: whether the goal will be met, from the reports so far (METHODS 5)."""

from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from fractions import Fraction
from itertools import combinations, pairwise
from math import erfc, sqrt
from statistics import median

from tests.judge.clock import covered_to, whole_periods
from tests.judge.evidence import Figure, last
from tests.judge.path import Way
from tests.judge.roots import decimal
from tests.judge.terms import Goal, Terms

Moment = tuple[Fraction, Fraction]
"""A time in months, and the value then."""

MOST = 60


@dataclass(frozen=True)
class Outlook:
    """What the reports so far point to."""

    outlook: str | None
    projected: Fraction | None = None
    chance: float | None = None


@dataclass(frozen=True)
class Course:
    """A target with a way, and its figures so far."""

    terms: Terms
    goal: Goal
    way: Way
    figures: list[Figure]
    borrowed: bool
    """Whether the first report serves as the baseline."""

    @property
    def adds_up(self) -> bool:
        """Whether figures only ever add up."""
        return self.terms.kind in ("cumulative", "increment")


def first_moment(course: Course) -> Fraction:
    """When the baseline was: on its day, not before the beginning."""
    clock = course.terms.clock
    return clock.moment(course.way.begin) if course.way.begin > course.terms.start else Fraction(0)


def run_rate(course: Course) -> Fraction | None:
    """The value gained a month, from the baseline to the latest figure."""
    if not course.figures:
        return None
    latest = course.figures[-1]
    gone = course.terms.clock.moment(latest.on) - first_moment(course)
    return (latest.value - course.way.baseline) / gone if gone > 0 else None


def required_rate(course: Course, day: date) -> Fraction | None:
    """What each month from now to due has to bring."""
    if not course.figures or day >= course.terms.due or course.goal.met(course.figures[-1].value):
        return None
    value = course.figures[-1].value
    clock = course.terms.clock
    return (course.way.goal - value) / (clock.moment(course.terms.due) - clock.moment(day))


def observations(course: Course) -> list[Moment]:
    """The baseline and the figures, none closer to the next than half a reporting period."""
    clock, terms = course.terms.clock, course.terms
    figures = course.figures[1:] if course.borrowed else course.figures
    if len(figures) + 1 > MOST:
        ends = [each for each in figures if covered_to(each.on, terms.frequency, terms.year_end) == each.on]
        figures = ends or figures
    if len(figures) + 1 > MOST:
        step = Fraction(len(figures) - 1, MOST - 2)
        figures = [figures[int(step * at)] for at in range(MOST - 1)]
    first = (first_moment(course), course.way.baseline)
    kept: list[Moment] = []
    for each in reversed(figures):
        at = clock.moment(each.on)
        if at <= first[0]:
            break
        if not kept or kept[-1][0] - at >= Fraction(terms.frequency, 2):
            kept.append((at, each.value))
    if course.borrowed and kept and kept[-1][0] - first[0] < Fraction(terms.frequency, 2):
        return kept[::-1]
    return [first, *reversed(kept)]


def completion_of(course: Course, value: Fraction) -> Fraction:
    """c: the share of the way; within a range all of it, beyond it less by what is too much."""
    way, goal = course.way, course.goal
    if goal.low is not None and goal.high is not None:
        if goal.met(value):
            return Fraction(1)
        beyond = value - goal.high if way.sign > 0 else goal.low - value
        if beyond > 0:
            return 1 - beyond / abs(way.goal - way.baseline)
    return (value - way.baseline) / (way.goal - way.baseline)


def outlook_of(course: Course, *, stale: bool) -> Outlook:
    """The outlook of a target with a way, before due."""
    if course.terms.kind == "done":
        met = bool(course.figures) and course.goal.met(course.figures[-1].value)
        return Outlook("likely" if met else "unknown")
    if not course.figures or stale:
        return Outlook("unknown")
    seen = observations(course)
    chance, carried = _chance(course)
    if len(seen) < 2:
        return Outlook("unknown")
    projected = _line(course, seen)
    if carried is not None and course.adds_up:
        projected = (
            max(carried * course.way.sign, course.figures[-1].value * course.way.sign) * course.way.sign
        )
    met = course.goal.met(course.figures[-1].value)
    if met and course.terms.kind in ("cumulative", "increment", "stage"):
        word = "likely"
        if course.adds_up:  # a total does not fall back, a stage may
            chance = 1.0 if chance is not None else None
    elif chance is not None:
        word = "likely" if chance >= 0.85 else "unlikely" if chance <= 0.15 else "uncertain"
    else:
        share = completion_of(course, projected)
        word = "likely" if share >= 1 else "uncertain" if share >= Fraction(9, 10) else "unlikely"
    return Outlook(word, projected, chance)


def _line(course: Course, seen: list[Moment]) -> Fraction:
    """The run rate of two observations, the median slope of more, drawn through the latest value to due."""
    slopes = sorted((after - before) / (then - at) for (at, before), (then, after) in combinations(seen, 2))
    slope = median(slopes)
    if course.adds_up and slope * course.way.sign < 0:
        slope = Fraction(0)
    return seen[-1][1] + slope * (course.terms.clock.moment(course.terms.due) - seen[-1][0])


def _chance(course: Course) -> tuple[float | None, Fraction | None]:
    """The chance of being met by due, and the value that the mean of whole periods carries to."""
    terms, way = course.terms, course.way
    begin = max(way.begin, terms.start)
    covered = covered_to(course.figures[-1].on, terms.frequency, terms.year_end)
    first = begin if begin == terms.start else _after(begin)
    periods = whole_periods(first, covered, terms.frequency, terms.year_end)
    reported = [span for span in periods if any(span[0] <= each.on <= span[1] for each in course.figures)]
    if len(reported) < 6:
        return None, None
    values = [way.baseline]
    for _, end in periods:
        figure = last(course.figures, end)
        values.append(figure.value if figure is not None else way.baseline)
    gains = [after - before for before, after in pairwise(values)]
    mean = sum(gains, Fraction(0)) / len(gains)
    square = sum(((each - mean) ** 2 for each in gains), Fraction(0)) / len(gains)
    left = (terms.clock.moment(terms.due) - terms.clock.moment(periods[-1][1])) / terms.frequency
    carried = values[-1] + left * mean
    return _likelihood(course.goal, way, carried, square * left), carried


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _likelihood(goal: Goal, way: Way, carried: Fraction, variance: Fraction) -> float:
    if variance == 0:
        return float(goal.met(carried))
    with localcontext() as context:
        context.prec = 60
        spread = decimal(variance).sqrt()

        def tail(bound: Fraction, sign: int) -> float:
            return erfc(-float(decimal(sign * (carried - bound)) / spread) / sqrt(2)) / 2

        if goal.low is not None and goal.high is not None:
            return tail(goal.low, 1) - tail(goal.high, 1)
        return tail(way.goal, way.sign)
