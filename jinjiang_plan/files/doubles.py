"""JP003: keys and tables that are written twice, both places shown; in a ledger, two reports for one day."""

import re
from collections.abc import Iterator

from jinjiang_plan.files.lexing import Lines
from jinjiang_plan.files.positions import Double, Positions, Span
from jinjiang_plan.model.finding import Finding, Related, Severity
from jinjiang_plan.model.words import Words

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-r([0-9]{1,6}))?")


def double_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each thing that is given again; none where the text cannot be searched."""
    try:
        positions = Positions(text, whole=True)
    except ValueError:
        return
    for double in positions.doubles:
        if not any(_holds(other, double) for other in positions.doubles):
            yield _finding(double, positions, file, lines)


def _holds(outer: Double, inner: Double) -> bool:
    """Whether a thing stands in another that is there again: then it is no cause of its own."""
    steps = len(outer.route)
    below = len(inner.route) > steps and inner.route[:steps] == outer.route
    return below and inner.again.key_start > outer.again.key_start


def _finding(double: Double, positions: Positions, file: str, lines: Lines) -> Finding:
    line, column, end_line, end_column = _spot(double.again, lines)
    first = _spot(double.first, lines)
    words, hint = _said(double, positions, first[0], line)
    there = Related(file, *first, Words("先写在这里", "written here first"))
    return Finding(
        "JP003",
        "duplicate-key",
        Severity.ERROR,
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


def _said(double: Double, positions: Positions, first: int, again: int) -> tuple[Words, Words]:
    """What is wrong, and the way out."""
    name = str(double.route[-1])
    day = _DAY.fullmatch(name) if double.route[0] == "report" and len(double.route) == 2 else None
    if day is not None:
        free = int(day[2] or 1) + 1
        while positions.own_key(("report", f"{day[1]}-r{free}")):
            free += 1
        return (
            Words(f"{name} 有两条报告", f"there are two reports for {name}"),
            Words(
                f"先录入的保留；后录入的若是修订，把键改成 `{day[1]}-r{free}`；两行相同则删去一行",
                f"keep the one recorded first; make the other a revision, its key `{day[1]}-r{free}`; "
                "of two equal lines delete one",
            ),
        )
    words = Words(f"`{name}` 写了两次", f"`{name}` is written twice")
    if double.again.start < double.again.key_start:
        name = ".".join(str(step) for step in double.route)
        words = Words(f"表 `{name}` 写了两次", f"the table `{name}` is written twice")
    return (
        words,
        Words(
            f"第 {first} 行和第 {again} 行只留一处", f"keep one of the two, on line {first} or line {again}"
        ),
    )


def _spot(span: Span, lines: Lines) -> tuple[int, int, int, int]:
    """Where the key stands; of a table, its header."""
    start, end = (span.start, span.end) if span.start < span.key_start else (span.key_start, span.key_end)
    return *lines.place(start), *lines.place(end)
