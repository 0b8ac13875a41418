"""Charts as pictures in a document: in each language one, side by side where there are two, told in words too."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from jinjiang_plan.render.charts.png import as_png
from jinjiang_plan.render.paper.blocks import Figure, Languages
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.word.markup import paragraph, run, tag
from jinjiang_plan.render.word.styles import TEXT_WIDTH, TWENTIETH
from jinjiang_plan.render.word.tables import beside
from jinjiang_plan.render.word.texts import Speech

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.parts.document import DocumentPart

    from jinjiang_plan.render.charts.shapes import Drawing

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
