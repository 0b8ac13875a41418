"""The base: the plans as they stood at a git revision, which the present ones are held against."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.finding import Document
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Words

PlannedValue = Callable[[Target, date], Fraction | None]
"""The value that a target's plan asks for on a day, None where none can be said."""

Verdict = Callable[[Target, Sequence[Report], date], Status]
"""The status of a target on a day by some reports."""

Brought = Callable[[str], tuple[datetime, ...]]
"""The moments at which the commits since the base that touch a file were written, by their authors' clocks."""


class RunEvent(NamedTuple):
    """What a CI says that its run is about: the commit that HEAD has to hold, and the ref that gives it."""

    commit: str
    ref: str


class Against(NamedTuple):
    """The base that is asked for."""

    revisions: tuple[str, ...]
    """The revisions that may name it, tried in order."""
    named: str
    """What named them, as shown."""
    cure: Words
    """How the history comes to be had where it is not, or what to do where nothing names a base."""
    by_environment: bool = False
    """Whether nobody typed it."""
    before_commit: bool = False
    """Whether a hook asks which runs before each commit."""
    exact: bool = False
    """Whether the revision is itself the base, not where HEAD parted from it."""
    strict: bool = False
    """Whether a comparison with nothing is no pass."""
    head: str | None = None
    """The commit that is judged in HEAD's stead."""
    event: RunEvent | None = None
    """What a CI says that HEAD is."""


class Judged(NamedTuple):
    """Where what is judged is taken from, where that is not the work tree: the index, or a commit."""

    commit: str | None = None


INDEX = Judged()
SHORT = 7
"""Signs of a commit's id that are shown."""

WORK_TREE = "worktree"
"""How formats for machines name what is judged; an index is `index`, a commit its id."""


class Missing(NamedTuple):
    """What cannot be compared: the file or folder it is about, as shown, why, and what to do."""

    file: str
    why: Words
    cure: Words


class LedgerChange(StrEnum):
    """What became of a ledger of the base; one that is just as it was is left out."""

    APPENDED = "appended"
    REWRITTEN = "rewritten"
    GONE = "gone"
    BROKEN = "broken"


class Book(NamedTuple):
    """A ledger of the base that is not as it was: its name there, its name now, and what became of it.

    Broken is one that cannot be read now, which the finding of that file says.
    """

    before: str
    file: str
    change: LedgerChange


class Base(NamedTuple):
    """The plans as they stood at a revision; empty where nothing has changed since.

    Of a merge that is about to be committed each parent is a base.
    """

    revision: str
    """The revision, as shown."""
    portfolio: Portfolio = Portfolio((), {}, ())
    """The plans, with the ledgers that changed."""
    documents: Mapping[str, Document] = {}
    """By its name as shown (`plans/x.toml@abc1234`), each file that parses; also the present ledgers that are
    compared."""
    places: Mapping[str, str] = {}
    """The present name of each file of the base."""
    heads: Mapping[str, str] = {}
    """The name of each plan's own file by its id."""
    heads_now: Mapping[str, str] = {}
    """The present name of each plan's own file by its id."""
    books: Mapping[str, Book] = {}
    """Ledgers by the full id of their target."""
    added: Mapping[str, str] = {}
    """The names of ledgers that are new."""
    missing: tuple[Missing, ...] = ()
    """What cannot be compared: the base itself, where it cannot be had."""
    had: bool = True
    """Whether the base could be had."""
    idle: bool = False
    """Whether it is HEAD itself while nothing differs from it."""
    beside: tuple[str, ...] = ()
    """The other parents: what one brought in, against all of `forks`, was judged there."""
    forks: tuple[str, ...] = ()
    """Where the parents parted."""
    aside: bool = False
    """Whether it is only one of those forks."""
    planned: PlannedValue = lambda _target, _day: None
    """The value that the plan of the base requires of a target on a day."""
    verdict: Verdict | None = None
    """What a target's status is by some reports, None where nobody can judge."""
    since: datetime | None = None
    """The moment of the base's commit."""
    brought: Brought = lambda _file: ()
    """The commits since that touch a file."""
