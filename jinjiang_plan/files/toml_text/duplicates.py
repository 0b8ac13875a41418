"""JP003: keys and tables that are written twice, both places shown; in a ledger, two reports for one day."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from jinjiang_plan.files.toml_text.positions import DoubleKey, Positions, Span
from jinjiang_plan.model.finding import DUPLICATE_KEY, Finding, Lines, Related, Route
from jinjiang_plan.model.words import Words, number_of

_RECORDED = re.compile(r"\brecorded = ([0-9T:+-]{20,32})")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-r([0-9]{1,6}))?")


def double_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each thing that is given again, of many the first ones and how many more there are.

    None where the text cannot be searched.
    """
    try:
        positions = Positions(text, whole=True)
    except ValueError:
        return
    first: dict[Route, int] = {}
    for double in positions.doubles:
        at = double.again.key_start
        first[double.route] = min(first.get(double.route, at), at)
    revisions, repeats = FreeKeys(positions), Counter[Route]()
    held: dict[Route, Finding] = {}
    for double in positions.doubles:
        ways = (double.route[:steps] for steps in range(1, len(double.route)))
        if any(first.get(way, len(text)) < double.again.key_start for way in ways):
            continue
        repeats[double.route] += 1
        if repeats[double.route] < MOST_TOLD:
            yield _finding(double, text, revisions, file, lines)
        elif repeats[double.route] == MOST_TOLD:
            held[double.route] = _finding(double, text, revisions, file, lines)
    for route, finding in held.items():
        more = repeats[route] - MOST_TOLD
        note = Words(f"后面还有 {more} 处", f"and {number_of(more, 'more time')} below")
        yield finding._replace(notes=(*finding.notes, note)) if more else finding


MOST_TOLD = 10
"""Findings of one key that is written again and again; nobody reads more of them."""


class FreeKeys:
    """The keys that are free in a ledger, each given once."""

    def __init__(self, positions: Positions) -> None:
        self._positions = positions
        self._given: dict[str, int] = {}

    def free(self, day: str) -> str:
        """The next key for a revision of a day."""
        number = self._given.get(day, 1) + 1
        while self._positions.has(("report", f"{day}-r{number}")):
            number += 1
        self._given[day] = number
        return f"{day}-r{number}"


def _finding(double: DoubleKey, text: str, revisions: FreeKeys, file: str, lines: Lines) -> Finding:
    line, column, end_line, end_column = _spot(double.again, lines)
    first = _spot(double.first, lines)
    day = _DAY.fullmatch(str(double.route[-1])) if double.route[0] == "report" else None
    if day is not None and len(double.route) == 2:
        words = Words(f"{day[0]} 有两条报告", f"there are two reports for {day[0]}")
        hint = _way_out(double, text, revisions, day[1], (first[0], line))
    else:
        words = _twice(double)
        hint = Words(
            f"第 {first[0]} 行和第 {line} 行只留一处",
            f"keep one of the two, on line {first[0]} or line {line}",
        )
    there = Related(file, *first, Words("先写在这里", "written here first"))
    return Finding(
        *DUPLICATE_KEY,
        words,
        file,
        line,
        column,
        hint,
        end_line,
        end_column,
        ".".join(str(step) for step in double.route),
        related=(there,),
    )


def _twice(double: DoubleKey) -> Words:
    if double.again.start < double.again.key_start:
        name = ".".join(str(step) for step in double.route)
        return Words(f"表 `{name}` 写了两次", f"the table `{name}` is written twice")
    return Words(f"`{double.route[-1]}` 写了两次", f"`{double.route[-1]}` is written twice")


def _way_out(double: DoubleKey, text: str, revisions: FreeKeys, day: str, places: tuple[int, int]) -> Words:
    """Which of two reports for a day is to become a revision: the one that was recorded later."""
    first, again = (text[span.start : span.end] for span in (double.first, double.again))
    if first == again:
        return Words(f"两行相同：删去第 {places[1]} 行", f"the two are equal: delete line {places[1]}")
    key = revisions.free(day)
    moments = [_recorded(each) for each in (first, again)]
    if moments[0] is None or moments[1] is None:
        return Words(
            f"后录入的一条改成修订，键写作 `{key}`",
            f"make the one recorded later a revision, its key `{key}`",
        )
    later = places[0] if moments[0] > moments[1] else places[1]
    return Words(
        f"第 {later} 行录入在后：若是修订，把它的键改成 `{key}`；若报错了，删去这一行",
        f"line {later} was recorded later: as a revision its key is `{key}`; if it is a mistake, delete the line",
    )


def _recorded(report: str) -> datetime | None:
    match = _RECORDED.search(report)
    try:
        return datetime.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _spot(span: Span, lines: Lines) -> tuple[int, int, int, int]:
    """Where the key stands; of a table, its header."""
    start, end = (span.start, span.end) if span.start < span.key_start else (span.key_start, span.key_end)
    return *lines.place(start), *lines.place(end)
