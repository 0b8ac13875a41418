"""What people write into cells."""

from datetime import date

import pytest

from jinjiang_plan.assess.intake.cells import is_foot, is_nothing, is_total, key, read_on, tidied
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import EPOCH

TODAY = date(2021, 8, 10)
MAC = date(1904, 1, 1)


@pytest.mark.parametrize(
    "text", ["", " ", "—", "——", "-", "/", "无", "暂无", "N/A", "　", "\u200b", "*", " - "]
)
def test_nothing_is_written_in_many_ways(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["0", "0%", "否", "没有", "未完成", "-5", "1/2"])
def test_a_nought_and_a_no_are_something(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" a  b\n c ", "a b c"),
        ("甲\u3000乙\u00a0丙", "甲 乙 丙"),
        ("\ufeff5G\u200b基站", "5G基站"),
        ("\u202a1", "1"),
    ],
)
def test_a_text_is_put_on_one_line(text: str, plain: str) -> None:
    assert tidied(text) == plain


def test_names_are_equal_whatever_their_width_and_blanks() -> None:
    assert key("５Ｇ 基站\n") == key("5g基站")


@pytest.mark.parametrize("text", ["合计", "合 计", "总计：", "全区合计", "小计", "Total"])
def test_sums_are_known(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    [
        "注：数据为预计数",
        "备注1：",
        "填表人：张三",
        "审核人： 李四",
        "Note: x",
        "联系电话：1",
        "填报日期：2021年7月",
    ],
)
def test_remarks_below_a_table_are_known(text: str) -> None:
    assert is_foot(text)


@pytest.mark.parametrize("text", ["5G基站", "注册企业", "审核通过项目数", "说明会场次"])
def test_a_target_is_neither(text: str) -> None:
    assert not is_foot(text)
    assert not is_total(text)


@pytest.mark.parametrize(
    ("text", "epoch", "first", "last"),
    [
        ("2021-06-30", EPOCH, "2021-06-30", "2021-06-30"),
        ("2021年6月30日", EPOCH, "2021-06-30", "2021-06-30"),
        ("２０２１年６月", EPOCH, "2021-06-01", "2021-06-30"),
        ("44377", EPOCH, "2021-06-30", "2021-06-30"),
        ("44377.75", EPOCH, "2021-06-30", "2021-06-30"),
        ("42915", MAC, "2021-06-30", "2021-06-30"),
        ("2021", EPOCH, "2021-01-01", "2021-12-31"),
        ("20210630", EPOCH, "2021-06-30", "2021-06-30"),
        ("2021/6/30 0:00", EPOCH, "2021-06-30", "2021-06-30"),
        ("2021-06-30 00:00:00", EPOCH, "2021-06-30", "2021-06-30"),
        ("2021年第二季度", EPOCH, "2021-04-01", "2021-06-30"),
        ("2021.6.30\n", EPOCH, "2021-06-30", "2021-06-30"),
    ],
)
def test_days_are_read_as_sheets_write_them(text: str, epoch: date, first: str, last: str) -> None:
    assert read_on(text, epoch, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["6月30日", "6/30/2021", "去年", "2021-06-31", "123", "99999"])
def test_a_day_that_is_not_certain_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_on(text, EPOCH, TODAY)
