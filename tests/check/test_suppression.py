"""Comments that keep findings back: what they hold for, and what is told of those that hold for nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.suppression import after_suppression
from jinjiang_plan.files.toml_text.suppressions import suppressions
from jinjiang_plan.model.finding import Finding, Fix, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

NOTHING = Words("无", "nothing")
RULES = [
    *(check.rule for check in CHECKS if not check.rule.code.startswith("JP6")),
    Rule("JP601", "goalposts-moved", Severity.ERROR, NOTHING, NOTHING, NOTHING, "", ""),
]
RAN = frozenset(rule.code for rule in RULES)
DAY = date(2021, 6, 30)
TEXT = """\
[target.a]
x = 1
[[target.a.amendment]]
y = 1
[target.b]
z = 1
"""


def at(line: int, code: str = "JP101", file: str = "f") -> Finding:
    rule = next(rule for rule in RULES if rule.code == code)
    return Finding(code, rule.slug, rule.severity, NOTHING, file, line, 1)


def commented(line: int, comment: str) -> str:
    lines = TEXT.split("\n")
    lines[line - 1] += f"  # {comment}"
    return "\n".join(lines)


def applied(text: str, fix: Fix) -> str:
    (edit,) = fix.edits
    return text[: edit.start] + edit.text + text[edit.end :]


def left(text: str, *findings: Finding, ran: frozenset[str] = RAN) -> list[str]:
    kept = after_suppression(findings, suppressions(text, "f"), RULES, ran, DAY)
    return [f"{each.line} {each.code}" for each in kept]


@pytest.mark.parametrize(
    ("line", "comment", "kept"),
    [
        pytest.param(2, "jp: ignore[unknown-key] because", ["4 JP101", "6 JP101"], id="its own line"),
        pytest.param(2, "jp:ignore[JP101] because", ["4 JP101", "6 JP101"], id="by code"),
        pytest.param(1, "jp: ignore[unknown-key] because", ["6 JP101"], id="a table, with those below it"),
        pytest.param(3, "jp: ignore[unknown-key] because", ["2 JP101", "6 JP101"], id="a table below"),
        pytest.param(5, "jp: ignore[unknown-key] because", ["2 JP101", "4 JP101"], id="the last table"),
        pytest.param(6, "注  # jp: ignore[unknown-key] 原文如此", ["2 JP101", "4 JP101"], id="behind another comment"),
        pytest.param(2, "jp: ignore[unknown-key] until=2021-06-30 because", ["4 JP101", "6 JP101"], id="its last day"),
        pytest.param(2, "jp: ignore[wrong-type] because", ["2 JP101", "4 JP101", "6 JP101", "2 JP901"], id="another rule"),
        pytest.param(2, "jp: ignore[JP101, JP102] because", ["4 JP101", "6 JP101", "2 JP901"], id="one of two"),
        pytest.param(2, "jp: ignore[unknown-key]", ["4 JP101", "6 JP101", "2 JP902"], id="no reason"),
        *(
            pytest.param(2, f"jp: ignore[unknown-key] {filler}", ["4 JP101", "6 JP101", "2 JP902"], id=f"only {filler}")
            for filler in ("无", "n/a", "……", "TODO", "待补充", "理由")
        ),
        pytest.param(2, "jp: ignore[JP102]", ["2 JP101", "4 JP101", "6 JP101", "2 JP901"], id="no reason and no use is one cause"),
        pytest.param(2, "jp: ignore[JP101] because until=2021-06-29", ["2 JP101", "4 JP101", "6 JP101", "2 JP903"], id="expired"),
        pytest.param(2, "jp: ignore[JP101] because until=soon", ["2 JP101", "4 JP101", "6 JP101", "2 JP903"], id="no day"),
        pytest.param(2, "jp: ignore[unknwon-key] because", ["2 JP101", "4 JP101", "6 JP101", "2 JP901"], id="no such rule"),
        pytest.param(2, "jp: ignore because", ["2 JP101", "4 JP101", "6 JP101", "2 JP901"], id="no rule at all"),
        pytest.param(2, "jp: ignored by all", ["2 JP101", "4 JP101", "6 JP101"], id="another word"),
    ],
)  # fmt: skip
def test_a_comment_holds_for_its_line_or_its_headers_table(line: int, comment: str, kept: list[str]) -> None:
    assert left(commented(line, comment), at(2), at(4), at(6)) == kept


@pytest.mark.parametrize(
    ("comment", "mended"),
    [
        pytest.param("jp: ignore[unknwon-key] because", "jp: ignore[unknown-key] because", id="the nearest is written"),
        pytest.param("jp: ignore[JP101, unknwon-key] x", "jp: ignore[JP101, unknown-key] x", id="beside another"),
        pytest.param("jp: ignore[JP1] x", None, id="a family is no misspelt rule"),
        pytest.param("jp: ignore[qqqq] x", None, id="nothing near"),
        pytest.param("jp: ignore[qqqq, zzzz] x", None, id="nothing near, twice"),
    ],
)  # fmt: skip
def test_a_misspelt_rule_costs_nobody_the_reason_beside_it(comment: str, mended: str | None) -> None:
    text = commented(6, comment)
    found = after_suppression((at(6),), suppressions(text, "f"), RULES, RAN, DAY)
    fixes = [each.fix for each in found if each.code == "JP901" and each.fix]
    assert not any(fix.safe for fix in fixes)
    assert [applied(text, fix) for fix in fixes] == ([commented(6, mended)] if mended else [])


@pytest.mark.parametrize("code", ["JP601", "JP901"])
def test_what_must_be_answered_in_the_files_is_never_kept_back(code: str) -> None:
    text = commented(2, f"jp: ignore[{code}] because")
    kept = after_suppression([at(2, code)], suppressions(text, "f"), RULES, RAN, DAY)
    assert [each.code for each in kept] == [code, "JP901"]
    if code == "JP601":
        assert kept[1].hint
        assert "amendment" in kept[1].hint.en


def test_a_rule_that_did_not_run_may_still_find_something() -> None:
    text = commented(2, "jp: ignore[JP101] because")
    assert left(text, ran=frozenset({"JP102", "JP901"})) == []


def test_a_comment_in_a_text_is_none() -> None:
    text = 'a = "# jp: ignore[JP101] x"\nb = """\n# jp: ignore[JP101] x\n"""\n'
    assert suppressions(text, "f") == []


