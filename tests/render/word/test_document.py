"""A paper as a document: what python-docx reads back of it, and what LibreOffice prints of it."""

import re
from datetime import date
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.briefing.summary import briefing_paper
from jinjiang_plan.render.charts.shapes import Drawing
from jinjiang_plan.render.office import TINTS
from jinjiang_plan.render.paper.blocks import (
    Block,
    BulletList,
    Facts,
    Figure,
    Head,
    Languages,
    Meter,
    Paper,
    Prose,
    Section,
    StatusCount,
    Table,
    Tally,
    Text,
    plain,
)
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.word.document import paper_docx
from jinjiang_plan.render.word.tables import shared
from tests.hostile import HOSTILE
from tests.office import converted, pages_of
from tests.render.briefing.cases import AS_OF, hostile_briefing, sample_briefing

BOTH: Languages = ("zh", "en")
LANGUAGES: list[Languages] = [("zh",), ("en",), BOTH]
DAY = date(2021, 6, 30)
AS_OF_FACTS = Facts(((Words("截至", "as of"), Text(plain("2021-06-30"), strong=True)),))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


@cache
def sample_content(languages: Languages) -> bytes:
    return paper_docx(briefing_paper(sample_briefing()), languages, AS_OF)


def written(*blocks: Block | Section, languages: Languages = ("zh",), sample: bool = False) -> Document:
    section = Section(Words("部分", "part"), blocks)
    return opened(paper_docx(Paper(Words("标题", "Title"), AS_OF_FACTS, (section,), sample), languages, DAY))


def texts(document: Document, style: str) -> list[str]:
    """The paragraphs of a style, those of links too."""
    found = [each for each in document.paragraphs if each.style is not None and each.style.name == style]
    return [each.text for each in found]


