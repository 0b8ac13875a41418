"""A table's proposal as a plan, by the names that the plan has, and what the table states of each entry."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan.check.base.second_version import second_version
from jinjiang_plan.files.plans.drafted_plan import drafted_plan, stated_aspects
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.plan_draft import ActionDraft, EntryDraft, GoalDraft, Guess, PlanDraft
from jinjiang_plan.model.words import Words
from tests.build import PLAN_HEAD, write_plan

HEAD = PLAN_HEAD + 'lead = "A局"\n\n[source.letter]\ntitle = { zh = "文件", en = "Letter" }\n'
WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }

[target.roads]
title = "道路"
kind = "cumulative"
unit = "公里"
goal = { value = 40, op = ">=" }

[initiative.park]
title = "园区"
goal = { stage = "completed" }
"""
ROADS = EntryDraft(
    "target",
    "roads",
    "道路",
    "gongcheng",
    kind=Kind.CUMULATIVE,
    unit="公里",
    goal=GoalDraft(value=Decimal(40)),
)
PARK = EntryDraft("initiative", "park", "园区", "gongcheng", goal=GoalDraft(stage="completed"))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    read, findings = read_plan(write_plan(tmp_path, head=HEAD, works=WORKS))
    assert read is not None, findings
    return read


def proposed(plan: Plan, *entries: EntryDraft) -> list[tuple[str, str]]:
    draft = PlanDraft((ActionDraft("gongcheng", "工程"),), entries)
    table, stated = drafted_plan(draft, plan), stated_aspects(draft, plan)
    return [
        (each.sort.value, each.entry.id)
        for each in second_version(plan, table, date(2021, 6, 30), stated).changes
    ]


def test_an_action_of_the_same_title_is_the_plans_own(plan: Plan) -> None:
    assert proposed(plan, ROADS, PARK) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (ROADS._replace(goal=GoalDraft(value=Decimal(39))), ["eased"]),
        (ROADS._replace(goal=GoalDraft(low=Decimal(30), high=Decimal(40), op=Op.RANGE)), ["altered"]),
        (ROADS._replace(due=date(2023, 6, 30)), ["postponed"]),
        (ROADS._replace(leads=("B局",)), ["lead"]),
        (ROADS._replace(kind=Kind.LEVEL, guesses=(Guess("kind", Words("", "")),)), []),
        (ROADS._replace(kind=Kind.LEVEL), ["redefined"]),
        (ROADS._replace(unit="座", guesses=(Guess("unit", Words("", "")),)), []),
        (
            ROADS._replace(
                kind=Kind.DONE, goal=GoalDraft(done=True), guesses=(Guess("goal", Words("", "")),)
            ),
            ["redefined"],
        ),
        (
            ROADS._replace(
                kind=Kind.DONE,
                goal=GoalDraft(done=True),
                guesses=(Guess("goal", Words("", "")), Guess("kind", Words("", ""))),
            ),
            [],
        ),
    ],
)
def test_what_is_guessed_is_no_change(plan: Plan, entry: EntryDraft, expected: list[str]) -> None:
    assert proposed(plan, entry, PARK) == [(each, "works.roads") for each in expected]


def test_a_document_is_known_by_its_title(plan: Plan) -> None:
    draft = PlanDraft(
        (), (ROADS._replace(action="", source="文件"), ROADS._replace(id="x", action="", source="别的"))
    )
    assert [each.source for each in drafted_plan(draft, plan).targets] == ["letter", ""]
