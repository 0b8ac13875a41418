"""Lines of a file with carets below, placed by terminal cells so that they stand under Chinese text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jinjiang_plan.render.width import cells, visible, wrap

_TAB = 4
_MARK = "…"
_MOST = 3
"""Lines of an excerpt that are shown; of a longer stretch the first and the last."""


class Spot(NamedTuple):
    """A stretch of a text."""

    line: int
    """From 1."""
    column: int
    """From 1."""
    end_line: int
    """0 where unknown."""
    end_column: int
    """The column after the last sign, 0 where unknown."""
    label: str = ""
    """What stands beside its marks."""


class MarkedLine(NamedTuple):
    """A line's number, its text safe to show, and the lines of marks below it, none where nothing is marked."""

    number: int
    text: str
    marks: tuple[str, ...]


def excerpt(lines: Sequence[str], spot: Spot, width: int) -> list[MarkedLine]:
    """The lines of the stretch among those of a text, each at most `width` cells: a long one is cut around what is marked.

    A stretch over several lines is marked on the first, and shown with its last.
    """
    first = _line(lines, spot.line)
    if first is None:
        return []
    start = max(spot.column - 1, 0)
    several = spot.end_line > spot.line
    end = len(first) if several else max(spot.end_column - 1, start + 1)
    shown = [_marked(spot.line, first, start, min(end, max(len(first), start + 1)), spot.label, width)]
    last = _line(lines, spot.end_line) if several else None
    if last is not None and last.strip():
        if spot.end_line > spot.line + 1:
            shown.append(MarkedLine(spot.line + 1, _MARK, ()))
        shown.append(_cut_to(spot.end_line, last, max(spot.end_column - 1, 1), width))
    return shown


def _line(lines: Sequence[str], number: int) -> str | None:
    """One line of a text without its end; None where there is none of that number."""
    return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else None


def _marked(number: int, line: str, start: int, end: int, label: str, width: int) -> MarkedLine:  # noqa: PLR0913, PLR0917 - a line and its marks
    width = max(width, 12)
    pieces = [_safe(sign) for sign in line]
    sizes = [cells(piece) for piece in pieces]
    if sum(sizes) + (start >= len(pieces)) > width:  # a caret behind the last sign needs a cell too
        left, right = _window(sizes, start, end, width - 2)
    else:
        left, right = 0, len(pieces)
    head = _MARK if left else ""
    tail = _MARK if right < len(pieces) else ""
    shown = head + "".join(pieces[left:right]) + tail
    before = len(head) + sum(sizes[left:start])
    under = max(1, sum(sizes[start : min(end, right)]))
    return MarkedLine(number, shown, tuple(_marks(before, under, visible(label), width)))


def _marks(before: int, under: int, label: str, width: int) -> Iterator[str]:
    """Carets with their label: behind them, before them where there is more room, else on lines of its own below."""
    carets, size = "^" * under, cells(label)
    if not label or before + under + 1 + size <= width:
        yield f"{' ' * before}{carets} {label}".rstrip()
    elif before > size:
        yield f"{' ' * (before - size - 1)}{label} {carets}"
    else:
        yield " " * before + carets
        indent = max(min(before, width - size), 0)
        yield from (" " * indent + part for part in wrap(label, width - indent))


def _window(sizes: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """The part of a long line that is shown: all of what is marked if it fits, and as much around it as there is room."""
    left = right = min(start, len(sizes))
    room = width
    while right < min(end, len(sizes)) and sizes[right] <= room:
        room -= sizes[right]
        right += 1
    while True:
        grown = False
        if left > 0 and sizes[left - 1] <= room:
            left -= 1
            room -= sizes[left]
            grown = True
        if right < len(sizes) and sizes[right] <= room:
            room -= sizes[right]
            right += 1
            grown = True
        if not grown:
            return left, right


def _cut_to(number: int, line: str, end: int, width: int) -> MarkedLine:
    """A line that is shown for its beginning."""
    return _marked(number, line, 0, min(end, len(line)) or 1, "", width)._replace(marks=())


def _safe(sign: str) -> str:
    return " " * _TAB if sign == "\t" else visible(sign)