def xpath(document: Document, path: str) -> list[Any]:
    found = document.element.xpath(path)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_headings_are_headings_and_the_contents_name_them(languages: Languages) -> None:
    paper = briefing_paper(sample_briefing())
    document = opened(sample_content(languages))
    said = [" / ".join(section.heading.say(lang) for lang in languages) for section in paper.sections]
    assert texts(document, "Heading 1") == said
    named = [text.rstrip() for style in ("toc 1", "toc 2") for text in texts(document, style)]
    assert sorted(named) == sorted([*said, *texts(document, "Heading 2")])
    anchors = [link.get(qn("w:anchor")) for link in xpath(document, "//w:hyperlink[@w:anchor]")]
    marks = [mark.get(qn("w:name")) for mark in xpath(document, "//w:bookmarkStart")]
    assert len(set(marks)) == len(marks)
    assert set(anchors) <= set(marks)
    codes = [each.text.strip() for each in xpath(document, "//w:instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert codes[1:] == [f"PAGEREF {anchor} \\h" for anchor in anchors]
    kinds = [each.get(qn("w:fldCharType")) for each in xpath(document, "//w:fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(codes)


def test_a_section_in_a_section_stands_a_level_below_with_its_mark() -> None:
    deep = Section(Words("深", "deep"), (Section(Words("更深", "deeper"), (Section(plain("x"), ()),)),))
    inner = Section(Words("内", "inner"), (deep,), mark=Text(Words("欠进度", "behind"), Light.YELLOW))
    document = written(inner)
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "部分"),
        ("Heading 2", "内   欠进度 "),
        ("Heading 3", "深"),
        ("Heading 4", "更深"),
        ("Heading 4", "x"),
    ]
    grounds = [each.get(qn("w:fill")) for each in xpath(document, "//w:r/w:rPr/w:shd")]
    assert grounds == [TINTS[Light.YELLOW].ground]


def test_chinese_has_its_own_fonts_by_name() -> None:
    document = opened(sample_content(("zh",)))
    for name, font in (
        ("Title", "黑体"),
        ("Heading 1", "黑体"),
        ("Heading 2", "楷体"),
        ("Normal", "仿宋"),
        ("Body Text", "仿宋"),
        ("Table Text", "仿宋"),
        ("toc 1", "仿宋"),
    ):
        (fonts,) = document.styles[name].element.xpath("w:rPr/w:rFonts")
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:ascii")) == "Times New Roman"
        assert not [key for key in fonts.attrib if "Theme" in key]
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts")
    assert defaults.get(qn("w:eastAsia")) == "仿宋"
    for run in xpath(document, "//w:r[w:t]"):
        chinese = not "".join(run.xpath("w:t/text()")).isascii()
        assert bool(run.xpath("w:rPr/w:rFonts[@w:hint='eastAsia']")) is chinese


def test_every_style_that_is_used_is_there() -> None:
    document = opened(sample_content(BOTH))
    used = {each.get(qn("w:val")) for each in xpath(document, "//w:pStyle | //w:rStyle")}
    assert used <= {style.style_id for style in document.styles}


TABLE = Table(
    Words("表", "table"),
    (Head(Words("名称", "name")), Head(Words("数", "number"), right=True), Head(Words("状态", "status"))),
    (
        (
            Text(Words("甲", "A")),
            Text(plain("5"), Light.RED),
            Text(Words("欠进度", "behind"), Light.YELLOW, mark=True),
        ),
        (Text(Words("乙", "B")), Meter(None, None, plain("40 %"), Light.RED), Text(plain("-"))),
    ),
)


@pytest.mark.parametrize(
    ("languages", "cells"),
    [
        (("zh",), [["名称", "数", "状态"], ["甲", "5", "欠进度"], ["乙", "40 %", "-"]]),
        (
            BOTH,
            [
                ["名称\nname", "数\nnumber", "状态\nstatus"],
                ["甲\nA", "5", "欠进度\nbehind"],
                ["乙\nB", "40 %", "-"],
            ],
        ),
    ],
)
def test_a_table_has_its_head_on_each_page_and_its_rows_in_one_piece(
    languages: Languages, cells: list[list[str]]
) -> None:
    document = written(TABLE, languages=languages)
    _, table = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == cells
    (caption,) = texts(document, "Caption")
    assert caption == " / ".join(TABLE.caption.say(lang) for lang in languages)
    element = table._element  # noqa: SLF001 - python-docx has no other way to what Word is told of rows
    assert len(element.xpath("w:tr/w:trPr/w:cantSplit")) == 3
    assert len(element.xpath("w:tr[1]/w:trPr/w:tblHeader")) == 1
    assert len(element.xpath("w:tr/w:trPr/w:tblHeader")) == 1
    assert {each.get(qn("w:fill")) for each in element.xpath("w:tr[position()>1]/w:tc/w:tcPr/w:shd")} == {
        TINTS[Light.YELLOW].ground
    }
    assert len(element.xpath("w:tr/w:tc[2][.//w:jc[@w:val='right']]")) == 3
    assert not element.xpath("w:tr/w:tc[1]//w:jc")


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.text(max_size=80), min_size=4, max_size=4), min_size=1, max_size=3),
    st.sampled_from(LANGUAGES),
)
def test_a_table_is_as_wide_as_the_page_whatever_stands_in_it(
    rows: list[list[str]], languages: Languages
) -> None:
    heads = tuple(Head(plain(f"h{n}")) for n in range(4))
    block = Table(plain("t"), heads, tuple(tuple(Text(plain(text)) for text in row) for row in rows))
    section = Section(plain("s"), (block,))
    content = paper_docx(Paper(plain("p"), Facts(()), (section,), sample=False), languages, DAY)
    (table,) = opened(content).tables
    widths = [int(each.get(qn("w:w"))) for each in xpath(opened(content), "//w:gridCol")]
    assert 9000 < sum(widths) <= 9298
    assert min(widths) > 300
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        [visible(text) for text in row] for row in rows
    ]


@pytest.mark.parametrize(("long", "short"), [(14, 0), (6, 4)])
def test_a_table_of_many_long_words_keeps_within_the_page(long: int, short: int) -> None:
    heads = (*(Head(plain("W" * 30)) for _ in range(long)), *(Head(plain("完成")) for _ in range(short)))
    document = written(Table(plain("t"), heads, ()))
    _, table = document.tables
    element = table._element  # noqa: SLF001 - as above
    widths = [int(each.get(qn("w:w"))) for each in element.xpath("w:tblGrid/w:gridCol")]
    assert sum(widths) <= 9298
    assert len(set(widths[:long])) == 1
    assert min(widths) >= 660
    assert {each.get(qn("w:val")) for each in element.xpath(".//w:pStyle")} == {"SmallTableText"}


