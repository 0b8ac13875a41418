"""A journal that was not written where it stands hides nothing and cuts nothing: committed, mailed, copied or made up."""

import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jinjiang_plan import load
from jinjiang_plan.files.ledger.journal import NAME
from jinjiang_plan.files.ledger.seal import put_seal, seal_of
from tests.build import PLAN_HEAD, STATIONS, report_line, run, write_ledger, write_plan
from tests.repositories import git

LINES = (report_line("2020-12-31", 600), report_line("2021-03-31", 900))


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A plan whose ledger ends as the journal beside it says, which has the seal of this place."""
    folder = write_plan(tmp_path / "sent" / "plans", "plan", PLAN_HEAD + STATIONS)
    ledger = write_ledger(folder, "stations", *LINES)
    added = LINES[-1] + "\n"
    size = ledger.stat().st_size - len(added.encode())
    listed = {"ledger": "plan/progress/stations.toml", "size": size, "added": added}
    journal = folder.parent / NAME
    journal.write_text(json.dumps({"format": 1, "ledgers": [listed]}) + "\n", encoding="utf-8")
    put_seal(journal, journal.stat())
    return folder.parent


def committed(top: Path, place: Path) -> None:
    git(top, "init", "-q")
    git(top, "add", "-f", "-A")
    git(top, "commit", "-q", "-m", "plans")
    git(top.parent, "clone", "-q", str(top), str(place))


def packed(top: Path, place: Path) -> None:
    with tarfile.open(top.parent / "sent.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.add(top, ".")
    place.mkdir()
    subprocess.run(["tar", "-xpf", str(top.parent / "sent.tar"), "-C", str(place)], check=True)


def copied(top: Path, place: Path) -> None:
    shutil.copytree(top, place, copy_function=shutil.copy2)


def by_cp(top: Path, place: Path) -> None:
    subprocess.run(["cp", "-a", str(top), str(place)], check=True)


def count(plans: Path) -> int:
    portfolio = load(plans)
    assert portfolio.findings == ()
    return len(portfolio.ledger(portfolio.find("stations")).reports)


RECORD = (
    "record",
    "stations",
    "1200",
    "--on",
    "2021-06-30",
    "--source",
    "s",
    "--late",
    "l",
    "--accept-doubts",
)


def record(plans: Path) -> tuple[int, str]:
    done = run("--plans", str(plans), *RECORD)
    return done.code, done.err


def test_a_journal_with_the_seal_of_its_place_is_believed(plans: Path) -> None:
    assert count(plans) == 1
    assert record(plans)[0] == 0
    text = (plans / "plan" / "progress" / "stations.toml").read_text(encoding="utf-8")
    assert LINES[1] not in text
    assert "2021-06-30" in text
    assert not os.path.lexists(plans / NAME)
    assert not os.path.lexists(seal_of(plans / NAME))


@pytest.mark.skipif(os.name == "nt", reason="cp and a clone by path")
@pytest.mark.parametrize("send", [committed, packed, copied, by_cp])
def test_one_that_came_from_elsewhere_hides_nothing_and_cuts_nothing(
    plans: Path, tmp_path: Path, send: Callable[[Path, Path], None]
) -> None:
    send(plans.parent, tmp_path / "here")
    here = tmp_path / "here" / "plans"
    journal, ledger = here / NAME, here / "plan" / "progress" / "stations.toml"
    held = ledger.read_bytes()
    assert count(here) == 2
    assert json.loads(run("--plans", str(here), "log", "-f", "json").out)
    for command in (
        RECORD,
        ("undo", "stations", "-y"),
        ("mend", "stations", "-y"),
    ):
        done = run("--plans", str(here), *command)
        assert done.code == 1, command
        assert str(journal) in done.err
        assert str(seal_of(journal)) in done.err
        assert ledger.read_bytes() == held
    journal.unlink()  # as the words say
    seal_of(journal).unlink()
    assert record(here)[0] == 0
    assert ledger.read_bytes().startswith(held)


Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "touched": os.utime,
    "other rights": lambda journal: journal.chmod(0o600),
    "written anew": lambda journal: journal.write_bytes(journal.read_bytes()),
    "a seal of nonsense": lambda journal: seal_of(journal).write_text("[" * 5000, encoding="utf-8"),
    "a seal that is empty": lambda journal: seal_of(journal).write_bytes(b""),
}


@pytest.mark.skipif(os.name == "nt", reason="there the moment of a file's making counts")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_seal_that_does_not_fit_lets_readers_see_all_and_asks_the_writer(
    plans: Path, change: Change
) -> None:
    held = (plans / "plan" / "progress" / "stations.toml").read_bytes()
    change(plans / NAME)
    assert count(plans) == 2
    code, said = record(plans)
    assert (code, str(plans / NAME) in said) == (1, True)
    assert (plans / "plan" / "progress" / "stations.toml").read_bytes() == held


def links_seal(journal: Path) -> None:
    kept = journal.parent.parent / "seal"
    seal_of(journal).rename(kept)
    seal_of(journal).symlink_to(kept)


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right of its own there")
def test_a_seal_that_is_a_link_or_a_pipe_is_none(plans: Path) -> None:
    links_seal(plans / NAME)
    assert count(plans) == 2
    seal_of(plans / NAME).unlink()
    os.mkfifo(seal_of(plans / NAME))
    assert count(plans) == 2
    assert record(plans)[0] == 1


def test_one_without_a_seal_was_cut_off_before_any_ledger_was_touched_and_says_nothing(plans: Path) -> None:
    seal_of(plans / NAME).unlink()
    held = (plans / "plan" / "progress" / "stations.toml").read_bytes()
    assert count(plans) == 2
    assert record(plans)[0] == 0
    assert (plans / "plan" / "progress" / "stations.toml").read_bytes().startswith(held)
    assert not (plans / NAME).exists()


@pytest.mark.parametrize("added", ["", "no such end\n"])
def test_one_that_names_no_true_end_is_cleared_away(plans: Path, added: str) -> None:
    listed = {"ledger": "plan/progress/stations.toml", "size": 9, "added": added}
    (plans / NAME).write_text(json.dumps({"ledgers": [listed]}), encoding="utf-8")
    held = (plans / "plan" / "progress" / "stations.toml").read_bytes()
    assert count(plans) == 2
    assert record(plans)[0] == 0
    assert (plans / "plan" / "progress" / "stations.toml").read_bytes().startswith(held)
    assert [each.name for each in plans.iterdir()] == ["plan"]
