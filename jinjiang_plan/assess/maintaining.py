"""A level to hold: the share of reported periods in which it held (METHODS 3, kind `maintain`)."""

from collections.abc import Sequence
from fractions import Fraction

from jinjiang_plan.assess.clock import period_of
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.assessment import Observation


def held_share(observations: Sequence[Observation], scaled: Scale, months: int) -> Fraction:
    """The share of the reporting periods with a report in which the last report of the period met the goal."""
    periods = {period_of(each.on, months): scaled.met(each.value) for each in observations}
    return Fraction(sum(periods.values()), len(periods))
