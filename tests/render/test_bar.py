"""The bar with its mark, and the sparkline, in full and in ASCII."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.numbers import bar, sparkline
from jinjiang_plan.render.sheets.plain_text import in_ascii
from jinjiang_plan.render.width import cells

SHARES = st.fractions(min_value=-3, max_value=3)


@pytest.mark.parametrize(
    ("completion", "planned", "drawn", "ascii_drawn"),
    [
        pytest.param(None, Fraction(1, 2), "", "", id="no-figure-no-bar"),
        pytest.param(Fraction(2, 5), Fraction(1, 2), "████·│·····", "####.|.....", id="behind"),
        pytest.param(Fraction(3, 5), Fraction(1, 2), "█████│█····", "#####|#....", id="past-its-mark"),
        pytest.param(Fraction(0), Fraction(0), "│··········", "|..........", id="nothing-asked-yet"),
        pytest.param(Fraction(1), Fraction(1), "██████████│", "##########|", id="met-at-due"),
        pytest.param(Fraction(5, 2), Fraction(1, 2), "█████│█████", "#####|#####", id="far-over-stays-ten"),
        pytest.param(Fraction(-1), Fraction(1, 2), "·····│·····", ".....|.....", id="below-the-baseline"),
        pytest.param(Fraction(2999, 3000), None, "█████████·", "#########.", id="short-is-not-full"),
    ],
)
def test_a_bar_fills_to_the_completion_with_a_mark_where_the_plan_asks(
    completion: Fraction | None, planned: Fraction | None, drawn: str, ascii_drawn: str
) -> None:
    assert bar(completion, planned) == drawn
    assert in_ascii(bar(completion, planned)) == ascii_drawn


@given(SHARES, st.none() | SHARES)
def test_every_bar_is_as_wide_as_the_others(completion: Fraction, planned: Fraction | None) -> None:
    drawn = bar(completion, planned)
    assert cells(drawn) == (10 if planned is None else 11)
    assert in_ascii(drawn).isascii()


@given(SHARES)
def test_a_bar_is_full_only_when_the_way_is_gone(completion: Fraction) -> None:
    drawn = bar(completion, None)
    assert (drawn == "█" * 10) == (completion >= 1)


@pytest.mark.parametrize(
    ("values", "drawn", "ascii_drawn"),
    [
        pytest.param([], "", "", id="nothing"),
        pytest.param([5], "▁", "_", id="one"),
        pytest.param([5, 5, 5], "▁▁▁", "___", id="level"),
        pytest.param([0, 7], "▁█", "_#", id="from-least-to-greatest"),
        pytest.param([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█", None, id="each-step"),
        pytest.param([7, 0], "█▁", "#_", id="falling"),
    ],
)
def test_a_sparkline_runs_from_the_least_to_the_greatest(
    values: list[int], drawn: str, ascii_drawn: str | None
) -> None:
    figures = [Fraction(value) for value in values]
    assert sparkline(figures) == drawn
    if ascii_drawn is not None:
        assert in_ascii(sparkline(figures)) == ascii_drawn


@given(st.lists(st.fractions(), min_size=1, max_size=30))
def test_a_sparkline_has_a_sign_a_value_and_never_orders_them_wrongly(values: list[Fraction]) -> None:
    drawn = sparkline(values)
    steps = "▁▂▃▄▅▆▇█"
    heights = [steps.index(sign) for sign in drawn]
    assert len(drawn) == len(values)
    assert all(
        one <= other
        for one, low in zip(heights, values, strict=True)
        for other, high in zip(heights, values, strict=True)
        if low <= high
    )
