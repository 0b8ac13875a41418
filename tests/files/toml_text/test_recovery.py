"""Everything that is wrong with a text that is no TOML, each cause once, at its place, in words for people."""

import pytest

from jinjiang_plan.files.toml_text.parse import parsed
from jinjiang_plan.model.finding import Finding


def findings(text: str) -> list[Finding]:
    found = parsed(text, "plan.toml")
    assert isinstance(found, list)
    return found


def told(text: str) -> list[str]:
    return [f"{each.line}:{each.column} {each.code} {each.words.en}" for each in findings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x = “a”\n", ["1:5 JP002 full-width quotes `“ ”`"], id="quotes"),
        pytest.param("x = ‘a’\n", ["1:5 JP002 full-width quotes `‘ ’`"], id="single quotes"),
        pytest.param("x = 「a」\n", ["1:5 JP002 full-width quotes `「 」`"], id="corner quotes"),
        pytest.param('x = “a"\n', ['1:5 JP002 full-width quotes `“ "`'], id="the first quote alone"),
        pytest.param('x = "a”\n', ["1:7 JP002 full-width quote `”`"], id="the last quote alone"),
        pytest.param(
            "x = [1，2，3]\n",
            ["1:7 JP002 full-width punctuation `，`", "1:9 JP002 full-width punctuation `，`"],
            id="each comma",
        ),
        pytest.param("x ＝ ３０００\n", ["1:3 JP002 full-width punctuation `＝`", "1:5 JP002 full-width signs `３０００`"], id="digits"),
        pytest.param("x = 1 ＃ 注\n", ["1:7 JP002 full-width punctuation `＃`"], id="a comment"),
        pytest.param("x = “a\n", ["1:5 JP002 full-width punctuation `“`"], id="a quote that nothing closes"),
        pytest.param(
            "x = “a”\n\n[b\ny = 2\n",
            ["1:5 JP002 full-width quotes `“ ”`", "3:3 JP001 the header is not closed: `]` is missing"],
            id="and what else there is",
        ),
        pytest.param("a = 你好，世界\n", ["1:5 JP001 a text has no quotes"], id="a sentence without quotes is one cause"),
        pytest.param("目标 = 1\n单位 = “座”\n", ["1:1 JP004 the Chinese key `目标` has no quotes", "2:1 JP004 the Chinese key `单位` has no quotes", "2:6 JP002 full-width quotes `“ ”`"], id="Chinese keys"),
        pytest.param("[目标.x]\na = { 值 = 1 }\n", ["1:2 JP004 the Chinese key `目标` has no quotes", "2:7 JP004 the Chinese key `值` has no quotes"], id="in headers and tables"),
        pytest.param("u = 座\nd = 2021/6/30\nn = 1,800\n", ["1:5 JP001 a text has no quotes", "2:5 JP001 a day is not written like this", "3:5 JP001 a number has no thousands separators"], id="one error behind another"),
        pytest.param("g = { value = 105亿元 }\nt = True\nf = .5\n", ["1:15 JP001 a number has no unit behind it", "2:5 JP001 yes and no are not written like this", "3:5 JP001 a digit must stand on either side of the point"], id="mistyped values"),
        pytest.param("a = [1, 2\nb = 座\n", ["2:1 JP001 the array is not closed: `]` is missing", "2:5 JP001 a text has no quotes"], id="behind an open array"),
        pytest.param('a = "\\d"\n', ["1:6 JP001 a `\\` in a text is written `\\\\`"], id="a lone backslash"),
        pytest.param("[a]\nx = 1\nx = 2\n[a]\n[b]\ny = 座\n", ["3:1 JP003 `x` is written twice", "4:1 JP003 the table `a` is written twice", "6:5 JP001 a text has no quotes"], id="twice, and more"),
        pytest.param("a = { b = 1, b = 2 }\na = { b = 3 }\n", ["1:14 JP003 `b` is written twice", "2:1 JP003 `a` is written twice"], id="what a second table holds is no cause of its own"),
        pytest.param('a = "x\x1by"\nb = 座\n', ["1:7 JP107 a control character, U+001B", "2:5 JP001 a text has no quotes"], id="a control character"),
        pytest.param("a = 1\rb = 2\n", ["1:6 JP107 a control character, U+000D"], id="a lone carriage return"),
        pytest.param("<<<<<<< HEAD\na = 1\n=======\na = 座\n>>>>>>> other\n", ["1:1 JP007 a merge conflict has not been resolved"], id="a conflict is one cause"),
        pytest.param("a = 1\n>>>>>>> other\n", ["2:1 JP007 a merge conflict has not been resolved"], id="half a conflict"),
    ],
)  # fmt: skip
def test_each_cause_is_told_once_at_its_place(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("座", '"座"'),
        ("2021/6/3", "2021-06-03"),
        ("2021年6月30日", "2021-06-30"),
        ("2021.6.30", "2021-06-30"),
        ("1,800.5", "1800.5"),
        ("007", "7"),
        ("5.", "5.0"),
        (".5", "0.5"),
        ("yes", "true"),
        ("False", "false"),
        ("105亿元", "105"),
        ("60%", "60"),
        ("Chengdu", '"Chengdu"'),
    ],
)
@pytest.mark.parametrize("place", ["x = {}\n", "x = {{ y = {} }}\n", "x = 1\ny = {} # z\n"])
def test_a_mistyped_value_is_answered_with_what_to_write(place: str, value: str, hint: str) -> None:
    (found,) = findings(place.format(value))
    assert found.code == "JP001"
    assert found.hint
    assert f"`{hint}`" in found.hint.zh
    assert f"`{hint}`" in found.hint.en
    line = place.format(value).split("\n")[found.line - 1]
    assert line[found.column - 1 : found.end_column - 1] == value


