"""Which commits are compared, and what is judged: criss-cross and open merges, events of a CI, hooks, the index."""

import json
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.build import run
from tests.check.base.plans_of_base import FILES, SPEED, STATIONS, STATIONS_LEDGER, WORKS_FILE
from tests.github_events import EVENTS, push, request
from tests.repositories import Repo, errors

STATION_GOAL = 'goal = { value = 3000, op = ">=" }'
LOWER = (WORKS_FILE, STATION_GOAL, "goal = { value = 2500 }")
NEW = '2021-09-30 = { value = 1900, recorded = 2021-10-05T10:00:00+08:00, by = "李" }\n'
OTHER = '2021-12-31 = { value = 2000, recorded = 2022-01-05T10:00:00+08:00, by = "王" }\n'
HOOK = {"PRE_COMMIT": "1"}


def hooked(repo: Repo, environment: Mapping[str, str] = HOOK) -> list[str]:
    """The errors that the hook before a commit finds."""
    return errors(repo.check(None, environment=environment))


def both_sides(repo: Repo) -> None:
    """A report on the branch, and another one on `main`."""
    repo.append(STATIONS_LEDGER, NEW)
    repo.commit("on side")
    repo.git("checkout", "-q", "main")
    repo.append(STATIONS_LEDGER, OTHER)
    repo.commit("on main")
    repo.git("checkout", "-q", "side")


# Merges: of two histories that crossed each base counts, and while one is open both of its sides.


def test_of_two_merge_bases_an_entry_holds_against_each(repo: Repo) -> None:
    repo.append("city/progress/works.speed.toml", NEW)
    repo.commit("on side")
    first = repo.git("rev-parse", "HEAD")
    repo.git("checkout", "-q", "main")
    repo.append("city/progress/works.line.toml", NEW.replace("value = 1900", 'stage = "started"'))
    repo.commit("on main")
    second = repo.git("rev-parse", "HEAD")
    repo.git("merge", "-q", "--no-edit", first)
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "--no-edit", second)
    assert len(repo.git("merge-base", "--all", "main", "side").split()) == 2
    assert errors(repo.check()) == []
    for file, text in (("speed", SPEED), ("line", FILES["city/progress/works.line.toml"])):
        path = repo.plans / f"city/progress/works.{file}.toml"
        held = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        assert errors(repo.check()) == ["JP611"], file
        path.write_text(held, encoding="utf-8")
    outcome = run("check", "--select", "JP6", "--against", "main", "-f", "json", cwd=repo.top)
    assert set(json.loads(outcome.out)["base"].split(", ")) == {first[:7], second[:7]}


def test_an_open_merge_keeps_what_each_side_reported_and_lowers_nothing_on_its_own(repo: Repo) -> None:
    both_sides(repo)
    repo.git("merge", "-q", "main", allowed=True)
    ledger = repo.plans / STATIONS_LEDGER
    for held, found in ((NEW, ["JP611"]), (OTHER, ["JP611"]), (OTHER + NEW, [])):
        ledger.write_text(STATIONS + held, encoding="utf-8")
        repo.git("add", "-A")
        assert hooked(repo) == found, held
    repo.edit(*LOWER)
    repo.git("add", "-A")
    assert hooked(repo) == ["JP601"]
    assert errors(repo.check("main")) == ["JP601"]


def test_a_branch_that_lowered_a_goal_does_not_come_in_by_a_merge(repo: Repo) -> None:
    repo.append(STATIONS_LEDGER, NEW)
    repo.commit("on main")
    repo.git("branch", "-q", "-f", "main")
    repo.git("checkout", "-q", "-b", "sly", "main")
    repo.edit(*LOWER)
    repo.commit("lowered, without a hook")
    repo.git("checkout", "-q", "main")
    repo.append("city/progress/works.speed.toml", NEW)
    repo.commit("on main")
    repo.git("merge", "-q", "--no-commit", "--no-ff", "sly")
    assert hooked(repo) == ["JP601"]


# Names: a branch before a tag; a branch named as a commit or HEAD is not taken for it.


