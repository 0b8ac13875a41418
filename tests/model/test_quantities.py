from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jinjiang_plan.model.quantities import Quantity, read_quantity
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import known_units

# text, the target's unit, figure, qualifier
READ = [
    # what people were seen to type
    ("1.2亿元", "亿元", "1.2", ""),
    ("41万余户", "万户", "41", "余"),
    ("3,000座", "座", "3000", ""),
    ("３０００座", "座", "3000", ""),
    ("三千座", "座", "3000", ""),
    ("约50万平方米", "万平方米", "50", "约"),
    ("12.5%", "%", "12.5", ""),
    ("百分之六十", "%", "60", ""),
    ("两千三百余个", "个", "2300", "余"),
    ("1,234.56万元", "万元", "1234.56", ""),
    ("3 000", "座", "3000", ""),
    ("一亿二千万", "元", "120000000", ""),
    ("50余万", "人", "500000", "余"),
    ("不低于80%", "%", "80", "不低于"),
    ("近100亿", "亿元", "100", "近"),
    ("壹佰贰拾万元", "万元", "120", ""),
    ("达到3000座以上", "座", "3000", "达到以上"),
    ("1万亿", "亿元", "10000", ""),
    ("２．５万", "户", "25000", ""),
    ("1800", "座", "1800", ""),
    ("1,800", "座", "1800", ""),
    ("1800座", "座", "1800", ""),
    ("１８００", "座", "1800", ""),
    ("1.3亿", "亿元", "1.3", ""),
    ("13亿元", "亿元", "13", ""),
    ("41万户", "户", "410000", ""),
    ("60%", "%", "60", ""),
    ("三千", "座", "3000", ""),
    ("-5", "%", "-5", ""),
    # a bare number counts in the target's unit, a multiplier in what that is a multiple of
    ("13", "亿元", "13", ""),
    ("130000万元", "亿元", "13", ""),
    ("41万", "万户", "41", ""),
    ("1.3万", "座", "13000", ""),
    ("0.6", "%", "0.6", ""),
    ("2万", "公顷", "20000", ""),
    ("3亿", "万千瓦", "30000", ""),
    ("三千", "亿元", "3000", ""),
    ("3百万元", "万元", "300", ""),
    ("1.2万", None, "12000", ""),
    ("12.50", None, "12.50", ""),
    ("5‰", "%", "0.5", ""),
    ("千分之五", "‰", "5", ""),
    # signs and separators
    ("−5", None, "-5", ""),
    ("－5", None, "-5", ""),
    ("负五", None, "-5", ""),
    ("负百分之五", "%", "-5", ""),
    ("+5", None, "5", ""),
    ("-0", None, "0", ""),
    (".5", None, "0.5", ""),
    ("1 234 567.8", None, "1234567.8", ""),
    ("1’234’567", None, "1234567", ""),
    ("1，234", None, "1234", ""),
    ("3\u00a0000\u3000座", "座", "3000", ""),
    (" 41 万 户 ", "万户", "41", ""),
    # numerals
    ("零", None, "0", ""),
    ("十", None, "10", ""),
    ("十二", None, "12", ""),
    ("二十", None, "20", ""),
    ("一百零五", None, "105", ""),
    ("一百一十", None, "110", ""),
    ("一千零二十", None, "1020", ""),
    ("一千〇五", None, "1005", ""),
    ("两万五千", None, "25000", ""),
    ("三万零五百", None, "30500", ""),
    ("三亿零五百万", None, "305000000", ""),
    ("1亿500万", None, "105000000", ""),
    ("3亿5000万元", "亿元", "3.5", ""),
    ("3万5000", None, "35000", ""),
    ("2万5千", None, "25000", ""),
    ("2.5千万元", "万元", "2500", ""),
    ("三点一四", None, "3.14", ""),
    ("一点二亿", "亿元", "1.2", ""),
    ("二〇二一", None, "2021", ""),
    ("二○", None, "20", ""),
    ("貳仟萬", None, "20000000", ""),
    # qualifiers
    ("上千座", "座", "1000", "上"),
    ("近百亿", "亿元", "100", "近"),
    ("百余家", "家", "100", "余"),
    ("十余万", "人", "100000", "余"),
    ("3亿多元", "亿元", "3", "多"),
    ("3000多座左右", "座", "3000", "多左右"),
    ("累计达到近3000座", "座", "3000", "累计达到近"),
    ("已超过 80 %", "%", "80", "已超过"),
    ("约-5%", "%", "-5", "约"),
    (">=80%", "%", "80", ">="),
    ("≥80%", "%", "80", "≥"),
    ("3000+", "座", "3000", "+"),
    ("More than 3,000 sites", "座", "3000", "More than"),
    ("at least 60 percent", "%", "60", "at least"),
    ("3000 or more", None, "3000", "or more"),
    # units
    ("50 10k m²", "万平方米", "50", ""),
    ("5千瓦", "千瓦", "5", ""),
    ("3万千瓦", "万千瓦", "3", ""),
    ("5千米", "公里", "5", ""),
    ("两千兆", "Gbps", "2", ""),
    ("1000 mbps", "Gbps", "1", ""),
    ("2个百分点", "百分点", "2", ""),
    ("18个月", "月", "18", ""),
    ("5万人次", "万人次", "5", ""),
    ("13亿元人民币", "亿元", "13", ""),
    ("100㎡", "平方米", "100", ""),
    ("3亩", "平方米", "2000", ""),
    ("30", "弄", "30", ""),
    ("30弄", "弄", "30", ""),
    ("1.2万弄", "弄", "12000", ""),
    ("3万弄", "万弄", "3", ""),
    ("3000 teu", "TEU", "3000", ""),
    ("60元/平方米", "元/平方米", "60", ""),
]

