"""Plans that a link leads away from their place: what stands elsewhere does not pass for what was promised here."""

import shutil
from pathlib import Path

import pytest

from tests.build import run
from tests.check.base.plans_of_base import WORKS_FILE
from tests.repositories import Repo, errors

LOWER = ('goal = { value = 3000, op = ">=" }', "goal = { value = 2500 }")


def led_away(repo: Repo, what: str, where: Path, *, target: str | None = None) -> None:
    """Put a folder elsewhere, lower a goal there, and leave a link to it."""
    place = repo.top / what
    where.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(place, where)
    (works,) = where.rglob("works.toml")
    works.write_text(works.read_text(encoding="utf-8").replace(*LOWER), encoding="utf-8")
    place.symlink_to(target or where)


@pytest.mark.parametrize("what", ["plans", "plans/city"])
@pytest.mark.parametrize("where", ["store", ".store", "docs/more", "../outside"])
def test_a_goal_that_was_lowered_behind_a_link_does_not_pass(repo: Repo, what: str, where: str) -> None:
    led_away(repo, what, repo.top / where)
    for staged in (False, True):
        if staged:
            repo.git("add", "-A")
        for arguments, environment in (
            (("--against", "main"), {}),
            ((), {"PRE_COMMIT": "1"} if staged else {"GITHUB_BASE_REF": "main"}),
        ):
            outcome = run(
                "check",
                "--select",
                "JP0,JP1,JP6",
                "-f",
                "concise",
                *arguments,
                cwd=repo.top,
                environment=environment,
            )
            assert outcome.code in (1, 3), outcome
            assert (
                any(code in outcome.out for code in ("JP600", "JP601", "JP603", "JP008")) or outcome.code == 3
            )
    repo.commit()
    for path in ("plans", "plans/city", f"plans/{WORKS_FILE}"):
        assert run("check", path, "--against", "main", "--select", "JP0,JP6", cwd=repo.top).code in (1, 3)


def test_a_link_that_leads_where_it_led_is_compared_and_another_is_not(repo: Repo) -> None:
    repo.git("mv", "plans", "store")
    (repo.top / "plans").symlink_to("store")
    repo.commit()
    repo.git("branch", "-q", "-f", "main")
    (repo.top / "store" / WORKS_FILE).write_text(
        (repo.top / "store" / WORKS_FILE).read_text(encoding="utf-8").replace(*LOWER), encoding="utf-8"
    )
    assert errors(repo.check()) == ["JP601"]
    shutil.copytree(repo.top / "store", repo.top / "other")
    repo.git("checkout", "-q", "store")
    (repo.top / "plans").unlink()
    (repo.top / "plans").symlink_to("other")
    (finding,) = repo.check()
    assert (finding.code, finding.file) == ("JP600", "plans")
    assert "leads elsewhere" in finding.words.en


def test_the_way_out_of_a_link_is_the_folder_in_its_place_or_moved_by_git(repo: Repo) -> None:
    (repo.top / "store").mkdir()
    shutil.move(repo.plans, repo.top / "store/plans")
    repo.plans.symlink_to("store/plans")
    (finding,) = repo.check()
    assert finding.code == "JP600"
    assert finding.hint is not None
    assert "git mv" in finding.hint.en
    repo.plans.unlink()
    shutil.move(repo.top / "store/plans", repo.plans)
    repo.git("mv", "plans", "elsewhere")
    repo.commit()
    assert repo._replace(plans=repo.top / "elsewhere").check() == ()
