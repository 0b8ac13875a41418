"""Ends of years and months, and quarters and halves, as Chinese offices write them."""

from datetime import date

import pytest

from jinjiang_plan import Refusal
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.written_days import read_day, read_period

TODAY = date(2023, 1, 10)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年底", "2021-01-01", "2021-12-31"),
        ("21年底", "2021-01-01", "2021-12-31"),
        ("2021年末", "2021-01-01", "2021-12-31"),
        ("2021年终", "2021-01-01", "2021-12-31"),
        ("2021年度", "2021-01-01", "2021-12-31"),
        ("2021年", "2021-01-01", "2021-12-31"),
        ("2021年6月底", "2021-06-01", "2021-06-30"),
        ("2021年2月末", "2021-02-01", "2021-02-28"),
        ("2020年2月底", "2020-02-01", "2020-02-29"),
        ("2021年6月份", "2021-06-01", "2021-06-30"),
        ("2021三季度", "2021-07-01", "2021-09-30"),
        ("2021年三季度", "2021-07-01", "2021-09-30"),
        ("2021年第三季度", "2021-07-01", "2021-09-30"),
        ("2021年前三季度", "2021-01-01", "2021-09-30"),
        ("2021上半年", "2021-01-01", "2021-06-30"),
        ("2021年下半年", "2021-07-01", "2021-12-31"),
        ("２０２１年底", "2021-01-01", "2021-12-31"),
        ("2021 年 6 月底", "2021-06-01", "2021-06-30"),
    ],
)
def test_a_period_is_read_with_its_last_day(text: str, first: str, last: str) -> None:
    assert read_period(text, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert read_day(text, TODAY) == date.fromisoformat(last)


@pytest.mark.parametrize(
    "text",
    ["年底", "今年底", "6月底", "三季度", "上半年", "2021年13月底", "2021五季度", "2021年底底"],
)
def test_what_names_no_fixed_period_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_day(text, TODAY)
    assert refused.value.exit_code == 2
