"""Periods in words are read back as the same days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.days import Period, period_end, period_start
from jinjiang_plan.model.words import Lang
from jinjiang_plan.model.written_days import read_period
from jinjiang_plan.render.words import RHYTHMS, month_name, period_name

days = st.dates(date(1900, 1, 1), date(2198, 12, 31))


@given(days, st.sampled_from(Frequency), st.sampled_from(["zh", "en"]), st.integers(1, 12))
def test_the_name_of_a_period_is_read_back_as_that_period(
    day: date, frequency: Frequency, lang: Lang, year_end: int
) -> None:
    months = frequency.months
    period = Period(period_start(day, months, year_end), period_end(day, months, year_end))
    assert read_period(period_name(day, frequency, lang, year_end), date(2000, 1, 1), year_end) == period


def test_a_year_that_is_not_the_calendars_says_so() -> None:
    day = date(2021, 6, 30)
    assert [period_name(day, each, "zh", 3) for each in Frequency] == [
        "2021年6月",
        "2022财年第一季度",
        "2022财年上半年",
        "2022财年",
    ]
    assert [period_name(day, each, "en", 3) for each in Frequency] == [
        "2021-06",
        "FY2022Q1",
        "FY2022H1",
        "FY2022",
    ]


def test_periods_are_named_as_offices_name_them() -> None:
    day = date(2021, 6, 30)
    assert [period_name(day, each, "zh") for each in Frequency] == [
        "2021年6月",
        "2021年第二季度",
        "2021年上半年",
        "2021年",
    ]
    assert [period_name(day, each, "en") for each in Frequency] == ["2021-06", "2021Q2", "2021H1", "2021"]
    assert month_name(day, "en") == "2021-06"
    assert set(RHYTHMS) == set(Frequency)
