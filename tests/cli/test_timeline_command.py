"""`timeline`: its spans, its formats, the calendar as a phone takes it, and one line for each wrong call."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }
lead = "交通局"

[target.roads]
title = { zh = "道路，一；二", en = "Roads, one; two" }
kind = "cumulative"
unit = "公里"
goal = { value = 30 }
milestone = [ { on = 2021-12-31, value = 20 } ]
frequency = "month"
[[target.roads.amendment]]
decided = 2021-06-01
due = 2022-03-31
"""
PROJECTS = "".join(
    f'\n[initiative.park-{n}]\ntitle = {{ zh = "园区{n}", en = "Park {n}" }}\ngoal = {{ stage = "completed" }}\n'
    for n in range(5)
)
AT = ("--as-of", "2021-07-10")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", works=WORKS + PROJECTS)
    write_ledger(plan, "stations", report_line("2021-06-30", 1200))
    write_ledger(plan, "works.roads", report_line("2021-06-30", 9))
    return tmp_path / "plans"


def told(capsys: Capture, plans: Path, *arguments: str, lang: str = "en") -> Outcome:
    return call(capsys, "timeline", *AT, *arguments, plans=plans, lang=lang)


def document(capsys: Capture, plans: Path, *arguments: str) -> dict[str, Any]:
    outcome = told(capsys, plans, *arguments, "-f", "json")
    assert (outcome.code, outcome.err) == (0, "")
    result: dict[str, Any] = json.loads(outcome.out)
    return result


def test_it_runs_from_the_day_to_the_last_due_day(capsys: Capture, plans: Path) -> None:
    result = document(capsys, plans)
    assert (result["as_of"], result["from"], result["to"]) == ("2021-07-10", "2021-07-10", "2022-12-31")
    assert (result["known_at"], result["profile"]) == (None, "cn/2")
    roads = [each for each in result["coming"] if each["id"] == "works.roads"]
    assert [each["day"] for each in roads if each["occasion"] == "due"] == ["2022-03-31"]
    assert [each["asked"] for each in roads if each["occasion"] == "milestone"] == [20]
    assert len([each for each in roads if each["occasion"] == "report"]) == 9
    assert {each["period"] for each in result["late"]} == {"2021Q2"}
    assert {each["missing"] for each in result["late"]} == {6}


def test_days_are_named_as_periods_the_first_and_the_last_of_them(capsys: Capture, plans: Path) -> None:
    result = document(capsys, plans, "--from", "2021Q4", "--to", "2021年第四季度")
    assert (result["from"], result["to"]) == ("2021-10-01", "2021-12-31")
    assert {each["day"][:7] for each in result["coming"]} == {"2021-10", "2021-11", "2021-12"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
def test_many_of_one_day_are_told_in_one_line(capsys: Capture, plans: Path, form: str, lang: str) -> None:
    out = told(capsys, plans, "-f", form, lang=lang).out
    assert ("项目 5 个" if lang == "zh" else "5 initiatives") in out
    assert ("园区3" if lang == "zh" else "Park 3") not in out
    assert ("20 公里" if lang == "zh" else "20 km") in out
    assert ("2021年第三季度" if lang == "zh" else "2021Q3") in out


def test_machines_get_them_one_by_one(capsys: Capture, plans: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(capsys, plans, "-f", "csv").out)))
    due = [each["id"] for each in rows if each["occasion"] == "due"]
    assert due == ["works.roads", "stations", *(f"works.park-{n}" for n in range(5))]
    assert [each["late"] for each in rows][:5] == ["true"] * 5
    lines = told(capsys, plans, "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [each["id"] for each in rows]


def test_filters_and_ids_narrow_it(capsys: Capture, plans: Path) -> None:
    for asked in (["roads"], ["--lead", "交通局", "--class", "expected", "--status", "behind"]):
        result = document(capsys, plans, *asked)
        assert {each["id"] for each in result["late"] + result["coming"]} == {"works.roads"}


def test_where_nothing_is_left_it_says_so(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, "stations", "--to", "2021-07-11").out
    assert "nothing is late, nothing is due or to be reported" in out
    assert told(capsys, plans, "stations", "--to", "2021-07-11", "-f", "csv").out == ""


def events(text: str) -> dict[str, icalendar.Component]:
    read = icalendar.Calendar.from_ical(text)
    found = list(read.walk("VEVENT"))
    assert len({str(each["UID"]) for each in found}) == len(found)
    return {str(each["UID"]): each for each in found}


def calendar(
    capsys: Capture, plans: Path, *arguments: str, lang: str = "en"
) -> dict[str, icalendar.Component]:
    outcome = told(capsys, plans, *arguments, "-f", "ics", lang=lang)
    assert outcome.code == 0
    return events(outcome.out)


def test_a_calendar_has_every_day_that_comes(capsys: Capture, plans: Path) -> None:
    found = calendar(capsys, plans)
    coming = document(capsys, plans)["coming"]
    assert {each.decoded("DTSTART").isoformat() for each in found.values()} == {
        each["day"] for each in coming
    }
    for each in found.values():
        assert each.decoded("DTEND") - each.decoded("DTSTART") == timedelta(days=1)
    alone = [each for each in coming if each["occasion"] != "report"]
    assert len([uid for uid in found if "/report-" not in uid]) == len(alone)
    roads = found["plan/works.roads/due@jinjiang-plan"]
    assert str(roads["SUMMARY"]) == "due: Roads, one; two 30 km"
    assert (roads["SEQUENCE"], roads.decoded("LAST-MODIFIED").date()) == (1, date(2021, 6, 1))
    (alarm,) = roads.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-30)
    assert b"CATEGORIES:due,Test plan\r\n" in roads.to_ical()
    reports = found["plan/report-quarter-2021Q3-2021-09-30@jinjiang-plan"]
    assert "Park 3 (works.park-3)" in str(reports["DESCRIPTION"])
    assert "2021Q3 quarterly, 1 target, 5 initiatives" in str(reports["SUMMARY"])


