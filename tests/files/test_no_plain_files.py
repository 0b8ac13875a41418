"""Plan files and ledgers that are pipes, devices, links to elsewhere or too large: never read, and said so."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build import report_line, run, write_ledger, write_plan

OUTSIDE = "kept elsewhere"
PLACES = ("plan.toml", "act.toml", "progress/stations.toml")
ACTION = 'format = 1\n\n[action]\ntitle = "A"\n'


def pipe(place: Path) -> None:
    os.mkfifo(place)


def bound(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as held:
            held.bind(place.name)
    finally:
        os.chdir(here)


def device(place: Path) -> None:
    """An endless one: by mknod where that is allowed, else a link to it."""
    try:
        os.mknod(place, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        print("no device by mknod here: a link to /dev/zero")  # noqa: T201 - which one ran is to be seen
        place.symlink_to("/dev/zero")


def elsewhere(place: Path) -> None:
    secret = place.parents[3] / "secret"
    secret.write_text(f"{OUTSIDE}\n" * 3, encoding="utf-8")
    place.symlink_to(secret)


def circle(place: Path) -> None:
    place.symlink_to(place.name)


def large(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate((64 << 20) + 1)


MAKERS = (pipe, bound, device, elsewhere, circle, large)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plans = tmp_path / "a" / "b" / "plans"
    plan = write_plan(plans, act=ACTION)
    write_ledger(plan, "stations", report_line("2020-12-31", 600))
    write_plan(plans, "sound")
    return plans


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_plain_file_is_never_read_and_said_to_be_none(
    plans: Path, name: str, make: Callable[[Path], None]
) -> None:
    place = plans / "plan" / name
    place.unlink()
    make(place)
    outcome = run("check", "-f", "concise", plans=plans)
    assert outcome.code == 1
    (line,) = [each for each in outcome.out.splitlines() if "JP008" in each]
    assert f"plan/{name}: error JP008 not-a-file" in line
    said = outcome.out + outcome.err
    for words in (
        "status",
        "list",
        "show plan/stations",
        "record plan/stations 900 --on 2021-06 --by x",
        "undo plan/stations",
    ):
        answer = run(*words.split(), plans=plans)
        assert answer.code == 3 or words == "list"
        said += answer.out + answer.err
    assert OUTSIDE not in said
    assert "Traceback" not in said
    assert "the program failed" not in said
    assert os.path.lexists(place)


@pytest.mark.parametrize("linked", ["plan", "plan/progress"])
def test_a_folder_of_a_plan_that_is_a_link_to_elsewhere_is_not_followed(plans: Path, linked: str) -> None:
    away = plans.parent / "away"
    (plans / linked).rename(away)
    (plans / linked).symlink_to(away)
    outcome = run("check", "-f", "concise", plans=plans)
    assert outcome.code == 1
    assert "JP008" in outcome.out
    before = {path: path.read_bytes() for path in away.rglob("*.toml")}
    assert run("record", "plan/stations", "900", "--on", "2021-06", plans=plans).code == 3
    assert {path: path.read_bytes() for path in away.rglob("*.toml")} == before


def test_a_ledger_that_is_a_dangling_link_is_refused_and_nothing_is_made_behind_it(plans: Path) -> None:
    place = plans / "plan" / "progress" / "stations.toml"
    place.unlink()
    for target in (plans.parent / "nowhere.toml", Path("other.toml"), plans.parent / "no" / "folder.toml"):
        place.symlink_to(target)
        assert run("record", "plan/stations", "900", "--on", "2021-06", plans=plans).code == 3
        assert place.is_symlink()
        assert not place.exists()
        place.unlink()


def test_links_that_stay_inside_the_plans_folder_are_followed(plans: Path) -> None:
    place = plans / "plan" / "act.toml"
    place.rename(plans / "plan" / "kept.txt")
    place.symlink_to("kept.txt")
    assert "JP008" not in run("check", "-f", "concise", plans=plans).out
    alias = plans.parent / "alias"
    alias.symlink_to(plans)
    assert "JP008" not in run("check", "-f", "concise", plans=alias).out
    one = plans.parent / "one"
    one.symlink_to(plans / "plan")
    assert "JP008" not in run("check", "-f", "concise", plans=one).out
