"""The briefing as a workbook: what a planner reads, sorts and prints of it, in openpyxl and in LibreOffice."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.codes import Kind, Light
from jinjiang_plan.render.office import TINTS
from jinjiang_plan.render.paper.blocks import Languages
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import status_words
from jinjiang_plan.render.workbook.briefing import briefing_book
from jinjiang_plan.render.workbook.writer import HEAD_ROW
from tests.build import PLAN_HEAD, report_line, write_ledger, write_plan
from tests.hostile import HOSTILE
from tests.office import converted, pages_of, rows_of
from tests.render.briefing.cases import NOW, briefed, hostile_briefing, sample_briefing

BOTH: Languages = ("zh", "en")
LANGUAGES: list[Languages] = [("zh",), ("en",), BOTH]
SHEETS = ["overview", "targets", "initiatives", "reports", "roll-ups", "money", "changes", "sources"]


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


@cache
def sample_book(languages: Languages = ("en",)) -> Workbook:
    return opened(briefing_book(sample_briefing(), languages))


def rows(page: Worksheet) -> list[dict[str, Any]]:
    """The rows of a page by its headings; what a cell looks like stands under `.HEADING`."""
    heads = [str(cell.value) for cell in page[HEAD_ROW]]
    return [
        {
            **{head: cell.value for head, cell in zip(heads, row, strict=True)},
            **{f".{head}": cell for head, cell in zip(heads, row, strict=True)},
        }
        for row in page.iter_rows(min_row=HEAD_ROW + 1)
    ]


def by_id(book: Workbook, sheet: str = "targets") -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows(book[sheet])}


def told(tmp_path: Path, *lines: str, known_at: datetime | None = None) -> Briefing:
    plan = write_plan(tmp_path)
    if lines:
        write_ledger(plan, "stations", *lines)
    portfolio = load(tmp_path)
    assert portfolio.findings == ()
    return briefed(portfolio, known_at=known_at)


def test_each_sheet_has_its_name_in_the_readers_language() -> None:
    assert sample_book().sheetnames == SHEETS
    assert sample_book(("zh",)).sheetnames[:4] == ["概览", "目标", "项目", "上报记录"]
    assert sample_book(BOTH).sheetnames[:2] == ["概览 overview", "目标 targets"]
    assert sample_book(BOTH)["目标 targets"].cell(HEAD_ROW, 1).value == "目标\ntarget"


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_every_sheet_says_its_day_its_profile_and_that_its_figures_are_samples(languages: Languages) -> None:
    for page in sample_book(languages).worksheets:
        assert ("SAMPLE FIGURES" if "en" in languages else "示例数据") in str(page["A1"].value)
        assert "2021-06-30" in str(page["A2"].value)
        assert "cn/2" in str(page["A2"].value)
        foot = page.oddFooter
        assert foot is not None
        assert "2021-06-30" in str(foot.left and foot.left.text)
        assert "&P" in str(foot.right and foot.right.text)


def test_every_target_has_its_row_with_numbers_as_numbers_and_days_as_days() -> None:
    found = by_id(sample_book())
    judged = [each for each in sample_briefing().judgement.assessments if each.target.what == "target"]
    assert len(found) == len(judged)
    for each in judged:
        row = found[each.target.id]
        assert row["target"] == each.target.title.en
        assert row["status"] == status_words(each).en
        assert str(row[".status"].fill.fgColor.rgb).endswith(TINTS[each.light].ground)
        assert row["due"].date() == each.due
        if each.completion is not None:
            assert row["done"] == pytest.approx(float(each.completion))
            assert row[".done"].number_format.endswith("%")
        if each.value is not None and each.target.kind is not Kind.DONE:
            assert row["value"] == pytest.approx(float(each.value))
            assert row[".value"].number_format.startswith("#,##0")
        assert (row["gap, points"] is None) is (each.gap is None)


def test_the_worst_stands_first() -> None:
    worst = sorted(sample_briefing().judgement.assessments, key=lambda each: each.status.concern)
    names = [status_words(each).en for each in worst if each.target.what == "target"]
    assert [row["status"] for row in rows(sample_book()["targets"])] == names


def test_initiatives_have_the_day_of_each_stage() -> None:
    found = by_id(sample_book(), "initiatives")
    judged = {each.target.id: each for each in sample_briefing().judgement.assessments}
    reached = [row for row in found.values() if row["reached: construction"] is not None]
    assert reached
    for row in reached:
        seen = [each for each in judged[row["id"]].observations if each.value >= 2]
        assert row["reached: construction"].date() == seen[0].on


def test_reports_are_told_with_what_replaced_them(tmp_path: Path) -> None:
    lines = (
        report_line("2021-03-31", 900, next='"七月复工"'),
        report_line("2021-03-31-r2", 950, recorded="2021-05-01T09:30:00+08:00", reason='"误报"'),
        report_line("2021-06-30", 1200.5, basis='"estimate"', problems='"征地慢"'),
        report_line("2021-09-30", 1500),
    )
    page = opened(briefing_book(told(tmp_path, *lines), ("en",)))["reports"]
    told_ = [(row["value"], row["entry"], row["stands"]) for row in rows(page)]
    assert told_ == [
        (900, "report", "replaced"),
        (950, "revision 2", "stands"),
        (1200.5, "estimate", "stands"),
    ]
    first, second, third = rows(page)
    assert second["recorded"] == datetime(2021, 5, 1, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert (first["next steps"], second["reason"], third["problems"]) == ("七月复工", "误报", "征地慢")
    assert third[".value"].number_format == "#,##0.0"
    assert first["for"].date() == date(2021, 3, 31)


def test_a_report_that_was_taken_back_does_not_stand(tmp_path: Path) -> None:
    lines = (
        report_line("2021-03-31", 900),
        report_line("2021-03-31-r2", "", "2021-04-09T09:00:00+08:00", retract="true", reason='"误报"'),
    )
    page = opened(briefing_book(told(tmp_path, *lines), ("en",)))["reports"]
    assert [(row["value"], row["stands"]) for row in rows(page)] == [(900, "replaced"), (None, None)]


def test_what_was_recorded_later_than_the_moment_replayed_is_not_told(tmp_path: Path) -> None:
    lines = (report_line("2021-03-31", 900), report_line("2021-06-30", 1200))
    known_at = datetime(2021, 5, 1, tzinfo=NOW.tzinfo)
    book = opened(briefing_book(told(tmp_path, *lines, known_at=known_at), ("en",)))
    assert [row["value"] for row in rows(book["reports"])] == [900]
    assert "as known at 2021-05-01" in str(book["targets"]["A2"].value)


def test_roll_ups_are_those_of_the_judgement() -> None:
    judged = sample_briefing().judgement
    found = rows(sample_book()["roll-ups"])
    assert len(found) == len(judged.rollups)
    whole = next(row for row in found if (row["of"], row["plan"]) == ("all", "all"))
    for light in Light:
        number = sum(each.light is light for each in judged.assessments)
        assert (whole[f"{light.value} light"] or 0) == number
    assert whole["targets"] + whole["initiatives"] == len(judged.assessments)


def test_pages_that_are_sorted_have_frozen_heads_a_filter_and_print_on_a4() -> None:
    for page in sample_book().worksheets[1:]:
        assert page.freeze_panes == f"B{HEAD_ROW + 1}"
        assert page.auto_filter.ref == f"A{HEAD_ROW}:{page.dimensions.split(':')[1]}"
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == f"$1:${HEAD_ROW}"
        assert len({cell.value for cell in page[HEAD_ROW]}) == page.max_column


def test_the_overview_leads_to_every_page() -> None:
    book = sample_book()
    places = [cell.hyperlink.location for row in book["overview"] for cell in row if cell.hyperlink]
    assert places == [f"'{name}'!A1" for name in SHEETS[1:]]


def test_columns_that_say_nothing_are_hidden(tmp_path: Path) -> None:
    page = opened(briefing_book(told(tmp_path, report_line("2021-03-31", 900)), ("en",)))["reports"]
    heads = {str(cell.value): get_column_letter(place) for place, cell in enumerate(page[HEAD_ROW], 1)}
    hidden = {head for head, letter in heads.items() if page.column_dimensions[letter].hidden}
    assert {"problems", "from", "address"} <= hidden
    assert not {"target", "value", "recorded", "source"} & hidden


def test_hostile_texts_are_texts_and_seen(tmp_path: Path) -> None:
    book = opened(briefing_book(hostile_briefing(tmp_path), ("zh",)))
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d")
                assert cell.hyperlink is None or page.title == "概览"
    titles = {row["目标"] for row in rows(book["目标"])}
    assert titles == {visible(text) for text in HOSTILE}
    formula = next(row for row in rows(book["上报记录"]) if str(row["存在问题"]).startswith("=cmd"))
    assert formula[".存在问题"].quotePrefix


def test_a_text_that_is_too_long_for_a_cell_is_cut_where_it_shows(tmp_path: Path) -> None:
    long = "路" * 40_000
    page = opened(briefing_book(told(tmp_path, report_line("2021-03-31", 1, note=f'"{long}"')), ("zh",)))[
        "上报记录"
    ]
    note = rows(page)[0]["说明"]
    assert len(note) == 32_767
    assert note.endswith("路…")


def test_the_same_briefing_is_the_same_bytes_whenever_it_is_written() -> None:
    content = briefing_book(sample_briefing(), BOTH)
    assert content == briefing_book(sample_briefing(), BOTH)
    with ZipFile(BytesIO(content)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
    properties = opened(content).properties
    assert (properties.creator, properties.language) == ("jinjiang-plan", "zh-CN")
    assert properties.created == properties.modified == datetime(2021, 6, 30)  # noqa: DTZ001 - no zones there
    assert "督查通报" in str(properties.title)


KINDS = (
    PLAN_HEAD
    + """
