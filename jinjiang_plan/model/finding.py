"""A fault of the files, as a fact: what is wrong, where, and what to do."""

from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.words import Words


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """One fault; line and column count from 1 in code points, 0 where the place is the whole file."""

    code: str
    slug: str
    severity: Severity
    words: Words
    file: str
    line: int = 0
    column: int = 0
    hint: Words | None = None

    @property
    def place(self) -> str:
        """`file:line:column`, as editors open it."""
        parts = [self.file] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)
