"""Text in cells: never wider than asked, nothing lost, nothing left in it that commands a terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jinjiang_plan.render.width import cells, cut, pad, visible, wrap

SIGNS = "aZ0 .,-锦江区计划：（）、亿ＡＢ㎡×·│…é\u0301Ωか\u3099😀"
TEXTS = st.text(alphabet=SIGNS, max_size=60)
COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("5G stations", 11, id="latin"),
        pytest.param("锦江区", 6, id="chinese"),
        pytest.param("5G基站", 6, id="mixed"),
        pytest.param("，。（）", 8, id="chinese-punctuation"),
        pytest.param("３０００", 8, id="full-width-digits"),
        pytest.param("e\u0301", 1, id="combining-acute"),
        pytest.param("か\u3099", 2, id="combining-voice-mark"),
        pytest.param("█·│…×≥●■", 8, id="ambiguous-signs-count-one"),
        pytest.param("😀", 2, id="emoji"),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    assert cells(text) == width
    assert cell_len(text) == width


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        pytest.param("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m", id="escape-sequence"),
        pytest.param("a\x00b", r"a\x00b", id="nul"),
        pytest.param("a\nb\tc\rd", r"a\x0ab\x09c\x0dd", id="line-and-tab"),
        pytest.param("\x7f", r"\x7f", id="delete"),
        pytest.param("\x9b31m", r"\x9b31m", id="c1-introducer"),
        pytest.param("a\u202eb", r"a\u202eb", id="right-to-left-override"),
        pytest.param("a\u2066b\u2069", r"a\u2066b\u2069", id="isolates"),
        pytest.param("a\u200bb\ufeff", r"a\u200bb\ufeff", id="zero-width"),
        pytest.param("a\u2028b", r"a\u2028b", id="line-separator"),
        pytest.param("[/annex] 锦江 é ㎡", "[/annex] 锦江 é ㎡", id="ordinary-text-stays"),
    ],
)
def test_control_characters_and_hidden_marks_are_made_visible(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


@given(st.text(max_size=80))
def test_no_text_commands_a_terminal_once_it_is_visible(text: str) -> None:
    shown = visible(text)
    assert COMMANDS.search(shown) is None
    assert visible(shown) == shown


@given(TEXTS, st.integers(0, 40))
def test_cut_is_never_wider_than_asked_and_keeps_what_fits(text: str, width: int) -> None:
    shortened = cut(text, width)
    assert cells(shortened) <= width
    if cells(text) <= width:
        assert shortened == text
    elif width:
        assert shortened.endswith("…")
        assert text.startswith(shortened.removesuffix("…"))


@given(TEXTS, st.integers(0, 40), st.booleans())
def test_pad_fills_to_the_width_on_the_side_asked(text: str, extra: int, right: bool) -> None:
    width = cells(text) + extra
    padded = pad(text, width, right=right)
    assert cells(padded) == width
    assert padded == (" " * extra + text if right else text + " " * extra)


@given(TEXTS, st.integers(2, 40), st.data())
def test_wrap_is_never_wider_than_asked_and_loses_nothing(text: str, width: int, data: st.DataObject) -> None:
    hang = data.draw(st.integers(0, width - 2), label="hang")
    lines = wrap(text, width, hang)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line[:hang].isspace() or not hang for line in lines[1:] if line.strip())


@pytest.mark.parametrize(
    ("text", "width", "hang", "lines"),
    [
        pytest.param("", 10, 0, [""], id="nothing-is-one-empty-line"),
        pytest.param("one two three", 7, 0, ["one two", "three"], id="between-words"),
        pytest.param("one two three", 9, 2, ["one two", "  three"], id="hanging"),
        pytest.param("数字新基建行动", 6, 0, ["数字新", "基建行", "动"], id="chinese-anywhere"),
        pytest.param("逐项放入（先是时间）看", 10, 0, ["逐项放入", "（先是时", "间）看"], id="brackets-hold"),
        pytest.param("一二三四，五", 8, 0, ["一二三", "四，五"], id="no-line-begins-with-a-comma"),
        pytest.param("，，，，，，", 6, 2, ["，，，", "  ，，", "  ，"], id="signs-that-only-close"),
        pytest.param("ab cd  efg hij", 12, 0, ["ab cd", "efg hij"], id="what-two-spaces-part-stays-whole"),
        pytest.param("it is 50.0 % now", 10, 0, ["it is", "50.0 % now"], id="a-percentage-stays-whole"),
        pytest.param("abcdefgh", 3, 0, ["abc", "def", "gh"], id="a-word-longer-than-a-line"),
    ],
)
def test_wrap_breaks_between_words_and_chinese_anywhere(
    text: str, width: int, hang: int, lines: list[str]
) -> None:
    assert wrap(text, width, hang) == lines
