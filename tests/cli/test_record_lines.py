"""`record -`: reports from standard input, one to a line, all or nothing."""

import io
import sys
from pathlib import Path

import pytest

from jinjiang_plan.files.ledger.append import Append
from jinjiang_plan.files.ledger.append import Outcome as Appended
from jinjiang_plan.files.ledger.journal import NAME
from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

WORKS = """\
format = 1

[action]
title = "Works"

[target.spend]
title = { zh = "投资", en = "Spend" }
kind = "cumulative"
unit = "亿元"
goal = { value = 13 }

[target.jobs]
title = "Jobs"
kind = "increment"
unit = "人"
goal = { value = 900 }
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS, works=WORKS)
    write_ledger(plan, "stations", report_line("2020-12-31", 600))
    return plan


class Given:
    """Standard input, and the command that reads it."""

    def __init__(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch, plan: Path) -> None:
        self.capsys, self.monkeypatch, self.plan = capsys, monkeypatch, plan

    def __call__(self, text: str | bytes, *arguments: str, lang: str = "en") -> Outcome:
        held = text if isinstance(text, bytes) else text.encode()
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(held)))
        return call(self.capsys, "record", "-", *arguments, plans=self.plan.parent, lang=lang)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.plan.parent.rglob("*") if path.is_file()}

    def lines(self, target: str) -> list[str]:
        return (self.plan / "progress" / f"{target}.toml").read_text(encoding="utf-8").splitlines()[1:]


@pytest.fixture
def given(capsys: Capture, monkeypatch: pytest.MonkeyPatch, plan: Path) -> Given:
    return Given(capsys, monkeypatch, plan)


MANY = """\
# 2021年上半年
stations 1,200座 2021-06-30 月报 第6期   # a comment

