"""What `--help` prints: whole lines within the width, in one language, the commands in their groups."""

import re

import pytest

from jinjiang_plan.cli.app import COMMANDS
from jinjiang_plan.cli.help_page import GROUPS
from jinjiang_plan.render.width import cells
from tests.build import call

Capture = pytest.CaptureFixture[str]
PAGES = [(), *((name,) for name in COMMANDS)]
LABELS = re.compile(
    r"Usage|Options|Arguments|Commands|Show this|OPTIONS|ARGS|required|default:|Install|Filters|Output"
)


def test_the_groups_hold_every_command_once() -> None:
    named = [name for group in GROUPS.values() for name in group]
    assert sorted(named) == sorted(COMMANDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda each: each[0] if each else "all")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_every_line_is_whole_within_the_width(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, page: tuple[str, ...], lang: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = call(capsys, *page, "--help", lang=lang).out
    assert max(map(cells, out.splitlines())) <= min(columns, 80)
    assert out.splitlines()[0].startswith({"zh": "用法：", "en": "Usage: "}[lang])
    if lang == "zh":
        assert LABELS.findall(out) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_page_names_each_command_with_what_it_does(capsys: Capture, lang: str) -> None:
    lines = call(capsys, "--help", lang=lang).out.splitlines()
    for group in GROUPS.values():
        for name, does in group.items():
            said = {"zh": does.zh, "en": does.en}[lang]
            assert any(line.split(maxsplit=1) == [name, said] for line in lines)


def test_options_that_commands_share_stand_under_what_they_are_for(capsys: Capture) -> None:
    out = call(capsys, "status", "--help").out
    titles = re.findall(r"^(\w+):$", out, re.MULTILINE)
    assert titles == ["Arguments", "Options", "Filters", "Time", "Output"]
    assert out.index("Filters:") < out.index("--action") < out.index("Time:") < out.index("--as-of")


def test_the_version_has_a_short_option(capsys: Capture) -> None:
    assert call(capsys, "-V") == call(capsys, "--version")
