"""`record ID` on a real terminal: a conversation that writes nothing before a yes."""

import os
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, report_line, run, write_ledger, write_plan

if os.name == "nt":
    pytest.skip("a pseudo-terminal is forked", allow_module_level=True)

from tests.terminal import CTRL_C, CTRL_D, Terminal

WORKS = """\
format = 1

[action]
title = "Works"

[target.station]
title = "Substation"
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

[target.watched]
title = "Watched"
kind = "level"
unit = "%"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS, works=WORKS)
    write_ledger(plan, "stations", report_line("2022-06-30", 1200))
    return plan


def lines(plan: Path, target: str) -> list[str]:
    path = plan / "progress" / f"{target}.toml"
    return path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []


def test_it_shows_what_is_known_asks_for_what_is_new_and_writes_after_a_yes(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("2,900座", "", "月报", "note", "problem", "next", "y")
        code, shown = terminal.end()
    assert code == 0
    assert "5G stations  stations" in shown
    assert "last reported  2022-06-30  1,200 sites (recorded 2022-06-30, tester)" in shown
    assert "asked for  3,000 sites today, 2023-01-10; goal 3,000 sites by 2022-12-31" in shown
    assert "for the day or period [2022-12-31]: " in shown
    assert "→" in shown
    line = (
        '2022-12-31 = { value = 2900, recorded = 2023-01-10T09:00:00+08:00, by = "tester", source = "月报", '
        'note = "note", problems = "problem", next = "next" }'
    )
    assert lines(plan, "stations")[1:] == [line]
    assert shown.index(line) < shown.index("Write it? [Y/n]")


def test_it_speaks_chinese(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent, lang="zh") as terminal:
        terminal.answer("2900", "2022年12月", "", "", "", "", "")
        code, shown = terminal.end()
    assert code == 0
    assert "上次上报  2022-06-30  1,200 座（2022-06-30 录入，tester）" in shown
    assert "计划要求  今天（2023-01-10）应为 3,000 座；目标 3,000 座，期限 2022-12-31" in shown
    assert "写入？ [Y/n]" in shown
    assert len(lines(plan, "stations")) == 2


def test_a_wrong_answer_is_said_and_asked_again(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer(
            "", "abc", "2900", "30/6/2022", "2022-12", "a\u200bb", "", "", "", "", "perhaps", "yes"
        )
        code, shown = terminal.end()
    assert code == 0
    assert "an answer is needed" in shown
    assert shown.count("value (sites): ") == 3
    assert shown.count("for the day or period [2022-12-31]: ") == 2
    assert r"it holds control characters: a\u200bb" in shown
    assert "answer y or n" in shown
    assert len(lines(plan, "stations")) == 2


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("answered", range(7))
def test_broken_off_anywhere_nothing_is_written(plan: Path, key: str, answered: int) -> None:
    before = lines(plan, "stations")
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer(*["2900", "", "s", "n", "p", "x"][:answered], key)
        code, shown = terminal.end()
    assert code == 130
    assert "nothing was written" in shown
    assert lines(plan, "stations") == before


def test_a_no_at_the_end_writes_nothing(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("2900", "", "", "", "", "", "n")
        code, shown = terminal.end()
    assert code == 1
    assert "nothing was written" in shown
    assert "error" not in shown  # it is somebody's own decision
    assert len(lines(plan, "stations")) == 1


def test_a_day_that_is_reported_is_revised_with_its_reason_or_asked_again(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("1300", "2022-06", "n", "1300", "2022-06", "y", "recount", "", "", "", "", "y")
        code, shown = terminal.end()
    assert code == 0
    assert shown.count("2022-06-30 is reported already") == 2
    (line,) = lines(plan, "stations")[1:]
    assert line.startswith("2022-06-30-r2 = { value = 1300, ")
    assert 'reason = "recount"' in line


def test_a_cumulative_figure_that_falls_is_a_correction_or_asked_again(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("1100", "", "y", "", "", "", "", "", "y")
        code, shown = terminal.end()
    assert code == 0
    assert "a cumulative figure does not fall" in shown
    assert "correction = true" in lines(plan, "stations")[1]


def test_a_figure_that_looks_like_a_slip_needs_a_yes_that_is_typed_or_is_asked_for_again(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("90万", "", "", "1300", "", "", "", "", "", "y")
        code, shown = terminal.end()
    assert code == 0
    assert "doubt: 300 times the largest known figure, 3,000 sites: is the unit right?" in shown
    assert "Is it right all the same? [y/N]" in shown
    assert [line.partition(",")[0] for line in lines(plan, "stations")[1:]] == ["2022-12-31 = { value = 1300"]


def test_a_doubt_that_is_accepted_is_not_asked_about_again(plan: Path) -> None:
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("90万", "", "y", "", "", "", "", "y")
        code, shown = terminal.end()
    assert code == 0
    assert shown.count("[y/N]") == 1
    assert len(lines(plan, "stations")) == 2


@pytest.mark.parametrize(
    ("target", "answer", "entry"),
    [
        ("station", "completed", 'stage = "completed"'),
        ("platform", "yes", "done = true"),
        ("jobs", "90", "from = 2022-10-01, value = 90"),
        ("watched", "60%", "value = 60"),
    ],
)
def test_every_kind_is_asked_for_in_its_own_words(plan: Path, target: str, answer: str, entry: str) -> None:
    with Terminal("record", target, plans=plan.parent) as terminal:
        terminal.answer(answer, "", "", "", "", "", "y")
        code, shown = terminal.end()
    assert code == 0
    assert "nothing is reported yet" in shown
    assert lines(plan, f"works.{target}")[0].startswith(f"2022-12-31 = {{ {entry}")


@pytest.mark.parametrize(("last", "offered"), [("2022-12-31", "2023-01-10"), ("2022-11-10", "2022-12-31")])
def test_the_day_offered_is_the_end_of_the_last_whole_period_that_is_not_reported(
    plan: Path, last: str, offered: str
) -> None:
    write_ledger(plan, "stations", report_line(last, 1200))
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        terminal.answer("1300", CTRL_C)
        _, shown = terminal.end()
    assert f"for the day or period [{offered}]: " in shown


def test_a_dry_conversation_writes_nothing(plan: Path) -> None:
    with Terminal("record", "stations", "--dry-run", plans=plan.parent) as terminal:
        terminal.answer("1300", "", "", "", "", "", "y")
        code, shown = terminal.end()
    assert code == 0
    assert "dry run: nothing was written" in shown
    assert len(lines(plan, "stations")) == 1


def test_a_ledger_with_a_fault_is_told_before_anything_is_asked(plan: Path) -> None:
    path = write_ledger(plan, "stations", "x")
    with Terminal("record", "stations", plans=plan.parent) as terminal:
        code, shown = terminal.end()
    assert code == 3
    assert f"{path}:2" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_terminal_a_value_is_missing(plan: Path, lang: str) -> None:
    code, out, err = run("record", "stations", plans=plan.parent, lang=lang)
    assert (code, out) == (2, "")
    assert "VALUE" in err
    assert "jinjiang-plan record --help" in err


def test_with_options_a_value_is_missing_even_at_a_terminal(plan: Path) -> None:
    with Terminal("record", "stations", "--source", "x", plans=plan.parent) as terminal:
        code, shown = terminal.end()
    assert code == 2
    assert "VALUE is missing" in shown
