"""Every command in both languages: its exit code, its two streams, its formats, its files, its languages."""

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from jinjiang_plan.cli.app import COMMANDS
from jinjiang_plan.cli.door import main
from tests.build import PLAN_HEAD, STATIONS, call, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

CHINESE = re.compile("[一-鿿]")
READING = [
    ["list"],
    ["list", "initiatives"],
    ["list", "actions"],
    ["list", "plans"],
    ["status", "--as-of", "2021-06-30"],
    ["show", "stations", "--as-of", "2021-06-30", "--explain"],
    ["log"],
    ["diff", "2021-03-31", "2021-06-30"],
    ["timeline", "--as-of", "2021-06-30"],
    ["trend", "--to", "2021-06-30"],
]
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown")
WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }

[initiative.park]
title = { zh = "园区", en = "Park" }
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", works=WORKS)
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1200))
    return tmp_path / "plans"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_is_asked_goes_to_stdout_and_nothing_else_is_said(
    capsys: Capture, plans: Path, command: list[str], lang: str
) -> None:
    code, out, err = call(capsys, *command, plans=plans, lang=lang)
    assert (code, err) == (0, "")
    assert out.endswith("\n")
    assert "\x1b" not in out
    assert (CHINESE.search(out) is not None) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("command", "result", "talk"),
    [
        (["record", "stations", "1500", "--on", "2021-09"], "2021-09-30 = {", "stations.toml"),
        (
            ["retract", "stations", "--on", "2021-06-30", "--reason", "r"],
            "2021-06-30-r2 = {",
            "stations.toml",
        ),
        (
            ["amend", "stations", "--value", "3500", "--document", "d", "--reason", "r"],
            "[[target.stations.amendment]]",
            "plan.toml",
        ),
    ],
    ids=["record", "retract", "amend"],
)
def test_what_was_written_is_the_result_and_where_is_the_talk(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plans: Path, command: list[str], result: str, talk: str, lang: str
) -> None:
    code, out, err = call(capsys, *command, plans=plans, lang=lang)
    assert code == 0
    assert out.startswith(result)
    assert talk in err
    assert (CHINESE.search(err.replace(str(plans), "")) is not None) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "command", [[], ["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)], ids=" ".join
)
def test_help_is_given_in_the_readers_language(capsys: Capture, command: list[str], lang: str) -> None:
    code, out, err = call(capsys, *command, lang=lang)
    assert (code, err) == (0, "")
    assert "\x1f" not in out
    ours = out.replace("督查", "")
    if lang == "zh":
        assert CHINESE.search(ours)
    else:
        kept = {"1,800座", "1.3亿", "座", "亿", "behind、欠进度", "欠进度", "2021年上半年"}
        for text in sorted(kept, key=len, reverse=True):
            ours = ours.replace(text, "")
        assert CHINESE.search(ours) is None


def test_no_arguments_at_all_show_the_help() -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert all(name in out for name in COMMANDS)


def test_the_version_is_told(capsys: Capture) -> None:
    code, out, err = call(capsys, "--version")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"jinjiang-plan [0-9]+\.[0-9]+\S*\n", out)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_every_format_reads_back(capsys: Capture, plans: Path, command: list[str], form: str) -> None:
    code, out, err = call(capsys, *command, "--format", form, plans=plans)
    assert (code, err) == (0, "")
    match form:
        case "json":
            assert json.loads(out)["format"] == 1
        case "jsonl":
            assert all(json.loads(line)["plan"] == "plan" for line in out.splitlines())
        case "csv" | "tsv":
            rows = list(csv.DictReader(io.StringIO(out), delimiter="," if form == "csv" else "\t"))
            assert rows
            assert all(row["plan"] == "plan" and None not in row for row in rows)
        case "markdown":
            lines = [line for line in out.splitlines() if line.startswith("|")]
            assert len({line.count("|") for line in lines}) == 1
            assert len(lines) >= 3
        case _:
            assert re.search("stations|park|works|plan", out)


@pytest.mark.parametrize("command", [["list"], ["status"], ["show", "stations"], ["log"]], ids=" ".join)
def test_a_pipe_gets_plain_text(capsys: Capture, plans: Path, command: list[str]) -> None:
    assert call(capsys, *command, plans=plans) == call(capsys, *command, "--format", "plain", plans=plans)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.csv", "csv"),
        ("A.CSV", "csv"),
        ("a.tsv", "tsv"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.txt", "plain"),
        ("a", "plain"),
    ],
)
def test_a_file_gets_the_format_of_its_ending(
    capsys: Capture, plans: Path, tmp_path: Path, name: str, form: str
) -> None:
    command = ("status", "--as-of", "2021-06-30")
    _, expected, _ = call(capsys, *command, "--format", form, plans=plans)
    code, out, err = call(capsys, *command, "--output", str(tmp_path / name), plans=plans)
    assert (code, out) == (0, "")
    assert err == f"wrote {tmp_path / name}\n"
    written = (tmp_path / name).read_bytes()
    assert written.decode("utf-8-sig") == expected
    assert written.startswith(b"\xef\xbb\xbf") == (form in ("csv", "tsv"))


