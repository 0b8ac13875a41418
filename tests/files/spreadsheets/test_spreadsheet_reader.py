"""Honest tables as offices make them: cells as their reader sees them, text in the encodings of spreadsheets."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from jinjiang_plan.files.spreadsheets.cell_texts import UNCOMPUTED
from jinjiang_plan.files.spreadsheets.reader import read_tables
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import SheetTable, column_of, letters
from tests.spreadsheets import packed, parts, sheet_xml, text_row, workbook


def one(content: bytes, name: str = "a.csv") -> SheetTable:
    (table,) = read_tables(content, name)
    return table


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1800, "General", "1800"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (1.5e-7, "General", "0.00000015"),
        (0.95, "0%", "95%"),
        (0.952, "0.0%", "95.2%"),
        (0.95, '0.00"%"', "0.95%"),
        (95, "0", "95"),
        (130000, '#,##0"万元"', "130000万元"),
        (130000, '#,##0.0,"千元"', "130.0千元"),
        (3000, '"共"0', "共3000"),
        (2021.1, "0.00", "2021.10"),
        (-5, "0;[Red]0", "-5"),
        (datetime(2021, 6, 1), "mmm-yy", "2021年6月"),  # noqa: DTZ001 - as below
        (datetime(2021, 1, 1), "yyyy", "2021"),  # noqa: DTZ001 - as below
        (44348, 'e"年"m"月"', "2021年6月"),
        (-5, "0;[Red]-0", "-5"),
        (True, "General", "true"),
        (False, "General", "false"),
        (datetime(2021, 6, 30), "yyyy-mm-dd", "2021-06-30"),  # noqa: DTZ001 - a sheet's days have no zone
        (datetime(2021, 6, 30, 8, 5), "yyyy-mm-dd hh:mm", "2021-06-30 08:05:00"),  # noqa: DTZ001 - as above
        (date(2021, 6, 30), "yyyy年m月d日", "2021-06-30"),
        (44377, "yyyy-mm-dd", "2021-06-30"),
        (44377, "General", "44377"),
        ("３０００座", "General", "３０００座"),
        (" 甲\n乙 ", "General", " 甲\n乙 "),
    ],
)
def test_a_cell_is_read_as_its_reader_sees_it(tmp_path: Path, value: object, form: str, text: str) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    cell = page.cell(2, 3)
    cell.value = value  # type: ignore[assignment]
    cell.number_format = form
    book.save(tmp_path / "a.xlsx")
    table = one((tmp_path / "a.xlsx").read_bytes())
    assert [(row.number, row.texts) for row in table.rows] == [(2, ("", "", text))]


def test_sheets_come_in_their_order_with_what_is_hidden_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"]], [["b"]], [[]], names=("一", "二", "三"))
    book = load_workbook(path)
    book["二"].sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(book["一"], min_col=1, min_row=1))
    book.create_chartsheet("图").add_chart(chart)
    book.save(path)
    tables = read_tables(path.read_bytes(), "a.xlsx")
    assert [(each.sheet, each.hidden, len(each.rows)) for each in tables] == [
        ("一", False, 1),
        ("二", True, 1),
        ("三", False, 0),
    ]
    assert tables[0].place(7, 28) == "a.xlsx!一!AB7"


def test_merged_cells_hold_their_text_in_each_row_of_the_first_column(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["组", "名", "数"],
        ["甲", "一", 1],
        [None, "二", 2],
        [None, "三", 3],
        ["注：说明", None, None],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    for area in ("A2:A4", "A5:C9", "C3:C4"):
        book.worksheets[0].merge_cells(area)
    book.save(path)
    table = one(path.read_bytes())
    assert [row.texts for row in table.rows] == [
        ("组", "名", "数"),
        ("甲", "一", "1"),
        ("甲", "二", "2"),
        ("甲", "三", "2"),
        ("注：说明",),
    ]
    assert table.merged == {(3, 1): (2, 1), (4, 1): (2, 1), (4, 3): (3, 3)}


def test_an_old_macintosh_counts_days_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active["A1"] = date(2021, 6, 30)
    book.active["B1"] = 42915
    book.save(tmp_path / "a.xlsx")
    table = one((tmp_path / "a.xlsx").read_bytes())
    assert table.rows[0].texts == ("2021-06-30", "42915")
    assert table.epoch == date(1904, 1, 1)


def test_names_with_prefixes_are_looked_over_too() -> None:
    sheet = sheet_xml('<row r="1"><c r="A1"><f>1</f></c></row>').replace("<", "<x:").replace("<x:/", "</x:")
    assert one(packed(parts(sheet.replace("xmlns=", "xmlns:x=")))).faults == {(1, 1): UNCOMPUTED}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_in_its_encoding_and_by_its_delimiter(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["指标", "完成值"]) + "\r\n" + delimiter.join(["5G基站", '"1,800"']) + "\r\n"
    table = one(text.encode(encoding))
    assert [row.texts for row in table.rows] == [("指标", "完成值"), ("5G基站", "1,800")]
    assert table.delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("一列\n", [(1, ("一列",))]),
        ("sep=;\na;1,5\n", [(2, ("a", "1,5"))]),
        ("a,b\n\n , \n1,2", [(1, ("a", "b")), (3, (" ", " ")), (4, ("1", "2"))]),
        ('a,"x\ny"\n1,2\n', [(1, ("a", "x\ny")), (3, ("1", "2"))]),
        ("a,'=1+1\nb,'-5\nc,'x\n", [(1, ("a", "=1+1")), (2, ("b", "-5")), (3, ("c", "'x"))]),
        ('a\tb\n"x, y"\tz, w\n', [(1, ("a", "b")), (2, ("x, y", "z, w"))]),
        ("a\rb\r", [(1, ("a",)), (2, ("b",))]),
    ],
)
def test_rows_of_text_keep_the_line_that_they_begin_on(
    text: str, rows: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert [(row.number, row.texts) for row in one(text.encode()).rows] == rows


@pytest.mark.parametrize("text", ['a,b\n1,"2\n3,4\n', 'a,b\n"1"2,3\n'])
def test_quotation_marks_that_do_not_match_lose_no_row_in_silence(text: str) -> None:
    with pytest.raises(Refusal, match="the quotation marks from line 2 on do not match"):
        one(text.encode())


def test_a_place_in_text_opens_in_an_editor() -> None:
    table = one(b'a,"b ""c"", d",e\n"x\ny",z,"w"\n')
    assert [table.place(1, column) for column in (1, 2, 3)] == [
        "a.csv:1:1",
        "a.csv:1:3",
        "a.csv:1:16",
    ]
    assert [table.place(2, column) for column in (1, 2, 3)] == ["a.csv:2:1", "a.csv:3:4", "a.csv:3:6"]


@given(st.integers(1, 16384))
def test_columns_and_their_letters_are_one(column: int) -> None:
    assert column_of(letters(column)) == column


@pytest.mark.parametrize("name", ["", "A1", "ABCD", "甲", "-"])
def test_what_is_no_column_has_no_number(name: str) -> None:
    assert column_of(name) == 0


@given(st.binary(max_size=400) | st.text(alphabet="a1,;\t\"\n\r甲'=", max_size=80).map(str.encode))
def test_any_bytes_end_in_a_table_or_a_refusal(content: bytes) -> None:
    with suppress(Refusal):
        assert all(row.texts for table in read_tables(content, "a.csv") for row in table.rows)


@given(st.text(alphabet='</>c r"=1Af&;', max_size=60))
def test_any_sheet_ends_in_a_table_or_a_refusal(xml: str) -> None:
    for sheet in (xml, sheet_xml(xml), sheet_xml(text_row(1, f"<c>{xml}</c>"))):
        with suppress(Refusal):
            assert read_tables(packed(parts(sheet)), "a.xlsx")


def test_runs_that_are_raised_or_struck_out_are_left_out(tmp_path: Path) -> None:
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    texts = [
        CellRichText("234", TextBlock(raised, "1")),
        CellRichText("234", TextBlock(raised, "1)"), "座"),
        CellRichText(TextBlock(struck, "1800"), "1850"),
        CellRichText("万m", TextBlock(raised, "2")),
        CellRichText("1.2×10", TextBlock(raised, "4")),
        CellRichText("CO", TextBlock(InlineFont(vertAlign="subscript"), "2")),
        "1800",
    ]
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(texts)
    page["G1"].font = Font(strike=True)
    book.save(tmp_path / "a.xlsx")
    assert one((tmp_path / "a.xlsx").read_bytes()).rows[0].texts == (
        "234", "234座", "1850", "万m²", "1.2×10⁴", "CO2", ""
    )  # fmt: skip
    inline = "<is><r><t>234</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></is>"
    sheet = sheet_xml(f"<row r='1'><c r='A1' t='inlineStr'>{inline}</c></row>")
    assert one(packed(parts(sheet))).rows[0].texts == ("234",)


def test_cells_that_say_nothing_for_certain_are_told_with_the_reason(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["#DIV/0!", "=1+1", -5, 2021.1, 2021.1, "2021.1"])
    page["C1"].number_format = "0;0"
    page["D1"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    table = one((tmp_path / "a.xlsx").read_bytes())
    assert {place: words.en.partition(",")[0].partition(":")[0] for place, words in table.faults.items()} == {
        (1, 1): "the cell is an error",
        (1, 2): "a formula without its result",
        (1, 3): "it is negative",
    }
    assert table.unclear == {(1, 5)}


@pytest.mark.parametrize("number", [27, 36, 50, 52, 57])
def test_a_month_in_a_format_that_chinese_spreadsheets_number_is_one(tmp_path: Path, number: int) -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = 44348
    book.active["A1"].number_format = "mm-dd-yy"
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as package:
        held = {each: package.read(each) for each in package.namelist()}
    assert b'numFmtId="14"' in held["xl/styles.xml"]
    held["xl/styles.xml"] = held["xl/styles.xml"].replace(b'numFmtId="14"', b'numFmtId="%d"' % number)
    assert one(packed(held)).rows[0].texts == ("2021年6月",)


@pytest.mark.parametrize("mark", ['"', "'", ' = "', " ='"], ids=["double", "single", "spaced", "both"])
def test_attributes_count_in_either_quotation_marks(mark: str) -> None:
    """Merges, uncomputed formulas and hidden rows; a row that does not say its number follows the one before it."""
    rows = (
        "<row r=@1@><c r=@A1@><v>1</v></c><c r=@B1@><f>A1*2</f></c></row>"
        "<row hidden=@1@><c r=@A2@><v>2</v></c></row><row hidden=@0@><c r=@A3@><v>3</v></c></row><row r=@4@><c r=@B4@><v>9</v></c></row>"
    )
    behind = "<mergeCells><mergeCell ref=@A3:A4@/></mergeCells>"
    ends = "'" if "'" in mark else '"'
    sheet = sheet_xml(rows, "<cols><col min=@4@ max=@5@ hidden=@true@/></cols>", behind)
    opening = mark if "=" in mark else f"={mark}"
    whole = "".join(
        (opening if n % 2 else ends) + piece if n else piece
        for n, piece in enumerate(sheet.replace("=@", "@").split("@"))
    )
    table = one(packed(parts(whole)), "a.xlsx")
    assert table.faults == {(1, 2): UNCOMPUTED}
    assert (set(table.hidden_rows), set(table.hidden_columns)) == ({2}, {4, 5})
    assert [row.texts[0] for row in table.rows if row.number in (3, 4)] == ["3", "3"]
