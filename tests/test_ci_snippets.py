"""What README and manual tell people to put into their CI: read as YAML, and its commands run in a repository as that CI
clones it, with the variables that it sets."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml  # type: ignore[import-untyped]  # its types would be one more package

from tests.build import IN_CI, clean_environment
from tests.check.base.plans_of_base import FILES, STATIONS_LEDGER, WORKS_FILE
from tests.github_events import EVENTS
from tests.repositories import IDENTITY, Repo, git, start

SNIPPETS = Path(__file__).parent / "snippets"
ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *(ROOT / "jinjiang_plan" / "manual").glob("*/ci.md")]
ACTION = ROOT / ".github" / "actions" / "check"
LOWER = ('goal = { value = 3000, op = ">=" }', "goal = { value = 2500 }")
NEW = '2021-09-30 = { value = 1900, recorded = 2021-10-05T10:00:00+08:00, by = "李", source = "月报" }\n'


def snippet(name: str) -> dict[Any, Any]:
    loaded = yaml.safe_load((SNIPPETS / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_what_a_page_shows_is_what_is_tried_here(page: Path) -> None:
    blocks = re.findall(r"```ya?ml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    assert set(blocks) <= {path.read_text(encoding="utf-8") for path in SNIPPETS.glob("*.yml")}


@pytest.mark.parametrize("path", [*SNIPPETS.glob("*.yml"), ACTION / "action.yml"], ids=lambda each: each.name)
def test_whatever_is_fetched_is_pinned(path: Path) -> None:
    """By the hash of a commit, or by a place for one that no fetching tool takes for a name."""
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}|<owner>/[\w/.-]+@<commit>", name)
    for revision in re.findall(r"(?:rev: |git\+[^@\s]+@)([^\s\"]+)", text):
        assert revision == "<commit>"


@pytest.fixture
def origin(tmp_path: Path) -> Repo:
    """A repository on a server: `main`, and a branch `side` of a pull request."""
    return start(tmp_path / "origin", "plans", FILES)


def ran(script: str, here: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A script as a shell of CI runs it; what installs the program is done already."""
    shims = here.parent / "jinjiang-plan" / "bin"
    shims.mkdir(exist_ok=True, parents=True)
    command = shims / "jinjiang-plan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m jinjiang_plan "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
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


def cloned(origin: Repo, place: Path, depth: int) -> None:
    """The checkout of a pull request on GitHub: the merge of both branches, as deep as it is told to."""
    origin.git("checkout", "-q", "-B", "merged", "main")
    origin.git("merge", "-q", "--no-ff", "--no-edit", "side")
    git(place.parent, "init", "-q", str(place))
    git(place, "remote", "add", "origin", f"file://{origin.top}")
    merge = "+merged:refs/remotes/pull/1/merge"
    deep = [f"--depth={depth}", "origin"] if depth else ["origin", "+refs/heads/*:refs/remotes/origin/*"]
    git(place, "fetch", "-q", *deep, merge)
    git(place, "checkout", "-q", "--detach", "refs/remotes/pull/1/merge")


class Job(NamedTuple):
    """What a job of the action left: its process, the summary, and the outputs of the step."""

    done: subprocess.CompletedProcess[str]
    summary: str
    outputs: dict[str, str]


def on_github(place: Path, event: Mapping[str, str], **inputs: str) -> Job:
    """The action's step that checks, with its inputs put where the action says, in a checkout."""
    action = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    given = {
        name: inputs.get(name.replace("-", "_"), each["default"]) for name, each in action["inputs"].items()
    }
    (step,) = (each for each in action["runs"]["steps"] if each.get("id") == "check")
    summary, outputs = place.parent / "summary.md", place.parent / "outputs"
    for path in (summary, outputs):
        path.write_text("", encoding="utf-8")
    variables = {
        name: given[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)[1]]  # type: ignore[index]
        for name, value in step["env"].items()
    }
    assert "${{" not in step["run"]
    environment = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(outputs),
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(place.parent),
    }
    done = ran(step["run"], place, {**environment, **variables, **event})
    pairs = (line.partition("=") for line in outputs.read_text(encoding="utf-8").splitlines())
    return Job(done, summary.read_text(encoding="utf-8"), {name: value for name, _, value in pairs})


PULL = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "side"}


