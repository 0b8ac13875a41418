"""Which base is meant: what was typed, what a CI or a hook names, or none; and how a call with it ends."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jinjiang_plan.cli.check.named_base import base_asked_for
from jinjiang_plan.model.refusal import Refusal
from tests.build import clean_environment, run
from tests.check.base.plans_of_base import FILES, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import Repo, start

NOUGHTS = "0" * 40
ORIGIN = ("refs/remotes/origin/main", "refs/heads/main")
NAMED: dict[str, tuple[dict[str, str], tuple[str, ...] | None]] = {
    "nothing": ({}, None),
    "GitHub, a pull request": ({"GITHUB_BASE_REF": "main"}, ORIGIN),
    "GitHub, a push": ({"GITHUB_BASE_REF": "", "GITHUB_ACTIONS": "true"}, None),
    "a branch with a slash": ({"GITHUB_BASE_REF": "release/1"}, ("refs/remotes/origin/release/1", "refs/heads/release/1")),
    "GitLab, a merge request": ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc1234"}, ("abc1234",)),
    "GitLab, merged results": (
        {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc1234", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "def5678"},
        ("def5678",),
    ),
    "GitLab, no merged results": (
        {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc1234", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": ""},
        ("abc1234",),
    ),
    "noughts are no commit": ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": NOUGHTS, "PRE_COMMIT_FROM_REF": NOUGHTS}, None),
    "pre-commit, a push": ({"PRE_COMMIT_FROM_REF": "abc", "PRE_COMMIT": "1", "GITHUB_BASE_REF": "main"}, ("abc",)),
    "pre-commit in a pull request": ({"PRE_COMMIT": "1", "GITHUB_BASE_REF": "main"}, ORIGIN),
    "pre-commit, a commit": ({"PRE_COMMIT": "1"}, ("HEAD",)),
    "Azure": ({"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}, ORIGIN),
    "Bitbucket": ({"BITBUCKET_PR_DESTINATION_BRANCH": "main"}, ORIGIN),
    "Jenkins": ({"CHANGE_TARGET": "main"}, ORIGIN),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_the_environment_names_the_base(name: str) -> None:
    environment, revisions = NAMED[name]
    base = base_asked_for(None, environment)
    assert (base.revisions if base else None) == revisions
    assert base is None or base.by_environment
    assert base_asked_for("none", environment) is None
    typed = base_asked_for("v1", environment)
    assert typed is not None
    assert (typed.revisions, typed.by_environment) == (("v1",), False)


def test_an_empty_revision_is_a_wrong_call() -> None:
    with pytest.raises(Refusal) as refused:
        base_asked_for(" ", {})
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("environment", "cure"),
    [
        ({"GITHUB_ACTIONS": "true"}, "fetch-depth: 0"),
        ({"GITLAB_CI": "true"}, "GIT_DEPTH"),
        ({}, "git fetch --unshallow"),
    ],
)
def test_the_cure_of_a_typed_revision_is_that_of_the_ci(environment: dict[str, str], cure: str) -> None:
    base = base_asked_for("main", environment)
    assert base is not None
    assert cure in base.cure.en


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return start(tmp_path / "repo", "plans", FILES)


RULES = ("--select", "JP0,JP1,JP6,JP9")
LOWER = ('goal = { value = 3000, op = ">=" }', "goal = { value = 2500 }")


def test_what_was_compared_is_said_in_the_summary(repo: Repo) -> None:
    base = repo.git("rev-parse", "--short=7", "main")
    (repo.plans / "note.txt").write_text("no plan", encoding="utf-8")
    repo.commit()
    outcome = run("check", *RULES, "--against", "main", cwd=repo.top)
    assert (outcome.code, outcome.err) == (0, f"no findings in 5 files; compared with {base}\n")
    outcome = run("check", *RULES, cwd=repo.top)
    assert (outcome.code, outcome.err) == (0, "no findings in 5 files; compared with no base\n")
    assert run("check", "--select", "JP1", cwd=repo.top).err == "no findings in 5 files\n"
    told = json.loads(run("check", *RULES, "--against", "main", "-f", "json", cwd=repo.top).out)
    assert (told["base"], told["judged"]) == (base, "worktree")
    told = json.loads(run("check", *RULES, "--staged", "-f", "json", cwd=repo.top).out)
    assert (told["base"], told["judged"]) == (None, "index")
    outcome = run("check", *RULES, "--against", "main", cwd=repo.top, lang="zh")
    assert outcome.err == f"5 个文件，没有发现问题；与 {base} 比较过\n"


def test_a_pull_request_that_lowers_a_goal_fails_with_an_annotation_at_the_line(repo: Repo) -> None:
    repo.edit(WORKS_FILE, *LOWER)
    repo.commit()
    outcome = run("check", *RULES, "-f", "concise", cwd=repo.top, environment={"GITHUB_BASE_REF": "main"})
    assert outcome.code == 1
    line = repo.line(WORKS_FILE, "value = 2500")
    assert outcome.out.startswith(f"plans/{WORKS_FILE}:{line}:")
    outcome = run("check", *RULES, "--against", "none", cwd=repo.top, environment={"GITHUB_BASE_REF": "main"})
    assert (outcome.code, outcome.err) == (0, "no findings in 5 files; compared with no base\n")
    assert run("check", "--select", "JP1", cwd=repo.top, environment={"GITHUB_BASE_REF": "gone"}).code == 0


def test_a_rule_of_the_base_that_is_not_asked_for_does_not_let_a_missing_base_pass(repo: Repo) -> None:
    for select in ("JP601", "history-rewritten", "JP6"):
        assert run("check", "--against", "gone", "--select", select, cwd=repo.top).code == 3
    assert run("check", "--against", "gone", "--ignore", "JP600", "--exit-zero", cwd=repo.top).code == 3


def test_in_ci_a_comparison_with_nothing_is_no_pass_and_at_home_it_is_said(repo: Repo) -> None:
    rules = ("--select", "JP1,JP6")
    outcome = run("check", *rules, cwd=repo.top, environment={"CI": "true"})
    assert outcome.code == 3
    assert "the environment does not say what to compare with" in outcome.out
    assert "--against none" in outcome.out
    for arguments, environment in ((("--against", "none"), {"CI": "true"}), ((), {"CI": "false"})):
        outcome = run("check", *rules, *arguments, cwd=repo.top, environment=environment)
        assert (outcome.code, outcome.err) == (0, "no findings in 5 files; compared with no base\n")


def test_a_base_that_is_head_itself_is_no_pass_where_a_pass_is_asked_for(repo: Repo) -> None:
    for arguments, environment in ((("--against", "main"), {}), ((), {"GITHUB_BASE_REF": "main", "CI": "1"})):
        outcome = run("check", "--select", "JP6", *arguments, cwd=repo.top, environment=environment)
        assert outcome.code == 3
        assert "it is HEAD itself, and nothing differs" in " ".join(outcome.out.split())
        assert "--against HEAD~1" in outcome.out
    outcome = run("check", "--select", "JP6", cwd=repo.top, environment={"PRE_COMMIT": "1"})
    assert outcome.code == 0
    assert "nothing was compared" in outcome.err
    repo.append(STATIONS_LEDGER, "# a comment\n")
    assert run("check", "--select", "JP6", "--against", "main", cwd=repo.top).code == 0


def test_where_the_plans_folder_is_gone_the_built_in_plan_does_not_pass_for_it(repo: Repo) -> None:
    (repo.top / "plans").rename(repo.top / "elsewhere")
    for arguments, environment in ((("--against", "main"), {}), ((), {"GITHUB_BASE_REF": "main"})):
        outcome = run("check", *arguments, cwd=repo.top, environment=environment)
        assert outcome.code == 3
        assert "there is no plan here" in outcome.err


def test_no_comment_keeps_a_moved_goal_back(repo: Repo) -> None:
    repo.edit(WORKS_FILE, LOWER[0], f"{LOWER[1]}  # jp: ignore[goalposts-moved] 已同意")
    outcome = run("check", *RULES, "--against", "main", "-f", "concise", cwd=repo.top)
    assert outcome.code == 1
    assert "JP601" in outcome.out


def test_no_baseline_of_known_findings_hides_a_goal_that_moved(repo: Repo) -> None:
    repo.edit(WORKS_FILE, "goal = { value = 1000 }", 'goal = { value = "10" }')
    assert run("check", *RULES, "--write-baseline", "known.json", cwd=repo.top).code == 0
    outcome = run(
        "check", *RULES, "--baseline", "known.json", "--against", "main", "-f", "concise", cwd=repo.top
    )
    assert outcome.code == 3
    assert "JP600" in outcome.out
    repo.edit(WORKS_FILE, 'goal = { value = "10" }', "goal = { value = 10 }")
    run("check", *RULES, "--write-baseline", "known.json", "--against", "main", cwd=repo.top)
    assert run("check", *RULES, "--baseline", "known.json", "--against", "main", cwd=repo.top).code == 1


def test_stdin_is_compared_as_the_file_that_it_stands_for(repo: Repo) -> None:
    text = (repo.plans / WORKS_FILE).read_text(encoding="utf-8").replace(*LOWER)
    finished = subprocess.run(
        [sys.executable, "-m", "jinjiang_plan", "check", "-", "--stdin-filename", f"plans/{WORKS_FILE}", "--against", "main", "-f", "concise"],
        input=text.encode(),
        capture_output=True,
        check=False,
        cwd=repo.top,
        env=clean_environment(),
    )  # fmt: skip
    assert finished.returncode == 1
    assert b"JP601" in finished.stdout


def test_two_mends_that_a_hint_names_work_when_followed(repo: Repo) -> None:
    """The cure of a lowered goal and of an edited report: put back, then the command of the hint."""
    repo.edit(WORKS_FILE, *LOWER)
    repo.edit(STATIONS_LEDGER, "value = 1750", "value = 1700")
    out = (
        run("check", *RULES, "--against", "main", cwd=repo.top)
        .out.replace("\n     ", "")
        .replace("\n    ", "")
    )
    assert "amend works.stations --value 2500 --document" in " ".join(out.split())
    repo.edit(WORKS_FILE, LOWER[1], LOWER[0])
    repo.edit(STATIONS_LEDGER, "value = 1700", "value = 1750")
    amend = (
        "amend",
        "works.stations",
        "--value",
        "2500",
        "--document",
        "锦府发〔2021〕9号",
        "--reason",
        "减",
        "--decided",
        "2022-01-05",
    )
    assert run(*amend, cwd=repo.top).code == 0
    revise = ("record", "works.stations", "1700", "--on", "2021-06-30", "--revise", "--reason", "核减")
    assert run(*revise, cwd=repo.top).code == 0
    retract = ("retract", "works.stations", "--on", "2020-12-31", "--reason", "误报")
    assert run(*retract, cwd=repo.top).code == 0
    outcome = run("check", *RULES, "--against", "main", cwd=repo.top)
    assert outcome.code == 0, outcome.out


def test_nothing_of_the_comparison_is_imported_where_no_base_is_asked_for(repo: Repo) -> None:
    for amendment in re.findall(
        r"^\[\[target\.\w+\.amendment\]\]\n(?:.+\n)+", FILES[WORKS_FILE], re.MULTILINE
    ):
        repo.edit(WORKS_FILE, amendment, "")
    code = "import sys; from jinjiang_plan.cli.door import main; main(['check']); import json; print(json.dumps(sorted(sys.modules)))"
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=repo.top, env=clean_environment()
    )
    modules = set(json.loads(finished.stdout.decode().splitlines()[-1]))
    barred = {
        "jinjiang_plan.files.git.base_plans",
        "jinjiang_plan.files.git.repository",
        "jinjiang_plan.assess.progress",
    }
    assert modules & barred == set()
    assert not any(each.startswith("jinjiang_plan.check.base") for each in modules)
