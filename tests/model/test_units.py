from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.conversion import convert, tidy
from jinjiang_plan.model.near_units import nearest_units
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import (
    Unit,
    find_unit,
    known_units,
    like_words,
    single_unit,
    units_like,
)

UNITS = known_units()
FINITE = [
    unit
    for unit in UNITS.values()
    if unit.divisor == 1 and set(str(unit.factor.normalize())) <= set("01.E-+")
]
"""Units whose factor is a power of ten: what they convert into each other has an end."""
FIGURES = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("亿元", "亿元"),
        ("亿元人民币", "亿元"),
        ("人民币", "元"),
        ("CNY 100m", "亿元"),
        ("㎡", "平方米"),
        ("m2", "平方米"),
        ("m²", "平方米"),
        ("平米", "平方米"),
        ("万㎡", "万平方米"),
        ("km²", "平方公里"),
        ("兆", "Mbps"),
        ("Mbit/s", "Mbps"),
        ("ＭＢＰＳ", "Mbps"),
        ("mbps", "Mbps"),
        ("percent", "%"),
        ("％", "%"),
        ("percentage points", "百分点"),
        ("个百分点", "百分点"),
        ("households", "户"),
        ("10k households", "万户"),
        ("万 户", "万户"),
        ("Stations", "座"),
        ("sites", "座"),
        ("KWH", "千瓦时"),
        ("度", "千瓦时"),
        ("千米", "公里"),
        ("个月", "月"),
    ],
)
def test_a_unit_is_found_however_it_is_written(written: str, name: str) -> None:
    assert find_unit(written) == UNITS[name]


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "千兆",
        "MBps",
        "GBps",
        "Gb",
        "mW",
        "mt",
        "Mg",
        "百分",
        "万平方",
        "/人",
        "人/",
        "mall",
        "all",
        "kr",
    ],
)
def test_what_is_no_unit_is_not_found(written: str) -> None:
    assert find_unit(written) is None


@pytest.mark.parametrize("unit", UNITS.values(), ids=lambda unit: unit.name)
def test_each_unit_is_found_by_both_its_names(unit: Unit) -> None:
    assert find_unit(unit.name) == unit
    assert find_unit(unit.en) == unit


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("130000", "万元", "亿元", "13"),
        ("41", "万户", "户", "410000"),
        ("0.5", "万亿元", "百万元", "500000"),
        ("12345", "千元", "万元", "1234.5"),
        ("1", "平方公里", "公顷", "100"),
        ("3", "亩", "平方米", "2000"),
        ("1", "亩", "平方米", "666.666666667"),
        ("1", "平方米", "亩", "0.0015"),
        ("1.5", "公顷", "亩", "22.5"),
        ("1", "万亩", "亩", "10000"),
        ("1", "万亩", "平方公里", "6.66666666667"),
        ("2.5", "Gbps", "Mbps", "2500"),
        ("1", "Kbps", "Gbps", "0.000001"),
        ("5", "‰", "%", "0.5"),
        ("1.20", "亿千瓦时", "万千瓦时", "12000"),
        ("-0", "万吨", "吨", "0"),
        ("12345678901234567890.1", "元", "亿元", "123456789012.345678901"),
    ],
)
def test_a_figure_is_converted_exactly(value: str, source: str, target: str, expected: str) -> None:
    assert format(convert(Decimal(value), UNITS[source], UNITS[target]), "f") == expected


@pytest.mark.parametrize(
    ("source", "target"), [("座", "个"), ("人", "人次"), ("%", "百分点"), ("吨", "吨标准煤"), ("户", "亿元")]
)
def test_different_things_are_not_converted(source: str, target: str) -> None:
    with pytest.raises(Refusal) as refused:
        convert(Decimal(1), UNITS[source], UNITS[target])
    for words in refused.value.words:
        assert all(f"`{name}`" in words for name in (source, target))
        assert all(name in words for name in units_like(UNITS[target]))


def test_units_that_convert_are_listed_in_both_languages() -> None:
    assert units_like(UNITS["户"]) == ("户", "万户")
    assert like_words(UNITS["户"]) == ("户、万户", "户 (households), 万户 (10k households)")
    assert like_words(UNITS["Gbps"]).en == "Kbps, Mbps, Gbps, Tbps"
    assert like_words(Unit("里弄", "only 里弄", Decimal(1), "里弄")) == ("里弄", "里弄")


@pytest.mark.parametrize(
    ("name", "single"),
    [
        ("万户", "户"),
        ("万亿元", "元"),
        ("百万元", "元"),
        ("万千瓦", "千瓦"),
        ("亿千瓦时", "千瓦时"),
        ("公顷", "公顷"),
        ("百分点", "百分点"),
        ("%", "%"),
    ],
)
def test_a_multiple_knows_what_it_is_a_multiple_of(name: str, single: str) -> None:
    assert single_unit(UNITS[name]) == UNITS[single]


@pytest.mark.parametrize(
    ("name", "near"), [("公理", "公里"), ("housholds", "户"), ("平方", "平方米"), ("Mpbs", "Mbps")]
)
def test_a_mistyped_unit_has_a_near_one(name: str, near: str) -> None:
    assert near in nearest_units(name)


def test_a_strange_word_has_none() -> None:
    assert nearest_units("xyzzy") == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("13.00", "13"), ("1.30", "1.3"), ("1E+5", "100000"), ("-0.0", "0"), ("0E+3", "0"), ("100", "100")],
)
def test_a_tidy_number_has_no_exponent_and_no_idle_noughts(value: str, expected: str) -> None:
    assert str(tidy(Decimal(value))) == expected


@given(FIGURES, st.sampled_from(FINITE), st.data())
def test_converting_there_and_back_gives_it_back(value: Decimal, source: Unit, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from([unit for unit in FINITE if unit.dimension == source.dimension]))
    assert convert(convert(value, source, target), target, source) == value


@given(FIGURES, st.sampled_from(list(UNITS.values())))
def test_converting_into_itself_changes_nothing(value: Decimal, unit: Unit) -> None:
    assert convert(value, unit, unit) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_a_tidy_number_is_the_same_number(value: Decimal) -> None:
    assert tidy(value) == value


@given(st.text())
def test_any_text_may_be_asked_for(name: str) -> None:
    found = find_unit(name)
    assert found is None or found in UNITS.values()
