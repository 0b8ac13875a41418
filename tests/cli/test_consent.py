"""Doubts and consent: what looks like a slip is asked about at a terminal, and refused in a pipe."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jinjiang_plan.files.ledger.append import Append
from jinjiang_plan.files.ledger.append import Outcome as Appended
from jinjiang_plan.files.ledger.repair import Tail, cut_line
from tests.build import NOW, PLAN_HEAD, STATIONS, Outcome, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

HALTED = """
[target.fresh]
title = { zh = "新的", en = "Fresh" }
kind = "increment"
unit = "座"
goal = { value = 3000 }

[target.halted]
title = { zh = "停下的", en = "Halted" }
kind = "cumulative"
unit = "座"
goal = { value = 3000 }

[[target.halted.amendment]]
decided = 2021-09-01
status = "suspended"
document = "No. 7"
reason = "r"
"""
SUM = """
[target.whole]
title = { zh = "合计", en = "Whole" }
kind = "cumulative"
unit = "座"
sum_of = ["fresh", "halted"]
goal = { value = 6000 }
"""
WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }

[target.rate]
title = { zh = "比率", en = "Rate" }
kind = "level"
unit = "%"
baseline = { value = 40, on = 2020-01-01 }
goal = { value = 90 }

[target.open]
title = { zh = "开放率", en = "Open" }
kind = "level"
unit = "%"
goal = { value = 90 }

[target.permit]
title = { zh = "许可", en = "Permit" }
kind = "done"
goal = { value = true }

[target.park]
title = { zh = "园区", en = "Park" }
kind = "stage"
goal = { stage = "completed" }
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS + HALTED + SUM, works=WORKS)
    write_ledger(plan, "stations", report_line("2021-03-31", 900))
    write_ledger(plan, "works.rate", report_line("2021-03-31", 60))
    stage = '2021-03-31 = { stage = "construction", recorded = 2021-04-01T09:00:00+08:00, by = "t" }'
    write_ledger(plan, "works.park", stage)
    return plan


def everything(plan: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in plan.parent.rglob("*") if path.is_file()}


SLIPS = {
    "a stage that goes back": ("works.park", "signed", "2021-06-30", "the stage goes back"),
    "a negative count": ("fresh", "-5", "2021-06-30", "a count is negative: -5 sites"),
    "ten times the goal": ("stations", "30000", "2021-06-30", "10 times the largest known figure"),
    "ten thousand times": ("stations", "1800万", "2021-06-30", "6,000 times the largest known figure"),
    "an order of magnitude off the last figure": ("works.rate", "6", "2021-06-30", "1/10 of the figure for"),
    "a share for a percentage": ("works.rate", "0.62", "2021-06-30", "it looks like a share"),
    "a suspended target": ("halted", "5", "2021-12-31", "the target is suspended"),
    "a sum of its own": ("whole", "40", "2021-06-30", "the target is the sum of fresh, halted"),
    "a part of a station": ("fresh", "4.5", "2021-06-30", "4.5 sites: things that are counted come whole"),
    "a level below nought": ("works.rate", "-45", "2021-06-30", "it is negative: -45 %"),
    "a falling cumulative": ("stations", "800", "2021-06-30", "a cumulative figure does not fall"),
}
Slip = tuple[str, str, str, str]
Way = Callable[..., Outcome]


def by_record(capsys: Capture, plan: Path, slip: Slip, more: tuple[str, ...], lang: str = "en") -> Outcome:
    target, value, on, _ = slip
    return call(capsys, "record", target, value, "--on", on, *more, plans=plan.parent, lang=lang)


def by_lines(capsys: Capture, plan: Path, slip: Slip, more: tuple[str, ...], lang: str = "en") -> Outcome:
    import io
    import sys

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(" ".join(slip[:3])))
        return call(capsys, "record", "-", *more, plans=plan.parent, lang=lang)


def by_import(capsys: Capture, plan: Path, slip: Slip, more: tuple[str, ...], lang: str = "en") -> Outcome:
    sheet = plan.parent.parent / "sheet.csv"
    sheet.write_text(f"id,value,on\n{slip[0]},{slip[1]},{slip[2]}\n", encoding="utf-8")
    return call(capsys, "import", str(sheet), "--yes", *more, plans=plan.parent, lang=lang)


WAYS: dict[str, Way] = {"record": by_record, "record -": by_lines, "import": by_import}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_in_a_pipe_a_slip_is_refused_with_its_reason_and_nothing_is_written(
    capsys: Capture, plan: Path, way: Way, slip: Slip
) -> None:
    before = everything(plan)
    code, _, err = way(capsys, plan, slip, ())
    assert code == 1
    assert f"doubt: {slip[3]}" in err
    assert "1 doubt, nothing was written; if all is right, add --accept-doubts" in err
    assert everything(plan) == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_doubt_that_is_accepted_is_written_and_said(
    capsys: Capture, plan: Path, way: Way, slip: Slip
) -> None:
    code, out, err = way(capsys, plan, slip, ("--accept-doubts",))
    assert code == 0
    assert f"doubt accepted: {slip[3]}" in err
    text = (plan / "progress" / f"{slip[0]}.toml").read_text(encoding="utf-8")
    assert f"\n{slip[2]} = " in f"\n{text}"
    assert ("correction = true" in text) is ("falling" in slip[3] or "does not fall" in slip[3])
    assert "→" in out


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_doubt_is_said_in_chinese_too(capsys: Capture, plan: Path, way: Way) -> None:
    for slip in SLIPS.values():
        code, _, err = way(capsys, plan, slip, (), lang="zh")
        assert code == 1
        assert "存疑：" in err
        assert "1 处存疑，没有写入；确认无误后加 --accept-doubts" in err
        assert re.search("doubt", err.replace("--accept-doubts", "")) is None


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_dry_run_ends_as_the_real_one_would(capsys: Capture, plan: Path, way: Way, slip: Slip) -> None:
    before = everything(plan)
    code, _, err = way(capsys, plan, slip, ("--dry-run",))
    assert code == 1
    assert f"doubt: {slip[3]}" in err
    assert way(capsys, plan, slip, ("--dry-run", "--accept-doubts")).code == 0
    assert everything(plan) == before


def test_a_day_after_due_that_nobody_stated_is_asked_about(capsys: Capture, plan: Path) -> None:
    before = everything(plan)
    code, out, err = call(capsys, "record", "stations", "2900", plans=plan.parent)
    assert (code, out) == (1, "")
    assert "so that it is for today, 2023-01-10, but the target was due on 2022-12-31" in err
    assert everything(plan) == before
    assert call(capsys, "record", "stations", "2900", "--on", "today", plans=plan.parent).code == 0


def test_every_doubt_of_every_line_is_listed_with_its_line(capsys: Capture, plan: Path) -> None:
    sheet = plan.parent.parent / "sheet.csv"
    rows = "stations,30000,2021-06-30\nworks.rate,61,2021-06-30\nworks.park,signed,2021-06-30\n"
    sheet.write_text(f"id,value,on\n{rows}", encoding="utf-8")
    code, _, err = call(capsys, "import", str(sheet), "--yes", plans=plan.parent)
    assert code == 1
    assert "sheet.csv:2:10: doubt: 10 times" in err
    assert "sheet.csv:4:12: doubt: the stage goes back" in err
    assert "2 doubts, nothing was written" in err


def test_a_faulty_line_is_told_before_any_doubt(capsys: Capture, plan: Path) -> None:
    code, _, err = by_lines(capsys, plan, ("stations", "30000", "2021-06-30\nstations x 2021-09", ""), ())
    assert code == 2
    assert "-:2: " in err
    assert "doubt" not in err


def test_a_correction_that_is_said_is_no_doubt(capsys: Capture, plan: Path) -> None:
    for way in WAYS.values():
        slip = ("stations", "800", "2021-06-30", "")
        code, _, err = way(capsys, plan, slip, ("--correction", "--dry-run"))
        assert (code, "doubt" in err) == (0, False)


# The record of what was written.


def receipt(out: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(out)
    return document


def test_the_document_of_a_record_has_the_line_the_doubts_and_the_change(capsys: Capture, plan: Path) -> None:
    more = ("--accept-doubts", "--format", "json", "--as-of", "2021-06-30")
    code, out, _ = by_record(capsys, plan, SLIPS["ten times the goal"], more)
    assert code == 0
    document = receipt(out)
    assert (document["format"], document["written"]) == (1, True)
    (report,) = document["reports"]
    assert report["id"] == "stations"
    assert report["value"] == 30000
    assert report["line"] in (plan / "progress" / "stations.toml").read_text(encoding="utf-8").splitlines()
    (doubt,) = report["doubts"]
    assert doubt["code"] == "far"
    assert doubt["reason"].startswith("10 times the largest known figure")
    (change,) = document["changes"]
    assert change["before"]["value"] == 900
    assert change["after"]["value"] == 30000
    assert change["after"]["status"] == "achieved_early"


def test_the_document_of_lines_has_each_of_them(capsys: Capture, plan: Path) -> None:
    slip = ("stations", "1200", "2021-06-30\nworks.rate 62 2021-06-30", "")
    document = receipt(by_lines(capsys, plan, slip, ("--format", "json")).out)
    assert [each["id"] for each in document["reports"]] == ["stations", "works.rate"]
    assert [each["doubts"] for each in document["reports"]] == [[], []]
    assert [each["id"] for each in document["changes"]] == ["stations", "works.rate"]


def test_the_document_of_an_import_has_the_doubts_and_the_changes(capsys: Capture, plan: Path) -> None:
    code, out, _ = by_import(capsys, plan, SLIPS["ten times the goal"], ("--format", "json"))
    assert code == 1
    refused = receipt(out)
    assert (refused["written"], refused["changes"]) == (False, [])
    assert [each["code"] for each in refused["rows"][0]["doubts"]] == ["far"]
    more = ("--format", "json", "--accept-doubts")
    document = receipt(by_import(capsys, plan, SLIPS["ten times the goal"], more).out)
    assert document["written"] is True
    assert [each["id"] for each in document["changes"]] == ["stations"]


# A goal is amended.

WHY = ("--document", "No. 5", "--reason", "r")


@pytest.mark.parametrize(
    ("target", "value", "en"),
    [
        ("stations", "30000", "10 times the largest known figure, 3,000 sites"),
        ("stations", "300", "1/10 of the goal in force, 3,000 sites"),
        ("works.open", "0.95", "it looks like a share"),
    ],
)
def test_an_amended_goal_that_looks_like_a_slip_needs_consent(
    capsys: Capture, plan: Path, target: str, value: str, en: str
) -> None:
    before = everything(plan)
    arguments = ("amend", target, "--value", value, *WHY)
    for more in ((), ("--dry-run",)):
        code, out, err = call(capsys, *arguments, *more, plans=plan.parent)
        assert (code, out) == (1, "")
        assert f"doubt: {en}" in err
        assert "--accept-doubts" in err
    assert everything(plan) == before
    code, out, _ = call(capsys, *arguments, "--accept-doubts", plans=plan.parent)
    assert code == 0
    assert "→" in out


# Every change is judged by the files as they then stand.


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_change_is_that_of_the_files_read_again(
    capsys: Capture, plan: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    path = plan / "progress" / "stations.toml"
    write = Append.write

    def and_another(append: Append) -> Appended:
        outcome = write(append)
        with path.open("a", encoding="utf-8") as file:
            file.write(report_line("2022-12-31", 2999) + "\n")
        return outcome

    monkeypatch.setattr(Append, "write", and_another)
    code, out, _ = way(capsys, plan, ("stations", "1200", "2021-06-30", ""), ())
    assert code == 0
    assert "2,999 / 3,000" in out.splitlines()[-1]


def test_undo_shows_the_files_read_again(
    capsys: Capture, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.repositories import git

    git(plan.parent, "init", "-q")
    path = write_ledger(plan, "stations", report_line("2021-03-31", 900), report_line("2022-12-31", 3000))

    def cut_and_another(place: Path, tail: Tail) -> None:
        cut_line(place, tail)
        with path.open("a", encoding="utf-8") as file:
            file.write(report_line("2022-12-31", 2999) + "\n")

    monkeypatch.setattr("jinjiang_plan.cli.commands.undo_command.cut_line", cut_and_another)
    code, out, _ = call(capsys, "undo", "stations", "--yes", plans=plan.parent)
    assert code == 0
    assert "2,999 / 3,000" in out.splitlines()[-1]


# The terminal.

if os.name != "nt":
    from tests.terminal import Terminal

    @pytest.mark.parametrize(("answer", "code", "count"), [("", 1, 1), ("n", 1, 1), ("y", 0, 2)])
    def test_at_a_terminal_a_doubt_is_asked_about(plan: Path, answer: str, code: int, count: int) -> None:
        arguments = ("record", "stations", "30000", "--on", "2021-06-30")
        with Terminal(*arguments, plans=plan.parent) as terminal:
            terminal.answer(answer)
            got, shown = terminal.end()
        assert got == code
        assert "doubt: 10 times the largest known figure" in shown
        assert "Is it right, to be written all the same? [y/N]" in shown
        assert (plan / "progress" / "stations.toml").read_text("utf-8").count("\n2021-") == count

    @pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
    def test_at_a_terminal_yes_to_all_does_not_accept_a_doubt(plan: Path, answer: str, code: int) -> None:
        sheet = plan.parent.parent / "sheet.csv"
        sheet.write_text("id,value,on\nstations,30000,2021-06-30\n", encoding="utf-8")
        with Terminal("import", str(sheet), "--yes", plans=plan.parent) as terminal:
            terminal.answer(answer)
            got, shown = terminal.end()
        assert got == code
        assert "all the same? [y/N]" in shown


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_enters_as_a_correction_is_said_to_be_one(capsys: Capture, plan: Path, way: Way) -> None:
    ledger = plan / "progress" / "stations.toml"
    fallen = ("stations", "800", "2021-06-30", "")
    code, _, err = way(capsys, plan, fallen, ("--accept-doubts",))
    assert (code, "entered as a correction: its line says correction = true" in err) == (0, True)
    assert "correction = true" in ledger.read_text(encoding="utf-8").splitlines()[-1]
    # One that a later figure is behind corrects nothing: its own line does not say so.
    write_ledger(plan, "stations", report_line("2021-03-31", 900))
    above = ("stations", "1000", "2020-12-31", "")
    code, _, err = way(capsys, plan, above, ("--accept-doubts",))
    assert (code, "correction = true" in err + ledger.read_text(encoding="utf-8")) == (0, False)
    assert "`record stations … --on 2021-03-31 --revise --correction`" in err
    zh = way(capsys, plan, fallen, ("--accept-doubts",), lang="zh").err
    assert "按更正写入：这一条加了 correction = true" in zh


def test_an_estimate_is_not_final(capsys: Capture, plan: Path) -> None:
    before = everything(plan)
    for value, more in (("1000", ("--estimate",)), ("预计1000座", ())):
        command = ("record", "stations", value, "--on", "2021-06-30", "--final", *more)
        for lang, said in (("en", "exclude each other"), ("zh", "不能一起用")):
            code, _, err = call(capsys, *command, plans=plan.parent, lang=lang)
            assert (code, said in err) == (2, True)
    assert everything(plan) == before


SAID_WRONGLY = [
    (
        ("5", "--", "--on", "2021-06-30"),
        "after `--` nothing is an option, --on neither",
        "`--` 之后的 --on 不算选项",
    ),
    (
        ("--", "-5", "--on=2021-06-30"),
        "after `--` nothing is an option, --on neither",
        "`--` 之后的 --on 不算选项",
    ),
    (("5", "-y"), "record has no -y: it writes what gives no doubt", "record 没有 -y：没有疑问就直接写入"),
    (("5", "-on", "2021-06-30"), "no such option: -on; nearest: --on", "没有选项 -on；相近的有：--on"),
    (("5", "6"), "too many arguments: 6", "多出的参数：6"),
]


@pytest.mark.parametrize(("words", "en", "zh"), SAID_WRONGLY)
def test_a_call_of_record_that_is_written_wrongly_is_told_what_to_type(
    capsys: Capture, plan: Path, words: tuple[str, ...], en: str, zh: str
) -> None:
    for lang, said in (("en", en), ("zh", zh)):
        code, out, err = call(capsys, "record", "stations", *words, plans=plan.parent, lang=lang)
        assert (code, out, said in err) == (2, "", True), err


def test_options_behind_two_dashes_are_told_from_words_too_many(capsys: Capture, plan: Path) -> None:
    for lang, said in (
        ("en", "too many arguments: -y; after `--` nothing"),
        ("zh", "多出的参数：-y；`--` 之后"),
    ):
        code, _, err = call(capsys, "undo", "--", "stations", "-y", plans=plan.parent, lang=lang)
        assert (code, said in err) == (2, True), err
