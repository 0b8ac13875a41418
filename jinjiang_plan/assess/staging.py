"""The stages of an initiative by their days, from its assessment."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from jinjiang_plan.assess.charting import day_at
from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.scale import scale_of
from jinjiang_plan.assess.standing import planned_course
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.staging import StageDay, StageSpan, Staging


def staging(each: Assessment, known_by: date) -> Staging:
    """The stages of an assessed target of that kind; amendments count that were decided by its day and by `known_by`."""
    return Staging(each, tuple(_spans(each)), tuple(_expected(each, min(each.as_of, known_by))))


def _spans(each: Assessment) -> Iterator[StageSpan]:
    """Each stage from its report to the day before another is reported; the last one to the day judged."""
    seen = each.observations
    begins = [at for at in range(len(seen)) if not at or seen[at].value != seen[at - 1].value]
    for at, following in zip(begins, [*begins, None][1:], strict=True):
        last = each.as_of if following is None else seen[following].on - timedelta(days=1)
        yield StageSpan(seen[at].on, last, int(seen[at].value))


def _expected(each: Assessment, decided_by: date) -> Iterator[StageDay]:
    """The first day at whose end the planned course stands at a stage or above it, stage by stage."""
    scaled = scale_of(each)
    if scaled is None or scaled.aim <= scaled.baseline:
        return
    clock = Clock(each.target.basis, each.target.start, each.due)
    course = planned_course(each.target, scaled, each.target.terms(decided_by), clock)
    for position in range(int(scaled.baseline), int(scaled.aim) + 1):
        first, _ = course.reached(Fraction(position))
        yield StageDay(day_at(clock, ceil(first)), position)
