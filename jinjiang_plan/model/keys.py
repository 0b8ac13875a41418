"""What a table of the format is made of: kinds of values, keys, and the shapes that hold them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.choice_words import NONE
from jinjiang_plan.model.words import Words

WORDS = "words"  # a string, or { zh, en }
WORDS_LIST = "words list"  # the same, or a list of them
TEXT = "text"
DAY = "day"
MOMENT = "moment"  # a date-time with an offset
NUMBER = "number"
FIGURE = "figure"  # a number, or true and false
INTEGER = "integer"
FLAG = "flag"
TEXTS = "texts"
NUMBERS = "numbers"
CHOICE = "choice"
STAGE = "stage"  # one of the stages of the target that it belongs to
TABLE = "table"
TABLES = "tables"  # an array of tables
KEYED = "keyed"  # a table of tables, keyed by id


GOALPOST = "goalpost"  # judging reads it: what is made easier or another needs an amendment (JP601 to JP604)
HISTORY = "history"  # what was once stated stays (JP601, JP611 to JP613)
WORDING = "wording"  # the words of a promise: another promise's words are found (JP601)
FREE = "free"  # nothing is judged by it


class Key(NamedTuple):
    """One key of a table."""

    name: str
    """As it is written."""
    type: str
    """The type of its value."""
    says: Words
    """What it means."""
    guard: str
    """How a change of it is judged against a base."""
    required: bool = False
    """Whether it must be there."""
    choices: tuple[str, ...] = ()
    """The values that it may have."""
    shape: "Shape | None" = None
    """The table that it holds."""
    default: str | int | tuple[str, ...] | None = None
    """What holds where it is absent, None where nothing does or it is taken from above."""
    bounds: tuple[int, int | None] | None = None
    """The least and the most that a number may be, of a list of numbers each."""
    words: Mapping[str, str] = NONE
    """The words that may be written for its choices, with the choice that each means."""
    short: bool = False
    """Whether a figure or a stage alone may stand for its table: `goal = 750`."""

    @property
    def varies(self) -> bool:
        """Whether it, or what stands in its table, may be written in more than one way."""
        return bool(self.words) or self.short or self.shape is not None or self.type == STAGE


class Shape(NamedTuple):
    """The keys that a table may hold, by name, and the names of those it must."""

    name: str
    keys: dict[str, Key]
    required: tuple[str, ...]
    varying: tuple[Key, ...]
    """The keys of which a value, or one within it, may be written in more than one way."""


def shaped(name: str, *keys: Key) -> Shape:
    """The shape of a table with those keys."""
    required = tuple(key.name for key in keys if key.required)
    return Shape(name, {key.name: key for key in keys}, required, tuple(key for key in keys if key.varies))


def values(codes: type[StrEnum]) -> tuple[str, ...]:
    """The choices that a closed list leaves."""
    return tuple(str(code.value) for code in codes)
