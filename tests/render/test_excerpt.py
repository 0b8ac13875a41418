"""Excerpts: carets stand under what is meant, in terminal cells, also in Chinese and in a long line."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jinjiang_plan.render.excerpt import MarkedLine, Spot, excerpt
from jinjiang_plan.render.width import cells, visible


def one(line: str, column: int, end: int, width: int = 80, label: str = "") -> MarkedLine:
    (drawn,) = excerpt([line], Spot(1, column, 1, end, label), width)
    return drawn


@pytest.mark.parametrize(
    ("line", "column", "end", "text", "marks"),
    [
        ("goal = 105", 8, 11, "goal = 105", "       ^^^"),
        ("标题 = “甲”", 6, 9, "标题 = “甲”", "       ^^^^"),
        ("a\t= 1", 3, 4, "a    = 1", "     ^"),
        ("a = \x1b1", 6, 7, "a = \\x1b1", "        ^"),
        ("a = \u202ex", 5, 6, "a = \\u202ex", "    ^^^^^^"),
        ("a = 1", 6, 6, "a = 1", "     ^"),
        ("a = 1", 1, 0, "a = 1", "^"),
        ("", 1, 1, "", "^"),
        ("a = 1\r", 5, 6, "a = 1", "    ^"),
    ],
)
def test_carets_stand_under_what_is_meant(line: str, column: int, end: int, text: str, marks: str) -> None:
    assert one(line, column, end) == (1, text, (marks,))


@pytest.mark.parametrize(
    ("line", "column", "end", "width", "text", "marks"),
    [
        ("abcdefghijklmnopqrstuvwxyz", 1, 3, 12, "abcdefghij…", "^^"),
        ("abcdefghijklmnopqrstuvwxyz", 25, 27, 12, "…qrstuvwxyz", "         ^^"),
        ("abcdefghijklmnopqrstuvwxyz", 13, 14, 13, "…hijklmnopqr…", "      ^"),
        ("一二三四五六七八九十甲乙丙丁", 7, 8, 14, "…四五六七八九…", "       ^^"),
    ],
)
def test_a_long_line_is_cut_around_what_is_marked(  # noqa: PLR0913, PLR0917 - a table's columns
    line: str, column: int, end: int, width: int, text: str, marks: str
) -> None:
    assert one(line, column, end, width) == (1, text, (marks,))


def test_a_label_stands_behind_the_carets_or_before_or_below_where_there_is_no_room() -> None:
    assert one("goal = 105", 8, 11, label="先写在这里").marks == ("       ^^^ 先写在这里",)
    assert one("x" * 38 + "yy", 39, 41, 40, label="here").marks == (" " * 33 + "here ^^",)
    assert one("goal = 105", 8, 11, 14, label="as it was").marks == ("       ^^^", "     as it was")
    assert one("goal = 105", 8, 11, 14, label="as it stands there").marks == (
        "       ^^^",
        "as it stands",
        "there",
    )


def test_a_stretch_over_lines_shows_its_first_and_its_last() -> None:
    lines = ["a = [", "  1,", "  2,", "]", "b = 1"]
    assert excerpt(lines, Spot(1, 5, 4, 2), 40) == [(1, "a = [", ("    ^",)), (2, "…", ()), (4, "]", ())]
    assert excerpt(lines, Spot(3, 3, 4, 2), 40) == [(3, "  2,", ("  ^^",)), (4, "]", ())]


def test_a_line_that_is_not_there_gives_nothing() -> None:
    assert excerpt(["a"], Spot(3, 1, 3, 2), 40) == []


@given(st.text(max_size=80), st.integers(1, 90), st.integers(0, 90), st.integers(1, 100), st.text(max_size=8))
@example("0" * 16, 17, 0, 16, "")
def test_the_caret_stands_as_far_right_as_what_is_before_it_and_all_fits(
    line: str, column: int, end: int, width: int, label: str
) -> None:
    line = line.replace("\n", "")
    column = min(column, len(line) + 1)
    drawn = one(line, column, end, width, label)
    width = max(width, 12)
    assert visible(drawn.text) == drawn.text
    assert any("^" in each for each in drawn.marks)
    assert all(cells(each) <= width for each in (drawn.text, *drawn.marks))
    if not label:
        whole = "".join("    " if sign == "\t" else visible(sign) for sign in line.rstrip("\r"))
        if drawn.text == whole:
            before = "".join(
                "    " if sign == "\t" else visible(sign) for sign in line[: column - 1].rstrip("\r")
            )
            assert drawn.marks[0].index("^") == cells(before)
