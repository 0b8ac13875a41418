"""The elements of a document, written down as they nest; lxml escapes what stands in them."""

from typing import TYPE_CHECKING

from jinjiang_plan.render.width import visible

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element


def tag(kind: str, /, *children: "Element | None", **attributes: object) -> "Element":
    """An element of WordprocessingML around others, such as a `p` around its runs; its attributes are of it too."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    named = {qn(f"w:{key}"): f"{value}" for key, value in attributes.items()}
    made = OxmlElement(f"w:{kind}", named)
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
