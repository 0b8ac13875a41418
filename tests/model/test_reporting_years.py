"""The reporting year of a plan: its quarters, halves and years, and the days that name them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.model.days import (
    last_period_end,
    one_year_end,
    period_end,
    period_ends,
    period_of,
    period_start,
    reported_period,
    reporting_year,
)
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.written_days import read_day, read_period
from tests.assess.cases import counted, target_of

TODAY = date(2021, 8, 15)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
YEAR_ENDS = st.integers(1, 12)
LENGTHS = st.sampled_from([1, 3, 6, 12])


@pytest.mark.parametrize(
    ("day", "months", "year_end", "start", "end"),
    [
        pytest.param("2021-05-15", 12, 3, "2021-04-01", "2022-03-31", id="the year after March"),
        pytest.param("2021-03-31", 12, 3, "2020-04-01", "2021-03-31", id="its last day"),
        pytest.param("2021-04-01", 12, 3, "2021-04-01", "2022-03-31", id="its first day"),
        pytest.param("2021-08-15", 6, 3, "2021-04-01", "2021-09-30", id="its first half"),
        pytest.param("2021-11-15", 6, 3, "2021-10-01", "2022-03-31", id="its second half"),
        pytest.param("2021-08-15", 3, 3, "2021-07-01", "2021-09-30", id="quarters that the calendar has too"),
        pytest.param("2021-08-15", 3, 2, "2021-06-01", "2021-08-31", id="quarters of a year to February"),
        pytest.param("2021-08-15", 1, 2, "2021-08-01", "2021-08-31", id="months are months"),
        pytest.param("2021-01-15", 12, 1, "2020-02-01", "2021-01-31", id="a year to January"),
        pytest.param("2021-12-15", 12, 11, "2021-12-01", "2022-11-30", id="a year to November"),
    ],
)
def test_periods_are_those_of_the_reporting_year(
    day: str, months: int, year_end: int, start: str, end: str
) -> None:
    on = date.fromisoformat(day)
    assert period_start(on, months, year_end) == date.fromisoformat(start)
    assert period_end(on, months, year_end) == date.fromisoformat(end)


@settings(deadline=None)
@given(day=DAYS, months=LENGTHS, year_end=YEAR_ENDS)
def test_periods_follow_each_other_and_every_twelve_months_end_with_the_year(
    day: date, months: int, year_end: int
) -> None:
    start, end = period_start(day, months, year_end), period_end(day, months, year_end)
    assert start <= day <= end
    assert period_of(start, months, year_end) == period_of(end, months, year_end)
    assert period_of(end + timedelta(days=1), months, year_end) == period_of(day, months, year_end) + 1
    assert last_period_end(day, months, year_end) == (day if day == end else start - timedelta(days=1))
    assert (end.month - year_end) % months == 0
    ends = list(period_ends(start, start + timedelta(days=800), months, year_end))
    assert ends[0] == end
    assert len({each for each in ends if each.month == year_end}) >= 2


@settings(deadline=None)
@given(day=DAYS, year_end=YEAR_ENDS)
def test_a_reporting_year_is_named_by_the_year_in_which_it_ends(day: date, year_end: int) -> None:
    year = reporting_year(day, year_end)
    assert year == period_end(day, 12, year_end).year
    assert read_period(f"FY{year}", TODAY, year_end).first <= day <= read_day(f"FY{year}", TODAY, year_end)


@pytest.mark.parametrize(
    ("text", "year_end", "first", "last"),
    [
        ("FY2021", 3, "2020-04-01", "2021-03-31"),
        ("fy 2021", 3, "2020-04-01", "2021-03-31"),
        ("FY21", 3, "2020-04-01", "2021-03-31"),
        ("FY2020/21", 3, "2020-04-01", "2021-03-31"),
        ("FY2020-21", 3, "2020-04-01", "2021-03-31"),
        ("FY2020-2021Q2", 3, "2020-07-01", "2020-09-30"),
        ("2021财年", 3, "2020-04-01", "2021-03-31"),
        ("2020/21", 3, "2020-04-01", "2021-03-31"),
        ("2020/2021", 3, "2020-04-01", "2021-03-31"),
        ("1999/00", 3, "1999-04-01", "2000-03-31"),
        ("FY2021Q1", 3, "2020-04-01", "2020-06-30"),
        ("FY2021Q4", 3, "2021-01-01", "2021-03-31"),
        ("2020/21Q2", 3, "2020-07-01", "2020-09-30"),
        ("FY2021-H2", 3, "2020-10-01", "2021-03-31"),
        ("2021财年第二季度", 3, "2020-07-01", "2020-09-30"),
        ("2021财年下半年", 3, "2020-10-01", "2021-03-31"),
        ("FY2021", 12, "2021-01-01", "2021-12-31"),
        ("FY2021Q2", 12, "2021-04-01", "2021-06-30"),
        ("2021Q2", 3, "2021-04-01", "2021-06-30"),
        ("2021H1", 3, "2021-01-01", "2021-06-30"),
        ("2021", 3, "2021-01-01", "2021-12-31"),
        ("2011/12", 12, "2011-12-01", "2011-12-31"),
        ("2021/6", 3, "2021-06-01", "2021-06-30"),
    ],
)
def test_the_plans_year_and_the_calendars_are_told_apart(
    text: str, year_end: int, first: str, last: str
) -> None:
    assert read_period(text, TODAY, year_end) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "year_end", "why"),
    [
        ("2011/12", 3, "a month, or a year that spans two? write 2011-12 or FY2012"),
        ("FY2021", None, "the plans end their reporting years in different months"),
        ("FY2021Q5", 3, "a year has four quarters"),
        ("FY2021H3", 3, "a year has two halves"),
        ("FY2345", 3, "the year must be from 1900 to 2199"),
        ("2020/22", 3, "a month must be from 1 to 12"),
        ("FY1", 3, "it cannot be read"),
    ],
)
def test_a_reporting_year_that_is_none_is_refused_with_the_reason(
    text: str, year_end: int | None, why: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_period(text, TODAY, year_end)
    assert why in refused.value.words.en
    assert refused.value.words.zh != refused.value.words.en


def test_the_year_of_several_is_one_only_where_they_agree() -> None:
    spring, winter = (target_of(counted())._replace(year_end=month) for month in (3, 12))
    assert one_year_end([spring, spring]) == 3
    assert one_year_end([spring, winter]) is None
    assert one_year_end([]) == 12


def test_an_increment_for_a_day_is_for_the_period_of_its_own_year() -> None:
    day = read_period("2021-08-15", TODAY)
    body = 'kind = "increment"\nfrequency = "half-year"\n'
    target = target_of(f'[target.t]\ntitle = "T"\n{body}')
    assert reported_period(target, day).first == date(2021, 7, 1)
    assert reported_period(target._replace(year_end=5), day).first == date(2021, 6, 1)
