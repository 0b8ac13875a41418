"""The words around figures as officials write them: what is read, what is kept of them, and what is refused."""

from decimal import Decimal

import pytest

from jinjiang_plan import Target
from jinjiang_plan.model.quantities import Quantity, read_figure, read_quantity
from jinjiang_plan.model.refusal import Refusal
from tests.assess.cases import counted, target_of, target_text


@pytest.mark.parametrize(
    ("text", "unit", "value", "qualifier", "estimate"),
    [
        ("8（含市级2个）", "个", "8", "（含市级2个）", False),
        ("8个（含市级2个）", "个", "8", "（含市级2个）", False),
        ("57%（偏慢）", "%", "57", "（偏慢）", False),
        ("1800（其中新建200）", "座", "1800", "（其中新建200）", False),
        ("1800 [revised]", "座", "1800", "（revised）", False),
        ("12.2（亿元）", "亿元", "12.2", "", False),
        ("12.2亿(预计)", "亿元", "12.2", "（预计）", True),
        ("12.2 (estimate)", "亿元", "12.2", "（estimate）", True),
        ("预计12.2亿元", "亿元", "12.2", "预计", True),
        ("初步核算12.2亿元", "亿元", "12.2", "初步核算", True),
        ("已建成8个", "个", "8", "已建成", False),
        ("已完成8个", "个", "8", "已完成", False),
        ("￥1.2亿", "亿元", "1.2", "", False),
        ("¥1,200万元", "亿元", "0.12", "", False),
        ("-￥5", "元", "-5", "", False),
        ("人民币1.2亿元整", "亿元", "1.2", "", False),
        ("约￥1.2亿", "亿元", "1.2", "约", False),
        ("九成五", "%", "95", "", False),
        ("近九成", "%", "90", "近", False),
        ("九成半", "%", "95", "", False),
        ("3成", "%", "30", "", False),
        ("不足7%", "%", "7", "不足", False),
        ("不到3000座", "座", "3000", "不到", False),
        ("3000座以下", "座", "3000", "以下", False),
    ],
)
def test_a_figure_is_read_with_the_words_around_it(
    text: str, unit: str, value: str, qualifier: str, estimate: bool
) -> None:
    assert read_quantity(text, unit) == Quantity(Decimal(value), qualifier, estimate)


def titled(title: str, kind: str = "level", goal: str = "7", unit: str = "%") -> Target:
    return target_of(counted(None, goal, kind, title=f'"{title}"', unit=f'"{unit}"'))


GROWTH = titled("GDP年均增长")
FALL = titled("单位GDP能耗下降率（%）")
SHARE = titled("提高城镇化率")
PLACE = target_of(counted(None, 3, "rank"))
SCENE = target_of(target_text("done", goal="{ value = true }"))


@pytest.mark.parametrize(
    ("target", "text", "value"),
    [
        (GROWTH, "增长8.2%", "8.2"),
        (GROWTH, "同比增长约8.2%", "8.2"),
        (GROWTH, "下降8%", "-8"),
        (FALL, "下降8%", "8"),
        (FALL, "降低3.5", "3.5"),
        (FALL, "上升2%", "-2"),
        (GROWTH, "8.2%", "8.2"),
        (PLACE, "第5位", "5"),
        (PLACE, "全省第五", "5"),
        (PLACE, "排名第 3 名", "3"),
        (PLACE, "第5位（上升1位）", "5"),
        (PLACE, "5", "5"),
        (SCENE, "√", "1"),
        (SCENE, "×", "0"),
    ],
)
def test_a_direction_a_place_and_a_tick_are_read_for_targets_that_have_them(
    target: Target, text: str, value: str
) -> None:
    assert read_figure(target, text).value == Decimal(value)


@pytest.mark.parametrize(
    ("target", "text", "en"),
    [
        (SHARE, "提高2%", "by how much it changed"),
        (SHARE, "下降8%", "by how much it changed"),
        (SHARE, "持平", "these are words"),
        (GROWTH, "与上年持平", "these are words"),
        (SHARE, "推进中", "these are words"),
        (SHARE, "正常推进", "these are words"),
        (SHARE, "in progress", "these are words"),
        (SCENE, "推进中", "does not say whether it is done"),
        (SHARE, "第5位", "no certain number"),
        (SHARE, "8（累计20）", "no certain number"),
        (SHARE, "8（10）", "no certain number"),
        (SHARE, "￥5%", "no certain number"),
        (SHARE, "未完成8", "no certain number"),
        (SHARE, "（8）", "no certain number"),
    ],
)
def test_words_that_are_no_certain_figure_are_refused_with_the_reason(
    target: Target, text: str, en: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_figure(target, text)
    assert en in refused.value.words.en
    assert text in refused.value.words.zh