# text, the target's unit, what each language must say
REFUSED = [
    ("", None, "没有写", "no figure"),
    ("   ", None, "没有写", "no figure"),
    ("-", None, "读不出", "no certain number"),
    ("约", None, "读不出", "no certain number"),
    ("N/A", None, "读不出", "no certain number"),
    ("1.2.3", None, "读不出", "no certain number"),
    ("1,20万", "元", "读不出", "no certain number"),
    ("1,234 567", None, "读不出", "no certain number"),
    ("0,123", None, "读不出", "no certain number"),
    ("1234,567", None, "读不出", "no certain number"),
    ("3 00", None, "读不出", "no certain number"),
    ("- 5", None, "读不出", "no certain number"),
    ("5.", None, "读不出", "no certain number"),
    ("半数", "%", "读不出", "no certain number"),
    ("NaN", None, "读不出", "no certain number"),
    ("inf", None, "读不出", "no certain number"),
    ("-Infinity", None, "读不出", "no certain number"),
    ("0x10", None, "`x10`", "`x10`"),
    ("1_000", None, "读不出", "no certain number"),
    ("3000-4000", None, "读不出", "no certain number"),
    ("1/2", None, "读不出", "no certain number"),
    ("三分之二", None, "`分之二`", "`分之二`"),
    ("一百二", None, "读不出", "no certain number"),
    ("三万五", None, "读不出", "no certain number"),
    ("三亿五千", None, "读不出", "no certain number"),
    ("三四百", None, "读不出", "no certain number"),
    ("五六", None, "读不出", "no certain number"),
    ("三万零", None, "读不出", "no certain number"),
    ("1.2亿3000万", None, "读不出", "no certain number"),
    ("3万15000", None, "读不出", "no certain number"),
    ("1亿亿", None, "读不出", "no certain number"),
    ("十几", None, "读不出", "no certain number"),
    ("万元", "元", "读不出", "no certain number"),
    ("座", "座", "读不出", "no certain number"),
    ("百分之60%", "%", "读不出", "no certain number"),
    ("1e5", None, "科学计数法", "powers of ten"),
    ("1.5E-3座", "座", "科学计数法", "powers of ten"),
    ("٣٠٠٠", None, "读不出", "no certain number"),
    ("३०", None, "读不出", "no certain number"),
    ("10²", None, "`²`", "`²`"),
    ("3½", None, "`½`", "`½`"),
    ("①", None, "`①`", "`①`"),
    ("3\u200b000", None, "U+200B", "U+200B"),
    ("3000\n", None, "U+000A", "U+000A"),
    ("\x1b[31m5", None, "U+001B", "U+001B"),
    ("5\u2028", None, "U+2028", "U+2028"),
    ("1" * 61, None, "60", "60"),
    ("\ufdfa" * 5, None, "60", "60"),
    # units
    ("3000个", "座", "座、万座", "座 (sites), 万座 (10k sites)"),
    ("60%", "座", "座、万座", "座 (sites)"),
    ("60%", "百分点", "百分点", "percentage points"),
    ("5座", None, "请只写数", "number alone"),
    ("60%", None, "请只写数", "number alone"),
    ("5公理", "公里", "相近的有公", "near it: 公"),
    ("1亿美元", "亿元", "`美元`", "`美元`"),
    ("5 xyzzy", None, "`xyzzy`", "`xyzzy`"),
    ("3000座", "弄", "可以换算的单位：弄", "units that do: 弄"),
    ("3弄", "万弄", "`弄`", "`弄`"),
    ("3万", "万弄", "分不清", "may or may not"),
]


