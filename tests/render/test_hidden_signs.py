"""Texts from files in machine formats: no formula in a spreadsheet, no sign that hides, and nothing lost."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.machine import as_json, as_jsonl, delimited
from jinjiang_plan.render.width import visible
from tests.build import PLAN_HEAD, call, write_plan

Capture = pytest.CaptureFixture[str]


def cell(value: object, delimiter: str = ",") -> str:
    (row,) = csv.DictReader(io.StringIO(delimited([{"a": value}], delimiter)), delimiter=delimiter)
    return str(row["a"])


@pytest.mark.parametrize("delimiter", [",", "\t"], ids=["csv", "tsv"])
@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+86 28", "'+86 28"),
        ("-5", "'-5"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (["=1", "plain"], "'=1;plain"),
        (["plain", "@x"], "plain;'@x"),
        ("a=b", "a=b"),
        ("5G stations", "5G stations"),
        ("'quoted", "'quoted"),
        ("", ""),
        (-5, "-5"),
        (-0.5, "-0.5"),
        (Decimal("-1.25"), "-1.25"),
        (1200, "1200"),
        (True, "true"),
        (None, ""),
    ],
)
def test_a_text_that_begins_like_a_formula_is_kept_a_text(
    value: object, written: str, delimiter: str
) -> None:
    assert cell(value, delimiter) == written


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_text_becomes_a_formula(text: str) -> None:
    written = cell(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.removeprefix("'") == visible(text).removeprefix("'")


def test_a_title_like_a_formula_is_safe_in_every_spreadsheet(capsys: Capture, tmp_path: Path) -> None:
    target = '[target.t]\ntitle = "=cmd|x"\nkind = "level"\nbaseline = { value = -3 }\ngoal = { value = 5 }\n'
    write_plan(tmp_path / "plans", head=PLAN_HEAD + target)
    for words in (["list"], ["status"]):
        _, out, _ = call(capsys, *words, "-f", "csv", plans=tmp_path / "plans")
        (row,) = csv.DictReader(io.StringIO(out))
        assert (row["title"], row["baseline"]) == ("'=cmd|x", "-3")


HIDDEN = {
    "a Hangul filler": "\u3164",
    "a tag letter": "\U000e0041",
    "a grapheme joiner": "\u034f",
    "a half-width filler": "\uffa0",
    "an empty Braille cell": "\u2800",
    "a choseong filler": "\u115f",
    "a vowel separator": "\u180e",
    "a right-to-left override": "\u202e",
    "a zero-width joiner": "\u200d",
    "a soft hyphen": "\u00ad",
    "a line separator": "\u2028",
    "an escape": "\x1b",
    "a C1 control": "\x9b",
    "a delete": "\x7f",
    "half of a pair": "\ud800",
    "a sign of nobody's": "\U000e0fff",
}
hidden = pytest.mark.parametrize("sign", HIDDEN.values(), ids=HIDDEN)


@hidden
def test_a_sign_that_hides_is_written_out(sign: str) -> None:
    code = ord(sign)
    written = f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    assert visible(sign) == written
    assert visible(f"锦{sign}江") == f"锦{written}江"


@hidden
def test_json_keeps_a_sign_that_hides_as_an_escape(sign: str) -> None:
    document = {"text": f"锦{sign}江", f"key{sign}": [sign]}
    for text in (as_json(document), *as_jsonl([document])):
        assert json.loads(text) == document
        assert sign not in text
        assert "锦" in text


@pytest.mark.parametrize(
    "text", ["锦江区", "５Ｇ", "é", "e\u0301", "か\u3099", "😀", "ﷺ", "a b", "㎡", "\u3000"]
)
def test_what_shows_is_left_as_it_is(text: str) -> None:
    assert text == "\u3000" or visible(text) == text
    assert json.loads(as_json(text)) == text


@given(st.text(max_size=30))
def test_json_of_any_text_parses_back(text: str) -> None:
    assert json.loads(as_json({"text": text})) == {"text": text}
    (line,) = as_jsonl([{"text": text}])
    assert json.loads(line) == {"text": text}
    assert line.count("\n") == 1
    assert not [sign for sign in line[:-1] if category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
