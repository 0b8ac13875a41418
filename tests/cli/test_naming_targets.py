"""What a target may be called by: its id, a tail of it, its exact title; and what is said where nothing answers."""

from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, write_plan

Capture = pytest.CaptureFixture[str]
NETWORK = """\
format = 1
[action]
title = "Network"

[target.sites]
title = { zh = "站点Ａ", en = "Straße sites" }
kind = "level"

[target.cover]
title = "Coverage"
kind = "level"

[target.odd]
title = { zh = "甲", en = "sites" }
kind = "level"
"""
INDUSTRY = """\
format = 1
[action]
title = "Industry"

[target.cover]
title = { zh = "覆盖", en = "Coverage" }
kind = "level"

[target.spend]
title = { zh = "投资", en = "Spend" }
kind = "level"
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    write_plan(tmp_path / "plans", network=NETWORK, industry=INDUSTRY)
    return tmp_path / "plans"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("5G stations", "stations"),
        ("5g STATIONS", "stations"),
        ("5G基站", "stations"),
        ("5g基站", "stations"),
        ("STRASSE SITES", "network.sites"),
        ("投资", "industry.spend"),
        ("spend", "industry.spend"),
        ("覆盖", "industry.cover"),
        ("sites", "network.sites"),
        ("甲", "network.odd"),
    ],
)
def test_an_exact_title_in_either_language_names_its_target(
    capsys: Capture, plans: Path, name: str, found: str, lang: str
) -> None:
    code, out, err = call(capsys, "show", name, plans=plans, lang=lang)
    assert (code, err) == (0, "")
    assert found in out.splitlines()[0]


@pytest.mark.parametrize(
    "words",
    [["status", "5G基站"], ["log", "5g stations"], ["record", "5G基站", "5", "--on", "2021"]],
    ids=" ".join,
)
def test_every_command_takes_a_title(capsys: Capture, plans: Path, words: list[str]) -> None:
    _, out, err = call(capsys, *words, plans=plans)
    assert "no id" not in err
    assert out or "nothing is reported yet" in err


def test_a_title_that_two_targets_have_lists_both(capsys: Capture, plans: Path) -> None:
    code, out, err = call(capsys, "show", "coverage", plans=plans)
    assert (code, out) == (2, "")
    assert err == "error: `coverage` is ambiguous: industry.cover, network.cover; write more of it\n"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "error: `network` is an action; use `--action network`\n"),
        ("zh", "错误：`network` 是行动；请用 `--action network`\n"),
    ],
)
@pytest.mark.parametrize("words", [["show", "network"], ["status", "network"], ["record", "network", "5"]])
def test_an_actions_id_points_to_its_filter(
    capsys: Capture, plans: Path, words: list[str], lang: str, said: str
) -> None:
    assert call(capsys, *words, plans=plans, lang=lang) == (2, "", said)


@pytest.mark.parametrize(
    ("name", "near"),
    [("基站", "stations"), ("stat", "stations"), ("spent", "industry.spend"), ("Straße", "network.sites")],
)
def test_a_part_of_a_title_or_a_slip_is_answered_by_the_nearest(
    capsys: Capture, plans: Path, name: str, near: str
) -> None:
    code, _, err = call(capsys, "show", name, plans=plans)
    assert code == 2
    assert err.startswith(f"error: no id `{name}`; nearest: {near}")


@pytest.fixture
def half_broken(plans: Path) -> Path:
    write_plan(plans, "other", head="format = 1\n[plan\n")
    return plans


@pytest.mark.parametrize(
    "words",
    [["show", "station"], ["status", "station"], ["log", "station"], ["record", "station", "5"]],
    ids=" ".join,
)
def test_an_unknown_id_while_a_file_is_broken_is_not_judged(
    capsys: Capture, half_broken: Path, words: list[str]
) -> None:
    code, out, err = call(capsys, *words, plans=half_broken)
    assert (code, out) == (3, "")
    assert "no `station` in what could be read; some files could not be" in err.splitlines()[-1]
    assert "nearest" not in err
    assert err.count("error JP001") == 1


def test_a_known_id_beside_a_broken_file_is_answered_and_said_not_to_be_all(
    capsys: Capture, half_broken: Path
) -> None:
    code, out, _ = call(capsys, "show", "5G stations", plans=half_broken)
    assert code == 3
    assert "5G stations" in out


@pytest.mark.parametrize(
    "words",
    [["status"], ["list"], ["list", "actions"], ["list", "plans"], ["list", "sources"], ["log"]],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "the plan `other` was not read"), ("zh", "计划 `other` 没有读到")],
    ids=["en", "zh"],
)
def test_a_plan_that_is_broken_is_not_an_unknown_one(
    capsys: Capture, half_broken: Path, words: list[str], lang: str, said: str
) -> None:
    code, out, err = call(capsys, *words, "--plan", "other", plans=half_broken, lang=lang)
    assert (code, out) == (3, "")
    assert said in err.splitlines()[-1]


def test_a_plan_that_there_is_none_of_is_a_wrong_call(capsys: Capture, plans: Path) -> None:
    assert call(capsys, "status", "--plan", "other", plans=plans).code == 2


def test_all_plans_broken_is_not_judged(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans", head=PLAN_HEAD.replace("due", "doo") + STATIONS)
    for words in (["show", "stations"], ["status"], ["list", "plans"], ["list", "--plan", "plan"]):
        assert call(capsys, *words, plans=tmp_path / "plans").code == 3
