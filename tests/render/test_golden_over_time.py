"""The sheets that look along time, as people see them: at every width, in both languages, in ASCII and in a pipe."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan import Portfolio, assess
from jinjiang_plan.assess.diff import compare
from jinjiang_plan.assess.series import days_of, trend
from jinjiang_plan.assess.timeline import agenda
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.change import Changes, Snapshot
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.sheets.diff import diff_sheet
from jinjiang_plan.render.sheets.plain_text import in_ascii, markdown_lines, plain_lines
from jinjiang_plan.render.sheets.sheet import Sheet
from jinjiang_plan.render.sheets.terminal import terminal_lines
from jinjiang_plan.render.sheets.timeline import timeline_sheet
from jinjiang_plan.render.sheets.trend import trend_sheet

AS_OF = date(2021, 6, 30)
WIDTHS = (60, 80, 120)
DRAWN = "█▓░│─▁▂▃▄▅▆▇·→"


@cache
def samples() -> Portfolio:
    return demonstration()


def changes() -> Changes:
    sides = [Snapshot(samples(), day, None, Words(f"{day}", f"{day}")) for day in (date(2021, 3, 31), AS_OF)]
    return compare(sides[0], sides[1])


def diff(lang: Lang) -> Sheet:
    return diff_sheet(changes(), lang, replayed=False)


def timeline(lang: Lang) -> Sheet:
    judged = assess(samples(), AS_OF).assessments
    return timeline_sheet(samples(), agenda(judged, AS_OF, AS_OF, date(2022, 12, 31)), lang)


def trends(lang: Lang) -> Sheet:
    days = [(day, None) for day in days_of(date(2020, 1, 1), date(2021, 8, 10), Frequency.QUARTER)]
    found = [trend(samples(), plan, days, plan.frequency) for plan in samples().plans]
    return trend_sheet(samples(), found, None, lang)


SHEETS: dict[str, Callable[[Lang], Sheet]] = {"diff": diff, "timeline": timeline, "trend": trends}


def drawn(name: str, lang: Lang, width: int) -> list[str]:
    return [line.plain for line in terminal_lines(SHEETS[name](lang), lang, width)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_did(name: str, lang: Lang, width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(drawn(name, lang, width)) == snapshot


@pytest.mark.parametrize("width", [*WIDTHS, 61, 79, 100, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_wider_than_the_terminal(name: str, lang: Lang, width: int) -> None:
    lines = drawn(name, lang, width)
    assert [line for line in lines if cell_len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("name", SHEETS)
def test_ascii_draws_nothing_that_a_poor_screen_cannot_show(name: str) -> None:
    lines = drawn(name, "en", 120)
    shown = [in_ascii(line) for line in lines]
    assert [line for line in shown if any(sign in line for sign in DRAWN)] == []
    assert [len(line) for line in shown] == [len(line) for line in lines]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_pipe_gets_it_plain(name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(plain_lines(SHEETS[name](lang), lang)) == snapshot


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_pull_request_gets_it_as_markdown(name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(markdown_lines(SHEETS[name](lang), lang)) == snapshot


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_says_that_its_figures_are_samples(name: str, lang: Lang) -> None:
    word = "示例数据" if lang == "zh" else "SAMPLE FIGURES"
    for lines in (drawn(name, lang, 80), plain_lines(SHEETS[name](lang), lang)):
        assert any(word in line for line in list(lines)[:3])
