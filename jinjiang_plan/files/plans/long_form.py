"""The one form that all ways of writing come to: tables for short forms, codes for the words of a choice.

What is read, compared and judged is the long form, so that `goal = 750` and `goal = { value = 750 }` are the same data.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.files.validation import reads_as_figure
from jinjiang_plan.model.choice_words import plain
from jinjiang_plan.model.codes import STAGES, Kind
from jinjiang_plan.model.file_format import INITIATIVE, TARGET
from jinjiang_plan.model.finding import WORD_FOR_CODE, Fault, Mend, Route
from jinjiang_plan.model.keys import KEYED, STAGE, TABLES, Key, Shape
from jinjiang_plan.model.plan import stage_named
from jinjiang_plan.model.words import Words

Table = dict[str, Any]


class LongForm(NamedTuple):
    """The data of a file in its long form."""

    data: Table
    """The same tables where nothing is written otherwise."""
    notes: list[Fault]
    """What is written in words that have a code."""


class _Stages(NamedTuple):
    """The stages of the target whose table is read."""

    names: tuple[str, ...] = STAGES
    """In their order, as its file has them."""
    alone: bool = False
    """Whether its values are stages and nothing else."""


_NO_TARGET = _Stages()


def long_form(data: Table, shape: Shape) -> LongForm:
    """Return a file's data in its long form; what is no data of its shape is left as it is, to be found as a fault."""
    notes: list[Fault] = []
    return LongForm(_table(data, shape, (), _NO_TARGET, notes), notes)


def _table(table: Table, shape: Shape, route: Route, stages: _Stages, notes: list[Fault]) -> Table:
    if shape is TARGET or shape is INITIATIVE:
        stages = _stages_of(table, shape)
    changed: Table = {}
    for key in shape.varying:
        if key.name in table:
            value = table[key.name]
            long = _value(value, key, (*route, key.name), stages, notes)
            if long is not value:
                changed[key.name] = long
    return {**table, **changed} if changed else table


def _stages_of(table: Table, shape: Shape) -> _Stages:
    named = table.get("stages", STAGES)
    fits = isinstance(named, list | tuple) and all(isinstance(each, str) for each in named)
    kind = table.get("kind")
    alone = shape is INITIATIVE or (isinstance(kind, str) and _code(kind, shape.keys["kind"]) == Kind.STAGE)
    return _Stages(tuple(named) if fits else STAGES, alone)


def _value(value: object, key: Key, route: Route, stages: _Stages, notes: list[Fault]) -> object:
    if key.short and not isinstance(value, dict):
        return _from_short(value, route, stages, notes)
    if key.type == STAGE:
        return _stage(value, route, stages, notes)
    if key.words:
        return _choice(value, key, route, notes)
    if key.shape is None:
        return value
    if key.type == TABLES and isinstance(value, list):
        tables = [_entry(each, key.shape, (*route, at), stages, notes) for at, each in enumerate(value)]
        return tables if any(new is not old for new, old in zip(tables, value, strict=True)) else value
    if not isinstance(value, dict):
        return value
    if key.type != KEYED:
        return _table(value, key.shape, route, stages, notes)
    entries = {name: _entry(each, key.shape, (*route, name), stages, notes) for name, each in value.items()}
    return entries if any(entries[name] is not value[name] for name in value) else value


def _entry(entry: object, shape: Shape, route: Route, stages: _Stages, notes: list[Fault]) -> object:
    return _table(entry, shape, route, stages, notes) if isinstance(entry, dict) else entry


def _from_short(value: object, route: Route, stages: _Stages, notes: list[Fault]) -> object:
    """The table that a figure or a stage stands for; a figure in quotes stays a text, and is found as one."""
    if isinstance(value, bool | int | Decimal):
        return {"value": value}
    if isinstance(value, str) and (stages.alone or not reads_as_figure(value)):
        return {"stage": _stage(value, route, stages, notes)}
    return value


def _stage(value: object, route: Route, stages: _Stages, notes: list[Fault]) -> object:
    if not isinstance(value, str) or value in stages.names:
        return value
    named = stage_named(stages.names, value)
    if named is None:
        return value
    if named.isascii() and stages.alone:
        notes.append(_note(value, named, route))
    return named


def _choice(value: object, key: Key, route: Route, notes: list[Fault]) -> object:
    if not isinstance(value, str) or value in key.choices:
        return value
    code = _code(value, key)
    if code == value:
        return value
    notes.append(_note(value, code, route))
    return code


def _code(value: str, key: Key) -> str:
    word = plain(value)
    return word if word in key.choices else key.words.get(word, value)


def _note(word: str, code: str, route: Route) -> Fault:
    says = Words(f"`{word}` 的代码是 `{code}`", f"the code for `{word}` is `{code}`")
    mend = Mend(Words(f"写作代码 `{code}`", f"write the code `{code}`"), route, f'"{code}"', safe=True)
    hint = Words("两种写法意思相同，可以不改", "both mean the same: it may stay")
    return Fault(*WORD_FOR_CODE, says, route, hint=hint, mend=mend)


def speaks_english(table: Table | None) -> bool:
    """Whether a plan, by its own table, is read in English too: then its words are better codes."""
    languages: object = (table or {}).get("languages", ("zh", "en"))
    return not isinstance(languages, list | tuple) or "en" in languages
