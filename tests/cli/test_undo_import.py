"""`undo --import`, and `undo ID` outside git: by the record in the user's state folder, and only what the disk still ends with."""

import json
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.build import (
    PLAN_HEAD,
    STATE,
    STATIONS,
    Outcome,
    call,
    clean_environment,
    report_line,
    write_ledger,
    write_plan,
)

Capture = pytest.CaptureFixture[str]
MORE = '[target.jobs]\ntitle = { zh = "就业", en = "Jobs" }\nkind = "level"\nunit = "人"\ngoal = { value = 900 }\n'


class Office:
    """A plan of two targets, one with a report, and a table for both."""

    def __init__(self, root: Path, capsys: Capture) -> None:
        self.root, self.plans, self.capsys = root, root / "plans", capsys
        plan = write_plan(self.plans, head=PLAN_HEAD + STATIONS + MORE)
        self.stations = write_ledger(plan, "stations", report_line("2020-12-31", 620))
        self.jobs = self.stations.with_name("jobs.toml")
        self.sheet = root / "in.csv"
        self.sheet.write_text(
            "id,value,on\nstations,1200,2021-06\njobs,300,2021-06\njobs,350,2021-09\n", encoding="utf-8"
        )

    def call(self, *arguments: str, lang: str = "en") -> Outcome:
        return call(self.capsys, *arguments, plans=self.plans, lang=lang)

    def enter(self) -> dict[str, bytes]:
        """Import the table; the ledgers before it."""
        before = self.ledgers()
        assert self.call("import", str(self.sheet), "--yes").code == 0
        return before

    def ledgers(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.plans.rglob("progress/*") if path.is_file()}

    @property
    def record(self) -> Path:
        """The newest file of records."""
        return max(Path(STATE).rglob("*.jsonl"), key=lambda path: path.stat().st_mtime_ns)

    def git(self, *words: str) -> None:
        name = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(self.plans), *name, *words], check=True, capture_output=True)


@pytest.fixture
def office(tmp_path: Path, capsys: Capture) -> Office:
    return Office(tmp_path, capsys)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("in_git", [True, False])
def test_the_last_import_is_taken_back_whole(office: Office, in_git: bool, lang: str) -> None:
    if in_git:
        office.git("init", "-q")
        office.git("add", "-A")
        office.git("commit", "-q", "-m", "x")
    before = office.enter()
    shown = office.call("undo", "--import", "--dry-run", lang=lang)
    assert shown.code == 0
    assert shown.out.count("2021-06-30 = { value =") == 2
    assert office.ledgers() != before
    done = office.call("undo", "--import", "--yes", lang=lang)
    assert done.code == 0, done.err
    assert ("took 3 reports back out of 2 ledgers" if lang == "en" else "已撤回 3 条，2 个台账") in done.err
    assert office.ledgers() == before
    assert not (office.plans / ".journal").exists()
    again = office.call("undo", "--import", "--yes", lang=lang)
    assert again.code == 3
    assert office.call("import", str(office.sheet), "--yes").code == 0


def test_what_git_has_committed_stays(office: Office) -> None:
    office.git("init", "-q")
    office.enter()
    office.git("add", "-A")
    office.git("commit", "-q", "-m", "x")
    held = office.ledgers()
    done = office.call("undo", "--import", "--yes")
    assert done.code == 2
    assert "git has committed this import" in done.err
    assert office.ledgers() == held


def test_what_was_written_since_is_shown_and_nothing_is_cut(office: Office) -> None:
    office.enter()
    assert office.call("record", "jobs", "400", "--on", "2021-12").code == 0
    held = office.ledgers()
    done = office.call("undo", "--import", "--yes")
    assert done.code == 1
    assert "its last line is: 2021-12-31 = { value = 400" in done.err
    assert office.ledgers() == held
    assert office.call("undo", "jobs", "--yes").code == 0
    assert office.call("undo", "--import", "--yes").code == 0


@pytest.mark.parametrize(
    "change", [lambda held: held.replace(b"300", b"301"), lambda held: held[:-1], lambda _: b""]
)
def test_one_byte_that_differs_keeps_all_of_it(office: Office, change: object) -> None:
    office.enter()
    office.jobs.write_bytes(change(office.jobs.read_bytes()))  # type: ignore[operator]
    held = office.ledgers()
    done = office.call("undo", "--import", "--yes")
    assert done.code == 1
    assert "has changed since that import" in done.err
    assert office.ledgers() == held


