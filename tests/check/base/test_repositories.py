"""The base in every shape that a repository takes: branches, merges, moves, worktrees, clones, hooks, submodules."""

import os
import shutil
from pathlib import Path

import pytest

from tests.build import run
from tests.check.base.plans_of_base import FILES, HEAD_FILE, STATIONS, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import Repo, check, errors, git, start

STATION_GOAL = 'goal = { value = 3000, op = ">=" }'
LOWER = (WORKS_FILE, STATION_GOAL, "goal = { value = 2500 }")
NEW = '2021-09-30 = { value = 1900, recorded = 2021-10-05T10:00:00+08:00, by = "李" }\n'
OTHER = '2021-12-31 = { value = 2000, recorded = 2022-01-05T10:00:00+08:00, by = "王" }\n'


def codes(repo: Repo, against: str = "main") -> list[str]:
    return [each.code for each in repo.check(against)]


def test_what_main_did_since_is_not_held_against_the_branch(repo: Repo) -> None:
    repo.append(STATIONS_LEDGER, NEW)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.edit(WORKS_FILE, "weight = 2", "weight = 5")
    repo.append("city/progress/works.speed.toml", NEW)
    repo.commit("decided on main")
    repo.git("checkout", "-q", "side")
    assert codes(repo) == []
    repo.git("rebase", "-q", "main")
    assert codes(repo) == []
    repo.edit(*LOWER)
    repo.commit()
    (finding,) = repo.check()
    assert finding.related[0].file.endswith(repo.git("rev-parse", "--short=7", "main"))


def test_a_merge_of_main_into_the_branch_keeps_the_comparison_whole(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.edit(WORKS_FILE, "weight = 2", "weight = 5")
    repo.commit("decided on main")
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "--no-edit", "main")
    assert codes(repo) == ["JP601"]


def test_a_conflict_that_was_resolved_by_dropping_a_report_of_main_is_found(repo: Repo) -> None:
    repo.append(STATIONS_LEDGER, NEW)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.append(STATIONS_LEDGER, OTHER)
    repo.commit()
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "main", allowed=True)
    (repo.plans / STATIONS_LEDGER).write_text(STATIONS + NEW, encoding="utf-8")
    repo.commit("merged, badly")
    finding = next(each for each in repo.check() if each.code != "JP612")
    assert (finding.code, finding.words.en) == (
        "JP611",
        "`works.stations`: the report for 2021-12-31 is gone: it was { value = 2,000 }",
    )
    (repo.plans / STATIONS_LEDGER).write_text(STATIONS + OTHER + NEW, encoding="utf-8")
    assert errors(repo.check()) == []


