"""Folders made by an enemy: whatever their names, links and special files, nothing outside is shown, changed or waited for.

Not tried, and why: a hard link to a file outside cannot come with a commit, and whoever can make one here can write
there; a disk or share that changes while it is read is its owner's; a pipe or device that the user names is meant.
"""

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jinjiang_plan.files.ledger.seal import put_seal, seal_of
from jinjiang_plan.files.storage.output_folder import MANIFEST
from tests.build import PLAN_HEAD, STATIONS, call, report_line, run, write_ledger, write_plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and names of any bytes")

Capture = pytest.CaptureFixture[str]
SECRET = "s3cret-line"  # noqa: S105 - what no output may show
ON = ("--on", "2021-06-30", "--source", "s", "--late", "l", "--accept-doubts")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("check", "-f", "github"),
    ("check", "-f", "json"),
    ("check", "--fix"),
    ("status",),
    ("list", "-f", "json"),
    ("log",),
    ("record", "stations", "1200", *ON),
    ("retract", "stations", "--on", "2020-12-31", "--reason", "counted twice"),
    ("mend", "stations", "-y"),
    ("undo", "stations", "-y"),
    (
        "amend",
        "stations",
        "--value",
        "2900",
        "--document",
        "order 9",
        "--reason",
        "fewer sites",
        "--accept-doubts",
    ),
    ("timeline", "-f", "ics"),
    ("brief", "-o", "../made.html"),
    ("brief", "-o", "../made.xlsx"),
    ("site", "../made"),
)