def test_a_single_report_is_taken_back_outside_git_where_it_was_appended_here(office: Office) -> None:
    refused = office.call("undo", "stations", "--yes")
    assert refused.code == 2
    assert "no record shows that you appended this report here" in refused.err
    office.enter()
    held = office.ledgers()
    assert office.call("undo", "jobs", "--yes").code == 0
    assert office.call("undo", "jobs", "--yes").code == 0
    assert office.call("undo", "stations", "--yes").code == 0
    assert office.call("undo", "stations", "--yes").code == 2  # it was there before
    assert office.stations.read_bytes() in held["stations.toml"]
    assert office.call("undo", "--import", "--yes").code == 3


def test_an_import_of_which_a_line_went_is_taken_back_without_it(office: Office) -> None:
    before = office.enter()
    assert office.call("undo", "jobs", "--yes").code == 0
    done = office.call("undo", "--import", "--yes")
    assert done.code == 0, done.err
    assert "took 2 reports back" in done.err
    assert office.ledgers() == before


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("plan/progress/../../x.toml", 0),
        ("plan/plan.toml", 0),
        ("/etc/passwd", 0),
        ("plan/progress/stations.toml", 12),
    ],
)
def test_a_forged_record_cuts_nothing_that_is_no_whole_line_of_a_target(
    office: Office, name: str, size: int
) -> None:
    office.enter()
    held = office.ledgers()
    data = office.stations.read_bytes()
    forged = {"ledger": name, "before": size, "after": len(data), "sha256": sha256(data[size:]).hexdigest()}
    with office.record.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"format": 1, "import": True, "ledgers": [forged]}) + "\n")
    # What cannot be a ledger of ours is passed over; what would cut amid a line is refused.
    done = office.call("undo", "--import", "--dry-run")
    assert done.code == (1 if size else 0)
    assert office.ledgers() == held


@pytest.mark.parametrize("held", [b"\xff\xfe", b"{", b"[]\n", b'{"ledgers": 1}\n', b"[" * 100000, b""])
def test_a_record_that_is_none_says_nothing(office: Office, held: bytes) -> None:
    office.enter()
    office.record.write_bytes(held)
    done = office.call("undo", "--import", "--yes")
    assert done.code == 3
    assert "no import is recorded here" in done.err


def test_a_state_folder_that_cannot_be_written_hinders_no_import(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    office.enter()
    assert office.call("undo", "--import", "--yes").code == 3


@pytest.mark.parametrize("arguments", [(), ("jobs", "--import")])
def test_one_of_both_is_said(office: Office, arguments: tuple[str, ...]) -> None:
    assert office.call("undo", *arguments, "--yes").code == 2


def test_a_disk_that_is_full_leaves_all_as_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.enter()
    held = office.ledgers()

    def full(handle: int, addition: bytes) -> None:
        os.write(handle, addition[:5])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("jinjiang_plan.files.ledger.journal.put", full)
        done = office.call("undo", "--import", "--yes")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert office.ledgers() == held
    assert "1,200" in office.call("status").out
    assert office.call("undo", "--import", "--yes").code == 0


KILLED = """
import os, signal, sys
from jinjiang_plan.files.ledger import journal
number = int(sys.argv[1])
calls = 0
def die(before):
    def called(*arguments):
        global calls
        calls += 1
        if calls > number:
            os.kill(os.getpid(), signal.SIGKILL)
        return before(*arguments)
    return called
for name in ("put", "flush", "put_seal", "cut", "flush_all"):
    setattr(journal, name, die(getattr(journal, name)))
from jinjiang_plan.cli.door import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize("number", [0, 2, 7])
def test_killed_amid_it_all_lines_are_there_or_none(office: Office, number: int) -> None:
    before = office.enter()
    after = office.ledgers()
    arguments = ("--plans", str(office.plans), "undo", "--import", "--yes")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(number), *arguments],
        check=False,
        capture_output=True,
        env={**clean_environment(), "XDG_STATE_HOME": STATE},
    )
    log = office.call("log").out
    seen = [text in log for text in ("1,200", "300", "350")]
    assert len(set(seen)) == 1, (seen, done.stderr)
    # The next command that writes finishes what was begun, or finds all as it was.
    assert office.call("record", "stations", "640", "--on", "2021-03").code == 0
    held = office.ledgers()
    whole = after if seen[0] else before
    assert held["stations.toml"].startswith(whole["stations.toml"])
    assert held.get("jobs.toml", b"") == whole.get("jobs.toml", b"")
    if number < 3:
        assert done.returncode == -signal.SIGKILL
