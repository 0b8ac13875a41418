"""A paper as Markdown: what a reader of Markdown takes it for is what the paper says, whatever stands in the texts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.shapes import Drawing
from jinjiang_plan.render.paper.blocks import (
    Block,
    BulletList,
    Facts,
    Figure,
    Head,
    Languages,
    Meter,
    Prose,
    Section,
    StatusCount,
    Table,
    Tally,
    Text,
    plain,
    shown,
)
from jinjiang_plan.render.paper.markdown import markdown_text
from tests.hostile import HOSTILE
from tests.render.paper.papers import paper

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
BOTH: Languages = ("zh", "en")


def undrawn(lang: Lang, width: int) -> Drawing:
    raise AssertionError((lang, width))  # Markdown holds no picture


def written(*blocks: Block | Section, languages: Languages = ("zh",), **more: object) -> str:
    return markdown_text(paper(*blocks, **more), languages)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        (Prose((Text(Words("甲", "A")), Text(Words("乙", "B"), strong=True))), "甲**乙**"),
        (Prose((Text(Words("甲", "A")),), note=True), "> 甲"),
        (Facts(((Words("截至", "as of"), Text(plain("2021-06-30"))),)), "- 截至：2021-06-30"),
        (
            Tally(Words("目标", "targets"), (StatusCount(Words("欠进度", "behind"), 2, Light.YELLOW),)),
            "目标：**2** 欠进度",
        ),
        (BulletList(((Text(Words("甲", "A")), Text(Words("乙", "B"))),)), "- 甲乙"),
        (Figure(Words("图", "chart"), plain("▁█ 1 → 2"), undrawn), "图：▁█ 1 → 2"),
        (Prose((Text(Words("甲", "A"), href="https://x.cn/a b>"),)), "[甲](<https://x.cn/a b%3E>)"),
        (Prose((Text(Words("甲", "A"), href="https://x.cn/\n# b"),)), r"[甲](<https://x.cn/\x0a# b>)"),
        (Prose((Text(Words("甲", "A"), href="javascript:alert(1)"),)), "甲"),
        (
            Facts(((plain("c"), Meter(Fraction(2, 5), Fraction(1, 2), plain("40.0 %"))),)),
            "- c：████·│····· 40.0 %",
        ),
    ],
)
def test_each_block_has_its_line(block: Block, line: str) -> None:
    assert line in written(block).splitlines()


def test_a_section_in_a_section_stands_a_level_below_with_its_mark() -> None:
    inner = Section(Words("内", "inner"), (), mark=Text(Words("欠进度", "behind"), Light.YELLOW))
    lines = written(inner).splitlines()
    assert [line for line in lines if line.startswith("#")] == ["# 标题", "## 部分", "### 内（欠进度）"]


def test_signs_between_are_of_the_language_around_them() -> None:
    counts = (
        StatusCount(Words("欠进度", "behind"), 2, Light.YELLOW),
        StatusCount(Words("达进度", "on track"), 1, Light.GREEN),
    )
    block = Tally(Words("目标 3 项", "3 targets"), counts)
    assert "目标 3 项：**2** 欠进度，**1** 达进度" in written(block).splitlines()
    assert "3 targets: **2** behind, **1** on track" in written(block, languages=("en",)).splitlines()


def test_an_address_stays_in_its_line() -> None:
    said = written(Prose((Text(Words("甲", "A"), href="http://a\n\n# b"),)))
    assert [line for line in said.splitlines() if line.startswith("#")] == ["# 标题", "## 部分"]


def test_samples_are_said_first() -> None:
    assert written(sample=True).splitlines()[2] == "> **示例数据，并非真实进展**"


def test_side_by_side_each_text_stands_in_both_languages_and_once_where_they_agree() -> None:
    block = Prose((Text(Words("甲", "A")), Text(plain("5"))))
    assert "甲5 / A5" in written(block, languages=BOTH).splitlines()
    assert "## 部分 / part" in written(block, languages=BOTH).splitlines()
    assert "5" in written(Prose((Text(plain("5")),)), languages=BOTH).splitlines()


def table_of(text: str, languages: Languages) -> str:
    row = (Text(shown(plain(text))), Text(plain("1"), Light.RED))
    heads = (Head(Words("名称", "name")), Head(Words("数", "number"), right=True))
    return written(Table(Words("表", "table"), heads, (row,)), languages=languages)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_text(text: str) -> None:
    tokens = PARSER.parse(table_of(text, ("en",)) + written(title=text))
    kinds = {child.type for token in tokens for child in token.children or []} | {
        token.type for token in tokens
    }
    assert (
        kinds & {"html_block", "html_inline", "link_open", "code_inline", "em_open", "s_open", "fence"}
        == set()
    )
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    assert len(headings) == 4
    said = "".join(child.content for token in tokens for child in token.children or [])
    assert said.count(shown(plain(text)).en) == 2


@given(st.text(max_size=30), st.sampled_from([("zh",), ("en",), BOTH]))
def test_a_table_keeps_its_cells_whatever_stands_in_them(text: str, languages: Languages) -> None:
    rows: list[int] = []
    for token in PARSER.parse(table_of(text, languages)):
        if token.type == "tr_open":
            rows.append(0)
        if token.type in ("td_open", "th_open"):
            rows[-1] += 1
    assert rows == [2, 2]
