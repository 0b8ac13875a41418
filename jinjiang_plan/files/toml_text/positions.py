"""Where a key or a value stands in a TOML text that is known to parse.

Files are read without positions, since that is fast; the places are looked for only when there is a finding.
"""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from jinjiang_plan.model.finding import Lines, Route, Step

# TOML's keys, values and headers as patterns, for a text that is known to parse. Every pattern can take a text in one
# way only, so that a search takes steps in proportion to the text: after a repeat stands nothing that it could have
# taken too. So a repeat of a group need never give back what it took. Where that is said the search remembers no round
# of it, which else takes some 250 bytes each: a gigabyte for four megabytes of comments. Python before 3.11.5 misreads
# such repeats.


ALL = "*" + ("+" if sys.version_info >= (3, 11, 5) else "")
"""The sign of a repeat of a group that gives nothing back."""

_BASIC = rf'"[^"\\\n]*(?:\\.[^"\\\n]*){ALL}"'
_LITERAL = r"'[^'\n]*'"
_PART = rf"(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})"
_LONG = (
    rf'"""[^"\\]*(?:(?:\\[\s\S]|"{{1,2}}(?!"))[^"\\]*){ALL}"{{3,5}}'
    rf"|'''[^']*(?:'{{1,2}}(?!')[^']*){ALL}'{{3,5}}"
)
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9:.]+(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
_SPACE = r"[ \t\r\n\ufeff]*"
_BLANK = rf"{_SPACE}(?:#[^\n]*(?:\n{_SPACE}|\Z)){ALL}"
BLANK = re.compile(_BLANK)
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART}){ALL}"
_PLAIN = r"[^\[\]{}\"'#\n]*"
_QUOTED = rf"(?!\"\"\"|''')(?:{_BASIC}|{_LITERAL})"
_FLAT = rf"[\[{{]{_PLAIN}(?:{_QUOTED}{_PLAIN}){ALL}[\]}}]"
_DEEP = rf"[\[{{]{_PLAIN}(?:(?:{_QUOTED}|{_FLAT}){_PLAIN}){ALL}[\]}}]"
_FOLD = rf"[\[{{]{_PLAIN}(?:(?:{_QUOTED}|{_DEEP}){_PLAIN}){ALL}[\]}}]"
"""An array or inline table on one line, at most three deep: it can be passed over without a look at what it holds."""

PART = re.compile(_PART)
ASSIGNED = re.compile(rf"({_KEY})[ \t]*=[ \t]*")
HEADER = re.compile(rf"\[\[?[ \t]*({_KEY})[ \t]*\]\]?")
FURTHER = re.compile(r"[ \t]*\.")
_SCALAR = rf"{_LONG}|{_BASIC}|{_LITERAL}|{_MOMENT}|[^\s,\[\]{{}}#]+"
SCALAR = re.compile(_SCALAR)
COMMA = re.compile(rf"{_BLANK}(?:,{_BLANK})?")
STATEMENT = re.compile(
    rf"(?:([A-Za-z0-9_-]+)(?=[ \t]*=)|({_KEY}))[ \t]*=[ \t]*(?:({_FOLD})|({_SCALAR})){_BLANK}"
)
"""A key with its value and the blank behind it: the key where it is one bare word, or as it is; the value folded, or not."""


class Span(NamedTuple):
    """Where a key stands and where its value does, as offsets into the text."""

    key_start: int
    key_end: int
    start: int
    end: int


class DoubleKey(NamedTuple):
    """Something that is given twice: the way to it, where it stands first and where again."""

    route: Route
    first: Span
    again: Span


class _Open(NamedTuple):
    """An array or inline table that is not closed yet."""

    route: Route
    """The way to it."""
    key_start: int
    """Where its key begins."""
    key_end: int
    """Where its key ends."""
    start: int
    """Where it begins itself."""
    closing: str
    """Its closing sign."""


