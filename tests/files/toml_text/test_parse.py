import os
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.files.toml_text.parse import parse_toml, plain_number, quoted, read_toml
from jinjiang_plan.model.finding import Document, Finding


def finding(text: str) -> Finding:
    found = parse_toml(text, "plan.toml")
    assert isinstance(found, Finding)
    return found


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        pytest.param("x = “a”\n", "JP002", "plan.toml:1:5", id="full-width quotes"),
        pytest.param("x = [1，2]\n", "JP002", "plan.toml:1:7", id="full-width comma"),
        pytest.param("y = 1\nx ＝ 1\n", "JP002", "plan.toml:2:3", id="full-width equals"),
        pytest.param('x = "甲，乙"，\n', "JP002", "plan.toml:1:10", id="the comma behind the text"),
        pytest.param("x = ［1]\n", "JP002", "plan.toml:1:5", id="full-width bracket"),
        pytest.param("　x = 1\n", "JP002", "plan.toml:1:1", id="full-width space"),
        pytest.param("[a]\nx = 1\nx = 2\n", "JP003", "plan.toml:3:1", id="key twice"),
        pytest.param("[a]\n  x = 1\n  x = 2\n", "JP003", "plan.toml:3:3", id="key twice, indented"),
        pytest.param("[a]\n[b]\n[a]\n", "JP003", "plan.toml:3:1", id="table twice"),
        pytest.param("x = { b = 1, b = 2 }\n", "JP003", "plan.toml:1:14", id="key twice in one table"),
        pytest.param("x = 2021-02-30\n", "JP001", "plan.toml:1:5", id="no such day"),
        pytest.param("a = 1\nx = \n", "JP001", "plan.toml:2:5", id="no value"),
        pytest.param("x\n", "JP001", "plan.toml:1:2", id="no equals sign"),
        pytest.param("x = 1 y = 2\n", "JP001", "plan.toml:1:7", id="two entries on a line"),
        pytest.param("x = True\n", "JP001", "plan.toml:1:5", id="a word for a value"),
        pytest.param("= 1\n", "JP001", "plan.toml:1:1", id="no key"),
        pytest.param("# ，\nx = \n", "JP001", "plan.toml:2:5", id="full-width only in a comment"),
        pytest.param("x = '，'\ny = \n", "JP001", "plan.toml:2:5", id="full-width only in a text"),
        pytest.param("x = [1\n", "JP001", "plan.toml:2:1", id="array left open"),
        pytest.param("x = { a = 1", "JP001", "plan.toml:1:12", id="table left open"),
        pytest.param("a = 1\r\nx = “a”\r\n", "JP002", "plan.toml:2:5", id="CRLF"),
        pytest.param("x = 07\n", "JP001", "plan.toml:1:5", id="leading zero"),
    ],
)
def test_a_syntax_error_is_found_at_its_character(text: str, code: str, place: str) -> None:
    found = finding(text)
    assert (found.code, found.place) == (code, place)
    assert all(found.words)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        pytest.param('x = "a\ny = 2\n', "引号", "not closed", id="right quote missing"),
        pytest.param("x = 'a\ny = 2\n", "引号", "not closed", id="right single quote missing"),
        pytest.param('x = """a\ny = 2\n', "引号", "not closed", id="long text left open"),
        pytest.param("x = 2021-02-30\n", "没有这一天", "no such day", id="30 February"),
        pytest.param("x = 2021-13-01\n", "没有这一天", "no such day", id="month 13"),
        pytest.param("x = 2021-04-00\n", "没有这一天", "no such day", id="day 0"),
        pytest.param("x = [1\n", "`]`", "`]`", id="array left open"),
        pytest.param("x = { a = 1", "`}`", "`}`", id="table left open"),
        pytest.param("[a]\n[a]\n", "写了两次", "written twice", id="table twice"),
    ],
)
def test_a_syntax_error_says_what_is_wrong_in_both_languages(text: str, zh: str, en: str) -> None:
    words = finding(text).words
    assert zh in words.zh
    assert en in words.en


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"x = {'9' * 5000}\n", id="a number of 5000 digits"),
        pytest.param("x = 1e99999999999999999999\n", id="an exponent beyond reckoning"),
        pytest.param(f"x = {'[' * 5000}{']' * 5000}\n", id="nested too deeply"),
        pytest.param("\x00\n", id="NUL"),
        pytest.param("x=1\r", id="a lone carriage return"),
        pytest.param("a=[1]\n[[a]]\n", id="an array that is closed"),
        pytest.param("[a\n", id="a header left open"),
    ],
)
def test_what_cannot_be_read_is_a_finding_and_no_error(text: str) -> None:
    found = finding(text)
    assert found.file == "plan.toml"
    assert all(found.words)


