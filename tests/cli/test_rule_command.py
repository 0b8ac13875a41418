"""`rule`: every rule listed, found by its words, and explained in the reader's language."""

import csv
import io
import json

import pytest

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.render.width import cells
from tests.build import call, clean_environment, run

Capture = pytest.CaptureFixture[str]
RULES = [check.rule for check in CHECKS]

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@pytest.mark.parametrize("lang", ["zh", "en"])
@each_rule
def test_a_rule_is_explained_in_the_readers_language(capsys: Capture, rule: Rule, lang: str) -> None:
    for name in (rule.code, rule.slug, rule.code.lower()):
        code, out, err = call(capsys, "rule", name, lang=lang)
        assert (code, err) == (0, "")
        lines = out.splitlines()
        assert lines[0].startswith(f"{rule.code} {rule.slug}  ")
        assert (rule.why.zh if lang == "zh" else rule.why.en) in lines
        assert (rule.cure.zh if lang == "zh" else rule.cure.en) in lines
        shown = [line[4:] for line in lines if line.startswith("    ")]
        assert shown == [line for line in (rule.bad + rule.good).splitlines() if line]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_name_all_rules_are_listed(capsys: Capture, lang: str) -> None:
    code, out, _ = call(capsys, "rule", lang=lang)
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [[rule.code, rule.slug] for rule in RULES]
    assert "{" not in out


def test_a_family_and_several_names_are_explained_in_order(capsys: Capture) -> None:
    code, out, _ = call(capsys, "rule", "sum-mismatch", "JP2")
    assert code == 0
    heads = [line.split()[0] for line in out.splitlines() if line.startswith("JP")]
    assert heads == ["JP201", "JP202", "JP203", "JP204", "JP205", "JP303"]


def test_all_explains_every_rule(capsys: Capture) -> None:
    _, out, _ = call(capsys, "rule", "--all")
    assert [line.split()[0] for line in out.splitlines() if line.startswith("JP")] == [
        rule.code for rule in RULES
    ]
    _, manual, _ = call(capsys, "rule", "--all", "--format", "markdown")
    assert [line.split()[1] for line in manual.splitlines() if line.startswith("## ")] == [
        rule.code for rule in RULES
    ]
    assert manual.count("```toml") == 2 * len(RULES)


@pytest.mark.parametrize("more", [[], ["--all"]], ids=["list", "all"])
def test_machines_get_both_languages(capsys: Capture, more: list[str]) -> None:
    _, out, _ = call(capsys, "rule", *more, "--format", "json", lang="zh")
    document = json.loads(out)
    assert document["format"] == 1
    assert [each["code"] for each in document["rules"]] == [rule.code for rule in RULES]
    for each, rule in zip(document["rules"], RULES, strict=True):
        assert each["severity"] == rule.severity.value
        assert each["fix"] == (rule.fixes or None)
        assert (each["bad"], each["good"]) == (rule.bad, rule.good)
        for key in ("says", "why", "cure"):
            assert each[key] == getattr(rule, key)._asdict()


def test_a_row_of_csv_and_a_line_of_jsonl_say_the_same(capsys: Capture) -> None:
    _, table, _ = call(capsys, "rule", "JP303", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(table))
    _, lines, _ = call(capsys, "rule", "JP303", "-f", "jsonl")
    (record,) = [json.loads(line) for line in lines.splitlines()]
    examples = ("bad", "good")  # a cell holds no line break: it is written out
    assert list(row) == list(record)
    assert {key: row[key] for key in row if key not in examples} == {
        key: value or "" for key, value in record.items() if key not in examples
    }
    assert (row["code"], row["slug"], row["fix"]) == ("JP303", "sum-mismatch", "")
    assert row["why_zh"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("up add", "JP303"),
        ("SUM_OF goals", "JP303"),
        ("绕回", "JP203"),
        ("万 亿 slip", "JP304"),
        ("jp70", "JP701"),
        ("missing-translation", "JP701"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_of_either_language_find_a_rule(capsys: Capture, words: str, found: str, lang: str) -> None:
    code, out, _ = call(capsys, "rule", "--search", words, lang=lang)
    assert code == 0
    assert found in [line.split()[0] for line in out.splitlines()[1:]]


def test_words_that_no_rule_says_are_told(capsys: Capture) -> None:
    code, out, err = call(capsys, "rule", "--search", "seventeen teapots")
    assert (code, out) == (3, "")
    assert "no rule says `seventeen teapots`" in err


def test_a_search_keeps_to_the_family_that_is_named(capsys: Capture) -> None:
    _, out, _ = call(capsys, "rule", "JP3", "--search", "goal")
    assert {line[:3] for line in out.splitlines()[1:]} == {"JP3"}


@pytest.mark.parametrize(
    ("name", "near"),
    [("sum-mismach", "sum-mismatch"), ("JP393", "JP303"), ("dangling_references", "dangling-reference")],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_of_no_rule_is_refused_with_the_nearest(
    capsys: Capture, name: str, near: str, lang: str
) -> None:
    code, out, err = call(capsys, "rule", name, lang=lang)
    assert (code, out) == (2, "")
    assert f"`{name}`" in err
    assert near in err


def test_a_format_that_there_is_none_of_is_refused(capsys: Capture) -> None:
    assert call(capsys, "rule", "JP303", "-f", "yaml").code == 2


@pytest.mark.parametrize("width", ["60", "80", "120"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_is_never_overrun(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for arguments in (["rule", "--all"], ["rule"]):
        _, out, _ = call(capsys, *arguments, "-f", "table", lang=lang)
        assert max(cells(line) for line in out.splitlines()) <= int(width)


def test_colour_is_for_terminals_alone(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in call(capsys, "rule", "JP303").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in call(capsys, "rule", "JP303").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in call(capsys, "rule", "JP303").out


def test_signs_that_a_screen_cannot_show_have_stand_ins(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINJIANG_ASCII", "1")
    assert "…" not in call(capsys, "rule", "JP701").out
    assert "“" not in call(capsys, "rule", "JP701", "-f", "table").out


@pytest.mark.parametrize(("begun", "offered"), [("JP30", "JP303"), ("sum", "sum-mismatch"), ("zz", None)])
def test_a_shell_completes_codes_and_slugs(begun: str, offered: str | None) -> None:
    more = {
        "_JINJIANG_PLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": f"jinjiang-plan rule {begun}",
        "COMP_CWORD": "2",
    }
    outcome = run("rule", begun, environment={**clean_environment(), **more})
    names = outcome.out.split()
    assert (offered in names) if offered else not names


def test_a_shell_completes_what_check_selects() -> None:
    more = {
        "_JINJIANG_PLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "jinjiang-plan check --select JP70",
        "COMP_CWORD": "3",
    }
    assert run("check", environment={**clean_environment(), **more}).out.split() == ["JP701"]
