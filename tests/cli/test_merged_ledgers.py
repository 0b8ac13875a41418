"""Two branches that report: other days and other targets merge clean; the same day is told, and the way out works."""

import re
from pathlib import Path

import pytest

from tests.build import run
from tests.repositories import Repo, git

AFTER = "2027-03-01T09:00:00+08:00"
LEDGER = "my-plan/progress/works.stations.toml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A plan as `init` starts it, with a ledger, on `main`."""
    top = tmp_path / "repo"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    assert run("init", ".", cwd=top).code == 0
    repo = Repo(top, top / "plans")
    record(repo, "works.stations", "10", "2026-03", second=0)
    repo.commit("base")
    return repo


def record(repo: Repo, target: str, value: str, day: str, *, second: int) -> None:
    now = f"2027-02-10T09:00:{second:02}+08:00"
    outcome = run("record", target, value, "--on", day, "--source", "月报", cwd=repo.top, now=now)
    assert outcome.code == 0, outcome.err


def branch(repo: Repo, name: str) -> None:
    repo.git("checkout", "-q", "-b", name, "main")


def passes(repo: Repo, *more: str) -> bool:
    outcome = run("check", *more, cwd=repo.top, now=AFTER)
    assert outcome.code == 0, outcome.out
    return True


def test_other_days_and_other_targets_merge_without_a_conflict_and_pass(repo: Repo) -> None:
    branch(repo, "one")
    record(repo, "works.stations", "20", "2026-06", second=1)
    record(repo, "works.energy", "99", "2026-12", second=2)
    repo.commit()
    branch(repo, "two")
    record(repo, "works.stations", "30", "2026-09", second=3)
    record(repo, "works.substation", "signed", "2026-09", second=4)
    repo.commit()
    repo.git("merge", "-q", "--no-edit", "one")
    text = (repo.plans / LEDGER).read_text(encoding="utf-8")
    assert sorted(line[:10] for line in text.splitlines()[1:]) == ["2026-03-31", "2026-06-30", "2026-09-30"]
    assert passes(repo)
    assert passes(repo, "--against", "main")
    assert passes(repo, "--against", "one")
    assert passes(repo, "--against", "HEAD^1")


def test_two_branches_that_start_one_ledger_merge_without_a_conflict_and_pass(repo: Repo) -> None:
    branch(repo, "one")
    record(repo, "works.energy", "99", "2026-06", second=1)
    repo.commit()
    branch(repo, "two")
    record(repo, "works.energy", "98", "2026-12", second=2)
    repo.commit()
    repo.git("merge", "-q", "--no-edit", "one")
    assert passes(repo)
    text = (repo.plans / "my-plan/progress/works.energy.toml").read_text(encoding="utf-8")
    assert text.count("[report]") == 1


def follow(repo: Repo, hint: str) -> None:
    """Do what the hint says: the line that it names gets the key that it names."""
    found = re.search(r"line ([0-9]+) was recorded later: as a revision its key is `([^`]+)`", hint)
    assert found, hint
    path = repo.plans / LEDGER
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = int(found[1]) - 1
    lines[at] = lines[at].replace(found[2][:10], found[2], 1)
    path.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("first", ["theirs", "ours"])
def test_the_same_day_on_both_branches_shows_both_lines_and_the_way_out_works(repo: Repo, first: str) -> None:
    branch(repo, "one")
    record(repo, "works.stations", "20", "2026-06", second=1 if first == "theirs" else 9)
    repo.commit()
    branch(repo, "two")
    record(repo, "works.stations", "21", "2026-06", second=5)
    repo.commit()
    repo.git("merge", "-q", "--no-edit", "one")
    outcome = run("check", cwd=repo.top, now=AFTER)
    assert outcome.code == 1
    assert outcome.out.count("JP003") == 1
    assert outcome.out.count("2026-06-30 = { value = 2") == 2  # both lines
    repo.git("branch", "-f", "main", "one")  # theirs was merged before
    assert "JP611" not in run("check", "--against", "main", cwd=repo.top, now=AFTER).out
    follow(repo, outcome.out.replace("\n    ", " "))
    assert passes(repo)
    assert passes(repo, "--against", "main")
    assert passes(repo, "--against", "two")
    value = "20" if first == "ours" else "21"  # the one recorded last stands
    record(repo, "works.stations", "30", "2026-09", second=20)
    assert f" {value} " in run("log", "works.stations", cwd=repo.top).out
