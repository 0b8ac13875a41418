"""A value says itself, in both languages, and the same to everyone."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Target
from jinjiang_plan.check.wording import goal as goal_in_findings
from jinjiang_plan.check.wording import value_words
from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.plan import Goal
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.value import GoalValue, Value, choices, figure
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.words import goal_text, goal_with_unit, value_text, value_with_unit
from tests.assess.cases import counted, target_of, target_text

STATIONS = target_of(counted(unit='"座"'))
MONEY = target_of(counted(unit='"亿元"'))
TREES = target_of(counted(unit='"株"'))
BARE = target_of(counted())
PARK = target_of(target_text("stage", goal='{ stage = "completed" }', unit='"项"'))
OWN = target_of(target_text("stage", goal='{ stage = "二审" }', stages='["一审", "二审"]'))
SCENE = target_of(target_text("done", goal="{ value = true }", unit='"座"'))

NUMBERS = st.decimals(-(10**15), 10**15, places=12, allow_nan=False)


@pytest.mark.parametrize(
    ("target", "number", "words", "with_unit"),
    [
        (STATIONS, "1", Words("1", "1"), Words("1 座", "1 sites")),
        (STATIONS, "12345.50", Words("12,345.5", "12,345.5"), Words("12,345.5 座", "12,345.5 sites")),
        (MONEY, "-13", Words("-13", "-13"), Words("-13 亿元", "-13 ×CNY 100m")),
        (TREES, "5", Words("5", "5"), Words("5 株", "5 plants")),
        (BARE, "0", Words("0", "0"), Words("0", "0")),
        (PARK, "2", Words("在建", "construction"), Words("在建", "construction")),
        (OWN, "1", Words("二审", "二审"), Words("二审", "二审")),
        (SCENE, "1", Words("是", "yes"), Words("是", "yes")),
        (SCENE, "0", Words("否", "no"), Words("否", "no")),
    ],
)
def test_a_value_says_itself_in_both_languages_with_and_without_its_unit(
    target: Target, number: str, words: Words, with_unit: Words
) -> None:
    value = Value(target, Decimal(number))

    assert (value.words, value.with_unit) == (words, with_unit)


@pytest.mark.parametrize(
    ("target", "goal", "zh", "en"),
    [
        (STATIONS, "3000", "3,000 座", "3,000 sites"),
        (STATIONS, "<= 3000", "<= 3,000 座", "<= 3,000 sites"),
        (STATIONS, "1 2.5", "1 ~ 2.5 座", "1 ~ 2.5 sites"),
        (PARK, "3", "建成", "completed"),
        (SCENE, "1", "是", "yes"),
    ],
)
def test_a_goal_says_itself_as_its_values_do(target: Target, goal: str, zh: str, en: str) -> None:
    op, _, number = goal.rpartition("= ")
    low, _, high = number.partition(" ")
    first, last = Decimal(low), Decimal(high) if high else None
    aim, least = (None, first) if high else (first, None)
    stated = Goal(aim, least, last, Op.AT_MOST if op else None, assumed=False)

    assert GoalValue(target, stated).with_unit == Words(zh, en)


@given(NUMBERS, st.sampled_from([STATIONS, MONEY, TREES, BARE]))
def test_everyone_says_a_figure_alike_and_it_reads_back(number: Decimal, target: Target) -> None:
    value, goal = Value(target, number), Goal(number, None, None, op=None, assumed=False)
    said = value.with_unit

    assert said == Value(target, Fraction(number)).with_unit
    assert said == value_words(target, number) == goal_in_findings(target, goal)
    assert said.zh == value_with_unit(target, number, "zh") == goal_with_unit(target, goal, "zh")
    assert said.en == value_with_unit(target, Fraction(number), "en")
    assert value.words.en == value_text(target, number, "en") == goal_text(target, goal, "en")
    assert Decimal(value.words.en.replace(",", "")) == Decimal(value.code) == number


@pytest.mark.parametrize("target", [PARK, OWN, SCENE])
def test_what_can_be_chosen_is_what_is_said_and_reads_back(target: Target) -> None:
    for number, words in enumerate(choices(target)):
        value = Value(target, Decimal(number))

        assert value.words == words
        for text in (words.zh, words.en, value.code):
            assert read_figure(target, text).value == number


def test_what_counts_is_not_chosen() -> None:
    assert choices(STATIONS) == ()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=20, min_value=-1000, max_value=1000))
def test_a_decimal_is_exact_however_many_places_it_has(number: Decimal) -> None:
    assert Decimal(figure(number).replace(",", "")) == number
