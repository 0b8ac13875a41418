"""`diff`: days and revisions told apart, its formats and exit codes, and one line for each wrong call."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, write_ledger, write_plan
from tests.files.git.test_repository import git

Capture = pytest.CaptureFixture[str]

WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }

[target.roads]
title = { zh = "道路", en = "Roads" }
kind = "cumulative"
unit = "公里"
goal = { value = 30 }
lead = "交通局"

[initiative.park]
title = { zh = "园区", en = "Park" }
"""
LATE = "2021-08-01T09:00:00+08:00"


def commit(top: Path, message: str = "more") -> None:
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", message)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    plan = write_plan(folder / "plans", works=WORKS)
    write_ledger(plan, "stations", report_line("2020-12-31", 1000), report_line("2021-06-30", 1200))
    commit(folder, "one")
    git(folder, "tag", "v1")
    return folder


@pytest.fixture
def reported(top: Path) -> Path:
    """The working tree, with a report and an edit that are not committed."""
    plan = top / "plans" / "plan"
    lines = [report_line("2020-12-31", 1000), report_line("2021-06-30", 1200)]
    write_ledger(plan, "stations", *lines, report_line("2021-06-30-r2", 1600, LATE))
    text = (plan / "works.toml").read_text(encoding="utf-8")
    (plan / "works.toml").write_text(text.replace("交通局", "住建局"), encoding="utf-8")
    return top


def told(capsys: Capture, top: Path, *arguments: str, lang: str = "en") -> Outcome:
    return call(capsys, "diff", *arguments, plans=top / "plans", lang=lang)


def document(capsys: Capture, top: Path, *arguments: str) -> dict[str, Any]:
    code, out, err = told(capsys, top, *arguments, "--format", "json")
    assert (code, err) == (0, "")
    result: dict[str, Any] = json.loads(out)
    return result


def whys(result: dict[str, Any]) -> dict[str, list[str]]:
    return {each["id"]: [step["cause"] for step in each["why"]] for each in result["changes"]}


@pytest.mark.parametrize("named", [["2020-12-31", "2021-06-30"], ["2020年12月", "2021Q2"], ["2020..2021H1"]])
def test_two_days_are_compared_however_they_are_written(capsys: Capture, top: Path, named: list[str]) -> None:
    result = document(capsys, top, *named)
    assert (result["before"]["as_of"], result["after"]["as_of"]) == ("2020-12-31", "2021-06-30")
    assert whys(result) == {"stations": ["time"]}
    assert (result["compared"], result["edits"], result["before"]["known_at"]) == (3, [], None)
    assert result["profile"] == "cn/2"


def test_the_later_day_is_today_by_default(capsys: Capture, top: Path) -> None:
    result = document(capsys, top, "2021-06-30")
    assert result["after"]["as_of"] == "2023-01-10"
    assert whys(result)["stations"] == ["time"]


def test_a_day_compared_with_itself_says_that_nothing_changed(capsys: Capture, top: Path) -> None:
    code, out, err = told(capsys, top, "2021-06-30", "2021-06-30")
    assert (code, err) == (0, "")
    assert "nothing changed (3 compared)" in out
    assert "没有变化" in told(capsys, top, "v1", "v1", lang="zh").out


@pytest.mark.parametrize(
    ("known", "causes"),
    [
        (None, {}),
        ("2021-12-31", {}),
        ("2021-07-01..2021-12-31", {"stations": ["revision"]}),
        ("2021-07-01..2021-07-02", {}),
        ("2021-07-01..now", {"stations": ["revision"]}),
        ("now", {}),
        ("then", {}),
    ],
)
def test_what_was_known_when_may_be_asked(
    capsys: Capture, reported: Path, known: str | None, causes: dict[str, list[str]]
) -> None:
    asked = ["--known-at", known] if known else []
    assert whys(document(capsys, reported, "2021-06-30", "2021-06-30", *asked)) == causes


def test_then_means_each_day_as_it_was_known_on_it(capsys: Capture, reported: Path) -> None:
    result = document(capsys, reported, "2021-06-30", "2021-12-31", "--known-at", "then")
    assert result["before"]["known_at"].startswith("2021-06-30T23:59:59")
    assert result["after"]["known_at"].startswith("2021-12-31T23:59:59")
    (change,) = result["changes"]
    assert [(each["cause"], each["before"], each["after"]) for each in change["reports"]] == [
        ("revision", 1200, 1600)
    ]


