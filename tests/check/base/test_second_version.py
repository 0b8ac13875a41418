"""A plan beside a second version of its table: each change by its sort, judged as `check --against` judges it."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from jinjiang_plan.check.base.second_version import second_version
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.plan import Plan
from tests.build import PLAN_HEAD, write_plan

DAY = date(2021, 6, 30)
HEAD = PLAN_HEAD + 'lead = "A局"\n'
TARGET = """
[target.{name}]
title = "{title}"
kind = "{kind}"
{more}
"""


def entry(
    name: str = "roads", title: str = "道路", kind: str = "cumulative", more: str = 'unit = "公里"'
) -> str:
    return TARGET.format(name=name, title=title, kind=kind, more=more)


def plan(folder: Path, text: str, **actions: str) -> Plan:
    read, findings = read_plan(write_plan(folder, head=HEAD + text, **actions))
    assert read is not None, findings
    return read


def sorts(folder: Path, before: str, after: str, stated: Collection[str] | None = None) -> list[str]:
    both = plan(folder / "a", before), plan(folder / "b", after)
    aspects = None if stated is None else {each.id: stated for each in both[1].judged}
    return [each.sort.value for each in second_version(*both, DAY, aspects).changes]


KM = 'unit = "公里"\n'
UP = KM + "goal = { value = 40 }"
DOWN = 'unit = "%"\nbaseline = { value = 9, on = 2020-01-01 }\ngoal = { value = 5 }'
CHANGES = [
    ("same", UP, UP, []),
    ("goal raised", UP, UP.replace("40", "41"), ["tightened"]),
    ("goal lowered", UP, UP.replace("40", "39"), ["eased"]),
    ("said otherwise", UP, UP.replace("40 }", '40, op = ">=" }'), []),
    ("more than it", UP, UP.replace("40 }", '40, op = ">" }'), ["tightened"]),
    (
        "no more than it",
        UP.replace("40 }", '40, op = ">" }'),
        UP.replace("40 }", '40, op = ">=" }'),
        ["eased"],
    ),
    (
        "said without its op",
        UP.replace("40 }", '40, op = ">" }'),
        UP.replace("40", "39"),
        ["eased"],
    ),
    ("falls further", DOWN, DOWN.replace("5 }", "4 }"), ["tightened"]),
    ("falls less", DOWN, DOWN.replace("5 }", "6 }"), ["eased"]),
    ("to a range", UP, KM + 'goal = { min = 30, max = 40, op = "range" }', ["altered"]),
    ("no goal", UP, KM, ["eased"]),
    ("a goal at last", KM, UP, ["tightened"]),
    ("later", UP, UP + "\ndue = 2023-12-31", ["postponed"]),
    ("earlier", UP, UP + "\ndue = 2021-12-31", ["brought_forward"]),
    ("later and less", UP, UP.replace("40", "39") + "\ndue = 2023-12-31", ["eased", "postponed"]),
    ("another unit", UP, 'unit = "米"\ngoal = { value = 40000 }', []),
    ("another unit, less", UP, 'unit = "米"\ngoal = { value = 39000 }', ["eased"]),
    ("no unit of its kind", UP, 'unit = "座"\ngoal = { value = 40 }', ["redefined"]),
    ("binding", UP, UP + '\nclass = "binding"', ["class"]),
    ("another lead", UP, UP + '\nlead = "B局"', ["lead"]),
    ("leads in another order", UP + '\nlead = ["A局", "B局"]', UP + '\nlead = ["B局", "A局"]', []),
    ("partners", UP, UP + '\npartners = ["C局"]', ["partners"]),
    ("baseline", DOWN, DOWN.replace("value = 9", "value = 10"), ["baseline"]),
]


@pytest.mark.parametrize(
    ("before", "after", "expected"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES]
)
def test_a_change_is_of_its_sort(tmp_path: Path, before: str, after: str, expected: list[str]) -> None:
    assert sorts(tmp_path, entry(more=before), entry(more=after)) == expected


def test_only_what_the_table_states_is_compared(tmp_path: Path) -> None:
    after = entry(
        title="路",
        more='unit = "座"\ngoal = { value = 30 }\ndue = 2023-12-31\nlead = "B局"\nclass = "binding"',
    )
    assert sorts(tmp_path, entry(more=UP), after, ["due"]) == ["postponed"]
    assert sorts(tmp_path, entry(more=UP), after, ["goal", "title"]) == ["eased", "renamed"]
    assert sorts(tmp_path, entry(more=UP), after, []) == []
    promise = entry(kind="done", more="goal = { value = true }")
    assert sorts(tmp_path, entry(more=UP), promise, ["title", "due"]) == []
    assert sorts(tmp_path, entry(more=UP), promise, ["title", "goal"]) == ["redefined"]


def test_new_and_gone_are_told_by_the_id(tmp_path: Path) -> None:
    before = entry("a", "甲") + entry("b", "乙", more='unit = "座"')
    after = entry("a", "甲") + entry("c", "丙", more='unit = "%"', kind="level")
    assert sorts(tmp_path, before, after) == ["gone", "new"]


def test_a_title_in_either_language_is_the_same(tmp_path: Path) -> None:
    before = entry(more=UP).replace('"道路"', '{ zh = "道路", en = "Roads" }')
    assert sorts(tmp_path, before, entry(title="Roads", more=UP)) == []
    assert sorts(tmp_path, before, entry(title="Roads and paths", more=UP)) == ["renamed"]


def test_what_was_amended_is_compared_as_it_is_in_force(tmp_path: Path) -> None:
    amended = (
        entry(more=UP)
        + '\n[[target.roads.amendment]]\ndecided = 2021-01-01\nvalue = 30\ndocument = "d"\nreason = "r"\n'
    )
    assert sorts(tmp_path, amended, entry(more=UP)) == ["tightened"]
    ended = amended.replace("value = 30", 'status = "cancelled"')
    assert sorts(tmp_path, ended, entry("other", "别的", kind="level", more="")) == ["new"]
    assert sorts(tmp_path, ended, entry(more=UP)) == ["revived"]


def test_one_that_changed_its_id_is_taken_for_the_same_with_a_doubt(tmp_path: Path) -> None:
    both = (
        plan(tmp_path / "a", entry("roads", more=UP)),
        plan(tmp_path / "b", entry("streets", more=UP.replace("40", "39"))),
    )
    found = second_version(*both, DAY)
    assert [(each.sort.value, each.entry.id) for each in found.changes] == [("eased", "roads")]
    assert [(target.id, doubt.code) for target, doubt in found.doubts] == [("roads", "taken-for-one")]


def test_one_that_changed_its_action_is_found_by_its_name(tmp_path: Path) -> None:
    action = 'format = 1\n\n[action]\ntitle = "{}"\n'
    both = (
        plan(tmp_path / "a", "", one=action.format("一") + entry(more=UP)),
        plan(tmp_path / "b", "", two=action.format("二") + entry(more=UP)),
    )
    found = second_version(*both, DAY)
    assert [(each.sort.value, each.entry.id) for each in found.changes] == [("moved", "one.roads")]
    assert found.doubts == ()
