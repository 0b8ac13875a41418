"""What stands at the head and at the foot of every page."""

from typing import TYPE_CHECKING

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.office.palette import SAMPLE
from jinjiang_plan.render.paper.blocks import Paper
from jinjiang_plan.render.width import cut
from jinjiang_plan.render.word.markup import field, paragraph, run, tag
from jinjiang_plan.render.word.texts import Speech
from jinjiang_plan.render.words import NOT_REAL

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

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
