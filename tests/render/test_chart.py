"""The chart in the terminal: as it looks, at every width, in both languages, in ASCII, without colour."""

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.burnup_geometry import BAND, LINES, MARKS, picture
from jinjiang_plan.render.charts.burnup_text import ASCII_SIGNS, SIGNS, Signs
from jinjiang_plan.render.charts.burnup_words import CHART_WORDS, shown_keys
from jinjiang_plan.render.charts.chart_sheet import chart_sheet, markdown_chart, plain_chart
from jinjiang_plan.render.sheets.sheet import Sheet
from jinjiang_plan.render.sheets.terminal import terminal_lines
from tests.render.chart_cases import CASES, drawn, of_the_demonstration

every_case = pytest.mark.parametrize("name", CASES)
every_lang = pytest.mark.parametrize("lang", ["zh", "en"])


def sheet(name: str, lang: Lang, width: int, height: int = 13, *, ascii_only: bool = False) -> Sheet:
    plan, shown = drawn(name)
    return chart_sheet(plan, shown, lang, known_at=None, size=(width, height), ascii_only=ascii_only)


def lines(name: str, lang: Lang, width: int, height: int = 13, *, ascii_only: bool = False) -> list[str]:
    made = sheet(name, lang, width, height, ascii_only=ascii_only)
    return [line.plain for line in terminal_lines(made, lang, width)]


@every_case
def test_a_chart_looks_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(lines(name, "en", 80)) == snapshot


@every_case
def test_a_chart_of_ascii_looks_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(lines(name, "zh", 60, 10, ascii_only=True)) == snapshot


@pytest.mark.parametrize("name", ["rising", "stages", "amended"])
@pytest.mark.parametrize("width", [60, 120])
@every_lang
def test_a_chart_is_readable_at_every_width(
    name: str, lang: Lang, width: int, snapshot: SnapshotAssertion
) -> None:
    assert "\n".join(lines(name, lang, width)) == snapshot


@every_case
@every_lang
def test_no_line_is_wider_and_no_field_higher_than_asked(name: str, lang: Lang) -> None:
    for width in (40, 60, 80, 81, 120, 200):
        for height in (5, 9, 16, 40):
            assert [line for line in lines(name, lang, width, height) if cell_len(line) > width] == []
            (block,) = sheet(name, lang, width, height).blocks
            assert 2 <= sum(bool(line.spans) for line in block.heading) <= height


@every_lang
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_target_of_the_demonstration_fits(lang: Lang, width: int) -> None:
    for plan, shown in of_the_demonstration():
        made = chart_sheet(plan, shown, lang, known_at=None, size=(width, 13), ascii_only=False)
        found = [line.plain for line in terminal_lines(made, lang, width)]
        assert [line for line in found if cell_len(line) > width] == []


@every_case
def test_ascii_has_no_sign_that_is_none(name: str) -> None:
    made = sheet(name, "en", 80, ascii_only=True)
    assert all(line.left.isascii() for block in made.blocks for line in block.heading[1:])
    assert all(line.left.isascii() for line in made.notes)


@every_case
@every_lang
@pytest.mark.parametrize("signs", [SIGNS, ASCII_SIGNS], ids=["drawn", "ascii"])
def test_the_legend_has_words_for_all_that_is_drawn_and_for_nothing_else(
    name: str, lang: Lang, signs: Signs
) -> None:
    made = sheet(name, lang, 120, ascii_only=signs is ASCII_SIGNS)
    (legend,) = made.notes
    entries = [part.lstrip().partition(" ")[2] for part in legend.left.split("  ")]
    found = picture(drawn(name)[1], lang, width=120, ticks=5)
    assert found is not None
    assert [CHART_WORDS[key].say(lang) for key in shown_keys(found)] == [
        entry.removeprefix("─ ").removeprefix("- ") for entry in entries
    ]


@pytest.mark.parametrize("signs", [SIGNS, ASCII_SIGNS], ids=["drawn", "ascii"])
def test_without_colour_every_line_and_mark_is_another(signs: Signs) -> None:
    looks = [(signs.pens[key].flat, signs.pens[key].dashed) for key in LINES]
    looks += [(signs.marks[key], False) for key in (*MARKS, BAND, "as_of") if key != "latest"]
    assert len(set(looks)) == len(looks)
    assert set(CHART_WORDS) == {*LINES, *MARKS, BAND, "as_of"}


def test_every_sign_is_one_that_a_chinese_console_can_show() -> None:
    for pen in SIGNS.pens.values():
        "".join(pen[:6]).encode("gbk")
    "".join((*SIGNS.marks.values(), *SIGNS.axis, SIGNS.below)).encode("gbk")


@every_lang
def test_a_pipe_and_a_pull_request_get_it_without_colour(lang: Lang, snapshot: SnapshotAssertion) -> None:
    made = sheet("rising", lang, 80)
    assert "\n".join([*plain_chart(made), "", *markdown_chart(made)]) == snapshot


@every_case
def test_the_last_report_stands_in_its_row_and_column(name: str) -> None:
    """The reported value, read back from where its mark stands: within a row and a column."""
    shown = drawn(name)[1]
    found = picture(shown, "en", width=80, ticks=5)
    assert found is not None
    marks = [trace for trace in found.traces if trace.key in ("report", "latest")]
    if not shown.reports:
        assert marks == []
        return
    x, y = marks[0].spots[-1]
    assert found.values.low + (found.values.high - found.values.low) * round(
        y * 10**9
    ) / 10**9 == pytest.approx(float(shown.reports[-1].value), rel=1e-6)
    span = (found.days.last - found.days.first).days
    assert round(x * span) == (shown.reports[-1].on - found.days.first).days


def test_colour_follows_the_signs() -> None:
    made = list(terminal_lines(sheet("rising", "en", 80), "en", 80))
    row = next(line for line in made if "●" in line.plain)
    at = row.plain.index("●")
    assert any(span.start <= at < span.end and "bold" in str(span.style) for span in row.spans)
