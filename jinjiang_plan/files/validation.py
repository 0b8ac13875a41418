"""Holding a file's data against the table of the format: every departure is a finding at its place."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jinjiang_plan.model import keys
from jinjiang_plan.model.days import FIRST_YEAR, LAST_YEAR, in_calendar
from jinjiang_plan.model.finding import (
    BAD_CHOICE,
    BAD_ID,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
    Aside,
    Document,
    Edit,
    Fault,
    Finding,
    Fix,
    Mend,
    Related,
    Route,
)
from jinjiang_plan.model.ids import id_fault
from jinjiang_plan.model.keys import Key, Shape
from jinjiang_plan.model.ledger_format import REPORT
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.unit_format import UNIT, UNIT_PATTERN
from jinjiang_plan.model.words import Words

if TYPE_CHECKING:
    from jinjiang_plan.files.toml_text.positions import Positions


# How a departure from the format is mended: the line to paste, the value without its quotes, the nearest choice.


_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,28})(?:\.[0-9]{1,14})?")
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,18})")
_PLAIN = re.compile(r'[^"\\\x00-\x1f\x7f]*')

_EXAMPLES = {
    keys.INTEGER: "1",
    keys.DAY: "2021-06-30",
    keys.MOMENT: "2021-07-05T10:00:00+08:00",
    keys.WORDS: '{ zh = "…", en = "…" }',
    keys.WORDS_LIST: '["…", "…"]',
    keys.TABLE: "{ … }",
}


def example(key: Key) -> str:
    """A value of a key as it may stand in a file."""
    return f'"{key.choices[0]}"' if key.choices else _EXAMPLES.get(key.type, "…")


def unquoted(value: object, kind: str, route: Route) -> Mend | None:
    """A text that only its quotes keep from being what is wanted, without them; None where that is not so."""
    if not isinstance(value, str):
        return None
    if kind == keys.TEXTS and _PLAIN.fullmatch(value):
        return Mend(Words("写成列表", "make it a list"), route, f'["{value}"]', safe=True)
    fits = _FITS.get(kind)
    if fits is None or not fits(value):
        return None
    return Mend(Words("去掉引号", "take the quotes off"), route, value, safe=True)


def as_meant(value: object, kind: str, mend: Mend | None) -> Words | None:
    """How a value that is a text is written as what it is meant to be; None where that is not known."""
    if mend is not None:
        return Words(f"写作 `{mend.text}`", f"write `{mend.text}`")
    if not isinstance(value, str) or kind not in _FITS:
        return None
    from jinjiang_plan.files.toml_text.values import as_value

    known = as_value(value)
    return known[1] if known else None


def reads_as_figure(text: str) -> bool:
    """Whether a text is a figure but for its quotes."""
    return bool(_FITS[keys.FIGURE](text))


def bad_choice(name: str, value: str, choices: Sequence[str], route: Route) -> Fault:
    """The fault of a value that is none of a few; those are named, the most alike first."""
    close = nearest(value, list(choices), 1)
    listed = ", ".join([*close, *(each for each in choices if each not in close)])
    words = Words(f"{name} 不能是 `{value}`", f"{name} cannot be `{value}`")
    mend = Mend(Words(f"改成 `{close[0]}`", f"write `{close[0]}`"), route, f'"{close[0]}"') if close else None
    return Fault(*BAD_CHOICE, words, route, hint=Words(f"可用：{listed}", f"choose: {listed}"), mend=mend)


def _reads_as_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _reads_as_moment(text: str) -> bool:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return False
    return read.tzinfo is not None and text == read.isoformat()


_FITS: dict[str, Callable[[str], object]] = {
    keys.NUMBER: _NUMBER.fullmatch,
    keys.FIGURE: lambda text: text in ("true", "false") or _NUMBER.fullmatch(text),
    keys.INTEGER: _WHOLE.fullmatch,
    keys.FLAG: lambda text: text in ("true", "false"),
    keys.DAY: _reads_as_day,
    keys.MOMENT: _reads_as_moment,
}


LONGEST = 30
"""Digits that a number may have."""


_TYPES = {
    keys.WORDS: Words("文字，或 { zh, en }", "text, or { zh, en }"),
    keys.WORDS_LIST: Words("文字、{ zh, en }，或它们的列表", "text, { zh, en }, or a list of them"),
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
    keys.NUMBERS: Words("数字的列表，如 [2, 8, 10, 20]", "a list of numbers, such as [2, 8, 10, 20]"),
    keys.TEXTS: Words('文字的列表，如 ["…", "…"]', 'a list of texts, such as ["…", "…"]'),
    keys.CHOICE: Words("文字", "text"),
    keys.STAGE: Words("文字", "text"),
    keys.TABLE: Words("表 { … }", "a table { … }"),
    keys.TABLES: Words("表的列表 [ { … } ]", "a list of tables [ { … } ]"),
    keys.KEYED: Words("以编号为键的表", "tables keyed by id"),
}

_SHORT = Words(
    "数字、阶段、true 或 false，或表 { value = … }",
    "a number, a stage, true or false, or a table { value = … }",
)


def faults(data: dict[str, Any], table: Shape, route: Route = ()) -> list[Fault]:
    """All departures of a table's data from its shape, with those of the tables in it."""
    departures: list[Fault] = []
    known = table.keys
    for name, value in data.items():
        key = known.get(name)
        if key is None:
            departures.append(_unknown_key(name, table, data, (*route, name)))
        elif key.shape is not None or key.choices or key.bounds or not _TESTS[key.type](value):
            departures += _value_faults(value, key, (*route, name))
    for name in table.required:
        if name not in data:
            words = Words(f"缺少 `{name}`", f"`{name}` is missing")
            headed = not route and table.keys[name].type == keys.TABLE
            line = f"[{name}]" if headed else f"{name} = {example(table.keys[name])}"
            departures.append(
                Fault(*MISSING_KEY, words, route, True, Words(f"补上 `{line}`", f"add `{line}`"))
            )
    return departures


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
    return Fault(*UNKNOWN_KEY, words, route, True, hint, mend=mend)


