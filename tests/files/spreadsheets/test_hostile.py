"""Hostile, broken and renamed files: refused with a line that names what they are, or read safely; never a crash."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from jinjiang_plan.files.spreadsheets import limits
from jinjiang_plan.files.spreadsheets.reader import read_bytes, read_tables
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import SheetTable
from tests.spreadsheets import MAIN, honest, packed, parts, sheet_xml, text_row, workbook

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def plain(**more: str) -> dict[str, str]:
    return parts(sheet_xml(honest()), **more)


def with_part(name: str, content: str) -> bytes:
    return packed({**plain(), name: content})


def nested(deep: int) -> str:
    return sheet_xml("<a>" * deep + "</a>" * deep)


def encrypted() -> bytes:
    content = bytearray(packed(plain()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an entity bomb in a sheet": (
        lambda: packed(parts(BOMB + "]>" + sheet_xml(text_row(1, "&j;")))),
        "it declares XML entities",
    ),
    "an entity bomb in the strings": (
        lambda: with_part("xl/sharedStrings.xml", BOMB + f']><sst xmlns="{MAIN}"><si><t>&j;</t></si></sst>'),
        "it declares XML entities",
    ),
    "an external entity": (
        lambda: packed(parts('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + sheet_xml(honest()))),
        "it declares XML entities",
    ),
    "entities hidden in UTF-16": (
        lambda: packed(
            {**plain(), "xl/worksheets/sheet1.xml": (BOMB + "]>" + sheet_xml("")).encode("utf-16")}
        ),
        "it declares XML entities",
    ),
    "a zip bomb": (
        lambda: packed(parts(sheet_xml(honest(), behind=" " * (30 << 20)))),
        "it unfolds out of all proportion",
    ),
    "a zip bomb in the strings": (
        lambda: with_part("xl/sharedStrings.xml", "<sst>" + "0" * (30 << 20)),
        "it unfolds out of all proportion",
    ),
    "too large by what it holds": (
        lambda: packed(
            parts(sheet_xml("".join(f'<row r="{n}" spans="{n * 7919}"/>' for n in range(1, 900_000))))
        ),
        "it is too large",
    ),
    "a million rows": (
        lambda: packed(parts(sheet_xml("".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))))),
        "it is too large",
    ),
    "a far row": (lambda: packed(parts(sheet_xml(honest(text_row(1_048_576, "a", "1"))))), "it is too large"),
    "a row beyond all numbers": (
        lambda: packed(parts(sheet_xml(honest(f'<row r="{"9" * 5000}"/>')))),
        "it is too large",
    ),
    "a far column": (
        lambda: packed(parts(sheet_xml(honest('<row r="3"><c r="XFD3"><v>1</v></c></row>')))),
        "it is too large",
    ),
    "too many cells": (
        lambda: packed(
            parts(sheet_xml("".join(f"<row>{f'<c><v>{n}</v></c>' * 151}</row>" for n in range(2000))))
        ),
        "it is too large",
    ),
    "too many merged areas": (
        lambda: packed(
            parts(
                sheet_xml(honest(), behind="".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 10_002)))
            )
        ),
        "it is too large",
    ),
    "too many parts": (
        lambda: packed({**plain(), **{f"xl/media/{n}": "" for n in range(5001)}}),
        "it unfolds out of all proportion",
    ),
    "large styles": (
        lambda: with_part("xl/styles.xml", "".join(map(str, range(900_000)))),
        "it is too large",
    ),
    "encrypted by Office": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900,
        "it has a password; take the password off",
    ),
    "an encrypted zip": (encrypted, "it is encrypted"),
    "an old .xls": (
        lambda: OLE + "Workbook".encode("utf-16-le") + b"\0" * 900,
        "it is an old .xls; open it in a spreadsheet, save it as .xlsx",
    ),
    "a web page": (lambda: b"\xef\xbb\xbf\n<HTML><table><tr><td>1", "it is a web page (HTML)"),
    "a web page in UTF-16": (lambda: "<html><table>".encode("utf-16"), "it is a web page (HTML)"),
    "an XML spreadsheet": (lambda: b'<?xml version="1.0"?><Workbook/>', "it is XML"),
    "a zip archive": (lambda: packed({"a.txt": "x"}), "it is a zip archive, no spreadsheet"),
    "a Word document": (
        lambda: packed({"[Content_Types].xml": "", "word/document.xml": ""}),
        "it is a Word document",
    ),
    "an .ods": (lambda: packed({"mimetype": "x", "content.xml": ""}), "it is an OpenDocument file (.ods)"),
    "an .xlsb": (lambda: packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "it is a binary .xlsb"),
    "a strict workbook": (
        lambda: packed(
            {
                **plain(),
                "xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
            }
        ),
        "it is a Strict Open XML workbook",
    ),
    "cut off": (lambda: packed(plain())[:-200], "it is damaged or cut off"),
    "cut off early": (lambda: packed(plain())[:40], "it is damaged or cut off"),
    "damaged within": (
        lambda: packed(plain()).replace(b"worksheets/sheet1.xml", b"worksheets/sheet2.xml", 1),
        "it is damaged or cut off",
    ),
    "no XML within": (lambda: packed(parts("not xml at all")), "it is damaged or cut off"),
    "a number beyond all": (
        lambda: packed(parts(sheet_xml(text_row(1, f'<c r="A1"><v>{"9" * 6000}</v></c>')))),
        "it is damaged or cut off",
    ),
    "a string that is not there": (
        lambda: packed(parts(sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'))),
        "it is damaged or cut off",
    ),
    "no sheet": (
        lambda: packed({**plain(), "xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'}),
        "it holds no sheet",
    ),
    "a PDF": (lambda: b"%PDF-1.7", "it is a PDF, no table"),
    "a picture": (lambda: b"\x89PNG\r\n", "it is a picture, no table"),
    "binary": (lambda: b"\x80\0\xff\0\x81", "it is no table of text"),
}


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_named(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_tables(make(), "a.xlsx")
    assert refused.value.words.en.startswith("a.xlsx: ")
    assert said in refused.value.words.en
    assert refused.value.words.zh.startswith("a.xlsx ")
    assert any("一" <= sign <= "鿿" for sign in refused.value.words.zh)
    assert refused.value.exit_code == 3


def one(content: bytes) -> SheetTable:
    (table,) = read_tables(content, "a.xlsx")
    return table


READ: dict[str, Callable[[], bytes]] = {
    "macros": lambda: with_part("xl/vbaProject.bin", "Sub Auto_Open()"),
    "external links": lambda: with_part(
        "xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>'
    ),
    "a wrong dimension": lambda: packed(parts(sheet_xml(honest(), before='<dimension ref="A1"/>'))),
    "a dimension beyond all": lambda: packed(
        parts(sheet_xml(honest(), before='<dimension ref="A1:XFD1048576"/>'))
    ),
    "a merged area over all": lambda: packed(
        parts(sheet_xml(honest(), behind='<mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells>'))
    ),
    "a picture that unfolds to much": lambda: with_part("xl/media/image1.png", "0" * (60 << 20)),
}


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_what_is_only_strange_is_read(make: Callable[[], bytes]) -> None:
    assert [row.texts for row in one(make()).rows] == [
        ("指标", "完成值", "日期"),
        ("stations", "1800", "2021-06-30"),
    ]


def test_a_formula_has_its_result_or_is_marked() -> None:
    row = text_row(
        3,
        "stations",
        '<c r="B3"><f>1+1</f><v>2</v></c>',
        '<c r="C3"><f>1+1</f></c>',
        '<c r="D3"><f ca="1">A1</f><v></v></c>',
        '<c r="E3"><f t="shared" si="0"/></c>',
        '<c r="F3"><v>5</v></c>',
    )
    table = one(packed(parts(sheet_xml(honest(row)))))
    assert table.rows[2].texts == ("stations", "2", "", "", "", "5")
    assert set(table.faults) == {(3, 3), (3, 4), (3, 5)}


def test_the_bounds_leave_room_for_ten_thousand_rows(tmp_path: Path) -> None:
    rows = [("指标", "完成值"), *((f"t-{n}", n) for n in range(10_000))]
    table = one(workbook(tmp_path / "a.xlsx", rows).read_bytes())
    assert len(table.rows) == 10_001
    assert table.rows[-1].texts == ("t-9999", "9999")


def test_a_file_beyond_the_bound_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jinjiang_plan.files.spreadsheets.reader.MOST_BYTES", 100)
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 101)
    with pytest.raises(Refusal, match="too large"):
        read_bytes(path)
    path.write_bytes(b"x" * 100)
    assert len(read_bytes(path)) == 100


def test_what_is_not_there_or_may_not_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="there is no file") as missing:
        read_bytes(tmp_path / "a.csv")
    assert missing.value.exit_code == 2
    with pytest.raises(Refusal, match="a folder, not a file") as folder:
        read_bytes(tmp_path)
    assert folder.value.exit_code == 3


def test_more_rows_of_text_than_the_bound_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jinjiang_plan.files.spreadsheets.csv_table.TEXT_ROWS", 3)
    assert len(read_tables(b"a,b\n1,2\n\n3,4\n", "a.csv")[0].rows) == 3
    with pytest.raises(Refusal, match="too large"):
        read_tables(b"a,b\n1,2\n3,4\n5,6\n", "a.csv")
    with pytest.raises(Refusal, match="too large"):
        read_tables(b",".join([b"x"] * (limits.MOST_COLUMNS + 1)), "a.csv")


MANY = {
    "lines": "指标\n".encode() + b"x\n" * (2 * limits.TEXT_ROWS),
    "empty lines": "指标\n".encode() + b"\n" * (2 * limits.TEXT_ROWS),
    "lone returns": b"\r" * (2 * limits.TEXT_ROWS + 1),
    "cells": b",".join([b"x"] * 200) + b"\n" + (b"x," * 199 + b"x\n") * (limits.TEXT_CELLS // 200),
    "empty cells": (b"x" + b"," * 250 + b"\n") * (2 * limits.TEXT_CELLS // 250),
}


@pytest.mark.parametrize("content", MANY.values(), ids=MANY)
def test_more_lines_or_cells_of_text_than_the_bounds_are_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="too large"):
        read_tables(content, "a.csv")


if __name__ == "__main__":  # the seconds that each takes, for who changes the bounds
    for name, (make, _said) in REFUSED.items():
        content, begun = make(), process_time()
        try:
            read_tables(content, name)
        except Refusal as refusal:
            sys.stdout.write(f"{process_time() - begun:6.2f}  {refusal.words.en}\n")


DAMAGE: dict[str, Callable[[bytes, int], bytes]] = {
    "nine bytes cut out": lambda held, at: held[:at] + held[at + 9 :],
    "cut off": lambda held, at: held[:at],
    "a bit turned": lambda held, at: held[:at] + bytes([held[at] ^ (1 << at % 8)]) + held[at + 1 :],
    "four bytes overwritten": lambda held, at: held[:at] + b"\xff" * 4 + held[at + 4 :],
}
TEXT = "指标,完成值,日期\nstations,1800,2021-06-30\n"
HELD: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: packed(plain()),
    "UTF-8": TEXT.encode,
    "GB 18030": lambda: TEXT.encode("gb18030"),
    "UTF-16": lambda: TEXT.encode("utf-16"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("make", HELD.values(), ids=HELD)
def test_damage_at_any_place_is_read_or_refused(
    make: Callable[[], bytes], damage: Callable[[bytes, int], bytes]
) -> None:
    held = make()
    for at in range(0, len(held), 3):
        try:
            tables = read_tables(damage(held, at), "a.xlsx")
        except Refusal as refused:
            assert refused.exit_code == 3  # noqa: PT017 - either is right
        else:
            assert all(table.rows is not None for table in tables)
