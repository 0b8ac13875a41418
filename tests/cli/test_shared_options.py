"""Options that several commands share are declared once, and a block of them stands for its options."""

import ast
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from jinjiang_plan.cli import commands, options
from jinjiang_plan.cli.app import COMMANDS, build
from jinjiang_plan.cli.question import NO_FILTERS, Filters
from jinjiang_plan.cli.session import Session

DECLARING = ("Option", "day_option", "format_option")


def declared(path: Path) -> list[str]:
    """The options that a module declares itself, as they are written."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return [
        ast.unparse(call)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in DECLARING
    ]


def test_no_option_is_declared_alike_by_two_commands() -> None:
    places = defaultdict(set)
    for path in Path(commands.__path__[0]).glob("*_command.py"):
        for option in declared(path):
            places[option].add(path.name)
    assert len(places) > 40
    assert {option: sorted(names) for option, names in places.items() if len(names) > 1} == {}


def parameters(name: str) -> list[str]:
    session = Session("en", {})
    group = build(session)
    context = group.make_context("jinjiang-plan", [], obj=session, resilient_parsing=True)
    return [option for each in group.get_command(context, name).params for option in each.opts]


JUDGING = ["--as-of", "--known-at", "--profile"]
FILTERS = ["--plan", "--action", "--lead", "--class", "--status", "--tag", "--due-before"]


@pytest.mark.parametrize("name", ["status", "show", "brief", "chart", "timeline", "site"])
def test_every_command_that_judges_takes_the_same_options(name: str) -> None:
    taken = parameters(name)
    place = taken.index(JUDGING[0])
    assert taken[place : place + len(JUDGING)] == JUDGING


@pytest.mark.parametrize("name", [each for each in COMMANDS if "--action" in parameters(each)])
def test_every_command_that_filters_takes_all_filters(name: str) -> None:
    taken = parameters(name)
    place = taken.index(FILTERS[0])
    assert taken[place : place + len(FILTERS)] == FILTERS


def test_a_block_is_given_to_the_command_as_one_argument() -> None:
    given: list[Any] = []

    @options.with_blocks
    def run(*, judging: options.JudgeOptions = options.AS_USUAL, filters: Filters = NO_FILTERS) -> int:
        given.extend((judging, filters))
        return 0

    typed: dict[str, Any] = dict.fromkeys(
        ["as_of", "known_at", "profile", "plan", "action", "lead", "class_", "status", "tag", "due_before"]
    )
    assert run(**{**typed, "as_of": "today", "class_": ["binding"], "due_before": "2022"}) == 0
    assert given == [
        options.JudgeOptions(as_of="today"),
        Filters(classes=["binding"], due_before="2022"),
    ]
