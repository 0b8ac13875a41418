"""Figures as they are shown: exact, parted in thousands, and never rounded into saying what is not so."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.numbers import (
    RATE_DIGITS,
    figure,
    months,
    points,
    rough,
    share,
    significant,
)

BELOW_ONE = st.fractions(min_value=0, max_value=1).filter(lambda value: value < 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "-"),
        (Decimal(0), "0"),
        (Decimal("-0"), "0"),
        (Decimal(999), "999"),
        (Decimal(1000), "1,000"),
        (Decimal(1234567), "1,234,567"),
        (Decimal(-1234567), "-1,234,567"),
        (Decimal("1E+6"), "1,000,000"),
        (Decimal("21.50"), "21.5"),
        (Decimal("0.1"), "0.1"),
        (Decimal("-0.0625"), "-0.0625"),
        (Decimal("1234.5678"), "1,234.5678"),
        (Decimal(9007199254740993), "9,007,199,254,740,993"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
    ],
)
def test_a_figure_is_exact_with_its_thousands_parted(value: Decimal | Fraction | None, shown: str) -> None:
    assert figure(value) == shown


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_figure_of_four_decimals_reads_back_as_itself(value: Decimal) -> None:
    assert Decimal(figure(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "met", "shown"),
    [
        pytest.param(None, False, "-", id="nothing"),
        pytest.param(Fraction(0), False, "0.0 %", id="nought"),
        pytest.param(Fraction(2, 5), False, "40.0 %", id="behind"),
        pytest.param(Fraction(2999, 3000), False, "99.9 %", id="2999-of-3000"),
        pytest.param(Fraction(299999, 300000), False, "99.9 %", id="a-hair-short"),
        pytest.param(Fraction(3000, 3000), True, "100.0 %", id="exactly-met"),
        pytest.param(Fraction(3100, 3000), True, "103.3 %", id="over"),
        pytest.param(Fraction(1, 1), False, "<100 %", id="at-a-goal-that-is-to-be-passed"),
        pytest.param(Fraction(-1, 3), False, "-33.3 %", id="the-wrong-way"),
        pytest.param(Fraction(6290, 6474), False, "97.2 %", id="jiangmen"),
    ],
)
def test_a_share_is_a_percentage_to_a_tenth(value: Fraction | None, met: bool, shown: str) -> None:
    assert share(value, whole=met) == shown


@given(BELOW_ONE)
def test_what_is_not_met_is_never_shown_as_a_hundred_per_cent(value: Fraction) -> None:
    assert Decimal(share(value, whole=False).removesuffix(" %")) < 100


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        (None, "-"),
        (Fraction(0), "0.0"),
        (Fraction(-10), "-10.0"),
        (Fraction(12, 5), "+2.4"),
        (Fraction(138, 10), "+13.8"),
        (Fraction(-1, 30), "-0.03"),
        (Fraction(1, 3000), "+0.0003"),
    ],
)
def test_a_gap_has_its_sign(gap: Fraction | None, shown: str) -> None:
    assert points(gap) == shown


@given(st.fractions(min_value=-200, max_value=200).filter(bool))
def test_a_gap_that_is_there_is_never_shown_as_nought(gap: Fraction) -> None:
    shown = points(gap)
    assert Decimal(shown) != 0
    assert (Decimal(shown) > 0) == (gap > 0)
    assert shown[0] in "+-"


def test_a_gap_far_below_any_rounding_is_not_nought_either() -> None:
    assert Decimal(points(Fraction(1, 10**12))) > 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "-"),
        (Fraction(2400), "2,400"),
        (Fraction(12345, 10), "1,234"),
        (Fraction(445, 10), "44.5"),
        (Fraction(43), "43"),
        (Fraction(1, 3), "0.33"),
        (Fraction(42, 10000), "0.0042"),
        (Fraction(1, 10**40), "0"),
        (Fraction(-20), "-20"),
    ],
)
def test_a_projection_is_shown_roughly(value: Fraction | None, shown: str) -> None:
    assert rough(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "-"),
        (Fraction(200, 3), "66.67"),
        (Fraction(-41, 1080), "-0.03796"),
        (Fraction(11, 4), "2.75"),
        (Fraction(0), "0"),
        (Fraction(123456), "123,456"),
    ],
)
def test_a_rate_keeps_its_digits_however_small(value: Fraction | None, shown: str) -> None:
    assert significant(value, RATE_DIGITS) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "-"), (Fraction(-36, 10), "3.6"), (Fraction(0), "0.0"), (Fraction(12), "12.0")],
)
def test_months_are_shown_to_a_tenth_without_a_sign(value: Fraction | None, shown: str) -> None:
    assert months(value) == shown