def test_the_working_tree_counts_not_what_was_committed(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.git("add", "-A")
    assert codes(repo) == ["JP601"]
    repo.commit()
    repo.edit(WORKS_FILE, LOWER[2], LOWER[1])
    assert codes(repo) == []


def test_a_detached_head_and_a_renamed_branch_compare_as_before(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.commit()
    repo.git("checkout", "-q", "--detach")
    repo.git("branch", "-m", "main", "trunk")
    assert codes(repo, "trunk") == ["JP601"]
    assert codes(repo, "trunk~0") == ["JP601"]
    repo.git("tag", "-a", "published", "-m", "as decided", "trunk")
    assert codes(repo, "published") == ["JP601"]
    assert codes(repo, "HEAD") == ["JP600"]  # nothing differs from it: that is no pass


@pytest.mark.parametrize("place", ["规划, 一: 100% 完成/plans", "district/a/b/计划", "[x]*?", "-dash"])
def test_the_plans_folder_may_stand_anywhere_and_be_called_anything(tmp_path: Path, place: str) -> None:
    repo = start(tmp_path / "库", place, FILES)
    base = repo.git("rev-parse", "--short=7", "main")
    repo.edit(*LOWER)
    repo.edit(STATIONS_LEDGER, "value = 620", "value = 621")
    first, second = repo.check()
    assert (first.code, first.file) == ("JP611", f"{place}/{STATIONS_LEDGER}")
    assert (second.code, second.file) == ("JP601", f"{place}/{WORKS_FILE}")
    assert second.related[0].file == f"{place}/{WORKS_FILE}@{base}"


def test_a_repository_that_is_a_plan_itself_is_compared_whatever_its_folder_is_called(tmp_path: Path) -> None:
    files = {file.removeprefix("city/"): text for file, text in FILES.items()}
    repo = start(tmp_path / "city", ".", files)
    repo.edit("works.toml", *LOWER[1:])
    repo.append("progress/works.stations.toml", NEW)
    repo.commit()
    assert codes(repo) == ["JP601"]
    git(tmp_path, "clone", "-q", "city", "elsewhere")
    clone = Repo(tmp_path / "elsewhere", tmp_path / "elsewhere")
    assert [each.code for each in clone.check("origin/main")] == ["JP601"]
    (clone.plans / "plan.toml").unlink()
    outcome = run("check", "--against", "origin/main", cwd=clone.top)
    assert outcome.code == 3


def test_a_plans_folder_that_is_the_top_of_its_repository_is_compared(tmp_path: Path) -> None:
    repo = start(tmp_path / "plans", ".", FILES)
    repo.edit(*LOWER)
    assert codes(repo) == ["JP601"]


@pytest.mark.parametrize(
    ("old", "new"), [("plans", "规划"), ("plans", "deep/down/plans"), ("a/plans", "plans")]
)
def test_a_plans_folder_that_was_moved_or_renamed_is_compared_with_where_it_was(
    tmp_path: Path, old: str, new: str
) -> None:
    repo = start(tmp_path / "repo", old, FILES)
    (repo.top / new).parent.mkdir(parents=True, exist_ok=True)
    repo.git("mv", old, new)
    moved = repo._replace(plans=repo.top / new)
    assert codes(moved) == []
    moved.commit()
    assert codes(moved) == []
    moved.edit(*LOWER)
    (moved.plans / "city/progress/works.speed.toml").unlink()
    assert codes(moved) == ["JP611", "JP601"]
    (moved.plans / "city").rename(moved.plans / "town")
    assert sorted(codes(moved)) == ["JP601", "JP603", "JP611"]


def test_a_plan_that_was_brought_in_from_another_folder_is_compared_with_where_it_was(repo: Repo) -> None:
    repo.git("checkout", "-q", "main")
    repo.git("mv", "plans/city", "old-city")
    repo.git("mv", "old-city", "city")
    (repo.plans / "rest").mkdir(parents=True)
    (repo.plans / "rest/plan.toml").write_text(
        FILES[HEAD_FILE].replace('\nsum_of = ["works.investment"]', ""), encoding="utf-8"
    )
    repo.commit()
    repo.git("checkout", "-q", "-B", "side")
    repo.git("mv", "city", "plans/city")
    assert codes(repo) == []
    repo.edit(*LOWER)
    assert codes(repo) == ["JP601"]


def test_a_plan_file_put_above_the_plans_does_not_make_them_disappear(repo: Repo) -> None:
    (repo.plans / "plan.toml").write_text(
        FILES[HEAD_FILE].replace('\nsum_of = ["works.investment"]', ""), encoding="utf-8"
    )
    repo.edit("plan.toml", 'zh = "测试计划", en = "Test plan"', 'zh = "别的", en = "Another"')
    repo.edit("plan.toml", "[target.investment]", "[target.total]")
    (finding,) = repo.check()
    assert (finding.code, finding.words.en) == (
        "JP603",
        "the plan `city` (Test plan) is gone (14 targets and initiatives)",
    )


def test_a_repository_that_was_a_plan_and_now_holds_plans_is_compared(tmp_path: Path) -> None:
    files = {file.removeprefix("city/"): text for file, text in FILES.items()}
    repo = start(tmp_path / "city", ".", files)
    (repo.top / "plans/city").mkdir(parents=True)
    repo.git("mv", "plan.toml", "works.toml", "progress", "plans/city")
    moved = repo._replace(plans=repo.top / "plans")
    assert codes(moved) == []
    moved.edit(*LOWER)
    assert codes(moved) == ["JP601"]
    moved.commit()
    moved.git("branch", "-f", "main")
    moved.git("mv", "plans/city/plan.toml", "plans/city/works.toml", "plans/city/progress", ".")
    repo.edit("works.toml", "weight = 2", "weight = 3")
    assert codes(repo) == ["JP601"]


def test_plans_that_are_new_to_the_repository_have_nothing_to_be_held_against(tmp_path: Path) -> None:
    repo = start(tmp_path / "repo", "notes", {"readme.txt": "nothing yet", "x/plan.txt": "no plan"})
    for file, text in FILES.items():
        path = repo.top / "plans" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert check(repo.top / "plans", "main", here=repo.top) == ()


def test_a_worktree_and_a_repository_in_a_subfolder_are_each_their_own(repo: Repo, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"), "main")
    tree = Repo(tmp_path / "tree", tmp_path / "tree/plans")
    tree.edit(*LOWER)
    assert codes(tree) == ["JP601"]
    assert codes(repo) == ["JP600"]
    outer = start(tmp_path / "outer", "docs", {"note.txt": "outside"})
    shutil.copytree(repo.top, outer.top / "sub/district")
    inner = Repo(outer.top / "sub/district", outer.top / "sub/district/plans")
    inner.edit(*LOWER)
    findings = inner.check(here=outer.top)
    assert [(each.code, each.file) for each in findings] == [("JP601", f"sub/district/plans/{WORKS_FILE}")]


def test_a_submodule_is_compared_with_what_the_repository_above_had_of_it(repo: Repo, tmp_path: Path) -> None:
    outer = start(tmp_path / "outer", "docs", {"note.txt": "outside"})
    outer.git("checkout", "-q", "main")
    outer.git("submodule", "add", "-q", str(repo.top), "district")
    outer.commit("with the district")
    outer.git("checkout", "-q", "-B", "side")
    inner = Repo(outer.top / "district", outer.top / "district/plans")
    pinned = inner.git("rev-parse", "HEAD")
    environment = {"GITHUB_BASE_REF": "main"}
    assert inner.check(None, environment=environment, here=outer.top) == ()
    inner.edit(*LOWER)
    inner.commit()
    inner.git("branch", "-f", "main", allowed=True)
    outer.commit("another version of the district")
    (finding,) = inner.check(None, environment=environment, here=outer.top)
    assert finding.related[0].file == f"district/plans/{WORKS_FILE}@{pinned[:7]}"
    outer.git("checkout", "-q", "main~1")
    assert errors(inner.check("HEAD", here=outer.top)) == ["JP600"]  # what is typed is the submodule's own


def test_a_submodule_that_is_new_or_was_not_fetched_is_said_or_passes(repo: Repo, tmp_path: Path) -> None:
    outer = start(tmp_path / "outer", "docs", {"note.txt": "outside"})
    outer.git("submodule", "add", "-q", str(repo.top), "district")
    outer.commit("with the district")
    inner = Repo(outer.top / "district", outer.top / "district/plans")
    environment = {"GITHUB_BASE_REF": "main"}
    assert inner.check(None, environment=environment, here=outer.top) == ()  # before, there was none
    outer.git("branch", "-f", "main")
    outer.git("update-index", "--cacheinfo", f"160000,{'1' * 40},district")
    outer.git("commit", "-q", "-m", "a commit of the district that nobody has")
    outer.git("branch", "-f", "main")
    (finding,) = inner.check(None, environment=environment, here=outer.top)
    assert "the submodule does not have the commit 1111111" in finding.words.en
    (finding,) = inner.check(None, environment={"GITHUB_BASE_REF": "gone"}, here=outer.top)
    assert (finding.code, "there is no such revision" in finding.words.en) == ("JP600", True)


def test_a_repository_of_another_owner_says_what_to_type(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to another user")
    for place in (repo.top, repo.top / ".git"):
        os.chown(place, 4242, 4242)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    (finding,) = repo.check()
    assert "another user owns it" in finding.words.en
    assert finding.hint is not None
    assert finding.hint.en == f'git config --global --add safe.directory "{repo.top.resolve()}"'


def test_a_shallow_clone_is_never_a_pass_and_says_the_cure(repo: Repo, tmp_path: Path) -> None:
    repo.edit(*LOWER)
    repo.commit()
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "side", f"file://{repo.top}", "shallow")
    clone = Repo(tmp_path / "shallow", tmp_path / "shallow/plans")
    for environment, cure in (
        ({"GITHUB_BASE_REF": "main", "GITHUB_ACTIONS": "true"}, "fetch-depth: 0"),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": repo.git("rev-parse", "main")}, 'GIT_DEPTH: "0"'),
        ({"PRE_COMMIT_FROM_REF": "origin/main"}, "git fetch --unshallow"),
    ):
        (finding,) = clone.check(None, environment=environment)
        assert (finding.code, finding.file) == ("JP600", "plans/city")
        assert "this is a shallow clone" in finding.words.en
        assert finding.hint is not None
        assert cure in finding.hint.en
        assert cure in finding.hint.zh
    outcome = run("check", "--against", "origin/main", cwd=clone.top)
    assert outcome.code == 3
    assert "git fetch --unshallow" in outcome.out
    clone.git("fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*")
    assert codes(clone, "origin/main") == ["JP601"]


@pytest.mark.parametrize("revision", ["no-such", "--help", "main:plans", "-1", "refs/heads/", "main^{tree}"])
def test_a_revision_that_is_not_there_is_exit_3_in_one_finding(repo: Repo, revision: str) -> None:
    outcome = run("check", f"--against={revision}", "-f", "concise", "--select", "JP6", cwd=repo.top)
    assert outcome.code == 3
    assert f"cannot be compared with `{revision}`: there is no such revision" in outcome.out
    assert outcome.out.count("\n") == 1


def test_histories_without_a_common_commit_cannot_be_compared(repo: Repo) -> None:
    repo.git("checkout", "-q", "--orphan", "alone")
    repo.commit()
    (finding,) = repo.check()
    assert "has no commit in common with HEAD" in finding.words.en


def test_outside_a_repository_and_before_the_first_commit_a_comparison_is_refused(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    for file, text in FILES.items():
        (plans / file).parent.mkdir(parents=True, exist_ok=True)
        (plans / file).write_text(text, encoding="utf-8")
    (finding,) = check(plans, "main", here=tmp_path)
    assert "this is no git repository" in finding.words.en
    assert check(plans, None, here=tmp_path) == ()
    git(tmp_path, "init", "-q")
    (finding,) = check(plans, "HEAD", here=tmp_path)
    assert "no commit yet" in finding.words.en
    assert check(plans, None, here=tmp_path, environment={"PRE_COMMIT": "1"}) == ()


def test_without_git_a_comparison_is_refused(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (finding,) = repo.check()
    assert "git is not installed" in finding.words.en
    assert repo.check(None) == ()


def test_what_git_sets_for_a_hook_does_not_mislead(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.edit(*LOWER)
    other = start(tmp_path / "other", "docs", {"note.txt": "another repository"})
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.top))
    monkeypatch.setenv("GIT_PREFIX", "docs/")
    findings = check(repo.plans, "main", here=repo.top)
    assert [each.code for each in findings] == ["JP601"]


def test_a_work_tree_that_only_the_environment_knows_is_found(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = tmp_path / "store.git"
    (repo.top / ".git").rename(store)
    repo.edit(*LOWER)
    (finding,) = repo.check()
    assert "this is no git repository" in finding.words.en
    monkeypatch.setenv("GIT_DIR", str(store))
    monkeypatch.setenv("GIT_WORK_TREE", str(repo.top))
    assert codes(repo) == ["JP601"]


@pytest.mark.parametrize("folder", [".", "plans/city"])
def test_a_hook_of_git_itself_finds_what_is_about_to_be_committed(
    repo: Repo, folder: str, tmp_path: Path
) -> None:
    hook = repo.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    root, python = Path(__file__).parents[3], os.sys.executable  # type: ignore[attr-defined]
    hook.write_text(
        f"#!/bin/sh\nPYTHONPATH='{root}' PRE_COMMIT=1 JINJIANG_LANG=en '{python}' -m jinjiang_plan check -f concise >'{tmp_path}/out' 2>&1\n",
        encoding="utf-8",
    )
    hook.chmod(0o755)
    repo.edit(*LOWER)
    repo.git("add", "-A")
    assert repo.git("-C", folder, "commit", "-m", "lower", allowed=True) == ""
    assert "JP601" in (tmp_path / "out").read_text(encoding="utf-8")
    repo.edit(WORKS_FILE, LOWER[2], LOWER[1])
    repo.append(STATIONS_LEDGER, NEW)
    repo.git("add", "-A")
    repo.git("-C", folder, "commit", "-q", "-m", "report")
    assert repo.git("log", "-1", "--format=%s") == "report"


def test_a_hook_lets_a_merge_bring_in_what_the_other_side_decided(repo: Repo) -> None:
    repo.append(STATIONS_LEDGER, NEW)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.edit(*LOWER)
    repo.commit("decided")
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "--no-commit", "main")
    assert repo.check(None, environment={"PRE_COMMIT": "1"}) == ()
    repo.commit()
    repo.edit(WORKS_FILE, "weight = 2", "weight = 3")
    repo.git("add", "-A")
    assert [each.code for each in repo.check(None, environment={"PRE_COMMIT": "1"})] == ["JP601"]


def test_a_base_whose_objects_were_left_out_of_the_clone_is_unavailable(repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.edit(*LOWER)
    repo.commit()
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--branch", "side", f"file://{repo.top}", "partial")
    clone = Repo(tmp_path / "partial", tmp_path / "partial/plans")
    (finding,) = clone.check("origin/main")
    assert finding.code == "JP600"
    assert finding.hint is not None
    clone.git(*finding.hint.en.partition("run git ")[2].removesuffix(" first").split())
    assert codes(clone, "origin/main") == ["JP601"]


def test_a_replaced_object_does_not_hide_the_base(repo: Repo) -> None:
    repo.edit(*LOWER)
    after = repo.commit()
    repo.git("replace", "main", after)
    assert codes(repo) == ["JP601"]


def test_plan_files_that_are_links_are_followed(tmp_path: Path) -> None:
    files = {**FILES, ".store/works.toml": FILES[WORKS_FILE]}
    del files[WORKS_FILE]
    repo = start(tmp_path / "repo", "plans", files)
    repo.git("checkout", "-q", "main")
    (repo.plans / WORKS_FILE).symlink_to("../.store/works.toml")
    repo.commit()
    repo.git("checkout", "-q", "-B", "side")
    assert codes(repo) == []
    repo.edit(*LOWER)
    assert codes(repo) == ["JP601"]


def test_a_plans_folder_that_is_a_link_at_the_base_is_said_not_to_be_compared(tmp_path: Path) -> None:
    repo = start(tmp_path / "repo", "store", FILES)
    repo.git("checkout", "-q", "main")
    (repo.top / "plans").mkdir()
    (repo.top / "plans/city").symlink_to("../store/city")
    repo.commit()
    repo.git("checkout", "-q", "-B", "side")
    (finding,) = check(repo.top / "plans", "main", here=repo.top)
    assert (finding.code, "link to another folder" in finding.words.en) == ("JP600", True)


def test_paths_narrow_what_is_told_not_what_is_compared(repo: Repo) -> None:
    repo.edit(*LOWER)
    repo.edit(STATIONS_LEDGER, "value = 620", "value = 621")
    (repo.plans / "city/progress/works.speed.toml").unlink()
    narrow = [each.code for each in check(repo.plans / WORKS_FILE, "main", here=repo.top)]
    assert narrow == ["JP601"]
    ledgers = [each.code for each in check(repo.plans / "city/progress", "main", here=repo.top)]
    assert ledgers == ["JP611", "JP611"]
    assert [each.code for each in check(repo.plans / "city", "no-such", here=repo.top)] == ["JP600"]
    assert [each.code for each in check(repo.plans / WORKS_FILE, "no-such", here=repo.top)] == ["JP600"]


@pytest.mark.parametrize(
    ("folder", "path"), [("plans/city", "."), ("plans/city/progress", ".."), ("plans", "city"), (".", ".")]
)
def test_a_path_may_be_written_as_one_likes(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, folder: str, path: str
) -> None:
    repo.edit(*LOWER)
    (repo.plans / STATIONS_LEDGER).unlink()
    monkeypatch.chdir(repo.top / folder)
    assert sorted(each.code for each in check(Path(path), "main", here=Path.cwd())) == ["JP601", "JP611"]


def test_names_are_told_from_where_the_reader_stands(repo: Repo) -> None:
    repo.edit(*LOWER)
    (finding,) = repo.check(here=repo.plans / "city")
    assert (finding.file, finding.related[0].file.partition("@")[0]) == ("works.toml", "works.toml")
