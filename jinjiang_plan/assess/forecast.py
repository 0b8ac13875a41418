"""The forecast of one assessed target: the line with its interval, and the draws; or why there is none."""

from fractions import Fraction

from jinjiang_plan.assess.outlook import ADDING, LEAST_PERIODS, history_of, past_increments
from jinjiang_plan.assess.regression import line, unforeseen
from jinjiang_plan.assess.scale import Scale, scale_of
from jinjiang_plan.assess.simulation import YEARS, Journey, simulate
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.forecast import Forecast, Shortage, Simulation, Unforeseen

DRAWS = 10_000
SEED = 1


def forecast(each: Assessment, *, draws: int = DRAWS, seed: int = SEED) -> Forecast:
    """Return the forecast of a target from its assessment: as of its day, from the same evidence.

    A value that may fall meets its goal by due once it meets it at the end of a period; that it still does at due is
    another figure (`held`), and a smaller one. The chance of the assessment is that of `held`.
    """
    why, scale = unforeseen(each), scale_of(each)
    if why is not None or scale is None:
        return Forecast(each, why or Unforeseen.NOT_ASSESSABLE, None, None)
    return Forecast(each, None, line(each, scale), _simulation(each, scale, draws, seed))


def _simulation(each: Assessment, scale: Scale, draws: int, seed: int) -> Simulation | Shortage:
    history = history_of(each)
    past = past_increments(history)
    if past is None or past.reported < LEAST_PERIODS:
        return Shortage(past.reported if past else 0, LEAST_PERIODS)
    total = Fraction(each.observations[-1].value) if each.target.kind in ADDING else None
    journey = Journey(scale, past, history.clock, history.months, each.as_of, total, history.year_end)
    outcome = simulate(journey, draws, seed)
    return Simulation(
        reached=Fraction(outcome.reached, draws),
        held=Fraction(outcome.held, draws),
        low=outcome.quantile(10),
        middle=outcome.quantile(50),
        high=outcome.quantile(90),
        half_by=outcome.half_by,
        most_by=outcome.most_by,
        years=YEARS,
        period=each.target.frequency,
        increments=len(past.changes),
        reported=past.reported,
        draws=draws,
        seed=seed,
    )
