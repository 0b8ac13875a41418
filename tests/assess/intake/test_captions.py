"""What stands around a table: units and periods above it and in its headings, headings in two rows, what is hidden."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from jinjiang_plan.assess.intake.captions import captioned, period_in
from jinjiang_plan.assess.intake.columns import layouts
from jinjiang_plan.assess.intake.preview import plan_intake, whole
from jinjiang_plan.assess.intake.saved_map import by_headings
from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.files.spreadsheets.reader import read_tables
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap, EntryTerms, Layout, RowOutcome, SheetRow, SheetTable
from tests.build import PLAN_HEAD, STATIONS, write_plan

NOW = datetime.fromisoformat("2021-08-10T10:00:00+08:00")
TODAY = NOW.date()
ENTERING = EntryTerms("tester", NOW, TODAY)
HEADS = ("指标", "完成值")
MONEY = '\n[target.money]\ntitle = "Money"\nkind = "level"\nunit = "亿元"\ngoal = { value = 13 }\n'


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    root: Path = tmp_path_factory.mktemp("plans")
    write_plan(root, head=PLAN_HEAD + STATIONS + MONEY)
    return load(root)


def table(*rows: tuple[str, ...], sheet: str = "表") -> SheetTable:
    return SheetTable("a.xlsx", sheet, tuple(SheetRow(at, row) for at, row in enumerate(rows, 1) if any(row)))


def laid(sheet: SheetTable, stated: str = "", /, **said: str) -> Layout:
    given = ColumnMap(said) if said else None
    (layout,) = captioned(layouts([sheet], given, ()), given, ENTERING._replace(on=stated))
    return layout


def said(portfolio: Portfolio, layout: Layout, on: str = "") -> list[str]:
    intake = whole(list(plan_intake(portfolio, [layout], ENTERING._replace(on=on))))
    return [_outcome(each) for each in intake.items]


def _outcome(item: RowOutcome) -> str:
    if item.words is not None:
        return item.words.en
    return f"{item.report.figure} {item.report.on}" if item.report else ""


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("晋江市2021年上半年完成情况表", "2021-06-30"),
        ("（截至2021年6月底）", "2021-06-30"),
        ("截止时间：2021年6月30日", "2021-06-30"),
        ("2021年1-6月累计", "2021-06-30"),
        ("Progress in Q2 2021", "2021-06-30"),
        ("As of 30 June 2021", "2021-06-30"),
        ("2020年", "2020-12-31"),
        ("2021Q2", "2021-06-30"),
        ("二〇二一年六月", "2021-06-30"),
        ("2021年第二季度 单位：万元", "2021-06-30"),
        ("2021年重点任务分解表", None),
        ("2021-2025年规划", None),
        ("2021年1800座", None),
        ("制表日期：2021年7月5日", None),
        ("2020年12月和2021年6月", None),
        ("6月", None),
        ("完成值", None),
        ("", None),
    ],
)
def test_the_period_that_a_line_names_is_told(text: str, last: str | None) -> None:
    period = period_in(text, TODAY)
    assert (period and period.last) == (last and date.fromisoformat(last))


@pytest.mark.parametrize(
    "line", ["单位：万元", "（单位：万元）", "计量单位: 万元", "Unit: 万元", "2021年6月 单位：万元"]
)
def test_the_unit_above_a_table_counts_for_its_rows(portfolio: Portfolio, line: str) -> None:
    sheet = table((line,), HEADS, ("money", "62000"))
    assert said(portfolio, laid(sheet), "2021-06-30") == ["6.2 2021-06-30"]


def test_the_unit_above_a_table_may_be_left_out_or_is_refused(portfolio: Portfolio) -> None:
    sheet = table(("单位：万元",), HEADS, ("stations", "1800"))
    assert "this target counts in `座`" in said(portfolio, laid(sheet), "2021-06-30")[0]
    assert said(portfolio, laid(sheet, unit=""), "2021-06-30") == ["1800 2021-06-30"]
    with pytest.raises(Refusal, match="names several units above the table, 万元、座"):
        laid(table(("单位：万元、座",), HEADS, ("stations", "1800")))
    assert laid(table(("单位：市工信局",), HEADS, ("stations", "1800"))).unit == ""
    assert laid(table(("单位：万元",), ("指标", "完成值（亿元）"), ("money", "6"))).unit == "亿元"


@pytest.mark.parametrize(
    "sheet",
    [
        table(("2021年上半年完成情况",), HEADS, ("stations", "1800")),
        table(HEADS, ("stations", "1800"), sheet="2021年6月"),
        table(("指标", "2021年6月完成值"), ("stations", "1800")),
        table(("指标", "2021年6月"), ("", "完成值"), ("stations", "1800")),
    ],
)
def test_a_period_around_a_table_is_the_day_of_its_rows_and_contradicts_another(
    portfolio: Portfolio, sheet: SheetTable
) -> None:
    heading = next((each for row in sheet.rows[:2] for each in row.texts if each.endswith("完成值")), "")
    given = {"id": "指标", "value": heading}
    assert said(portfolio, laid(sheet, **given)) == ["1800 2021-06-30"]
    assert said(portfolio, laid(sheet, "2021-06-30", **given), "2021-06-30") == ["1800 2021-06-30"]
    with pytest.raises(Refusal, match="but --on is 2021-03-31"):
        laid(sheet, "2021-03-31", **given)
    assert laid(sheet, "2021-03-31", **given, on="").period is None


def test_several_periods_above_a_table_are_asked_about() -> None:
    sheet = table(("2021年6月",), ("截至2021年3月底",), HEADS, ("stations", "1800"))
    with pytest.raises(Refusal, match="names several periods"):
        laid(sheet)
    assert laid(sheet, "2021-03-31").period is None


def test_a_year_around_a_table_may_be_the_plans_and_is_no_day() -> None:
    assert laid(table(("2020年",), HEADS, ("stations", "1800"), sheet="2020")).period is None
    period = laid(table(("指标", "2020年"), ("stations", "1800")), value="2020年").period
    assert period is not None
    assert period.last == date(2020, 12, 31)


def test_a_heading_or_a_sheet_that_is_a_period_is_not_remembered() -> None:
    given = ColumnMap({"id": "指标", "value": "2021年6月"})
    (layout,) = layouts([table(("指标", "2021年6月"), ("stations", "1800"))], given, ())
    assert by_headings(given, layout, TODAY) is None
    given = ColumnMap({"id": "指标", "value": "完成值"}, "2021年6月")
    (layout,) = layouts([table(HEADS, ("stations", "1800"), sheet="2021年6月")], given, ())
    assert by_headings(given, layout, TODAY) == ColumnMap({"id": "指标", "value": "完成值"}, "")


TWICE = table(
    ("指标", "上半年", "", "全年", ""),
    ("", "目标值", "完成值", "目标值", "完成值"),
    ("stations", "1", "2", "3", "4"),
)


def test_headings_in_two_rows_are_named_by_both(portfolio: Portfolio) -> None:
    with pytest.raises(Refusal, match="several columns named `完成值`: 上半年 完成值（C）、全年 完成值（E）"):
        laid(TWICE)
    for name, figure in (("上半年 完成值", "2"), ("全年/完成值", "4"), ("C", "2")):
        assert said(portfolio, laid(TWICE, value=name), "2021-06-30") == [f"{figure} 2021-06-30"]


def test_the_same_heading_twice_in_one_row_is_refused() -> None:
    for heads in (
        ("指标", "完成值", "完成值"),
        ("指标", "完成值（亿元）", "完成值（%）"),
        ("指标", "指标", "完成值"),
    ):
        with pytest.raises(Refusal, match="several columns named"):
            laid(table(heads, ("stations", "1", "2")))


def test_two_sheets_of_one_name_are_refused() -> None:
    with pytest.raises(Refusal, match="two sheets named `表`"):
        layouts([table(HEADS, ("stations", "1")), table(HEADS, ("stations", "2"))], None, ())


def test_hidden_rows_and_columns_are_known_and_no_candidates(portfolio: Portfolio, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (("指标", "完成值", "实际值"), ("stations", 1, 1800), ("money", 2, 6)):
        page.append(row)
    page.column_dimensions["B"].hidden = True
    page.row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_tables((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({3}, {2})
    assert said(portfolio, laid(sheet), "2021-06-30") == ["1800 2021-06-30"]
    assert said(portfolio, laid(sheet, value="完成值"), "2021-06-30") == ["1 2021-06-30"]