def test_a_named_format_goes_before_the_ending(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert call(capsys, "list", "--format", "json", "-o", str(path), plans=plans).code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_cannot_be_written_leaves_nothing(
    capsys: Capture, plans: Path, tmp_path: Path, lang: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    for path in (tmp_path / "missing" / "a.csv", plans):
        code, out, err = call(capsys, "status", "--output", str(path), plans=plans, lang=lang)
        assert (code in (1, 2), out) == (True, "")
        assert str(path) in err
        assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_cannot_be_written_stays_as_it_was(
    capsys: Capture, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, out, err = call(capsys, "status", "--output", str(path), "--force", plans=plans)
    assert (code, out) == (1, "")
    assert "no space is left on the disk" in err
    assert path.read_text(encoding="utf-8") == "before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "plans"]


ZH, EN = "错误：", "error: "


@pytest.mark.parametrize(
    ("arguments", "environment", "prefix"),
    [
        pytest.param(["show", "x"], {}, EN, id="english-by-default"),
        pytest.param(["show", "x"], {"LANG": "zh_CN.UTF-8"}, ZH, id="lang"),
        pytest.param(["show", "x"], {"LANG": "zh"}, ZH, id="lang-short"),
        pytest.param(["show", "x"], {"LANG": "de_DE.UTF-8"}, EN, id="lang-of-neither"),
        pytest.param(["show", "x"], {"LANG": "en_GB", "LC_MESSAGES": "zh_CN"}, ZH, id="messages-before-lang"),
        pytest.param(
            ["show", "x"], {"LC_MESSAGES": "zh_CN", "LC_ALL": "en_GB"}, EN, id="all-before-messages"
        ),
        pytest.param(["show", "x"], {"LC_ALL": "en_GB", "JINJIANG_LANG": "zh-cn"}, ZH, id="ours-before-all"),
        pytest.param(["show", "x"], {"LC_ALL": "", "LANG": "zh_CN"}, ZH, id="empty-is-unset"),
        pytest.param(["--lang", "en", "show", "x"], {"JINJIANG_LANG": "zh"}, EN, id="option-before-ours"),
        pytest.param(["--lang", "zh", "show", "x"], {}, ZH, id="option-first"),
        pytest.param(["show", "--lang", "zh", "x"], {}, ZH, id="option-in-between"),
        pytest.param(["show", "x", "--lang", "zh"], {}, ZH, id="option-last"),
        pytest.param(["show", "x", "--lang=zh_CN.UTF-8"], {}, ZH, id="option-with-a-sign"),
        pytest.param(["show", "x", "--lang", "ZH"], {}, ZH, id="option-in-capitals"),
        pytest.param(["show", "x", "--lang", "en_US"], {"LANG": "zh_CN"}, EN, id="option-english"),
    ],
)
def test_the_language_is_the_options_else_the_environments(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture,
    plans: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    prefix: str,
) -> None:
    for name in ("JINJIANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main([*arguments, "--plans", str(plans)]) == 2
    assert capsys.readouterr().err.startswith(prefix)


@pytest.mark.parametrize("arguments", [["--lang", "fr"], ["--lang=fr"], ["--lang", ""], ["--lang"]])
def test_a_language_that_there_is_none_of_is_refused(
    capsys: Capture, plans: Path, arguments: list[str]
) -> None:
    assert main(["--plans", str(plans), "list", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "zh or en" in captured.err


def test_plans_may_be_named_anywhere_and_by_the_environment(
    capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = call(capsys, "list", plans=plans)
    assert call(capsys, "list", "--plans", str(plans)) == expected
    assert call(capsys, "list", f"--plans={plans}") == expected
    assert call(capsys, "list", "--plans", str(plans.parent)) == expected
    monkeypatch.setenv("JINJIANG_PLANS", str(plans))
    assert call(capsys, "list") == expected


def test_the_nearest_plans_upwards_are_found(plans: Path) -> None:
    below = plans.parent / "deep" / "below"
    below.mkdir(parents=True)
    code, out, err = run("list", "plans", "--format", "csv", cwd=below)
    assert (code, err) == (0, "")
    assert [row["plan"] for row in csv.DictReader(io.StringIO(out))] == ["plan"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "使用内置的锦江区计划（只读）"), ("en", "built-in plan")])
def test_the_built_in_plan_is_said_to_be_so_once_on_stderr(tmp_path: Path, lang: str, said: str) -> None:
    code, out, err = run("status", "--as-of", "2021-06-30", cwd=tmp_path, lang=lang)
    assert code == 0
    assert err.count(said) == 1
    assert err.count("\n") == 1
    assert said not in out


def test_a_title_in_one_language_serves_both(capsys: Capture, tmp_path: Path) -> None:
    write_plan(
        tmp_path / "plans", head=PLAN_HEAD + STATIONS.replace('{ zh = "5G基站", en = "5G stations" }', '"5G"')
    )
    for lang in ("zh", "en"):
        code, out, _ = call(capsys, "list", "--format", "json", plans=tmp_path / "plans", lang=lang)
        assert code == 0
        assert json.loads(out)["targets"][0]["title"] == "5G"