@pytest.mark.parametrize(
    ("ref", "against"),
    [
        ("refs/tags/main", "main"),
        ("refs/tags/main", "main~0"),
        ("refs/tags/origin/trunk", "origin/trunk"),
        ("refs/heads/HEAD", "HEAD~1"),
        ("refs/main", "main"),
        ("refs/tags/refs/heads/main", "refs/heads/main"),
    ],
)
def test_no_other_name_is_taken_for_the_base(repo: Repo, ref: str, against: str) -> None:
    repo.git("update-ref", "refs/remotes/origin/trunk", "main")
    repo.edit(*LOWER)
    repo.commit()
    repo.git("update-ref", ref, "HEAD")
    assert errors(repo.check(against)) == ["JP601"]


def test_where_a_branch_and_a_tag_have_one_name_it_is_said_which_is_taken(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.commit()
    before = run("check", "--against", "main", "--lang", "en", cwd=repo.top)
    repo.git("tag", "main")
    for lang, said in (("en", "the branch is taken"), ("zh", "取分支")):
        told = run("--lang", lang, "check", "--against", "main", cwd=repo.top)
        assert said in told.err
        assert "refs/tags/main" in told.err
        assert told.code == 1
    assert "refs/tags/main" not in before.err


def test_a_tag_named_as_the_target_branch_does_not_stand_in_for_it(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.commit()
    repo.git("tag", "main")
    assert errors(repo.check(None, environment={"GITHUB_BASE_REF": "main"})) == ["JP601"]


# GitHub's events, as its runner lays them down.


def told(repo: Repo, event: Mapping[str, Any], **environment: str) -> tuple[int, str, str]:
    path = repo.top.parent / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    outcome = run(
        "check",
        "--select",
        "JP6",
        "-f",
        "concise",
        cwd=repo.top,
        environment={"CI": "true", "GITHUB_EVENT_PATH": str(path), **environment},
    )
    return outcome.code, outcome.out, outcome.err


def commits(repo: Repo) -> tuple[str, str]:
    """The base, and the head that lowers a goal."""
    base = repo.git("rev-parse", "main")
    repo.edit(*LOWER)
    return base, repo.commit("lower")


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_of_github_names_the_base(repo: Repo, event: str) -> None:
    base, head = commits(repo)
    code, out, err = told(repo, EVENTS[event](base, head))
    assert (code, "JP601" in out, f"compared with {base[:7]}" in err) == (1, True, True)
    repo.edit(WORKS_FILE, LOWER[2], LOWER[1])
    repo.append(STATIONS_LEDGER, NEW)
    assert told(repo, EVENTS[event](head, repo.commit()))[0] == 0


@pytest.mark.parametrize("event", EVENTS)
def test_a_checkout_that_does_not_hold_what_the_event_is_about_is_no_pass(repo: Repo, event: str) -> None:
    base, head = commits(repo)
    repo.git(
        "checkout", "-q", "main"
    )  # as `pull_request_target` does, or a job that checks out another branch
    code, out, _ = told(repo, EVENTS[event](base, head))
    assert code == 3
    assert f"about the commit {head[:7]}" in out
    code, out, _ = told(repo, EVENTS[event](base, "2" * 40))
    assert code == 3


def test_the_merge_that_github_made_to_try_is_compared_with_what_it_was_merged_into(repo: Repo) -> None:
    base = repo.git("rev-parse", "main")
    repo.append(STATIONS_LEDGER, NEW)
    head = repo.commit()
    repo.git("checkout", "-q", "main")
    repo.edit(WORKS_FILE, "weight = 2", "weight = 5")
    repo.commit("decided on main, after the request was made")
    repo.git("checkout", "-q", "--detach")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "side")
    assert told(repo, request(base, head))[0] == 0
    repo.edit(*LOWER)
    assert told(repo, request(base, head))[0] == 1


def test_a_push_is_compared_with_what_stood_there_and_a_new_branch_with_the_default_one(repo: Repo) -> None:
    base, head = commits(repo)
    repo.git("checkout", "-q", "-B", "side", "main")
    repo.append(STATIONS_LEDGER, NEW)
    forced = repo.commit("pushed with force, over the lowered goal")
    assert told(repo, push(head, forced))[0] == 0
    repo.git("checkout", "-q", "--detach", head)
    assert told(repo, push(forced, head))[0] == 1  # the report is gone, though the fork never had it
    code, out, err = told(repo, push("0" * 40, head))
    assert (code, "JP601" in out, base[:7] in err) == (1, True, True)
    code, out, _ = told(repo, push("3" * 40, head))
    assert (code, f"git fetch origin {'3' * 40}" in out) == (3, True)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "[" * 50_000, '{"pull_request": 7, "merge_group": []}', '{"before": 1, "after": 2}'],
)
def test_an_event_that_says_nothing_leaves_the_base_to_the_variables(repo: Repo, text: str) -> None:
    commits(repo)
    path = repo.top.parent / "event.json"
    path.write_text(text, encoding="utf-8")
    for named, code in (({"GITHUB_BASE_REF": "main"}, 1), ({}, 3)):
        environment = {"CI": "true", "GITHUB_EVENT_PATH": str(path), **named}
        assert run("check", "--select", "JP6", cwd=repo.top, environment=environment).code == code


