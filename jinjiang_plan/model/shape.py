"""The format of plan files and ledgers, as one table: what validates a file, and what its schema is made from."""

from typing import NamedTuple

from jinjiang_plan.model.codes import Class, Course, Frequency, Kind, Op, TimeBasis

WORDS = "words"  # a string, or { zh, en }
TEXT = "text"
ID = "id"
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

FORMAT = 1


class Key(NamedTuple):
    """One key of a table: its type, whether it must be there, the choices or the shape of what it holds."""

    name: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()
    shape: "Shape | None" = None


class Shape(NamedTuple):
    """The keys that a table may hold."""

    name: str
    keys: tuple[Key, ...]

    def key(self, name: str) -> Key | None:
        """The key of that name."""
        return next((key for key in self.keys if key.name == name), None)


def _values(codes: type[Kind | Class | Course | Frequency | Op | TimeBasis]) -> tuple[str, ...]:
    return tuple(str(code.value) for code in codes)


BASELINE = Shape(
    "baseline",
    (
        Key("value", FIGURE),
        Key("stage", TEXT),
        Key("on", DAY),
        Key("assumed", FLAG),
        Key("source", TEXT),
    ),
)
GOAL = Shape(
    "goal",
    (
        Key("value", FIGURE),
        Key("min", NUMBER),
        Key("max", NUMBER),
        Key("stage", TEXT),
        Key("op", CHOICE, choices=_values(Op)),
        Key("assumed", FLAG),
    ),
)
MILESTONE = Shape("milestone", (Key("on", DAY, required=True), Key("value", FIGURE), Key("stage", TEXT)))
AMENDMENT = Shape(
    "amendment",
    (
        Key("decided", DAY, required=True),
        Key("value", FIGURE),
        Key("min", NUMBER),
        Key("max", NUMBER),
        Key("stage", TEXT),
        Key("due", DAY),
        Key("status", CHOICE, choices=("suspended", "cancelled")),
        Key("document", WORDS),
        Key("reason", WORDS),
    ),
)
LIMITS = Shape("limits", (Key("min", NUMBER), Key("max", NUMBER)))
SOURCE = Shape(
    "source",
    (
        Key("title", WORDS, required=True),
        Key("publisher", WORDS),
        Key("published", DAY),
        Key("url", TEXT),
        Key("number", TEXT),
        Key("note", WORDS),
    ),
)
_COMMITMENT = (
    Key("title", WORDS, required=True),
    Key("goal", TABLE, shape=GOAL),
    Key("start", DAY),
    Key("due", DAY),
    Key("assumed", FLAG),
    Key("weight", NUMBER),
    Key("lead", WORDS),
    Key("partners", TEXTS),
    Key("frequency", CHOICE, choices=_values(Frequency)),
    Key("tags", TEXTS),
    Key("source", TEXT),
    Key("wording", TEXT),
    Key("note", WORDS),
    Key("stages", TEXTS),
    Key("amendment", TABLES, shape=AMENDMENT),
)
TARGET = Shape(
    "target",
    (
        *_COMMITMENT,
        Key("kind", CHOICE, required=True, choices=_values(Kind)),
        Key("class", CHOICE, choices=_values(Class)),
        Key("unit", TEXT),
        Key("baseline", TABLE, shape=BASELINE),
        Key("path", CHOICE, choices=_values(Course)),
        Key("milestone", TABLES, shape=MILESTONE),
        Key("sum_of", TEXTS),
        Key("limits", TABLE, shape=LIMITS),
    ),
)
INITIATIVE = Shape(
    "initiative",
    (*_COMMITMENT, Key("summary", WORDS), Key("place", WORDS), Key("serves", TEXTS)),
)
PLAN = Shape(
    "plan",
    (
        Key("title", WORDS, required=True),
        Key("start", DAY, required=True),
        Key("due", DAY, required=True),
        Key("assumed", FLAG),
        Key("lead", WORDS),
        Key("time_basis", CHOICE, choices=_values(TimeBasis)),
        Key("profile", TEXT),
        Key("frequency", CHOICE, choices=_values(Frequency)),
        Key("languages", TEXTS),
        Key("timezone", TEXT),
        Key("sample", FLAG),
        Key("summary", WORDS),
        Key("note", WORDS),
    ),
)
ACTION = Shape(
    "action",
    (
        Key("title", WORDS, required=True),
        Key("order", INTEGER),
        Key("lead", WORDS),
        Key("summary", WORDS),
    ),
)
_ENTRIES = (Key("target", KEYED, shape=TARGET), Key("initiative", KEYED, shape=INITIATIVE))
PLAN_FILE = Shape(
    "plan file",
    (
        Key("format", INTEGER, required=True),
        Key("plan", TABLE, required=True, shape=PLAN),
        Key("source", KEYED, shape=SOURCE),
        *_ENTRIES,
    ),
)
ACTION_FILE = Shape(
    "action file",
    (Key("format", INTEGER, required=True), Key("action", TABLE, required=True, shape=ACTION), *_ENTRIES),
)
REPORT = Shape(
    "report",
    (
        Key("from", DAY),
        Key("value", NUMBER),
        Key("stage", TEXT),
        Key("done", FLAG),
        Key("retract", FLAG),
        Key("reason", TEXT),
        Key("recorded", MOMENT, required=True),
        Key("by", TEXT),
        Key("source", TEXT),
        Key("url", TEXT),
        Key("basis", CHOICE, choices=("estimate",)),
        Key("final", FLAG),
        Key("correction", FLAG),
        Key("note", TEXT),
        Key("problems", TEXT),
        Key("next", TEXT),
    ),
)
LEDGER_FILE = Shape("ledger", (Key("report", KEYED, shape=REPORT),))
