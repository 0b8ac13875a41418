"""Goals, due days and ids as plans' tables write them, each with what it comes to."""

from datetime import date
from decimal import Decimal

import pytest

from jinjiang_plan.assess.draft.due_days import DueTerms, due_of, quarter_of
from jinjiang_plan.assess.draft.entry_ids import LONGEST_ENTRY, id_of, numbered, unnumbered
from jinjiang_plan.assess.draft.goal_words import Sign, goal_of
from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.ids import file_fault, is_id
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import EPOCH

FIGURES = (
    ("3000", "3000", None, ""),
    ("3000座", "3000", None, "座"),
    ("≥3000座", "3000", Op.AT_LEAST, "座"),
    (">=95%", "95", Op.AT_LEAST, "%"),
    ("3000座以上", "3000", Op.AT_LEAST, "座"),
    ("不低于95%", "95", Op.AT_LEAST, "%"),
    ("不少于 20 个", "20", Op.AT_LEAST, "个"),
    ("1.2亿元", "1.2", None, "亿元"),
    ("达到3000座", "3000", None, "座"),
    ("控制在5%以内", "5", Op.AT_MOST, "%"),
    ("≤13.5", "13.5", Op.AT_MOST, ""),
    ("超过1000亿元", "1000", Op.ABOVE, "亿元"),
    ("低于3%", "3", Op.BELOW, "%"),
    ("-3.5%", "-3.5", None, "%"),
    ("1,200户", "1200", None, "户"),
    ("三千座", "3000", None, "座"),
    ("累计建成5G基站3000座", "3000", None, "座"),
    ("at least 40", "40", Op.AT_LEAST, ""),
    ("up to 30 days", "30", Op.AT_MOST, "days"),
    ("40 administrations", "40", None, ""),
    ("0", "0", None, ""),
)


@pytest.mark.parametrize(("text", "value", "op", "unit"), FIGURES)
def test_a_figure_is_read_with_its_unit_and_what_is_said_of_it(
    text: str, value: str, op: Op | None, unit: str
) -> None:
    reading = goal_of(text)
    assert reading.goal is not None
    assert (reading.goal.value, reading.goal.op, reading.unit) == (Decimal(value), op, unit)


SIGNS = (
    ("比上年增长8%", Sign.GROWTH),
    ("下降13.5%", Sign.FALL),
    ("年均增长6.5%", Sign.AVERAGE),
    ("力争达到500家", Sign.AIM),
    ("1000亿元左右", Sign.ABOUT),
    ("每年新增500个", Sign.EACH_YEAR),
    ("保持在80%以上", Sign.KEPT),
    ("提高到65%", Sign.TO),
    ("5G基站达到3000座", Sign.SENTENCE),
    ("3000座，覆盖率达到95%", Sign.SEVERAL),
)


@pytest.mark.parametrize(("text", "sign"), SIGNS)
def test_the_words_around_a_figure_are_kept_and_said(text: str, sign: Sign) -> None:
    reading = goal_of(text)
    assert sign in reading.signs
    assert reading.wording == text


@pytest.mark.parametrize("text", ["5%-7%", "5%—7%", "增长5%至7%", "5~7%"])
def test_a_range_has_two_ends(text: str) -> None:
    goal = goal_of(text).goal
    assert goal is not None
    assert (goal.low, goal.high, goal.op) == (Decimal(5), Decimal(7), Op.RANGE)


@pytest.mark.parametrize(
    ("text", "place"),
    [("排名前三", 3), ("全省前五", 5), ("第1位", 1), ("前10名", 10), ("前十", 10), ("top 3", 3)],
)
def test_a_place_in_a_ranking_is_a_number(text: str, place: int) -> None:
    reading = goal_of(text)
    assert reading.goal is not None
    assert reading.goal.value == place
    assert Sign.PLACE in reading.signs


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("建成", "completed"),
        ("2022年底前建成", "completed"),
        ("建成投用", "operating"),
        ("力争开工", "construction"),
        ("完成", ""),
        ("出台实施方案", ""),
        ("全覆盖", ""),
    ],
)
def test_a_goal_without_a_figure_is_a_stage_or_a_promise(text: str, stage: str) -> None:
    goal = goal_of(text).goal
    assert goal is not None
    assert (goal.stage, goal.done) == (stage, not stage)


@pytest.mark.parametrize("text", ["", "—", "/", "暂无"])
def test_nothing_is_no_goal(text: str) -> None:
    assert goal_of(text).goal is None


ONE_YEAR = DueTerms(date(2022, 1, 1), date(2022, 12, 31), date(2021, 1, 1), EPOCH)
THREE_YEARS = ONE_YEAR._replace(start=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年底", date(2022, 12, 31)),
        ("2022年11月底前", date(2022, 11, 30)),
        ("2021Q4", date(2021, 12, 31)),
        ("2021年四季度", date(2021, 12, 31)),
        ("2022-06-30", date(2022, 6, 30)),
        ("2022年11月30日前完成", date(2022, 11, 30)),
        ("44377", date(2021, 6, 30)),
        ("2022", date(2022, 12, 31)),
        ("by end of 2022", date(2022, 12, 31)),
        ("—", None),
    ],
)
def test_a_due_day_is_the_last_of_what_is_named(text: str, day: date | None) -> None:
    reading = due_of(text, THREE_YEARS)
    assert (reading.day, reading.ground) == (day, None)


@pytest.mark.parametrize(("text", "day"), [("9月30日", 30), ("三季度", 30), ("9月底前", 30), ("Q3", 30)])
def test_a_day_without_its_year_is_a_guess_in_a_plan_of_one_year_and_refused_elsewhere(
    text: str, day: int
) -> None:
    reading = due_of(text, ONE_YEAR)
    assert reading.day == date(2022, 9, day)
    assert reading.ground is not None
    with pytest.raises(Refusal):
        due_of(text, THREE_YEARS)


def test_what_has_no_end_is_due_with_the_plan_and_said_so() -> None:
    reading = due_of("长期坚持", THREE_YEARS)
    assert reading.day is None
    assert reading.ground is not None


@pytest.mark.parametrize("quarter", ["Q2", "T2", "2", "二季度", "第二季度", "2° trimestre"])
def test_quarter_and_year_may_have_columns_of_their_own(quarter: str) -> None:
    assert quarter_of(quarter, "2026", THREE_YEARS).day == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("5G基站", "5g基站"),
        ("（一）推动信息网络增速", "推动信息网络增速"),
        ("M1C1-00-ITA-1", "m1c1-00-ita-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "item-con"),
        ("Qualità dell'aria", "qualita-dell-aria"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
        ("plan", "item-plan"),
        ("\u202e!!", "item"),
    ],
)
def test_a_title_makes_an_id_that_every_system_takes(title: str, name: str) -> None:
    made = id_of(unnumbered(title), LONGEST_ENTRY)
    assert made == name
    assert is_id(made)
    assert file_fault(made) is None


def test_ids_are_bounded_and_told_apart() -> None:
    assert len(id_of("中" * 200, LONGEST_ENTRY).encode()) <= LONGEST_ENTRY
    assert numbered("a", {"a", "a-2"}) == "a-3"
