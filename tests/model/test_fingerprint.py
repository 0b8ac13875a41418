"""A finding is known again from run to run, whatever lines, words and figures do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.finding import LENGTH, Finding, Severity, fingerprints, id_path
from jinjiang_plan.model.words import Words

ONE = Finding("JP303", "sum-mismatch", Severity.ERROR, Words("一", "one"), "plans/a/plan.toml", 5, 3)
GOAL = ONE._replace(entry="target.investment.goal")


def known(*findings: Finding, **paths: str) -> tuple[str, ...]:
    return fingerprints(findings, paths)


def test_lines_words_figures_and_what_else_was_found_change_nothing() -> None:
    (before,) = known(GOAL)
    moved = GOAL._replace(line=50, column=9, words=Words("二", "two"), severity=Severity.WARNING)
    assert known(ONE._replace(code="JP101"), moved)[1] == before
    assert len(before) == LENGTH


@pytest.mark.parametrize(
    "other",
    [
        GOAL._replace(code="JP304"),
        GOAL._replace(file="plans/b/plan.toml"),
        GOAL._replace(entry="target.stations.goal"),
        GOAL._replace(entry="target.investment.due"),
        GOAL._replace(entry=""),
    ],
)
def test_code_file_and_entry_each_tell_findings_apart(other: Finding) -> None:
    assert known(GOAL) != known(other)


def test_several_of_one_entry_are_numbered_so_that_those_left_stay_known() -> None:
    three = known(GOAL, GOAL._replace(line=6), GOAL._replace(line=7))
    assert len(set(three)) == 3
    assert known(GOAL._replace(line=7), GOAL._replace(line=9)) == three[:2]


def test_the_path_from_the_repositorys_top_counts_not_how_a_file_is_shown() -> None:
    from_below = GOAL._replace(file="plan.toml")
    assert fingerprints([from_below], {"plan.toml": GOAL.file}) == known(GOAL)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("", ""),
        ("plan", "plan"),
        ("target.stations.milestone.3.on", "target.stations.milestone.on"),
        ("target.5.goal", "target.5.goal"),
        ("report.2021-06-30-r2.value", "report.2021-06-30-r2.value"),
        ("target.a.sum_of.0", "target.a.sum_of"),
    ],
)
def test_places_of_a_list_are_no_part_of_the_way(entry: str, path: str) -> None:
    assert id_path(entry) == path


@given(st.lists(st.tuples(st.sampled_from(["JP1", "JP2"]), st.sampled_from(["a", "b"]), st.text(max_size=5))))
def test_no_two_are_the_same_and_each_run_gives_the_same(ways: list[tuple[str, str, str]]) -> None:
    found = [ONE._replace(code=code, file=file, entry=entry) for code, file, entry in ways]
    assert len(set(known(*found))) == len(found)
    assert known(*found) == known(*found)


def test_a_name_that_is_no_unicode_is_known_too() -> None:
    assert known(GOAL._replace(file="\udcff.toml"))
