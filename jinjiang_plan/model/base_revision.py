"""The base: the plans as they stood at a git revision, which the present ones are held against."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.finding import Document
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.words import Words

Asked = Callable[[Target, date], Fraction | None]
"""The value that a target's plan asks for on a day, None where none can be said."""

Brought = Callable[[str], tuple[datetime, ...]]
"""The moments at which the commits since the base that touch a file were written, by their authors' clocks."""


class RunEvent(NamedTuple):
    """What a CI says that its run is about: the commit that HEAD has to hold, and the ref that gives it."""

    commit: str
    ref: str


class Against(NamedTuple):
    """The base that is asked for: the revisions that may name it, tried in order, and what named them, as shown.

    `cure` says how the history comes to be had where it is not, or what to do where nothing names a base;
    `by_environment` that nobody typed it, `before_commit` that a hook asks which runs before each commit; `exact` that
    the revision is itself the base, not where HEAD parted from it; `strict` that a comparison with nothing is no pass.
    `head` is the commit that is judged in HEAD's stead, `event` what a CI says that HEAD is.
    """

    revisions: tuple[str, ...]
    named: str
    cure: Words
    by_environment: bool = False
    before_commit: bool = False
    exact: bool = False
    strict: bool = False
    head: str | None = None
    event: RunEvent | None = None


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

    `portfolio` has the ledgers that changed. `documents` has, by its name as shown (`plans/x.toml@abc1234`), each file
    that parses; also the present ledgers that are compared, by theirs. `places` gives the present name of each file of
    the base, `heads` the name of each plan's own file by its id, `heads_now` that of the present ones. `books` are the
    ledgers by the full id of their target; `added` the names of ledgers that are new.
    `missing` is what cannot be compared: the base itself, where it cannot be had, which `had` says. `idle` is a base that
    is HEAD itself while nothing differs from it. Of a merge that is about to be committed each parent is a base: what one
    of `beside` brought in, against all of `forks`, was judged there. `aside` says that a base is only one of those forks.
    `since` is the moment of the base's commit, and `brought` tells those of the commits since that touch a file.
    """

    revision: str
    portfolio: Portfolio = Portfolio((), {}, ())
    documents: Mapping[str, Document] = {}
    places: Mapping[str, str] = {}
    heads: Mapping[str, str] = {}
    heads_now: Mapping[str, str] = {}
    books: Mapping[str, Book] = {}
    added: Mapping[str, str] = {}
    missing: tuple[Missing, ...] = ()
    had: bool = True
    idle: bool = False
    beside: tuple[str, ...] = ()
    forks: tuple[str, ...] = ()
    aside: bool = False
    asked: Asked = lambda _target, _day: None
    since: datetime | None = None
    brought: Brought = lambda _file: ()
