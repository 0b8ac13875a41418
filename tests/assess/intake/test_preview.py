"""What becomes of each row: admitted in its turn, seeing those before it; what is wrong told by its cell."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.assess.intake.columns import layouts
from jinjiang_plan.assess.intake.preview import named, plan_intake, whole
from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.files.spreadsheets.cell_texts import UNCOMPUTED
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.spreadsheet import (
    HEADINGS,
    ColumnMap,
    EntryTerms,
    Intake,
    RowOutcome,
    RowVerdict,
    SheetRow,
    SheetTable,
)
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan

NOW = datetime(2023, 1, 10, 9, tzinfo=timezone(timedelta(hours=8)))
PLAN = (
    PLAN_HEAD
    + STATIONS
    + """
[target.money]
title = { zh = "投资", en = "Investment" }
kind = "level"
unit = "亿元"
goal = { value = 13 }
limits = { min = 0, max = 100 }
[target.share]
title = { zh = "占比", en = "Share" }
kind = "level"
unit = "%"
goal = { value = 60 }
[target.added]
title = { zh = "新增", en = "Added" }
kind = "increment"
unit = "家"
goal = { value = 40 }
[target.park]
title = { zh = "园区", en = "Park" }
kind = "stage"
goal = { stage = "completed" }
[target.law]
title = { zh = "立法", en = "Law" }
kind = "done"
goal = { done = true }
"""
)
ENTERING = EntryTerms("tester", NOW, NOW.date(), on="2021-06-30")
HEADS = ("指标", "完成值", "日期", "来源", "备注")


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    root = tmp_path_factory.mktemp("plans")
    plan = write_plan(root, head=PLAN.replace("goal = { done = true }\n", ""))
    write_ledger(
        plan,
        "stations",
        report_line("2020-12-31", 620),
        report_line("2021-03-31", 900),
        '2021-03-31-r2 = { retract = true, recorded = 2021-05-01T10:00:00+08:00, by = "x", reason = "y" }',
    )
    return load(root)


def table(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> SheetTable:
    return SheetTable("a.xlsx", "表", tuple(SheetRow(n, row) for n, row in enumerate((heads, *rows), 1)))


def intake(portfolio: Portfolio, sheet: SheetTable, entering: EntryTerms = ENTERING) -> Intake:
    return whole(list(plan_intake(portfolio, layouts([sheet], None, ()), entering)))


def only(portfolio: Portfolio, *cells: str, heads: tuple[str, ...] = HEADS) -> RowOutcome:
    (item,) = intake(portfolio, table(cells, heads=heads)).items
    return item


@pytest.mark.parametrize(
    ("name", "value", "figure"),
    [
        ("5G基站", "1800", "1800"),
        ("５Ｇ 基站", "２８５０", "2850"),
        ("stations", "3000座", "3000"),
        ("plan/stations", "约3,000座以上", "3000"),
        ("5g STATIONS", "三千", "3000"),
        ("投资", "130000万元", "13"),
        ("占比", "95%", "95"),
        ("占比", "百分之六十", "60"),
        ("园区", "建成", "3"),
        ("Park", "construction", "2"),
        ("立法", "是", "1"),
        ("立法", "false", "0"),
        ("\u200b投资\u00a0", "\ufeff6.2", "6.2"),
    ],
)
def test_figures_are_read_as_offices_write_them(
    portfolio: Portfolio, name: str, value: str, figure: str
) -> None:
    item = only(portfolio, name, value)
    assert item.words is None
    assert (item.verdict, item.report and item.report.figure) == (RowVerdict.NEW, Decimal(figure))
    assert item.place == "a.xlsx!表!B2"


def test_qualifiers_are_kept_in_the_note_and_texts_go_on_one_line(portfolio: Portfolio) -> None:
    item = only(portfolio, "stations", "约1,800座", "2021-06-30", "月报", "第一\n第二")
    assert item.report is not None
    assert item.report.note == "第一 第二（原文“约1,800座”）"
    assert item.report.source == "月报"
    assert (item.report.by, item.report.recorded) == ("tester", NOW)


@pytest.mark.parametrize(
    ("cells", "place", "said"),
    [
        (("stations", "很多"), "B2", "no certain number"),
        (("stations", "5亿元"), "B2", "does not convert"),
        (("stations", "#REF!"), "B2", "no certain number"),
        (("station", "5"), "A2", "no id `station`; nearest: stations"),
        (("5G基戰", "5"), "A2", "there is no target `5G基戰`; nearest: 5G基站"),
        (("", "5"), "A2", "does not say which target"),
        (("stations", "1800", "6月30日"), "C2", "the year is missing"),
        (("stations", "1800", "2023-02-01"), "B2", "is still to come"),
        (("投资", "101"), "B2", "outside the limits"),
        (("园区", "封顶"), "B2", "there is no stage"),
        (("立法", "也许"), "B2", "must be yes or no"),
        (("stations", "1800", "2021-06-30", "a\x07b"), "D2", "control characters"),
    ],
)
def test_what_is_wrong_is_told_by_its_cell(
    portfolio: Portfolio, cells: tuple[str, ...], place: str, said: str
) -> None:
    item = only(portfolio, *cells)
    assert item.verdict is RowVerdict.WRONG
    assert item.place == f"a.xlsx!表!{place}"
    assert item.words is not None
    assert said in item.words.en


def test_every_fault_of_a_row_is_told(portfolio: Portfolio) -> None:
    found = intake(portfolio, table(("stations", "很多", "6月30日")))
    assert [each.place for each in found.items] == ["a.xlsx!表!B2", "a.xlsx!表!C2"]


def test_a_row_without_a_day_needs_one(portfolio: Portfolio) -> None:
    sheet = table(("stations", "1800", "—"))
    (item,) = intake(portfolio, sheet, ENTERING._replace(on="")).items
    assert item.words is not None
    assert "--on" in item.words.en


@pytest.mark.parametrize(
    ("heading", "unit", "figure"),
    [
        ("完成值", "万元", "6.2"),
        ("完成值", "亿元", "62000"),
        ("完成值", "—", "62000"),
        ("完成值", "×CNY 10k", "6.2"),
        ("完成值（万元）", "", "6.2"),
    ],
)
def test_the_unit_beside_a_figure_counts(portfolio: Portfolio, heading: str, unit: str, figure: str) -> None:
    sheet = SheetTable(
        "a", "b", (SheetRow(1, ("指标", heading, "单位")), SheetRow(2, ("投资", "62000", unit)))
    )
    (item,) = intake(portfolio, sheet).items
    assert item.report is not None
    assert item.report.figure == Decimal(figure)


@pytest.mark.parametrize(
    ("name", "text", "figure"), [("stations", "1,450座", "1450"), ("投资", "７２０００万元", "7.2")]
)
def test_a_unit_that_a_figure_carries_goes_before_the_one_in_the_heading(
    portfolio: Portfolio, name: str, text: str, figure: str
) -> None:
    (item,) = intake(
        portfolio, SheetTable("a", "b", (SheetRow(1, ("指标", "完成值（亿元）")), SheetRow(2, (name, text))))
    ).items
    assert item.report is not None
    assert item.report.figure == Decimal(figure)


@pytest.mark.parametrize(("name", "unit"), [("stations", "发改局"), ("投资", "座"), ("stations", "亿元")])
def test_a_unit_that_is_none_of_the_targets_is_refused(portfolio: Portfolio, name: str, unit: str) -> None:
    item = only(portfolio, name, "5", unit, heads=("指标", "完成值", "单位"))
    assert item.verdict is RowVerdict.WRONG
    assert item.words is not None
    assert all(f"`{unit}`" in each for each in item.words)


def test_rows_that_are_no_reports_are_passed_over(portfolio: Portfolio) -> None:
    rows = [
        ("一、信息网络", ""),
        ("5G基站", "—"),
        ("投资", "/"),
        ("指标", "完成值", "日期"),
        ("合计", "1,234"),
        ("注：以上为预计数", "审核：李四"),
        ("", "填表人：张三"),
        ("没有的目标", ""),
    ]
    found = intake(portfolio, table(*rows))
    assert found.items == ()
    assert found.blank == 2


@pytest.mark.parametrize("value", ["1800", "1,800", "1800座"])
def test_a_figure_without_a_name_is_not_passed_over(portfolio: Portfolio, value: str) -> None:
    item = only(portfolio, "", value)
    assert item.verdict is RowVerdict.WRONG
    assert item.words is not None
    assert item.words.en == "this row does not say which target it is for"


def test_a_sum_may_stand_in_another_column(portfolio: Portfolio) -> None:
    sheet = table(
        ("1", "5G基站", "1800"),
        ("合计", "", "1800"),
        ("", "", "审核人：李四 1"),
        heads=("序号", "指标", "完成值"),
    )
    assert [each.verdict.value for each in intake(portfolio, sheet).items] == ["new"]


def test_what_is_written_in_a_template_without_a_figure_is_not_lost_in_silence(portfolio: Portfolio) -> None:
    heads = tuple(each.words.zh for each in HEADINGS)
    row = ("plan/stations", *[""] * 11, "站址落实慢", "", "")
    (item,) = intake(portfolio, table(row, heads=heads)).items
    assert (item.verdict, item.place) == (RowVerdict.WRONG, "a.xlsx!表!H2")


def test_an_increment_is_for_its_period(portfolio: Portfolio) -> None:
    for on, first in (("2021-06-30", "2021-04-01"), ("2021H1", "2021-01-01"), ("2021年5月", "2021-05-01")):
        item = only(portfolio, "added", "5", on)
        assert item.report is not None
        assert item.report.first == date.fromisoformat(first)
    heads = ("指标", "完成值", "日期", "起始日")
    item = only(portfolio, "added", "5", "2021-06-30", "2021-05-01", heads=heads)
    assert item.report is not None
    assert item.report.first == date(2021, 5, 1)
    late = only(portfolio, "added", "5", "2021-06-30", "2021-07-01", heads=heads)
    assert late.place == "a.xlsx!表!D2"
    unread = only(portfolio, "added", "5", "2021-06-30", "x", heads=heads)
    assert unread.place == "a.xlsx!表!D2"


def test_rows_see_those_before_them(portfolio: Portfolio) -> None:
    rows = [
        ("stations", "1800", "2021-06-30"),
        ("stations", "1700", "2021-09-30"),
        ("5G基站", "1800", "2021年6月"),
        ("stations", "1900", "2021-06-30"),
        ("added", "5", "2021Q2"),
        ("added", "5", "2021-05"),
    ]
    found = intake(portfolio, table(*rows))
    assert [each.verdict.value for each in found.items] == ["new", "new", "same", "wrong", "new", "wrong"]
    (doubt,) = found.items[1].doubts
    assert "1,800 sites for 2021-06-30, but 1,700 sites for 2021-09-30" in doubt.words.en
    said = [each.words.en for each in found.items if each.words]
    assert "a.xlsx!表!B2 gives a figure for" in said[0]
    assert "overlaps" in said[1]


def test_what_stands_already_is_skipped_and_what_differs_is_a_revision(portfolio: Portfolio) -> None:
    same = only(portfolio, "stations", "620", "2020-12-31", "document")
    assert same.verdict is RowVerdict.SAME
    for cells in (
        ("stations", "640", "2020-12-31"),
        ("stations", "620", "2020-12-31", "别处"),
        ("stations", "620", "2020-12-31", "", "新说明"),
    ):
        item = only(portfolio, *cells)
        assert item.verdict is RowVerdict.REVISION
        assert item.standing is not None
        assert item.standing.figure == 620


def test_what_was_taken_back_comes_in_again_only_as_a_revision(portfolio: Portfolio) -> None:
    item = only(portfolio, "stations", "900", "2021-03-31")
    assert item.verdict is RowVerdict.REVISION
    assert item.standing is not None
    assert item.standing.retracts


def test_a_revision_that_is_allowed_gets_its_number_and_reason(portfolio: Portfolio) -> None:
    entering = ENTERING._replace(revise=True, reason="核实")
    rows = [
        ("stations", "640", "2020-12-31"),
        ("stations", "640", "2020-12-31"),
        ("stations", "900", "2021-03-31"),
        ("stations", "700", "2021-06-30"),
    ]
    found = intake(portfolio, table(*rows), entering)
    assert [each.verdict.value for each in found.items] == ["revision", "same", "revision", "new"]
    first, _, third, last = (each.report for each in found.items)
    assert [each.code for each in found.items[3].doubts] == ["falling"]
    assert last is not None
    assert last.correction
    assert first is not None
    assert (first.key, first.reason) == ("2020-12-31-r2", "核实")
    assert third is not None
    assert third.key == "2021-03-31-r3"


def test_a_figure_that_falls_may_be_corrected(portfolio: Portfolio) -> None:
    entering = ENTERING._replace(correction=True)
    rows = [("stations", "500", "2021-06-30"), ("stations", "700", "2021-09-30"), ("投资", "101")]
    found = intake(portfolio, table(*rows), entering)
    assert [each.verdict.value for each in found.items] == ["new", "new", "wrong"]
    assert [each.report.correction for each in found.items if each.report] == [True, False, False]


def test_what_looks_like_a_slip_is_asked_about(portfolio: Portfolio) -> None:
    item = only(portfolio, "占比", "0.95")
    assert item.verdict is RowVerdict.NEW
    assert [each.code for each in item.doubts] == ["share"]


def test_formulas_without_results_and_merged_figures_are_wrong(portfolio: Portfolio) -> None:
    sheet = table(("stations", ""), ("投资", "5"), ("占比", "5"))
    sheet = sheet._replace(faults={(2, 2): UNCOMPUTED}, merged={(4, 2): (3, 2)})
    found = intake(portfolio, sheet)
    assert [each.verdict.value for each in found.items] == ["wrong", "new", "wrong"]
    assert "without its result" in str(found.items[0].words)
    assert "merged" in str(found.items[2].words)


def test_a_broken_ledger_takes_nothing(tmp_path: Path) -> None:
    plan = write_plan(tmp_path)
    write_ledger(plan, "stations", "torn")
    (item,) = intake(load(tmp_path), table(("stations", "1800"))).items
    assert item.verdict is RowVerdict.WRONG
    assert "cannot be read" in str(item.words)


def test_a_title_of_two_targets_is_ambiguous_and_an_id_in_full_is_not(tmp_path: Path) -> None:
    write_plan(tmp_path, "one")
    write_plan(tmp_path, "two")
    both = load(tmp_path)
    assert "ambiguous" in str(only(both, "5G基站", "5").words)
    assert only(both, "two/stations", "5").target == both.plans[1].targets[0]


def test_the_targets_named_are_those_whose_ledgers_are_needed(portfolio: Portfolio) -> None:
    sheet = table(("stations", ""), ("5G基站", "1"), ("投资", "1"), ("没有", "1"))
    assert {each.id for each in named(portfolio, layouts([sheet], None, ()))} == {"stations", "money"}


CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "stations",
        "5G基站",
        "1800",
        "—",
        "95%",
        "2021年6月",
        "44377",
        "亿元",
        "是",
        "合计",
        "注：",
        "３０００",
        "2021-06-30",
        "",
    ]
)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=6), revise=st.booleans())
def test_whatever_stands_in_the_cells_every_row_gets_its_verdict(
    portfolio: Portfolio, rows: list[tuple[str, ...]], revise: bool
) -> None:
    found = intake(portfolio, table(*rows), ENTERING._replace(revise=revise, reason="x"))
    for each in found.items:
        assert (each.verdict is RowVerdict.WRONG) == (each.words is not None)
        assert each.place.startswith("a.xlsx!表!")
    assert len([each for each in found.items if each.verdict is not RowVerdict.WRONG]) <= len(rows)


def test_a_map_that_leaves_a_column_out_reads_it_not(portfolio: Portfolio) -> None:
    sheet = table(("stations", "1800", "发改局"), heads=("指标", "完成值", "单位"))
    found = layouts([sheet], ColumnMap({"unit": ""}), ())
    (item,) = whole(list(plan_intake(portfolio, found, ENTERING))).items
    assert item.verdict is RowVerdict.NEW
