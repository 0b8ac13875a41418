"""A sheet for a terminal, drawn by Rich: fitted to its width, words first and colour second, nothing wrapped."""

from collections.abc import Iterator

from rich.text import Text

from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.sheet import GAP, Fit, Line, Sheet, fit, notes
from jinjiang_plan.render.width import cells, cut, pad, wrap

STYLES = {
    "red": "bold red",
    "yellow": "yellow",
    "green": "green",
    "blue": "bright_blue",
    "grey": "dim",
    "dim": "dim",
    "strong": "bold",
    "title": "bold",
    "sample": "bold magenta",
}


def terminal_lines(sheet: Sheet, lang: Lang, width: int) -> Iterator[Text]:
    """The sheet's lines, each at most as wide as the terminal."""
    for line in sheet.titles:
        yield from across(line, width)
    fitted = fit(sheet, lang, width)
    for place, block in enumerate(sheet.blocks):
        if place or sheet.titles:
            yield Text("")
        for line in block.heading:
            yield from across(line, width)
        if block.rows and block.heads:
            yield _heads(sheet, fitted, lang)
        for row in block.rows:
            yield _row(sheet, fitted, row)
    below = notes(sheet, lang, fitted.places)
    if below:
        yield Text("")
    for line in below:
        for part in wrap(line.left, width):
            yield Text(part, style=STYLES.get(line.style, line.style))


def across(line: Line, width: int) -> Iterator[Text]:
    """A line over the whole width: its second text at the right end, or below where there is no room."""
    style = STYLES.get(line.style, line.style)
    if line.spans:
        text = Text(line.left)
        for first, last, part in line.spans:
            text.stylize(STYLES.get(part, part), first, last)
        yield text
        return
    free = width - cells(line.left) - cells(line.right)
    if line.right and free >= GAP:
        yield Text.assemble((line.left, style), " " * free, (line.right, ""))
        return
    for part in wrap(line.left, width, line.hang):
        yield Text(part, style=style)
    if line.right:
        for part in wrap(line.right, width - GAP):
            yield Text(" " * GAP + part)


def _heads(sheet: Sheet, fitted: Fit, lang: Lang) -> Text:
    parts = [
        pad(cut(sheet.columns[at].head.say(lang), width), width, right=sheet.columns[at].right)
        for at, width in zip(fitted.places, fitted.widths, strict=True)
    ]
    return Text((" " * GAP).join(parts).rstrip(), style="dim")


def _row(sheet: Sheet, fitted: Fit, row: tuple) -> Text:  # type: ignore[type-arg]
    text = Text()
    for n, (at, width) in enumerate(zip(fitted.places, fitted.widths, strict=True)):
        cell = row[at]
        if n:
            text.append(" " * GAP)
        text.append(
            pad(cut(cell.text, width), width, right=sheet.columns[at].right), STYLES.get(cell.style, "")
        )
    text.rstrip()
    return text
