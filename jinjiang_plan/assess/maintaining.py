"""A level to hold: its share of reported periods in which it held (METHODS 3, kind `maintain`)."""

from collections.abc import Sequence

from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Observation
from jinjiang_plan.model.periods import period_of


def held_periods(observations: Sequence[Observation], scaled: Scale, months: int) -> tuple[int, int]:
    """In how many reporting periods the last report met the goal, and how many periods have a report."""
    periods = {period_of(each.on, months): scaled.met(each.value) for each in observations}
    return sum(periods.values()), len(periods)
