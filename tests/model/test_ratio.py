"""The quick fraction is a fraction: every operation gives what `Fraction` gives, with whatever number."""

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.ratio import ratio

fractions = st.one_of(
    st.fractions(), st.fractions(min_value=-3, max_value=3, max_denominator=6), st.just(Fraction(0))
)
others = st.one_of(fractions, fractions.map(ratio), st.integers(), st.booleans())

OPERATIONS = (
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.eq,
    operator.ne,
    operator.lt,
    operator.le,
    operator.gt,
    operator.ge,
    divmod,
)


def outcome(operation: Callable[[Any, Any], Any], left: object, right: object) -> object:
    try:
        return operation(left, right)
    except ZeroDivisionError:
        return ZeroDivisionError


@pytest.mark.parametrize("operation", OPERATIONS)
@given(fractions, others)
def test_an_operation_gives_what_fractions_give(
    operation: Callable[[Any, Any], Any], one: Fraction, other: Fraction | int
) -> None:
    plain = Fraction(other)
    assert outcome(operation, ratio(one), other) == outcome(operation, one, plain)
    assert outcome(operation, other, ratio(one)) == outcome(operation, plain, one)


@given(fractions, fractions)
def test_a_result_is_in_lowest_terms(one: Fraction, other: Fraction) -> None:
    quick = [ratio(one) + ratio(other), ratio(one) - ratio(other), ratio(one) * ratio(other), -ratio(one)]
    plain = [one + other, one - other, one * other, -one]
    assert [each.as_integer_ratio() for each in quick] == [each.as_integer_ratio() for each in plain]


@given(fractions)
def test_it_stands_for_the_same_number(one: Fraction) -> None:
    quick = ratio(one)
    assert (quick, hash(quick), str(quick), bool(quick)) == (one, hash(one), str(one), bool(one))
    assert (abs(quick), quick**2, float(quick), round(quick)) == (abs(one), one**2, float(one), round(one))
    assert {quick: 1}[one] == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), fractions)
def test_a_decimal_is_taken_and_compared_exactly(number: Decimal, one: Fraction) -> None:
    assert ratio(number) == Fraction(number)
    assert (ratio(one) < number, ratio(one) >= number) == (one < Fraction(number), one >= Fraction(number))


@given(st.integers(), st.integers().filter(bool))
def test_one_whole_number_over_another(above: int, below: int) -> None:
    assert ratio(above, below).as_integer_ratio() == Fraction(above, below).as_integer_ratio()
