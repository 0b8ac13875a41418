"""The format of plan files and ledgers, as one table: what validates a file, and what its schema is made from."""

from typing import NamedTuple

from jinjiang_plan.model.codes import Class, Course, Frequency, Kind, Op, TimeBasis

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

FORMAT = 1


class Key(NamedTuple):
    """One key of a table: its type, whether it must be there, the choices or the shape of what it holds."""

    name: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()
    shape: "Shape | None" = None


class Shape(NamedTuple):
    """The keys that a table may hold, by name, and the names of those it must."""

    name: str
    keys: dict[str, Key]
    required: tuple[str, ...]


def _shape(name: str, *keys: Key) -> Shape:
    return Shape(name, {key.name: key for key in keys}, tuple(key.name for key in keys if key.required))


def _values(codes: type[Kind | Class | Course | Frequency | Op | TimeBasis]) -> tuple[str, ...]:
    return tuple(str(code.value) for code in codes)


BASELINE = _shape(
    "baseline",
    Key("value", FIGURE),
    Key("stage", TEXT),
    Key("on", DAY),
    Key("assumed", FLAG),
    Key("source", TEXT),
)
GOAL = _shape(
    "goal",
    Key("value", FIGURE),
    Key("min", NUMBER),
    Key("max", NUMBER),
    Key("stage", TEXT),
    Key("op", CHOICE, choices=_values(Op)),
    Key("assumed", FLAG),
)
MILESTONE = _shape("milestone", Key("on", DAY, required=True), Key("value", FIGURE), Key("stage", TEXT))
AMENDMENT = _shape(
    "amendment",
    Key("decided", DAY, required=True),
    Key("value", FIGURE),
    Key("min", NUMBER),
    Key("max", NUMBER),
    Key("stage", TEXT),
    Key("due", DAY),
    Key("status", CHOICE, choices=("suspended", "cancelled", "active")),
    Key("document", WORDS),
    Key("reason", WORDS),
)
LIMITS = _shape("limits", Key("min", NUMBER), Key("max", NUMBER))
SOURCE = _shape(
    "source",
    Key("title", WORDS, required=True),
    Key("publisher", WORDS),
    Key("published", DAY),
    Key("url", TEXT),
    Key("number", TEXT),
    Key("note", WORDS),
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
TARGET = _shape(
    "target",
    *_COMMITMENT,
    Key("kind", CHOICE, required=True, choices=_values(Kind)),
    Key("class", CHOICE, choices=_values(Class)),
    Key("unit", TEXT),
    Key("baseline", TABLE, shape=BASELINE),
    Key("path", CHOICE, choices=_values(Course)),
    Key("milestone", TABLES, shape=MILESTONE),
    Key("sum_of", TEXTS),
    Key("limits", TABLE, shape=LIMITS),
)
INITIATIVE = _shape(
    "initiative",
    *_COMMITMENT,
    Key("summary", WORDS),
    Key("place", WORDS),
    Key("serves", TEXTS),
)
PLAN = _shape(
    "plan",
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
)
ACTION = _shape(
    "action",
    Key("title", WORDS, required=True),
    Key("order", INTEGER),
    Key("lead", WORDS),
    Key("summary", WORDS),
)
_ENTRIES = (Key("target", KEYED, shape=TARGET), Key("initiative", KEYED, shape=INITIATIVE))
PLAN_FILE = _shape(
    "plan file",
    Key("format", INTEGER, required=True),
    Key("plan", TABLE, required=True, shape=PLAN),
    Key("source", KEYED, shape=SOURCE),
    *_ENTRIES,
)
ACTION_FILE = _shape(
    "action file",
    Key("format", INTEGER, required=True),
    Key("action", TABLE, required=True, shape=ACTION),
    *_ENTRIES,
)
REPORT = _shape(
    "report",
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
    Key("file", TEXT),
    Key("sha256", TEXT),
    Key("basis", CHOICE, choices=("estimate",)),
    Key("final", FLAG),
    Key("correction", FLAG),
    Key("note", TEXT),
    Key("problems", TEXT),
    Key("next", TEXT),
)
LEDGER_FILE = _shape(
    "ledger",
    Key("report", KEYED, shape=REPORT),
)
