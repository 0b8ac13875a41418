"""The words by which people name the stages of a project."""

from pathlib import Path

import pytest

from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.model.codes import STAGES
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import Refusal
from tests.build import PLAN_HEAD, write_plan

PROJECTS = """
[initiative.park]
title = "园区"
goal = { stage = "completed" }
[initiative.own]
title = "道路"
stages = ["甲", "乙"]
goal = { stage = "乙" }
"""


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("规划", "planned"),
        ("已签约", "signed"),
        ("建设中", "construction"),
        ("under construction", "construction"),
        ("竣工", "completed"),
        ("投用", "operating"),
    ],
)
def test_a_stage_has_other_words_unless_the_plan_has_its_own(tmp_path: Path, text: str, stage: str) -> None:
    write_plan(tmp_path, head=PLAN_HEAD + PROJECTS)
    portfolio = load(tmp_path)
    assert read_figure(portfolio.find("park"), text).value == STAGES.index(stage)
    with pytest.raises(Refusal, match="no stage"):
        read_figure(portfolio.find("own"), text)
