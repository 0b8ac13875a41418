"""Days that end with their year: answered with how they are written, and never taken for one of two."""

from datetime import date
from pathlib import Path

import pytest

from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.written_days import day_first_words, read_day
from tests.build import PLAN_HEAD, STATIONS, run, write_plan


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31.12.2030", "write 2030-12-31"),
        ("1.2.2030", "write 2030-02-01"),
        ("12/31/2030", "write 2030-12-31"),
        ("31/12/2030", "write 2030-12-31"),
        ("31-12-2030", "write 2030-12-31"),
        ("3/3/2030", "write 2030-03-03"),
        ("1/2/2030", "2030-01-02 or 2030-02-01?"),
    ],
)
def test_a_day_with_its_year_last_is_answered_with_how_it_is_written(text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_day(text, date(2026, 1, 1))
    assert said in refused.value.words.en
    words = day_first_words(text)
    assert words is not None
    assert said in words.en


@pytest.mark.parametrize("text", ["31.31.2030", "40/40/2030", "1/2/30", "2030-12-31", "", "1.2/2030"])
def test_what_is_no_such_day_has_no_answer(text: str) -> None:
    assert day_first_words(text) is None


@pytest.mark.parametrize("written", ['"31.12.2030"', "31.12.2030", '"12/31/2030"', "12/31/2030"])
def test_a_file_is_answered_at_the_value(tmp_path: Path, written: str) -> None:
    write_plan(tmp_path, head=PLAN_HEAD + STATIONS + f"due = {written}\n")
    outcome = run("check", "--format", "full", plans=tmp_path)
    assert outcome.code == 1
    assert "write 2030-12-31" in outcome.out
    assert "plan.toml:14:7" in outcome.out


def test_an_ambiguous_day_in_a_file_is_offered_both_ways(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN_HEAD + STATIONS + 'due = "1/2/2030"\n')
    outcome = run("check", "--fix", "--format", "full", plans=tmp_path)
    assert "2030-01-02 or 2030-02-01?" in outcome.out
    assert 'due = "1/2/2030"\n' in (tmp_path / "plan" / "plan.toml").read_text(encoding="utf-8")
