"""What holds for rules as such."""

from datetime import date
from pathlib import Path

from jinjiang_plan.check.rule_api import Material, faults_of
from jinjiang_plan.check.rules import goals
from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.rule import filled
from jinjiang_plan.model.words import Words
from tests.build import PLAN_HEAD, STATIONS, write_plan


def test_a_goal_that_is_its_baseline_is_found_at_the_goal(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN_HEAD + STATIONS.replace("value = 0", "value = 3000"))
    portfolio = read_plans(tmp_path, tmp_path)
    material = Material(portfolio, {}, date(2021, 6, 30))
    (fault,) = faults_of(material, [goals.NO_WAY_TO_GO])
    assert (fault.code, fault.file, fault.route) == (
        "JP307",
        "plan/plan.toml",
        ("target", "stations", "goal"),
    )
    assert fault.words.en == "the goal of `stations`, 3,000 sites, is its baseline"


def test_each_language_gets_its_own_word_in_a_gap() -> None:
    words = filled(Words("{n} 个{what}", "{n} {what}"), {"n": 2, "what": Words("目标", "targets")})
    assert words == Words("2 个目标", "2 targets")
