"""Every rule flags what it must, at its place, and nothing else; and its own examples are what it says they are."""

import re
from pathlib import Path

import pytest

from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.check.rules import CHECKS
from tests.build import call
from tests.check.wrapping import Marked, directive, write_case

Capture = pytest.CaptureFixture[str]
CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
ELSEWHERE = ("JP0", "JP1", "JP6", "JP9")
"""Families whose tests stand beside what finds them: reading, git, and the linter itself."""
RULES = {check.rule.code: check.rule for check in CHECKS}
OF_PLANS = [check for check in CHECKS if not check.rule.code.startswith(ELSEWHERE)]
_LINE = re.compile(
    r"(?P<file>.+?)(?::(?P<line>[0-9]+))?(?::(?P<column>[0-9]+))?: (?P<severity>[a-z]+) (?P<code>JP[0-9]+) (?P<slug>[a-z-]+): .+"
)

each_rule = pytest.mark.parametrize("check", OF_PLANS, ids=lambda check: check.rule.code)


def found(capsys: Capture, plans: Path, *options: str) -> tuple[int, list[re.Match[str]]]:
    """The exit code of `check`, and the findings as its concise format tells them."""
    outcome = call(capsys, "check", str(plans), "--format", "concise", *options)
    matches = [_LINE.fullmatch(line) for line in outcome.out.splitlines()]
    findings = [each for each in matches if each]
    assert len(findings) == len(matches), outcome.out
    for each in findings:  # also those that show while reading are told as their rule declares them
        rule = RULES[each["code"]]
        assert each["slug"] == rule.slug
        assert each["severity"] in (rule.severity, rule.milder)
    return outcome.code, findings


def placed(each: re.Match[str], plans: Path) -> Marked:
    file = each["file"].removeprefix(f"{plans}/")
    return Marked(file, int(each["line"] or 0), int(each["column"] or 0), each["code"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_marked_is_found_and_nothing_else(tmp_path: Path, capsys: Capture, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = write_case(tmp_path, text)
    as_of = directive(text, "as-of")
    code, findings = found(capsys, tmp_path, *(["--as-of", as_of] if as_of else []))
    assert sorted(placed(each, tmp_path) for each in findings) == expected
    assert code == int(any(each["severity"] == "error" for each in findings))


@each_rule
def test_a_rule_has_a_file_that_it_must_flag_and_one_that_it_must_not(check: Check) -> None:
    code = check.rule.code
    failing = [path for path in CASES if path.stem.startswith(code) and path.stem.endswith("-fail")]
    passing = [path for path in CASES if path.stem.startswith(code) and path.stem.endswith("-pass")]
    assert all(f"#! {code} " in path.read_text(encoding="utf-8") for path in failing)
    assert not any("#!" in path.read_text(encoding="utf-8") for path in passing)
    assert failing
    assert passing


def test_every_case_is_named_after_a_rule() -> None:
    codes = {check.rule.code for check in CHECKS}
    assert all(re.fullmatch(r"(JP[0-9]{3})(-[a-z]+)?-(fail|pass)", path.stem) for path in CASES)
    assert {path.stem[:5] for path in CASES} <= codes


AROUND = """
[source.outline]
title = "Outline"

# network.toml
format = 1
[action]
title = { zh = "网络", en = "Network" }
[target.investment]
title = { zh = "投资", en = "Investment" }
kind = "cumulative"
"""
REPORTED = """
[target.stations]
title = {{ zh = "5G基站", en = "5G stations" }}
kind = "{kind}"
goal = {{ value = 3000 }}

# progress/stations.toml
"""


def around(example: str) -> str:
    """A rule's example in the smallest plan: a ledger gets a target, anything else sources and another action."""
    if example.startswith("[report]"):
        return REPORTED.format(kind="increment" if "from =" in example else "cumulative") + example
    return example + ("" if "[report]" in example else AROUND)


def codes_of(capsys: Capture, plans: Path, example: str) -> dict[str, list[str]]:
    """The codes that are found in an example, each with the severities and slugs that they were told with."""
    write_case(plans, '# languages: ["zh", "en"]\n' + around(example))
    _, findings = found(capsys, plans, "--as-of", "2023-01-10" if "2021-12-05" in example else "2021-06-30")
    told: dict[str, list[str]] = {}
    for each in findings:
        if each["file"].endswith("network.toml"):  # not of the example
            continue
        told.setdefault(each["code"], []).append(f"{each['severity']} {each['slug']}")
    return told


@each_rule
def test_the_bad_example_of_a_rule_is_flagged_by_it_and_the_good_one_is_not(
    tmp_path: Path, capsys: Capture, check: Check
) -> None:
    rule = check.rule
    bad = codes_of(capsys, tmp_path / "bad", rule.bad)
    assert set(bad.get(rule.code, [])) == {f"{rule.severity} {rule.slug}"}
    good = codes_of(capsys, tmp_path / "good", rule.good)
    assert rule.code not in good
    assert not any(said.startswith("error") for each in good.values() for said in each)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_a_rule_says_everything_in_both_languages_with_the_same_gaps(check: Check) -> None:
    rule = check.rule
    for words in (rule.says, rule.why, rule.cure):
        assert re.search("[\u4e00-\u9fff]", words.zh)
        assert re.search("[A-Za-z]", words.en)
        plain = re.sub(r"`[^`]*`|“[^”]*”|[{][^{}]*[}]", "", words.en)
        assert not re.search(
            "[\u4e00-\u9fff]", plain.replace("万", "").replace("亿", "").replace("元", "")
        ), plain
        assert "  " not in words.zh + words.en
    gaps = [set(re.findall(r"\{([a-z]+)\}", text)) for text in rule.says]
    assert gaps[0] == gaps[1]
    assert re.fullmatch("JP[0-9]{3}", rule.code)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert rule.fixes in ("", "safe", "unsafe")


def test_rules_stand_in_order_and_no_two_share_a_code_or_a_slug() -> None:
    rules = [check.rule for check in CHECKS]
    assert [rule.code for rule in rules] == sorted({rule.code for rule in rules})
    assert len({rule.slug for rule in rules}) == len(rules)
