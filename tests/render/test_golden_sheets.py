"""The sheets of the demonstration as people see them, at every width, in both languages and in ASCII."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan import Judgement, Portfolio, assess
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.lists import actions_sheet, plans_sheet, targets_sheet
from jinjiang_plan.render.sheets.log import LogEntry, log_sheet
from jinjiang_plan.render.sheets.plain_text import in_ascii, markdown_lines, plain_lines
from jinjiang_plan.render.sheets.sheet import Sheet
from jinjiang_plan.render.sheets.show import show_sheet
from jinjiang_plan.render.sheets.status import status_sheet
from jinjiang_plan.render.sheets.terminal import terminal_lines

AS_OF = date(2021, 6, 30)
WIDTHS = (60, 80, 100, 140)
DRAWN = "█·│▁▂▃▄▅▆▇"

Part = Callable[[str, str | None], bool]


@cache
def samples() -> Portfolio:
    return demonstration()


def judged(part: Part) -> Judgement:
    portfolio = samples()
    only = [target for target in portfolio.judged if part(target.plan, target.action)]
    return assess(portfolio, AS_OF, only=only)


def everything(_plan: str, _action: str | None) -> bool:
    return True


def network(_plan: str, action: str | None) -> bool:
    return action == "network"


def status(lang: Lang, part: Part) -> Sheet:
    return status_sheet(samples(), judged(part), lang)


def targets(lang: Lang, part: Part) -> Sheet:
    chosen = [target for target in samples().judged if part(target.plan, target.action)]
    return targets_sheet(samples(), chosen, lang, AS_OF)


def plans(lang: Lang, _part: Part) -> Sheet:
    return plans_sheet(samples(), lang)


def actions(lang: Lang, _part: Part) -> Sheet:
    return actions_sheet(samples(), lang)


def show(wanted: str, lang: Lang) -> Sheet:
    portfolio = samples()
    target = portfolio.find(wanted)
    judgement = assess(portfolio, AS_OF, only=[target])
    return show_sheet(portfolio.plan(target.plan), judgement, portfolio.ledger(target), lang, explain=True)


def stations(lang: Lang, _part: Part) -> Sheet:
    return show("5g-stations", lang)


def log(lang: Lang, part: Part) -> Sheet:
    portfolio = samples()
    entries = [
        LogEntry(report.recorded, target, report)
        for target in portfolio.judged
        if part(target.plan, target.action)
        for report in portfolio.ledger(target).reports
    ]
    entries.sort(key=lambda entry: entry.at)
    return log_sheet(portfolio, entries if part is everything else entries[-8:], lang)


SHEETS: dict[str, Callable[[Lang, Part], Sheet]] = {
    "status": status,
    "list": targets,
    "list-plans": plans,
    "list-actions": actions,
    "show": stations,
    "log": log,
}


def drawn(sheet: Sheet, lang: Lang, width: int) -> list[str]:
    return [line.plain for line in terminal_lines(sheet, lang, width)]


@pytest.mark.parametrize(("lang", "width"), [(lang, width) for lang in ("zh", "en") for width in WIDTHS])
@pytest.mark.parametrize("name", ["status", "list", "show", "log"])
def test_a_sheet_looks_as_it_did(name: str, lang: Lang, width: int, snapshot: SnapshotAssertion) -> None:
    lines = drawn(SHEETS[name](lang, network), lang, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "\n".join(lines) == snapshot


@pytest.mark.parametrize("width", [*WIDTHS, 61, 79, 99, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_no_line_of_the_whole_demonstration_is_wider_than_the_terminal(
    name: str, lang: Lang, width: int
) -> None:
    lines = drawn(SHEETS[name](lang, everything), lang, width)
    assert [line for line in lines if cell_len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_any_target_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    for target in samples().judged:
        lines = drawn(show(target.full_id, lang), lang, width)
        assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("name", ["status", "list", "show", "log"])
def test_ascii_draws_nothing_that_a_poor_screen_cannot_show(name: str) -> None:
    lines = drawn(SHEETS[name]("en", everything), "en", 140)
    shown = [in_ascii(line) for line in lines]
    assert [line for line in shown if any(sign in line for sign in DRAWN)] == []
    assert [len(line) for line in shown] == [len(line) for line in lines]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_pipe_gets_it_plain(name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(plain_lines(SHEETS[name](lang, network), lang)) == snapshot


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_pull_request_gets_it_as_markdown(name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(markdown_lines(SHEETS[name](lang, network), lang)) == snapshot


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_says_that_its_figures_are_samples(name: str, lang: Lang) -> None:
    word = "示例数据" if lang == "zh" else "SAMPLE FIGURES"
    sheet = SHEETS[name](lang, network)
    for lines in (drawn(sheet, lang, 80), plain_lines(sheet, lang), markdown_lines(sheet, lang)):
        assert any(word in line for line in list(lines)[:3])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_status_keeps_what_matters_at_every_width(lang: Lang, width: int) -> None:
    text = "\n".join(drawn(status(lang, network), lang, width))
    assert ("欠进度" if lang == "zh" else "behind") in text
    assert "1,200" in text
    assert "-10.0" in text
    assert ("5G基站" if lang == "zh" else "5G stations") in text
