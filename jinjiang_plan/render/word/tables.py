"""The tables of a document: heads on each page, rows in one piece, columns as wide as what stands in them asks for."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jinjiang_plan.render.office.colours import HEAD, LINE, TINTS
from jinjiang_plan.render.paper.blocks import Cell, Facts, Head, Table, Tally, Text
from jinjiang_plan.render.width import cells
from jinjiang_plan.render.word.markup import paragraph, run, tag
from jinjiang_plan.render.word.styles import TEXT_WIDTH
from jinjiang_plan.render.word.texts import Speech

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_CELL = 92
"""The width of one cell of text at nine points, half a Chinese sign, in twentieths of a point."""
_WIDE = 120
"""That of a sign of a word that must not be broken: bold, and in the widest of fonts."""
_PADDING = 160
_MOST = 36
"""Cells that a column asks for at most: what is longer takes several lines."""
_LONGEST_WORD = 16
"""Cells of a word that is kept in one piece."""
_LABEL = 1900
"""The width of the names of facts."""


def table(block: Table, speech: Speech) -> "Element":
    """A table with a row a row; what a status means is its cell's colour too."""
    widths = _widths(block, speech)
    heads = [
        _cell(_head_lines(head, speech), width, HEAD.ground)
        for head, width in zip(block.heads, widths, strict=True)
    ]
    rows = [
        [
            _cell(list(speech.cell(cell, right=head.right)), width, _ground(cell))
            for cell, head, width in zip(row, block.heads, widths, strict=True)
        ]
        for row in block.rows
    ]
    return _table(widths, [heads], rows)


def tally(block: Tally, speech: Speech) -> "Element":
    """The counts side by side: each word on its colour, its number below."""
    widths = [TEXT_WIDTH // len(block.counts)] * len(block.counts)
    words = [
        _cell([_centred(line) for line in speech.lines(each.words)], width, TINTS[each.light].ground)
        for each, width in zip(block.counts, widths, strict=True)
    ]
    numbers = [
        _cell([_centred(f"{each.number}", tag("b"), tag("sz", val=28))], width, "")
        for each, width in zip(block.counts, widths, strict=True)
    ]
    return _table(widths, [words], [numbers])


def facts(block: Facts, speech: Speech) -> "Element":
    """Names on the left, what is to be said of each on the right, without upright lines."""
    widths = [_LABEL, TEXT_WIDTH - _LABEL]
    rows = []
    for name, cell in block.rows:
        label = [paragraph("TableText", run(line, tag("b"))) for line in speech.lines(name)]
        rows.append([_cell(label, widths[0], ""), _cell(list(speech.cell(cell, right=False)), widths[1], "")])
    return _table(widths, [], rows, upright=False)


def _head_lines(head: Head, speech: Speech) -> "list[Element]":
    return [
        paragraph("TableText", run(line, tag("b"), tag("color", val=HEAD.ink)), right=head.right)
        for line in speech.lines(head.words)
    ]


def _centred(text: str, *look: "Element") -> "Element":
    made = paragraph("TableText", run(text, *look))
    made[0].append(tag("jc", val="center"))
    return made


def _ground(cell: Cell) -> str:
    """The colour of a cell that is a label."""
    return TINTS[cell.light].ground if isinstance(cell, Text) and cell.mark and cell.light else ""


def _cell(content: "list[Element]", width: int, ground: str) -> "Element":
    look = [tag("tcW", w=width, type="dxa")]
    if ground:
        look.append(tag("shd", val="clear", color="auto", fill=ground))
    return tag("tc", tag("tcPr", *look), *(content or [paragraph("TableText")]))


def _table(
    widths: Sequence[int],
    heads: "Sequence[list[Element]]",
    rows: "Sequence[list[Element]]",
    *,
    upright: bool = True,
) -> "Element":
    edge = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    shown = sides if upright else ("bottom", "insideH")
    return tag(
        "tbl",
        tag(
            "tblPr",
            tag("tblW", w=sum(widths), type="dxa"),
            tag("jc", val="center"),
            tag("tblBorders", *(tag(side, **edge) for side in sides if side in shown)),
            tag("tblLayout", type="fixed"),
            tag("tblCellMar", *(tag(side, w=_PADDING // 2, type="dxa") for side in ("left", "right"))),
            tag("tblLook", val="0420" if heads else "0400", firstRow=int(bool(heads)), noVBand=1),
        ),
        tag("tblGrid", *(tag("gridCol", w=width) for width in widths)),
        *(tag("tr", tag("trPr", tag("cantSplit"), tag("tblHeader")), *row) for row in heads),
        *(tag("tr", tag("trPr", tag("cantSplit")), *row) for row in rows),
    )


def _widths(block: Table, speech: Speech) -> list[int]:
    """The width of each column: room for its longest word, and of what is left as much as its texts ask for."""
    columns = list(zip(*([Text(head.words) for head in block.heads], *block.rows), strict=True))
    texts = [[line for cell in column for line in speech.lines(cell.words)] for column in columns]
    least = [min(_LONGEST_WORD, max(map(_longest_word, held))) * _WIDE + _PADDING for held in texts]
    asked = [min(_MOST, max(map(cells, held))) * _CELL + _PADDING for held in texts]
    room = TEXT_WIDTH - sum(least)
    if room <= 0:
        return [each * TEXT_WIDTH // sum(least) for each in least]
    wanted = [max(0, most - few) for few, most in zip(least, asked, strict=True)]
    whole = sum(wanted)
    if whole == 0:
        return [each * TEXT_WIDTH // sum(least) for each in least]
    return [few + room * more // whole for few, more in zip(least, wanted, strict=True)]


def _longest_word(text: str) -> int:
    """The cells of what cannot be broken: Latin words and figures; Chinese can be broken after every second sign."""
    return max([4, *(cells(word) for word in re.findall(r"[!-~]+", text))])


def caption(block: Table | Tally, speech: Speech) -> "Element":
    """What a table is of, above it."""
    return paragraph("Caption", run(speech.line(block.caption)), keep=True)
