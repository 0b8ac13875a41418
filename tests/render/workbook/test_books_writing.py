"""Pages as a workbook: what is shown however odd a page is."""

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.paper.blocks import plain
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.workbook.page import Held, Number, PageCell, PageHead, WorkbookPage
from jinjiang_plan.render.workbook.styles import sheet_names
from jinjiang_plan.render.workbook.writer import HEAD_ROW, Title, book

TITLE = Title(plain("A & B"), plain("as of 2021-06-30"), None, date(2021, 6, 30))


def pages_of(*pages: WorkbookPage, title: Title = TITLE) -> list[Worksheet]:
    return list(load_workbook(BytesIO(book(pages, title, ("en",)))).worksheets)


def one(*held: Held) -> WorkbookPage:
    return WorkbookPage(plain("page"), (PageHead(plain("h")),), tuple((PageCell(each),) for each in held))


@pytest.mark.parametrize(
    ("held", "value"),
    [
        (date(2021, 6, 30), datetime(2021, 6, 30)),  # noqa: DTZ001 - a spreadsheet knows no zones
        (date(1850, 1, 1), "1850-01-01"),
        (datetime(1850, 1, 1, 8, 30), "1850-01-01 08:30:00"),  # noqa: DTZ001 - as above
        (
            datetime(2021, 6, 30, 9, 15, tzinfo=timezone(timedelta(hours=8))),
            datetime(2021, 6, 30, 9, 15),  # noqa: DTZ001 - as above
        ),
        (Number(Fraction(1, 4), "0.00"), 0.25),
        (Number(Fraction(10**15), "#,##0"), 10**15),
        (plain("=1+1"), "=1+1"),
        (plain("#REF!"), "#REF!"),
        (None, None),
    ],
)
def test_a_cell_holds_what_it_is_given(held: Held, value: object) -> None:
    (page,) = pages_of(one(held, plain("x")))
    cell = page.cell(HEAD_ROW + 1, 1)
    assert cell.value == value
    assert cell.data_type != "f"


def test_one_look_does_not_change_another() -> None:
    (page,) = pages_of(one(plain("=1"), plain("one"), plain("-2"), plain("two")))
    cells = [page.cell(HEAD_ROW + row, 1) for row in range(1, 5)]
    assert [bool(each.quotePrefix) for each in cells] == [True, False, True, False]


def test_the_foot_says_an_ampersand_and_nothing_that_is_none() -> None:
    (page,) = pages_of(one(plain("x")))
    foot = page.oddFooter
    assert foot is not None
    parts = (foot.left, foot.center, foot.right)
    assert [part.text for part in parts] == ["A && B 2021-06-30", None, "page &P of &N"]


def test_a_long_text_makes_its_row_higher_and_not_its_column_wider() -> None:
    (page,) = pages_of(one(plain("x"), plain("字" * 100)))
    assert (page.column_dimensions["A"].width or 0) < 40
    assert page.row_dimensions[HEAD_ROW + 1].height is None
    assert (page.row_dimensions[HEAD_ROW + 2].height or 0) > 100


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.text(max_size=300))
def test_any_texts_come_back_as_they_are_seen(texts: list[str], title: str) -> None:
    page = WorkbookPage(
        plain("p"), (PageHead(Words(texts[0], texts[0])),), tuple((PageCell(plain(text)),) for text in texts)
    )
    (sheet,) = pages_of(page, title=TITLE._replace(title=plain(title)))
    said = [cell.value or "" for cell in sheet["A"][HEAD_ROW - 1 :]]
    assert said == [visible(texts[0]), *map(visible, texts)]


def test_sheets_have_names_of_their_own() -> None:
    assert sheet_names(["a/b", "A B", "lists", "x" * 40, "x" * 40, "'"]) == [
        "a b",
        "A B (2)",
        "lists (2)",
        "x" * 31,
        f"{'x' * 27} (2)",
        "-",
    ]
