"""Mending a text: the stretches of fixes and nothing else, and never so that it breaks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.files.toml_text.fixes import is_ledger, mended, write_mended
from jinjiang_plan.files.toml_text.parse import MARK
from jinjiang_plan.model.finding import Edit, Fix
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

WORDS = Words("改", "mend")


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Fix:
    return Fix(WORDS, tuple(Edit(*edit) for edit in edits), safe)


def test_fixes_replace_their_stretch_and_nothing_else() -> None:
    text = "a = 1 # 一\r\nb = 2\n"
    done = mended(text, [fix((15, 16, "3")), fix((4, 5, "9"))], ledger=False)
    assert done == ("a = 9 # 一\r\nb = 3\n", 2)


def test_of_two_that_meet_the_first_goes_and_the_other_waits() -> None:
    assert mended("abcd", [fix((1, 3, "x")), fix((2, 4, "y"))], ledger=False) == ("axd", 1)
    assert mended("abcd", [fix((1, 1, "x")), fix((1, 1, "y"))], ledger=False).fixed == 1
    assert mended("abcd", [fix((0, 1, "x")), fix((1, 2, "y"))], ledger=False) == ("xycd", 2)


def test_one_that_would_break_the_file_is_left_out_and_the_others_are_not() -> None:
    text = "a = 1\nb = 2\nc = 3\n"
    done = mended(text, [fix((4, 5, "x")), fix((10, 11, "5")), fix((16, 17, "6"))], ledger=False)
    assert done == ("a = 1\nb = 5\nc = 6\n", 2)


def test_a_text_that_does_not_parse_may_be_mended_step_by_step() -> None:
    assert mended("a = “1\nb = \n", [fix((4, 5, '"'))], ledger=False) == ('a = "1\nb = \n', 1)


def test_a_safe_fix_does_not_change_what_a_ledger_says() -> None:
    text = 'a = "1"\n'
    assert mended(text, [fix((4, 7, "1"))], ledger=True) == (text, 0)
    assert mended(text, [fix((4, 7, "1"), safe=False)], ledger=True) == ("a = 1\n", 1)
    assert mended(text, [fix((4, 7, "'1'"))], ledger=True) == ("a = '1'\n", 1)


def test_offsets_count_from_behind_a_mark() -> None:
    assert mended(MARK + "a = 1\n", [fix((4, 5, "2"))], ledger=False).text == MARK + "a = 2\n"
    assert mended(MARK + "a = 1\n", [fix((-1, 0, "")), fix((4, 5, "2"))], ledger=False).text == "a = 2\n"


@given(
    st.text(max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4), st.text(max_size=2)), max_size=5),
)
def test_any_fixes_of_any_text_leave_what_parses_parsing(text: str, cuts: list[tuple[int, int, str]]) -> None:
    import tomli

    fixes = [fix((min(at, len(text)), min(at + length, len(text)), put)) for at, length, put in cuts]
    after = mended(text, fixes, ledger=False)
    assert after.fixed <= len(fixes)
    try:
        tomli.loads(text)
    except ValueError:
        return
    tomli.loads(after.text)


def test_a_ledger_is_known_by_where_it_stands(tmp_path: Path) -> None:
    assert is_ledger(tmp_path / "plan" / "progress" / "a.toml")
    assert not is_ledger(tmp_path / "plan" / "a.toml")


def test_a_file_that_has_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("a = 2\n", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        write_mended(path, "a = 1\n", "a = 3\n")
    assert refused.value.exit_code == 1
    assert path.read_text(encoding="utf-8") == "a = 2\n"


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        write_mended(tmp_path / "none.toml", "", "a = 3\n")
    assert refused.value.exit_code == 1
