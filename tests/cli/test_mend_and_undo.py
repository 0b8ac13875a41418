"""`mend` and `undo`: the end of a ledger, ended, cut off or taken back; always shown first."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.build import Outcome, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
FIRST, SECOND = report_line("2020-12-31", 600), report_line("2021-06-30", 1200, note='"月报"')
HELD = f"[report]\n{FIRST}\n{SECOND}\n".encode()


class Place:
    """A plan in a git repository, its ledger committed with one report; a second may follow."""

    def __init__(self, root: Path, capsys: Capture) -> None:
        self.plan = write_plan(root / "plans")
        self.path = write_ledger(self.plan, "stations", FIRST)
        self.capsys = capsys

    def git(self, *words: str) -> None:
        name = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(self.plan.parent), *name, *words], check=True, capture_output=True)

    def commit(self) -> None:
        if not (self.plan.parent / ".git").exists():
            self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def put(self, held: bytes) -> None:
        self.path.write_bytes(held)

    def call(self, *arguments: str, lang: str = "en") -> Outcome:
        return call(self.capsys, *arguments, plans=self.plan.parent, lang=lang)


@pytest.fixture
def place(tmp_path: Path, capsys: Capture) -> Place:
    return Place(tmp_path, capsys)


CUTS = [1, 9, 10, 20, 40, len(SECOND) - 5, len(SECOND) - 1]


@pytest.mark.parametrize("cut", CUTS)
def test_a_torn_line_is_found_by_all_and_cut_off_by_the_command_that_they_name(
    place: Place, cut: int
) -> None:
    torn = f"[report]\n{FIRST}\n{SECOND[:cut]}".encode()
    place.put(torn)
    for command in (
        ("status",),
        ("log",),
        ("show", "stations"),
        ("record", "stations", "1500", "--on", "2021-09"),
    ):
        code, _, err = place.call(*command)
        assert code == 3
        assert "stations.toml:3:1" in err
        assert "`jinjiang-plan mend plan/stations`" in err
        assert place.path.read_bytes() == torn
    code, out, err = place.call("mend", "plan/stations", "--yes")
    assert code == 0
    assert out.endswith(f"stations.toml:3: {SECOND[:cut]}\n")
    assert "record it again" in err
    assert place.path.read_bytes() == f"[report]\n{FIRST}\n".encode()
    assert place.call("record", "stations", "1500", "--on", "2021-09").code == 0


def test_a_line_that_wants_only_its_newline_gets_it(place: Place) -> None:
    place.put(HELD[:-1])
    assert place.call("status").code == 3
    code, out, err = place.call("mend", "stations", "-y")
    assert code == 0
    assert SECOND in out
    assert "whole but for its newline" in err
    assert place.path.read_bytes() == HELD


@pytest.mark.parametrize("cut", [len(HELD) - 1, len(HELD) - 20, len(HELD) - len(SECOND)])
def test_what_git_has_whole_is_brought_back_and_not_cut(place: Place, cut: int) -> None:
    place.put(HELD)
    place.commit()
    place.put(HELD[:cut])
    code, out, err = place.call("mend", "stations", "--yes")
    assert (code, out) == (2, "")
    assert "git restore" in err
    assert place.path.read_bytes() == HELD[:cut]


@pytest.mark.parametrize("held", [HELD, b"[report]\n", b""])
def test_a_whole_ledger_needs_no_mending(place: Place, held: bytes) -> None:
    place.put(held)
    code, _, err = place.call("mend", "stations", "--yes")
    assert code == 0
    assert "nothing to mend" in err
    assert place.path.read_bytes() == held


def test_a_sign_cut_in_two_is_shown_and_taken_away(place: Place) -> None:
    place.put(HELD[: HELD.index("月".encode()) + 1])
    code, out, _ = place.call("mend", "stations", "--yes")
    assert code == 0
    assert "\ufffd" in out
    assert place.path.read_bytes() == f"[report]\n{FIRST}\n".encode()


def test_another_fault_is_told_after_the_mending(place: Place) -> None:
    place.put(b"[report]\nx = 1\n2021")
    code, _, err = place.call("mend", "stations", "--yes")
    assert code == 3
    assert "stations.toml:2" in err
    assert place.path.read_bytes() == b"[report]\nx = 1\n"


@pytest.mark.parametrize("command", ["mend", "undo"])
def test_nothing_is_done_without_a_word(place: Place, command: str) -> None:
    place.commit()
    place.put(HELD[:-1] if command == "mend" else HELD)
    before = place.path.read_bytes()
    code, out, err = place.call(command, "stations")
    assert code == 2
    assert SECOND in out  # it is shown before it is asked
    assert "--yes" in err
    dry = place.call(command, "stations", "--dry-run")
    assert dry.code == 0
    assert "dry run" in dry.err
    assert place.path.read_bytes() == before


@pytest.mark.parametrize("command", ["mend", "undo"])
def test_no_ledger_is_said(place: Place, command: str) -> None:
    place.path.unlink()
    code, _, err = place.call(command, "stations", "--yes")
    assert code == 3
    assert "there is no ledger" in err


@pytest.mark.parametrize("command", ["mend", "undo"])
def test_what_is_no_file_is_told(place: Place, command: str) -> None:
    place.path.unlink()
    place.path.mkdir()
    code, _, err = place.call(command, "stations", "--yes")
    assert code == 1
    assert "it is a folder, not a file" in err


# undo


@pytest.mark.parametrize("committed", ["the first report", "nothing", "another file"])
def test_the_last_report_is_taken_back_while_git_has_not_committed_it(place: Place, committed: str) -> None:
    if committed == "nothing":
        place.git("init", "-q")
    elif committed == "another file":
        place.path.unlink()
        place.commit()
    else:
        place.commit()
    place.put(HELD)
    code, out, err = place.call("undo", "stations", "--yes", "--as-of", "2021-06-30")
    assert code == 0
    assert out.splitlines()[0] == SECOND
    assert "→" in out
    assert err.startswith("taken out of ")
    assert place.path.read_bytes() == f"[report]\n{FIRST}\n".encode()


def test_the_only_report_can_be_taken_back_too(place: Place) -> None:
    place.git("init", "-q")
    assert place.call("undo", "stations", "--yes").code == 0
    assert place.path.read_bytes() == b"[report]\n"
    code, _, err = place.call("undo", "stations", "--yes")
    assert code == 3
    assert "has no report yet" in err


def test_what_git_has_committed_is_retracted_and_not_undone(place: Place) -> None:
    place.put(HELD)
    place.commit()
    code, out, err = place.call("undo", "stations", "--yes")
    assert (code, out) == (2, "")
    assert "git has committed this report" in err
    assert "`retract stations --on 2021-06-30 --reason …`" in err
    assert place.path.read_bytes() == HELD


def test_without_git_nothing_is_undone(place: Place) -> None:
    code, _, err = place.call("undo", "stations", "--yes", lang="zh")
    assert code == 2
    assert "不在 git 仓库里" in err
    assert place.path.read_bytes() == f"[report]\n{FIRST}\n".encode()


def test_a_retraction_is_undone_or_answered_by_a_report(place: Place) -> None:
    place.commit()
    assert place.call("retract", "stations", "--on", "2020-12-31", "--reason", "r").code == 0
    place.commit()
    code, _, err = place.call("undo", "stations", "--yes")
    assert code == 2
    assert "`record stations … --on 2020-12-31`" in err


@pytest.mark.parametrize(
    "end", ["\n# by hand\n", "2021-06-30.value = 5\n2021-06-30.recorded = 2021-07-05T00:00:00Z\n"]
)
def test_a_last_line_that_is_no_report_is_left_alone(place: Place, end: str) -> None:
    place.commit()
    place.put(f"[report]\n{FIRST}\n{end}".encode())
    before = place.path.read_bytes()
    code, _, err = place.call("undo", "stations", "--yes")
    assert code == 2
    assert "is no report" in err
    assert place.path.read_bytes() == before


def test_a_torn_ledger_is_told_and_not_undone(place: Place) -> None:
    place.commit()
    place.put(HELD[:-9])
    code, _, err = place.call("undo", "stations", "--yes")
    assert code == 3
    assert "`jinjiang-plan mend plan/stations`" in err
    assert place.path.read_bytes() == HELD[:-9]


if os.name != "nt":
    from tests.terminal import CTRL_C, Terminal

    @pytest.mark.parametrize(("answer", "code"), [("y", 0), ("是", 0), ("n", 1), ("", 1), (CTRL_C, 130)])
    @pytest.mark.parametrize("command", ["mend", "undo"])
    def test_a_person_is_asked_at_a_terminal(place: Place, command: str, answer: str, code: int) -> None:
        place.commit()
        before = HELD[:-9] if command == "mend" else HELD
        place.put(before)
        with Terminal(command, "stations", plans=place.plan.parent) as terminal:
            terminal.answer(answer)
            ended, shown = terminal.end()
        assert ended == code
        assert SECOND[:-9] in shown
        assert place.path.read_bytes() == (before if code else f"[report]\n{FIRST}\n".encode())


def test_undo_after_an_amendment_says_how_that_is_taken_back(place: Place) -> None:
    place.commit()
    place.put(HELD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JINJIANG_NOW", "2021-09-01T09:00:00+08:00")
        amended = place.call(
            "amend", "stations", "--value", "3500", "--document", "No. 5", "--reason", "more land"
        )
    assert amended.code == 0
    file = place.plan / "plan.toml"
    refused = place.call("undo", "stations", "--yes")
    assert (refused.code, place.path.read_bytes()) == (2, HELD)
    assert f"delete the last [[target.stations.amendment]] from {file}" in refused.err
    assert f"`git restore {file}`" in refused.err
    assert "撤回数据用 `retract stations" in place.call("undo", "stations", "--yes", lang="zh").err
    # By its own advice, undo is about reports again; and so it is once the amendment is committed.
    place.git("add", "plan/plan.toml")
    place.git("commit", "-q", "-m", "amended")
    assert place.call("undo", "stations", "--yes").code == 0
    assert place.path.read_bytes() == f"[report]\n{FIRST}\n".encode()
