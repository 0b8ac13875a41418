"""Finding the comments that keep findings back, and the lines that each holds for: its own, or its header's table."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from jinjiang_plan.files.toml_text.positions import comments, without_strings
from jinjiang_plan.model.finding import Edit, Lines, NamedRule, Suppression

_IGNORE = re.compile(r"#[ \t]*jp:[ \t]*ignore\b(?:\[(?P<names>[^\]\[#\n]*)\])?(?P<rest>[^\n#]*)")
_UNTIL = re.compile(r"\buntil=(\S*)")
_NAME = re.compile(r"[^\s,，、]+")
_HEADER = re.compile(r"^[ \t]*\[{1,2}([^\]\n]+)\]", re.MULTILINE)


def suppressions(text: str, file: str) -> list[Suppression]:
    """The comments of a text that keep findings back, in their order."""
    lines = Lines(text)
    headers: list[tuple[int, tuple[str, ...]]] | None = None
    listed = []
    for comment in comments(text):
        for ignore in _IGNORE.finditer(text, comment.start(), comment.end()):
            if headers is None:
                headers = list(_headers(text, lines))
            listed.append(_suppression(text, file, ignore, lines, headers))
    return listed


def _suppression(
    text: str,
    file: str,
    ignore: re.Match[str],
    lines: Lines,
    headers: list[tuple[int, tuple[str, ...]]],
) -> Suppression:
    line, column = lines.place(ignore.start())
    written = ignore[0].rstrip()
    rest = ignore["rest"]
    until = _UNTIL.search(rest)
    return Suppression(
        file,
        line,
        column,
        column + len(written),
        tuple(_names(ignore, lines)),
        _UNTIL.sub("", rest).strip(" \t\r:：-—"),
        until[1] if until else "",
        _day(until[1]) if until else None,
        line,
        _last_line(line, lines, headers),
        _removal(text, ignore.start(), ignore.start() + len(written), lines),
    )


def _names(ignore: re.Match[str], lines: Lines) -> Iterator[NamedRule]:
    """The names between the brackets; each is taken out with the comma that parts it from its neighbour."""
    start = ignore.start("names")
    matches = list(_NAME.finditer(ignore["names"] or ""))
    for place, name in enumerate(matches):
        if place + 1 < len(matches):
            removal = Edit(start + name.start(), start + matches[place + 1].start(), "")
        else:
            before = matches[place - 1].end() if place else name.start()
            removal = Edit(start + before, start + name.end(), "")
        at = start + name.start()
        yield NamedRule(name[0], at, lines.place(at)[1], removal)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _removal(text: str, start: int, end: int, lines: Lines) -> Edit:
    """How a comment is taken away: with the blanks before it, and with its line where there is nothing else."""
    while start and text[start - 1] in " \t":
        start -= 1
    line, column = lines.place(start)
    if column == 1 and not text[end : lines.end(line)].strip():
        return Edit(start, min(lines.end(line) + 1, len(text)), "")
    return Edit(start, end, "")


def _headers(text: str, lines: Lines) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of headers, with the parts of their names."""
    for match in _HEADER.finditer(without_strings(text)):
        name = text[match.start(1) : match.end(1)]
        yield lines.place(match.start(1))[0], tuple(part.strip(" \t\"'") for part in name.split("."))


def _last_line(line: int, lines: Lines, headers: list[tuple[int, tuple[str, ...]]]) -> int:
    """The last line that a comment holds for: of a header, that before the next table which is none of its own."""
    place = bisect_left(headers, (line, ()))
    if place == len(headers) or headers[place][0] != line:
        return line
    here = headers[place][1]
    for at, name in headers[place + 1 :]:
        if name[: len(here)] != here or name == here:
            return at - 1
    return len(lines.starts)
