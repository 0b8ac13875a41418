"""The template: what it holds, locks, checks and says, and that LibreOffice opens and prints it."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from jinjiang_plan.assess.intake.requests import likely_period, requests
from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.spreadsheet import MARK, PROPERTY
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.workbook.styles import sheet_names
from jinjiang_plan.render.workbook.template import HEAD_ROW, TemplateSheet, template_book, template_records
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.office import converted, rows_of

PLAN = (
    PLAN_HEAD
    + 'sample = true\nlead = "发改局"\n'
    + STATIONS
    + """
[target.formula]
title = { zh = "=1+1", en = "=HYPERLINK(0)" }
kind = "level"
unit = "%"
goal = { value = 60 }
limits = { min = 10, max = 100 }
[target.added]
title = { zh = "新增企业", en = "New firms" }
kind = "increment"
unit = "家"
goal = { value = 40 }
[target.total]
title = "合计"
kind = "cumulative"
unit = "座"
goal = { value = 3000 }
sum_of = ["stations"]
[target.stopped]
title = "停"
kind = "level"
goal = { value = 1 }
[[target.stopped.amendment]]
decided = 2020-06-01
status = "suspended"
document = "x"
[target.law]
title = "立法"
kind = "done"
[initiative.park]
title = { zh = "园区, 一期", en = "Park, first part" }
goal = { stage = "建, 成" }
stages = ["谋 划", "建, 成"]
[initiative.lab]
title = { zh = "实验室很长很长很长很长很长很长很长很长的名称", en = "Laboratory" }
goal = { stage = "completed" }
"""
)
PERIOD = Period(date(2021, 4, 1), date(2021, 6, 30))


def sheet(tmp_path: Path, lang: Lang = "zh", name: str = "表") -> TemplateSheet:
    plan = write_plan(tmp_path, head=PLAN)
    write_ledger(plan, "stations", report_line("2021-03-31", 1200))
    write_ledger(plan, "added", report_line("2021-03-31", 7, **{"from": "2021-01-01"}))
    portfolio = load(tmp_path)
    assert portfolio.findings == ()
    asked = requests(portfolio, [(each, PERIOD) for each in portfolio.judged])
    return TemplateSheet(name, "测试计划", tuple(asked), lang, sample=True)


def book_of(tmp_path: Path, lang: Lang = "zh") -> Workbook:
    return load_workbook(BytesIO(template_book([sheet(tmp_path, lang)])))


def marks(book: Workbook) -> list[object]:
    held = book.custom_doc_props.props  # type: ignore[attr-defined,unused-ignore] # the stubs do not know it
    return [each.value for each in held if each.name == PROPERTY]


def test_what_is_asked_stands_with_what_is_known(tmp_path: Path) -> None:
    page = book_of(tmp_path).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEAD_ROW)]
    assert rows[0] == [
        f"编号 {MARK}", "目标", "牵头单位", "类型", "目标值与期限", "上次数值与日期", "按计划应达", "数值", "单位",
        "本期起始日", "数据日期", "出处", "存在问题", "下一步", "说明",
    ]  # fmt: skip
    stations, formula, added, total, law, park, lab = rows[1:]
    assert stations[:9] == [
        "plan/stations",
        "[示例数据] 5G基站",
        "发改局",
        "累计值",
        "3,000 (2022-12)",
        "1,200 (2021-03-31)",
        1500,
        None,
        "座",
    ]
    assert stations[9] is None
    days = [
        each.date() if isinstance(each, datetime) else each for each in (stations[10], added[9], added[10])
    ]
    assert days == [date(2021, 6, 30), date(2021, 4, 1), date(2021, 6, 30)]
    assert stations[11:] == [None] * 4
    assert formula[1] == "[示例数据] =1+1"
    assert (added[3], added[5]) == ("当期值", "7 (2021-03-31)")
    assert (total[3], total[10]) == ("由分项加总，不用填", None)
    assert (law[3], law[4], law[6]) == ("是否完成", "- (2022-12)", None)
    assert (park[4], park[6], lab[6]) == ("建, 成 (2022-12)", "谋 划", "签约")


def test_a_target_that_is_halted_is_not_asked_for(tmp_path: Path) -> None:
    assert "plan/stopped" not in [each.target.full_id for each in sheet(tmp_path).requests]


def test_the_known_is_locked_and_the_asked_is_open(tmp_path: Path) -> None:
    page = book_of(tmp_path).worksheets[0]
    assert page.protection.sheet
    assert not page.protection.password
    heads = [cell.value for cell in page[HEAD_ROW]]
    opened = {"数值", "数据日期", "出处", "存在问题", "下一步", "说明"}
    for number in range(1, page.max_row + 1):
        full_id = page.cell(number, 1).value
        for place, head in enumerate(heads, 1):
            asks = head in opened or (head == "本期起始日" and full_id == "plan/added")
            asks &= number > HEAD_ROW and full_id != "plan/total"
            assert page.cell(number, place).protection.locked != asks, (number, head)
    assert page.column_dimensions["A"].hidden


@pytest.mark.parametrize(
    ("lang", "yes", "prompt"), [("zh", "是", "单位：座"), ("en", "yes", "counted in: sites")]
)
def test_cells_check_and_say_what_they_take(tmp_path: Path, lang: Lang, yes: str, prompt: str) -> None:
    book = book_of(tmp_path, lang)
    page, lists = book.worksheets
    assert (lists.sheet_state, lists.protection.sheet) == ("hidden", True)
    held = [[cell.value for cell in column if cell.value is not None] for column in lists.iter_cols()]
    assert [yes, {"zh": "否", "en": "no"}[lang]] in held
    assert ["谋 划", "建, 成"] in held
    checks = {str(each.sqref): each for each in page.data_validations.dataValidation}
    by_type: dict[str, list[str]] = {}
    for place, each in checks.items():
        by_type.setdefault(str(each.type), []).append(place)
        assert each.showErrorMessage
        assert each.showInputMessage
        assert each.error
        assert len(each.prompt) <= 255
    assert sorted(by_type) == ["date", "decimal", "list"]
    number = checks["H5"]
    assert prompt in number.prompt
    share = checks["H6"]
    assert (share.formula1, share.formula2) == ("0.1", "100")
    assert "10 ~ 100" in share.error


def test_texts_from_files_are_texts(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN.replace("sample = true\n", ""))
    portfolio = load(tmp_path)
    asked = requests(portfolio, [(each, PERIOD) for each in portfolio.judged])
    made = load_workbook(
        BytesIO(template_book([TemplateSheet("=1", "=2", tuple(asked), "en", sample=False)]))
    )
    page = made.worksheets[0]
    for cell in (page["B1"], page[f"B{HEAD_ROW + 2}"]):
        assert cell.data_type == "s"
        assert str(cell.value).startswith("=")
        assert cell.quotePrefix
    assert not any(cell.data_type == "f" for row in page.iter_rows() for cell in row)


def test_a_template_says_what_it_is_and_that_figures_are_samples(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    assert marks(book) == [MARK]
    assert "示例数据" in str(book.worksheets[0]["B1"].value)
    assert "SAMPLE FIGURES" in str(book_of(tmp_path / "en", "en").worksheets[0]["B1"].value)


def test_it_prints_on_a4_landscape_with_its_heads_on_each_page(tmp_path: Path) -> None:
    page = book_of(tmp_path).worksheets[0]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize or 0)) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == f"${HEAD_ROW - 1}:${HEAD_ROW}"
    assert page.oddFooter is not None
    assert page.oddFooter.right is not None
    assert page.oddFooter.right.text == "第 &P 页，共 &N 页"
    assert page.freeze_panes == f"C{HEAD_ROW + 1}"
    widths = {letter: page.column_dimensions[letter].width for letter in "BHK"}
    assert widths["B"] == 36
    assert page.row_dimensions[HEAD_ROW + 7].height == 30


def test_delimited_text_has_the_same_columns(tmp_path: Path) -> None:
    records = template_records(sheet(tmp_path, "en").requests, "en")
    assert list(records[0].values()) == [
        "plan/stations", "[SAMPLE FIGURES] 5G stations", "发改局", "cumulative", "3,000 (2022-12)", "1,200 (2021-03-31)",
        Decimal(1500), None, "sites", None, "2021-06-30", None, None, None, None,
    ]  # fmt: skip
    assert f"id {MARK}" in records[0]
    only = template_records(sheet(tmp_path, "en").requests[:1], "zh")
    assert "本期起始日" not in only[0]


def test_the_period_asked_for_is_the_last_whole_one(tmp_path: Path) -> None:
    (stations, *_) = sheet(tmp_path).requests
    assert likely_period(stations.target, date(2021, 8, 10)) == PERIOD
    assert likely_period(stations.target, date(2021, 6, 30)) == PERIOD


@given(
    st.lists(
        st.text(max_size=40)
        | st.sampled_from(["a[b]:*?/\\", "History", "lists", "'x'", "A", "a", "😀" * 30, ""]),
        max_size=8,
    )
)
def test_names_of_sheets_are_legal_and_each_its_own(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() not in ("history", "lists")
        assert all(unicodedata.category(sign) != "Cc" for sign in name)


@pytest.mark.office
def test_libreoffice_opens_it_reads_it_and_prints_it_on_one_page(tmp_path: Path) -> None:
    one, two = sheet(tmp_path / "zh"), sheet(tmp_path / "en", "en", "two/二".replace("/", " "))
    path = tmp_path / "form.xlsx"
    path.write_bytes(template_book([one, two]))
    found = {each.stem: rows_of(each) for each in converted(path, "csv", tmp_path)}
    assert sorted(found) == ["form-lists", "form-two 二", "form-表"]
    rows = found["form-表"]
    assert rows[HEAD_ROW - 1][:3] == [f"编号 {MARK}", "目标", "牵头单位"]
    assert rows[HEAD_ROW][:9] == [
        "plan/stations",
        "[示例数据] 5G基站",
        "发改局",
        "累计值",
        "3,000 (2022-12)",
        "1,200 (2021-03-31)",
        "1500",
        "",
        "座",
    ]
    assert rows[HEAD_ROW][10] == "2021-06-30"
    assert rows[HEAD_ROW + 1][1] == "[示例数据] =1+1"
    (again,) = converted(path, "xlsx", tmp_path)
    book = load_workbook(again)
    assert [each.title for each in book.worksheets] == ["表", "two 二", "lists"]
    page = book.worksheets[0]
    assert page.protection.sheet
    assert not page["H5"].protection.locked
    assert page["B5"].protection.locked
    assert len(page.data_validations.dataValidation) >= 5
    assert marks(book) == [MARK]
    (printed,) = converted(path, "pdf", tmp_path)
    content = printed.read_bytes()
    assert content.count(b"/Type/Page/") + content.count(b"/Type/Page\n") == 2
