"""A fault of the files, as a fact: what is wrong, where, and what to do."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from jinjiang_plan.model.words import Words


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Related(NamedTuple):
    """A second place that helps to understand a finding, with what is to be said of it."""

    file: str
    """The file, as it is shown."""
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    end_line: int
    """The line of its end."""
    end_column: int
    """The column after its last sign."""
    words: Words
    """What is to be known of it."""


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


class Identity(NamedTuple):
    """What findings of one kind begin with: their rule's code and slug, and how much they weigh."""

    code: str
    slug: str
    severity: Severity = Severity.ERROR


# The kinds that show while files are read; their rules, declared in check/, begin with these.

UNREADABLE = Identity("JP000", "unreadable")
TOML_SYNTAX = Identity("JP001", "toml-syntax")
CHINESE_PUNCTUATION = Identity("JP002", "chinese-punctuation")
DUPLICATE_KEY = Identity("JP003", "duplicate-key")
BARE_CHINESE_KEY = Identity("JP004", "bare-chinese-key")
ENCODING = Identity("JP005", "encoding")
TOML_1_1_SYNTAX = Identity("JP006", "toml-1-1-syntax", Severity.WARNING)
MERGE_CONFLICT = Identity("JP007", "merge-conflict")
NOT_A_FILE = Identity("JP008", "not-a-file")
UNKNOWN_KEY = Identity("JP101", "unknown-key")
WRONG_TYPE = Identity("JP102", "wrong-type")
MISSING_KEY = Identity("JP103", "missing-key")
BAD_CHOICE = Identity("JP104", "bad-choice")
BAD_ID = Identity("JP105", "bad-id")
FORMAT_VERSION = Identity("JP106", "format-version")
UNSAFE_TEXT = Identity("JP107", "unsafe-text")
MISPLACED_KEY = Identity("JP108", "misplaced-key")
WORD_FOR_CODE = Identity("JP109", "word-for-code", Severity.INFO)
DUPLICATE_ID = Identity("JP201", "duplicate-id")
REFERENCE_CYCLE = Identity("JP203", "reference-cycle")
DANGLING_REFERENCE = Identity("JP202", "dangling-reference")
DATE_ORDER = Identity("JP401", "date-order")


class Finding(NamedTuple):
    """One fault, with its place in a file."""

    code: str
    """The code of its rule."""
    slug: str
    """The name of its rule."""
    severity: Severity
    """How much it weighs."""
    words: Words
    """The sentence that says what is wrong."""
    file: str
    """The file, as it is shown."""
    line: int = 0
    """From 1, 0 for the whole file."""
    column: int = 0
    """From 1 in code points, 0 where the whole line or file is meant."""
    hint: Words | None = None
    """What to do."""
    end_line: int = 0
    """0 where only a point is known."""
    end_column: int = 0
    """The column after the last sign, 0 where only a point is known."""
    entry: str = ""
    """The way to the place in the file's data, such as `target.5g-stations.goal`, which no moved line changes."""
    label: Words | None = None
    """Beside the carets."""
    notes: tuple[Words, ...] = ()
    """Below the excerpt."""
    related: tuple[Related, ...] = ()
    """Second places that help."""
    fix: Fix | None = None
    """How it can be mended."""

    @property
    def identity(self) -> Identity:
        """What it is one of, with its own weight: a rule's milder findings have less."""
        return Identity(self.code, self.slug, self.severity)

    @property
    def place(self) -> str:
        """`file:line:column`, as editors open it."""
        parts = [self.file] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


# A TOML file as read: its text, and the data that it holds.


class Document(NamedTuple):
    """A TOML file that parses: its path as shown, its text, its data with every fraction as Decimal."""

    file: str
    text: str
    data: dict[str, Any]


# A fault before its line is known: the way to it in a file's data, and what is to be said of it.


Step = str | int
Route = tuple[Step, ...]
"""The way to a value, such as `("target", "5g-stations", "goal", "value")`, with numbers for places of an array."""


class Aside(NamedTuple):
    """A second place that helps: the first use of an id, the other side of a sum."""

    file: str
    route: Route
    words: Words
    at_key: bool = False


class Mend(NamedTuple):
    """How a fault can be mended: by a text in the place of a value, or of its key."""

    words: Words
    """What the fix does."""
    route: Route
    """The way to the value."""
    text: str
    """What is to be written."""
    at_key: bool = False
    """Whether it replaces the key."""
    safe: bool = False
    """Whether the file keeps its meaning."""


