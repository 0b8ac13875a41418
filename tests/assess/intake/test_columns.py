"""Which column is what: our template, a foreign sheet by a map, by one remembered, or by what its headings say."""

from datetime import date

import pytest

from jinjiang_plan.assess.intake.columns import layouts
from jinjiang_plan.assess.intake.saved_map import by_headings
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import HEADINGS, MARK, ColumnMap, Layout, SheetRow, SheetTable

TODAY = date(2021, 8, 10)


def table(*rows: tuple[str, ...], sheet: str = "表", mark: str = "", hidden: bool = False) -> SheetTable:
    numbered = tuple(SheetRow(number, texts) for number, texts in enumerate(rows, 1) if any(texts))
    return SheetTable("a.xlsx", sheet, numbered, mark=mark, hidden=hidden)


def one(
    *tables: SheetTable, given: ColumnMap | None = None, remembered: tuple[ColumnMap, ...] = ()
) -> Layout:
    (layout,) = layouts(tables, given, remembered)
    return layout


def test_the_template_is_known_by_its_mark_in_either_language() -> None:
    for place in (0, 1):
        heads = tuple(each.words[place] for each in HEADINGS)
        layout = one(table(("标题",), (), heads, ("id",)))
        assert layout.own
        assert layout.header == 3
        assert layout.columns == {
            "id": 1,
            "value": 8,
            "unit": 9,
            "from": 10,
            "on": 11,
            "source": 12,
            "problems": 13,
            "next": 14,
            "note": 15,
        }


def test_every_sheet_of_a_template_is_read_but_hidden_ones_and_others() -> None:
    heads = tuple(each.words.zh for each in HEADINGS)
    tables = [
        table(heads, sheet="甲"),
        table(heads, sheet="乙"),
        table(("x",)),
        table(heads, sheet="丙", hidden=True),
    ]
    assert [each.table.sheet for each in layouts(tables, None, ())] == ["甲", "乙"]
    assert [each.table.sheet for each in layouts(tables, ColumnMap(sheet="乙"), ())] == ["乙"]


@pytest.mark.parametrize(
    ("version", "said"), [("2", "update jinjiang-plan"), ("0", "make a new one"), ("x", "make a new one")]
)
def test_a_template_of_another_version_is_named(version: str, said: str) -> None:
    mark = f"jinjiang-plan/report/{version}"
    heads = tuple(each.words.en.replace(MARK, mark) for each in HEADINGS)
    for each in (table(heads), table(("目标", "数值"), mark=mark)):
        with pytest.raises(Refusal, match=f"version {version}.*{said}") as refused:
            one(each)
        assert refused.value.exit_code == 3


def test_a_template_whose_headings_are_gone_is_read_like_any_sheet() -> None:
    assert not one(table(("指标", "完成值"), mark=MARK)).own


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (
            ("指标名称", "计量单位", "完成值", "数据日期", "备注"),
            {"id": 1, "unit": 2, "value": 3, "on": 4, "note": 5},
        ),
        (("序号", "目标", "指 标", "完成\n情况"), {"id": 3, "value": 4}),
        (("Indicator", "ACTUAL", "Period", "Source"), {"id": 1, "value": 2, "on": 3, "source": 4}),
        (("目标编号", "目标名称", "数值（万元）"), {"id": 1, "value": 3}),
    ],
)
def test_headings_that_say_it_need_no_map(heads: tuple[str, ...], columns: dict[str, int]) -> None:
    layout = one(table(("某区进展情况表",), ("单位：亿元", "", "2021年6月"), heads, ("x", "1")))
    assert (layout.header, layout.columns) == (3, columns)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("完成值（亿元）", "亿元"),
        ("完成值(单位：万元)", "万元"),
        ("完成值[座]", "座"),
        ("完成值（截至6月）", ""),
        ("完成值", ""),
    ],
)
def test_a_heading_may_name_the_unit(heading: str, unit: str) -> None:
    assert one(table(("指标", heading))).unit == unit


