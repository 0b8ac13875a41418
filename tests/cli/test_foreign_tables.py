"""`import` of tables that others publish: what is not ours is left out, what holds for all is said once, periods are columns."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.files.spreadsheets.saved_mappings import NAME
from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, write_ledger, write_plan
from tests.spreadsheets import workbook

Capture = pytest.CaptureFixture[str]
MORE = """
[target.parks]
title = { zh = "公园绿地面积", en = "Park area" }
kind = "level"
unit = "万平方米"
goal = { value = 500 }
[target.jobs]
title = { zh = "新增就业", en = "New jobs" }
kind = "level"
unit = "人"
goal = { value = 90000 }
"""


class Office:
    """A plan of three targets, and somebody who is sent tables."""

    def __init__(self, root: Path, capsys: Capture) -> None:
        self.root, self.plans, self.capsys = root, root / "plans", capsys
        plan = write_plan(self.plans, head=PLAN_HEAD + STATIONS + MORE)
        write_ledger(plan, "stations", report_line("2020-12-31", 620))

    def csv(self, name: str, *rows: Sequence[object], delimiter: str = ",") -> Path:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(delimiter.join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
        return path

    def call(self, *arguments: object, lang: str = "en") -> Outcome:
        return call(self.capsys, "import", *map(str, arguments), plans=self.plans, lang=lang)

    def reported(self, target: str) -> dict[str, str]:
        ledger = load(self.plans).ledgers.get(f"plan/{target}")
        return {str(each.on): str(each.figure) for each in (ledger.reports if ledger else ())}


@pytest.fixture
def office(tmp_path: Path, capsys: Capture) -> Office:
    return Office(tmp_path, capsys)


def city_export(office: Office) -> Path:
    """1,700 measures, of which three are ours, a total, and notes below."""
    rows: list[Sequence[object]] = [("Indicator", "Actual", "Date")]
    rows += [(f"Measure {number:04}", number * 7, "2021-06") for number in range(1700 - 3)]
    rows[400:400] = [("stations", 1200, "2021-06")]
    rows[900:900] = [("Park area", 310, "2021-06")]
    rows[1500:1500] = [("New jobs", 42000, "2021-06")]
    return office.csv("city.csv", *rows, ("Total", 99, "2021-06"), ("Note: provisional", "", ""))


def test_rows_of_no_target_of_ours_are_left_out_by_consent_and_counted(office: Office) -> None:
    export = city_export(office)
    refused = office.call(export, "--yes")
    assert refused.code == 1
    assert (
        "1697 rows for a target that the plan does not have: --skip-unknown leaves such rows out"
        in refused.err
    )
    assert office.reported("parks") == {}
    done = office.call(export, "--skip-unknown", "--yes")
    assert done.code == 0
    assert "left out 1699 (no such target 1697, total 1, note 1)" in done.out
    assert "Measure 0001" not in done.out
    assert office.reported("parks") == {"2021-06-30": "310"}
    assert office.reported("jobs") == {"2021-06-30": "42000"}
    assert office.reported("stations") == {"2020-12-31": "620", "2021-06-30": "1200"}


def test_what_is_left_out_is_listed_on_demand_and_for_machines(office: Office) -> None:
    export = city_export(office)
    listed = office.call(export, "--skip-unknown", "--dry-run", "--list-skipped")
    assert "city.csv:3:1: no such target: Measure 0001" in listed.out
    assert "city.csv:1702:1: total: Total" in listed.out
    document = json.loads(office.call(export, "--skip-unknown", "--dry-run", "-f", "json").out)
    assert document["omissions"] == {"unknown": 1697, "total": 1, "note": 1}
    assert document["omitted"] == []
    (table,) = document["tables"]
    assert table["columns"] == {"id": "Indicator", "value": "Actual", "on": "Date"}
    document = json.loads(
        office.call(export, "--skip-unknown", "--dry-run", "-f", "json", "--list-skipped").out
    )
    assert len(document["omitted"]) == 1699


def test_a_name_that_is_nearly_one_of_ours_is_pointed_out_where_it_is_left_out(office: Office) -> None:
    sheet = office.csv("in.csv", ("指标", "完成值"), ("公园绿地面积数", "300"), ("新增就业", "9000"))
    done = office.call(sheet, "--on", "2021-06", "--skip-unknown", "--yes", lang="zh")
    assert done.code == 0
    assert "跳过了 `公园绿地面积数`，它和 plan/parks 很像" in done.err
    assert office.reported("jobs") == {"2021-06-30": "9000"}


def test_nothing_is_left_out_while_a_file_of_the_plans_cannot_be_read(office: Office) -> None:
    (office.plans / "plan" / "more.toml").write_text("x = [", encoding="utf-8")
    done = office.call(city_export(office), "--skip-unknown", "--yes")
    assert done.code == 3
    assert "no row is left out as unknown" in done.err
    assert office.reported("parks") == {}


BREAKDOWNS = (
    ("Year", "Units", "Sex", "Age", "Value"),
    (2019, "number", "", "", 31000),
    (2019, "number", "Female", "", 15000),
    (2019, "number", "Male", "15-24", 4000),
    (2020, "number", "", "", 40000),
    (2020, "number", "Female", "", 21000),
)


def test_an_indicator_file_with_breakdowns_gives_its_totals(office: Office) -> None:
    sheet = office.csv("indicator_8-5-2.csv", *BREAKDOWNS)
    said = ("--set", "target=jobs", "--set", "unit=人", "--where", "Sex=", "--where", "Age=")
    done = office.call(sheet, *said, "--set", "source=Statistics office", "--yes")
    assert done.code == 0, done.err
    assert "left out 3 (not of --where 3)" in done.out
    assert "every row has id = jobs, unit = 人, source = Statistics office" in done.out
    assert "only rows in which Sex is empty, Age is empty" in done.out
    assert office.reported("jobs") == {"2019-12-31": "31000", "2020-12-31": "40000"}
    # Read again without a word it is the same; another file of these headings is not taken for this target.
    assert "same 2" in office.call(sheet, "--yes").out
    other = office.csv("indicator_1-1-1.csv", *BREAKDOWNS)
    assert office.call(other, "--yes").code == 3
    assert "jobs" in (office.plans / NAME).read_text(encoding="utf-8")


def test_breakdowns_that_nobody_chose_among_are_several_facts(office: Office) -> None:
    sheet = office.csv("indicator_8-5-2.csv", *BREAKDOWNS)
    done = office.call(sheet, "--set", "target=jobs", "--set", "unit=人", "--yes")
    assert done.code == 1
    assert "but its `Sex` is another" in done.err or "they differ: keep one" in done.err
    assert office.reported("jobs") == {}


def test_a_table_with_years_across_enters_them_all_in_one_call(office: Office) -> None:
    sheet = office.csv(
        "API_data.csv",
        ("Data Source", "World Development Indicators", ""),
        ("", "", ""),
        ("Last Updated Date", "2021-06-30", ""),
        ("", "", ""),
        (
            "Country Name",
            "Country Code",
            "Indicator Name",
            "Indicator Code",
            2018,
            "2019 [YR2019]",
            2020,
            2021,
        ),
        ("Here", "HRE", "Park area", "PRK", 200, 210, "..", ""),
        ("There", "THR", "Park area", "PRK", 900, 910, 920, 930),
        ("Here", "HRE", "Other", "OTH", 1, 2, 3, 4),
    )
    done = office.call(
        sheet, "--where", "Country Code=HRE", "--periods", "2019..2020", "--skip-unknown", "--yes"
    )
    assert done.code == 0, done.err
    assert "a column for each period, 2 in all: 2019 [YR2019], 2020" in done.out or "2019, 2020" in done.out
    assert office.reported("parks") == {"2019-12-31": "210"}
    # All of it is remembered: the next file of this make needs no word.
    later = json.loads(office.call(sheet, "--dry-run", "-f", "json").out)
    assert later["tables"][0]["periods"] == ["2019", "2020"]
    assert later["counts"]["same"] == 1


def test_a_national_export_with_indicators_down_and_years_across(office: Office) -> None:
    sheet = office.csv(
        "年度数据.csv",
        ("数据库：年度数据",),
        ("时间：最近10年",),
        ("指标", "2021年", "2020年", "2019年"),
        ("5G基站(万座)", "", "0.09", "0.05"),
        ("公园绿地面积(万平方米)", "", "300.5", "290"),
        ("总人口(万人)", "141260", "141212", "141008"),
        ("数据来源：国家统计局",),
    )
    done = office.call(sheet, "--skip-unknown", "--periods", "2019..", "--accept-doubts", "--yes", lang="zh")
    assert done.code == 1
    assert "修订" in done.out  # 620 for the end of 2020 stands already
    done = office.call(sheet, "--skip-unknown", "--periods", "2019", "--accept-doubts", "--yes", lang="zh")
    assert done.code == 0, done.err
    assert "跳过 2（计划里没有的目标 1、脚注 1）" in done.out or "脚注 1" in done.out
    assert office.reported("stations") == {"2020-12-31": "620", "2019-12-31": "500"}
    assert office.reported("parks") == {"2019-12-31": "290"}


def test_two_rows_of_headings_may_have_periods_above(office: Office) -> None:
    sheet = workbook(
        office.root / "部门.xlsx",
        [
            ("任务", "2021年第一季度", "", "2021年第二季度", ""),
            ("", "计划", "完成值", "计划", "完成值"),
            ("新增就业", 10000, 12000, 20000, 25000),
        ],
    )
    done = office.call(sheet, "--yes")
    assert done.code == 0, done.err
    assert office.reported("jobs") == {"2021-03-31": "12000", "2021-06-30": "25000"}


def test_a_quarterly_table_of_a_ministry_by_month_columns(office: Office) -> None:
    sheet = office.csv(
        "ministry.csv",
        ("单位：人", "", ""),
        ("Name", "2021-04", "2021年5月", "2021M6"),
        ("New jobs", "30,000".replace(",", ""), "—", ""),
    )
    done = office.call(sheet, "--yes")
    assert done.code == 0, done.err
    assert office.reported("jobs") == {"2021-04-30": "30000"}


def test_several_files_and_folders_come_in_together_or_not_at_all(office: Office) -> None:
    office.csv("sent/a.csv", ("id", "value", "on"), ("jobs", 40000, "2021-03"))
    office.csv("sent/b.csv", ("id", "value", "on"), ("parks", 300, "2021-03"))
    office.csv("sent/~$b.csv", ("x",))
    bad = office.csv("bad.csv", ("id", "value", "on"), ("stations", "many", "2021-03"))
    refused = office.call(office.root / "sent", bad, "--yes")
    assert refused.code == 1
    assert "bad.csv:2:" in refused.err
    assert office.reported("jobs") == office.reported("parks") == {}
    done = office.call(office.root / "sent", "--yes")
    assert done.code == 0
    assert office.reported("jobs") == {"2021-03-31": "40000"}
    assert office.reported("parks") == {"2021-03-31": "300"}


def test_the_same_day_in_two_files_names_both(office: Office) -> None:
    first = office.csv("one/x.csv", ("id", "value", "on"), ("jobs", 40000, "2021-03"))
    other = office.csv("two/x.csv", ("id", "value", "on"), ("jobs", 41000, "2021-03"))
    done = office.call(first, other, "--yes")
    assert done.code == 1
    assert f"{other}:2:" in done.err
    assert f"{first}:2:6 gives a figure for 2021-03-31 too" in done.err


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("--set", "target"), "--set `target` must be FIELD=TEXT"),
        (("--set", "target=jobs", "--map", "id=Name"), "id is in --map and in --set"),
        (("--set", "value=3"), "--set value takes only `met`"),
        (("--set", "colour=red"), "no field `colour`"),
        (("--set", "target=nowhere"), "no id `nowhere`"),
        (("--where", "Sex"), "--where `Sex` must be HEADING=TEXT"),
        (("--where", "Gender="), "no heading `Gender` (--where)"),
        (("--periods", "x"), "`x`"),
        (("--periods", ".."), "must be all, 2021 or 2015..2021"),
        (("--periods", "2021..2019"), "begins after its end"),
        (("--periods", "2030..", "--set", "target=jobs"), "periods of --periods 2030.."),
        (("--periods", "all", "--map", "value=Value"), "leave out --map value"),
        (("--set", "target=jobs", "--where", "Sex=Other"), "holds no row to enter: 5 rows left out"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_cannot_be_is_answered_with_what_can(
    office: Office, said: tuple[str, ...], answer: str, lang: str
) -> None:
    done = office.call(office.csv("x.csv", *BREAKDOWNS), *said, "--yes", lang=lang)
    assert done.code in (2, 3)
    assert "Traceback" not in done.err
    if lang == "en":
        assert answer in done.err


def test_a_day_for_all_rows_contradicts_columns_of_periods(office: Office) -> None:
    sheet = office.csv("x.csv", ("Name", 2019, 2020), ("New jobs", 1000, 2000))
    done = office.call(sheet, "--on", "2021-06", "--yes")
    assert done.code == 2
    assert "has periods for headings (2019, 2020): leave out --on" in done.err


def test_a_comma_that_parts_no_thousands_is_answered_with_the_option(office: Office) -> None:
    sheet = office.csv("x.csv", ("id", "value", "on"), ("parks", "7,5", "2021-06"), delimiter=";")
    refused = office.call(sheet, "--yes")
    assert "if the comma is a decimal mark, add --decimal ," in refused.err
    assert office.call(sheet, "--decimal", ",", "--yes", "--accept-doubts").code == 0
    assert office.reported("parks") == {"2021-06-30": "7.5"}
