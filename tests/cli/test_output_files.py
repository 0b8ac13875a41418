"""`--output`: the drawn sheet where it is asked for, and no file that would not be what its name says."""

from pathlib import Path

import pytest

from tests.build import call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
COMMANDS = [["list"], ["status", "--as-of", "2021-06-30"], ["show", "stations"], ["log"], ["list", "sources"]]
commands = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1200))
    return tmp_path / "plans"


@commands
@pytest.mark.parametrize("name", ["sheet.txt", "sheet", "sheet.md"])
def test_a_table_goes_into_a_file_as_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, name: str, command: list[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    path = plans.parent / name
    code, out, err = call(capsys, *command, "-f", "table", "-o", str(path), plans=plans)
    assert (code, out, err) == (0, "", f"wrote {path}\n")
    written = path.read_text(encoding="utf-8")
    assert "\x1b" not in written
    monkeypatch.delenv("FORCE_COLOR")
    assert call(capsys, *command, "-f", "table", plans=plans).out == written


def test_a_drawn_sheet_has_its_bars(capsys: Capture, plans: Path) -> None:
    path = plans.parent / "sheet.txt"
    call(capsys, *COMMANDS[1], "-f", "table", "-o", str(path), plans=plans)
    written = path.read_text(encoding="utf-8")
    assert "████·│·····" in written
    assert not written.startswith("# ")


def test_a_poor_screen_gets_a_file_in_ascii(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path
) -> None:
    monkeypatch.setenv("JINJIANG_ASCII", "1")
    path = plans.parent / "sheet.txt"
    call(capsys, *COMMANDS[1], "-f", "table", "-o", str(path), plans=plans)
    assert path.read_text(encoding="utf-8").isascii()


@commands
@pytest.mark.parametrize("ending", ["xlsx", "XLSX", "docx", "pdf", "html", "png", "gif", "ods"])
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "cannot be written; use .csv"), ("zh", "可用 .csv")], ids=["en", "zh"]
)
def test_a_file_that_cannot_be_made_is_refused(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plans: Path, command: list[str], ending: str, lang: str, said: str
) -> None:
    path = plans.parent / f"x.{ending}"
    code, out, err = call(capsys, *command, "-o", str(path), plans=plans, lang=lang)
    assert (code, out) == (2, "")
    assert said in err
    assert f".{ending.lower()}" in err
    assert not path.exists()


@commands
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "there is no folder"), ("zh", "没有目录")], ids=["en", "zh"]
)
def test_a_folder_that_is_missing_is_told_and_not_made(
    capsys: Capture, plans: Path, command: list[str], lang: str, said: str
) -> None:
    path = plans.parent / "missing" / "x.csv"
    code, out, err = call(capsys, *command, "-o", str(path), plans=plans, lang=lang)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert not path.parent.exists()


def test_a_name_alone_is_written_where_one_stands(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path
) -> None:
    monkeypatch.chdir(plans.parent)
    code, _, err = call(capsys, "list", "-o", "x.csv", plans=plans)
    assert (code, err) == (0, "wrote x.csv\n")
    assert (plans.parent / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfplan,")