class Fault(NamedTuple):
    """A departure, by its way in the data."""

    code: str
    """The code of its rule."""
    slug: str
    """The name of its rule."""
    severity: Severity
    """How much it weighs."""
    words: Words
    """The sentence that says what is wrong."""
    route: Route
    """The way to it."""
    at_key: bool = False
    """Whether the key is meant, not the value."""
    hint: Words | None = None
    """What to do."""
    file: str = ""
    """The document's, as it is shown."""
    label: Words | None = None
    """Beside the carets."""
    notes: tuple[Words, ...] = ()
    """Below the excerpt."""
    asides: tuple[Aside, ...] = ()
    """Second places that help."""
    mend: Mend | None = None
    """How it can be mended."""


# What a finding is known by from run to run: its code, its file and the way to its entry, never a line.


LENGTH = 32
"""Hexadecimal digits of a fingerprint."""


def fingerprints(findings: Iterable[Finding], paths: Mapping[str, str]) -> tuple[str, ...]:
    """The fingerprint of each finding, in their order, no two the same.

    `paths` gives a file's path from the repository's top where it is another than shown, so that a fingerprint does not
    depend on where the reader stands. Where an entry has several findings of one code they are numbered in their order:
    of three accepted ones that become two, two stay accepted, whatever their words and figures are.
    """
    counts: Counter[str] = Counter()
    found = []
    for finding in findings:
        way = "\0".join((finding.code, paths.get(finding.file, finding.file), id_path(finding.entry)))
        counts[way] += 1
        found.append(_digest(way if counts[way] == 1 else f"{way}\0{counts[way]}"))
    return tuple(found)


def id_path(entry: str) -> str:
    """The way to an entry without the numbers of places in lists, which change when something is put in between."""
    head, *rest = entry.split(".")
    return ".".join([head, *rest[:1], *(step for step in rest[1:] if not step.isdecimal())])


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


# The lines of a text: places from offsets, and back.


class Lines:
    """The places of offsets in a text, both in code points; only a newline ends a line."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *map(re.Match.end, re.finditer("\n", text))]
        self._length = len(text)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def start(self, line: int) -> int:
        """The offset of a line's first sign."""
        return self.starts[min(line, len(self.starts)) - 1]

    def end(self, line: int) -> int:
        """The offset of the newline that ends a line, or of the text's end."""
        return self.starts[line] - 1 if line < len(self.starts) else self._length


# A comment that keeps findings back: `# jp: ignore[slug] reason until=2026-12-31`.


SIGN = "jp:"
"""What every such comment holds: a text without it has none."""


class NamedRule(NamedTuple):
    """A rule that a comment names, with its offset in the text and its column, and how it is taken out of the list."""

    name: str
    start: int
    column: int
    removal: Edit


class Suppression(NamedTuple):
    """One comment that silences rules."""

    file: str
    """The file, as it is shown."""
    line: int
    """The line of the comment."""
    column: int
    """The column of the comment."""
    end_column: int
    """The column after it."""
    names: tuple[NamedRule, ...]
    """The rules that it names."""
    reason: str
    """Why they are silenced."""
    until: str
    """The last day, as written."""
    last_day: date | None
    """The day that `until` means, None where it means none."""
    first: int
    """The first line that it holds for."""
    last: int
    """The last line that it holds for."""
    removal: Edit
    """The edit that takes it away whole."""

    def holds_for(self, line: int) -> bool:
        """Whether a line is among those that it holds for."""
        return self.first <= line <= self.last


# A finding that is known and accepted, as a baseline keeps it.


READING = "JP0"
"""The rules of reading a file: where one is broken, the file's other findings do not show."""

GOALPOSTS = "JP6"
"""The rules of goals moved and history rewritten."""


class AcceptedFinding(NamedTuple):
    """One entry of a baseline file."""

    file: str
    """A path from the repository's top."""
    entry: str
    """The way to the place in the file's data."""
    code: str
    """The code of the rule."""
    slug: str
    """The name of the rule."""
    fingerprint: str
    """The digest by which the finding is known again."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.code, self.slug, self.file, self.entry)))


def acceptable(code: str) -> bool:
    """Whether findings of a rule may be accepted.

    A goal that was moved is answered by an amendment, a report that was changed by a revision or a retraction: to accept
    it in a file would hide it. A file that cannot be read would, accepted, hide all that is wrong with it later.
    """
    return not code.startswith((READING, GOALPOSTS))
