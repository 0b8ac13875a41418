"""What a profile measures: the gap, or a ratio of its own (METHODS 4), from where a target stands."""

from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.progress import Standing
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Measured
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import months_between
from jinjiang_plan.model.profiles import Measure

_EXACT = Context(prec=50)
_YEAR = 12


def measured(judged: Case, where: Standing, measure: Measure) -> Measured | None:
    """The figure that a profile's thresholds are for; None where it is not defined.

    A level to hold has no course to measure along: its share of periods held is set against the whole of them.
    """
    if where.gap is None or where.completion is None or judged.scaled is None or judged.seen.latest is None:
        return None
    match measure:
        case Measure.GAP:
            return Measured(where.gap)
        case Measure.GROWTH:
            return growth_ratio(judged, judged.scaled)
        case Measure.MILESTONE:
            return _share(where.completion, _next_stop(judged, judged.scaled))
        case Measure.VALUE if judged.target.kind is not Kind.MAINTAIN:
            return _deviation(where, judged.scaled, Fraction(judged.seen.latest.value))
        case Measure.VALUE:
            return Measured(where.completion - 1)
        case Measure.PACE:
            return _share(where.completion, where.planned_completion)


def growth_ratio(judged: Case, scaled: Scale) -> Measured | None:
    """CAGR observed over CAGR required: (A/B)^(1/t) - 1 over (T/B)^(1/t_due) - 1, with t in years from the baseline's day.

    None where a figure is not above zero (a value of zero is a growth of -100 %), or no time lies between them.
    """
    latest, kind = judged.seen.latest, judged.target.kind
    if latest is None or kind in (Kind.MAINTAIN, Kind.STAGE, Kind.DONE):
        return None
    base, aim, value = scaled.baseline, scaled.aim, Fraction(latest.value)
    spent = _years_from_baseline(judged, latest.on)
    whole = _years_from_baseline(judged, judged.asked.due)
    if min(base, aim) <= 0 or value < 0 or spent <= 0 or whole <= 0 or base == aim:
        return None
    ratio = (_growth(value / base, spent) - 1) / (_growth(aim / base, whole) - 1)
    return Measured(ratio, spent=spent, whole=whole)


def _growth(times: Fraction, years: Fraction) -> Fraction:
    """The factor by which something grows a year that grows so many times in so many years."""
    if not times:
        return Fraction(0)
    share = _EXACT.divide(Decimal(years.denominator), Decimal(years.numerator))
    factor = _EXACT.divide(Decimal(times.numerator), Decimal(times.denominator))
    return Fraction(_EXACT.power(factor, share))


def _years_from_baseline(judged: Case, day: date) -> Fraction:
    """Years from the day that the baseline is for to the end of a day.

    That is the day which the file names, the first report's where that serves as baseline, else the start.
    """
    stated, start = judged.target.baseline, judged.target.start
    on = stated.on if stated else None
    if stated is None and judged.target.kind is Kind.LEVEL:
        on = judged.seen.observations[0].on
    first = start.replace(day=1)
    months = months_between(first, day)
    if on is not None and on != start:
        months -= months_between(first, on)
    return months / _YEAR


def _next_stop(judged: Case, scaled: Scale) -> Fraction | None:
    """The completion that the next milestone asks for: the first on the day or after it, at last the goal."""
    stops = (each for each in judged.asked.milestones if each.on >= judged.as_of)
    stop = next(stops, None)
    return Fraction(1) if stop is None else scaled.completion(Fraction(stop.value))


def _deviation(where: Standing, scaled: Scale, value: Fraction) -> Measured | None:
    """(A-P)/|P|, positive in the direction of the goal; where nought is planned, anything is the whole of it off."""
    planned = where.planned
    if planned is None:
        return None
    way = (value - planned) * (1 if scaled.aim >= scaled.baseline else -1)
    return Measured(way / abs(planned) if planned else Fraction((way > 0) - (way < 0)))


def _share(completion: Fraction, asked: Fraction | None) -> Measured | None:
    """Done over asked; while nothing is asked yet, whatever is there is enough, and less than the baseline is not."""
    if asked is None:
        return None
    enough = Fraction(completion >= asked) if asked <= 0 else completion / asked
    return Measured(enough, asked=asked)
