"""A plan as a table proposes it: entries with what was guessed of each, before anything is written."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.codes import Average, Class, Frequency, Kind, Op
from jinjiang_plan.model.words import Words


class Guess(NamedTuple):
    """What the table does not say itself, and the ground on which it was taken so."""

    field: str
    """The field of the table: kind, unit, class, goal, …"""
    ground: Words
    """Why it was taken so."""


class GoalDraft(NamedTuple):
    """A goal as a table words it: one figure, a range, a stage, or a promise that is kept or not."""

    value: Decimal | None = None
    """The figure, None for anything else."""
    low: Decimal | None = None
    """The lower bound of a range."""
    high: Decimal | None = None
    """The upper bound of a range."""
    op: Op | None = None
    """What was said of the figure; None where only the direction says it."""
    stage: str = ""
    """The stage to reach."""
    done: bool = False
    """Whether it is a promise that is kept or not."""


class EntryDraft(NamedTuple):
    """A target or an initiative as a table proposes it; what is None or empty is not written."""

    what: str
    """`target` or `initiative`."""
    id: str
    """Its id within its action."""
    title: str
    """Its name for readers."""
    action: str = ""
    """The id of its action, empty for the plan's own level."""
    kind: Kind | None = None
    """How its figures add up; None for an initiative."""
    class_: Class | None = None
    """How strictly it binds."""
    unit: str = ""
    """The unit of its figures."""
    average: Average | None = None
    """How the years of a rate become one figure."""
    baseline: Decimal | None = None
    """The value at the start."""
    baseline_on: date | None = None
    """The day of that value."""
    goal: GoalDraft | None = None
    """The value to reach; None where it is only monitored."""
    start: date | None = None
    """The first day of its period, None where it is the plan's."""
    due: date | None = None
    """The last day of its period, None where it is the plan's."""
    leads: tuple[str, ...] = ()
    """The responsible units."""
    partners: tuple[str, ...] = ()
    """The units that help."""
    frequency: Frequency | None = None
    """How often it is reported."""
    source: str = ""
    """The document that promises it, as the table names it."""
    wording: str = ""
    """The goal in the table's own words."""
    summary: str = ""
    """What an initiative is."""
    place: str = ""
    """Where an initiative is."""
    note: str = ""
    """What else is to be known."""
    guesses: tuple[Guess, ...] = ()
    """What was guessed of it."""
    cells: tuple[str, ...] = ()
    """The places of the rows that it comes from."""

    @property
    def full_id(self) -> str:
        """Its id within the plan, the action's id before it."""
        return f"{self.action}.{self.id}" if self.action else self.id


class ActionDraft(NamedTuple):
    """A section of a table, which becomes an action."""

    id: str
    title: str


class SkippedRow(NamedTuple):
    """A row that is no entry, and why."""

    place: str
    """Where it is."""
    text: str
    """What stands in it."""
    reason: Words
    """Heading, total, footnote, hidden."""


class PlanFault(NamedTuple):
    """What is wrong with a cell, and what to do."""

    place: str
    words: Words


class PlanDraft(NamedTuple):
    """A whole table as the plan that it proposes."""

    actions: tuple[ActionDraft, ...]
    """In the order of the table."""
    entries: tuple[EntryDraft, ...]
    """In the order of the table."""
    skipped: tuple[SkippedRow, ...] = ()
    """The rows that are no entries."""
    faults: tuple[PlanFault, ...] = ()
    """What cannot be read: while there are any, nothing is written."""

    @property
    def targets(self) -> list[EntryDraft]:
        """The targets alone."""
        return [each for each in self.entries if each.what == "target"]

    @property
    def initiatives(self) -> list[EntryDraft]:
        """The initiatives alone."""
        return [each for each in self.entries if each.what == "initiative"]
