"""The figure that a profile's thresholds are for: the gap, or a measure of its own (METHODS 4)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from jinjiang_plan.assess.case import Case, stops_of
from jinjiang_plan.assess.evidence import YEAR, last_of_years
from jinjiang_plan.assess.powers import power
from jinjiang_plan.assess.progress import Progress, missed_bound
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Measurement
from jinjiang_plan.model.days import months_between, period_of
from jinjiang_plan.model.profiles import Measure
from jinjiang_plan.model.ratio import ratio

_CHANGES = 5
"""The most yearly changes that a trend is the mean of."""


def measured(case: Case, progress: Progress, measure: Measure) -> Measurement | None:
    """Return the figure that a profile's thresholds are for; None where it is not defined.

    A figure that is compared with the goal itself has its deviation, whatever the profile measures.
    """
    if progress.ratio is not None:
        return Measurement(progress.ratio)
    scale, latest = case.scale, case.evidence.latest
    if progress.gap is None or progress.completion is None or scale is None or latest is None:
        return None
    match measure:
        case Measure.GAP:
            return Measurement(progress.gap)
        case Measure.DIFFERENCE:
            return None if progress.difference is None else Measurement(progress.difference)
        case Measure.GROWTH | Measure.PROJECTED | Measure.TREND:
            return _OVER_TIME[measure](case, scale)
        case Measure.MILESTONE:
            return _share(progress.completion, _next_stop(case, scale))
        case Measure.VALUE:
            return _deviation(progress, scale, ratio(latest.value))
        case Measure.PACE:
            return _share(progress.completion, progress.planned_completion)


def nothing_done(measure: Measure, expected: Fraction) -> Fraction | None:
    """Return what a measure comes to where nothing is done of a share of the way, though no baseline is known."""
    match measure:
        case Measure.GAP:
            return -100 * expected
        case Measure.PACE:
            return ratio(not expected)
        case Measure.VALUE:
            return -ratio(expected > 0)
        case Measure.DIFFERENCE:
            return None
        case _:
            return ratio(0)


def growth_ratio(case: Case, scale: Scale) -> Measurement | None:
    """Return the yearly growth observed over the one required: (A/B)^(1/t) - 1 over (T/B)^(1/t_due) - 1.

    None where a figure is not above zero (a value of zero is a growth of -100 %), or no time lies between them.
    """
    years = _years(case)
    latest = case.evidence.latest
    if years is None or latest is None:
        return None
    (spent, whole), base, aim, value = years, scale.baseline, scale.aim, ratio(latest.value)
    if min(base, aim) <= 0 or value < 0:
        return None
    observed = power(value / base, 1 / spent) if value else ratio(0)
    required = power(aim / base, 1 / whole)
    return Measurement((observed - 1) / (required - 1), spent=spent, whole=whole)


def _carried_growth(case: Case, scale: Scale) -> Measurement | None:
    """The share of the way that the observed growth leads to by due: (V_e - B)/(T - B), V_e = B (A/B)^(t_due/t)."""
    years = _years(case)
    latest = case.evidence.latest
    if years is None or latest is None or min(scale.baseline, scale.aim, ratio(latest.value)) <= 0:
        return None
    spent, whole = years
    carried = scale.baseline * power(ratio(latest.value) / scale.baseline, whole / spent)
    share = (carried - scale.baseline) / (scale.aim - scale.baseline)
    return Measurement(share, spent=spent, whole=whole, carried=carried)


def _years(case: Case) -> tuple[Fraction, Fraction] | None:
    """The years from the day that the baseline is for to the latest report, and to due; None where none have gone.

    That is the day which the file names, the first report's where that serves as baseline, else the start.
    """
    latest = case.evidence.latest
    if latest is None or case.target.kind.named:
        return None
    spent, whole = (_years_from_baseline(case, day) for day in (latest.on, case.terms.due))
    return (spent, whole) if spent > 0 and whole > 0 else None


def _years_from_baseline(case: Case, day: date) -> Fraction:
    start = case.target.start
    first = start.replace(day=1)
    months, on = months_between(first, day), _baseline_day(case)
    if on != start:
        months -= months_between(first, on)
    return months / YEAR


def _baseline_day(case: Case) -> date:
    """The day that the baseline is for."""
    if case.borrowed:
        return case.evidence.observations[0].on
    stated = case.terms.baseline
    return stated.on if stated and stated.on else case.target.start


def _carried_trend(case: Case, scale: Scale) -> Measurement | None:
    """The share of the remaining way that the mean of the last yearly changes leads to by due: (V_e - A)/(T - A)."""
    if case.target.kind.named:
        return None
    years = [*_yearly_values(case, scale).items()]
    if len(years) < 2:
        return None
    months, year_end = YEAR, case.target.year_end
    recent = years[-_CHANGES - 1 :]
    changes = [(value - before) / (year - last) for (last, before), (year, value) in pairwise(recent)]
    mean = sum(changes, ratio(0)) / len(changes)
    latest, value = years[-1]
    carried = value + mean * (period_of(case.terms.due, months, year_end) - latest)
    aim = missed_bound(scale, value)
    if aim is None or aim == value:
        return None
    share = (carried - value) / (aim - value)
    if scale.goal.span is not None and share > 1:  # what is carried too far is short by what is too much
        beyond = missed_bound(scale, carried)
        share = ratio(1) if beyond is None else 1 - abs(carried - beyond) / abs(aim - value)
    return Measurement(share, carried=carried, trend=mean, receding=mean * (aim - value) <= 0)


def _yearly_values(case: Case, scale: Scale) -> Mapping[int, Fraction]:
    """The last value of each reporting year, by its number: of the baseline's year the baseline or a later report."""
    year_end = case.target.year_end
    values = {period_of(_baseline_day(case), YEAR, year_end): scale.baseline}
    values |= {year: ratio(each.value) for year, each in last_of_years(case.evidence.observations, year_end)}
    return dict(sorted(values.items()))


_OVER_TIME = {
    Measure.GROWTH: growth_ratio,
    Measure.PROJECTED: _carried_growth,
    Measure.TREND: _carried_trend,
}
"""What measures the way from the baseline over the years."""


def _next_stop(case: Case, scale: Scale) -> Fraction | None:
    """The completion that the next milestone asks for: the first on the day or after it, at last the goal."""
    stops = (each for each in stops_of(case) if each.on >= case.as_of)
    stop = next(stops, None)
    return ratio(1) if stop is None else scale.completion(ratio(stop.value))


def _deviation(progress: Progress, scale: Scale, value: Fraction) -> Measurement | None:
    """(A-P)/|P|, positive in the direction of the goal; where nothing is planned A - P."""
    planned = progress.planned
    if planned is None:
        return None
    way = (value - planned) * scale.sign
    return Measurement(way / abs(planned) if planned else way)


def _share(completion: Fraction, planned: Fraction | None) -> Measurement | None:
    """What is done over what is planned; where nothing is planned yet, whatever is there is enough."""
    if planned is None:
        return None
    share = ratio(completion >= planned) if planned <= 0 else completion / planned
    return Measurement(share, planned=planned)
