"""The JSON Schema of a plan's files, for editors: the table that validates, told in their language.

Draft 7, with nothing referred to elsewhere: what taplo, tombi and check-jsonschema all read. All three take
`string` with the format `date` or `date-time` for TOML's own days and moments.
"""

from enum import StrEnum
from typing import Any

from jinjiang_plan.model import file_format, keys
from jinjiang_plan.model.codes import Average, Class, Halt, Kind, Resets
from jinjiang_plan.model.file_format import ACTION_FILE, PLAN_FILE
from jinjiang_plan.model.ids import ID_PATTERN
from jinjiang_plan.model.keys import Key, Shape
from jinjiang_plan.model.ledger_format import LEDGER_FILE, REPORT, REPORT_PATTERN
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.unit_format import UNIT, UNIT_PATTERN
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.machine import as_json

DRAFT = "http://json-schema.org/draft-07/schema#"

FILES: dict[str, tuple[Shape, Words]] = {
    "plan": (PLAN_FILE, Words("计划总文件 plan.toml", "a plan's plan.toml")),
    "action": (
        ACTION_FILE,
        Words("行动文件，计划目录下的其他 *.toml", "an action's file: any other *.toml beside it"),
    ),
    "ledger": (LEDGER_FILE, Words("台账 progress/*.toml", "a ledger: progress/*.toml")),
}
"""The kinds of files that have a schema, with what each is."""

_NAMED: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "class": Class,
    "status": Halt,
    "resets": Resets,
    "average": Average,
}
"""The choices that have names in both languages, by the key that they stand behind."""


def schema_text(name: str) -> str:
    """The schema of a kind of file, as JSON."""
    table, says = FILES[name]
    return as_json({"$schema": DRAFT, "title": _both(says), **_object(table)})


def schema_texts() -> dict[str, str]:
    """The schemas of all kinds of files, by kind."""
    return {name: schema_text(name) for name in FILES}


def _object(table: Shape) -> dict[str, Any]:
    """A table with its keys and no others."""
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _property(key) for name, key in table.keys.items()},
    }
    if table.required:
        schema |= {"required": list(table.required), "x-taplo": {"initKeys": list(table.required)}}
    return schema


def _property(key: Key) -> dict[str, Any]:
    schema = {"description": _both(key.says), **_type(key)}
    if key.default is not None:
        schema["default"] = list(key.default) if isinstance(key.default, tuple) else key.default
    return schema


def _type(key: Key) -> dict[str, Any]:
    if key is file_format.FORMAT_KEY:
        return {"type": "integer", "enum": [file_format.FORMAT]}
    if key.shape is None:
        return _choice(key) if key.choices else _bounded(key)
    inner = _object(key.shape)
    if key.short:
        return {"anyOf": [*_SHORT, inner]}
    if key.type == keys.TABLES:
        return {"type": "array", "items": inner}
    if key.type == keys.KEYED:
        plain = UNIT_PATTERN if key.shape is UNIT else ID_PATTERN
        pattern = REPORT_PATTERN if key.shape is REPORT else plain
        return {
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {f"^{pattern}$": inner},
        }
    return inner


def _bounded(key: Key) -> dict[str, Any]:
    """A plain type, with the least and the most that its numbers may be."""
    schema = dict(_TYPES[key.type])
    if key.bounds is None:
        return schema
    least, most = key.bounds
    bounds = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return {**schema, "items": {**schema["items"], **bounds}} if "items" in schema else schema | bounds


def _choice(key: Key) -> dict[str, Any]:
    words = {word: code for word, code in key.words.items() if word not in key.choices}
    schema: dict[str, Any] = {"type": "string", "enum": [*key.choices, *words]}
    if key.name in _NAMED:
        named = [_both(NAMES[code]) for code in _NAMED[key.name]]
        schema["x-taplo"] = {"docs": {"enumValues": [*named, *words.values()]}}
    return schema


def _both(words: Words) -> str:
    return f"{words.zh} · {words.en}"


_TEXT = {"type": "string"}
_BOTH: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "zh": {**_TEXT, "description": "中文 · Chinese"},
        "en": {**_TEXT, "description": "英文 · English"},
    },
}
_SHORT: list[dict[str, Any]] = [{"type": "number"}, {"type": "boolean"}, _TEXT]
"""What may stand for a whole table: a figure, a yes or no, a stage."""
_TYPES: dict[str, dict[str, Any]] = {
    keys.WORDS: {"anyOf": [_TEXT, _BOTH]},
    keys.WORDS_LIST: {
        "anyOf": [_TEXT, _BOTH, {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, _BOTH]}}]
    },
    keys.TEXT: _TEXT,
    keys.STAGE: _TEXT,
    keys.DAY: {"type": "string", "format": "date"},
    keys.MOMENT: {"type": "string", "format": "date-time"},
    keys.NUMBER: {"type": "number"},
    keys.FIGURE: {"anyOf": [{"type": "number"}, {"type": "boolean"}]},
    keys.INTEGER: {"type": "integer"},
    keys.FLAG: {"type": "boolean"},
    keys.TEXTS: {"type": "array", "items": _TEXT},
    keys.NUMBERS: {"type": "array", "items": {"type": "number"}},
}
