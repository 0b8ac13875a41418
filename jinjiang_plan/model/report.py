"""What has been reported: the ledger's lines, as data."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.zones import CHINA, local_day


class Report(NamedTuple):
    """One line of a ledger."""

    on: date
    """The day of the figure, the last of an increment's period."""
    revision: int
    """Its number among the reports for that day, from 1."""
    figure: Decimal | None
    """The number reported (a stage as its position, done as 1, not done as 0), None for a retraction."""
    recorded: datetime
    """When it was entered."""
    by: str
    """Who entered it."""
    source: str = ""
    """Where the figure is from."""
    first: date | None = None
    """The first day of an increment's period."""
    url: str = ""
    """Where the source can be read."""
    estimate: bool = False
    """Whether the figure is not yet final."""
    final: bool = False
    """Whether it is the last figure of a target."""
    correction: bool = False
    """Whether it may lower a cumulative figure."""
    note: str = ""
    """What else is to be known."""
    problems: str = ""
    """What is in the way."""
    next: str = ""
    """The next step."""
    reason: str = ""
    """Why a figure was retracted."""
    file: str = ""
    """The file that proves the figure, from the plans folder where it is below it, else by its name alone."""
    sha256: str = ""
    """The digest of that file's bytes."""
    published: date | None = None
    """The day on which the figure became public."""
    late: str = ""
    """Why it is entered only now."""

    @property
    def key(self) -> str:
        """The line's key: the day, with `-rN` from the second report for that day on."""
        return ledger_key(self.on, self.revision)

    def known_on(self, zone: str) -> date:
        """The day from which the figure is known: that of publication, else that of its entry in a time zone."""
        return self.published or local_day(self.recorded, zone)

    def known(self, moment: datetime, zone: str) -> bool:
        """Whether the figure was known at a moment: public by that day in `zone`, else recorded by then."""
        if self.published is None:
            return self.recorded <= moment
        return self.published <= local_day(moment, zone)

    @property
    def retracts(self) -> bool:
        """Whether the line takes its day's figure back."""
        return self.figure is None


class Ledger(NamedTuple):
    """All reports of one target, in the order of the file."""

    id: str
    """The target's full id."""
    reports: tuple[Report, ...]
    """In the order of the file."""
    broken: bool = False
    """Whether the file could not be read."""
    file: str = ""
    """Its name in findings, empty where there is none."""
    since: date | None = None
    """The day from which on it was read, None for all."""


Ledgers = Mapping[str, Ledger]
"""Ledgers by the full id of their target, its plan in front."""


def ledger_key(on: date, revision: int) -> str:
    """The key of a report in its ledger: `2021-06-30`, then `2021-06-30-r2`."""
    return on.isoformat() if revision == 1 else f"{on.isoformat()}-r{revision}"


# Which reports stand: of each day the one recorded last, what was retracted left out (METHODS 3).


_by_day: Callable[[Report], date] = attrgetter("on")


def period_first(report: Report, kind: Kind) -> date:
    """The first day that a report is for: an increment's period has one of its own, any other report is for its day."""
    return report.first or report.on if kind is Kind.INCREMENT else report.on


def standing_reports(
    reports: Sequence[Report], kind: Kind, as_of: date, known_at: datetime | None, zone: str = CHINA
) -> tuple[Report, ...]:
    """The reports that stand on a day as known at a moment, by day: of each day the one recorded last.

    Each period of an increment has its own; a retraction takes back every figure of its day.
    """
    known = [
        each for each in reports if each.on <= as_of and (known_at is None or each.known(known_at, zone))
    ]
    if len({each.on for each in known}) < len(known) or any(each.figure is None for each in known):
        known = list(_in_turn(known, kind)[0].values())
    return tuple(sorted(known, key=_by_day))


def replaced(reports: Sequence[Report], kind: Kind) -> dict[str, Report]:
    """By the key of a revision or retraction, the report that stood for its day and period until it was recorded."""
    return _in_turn(reports, kind)[1]


def _in_turn(
    reports: Sequence[Report], kind: Kind
) -> tuple[dict[tuple[date, date], Report], dict[str, Report]]:
    """What stands for each period when all is recorded, one after another, and what each report replaced."""
    standing: dict[tuple[date, date], Report] = {}
    turns: dict[str, Report] = {}
    for report in sorted(reports, key=lambda each: (each.recorded, each.revision)):
        if report.retracts:
            for period in [period for period in standing if period[0] == report.on]:
                turns[report.key] = standing.pop(period)
        else:
            period = report.on, period_first(report, kind)
            if period in standing:
                turns[report.key] = standing[period]
            standing[period] = report
    return standing, turns
