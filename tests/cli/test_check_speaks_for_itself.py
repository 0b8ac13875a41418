"""What `check` says and mends only where it knows: comments beside errors, units of one's own, days that are looked back on."""

from pathlib import Path

import pytest

from tests.build import run

HEAD = 'format = 1\n\n[plan]\ntitle = "计划"\nstart = 2020-01-01\ndue = 2022-12-31\n'
TREES = '\n[target.trees]\ntitle = "栽树"\nkind = "cumulative"\nunit = "盆"  # jp: ignore[unknown-unit] 按盆计\ngoal = { value = 3000 }\n'
OTHER = '\n[target.other]\ntitle = "其他"\nkind = "level"\ngoal = { value = 3 }\n'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plans/city"
    folder.mkdir(parents=True)
    return folder / "plan.toml"


def fixed(plan: Path, text: str, *options: str) -> str:
    plan.write_text(text, encoding="utf-8")
    run("check", *options, cwd=plan.parents[2])
    return plan.read_text(encoding="utf-8")


ERRORS = {
    "its own entry cannot be read": (TREES.replace("value = 3000", 'value = "many"') + OTHER, ""),
    "another entry cannot be read": (TREES + OTHER.replace("value = 3", 'value = "three"'), ""),
    "the file does not parse": (TREES + OTHER.replace('"level"', '"level'), ""),
    "the plan cannot be read": (TREES + OTHER, "due = 2022-12-31"),
}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_no_fix_takes_a_comment_away_that_an_error_keeps_from_being_needed(
    plan: Path, name: str, option: str
) -> None:
    entries, gone = ERRORS[name]
    text = HEAD.replace(gone, "") + entries
    assert "# jp: ignore[unknown-unit] 按盆计" in fixed(plan, text, option)


def test_a_comment_that_is_not_needed_goes_once_nothing_is_wrong_any_more(plan: Path) -> None:
    idle = TREES.replace('"盆"', '"座"')
    broken = OTHER.replace("value = 3", 'value = "three"')
    assert "jp: ignore" in fixed(plan, HEAD + idle + broken, "--fix")
    assert "jp: ignore" not in fixed(plan, HEAD + idle + OTHER, "--fix")


@pytest.mark.parametrize(
    ("unit", "mended"),
    [("trees", "trees"), ("盆", "盆"), ("events", "events"), ("homes", "homes"), ("万平方", "万平方米")],
)
def test_a_unit_of_ones_own_is_not_turned_into_another(plan: Path, unit: str, mended: str) -> None:
    text = HEAD + TREES.replace('"盆"  # jp: ignore[unknown-unit] 按盆计', f'"{unit}"')
    assert f'unit = "{mended}"' in fixed(plan, text, "--unsafe-fixes")


def test_what_was_reported_after_the_day_that_is_looked_back_on_is_no_error(plan: Path) -> None:
    plan.write_text(HEAD + OTHER, encoding="utf-8")
    ledger = plan.parent / "progress/other.toml"
    ledger.parent.mkdir()
    line = "2021-06-30 = {{ value = 2, recorded = {} }}\n".format("2021-07-05T09:00:00+08:00")
    ledger.write_text(f"[report]\n{line}", encoding="utf-8")
    for as_of in ("2020-12-31", "2021-06-29", "2022-01-01"):
        outcome = run("check", "--as-of", as_of, "--select", "JP403", cwd=plan.parents[2])
        assert (outcome.code, outcome.out) == (0, "")
    ledger.write_text(f"[report]\n{line.replace('2021-06-30', '2031-06-30')}", encoding="utf-8")
    for options in ((), ("--as-of", "2021-01-01"), ("--as-of", "2040-01-01")):
        outcome = run("check", *options, "--select", "JP403", cwd=plan.parents[2])
        assert (outcome.code, "still to come (today is" in outcome.out) == (1, True)