def test_a_line_number_never_lies_outside_the_text() -> None:
    assert finding("x = [").line == 1


@given(st.text(alphabet="ab=[]{}\"'.,# \n\r\\“，1-:T0e_+é", max_size=60))
@settings(deadline=None)
def test_any_text_is_a_document_or_a_finding_within_it(text: str) -> None:
    read = parse_toml(text, "plan.toml")
    if isinstance(read, Finding):
        lines = text.split("\n")
        assert 0 <= read.line <= len(lines)
        assert 0 <= read.column <= len(lines[max(0, read.line - 1)]) + 1
        assert all(read.words)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_a_document_or_a_finding(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    read = read_toml(path)
    assert read.file == str(path)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param("x = '成都'\n".encode("gb18030"), "1", id="GBK"),
        pytest.param("a = 1\nx = '成都'\n".encode("gb18030"), "2", id="GBK on line 2"),
        pytest.param("x = 1\n".encode("utf-16"), "1", id="UTF-16"),
    ],
)
def test_a_file_that_is_not_utf8_is_a_finding(tmp_path: Path, data: bytes, place: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(data)
    found = read_toml(path)
    assert isinstance(found, Finding)
    assert (found.code, found.place) == ("JP005", f"{path}:{place}")
    assert found.hint
    assert all((*found.words, *found.hint))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbfx = 0.1\ny = '\xe6\x88\x90'\n", id="BOM"),
        pytest.param(b"x = 0.1\r\ny = '\xe6\x88\x90'\r\n", id="CRLF"),
        pytest.param(b"\xef\xbb\xbfx = 0.1\r\ny = '\xe6\x88\x90'", id="BOM and CRLF, no end"),
    ],
)
def test_marks_and_line_ends_of_windows_are_accepted(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(data)
    read = read_toml(path)
    assert isinstance(read, Document)
    assert read.data == {"x": Decimal("0.1"), "y": "成"}


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.touch()
    assert read_toml(path) == Document(str(path), "", {})


def test_a_folder_in_a_files_place_is_a_finding(tmp_path: Path) -> None:
    found = read_toml(tmp_path)
    assert isinstance(found, Finding)
    assert (found.code, found.place) == ("JP000", str(tmp_path))


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, __: int) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "plan.toml").touch()
    monkeypatch.setattr(os, "open", refuse)
    found = read_toml(tmp_path / "plan.toml")
    assert isinstance(found, Finding)
    assert (found.code, found.words.en) == ("JP000", "cannot be read: permission denied")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=9))
@settings(deadline=None)
def test_a_fraction_is_read_exactly(value: Decimal) -> None:
    read = parse_toml(f"x = {value:f}\n", "plan.toml")
    assert isinstance(read, Document)
    assert f"{read.data['x']:f}" == f"{value:f}"


@given(st.text())
@settings(deadline=None)
def test_a_quoted_text_is_one_line_and_reads_back(text: str) -> None:
    assert "\n" not in quoted(text)
    assert tomli.loads(f"x = {quoted(text)}\n") == {"x": text}


@given(st.decimals(-(10**20), 10**20, allow_nan=False), st.integers(-9, 9))
@settings(deadline=None)
def test_a_number_is_written_whole_and_without_exponent(value: Decimal, power: int) -> None:
    number = value.scaleb(power)
    written = plain_number(number)
    assert "e" not in written.lower()
    assert Decimal(written) == number
