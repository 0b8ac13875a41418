"""What a table of the format is made of: kinds of values, keys, and the shapes that hold them."""

from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.words import Words

WORDS = "words"  # a string, or { zh, en }
TEXT = "text"
DAY = "day"
MOMENT = "moment"  # a date-time with an offset
NUMBER = "number"
FIGURE = "figure"  # a number, or true and false
INTEGER = "integer"
FLAG = "flag"
TEXTS = "texts"
CHOICE = "choice"
TABLE = "table"
TABLES = "tables"  # an array of tables
KEYED = "keyed"  # a table of tables, keyed by id


class Key(NamedTuple):
    """One key of a table: its type, what it says, whether it must be there, the choices or the shape of what it holds.

    `default` is what holds where the key is absent, None where nothing does or it is taken from above.
    """

    name: str
    type: str
    says: Words
    required: bool = False
    choices: tuple[str, ...] = ()
    shape: "Shape | None" = None
    default: str | int | tuple[str, ...] | None = None


class Shape(NamedTuple):
    """The keys that a table may hold, by name, and the names of those it must."""

    name: str
    keys: dict[str, Key]
    required: tuple[str, ...]


def shaped(name: str, *keys: Key) -> Shape:
    """The shape of a table with those keys."""
    return Shape(name, {key.name: key for key in keys}, tuple(key.name for key in keys if key.required))


def values(codes: type[StrEnum]) -> tuple[str, ...]:
    """The choices that a closed list leaves."""
    return tuple(str(code.value) for code in codes)
