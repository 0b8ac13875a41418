"""Fitting a sheet into a width: cut what may be cut, then leave out what is needed least."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.columns import Column, Columns
from jinjiang_plan.render.sheets.plain_text import markdown_lines, plain_lines
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, fit
from jinjiang_plan.render.sheets.terminal import across, terminal_lines

COLUMNS: Columns = (
    Column("id", Words("编号", "id"), only="plain"),
    Column("title", Words("名称", "title"), least=6),
    Column("value", Words("现值", "value"), right=True),
    Column("lead", Words("牵头", "lead"), rank=2, least=4),
    Column("due", Words("期限", "due"), rank=1),
    Column("bar", Words("完成", "done"), rank=3, only="table"),
)
NAMES = [column.key for column in COLUMNS]


def sheet(*rows: tuple[str, ...], title: str = "标题 title") -> Sheet:
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return Sheet((Line(title, "右 right"),), COLUMNS, (Block((), cells),), (Line("注 note"),))


def keys(drawn: Sheet, width: int) -> list[str]:
    return [NAMES[place] for place in fit(drawn, "en", width).places]


ROW = ("net.stations", "A rather long title", "1,200", "Bureau of works", "2022-12", "####|#....")


def test_a_column_that_is_needed_less_goes_first() -> None:
    drawn = sheet(ROW)
    assert keys(drawn, 200) == ["title", "value", "lead", "due", "bar"]
    assert keys(drawn, 40) == ["title", "value", "lead", "due", "bar"]
    assert keys(drawn, 35) == ["title", "value", "lead", "due"]
    assert keys(drawn, 24) == ["title", "value", "due"]
    assert keys(drawn, 13) == ["title", "value"]


def test_only_the_columns_that_are_drawn_are_explained() -> None:
    columns = tuple(
        column._replace(meaning=Words(f"{column.head.zh}的意思", f"what {column.head.en} means"))
        if column.key in ("value", "lead")
        else column
        for column in COLUMNS
    )
    drawn = sheet(ROW)._replace(columns=columns)
    below = {width: list(terminal_lines(drawn, "en", width))[-1].plain for width in (80, 24)}
    assert below == {80: "what value means  what lead means", 24: "what value means"}
    assert list(markdown_lines(drawn, "zh"))[-1] == "> 现值的意思  牵头的意思"


def test_columns_are_cut_before_any_is_left_out() -> None:
    fitted = fit(sheet(ROW), "en", 50)
    assert sum(fitted.widths) + 2 * (len(fitted.widths) - 1) == 50
    assert len(fitted.places) == 5


def test_a_column_that_says_nothing_is_left_out_unless_it_is_always_there() -> None:
    silent = sheet(("a", "-", "-", "-", "2022-12", "-"))
    assert keys(silent, 200) == ["title", "value", "due"]


@given(
    st.lists(
        st.tuples(*(st.text(alphabet="a 锦江-1", max_size=20) for _ in COLUMNS)), min_size=1, max_size=4
    ),
    st.integers(24, 160),
    st.sampled_from(["zh", "en"]),
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int, lang: str) -> None:
    numbers = [(*row[:2], row[2][:5], *row[3:]) for row in rows]
    lines = terminal_lines(sheet(*numbers), "zh" if lang == "zh" else "en", width)
    assert all(cell_len(line.plain) <= width for line in lines)


@given(st.text(alphabet="a 锦江-1", max_size=60), st.text(alphabet="b 右", max_size=30), st.integers(8, 80))
def test_a_line_across_keeps_both_its_texts_within_the_width(left: str, right: str, width: int) -> None:
    lines = [text.plain for text in across(Line(left, right), width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join((left + right).split())


@pytest.mark.parametrize(
    ("width", "lines"),
    [(20, ["left           right"]), (11, ["left  right"]), (10, ["left", "  right"])],
)
def test_the_second_text_stands_at_the_right_end_or_below(width: int, lines: list[str]) -> None:
    assert [text.plain for text in across(Line("left", "right"), width)] == lines


@pytest.mark.parametrize("markup", ["[bold]x[/bold]", "[/annex]", ":smile:", "\\[x]"])
def test_markup_in_a_text_is_only_text(markup: str) -> None:
    drawn = [line.plain for line in terminal_lines(sheet(("i", markup, "1", "", "", "")), "en", 80)]
    assert any(markup in line for line in drawn)


def test_a_pipe_gets_every_row_whole_and_aligned_for_chinese() -> None:
    drawn = sheet(
        ("net.a", "双千兆覆盖", "21.5", "-", "2022-12", "##|"),
        ("net.b", "A title", "1,200", "局", "2021", ""),
        title="t",
    )
    assert list(plain_lines(drawn, "zh")) == [
        "# t  右 right",
        "编号   名称         现值  牵头  期限",
        "net.a  双千兆覆盖   21.5  -     2022-12",
        "net.b  A title     1,200  局    2021",
    ]
