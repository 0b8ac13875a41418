"""How wide letters stand: nothing that is cut or laid out is wider than its room, and nothing is lost that has room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.charts.shapes import fitted, laid_out, span

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")), max_size=60)


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("", 0),
        ("00", 12.8),
        ("字", 10),
        ("il", 8.4),
        ("W", 10),
        ("A", 8),
        ("a\u0301", 6.4),
        ("…", 10),
        ("😀", 13),
    ],
)
def test_a_text_is_as_wide_as_the_widest_of_the_common_fonts(text: str, wide: float) -> None:
    assert span(text, 10) == pytest.approx(wide)


@given(TEXT, st.integers(30, 400))
def test_a_text_is_cut_to_its_room_and_only_where_it_must(text: str, room: int) -> None:
    found = fitted(text, room, 13)
    assert span(found, 13) <= room
    assert found == text if span(text, 13) <= room else found.endswith("…")


@given(st.lists(TEXT, max_size=5), st.integers(60, 700))
def test_parts_are_laid_out_in_lines_that_fit(parts: list[str], room: int) -> None:
    assert all(span(line, 13) <= room for line in laid_out(parts, room, 13))


def test_parts_share_a_line_while_there_is_room() -> None:
    assert list(laid_out(["one", "two", "three"], 60, 10)) == ["one   two", "three"]
    assert list(laid_out(["一句很长的话要折成两行"], 100, 10)) == ["一句很长的话要", "折成两行"]
    assert list(laid_out([], 100, 10)) == []
