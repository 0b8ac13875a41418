"""Rates, the value projected at due, and the chance that the goal is met by then (METHODS 5).

Times and values are whole numbers inside, multiples of one unit each: exact, and a tenth of the cost of fractions.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import erfc, lcm, sqrt
from typing import NamedTuple

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.clock import Clock, clock_of
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Assessment, Observation, PastPeriods, Prospect
from jinjiang_plan.model.codes import Kind, Method, Op, Outlook
from jinjiang_plan.model.days import INSTANTS, last_period_end, period_of, period_start
from jinjiang_plan.model.ratio import ratio

MOST_OBSERVATIONS = 60
"""The most points that a line is drawn through: the number of pairs grows with the square of theirs."""

LEAST_PERIODS = 6
"""The fewest reporting periods with a report that a chance is calculated from."""

_LIKELY = ratio(85, 100)
_UNLIKELY = ratio(15, 100)
_NEARLY = ratio(90, 100)
_LINE = 3
"""The fewest observations that have a median slope; two have the run rate."""

ADDING = (Kind.CUMULATIVE, Kind.INCREMENT)
"""Kinds whose value is a total."""
_FOR_A_PERIOD = frozenset({"rate", "rank"})
"""Kinds whose figure is for its own period: there is no way to go, and so no rate along it."""


class History(NamedTuple):
    """The observations of a target, and where its way begins."""

    clock: Clock
    """The time of its period."""
    months: int
    """The length of a reporting period."""
    year_end: int
    """The month in which the reporting year ends."""
    begin: date | None
    """The day of the baseline where that lies after the start, else None."""
    borrowed: bool
    """Whether the first report serves as the baseline."""
    baseline: Fraction
    """The value at the start of the way."""
    observations: Sequence[Observation]
    """By day."""

    @property
    def first(self) -> int:
        """The instant at which the way begins."""
        return self.clock.instant(self.begin) if self.begin else 0

    def period(self, day: date) -> int:
        """Return the number of the reporting period that holds a day."""
        return period_of(day, self.months, self.year_end)


class LinePoint(NamedTuple):
    """An observation on a line: an instant, and the value."""

    at: int
    value: Fraction


class Increments(NamedTuple):
    """The change of the value in each whole reporting period."""

    unit: int
    """The figures are multiples of 1/`unit`."""
    changes: tuple[int, ...]
    """One for each period, in order."""
    reported: int
    """Periods that have a report."""
    end: date
    """The last day of the last period."""
    value: int
    """The value on that day."""


def prospect(case: Case, *, stale: bool, lapsed: bool) -> Prospect:
    """Return the rates of a case and, before due, its outlook.

    Args:
        case: the case.
        stale: whether its latest report is too old to project from.
        lapsed: whether a level to hold was lost in some period.
    """
    scale, target = case.scale, case.target
    going = case.as_of < case.terms.due and case.terms.halted is None
    if target.kind.value in _FOR_A_PERIOD or case.terms.goal is None:
        return Prospect(None)
    if target.kind is Kind.MAINTAIN:
        return Prospect((Outlook.UNLIKELY if lapsed else Outlook.UNKNOWN) if going else None)
    if scale is None or not case.evidence.observations:
        way = scale is None or not scale.weak
        return Prospect(Outlook.UNKNOWN if going and way else None)
    met = scale.met(case.evidence.observations[-1].value)
    if target.kind is Kind.DONE:
        open_ = going and not scale.weak
        return Prospect((Outlook.LIKELY if met else Outlook.UNKNOWN) if open_ else None)
    history = history_of_case(case, scale)
    rates = _rates(history, scale, case.as_of if going and not met and not scale.weak else None)
    if not going or scale.weak:
        return rates
    if stale:
        return rates._replace(outlook=Outlook.UNKNOWN)
    return _projected(rates, history, scale, target.kind, met=met)


def history_of_case(case: Case, scale: Scale) -> History:
    """Return the observations of a case that has some, from its baseline on."""
    target, observations = case.target, case.evidence.observations
    stated = case.terms.baseline
    borrowed = stated is None and target.kind is Kind.LEVEL
    on = observations[0].on if borrowed else stated.on if stated else None
    begin = on if on is not None and on > target.start else None
    return History(
        case.clock,
        target.frequency.months,
        target.year_end,
        begin,
        borrowed,
        scale.baseline,
        observations,
    )


def history_of(each: Assessment) -> History:
    """Return the observations that an assessment with a baseline was made from."""
    clock = clock_of(each.target, each.due)
    return History(
        clock,
        each.target.frequency.months,
        each.target.year_end,
        each.prospect.begin,
        each.prospect.borrowed,
        each.baseline or ratio(0),
        each.observations,
    )


def _rates(history: History, scale: Scale, required_from: date | None) -> Prospect:
    """Return the run rate, and the rate required from a day on; None for a goal that requires none."""
    latest, clock = history.observations[-1], history.clock
    value, at = ratio(latest.value), clock.instant(latest.on)
    spent, due = ratio(at - history.first, INSTANTS), clock.length_in_months
    remaining = required = None
    if required_from is not None:
        remaining = due - ratio(clock.instant(required_from), INSTANTS)
        required = (scale.aim - value) / remaining if remaining > 0 else None
    return Prospect(
        None,
        run_rate=(value - scale.baseline) / spent if spent > 0 else None,
        required_rate=required,
        spent=spent,
        left=due - ratio(at, INSTANTS),
        remaining=remaining,
        begin=history.begin,
        borrowed=history.borrowed,
    )


def _projected(rates: Prospect, history: History, scale: Scale, kind: Kind, *, met: bool) -> Prospect:
    """Return the rates with the outlook: by the chance of six periods or more, of fewer by the projection."""
    increments = past_increments(history) if len(history.observations) >= LEAST_PERIODS else None
    past = (
        None
        if increments is None or increments.reported < LEAST_PERIODS
        else past_periods(history, increments)
    )
    chance = None if past is None or increments is None else chance_at_due(history, increments, scale)
    settled = met and (kind in ADDING or kind is Kind.STAGE)
    if met and kind in ADDING and chance is not None:
        chance = ratio(1)  # a total does not fall back
    ahead = rates._replace(chance=chance, past=past)
    if past is not None and kind in ADDING:
        carried = never_back(past.value + past.ahead * past.mean, kind, scale, history)
        ahead = ahead._replace(projected=carried, method=Method.PERIOD_MEAN, points=past.reported)
    else:
        ahead = _along_line(ahead, history, scale, kind)
    return ahead._replace(outlook=_outlook(ahead, scale, settled=settled))


def _outlook(ahead: Prospect, scale: Scale, *, settled: bool) -> Outlook:
    if settled:
        return Outlook.LIKELY
    if ahead.chance is not None:
        if ahead.chance >= _LIKELY:
            return Outlook.LIKELY
        return Outlook.UNLIKELY if ahead.chance <= _UNLIKELY else Outlook.UNCERTAIN
    completion = None if ahead.projected is None else scale.completion(ahead.projected)
    if completion is None:
        return Outlook.UNKNOWN
    if completion >= 1:
        return Outlook.LIKELY
    return Outlook.UNCERTAIN if completion >= _NEARLY else Outlook.UNLIKELY


def _along_line(ahead: Prospect, history: History, scale: Scale, kind: Kind) -> Prospect:
    """Return the projection of a line through the latest value; none from a single observation."""
    line = points(history)
    if len(line) < 2 or ahead.run_rate is None or ahead.left is None:
        return ahead
    slope, method = ahead.run_rate, Method.RUN_RATE
    if len(line) >= _LINE and (steady := median_slope(*whole_numbers(line))) is not None:
        slope, method = steady, Method.THEIL_SEN
    if kind in ADDING and slope * (scale.aim - scale.baseline) < 0:
        slope = ratio(0)
    value = ratio(history.observations[-1].value)
    return ahead._replace(projected=value + slope * ahead.left, slope=slope, method=method, points=len(line))


def never_back(figure: Fraction, kind: Kind, scale: Scale, history: History) -> Fraction:
    """Return a figure at due; of a total the latest one where the figure is short of it: totals never go back."""
    if kind not in ADDING:
        return figure
    latest = ratio(history.observations[-1].value)
    return max(figure, latest) if scale.aim > scale.baseline else min(figure, latest)


# The observations that a line is drawn through.


def points(history: History) -> list[LinePoint]:
    """Return the baseline and the reports, thinned so that each lies half a reporting period after the last.

    Going back from the latest, nearer ones are left out; the stated baseline stays. Of more than sixty the last of
    each reporting period stays, and of those sixty evenly spaced, the latest among them.
    """
    kept, first = list(_apart(history)), history.first
    half = history.months * INSTANTS
    near = history.borrowed and bool(kept) and 2 * (kept[-1][0] - first) < half
    start = [] if near else [LinePoint(first, history.baseline)]
    if len(kept) + len(start) > MOST_OBSERVATIONS:
        kept = list({history.period(each.on): (at, each) for at, each in reversed(kept)}.values())
    else:
        kept.reverse()
    line = [*start, *(LinePoint(at, ratio(each.value)) for at, each in kept)]
    if len(line) > MOST_OBSERVATIONS:
        last, steps = len(line) - 1, MOST_OBSERVATIONS - 1
        line = [line[step * last // steps] for step in range(MOST_OBSERVATIONS)]
    return line


def _apart(history: History) -> Iterator[tuple[int, Observation]]:
    """Yield the observations after the baseline, from the latest back, each half a period before the one after it."""
    first, half, later = history.first, history.months * INSTANTS, None
    for each in reversed(history.observations):
        at = history.clock.instant(each.on)
        if at <= first:
            return
        if later is None or 2 * (later - at) >= half:
            yield at, each
            later = at


def whole_numbers(line: Sequence[LinePoint]) -> tuple[list[tuple[int, int]], int]:
    """Return the points with their values as whole multiples of 1/unit, and that unit."""
    unit = lcm(*(point.value.denominator for point in line))
    return [(at, value.numerator * (unit // value.denominator)) for at, value in line], unit


def median_slope(line: Sequence[tuple[int, int]], unit: int) -> Fraction | None:
    """Return the median of the slopes between all pairs of points, a month; None if no two differ in time.

    Each slope is sorted by the float nearest to it, and the middle ones are then calculated exactly.

    Args:
        line: instants, and values in multiples of 1/unit.
        unit: the unit.
    """
    slopes = sorted(((y - v) / (x - u), y - v, x - u) for (u, v), (x, y) in combinations(line, 2) if x != u)
    if not slopes:
        return None
    (_, rise, run), (_, rise_, run_) = slopes[(len(slopes) - 1) // 2], slopes[len(slopes) // 2]
    return (ratio(rise, run) + ratio(rise_, run_)) * INSTANTS / (2 * unit)


# The increments of whole reporting periods, and the chance that they give.


def past_increments(history: History) -> Increments | None:
    """Return the increments from where the way begins to the last period that the latest report covers.

    They are differences of the value at the ends of successive periods, the first from the baseline: a period without
    a report adds nothing, and what came meanwhile counts whole where it is reported. None without a whole period.
    """
    months, year_end, observations = history.months, history.year_end, history.observations
    day = history.begin + timedelta(days=1) if history.begin else history.clock.start
    first = history.period(day) + (period_start(day, months, year_end) < day)
    end = last_period_end(observations[-1].on, months, year_end)
    last = history.period(end)
    if last < first:
        return None
    closing: dict[int, Observation] = {}
    for each in observations:
        period = history.period(each.on)
        if period > last:
            break
        closing[max(period, first - 1)] = each
    reported = len(closing) - (first - 1 in closing)
    values = list(_values(history.baseline, closing, first, last))
    unit = lcm(*(below for _, below in values))
    whole = [above * (unit // below) for above, below in values]
    changes = tuple(after - before for before, after in pairwise(whole))
    return Increments(unit, changes, reported, end, whole[-1])


def _values(
    baseline: Fraction, closing: dict[int, Observation], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Yield the baseline and the value at the end of each period, as numerator and denominator."""
    value = baseline.as_integer_ratio()
    yield value
    if first - 1 in closing:
        value = closing[first - 1].value.as_integer_ratio()
    for period in range(first, last + 1):
        if period in closing:
            value = closing[period].value.as_integer_ratio()
        yield value


