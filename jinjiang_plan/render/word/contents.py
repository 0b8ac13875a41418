"""The table of contents: filled in already, and brought up to date where the reader wants it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.word.markup import field, paragraph, run, tag

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

LEVELS = 2
"""Levels of headings that it names."""
HEADING = Words("目录", "Contents")


class Place(NamedTuple):
    """A heading in the document: its level, what it says, and the bookmark at it."""

    level: int
    text: str
    bookmark: str


def marked(number: int, name: str, *content: "Element") -> "list[Element]":
    """Some content within a bookmark."""
    return [tag("bookmarkStart", id=number, name=name), *content, tag("bookmarkEnd", id=number)]


def contents(places: Sequence[Place]) -> "Iterator[Element]":
    """The entries of the headings down to `LEVELS`, a field around them all and one for each page's number."""
    named = [each for each in places if each.level <= LEVELS]
    begin, code, separate, end = field(f'TOC \\o "1-{LEVELS}" \\h \\z \\u')
    for place, each in enumerate(named):
        first = (begin, code, separate) if place == 0 else ()
        last = (end,) if place == len(named) - 1 else ()
        yield paragraph(f"TOC{each.level}", *first, _entry(each), *last)


def _entry(place: Place) -> "Element":
    page = field(f"PAGEREF {place.bookmark} \\h", run(" "), stale=True)
    return tag("hyperlink", run(place.text), tag("r", tag("tab")), *page, anchor=place.bookmark, history=1)
