"""What `--help` prints: whole lines within the width, in one language, the commands in their groups."""

import re

import pytest

from jinjiang_plan.cli.app import COMMANDS, NESTED
from jinjiang_plan.cli.help_page import BELOW, GROUPS
from jinjiang_plan.render.width import cells
from tests.build import call

Capture = pytest.CaptureFixture[str]
PAGES = [
    (),
    *((name,) for name in COMMANDS),
    *((above, name) for above, names in NESTED.items() for name in names),
]
LABELS = re.compile(
    r"Usage|Options|Arguments|Commands|Show this|OPTIONS|ARGS|required|default:|Install|Filters|Output"
)


def test_the_groups_hold_every_command_once() -> None:
    named = [name for group in GROUPS.values() for name in group]
    assert sorted(named) == sorted(COMMANDS)
    assert {above: tuple(names) for above, names in BELOW.items()} == NESTED


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda each: " ".join(each) or "all")
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


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("above", NESTED)
def test_a_command_with_others_below_lists_them_when_it_is_called_alone(
    capsys: Capture, above: str, lang: str
) -> None:
    alone = call(capsys, above, lang=lang)
    assert alone == call(capsys, above, "--help", lang=lang)
    lines = [line.split(maxsplit=1) for line in alone.out.splitlines()]
    for name, does in BELOW[above].items():
        assert [name, {"zh": does.zh, "en": does.en}[lang]] in lines
        assert call(capsys, "help", above, name, lang=lang).out.startswith(
            call(capsys, above, name, "--help", lang=lang).out.rstrip("\n")
        )


@pytest.mark.parametrize("words", [("plan", "ad"), ("help", "plan", "ad")], ids=" ".join)
def test_a_command_that_does_not_stand_below_is_refused_with_the_nearest(
    capsys: Capture, words: tuple[str, ...]
) -> None:
    done = call(capsys, *words)
    assert (done.code, done.out) == (2, "")
    assert "add" in done.err


def test_options_that_commands_share_stand_under_what_they_are_for(capsys: Capture) -> None:
    out = call(capsys, "status", "--help").out
    titles = re.findall(r"^(\w+):$", out, re.MULTILINE)
    assert titles == ["Arguments", "Options", "Filters", "Time", "Output"]
    assert out.index("Filters:") < out.index("--action") < out.index("Time:") < out.index("--as-of")


def test_the_version_has_a_short_option(capsys: Capture) -> None:
    assert call(capsys, "-V") == call(capsys, "--version")
