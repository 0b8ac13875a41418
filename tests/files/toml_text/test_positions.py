from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinjiang_plan.files.toml_text.positions import Positions

Route = tuple[str | int, ...]

KEYS = st.one_of(
    st.text(alphabet="abz09-_", min_size=1, max_size=5),
    st.text(alphabet="a.#=[]\"'\\ 目标\t\n", max_size=4),
)
SCALARS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="a\"'\\\n\r\t#=[]{},，“”", max_size=12),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(),
    st.times().map(lambda each: each.replace(microsecond=0)),
    st.datetimes().map(lambda each: each.replace(microsecond=0, tzinfo=UTC)),
    st.decimals(-1000, 1000, places=3),
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(KEYS, inner, max_size=3),
            st.lists(st.dictionaries(KEYS, inner, max_size=3), min_size=1, max_size=3),
        ),
        max_leaves=12,
    ),
    max_size=4,
)


def leaves(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:  # noqa: ANN401 - any TOML value
    """Every value of a document that holds no other, with the way to it."""
    if isinstance(value, dict) and (value or not route):
        for key, inner in value.items():
            yield from leaves(inner, (*route, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*route, index))
    else:
        yield route, value


def offset(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def value_at(text: str, start: int) -> list[Any]:
    """What the text from an offset can be read as: the shortest pieces first, up to the line's end or further."""
    ends = [at for at in range(start + 1, len(text) + 1) if at == len(text) or text[at] in ",]}\n\r #\t"]
    read = []
    for end in ends:
        try:
            read.append(tomli.loads(f"x = {text[start:end]}\n", parse_float=Decimal)["x"])
        except tomli.TOMLDecodeError:
            continue
    return read


def assert_all_found(text: str) -> None:
    """Each value is found at a place from which it reads back."""
    data = tomli.loads(text, parse_float=Decimal)
    positions = Positions(text)
    for route, value in leaves(data):
        start = offset(text, *positions.find(route))
        if value == {} and text[start] == "[":  # a table with nothing in it, found at its header
            continue
        assert value in value_at(text, start), (route, value, text[start : start + 20])


@given(TREES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_of_a_written_document_is_found_where_it_stands(tree: dict[str, Any]) -> None:
    assert_all_found(tomli_w.dumps(tree))


@given(TREES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_is_found_with_long_texts_and_other_line_ends(tree: dict[str, Any]) -> None:
    assert_all_found(tomli_w.dumps(tree, multiline_strings=True, indent=1))


LAYOUTS = {
    "dotted keys": 'a.b = 1\na . "c d" . e = 2\na.f.g = 3\n[x]\ny.z = 4\n"y".w = 5\n',
    "tables in any order": "[a.b.c]\nx = 1\n[a]\ny = 2\n[a.b]\nz = 3\n",
    "arrays of tables": "[[a]]\nx = 1\n[a.b]\ny = 2\n[[a.c]]\nz = 3\n[[a.c]]\nz = 4\n[[a]]\n[[a.c]]\nz = 5\n",
    "array within an array": "x = [[1, 2], [], [[3]], { y = [4, { z = 5 }] }]\n",
    "inline tables": "a = { b = 1, c = { d = 2 }, e.f = 3, 'g h' = 4 }\n",
    "inline table over lines": "a = {\n  b = 1, # one ] }\n  c = 2,\n}\nd = 3\n",
    "array with comments": 'a = [ # one ] "\n  1, # two\n\n  2\n  , 3,\n]\nb = 4\n',
    "quoted keys": '"a.b" = 1\n\'c"d\' = 2\n"e\\u4e2d\\"" = 3\n["f]".\'g#\']\nx = 4\n"" = 5\n',
    "long texts": 'a = """\none "two" ""three""\\\n  four"""\nb = \'\'\'it\'s '
    "five"
    ' \'\'\'\nc = """x"""""\nd = 1\n',
    "empty texts": "a = \"\"\nb = ''\nc = \"\"\"\"\"\"\nd = ''''''\ne = 1\n",
    "text that looks like TOML": "a = \"[b]\\nc = 1 # x\"\nb = '''\n[c]\nd = 1\n'''\ne = 2\n",
    "days and moments": "a = 2021-06-30\nb = 2021-06-30 07:32:00\nc = 2021-06-30T07:32:00.5+08:00\nd = 07:32:00\ne = 1\n",
    "numbers": "a = +1_000\nb = 0xFF\nc = 1e3\nd = -0.5\ne = inf\nf = 0b1\n",
    "odd spaces": "  a\t=\t1   # x\n\n\t[ b . c ]\t# y\n x=2\n[[ d ]]\ny =3",
    "CRLF": "a = 1\r\n[b]\r\nc = [\r\n 1,\r\n 2 ]\r\nd = '''\r\nx'''\r\ne = 5\r\n",
    "Chinese": "a = { zh = \"中，文“”\", en = 'b' } # 注释\nc = '目标'\n",
    "no newline at the end": "a = 1",
    "a comment alone": "# a = 1",
    "nothing": "",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_every_value_is_found_however_people_lay_it_out(text: str) -> None:
    assert_all_found(text)


@given(st.text(alphabet="ab.=[]{}\"'\\,# \n1-:T_éu", max_size=40))
@settings(deadline=None)
def test_any_text_that_parses_can_be_searched(text: str) -> None:
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError):  # also of numbers too large to be read
        return
    for route, _ in leaves(data):
        assert Positions(text).find(route)


@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.lists(st.tuples(st.integers(0, 200), st.text(max_size=2)), max_size=3),
)
@settings(deadline=None)
def test_a_layout_with_marks_put_in_can_be_searched_where_it_still_parses(
    name: str, marks: list[tuple[int, str]]
) -> None:
    text = LAYOUTS[name]
    for at, mark in marks:
        text = text[:at] + mark + text[at:]
    try:
        tomli.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError):  # also of numbers too large to be read
        return
    Positions(text)


@pytest.mark.parametrize(
    ("route", "key", "expected"),
    [
        pytest.param(("format",), False, (2, 10), id="a value"),
        pytest.param(("format",), True, (2, 1), id="its key"),
        pytest.param(("target", "x", "title", "en"), False, (5, 29), id="a value behind Chinese"),
        pytest.param(("target", "x", "goal", "value"), False, (6, 16), id="a dotted key's value"),
        pytest.param(("target", "x", "goal", "value"), True, (6, 3), id="a dotted key"),
        pytest.param(("target", "x", "tags", 1), False, (8, 3), id="an entry of an array"),
        pytest.param(("target", "x"), True, (4, 2), id="a header's key"),
        pytest.param(("target", "x"), False, (4, 1), id="a header"),
        pytest.param(
            ("target", "x", "milestone", 1, "on"), False, (13, 6), id="the second table of an array"
        ),
        pytest.param(("target", "x", "kind"), True, (4, 2), id="a missing key, at its table"),
        pytest.param(("target", "x", "goal", "op", "deep"), True, (6, 3), id="a missing key, at the nearest"),
        pytest.param(("nowhere",), False, (1, 1), id="what stands nowhere"),
    ],
)
def test_keys_and_values_are_told_apart(route: Route, *, key: bool, expected: tuple[int, int]) -> None:
    text = (
        "# 计划\nformat = 1\n\n[target.x]\ntitle = { zh = '五个字的', en = 'a' }\n"
        "  goal.value = 3\ntags = ['b',\n  'c',\n]\n[[target.x.milestone]]\non = 1\n"
        "[[target.x.milestone]]\non = 2\n"
    )
    assert Positions(text).find(route, key=key) == expected


@pytest.mark.parametrize(
    ("text", "route", "line"),
    [
        pytest.param("a = 1\n[b.c]\nx = 1\n", ("b",), 2, id="a table that only its parts name"),
        pytest.param("a = 1\n[[b.c]]\nx = 1\n", ("b",), 2, id="an array's table that only its parts name"),
        pytest.param("a = 1\n[b.c.d]\nx = 1\n", ("b", "c", "missing"), 2, id="a missing key of such a table"),
    ],
)
def test_a_table_without_a_header_is_found_at_the_first_that_names_it(
    text: str, route: Route, line: int
) -> None:
    assert Positions(text).find(route, key=True)[0] == line


def test_values_of_every_type_are_read_back_alike() -> None:
    text = "a = 2021-06-30\nb = 07:00:00\nc = 2021-06-30T07:00:00Z\n"
    assert dict(leaves(tomli.loads(text))) == {
        ("a",): date(2021, 6, 30),
        ("b",): time(7),
        ("c",): datetime(2021, 6, 30, 7, tzinfo=UTC),
    }
    assert_all_found(text)
