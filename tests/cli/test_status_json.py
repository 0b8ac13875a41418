"""The fields of `status --format json`: other people's scripts rest on them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.build import ASSESSMENT_FIELDS, PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

DOCUMENT = ["format", "as_of", "known_at", "profile", "lang", "assessments", "rollups"]
ROLLUP = ["plan", "action", "counts", "worst_binding", "completion", "reported", "targets"]

OTHERS = """\
format = 1

[action]
title = { zh = "各类", en = "Of every kind" }
lead = { zh = "某局", en = "A bureau" }

[target.monitored]
title = "Monitored"
kind = "level"

[target.ratio]
title = "Ratio"
kind = "level"
class = "binding"
unit = "%"
baseline = { value = 20, on = 2020-01-01 }
goal = { min = 60, max = 70.5, op = "range" }

[target.works]
title = "Works"
kind = "stage"
goal = { stage = "completed" }

[target.platform]
title = "Platform"
kind = "done"
goal = { value = true }

[target.jobs]
title = "Jobs"
kind = "increment"
unit = "人"
goal = { value = 900 }

[target.air]
title = "Air"
kind = "maintain"
unit = "%"
goal = { value = 80 }

[initiative.park]
title = { zh = "园区", en = "Park" }
goal = { stage = "operating" }
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", others=OTHERS)
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1000))
    write_ledger(plan, "others.jobs", report_line("2021-03-31", 100, **{"from": "2021-01-01"}))
    stage = 'stage = "construction", recorded = 2021-01-05T10:00:00+08:00, by = "t"'
    write_ledger(plan, "others.works", f"2020-12-31 = {{ {stage} }}")
    write_ledger(plan, "others.park", f"2020-12-31 = {{ {stage} }}")
    return tmp_path / "plans"


def document(capsys: Capture, plans: Path, *arguments: str, lang: str = "en") -> Any:  # noqa: ANN401 - JSON
    code, out, err = call(
        capsys, "status", "--as-of", "2021-06-30", "--format", "json", *arguments, plans=plans, lang=lang
    )
    assert (code, err) == (0, "")
    return json.loads(out)


def test_every_field_is_always_there(capsys: Capture, plans: Path) -> None:
    read = document(capsys, plans)
    assert [key for key in read if key in DOCUMENT] == DOCUMENT
    assert len(read["assessments"]) == 8
    for each in read["assessments"]:
        assert [key for key in each if key in ASSESSMENT_FIELDS] == ASSESSMENT_FIELDS
    for each in read["rollups"]:
        assert [key for key in each if key in ROLLUP] == ROLLUP


