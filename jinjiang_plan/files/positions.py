"""Where a key or a value stands in a TOML text that is known to parse.

Files are read without positions, since that is fast; the places are looked for only when there is a finding.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from jinjiang_plan.model.fault import Route

_BASIC = r'"(?:[^"\\\n]|\\.)*"'
_LITERAL = r"'[^'\n]*'"
_PART = rf"(?:[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})"
_LONG = r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}' + r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9:.]+(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
_blank = re.compile(r"(?:[ \t\r\n\ufeff]+|#[^\n]*)*")
_space = re.compile(r"[ \t]*")
_key = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_part = re.compile(_PART)
_scalar = re.compile(rf"{_LONG}|{_BASIC}|{_LITERAL}|{_MOMENT}|[^\s,\[\]{{}}#]+")


class Span(NamedTuple):
    """Where a key stands and where its value does, as offsets into the text."""

    key_start: int
    key_end: int
    start: int
    end: int


class Positions:
    """The spans of every key and value of a valid TOML text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[Route, Span] = {}
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._scan()

    def find(self, route: Route, *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value of a route, or of its key.

        A route that is not in the text is looked for at its nearest ancestor: where the missing key belongs.
        """
        return self.place(self.stretch(route, key=key)[0])

    def stretch(self, route: Route, *, key: bool = False) -> tuple[int, int]:
        """The offsets of the first sign of a route's value, or of its key, and behind its last; as `find` looks."""
        while route and route not in self._spans:
            route, key = route[:-1], True
        span = self._spans.get(route)
        if span is None:
            return 0, 0
        return (span.key_start, span.key_end) if key else (span.start, span.end)

    def block_end(self, route: Route) -> int | None:
        """The offset behind the last character that belongs to a table, with all below it; None if absent."""
        ends = [span.end for way, span in self._spans.items() if way[: len(route)] == route]
        return max(ends, default=None)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _scan(self) -> None:
        text = self._text
        route: Route = ()
        arrays: dict[Route, int] = {}
        at = self._skip(0)
        while at < len(text):
            if text[at] == "[":
                at, route = self._header(at, arrays)
            else:
                at = self._pair(at, route)
            at = self._skip(at)

    def _header(self, at: int, arrays: dict[Route, int]) -> tuple[int, Route]:
        double = self._text.startswith("[[", at)
        found = self._match(_key, self._spaces(at + 1 + double))
        end = self._spaces(found.end()) + 1 + double
        route: Route = ()
        parts = list(_part.finditer(found[0]))
        for part in parts[:-1]:
            route += (_name(part[0]),)
            self._spans.setdefault(route, Span(found.start(), found.start() + part.end(), at, end))
            if route in arrays:
                route += (arrays[route],)
        route += (_name(parts[-1][0]),)
        span = Span(found.start(), found.end(), at, end)
        if double:
            arrays[route] = arrays.get(route, -1) + 1
            self._spans.setdefault(route, span)
            route += (arrays[route],)
        self._spans[route] = span
        return end, route

    def _pair(self, at: int, route: Route) -> int:
        found = self._match(_key, at)
        start = self._spaces(self._spaces(found.end()) + 1)
        below = route
        for part in _part.finditer(found[0]):
            below += (_name(part[0]),)
            self._spans.setdefault(below, Span(at, found.end(), at, found.end()))
        end = self._value(start, below)
        self._spans[below] = Span(at, found.end(), start, end)
        return end

    def _value(self, at: int, route: Route) -> int:
        opening = self._text[at]
        if opening not in "[{":
            return self._match(_scalar, at).end()
        closing = "]" if opening == "[" else "}"
        index = 0
        at = self._skip(at + 1)
        while self._text[at] != closing:
            if opening == "{":
                at = self._pair(at, route)
            else:
                end = self._value(at, (*route, index))
                self._spans[(*route, index)] = Span(at, end, at, end)
                at, index = end, index + 1
            at = self._skip(at)
            if self._text[at] == ",":
                at = self._skip(at + 1)
        return at + 1

    def _skip(self, at: int) -> int:
        return self._match(_blank, at).end()

    def _spaces(self, at: int) -> int:
        return self._match(_space, at).end()

    def _match(self, pattern: re.Pattern[str], at: int) -> re.Match[str]:
        found = pattern.match(self._text, at)
        if found is None:
            raise ValueError(f"not a TOML text at offset {at}")
        return found


def _name(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"':
        import tomli

        return str(tomli.loads(f"key = {part}")["key"])
    return part