def test_counts_stand_on_their_colours() -> None:
    counts = (
        StatusCount(Words("欠进度", "behind"), 2, Light.YELLOW),
        StatusCount(Words("达进度", "on track"), 3, Light.GREEN),
    )
    _, table = written(Tally(Words("目标", "targets"), counts)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["欠进度", "达进度"], ["2", "3"]]
    fills = table._element.xpath("w:tr[1]/w:tc/w:tcPr/w:shd")  # noqa: SLF001 - as above
    assert [each.get(qn("w:fill")) for each in fills] == [
        TINTS[Light.YELLOW].ground,
        TINTS[Light.GREEN].ground,
    ]


def test_what_has_no_rows_is_left_out() -> None:
    assert len(written(Facts(()), Tally(plain("t"), ())).tables) == 1


def test_prose_and_points_keep_their_languages_apart() -> None:
    said = (Text(Words("甲", "A")), Text(Words("乙", "B"), strong=True), Text(Words("", "s")))
    document = written(
        Prose(said), Prose(said, note=True), Prose(said, warning=True), BulletList((said,)), languages=BOTH
    )
    for style in ("Body Text", "Note", "Warning", "List Bullet"):
        assert texts(document, style) == ["甲乙", "ABs"]
    assert texts(written(Prose((Text(plain("5")),)), languages=BOTH), "Body Text") == ["5"]


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("https://example.org/a?b=1&c=<2>", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("\x01https://example.org", False),
        ("https://example.org/\x01", True),
        ("target.html", False),
    ],
)
@pytest.mark.parametrize("cell", [False, True])
def test_only_addresses_of_the_web_lead_anywhere(href: str, *, link: bool, cell: bool) -> None:
    text = Text(plain("to"), href=href)
    block = Table(plain("t"), (Head(plain("h")),), ((text,),)) if cell else Prose((text,))
    document = written(block)
    outside = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert outside == ([visible(href)] if link else [])
    assert len(xpath(document, "//w:hyperlink[@r:id]")) == len(outside)
    assert "to" in "".join(xpath(document, "//w:t/text()"))


def drawing(lang: Lang, width: int) -> Drawing:
    box = '<rect x="1" y="1" width="40" height="20" fill="#000"/>'
    return Drawing(f"title {lang}", f"words \x07 {lang} & <{width}>", width, 120, lang, (box,))


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_a_chart_is_a_picture_with_its_words(languages: Languages) -> None:
    figure = Figure(Words("图", "chart"), plain("▁█"), drawing)
    document = written(figure, figure, languages=languages)
    told = xpath(document, "//wp:docPr")
    assert [each.get("title") for each in told] == [f"title {lang}" for lang in languages] * 2
    width = 400 if len(languages) == 2 else 520
    assert [each.get("descr") for each in told] == [
        f"words \\x07 {lang} & <{width}>" for lang in languages
    ] * 2
    assert [each.get("id") for each in told] == [f"{n}" for n in range(1, 2 * len(languages) + 1)]
    assert texts(document, "Caption") == [" / ".join(figure.words.say(lang) for lang in languages)] * 2
    images = [part for part in document.part.related_parts.values() if part.partname.ext == "png"]
    assert images
    assert all(part.blob.startswith(b"\x89PNG") for part in images)


def test_each_page_says_what_it_is_of() -> None:
    section = written(sample=True).sections[0]
    assert section.header.paragraphs[0].text == "标题\t示例数据，并非真实进展"
    foot = section.footer.paragraphs[0]
    assert foot.text == "截至 2021-06-30\t第 1 页，共 1 页"
    codes = foot.paragraph_format.element.xpath(".//w:instrText")
    assert [each.text.strip() for each in codes] == ["PAGE", "NUMPAGES"]
    assert "示例" not in written().sections[0].header.paragraphs[0].text
    assert (section.page_width, section.page_height) == (7560310, 10692130)


def test_in_both_languages_each_page_says_so_in_both() -> None:
    section = written(sample=True, languages=BOTH).sections[0]
    head, foot = section.header.paragraphs[0].text, section.footer.paragraphs[0].text
    assert head == "标题 / Title\t示例数据，并非真实进展 / SAMPLE FIGURES, not real progress"
    assert foot == "截至 / as of 2021-06-30\t第 1 页，共 1 页 / page 1 of 1"