def test_a_bracket_that_is_not_closed_shows_where_it_is_opened() -> None:
    (found,) = findings("a = 1\nb = [1, [2], 3\n")
    assert [(each.line, each.column) for each in found.related] == [(2, 5)]


def test_both_places_of_what_is_there_twice_are_shown() -> None:
    (found,) = findings("[a]\nlong-key = 1\n[b]\n[a]\n")
    assert [(each.line, each.column, each.end_column) for each in found.related] == [(1, 1, 4)]
    assert found.entry == "a"


LINE = '2021-06-30 = {{ value = {}, recorded = 2021-07-0{}T09:00:00+08:00, by = "a" }}\n'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([LINE.format(5, 1), LINE.format(6, 2)], ["line 3 was recorded later: as a revision its key is `2021-06-30-r2`"]),
        ([LINE.format(5, 3), LINE.format(6, 2)], ["line 2 was recorded later: as a revision its key is `2021-06-30-r2`"]),
        ([LINE.format(5, 1), LINE.format(5, 1)], ["the two are equal: delete line 3"]),
        (
            [LINE.format(5, 1), LINE.format(6, 2), LINE.format(7, 3)],
            ["line 3 was recorded later: as a revision its key is `2021-06-30-r2`",
             "line 4 was recorded later: as a revision its key is `2021-06-30-r3`"],
        ),
        (
            [LINE.format(5, 1), LINE.format(6, 2), LINE.format(7, 3).replace("30 =", "30-r2 =")],
            ["line 3 was recorded later: as a revision its key is `2021-06-30-r3`"],
        ),
        ([LINE.format(5, 1), "2021-06-30 = { value = 1 }\n"], ["make the one recorded later a revision, its key `2021-06-30-r2`"]),
    ],
)  # fmt: skip
def test_two_reports_for_a_day_come_with_the_way_out(lines: list[str], said: list[str]) -> None:
    found = [each for each in findings("[report]\n" + "".join(lines)) if each.code == "JP003"]
    assert [each.words.en for each in found] == ["there are two reports for 2021-06-30"] * len(said)
    for each, expected in zip(found, said, strict=True):
        assert each.hint
        assert each.hint.en.startswith(expected)
        assert each.related[0].line == 2


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        pytest.param("x ＝ “甲，乙”，\n", 'x = "甲，乙",\n', id="signs between strings alone"),
        pytest.param("x = { a：1，b： 2 }\n", "x = { a=1,b= 2 }\n", id="a colon for an equals sign"),
        pytest.param("x = 10：30：00\n", "x = 10:30:00\n", id="a colon in a time"),
        pytest.param("x = 1。5\n", "x = 1.5\n", id="a point"),
        pytest.param("x = ‘“a”’\n", "x = '“a”'\n", id="quotes in quotes"),
        pytest.param("【a】\nx = １\n", "[a]\nx = 1\n", id="brackets and digits"),
        pytest.param(
            "目标 = 1\n[目标.a]\n", "goal = 1\n[target.a]\n", id="the English key, by where it stands"
        ),
        pytest.param("完成情况 = 1\n", '"完成情况" = 1\n', id="a key nobody knows is quoted"),
    ],
)
def test_the_fixes_of_a_text_come_to(text: str, fixed: str) -> None:
    edits = sorted(edit for each in findings(text) if each.fix for edit in each.fix.edits)
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == fixed
    assert (
        all(each.fix.safe for each in findings(text) if each.fix)
        if isinstance(parsed(text, "f"), list)
        else True
    )


@pytest.mark.parametrize("text", ["x = “a\n", "x = 1 ；\n", "[target.基站]\nx = 1\n", "x = 5（个）\n"])
def test_what_is_not_certain_has_no_fix(text: str) -> None:
    assert not any(each.fix for each in findings(text))


def test_more_errors_than_anybody_reads_are_told_up_to_a_hundred() -> None:
    assert len(findings("x = 座\n" * 300)) == 100


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('x = """' + '\\"""' * 100_000, id="long text never closed"),
        pytest.param("x = " + "“\\" * 100_000, id="quotes never closed"),
        pytest.param("x = " + "[" * 200_000, id="brackets"),
        pytest.param("x = " + "{a=" * 100_000, id="tables"),
        pytest.param("目标 = 1\n" * 40_000, id="a Chinese key over and over"),
        pytest.param("a = 1\n" * 40_000, id="a key over and over"),
        pytest.param("[a]\n" * 40_000, id="a table over and over"),
        pytest.param("目标" * 100_000, id="a word without end"),
        pytest.param("x = 1" + ",000" * 100_000, id="a number without end"),
        pytest.param("x = " + ("9" * 999 + " ") * 200, id="long numbers"),
        pytest.param("x = [\n" + "a." * 100_000, id="a key without end, and no value"),
        pytest.param("[report]\n" + LINE.format(1, 1) * 20_000, id="a report over and over"),
    ],
)
def test_a_text_that_would_take_a_careless_scanner_minutes_ends_in_findings(text: str) -> None:
    assert findings(text)


def test_more_keys_than_there_are_names_for_leave_the_rest_for_later() -> None:
    text = "".join(f"{chr(0x4E00 + number)} = 1\n" for number in range(70)) + "x = 座\n"
    assert {each.code for each in findings(text)} == {"JP004"}


def test_a_number_that_is_too_long_is_found_where_it_stands() -> None:
    (found,) = findings("x = 1\ny = " + "9" * 5000 + "\n")
    assert (found.line, found.column, found.end_column) == (2, 5, 5005)