[target.stock]
title = { zh = "库存", en = "Stock" }
kind = "maintain"
goal = { min = 3, max = 5 }
[target.law]
title = { zh = "立法", en = "Law" }
kind = "done"
[target.energy]
title = { zh = "能耗", en = "Energy" }
kind = "level"
class = "binding"
baseline = { value = 80, on = 2020-01-01 }
goal = { value = 60, op = "<=" }
[initiative.park]
title = { zh = "园区", en = "Park" }
goal = { stage = "open" }
stages = ["drawn", "open"]
[initiative.lab]
title = { zh = "实验室", en = "Laboratory" }
goal = { stage = "completed" }
"""
)


STAGES = (("2021-03-31", "drawn"), ("2021-06-30", "open"))


def test_each_kind_of_goal_stands_as_it_sorts_best(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, head=KINDS)
    write_ledger(plan, "park", *(report_line(on, "", stage=f'"{stage}"') for on, stage in STAGES))
    write_ledger(plan, "energy", report_line("2021-06-30", 70))
    portfolio = load(tmp_path)
    assert [each for each in portfolio.findings if each.severity == "error"] == []
    book = opened(briefing_book(briefed(portfolio), ("en",)))
    found = by_id(book)
    told_ = {key: (row["asks"], row["goal"], row["class"]) for key, row in found.items()}
    assert told_ == {
        "stock": ("within", "3 ~ 5", "expected"),
        "law": (None, None, "expected"),
        "energy": ("at most", 60, "binding"),
    }
    assert found["energy"]["value"] == 70
    assert {key: row["asked by now"] for key, row in found.items()} == {
        "stock": "3 ~ 5",
        "law": None,
        "energy": 70,
    }
    initiatives = by_id(book, "initiatives")
    assert initiatives["park"]["stage"] == "open"
    days = [initiatives["park"][f"reached: {stage}"].date() for stage in ("drawn", "open")]
    assert days == [date(2021, 3, 31), date(2021, 6, 30)]
    assert initiatives["park"]["reached: planned"] is None
    assert initiatives["lab"]["reached: drawn"] is None


def test_a_plan_without_reports_has_its_targets(tmp_path: Path) -> None:
    book = opened(briefing_book(told(tmp_path), ("en",)))
    assert book.sheetnames == ["overview", "targets", "roll-ups"]
    assert [row["value"] for row in rows(book["targets"])] == [None]


@pytest.mark.office
def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "brief.xlsx"
    path.write_bytes(briefing_book(hostile_briefing(tmp_path), ("en",)))
    files = {each.stem.removeprefix("brief-"): rows_of(each) for each in converted(path, "csv", tmp_path)}
    targets = files["targets"]
    assert targets[HEAD_ROW - 1][0] == "target"
    assert {row[0] for row in targets[HEAD_ROW:]} == {visible(text) for text in HOSTILE}
    assert {row[4] for row in targets[HEAD_ROW:]} == {"1200.5"}
    assert {row[13] for row in targets[HEAD_ROW:]} == {"2022-12-31"}
    assert not any(cell.startswith(("#NAME", "Err:", "#VALUE")) for row in targets for cell in row)


@pytest.mark.office
def test_libreoffice_prints_each_sheet_with_its_head(tmp_path: Path) -> None:
    path = tmp_path / "brief.xlsx"
    path.write_bytes(briefing_book(sample_briefing(), ("zh",)))
    (printed,) = converted(path, "pdf", tmp_path)
    pages = pages_of(printed)
    assert len(pages) > len(SHEETS)
    for number, page in enumerate(pages, 1):
        assert "督查通报" in page
        assert "示例数据，并非真实进展" in page
        assert "截至 2021-06-30" in page
        assert f"第 {number} 页，共 {len(pages)} 页" in page
