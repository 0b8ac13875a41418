"""What the parser lets pass: marks, line ends, syntax of TOML 1.1, unsafe signs."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.files.toml_text.fixes import mended
from jinjiang_plan.files.toml_text.parse import MARK
from jinjiang_plan.files.toml_text.text_rules import text_findings


def told(text: str, *, marked: bool = False) -> list[str]:
    tomli.loads(text)
    found = text_findings(text, "f", marked=marked, parses=True)
    return [f"{each.line}:{each.column} {each.code} {each.words.en}" for each in found]


LATER = "TOML 1.0 has no such thing: "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a = {\n  b = 1 }\n", [f"1:5 JP006 {LATER}an inline table over several lines"], id="over lines"),
        pytest.param("a = { b = 1 # c\n}\n", [f"1:5 JP006 {LATER}an inline table over several lines"], id="a comment in it"),
        pytest.param("a = { b = 1\n, c = 2,\n}\n", [f"1:5 JP006 {LATER}an inline table over several lines"], id="one cause"),
        pytest.param("a = { b = 1, }\n", [f"1:12 JP006 {LATER}a comma at the end of an inline table"], id="last comma"),
        pytest.param("a = { b = { c = 1, } }\n", [f"1:18 JP006 {LATER}a comma at the end of an inline table"], id="inner"),
        pytest.param("a = 10:30\nb = 2021-06-30T10:00+08:00\n", [f"1:5 JP006 {LATER}a time without seconds", f"2:16 JP006 {LATER}a time without seconds"], id="times"),
        pytest.param('a = "\\x41"\n', [f"1:6 JP006 {LATER}the escape `\\x41`"], id="an escape"),
        pytest.param('a = "\\\\x41 \\\\e"\n', [], id="two backslashes are none"),
        pytest.param("a = '\\e'\n", [], id="a literal text has no escapes"),
        pytest.param("a = [\n  1,\n  2,\n]\n", [], id="an array may"),
        pytest.param("a = { b = [\n  1,\n  2,\n] }\n", [], id="an array in a table may"),
        pytest.param('a = "{"\nb = "x, }"\n# {,\n', [], id="strings and comments"),
        pytest.param("a = 10:30:00\nb = 2021-06-30T10:00:00+08:00\nc = 2021-06-30 10:00:00Z\n", [], id="whole times"),
        pytest.param('a = """\n10:30 {\n, }\n"""\n', [], id="long texts"),
    ],
)  # fmt: skip
def test_what_editors_of_toml_1_0_refuse_is_found(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("blank", [" \t", "\n", "# ", "\n# , #"])
def test_a_text_that_would_take_a_careless_scanner_minutes_is_read_to_its_end(blank: str) -> None:
    text = f"a = {{ b = 1, }}\nc = [1,{blank * 20_000}\n2]\n"
    assert told(text) == [f"1:12 JP006 {LATER}a comma at the end of an inline table"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('a = "\u202e"\n', ["1:6 JP107 a sign that turns text round, U+202E"], id="raw"),
        pytest.param('a = "b\\u202ec"\n', ["1:7 JP107 a sign that turns text round, U+202E"], id="escaped"),
        pytest.param('a = "b\\u001b[2J"\n', ["1:7 JP107 a control character, U+001B"], id="a control character"),
        pytest.param('a = "b\\rc\\b"\n', ["1:7 JP107 a control character, U+000D", "1:10 JP107 a control character, U+0008"], id="short"),
        pytest.param('# \u200b\na = "\u3164"\n', ["1:3 JP107 a sign that nobody sees, U+200B", "2:6 JP107 a sign that nobody sees, U+3164"], id="hidden"),
        pytest.param('a = """x\\U0000202Ey"""\n', ["1:9 JP107 a sign that turns text round, U+202E"], id="a long escape"),
        pytest.param('a = "\\n\\t\\\\u202e \\u4e2d"\n', [], id="what is safe"),
        pytest.param("a = '\\u202e'\n", [], id="a literal text"),
        pytest.param('a = """x\r\ny"""\r\n', [], id="line ends"),
    ],
)  # fmt: skip
def test_unsafe_signs_are_found_raw_and_escaped(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_mark_and_line_ends_of_two_kinds_are_found_and_mended() -> None:
    text = "a = 1\r\nb = 2\nc = 3\n"
    assert told(text, marked=True) == [
        "1:1 JP005 the file begins with a byte order mark",
        "1:6 JP005 line ends of two kinds: 1 differ from the rest",
    ]
    fixes = [each.fix for each in text_findings(text, "f", marked=True, parses=True) if each.fix]
    assert mended(MARK + text, fixes, ledger=True).text == "a = 1\nb = 2\nc = 3\n"


@given(st.lists(st.sampled_from(["a\n", "b\r\n"]), max_size=8).map("".join))
def test_line_ends_become_those_of_the_most(text: str) -> None:
    found = text_findings(text, "f", marked=False, parses=False)
    windows, lone = text.count("\r\n"), text.count("\n") - text.count("\r\n")
    assert len(found) == int(bool(windows and lone))
    fixes = [each.fix for each in found if each.fix]
    after = mended(text, fixes, ledger=False).text
    assert (after.count("\r\n") in (0, after.count("\n"))) is True
    assert after.replace("\r", "") == text.replace("\r", "")


@pytest.mark.parametrize(
    "text",
    [
        'x = "' + "{" * 200_000 + '"\n',
        "# " + ",#" * 200_000 + "\n{",
        "x = { a = [\n" + "1,\n" * 50_000 + "] }\n",
        "x = [" + "1," * 100_000 + "]\n",
        " " * 200_000,
        'x = "' + "\\\\" * 100_000 + '\\e"\n',
    ],
    ids=["braces", "commas", "lines", "an array", "blanks", "backslashes"],
)
def test_a_text_that_would_take_a_careless_scanner_minutes_is_looked_through(text: str) -> None:
    assert isinstance(text_findings(text, "f", marked=False, parses=True), list)
