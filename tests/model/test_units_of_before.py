"""Units as plans had them before the table grew: a word that was read then is read as the same today."""

from fractions import Fraction

import pytest

from jinjiang_plan.model.units import find_unit, single_unit

BEFORE = (
    # name, how many of the first of its dimension, English, what it is a multiple of, every way of writing it
    ("元", "1", "CNY", "元", "cny rmb yuan 人民币 人民币元 元 元人民币 圆"),
    ("千元", "1000", "CNY 1k", "元", "cny1k 千元 千元人民币"),
    ("万元", "10000", "CNY 10k", "元", "cny10k 万人民币 万元 万元人民币"),
    ("百万元", "1000000", "CNY 1m", "元", "cny1m 百万元 百万元人民币"),
    ("亿元", "100000000", "CNY 100m", "元", "cny100m 亿人民币 亿元 亿元人民币"),
    ("万亿元", "1000000000000", "CNY 1tn", "元", "cny1tn 万亿人民币 万亿元 万亿元人民币"),
    ("平方米", "1", "m²", "平方米", "m2 sqm 平方米 平米"),
    ("万平方米", "10000", "10k m²", "平方米", "10km2 万m2 万平方米 万平米"),
    ("公顷", "10000", "ha", "公顷", "ha hectare hectares 公顷"),
    ("万公顷", "100000000", "10k ha", "公顷", "10kha 万公顷"),
    ("平方公里", "1000000", "km²", "平方公里", "km2 平方公里 平方千米"),
    ("Kbps", "1", "Kbps", "Kbps", "kbit/s kbps"),
    ("Mbps", "1000", "Mbps", "Mbps", "mbit/s mbps 兆 兆比特每秒"),
    ("Gbps", "1000000", "Gbps", "Gbps", "gbit/s gbps"),
    ("米", "1", "m", "米", "m meter meters metre metres 米"),
    ("公里", "1000", "km", "公里", "kilometer kilometers kilometre kilometres km 公里 千米"),
    ("万公里", "10000000", "10k km", "公里", "10kkm 万公里 万千米"),
    ("千瓦", "1", "kW", "千瓦", "kilowatt kilowatts kw 千瓦"),
    ("万千瓦", "10000", "10k kW", "千瓦", "10kkw 万千瓦"),
    ("千瓦时", "1", "kWh", "千瓦时", "kwh 千瓦小时 千瓦时 度"),
    ("万千瓦时", "10000", "10k kWh", "千瓦时", "10kkwh 万千瓦时 万度"),
    ("亿千瓦时", "100000000", "100m kWh", "千瓦时", "100mkwh 亿千瓦时 亿度"),
    ("吨", "1", "t", "吨", "t tonne tonnes 吨"),
    ("万吨", "10000", "10k t", "吨", "10kt 万吨"),
    ("吨标准煤", "1", "tce", "吨标准煤", "tce 吨标准煤 吨标煤"),
    ("万吨标准煤", "10000", "10k tce", "吨标准煤", "10ktce 万吨标准煤 万吨标煤"),
    ("%", "10", "%", "%", "% pct percent"),
    ("‰", "1", "‰", "‰", "permille ‰"),
    ("百分点", "1", "percentage points", "百分点", "percentagepoint percentagepoints pp 个百分点 百分点"),
    ("年", "1", "years", "年", "year years 年"),
    ("月", "1", "months", "月", "month months 个月 月"),
    ("天", "1", "days", "天", "day days 天 日"),
    ("亩", "2000/3", "mu", "亩", "mu 亩 畝"),
    ("万亩", "20000000/3", "10k mu", "亩", "10kmu 万亩 万畝"),
    ("座", "1", "sites", "座", "site sites station stations 座"),
    ("万座", "10000", "10k sites", "座", "10ksite 10ksites 10kstation 10kstations 万座"),
    ("个", "1", "units", "个", "unit units 个 個"),
    ("万个", "10000", "10k units", "个", "10kunit 10kunits 万个 万個"),
    ("户", "1", "households", "户", "household households 戶 户"),
    ("万户", "10000", "10k households", "户", "10khousehold 10khouseholds 万戶 万户"),
    ("家", "1", "firms", "家", "companies company enterprise enterprises firm firms 家"),
    ("万家", "10000", "10k firms", "家", "10kcompanies 10kcompany 10kenterprise 10kenterprises 10kfirm 10kfirms 万家"),
    ("人", "1", "people", "人", "people person persons 人 名"),
    ("万人", "10000", "10k people", "人", "10kpeople 10kperson 10kpersons 万人 万名"),
    ("人次", "1", "person-times", "人次", "person-times visits 人次"),
    ("万人次", "10000", "10k person-times", "人次", "10kperson-times 10kvisits 万人次"),
    ("项", "1", "items", "项", "item items 項 项"),
    ("万项", "10000", "10k items", "项", "10kitem 10kitems 万項 万项"),
    ("条", "1", "lines", "条", "line lines 条 條"),
    ("万条", "10000", "10k lines", "条", "10kline 10klines 万条 万條"),
    ("辆", "1", "vehicles", "辆", "vehicle vehicles 輛 辆"),
    ("万辆", "10000", "10k vehicles", "辆", "10kvehicle 10kvehicles 万輛 万辆"),
    ("台", "1", "devices", "台", "device devices 台 臺"),
    ("万台", "10000", "10k devices", "台", "10kdevice 10kdevices 万台 万臺"),
    ("套", "1", "sets", "套", "set sets 套"),
    ("万套", "10000", "10k sets", "套", "10kset 10ksets 万套"),
    ("处", "1", "locations", "处", "location locations 处 處"),
    ("万处", "10000", "10k locations", "处", "10klocation 10klocations 万处 万處"),
    ("所", "1", "institutions", "所", "institution institutions 所"),
    ("万所", "10000", "10k institutions", "所", "10kinstitution 10kinstitutions 万所"),
    ("件", "1", "pieces", "件", "piece pieces 件"),
    ("万件", "10000", "10k pieces", "件", "10kpiece 10kpieces 万件"),
    ("次", "1", "times", "次", "time times 次"),
    ("万次", "10000", "10k times", "次", "10ktime 10ktimes 万次"),
    ("位", "1", "places", "位", "place places 位"),
    ("万位", "10000", "10k places", "位", "10kplace 10kplaces 万位"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "factor", "en", "single", "written"), BEFORE, ids=[each[0] for each in BEFORE]
)
def test_what_was_read_before_is_read_as_the_same(
    name: str, factor: str, en: str, single: str, written: str
) -> None:
    for word in (name, en, *written.split()):
        unit = find_unit(word)
        assert unit is not None, word
        assert (unit.name, unit.en) == (name, en)
        assert Fraction(unit.factor) / Fraction(unit.divisor) == Fraction(factor)
        assert single_unit(unit).name == single
