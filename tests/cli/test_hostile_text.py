"""Text from files is data: never markup, never a command to a terminal, in any command and format."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.build import NOW, call, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown")
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
ESCAPES = "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b2J"
TURNED = "abc\u202edef\u2066\u200b"
MARKUP = "[/annex] [bold]x[/bold] [link=x]y"
HOSTILE = {"escapes": ESCAPES, "turned": TURNED, "markup": MARKUP}
SHOWN = {
    "escapes": r"\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b2J",
    "turned": r"abc\u202edef\u2066\u200b",
    "markup": MARKUP,
}
READING = [
    ["list"],
    ["list", "initiatives"],
    ["list", "actions"],
    ["list", "plans"],
    ["status", "--as-of", "2021-06-30"],
    ["show", "t", "--as-of", "2021-06-30", "--explain"],
    ["show", "i", "--as-of", "2021-06-30", "--explain"],
    ["show", "s", "--as-of", "2021-06-30", "--explain"],
    ["log"],
]


def toml(text: str) -> str:
    """A text as a TOML string, every sign that is not printable written as an escape."""
    return json.dumps(text)


def plans_of(root: Path, text: str, folder: str = "plan") -> Path:
    """A plan that holds the text wherever a file may hold one."""
    t = toml(text)
    head = f"""\
format = 1

[plan]
title = {t}
start = 2020-01-01
due = 2022-12-31
lead = {t}
summary = {t}
note = {t}

[source.doc]
title = {t}
publisher = {t}
number = {t}
url = {t}

[target.t]
title = {t}
kind = "cumulative"
unit = {t}
goal = {{ value = 3000 }}
source = "doc"
wording = {t}
note = {t}
tags = [{t}]
partners = [{t}]

[[target.t.amendment]]
decided = 2021-01-01
value = 2900
document = {t}
reason = {t}

[target.s]
title = "Staged"
kind = "stage"
stages = ["first", {t}]
goal = {{ stage = {t} }}
"""
    action = f"""\
format = 1

[action]
title = {t}
lead = {t}
summary = {t}

[initiative.i]
title = {t}
summary = {t}
place = {t}
"""
    plan = write_plan(root, folder, head=head, act=action)
    recorded = "recorded = 2021-07-01T10:00:00+08:00"
    texts = ", ".join(
        f"{name} = {t}" for name in ("by", "source", "url", "note", "problems", "next", "reason")
    )
    write_ledger(plan, "t", f"2021-06-30 = {{ value = 1200, {recorded}, {texts} }}")
    write_ledger(plan, "s", f"2021-06-30 = {{ stage = {t}, {recorded}, {texts} }}")
    write_ledger(plan, "act.i", f'2021-06-30 = {{ stage = "signed", {recorded}, {texts} }}')
    return root


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_nothing_that_a_file_says_commands_the_terminal(
    capsys: Capture, tmp_path: Path, command: list[str], form: str, name: str
) -> None:
    plans = plans_of(tmp_path / "plans", HOSTILE[name])
    code, out, err = call(capsys, *command, "--format", form, plans=plans)
    assert (code, err) == (0, "")
    assert COMMANDS.search(out) is None
    unmarked = re.sub(r"\\([\\`*_{}\[\]<>#|~&])", r"\1", out) if form == "markdown" else out
    match form:
        case "json" | "jsonl":
            documents = (
                [json.loads(out)] if form == "json" else [json.loads(line) for line in out.splitlines()]
            )
            assert HOSTILE[name] in "\n".join(_texts(documents))
        case "csv" | "tsv":
            rows = list(csv.reader(io.StringIO(out), delimiter="," if form == "csv" else "\t"))
            assert any(SHOWN[name] in cell for row in rows for cell in row)
        case "table":
            assert SHOWN[name][:5] in unmarked
        case _:
            assert SHOWN[name] in unmarked


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", READING[:6], ids=" ".join)
def test_the_name_of_a_folder_commands_nothing_either(
    capsys: Capture, tmp_path: Path, command: list[str], form: str
) -> None:
    plans = plans_of(tmp_path / "plans", "plain", folder="ev\x1b[31mil\u202e")
    _, out, err = call(capsys, *command, "--format", form, plans=plans)
    assert COMMANDS.search(out) is None
    assert COMMANDS.search(err) is None


@pytest.mark.parametrize(
    "command",
    [
        ["record", "t", "1300", "--on", "2021-09"],
        ["retract", "t", "--on", "2021-06-30", "--reason", "r"],
        ["amend", "t", "--value", "2800", "--document", "d", "--reason", "r"],
        ["amend", "i", "--value", "x", "--document", "d", "--reason", "r"],
        ["record", "s", "unheard-of"],
        ["record", "t", "5 公里"],
        ["show", "\x1b[31mx"],
        ["status", "--lead", "x\x1b[31m"],
        ["status", "--as-of", "\x1b[31m"],
        ["status", "--format", "\x1b[31m"],
        ["\x1b[31m"],
        ["status", "--\x1b[31m"],
        ["record", "t", "5", "--\x1b[31m"],
    ],
    ids=ascii,
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_is_said_of_it_does(
    capsys: Capture, tmp_path: Path, command: list[str], lang: str
) -> None:
    plans = plans_of(tmp_path / "plans", ESCAPES + TURNED)
    _, out, err = call(capsys, *command, plans=plans, lang=lang)
    assert out or err
    assert COMMANDS.search(out) is None
    assert COMMANDS.search(err) is None


def test_findings_show_what_a_file_holds_harmlessly(capsys: Capture, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", '"\\u001b[31m" = { value = 1 }')
    write_plan(tmp_path / "plans", "other", head='format = 1\n"\\u001b[2J" = 1\n')
    code, out, err = call(capsys, "status", plans=tmp_path / "plans")
    assert code == 3
    assert COMMANDS.search(out) is None
    assert COMMANDS.search(err) is None
    assert r"\x1b[2J" in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_nothing_that_commands(tmp_path: Path, shell: str) -> None:
    plans_of(tmp_path / "plans", ESCAPES + TURNED)
    line = "jinjiang-plan show "
    offered = run(
        cwd=tmp_path,
        environment={
            "_JINJIANG_PLAN_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": "2",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
        now=NOW,
    )
    assert COMMANDS.search(offered.out.replace("\t", "")) is None
    assert "Traceback" not in offered.err
