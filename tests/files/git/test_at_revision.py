"""Plans as they stood at a revision: at any depth, moved, broken, not there yet; asked of the real git."""

from pathlib import Path

import pytest

from jinjiang_plan.files.git.at_revision import Revision, plans_at, read_revision
from jinjiang_plan.files.git.repository import Repository
from jinjiang_plan.model.portfolio import Portfolio
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.files.git.test_repository import git


def commit(top: Path, message: str = "more") -> None:
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", message)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def at(top: Path, name: str, under: str, *known: str) -> Portfolio:
    repository = Repository(top)
    found = repository.commit(name)
    assert found is not None
    return read_revision(plans_at(Revision(repository, found, name), under, known))


@pytest.mark.parametrize("under", ["plans", "政府/深/计划", ""], ids=["plans", "deep, in Chinese", "the top"])
def test_plans_are_read_with_their_ledgers_at_any_depth(top: Path, under: str) -> None:
    plan = write_plan(top / under)
    write_ledger(plan, "stations", report_line("2021-06-30", 600))
    (plan / "notes").mkdir()
    (plan / "notes" / "broken.toml").write_text("not toml", encoding="utf-8")
    commit(top)
    write_ledger(plan, "stations", report_line("2021-06-30", 900))
    portfolio = at(top, "HEAD", under)
    assert [each.id for each in portfolio.plans] == ["plan"]
    assert [int(each.figure or 0) for each in portfolio.ledgers["plan/stations"].reports] == [600]
    assert (portfolio.findings, portfolio.reported) == ((), True)


@pytest.mark.parametrize("name", ["plan", "."], ids=["below the top", "the top itself"])
def test_one_plan_s_own_folder_may_be_meant(top: Path, name: str) -> None:
    write_plan(top, name)
    commit(top)
    portfolio = at(top, "HEAD", "" if name == "." else name)
    assert [each.id for each in portfolio.plans] == [top.name if name == "." else "plan"]


def test_a_plan_that_was_moved_is_found_by_its_id_and_no_other_is(top: Path) -> None:
    write_plan(top / "old" / "place")
    write_plan(top / "tests" / "fixtures", "other")
    commit(top)
    assert at(top, "HEAD", "plans").plans == ()
    assert [each.id for each in at(top, "HEAD", "plans", "plan").plans] == ["plan"]


def test_before_there_were_plans_there_are_none(top: Path) -> None:
    (top / "readme").write_text("", encoding="utf-8")
    commit(top)
    assert at(top, "HEAD", "plans", "plan") == Portfolio((), {}, (), reported=True)


def test_faults_are_named_by_the_revision_and_the_path_there(top: Path) -> None:
    write_plan(top / "plans", head=PLAN_HEAD + STATIONS.replace("goal =", "gaol ="))
    good = write_plan(top / "plans", "good")
    write_ledger(good, "stations", "2021-06-30 = nonsense")
    commit(top)
    portfolio = at(top, "HEAD", "plans")
    assert [each.id for each in portfolio.plans] == ["good"]
    assert sorted({each.file for each in portfolio.findings}) == [
        "HEAD:plans/good/progress/stations.toml",
        "HEAD:plans/plan/plan.toml",
    ]


def test_a_fault_at_the_top_has_no_folder_in_its_name(top: Path) -> None:
    write_plan(top, ".", head="[plan]\n")
    commit(top)
    assert {each.file for each in at(top, "HEAD", "").findings} == {"HEAD:plan.toml"}


def test_branches_and_tags_are_named(top: Path) -> None:
    write_plan(top / "plans")
    commit(top)
    git(top, "tag", "v1")
    assert Repository(top).names() == ["main", "v1"]
