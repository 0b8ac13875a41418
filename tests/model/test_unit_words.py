"""Unit words of government documents, in both languages: what each is, exactly, or that it is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.conversion import convert, is_whole
from jinjiang_plan.model.near_units import nearest_units
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.unit_tables.measures import SUBJECTS
from jinjiang_plan.model.units import find_unit, known_units, single_unit, unit_key, unit_table

UNITS = known_units()

WORDS = """
亿美元 1e8 美元|万美元 1e4 美元|十亿美元 1e9 美元|美金 1 美元|$ 1 美元|US$ 1 美元|$m 1e6 美元|US$bn 1e9 美元|USD_million 1e6 美元
$_1m 1e6 美元|billion_US_dollars 1e9 美元|欧元 1 欧元|€ 1 欧元|€m 1e6 欧元|m€ 1e6 欧元|million_euros 1e6 欧元|EUR_bn 1e9 欧元
亿欧元 1e8 欧元|k€ 1e3 欧元|港元 1 港元|亿港元 1e8 港元|HK$ 1 港元|港币 1 港元|£ 1 英镑|£m 1e6 英镑|GBP 1 英镑|日元 1 日元|亿日元 1e8 日元
JPY 1 日元|円 1 日元|₹_crore 1e7 印度卢比|INR_lakh 1e5 印度卢比|R$ 1 雷亚尔|CAD 1 加元|A$m 1e6 澳元|新台币 1 新台币|¥ 1 元|CNY_bn 1e9 元
RMB_million 1e6 元|million_yuan 1e6 元|十亿元 1e9 元|千亿元 1e11 元|亿元 1e8 元|万元 1e4 元|千万元 1e7 元
‰ 0.1 %|‱ 0.01 %|1/10万 0.001 %|/10万 0.001 %|per_100,000 0.001 %|ppm 0.0001 %|per_cent 1 %|千分点 0.1 百分点|基点 0.01 百分点
厘米 0.01 米|毫米 0.001 米|纳米 1e-9 米|公里 1000 米|万公里 1e7 米|海里 1852 米|miles 1609.344 米|ft 0.3048 米|延米 1 米
平方公里 1e6 平方米|万亩 20000000/3 平方米|acre 4046.8564224 平方米|km² 1e6 平方米|sq_km 1e6 平方米|sqft 0.09290304 平方米|坪 400/121 平方米
square_metres 1 平方米|亿平方米 1e8 平方米|万m² 1e4 平方米|hectares 1e4 平方米|立方米 1 立方米|m³ 1 立方米|m3 1 立方米|万立方米 1e4 立方米
亿立方米 1e8 立方米|升 0.001 立方米|L 0.001 立方米|litres 0.001 立方米|毫升 1e-6 立方米|ML 1000 立方米|mL 1e-6 立方米|million_m³ 1e6 立方米
acre-feet 1233.48183754752 立方米|cubic_metres 1 立方米|千克 0.001 吨|公斤 0.001 吨|克 1e-6 吨|kg 0.001 吨|毫克 1e-9 吨|µg 1e-12 吨|微克 1e-12 吨
万吨 1e4 吨|亿吨 1e8 吨|百万吨 1e6 吨|Mt 1e6 吨|kt 1e3 吨|million_tonnes 1e6 吨|斤 0.0005 吨|lb 0.00045359237 吨|short_tons 0.90718474 吨
兆瓦 1000 千瓦|MW 1000 千瓦|GW 1e6 千瓦|万千瓦 1e4 千瓦|瓦 0.001 千瓦|度 1 千瓦时|万度 1e4 千瓦时|亿千瓦时 1e8 千瓦时|MWh 1000 千瓦时
GWh 1e6 千瓦时|TWh 1e9 千瓦时|million_kWh 1e6 千瓦时|GJ 2500/9 千瓦时|吉焦 2500/9 千瓦时|TJ 2500000/9 千瓦时|MJ 5/18 千瓦时
吨标准煤 1 吨标准煤|万吨标煤 1e4 吨标准煤|tce 1 吨标准煤|克标准煤 1e-6 吨标准煤|toe 1 吨油当量|ktoe 1000 吨油当量|万千伏安 1e4 千伏安
tCO2e 1 吨二氧化碳当量|tCO₂e 1 吨二氧化碳当量|万吨二氧化碳当量 1e4 吨二氧化碳当量|MtCO2e 1e6 吨二氧化碳当量|kgCO2e 0.001 吨二氧化碳当量
吨二氧化碳 1 吨二氧化碳|万吨二氧化碳 1e4 吨二氧化碳|分贝 1 分贝|dB(A) 1 分贝|℃ 1 摄氏度|MPa 1e6 帕|kV 1000 伏|MHz 1e6 赫兹
Tbps 1e6 Mbps|Gbps 1000 Mbps|TB 1000 GB|PB 1e6 GB|GiB 1073741824 字节|EFLOPS 1000 PFLOPS|TFLOPS 0.001 PFLOPS
小时 1 小时|h 1 小时|分钟 1/60 小时|秒 1/3600 小时|天 1 天|日 1 天|周 7 天|工作日 1 工作日|working_days 1 工作日|个工作日 1 工作日|个月 1 月
季度 3 月|人天 1 人天|person-days 1 人天|人·天 1 人天|FTE 1 人年|台班 1 台班|学时 1 学时|岁 1 岁|周岁 1 岁|倍 1 倍|分 1 分
亿吨公里 1e8 吨公里|人公里 1 人公里|芯公里 1 芯公里|万标箱 1e4 标准箱|TEU 1 标准箱|万TEU 1e4 标准箱|载重吨 1 载重吨
张 1 张|床 1 床|张床位 1 床|beds 1 床|场 1 场|班 1 班|起 1 起|批 1 批|批次 1 批次|栋 1 栋|幢 1 栋|条 1 条|对 1 对|头 1 头|万头 1e4 头|只 1 只
株 1 株|万株 1e4 株|棵 1 棵|trees 1 棵|篇 1 篇|人次 1 人次|万人次 1e4 人次|亿人次 1e8 人次|艘 1 艘|架次 1 架次|航班 1 航班|车次 1 车次|间 1 间
个泊位 1 泊位|停车位 1 车位|岗位 1 岗位|jobs 1 岗位|个学位 1 学位|门 1 门|种 1 种|册 1 册|万册 1e4 册|宗 1 宗|笔 1 笔|例 1 例|剂次 1 剂次|羽 1 羽
盏 1 盏|口 1 口|标准机架 1 机架|million_people 1e6 人|thousand_households 1e3 户|千人 1e3 人|百万人 1e6 人|residents 1 人|万单 1e4 单
元/平方米 1 元/平方米|万元/亩 15 元/平方米|亿元/平方公里 100 元/平方米|元/㎡·月 1 元/平方米·月|元/平方米/月 1 元/平方米·月
吨标准煤/万元 0.0001 吨标准煤/元|吨标煤/万元 0.0001 吨标准煤/元|千瓦时/万元 0.0001 千瓦时/元|立方米/万元 0.0001 立方米/元|人/平方公里 1 人/平方公里
kg/人 1 千克/人|kg_per_person 1 千克/人|千克/亩 0.0015 千克/平方米|公斤/亩 0.0015 千克/平方米|升/人·天 1 升/人·天|L/(人·d) 1 升/人·天
张/千人 0.001 张/人|件/万人 0.0001 件/人|例/10万人 0.00001 例/人|beds_per_1,000_people 0.001 床/人|cases_per_100,000_population 0.00001 例/人
辆/百户 0.01 辆/户|个/万人 0.0001 个/人|mg/L 1 毫克/升|毫克/升 1 毫克/升|mg/m³ 0.001 毫克/升|微克/立方米 0.000001 毫克/升|μg/m³ 0.000001 毫克/升
毫克每升 1 毫克/升|g/L 1000 毫克/升|kg/ha 0.0001 千克/平方米|t/d 1 吨/天|万吨/日 1e4 吨/天|万立方米/日 1e4 立方米/天|立方米/秒 3600 立方米/小时|km/h 1 公里/小时
m/s 3.6 公里/小时|kWh/a 1 千瓦时/年|tCO2e/capita 1 吨二氧化碳当量/人|克标准煤/千瓦时 1 克标准煤/千瓦时|公里/平方公里 1 公里/平方公里|USD_per_person 1 美元/人
"""
CASES = [tuple(each.split(" ")) for line in WORDS.split("\n") for each in line.split("|") if each]

REFUSED = (
    *(
        "千兆",
        "百兆",
        "百分",
        "万平方",
        "平方",
        "MBps",
        "Gb",
        "Mb",
        "mW",
        "mt",
        "MT",
        "Mg",
        "mPa",
        "Ml",
        "kr",
        "all",
        "mall",
    ),
    *(
        "/人",
        "人/",
        "每万人",
        "元/",
        "元//米",
        "元/平方米/月/日/年",
        "吨/吨位数",
        "10万人",
        "100人",
        "点",
        "成",
        "",
        " ",
        "/",
        "per",
    ),
)


def test_a_table_of_words_is_long_enough_to_mean_something() -> None:
    assert len(CASES) > 200


@pytest.mark.parametrize(("written", "factor", "base"), CASES, ids=[each[0] for each in CASES])
def test_a_word_of_a_document_is_read_with_its_exact_factor(written: str, factor: str, base: str) -> None:
    unit, of = find_unit(written.replace("_", " ")), find_unit(base)
    assert unit is not None
    assert of is not None
    assert unit.dimension == of.dimension
    size = (Fraction(unit.factor) / Fraction(unit.divisor)) / (Fraction(of.factor) / Fraction(of.divisor))
    assert size == Fraction(factor)


@pytest.mark.parametrize("written", REFUSED)
def test_what_may_mean_several_things_is_no_unit(written: str) -> None:
    assert find_unit(written) is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("美元", "元"),
        ("吨标准煤", "千瓦时"),
        ("吨二氧化碳", "吨二氧化碳当量"),
        ("天", "小时"),
        ("工作日", "天"),
        ("人天", "天"),
        ("床", "张"),
        ("mg/L", "元/升"),
        ("元/平方米", "元"),
        ("kWp", "kW"),
    ],
)
def test_what_is_not_the_same_is_refused_with_what_converts(source: str, target: str) -> None:
    first, second = find_unit(source), find_unit(target)
    assert first is not None
    assert second is not None
    with pytest.raises(Refusal) as refused:
        convert(Decimal(1), first, second)
    assert all(second.name in words for words in refused.value.words)


def test_the_other_ways_of_writing_are_keys_already_and_each_means_one_unit() -> None:
    owners: dict[str, str] = {}
    for entry in unit_table():
        aliases = [each.replace("_", "") for each in entry.aliases]
        assert aliases == [unit_key(each) for each in aliases]
        for key in {*aliases, unit_key(entry.unit.name), unit_key(entry.unit.en)}:
            assert owners.setdefault(key, entry.unit.name) == entry.unit.name, key
        assert entry.unit.subject in SUBJECTS


@given(st.sampled_from(list(UNITS.values())), st.data())
def test_a_composite_of_any_two_units_converts_there_and_back(top: object, data: st.DataObject) -> None:
    assert top in UNITS.values()
    name = getattr(top, "name", "")
    below = data.draw(st.sampled_from([unit for unit in UNITS.values() if unit.subject == "counts"]))
    unit, single = find_unit(f"{name}/{below.name}"), find_unit(f"{name}/{single_unit(below).name}")
    if "/" in name:
        return
    assert unit is not None
    assert single is not None
    assert find_unit(unit.name) == unit
    assert convert(convert(Decimal("12.5"), unit, single), single, unit) == Decimal("12.5")


@pytest.mark.parametrize(
    ("value", "unit", "whole"),
    [
        ("1.5", "户", False),
        ("2", "户", True),
        ("1.5", "万户", True),
        ("1.00005", "万户", False),
        ("1.5", "年", True),
    ],
)
def test_a_count_is_of_whole_things(value: str, unit: str, whole: bool) -> None:
    assert is_whole(Decimal(value), find_unit(unit)) is whole


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("吨标准媒/万元", "吨标准煤/万元"),
        ("万公理", "万公里"),
        ("元/平方来", "元/平方米"),
        ("kilowats", "千瓦"),
    ],
)
def test_a_slip_in_a_part_has_the_whole_beside_it(written: str, near: str) -> None:
    assert near in nearest_units(written)
