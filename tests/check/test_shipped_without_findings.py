"""What ships has no finding, by any rule that looks at files: the plan, the demonstration, a plan just begun."""

import json
from pathlib import Path

import pytest

from jinjiang_plan.check.selection import ON_A_DAY
from tests.build import call

Capture = pytest.CaptureFixture[str]
PLANS = Path(__file__).parent.parent.parent / "plans"
NOW = "2026-11-24T09:00:00+08:00"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_plan_has_no_finding(capsys: Capture, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    outcome = call(capsys, "check", str(PLANS), "--fail-on", "info", lang=lang)
    assert (outcome.code, outcome.out) == (0, "")


@pytest.mark.parametrize("command", [["init"], ["init", "--from", "built-in"], ["demo"]], ids=" ".join)
def test_a_plan_that_was_just_begun_has_no_finding(
    tmp_path: Path, capsys: Capture, command: list[str]
) -> None:
    assert call(capsys, command[0], str(tmp_path / "mine"), *command[1:]).code == 0
    outcome = call(capsys, "check", str(tmp_path / "mine"), "--fail-on", "info")
    assert (outcome.code, outcome.out) == (0, "")


def test_a_plan_that_is_over_and_was_never_reported_on_is_told_once(capsys: Capture) -> None:
    outcome = call(
        capsys, "check", str(PLANS / "digital-infrastructure"), "--as-of", "2026-11-24", "-f", "concise"
    )
    (line,) = outcome.out.splitlines()
    assert "warning JP502 overdue: `digital-infrastructure` was due on 2022-12-31; none of its" in line


def test_rules_that_ask_for_a_day_say_so(capsys: Capture) -> None:
    rules = json.loads(call(capsys, "rule", "--format", "json").out)["rules"]
    asking = {
        each["code"] for each in rules if "--as-of" in each["why"]["en"] and "--as-of" in each["why"]["zh"]
    }
    assert asking == ON_A_DAY
