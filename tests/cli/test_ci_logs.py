"""Titles and file names in the log of a CI: none of them begins a line with a command of the service."""

from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
COMMANDS = ("::error::taken", "##[error]taken", "  ::add-mask::taken", "##vso[task.setvariable]taken")
DAY = ("--as-of", "2021-06-30")
CALLS = (
    *(("list", "-f", form) for form in ("plain", "table", "markdown", "json", "jsonl", "csv", "tsv")),
    *(("status", *DAY, "-f", form) for form in ("plain", "table", "markdown", "json", "jsonl", "csv", "tsv")),
    *(("show", "stations", "-f", form) for form in ("plain", "table", "markdown", "json", "csv")),
    *(
        ("check", "-f", form)
        for form in ("full", "concise", "json", "jsonl", "gitlab", "sarif", "junit", "markdown")
    ),
    ("show", "stations", "--explain"),
    ("brief", *DAY),
    ("log",),
    ("chart", "stations", *DAY),
    ("timeline", *DAY),
    ("undo", "stations", "--dry-run"),
)


@pytest.mark.parametrize("title", COMMANDS)
def test_no_title_and_no_file_name_begins_a_line_with_a_command(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.chdir(tmp_path)
    head = PLAN_HEAD.replace("测试计划", title).replace("Test plan", title)
    target = STATIONS.replace("5G基站", title).replace("5G stations", title).replace('"座"', '"unknown"')
    name = title.replace("/", "-")
    plan = write_plan(tmp_path / name, head=head + target + f'lead = "{title}"\nnote = """\n{title}\n"""\n')
    write_ledger(plan, "stations", report_line("2020-12-31", 600, source=title))
    (plan / f"a\n{title}.toml").write_text("format = 1\n", encoding="utf-8")
    for words in CALLS:
        _, out, err = call(capsys, *words, plans=Path(name))
        for line in (out + err).splitlines():
            assert not line.lstrip().startswith(("::", "##[", "##vso[")), (words, line)
