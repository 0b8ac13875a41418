"""Numbers in a workbook: exact values in formats that never say what is not so."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.width import hides
from jinjiang_plan.render.workbook.page import (
    Number,
    PageCell,
    number_cell,
    rate_cell,
    rough_cell,
    share_cell,
    signed_cell,
)
from jinjiang_plan.render.workbook.styles import MOST_UNITS, held


def number(cell: PageCell) -> Number:
    assert isinstance(cell.held, Number)
    return cell.held


@pytest.mark.parametrize(
    ("cell", "value", "form"),
    [
        (number_cell(Fraction(3000)), Fraction(3000), "#,##0"),
        (number_cell(Fraction("1200.50")), Fraction(2401, 2), "#,##0.0"),
        (number_cell(Fraction("0.0125")), Fraction(1, 80), "#,##0.0000"),
        (rough_cell(Fraction(10, 3)), Fraction(10, 3), "#,##0.00"),
        (rate_cell(Fraction(1, 300), 4), Fraction(1, 300), "#,##0.000000"),
        (share_cell(Fraction(2, 5), whole=False), Fraction(2, 5), "0.0%"),
        (share_cell(Fraction(1), whole=True), Fraction(1), "0.0%"),
        (share_cell(Fraction(1), whole=False), Fraction(1), '"<"0.0%'),
        (share_cell(Fraction(99999, 100000), whole=False), Fraction(99999, 100000), "0.000%"),
        (signed_cell(Fraction(5, 2)), Fraction(5, 2), "+0.0;-0.0;0.0"),
        (signed_cell(Fraction(-1, 1000)), Fraction(-1, 1000), "+0.000;-0.000;0.000"),
        (signed_cell(Fraction(0)), Fraction(0), "+0.0;-0.0;0.0"),
    ],
)
def test_a_number_keeps_its_value_and_has_its_decimals(cell: PageCell, value: Fraction, form: str) -> None:
    assert number(cell) == Number(value, form)


@pytest.mark.parametrize("cell", [number_cell(None), share_cell(None, whole=True), signed_cell(None)])
def test_what_there_is_not_is_an_empty_cell(cell: PageCell) -> None:
    assert cell.held is None


@given(st.text(max_size=60), st.integers(min_value=1, max_value=2000))
def test_a_cell_holds_any_text(text: str, times: int) -> None:
    said = held(text * times)
    assert not any(hides(sign) for sign in said)
    assert len(said.encode("utf-16-le")) // 2 <= MOST_UNITS