def test_the_case_of_the_methods_is_told_whole(capsys: Capture, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2021-06-30", 1200))
    (each,) = document(capsys, tmp_path / "plans")["assessments"]
    expected = {
        "plan": "plan",
        "action": None,
        "id": "stations",
        "what": "target",
        "title": "5G stations",
        "kind": "cumulative",
        "class": "expected",
        "unit": "座",
        "op": ">=",
        "baseline": 0,
        "goal": 3000,
        "start": "2020-01-01",
        "due": "2022-12-31",
        "lead": None,
        "value": 1200,
        "value_on": "2021-06-30",
        "planned": 1500,
        "elapsed": 0.5,
        "completion": 0.4,
        "planned_completion": 0.5,
        "gap_pp": -10,
        "status": "behind",
        "light": "yellow",
        "outlook": "unlikely",
        "projected": 2400,
        "run_rate": 66.6666666667,
        "required_rate": 100,
        "months_ahead": -3.6,
        "reason": None,
        "source": None,
    }
    assert {key: each[key] for key in expected} == expected
    assert isinstance(each["flags"], list)


def test_the_question_is_told_with_the_answer(capsys: Capture, plans: Path) -> None:
    read = document(capsys, plans, "--known-at", "2021-07-31", "--profile", "cn-yinchuan", lang="zh")
    told = {key: read[key] for key in ("format", "as_of", "profile", "lang")}
    assert told == {"format": 1, "as_of": "2021-06-30", "profile": "cn-yinchuan/2", "lang": "zh"}
    assert read["known_at"].startswith("2021-07-31T23:59:59")
    assert document(capsys, plans)["known_at"] is None


def test_goals_and_values_take_their_kinds_form(capsys: Capture, plans: Path) -> None:
    by_id = {each["id"]: each for each in document(capsys, plans)["assessments"]}
    assert by_id["others.monitored"]["goal"] is None
    assert by_id["others.monitored"]["status"] == "not_assessable"
    assert by_id["others.monitored"]["reason"] == "no_goal"
    assert by_id["others.ratio"]["goal"] == {"min": 60, "max": 70.5}
    assert by_id["others.ratio"]["op"] == "range"
    assert by_id["others.works"]["goal"] == "completed"
    assert by_id["others.works"]["value"] == "construction"
    assert by_id["others.park"]["what"] == "initiative"
    assert by_id["others.park"]["goal"] == "operating"
    assert by_id["others.jobs"]["value"] == 100
    assert by_id["others.jobs"]["lead"] == "A bureau"
    assert by_id["others.air"]["value"] is None


def test_rollups_are_made_for_each_action_and_plan(capsys: Capture, plans: Path) -> None:
    rollups = document(capsys, plans)["rollups"]
    assert {(each["plan"], each["action"]) for each in rollups} >= {("plan", None), ("plan", "others")}
    for each in rollups:
        assert sum(each["counts"].values()) == each["targets"]
        assert each["reported"] <= each["targets"]
    (others,) = (each for each in rollups if each["action"] == "others")
    assert others["targets"] == 6
    assert others["worst_binding"] == "others.ratio"


def test_titles_follow_the_language_and_codes_do_not(capsys: Capture, plans: Path) -> None:
    zh = document(capsys, plans, "stations", lang="zh")["assessments"][0]
    en = document(capsys, plans, "stations", lang="en")["assessments"][0]
    assert (zh["title"], en["title"]) == ("5G基站", "5G stations")
    assert {key: value for key, value in zh.items() if key != "title"} == {
        key: value for key, value in en.items() if key != "title"
    }


def test_days_are_iso_and_numbers_are_numbers(capsys: Capture, plans: Path) -> None:
    for each in document(capsys, plans)["assessments"]:
        for key in ("start", "due", "value_on"):
            assert each[key] is None or date.fromisoformat(each[key]).year >= 2020
        for key in ("planned", "elapsed", "completion", "planned_completion", "gap_pp", "projected"):
            assert each[key] is None or isinstance(each[key], int | float)
        assert each["elapsed"] is None or 0 <= each["elapsed"] <= 1


def test_a_class_is_told_of_targets(capsys: Capture, plans: Path) -> None:
    classes = {each["class"] for each in document(capsys, plans)["assessments"] if each["what"] == "target"}
    assert classes == {"expected", "binding"}


def test_an_empty_head_gives_a_plan_without_actions_its_own_rollup(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS)
    (rollup,) = document(capsys, tmp_path / "plans")["rollups"]
    assert {key: rollup[key] for key in ROLLUP} == {
        "plan": "plan",
        "action": None,
        "counts": {"unreported": 1},
        "worst_binding": None,
        "completion": 0,
        "reported": 0,
        "targets": 1,
    }


HALVES = """
[target.a]
title = "A"
kind = "cumulative"
goal = { value = 100 }

[target.b]
title = "B"
kind = "cumulative"
goal = { value = 100 }

[target.whole]
title = "Both"
kind = "cumulative"
goal = { value = 200 }
sum_of = ["a", "b"]
"""


@pytest.mark.parametrize(
    ("reports", "sums"),
    [({"a": 100, "b": 0}, [0.5, 0.5, 3, 3]), ({"a": 100}, [0.5, 1, 2, 3])],
    ids=["a at its goal, b at nothing", "a at its goal, b silent"],
)
def test_a_sum_and_its_parts_count_once(
    capsys: Capture, tmp_path: Path, reports: dict[str, int], sums: list[float]
) -> None:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + HALVES)
    for name, figure in reports.items():
        write_ledger(plan, name, report_line("2021-06-30", figure))
    read = document(capsys, tmp_path / "plans")
    (rollup,) = read["rollups"]
    (whole,) = (each for each in read["assessments"] if each["id"] == "whole")
    assert [rollup[key] for key in ("completion", "completion_reported", "reported", "targets")] == sums
    assert (whole["value"], whole["completion"], "derived" in whole["flags"]) == (100, 0.5, True)
    assert ("partial" in whole["flags"]) is (len(reports) == 1)
