"""A fault of the files, as a fact: what is wrong, where, and what to do."""

from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.words import Words


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Related(NamedTuple):
    """A second place that helps to understand a finding, with what is to be said of it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    words: Words


class Edit(NamedTuple):
    """A stretch of a file's text, by offsets in code points, and what is to stand there instead."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """How a finding can be mended; a `safe` fix keeps what the file means."""

    words: Words
    edits: tuple[Edit, ...]
    safe: bool


class Finding(NamedTuple):
    """One fault; line and column count from 1 in code points, 0 where the place is the whole file.

    The end is behind the last sign, 0 where only a point is known. `entry` is the way to the place in the file's data,
    such as `target.5g-stations.goal`, which does not change when lines move. `label` stands beside the carets, `notes`
    below the excerpt.
    """

    code: str
    slug: str
    severity: Severity
    words: Words
    file: str
    line: int = 0
    column: int = 0
    hint: Words | None = None
    end_line: int = 0
    end_column: int = 0
    entry: str = ""
    label: Words | None = None
    notes: tuple[Words, ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def place(self) -> str:
        """`file:line:column`, as editors open it."""
        parts = [self.file] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)
