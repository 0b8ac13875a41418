"""The texts of a paper as runs and paragraphs: in one language, or in both, each with lines of its own."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.office.palette import SOFT, TINTS
from jinjiang_plan.render.paper.blocks import Cell, Languages, Meter, Text, joined, web_address
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.word.markup import paragraph, run, tag

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.parts.document import DocumentPart


class Speech:
    """How a document says things: in its languages, its links kept by its part."""

    def __init__(self, part: "DocumentPart", languages: Languages) -> None:
        self._part = part
        self.languages = languages

    def line(self, words: Words) -> str:
        """A text on one line."""
        return visible(joined(words, self.languages))

    def lines(self, words: Words) -> list[str]:
        """A text in each of the languages, once where both say the same."""
        return list(dict.fromkeys(words.say(lang) for lang in self.languages))

    def cell_lines(self, cell: Cell) -> list[str]:
        """The lines of a table's cell: of a meter, which is not drawn here, how much is done."""
        return [cell.short] if isinstance(cell, Meter) and cell.short else self.lines(cell.words)

    def sentences(self, texts: Sequence[Text]) -> "list[list[Element]]":
        """Some texts behind one another, in each language by itself, so that a sentence stays one."""
        said: dict[str, list[Element]] = {}
        for lang in self.languages:
            key = "".join(each.words.say(lang) for each in texts)
            if key not in said:
                said[key] = [self._run(each, lang) for each in texts if each.words.say(lang)]
        return [runs for runs in said.values() if runs]

    def cell(self, cell: Cell, *, style: str = "TableText", right: bool = False) -> "Iterator[Element]":
        """The paragraphs of a table's cell, a language each; the second one stands back."""
        for place, text in enumerate(self.cell_lines(cell)):
            look = [tag("color", val=SOFT)] if place and cell.light is None else []
            if isinstance(cell, Text) and cell.href and not place:
                yield paragraph(style, self._run(cell, self.languages[0]), right=right)
            else:
                yield paragraph(style, run(text, *self._look(cell), *look), right=right)

    def mark(self, mark: Text) -> "Element":
        """A label beside a heading: its word on the colour of its meaning."""
        tint = TINTS[mark.light] if mark.light else None
        look = [tag("color", val=tint.ink), tag("sz", val=20), _ground(tint.ground)] if tint else []
        return run(f" {self.line(mark.words)} ", *look)

    def _run(self, text: Text, lang: Lang) -> "Element":
        """A text as a run, or as a link to an address of the web."""
        said = text.words.say(lang)
        address = web_address(text.href)
        if not address:
            return run(said, *self._look(text))
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        link = tag("hyperlink", run(said, tag("rStyle", val="Link")))
        link.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _look(self, cell: Cell) -> "Iterator[Element]":
        if isinstance(cell, Text) and cell.strong:
            yield tag("b")
        if cell.light is not None and not isinstance(cell, Meter):
            yield tag("color", val=TINTS[cell.light].ink)


def _ground(colour: str) -> "Element":
    return tag("shd", val="clear", color="auto", fill=colour)
