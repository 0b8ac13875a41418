"""Plans and ledgers with the line ends of Windows, as git checks them out there: what is added ends as the rest does."""

from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan
from tests.repositories import git

Capture = pytest.CaptureFixture[str]
ADDED = "masts"
OTHER = STATIONS.replace("target.stations", f"target.{ADDED}")
AUTOCRLF = ("-c", "core.autocrlf=true")

WRITES = {
    "record": ("record", "stations", "1200", "--on", "2021-06-30", "--source", "s", "--late", "l"),
    "record of a first report": ("record", ADDED, "1", "--on", "2021-06-30", "--source", "s", "--late", "l"),
    "revise": (
        "record",
        "stations",
        "700",
        "--on",
        "2020-12-31",
        "--revise",
        "--reason",
        "r",
        "--source",
        "s",
    ),
    "retract": ("retract", "stations", "--on", "2021-03-31", "--reason", "r"),
    "import": ("import", "table.csv", "-y"),
    "amend": (
        *("amend", "stations", "--value", "2900", "--decided", "2021-05-01", "--reason", "r"),
        *("--document", "d", "--late", "l"),
    ),
}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A plan that was committed elsewhere and is checked out as on Windows."""
    sent = tmp_path / "sent"
    folder = write_plan(sent / "plans", "plan", PLAN_HEAD + STATIONS + OTHER)
    write_ledger(folder, "stations", report_line("2020-12-31", 600), report_line("2021-03-31", 900))
    git(sent, "init", "-q", "-b", "main")
    git(sent, "add", "-A")
    git(sent, "commit", "-q", "-m", "plans")
    git(tmp_path, *AUTOCRLF, "clone", "-q", str(sent), str(tmp_path / "here"))
    return tmp_path / "here" / "plans"


def lone(path: Path) -> int:
    """How many lines end without a carriage return."""
    held = path.read_bytes()
    return held.count(b"\n") - held.count(b"\r\n")


def ledger_of(plans: Path) -> Path:
    return plans / "plan" / "progress" / "stations.toml"


def check(capsys: Capture, plans: Path) -> tuple[int, str]:
    done = call(capsys, "check", "-f", "concise", plans=plans)
    assert done.code in (0, 1), done
    return done.code, done.out


def unfit(said: str) -> list[str]:
    """The findings that are of how a file is written."""
    return [line for line in said.splitlines() if " JP0" in line]


@pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)
def test_what_is_added_ends_as_the_file_does_and_check_accepts_it(
    capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(plans.parent)
    (plans.parent / "table.csv").write_text(
        "id,date,value,source,late\nstations,2021-06-30,1200,s,l\nstations,2021-09-30,1400,s,l\n",
        encoding="utf-8",
    )
    before = {path: path.read_bytes() for path in plans.rglob("*.toml")}
    assert all(b"\r\n" in held for held in before.values())
    assert unfit(check(capsys, plans)[1]) == []
    more = ("--accept-doubts",) if words[0] in ("record", "import", "amend") else ()
    done = call(capsys, *words, *more, plans=plans)
    assert done.code == 0, done
    changed = [path for path in plans.rglob("*.toml") if path.read_bytes() != before.get(path)]
    assert len(changed) == 1
    if changed[0] in before:
        assert lone(changed[0]) == 0
    assert unfit(check(capsys, plans)[1]) == []
    git(plans, *AUTOCRLF, "add", "-A")
    git(plans, *AUTOCRLF, "commit", "-q", "-m", "added")
    name = changed[0].relative_to(plans.parent).as_posix()
    assert "\r" not in git(plans.parent, "cat-file", "blob", f"HEAD:{name}")


def test_what_git_has_with_other_line_ends_is_neither_undone_nor_cut(capsys: Capture, plans: Path) -> None:
    ledger = ledger_of(plans)
    held = ledger.read_bytes()
    assert call(capsys, "undo", "stations", "-y", plans=plans).code == 2
    for cut in (1, 2, 9):
        ledger.write_bytes(held[:-cut])
        assert call(capsys, "mend", "stations", "-y", plans=plans).code == 2
    ledger.write_bytes(held)
    assert (
        call(capsys, "record", "stations", "1200", "--on", "2021-06-30", "--accept-doubts", plans=plans).code
        == 0
    )
    assert call(capsys, "undo", "stations", "-y", plans=plans).code == 0
    assert ledger.read_bytes() == held


@pytest.mark.parametrize("cut", [1, 2])
def test_an_end_that_is_missing_is_put_as_the_others_are(capsys: Capture, plans: Path, cut: int) -> None:
    ledger = ledger_of(plans)
    call(capsys, "record", "stations", "1200", "--on", "2021-06-30", "--accept-doubts", plans=plans)
    held = ledger.read_bytes()
    ledger.write_bytes(held[:-cut])
    assert call(capsys, "mend", "stations", "-y", plans=plans).code == 0
    assert ledger.read_bytes() == held


def test_a_plan_that_is_begun_on_windows_stays_clean(capsys: Capture, tmp_path: Path) -> None:
    call(capsys, "init", str(tmp_path / "sent"))
    git(tmp_path / "sent", "init", "-q", "-b", "main")
    git(tmp_path / "sent", *AUTOCRLF, "add", "-A")
    git(tmp_path / "sent", *AUTOCRLF, "commit", "-q", "-m", "begun")
    git(tmp_path, *AUTOCRLF, "clone", "-q", str(tmp_path / "sent"), str(tmp_path / "here"))
    plans = tmp_path / "here" / "plans"
    assert all(lone(path) == 0 for path in plans.rglob("*.toml"))
    assert check(capsys, plans)[0] == 0
    listed = call(capsys, "list", "-f", "jsonl", plans=plans).out.splitlines()
    assert listed
    assert git(tmp_path / "here", *AUTOCRLF, "status", "--porcelain") == ""


def test_line_ends_of_two_kinds_stay_a_finding_whatever_is_added(capsys: Capture, plans: Path) -> None:
    ledger = ledger_of(plans)
    ledger.write_bytes(ledger.read_bytes().replace(b"\r\n", b"\n", 1))
    assert "JP005" in check(capsys, plans)[1]
    call(capsys, "record", "stations", "1200", "--on", "2021-06-30", "--accept-doubts", plans=plans)
    assert "JP005" in check(capsys, plans)[1]
    assert lone(ledger) == 1
    assert call(capsys, "check", "--fix", plans=plans).code == 0
    assert lone(ledger) == 0
