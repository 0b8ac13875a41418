from pathlib import Path

import pytest

from jinjiang_plan import Refusal
from jinjiang_plan.files.plans.locate import PlansFolder, built_in, locate, sample_reports
from tests.build import call, write_plan


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder whose `plans` hold a plan, with a folder deep below it."""
    write_plan(tmp_path / "plans")
    (tmp_path / "a" / "b").mkdir(parents=True)
    return tmp_path


def test_the_folder_named_comes_first(home: Path, tmp_path: Path) -> None:
    write_plan(tmp_path / "other")
    environment = {"JINJIANG_PLANS": str(home / "plans")}
    assert locate(str(tmp_path / "other"), environment, home) == PlansFolder(tmp_path / "other")


def test_the_environment_comes_second(home: Path, tmp_path: Path) -> None:
    write_plan(tmp_path / "other")
    assert locate(None, {"JINJIANG_PLANS": str(tmp_path / "other")}, home) == PlansFolder(tmp_path / "other")


@pytest.mark.parametrize("here", ["", "a", "a/b", "plans", "plans/plan"])
def test_the_nearest_plans_upwards_come_third(home: Path, here: str) -> None:
    assert locate(None, {}, home / here) == PlansFolder(home / "plans")
    assert locate(None, {"JINJIANG_PLANS": ""}, home / here) == PlansFolder(home / "plans")


def test_plans_that_hold_no_plan_are_passed_by(home: Path) -> None:
    (home / "a" / "plans" / "empty").mkdir(parents=True)
    assert locate(None, {}, home / "a" / "b") == PlansFolder(home / "plans")


def test_the_built_in_plans_come_last(tmp_path: Path) -> None:
    assert locate(None, {}, tmp_path) == PlansFolder(built_in(), built_in=True, stands_in=True)


@pytest.mark.parametrize("named", ["", "plans", "plans/plan"], ids=["above", "plans", "one plan"])
def test_a_folder_may_be_named_at_its_plans_above_them_or_at_one(home: Path, named: str) -> None:
    place = locate(str(home / named), {}, Path("/"))
    assert place == PlansFolder(home / (named or "plans"))


@pytest.mark.parametrize("by", ["option", "environment"])
@pytest.mark.parametrize("what", ["nothing", "a file"])
def test_a_folder_named_that_is_none_is_refused(tmp_path: Path, by: str, what: str) -> None:
    wanted = tmp_path / "wanted"
    if what == "a file":
        wanted.touch()
    named, environment = (str(wanted), {}) if by == "option" else (None, {"JINJIANG_PLANS": str(wanted)})
    with pytest.raises(Refusal) as refused:
        locate(named, environment, tmp_path)
    assert refused.value.exit_code == 2
    assert all(str(wanted) in each for each in refused.value.words)


@pytest.mark.parametrize("named", ["", "plans"])
def test_a_folder_that_may_not_be_read_is_refused_in_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.chdir(home)
    monkeypatch.setattr(Path, "iterdir", refuse)
    outcome = call(capsys, "list", plans=home / named if named else None)
    assert outcome.code == 3
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert "permission denied" in outcome.err


def test_what_ships_is_there() -> None:
    assert (built_in() / "digital-infrastructure" / "plan.toml").is_file()
    assert (sample_reports() / "digital-infrastructure" / "progress").is_dir()