class Place:
    """A plans folder with a plan, and a folder outside that holds what is nobody's business."""

    def __init__(self, root: Path) -> None:
        self.outside, self.plans = root / "outside", root / "here" / "plans"
        self.plan = write_plan(self.plans, "plan", PLAN_HEAD + STATIONS)
        self.ledger = write_ledger(self.plan, "stations", report_line("2020-12-31", 600))
        kept = write_plan(self.outside / "plans", "plan", PLAN_HEAD + STATIONS.replace("5G", SECRET))
        write_ledger(kept, "stations", report_line("2020-12-31", 600, note=f'"{SECRET}"'))
        self.secret = self.outside / "secret"
        self.secret.write_text(f"{SECRET}\n" * 3, encoding="utf-8")

    def kept(self) -> dict[str, bytes]:
        found = (path for path in self.outside.rglob("*") if path.is_file())
        return {path.relative_to(self.outside).as_posix(): path.read_bytes() for path in found}

    def instead(self, path: Path, leads_to: Path | str) -> None:
        """A link in the place of a file or folder."""
        if path.is_dir():
            path.rename(path.with_name(".moved"))
        else:
            path.unlink(missing_ok=True)
        path.symlink_to(leads_to)

    def pipe(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    def folder(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        path.mkdir()

    def cites(self, file: str) -> None:
        line = report_line("2020-12-31", 600, file=f'"{file}"', sha256=f'"{"0" * 64}"')
        write_ledger(self.plan, "stations", line)

    def journal(self, ledger: str, *, sealed: bool = True) -> None:
        journal = self.plans / ".journal"
        listed = {"ledger": ledger, "size": 0, "added": f"{SECRET}\n" * 3}
        journal.write_text(json.dumps({"format": 1, "ledgers": [listed]}), encoding="utf-8")
        if sealed:
            put_seal(journal, journal.stat())

    def named(self, name: bytes) -> None:
        """The plan's folder under another name."""
        os.rename(self.plan, os.fsencode(self.plans) + b"/" + name)  # noqa: PTH104 - a name of any bytes


def bound(place: Place) -> None:
    place.ledger.unlink()
    here = Path.cwd()
    os.chdir(place.ledger.parent)
    try:
        with socket.socket(socket.AF_UNIX) as held:
            held.bind(place.ledger.name)
    finally:
        os.chdir(here)


def listed(place: Place, file: str) -> None:
    made = place.plans.parent / "made"
    made.mkdir()
    (made / MANIFEST).write_text(json.dumps({"files": {file: "0" * 64}}), encoding="utf-8")


def linked_in_site(place: Place, name: str) -> None:
    made = place.plans.parent / "made"
    made.mkdir()
    (made / name).symlink_to(place.outside if name == "plan" else place.secret)


Attack = Callable[[Place], object]


def steps(*attacks: Attack) -> Attack:
    def all_of_them(place: Place) -> None:
        for attack in attacks:
            attack(place)

    return all_of_them


ATTACKS: dict[str, Attack] = {
    "a ledger that links to a secret": lambda at: at.instead(at.ledger, at.secret),
    "a ledger that links to a ledger outside": lambda at: at.instead(
        at.ledger, at.outside / "plans/plan/progress/stations.toml"
    ),
    "a ledger that links by many dots": lambda at: at.instead(at.ledger, "../../../../outside/secret"),
    "a ledger that links to nothing": lambda at: at.instead(at.ledger, at.outside / "new.toml"),
    "a ledger that links to itself": lambda at: at.instead(at.ledger, at.ledger.name),
    "a ledger that links to an endless device": lambda at: at.instead(at.ledger, "/dev/zero"),
    "a ledger that links to the terminal": lambda at: at.instead(at.ledger, "/dev/tty"),
    "a ledger that links to memory": lambda at: at.instead(at.ledger, "/proc/self/mem"),
    "a ledger that links to the environment": lambda at: at.instead(at.ledger, "/proc/self/environ"),
    "a ledger that is a pipe": lambda at: at.pipe(at.ledger),
    "a ledger that is a socket": bound,
    "a ledger that is a folder": lambda at: at.folder(at.ledger),
    "ledgers' folder that links outside": lambda at: at.instead(
        at.ledger.parent, at.outside / "plans/plan/progress"
    ),
    "ledgers' folder that links to itself": lambda at: at.instead(at.ledger.parent, "progress"),
    "a plan's head that links to a secret": lambda at: at.instead(at.plan / "plan.toml", at.secret),
    "a plan's head that is a pipe": lambda at: at.pipe(at.plan / "plan.toml"),
    "a plan's head that is a folder": lambda at: at.folder(at.plan / "plan.toml"),
    "an action that links to a secret": lambda at: (at.plan / "act.toml").symlink_to(at.secret),
    "an action that is a pipe": lambda at: at.pipe(at.plan / "act.toml"),
    "a plan's folder that links outside": lambda at: at.instead(at.plan, at.outside / "plans/plan"),
    "a plan's folder that is a pipe": lambda at: at.pipe(at.plans / "other"),
    "folders that link to each other": lambda at: (at.plans / "a").symlink_to(at.plans),
    "a journal that links outside": lambda at: (at.plans / ".journal").symlink_to(at.secret),
    "a journal that is a pipe": lambda at: at.pipe(at.plans / ".journal"),
    "a journal that is a folder": lambda at: at.folder(at.plans / ".journal"),
    "a journal that links to nothing": lambda at: (at.plans / ".journal").symlink_to(at.outside / "new"),
    "a journal with its seal that names what is outside": lambda at: at.journal("../outside/secret"),
    "a journal with its seal that names it by dots": lambda at: at.journal(
        "plan/progress/../../../../outside/a.toml"
    ),
    "a journal without its seal": lambda at: at.journal("plan/progress/stations.toml", sealed=False),
    "a seal that links outside": steps(
        lambda at: at.journal("plan/progress/stations.toml", sealed=False),
        lambda at: seal_of(at.plans / ".journal").symlink_to(at.secret),
    ),
    "a seal that is a pipe": steps(
        lambda at: at.journal("plan/progress/stations.toml", sealed=False),
        lambda at: at.pipe(seal_of(at.plans / ".journal")),
    ),
    "evidence outside by dots": lambda at: at.cites("../../outside/secret"),
    "evidence outside by its path": lambda at: at.cites(str(at.secret)),
    "evidence that links outside": steps(
        lambda at: (at.plans / "proof").symlink_to(at.secret),
        lambda at: at.cites("./proof"),
    ),
    "evidence that links to an endless device": steps(
        lambda at: (at.plans / "proof").symlink_to("/dev/zero"),
        lambda at: at.cites("./proof"),
    ),
    "evidence that is a pipe": steps(lambda at: at.pipe(at.plans / "proof"), lambda at: at.cites("./proof")),
    "evidence that is huge": steps(
        lambda at: (at.plans / "proof").touch(),
        lambda at: os.truncate(at.plans / "proof", 1 << 40),
        lambda at: at.cites("./proof"),
    ),
    "evidence with a nought in its name": lambda at: at.cites("./a\\u0000b"),
    "a folder's name that is no UTF-8": lambda at: at.named(b"pl\xe9n"),
    "a folder's name that commands a log": lambda at: at.named(b"x\n::error file=a::b"),
    "a folder's name that commands a terminal": lambda at: at.named(b"\x1b]0;x\x07\x1b[2J"),
    "a folder's name that is an option": lambda at: at.named(b"--force"),
    "a folder's name that is markup": lambda at: at.named(b"<script>alert(1)<"),
    "a folder's name of 255 bytes": lambda at: at.named(b"n" * 255),
    "a folder's name that is a formula": lambda at: at.named(b"=cmd|' C'!A0"),
    "a site's list that names what is outside": lambda at: listed(at, "../../outside/secret"),
    "a site's list that links outside": lambda at: linked_in_site(at, MANIFEST),
    "a site's lock that links outside": lambda at: linked_in_site(at, ".jinjiang-site.lock"),
    "a site's page that links outside": lambda at: linked_in_site(at, "index.html"),
    "a site's folder that links outside": lambda at: linked_in_site(at, "plan"),
    "a page to be made that links outside": lambda at: (at.plans.parent / "made.html").symlink_to(at.secret),
    "a page to be made that links to nothing outside": lambda at: (at.plans.parent / "made.html").symlink_to(
        at.outside / "new.html"
    ),
}


@pytest.fixture(autouse=True)
def _never_waits() -> Iterator[None]:
    def late(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_outside_is_shown_or_changed_and_nothing_is_waited_for(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attack: Attack
) -> None:
    place = Place(tmp_path)
    attack(place)
    before = place.kept()
    monkeypatch.chdir(place.plans)
    for words in COMMANDS:
        done = call(capsys, *words, plans=place.plans)
        said = done.out + done.err
        assert done.code in (0, 1, 2, 3), words
        assert "program failed" not in said, (words, done.err)
        assert SECRET not in said, words
        assert not any(line.startswith(("::error file=a", "##[")) for line in said.splitlines()), words
        assert "\x1b]0" not in said, words
        assert place.kept() == before, words


def test_a_circle_of_links_that_is_named_is_refused_with_words(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    for command in (
        ("check", "-", "--stdin-filename", "a/plan.toml"),
        ("check", "a"),
        ("init", "a"),
        ("demo", "a"),
    ):
        outcome = run(*command, cwd=tmp_path)
        assert outcome.code in (1, 2, 3), command
        assert "failed" not in outcome.err, (command, outcome.err)
