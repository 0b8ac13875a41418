"""A sheet as Markdown: a table a block, fit for a pull request or a chat."""

import re
from collections.abc import Iterator

from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheet import Sheet, notes, says_something

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