def test_a_due_day_that_is_moved_keeps_its_name_and_raises_its_sequence(capsys: Capture, plans: Path) -> None:
    before = calendar(capsys, plans)
    works = plans / "plan" / "works.toml"
    more = "[[target.roads.amendment]]\ndecided = 2021-07-01\ndue = 2022-06-30\n"
    works.write_text(
        works.read_text(encoding="utf-8").replace("\n[initiative.park-0]", f"{more}\n[initiative.park-0]"),
        encoding="utf-8",
    )
    after = calendar(capsys, plans)
    uid = "plan/works.roads/due@jinjiang-plan"
    assert [each[uid].decoded("DTSTART") for each in (before, after)] == [
        date(2022, 3, 31),
        date(2022, 6, 30),
    ]
    assert [each[uid]["SEQUENCE"] for each in (before, after)] == [1, 2]


def test_what_is_late_is_not_in_the_calendar_and_that_is_said(capsys: Capture, plans: Path) -> None:
    outcome = told(capsys, plans, "-f", "ics")
    assert outcome.err == "the calendar holds days to come; 5 that are late are not in it: see `timeline`\n"
    assert told(capsys, plans, "roads", "-f", "ics").err == ""
    assert events(told(capsys, plans, "roads", "--to", "2021-07-11", "-f", "ics").out) == {}


def test_a_calendar_is_the_same_on_every_run_and_calls_samples_samples(capsys: Capture, plans: Path) -> None:
    write_plan(plans, head=f"{PLAN_HEAD}sample = true\n{STATIONS}", works=WORKS)
    one, two = (told(capsys, plans, "-f", "ics", lang="zh").out for _ in range(2))
    assert one == two
    assert all(str(each["SUMMARY"]).startswith("[示例数据] ") for each in events(one).values())
    assert "DTSTAMP:20230110T010000Z" in one


@pytest.mark.parametrize("arguments", [["-o", "{}.ics"], ["-f", "ics", "-o", "{}.txt"]])
def test_a_calendar_is_written_with_its_own_ends_of_lines(
    capsys: Capture, plans: Path, tmp_path: Path, arguments: list[str]
) -> None:
    arguments = [each.format(tmp_path / "plan") for each in arguments]
    assert told(capsys, plans, *arguments).code == 0
    held = Path(arguments[-1]).read_bytes()
    assert held.startswith(b"BEGIN:VCALENDAR\r\n")
    assert held.count(b"\n") == held.count(b"\r\n")
    assert all(len(line) <= 75 for line in held.split(b"\r\n"))


def test_a_pipe_gets_the_calendar_byte_for_byte(plans: Path) -> None:
    outcome = run("timeline", *AT, "-f", "ics", plans=plans)
    assert outcome.code == 0
    assert outcome.out.count("\n") == outcome.out.count("\r\n")
    assert events(outcome.out)


def test_hostile_text_stays_text(capsys: Capture, plans: Path) -> None:
    text = STATIONS.replace('"5G stations"', '"x\\nEND:VEVENT\\u001b[31m\\u202e"')
    write_plan(plans, head=PLAN_HEAD + text)
    found = calendar(capsys, plans, "stations")
    assert all("\x1b" not in str(each["SUMMARY"]) for each in found.values())
    for form in ("table", "plain", "markdown", "json", "csv"):
        out = told(capsys, plans, "-f", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "2021-07-01"], 2, "--from 2021-07-01 is before the day that is judged, 2021-07-10"),
        (["--to", "2021-07-01"], 2, "--to 2021-07-01 is before 2021-07-10"),
        (["--from", "2022Q2", "--to", "2022Q1"], 2, "--to 2022-03-31 is before 2022-04-01"),
        (["--to", "soon"], 2, "the day `soon`"),
        (["nothing"], 2, "no id `nothing`"),
        (["--tag", "none"], 2, "no tag `none`"),
        (["--status", "ahead"], 3, "no target fits"),
        (["-f", "ical"], 2, "no format `ical`; nearest: ics"),
        (["-o", "plan.xlsx"], 2, "a .xlsx file cannot be written"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    capsys: Capture, plans: Path, arguments: list[str], code: int, said: str
) -> None:
    outcome = told(capsys, plans, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_other_commands_have_no_calendar(capsys: Capture, plans: Path) -> None:
    assert call(capsys, "status", "-f", "ics", plans=plans).code == 2


def test_a_broken_ledger_is_told_and_ends_in_3(capsys: Capture, plans: Path) -> None:
    (plans / "plan" / "progress" / "stations.toml").write_text("nonsense", encoding="utf-8")
    outcome = told(capsys, plans)
    assert outcome.code == 3
    assert "stations.toml" in outcome.err
    assert "2022-12-31" in outcome.out
