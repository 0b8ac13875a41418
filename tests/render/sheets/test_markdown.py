"""Markdown that reads back as what was written: no sign of a text is taken for markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.columns import Column, Columns
from jinjiang_plan.render.sheets.plain_text import escaped, markdown_lines
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet

COLUMNS: Columns = (
    Column("title", Words("名称", "title")),
    Column("value", Words("现值", "value"), right=True),
    Column("id", Words("编号", "id"), only="plain"),
    Column("bar", Words("完成", "done"), only="table"),
)
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


def one_row(title: str, value: str = "1") -> str:
    """The Markdown of a sheet with a single row."""
    row = (Cell(title), Cell(value), Cell("i"), Cell("##|"))
    return "\n".join(markdown_lines(Sheet((), COLUMNS, (Block((), (row,)),)), "en"))


def cells_of(markdown: str) -> list[list[str]]:
    """The texts of a table's cells as a Markdown reader takes them; any markup in one shows by its type."""
    rows: list[list[str]] = []
    for token in PARSER.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            kinds = {child.type for child in token.children or []} - {"text", "text_special"}
            rows[-1].append(
                "".join(child.content for child in token.children or []) if not kinds else f"MARKUP {kinds}"
            )
    return rows


@pytest.mark.parametrize(
    "title",
    [
        "a | b",
        "||",
        "<script>alert(1)</script>",
        "<b>bold</b>",
        "`code`",
        "``",
        "*stars* and _lines_",
        "**strong**",
        "[link](https://example.org)",
        "![picture](x.png)",
        "# no heading",
        "~~gone~~",
        "back\\slash",
        "back\\|bar",
        "&amp; &lt;",
        "<https://example.org>",
        "5G基站（座）",
        "1 < 2 > 0",
    ],
)
def test_a_table_reads_back_as_it_was_written(title: str) -> None:
    assert cells_of(one_row(title)) == [["title", "value"], [title, "1"]]


@given(
    st.text(alphabet="a锦 |<>`*_[](){}#~\\&;!-+.:/\"'", max_size=30).map(lambda text: " ".join(text.split()))
)
def test_any_text_reads_back_as_it_was_written(title: str) -> None:
    assert cells_of(one_row(title)) == [["title", "value"], [title, "1"]]


def test_a_sheet_is_headings_tables_and_a_note() -> None:
    row = (Cell("5G基站"), Cell("1,200"), Cell("net.a"), Cell("##|"))
    sheet = Sheet(
        (Line("as of 2021-06-30", "right"),),
        COLUMNS,
        (Block((Line("Plan", "18/36"), Line("2 targets")), (row,)), Block((Line("Empty"),), ())),
        (Line("legend"),),
    )
    assert list(markdown_lines(sheet, "en")) == [
        "## as of 2021-06-30  right",
        "",
        "### Plan  18/36",
        "",
        "2 targets",
        "",
        "| title | value |",
        "|---|---:|",
        "| 5G基站 | 1,200 |",
        "",
        "### Empty",
        "",
        "> legend",
    ]


@given(st.text(alphabet="a<>&`*", max_size=20))
def test_an_escaped_text_holds_no_html(text: str) -> None:
    tokens = PARSER.parseInline("x" + escaped(text))
    assert not [child for token in tokens for child in token.children or [] if "html" in child.type]
