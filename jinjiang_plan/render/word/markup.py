"""The elements of a document, written down as they nest, and the texts in them; lxml escapes what stands in them."""

from typing import TYPE_CHECKING

from jinjiang_plan.render.width import visible

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.office import SOFT, TINTS
from jinjiang_plan.render.paper.blocks import Cell, Languages, Meter, Text, joined, web_address

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.parts.document import DocumentPart


def tag(kind: str, /, *children: "Element | None", **attributes: object) -> "Element":
    """An element of WordprocessingML around others, such as a `p` around its runs; its attributes are of it too."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    named = {qn(f"w:{key}"): f"{value}" for key, value in attributes.items()}
    made: Element = OxmlElement(f"w:{kind}", named)
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, *look: "Element") -> "Element":
    """A run of text; Chinese has signs that Latin fonts have too, such as quotation marks: they are its own font's."""
    from docx.oxml.ns import qn

    text = visible(text)
    if not text.isascii():
        look = (tag("rFonts", hint="eastAsia"), *look)
    held = tag("t")
    held.text = text
    held.set(qn("xml:space"), "preserve")
    return tag("r", tag("rPr", *look) if look else None, held)


def paragraph(style: str, *content: "Element", keep: bool = False, right: bool = False) -> "Element":
    """A paragraph in a style; `keep` holds it on the page of the next one."""
    return tag(
        "p",
        tag(
            "pPr",
            tag("pStyle", val=style),
            tag("keepNext") if keep else None,
            tag("jc", val="right") if right else None,
        ),
        *content,
    )


def field(code: str, *result: "Element", stale: bool = False) -> "list[Element]":
    """A field with what stands there until it is brought up to date; `stale` asks for that when it is opened."""
    from docx.oxml.ns import qn

    said = tag("instrText")
    said.text = f" {code} "
    said.set(qn("xml:space"), "preserve")
    begin = tag("fldChar", fldCharType="begin", **({"dirty": "true"} if stale else {}))
    return [
        tag("r", begin),
        tag("r", said),
        tag("r", tag("fldChar", fldCharType="separate")),
        *result,
        tag("r", tag("fldChar", fldCharType="end")),
    ]


# The texts of a paper as runs and paragraphs: in one language, or in both, each with lines of its own.


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
