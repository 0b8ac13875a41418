"""Lengths of time in months."""

from datetime import date
from fractions import Fraction

import pytest

from jinjiang_plan.model.days import age, months_between


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-01-01", "2021-01-31", Fraction(1)),
        ("2021-01-31", "2021-01-31", Fraction(1)),
        ("2020-02-01", "2020-02-29", Fraction(1)),
        ("2020-11-01", "2021-02-28", Fraction(4)),
        ("2021-01-01", "2021-02-10", 1 + 10 / Fraction("30.4375")),
    ],
)
def test_months_are_counted_to_the_end_of_a_day(first: str, last: str, expected: Fraction) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == expected


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        ("2021-03-31", "2021-03-31", 0),
        ("2021-03-31", "2021-06-30", 3),
        ("2020-02-29", "2021-02-28", 12),
    ],
)
def test_an_age_between_month_ends_is_whole(day: str, as_of: str, expected: int) -> None:
    assert age(date.fromisoformat(day), date.fromisoformat(as_of)) == expected
