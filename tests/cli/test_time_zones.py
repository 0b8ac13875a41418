"""The time zone of a plan: which day is today, what `init` writes, and what is said where plans differ."""

import json
from pathlib import Path

import pytest
import tomli

from jinjiang_plan.cli.session import system_zone_name
from tests.build import PLAN_HEAD, STATIONS, call, write_plan
from tests.terminal import Terminal

Capture = pytest.CaptureFixture[str]
NOW = "2021-06-30T18:00:00+00:00"  # the first of July in China, still June in Lisbon


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    monkeypatch.setenv("TZ", "America/New_York")


def zoned(tmp_path: Path, *zones: str) -> Path:
    for number, zone in enumerate(zones):
        write_plan(tmp_path, f"plan-{number}", head=f'{PLAN_HEAD}timezone = "{zone}"\n{STATIONS}')
    return tmp_path


def day(capsys: Capture, plans: Path, *words: str) -> tuple[str, str]:
    outcome = call(capsys, *words, "status", "-f", "json", plans=plans)
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)["as_of"], outcome.err


@pytest.mark.parametrize(
    ("zones", "today"),
    [
        (["Asia/Shanghai"], "2021-07-01"),
        (["Europe/Lisbon"], "2021-06-30"),
        (["Europe/Lisbon", "Europe/Lisbon"], "2021-06-30"),
    ],
)
def test_today_is_the_plans_own(capsys: Capture, tmp_path: Path, zones: list[str], today: str) -> None:
    assert day(capsys, zoned(tmp_path, *zones), *()) == (today, "")


def test_of_plans_that_differ_today_is_the_systems_and_that_is_said_once(
    capsys: Capture, tmp_path: Path
) -> None:
    plans = zoned(tmp_path, "Asia/Shanghai", "Europe/Lisbon")
    today, said = day(capsys, plans)
    assert today == "2021-06-30"
    assert said == (
        "the plans differ in their time zones (Asia/Shanghai, Europe/Lisbon): today is the system's, "
        "America/New_York; --timezone names another\n"
    )
    assert day(capsys, plans, "--timezone", "Asia/Tokyo") == ("2021-07-01", "")


def test_a_time_zone_that_there_is_not_is_refused(capsys: Capture, tmp_path: Path) -> None:
    outcome = call(capsys, "--timezone", "Asia/Peking", "status", plans=zoned(tmp_path, "Asia/Shanghai"))
    assert outcome.code == 2
    assert "there is no time zone `Asia/Peking`" in outcome.err


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TZ": "Europe/Lisbon"}, "Europe/Lisbon"),
        ({"TZ": ":Europe/Lisbon"}, "Europe/Lisbon"),
    ],
)
def test_the_system_names_its_zone(environment: dict[str, str], name: str) -> None:
    assert system_zone_name(environment) == name


def head(folder: Path) -> dict[str, object]:
    text = (folder / "plans" / "my-plan" / "plan.toml").read_text(encoding="utf-8")
    plan: dict[str, object] = tomli.loads(text)["plan"]
    return {key: plan[key] for key in ("timezone", "year_end", "tolerance") if key in plan}


@pytest.mark.parametrize(
    ("options", "written"),
    [
        ([], {"timezone": "America/New_York"}),
        (["--timezone", "Asia/Shanghai"], {}),
        (["--timezone", "Asia/Shanghai", "--year-end", "12", "--tolerance", "5"], {}),
        (
            ["--timezone", "Europe/Lisbon", "--year-end", "3月", "--tolerance", "2.50"],
            {"timezone": "Europe/Lisbon", "year_end": 3, "tolerance": 2.5},
        ),
        (["--timezone", "Asia/Shanghai", "--tolerance", "0"], {"tolerance": 0}),
    ],
)
def test_init_writes_what_differs_from_the_defaults(
    capsys: Capture, tmp_path: Path, options: list[str], written: dict[str, object]
) -> None:
    assert call(capsys, "init", str(tmp_path), *options).code == 0
    assert head(tmp_path) == written
    assert call(capsys, "check", plans=tmp_path / "plans").code == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--timezone", "Peking"], "there is no time zone `Peking`"),
        (["--year-end", "13"], "a month is from 1 to 12, not `13`"),
        (["--tolerance", "6"], "a tolerance is from 0 to 5 points, not `6`"),
        (["--from", "built-in", "--year-end", "3"], "are for a new plan"),
    ],
)
def test_init_refuses_what_a_plan_cannot_say(
    capsys: Capture, tmp_path: Path, options: list[str], why: str
) -> None:
    outcome = call(capsys, "init", str(tmp_path / "new"), *options)
    assert outcome.code == 2
    assert why in outcome.err
    assert not (tmp_path / "new").exists()


def test_init_asks_a_person_for_what_is_not_said(tmp_path: Path) -> None:
    with Terminal("init", str(tmp_path / "new"), "--timezone", "Europe/Lisbon", plans=tmp_path) as person:
        person.answer("", "Ours", "", "", "13", "3", "weekly", "month", "", "", "n")
        code, shown = person.end()
    assert code == 0, shown
    assert "a month is from 1 to 12, not `13`" in shown
    assert "the frequency cannot be `weekly`" in shown
    assert "check --against" in shown
    assert head(tmp_path / "new") == {"timezone": "Europe/Lisbon", "year_end": 3}
