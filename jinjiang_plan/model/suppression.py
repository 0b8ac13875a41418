"""A comment that keeps findings back: `# jp: ignore[slug] reason until=2026-12-31`."""

from datetime import date
from typing import NamedTuple

from jinjiang_plan.model.finding import Edit

SIGN = "jp:"
"""What every such comment holds: a text without it has none."""


class Named(NamedTuple):
    """A rule that a comment names, with its offset in the text and its column, and how it is taken out of the list."""

    name: str
    start: int
    column: int
    removal: Edit


class Suppression(NamedTuple):
    """One comment: the rules that it names, its reason, its last day, and the lines it holds for, both included.

    `until` is what is written there, `last_day` the day that it means, None where it means none. The columns are those
    of the comment; `removal` takes it away whole.
    """

    file: str
    line: int
    column: int
    end_column: int
    names: tuple[Named, ...]
    reason: str
    until: str
    last_day: date | None
    first: int
    last: int
    removal: Edit

    def holds_for(self, line: int) -> bool:
        """Whether a line is among those that it holds for."""
        return self.first <= line <= self.last
