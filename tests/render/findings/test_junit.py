"""JUnit, by the rules of the schema that Jenkins holds a report to."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped] # it has no types of its own

from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.findings.ci_services import junit
from tests.render.findings.runs import EMPTY, HARD, LEDGER, PATH, POINT, WRONG_TYPE, many

XSD = etree.XMLSchema(etree.parse(Path(__file__).parent / "junit.xsd"))


def report(checked: CheckResult, lang: Lang = "en") -> Any:  # noqa: ANN401 - lxml does not name its types
    tree = etree.fromstring(junit(checked, lang).encode())
    XSD.assertValid(tree)
    return tree


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("checked", [EMPTY, HARD, many(50)], ids=["nothing found", "hard", "many"])
def test_it_is_right_by_the_schema_and_counts_right(checked: CheckResult, lang: Lang) -> None:
    tree = report(checked, lang)
    for suites in [tree, *tree.iter("testsuite")]:
        assert int(suites.get("tests")) == len(list(suites.iter("testcase")))
        assert int(suites.get("failures")) == len(list(suites.iter("failure")))


def test_the_schema_finds_faults_at_all() -> None:
    tree = report(HARD)
    del tree[0].attrib["errors"]
    assert not XSD.validate(tree)


def test_a_file_is_a_suite_and_one_without_findings_a_case_that_passed() -> None:
    suites = {suite.get("name"): suite for suite in report(HARD)}
    assert set(suites) == {PATH, LEDGER, "plans/good.toml"}
    (case,) = suites["plans/good.toml"]
    assert (case.get("name"), len(case)) == ("no findings", 0)
    assert suites[PATH].get("file") == suites[PATH][0].get("classname") == PATH


def test_names_are_each_their_own_and_hold_no_line() -> None:
    names = [case.get("name") for case in report(HARD).iter("testcase")]
    assert len(set(names)) == len(names)
    assert "JP102 wrong-type plan.start (2)" in names
    moved = HARD._replace(
        findings=tuple(finding._replace(line=finding.line + 7) for finding in HARD.findings)
    )
    assert [case.get("name") for case in report(moved).iter("testcase")] == names


def test_a_failure_says_all_and_where() -> None:
    (failure,) = report(EMPTY._replace(findings=(WRONG_TYPE,))).iter("failure")
    assert (failure.get("type"), failure.get("message")) == ("JP102 wrong-type", "`start` must be a day")
    assert failure.text.split("\n") == [
        f"{PATH}:5:9",
        "`start` must be a day",
        "a day has no quotes",
        "help: leave the quotes out",
    ]


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 3), ("warning", 4), ("info", 5)])
def test_what_fails_the_run_is_a_failure_and_the_rest_is_output(fail_on: str, failures: int) -> None:
    tree = report(HARD._replace(fail_on=Severity(fail_on)))
    assert len(list(tree.iter("failure"))) == failures
    assert len(list(tree.iter("system-out"))) == 5 - failures


@given(st.text())
def test_any_text_ends_in_xml_that_parses(text: str) -> None:
    finding = POINT._replace(words=Words(text, text), file=f"计划/{text}.toml", entry=text)
    report(EMPTY._replace(findings=(finding, finding._replace(severity=Severity.ERROR))))
