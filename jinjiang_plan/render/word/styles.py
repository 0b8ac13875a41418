"""The look of a document: paper and type as in Chinese official documents, a little smaller, so that tables fit.

Black (黑体) for the title and the first headings, regular (楷体) for the second, imitation song (仿宋) for the text.
"""

from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.render.office import LINE, LINK, SAMPLE, SOFT
from jinjiang_plan.render.paper.blocks import Languages
from jinjiang_plan.render.word.markup import tag

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

LATIN = "Times New Roman"
BLACK, REGULAR, SONG = "黑体", "楷体", "仿宋"
WIDTH, HEIGHT = 11906, 16838
"""A4, in twentieths of a point, as are the margins."""
MARGIN, ABOVE = 1304, 1418
TEXT_WIDTH = WIDTH - 2 * MARGIN
TWENTIETH = 635
"""A twentieth of a point, in the units of python-docx."""


class Look(NamedTuple):
    """A style."""

    chinese: str
    """Its Chinese font."""
    size: int
    """In half points."""
    paragraph: "tuple[Element, ...]" = ()
    """What its paragraphs look like."""
    bold: bool = False
    """Whether it is bold."""
    ink: str = "1A1A1A"
    """Its colour."""


def dress(document: "Document", languages: Languages) -> None:
    """Set page, styles and languages of a new document."""
    section = document.sections[0]
    for name, value in (("page_width", WIDTH), ("page_height", HEIGHT)):
        setattr(section, name, value * TWENTIETH)
    for name in ("left_margin", "right_margin"):
        setattr(section, name, MARGIN * TWENTIETH)
    for name in ("top_margin", "bottom_margin"):
        setattr(section, name, ABOVE * TWENTIETH)
    _defaults(document, languages)
    for name, look in _looks(languages).items():
        _set(document, name, look)


def _defaults(document: "Document", languages: Languages) -> None:
    """Fonts and languages where no style says otherwise; the template's own would hide ours behind its theme."""
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    for old in list(defaults):
        defaults.remove(old)
    english = "en-US" if languages[0] == "zh" else "en-GB"
    defaults.append(_fonts(SONG))
    defaults.extend([tag("sz", val=24), tag("szCs", val=24)])
    defaults.append(tag("lang", val=english, eastAsia="zh-CN", bidi="ar-SA"))
    for old in document.settings.element.xpath("w:themeFontLang"):
        old.getparent().remove(old)
    for mode in document.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.getparent().replace(
            mode,
            tag(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=15,
            ),
        )


def _looks(languages: Languages) -> dict[str, Look]:
    indent = (tag("ind", firstLineChars=200, firstLine=480),) if languages == ("zh",) else ()
    return {
        "Normal": Look(SONG, 24, (_space(0, 0, 300),)),
        "Title": Look(BLACK, 44, (tag("keepNext"), _space(240, 240, 300), _centred()), bold=True),
        "Heading 1": _heading(BLACK, 32, 1),
        "Heading 2": _heading(REGULAR, 28, 2),
        "Heading 3": _heading(SONG, 24, 3),
        "Heading 4": _heading(SONG, 22, 4),
        "Body Text": Look(SONG, 24, (_space(0, 80, 340), *indent)),
        "List Bullet": Look(SONG, 24, (_numbers(), _space(0, 60, 320))),
        "Caption": Look(BLACK, 20, (_space(120, 80, 260), _centred())),
        "Table Text": Look(SONG, 18, (_space(0, 0, 240),)),
        "Small Table Text": Look(SONG, 15, (_space(0, 0, 240),)),
        "Note": Look(REGULAR, 21, (_space(0, 80, 300),), ink=SOFT),
        "Warning": Look(BLACK, 28, (_space(0, 160, 300), _centred()), bold=True, ink=SAMPLE),
        "Picture": Look(SONG, 20, (tag("keepNext"), _space(80, 0, 240), _centred())),
        "Contents": Look(BLACK, 28, (tag("keepNext"), _space(240, 120, 300), _centred())),
        "toc 1": Look(SONG, 24, (_right_end(), _space(0, 20, 300))),
        "toc 2": Look(SONG, 22, (_right_end(), _space(0, 0, 280), tag("ind", left=420))),
        "Header": Look(SONG, 18, (_line("bottom"), _right_end(), _space(0, 0, 240)), ink=SOFT),
        "Footer": Look(SONG, 18, (_right_end(), _space(0, 0, 240)), ink=SOFT),
        "Link": Look(SONG, 24, ink=LINK),
    }


def _heading(chinese: str, size: int, level: int) -> Look:
    above = 320 if level == 1 else 200
    look = (tag("keepNext"), tag("keepLines"), _space(above, 100, 300), tag("outlineLvl", val=level - 1))
    return Look(chinese, size, look, bold=level != 2)


def _set(document: "Document", name: str, look: Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    if name in [style.name for style in document.styles]:
        style = document.styles[name]
    else:
        kind = WD_STYLE_TYPE.CHARACTER if name == "Link" else WD_STYLE_TYPE.PARAGRAPH
        style = document.styles.add_style(name, kind)
    for old in style.element.xpath("w:pPr | w:rPr"):
        style.element.remove(old)
    if look.paragraph:
        style.element.append(tag("pPr", *look.paragraph))
    style.element.append(
        tag(
            "rPr",
            None if name == "Link" else _fonts(look.chinese),
            tag("b") if look.bold else None,
            tag("color", val=look.ink),
            None if name == "Link" else tag("sz", val=look.size),
            None if name == "Link" else tag("szCs", val=look.size),
            tag("u", val="single") if name == "Link" else None,
        )
    )


def _fonts(chinese: str) -> "Element":
    return tag("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=chinese, cs=LATIN)


def _space(before: int, after: int, line: int) -> "Element":
    return tag("spacing", before=before, after=after, line=line, lineRule="auto")


def _centred() -> "Element":
    return tag("jc", val="center")


def _numbers() -> "Element":
    """The list that the template has for bullets."""
    return tag("numPr", tag("numId", val=1))


def _right_end() -> "Element":
    return tag("tabs", tag("tab", val="right", pos=TEXT_WIDTH))


def _line(side: str) -> "Element":
    return tag("pBdr", tag(side, val="single", sz=4, space=4, color=LINE))