MESSY = table(("2021年",), (), ("项目", "上半年", "全年", "来源"), ("a", "1", "2", "b"))


def test_a_map_names_headings_and_the_rest_is_told_by_itself() -> None:
    layout = one(MESSY, given=ColumnMap({"id": "项 目", "value": "上半年"}))
    assert (layout.header, layout.columns) == (3, {"id": 1, "value": 2, "source": 4})
    without = one(MESSY, given=ColumnMap({"value": "全年", "source": ""}))
    assert without.columns == {"id": 1, "value": 3}


def test_a_map_may_name_a_column_by_its_letters() -> None:
    assert one(MESSY, given=ColumnMap({"value": "C"})).columns["value"] == 3
    assert one(MESSY, given=ColumnMap({"id": "A", "value": "B"}, header=3)).columns == {
        "id": 1,
        "value": 2,
        "source": 4,
    }


def test_what_was_remembered_serves_where_its_headings_stand() -> None:
    kept = (ColumnMap({"id": "别的", "value": "数"}), ColumnMap({"id": "项目", "value": "上半年"}))
    assert one(MESSY, remembered=kept).columns["value"] == 2
    with pytest.raises(Refusal, match="cannot be told"):
        one(MESSY, remembered=kept[:1])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ColumnMap({"value": "上年"}), "has no heading `上年` .*there are: 上半年"),
        (ColumnMap({"value": "上半年"}, sheet="没有"), "there is no sheet `没有`; there are: 表"),
        (ColumnMap({"value": "上半年"}, header=4), "has no heading `上半年`"),
        (ColumnMap({"id": "2021年", "value": "上半年"}), "do not stand in one row"),
        (ColumnMap({"id": "来源"}), "add --map value=HEADING"),
        (ColumnMap(header=3), "cannot be told; say --map id=HEADING.*项目, 上半年, 全年, 来源"),
    ],
)
def test_what_does_not_fit_is_said_with_what_there_is(given: ColumnMap, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        one(MESSY, given=given)


def test_several_sheets_that_could_be_meant_are_named() -> None:
    tables = [
        table(("指标", "完成值"), sheet="一季度"),
        table(("指标", "完成值"), sheet="二季度"),
        table(("x",), sheet="说明"),
    ]
    with pytest.raises(Refusal, match="一季度、二季度; name one with --sheet"):
        layouts(tables, None, ())
    assert one(*tables, given=ColumnMap(sheet="二季度")).table.sheet == "二季度"


def test_an_empty_file_has_no_columns() -> None:
    with pytest.raises(Refusal, match="cannot be told"):
        layouts([table()], None, ())


def test_a_template_has_the_sheets_that_it_has() -> None:
    heads = tuple(each.words.zh for each in HEADINGS)
    with pytest.raises(Refusal, match="there is no sheet `x`; there are: 表"):
        layouts([table(heads)], ColumnMap(sheet="x"), ())


def test_a_map_is_kept_by_headings_where_each_has_its_own() -> None:
    given = ColumnMap({"id": "A", "value": "B", "source": ""}, "表", 3)
    layout = one(MESSY, given=given)
    assert by_headings(given, layout, TODAY) == ColumnMap(
        {"id": "项目", "value": "上半年", "source": ""}, "表"
    )
    twice = table(("项目", "数", "数", ""), ("a", "1", "2", "3"))
    for letter in ("B", "D"):
        given = ColumnMap({"value": letter}, header=1)
        assert by_headings(given, one(twice, given=given), TODAY) is None


def test_a_remembered_sheet_goes_first_where_it_is_there() -> None:
    tables = [table(("项目", "上半年"), sheet="一"), table(("项目", "上半年"), sheet="二")]
    kept = ColumnMap({"id": "项目", "value": "上半年"}, "二")
    assert one(*tables, remembered=(kept,)).table.sheet == "二"
    with pytest.raises(Refusal, match="several sheets"):
        layouts(tables, None, (kept._replace(sheet="三"),))
