"""The calendar's reporting periods, and the one that a report is for."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.model.days import (
    Period,
    last_period_end,
    period_end,
    period_ends,
    period_of,
    period_start,
    reported_period,
)
from tests.assess.cases import counted, target_of

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "start", "ended"),
    [
        pytest.param("2021-05-15", 1, "2021-05-01", "2021-04-30", id="month"),
        pytest.param("2021-05-15", 3, "2021-04-01", "2021-03-31", id="quarter"),
        pytest.param("2021-06-30", 3, "2021-04-01", "2021-06-30", id="a quarter's end"),
        pytest.param("2021-06-29", 3, "2021-04-01", "2021-03-31", id="a day before a quarter's end"),
        pytest.param("2021-05-31", 3, "2021-04-01", "2021-03-31", id="a month's end within a quarter"),
        pytest.param("2021-05-15", 6, "2021-01-01", "2020-12-31", id="half-year"),
        pytest.param("2021-05-15", 12, "2021-01-01", "2020-12-31", id="year"),
        pytest.param("2021-12-31", 12, "2021-01-01", "2021-12-31", id="a year's end"),
    ],
)
def test_reporting_periods_are_the_calendar_s(day: str, months: int, start: str, ended: str) -> None:
    assert period_start(date.fromisoformat(day), months) == date.fromisoformat(start)
    assert last_period_end(date.fromisoformat(day), months) == date.fromisoformat(ended)


@settings(deadline=None)
@given(day=DAYS, months=st.sampled_from([1, 3, 6, 12]))
def test_reporting_periods_follow_each_other_without_a_gap(day: date, months: int) -> None:
    start = period_start(day, months)

    assert start <= day
    assert period_of(start, months) == period_of(day, months)
    assert period_of(start - timedelta(days=1), months) == period_of(day, months) - 1
    assert last_period_end(day, months) in (start - timedelta(days=1), day)


@given(DAYS, st.integers(0, 900), st.sampled_from([1, 3, 6, 12]))
def test_period_ends_are_the_last_days_of_consecutive_periods(first: date, more: int, months: int) -> None:
    last = first + timedelta(days=more)
    ends = list(period_ends(first, last, months))
    every = [first + timedelta(days=n) for n in range(more + 1)]
    assert ends == [
        day for day in every if period_of(day, months) != period_of(day + timedelta(days=1), months)
    ]
    assert all(period_end(day, months) == day for day in ends)


def test_the_calendar_s_last_period_has_an_end_too() -> None:
    assert period_end(date.max, 3) == date.max
    assert list(period_ends(date(9999, 6, 30), date.max, 6)) == [date(9999, 6, 30), date.max]


DAY, MAY = Period(date(2021, 5, 15), date(2021, 5, 15)), Period(date(2021, 5, 1), date(2021, 5, 31))


@pytest.mark.parametrize(
    ("kind", "period", "first", "expected"),
    [
        pytest.param("increment", DAY, None, ("2021-04-01", "2021-05-15"), id="the period up to a day"),
        pytest.param("increment", MAY, None, ("2021-05-01", "2021-05-31"), id="a period as it is named"),
        pytest.param("increment", MAY, "2021-03-01", ("2021-03-01", "2021-05-31"), id="from a day on"),
        pytest.param("increment", DAY, "2021-05-15", ("2021-05-15", "2021-05-15"), id="one day indeed"),
        pytest.param("cumulative", DAY, None, ("2021-05-15", "2021-05-15"), id="a total for a day"),
        pytest.param(
            "cumulative", MAY, "2021-03-01", ("2021-05-01", "2021-05-31"), id="a total has no first"
        ),
    ],
)
def test_the_days_that_a_report_is_for(
    kind: str, period: Period, first: str | None, expected: tuple[str, str]
) -> None:
    target = target_of(counted(kind=kind))
    found = reported_period(target, period, date.fromisoformat(first) if first else None)
    assert tuple(each.isoformat() for each in found) == expected
