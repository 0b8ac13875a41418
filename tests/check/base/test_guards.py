"""Every key of the format says how it is held against an earlier revision, and each goalpost has a case that moves it."""

from collections.abc import Iterator

import pytest

from jinjiang_plan.model import keys
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.file_format import ACTION_FILE, PLAN_FILE
from jinjiang_plan.model.keys import Key, Shape
from jinjiang_plan.model.ledger_format import LEDGER_FILE
from tests.check.base.test_moved_terms import MOVED

GUARDS = {keys.GOALPOST, keys.HISTORY, keys.WORDING, keys.FREE}


def all_keys(shape: Shape) -> Iterator[tuple[str, Key]]:
    """Every key of a shape and of those within it, by the names of its shape and its own."""
    for key in shape.keys.values():
        yield f"{shape.name}: {key.name}", key
        if key.shape is not None:
            yield from all_keys(key.shape)


FORMAT = dict(pair for shape in (PLAN_FILE, ACTION_FILE, LEDGER_FILE) for pair in all_keys(shape))


def test_every_key_says_how_it_is_held() -> None:
    assert {key.guard for key in FORMAT.values()} == GUARDS
    assert {name for name, key in FORMAT.items() if key.guard not in GUARDS} == set()


GONE = "held by JP603: tests/check/base/test_commitments.py"
PROFILE = "test_other_thresholds_under_the_name_of_the_profile_in_use_are_found"
INITIATIVE = "as of a target: both are one shape"
CASES = {
    "plan file: plan": GONE,
    "plan file: profile": PROFILE,
    "plan file: unit": "another factor of a unit of the plan's own",
    "unit: factor": "another factor of a unit of the plan's own",
    "unit: of": "a unit of the plan's own that converts into another",
    "plan file: target": GONE,
    "plan file: initiative": GONE,
    "action file: target": GONE,
    "action file: initiative": GONE,
    "plan: start": "the plan started later",
    "plan: due": "the plan put off",
    "plan: time_basis": "another way to count time",
    "plan: profile": "another profile",
    "plan: frequency": "a rarer rhythm of the plan",
    "plan: year_end": "another reporting year of the plan",
    "plan: tolerance": "a larger tolerance",
    "plan: timezone": "another time zone",
    **dict.fromkeys((name for name in FORMAT if name.startswith(("profile: ", "table of "))), PROFILE),
    "target: goal": "a goal taken away",
    "target: start": "a later start",
    "target: due": "a due day put off",
    "target: weight": "another weight",
    "target: frequency": "a rarer rhythm of one target",
    "target: year_end": "another reporting year of one target",
    "target: stages": "another list of stages",
    "target: amendment": "an amendment taken away",
    "target: kind": "another kind",
    "target: class": "a class that binds less",
    "target: unit": "another unit",
    "target: resets": "figures that no longer begin again each year",
    "target: average": "a rate that is no longer averaged",
    "target: baseline": "a baseline taken away",
    "target: path": "a path by steps",
    "target: seasons": "other seasons",
    "target: milestone": "a milestone taken away",
    "target: sum_of": "other parts of a sum",
    **dict.fromkeys((name for name in FORMAT if name.startswith("initiative: ")), INITIATIVE),
    "baseline: value": "a baseline rewritten upwards",
    "baseline: stage": "a baseline rewritten upwards",
    "baseline: on": "a baseline of another day",
    "goal: value": "a goal lowered",
    "goal: min": "a range widened below",
    "goal: max": "a range widened above",
    "goal: stage": "an earlier stage",
    "goal: op": "an op turned round",
    "milestone: on": "a milestone put off",
    "milestone: value": "a milestone lowered",
    "milestone: stage": "a milestone lowered",
    **dict.fromkeys((name for name in FORMAT if name.startswith("amendment: ")), "an amendment edited"),
    "amendment: decided": "an amendment dated back",
    "amendment: baseline": "an amended baseline edited",
}
"""What shows that a goalpost is held: a case of MOVED, or another test."""


@pytest.mark.parametrize("name", [name for name, key in FORMAT.items() if key.guard == keys.GOALPOST])
def test_each_goalpost_has_a_case_that_moves_it(name: str) -> None:
    case = CASES[name]
    assert case in MOVED or case in (GONE, PROFILE, INITIATIVE)


def test_no_case_is_named_for_what_is_no_goalpost() -> None:
    named = {name for name, case in CASES.items() if case in MOVED and "amendment: " not in name}
    assert all(FORMAT[name].guard == keys.GOALPOST for name in named)
    assert len([name for name in FORMAT if name.startswith("table of lights")]) == len(Status)
