"""Past increments: what was added in each whole reporting period of the calendar."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment, Observation
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.periods import last_period_end, period_of, period_start


class Increments(NamedTuple):
    """What each whole period added, in their order, and how many of the periods have a report."""

    changes: tuple[Fraction, ...]
    reported: int


def past_increments(each: Assessment) -> Increments:
    """The increments from the start to the last period that the latest report closes.

    A period is the calendar's month, quarter, half year or year, by the target's `frequency`; one that start or the
    latest report cuts is no whole one and is left out. A period without a report adds nothing, and what came meanwhile
    counts whole where it is reported: spread out evenly, it would make the future look surer than the past was.
    """
    if not each.observations:
        return Increments((), 0)
    months = each.target.frequency.months
    first = _first_period(each, months)
    last = period_of(last_period_end(each.observations[-1].on, months), months)
    closing: dict[int, Observation] = {}
    value = each.baseline or Fraction(0)
    for seen in each.observations:
        if period_of(seen.on, months) < first:
            value = Fraction(seen.value)
        else:
            closing[period_of(seen.on, months)] = seen
    changes = []
    for period in range(first, last + 1):
        after = Fraction(closing[period].value) if period in closing else value
        changes.append(after - value)
        value = after
    return Increments(tuple(changes), sum(first <= period <= last for period in closing))


def starts_from_baseline(each: Assessment) -> bool:
    """Whether the baseline is an observation of its own, and not taken from the first report."""
    return each.target.baseline is not None or each.target.kind is not Kind.LEVEL


def _first_period(each: Assessment, months: int) -> int:
    """The first whole period behind the baseline, or behind the report that stands for it."""
    if not starts_from_baseline(each):
        return period_of(each.observations[0].on, months) + 1
    start: date = each.target.start
    cut = period_start(start, months) < start.replace(day=1)
    return period_of(start, months) + cut