works.spend "1.3 亿元" 2021H1 "季报 #2"
jobs 90 2021Q2 “第 2 季度”
stations 1500 2021-09
"""


def test_each_line_is_a_report_and_the_rest_of_it_the_source(given: Given) -> None:
    code, out, err = given(MANY)
    assert (code, err) == (0, "wrote 4 reports to 3 ledgers\n")
    rest = 'recorded = 2023-01-10T09:00:00+08:00, by = "tester"'
    assert given.lines("stations")[1:] == [
        f'2021-06-30 = {{ value = 1200, {rest}, source = "月报 第6期" }}',
        f"2021-09-30 = {{ value = 1500, {rest} }}",
    ]
    assert given.lines("works.spend") == [f'2021-06-30 = {{ value = 1.3, {rest}, source = "季报 #2" }}']
    assert given.lines("works.jobs") == [
        f'2021-06-30 = {{ from = 2021-04-01, value = 90, {rest}, source = "第 2 季度" }}'
    ]
    assert out.splitlines()[0] == f"stations: {given.lines('stations')[1]}"
    assert out.count("→") == 3
    assert not (given.plan.parent / NAME).exists()


def test_what_is_said_with_the_command_holds_for_every_line(given: Given) -> None:
    code, _, _ = given("stations 1200 2021-06\nstations 1300 2021-09 own\n", "--source", "月报", "--estimate")
    assert code == 0
    first, second = given.lines("stations")[1:]
    assert 'source = "月报", basis = "estimate"' in first
    assert 'source = "own", basis = "estimate"' in second


FAULTY = {
    "too few words": ("stations 5", "an id, a value and a day"),
    "no such id": ("statoins 5 2021-06", "nearest: stations"),
    "no figure": ("stations abc 2021-06", "abc"),
    "no day": ("stations 700 30/6/2021", "30/6/2021"),
    "a day to come": ("stations 700 2024-06-30", "still to come"),
    "reported already": ("stations 700 2020-12-31", "--revise"),
    "twice among the lines": ("stations 700 2021-12\nstations 800 2021-12", "2021-12-31 is reported already"),
    "a quote that is open": ('stations 700 2021-12 "open', "a quote is not closed"),
    "another unit": ("stations 7公里 2021-12", "公里"),
    "a hidden sign": ("stations 700 2021-12 a\u200bb", r"a\u200bb"),
}


@pytest.mark.parametrize(("text", "why"), FAULTY.values(), ids=FAULTY)
def test_one_line_with_a_fault_keeps_all_others_out(given: Given, text: str, why: str) -> None:
    before = given.files()
    code, out, err = given(f"works.spend 1 2021-06\n\n{text}\n")
    assert (code, out) == (2, "")
    number = 2 + len(text.splitlines())
    assert f"-:{number}: " in err
    assert why in err
    assert "faults in 1 line, nothing was written" in err
    assert given.files() == before


def test_every_fault_is_told_in_order_of_its_line(given: Given) -> None:
    code, _, err = given("stations 700 2020-12-31\nx\nstations abc 2021-06\n", lang="zh")
    assert code == 2
    assert [line.partition(" ")[0] for line in err.splitlines()[:3]] == ["-:1:", "-:2:", "-:3:"]
    assert "3 行有误，没有写入" in err


def test_a_dry_run_shows_the_lines_and_writes_nothing(given: Given) -> None:
    before = given.files()
    code, out, err = given(MANY, "--dry-run")
    assert (code, err) == (0, "dry run: nothing was written\n")
    assert out.count("recorded = ") == 4
    assert given.files() == before


def test_lines_may_revise(given: Given) -> None:
    code, _, _ = given("stations 650 2020-12\nstations 660 2020-12\n", "--revise", "--reason", "recount")
    assert code == 0
    assert [line.partition(" ")[0] for line in given.lines("stations")] == [
        "2020-12-31",
        "2020-12-31-r2",
        "2020-12-31-r3",
    ]


@pytest.mark.parametrize("text", ["", "\n# nothing\n"])
def test_nothing_to_read_is_said(given: Given, text: str) -> None:
    code, _, err = given(text)
    assert code == 2
    assert "no report to read" in err


def test_a_mark_and_windows_lines_are_read_and_another_encoding_is_refused(given: Given) -> None:
    assert given("\ufeffstations 700 2021-06\r\nstations 800 2021-09\r\n").code == 0
    code, _, err = given("stations 900 2021-12 月报".encode("gbk"))
    assert code == 2
    assert "not UTF-8" in err


def test_no_standard_input_at_all_is_nothing_to_read(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert call(given.capsys, "record", "-", plans=given.plan.parent).code == 2


def test_a_ledger_with_a_fault_is_told_and_nothing_is_written(given: Given) -> None:
    path = write_ledger(given.plan, "stations", "x")
    before = given.files()
    code, _, err = given("works.spend 1 2021-06\nstations 700 2021-06\n")
    assert code == 3
    assert f"{path}:2" in err
    assert given.files() == before


def test_a_value_beside_the_dash_is_a_target_that_there_is_none_of(given: Given) -> None:
    code, _, err = given("", "5")
    assert code == 2
    assert "`-`" in err


def test_what_somebody_else_reports_meanwhile_is_told_by_line_and_keeps_all_out(
    given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Append.write

    def overtaken(append: Append) -> Appended:
        write_ledger(given.plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 700))
        return write(append)

    monkeypatch.setattr(Append, "write", overtaken)
    code, out, err = given("works.spend 1 2021-06\nstations 800 2021-06\n")
    assert (code, out) == (2, "")
    assert "\n-:2: 2021-06-30 is reported already: 700" in f"\n{err}"
    assert not (given.plan / "progress" / "works.spend.toml").exists()


def test_at_a_terminal_it_says_what_it_waits_for(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    class Typed(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Typed(io.BytesIO(b"stations 700 2021-06\n")))
    code, _, err = call(given.capsys, "record", "-", plans=given.plan.parent)
    assert code == 0
    assert "end with Ctrl-D" in err


def test_a_day_for_all_lines_is_refused_since_each_has_its_own(given: Given) -> None:
    before = given.files()
    code, out, err = given("stations 700 2021-06\n", "--on", "2021-03")
    assert (code, out) == (2, "")
    assert "takes the day from each line" in err
    assert given.files() == before


def test_one_report_is_counted_as_one(given: Given) -> None:
    assert given("stations 700 2021-06\n").err == "wrote 1 report to 1 ledger\n"


def test_a_title_that_is_mistyped_names_the_nearest(given: Given) -> None:
    assert "nearest: stations" in given("5G基占 700 2021-06\n").err
