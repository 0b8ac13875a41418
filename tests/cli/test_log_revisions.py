"""`log`: a revision or retraction beside what it replaced, with who and when."""

import json
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

MORE = """
[target.park]
title = "Park"
kind = "stage"
goal = { stage = "completed" }

[target.jobs]
title = "Jobs"
kind = "increment"
goal = { value = 900 }
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS + MORE)
    write_ledger(
        plan,
        "stations",
        report_line("2021-06-30", 1800, "2021-07-05T10:00:00+08:00", by='"甲"'),
        report_line("2021-06-30-r2", 1750, "2021-08-02T15:30:00+08:00", by='"乙"', reason='"重复"'),
        report_line("2021-06-30-r3", "", "2021-08-03T15:30:00+08:00", by='"丙"', retract="true"),
        report_line("2021-06-30-r4", 1700, "2021-08-04T15:30:00+08:00", by='"丁"'),
    )
    return plan


@pytest.mark.parametrize(
    ("form", "lang", "said"),
    [
        ("plain", "en", ["1,800 sites", "1,750 sites (was 1,800)", "- (was 1,750)", "1,700 sites"]),
        ("table", "en", ["1,800 sites", "1,750 sites (was 1,800)", "- (was 1,750)", "1,700 sites"]),
        ("plain", "zh", ["1,800 座", "1,750 座（原 1,800）", "-（原 1,750）", "1,700 座"]),
    ],
)
def test_each_revision_stands_beside_what_it_replaced(
    capsys: Capture, plan: Path, form: str, lang: str, said: list[str]
) -> None:
    code, out, _ = call(capsys, "log", "stations", "-f", form, plans=plan.parent, lang=lang)
    assert code == 0
    rows = [line for line in out.splitlines() if "2021-06-30" in line]
    for row, value, by in zip(rows, said, "甲乙丙丁", strict=True):
        assert value in row
        assert by in row
    assert ("was" in rows[3]) is ("原" in rows[3]) is False  # after a retraction nothing stood


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_narrow_log_of_one_target_still_says_who(
    capsys: Capture, plan: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    out = call(capsys, "log", "stations", "-f", "table", plans=plan.parent, lang=lang).out
    rows = [line for line in out.splitlines() if "2021-06-30" in line]
    assert [by for by, row in zip("甲乙丙丁", rows, strict=True) if by in row] == list("甲乙丙丁")


def replaces(capsys: Capture, plan: Path, target: str) -> list[object]:
    code, out, _ = call(capsys, "log", target, "-f", "json", plans=plan.parent)
    assert code == 0
    return [each["replaces"] for each in json.loads(out)["entries"]]


def test_machines_are_told_the_figure_that_was_replaced(capsys: Capture, plan: Path) -> None:
    assert replaces(capsys, plan, "stations") == [None, 1800, 1750, None]


def test_a_stage_that_was_replaced_has_its_name(capsys: Capture, plan: Path) -> None:
    write_ledger(
        plan,
        "park",
        report_line("2021-06-30", "", stage='"signed"'),
        report_line("2021-06-30-r2", "", "2021-09-01T00:00:00+08:00", stage='"planned"'),
    )
    assert replaces(capsys, plan, "park") == [None, "signed"]


def test_an_increment_is_replaced_by_one_of_its_own_period_only(capsys: Capture, plan: Path) -> None:
    write_ledger(
        plan,
        "jobs",
        report_line("2021-06-30", 5, "2021-07-01T00:00:00+08:00", **{"from": "2021-04-01"}),
        report_line("2021-06-30-r2", 6, "2021-07-02T00:00:00+08:00", **{"from": "2021-06-01"}),
        report_line("2021-06-30-r3", 7, "2021-07-03T00:00:00+08:00", **{"from": "2021-04-01"}),
    )
    assert replaces(capsys, plan, "jobs") == [None, None, 5]


def test_what_a_merge_put_out_of_order_is_told_in_order_of_recording(capsys: Capture, plan: Path) -> None:
    path = plan / "progress" / "stations.toml"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    assert replaces(capsys, plan, "stations") == [None, 1800, 1750, None]


def test_an_amendment_replaces_no_report(capsys: Capture, plan: Path) -> None:
    arguments = ("--value", "2500", "--document", "d", "--reason", "r", "--decided", "2022-01-01")
    assert call(capsys, "amend", "stations", *arguments, plans=plan.parent).code == 0
    assert replaces(capsys, plan, "stations") == [None, 1800, 1750, None, None]
