"""What is due and what should be reported: the days that the plan itself sets, and what is late by them.

A target has duties while it is open: not cancelled or suspended, with a goal, and not settled. What is met for good (a
total, a stage, a yes) has none left; a level that is met has still to hold until it is due. A sum is reported by its
parts.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Flag, Kind, Reason, Status
from jinjiang_plan.model.days import last_period_end, period_end, period_ends, period_of
from jinjiang_plan.model.plan import Milestone
from jinjiang_plan.model.timeline import Agenda, Occasion, TimelineItem

_CLOSED = (Status.CANCELLED, Status.SUSPENDED, Status.MISSED)
_ORDER = {occasion: place for place, occasion in enumerate(Occasion)}


def agenda(assessments: Iterable[Assessment], as_of: date, first: date, last: date) -> Agenda:
    """What the open ones of these targets have to reach and to report from one day to another, and what is late."""
    still_open = [each for each in assessments if is_open(each)]
    late = [item for each in still_open for item in _late(each, as_of)]
    coming = [item for each in still_open for item in _coming(each, max(first, as_of), last)]
    return Agenda(as_of, first, last, tuple(sorted(late, key=_key)), tuple(sorted(coming, key=_key)))


def is_open(assessment: Assessment) -> bool:
    """Whether a target has still something to reach or to report."""
    if assessment.status in _CLOSED or assessment.goal is None:
        return False
    return not assessment.settled


def _coming(each: Assessment, first: date, last: date) -> Iterator[TimelineItem]:
    if first <= each.due <= last:
        yield TimelineItem(Occasion.DUE, each.due, each)
    for number, stop in _stops(each):
        if first <= stop.on <= last:
            yield TimelineItem(Occasion.MILESTONE, stop.on, each, required=stop.value, number=number)
    if reports_itself(each):
        reported = each.value_on or date.min
        for day in _reporting_days(each, first, last):
            if day > reported:
                yield TimelineItem(Occasion.REPORT, day, each)


def _late(each: Assessment, as_of: date) -> Iterator[TimelineItem]:
    if each.status is Status.OVERDUE:
        yield TimelineItem(Occasion.DUE, each.due, each)
        return
    for number, stop in _stops(each):
        if stop.on < as_of and not _reached(each, stop):
            yield TimelineItem(Occasion.MILESTONE, stop.on, each, required=stop.value, number=number)
    missing = (
        _missing(each, as_of) if reports_itself(each) and each.reason is not Reason.BROKEN_LEDGER else []
    )
    if missing:
        yield TimelineItem(Occasion.REPORT, missing[-1], each, missing=len(missing))


def _stops(each: Assessment) -> Iterator[tuple[int, Milestone]]:
    """The milestones in force, each with its number in the file."""
    for number, stop in enumerate(each.target.milestones, 1):
        if stop in each.stops:
            yield number, stop


def _reached(each: Assessment, stop: Milestone) -> bool:
    """Whether the value is now what a milestone asked for, on the side of the goal.

    A rate is one of its own period: of a past one nothing can be reached any more.
    """
    if each.target.kind in (Kind.RATE, Kind.MAINTAIN):
        return True
    if each.value is not None and not each.target.kind.has_way:
        return each.value <= stop.value  # a place
    if each.value is None or each.aim is None or each.baseline is None:
        return False
    return each.value >= stop.value if each.aim >= each.baseline else each.value <= stop.value


def reports_itself(each: Assessment) -> bool:
    """Whether a target is reported by itself: a sum is by its parts, unless it has reports of its own."""
    return not each.target.sum_of or bool(each.observations and Flag.DERIVED not in each.flags)


def _reporting_days(each: Assessment, first: date, last: date) -> Iterator[date]:
    """The ends of the reporting periods of a target, and the day on which it is due."""
    target = each.target
    yield from period_ends(
        max(first, target.start), min(last, each.due), target.frequency.months, target.year_end
    )
    if (
        first <= each.due <= last
        and period_end(each.due, target.frequency.months, target.year_end) != each.due
    ):
        yield each.due


def _missing(each: Assessment, as_of: date) -> list[date]:
    """The ends of the periods that were whole before a day and that no report was made for, since the last report.

    A report on any day of a period is one for it; where the latest report is stale, its own period is missing too.
    """
    months, year_end = each.target.frequency.months, each.target.year_end
    whole = date.fromordinal(as_of.toordinal() - 1)
    ends = list(period_ends(each.target.start, min(whole, each.due), months, year_end))
    if each.value_on is None:
        return ends
    reported = period_of(each.value_on, months, year_end)
    if Flag.STALE in each.flags:
        reported = min(
            reported, period_of(last_period_end(each.value_on, months, year_end), months, year_end)
        )
    return [end for end in ends if period_of(end, months, year_end) > reported]


def _key(item: TimelineItem) -> tuple[date, str, int, str]:
    return item.day, item.assessment.target.plan, _ORDER[item.occasion], item.assessment.target.id
