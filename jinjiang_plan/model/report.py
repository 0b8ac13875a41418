"""What has been reported: the ledger's lines, as data."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class Report(NamedTuple):
    """One line of a ledger.

    `figure` is the number reported (a stage as its position, done as 1, not done as 0), None for a retraction.
    `first` is the first day of an increment's period; its last day is `on`. `file` names what proves the figure, from the
    plans folder where it stands below it, else by its name alone; `sha256` is the digest of its bytes.
    """

    on: date
    revision: int
    figure: Decimal | None
    recorded: datetime
    by: str
    source: str = ""
    first: date | None = None
    url: str = ""
    estimate: bool = False
    final: bool = False
    correction: bool = False
    note: str = ""
    problems: str = ""
    next: str = ""
    reason: str = ""
    file: str = ""
    sha256: str = ""

    @property
    def key(self) -> str:
        """The line's key: the day, with `-rN` from the second report for that day on."""
        return ledger_key(self.on, self.revision)

    @property
    def retracts(self) -> bool:
        """Whether the line takes its day's figure back."""
        return self.figure is None


class Ledger(NamedTuple):
    """All reports of one target, in the order of the file; `broken` when the file could not be read.

    With `since`, only the reports for that day and later ones.
    """

    id: str
    reports: tuple[Report, ...]
    broken: bool = False
    since: date | None = None


Ledgers = Mapping[str, Ledger]
"""Ledgers by the full id of their target, its plan in front."""


def ledger_key(on: date, revision: int) -> str:
    """The key of a report in its ledger: `2021-06-30`, then `2021-06-30-r2`."""
    return on.isoformat() if revision == 1 else f"{on.isoformat()}-r{revision}"
