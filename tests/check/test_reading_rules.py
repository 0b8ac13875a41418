"""The rules that show while the files are read: what reading says agrees with the list of rules, word for word and code for code."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import jinjiang_plan
from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.selection import selection
from jinjiang_plan.cli.check.lint import Question, found
from jinjiang_plan.files.plans.survey import scope_of
from tests.build import PLAN_HEAD, STATIONS, write_ledger, write_plan

READING = sorted((Path(jinjiang_plan.__file__).parent / "files").rglob("*.py"))
RULES = {check.rule.code: check.rule for check in CHECKS}
READ = [check for check in CHECKS if check.rule.code.startswith(("JP0", "JP1"))]


def said() -> Iterator[tuple[str, str, str, str]]:
    """Each code that the reading names, with its slug and severity, and the module."""
    for path in READING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("Finding", "Fault") or not isinstance(node.args[0], ast.Constant):
                continue
            slug = node.args[1]
            severity = next((each for each in node.keywords if each.arg == "severity"), None)
            where = node.args[2] if node.func.id == "Finding" else severity.value if severity else None
            name = where.attr if isinstance(where, ast.Attribute) else "ERROR"
            assert isinstance(slug, ast.Constant), path
            yield str(node.args[0].value), str(slug.value), name, path.name


def test_reading_speaks_of_rules_as_the_list_does() -> None:
    spoken = {each for each in said() if each[0].startswith(("JP0", "JP1"))}
    for code, slug, severity, module in spoken:
        assert (RULES[code].slug, RULES[code].severity.name) == (slug, severity), module
    assert {code for code, *_ in spoken} == {check.rule.code for check in READ}


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
    question = Question(
        scope, selection(CHECKS, ["JP0", "JP1"], (), on_a_day=False), date(2021, 6, 30), tmp_path
    )
    return {each.code for each in found(question).findings}


SHOWN = [check for check in READ if check.rule.code not in ("JP000", "JP005")]


@pytest.mark.parametrize("check", SHOWN, ids=lambda check: check.rule.code)
def test_the_bad_example_is_flagged_and_the_good_one_is_not(check: Check, tmp_path: Path) -> None:
    assert check.rule.code in codes_of(tmp_path / "bad", check.rule.bad)
    assert check.rule.code not in codes_of(tmp_path / "good", check.rule.good)
