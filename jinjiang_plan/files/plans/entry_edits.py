"""Many edits of one plan file at once: values replaced, amendments and entries put in, entries taken out.

The places are looked for once and the outcome is proved once, so that a table of a thousand rows takes a moment.
"""

from copy import deepcopy
from typing import Any, NamedTuple

from jinjiang_plan.files.plans.amend import NewAmendment, amendment_block
from jinjiang_plan.files.plans.entry_text import (
    NewEntry,
    block_place,
    data_of,
    document_of,
    entry_text,
    key_text,
    prove,
    toml_value,
)
from jinjiang_plan.files.toml_text.line_ends import line_end
from jinjiang_plan.files.toml_text.positions import Positions
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def _in_form(value: object, held: object) -> object:
    """The value in the form in which the file has it: `goal = 750` stays as short where it can."""
    short = held is not None and not isinstance(held, dict | list)
    if short and isinstance(value, dict) and len(value) == 1:
        return next(iter(value.values()))
    return value


class EntryEdits:
    """The edits of one file, gathered and then applied together; every other byte stays."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._expected: dict[str, Any] = deepcopy(dict(document_of(text, file).data))
        self._positions = Positions(text)
        self._newline = line_end(text)
        self._changes: list[_Change] = []

    def replace(self, what: str, name: str, key: str, value: object) -> None:
        """Give a key of an entry another value; one that is not there comes behind the title."""
        route = (what, name, key)
        value = _in_form(value, self._expected[what][name].get(key))
        self._expected[what][name][key] = data_of(f"x = {toml_value(value)}\n")["x"]
        if self._positions.has(route):
            self._change(*self._positions.stretch(route), toml_value(value))
            return
        at = self._line_after(self._positions.stretch((what, name, "title"))[1])
        self._insert(at, f"{key_text(key)} = {toml_value(value)}{self._newline}", gap="")

    def remove(self, what: str, name: str) -> None:
        """Take an entry out, with all below it and the blank line before it."""
        del self._expected[what][name]
        if not self._expected[what]:
            del self._expected[what]
        start = self._text.rfind("\n", 0, self._positions.stretch((what, name))[0]) + 1
        above = self._text.rfind("\n", 0, max(start - 1, 0)) + 1
        if start and not self._text[above:start].strip():
            start = above
        self._change(start, self._line_after(self._positions.block_end((what, name)) or start), "")

    def amend(self, target: Target, amendment: NewAmendment) -> None:
        """Put an amendment after what the file says of a target."""
        block = amendment_block(target, amendment)
        entry = self._expected[target.what][target.name]
        entry.setdefault("amendment", []).extend(data_of(block)[target.what][target.name]["amendment"])
        end = self._positions.block_end((target.what, target.name))
        self._insert(self._line_after(len(self._text) if end is None else end), block)

    def add(self, entry: NewEntry) -> None:
        """Put a new entry after the last of its kind."""
        block = entry_text(entry)
        self._expected.setdefault(entry.what, {})[entry.name] = data_of(block)[entry.what][entry.name]
        self._insert(block_place(self._text, self._positions, entry.what), block)

    def outcome(self) -> str:
        """The text with all edits in it.

        Raises:
            Refusal: the file is laid out so that one of them has no place (exit 1).
        """
        pieces: list[str] = []
        done = 0
        for change in sorted(self._changes, key=lambda each: (each.start, each.end)):
            if change.start < done:
                raise Refusal(
                    f"{self._file} 的写法放不下这些改动，请手工修改；未写入",
                    f"{self._file} is laid out so that these changes have no place; make them by hand; nothing was written",
                    NOT_WRITTEN,
                )
            pieces += [self._text[done : change.start], change.text]
            done = change.end
        after = "".join(pieces) + self._text[done:]
        prove(after, self._file, self._expected, "[…]")
        return after

    def _line_after(self, offset: int) -> int:
        return self._text.find("\n", offset) + 1 or len(self._text)

    def _insert(self, at: int, block: str, gap: str | None = None) -> None:
        """Put a block in at the beginning of a line, a blank line before it unless told otherwise."""
        ended = at == 0 or self._text[at - 1] == "\n" or any(each.start == at for each in self._changes)
        before = ("" if ended else self._newline) + (self._newline if gap is None else gap)
        self._change(at, at, before + block.replace("\r\n", "\n").replace("\n", self._newline))

    def _change(self, start: int, end: int, text: str) -> None:
        self._changes.append(_Change(start, end, text))
