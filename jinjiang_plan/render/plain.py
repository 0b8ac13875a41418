"""A sheet for a pipe: aligned for Chinese text, one line a row, nothing drawn, nothing left out."""

from collections.abc import Iterator

from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheet import GAP, Sheet, natural_widths, shown
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
