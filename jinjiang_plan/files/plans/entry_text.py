"""A target, an initiative or an action as the text of its table, put into a plan file that people wrote."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.files.toml_text.line_ends import line_end
from jinjiang_plan.files.toml_text.parse import parse_toml, plain_number, quoted
from jinjiang_plan.files.toml_text.positions import Positions
from jinjiang_plan.model.file_format import FORMAT
from jinjiang_plan.model.finding import Document, Finding
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal

Table = Mapping[str, Any]
_BARE = re.compile("[A-Za-z0-9_-]+")


class NewEntry(NamedTuple):
    """A target or an initiative that is to be written: its values by key, as TOML has them, in the order of the keys."""

    what: str
    """`target` or `initiative`."""
    name: str
    """Its id within its file."""
    table: Table
    """What it says."""


def toml_value(value: object) -> str:
    """A value as TOML on one line: an inline table for a mapping, numbers without exponent.

    Raises:
        TypeError: TOML has no such value.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return plain_number(value)
        case datetime() | date():
            return value.isoformat()
        case str():
            return quoted(str(value))
        case Mapping():
            return (
                f"{{ {', '.join(f'{key_text(key)} = {toml_value(each)}' for key, each in value.items())} }}"
            )
        case Sequence():
            return f"[{', '.join(map(toml_value, value))}]"
    raise TypeError(value)


def key_text(key: str) -> str:
    """A key as it stands in a file: bare where TOML allows that."""
    return key if _BARE.fullmatch(key) else quoted(key)


def table_text(header: str, table: Table) -> str:
    """A table under its header, a line for each key."""
    lines = [f"[{header}]", *(f"{key_text(key)} = {toml_value(value)}" for key, value in table.items())]
    return "".join(f"{line}\n" for line in lines)


def entry_text(entry: NewEntry) -> str:
    """An entry as it stands in its file."""
    return table_text(f"{entry.what}.{key_text(entry.name)}", entry.table)


def action_text(action: Table) -> str:
    """The text of a new action's file, without entries."""
    return f"format = {FORMAT}\n\n{table_text('action', action)}"


def with_entry(text: str, file: str, entry: NewEntry) -> str:
    """The file's text with the entry after the last one of its kind; every other byte as it was.

    Raises:
        Refusal: the file does not parse (exit 3), or is laid out so that the entry has no place (exit 1).
    """
    before = document_of(text, file)
    newline = line_end(text)
    block = entry_text(entry).replace("\n", newline)
    at = block_place(text, Positions(text), entry.what)
    head = text[:at]
    gap = "" if not head else newline if head.endswith("\n") else newline * 2
    tail = text[at:]
    after = f"{head}{gap}{block}{tail}"
    expected = {
        **before.data,
        entry.what: {**before.data.get(entry.what, {}), entry.name: data_of(block)[entry.what][entry.name]},
    }
    prove(after, file, expected, f"[{entry.what}.{key_text(entry.name)}]")
    return after


def block_place(text: str, positions: Positions, what: str) -> int:
    """The offset of the line after the last entry of a kind, with the remarks that close it; else the end of the text."""
    end = positions.block_end((what,))
    if end is None:
        return len(text)
    at = text.find("\n", end) + 1 or len(text)
    lines = text[at:].splitlines(keepends=True)
    remarks = 0
    while remarks < len(lines) and lines[remarks].lstrip().startswith("#"):
        remarks += 1
    if remarks and (remarks == len(lines) or not lines[remarks].strip()):
        return at + sum(map(len, lines[:remarks]))
    return at  # a remark right above a header is about what follows


def prove(text: str, file: str, expected: Table, block: str) -> None:
    """Make sure that a text says what it is to say, and nothing else.

    Raises:
        Refusal: it does not: the file is laid out so that the block has no place (exit 1).
    """
    after = parse_toml(text, file)
    if isinstance(after, Document) and after.data == expected:
        return
    raise Refusal(
        f"{file} 的写法放不下 {block}，请手工加入；未写入",
        f"{file} is laid out so that {block} has no place; add it by hand; nothing was written",
        NOT_WRITTEN,
    )


def data_of(text: str) -> dict[str, Any]:
    """What a text of ours says."""
    return document_of(text, "").data


def document_of(text: str, file: str) -> Document:
    """A text with what it says.

    Raises:
        Refusal: it does not parse (exit 3).
    """
    document = parse_toml(text, file)
    if isinstance(document, Finding):
        raise Refusal(
            f"{document.place}: {document.words.zh}；未写入",
            f"{document.place}: {document.words.en}; nothing was written",
            NOT_JUDGED,
        )
    return document
