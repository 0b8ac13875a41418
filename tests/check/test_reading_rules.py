"""The rules that show while the files are read: what reading says agrees with the list of rules, word for word and code for code."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

import jinjiang_plan
from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.selection import selection
from jinjiang_plan.cli.check.lint import CheckQuestion, found
from jinjiang_plan.files.plans.survey import scope_of
from jinjiang_plan.model import finding
from tests.build import PLAN_HEAD, STATIONS, write_ledger, write_plan

HOUSE = Path(jinjiang_plan.__file__).parent
READING, CLI = (sorted((HOUSE / room).rglob("*.py")) for room in ("files", "cli"))
RULES = {check.rule.code: check.rule for check in CHECKS}
READ = [check for check in CHECKS if check.rule.code.startswith(("JP0", "JP1"))]


KINDS = [each for each in vars(finding).values() if isinstance(each, finding.Identity)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_reading_speaks_of_rules_as_the_list_does(kind: finding.Identity) -> None:
    assert RULES[kind.code].identity == kind


def test_each_rule_that_shows_while_files_are_read_has_a_kind() -> None:
    assert {check.rule.code for check in READ} <= {kind.code for kind in KINDS}


@pytest.mark.parametrize("path", [*READING, *CLI], ids=lambda path: path.name)
def test_no_code_is_repeated_where_files_are_read_or_a_command_runs(path: Path) -> None:
    texts = (
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert not [text for text in texts if re.fullmatch(r"JP\d{3}", text)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_each_rule_says_everything_in_both_languages_with_the_same_gaps(check: Check) -> None:
    rule = check.rule
    for words in (rule.says, rule.why, rule.cure):
        assert any("一" <= sign <= "鿿" for sign in words.zh)
        assert words.en
    assert sorted(re.findall(r"{\w+}", rule.says.zh)) == sorted(re.findall(r"{\w+}", rule.says.en))
    assert rule.bad != rule.good
    assert rule.bad.endswith("\n")
    assert rule.good.endswith("\n")
    assert rule.fixes in ("", "safe", "unsafe")


def test_the_rules_stand_in_the_order_of_their_codes_each_once() -> None:
    codes = [check.rule.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert len({check.rule.slug for check in CHECKS}) == len(codes)


def codes_of(tmp_path: Path, text: str) -> set[str]:
    """What is found where an example stands in a plan: as a ledger, as an action's file, or within a target."""
    if "[report]" in text:
        write_ledger(write_plan(tmp_path), "stations", *text.splitlines()[1:])
    elif text.startswith("format"):
        write_plan(tmp_path, act=text + '[action]\ntitle = "x"\n')
    elif "[target" in text:
        missing = "".join(
            f"{line}\n"
            for key, line in (("title", 'title = "x"'), ("kind", 'kind = "cumulative"'))
            if not re.search(rf"^{key} ", text, re.MULTILINE) and "title =" not in text
        )
        head, _, rest = text.partition("\n")
        write_plan(tmp_path, head=f"{PLAN_HEAD}\n{head}\n{missing}{rest}")
    else:
        write_plan(tmp_path, head=PLAN_HEAD + STATIONS.replace('unit = "座"\n', text))
    scope = scope_of([tmp_path / "plan"])
    question = CheckQuestion(
        scope, selection(CHECKS, ["JP0", "JP1"], (), on_a_day=False), date(2021, 6, 30), tmp_path
    )
    return {each.code for each in found(question).findings}


SHOWN = [check for check in READ if check.rule.code not in ("JP000", "JP005", "JP008")]


@pytest.mark.parametrize("check", SHOWN, ids=lambda check: check.rule.code)
def test_the_bad_example_is_flagged_and_the_good_one_is_not(check: Check, tmp_path: Path) -> None:
    assert check.rule.code in codes_of(tmp_path / "bad", check.rule.bad)
    assert check.rule.code not in codes_of(tmp_path / "good", check.rule.good)
