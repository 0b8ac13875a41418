"""`trend`: its periods and formats, as known then or now, and one line for each wrong call."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from jinjiang_plan.model.codes import Status
from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

MONTHLY = PLAN_HEAD + 'frequency = "month"\n' + STATIONS
WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }

[target.watched]
title = { zh = "监测", en = "Watched" }
kind = "level"

[initiative.park]
title = { zh = "园区", en = "Park" }
goal = { stage = "completed" }
tags = ["park"]
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", works=WORKS)
    late = "2020-09-10T09:00:00+08:00"
    write_ledger(plan, "stations", report_line("2020-06-30", 700, late), report_line("2020-12-31", 600))
    return tmp_path / "plans"


def told(capsys: Capture, plans: Path, *arguments: str, lang: str = "en") -> Outcome:
    return call(capsys, "trend", *arguments, plans=plans, lang=lang)


def document(capsys: Capture, plans: Path, *arguments: str) -> dict[str, Any]:
    outcome = told(capsys, plans, *arguments, "-f", "json")
    assert (outcome.code, outcome.err) == (0, "")
    result: dict[str, Any] = json.loads(outcome.out)
    return result


def periods(result: dict[str, Any]) -> list[str | None]:
    return [each["period"] for each in result["plans"][0]["periods"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--to", "2020-12-31"], ["2020Q1", "2020Q2", "2020Q3", "2020Q4"]),
        (["--as-of", "2020-08-10"], ["2020Q1", "2020Q2", None]),
        (["--from", "2020Q3", "--to", "2020"], ["2020Q3", "2020Q4"]),
        (["--to", "2021", "--every", "half-year"], ["2020H1", "2020H2", "2021H1", "2021H2"]),
        (["--to", "2021", "--every", "年"], ["2020", "2021"]),
        (["--from", "2020-11", "--to", "2020", "--every", "月"], ["2020-11", "2020-12"]),
    ],
)
def test_periods_are_the_plans_own_or_those_asked_for(
    capsys: Capture, plans: Path, asked: list[str], found: list[str | None]
) -> None:
    assert periods(document(capsys, plans, *asked)) == found


def test_each_plan_has_its_own_rhythm(capsys: Capture, plans: Path) -> None:
    write_plan(plans, "monthly", MONTHLY)
    result = document(capsys, plans, "--to", "2020-03-31")
    assert [(each["plan"], each["every"], len(each["periods"])) for each in result["plans"]] == [
        ("monthly", "month", 3),
        ("plan", "quarter", 1),
    ]


def test_what_is_counted_is_all_there_is(capsys: Capture, plans: Path) -> None:
    (point,) = document(capsys, plans, "--from", "2020Q4", "--to", "2020")["plans"][0]["periods"]
    assert document(capsys, plans, "--profile", "cn-yinchuan")["plans"][0]["profile"] == "cn-yinchuan/2"
    assert point["counts"] == {"behind": 1, "not_assessable": 1}
    assert point["initiatives"] == {"unreported": 1}
    assert point["silent"] == 1
    assert point["lights"] == {"red": 1, "yellow": 1, "green": 0, "blue": 0, "grey": 1}
    assert (point["reported"], point["aimed"], point["targets"]) == (1, 1, 2)
    assert (point["completion"], point["planned"], point["gap_pp"]) == (0.2, 0.333333333333, -13.3333333333)


@pytest.mark.parametrize(
    ("asked", "reported", "moment"),
    [
        ([], [0, 1, 1, 1], None),
        (["--known-at", "now"], [0, 1, 1, 1], None),
        (["--known-at", "then"], [0, 0, 1, 1], "2020-03-31T23:59:59.999999+08:00"),
        (["--known-at", "当时"], [0, 0, 1, 1], "2020-03-31T23:59:59.999999+08:00"),
        (["--known-at", "2020-09-01"], [0, 0, 0, 0], "2020-09-01T23:59:59.999999+08:00"),
    ],
)
def test_it_is_as_known_now_or_then(
    capsys: Capture, plans: Path, asked: list[str], reported: list[int], moment: str | None
) -> None:
    found = document(capsys, plans, "--to", "2020", *asked)["plans"][0]["periods"]
    assert [each["reported"] for each in found] == reported
    assert found[0]["known_at"] == moment


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
def test_people_get_a_line_a_period(capsys: Capture, plans: Path, form: str, lang: str) -> None:
    out = told(capsys, plans, "--to", "2020", "-f", form, lang=lang).out
    assert ("2020年第三季度" if lang == "zh" else "2020Q3") in out
    assert ("监测" if lang == "zh" else "monitored") in out
    assert (" → -13.3" if form != "markdown" else "-13.3") in out
    assert ("▆" in out) == (form != "plain")


def test_a_target_that_cannot_be_judged_is_not_called_monitored(capsys: Capture, plans: Path) -> None:
    compound = STATIONS.replace("goal = { value = 3000 }", 'goal = { value = 9 }\npath = "compound"')
    write_plan(plans, head=PLAN_HEAD + compound)
    out = told(capsys, plans, "--to", "2020").out
    assert "not assessable" in out
    assert "monitored" not in out


def test_the_title_says_what_was_known(capsys: Capture, plans: Path) -> None:
    assert "each as known by its own end" in told(capsys, plans, "--known-at", "then").out
    assert "as known at 2021-06-30 23:59+08:00" in told(capsys, plans, "--known-at", "2021-06-30").out
    assert "known" not in told(capsys, plans).out


def test_rows_are_ready_for_a_chart(capsys: Capture, plans: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(capsys, plans, "--to", "2020-08", "-f", "csv").out)))
    assert [(each["period"], each["as_of"]) for each in rows] == [
        ("2020Q1", "2020-03-31"),
        ("2020Q2", "2020-06-30"),
        ("", "2020-08-31"),
    ]
    for each in rows:
        assert sum(int(each[light]) for light in ("red", "yellow", "green", "blue", "grey")) == 3
        assert sum(int(each[status]) for status in Status) == 3
    assert len(told(capsys, plans, "--to", "2020-08", "-f", "jsonl").out.splitlines()) == 3


def test_filters_and_ids_narrow_it(capsys: Capture, plans: Path) -> None:
    write_plan(plans, "other")
    for asked in (
        ["park"],
        ["--tag", "park"],
        ["--action", "works", "--tag", "park"],
        ["--plan", "plan", "--tag", "park"],
    ):
        (plan,) = document(capsys, plans, "--to", "2020", *asked)["plans"]
        assert [sum(each["lights"].values()) for each in plan["periods"]] == [1, 1, 1, 1]
    narrowed = document(capsys, plans, "--to", "2020", "--status", "behind")
    assert [sum(each["lights"].values()) for each in narrowed["plans"][0]["periods"]] == [1, 1, 1, 1]


def test_an_initiative_alone_has_no_gap(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, "park", "--to", "2020").out
    assert "1 initiative" in out
    assert "gap - → -, red and yellow 1 → 1" in out


def test_a_plan_that_has_not_begun_is_left_out_and_none_that_has_is_refused(
    capsys: Capture, plans: Path
) -> None:
    write_plan(plans, "later", PLAN_HEAD.replace("2020-01-01", "2022-01-01") + STATIONS)
    assert [each["plan"] for each in document(capsys, plans, "--to", "2021")["plans"]] == ["plan"]
    outcome = told(capsys, plans, "--to", "2019")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == "error: no plan that is asked for had begun by 2019-12-31\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "2022", "--to", "2021"], 2, "--from 2022-01-01 is later than 2021-12-31"),
        (["--every", "week"], 2, "no period `week`; choose: month, quarter, half-year, year"),
        (["--every", "quater"], 2, "no period `quater`; nearest: quarter"),
        (["--from", "1950", "--every", "month"], 2, "877 periods are too many (at most 240)"),
        (["--to", "whenever"], 2, "the day `whenever`"),
        (["--known-at", "whenever"], 2, "the day `whenever`"),
        (["--lead", "none"], 2, "no lead `none`"),
        (["--status", "missed"], 3, "no target fits"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    capsys: Capture, plans: Path, arguments: list[str], code: int, said: str
) -> None:
    outcome = told(capsys, plans, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_broken_plan_is_told_and_ends_in_3(capsys: Capture, plans: Path) -> None:
    write_plan(plans, "bad", "format = 1\n")
    outcome = told(capsys, plans, "--to", "2020")
    assert outcome.code == 3
    assert "2020Q1" in outcome.out


def test_a_single_period_of_targets_alone_is_a_line_without_a_comparison(
    capsys: Capture, plans: Path
) -> None:
    out = told(capsys, plans, "stations", "--to", "2020-03-31").out
    assert "# Test plan  1 target\n" in out
    assert "initiative" not in out
    assert " → " not in out