class Positions:
    """The spans of every key and value of a valid TOML text.

    A text that is only invalid since it gives something twice can be searched too: `doubles` has what that is, if the
    text is searched `whole`. Else what stands in an array or inline table is looked for when it is asked for.
    """

    def __init__(self, text: str, *, whole: bool = False) -> None:
        self._text = text
        self._whole = whole
        self._spans: dict[Route, Span] = {}
        self._folded: dict[Route, Span] = {}
        self._lines = Lines(text)
        self.doubles: list[DoubleKey] = []
        self._scan()

    def find(self, route: Route, *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value of a route, or of its key.

        A route that is not in the text is looked for at its nearest ancestor: where the missing key belongs. What stands
        in a table that a plain value stands for is that value.
        """
        return self.place(self.stretch(route, key=key)[0])

    def stretch(self, route: Route, *, key: bool = False) -> tuple[int, int]:
        """The offsets of the first sign of a route's value, or of its key, and behind its last; as `find` looks."""
        self._unfold(route)
        whole = route
        while route and route not in self._spans:
            route = route[:-1]
        span = self._spans.get(route)
        if route != whole:
            key = span is None or not self._is_plain(span)
        if span is None:
            return 0, 0
        return (span.key_start, span.key_end) if key else (span.start, span.end)

    def has(self, route: Route) -> bool:
        """Whether something stands at that way."""
        self._unfold(route)
        return route in self._spans

    def _is_plain(self, span: Span) -> bool:
        """Whether a span is of a key with a value that holds no others."""
        return span.start > span.key_end and self._text[span.start] not in "[{"

    def own_key(self, route: Route) -> tuple[int, int] | None:
        """The offsets of the part of a key, or of a header, that is the route's last step; None where there is none."""
        self._unfold(route)
        span = self._spans.get(route)
        if span is None or not route or isinstance(route[-1], int):
            return None
        *_, last = PART.finditer(self._text, span.key_start, span.key_end)
        return last.span()

    def block_end(self, route: Route) -> int | None:
        """The offset behind the last character that belongs to a table, with all below it; None if absent."""
        ends = [span.end for way, span in self._spans.items() if way[: len(route)] == route]
        return max(ends, default=None)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        return self._lines.place(offset)

    def _unfold(self, route: Route) -> None:
        """Look at what the arrays and inline tables on the way hold, where that has not been done."""
        for steps in range(1, len(route)):
            span = self._folded.pop(route[:steps], None)
            if span is not None:
                del self._spans[route[:steps]]
                self._nested(span.start, route[:steps], span.key_start, span.key_end)

    def _scan(self) -> None:
        text, size, spans, whole = self._text, len(self._text), self._spans, self._whole
        blank, statement = BLANK.match, STATEMENT.match
        route: Route = ()
        arrays: dict[Route, int] = {}
        at = self._end(blank(text, 0))
        while at < size:
            if text[at] == "[":
                at, route = self._table(at, arrays)
            else:
                found = statement(text, at)
                if found is not None and not (whole and found[3]):
                    word, key, fold, _ = found.groups()
                    below = (*route, word) if word else self._below(key, at, route)
                    span = Span(at, at + len(word or key), *found.span(3 if fold else 4))
                    if below in spans:
                        self._note(below, span)
                    else:
                        spans[below] = span
                        if fold:
                            self._folded[below] = span
                    at = found.end()
                    continue
                at = self._slowly(at, route)
            at = self._end(blank(text, at))

    def _slowly(self, at: int, route: Route) -> int:
        """A key with an array or inline table that is to be looked into: the offset behind it."""
        found = ASSIGNED.match(self._text, at)
        if found is None:
            raise _no_toml(at)
        below = self._below(found[1], at, route)
        return self._nested(found.end(), below, at, found.end(1))

    def _table(self, at: int, arrays: dict[Route, int]) -> tuple[int, Route]:
        """A header: the offset behind it, and the way to its table."""
        found = HEADER.match(self._text, at)
        if found is None:
            raise _no_toml(at)
        end, start = found.end(), found.start(1)
        route: Route = ()
        parts = list(PART.finditer(self._text, start, found.end(1)))
        for part in parts[:-1]:
            route += (_name(part[0]),)
            self._spans.setdefault(route, Span(start, part.end(), at, end))
            if route in arrays:
                route += (arrays[route],)
        route += (_name(parts[-1][0]),)
        span = Span(start, found.end(1), at, end)
        if self._text.startswith("[[", at):
            arrays[route] = arrays.get(route, -1) + 1
            self._spans.setdefault(route, span)
            route += (arrays[route],)
        self._note(route, span)
        return end, route

    def _below(self, key: str, at: int, route: Route) -> Route:
        """The way that a key leads on; the tables that a dotted one passes are noted."""
        if key.isascii() and key.isidentifier():
            return (*route, key)
        for part in PART.finditer(key):
            route = (*route, _name(part[0]))
            if part.end() < len(key):
                end = at + part.end()
                self._spans.setdefault(route, Span(at, end, at, end))
        return route

    def _nested(self, at: int, route: Route, key_start: int, key_end: int) -> int:
        """An array or inline table and all that it holds: the offset behind it. By a stack: depth costs no recursion."""
        text = self._text
        stack: list[_Open] = []
        counts: list[int] = []
        while True:
            # A value begins: one that holds others, or a plain one.
            opening = text[at : at + 1]
            if opening in ("[", "{"):
                stack.append(_Open(route, key_start, key_end, at, "]" if opening == "[" else "}"))
                counts.append(0)
                at = self._end(BLANK.match(text, at + 1))
            else:
                end = self._end(SCALAR.match(text, at))
                self._note(route, Span(key_start, key_end, at, end))
                at = self._end(COMMA.match(text, end))
            # Whatever ends here is closed, from the inside out.
            while stack and text.startswith(stack[-1].closing, at):
                ended = stack.pop()
                counts.pop()
                self._note(ended.route, Span(ended.key_start, ended.key_end, ended.start, at + 1))
                if not stack:
                    return at + 1
                at = self._end(COMMA.match(text, at + 1))
            # The next value within what is open: by its number in an array, by its key in a table.
            within = stack[-1]
            if within.closing == "]":
                step: Step = counts[-1]
                counts[-1] += 1
                route, key_start, key_end = (*within.route, step), at, at
            else:
                found = ASSIGNED.match(text, at)
                if found is None:
                    raise _no_toml(at)
                route = self._below(found[1], at, within.route)
                key_start, key_end, at = at, found.end(1), found.end()

    def _note(self, route: Route, span: Span) -> None:
        """Keep where something stands; of what is given twice, the first place stays."""
        first = self._spans.get(route)
        if first is not None and self._is_given(first):
            self.doubles.append(DoubleKey(route, first, span))
            return
        if span.key_start == span.key_end:  # an entry of an array has no key: it stands for itself
            span = Span(span.start, span.end, span.start, span.end)
        self._spans[route] = span

    def _is_given(self, span: Span) -> bool:
        """Whether a span is of a value or a table's own header, and not of a table that a longer key passes."""
        if span.start < span.key_start:
            return not FURTHER.match(self._text, span.key_end)
        return span.start > span.key_start

    @staticmethod
    def _end(found: re.Match[str] | None) -> int:
        if found is None:
            raise ValueError("not a TOML text")
        return found.end()


def _no_toml(at: int) -> ValueError:
    return ValueError(f"not a TOML text at offset {at}")


def _name(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"':
        if "\\" not in part:
            return part[1:-1]
        import tomli

        return str(tomli.loads(f"key = {part}")["key"])
    return part


# Telling the strings and comments of a TOML text from the rest, also where it does not parse.


STRINGS = (
    rf'"""[^"\\]*(?:(?:\\[\s\S]|"{{1,2}}(?!"))[^"\\]*){ALL}(?:"{{3,5}}|\\?\Z)'
    rf"|'''[^']*(?:'{{1,2}}(?!')[^']*){ALL}(?:'{{3,5}}|\Z)"
    rf'|"[^"\\\n]*(?:\\[^\n][^"\\\n]*){ALL}"?'
    r"|'[^'\n]*'?"
)
"""A string in any of the four forms; one that is not closed goes to the end of its line, or of the text."""

COMMENT = r"#[^\n]*"

_OPENINGS = {"]": "[", "}": "{"}
_BRACKETS = re.compile(rf"{STRINGS}|{COMMENT}|(?P<bracket>[\[\]{{}}])")
_QUIET = re.compile(rf"(?P<string>{STRINGS})|(?P<comment>{COMMENT})")


def comments(text: str) -> Iterator[re.Match[str]]:
    """The comments of a text, from their `#` to the end of their line."""
    return (found for found in _QUIET.finditer(text) if found["comment"] is not None)


def strings(text: str) -> Iterator[re.Match[str]]:
    """The strings of a text, with their quotes."""
    return (found for found in _QUIET.finditer(text) if found["string"] is not None)


def without_strings(text: str) -> str:
    """The text with its strings and comments blanked out sign by sign; line ends stay."""
    return _QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def open_bracket(text: str, start: int, end: int) -> int | None:
    """The offset of the last bracket between two offsets that nothing closes before the second; None for none."""
    stack: list[int] = []
    for found in _BRACKETS.finditer(text, start, end):
        bracket = found["bracket"]
        if bracket in ("[", "{"):
            stack.append(found.start())
        elif bracket is not None and stack and text[stack[-1]] == _OPENINGS[bracket]:
            stack.pop()
    return stack[-1] if stack else None
