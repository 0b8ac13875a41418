"""Attacks on whoever reads what is printed: each hostile text stands wherever a file may hold one, and is named.

Whatever reads the output (the log of a CI, a terminal, a browser, a spreadsheet, a calendar, a feed) takes it for text.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.build import call
from tests.cli.test_hostile_text import plans_of

Capture = pytest.CaptureFixture[str]

ATTACKS = {
    "a command of GitHub": "::error::taken",
    "a command of GitHub's older kind amid a line": "so ##[add-matcher]/etc/passwd",
    "a command of Azure amid a line": "so ##vso[task.setvariable variable=x]taken",
    "a command of TeamCity amid a line": "so ##teamcity[buildStatus status='SUCCESS']",
    "a command behind a line break": "a\n::error::taken\n##[error]taken",
    "a command behind a carriage return": "a\r::error::taken\r##[error]taken",
    "a command behind the separators of Unicode": "a\u2028::error::taken\u0085::error::taken\x0b::error::taken",
    "a command behind spaces that a runner trims": "\u3000\u00a0\u2003::stop-commands::x",
    "a hyperlink of a terminal": "\x1b]8;;https://evil.example\x1b\\ministry\x1b]8;;\x1b\\",
    "the clipboard of a terminal": "\x1b]52;c;cm0gLXJmIC8=\x07",
    "the one-byte escapes": "\x9b2J\x9d0;title\x9c\x90q\x9c",
    "text that erases itself": "bad\b\b\bgood\x7f",
    "text that turns round": "\u202egnp.exe\u202c \u2066x\u2069 \u061c",
    "a script": "</title></script><script>alert(1)</script>",
    "an image that calls out": '"><img src=x onerror=alert(1)>',
    "the end of a CDATA section and of a comment": "]]> --> <!ENTITY x SYSTEM 'file:///etc/passwd'> &x;",
    "a link that is a script": "[ministry](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "a table's cell and a fence": "a | b | c\n```\n</details>\n# title\n| --- |",
    "a script behind uneven fences of code": "`` ` <script>x</script> ``` <img src=x> `",
    "a formula": '=HYPERLINK("https://evil.example","x")',
    "a formula behind a tab": "\t=1+1",
    "a formula by a wide sign": "＝1+1",
    "a formula by another sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "an event of a calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:file:///bin/sh",
    "text that a shell runs": "$(touch taken) `touch taken` ; touch taken",
    "text that formats": "%s%n %(x)s {0} {x!r} [bold]x[/bold] \\u001b",
}
DAY = ("--as-of", "2021-06-30")
FORMS = ("plain", "markdown", "json", "csv")
CALLS = (
    *(("list", "targets", "-f", form) for form in ("jsonl", "tsv")),
    ("list", "sources", "-f", "csv"),
    *(("status", *DAY, "-f", form) for form in FORMS),
    *(("show", "t", *DAY, "-f", form) for form in FORMS),
    *(("log", "-f", form) for form in FORMS),
    *(("diff", "2021-01-31", "2021-12-31", "-f", form) for form in ("plain", "csv")),
    *(("timeline", *DAY, "-f", form) for form in ("csv", "ics")),
    ("forecast", "t", *DAY, "-f", "plain"),
    *(("chart", "t", *DAY, "-f", form) for form in ("plain", "svg")),
    *(("brief", *DAY, "-f", form) for form in ("markdown", "html")),
    *(
        ("check", "-f", form)
        for form in ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown")
    ),
    ("show", "t", *DAY, "--explain"),
    ("show", "act.i", *DAY),
    ("undo", "t", "--dry-run"),
)
LINES = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
COMMANDING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\u061c]"
)
OURS = re.compile(r"::(error|warning|notice) file=")


@pytest.mark.parametrize("name", ATTACKS)
def test_no_reader_takes_a_hostile_text_for_more(capsys: Capture, tmp_path: Path, name: str) -> None:
    plans = plans_of(tmp_path / "plans", ATTACKS[name])
    for words in CALLS:
        _, out, err = call(capsys, *words, plans=plans)
        form = words[-1] if "-f" in words else "plain"
        told = (name, *words)
        assert "the program failed" not in err, told
        _commands_nothing(out + err, form, told)
        if out:
            _is_what_it_says(out, form, told)


def _commands_nothing(text: str, form: str, told: tuple[str, ...]) -> None:
    assert not COMMANDING.search(text), told
    for line in LINES.split(text):
        own = form == "github" and OURS.match(line)
        assert own or not line.strip().startswith("::"), (told, line)
        assert not re.search(r"##\w*\[", line), (told, line)


def _is_what_it_says(out: str, form: str, told: tuple[str, ...]) -> None:
    match form:
        case "json" | "gitlab" | "sarif":
            json.loads(out)
        case "jsonl":
            assert all(json.loads(line) for line in out.split("\n") if line), told
        case "csv" | "tsv":
            rows = list(csv.reader(io.StringIO(out), delimiter="," if form == "csv" else "\t"))
            assert len({len(row) for row in rows}) == 1, told
            assert not [
                cell for row in rows for cell in row if re.match(r"\s*[=@＝＠]|\s*[+-](?![\d.]|$)", cell)
            ], told
        case "junit" | "svg":
            root = ET.fromstring(out.encode())  # noqa: S314 - our own
            tags = {each.tag.rpartition("}")[2] for each in root.iter()}
            assert not tags & {"script", "img", "foreignObject", "a"}, told
        case "html":
            assert not re.search(r"<script>alert|<img src=x|javascript:alert\(1\)[\"']", out), told
        case "markdown":
            page = MarkdownIt("commonmark").enable("table").render(out)
            assert not re.search(r"<(script|img|/details|/title|pre|h[12]>title)|href=", page), told
        case "ics":
            lines = out.replace("\r\n ", "").split("\r\n")
            assert not [each for each in lines if each.startswith(("ATTACH", "ACTION:PROC"))], told
            assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 7, told
        case _:
            pass
