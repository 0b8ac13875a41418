"""The tables of a document: heads on each page, rows in one piece, columns as wide as what stands in them asks for."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.render.office import HEAD, LINE, TINTS
from jinjiang_plan.render.paper.blocks import Cell, Facts, Head, Table, Tally, Text
from jinjiang_plan.render.width import cells
from jinjiang_plan.render.word.markup import Speech, paragraph, run, tag
from jinjiang_plan.render.word.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_PADDING = 160
_MOST = 36
"""Cells that a column asks for at most: what is longer takes several lines."""
_LONGEST_WORD = 16
"""Cells of a word that is kept in one piece where there is room."""
_LEAST = 5
"""Cells that every column has room for."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
"""The lines of a table, in the order that Word wants."""
_LABEL = 1900
"""The width of the names of facts."""


class _Type(NamedTuple):
    """Type for a table: its style, the width of half a Chinese sign, and that of a sign of a word kept in one piece.

    The last is that of bold signs in the widest of fonts. All in twentieths of a point.
    """

    style: str
    cell: int
    wide: int


_USUAL, _SMALL = _Type("TableText", 92, 130), _Type("SmallTableText", 77, 108)


def table(block: Table, speech: Speech) -> "Element":
    """A table with a row a row; what a status means is its cell's colour too; in small type where it is crowded."""
    kind = _USUAL if sum(_asked(block, speech, _USUAL)) <= TEXT_WIDTH else _SMALL
    widths = _widths(block, speech, kind)
    heads = [
        _cell(_head_lines(head, speech, kind), width, HEAD.ground)
        for head, width in zip(block.heads, widths, strict=True)
    ]
    rows = [
        [
            _cell(list(speech.cell(cell, style=kind.style, right=head.right)), width, _ground(cell))
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
        rows.append([_cell(label, widths[0], ""), _cell(list(speech.cell(cell)), widths[1], "")])
    return _table(widths, [], rows, lines=("bottom", "insideH"))


def kept(rows: "Element") -> "Element":
    """The table, held on the page of what comes behind it."""
    for look in rows.xpath(".//w:pPr[not(w:keepNext)]"):
        look.insert(1, tag("keepNext"))  # behind the style, as Word wants it
    return rows


def beside(parts: "Sequence[Element]") -> "Element":
    """Paragraphs side by side, without lines."""
    widths = [TEXT_WIDTH // len(parts)] * len(parts)
    row = [_cell([part], width, "") for part, width in zip(parts, widths, strict=True)]
    return _table(widths, [], [row], lines=())


def _head_lines(head: Head, speech: Speech, kind: _Type) -> "list[Element]":
    return [
        paragraph(kind.style, run(line, tag("b"), tag("color", val=HEAD.ink)), right=head.right)
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
    lines: Sequence[str] = _SIDES,
) -> "Element":
    edge = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    return tag(
        "tbl",
        tag(
            "tblPr",
            tag("tblW", w=sum(widths), type="dxa"),
            tag("jc", val="center"),
            tag("tblBorders", *(tag(side, **edge) for side in _SIDES if side in lines)),
            tag("tblLayout", type="fixed"),
            tag("tblCellMar", *(tag(side, w=_PADDING // 2, type="dxa") for side in ("left", "right"))),
            tag("tblLook", val="0420" if heads else "0400", firstRow=int(bool(heads)), noVBand=1),
        ),
        tag("tblGrid", *(tag("gridCol", w=width) for width in widths)),
        *(tag("tr", tag("trPr", tag("cantSplit"), tag("tblHeader")), *row) for row in heads),
        *(tag("tr", tag("trPr", tag("cantSplit")), *row) for row in rows),
    )


def _widths(block: Table, speech: Speech, kind: _Type) -> list[int]:
    """The width of each column: room for its longest word, and of what is left as much as its texts ask for.

    Those that ask for little have it all, the others share evenly: a title may take two lines, a label none. Where the words are too long for the page, the longest of them are broken.
    """
    words = [max(map(_longest_word, held)) for held in _columns(block, speech)]
    for most in range(_LONGEST_WORD, _LEAST - 1, -1):
        least = [min(most, each) * kind.wide + _PADDING for each in words]
        room = TEXT_WIDTH - sum(least)
        if room >= 0:
            break
    else:
        return [TEXT_WIDTH // len(words)] * len(words)
    widest = [max(1, more - few) for few, more in zip(least, _asked(block, speech, kind), strict=True)]
    return [few + more for few, more in zip(least, shared(room, widest), strict=True)]


def shared(room: int, widest: Sequence[int]) -> list[int]:
    """The room parted among columns: each what it wants or an even part, and what is left over as they want."""
    left = even = room
    for number, want in enumerate(sorted(widest)):
        even = left // (len(widest) - number)
        if want > even:
            break
        left -= want
    given = [min(want, even) for want in widest]
    left = room - sum(given)
    return [held + left * want // sum(widest) for held, want in zip(given, widest, strict=True)]


def _asked(block: Table, speech: Speech, kind: _Type) -> list[int]:
    """What each column would be wide if nothing but long texts took several lines."""
    return [min(_MOST, max(map(cells, held))) * kind.cell + _PADDING for held in _columns(block, speech)]


def _columns(block: Table, speech: Speech) -> list[list[str]]:
    """The lines of each column, its heading's too."""
    columns = zip(*([Text(head.words) for head in block.heads], *block.rows), strict=True)
    return [[line for cell in column for line in speech.cell_lines(cell)] for column in columns]


def _longest_word(text: str) -> int:
    """The cells of what cannot be broken: Latin words and figures; Chinese can be broken after every second sign."""
    return max([_LEAST, *(cells(word) for word in re.findall(r"[!-~]+", text))])


def caption(block: Table | Tally, speech: Speech) -> "Element":
    """What a table is of, above it."""
    return paragraph("Caption", run(speech.line(block.caption)), keep=True)
