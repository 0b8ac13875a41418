"""What a reader sees of a number and of a day: by a table, and by what LibreOffice shows."""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from jinjiang_plan.files.spreadsheets.number_format import is_of_days, shown_day, shown_number
from jinjiang_plan.model.words import Words
from tests.office import converted, rows_of

_HERE = Path(__file__).parent
_VALUES = (0, 0.0825, -0.57, 12, -1234.5, 1234567.891)
_OTHERWISE = {
    "!": "Chinese spreadsheets write ! before a sign that stands for itself, as others write a backslash",
    "[DBNum": "the numerals are Chinese, the number is the same",
    "/通用": "LibreOffice does not know General by its Chinese name",
    "[蓝色]": "LibreOffice does not know colours by their Chinese names",
    '@"': "LibreOffice shows a number in a format of texts as it is",
    "?/": "a fraction is rounded further than its digits show",
    "# ?/100": "as above",
    "E+": "powers of ten are written out",
    "[>=": "LibreOffice leaves the minus out under a condition that others show it under",
    "[=": "as above",
    "[<=-1]": "as above",
    "%0": "the sign of per cent is put behind",
}
"""Formats that LibreOffice shows otherwise than they are read, by a part of each, with the reason."""


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").split("\n")[:-1]


def _said(read: str | Words) -> str:
    return f"!{read.en}" if isinstance(read, Words) else read


def test_a_number_is_read_as_the_table_says() -> None:
    rows = [line.split("\t") for line in _lines("readings.tsv")]
    assert len(rows) >= 300
    wrong = []
    for form, value, reading in rows:
        read = _said(shown_number(Decimal(value), form))
        if read != reading and not (reading[:1] == "!" and read.startswith(reading)):
            wrong.append((form, value, reading, read))
    assert wrong == []


def _number(text: str) -> Decimal | None:
    found = re.search(r"[0-9][0-9.]*|\.[0-9]+", re.sub(r"[, ']", "", text))
    return Decimal(found[0].rstrip(".")) if found else None


def _words(text: str) -> str:
    for spelled, plain in (("million", "百万"), ("M", "百万"), ("K", "千")):
        text = text.replace(spelled, plain)
    return re.sub(r"[-+−0-9.,'\s()（）▲△▼▽↑↓—]", "", text)


def _agree(shown: str, read: str, value: float) -> bool:
    """Whether what is shown is what was read, rounded to the digits that are shown."""
    first, second = _number(shown), _number(read)
    if first is None or second is None:
        return first == second or (value == 0 and _number(read) == 0)
    digits = len(f"{first:f}".partition(".")[2])
    near = abs(first - second) <= Decimal("0.5").scaleb(-digits)
    falls = "-" in read or re.search("[降减落负]", read) is not None
    return near and _words(shown) == _words(read) and (value >= 0 or falls)


@pytest.mark.office
def test_a_number_is_read_as_libreoffice_shows_it(tmp_path: Path) -> None:
    forms = _lines("formats.txt")
    assert len(forms) >= 200
    book = Workbook()
    page = book.active
    assert page is not None
    for row, form in enumerate(forms, 1):
        for column, value in enumerate(_VALUES, 1):
            page.cell(row, column, value).number_format = form
    book.save(tmp_path / "formats.xlsx")
    (path,) = converted(tmp_path / "formats.xlsx", "shown.csv", tmp_path)
    wrong = []
    for form, row_shown in zip(forms, rows_of(path), strict=True):
        if any(part in form for part in _OTHERWISE):
            continue
        for value, shown in zip(_VALUES, row_shown, strict=True):
            read = shown_number(Decimal(repr(value)), form)
            if not isinstance(read, Words) and not _agree(shown, read, value):
                wrong.append((form, value, shown, read))
    assert wrong == []


@pytest.mark.parametrize(
    ("day", "form", "reading"),
    [
        ("2021-06-01", "yyyy-mm-dd", "2021-06-01"),
        ("2021-06-01", 'yyyy"年"m"月"', "2021年6月"),
        ("2021-06-01", 'yyyy"年"m"月";@', "2021年6月"),
        ("2021-06-01", '[$-804]yyyy"年"m"月";@', "2021年6月"),
        ("2021-06-01", "yyyy年m月", "2021年6月"),
        ("2021-06-01", "mmm-yy", "2021年6月"),
        ("2021-06-01", "[$-409]mmm\\-yy;@", "2021年6月"),
        ("2021-06-01", "mmmm yyyy", "2021年6月"),
        ("2021-06-01", "yyyy/m", "2021年6月"),
        ("2021-06-01", "yyyy.mm", "2021年6月"),
        ("2021-06-01", 'm"月"', "2021年6月"),
        ("2021-06-01", "mmm", "2021年6月"),
        ("2021-06-01", 'e"年"m"月"', "2021年6月"),
        ("2021-06-15", 'yyyy"年"m"月"', "2021-06-15"),
        ("2021-06-30", "mmm-yy", "2021-06-30"),
        ("2021-01-01", "yyyy", "2021"),
        ("2021-01-01", 'yyyy"年"', "2021"),
        ("2021-01-01", "yyyy-mm", "2021年1月"),
        ("2021-06-01", "yyyy", "!it shows a year alone"),
        ("2021-06-01", "m/d", "2021-06-01"),
        ("2021-06-01", "d-mmm", "2021-06-01"),
        ("2021-06-01", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2021-06-01"),
        ("2021-06-01", "dddd", "2021-06-01"),
        ("2021-06-01", "aaaa", "2021-06-01"),
        ("2021-06-01", "yyyy-mm-dd hh:mm", "2021-06-01"),
        ("2021-06-01T08:05", "yyyy-mm-dd hh:mm", "2021-06-01 08:05:00"),
        ("2021-06-01T08:05", 'yyyy"年"m"月"', "2021-06-01 08:05:00"),
        ("2021-06-01", "h:mm", "2021-06-01"),
    ],
)
def test_a_day_is_a_month_or_a_year_where_its_format_shows_no_more(day: str, form: str, reading: str) -> None:
    assert is_of_days(form)
    read = _said(shown_day(datetime.fromisoformat(day), form))
    assert read.startswith(reading) if reading.startswith("!") else read == reading


@pytest.mark.parametrize(
    "form", ["General", "0.0E+0", '0"d"', "[Red]0", "0\\m", "#,##0 [$USD-409]", '0"年"', "@", ";;;"]
)
def test_a_format_of_numbers_is_none_of_days(form: str) -> None:
    assert not is_of_days(form)
