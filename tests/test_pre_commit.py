"""The hook for other repositories, by pre-commit itself: installed from a repository, run on commits and pushes.

It installs the package from the package index, once for all that is tried here; without an index it is skipped, but
never in CI.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build import IN_CI
from tests.check.base.plans_of_base import FILES, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import IDENTITY, Repo, git, start

ROOT = Path(__file__).parent.parent
HOOK = "jinjiang-plan-check"
LONGEST = 300
"""Seconds that an installation may take."""

LOWER = ('goal = { value = 3000, op = ">=" }', "goal = { value = 2500 }")


def pre_commit(repo: Repo, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PRE_COMMIT", "JINJIANG", "COVERAGE"))
    }
    environment = {**kept, **IDENTITY, "PRE_COMMIT_HOME": str(home), "JINJIANG_LANG": "en", "CI": ""}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        capture_output=True,
        check=False,
        cwd=repo.top,
        env=environment,
        text=True,
        timeout=LONGEST,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installation takes of this project, as a repository."""
    top = tmp_path_factory.mktemp("project") / "jinjiang-plan"
    top.mkdir()
    for name in ("jinjiang_plan", "plans"):
        shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, top / name)
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "project")
    return top


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


def tried(repo: Repo, home: Path, project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    outcome = pre_commit(repo, home, "try-repo", str(project), HOOK, "--verbose", *words)
    if "An unexpected error has occurred" in outcome.stdout and not IN_CI:
        pytest.skip("the package index cannot be reached")
    return outcome


def test_the_hook_finds_goals_that_move_and_history_that_goes(
    tmp_path: Path, home: Path, project: Path
) -> None:
    repo = start(tmp_path / "repo", "plans", FILES)
    outcome = tried(repo, home, project, "--all-files")
    assert outcome.returncode == 0, outcome.stdout
    assert "so nothing was compared" in outcome.stdout
    # before a commit: against what was committed; a ledger that is only deleted shows in no file that could be passed
    (repo.plans / STATIONS_LEDGER).unlink()
    repo.git("add", "-A")
    outcome = tried(repo, home, project)
    assert outcome.returncode == 1
    assert "JP611" in outcome.stdout
    repo.git("reset", "-q", "--hard")
    # before a push, and in CI: against the revision that pre-commit names
    repo.edit(WORKS_FILE, *LOWER)
    repo.commit()
    outcome = tried(repo, home, project, "--from-ref", "main", "--to-ref", "HEAD")
    assert outcome.returncode == 1
    assert "JP601" in outcome.stdout
    assert tried(repo, home, project, "--from-ref", "HEAD~0", "--to-ref", "HEAD").returncode == 0


def test_an_installed_hook_stops_the_commit_and_lets_a_report_through(
    tmp_path: Path, home: Path, project: Path
) -> None:
    repo = start(tmp_path / "repo", "规划, 一/plans", FILES)
    revision = git(project, "rev-parse", "HEAD")
    (repo.top / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {project}\n    rev: {revision}\n    hooks:\n      - id: {HOOK}\n"
        "        args: [--select, JP6, '规划, 一/plans']\n",
        encoding="utf-8",
    )
    repo.commit("with the hook")
    tried(repo, home, project, "--all-files")  # the environment is there, or the test is skipped
    assert pre_commit(repo, home, "install").returncode == 0
    hook = {"PRE_COMMIT_HOME": str(home), "JINJIANG_LANG": "en"}
    repo.edit(WORKS_FILE, *LOWER)
    repo.git("add", "-A")
    stopped = commit(repo, hook)
    assert stopped.returncode != 0
    assert "JP601" in stopped.stderr + stopped.stdout
    repo.git("reset", "-q", "--hard")
    repo.append(
        STATIONS_LEDGER, '2021-09-30 = { value = 1900, recorded = 2021-10-05T10:00:00+08:00, by = "李" }\n'
    )
    repo.git("add", "-A")
    passed = commit(repo, hook)
    assert passed.returncode == 0, passed.stderr


def commit(repo: Repo, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PRE_COMMIT", "COVERAGE"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["git", "commit", "-m", "change"],
        capture_output=True,
        check=False,
        cwd=repo.top,
        env={**kept, **IDENTITY, **environment, "PATH": path},
        text=True,
        timeout=LONGEST,
    )
