"""Which rules a run is about."""

import pytest

from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.selection import ON_A_DAY, named, selection
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

RULES = [check.rule for check in CHECKS]
ALL = {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("JP101", {"JP101"}),
        ("jp101", {"JP101"}),
        ("unknown-key", {"JP101"}),
        ("unknown_key", {"JP101"}),
        ("JP1", {code for code in ALL if code.startswith("JP1")}),
        ("JP10", {code for code in ALL if code.startswith("JP10")}),
        ("JP", ALL),
        ("JP101, wrong-type", {"JP101", "JP102"}),
        ("JP101，JP102", {"JP101", "JP102"}),
    ],
)
def test_a_rule_is_named_by_code_slug_or_family(name: str, codes: set[str]) -> None:
    assert named(RULES, [name]) == codes


@pytest.mark.parametrize(
    ("name", "near"),
    [("unknwon-key", "unknown-key"), ("JP110", "JP101"), ("xyz", "JP303"), ("J", "JP303"), ("JP9999", "JP")],
)
def test_a_name_that_means_no_rule_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(Refusal) as refused:
        named(RULES, [name])
    assert refused.value.exit_code == 2
    assert near in refused.value.words.zh
    assert near in refused.value.words.en


def test_all_are_run_but_those_left_out() -> None:
    assert selection(CHECKS, (), ("JP1",), on_a_day=True).codes == {
        code for code in ALL if not code.startswith("JP1")
    }
    assert selection(CHECKS, ("JP1",), ("JP101",), on_a_day=False).codes == {
        code for code in ALL if code.startswith("JP1") and code != "JP101"
    }


def _rule(code: str) -> Check:
    nothing = Words("无", "nothing")
    return Check(Rule(code, code.lower(), Severity.WARNING, nothing, nothing, nothing, "", ""), None)


@pytest.mark.parametrize(
    ("select", "on_a_day", "run"),
    [((), False, False), ((), True, True), (("JP5",), False, True), (("jp501",), False, True)],
)
def test_what_looks_at_a_day_waits_to_be_asked_for(
    select: tuple[str, ...], *, on_a_day: bool, run: bool
) -> None:
    checks = [_rule("JP401"), _rule("JP501")]
    chosen = selection(checks, select, (), on_a_day=on_a_day)
    assert "JP501" in ON_A_DAY
    assert ("JP501" in chosen.codes) is run
    assert [check.rule.code for check in chosen.of(checks)] == sorted(chosen.codes)