def _value_faults(value: object, key: Key, route: Route) -> list[Fault]:
    if _is_unlikely_year(value, key):
        words = Words(
            f"`{key.name}` 的年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间",
            f"the year of `{key.name}` must be from {FIRST_YEAR} to {LAST_YEAR}",
        )
        return [Fault(*BAD_CHOICE, words, route)]
    if not _TESTS[key.type](value):
        kind, meant = (_SHORT, keys.FIGURE) if key.short else (_TYPES[key.type], key.type)
        words = Words(f"`{key.name}` 应为{kind.zh}", f"`{key.name}` must be {kind.en}")
        mend = unquoted(value, meant, route)
        return [Fault(*WRONG_TYPE, words, route, hint=as_meant(value, meant, mend), mend=mend)]
    if key.choices and value not in key.choices:
        return [bad_choice(f"`{key.name}`", str(value), key.choices, route)]
    if key.bounds is not None:
        return _beyond_bounds(value, key, key.bounds, route)
    if key.shape is None:
        return []
    if key.type == keys.TABLE and isinstance(value, dict):
        return faults(value, key.shape, route)
    departures = []
    for name, inner in value.items() if isinstance(value, dict) else enumerate(value):  # type: ignore[arg-type]
        departures += _entry_faults(name, inner, key, (*route, name))
    return departures


def _beyond_bounds(value: object, key: Key, bounds: tuple[int, int | None], route: Route) -> list[Fault]:
    """The fault of each number that is smaller or larger than its key allows."""
    least, most = bounds
    numbers = (
        [((*route, place), each) for place, each in enumerate(value)]
        if isinstance(value, list)
        else [(route, value)]
    )
    expected = (
        Words(f"不小于 {least}", f"{least} or more")
        if most is None
        else Words(f"在 {least} 至 {most} 之间", f"from {least} to {most}")
    )
    words = Words(f"`{key.name}` 应{expected.zh}", f"`{key.name}` must be {expected.en}")
    return [
        Fault(*BAD_CHOICE, words, way)
        for way, number in numbers
        if number < least or (most is not None and number > most)  # type: ignore[operator]
    ]


def _entry_faults(name: object, inner: object, key: Key, route: Route) -> list[Fault]:
    """The faults of one table of many: of its id, and of what it holds."""
    if key.shape is None or not isinstance(inner, dict):
        kind = _TYPES[keys.TABLE]
        return [Fault(*WRONG_TYPE, Words(f"`{name}` 应为{kind.zh}", f"`{name}` must be {kind.en}"), route)]
    departures = faults(inner, key.shape, route)
    if key.shape is UNIT and not re.fullmatch(UNIT_PATTERN, str(name)):
        words = Words(f"`{name}` 不能作单位的名称", f"`{name}` cannot be the name of a unit")
        unit_hint = Words(
            "不以数字开头，不超过 40 个字", "begin with no digit, and write 40 characters at most"
        )
        departures.append(Fault(*BAD_ID, words, route, True, unit_hint))
    plain_id = key.type == keys.KEYED and key.shape not in (REPORT, UNIT)
    hint = id_fault(str(name)) if plain_id else None
    if hint is not None:
        words = Words(f"编号 `{name}` 不合规", f"`{name}` cannot be an id")
        departures.append(Fault(*BAD_ID, words, route, True, hint))
    return departures


