"""The names that plans, actions, targets and sources go by."""

import re

import pytest

from jinjiang_plan.model.ids import ID_PATTERN, addressed, file_fault, folded, id_fault, is_id


@pytest.mark.parametrize(
    "name",
    [
        "5g-stations",
        "a",
        "5",
        "a--b",
        "a-",
        "能耗强度",
        "5g基站",
        "基站-二期",
        "二〇二一",
        "энергия",
        "énergie",
        "エネルギー",
        "ガスの量",
        "gdp増加",
        "가스gas",
        "能耗2030",
    ],
)
def test_a_name_of_one_script_or_of_latin_with_an_eastern_one_is_an_id(name: str) -> None:
    assert is_id(name)
    assert re.fullmatch(ID_PATTERN, name)
    assert folded(name) == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("5G基站", "write `5g基站`"),
        ("５ｇ基站", "write `5g基站`"),
        ("Act", "write `act`"),
        ("能耗_强度", "small letters, digits"),
        ("能耗 强度", "small letters, digits"),
        ("能耗.强度", "small letters, digits"),
        ("a_b", "small letters, digits"),
        ("", "small letters, digits"),
        ("能耗--强度", "single `-`"),
        ("能耗-", "single `-`"),
        ("-能耗", "single `-`"),
        ("-a", "single `-`"),
        ("аct", "mix scripts"),  # the first letter is Cyrillic
        ("能耗энергия", "mix scripts"),
        ("가스能耗ガス", "mix scripts"),
        ("能耗\u200b强度", "small letters, digits"),
        ("能耗\u202e", "small letters, digits"),
    ],
)
def test_another_name_is_told_how_it_is_written(name: str, said: str) -> None:
    fault = id_fault(name)
    assert fault is not None
    assert said in fault.en
    assert fault.zh


@pytest.mark.parametrize(
    "name", ["con", "nul", "com1", "lpt9.stations", "con.a", "能" * 66, f"{'a' * 120}.{'b' * 80}"]
)
def test_what_no_file_can_be_called_is_refused(name: str) -> None:
    assert file_fault(name) is not None


@pytest.mark.parametrize("name", ["network.con", "console", "com10", "能" * 65, "5g基站"])
def test_what_a_file_can_be_called_is_not(name: str) -> None:
    assert file_fault(name) is None


def test_an_id_stands_in_an_address_without_signs_that_break_it() -> None:
    assert addressed("plan/network.5g-stations") == "plan/network.5g-stations"
    assert addressed("plan/5g基站.html") == "plan/5g%E5%9F%BA%E7%AB%99.html"
    assert addressed("a\udcff") == "a%FF"
