"""A paper as a document for Word: A4, Chinese fonts by name, headings that make contents, charts as pictures."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from jinjiang_plan.model.words import SPOKEN
from jinjiang_plan.render.office.archive import CREATOR, settled
from jinjiang_plan.render.paper.blocks import (
    Block,
    Facts,
    Figure,
    Languages,
    Paper,
    Points,
    Prose,
    Section,
    Table,
    Tally,
    Text,
)
from jinjiang_plan.render.width import cut
from jinjiang_plan.render.word.contents import HEADING, Place, contents, marked
from jinjiang_plan.render.word.edges import edges
from jinjiang_plan.render.word.markup import paragraph, run
from jinjiang_plan.render.word.pictures import Pictures
from jinjiang_plan.render.word.styles import dress
from jinjiang_plan.render.word.tables import caption, facts, kept, table, tally
from jinjiang_plan.render.word.texts import Speech
from jinjiang_plan.render.words import NOT_REAL

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

DEEPEST = 4
"""Levels of headings that have a look of their own."""


def paper_docx(paper: Paper, languages: Languages, day: date) -> bytes:
    """The document's file, made on that day whenever it is written; the extra `word` must be there."""
    import docx

    document = docx.Document()
    dress(document, languages)
    speech = Speech(document.part, languages)
    writer = _Writer(speech, Pictures(document.part, languages))
    body = list(writer.paper(paper))
    end = document.element.body[-1]
    for element in (*_front(paper, speech, writer), *body):
        end.addprevious(element)
    edges(document, paper, speech)
    _properties(document, paper, speech)
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue(), day)


def _front(paper: Paper, speech: Speech, writer: "_Writer") -> "Iterator[Element]":
    """The title, that its figures are samples, what it is of, and the contents."""
    for line in speech.lines(paper.title):
        yield paragraph("Title", run(line))
    if paper.sample:
        yield paragraph("Warning", run(speech.line(NOT_REAL)))
    if paper.facts.rows:
        yield facts(paper.facts, speech)
    if writer.places:
        yield paragraph("Contents", run(speech.line(HEADING)))
        yield from contents(writer.places)


def _properties(document: "Document", paper: Paper, speech: Speech) -> None:
    told = document.core_properties
    told.title = cut(speech.line(paper.title), 250)
    told.author = told.last_modified_by = CREATOR
    told.language = SPOKEN[speech.languages[0]]
    told.comments = speech.line(NOT_REAL) if paper.sample else ""
    relations = document.part.package.rels if document.part.package is not None else {}
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]


class _Writer:
    """The sections of a paper as elements, its headings kept for the contents."""

    def __init__(self, speech: Speech, pictures: Pictures) -> None:
        self._speech = speech
        self._pictures = pictures
        self.places: list[Place] = []

    def paper(self, paper: Paper) -> "Iterator[Element]":
        """All sections, one after the other."""
        for section in paper.sections:
            yield from self._section(section, 1)

    def _section(self, section: Section, level: int) -> "Iterator[Element]":
        number = len(self.places) + 1
        said = self._speech.line(section.heading)
        self.places.append(Place(level, said, f"_Toc{number:08d}"))
        mark = [run("  "), self._speech.mark(section.mark)] if section.mark else []
        name = self.places[-1].bookmark
        yield paragraph(f"Heading{min(level, DEEPEST)}", *marked(number, name, run(said)), *mark)
        for block, behind in zip_longest(section.blocks, section.blocks[1:]):
            if isinstance(block, Section):
                yield from self._section(block, level + 1)
            elif isinstance(block, Facts) and block.rows and isinstance(behind, Figure):
                yield from (kept(facts(block, self._speech)), _gap(keep=True))
            else:
                yield from self._block(block)

    def _block(self, block: Block) -> "Iterator[Element]":
        match block:
            case Prose():
                style = "Warning" if block.warning else "Note" if block.note else "BodyText"
                yield from self._prose(style, block.texts)
            case Points():
                for texts in block.points:
                    yield from self._prose("ListBullet", texts)
            case Figure():
                yield from self._pictures.figure(block, self._speech)
            case _:
                yield from self._table(block)

    def _prose(self, style: str, texts: tuple[Text, ...]) -> "Iterator[Element]":
        for runs in self._speech.sentences(texts):
            yield paragraph(style, *runs)

    def _table(self, block: Facts | Tally | Table) -> "Iterator[Element]":
        """What stands in rows, with a line behind it; nothing of what has none."""
        if isinstance(block, Facts):
            if block.rows:
                yield from (facts(block, self._speech), _gap())
        elif isinstance(block, Table):
            yield from (caption(block, self._speech), table(block, self._speech), _gap())
        elif block.counts:
            yield from (caption(block, self._speech), tally(block, self._speech), _gap())


def _gap(*, keep: bool = False) -> "Element":
    """A short line behind a table: two tables that touch are one to Word."""
    return paragraph("TableText", keep=keep)
