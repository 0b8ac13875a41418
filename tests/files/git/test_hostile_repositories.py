"""A stranger's repository: its configuration starts no program, and none but the nearest `.git` answers for the plans."""

import os
import subprocess
from pathlib import Path

import pytest

from jinjiang_plan.files.git.repository import Repository, look_for_repository
from tests.build import PLAN_HEAD, STATIONS, report_line, run, write_ledger, write_plan
from tests.repositories import IDENTITY, git

COMMANDS = (
    ("check", "--against", "HEAD"),
    ("check", "--against", "main"),
    ("diff", "HEAD"),
    ("undo", "stations", "-y"),
    ("mend", "stations", "-y"),
    ("status",),
    ("log",),
)


def committed(tmp_path: Path) -> Path:
    """A repository with one plan, committed on main; gives its top."""
    top = tmp_path / "work"
    plan = write_plan(top / "plans", head=PLAN_HEAD + STATIONS)
    write_ledger(plan, "stations", report_line("2020-12-31", 600))
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "begin")
    return top


def trap(tmp_path: Path) -> tuple[Path, Path]:
    """A program that leaves a mark where it was run; gives the program and the mark."""
    mark, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program, mark


def settings(program: Path) -> str:
    """A configuration that names the program wherever git could start one."""
    return f"""
[core]
	fsmonitor = {program}
	hooksPath = {program.parent}
	sshCommand = {program}
	gitProxy = {program}
	alternateRefsCommand = {program}
	pager = {program}
	editor = {program}
	askPass = {program}
[diff]
	external = {program}
[gpg]
	program = {program}
[log]
	showSignature = true
[credential]
	helper = {program}
[extensions]
	partialClone = evil
[remote "evil"]
	url = ext::{program} %S
	promisor = true
	partialclonefilter = blob:none
[protocol]
	allow = always
[protocol "ext"]
	allow = always
"""


def lose_objects(top: Path) -> None:
    """Take the blobs away that a partial clone would fetch when they are asked for."""
    listed = git(top, "rev-list", "--objects", "--no-object-names", "HEAD").splitlines()
    for name in listed:
        if git(top, "cat-file", "-t", name) == "blob":
            (top / ".git" / "objects" / name[:2] / name[2:]).unlink()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("partial", [False, True], ids=["whole", "without its blobs"])
def test_no_program_of_a_repositorys_configuration_is_started(
    tmp_path: Path, command: tuple[str, ...], *, partial: bool
) -> None:
    top = committed(tmp_path)
    program, mark = trap(tmp_path)
    if partial:
        lose_objects(top)
    config = top / ".git" / "config"
    config.write_text(config.read_text(encoding="utf-8") + settings(program), encoding="utf-8")
    outcome = run(*command, cwd=top, environment=IDENTITY)
    assert outcome.code in (0, 1, 2, 3)
    assert "Traceback" not in outcome.err
    assert not mark.exists()


def plant_bare(folder: Path, program: Path) -> None:
    """Lay the files of a bare repository into a folder, as somebody can commit them."""
    (folder / "objects").mkdir()
    (folder / "refs" / "heads").mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    text = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n" + settings(program)
    (folder / "config").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("place", ["plans", "plans/plan", "plans/plan/progress"])
def test_a_bare_repository_among_the_plans_answers_for_nothing(
    tmp_path: Path, command: tuple[str, ...], place: str
) -> None:
    top = committed(tmp_path)
    program, mark = trap(tmp_path)
    plant_bare(top / place, program)
    run(*command, cwd=top, environment=IDENTITY)
    assert not mark.exists()
    assert look_for_repository(top / place) == Repository(top.resolve())


def test_a_lowered_goal_is_found_though_a_bare_repository_stands_beside_it(tmp_path: Path) -> None:
    top = committed(tmp_path)
    program, _ = trap(tmp_path)
    plant_bare(top / "plans" / "plan", program)
    head = top / "plans" / "plan" / "plan.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("3000", "300"), encoding="utf-8")
    outcome = run("check", "--against", "main", "-f", "concise", cwd=top, environment=IDENTITY)
    assert outcome.code == 1
    assert "JP601" in outcome.out


def test_a_submodule_that_sorts_first_is_not_compared_in_place_of_the_plans(tmp_path: Path) -> None:
    top = committed(tmp_path)
    other = tmp_path / "other"
    write_plan(tmp_path, "other", head=PLAN_HEAD + STATIONS)
    git(tmp_path, "init", "-q", "-b", "main", str(other))
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "theirs")
    git(top, "submodule", "add", "-q", str(other), "plans/aaa")
    git(top, "commit", "-q", "-m", "with a submodule")
    head = top / "plans" / "plan" / "plan.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("3000", "300"), encoding="utf-8")
    outcome = run("check", "--against", "main", "-f", "concise", cwd=top, environment=IDENTITY)
    assert outcome.code == 1
    assert "JP601" in outcome.out


def test_variables_of_a_hook_lead_to_no_other_repository(tmp_path: Path) -> None:
    top = committed(tmp_path)
    other = tmp_path / "other.git"
    subprocess.run(["git", "init", "-q", "--bare", str(other)], check=True, env={**os.environ, **IDENTITY})
    head = top / "plans" / "plan" / "plan.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("3000", "300"), encoding="utf-8")
    environment = {**IDENTITY, "GIT_DIR": str(other), "GIT_OBJECT_DIRECTORY": str(other / "objects")}
    outcome = run("check", "--against", "main", "-f", "concise", cwd=top, environment=environment)
    assert (outcome.code, "JP601" in outcome.out) == (1, True)
