from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.days import Period, month_end
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.written_days import read_day, read_moment, read_period

TODAY = date(2021, 3, 1)
CHINA = ZoneInfo("Asia/Shanghai")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))

READ = [
    ("2021-06-30", "2021-06-30", "2021-06-30"),
    ("2021/06/30", "2021-06-30", "2021-06-30"),
    ("2021.6.30", "2021-06-30", "2021-06-30"),
    ("2021-6-5", "2021-06-05", "2021-06-05"),
    ("20210630", "2021-06-30", "2021-06-30"),
    ("２０２１－０６－３０", "2021-06-30", "2021-06-30"),
    ("2021年6月30日", "2021-06-30", "2021-06-30"),
    ("2021年06月30号", "2021-06-30", "2021-06-30"),
    (" 2021 年 6 月 30日 ", "2021-06-30", "2021-06-30"),
    ("2020-02-29", "2020-02-29", "2020-02-29"),
    ("2021-06", "2021-06-01", "2021-06-30"),
    ("2021/6", "2021-06-01", "2021-06-30"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2100-02", "2100-02-01", "2100-02-28"),
    ("2021-12", "2021-12-01", "2021-12-31"),
    ("2021年6月", "2021-06-01", "2021-06-30"),
    ("2021年6月份", "2021-06-01", "2021-06-30"),
    ("2021年", "2021-01-01", "2021-12-31"),
    ("2021年度", "2021-01-01", "2021-12-31"),
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021Q1", "2021-01-01", "2021-03-31"),
    ("2021Q2", "2021-04-01", "2021-06-30"),
    ("2021-q4", "2021-10-01", "2021-12-31"),
    ("2021H1", "2021-01-01", "2021-06-30"),
    ("2021h2", "2021-07-01", "2021-12-31"),
    ("2021年上半年", "2021-01-01", "2021-06-30"),
    ("2021年下半年", "2021-07-01", "2021-12-31"),
    ("2021年第二季度", "2021-04-01", "2021-06-30"),
    ("2021年二季度", "2021-04-01", "2021-06-30"),
    ("2021年2季度", "2021-04-01", "2021-06-30"),
    ("2021年前三季度", "2021-01-01", "2021-09-30"),
    ("2021年一至六月", "2021-01-01", "2021-06-30"),
    ("2021年1-11月份", "2021-01-01", "2021-11-30"),
    ("2021年十至十二月", "2021-10-01", "2021-12-31"),
    ("2021年1—6月", "2021-01-01", "2021-06-30"),
    ("2021年1～6月", "2021-01-01", "2021-06-30"),
    ("2021年1–6月份", "2021-01-01", "2021-06-30"),
    ("2021 年 1 — 6 月", "2021-01-01", "2021-06-30"),
    ("2021年1月至6月", "2021-01-01", "2021-06-30"),
    ("2021年3月到11月", "2021-03-01", "2021-11-30"),
    ("2021年前6个月", "2021-01-01", "2021-06-30"),
    ("2021年前十一个月", "2021-01-01", "2021-11-30"),
    ("2021年前三季度", "2021-01-01", "2021-09-30"),
    ("截至2021年6月底", "2021-06-01", "2021-06-30"),
    ("截止到2021年6月30日", "2021-06-30", "2021-06-30"),
    ("2021年6月30日止", "2021-06-30", "2021-06-30"),
    ("2021年三季度末", "2021-07-01", "2021-09-30"),
    ("2021年上半年末", "2021-01-01", "2021-06-30"),
    ("2021年年底", "2021-01-01", "2021-12-31"),
    ("2021年全年", "2021-01-01", "2021-12-31"),
    ("2021年6月上旬", "2021-06-01", "2021-06-10"),
    ("2021年6月中旬", "2021-06-11", "2021-06-20"),
    ("2021年2月下旬", "2021-02-21", "2021-02-28"),
    ("21年6月", "2021-06-01", "2021-06-30"),
    ("98年6月", "1998-06-01", "1998-06-30"),
    ("69年", "2069-01-01", "2069-12-31"),
    ("70年", "1970-01-01", "1970-12-31"),
    ("202106", "2021-06-01", "2021-06-30"),
    ("二〇二一年六月", "2021-06-01", "2021-06-30"),
    ("二○二一年六月", "2021-06-01", "2021-06-30"),
    ("二零二一年", "2021-01-01", "2021-12-31"),
    ("二〇二〇年二月二十九日", "2020-02-29", "2020-02-29"),
    ("二〇二一年十二月三十一日", "2021-12-31", "2021-12-31"),
    ("二〇二一年十月十日", "2021-10-10", "2021-10-10"),
    ("Q2 2021", "2021-04-01", "2021-06-30"),
    ("2021 Q2", "2021-04-01", "2021-06-30"),
    ("2Q21", "2021-04-01", "2021-06-30"),
    ("H1 2021", "2021-01-01", "2021-06-30"),
    ("1H2021", "2021-01-01", "2021-06-30"),
    ("30 June 2021", "2021-06-30", "2021-06-30"),
    ("30th Jun 2021", "2021-06-30", "2021-06-30"),
    ("June 30, 2021", "2021-06-30", "2021-06-30"),
    ("30-Jun-21", "2021-06-30", "2021-06-30"),
    ("30-Jun-2021", "2021-06-30", "2021-06-30"),
    ("Jun-21", "2021-06-01", "2021-06-30"),
    ("Jun-98", "1998-06-01", "1998-06-30"),
    ("Sept. 2021", "2021-09-01", "2021-09-30"),
    ("may 2021", "2021-05-01", "2021-05-31"),
    ("2021-06-30 00:00:00", "2021-06-30", "2021-06-30"),
    ("2021/6/30 0:00", "2021-06-30", "2021-06-30"),
    ("2021-06-30T10:00", "2021-06-30", "2021-06-30"),
    ("2021年6月30日 8:30", "2021-06-30", "2021-06-30"),
    ("30 June 2021 08:30", "2021-06-30", "2021-06-30"),
    ("today", "2021-03-01", "2021-03-01"),
    ("今天", "2021-03-01", "2021-03-01"),
    ("Yesterday", "2021-02-28", "2021-02-28"),
    ("昨天", "2021-02-28", "2021-02-28"),
    ("1900", "1900-01-01", "1900-12-31"),
    ("2199-12-31", "2199-12-31", "2199-12-31"),
]

NO_YEAR = ("没有写年份", "the year is missing")
ORDER = ("放在最前", "the year comes first")
NO_DAY = ("没有写明", "names no fixed day")
MONTHS = ("1 至 12", "from 1 to 12")
YEARS = ("1900 至 2199", "from 1900 to 2199")
UNREAD = ("看不懂", "cannot be read")

REFUSED = [
    ("", ("没有写日期", "no day is written")),
    ("  ", ("没有写日期", "no day is written")),
    ("6-30", NO_YEAR),
    ("6月30日", NO_YEAR),
    ("6月", NO_YEAR),
    ("Q2", NO_YEAR),
    ("二季度", NO_YEAR),
    ("上半年", NO_YEAR),
    ("30/6/2021", ORDER),
    ("06-30-2021", ORDER),
    ("21-06-30", ORDER),
    ("去年", NO_DAY),
    ("今年上半年", NO_DAY),
    ("last year", NO_DAY),
    ("tomorrow", NO_DAY),
    ("2021-13-01", MONTHS),
    ("2021-00", MONTHS),
    ("20211301", MONTHS),
    ("2021年6-13月", MONTHS),
    ("2021年6-1月", MONTHS),
    ("2021-02-30", ("28 天", "28 days")),
    ("2020-02-30", ("29 天", "29 days")),
    ("2021-06-00", ("30 天", "30 days")),
    ("2021Q5", ("四个季度", "four quarters")),
    ("2021Q0", ("四个季度", "four quarters")),
    ("2021年五季度", ("四个季度", "four quarters")),
    ("2021年前五季度", ("四个季度", "four quarters")),
    ("2021H3", ("两个半年", "two halves")),
    ("1899-12-31", YEARS),
    ("2200", YEARS),
    ("0000", YEARS),
    ("9999-12", YEARS),
    ("2021-06/30", UNREAD),
    ("210630", MONTHS),
    ("2021-2022", UNREAD),
    ("2021-06 10:00", UNREAD),
    ("2021 10:00", UNREAD),
    ("1月至6月", NO_YEAR),
    ("1—6月", NO_YEAR),
    ("截至6月底", NO_YEAR),
    ("三季度末", NO_YEAR),
    ("前三季度", NO_YEAR),
    ("前6个月", NO_YEAR),
    ("六月", NO_YEAR),
    ("June", NO_YEAR),
    ("30 June", NO_YEAR),
    ("June 30th", NO_YEAR),
    ("21-Jun", NO_YEAR),
    ("1Q", NO_YEAR),
    ("June 31, 2021", ("30 天", "30 days")),
    ("2021年二月三十日", ("28 天", "28 days")),
    ("2021年十三月", MONTHS),
    ("二〇二一年三十二月", UNREAD),
    ("2020-21", MONTHS),
    ("21", UNREAD),
    ("Juno 2021", UNREAD),
    ("2021年6月中下旬", UNREAD),
    ("٢٠٢١", UNREAD),
    ("2021\n", UNREAD),
    ("\x1b[31m2021", ("\\x1b", "\\x1b")),
]


@pytest.mark.parametrize(("text", "first", "last"), READ, ids=[row[0] for row in READ])
def test_a_day_or_period_is_read(text: str, first: str, last: str) -> None:
    assert read_period(text, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert read_day(text, TODAY) == date.fromisoformat(last)


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=[ascii(row[0]) for row in REFUSED])
def test_what_names_no_day_is_refused_with_its_reason(text: str, reason: tuple[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        read_period(text, TODAY)
    zh, en = refused.value.words
    assert reason[0] in zh
    assert reason[1] in en
    assert "2021-06-30" in zh
    assert "2021-06-30" in en


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(Refusal) as refused:
        read_day("x" * 10_000, TODAY)
    assert len(refused.value.words.en) < 200


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-06-30T12:00", datetime(2021, 6, 30, 12, tzinfo=CHINA)),
        ("2021-06-30 12:00:05", datetime(2021, 6, 30, 12, 0, 5, tzinfo=CHINA)),
        ("2021-06-30T12:00:05.25", datetime(2021, 6, 30, 12, 0, 5, 250_000, tzinfo=CHINA)),
        ("2021-06-30t12:00z", datetime(2021, 6, 30, 12, tzinfo=UTC)),
        (
            "2021-06-30T12:00:00+0530",
            datetime(2021, 6, 30, 12, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        ("2021-06-30T12:00:00-03:00", datetime(2021, 6, 30, 12, tzinfo=timezone(timedelta(hours=-3)))),
        ("2021-06-30", datetime(2021, 6, 30, 23, 59, 59, 999_999, tzinfo=CHINA)),
        ("2021Q1", datetime(2021, 3, 31, 23, 59, 59, 999_999, tzinfo=CHINA)),
        ("today", datetime(2021, 3, 1, 23, 59, 59, 999_999, tzinfo=CHINA)),
    ],
)
def test_a_moment_is_read(text: str, moment: datetime) -> None:
    found = read_moment(text, TODAY, CHINA)
    assert found == moment
    assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-02-30T12:00", ("没有这个时刻", "no such moment")),
        ("2021-06-30T12:60", ("没有这个时刻", "no such moment")),
        ("2021-06-30T12:00+99:00", ("没有这个时刻", "no such moment")),
        ("1899-06-30T12:00", YEARS),
        ("2021-06-30T24:00", UNREAD),
        ("12:00", UNREAD),
        ("6-30", NO_YEAR),
    ],
)
def test_what_is_no_moment_is_refused(text: str, reason: tuple[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        read_moment(text, TODAY, CHINA)
    assert reason[0] in refused.value.words.zh
    assert reason[1] in refused.value.words.en


@given(st.dates())
def test_the_end_of_a_month_is_its_last_day(day: date) -> None:
    end = month_end(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert end == date.max or (end + timedelta(days=1)).day == 1


@given(DAYS)
def test_reading_a_printed_day_gives_it_back(day: date) -> None:
    chinese = f"{day.year}年{day.month}月{day.day}日"
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", chinese):
        assert read_period(written, TODAY) == Period(day, day)


@given(DAYS)
def test_a_day_lies_in_its_month_quarter_half_and_year(day: date) -> None:
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    for written in (f"{day:%Y-%m}", f"{day.year}Q{quarter}", f"{day.year}H{half}", f"{day.year}"):
        period = read_period(written, TODAY)
        assert period.first <= day <= period.last


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_reading_a_printed_moment_gives_it_back(moment: datetime) -> None:
    assert read_moment(moment.isoformat(), TODAY, CHINA) == moment


def read_or_refused(text: str) -> Period | Refusal:
    try:
        return read_period(text, TODAY)
    except Refusal as refused:
        return refused


@given(
    st.text()
    | st.text("0123456789-/.年月日季度第前上下半至一二十QH ", max_size=12)
    | st.from_regex("[0-9]{4}[-年]..?.?")
)
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome = read_or_refused(text)
    assert all(outcome.words) if isinstance(outcome, Refusal) else outcome.first <= outcome.last