def periods_ahead(history: History, end: date) -> tuple[int, int]:
    """Return how many reporting periods lie between the end of one and due, as numerator and denominator."""
    return history.clock.end - history.clock.instant(end), history.months * INSTANTS


def past_periods(history: History, increments: Increments) -> PastPeriods:
    """Return the mean and the variance of past increments, as facts."""
    n, total = len(increments.changes), sum(increments.changes)
    return PastPeriods(
        periods=n,
        reported=increments.reported,
        on=increments.end,
        value=ratio(increments.value, increments.unit),
        mean=ratio(total, n * increments.unit),
        variance=ratio(
            n * sum(change * change for change in increments.changes) - total**2, (n * increments.unit) ** 2
        ),
        ahead=ratio(*periods_ahead(history, increments.end)),
    )


def chance_at_due(history: History, increments: Increments, scale: Scale) -> Fraction:
    """Return the chance that the value meets the goal at due: Phi((A + k mu - T)/(s sqrt(k))).

    With all increments equal it is 0 or 1 by the op of the goal; else it is never quite either.
    """
    n, total = len(increments.changes), sum(increments.changes)
    scatter = n * sum(change * change for change in increments.changes) - total**2
    above, below = periods_ahead(history, increments.end)
    # In multiples of 1/(n * below * unit): the value that the mean leads to, and the root of the variance there.
    mean, variance = n * below * increments.value + above * total, scatter * above * below
    if not variance:
        return ratio(scale.met(ratio(mean, n * below * increments.unit)))
    low, high = bounds(scale)
    unit = n * below * increments.unit
    share = 1.0 if high is None else _normal(high * unit - mean, variance)
    share -= 0.0 if low is None else _normal(low * unit - mean, variance)
    return ratio(min(max(round(share * _FINEST), 1), _FINEST - 1), _FINEST)


_FINEST = 10**12
"""The digits of a chance: the error function of two machines may differ in further ones."""

_FAR = 40
"""Standard deviations beyond which a float knows no share but 0 and 1."""


def _normal(distance: Fraction, variance: int) -> float:
    """Return the share of a normal distribution up to a distance from its mean."""
    above, below = distance.numerator**2, distance.denominator**2 * variance
    deviations = _FAR if above > _FAR**2 * below else sqrt(above / below)
    return erfc((-deviations if distance > 0 else deviations) / sqrt(2)) / 2


def bounds(scale: Scale) -> tuple[Fraction | None, Fraction | None]:
    """Return the lowest and the highest value that meet a goal, None where it is open; strict goals lie beyond."""
    if scale.goal.span is not None:
        return ratio(scale.goal.span[0]), ratio(scale.goal.span[1])
    if scale.op in (Op.AT_MOST, Op.BELOW):
        return None, scale.aim
    return scale.aim, None
