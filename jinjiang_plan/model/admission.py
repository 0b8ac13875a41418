"""The admission of a report to a ledger: admitted, perhaps with doubts, refused, or undecided by a part of the ledger."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jinjiang_plan.model.refusal import WRONG_CALL, Refusal
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.words import Words


class Doubt(NamedTuple):
    """A reason why a figure may be a slip: somebody has to accept it before the report is written."""

    code: str
    words: Words


class Consent(NamedTuple):
    """The doubts that somebody accepts: those listed, or every doubt."""

    doubts: frozenset[Doubt] = frozenset()
    every: bool = False

    def lacking(self, doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
        """The doubts that nobody has accepted."""
        return () if self.every else tuple(each for each in doubts if each not in self.doubts)


NO_CONSENT = Consent()
EVERY_DOUBT = Consent(every=True)


class Admitted(NamedTuple):
    """A report that may enter, with its revision number, and the doubts that need consent first."""

    report: Report
    doubts: tuple[Doubt, ...] = ()


class Refused(NamedTuple):
    """A report that may not enter, with the reason and the exit code that a command ends in."""

    words: Words
    exit_code: int = WRONG_CALL

    @property
    def refusal(self) -> Refusal:
        """The error to raise for it."""
        return Refusal(*self.words, self.exit_code)


class Undecided(NamedTuple):
    """The answer to a part of a ledger that does not decide: the whole ledger does."""


Admission = Admitted | Refused

Decision = Callable[[Ledger], Admission | Undecided]
"""Given the ledger as it stands, the admission of one report to it; a whole ledger is never undecided."""
