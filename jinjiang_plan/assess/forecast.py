"""Forecasting one assessed target: the line with its interval, and the draws; or why there is nothing to forecast."""

from fractions import Fraction

from jinjiang_plan.assess.regression import floor, line, unforeseen
from jinjiang_plan.assess.scale import Scale, scale_of
from jinjiang_plan.assess.simulation import YEARS, Journey, past_increments, simulate
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.forecast import Forecast, Shortage, Simulation, Unforeseen

DRAWS = 10_000
SEED = 1
LEAST_INCREMENTS = 6


def forecast(each: Assessment, *, draws: int = DRAWS, seed: int = SEED) -> Forecast:
    """The forecast of a target from its assessment: as of its day, by what it rests on.

    A goal is met by due as soon as the value meets it at the end of a period; that it still does at due is another
    figure (`held`), and with a level that may fall, or a range that may be left, a smaller one.
    """
    why, scaled = unforeseen(each), scale_of(each)
    if why is not None or scaled is None:
        return Forecast(each, why or Unforeseen.NOT_ASSESSABLE, None, None)
    return Forecast(each, None, line(each), _simulation(each, scaled, draws, seed))


def _simulation(each: Assessment, scaled: Scale, draws: int, seed: int) -> Simulation | Shortage:
    past = past_increments(each)
    if past.reported < LEAST_INCREMENTS:
        return Shortage(past.reported, LEAST_INCREMENTS)
    frequency, latest = each.target.frequency, each.observations[-1]
    outcome = simulate(
        Journey(
            scaled, Fraction(latest.value), past.changes, latest.on, each.due, frequency.months, floor(each)
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