def test_before_a_push_the_commit_that_is_pushed_is_judged_whatever_is_checked_out(repo: Repo) -> None:
    base, head = commits(repo)
    repo.git("checkout", "-q", "main")
    pushed = {"PRE_COMMIT": "1", "PRE_COMMIT_FROM_REF": base, "PRE_COMMIT_TO_REF": head}
    (finding,) = repo.check(None, environment=pushed)
    assert (finding.code, finding.file) == ("JP601", f"plans/{WORKS_FILE}")
    outcome = run("check", "--select", "JP6", cwd=repo.top, environment=pushed)
    assert f"the commit {head[:7]} compared with {base[:7]}" in outcome.err
    assert hooked(repo, pushed | {"PRE_COMMIT_TO_REF": base}) == []


def test_gitlab_names_what_stood_before_a_push(repo: Repo) -> None:
    base, _ = commits(repo)
    assert errors(repo.check(None, environment={"CI_COMMIT_BEFORE_SHA": base})) == ["JP601"]
    assert repo.check(None, environment={"CI_COMMIT_BEFORE_SHA": "0" * 40}) == ()


# The index: before a commit it is what counts.


def test_before_a_commit_what_is_staged_is_judged_not_the_work_tree(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.git("add", "-A")
    repo.edit(WORKS_FILE, LOWER[2], LOWER[1])
    assert hooked(repo) == ["JP601"]
    assert "JP601" not in errors(repo.check("main"))  # by hand the work tree counts
    repo.git("reset", "-q")
    repo.edit(*LOWER)
    assert hooked(repo) == []
    outcome = run("check", "--select", "JP6", cwd=repo.top, environment=HOOK)
    assert "the index" in outcome.err
    repo.git("checkout", "-q", ".")
    repo.git("rm", "-q", "--cached", f"plans/{STATIONS_LEDGER}")
    (finding,) = repo.check(None, environment=HOOK)
    assert (finding.code, finding.file) == ("JP611", f"plans/{STATIONS_LEDGER}")
    repo.git("reset", "-q")
    repo.git("rm", "-q", "-r", "--cached", "plans/city")
    assert run("check", "--select", "JP6", cwd=repo.top, environment=HOOK).code == 3


def test_staged_content_is_judged_on_request_and_is_not_mended(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.git("add", "-A")
    repo.edit(WORKS_FILE, LOWER[2], LOWER[1])
    arguments = ("check", "--select", "JP6", "--staged", "--against", "HEAD", "-f", "concise")
    for here, name in ((repo.top, "plans/city/works.toml"), (repo.plans / "city", "works.toml")):
        outcome = run(*arguments, cwd=here)
        assert (outcome.code, outcome.out.startswith(f"{name}:")) == (1, True)
    assert run("check", "--staged", "--fix", cwd=repo.top).code == 2
    assert run("check", "-", "--stdin-filename", "plans/city/works.toml", "--staged", cwd=repo.top).code == 2


def test_a_file_that_is_only_promised_to_the_index_is_not_yet_there(repo: Repo) -> None:
    (repo.plans / "city/more.toml").write_text('format = 1\n\n[action]\ntitle = "又"\n', encoding="utf-8")
    repo.git("add", "-N", "plans/city/more.toml")
    assert hooked(repo) == []


@pytest.mark.parametrize(
    "words", [("commit", "-m", "x", "plans/city/works.toml"), ("commit", "-a", "-m", "x")]
)
def test_a_commit_of_single_files_is_judged_by_the_index_that_git_makes_for_it(
    repo: Repo, words: tuple[str, ...]
) -> None:
    hook, out = repo.top / ".git/hooks/pre-commit", repo.top.parent / "out"
    hook.parent.mkdir(exist_ok=True)
    root, python = Path(__file__).parents[3], sys.executable
    hook.write_text(
        f"#!/bin/sh\nPYTHONPATH='{root}' PRE_COMMIT=1 JINJIANG_LANG=en '{python}' -m jinjiang_plan check -f concise >'{out}' 2>&1\n",
        encoding="utf-8",
    )
    hook.chmod(0o755)
    repo.edit(*LOWER)
    before = repo.git("rev-parse", "HEAD")
    repo.git(*words, allowed=True)
    assert "JP601" in out.read_text(encoding="utf-8")
    assert repo.git("rev-parse", "HEAD") == before


# A sparse checkout: what it left out is read from the index, and nobody is accused of having removed it.


@pytest.mark.parametrize("left_out", ["/plans/city/works.toml", "/plans/city/progress/", "/plans/town/"])
def test_what_a_sparse_checkout_left_out_is_no_removal(repo: Repo, left_out: str) -> None:
    town = repo.plans / "town"
    town.mkdir()
    (town / "plan.toml").write_text(
        FILES["city/works.toml"]
        .replace('[action]\ntitle = "建设"', '[plan]\ntitle = "镇"\nstart = 2020-01-01\ndue = 2022-12-31')
        .replace('serves = ["works.investment"]', 'serves = ["investment"]')
        .replace('source = "paper"\n', ""),
        encoding="utf-8",
    )
    repo.commit()
    repo.git("branch", "-q", "-f", "main")
    repo.edit("city/plan.toml", 'zh = "测试计划"', 'zh = "测试 计划"')
    repo.commit()
    repo.git("sparse-checkout", "set", "--no-cone", "/*", f"!{left_out}")
    assert not (repo.top / left_out.strip("/")).exists()
    assert errors(repo.check()) == []
    assert errors(repo.check(None, select="JP1,JP2,JP6")) == []
    repo.edit("city/plan.toml", "goal = { value = 100 }", "goal = { value = 90 }")
    (finding,) = repo.check()
    assert (finding.code, finding.file) == ("JP601", "plans/city/plan.toml")


def test_a_ledger_of_windows_with_a_key_in_dots_is_compared_in_no_time(repo: Repo) -> None:
    """Each line could be taken in two ways once, and a line that does not fit then took for ever."""
    days = (date(2018, 1, 1) + timedelta(days=number) for number in range(400))
    lines = [f'{day} = {{ value = 1, recorded = {day}T10:00:00+08:00, by = "x" }}' for day in days]
    text = "\r\n".join(["[report]", *lines, "2020-06-30.value = 1", '2020-06-30.by = "x"', ""])
    (repo.plans / STATIONS_LEDGER).write_bytes(text.encode())
    repo.git("checkout", "-q", "-B", "main")
    repo.commit("a ledger of Windows")
    repo.append(STATIONS_LEDGER, NEW)
    repo.check()


@pytest.mark.parametrize("moment", ["@999999999999 +0000", "@1 +0000"])
def test_a_commit_of_no_moment_is_compared_all_the_same(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        monkeypatch.setenv(name, moment)
    repo.git("checkout", "-q", "-B", "main")
    repo.append(STATIONS_LEDGER, NEW)
    repo.commit("of no moment")
    repo.edit(*LOWER)
    assert "JP601" in [each.code for each in repo.check()]
