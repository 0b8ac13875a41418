"""Rows that would be misread in silence: shifted fields, decimal marks, facts told apart by a column that is not read."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan.assess.intake.columns import layouts
from jinjiang_plan.assess.intake.preview import plan_intake, whole
from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.files.spreadsheets.cell_texts import FAULTY, UNCOMPUTED
from jinjiang_plan.files.spreadsheets.reader import read_tables
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.spreadsheet import EntryTerms, Intake, RowVerdict, SheetRow, SheetTable
from tests.build import PLAN_HEAD, STATIONS, write_plan

NOW = datetime.fromisoformat("2021-08-10T10:00:00+08:00")
ENTERING = EntryTerms("tester", NOW, NOW.date(), on="2021-06-30")


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    root: Path = tmp_path_factory.mktemp("plans")
    write_plan(root, head=PLAN_HEAD + STATIONS)
    return load(root)


def came(portfolio: Portfolio, *tables: SheetTable, decimal: str = "") -> Intake:
    found = layouts(tables, None, ())
    return whole(list(plan_intake(portfolio, found, ENTERING._replace(decimal=decimal))))


def of_text(portfolio: Portfolio, text: str, decimal: str = "") -> Intake:
    return came(portfolio, *read_tables(text.encode(), "a.csv"), decimal=decimal)


def said(intake: Intake) -> list[str]:
    return [
        each.words.en if each.words else f"{each.verdict.value} {each.report.figure if each.report else ''}"
        for each in intake.items
    ]


@pytest.mark.parametrize("text", ["stations,1,800", "stations,1,800,", "stations,1800,\n".strip()])
def test_a_row_with_more_fields_than_headings_is_broken(portfolio: Portfolio, text: str) -> None:
    assert said(of_text(portfolio, f"指标,完成值\n{text}\n"))[0].startswith("this row has more fields")


def test_fields_under_empty_headings_may_be_empty_only(portfolio: Portfolio) -> None:
    assert said(of_text(portfolio, "指标,完成值,,\nstations,1800,,\n")) == ["new 1800"]
    assert said(of_text(portfolio, "指标,完成值,,\nstations,1,800,\n"))[0].startswith(
        "this row has more fields"
    )


@pytest.mark.parametrize(
    ("figure", "decimal", "outcome"),
    [
        ("1.800,5", ",", "new 1800.5"),
        ("1800,5", ",", "new 1800.5"),
        ("1.800", ",", "new 1800"),
        ("约1.800,5座", ",", "new 1800.5"),
        ("1 800,5", ",", "new 1800.5"),
        ("1800", ",", "new 1800"),
        ("1.8", ",", "the figure `1.8` is no number with a comma before its decimals"),
        ("1,800.5", ",", "the figure `1,800.5` is no number with a comma before its decimals"),
        ("1,800", ".", "new 1800"),
        ("1.800", ".", "new 1.800"),
        (
            "1,800",
            "",
            "the figure `1,800`: is that mark a decimal one? say it with --decimal , or --decimal .",
        ),
        (
            "1.800",
            "",
            "the figure `1.800`: is that mark a decimal one? say it with --decimal , or --decimal .",
        ),
        ("1800", "", "new 1800"),
    ],
)
def test_the_decimal_mark_is_said_or_asked_for(
    portfolio: Portfolio, figure: str, decimal: str, outcome: str
) -> None:
    assert said(of_text(portfolio, f"指标;完成值\nstations;{figure}\n", decimal)) == [outcome]


def test_a_workbook_keeps_its_numbers_with_a_point(portfolio: Portfolio) -> None:
    rows = (SheetRow(1, ("指标", "完成值")), SheetRow(2, ("stations", "1.8")))
    assert said(came(portfolio, SheetTable("a.xlsx", "表", rows), decimal=",")) == ["new 1.8"]


def test_rows_that_differ_in_a_column_that_is_not_read_are_two_facts(portfolio: Portfolio) -> None:
    text = "序号,镇街,指标,完成值\n1,青阳,stations,1800\n2,{},stations,1800\n"
    first, second = said(of_text(portfolio, text.format("梅岭")))
    assert first == "new 1800"
    assert "its `镇街` is another (青阳, 梅岭), so these are two facts" in second
    assert said(of_text(portfolio, text.format("青阳"))) == ["new 1800", "same 1800"]


@pytest.mark.parametrize(
    "beside",
    ["其中：市级", "其中:新建", "of which new", "注1：预计数", "*注：预计数", "数据来源：统计局", "合计"],
)
def test_parts_sums_and_remarks_are_no_reports(portfolio: Portfolio, beside: str) -> None:
    assert said(of_text(portfolio, f"指标,完成值\nstations,1800\n{beside},900\n")) == ["new 1800"]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_fault_in_any_column_that_is_read_is_told(portfolio: Portfolio, column: int) -> None:
    texts = ["stations", "1800", "良好", "x"]
    texts[column - 1] = FAULTY
    rows = (SheetRow(1, ("指标", "完成值", "备注", "其他")), SheetRow(2, tuple(texts)))
    table = SheetTable("a.xlsx", "表", rows, faults={(2, column): UNCOMPUTED, (2, 4): UNCOMPUTED})
    (item,) = came(portfolio, table).items
    assert (item.verdict, item.words) == (RowVerdict.WRONG, UNCOMPUTED)
    assert item.place.endswith(f"{chr(64 + column)}2")


def test_a_fault_in_a_sum_is_none(portfolio: Portfolio) -> None:
    rows = (SheetRow(1, ("指标", "完成值")), SheetRow(2, ("stations", "1800")), SheetRow(3, ("合计", FAULTY)))
    intake = came(portfolio, SheetTable("a.xlsx", "表", rows, faults={(3, 2): UNCOMPUTED}))
    assert [each.report.figure for each in intake.items if each.report] == [Decimal(1800)]
    assert len(intake.items) == 1


def test_a_month_kept_as_a_number_is_october_only_where_it_shows(portfolio: Portfolio) -> None:
    rows = (SheetRow(1, ("指标", "完成值", "日期")), SheetRow(2, ("stations", "1800", "2020.1")))
    table = SheetTable("a.xlsx", "表", rows)
    assert said(came(portfolio, table)) == ["new 1800"]
    assert said(came(portfolio, table._replace(unclear=frozenset({(2, 3)})))) == [
        "is `2020.1` January or October? write 2020-01 or 2020-10"
    ]
    assert said(of_text(portfolio, "指标,完成值,日期\nstations,1800,2020.1\n"))[0].startswith(
        "is `2020.1` January"
    )
    assert said(of_text(portfolio, "指标,完成值,日期\nstations,1800,2020.1\nstations,1900,2020.10\n")) == [
        "new 1800",
        "new 1900",
    ]
