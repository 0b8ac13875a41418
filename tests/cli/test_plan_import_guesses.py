"""Kinds and units guessed on a table of sixty rows in the shape of a 任务分解表: few are wrong, and none is silent."""

import json
from pathlib import Path

import pytest

from tests.build import call

Capture = pytest.CaptureFixture[str]

WRONG = {"高新技术企业", "每千人口床位数", "安全生产事故"}
"""Titles whose kind is guessed otherwise than a reader would; each is marked as a guess."""
ROWS = """
5G基站|≥3000座|cumulative|座
双千兆覆盖|41万户|cumulative|万户
数字新基建投资|105亿元|cumulative|亿元
固定宽带接入能力|1000Mbps|level|Mbps
数字经济增加值增速|8%以上|rate|%
地区生产总值增速|增长6.5%左右|rate|%
规上工业增加值|比上年增长7%|rate|%
社会消费品零售总额|年均增长8%|rate|%
城镇登记失业率|控制在5%以内|level|%
城镇新增就业|5万人|cumulative|万人
空气质量优良天数比率|保持在80%以上|maintain|%
PM2.5年均浓度|≤35微克/立方米|level|微克/立方米
单位GDP能耗|下降13.5%|rate|%
单位GDP二氧化碳排放|累计下降18%|level|%
森林覆盖率|40%|level|%
污水集中处理率|≥98%|level|%
高新技术企业|力争达到500家|level|家
新引进重大项目|20个|cumulative|个
新建学校|12所|cumulative|所
新增学位|6000个|cumulative|个
每千人口床位数|7.5张|level|张
每万人拥有5G基站数|26个|level|个
居民人均可支配收入|6.5万元|level|万元
人均预期寿命|82岁|level|岁
营商环境|全省前三|rank|
政务服务满意度|不低于95%|level|%
群众安全感指数|98以上|level|
老旧小区改造|150个|cumulative|个
新建公园|8个|cumulative|个
绿道建设|30公里|cumulative|公里
新增停车位|2000个|cumulative|个
地铁通车里程|60公里|level|公里
培育专精特新企业|40家|cumulative|家
技术合同成交额|100亿元|level|亿元
研发经费投入强度|3.5%|level|%
每万人发明专利|50件|level|件
数字经济核心产业占比|15%|level|%
软件业务收入|1000亿元|level|亿元
税收收入|突破200亿元|level|亿元
实际利用外资|5亿美元|cumulative|亿美元
进出口总额|300亿元|level|亿元
举办大型活动|每年10场|maintain|场
开展培训|3万人次|cumulative|万人次
义务植树|3万株|cumulative|万株
安全生产事故|不高于20起|level|起
信访积案化解率|100%|level|%
粮食产量|稳定在5万吨|maintain|万吨
政务事项网办率|95%|level|%
平均办理时限|20分钟以内|level|分钟
数据中心机架|5000架|cumulative|架
充电桩|1200个|cumulative|个
智慧路灯|800盏|cumulative|盏
人工智能产业园|建成投用|initiative|
变电站|开工|initiative|
数字化转型方案|制定印发|done|
公共数据条例|出台|done|
5G重点区域|全覆盖|done|
城市大脑|上线运行|initiative|
商品房销售面积|300万平方米|level|万平方米
金融业增加值占GDP比重|12%-15%|level|%
"""
"""A row each: the title, the goal, the kind and the unit that a reader would take."""


def test_few_guesses_are_wrong_and_none_is_silent(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [line.split("|") for line in ROWS.strip().splitlines()]
    file = tmp_path / "t.csv"
    file.write_text("任务,目标值\n" + "\n".join(",".join(row[:2]) for row in rows), encoding="utf-8")
    terms = ("--title", "计划", "--start", "2021", "--due", "2025", "--id", "p")
    code, out, err = call(capsys, "plan", "import", str(file), *terms, "--dry-run", "-f", "json")
    assert code == 0, err
    entries = json.loads(out)["entries"]
    assert len(entries) == len(rows) == 60
    wrong = set()
    for (title, _, kind, unit), entry in zip(rows, entries, strict=True):
        if (entry["kind"] or "initiative", entry["unit"] or "") != (kind, unit):
            wrong.add(title)
        assert {each["field"] for each in entry["guesses"]} & {"kind", "what"}, title
    assert wrong == WRONG


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.pdf", b"%PDF-1.7", ".docx"),
        ("t.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".docx"),
        ("t.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".docx"),
        ("t.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xlsx"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xlsx"),
    ],
)
def test_other_files_are_answered_with_how_to_save_them(
    capsys: Capture, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    for lang in ("zh", "en"):
        code, _, err = call(capsys, "plan", "import", str(file), lang=lang)
        assert (code, words in err) == (3, True)
