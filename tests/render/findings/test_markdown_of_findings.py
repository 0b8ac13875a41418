"""Markdown that fits a comment on a pull request, read by a parser that is not ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.findings.markdown import markdown
from tests.render.findings.runs import EMPTY, HARD, PATH, POINT, WRONG_TYPE, many

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")


def table(text: str) -> list[list[str]]:
    """The cells of the table, row by row, each as the text that is read, a line break as a newline."""
    rows: list[list[str]] = []
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level > 2:
            rows[-1].append("".join(map(read, token.children or [])))
    return rows


def read(token: Token) -> str:
    if token.type == "html_inline":
        assert token.content in ("<br>", "<!-- -->"), token.content
        return "\n" if token.content == "<br>" else ""
    assert token.type in ("text", "code_inline", "softbreak", "text_special"), token.type
    return token.content


def only(checked: CheckResult, lang: Lang = "en") -> list[list[str]]:
    return table(markdown(checked, lang))[1:]


def test_each_finding_is_a_row_that_says_all() -> None:
    rows = only(HARD)
    assert [row[:3] for row in rows] == [
        ["info", "JP204 lonely-initiative", f"{PATH}:3:1"],
        ["warning", "JP107 unsafe-text", f"{PATH}:4:9"],
        ["error", "JP102 wrong-type", f"{PATH}:5:9"],
        ["error", "JP102 wrong-type", f"{PATH}:6:7"],
        ["error", "JP000 unreadable", HARD.findings[-1].file],
    ]
    assert rows[2][3] == "start must be a day\na day has no quotes\nhelp: leave the quotes out"
    assert rows[1][3].startswith("unsafe a::b\n::error::no\n##[group]x ##vso[task]y\n")


def test_nobody_is_called_and_no_issue_is_linked() -> None:
    text = markdown(HARD, "en")
    assert "@who" not in text
    assert "#12" not in text
    assert "@who #12 c|d" in only(HARD)[1][3]


@given(st.text())
def test_any_text_stays_in_its_cell(words: str) -> None:
    finding = POINT._replace(words=Words(words, words), file=f"计划/{words}.toml")
    rows = only(EMPTY._replace(findings=(finding, WRONG_TYPE)))
    assert [len(row) for row in rows] == [4, 4]
    assert rows[1][1] == "JP102 wrong-type"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("`a|b`", "a|b"),
        ("`a", "`a"),
        ("``", "``"),
        ("`\\`", "`\\`"),
        ("`a\\|b`", "a\\|b"),
        ("a | b", "a | b"),
        ("[x](y) ![z](w)", "[x](y) ![z](w)"),
        ("https://e.org/@me", "https://e.org/@me"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("&lt; &#64;", "&lt; &#64;"),
    ],
)
def test_text_is_read_as_it_is_written(text: str, said: str) -> None:
    finding = POINT._replace(words=Words(text, text))
    assert only(EMPTY._replace(findings=(finding,)))[0][3] == said


@pytest.mark.parametrize(
    ("lang", "heading"),
    [
        ("zh", "jinjiang-plan check: 3 个文件，错误 3，警告 1，提示 1"),
        ("en", "jinjiang-plan check: 3 errors, 1 warning, 1 info in 3 files"),
    ],
)
def test_the_heading_counts(lang: Lang, heading: str) -> None:
    assert markdown(HARD, lang).splitlines()[0] == f"### {heading}"


def test_nothing_found_is_said_and_draws_no_table() -> None:
    assert markdown(EMPTY, "en") == "### jinjiang-plan check: no findings in 2 files\n\n"
    assert "没有发现问题" in markdown(EMPTY, "zh")


def test_what_was_compared_and_what_a_baseline_accepts_is_said_below() -> None:
    last = markdown(HARD, "en").splitlines()[-3:]
    assert last == [
        "- compared with `3f7213a`",
        "- 2 accepted by the baseline",
        "- 1 in the baseline no longer occurs",
    ]


def test_a_long_report_fits_a_comment_and_keeps_the_heaviest() -> None:
    text = markdown(many(3000), "en")
    assert len(text) < 65_536
    rows = table(text)[1:]
    assert rows[-1][0] == "error"
    assert f"{3000 - len(rows)} more not shown." in text
    assert len(rows) > 100
