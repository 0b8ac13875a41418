"""`full` and `concise`: findings as people read them on a console.

`full` has what is wrong, the lines it stands in with carets below, and what to do; `concise` has a finding a line.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from jinjiang_plan.model.finding import Finding, Related
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.excerpt import Spot, excerpt
from jinjiang_plan.render.width import inert, visible, wrap
from jinjiang_plan.render.words import SEVERITIES, helping

WIDTH = 120
LinesOf = Callable[[str], Sequence[str] | None]
Piece = tuple[str, str]
"""A text and its style: a severity's name, "strong", "dim", or nothing."""


def full(checked: CheckResult, lang: Lang, width: int = WIDTH) -> str:
    """The findings without colour, lines of files cut to a width."""
    return "".join("".join(text for text, _ in line) + "\n" for line in full_lines(checked, lang, width))


def full_lines(checked: CheckResult, lang: Lang, width: int) -> Iterator[list[Piece]]:
    """The same as lines of styled pieces; an empty one between two findings."""

    @cache
    def lines_of(file: str) -> Sequence[str] | None:
        text = checked.texts.get(file)
        return None if text is None else text.split("\n")

    for place, finding in enumerate(checked.findings):
        if place:
            yield []
        for line in _finding(finding, lines_of, lang, width):
            yield [(inert(text), style) if style != "frame" else (text, "dim") for text, style in line]


def _finding(finding: Finding, lines_of: LinesOf, lang: Lang, width: int) -> Iterator[list[Piece]]:
    last = max([finding.line, finding.end_line, *(each.line for each in finding.related)])
    margin = len(str(last)) if last else 1
    yield from _headline(finding, lang, margin, width)
    label = finding.label.say(lang) if finding.label else ""
    spot = Spot(finding.line, finding.column, finding.end_line, finding.end_column, label)
    yield from _place(finding.place, spot, lines_of(finding.file), margin, width, finding.severity)
    for each in finding.related:
        yield from _related(each, lines_of, lang, margin, width)
    below = [visible(note.say(lang)) for note in finding.notes]
    below += [visible(helping(finding.hint).say(lang))] if finding.hint else []
    for text in below:
        for place, part in enumerate(wrap(text, max(width - margin - 3, 20))):
            yield [(f"{' ' * margin} {'=' if place == 0 else ' '} ", "frame"), (part, "")]


def _headline(finding: Finding, lang: Lang, margin: int, width: int) -> Iterator[list[Piece]]:
    """What is wrong, wrapped to stand over the excerpt's text."""
    weight = f"{SEVERITIES[finding.severity].say(lang)} {finding.code}"
    head = f"{weight} {finding.slug}{Words('：', ': ').say(lang)}"
    first, *others = wrap(f"{head}{visible(finding.words.say(lang))}", max(width, 20), hang=margin + 3)
    yield [
        (first[: len(weight)], finding.severity),
        (first[len(weight) : len(head)], "strong"),
        (first[len(head) :], ""),
    ]
    yield from ([(text, "")] for text in others)


def _place(  # noqa: PLR0913, PLR0917 - what a framed excerpt is made of
    place: str, spot: Spot, lines: Sequence[str] | None, margin: int, width: int, style: str
) -> Iterator[list[Piece]]:
    yield [(f"{' ' * margin}--> ", "frame"), (visible(place), "")]
    drawn = excerpt(lines, spot, width - margin - 3) if lines is not None and spot.line else []
    if not drawn:
        return
    yield [(f"{' ' * margin} |", "frame")]
    for number, shown, marks in drawn:
        yield [(f"{number:>{margin}} | ", "frame"), (shown, "")]
        for line in marks:
            yield [(f"{' ' * margin} | ", "frame"), (line, style)]
    yield [(f"{' ' * margin} |", "frame")]


def _related(each: Related, lines_of: LinesOf, lang: Lang, margin: int, width: int) -> Iterator[list[Piece]]:
    label = each.words.say(lang)
    spot = Spot(each.line, each.column, each.end_line, each.end_column, label)
    place = ":".join([each.file] + [str(n) for n in (each.line, each.column) if n])
    lines = lines_of(each.file)
    if lines is None or not each.line:
        place = f"{place}  {visible(label)}"
    yield from _place(place, spot, lines, margin, width, "dim")


# `file:line:column: error JP303 sum-mismatch: what is wrong`


def concise(checked: CheckResult, lang: Lang) -> str:
    """The findings, each on a line of its own."""
    return "".join(f"{line(finding, lang)}\n" for finding in checked.findings)


def line(finding: Finding, lang: Lang) -> str:
    """One finding on one line, with its hint behind it."""
    hint = Words(f"；{finding.hint.zh}", f"; {finding.hint.en}").say(lang) if finding.hint else ""
    said = f"{finding.severity} {finding.code} {finding.slug}: {finding.words.say(lang)}{hint}"
    return inert(visible(f"{finding.place}: {said}"))