@pytest.mark.parametrize("named", [["v1"], ["HEAD"], ["main"], ["v1~0"]])
def test_a_revision_alone_is_compared_with_the_working_tree(
    capsys: Capture, reported: Path, named: list[str]
) -> None:
    result = document(capsys, reported, *named, "--as-of", "2021-06-30")
    assert whys(result) == {"stations": ["revision"], "works.roads": []}
    assert [each["edits"] for each in result["changes"] if each["id"] == "works.roads"] == [
        [{"plan": "plan", "id": "works.roads", "field": "lead", "before": "交通局", "after": "住建局"}]
    ]
    assert result["after"]["name"] == "working tree"


@pytest.mark.parametrize("named", [["v1..HEAD"], ["v1.."], ["v1", "main"], ["v1...main"], ["..v1"]])
def test_two_revisions_are_compared_without_the_working_tree(
    capsys: Capture, reported: Path, named: list[str]
) -> None:
    result = document(capsys, reported, *named, "--as-of", "2021-06-30")
    assert result["changes"] == []
    commit(reported)
    result = document(capsys, reported, *named, "--as-of", "2021-06-30")
    assert len(result["changes"]) == 2


def test_three_dots_begin_where_the_branches_part(capsys: Capture, reported: Path) -> None:
    git(reported, "checkout", "-q", "-b", "feature")
    commit(reported)
    git(reported, "checkout", "-q", "main")
    plan = reported / "plans" / "plan"
    write_ledger(plan, "works.roads", report_line("2021-06-30", 9))
    commit(reported)
    both = document(capsys, reported, "main..feature", "--as-of", "2021-06-30")
    own = document(capsys, reported, "main...feature", "--as-of", "2021-06-30")
    assert set(whys(both)) == {"stations", "works.roads"}
    assert [each["edits"] != [] for each in own["changes"] if each["id"] == "works.roads"] == [True]
    assert whys(own)["works.roads"] == []
    assert "where feature left main" in own["before"]["name"]


def test_before_the_plan_was_there_everything_came(capsys: Capture, top: Path) -> None:
    git(top, "checkout", "-q", "--orphan", "empty")
    git(top, "rm", "-q", "-r", "--cached", ".")
    git(top, "commit", "-q", "--allow-empty", "-m", "nothing")
    result = document(capsys, top, "empty")
    assert {each["change"] for each in result["changes"]} == {"came"}
    assert len(result["changes"]) == 3
    assert [(each["field"], each["after"]) for each in result["edits"]] == [("plan", "Test plan")]


def test_where_all_plans_were_deleted_everything_is_gone(capsys: Capture, top: Path) -> None:
    git(top, "rm", "-q", "-r", "plans")
    (top / "plans").mkdir()
    result = document(capsys, top, "v1")
    assert [each["change"] for each in result["changes"]] == ["gone"] * 3
    assert all(each["after"] is None for each in result["changes"])


def test_a_plan_that_moved_is_compared_with_itself_and_its_old_place_told(capsys: Capture, top: Path) -> None:
    git(top, "mv", "plans", "elsewhere")
    (top / "plans").mkdir()
    git(top, "mv", "elsewhere/plan", "plans/plan")
    git(top, "mv", "plans", "moved")
    commit(top)
    code, out, err = call(capsys, "diff", "v1", plans=top / "moved")
    assert code == 0
    assert "nothing changed" in out
    assert err == "the plan plan stood in plans/plan at v1\n"


