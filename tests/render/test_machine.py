"""Machine formats: what is written reads back, by any reader of the format."""

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.machine import Envelope, as_json, as_jsonl, delimited, number

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (Decimal("1200.00"), 1200),
        (Decimal("21.5"), 21.5),
        (Fraction(1, 3), 0.333333333333),
        (Fraction(2, 3), 0.666666666667),
        (Fraction(-10), -10),
        (Fraction(3100, 3000), 1.03333333333),
        (Decimal("0.000123456789012"), 0.000123456789012),
        (7, 7),
    ],
)
def test_a_number_is_exact_to_twelve_significant_digits(
    value: Fraction | Decimal | int | None, expected: float | None
) -> None:
    assert number(value) == expected
    assert type(number(value)) is type(expected)


@given(st.fractions(min_value=-(10**15), max_value=10**15))
def test_a_number_in_json_is_right_to_twelve_digits(value: Fraction) -> None:
    written = json.dumps(number(value))
    read = Fraction(json.loads(written, parse_float=Decimal, parse_int=Decimal))
    assert abs(read - value) <= abs(value) * Fraction(1, 2 * 10**11)
    assert len(re.sub(r"e.*|[-.]|^-?0\.0*", "", written).strip("0")) <= 12


@given(st.recursive(st.none() | st.booleans() | TEXTS, lambda each: st.dictionaries(TEXTS, each, max_size=4)))
def test_json_reads_back_as_the_same(document: object) -> None:
    text = as_json(document)
    assert json.loads(text) == document
    assert COMMANDS.search(text) is None
    assert text.endswith("\n")


@given(st.lists(st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3), max_size=5))
def test_jsonl_is_one_object_a_line(records: list[dict[str, str]]) -> None:
    text = "".join(as_jsonl(records))
    assert text.count("\n") == len(records)
    assert [json.loads(line) for line in text.split("\n")[:-1]] == records
    assert COMMANDS.search(text) is None


def test_json_leaves_chinese_readable() -> None:
    assert as_json({"title": "5G基站"}) == '{\n  "title": "5G基站"\n}\n'


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_delimited_text_reads_back(delimiter: str) -> None:
    records: list[dict[str, object]] = [
        {"id": "a", "title": '逗号, "引号"', "value": 1.5, "goal": {"min": 60, "max": 70.5}},
        {"id": "b", "title": "line\nand\ttab", "value": None, "goal": None},
        {"id": "c", "title": " 'single' ", "value": 3000, "goal": True},
        {"id": "d", "title": "", "value": 0, "goal": ["x", "y"]},
    ]
    text = delimited(records, delimiter)
    assert list(csv.reader(io.StringIO(text), delimiter=delimiter)) == [
        ["id", "title", "value", "goal"],
        ["a", '逗号, "引号"', "1.5", "60..70.5"],
        ["b", r"line\x0aand\x09tab", "", ""],
        ["c", " 'single' ", "3000", "true"],
        ["d", "", "0", "x;y"],
    ]


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(",\t"))
def test_delimited_text_is_one_line_a_record_whatever_it_holds(rows: list[list[str]], delimiter: str) -> None:
    text = delimited([{"one": one, "two": two} for one, two in rows], delimiter)
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert len(read) == len(rows) + 1
    assert all(len(row) == 2 for row in read)
    assert COMMANDS.search(text.replace("\t", "") if delimiter == "\t" else text) is None


def test_nothing_to_tell_is_an_empty_table() -> None:
    assert delimited([], ",") == ""
    assert list(as_jsonl([])) == []


def test_every_document_begins_alike_and_says_its_body_last() -> None:
    moment = datetime.fromisoformat("2021-07-05T10:00:00+08:00")
    whole = Envelope(
        date(2021, 6, 30), moment, {"from": "2021-01-01"}, ["eu/1", "cn/1", "eu/1"], "zh", sample=True
    )

    assert list(whole.around({"rows": []}).items()) == [
        ("format", 1),
        ("as_of", "2021-06-30"),
        ("known_at", "2021-07-05T10:00:00+08:00"),
        ("from", "2021-01-01"),
        ("profile", "cn/1,eu/1"),
        ("lang", "zh"),
        ("sample", True),
        ("rows", []),
    ]


def test_a_head_says_that_nothing_is_replayed_or_judged_and_leaves_out_what_it_has_not() -> None:
    assert Envelope(date(2021, 6, 30), profiles=[]).around({}) == {
        "format": 1,
        "as_of": "2021-06-30",
        "known_at": None,
        "profile": "",
    }
    assert Envelope().around({"entries": []}) == {"format": 1, "entries": []}
