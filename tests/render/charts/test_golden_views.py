"""The views of several targets in a terminal: as they look, at every width, in both languages, in ASCII, in a pipe."""

from datetime import date

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.charts.chart_sheet import markdown_chart, plain_chart
from jinjiang_plan.render.charts.multiples_sheet import multiples_sheet
from jinjiang_plan.render.charts.stages_sheet import stages_sheet
from jinjiang_plan.render.charts.strip_sheet import strip_sheet
from jinjiang_plan.render.sheets.plain_text import markdown_lines, plain_lines
from jinjiang_plan.render.sheets.sheet import Sheet
from jinjiang_plan.render.sheets.terminal import terminal_lines
from tests.render.charts.boxes import HOSTILE_TITLES
from tests.render.charts.test_drawings_of_many import Scene, renamed, scene, shown

every_view = pytest.mark.parametrize("view", ["multiples", "strip", "stages"])
every_lang = pytest.mark.parametrize("lang", ["zh", "en"])
every_width = pytest.mark.parametrize("width", [60, 80, 120])


def sheet(view: str, of: Scene, lang: Lang, width: int) -> Sheet:
    match view:
        case "multiples":
            return multiples_sheet(of.portfolio, of.burnups, lang, known_at=None)
        case "strip":
            return strip_sheet(of.portfolio, of.chronicles, lang, width=width)
        case _:
            return stages_sheet(of.portfolio, of.stagings, lang, known_at=None, width=width)


def action(name: str) -> Scene:
    """What the demonstration has of an action."""
    of = shown()
    chronicles = [
        each._replace(courses=tuple(course for course in each.courses if course.target.action == name))
        for each in of.chronicles
    ]
    return Scene(
        of.portfolio,
        [each for each in of.burnups if each.assessment.target.action == name],
        [each for each in chronicles if each.courses],
        [each for each in of.stagings if each.assessment.target.action == name],
    )


def lines(view: str, of: Scene, lang: Lang, width: int) -> list[str]:
    return [line.plain for line in terminal_lines(sheet(view, of, lang, width), lang, width)]


@every_view
@every_lang
@every_width
def test_a_view_looks_as_it_did(view: str, lang: Lang, width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(lines(view, action("industry"), lang, width)) == snapshot


@every_view
@every_lang
def test_no_line_is_wider_than_the_screen(view: str, lang: Lang) -> None:
    for width in (40, 60, 80, 81, 120, 200):
        assert [line for line in lines(view, shown(), lang, width) if cell_len(line) > width] == []


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_hostile_title_commands_no_screen(title: str) -> None:
    of = renamed(shown(), title)
    for view in ("multiples", "strip", "stages"):
        found = lines(view, of, "zh", 80)
        assert [line for line in found if cell_len(line) > 80] == []
        assert not any(sign in line for line in found for sign in "\x00\x1b\u202e")


@pytest.mark.parametrize("view", ["strip", "stages"])
def test_a_pipe_and_a_pull_request_get_it_without_colour(view: str, snapshot: SnapshotAssertion) -> None:
    made = sheet(view, action("industry"), "en", 10_000)
    assert "\n".join([*plain_chart(made), "", *markdown_chart(made)]) == snapshot


def test_the_small_multiples_are_a_table_in_a_pipe_and_in_a_pull_request(snapshot: SnapshotAssertion) -> None:
    made = sheet("multiples", action("network"), "zh", 80)
    assert "\n".join([*plain_lines(made, "zh"), "", *markdown_lines(made, "zh")]) == snapshot


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "too narrow: the first 24 periods"), ("zh", "前 24 期未列出")]
)
def test_what_finds_no_room_is_left_out_the_earliest_first_and_told(lang: Lang, said: str) -> None:
    of = scene(demonstration(), date(2023, 12, 31), Frequency.MONTH)
    width = 80 if lang == "zh" else 60
    found = lines("strip", of, lang, width)
    assert [line for line in found if cell_len(line) > width] == []
    assert any(said in line for line in found)
    assert not any(line.split()[:1] == ["2020"] for line in found)
    assert not any(said in line for line in lines("strip", of, lang, 200))


def test_a_sign_has_the_colour_of_its_status() -> None:
    made = list(terminal_lines(sheet("strip", action("industry"), "en", 80), "en", 80))
    row = next(line for line in made if line.plain.startswith("New social"))
    styles = {row.plain[span.start : span.end]: str(span.style) for span in row.spans}
    assert styles["F"] == "bold red"
    assert styles["B"] == "yellow"
    assert styles["far behind"] == "bold red"
