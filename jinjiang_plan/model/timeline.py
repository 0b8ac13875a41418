"""What is due and what should be reported, as facts: by day, with what is late already apart."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.words import Words


class Occasion(StrEnum):
    """What a day asks for."""

    DUE = "due"
    MILESTONE = "milestone"
    REPORT = "report"


OCCASIONS = {
    Occasion.DUE: Words("到期", "due"),
    Occasion.MILESTONE: Words("节点", "milestone"),
    Occasion.REPORT: Words("应报", "report"),
}


class TimelineItem(NamedTuple):
    """One thing that a day asks of a target."""

    occasion: Occasion
    """What kind of thing."""
    day: date
    """Of a report that is late, the end of the last period that lacks one."""
    assessment: Assessment
    """The target as judged."""
    required: Decimal | None = None
    """A milestone's value."""
    number: int = 0
    """The milestone's number, from 1 in the order of the file."""
    missing: int = 0
    """Of a report that is late, the reporting periods that lack one."""


class Agenda(NamedTuple):
    """What is late as of a day, and what comes from one day to another."""

    as_of: date
    """The day of judgement."""
    first: date
    """The first day of what comes."""
    last: date
    """The last day of what comes."""
    late: tuple[TimelineItem, ...]
    """The longest first."""
    coming: tuple[TimelineItem, ...]
    """By day."""