def test_plans_are_found_in_a_worktree_and_from_a_folder_below(
    capsys: Capture, top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "tree"
    git(top, "worktree", "add", "-q", str(tree), "-b", "side")
    monkeypatch.chdir(tree / "plans" / "plan")
    code, out, err = call(capsys, "diff", "main")
    assert (code, err) == (0, "")
    assert "nothing changed" in out


def test_filters_narrow_it_by_what_targets_are_on_either_side(capsys: Capture, reported: Path) -> None:
    for lead in ("交通局", "住建局"):
        assert set(whys(document(capsys, reported, "v1", "--lead", lead))) == {"works.roads"}
    assert set(whys(document(capsys, reported, "v1", "--action", "works"))) == {"works.roads"}
    asked = ("v1", "--as-of", "2021-06-30", "--status")
    assert set(whys(document(capsys, reported, *asked, "behind"))) == {"stations"}
    assert set(whys(document(capsys, reported, *asked, "ahead,超进度"))) == set()
    assert set(whys(document(capsys, reported, *asked, "达进度"))) == {"stations"}
    code, _, err = told(capsys, reported, "v1", "--action", "work")
    assert (code, err) == (2, "error: no action `work`; nearest: works\n")


def test_exit_code_says_whether_something_changed(capsys: Capture, reported: Path) -> None:
    assert told(capsys, reported, "v1", "--exit-code").code == 1
    assert told(capsys, reported, "v1", "v1", "--exit-code").code == 0
    assert told(capsys, reported, "v1").code == 0


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "markdown", "plain", "table"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_has_every_change(capsys: Capture, reported: Path, form: str, lang: str) -> None:
    code, out, _ = told(capsys, reported, "v1", "--as-of", "2021-06-30", "-f", form, lang=lang)
    assert code == 0
    assert ("道路" if lang == "zh" else "Roads") in out
    if form in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(out), delimiter="," if form == "csv" else "\t"))
        assert [(each["id"], each["why"], each["edits"]) for each in rows] == [
            ("stations", "revision:on_track", ""),
            ("works.roads", "", "lead"),
        ]
    if form == "jsonl":
        assert [json.loads(line)["id"] for line in out.splitlines()] == ["stations", "works.roads"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["2021-06-30", "2020-12-31"], 2, "2021-06-30 is later than 2020-12-31; write the earlier day first"),
        (["2024"], 2, "2024-12-31 is later than 2023-01-10 (today); write the earlier day first"),
        (["2021", "2022", "--known-at", "2022..2021"], 2, "2022-12-31 is later than 2021-12-31"),
        (["2021", "2022", "--as-of", "2021"], 2, "--as-of is for comparing revisions"),
        (["v1", "--known-at", "then"], 2, "--known-at takes one day"),
        (["v1", "--known-at", "2021..2022"], 2, "--known-at takes one day"),
        (["v2"], 2, "there is no revision `v2`; choose: main, v1"),
        (["mian"], 2, "there is no revision `mian`; nearest: main"),
        (["v1..mian"], 2, "there is no revision `mian`; nearest: main"),
        (["zzzzzz"], 2, "there is no revision `zzzzzz`; choose: main, v1\n"),
        (["2021-13"], 2, "the day `2021-13`: a month must be from 1 to 12"),
        (["v1", "2021-06-30"], 2, "`2021-06-30` is a day and `v1` a revision"),
        (["2021-06-30", "v1"], 2, "`2021-06-30` is a day and `v1` a revision"),
        (["v1..main", "HEAD"], 2, "`v1..main` names two sides already; `HEAD` is one too many"),
        (["2021...2022"], 2, "write two days as `2021 2022`"),
        ([], 2, "A is missing"),
        (["v1", "-f", "xml"], 2, "no format `xml`"),
        (["v1", "--profile", "none"], 2, "no profile `none`"),
        (["v1", "--status", "bad"], 2, "no status `bad`"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    capsys: Capture, top: Path, arguments: list[str], code: int, said: str
) -> None:
    outcome = told(capsys, top, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("error: ")


@pytest.mark.parametrize(("name", "said"), [("v1", "`v1` is no day"), ("2021-13", "must be from 1 to 12")])
def test_outside_a_repository_there_are_no_revisions(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    write_plan(tmp_path / "plans")
    code, out, err = call(capsys, "diff", name, plans=tmp_path / "plans")
    assert (code, out) == (3 if name == "v1" else 2, "")
    assert said in err
    assert "nothing changed" in call(capsys, "diff", "2021", "2022", plans=tmp_path / "plans").out


def test_a_day_wins_over_a_branch_of_its_name_and_says_so(capsys: Capture, reported: Path) -> None:
    git(reported, "tag", "2021")
    code, out, err = told(capsys, reported, "2021", "2022")
    assert code == 0
    assert "2021-12-31 → 2022-12-31" in out
    assert (
        err == "`2021` is taken as a day; for the branch or tag of that name write heads/2021 or tags/2021\n"
    )
    assert "tags/2021 → working tree" in told(capsys, reported, "tags/2021").out


def test_a_shallow_clone_says_what_is_missing(capsys: Capture, reported: Path, tmp_path: Path) -> None:
    commit(reported)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{reported}", str(clone))
    code, out, err = told(capsys, clone, "HEAD~1")
    assert (code, out) == (3, "")
    assert "this clone is shallow: git fetch --unshallow" in err


def test_branches_without_a_common_ancestor_are_refused(capsys: Capture, top: Path) -> None:
    git(top, "checkout", "-q", "--orphan", "apart")
    git(top, "commit", "-q", "-m", "apart")
    code, out, err = told(capsys, top, "main...apart")
    assert (code, out) == (3, "")
    assert "no common ancestor" in err


@pytest.mark.parametrize("broken", ["before", "after"])
def test_a_plan_that_cannot_be_read_is_left_out_and_said(capsys: Capture, top: Path, broken: str) -> None:
    write_plan(top / "plans", "other")
    bad = write_plan(top / "plans", "bad", head=PLAN_HEAD + STATIONS.replace("goal", "gaol"))
    commit(top)
    git(top, "tag", "broken")
    write_plan(top / "plans", "bad")
    sides = ["broken"] if broken == "before" else ["HEAD", "broken"]
    if broken == "after":
        commit(top)
    code, out, err = told(capsys, top, *sides)
    assert code == 3
    assert "broken:plans/bad/plan.toml:" in err
    assert "the comparison is not the whole one" in err
    assert "stations" not in out
    assert str(bad) not in err


def test_where_no_side_can_be_read_nothing_is_compared(capsys: Capture, top: Path) -> None:
    (top / "plans" / "plan" / "plan.toml").write_text("[plan]\n", encoding="utf-8")
    commit(top)
    code, out, err = told(capsys, top, "HEAD", "HEAD")
    assert (code, out) == (3, "")
    assert "neither revision holds a plan that can be read" in err


def test_a_broken_working_tree_is_told_once(capsys: Capture, top: Path) -> None:
    write_plan(top / "plans", "bad", head="format = 1\n")
    code, out, err = told(capsys, top, "v1")
    assert code == 3
    assert "nothing changed" in out
    assert err.count("JP103") == 1


def test_a_ledger_that_broke_is_a_reason(capsys: Capture, top: Path) -> None:
    ledger = top / "plans" / "plan" / "progress" / "stations.toml"
    ledger.write_text("[report]\nnonsense\n", encoding="utf-8")
    code, out, err = told(capsys, top, "v1", "--as-of", "2021-06-30", "-f", "json")
    assert code == 3
    assert whys(json.loads(out)) == {"stations": ["unreadable"]}
    assert "stations.toml:2" in err


def test_a_plan_that_only_the_later_revision_has_came(capsys: Capture, top: Path) -> None:
    write_plan(top / "plans", "second")
    commit(top)
    git(top, "rm", "-q", "-r", "plans/second")
    (result,) = document(capsys, top, "v1..HEAD")["changes"]
    assert (result["plan"], result["change"]) == ("second", "came")


def test_of_many_names_none_of_which_is_near_git_is_to_list_them(capsys: Capture, top: Path) -> None:
    for number in range(7):
        git(top, "branch", f"branch-{number}")
    code, _, err = told(capsys, top, "zzzzzz")
    assert (code, err) == (
        2,
        "error: there is no revision `zzzzzz`; `git branch -a` and `git tag` list them\n",
    )


def test_a_repository_without_a_commit_has_no_revision(capsys: Capture, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write_plan(tmp_path / "plans")
    code, out, err = told(capsys, tmp_path, "HEAD")
    assert (code, out, err) == (2, "", "error: there is no revision `HEAD`; nothing is committed yet\n")


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "as known at 2021-07-01 23:59"), ("zh", "当时已知 2021-07-01 23:59")]
)
def test_a_moment_that_was_asked_for_stands_in_the_title(
    capsys: Capture, top: Path, lang: str, word: str
) -> None:
    asked = ("2021Q1", "2021Q2", "--known-at", "2021-07-01")
    assert told(capsys, top, *asked, lang=lang).out.splitlines()[0].count(word) == 1
    then = told(capsys, top, *asked[:2], "--known-at", "then", lang=lang).out.splitlines()[0]
    assert then.count(word.partition(" 2021")[0]) == 2
    assert word[:4] not in told(capsys, top, "2021Q1", "2021Q2", lang=lang).out


def test_samples_are_called_samples(capsys: Capture, top: Path) -> None:
    write_plan(top / "plans", head=f"{PLAN_HEAD}sample = true\n{STATIONS}")
    assert "SAMPLE FIGURES" in told(capsys, top, "v1").out
    assert document(capsys, top, "v1")["sample"] is True


def test_hostile_text_commands_no_screen(capsys: Capture, top: Path) -> None:
    text = STATIONS.replace('"5G stations"', '"\\u001b[31m| \\u202e<b>"')
    write_plan(top / "plans", head=PLAN_HEAD + text)
    for form in ("table", "plain", "markdown", "json", "csv"):
        out = told(capsys, top, "v1", "-f", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
