"""GitHub annotations, read back as the runner reads them."""

import re
from typing import NamedTuple

import pytest

from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.findings.ci_services import github
from jinjiang_plan.render.width import inert
from tests.render.findings.runs import EMPTY, HARD, HOSTILE_WORDS, LEDGER, PATH, POINT, WRONG_TYPE


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def read_back(line: str) -> Command:
    """A line as the runner takes it: the command up to the second `::`, properties between commas, escapes undone."""
    assert line.startswith("::")
    head, separator, message = line[2:].partition("::")
    assert separator
    name, _, rest = head.partition(" ")
    pairs = [pair.split("=", 1) for pair in rest.strip().split(",") if pair]
    assert all(len(pair) == 2 for pair in pairs)
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return Command(
        name,
        {key: undone(value, escapes) for key, value in pairs},
        undone(message, {key: escapes[key] for key in ("%0D", "%0A", "%25")}),
    )


def undone(text: str, escapes: dict[str, str]) -> str:
    """Each escape in turn, the per cent sign last, as the runner does it."""
    for escape, sign in escapes.items():
        text = text.replace(escape, sign)
    return text


def refused(command: Command) -> list[str]:
    """What the runner has against the places of a command; it drops them then."""
    there = command.properties
    wrong = []
    if "line" not in there and there.keys() & {"endLine", "col", "endColumn"}:
        wrong.append("a place without a line")
    if there.get("line") != there.get("endLine") and there.keys() & {"col", "endColumn"}:
        wrong.append("columns over several lines")
    for first, last in (("line", "endLine"), ("col", "endColumn")):
        if first in there and int(there[first]) > int(there[last]):
            wrong.append(f"{last} before {first}")
    return wrong


def commands(checked: CheckResult, lang: Lang = "en") -> list[Command]:
    text = github(checked, lang)
    assert text == "" or text.endswith("\n")
    return [read_back(line) for line in text.splitlines()]


def test_file_lines_columns_title_and_message_come_back_exactly() -> None:
    (command,) = commands(EMPTY._replace(findings=(WRONG_TYPE,)))
    assert command == Command(
        "error",
        {
            "file": PATH,
            "line": "5",
            "endLine": "5",
            "col": "9",
            "endColumn": "21",
            "title": "JP102 wrong-type",
        },
        "`start` must be a day\na day has no quotes\nhelp: leave the quotes out",
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_runner_refuses_no_place(lang: Lang) -> None:
    found = commands(HARD, lang)
    assert [command.name for command in found] == ["notice", "warning", "error", "error", "error"]
    assert [refused(command) for command in found] == [[]] * 5
    assert {command.properties["file"] for command in found} == {PATH, LEDGER}


def test_a_whole_file_has_no_place_and_several_lines_no_columns() -> None:
    whole, several, point = (
        commands(EMPTY._replace(findings=(finding,)))[0].properties
        for finding in (HARD.findings[-1], HOSTILE_WORDS, POINT)
    )
    assert list(whole) == ["file", "title"]
    assert [several[key] for key in ("line", "endLine")] == ["4", "5"]
    assert "col" not in several
    assert [point[key] for key in ("line", "endLine", "col", "endColumn")] == ["3", "3", "1", "1"]


@pytest.mark.parametrize("text", ["50% off", "%0A", "%25", "%3A %2C", "a,b:c=d;e", "::x::y", "百分之五十%"])
def test_a_message_and_a_path_come_back_whatever_looks_like_an_escape(text: str) -> None:
    finding = POINT._replace(words=Words("", f"it is {text}"), file=f"计划/{text}.toml")
    (command,) = commands(EMPTY._replace(findings=(finding,)))
    assert command.message == f"it is {text}"
    assert command.properties["file"] == f"计划/{text}.toml"


def test_a_hostile_message_stays_one_command_and_gives_no_other() -> None:
    text = github(EMPTY._replace(findings=(HOSTILE_WORDS,)), "en")
    assert text.count("\n") == 1
    assert not set(text) & set("\x1b\u202e\x00\r")
    message = read_back(text).message
    assert "##[" not in message
    assert "##vso[" not in message
    assert not re.search(r"^\s*::", message, re.MULTILINE)
    assert message.splitlines()[1] == ": :error::no"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::x", ": :error::x"),
        ("  ::error::x", "  : :error::x"),
        ("x ::error::x", "x ::error::x"),
        ("##[endgroup]", "# #[endgroup]"),
        ("a ##vso[task.x]", "a # #vso[task.x]"),
        ("## heading [x]", "## heading [x]"),
        ("a: b", "a: b"),
    ],
)
def test_only_what_a_runner_takes_for_a_command_is_broken_up(line: str, shown: str) -> None:
    assert inert(line) == shown


def test_nothing_found_is_nothing_said() -> None:
    assert github(EMPTY, "zh") == ""


def test_the_path_from_the_repositorys_top_is_the_one_that_is_told() -> None:
    (command,) = commands(EMPTY._replace(findings=(POINT,), paths={PATH: "区/plan.toml"}))
    assert command.properties["file"] == "区/plan.toml"


def test_a_finding_without_an_end_is_a_point() -> None:
    finding = Finding("JP001", "toml-syntax", POINT.severity, Words("错", "wrong"), PATH, 7, 4)
    (command,) = commands(EMPTY._replace(findings=(finding,)))
    assert refused(command) == []
    assert (command.properties["line"], command.properties["col"]) == ("7", "4")
