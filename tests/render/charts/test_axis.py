"""Axes: steps of 1, 2 and 5, days by the calendar, labels that do not touch."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.charts.axis import GAP, LONGEST, day_axis, named_axis, value_axis
from jinjiang_plan.render.width import cells
from tests.assess.cases import UNTIMED


def labels(values: list[str], most: int = 6, grouping: int = 3) -> list[str]:
    return [tick.label for tick in value_axis([Fraction(value) for value in values], most, grouping).ticks]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["0", "3000"], ["0", "1,000", "2,000", "3,000"]),
        (["0", "2400", "2999"], ["0", "1,000", "2,000", "3,000"]),
        (["40", "100"], ["40", "60", "80", "100"]),
        (["-15", "10"], ["-15", "-10", "-5", "0", "5", "10"]),
        (["0", "0.7"], ["0", "0.2", "0.4", "0.6", "0.8"]),
        (["-3", "-1"], ["-3", "-2.5", "-2", "-1.5", "-1"]),
        (["5", "5"], ["0", "1", "2", "3", "4", "5"]),
        (["-5", "-5"], ["-5", "-4", "-3", "-2", "-1", "0"]),
        (["0", "0"], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ],
)
def test_ticks_are_round(values: list[str], wanted: list[str]) -> None:
    assert labels(values) == wanted


FIGURES = st.lists(st.decimals(-(10**15), 10**15, places=3).map(Fraction), min_size=1, max_size=6)


@UNTIMED
@given(values=FIGURES, most=st.integers(3, 12), grouping=st.sampled_from([3, 4]))
def test_every_value_has_its_place_and_the_step_is_1_2_or_5(
    values: list[Fraction], most: int, grouping: int
) -> None:
    axis = value_axis(values, most, grouping)
    assert 2 <= len(axis.ticks) <= most
    assert all(0 <= axis.at(value) <= 1 for value in values)
    step = (axis.high - axis.low) / (len(axis.ticks) - 1)
    assert str(int(step * 10**20)).rstrip("0") in ("1", "2", "5")
    assert all(cells(tick.label) <= LONGEST for tick in axis.ticks)
    assert [tick.at for tick in axis.ticks] == sorted(tick.at for tick in axis.ticks)


@pytest.mark.parametrize(
    ("largest", "grouping", "exponent", "top"),
    [
        ("4000000", 3, 0, "4,000,000"),
        ("9000000000000", 3, 9, "10,000"),
        ("9000000000000", 4, 8, "100,000"),
        ("0.00000000005", 3, -12, "60"),
        ("0.000005", 3, 0, "0.000006"),
    ],
)
def test_what_is_too_wide_is_written_in_a_larger_unit(
    largest: str, grouping: int, exponent: int, top: str
) -> None:
    axis = value_axis([Fraction(0), Fraction(largest)], 4, grouping)
    assert (axis.exponent, axis.ticks[-1].label) == (exponent, top)


def test_what_no_unit_helps_is_cut() -> None:
    base = Fraction(10) ** 24
    axis = value_axis([base, base + 1], 4, 3)
    assert axis.exponent == 0
    assert {cells(tick.label) for tick in axis.ticks} == {LONGEST}


def test_names_stand_evenly() -> None:
    assert [(tick.at, tick.label) for tick in named_axis(["a", "b", "c"]).ticks] == [
        (0, "a"),
        (0.5, "b"),
        (1, "c"),
    ]
    assert named_axis(["alone"]).at(Fraction(0)) == 0


@pytest.mark.parametrize(
    ("first", "last", "width", "wanted"),
    [
        ("2020-01-01", "2022-12-31", 60, ["2020-01", "2020-07", "2021-01", "2021-07", "2022-01", "2022-07"]),
        ("2020-01-01", "2022-12-31", 40, ["2020", "2021", "2022"]),
        ("2020-01-01", "2020-12-31", 40, ["2020-01", "2020-04", "2020-07", "2020-10"]),
        ("2020-01-15", "2020-04-20", 40, ["2020-02", "2020-03", "2020-04"]),
        (
            "2000-01-01",
            "2049-12-31",
            70,
            ["2000", "2005", "2010", "2015", "2020", "2025", "2030", "2035", "2040", "2045"],
        ),
        ("2020-03-02", "2020-03-20", 60, []),
        ("0001-01-01", "9999-12-31", 30, []),
        ("9990-01-01", "9999-12-31", 30, ["9990", "9995"]),
    ],
)
def test_days_are_the_calendars(first: str, last: str, width: int, wanted: list[str]) -> None:
    axis = day_axis(date.fromisoformat(first), date.fromisoformat(last), width)
    assert [tick.label for tick in axis.ticks] == wanted


@UNTIMED
@given(
    first=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    length=st.integers(1, 60_000),
    width=st.integers(20, 200),
)
def test_labels_of_days_do_not_touch(first: date, length: int, width: int) -> None:
    axis = day_axis(first, date.fromordinal(first.toordinal() + length), width)
    for left, right in pairwise(axis.ticks):
        apart = (right.at - left.at) * (width - 1)
        assert apart >= (cells(left.label) + cells(right.label)) / 2 + GAP


def test_a_day_outside_stands_at_the_nearer_end() -> None:
    axis = day_axis(date(2020, 1, 1), date(2020, 12, 31), 40)
    assert (axis.at(date(2019, 1, 1)), axis.at(date(2022, 1, 1))) == (0, 1)
