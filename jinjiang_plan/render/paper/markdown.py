"""A paper as Markdown: fit for a pull request and for a chat, no HTML in it."""

from collections.abc import Iterator, Sequence

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.numbers import bar
from jinjiang_plan.render.paper.blocks import (
    Block,
    BulletList,
    Cell,
    Facts,
    Figure,
    Languages,
    Meter,
    Paper,
    Prose,
    Section,
    Table,
    Tally,
    Text,
    joined,
    web_address,
)
from jinjiang_plan.render.sheets.plain_text import escaped
from jinjiang_plan.render.words import NOT_REAL

DEEPEST = 6
"""Levels of headings that there are."""


def paper_markdown(paper: Paper, languages: Languages) -> Iterator[str]:
    """The paper's lines."""
    yield f"# {_said(paper.title, languages)}"
    yield ""
    if paper.sample:
        yield f"> **{_said(NOT_REAL, languages)}**"
        yield ""
    yield from _block(paper.facts, languages)
    for section in paper.sections:
        yield from _section(section, languages, 2)


def _section(section: Section, languages: Languages, level: int) -> Iterator[str]:
    mark = _cell(section.mark, languages) if section.mark else ""
    mark = mark and (f"（{mark}）" if languages == ("zh",) else f" ({mark})")
    yield f"{'#' * min(level, DEEPEST)} {_said(section.heading, languages)}{mark}"
    yield ""
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _section(block, languages, level + 1)
        else:
            yield from _block(block, languages)


def _block(block: Block, languages: Languages) -> Iterator[str]:
    match block:
        case Prose():
            start = "> " if block.note or block.warning else ""
            yield start + _texts(block.texts, languages)
        case Facts():
            colon = _colon(languages)
            yield from (
                f"- {_said(name, languages)}{colon}{_cell(cell, languages)}" for name, cell in block.rows
            )
        case Tally():
            counts = (f"**{each.number}** {_said(each.words, languages)}" for each in block.counts)
            comma = "，" if languages == ("zh",) else ", "
            yield f"{_said(block.caption, languages)}{_colon(languages)}{comma.join(counts)}"
        case BulletList():
            yield from (f"- {_texts(texts, languages)}" for texts in block.points)
        case Table():
            yield from _table(block, languages)
        case Figure():
            yield f"{_said(block.words, languages)}{_colon(languages)}{_said(block.line, languages)}"
    yield ""


def _table(table: Table, languages: Languages) -> Iterator[str]:
    yield f"**{_said(table.caption, languages)}**"
    yield ""
    yield _row(_said(head.words, languages) for head in table.heads)
    yield "|" + "|".join("---:" if head.right else "---" for head in table.heads) + "|"
    for row in table.rows:
        yield _row(_cell(cell, languages) for cell in row)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _texts(texts: Sequence[Text], languages: Languages) -> str:
    """Some texts behind one another: in each language by itself, so that a sentence stays one."""
    if len(languages) == 1:
        return "".join(_cell(each, languages) for each in texts)
    lines = ("".join(_cell(each, (lang,)) for each in texts) for lang in languages)
    return " / ".join(dict.fromkeys(lines))


def _cell(cell: Cell, languages: Languages) -> str:
    if isinstance(cell, Meter):
        drawn = bar(cell.done, cell.planned)
        return " ".join(part for part in (drawn, _said(cell.words, languages)) if part)
    said = _said(cell.words, languages)
    if address := web_address(cell.href):
        said = f"[{said}](<{address.replace('>', '%3E').replace('<', '%3C')}>)"
    return f"**{said}**" if cell.strong and said else said


def _colon(languages: Languages) -> str:
    """What stands between a name and what is said of it: a full-width sign where all around it is Chinese."""
    return "：" if languages == ("zh",) else ": "


def _said(words: Words, languages: Languages) -> str:
    return escaped(joined(words, languages))


def markdown_text(paper: Paper, languages: Languages) -> str:
    """The paper as one text."""
    return "\n".join(paper_markdown(paper, languages)).rstrip("\n") + "\n"
