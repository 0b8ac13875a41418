"""Forecasting one assessed target: the line with its interval, and the draws; or why there is nothing to forecast."""

from fractions import Fraction

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.increments import past_increments, starts_from_baseline
from jinjiang_plan.assess.outlook import thinned
from jinjiang_plan.assess.regression import predict
from jinjiang_plan.assess.scale import Scale, scale_of
from jinjiang_plan.assess.simulation import YEARS, Journey, simulate
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, Reason, Status
from jinjiang_plan.model.forecast import Forecast, Interval, Shortage, Simulation, Unforeseen

DRAWS = 10_000
SEED = 1
LEVEL = Fraction(4, 5)
"""The share that the interval of the line, and the span of the draws, is to hold."""

LEAST_INCREMENTS = 6
LEAST_OBSERVATIONS = 5


def forecast(each: Assessment, *, draws: int = DRAWS, seed: int = SEED) -> Forecast:
    """The forecast of a target from its assessment: as of its day, by what it rests on.

    A goal is met by due as soon as the value meets it at the end of a period; that it still does at due is another
    figure (`held`), and with a level that may fall, or a range that may be left, a smaller one.
    """
    unforeseen, scaled = _unforeseen(each), scale_of(each)
    if unforeseen is not None or scaled is None:
        return Forecast(each, unforeseen or Unforeseen.NOT_ASSESSABLE, None, None)
    return Forecast(each, None, _line(each), _simulation(each, scaled, draws, seed))


def _unforeseen(each: Assessment) -> Unforeseen | None:
    if each.status in (Status.CANCELLED, Status.SUSPENDED):
        return Unforeseen(each.status.value)
    if each.goal is None:
        return Unforeseen.NO_GOAL
    if each.target.kind in (Kind.DONE, Kind.STAGE, Kind.MAINTAIN):
        return Unforeseen(each.target.kind.value)
    if each.status is Status.NOT_ASSESSABLE and each.reason is not Reason.PROFILE_UNFIT:
        return Unforeseen.NOT_ASSESSABLE
    if not each.observations:
        return Unforeseen.NO_DATA
    if each.met:
        return Unforeseen.MET
    return Unforeseen.PAST_DUE if each.as_of >= each.due else None


def _floor(each: Assessment) -> Fraction | None:
    """What the value never falls below: what a cumulative target has; a level may fall."""
    return None if each.target.kind is Kind.LEVEL else each.value


def _line(each: Assessment) -> Interval | Shortage:
    clock = Clock(each.target.basis, each.target.start, each.due)
    points = [(clock.moment(seen.on), Fraction(seen.value)) for seen in thinned(each.observations)]
    if starts_from_baseline(each) and each.baseline is not None:
        points.insert(0, (Fraction(0), each.baseline))
    if len(points) < LEAST_OBSERVATIONS:
        return Shortage(len(points), LEAST_OBSERVATIONS)
    found = predict(points, clock.length_in_months, LEVEL)
    if found is None:
        return Shortage(1, LEAST_OBSERVATIONS)
    floor = _floor(each)
    value, low, high = (
        figure if floor is None else max(figure, floor)
        for figure in (found.value, found.value - found.margin, found.value + found.margin)
    )
    return Interval(value, low, high, LEVEL, len(points))


def _simulation(each: Assessment, scaled: Scale, draws: int, seed: int) -> Simulation | Shortage:
    past = past_increments(each)
    if past.reported < LEAST_INCREMENTS:
        return Shortage(past.reported, LEAST_INCREMENTS)
    frequency, latest = each.target.frequency, each.observations[-1]
    outcome = simulate(
        Journey(
            scaled, Fraction(latest.value), past.changes, latest.on, each.due, frequency.months, _floor(each)
        ),
        draws,
        seed,
    )
    return Simulation(
        reached=Fraction(outcome.reached, draws),
        held=Fraction(outcome.held, draws),
        low=outcome.quantile(10),
        middle=outcome.quantile(50),
        high=outcome.quantile(90),
        half_by=outcome.half_by,
        most_by=outcome.most_by,
        years=YEARS,
        period=frequency,
        increments=len(past.changes),
        reported=past.reported,
        draws=draws,
        seed=seed,
    )
