from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.days import INSTANTS
from tests.assess.cases import UNTIMED

MONTH, DAY = TimeBasis.MONTH, TimeBasis.DAY
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(sorted)


@pytest.mark.parametrize(
    ("basis", "start", "due", "day", "expected"),
    [
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2021-06-30", (18, 36), id="a month's last day"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2021-06-15", (17, 36), id="within a month"),
        pytest.param(
            MONTH, "2020-01-01", "2022-12-31", "2021-06-29", (17, 36), id="a month's last day but one"
        ),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2021-07-01", (18, 36), id="a month's first day"),
        pytest.param(
            MONTH, "2020-01-01", "2022-12-31", "2020-02-28", (1, 36), id="28 February of a leap year"
        ),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2020-02-29", (2, 36), id="29 February"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2021-02-28", (14, 36), id="28 February"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2019-12-31", (0, 36), id="the day before"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2015-05-05", (0, 36), id="years before"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2022-12-30", (35, 36), id="the day before due"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2022-12-31", (36, 36), id="due"),
        pytest.param(MONTH, "2020-01-01", "2022-12-31", "2030-01-01", (36, 36), id="years after"),
        pytest.param(MONTH, "2020-03-15", "2020-06-14", "2020-03-15", (0, 4), id="start within a month"),
        pytest.param(
            MONTH, "2020-03-15", "2020-06-14", "2020-03-31", (1, 4), id="the first month counts whole"
        ),
        pytest.param(
            MONTH, "2020-03-15", "2020-06-14", "2020-06-13", (3, 4), id="the last month is not over"
        ),
        pytest.param(
            MONTH, "2020-03-15", "2020-06-14", "2020-06-14", (4, 4), id="the last month counts whole at due"
        ),
        pytest.param(MONTH, "2020-06-10", "2020-06-20", "2020-06-19", (0, 1), id="one month, before due"),
        pytest.param(MONTH, "2020-06-10", "2020-06-20", "2020-06-20", (1, 1), id="one month, at due"),
        pytest.param(
            DAY, "2020-01-01", "2020-12-31", "2020-01-01", (1, 366), id="the first day of a leap year"
        ),
        pytest.param(DAY, "2020-01-01", "2020-12-31", "2020-02-29", (60, 366), id="29 February by days"),
        pytest.param(DAY, "2021-01-01", "2021-12-31", "2021-06-30", (181, 365), id="half a year by days"),
        pytest.param(DAY, "2021-01-01", "2021-12-31", "2020-12-01", (0, 365), id="before, by days"),
        pytest.param(DAY, "2021-01-01", "2021-12-31", "2022-12-31", (365, 365), id="after, by days"),
        pytest.param(DAY, "2021-05-05", "2021-05-05", "2021-05-05", (1, 1), id="a period of one day"),
    ],
)
def test_the_period_is_counted_in_whole_months_or_in_days(
    basis: TimeBasis, start: str, due: str, day: str, expected: tuple[int, int]
) -> None:
    clock = Clock(basis, date.fromisoformat(start), date.fromisoformat(due))

    assert (clock.at(date.fromisoformat(day)), clock.length) == expected
    assert clock.elapsed(date.fromisoformat(day)) == Fraction(*expected)


def test_time_goes_on_after_the_period() -> None:
    clock = Clock(MONTH, date(2020, 1, 1), date(2020, 12, 31))

    assert [clock.passed(date(2021, month, 15)) for month in (1, 2, 3)] == [12, 13, 14]
    assert clock.passed(date(2021, 1, 31)) == 13


def test_a_stretch_by_days_is_told_in_months_of_their_mean_length() -> None:
    by_days = Clock(DAY, date(2021, 1, 1), date(2021, 12, 31))
    by_months = Clock(MONTH, date(2021, 1, 1), date(2021, 12, 31))

    assert by_days.months(Fraction(487)) == 16
    assert by_days.length_in_months == Fraction(365 * 16, 487)
    assert by_months.months(Fraction(5, 2)) == Fraction(5, 2)
    assert by_months.length_in_months == 12


@pytest.mark.parametrize(
    ("basis", "day", "expected"),
    [
        pytest.param(MONTH, "2021-06-30", Fraction(18), id="month end"),
        pytest.param(MONTH, "2021-06-15", 17 + 15 / Fraction("30.4375"), id="within a month"),
        pytest.param(MONTH, "2019-12-31", Fraction(0), id="before the start"),
        pytest.param(MONTH, "2023-01-31", Fraction(37), id="after due"),
        pytest.param(DAY, "2020-01-31", 31 / Fraction("30.4375"), id="by days"),
        pytest.param(DAY, "2019-12-31", Fraction(0), id="before the start, by days"),
    ],
)
def test_a_report_is_observed_at_its_moment(basis: TimeBasis, day: str, expected: Fraction) -> None:
    clock = Clock(basis, date(2020, 1, 1), date(2022, 12, 31))

    assert Fraction(clock.instant(date.fromisoformat(day)), INSTANTS) == expected


@pytest.mark.parametrize("basis", [MONTH, DAY])
@pytest.mark.parametrize("due", ["2022-06-14", "2022-06-30"])
def test_due_is_the_end_of_the_period(basis: TimeBasis, due: str) -> None:
    clock = Clock(basis, date(2020, 1, 1), date.fromisoformat(due))

    assert clock.instant(date.fromisoformat(due)) == clock.end == clock.length_in_months * INSTANTS


@UNTIMED
@given(basis=st.sampled_from(TimeBasis), period=PERIODS, days=st.tuples(DAYS, DAYS).map(sorted))
def test_elapsed_is_a_share_that_never_falls(basis: TimeBasis, period: list[date], days: list[date]) -> None:
    clock = Clock(basis, period[0], period[1])
    earlier, later = (clock.elapsed(day) for day in days)

    assert 0 <= earlier <= later <= 1
    assert clock.elapsed(period[1]) == 1
    assert clock.elapsed(period[0] - timedelta(days=1)) == 0


@UNTIMED
@given(basis=st.sampled_from(TimeBasis), period=PERIODS, days=st.tuples(DAYS, DAYS).map(sorted))
def test_the_clock_never_runs_back(basis: TimeBasis, period: list[date], days: list[date]) -> None:
    clock = Clock(basis, period[0], period[1])

    assert clock.passed(days[0]) <= clock.passed(days[1])
    assert clock.instant(days[0]) <= clock.instant(days[1])
    assert clock.at(days[0]) == min(clock.passed(days[0]), clock.length)
