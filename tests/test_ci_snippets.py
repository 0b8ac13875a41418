"""What the README tells people to put into their CI: read as YAML, and its commands run in a repository as that CI clones
it, with the variables that it sets."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its types would be one more package

from tests.build import clean_environment
from tests.check.base.plans_of_base import FILES, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import IDENTITY, Repo, git, start

SNIPPETS = Path(__file__).parent / "snippets"
README = Path(__file__).parent.parent / "README.md"
LOWER = ('goal = { value = 3000, op = ">=" }', "goal = { value = 2500 }")
NEW = '2021-09-30 = { value = 1900, recorded = 2021-10-05T10:00:00+08:00, by = "李", source = "月报" }\n'


def snippet(name: str) -> dict[Any, Any]:
    loaded = yaml.safe_load((SNIPPETS / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize(
    "block", re.findall(r"```ya?ml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL) or [""]
)
def test_what_the_readme_shows_is_what_is_tried_here(block: str) -> None:
    assert block in {"", *(path.read_text(encoding="utf-8") for path in SNIPPETS.glob("*.yml"))}


@pytest.fixture
def origin(tmp_path: Path) -> Repo:
    """A repository on a server: `main`, and a branch `side` of a pull request."""
    return start(tmp_path / "origin", "plans", FILES)


def ran(lines: list[str], here: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The lines of a script as a shell of CI runs them; what installs the program is done already."""
    shims = here.parent / "bin"
    shims.mkdir(exist_ok=True)
    command = shims / "jinjiang-plan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jinjiang_plan "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    assert lines[0] == "pip install jinjiang-plan"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(lines[1:])],
        capture_output=True,
        check=False,
        cwd=here,
        env={
            **clean_environment(),
            **IDENTITY,
            "PATH": f"{shims}{os.pathsep}{os.environ['PATH']}",
            "CI": "true",
            **environment,
        },
        text=True,
    )


def on_github(origin: Repo, place: Path, depth: int) -> subprocess.CompletedProcess[str]:
    """The job of the snippet on a pull request: checkout takes the merge of both branches, as deep as it is told to."""
    (job,) = snippet("github.yml")["jobs"].values()
    lines = [step["run"] for step in job["steps"] if "run" in step]
    origin.git("checkout", "-q", "-B", "merged", "main")
    origin.git("merge", "-q", "--no-ff", "--no-edit", "side")
    git(place.parent, "init", "-q", str(place))
    git(place, "remote", "add", "origin", f"file://{origin.top}")
    if depth:
        git(place, "fetch", "-q", f"--depth={depth}", "origin", "+merged:refs/remotes/pull/1/merge")
    else:
        git(
            place,
            "fetch",
            "-q",
            "origin",
            "+refs/heads/*:refs/remotes/origin/*",
            "+merged:refs/remotes/pull/1/merge",
        )
    git(place, "checkout", "-q", "--detach", "refs/remotes/pull/1/merge")
    return ran(lines, place, {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "side"})


def test_github_actions_annotates_the_line_of_a_goal_that_was_lowered(origin: Repo, tmp_path: Path) -> None:
    (job,) = snippet("github.yml")["jobs"].values()
    depth = next(step["with"]["fetch-depth"] for step in job["steps"] if "checkout" in step.get("uses", ""))
    origin.append(STATIONS_LEDGER, NEW)
    origin.commit()
    passed = on_github(origin, tmp_path / "first", depth)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "compared with" in passed.stderr
    origin.git("checkout", "-q", "side")
    origin.edit(WORKS_FILE, *LOWER)
    origin.commit()
    line = origin.line(WORKS_FILE, "value = 2500")
    failed = on_github(origin, tmp_path / "second", depth)
    assert failed.returncode == 1
    assert re.search(rf"^::error file=plans/{WORKS_FILE},line={line},.*JP601", failed.stdout, re.MULTILINE)
    shallow = on_github(origin, tmp_path / "third", 1)
    assert shallow.returncode == 3
    assert "fetch-depth: 0" in shallow.stdout


def on_gitlab(origin: Repo, place: Path, depth: int) -> subprocess.CompletedProcess[str]:
    """The job of the snippet on a merge request: the runner fetches its head alone, as deep as it is told to."""
    lines = snippet("gitlab.yml")["plans"]["script"]
    git(place.parent, "init", "-q", str(place))
    git(place, "remote", "add", "origin", f"file://{origin.top}")
    deep = [f"--depth={depth}"] if depth else []
    git(place, "fetch", "-q", *deep, "origin", "+refs/heads/side:refs/pipelines/1")
    git(place, "checkout", "-q", "--detach", "refs/pipelines/1")
    base = origin.git("merge-base", "main", "side")
    return ran(lines, place, {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base})


def test_gitlab_ci_reports_a_lowered_goal_as_code_quality(origin: Repo, tmp_path: Path) -> None:
    job = snippet("gitlab.yml")["plans"]
    depth = int(job["variables"]["GIT_DEPTH"])
    origin.edit(WORKS_FILE, *LOWER)
    origin.commit()
    origin.append(STATIONS_LEDGER, NEW)
    origin.commit()
    failed = on_gitlab(origin, tmp_path / "first", depth)
    assert failed.returncode == 1, failed.stdout + failed.stderr
    report = json.loads(
        (tmp_path / "first" / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
    )
    found = [
        each for each in report if each["check_name"].startswith("JP601") or "JP601" in each["description"]
    ]
    assert [each["location"]["path"] for each in found] == [f"plans/{WORKS_FILE}"]
    shallow = on_gitlab(origin, tmp_path / "second", 1)
    assert shallow.returncode == 3
    assert 'GIT_DEPTH: "0"' in shallow.stdout


def test_the_hook_of_the_snippet_is_the_one_that_there_is() -> None:
    (hook,) = yaml.safe_load((README.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = snippet("pre-commit.yml")["repos"]
    assert [each["id"] for each in repository["hooks"]] == [hook["id"]]