def test_of_a_meter_a_table_says_how_much_is_done() -> None:
    meter = Meter(
        Fraction(3, 20), Fraction(1, 2), Words("15.0 %（应 50.0 %）", "15.0 % (asked 50.0 %)"), None, "15.0 %"
    )
    document = written(Table(plain("t"), (Head(plain("done")),), ((meter,),)), languages=BOTH)
    assert document.tables[1].cell(1, 0).text == "15.0 %"


@pytest.mark.parametrize(
    ("room", "wanted", "given"),
    [
        (100, [10, 50, 90], [10, 45, 45]),
        (100, [10, 10, 20], [25, 25, 50]),
        (10, [5, 5, 5], [3, 3, 3]),
        (0, [4, 1], [0, 0]),
    ],
)
def test_who_asks_for_little_has_it_all(room: int, wanted: list[int], given: list[int]) -> None:
    assert shared(room, wanted) == given


def test_facts_stay_on_the_page_of_their_chart() -> None:
    document = written(AS_OF_FACTS, Figure(Words("图", "chart"), plain("▁█"), drawing))
    looks = document.tables[1]._element.xpath(".//w:pPr")  # noqa: SLF001 - as above
    assert looks
    assert all(each.xpath("w:keepNext") for each in looks)
    loose = written(AS_OF_FACTS).tables[1]._element  # noqa: SLF001 - as above
    assert not loose.xpath(".//w:keepNext")


def test_samples_are_said_first() -> None:
    assert texts(written(sample=True, languages=BOTH), "Warning") == [
        "示例数据，并非真实进展 / SAMPLE FIGURES, not real progress"
    ]


def test_the_same_paper_is_the_same_bytes_whenever_it_is_written() -> None:
    content = paper_docx(briefing_paper(sample_briefing()), ("zh",), AS_OF)
    assert content == sample_content(("zh",))
    with ZipFile(BytesIO(content)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        assert not [name for name in package.namelist() if "thumbnail" in name]
    told = opened(content).core_properties
    assert (told.author, told.last_modified_by, told.language) == ("jinjiang-plan", "jinjiang-plan", "zh-CN")
    assert told.title == "督查通报"
    assert told.created is not None
    assert told.created.date() == told.modified.date() == AS_OF
    assert told.comments == "示例数据，并非真实进展"


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_hostile_texts_are_texts_and_seen(tmp_path: Path, languages: Languages) -> None:
    document = opened(paper_docx(briefing_paper(hostile_briefing(tmp_path)), languages, AS_OF))
    said = {cell.text.split("\n")[0] for table in document.tables for row in table.rows for cell in row.cells}
    said |= set(texts(document, "Heading 3"))
    for text in HOSTILE:
        assert any(visible(text) in each for each in said)
    assert not [each for each in document.part.rels.values() if each.is_external]


@pytest.mark.office
def test_libreoffice_prints_it_in_chinese_with_heads_on_each_page(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(sample_content(("zh",)))
    (printed,) = converted(path, "pdf", tmp_path)
    pages = pages_of(printed)
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert "示例数据，并非真实进展" in page
        assert "截至 2021-06-30" in page
        assert re.search(rf"第\s*{number}\s*页，共\s*{len(pages)}\s*页", page)
    assert "目录" in pages[0]
    assert "总体情况" in pages[0]
    for title in ("5G基站", "数据来源", "评估方法", "存在问题"):
        assert any(title in page.replace(" ", "") for page in pages)


@pytest.mark.office
def test_libreoffice_repeats_the_head_of_a_long_table(tmp_path: Path) -> None:
    rows = tuple((Text(plain(f"row {n}")), Text(plain(f"{n}"))) for n in range(150))
    block = Table(plain("long"), (Head(plain("name")), Head(plain("number"), right=True)), rows)
    section = Section(plain("s"), (block,))
    path = tmp_path / "long.docx"
    path.write_bytes(paper_docx(Paper(plain("p"), Facts(()), (section,), sample=False), ("en",), DAY))
    (printed,) = converted(path, "pdf", tmp_path)
    pages = pages_of(printed)
    assert len(pages) > 2
    for page in pages:
        assert re.search(r"name\s+number", page)


@pytest.mark.office
def test_libreoffice_opens_hostile_texts(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(paper_docx(briefing_paper(hostile_briefing(tmp_path / "plans")), BOTH, AS_OF))
    (printed,) = converted(path, "pdf", tmp_path)
    said = "".join(pages_of(printed))
    assert "<script>alert(1)</script>" in said
    assert "\\u202e" in said
    assert "\u202e" not in said