def _is_number(value: object) -> bool:
    """A number of a size that a plan can mean: nobody promises more than thirty digits on either side."""
    if isinstance(value, Decimal):
        return (
            value.is_finite() and abs(value.adjusted()) <= LONGEST and len(value.as_tuple().digits) <= LONGEST
        )
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**LONGEST


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime) and in_calendar(value)


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None and in_calendar(value)


def _is_unlikely_year(value: object, key: Key) -> bool:
    """Whether all that is wrong with a day or a moment is its year."""
    return (
        key.type in (keys.DAY, keys.MOMENT)
        and isinstance(value, date)
        and isinstance(value, datetime) == (key.type == keys.MOMENT)
        and not in_calendar(value)
    )


def _is_words(value: object) -> bool:
    if isinstance(value, dict):
        return (
            bool(value) and value.keys() <= {"zh", "en"} and all(isinstance(v, str) for v in value.values())
        )
    return isinstance(value, str)


def _is_words_list(value: object) -> bool:
    return _is_words(value) or (isinstance(value, list) and bool(value) and all(map(_is_words, value)))


_TESTS: dict[str, Callable[[object], bool]] = {
    keys.WORDS: _is_words,
    keys.WORDS_LIST: _is_words_list,
    keys.TEXT: lambda value: isinstance(value, str),
    keys.CHOICE: lambda value: isinstance(value, str),
    keys.STAGE: lambda value: isinstance(value, str),
    keys.DAY: _is_day,
    keys.MOMENT: _is_moment,
    keys.NUMBER: _is_number,
    keys.FIGURE: lambda value: isinstance(value, bool) or _is_number(value),
    keys.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    keys.FLAG: lambda value: isinstance(value, bool),
    keys.NUMBERS: lambda value: isinstance(value, list) and all(map(_is_number, value)),
    keys.TEXTS: lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    keys.TABLE: lambda value: isinstance(value, dict),
    keys.TABLES: lambda value: isinstance(value, list),
    keys.KEYED: lambda value: isinstance(value, dict),
}


# From faults to findings: each gets its line and column; texts are only searched where there is a fault.


Search = Callable[[str], "Positions | None"]


def placed(departures: Iterable[Fault], document: Document) -> list[Finding]:
    """The findings of one file, in order of their place."""
    return placed_among(
        [fault._replace(file=document.file) for fault in departures], {document.file: document}
    )


def placed_among(departures: Iterable[Fault], documents: Mapping[str, Document]) -> list[Finding]:
    """The findings of many files, in order of file and place; each fault names its file as its document does.

    A fault in a file that is not among them is a finding of that file as a whole.
    """
    known: dict[str, Positions] = {}

    def search(file: str) -> "Positions | None":
        if file not in known and file in documents:
            from jinjiang_plan.files.toml_text.positions import Positions

            known[file] = Positions(documents[file].text)
        return known.get(file)

    findings = [_finding(fault, search) for fault in departures]
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.column))


def entry_of(route: Route) -> str:
    """The way to a place as findings name it: `target.5g-stations.goal`."""
    return ".".join(str(step) for step in route)


def _finding(fault: Fault, search: Search) -> Finding:
    line, column, end_line, end_column = _spot(search(fault.file), fault.route, at_key=fault.at_key)
    return Finding(
        fault.code,
        fault.slug,
        fault.severity,
        fault.words,
        fault.file,
        line,
        column,
        fault.hint,
        end_line,
        end_column,
        entry_of(fault.route),
        fault.label,
        fault.notes,
        tuple(_related(aside, search) for aside in fault.asides),
        _fix(fault.mend, search(fault.file)) if fault.mend else None,
    )


def _spot(positions: "Positions | None", route: Route, *, at_key: bool) -> tuple[int, int, int, int]:
    if positions is None:
        return 0, 0, 0, 0
    start, end = positions.stretch(route, key=at_key)
    return *positions.place(start), *positions.place(end)


def _related(aside: Aside, search: Search) -> Related:
    return Related(aside.file, *_spot(search(aside.file), aside.route, at_key=aside.at_key), aside.words)


def _fix(mend: Mend, positions: "Positions | None") -> Fix | None:
    if positions is None:
        return None
    span = positions.own_key(mend.route) if mend.at_key else positions.stretch(mend.route)
    return Fix(mend.words, (Edit(*span, mend.text),), safe=mend.safe) if span else None
