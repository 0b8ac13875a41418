"""A paper as a document for Word: A4, Chinese fonts by name, headings that make contents, charts as pictures."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.words import SPOKEN, Words
from jinjiang_plan.render.charts.png import as_png
from jinjiang_plan.render.office import CREATOR, SAMPLE, settled
from jinjiang_plan.render.paper.blocks import (
    Block,
    BulletList,
    Facts,
    Figure,
    Languages,
    Paper,
    Prose,
    Section,
    Table,
    Tally,
    Text,
)
from jinjiang_plan.render.width import cut, visible
from jinjiang_plan.render.word.markup import Speech, field, paragraph, run, tag
from jinjiang_plan.render.word.styles import TEXT_WIDTH, TWENTIETH, dress
from jinjiang_plan.render.word.tables import beside, caption, facts, kept, table, tally
from jinjiang_plan.render.words import NOT_REAL

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.parts.document import DocumentPart

    from jinjiang_plan.render.charts.shapes import Drawing


# The table of contents: filled in already, and brought up to date where the reader wants it.


LEVELS = 2
"""Levels of headings that it names."""
HEADING = Words("目录", "Contents")


class HeadingMark(NamedTuple):
    """A heading in the document: its level, what it says, and the bookmark at it."""

    level: int
    text: str
    bookmark: str


def marked(number: int, name: str, *content: "Element") -> "list[Element]":
    """Some content within a bookmark."""
    return [tag("bookmarkStart", id=number, name=name), *content, tag("bookmarkEnd", id=number)]


def contents(places: Sequence[HeadingMark]) -> "Iterator[Element]":
    """The entries of the headings down to `LEVELS`, a field around them all and one for each page's number."""
    named = [each for each in places if each.level <= LEVELS]
    begin, code, separate, end = field(f'TOC \\o "1-{LEVELS}" \\h \\z \\u')
    for place, each in enumerate(named):
        first = (begin, code, separate) if place == 0 else ()
        last = (end,) if place == len(named) - 1 else ()
        yield paragraph(f"toc{each.level}", *first, _entry(each), *last)


def _entry(place: HeadingMark) -> "Element":
    page = field(f"PAGEREF {place.bookmark} \\h", run(" "), stale=True)
    return tag("hyperlink", run(place.text), tag("r", tag("tab")), *page, anchor=place.bookmark, history=1)


# What stands at the head and at the foot of every page.


_MOST = 70
"""Cells of the title at the head of a page."""
_PAGE = Words("第 {page} 页，共 {pages} 页", "page {page} of {pages}")


def edges(document: "Document", paper: Paper, speech: Speech) -> None:
    """The title and that its figures are samples above; of which day it is, and which page this is, below."""
    section = document.sections[0]
    title = run(cut(speech.line(paper.title), _MOST if len(speech.languages) == 1 else _MOST // 2))
    sample = [_tab(), run(speech.line(NOT_REAL), tag("color", val=SAMPLE))] if paper.sample else []
    day = [f"{speech.line(name)} {speech.line(cell.words)}" for name, cell in paper.facts.rows[:1]]
    pages = [
        part for n, lang in enumerate(speech.languages) for part in (*_between(n), *_pages(_PAGE.say(lang)))
    ]
    for edge, style, content in (
        (section.header, "Header", [title, *sample]),
        (section.footer, "Footer", [run("".join(day)), _tab(), *pages]),
    ):
        edge.is_linked_to_previous = False
        old = edge.paragraphs[0].paragraph_format.element
        old.getparent().replace(old, paragraph(style, *content))


def _between(place: int) -> "list[Element]":
    return [run(" / ")] if place else []


def _tab() -> "Element":
    return tag("r", tag("tab"))


def _pages(said: str) -> "list[Element]":
    """Which page of how many: fields that every reader fills in by itself."""
    before, _, rest = said.partition("{page}")
    between, _, behind = rest.partition("{pages}")
    return [
        run(before),
        *field("PAGE", run("1")),
        run(between),
        *field("NUMPAGES", run("1")),
        run(behind),
    ]


# Charts as pictures in a document: in each language one, side by side where there are two, told in words too.


_ALONE, _BESIDE = (520, 6400), (400, TEXT_WIDTH // 2 - 200)
"""Pixels that a chart is drawn in, and the width that it has on paper: alone, and beside another."""
_SCALE = 2


class Pictures:
    """The pictures of one document, kept by its part."""

    def __init__(self, part: "DocumentPart", languages: Languages) -> None:
        self._part = part
        self._languages = languages
        self._number = 0

    def figure(self, figure: Figure, speech: Speech) -> "Iterator[Element]":
        """A chart and below it what it is."""
        pixels, width = _ALONE if len(self._languages) == 1 else _BESIDE
        drawn = [
            paragraph("Picture", self._drawn(figure.draw(lang, pixels), width), keep=True)
            for lang in self._languages
        ]
        yield from drawn if len(drawn) == 1 else [beside(drawn)]
        yield paragraph("Caption", run(speech.line(figure.words)))

    def _drawn(self, drawing: "Drawing", width: int) -> "Element":
        image = BytesIO(as_png(drawing, scale=_SCALE))
        inline = self._part.new_pic_inline(image, width=width * TWENTIETH)
        self._number += 1
        inline.docPr.set("id", f"{self._number}")
        inline.docPr.set("name", f"Picture {self._number}")
        inline.docPr.set("title", visible(drawing.title))
        inline.docPr.set("descr", visible(drawing.description))
        return tag("r", tag("drawing", inline))


DEEPEST = 4
"""Levels of headings that have a look of their own."""


def paper_docx(paper: Paper, languages: Languages, day: date) -> bytes:
    """The document's file, made on that day whenever it is written; the extra `word` must be there."""
    import docx

    document = docx.Document()
    dress(document, languages)
    speech = Speech(document.part, languages)
    writer = _SectionWriter(speech, Pictures(document.part, languages))
    body = list(writer.paper(paper))
    end = document.element.body[-1]
    for element in (*_front(paper, speech, writer), *body):
        end.addprevious(element)
    edges(document, paper, speech)
    _properties(document, paper, speech)
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue(), day)


def _front(paper: Paper, speech: Speech, writer: "_SectionWriter") -> "Iterator[Element]":
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
    properties = document.core_properties
    properties.title = cut(speech.line(paper.title), 250)
    properties.author = properties.last_modified_by = CREATOR
    properties.language = SPOKEN[speech.languages[0]]
    properties.comments = speech.line(NOT_REAL) if paper.sample else ""
    relations = document.part.package.rels if document.part.package is not None else {}
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]


class _SectionWriter:
    """The sections of a paper as elements, its headings kept for the contents."""

    def __init__(self, speech: Speech, pictures: Pictures) -> None:
        self._speech = speech
        self._pictures = pictures
        self.places: list[HeadingMark] = []

    def paper(self, paper: Paper) -> "Iterator[Element]":
        """All sections, one after the other."""
        for section in paper.sections:
            yield from self._section(section, 1)

    def _section(self, section: Section, level: int) -> "Iterator[Element]":
        number = len(self.places) + 1
        said = self._speech.line(section.heading)
        self.places.append(HeadingMark(level, said, f"_Toc{number:08d}"))
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
            case BulletList():
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