def test_findings_of_other_files_and_of_whole_files_stay() -> None:
    text = commented(2, "jp: ignore[JP101] because")
    assert left(text, at(2), at(2, file="g"), at(0)) == ["2 JP101", "0 JP101"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("x = 1  # jp: ignore[JP101] a\ny = 2\n", "x = 1\ny = 2\n"),
        ("# jp: ignore[JP101] a\ny = 2\n", "y = 2\n"),
        ("x = 1 # b # jp: ignore[JP101] a\n", "x = 1 # b\n"),
        ("x = 1 # jp: ignore[JP101] a", "x = 1"),
        ("x = 1 # jp: ignore[JP101] a\r\n", "x = 1\r\n"),
        ("x = 1 # jp: ignore[JP101, JP102] a\n", "x = 1\n"),
        ("x = 1 # jp: ignore[JP103, JP101] a\n", "x = 1 # jp: ignore[JP103] a\n"),
        ("x = 1 # jp: ignore[JP101, JP103] a\n", "x = 1 # jp: ignore[JP103] a\n"),
    ],
)
def test_an_unused_comment_is_taken_away_and_nothing_else(text: str, after: str) -> None:
    kept = after_suppression([at(1, "JP103")], suppressions(text, "f"), RULES, RAN, DAY)
    (fix,) = (each.fix for each in kept if each.fix)
    assert fix.safe
    for edit in fix.edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == after


@given(
    st.lists(
        st.sampled_from(
            ["# jp: ignore", "[", "]", "JP101", ", ", "x", "until=", "2021-01-01", "\n", "#", '"', " "]
        )
    ).map("".join)
)
def test_any_comment_can_be_read(text: str) -> None:
    for each in suppressions(text, "f"):
        assert 0 <= each.removal.start <= each.removal.end <= len(text)
        assert each.first <= each.last
        for name in each.names:
            assert text[name.removal.start : name.removal.end].count(name.name) >= 1


@pytest.mark.parametrize(
    "text",
    ["# jp: ignore[" * 20_000, "# jp: ignore[a] x\n" * 10_000, "[a] # jp: ignore[a] x\n" * 10_000,
     "x = 1 # jp: ignore[" + "a," * 20_000 + "]\n"],
    ids=["open", "lines", "headers", "names"],
)  # fmt: skip
def test_comments_that_would_take_a_careless_scanner_minutes_are_read(text: str) -> None:
    assert suppressions(text, "f")
