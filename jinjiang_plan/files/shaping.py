"""Holding a file's data against the table of the format: every departure is a finding at its place."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jinjiang_plan.files.mending import as_meant, bad_choice, example, unquoted
from jinjiang_plan.model import keys, shape
from jinjiang_plan.model.fault import Fault, Mend, Route
from jinjiang_plan.model.keys import Key, Shape
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.words import Words

ID = re.compile(shape.ID_PATTERN)

LONGEST = 30
"""Digits that a number may have."""


_TYPES = {
    keys.WORDS: Words("文字，或 { zh, en }", "text, or { zh, en }"),
    keys.TEXT: Words("文字", "text"),
    keys.DAY: Words("日期，如 2021-06-30（不加引号）", "a day such as 2021-06-30, without quotes"),
    keys.MOMENT: Words(
        "带时区的时刻，如 2021-07-05T10:00:00+08:00",
        "a moment with its offset, such as 2021-07-05T10:00:00+08:00",
    ),
    keys.NUMBER: Words("数字（不加引号）", "a number, without quotes"),
    keys.FIGURE: Words("数字（不加引号），或 true、false", "a number without quotes, or true or false"),
    keys.INTEGER: Words("整数", "a whole number"),
    keys.FLAG: Words("true 或 false", "true or false"),
    keys.TEXTS: Words('文字的列表，如 ["…", "…"]', 'a list of texts, such as ["…", "…"]'),
    keys.CHOICE: Words("文字", "text"),
    keys.TABLE: Words("表 { … }", "a table { … }"),
    keys.TABLES: Words("表的列表 [ { … } ]", "a list of tables [ { … } ]"),
    keys.KEYED: Words("以编号为键的表", "tables keyed by id"),
}


def faults(data: dict[str, Any], table: Shape, route: Route = ()) -> list[Fault]:
    """All departures of a table's data from its shape, with those of the tables in it."""
    found: list[Fault] = []
    known = table.keys
    for name, value in data.items():
        key = known.get(name)
        if key is None:
            found.append(_unknown_key(name, table, data, (*route, name)))
        elif key.shape is not None or key.choices or not _TESTS[key.type](value):
            found += _value_faults(value, key, (*route, name))
    for name in table.required:
        if name not in data:
            words = Words(f"缺少 `{name}`", f"`{name}` is missing")
            headed = not route and table.keys[name].type == keys.TABLE
            line = f"[{name}]" if headed else f"{name} = {example(table.keys[name])}"
            found.append(
                Fault("JP103", "missing-key", words, route, True, Words(f"补上 `{line}`", f"add `{line}`"))
            )
    return found


def _unknown_key(name: str, table: Shape, data: dict[str, Any], route: Route) -> Fault:
    known = list(table.keys)
    close = nearest(name, known, 1)
    hint, mend = Words("可用的键：" + " ".join(known), "known keys: " + " ".join(known)), None
    if close:
        hint = Words(f"是否想写 `{close[0]}`？", f"did you mean `{close[0]}`?")
        if close[0] not in data:
            mend = Mend(Words(f"改成 `{close[0]}`", f"write `{close[0]}`"), route, close[0], at_key=True)
    article = "an" if table.name.startswith("a") else "a"
    words = Words(f"{table.name} 里没有 `{name}` 这个键", f"`{name}` is no key of {article} {table.name}")
    return Fault("JP101", "unknown-key", words, route, True, hint, mend=mend)


def _value_faults(value: object, key: Key, route: Route) -> list[Fault]:
    if not _TESTS[key.type](value):
        kind = _TYPES[key.type]
        words = Words(f"`{key.name}` 应为{kind.zh}", f"`{key.name}` must be {kind.en}")
        mend = unquoted(value, key.type, route)
        return [Fault("JP102", "wrong-type", words, route, hint=as_meant(value, key.type, mend), mend=mend)]
    if key.choices and value not in key.choices:
        return [bad_choice(f"`{key.name}`", str(value), key.choices, route)]
    if key.shape is None:
        return []
    if key.type == keys.TABLE and isinstance(value, dict):
        return faults(value, key.shape, route)
    found = []
    for name, inner in value.items() if isinstance(value, dict) else enumerate(value):  # type: ignore[arg-type]
        found += _entry_faults(name, inner, key, (*route, name))
    return found


def _entry_faults(name: object, inner: object, key: Key, route: Route) -> list[Fault]:
    """The faults of one table of many: of its id, and of what it holds."""
    if key.shape is None or not isinstance(inner, dict):
        kind = _TYPES[keys.TABLE]
        return [
            Fault(
                "JP102", "wrong-type", Words(f"`{name}` 应为{kind.zh}", f"`{name}` must be {kind.en}"), route
            )
        ]
    found = faults(inner, key.shape, route)
    plain_id = key.type == keys.KEYED and key.shape is not shape.REPORT
    if plain_id and not ID.fullmatch(str(name)):
        words = Words(f"编号 `{name}` 不合规", f"`{name}` cannot be an id")
        hint = Words("只用小写字母、数字和 `-`", "use small letters, digits and `-`")
        found.append(Fault("JP105", "bad-id", words, route, True, hint))
    return found


def _is_number(value: object) -> bool:
    """A number of a size that a plan can mean: nobody promises more than thirty digits on either side."""
    if isinstance(value, Decimal):
        return (
            value.is_finite() and abs(value.adjusted()) <= LONGEST and len(value.as_tuple().digits) <= LONGEST
        )
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**LONGEST


def _is_words(value: object) -> bool:
    if isinstance(value, dict):
        return (
            bool(value) and value.keys() <= {"zh", "en"} and all(isinstance(v, str) for v in value.values())
        )
    return isinstance(value, str)


_TESTS: dict[str, Callable[[object], bool]] = {
    keys.WORDS: _is_words,
    keys.TEXT: lambda value: isinstance(value, str),
    keys.CHOICE: lambda value: isinstance(value, str),
    keys.DAY: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    keys.MOMENT: lambda value: isinstance(value, datetime) and value.tzinfo is not None,
    keys.NUMBER: _is_number,
    keys.FIGURE: lambda value: isinstance(value, bool) or _is_number(value),
    keys.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    keys.FLAG: lambda value: isinstance(value, bool),
    keys.TEXTS: lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    keys.TABLE: lambda value: isinstance(value, dict),
    keys.TABLES: lambda value: isinstance(value, list),
    keys.KEYED: lambda value: isinstance(value, dict),
}
