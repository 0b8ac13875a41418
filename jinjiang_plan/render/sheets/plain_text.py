"""A sheet for a pipe: aligned for Chinese text, one line a row, nothing drawn, nothing left out."""

import re
from collections.abc import Iterator

from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.sheet import GAP, Sheet, natural_widths, notes, says_something, shown
from jinjiang_plan.render.width import cells, pad


def plain_lines(sheet: Sheet, lang: Lang) -> Iterator[str]:
    """The titles behind `#`, the column headings, a line for each row; at the end the blocks' own words behind `#`."""
    for line in sheet.titles:
        yield "  ".join(part for part in (f"# {line.left}", line.right) if part)
    places = [at for at, column in enumerate(sheet.columns) if column.only != "table"]
    if any(block.rows for block in sheet.blocks):
        yield from _table(sheet, lang, places)
    for block in sheet.blocks:
        for line in block.heading:
            yield "  ".join(part for part in (f"# {line.left}", line.right) if part).rstrip()


def _table(sheet: Sheet, lang: Lang, places: list[int]) -> Iterator[str]:
    widths = natural_widths(sheet, lang, places, plain=True)
    heads = [sheet.columns[at].head.say(lang) for at in places]
    yield _joined(sheet, places, heads, widths)
    for block in sheet.blocks:
        for row in block.rows:
            yield _joined(sheet, places, [shown(row[at], plain=True) for at in places], widths)


def _joined(sheet: Sheet, places: list[int], texts: list[str], widths: list[int]) -> str:
    parts = [
        pad(text, width, right=sheet.columns[at].right) if cells(text) < width else text
        for at, text, width in zip(places, texts, widths, strict=True)
    ]
    return (" " * GAP).join(parts).rstrip()


# For a screen that shows ASCII alone: every sign that we draw has a stand-in of the same width.


_DRAWN = "█▓░·│─…→▁▂▃▄▅▆▇×±≥≤“”‘’°²"
_STAND_INS = "##..|-~>_.-=+*%x+><\"\"''o2"
_TABLE = str.maketrans(_DRAWN, _STAND_INS)


def in_ascii(text: str) -> str:
    """The text with the signs that we draw replaced, one for one; Chinese and all else stays as it is."""
    return text.translate(_TABLE)


# A sheet as Markdown: a table a block, fit for a pull request or a chat.


_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown_lines(sheet: Sheet, lang: Lang) -> Iterator[str]:
    """Titles as headings, each block as a table; text from files is escaped."""
    for n, line in enumerate(sheet.titles):
        text = escaped("  ".join(part for part in (line.left, line.right) if part))
        yield f"## {text}" if n == 0 else text
        yield ""
    drawn = (at for at, column in enumerate(sheet.columns) if column.only != "plain" and column.key != "bar")
    places = [at for at in drawn if says_something(sheet, at)]
    for block in sheet.blocks:
        for n, line in enumerate(block.heading):
            text = escaped("  ".join(part for part in (line.left, line.right) if part))
            yield f"### {text}" if n == 0 else text
            yield ""
        if not block.rows:
            continue
        yield "| " + " | ".join(escaped(sheet.columns[at].head.say(lang)) for at in places) + " |"
        yield "|" + "|".join("---:" if sheet.columns[at].right else "---" for at in places) + "|"
        for row in block.rows:
            yield "| " + " | ".join(escaped(row[at].text.strip()) for at in places) + " |"
        yield ""
    for line in notes(sheet, lang, places):
        yield f"> {escaped(line.left)}"


def escaped(text: str) -> str:
    """A text in which no sign is taken for Markdown or HTML."""
    return _ACTIVE.sub(r"\\\1", text)