@pytest.mark.parametrize(
    ("text", "unit", "value", "qualifier"), READ, ids=[f"{row[0]}|{row[1]}" for row in READ]
)
def test_a_figure_is_read(text: str, unit: str | None, value: str, qualifier: str) -> None:
    quantity = read_quantity(text, unit)
    assert quantity == Quantity(Decimal(value), qualifier)
    assert format(quantity.value, "f") == value


@pytest.mark.parametrize(
    ("text", "unit", "zh", "en"), REFUSED, ids=[f"{row[0]!a}|{row[1]}"[:40] for row in REFUSED]
)
def test_what_is_no_certain_figure_is_refused(text: str, unit: str | None, zh: str, en: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_quantity(text, unit)
    assert zh in refused.value.words.zh
    assert en in refused.value.words.en


UNIT_NAMES = st.sampled_from([None, "弄", "万弄", *known_units()])
NUMBERS = st.decimals(min_value=-(10**20), max_value=10**20, places=4)


@given(NUMBERS, UNIT_NAMES)
def test_reading_a_printed_number_gives_it_back(value: Decimal, unit: str | None) -> None:
    assert read_quantity(f"{value:f}", unit) == Quantity(value, "")
    assert read_quantity(f"{value:,f}", unit) == Quantity(value, "")


@given(NUMBERS, st.sampled_from(list(known_units())))
def test_reading_a_printed_number_with_its_unit_gives_it_back(value: Decimal, unit: str) -> None:
    assert read_quantity(f"{value:f}{unit}", unit) == Quantity(value, "")
    assert read_quantity(f"约 {value:f} {known_units()[unit].en}", unit) == Quantity(value, "约")


def spelled(number: int) -> str:
    """Write a whole number in Chinese numerals."""
    for size, mark in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if 0 < low < size // 10 else ""
            return spelled(high) + mark + gap + (spelled(low) if low else "")
    return "零一二三四五六七八九"[number]


@given(st.integers(0, 10**12 - 1))
@example(10**11)
@example(100_010_001)
def test_reading_a_spelled_number_gives_it_back(number: int) -> None:
    assert read_quantity(spelled(number), None) == Quantity(Decimal(number), "")


def read_or_refused(text: str, unit: str | None) -> Quantity | Refusal:
    try:
        return read_quantity(text, unit)
    except Refusal as refused:
        return refused


@given(
    st.text() | st.text("0123456789.,’ -+约近余多零〇一二两三十百千万亿点%个座元²①e", max_size=14), UNIT_NAMES
)
def test_any_text_is_read_or_refused(text: str, unit: str | None) -> None:
    outcome = read_or_refused(text, unit)
    assert all(outcome.words) if isinstance(outcome, Refusal) else outcome.value.is_finite()