def test_the_action_annotates_the_line_of_a_goal_that_was_lowered(origin: Repo, tmp_path: Path) -> None:
    (job,) = snippet("github.yml")["jobs"].values()
    depth = next(step["with"]["fetch-depth"] for step in job["steps"] if "checkout" in step["uses"])
    assert any(step["uses"].endswith(f"/{ACTION.relative_to(ROOT)}@<commit>") for step in job["steps"])
    origin.append(STATIONS_LEDGER, NEW)
    origin.commit()
    cloned(origin, tmp_path / "first", depth)
    passed = on_github(tmp_path / "first", PULL).done
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "compared with" in passed.stderr
    origin.git("checkout", "-q", "side")
    origin.edit(WORKS_FILE, *LOWER)
    origin.commit()
    line = origin.line(WORKS_FILE, "value = 2500")
    cloned(origin, tmp_path / "second", depth)
    failed = on_github(tmp_path / "second", PULL)
    assert failed.done.returncode == 1
    assert re.search(
        rf"^::error file=plans/{WORKS_FILE},line={line},.*JP601", failed.done.stdout, re.MULTILINE
    )
    assert "JP601" in failed.summary
    sarif = json.loads(Path(failed.outputs["sarif"]).read_text(encoding="utf-8"))
    assert "JP601" in {each["ruleId"] for each in sarif["runs"][0]["results"]}
    cloned(origin, tmp_path / "third", 1)
    shallow = on_github(tmp_path / "third", PULL)
    assert shallow.done.returncode == 3
    assert "fetch-depth: 0" in shallow.done.stdout


@pytest.mark.parametrize("event", EVENTS)
def test_the_action_compares_with_the_base_of_each_event(origin: Repo, tmp_path: Path, event: str) -> None:
    base = origin.git("rev-parse", "main")
    origin.edit(WORKS_FILE, *LOWER)
    head = origin.commit()
    place, laid = tmp_path / "clone", tmp_path / "event.json"
    cloned(origin, place, 0)
    laid.write_text(json.dumps(EVENTS[event](base, head)), encoding="utf-8")
    job = on_github(place, {"GITHUB_EVENT_PATH": str(laid)})
    assert job.done.returncode == 1, job.done.stdout + job.done.stderr
    assert "JP601" in job.summary
    assert f"compared with {base[:7]}" in job.done.stderr
    git(
        place, "checkout", "-q", "--detach", base
    )  # as `pull_request_target` does: the base, and not the request
    elsewhere = on_github(place, {"GITHUB_EVENT_PATH": str(laid)}).done
    assert elsewhere.returncode == 3
    assert f"about the commit {head[:7]}" in elsewhere.stdout


def test_the_inputs_of_the_action_reach_the_program_as_they_are_written(origin: Repo, tmp_path: Path) -> None:
    place = tmp_path / "clone"
    cloned(origin, place, 0)
    for against in ("$(touch harm)", "`touch harm`", "--output=markdown=harm", "x; touch harm"):
        assert on_github(place, PULL, against=against, paths="plans").done.returncode in (2, 3)
    for path in ("$(touch harm)", "--fix", "*"):
        assert on_github(place, PULL, paths=path).done.returncode in (2, 3)
    assert on_github(place, PULL, fail_on="$(touch harm)").done.returncode == 2
    assert not (place / "harm").exists()
    assert on_github(place, PULL, paths="plans\n", fail_on="info", against="none").done.returncode in (0, 1)


@pytest.mark.skipif(not IN_CI, reason="installs the program, and what it needs from an index")
def test_the_action_installs_the_program_and_nothing_of_the_folder_that_is_checked(tmp_path: Path) -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    here = tmp_path / "checkout"
    here.mkdir()
    for name in ("pip", "venv", "sys", "jinjiang_plan", "hatchling"):
        (here / f"{name}.py").write_text("open('harm', 'w').close()\n", encoding="utf-8")
    source = tmp_path / "source"
    for name in ("jinjiang_plan", "plans", ".github"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(source / ACTION.relative_to(ROOT)),
        **{
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PIP_", "UV_", "HTTP", "http"))
        },
    }
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action["runs"]["steps"][0]["run"]],
        check=True,
        cwd=here,
        env=environment,
    )
    command = tmp_path / "jinjiang-plan" / "bin" / "jinjiang-plan"
    done = subprocess.run([command, "--version"], capture_output=True, check=True, cwd=here, text=True)
    assert "jinjiang-plan" in done.stdout
    assert not (here / "harm").exists()


def on_gitlab(origin: Repo, place: Path, depth: int) -> subprocess.CompletedProcess[str]:
    """The job of the snippet on a merge request: the runner fetches its head alone, as deep as it is told to."""
    install, *lines = snippet("gitlab.yml")["plans"]["script"]
    assert install.startswith("pip install ")
    git(place.parent, "init", "-q", str(place))
    git(place, "remote", "add", "origin", f"file://{origin.top}")
    deep = [f"--depth={depth}"] if depth else []
    git(place, "fetch", "-q", *deep, "origin", "+refs/heads/side:refs/pipelines/1")
    git(place, "checkout", "-q", "--detach", "refs/pipelines/1")
    base = origin.git("merge-base", "main", "side")
    return ran("\n".join(lines), place, {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base})


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
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = snippet("pre-commit.yml")["repos"]
    assert [each["id"] for each in repository["hooks"]] == [hook["id"]]
