"""Other weights of the seasons are a move where they ask for less on some day, and none where they weigh the same."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jinjiang_plan.check.base.weaker import eased_course
from jinjiang_plan.model.codes import PathShape
from jinjiang_plan.model.days import is_month_end
from jinjiang_plan.model.plan import Target
from tests.assess.cases import target_of

YEARLY = target_of(
    '[target.visits]\ntitle = "Visits"\nkind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 40 }\n'
    'path = "seasonal"\nseasons = [2, 8, 10, 20]\nstart = 2021-01-01\ndue = 2021-12-31\n'
)


def asked(target: Target, day: date) -> Fraction | None:
    """What a year's course asks for by its quarters' weights, month by whole month."""
    weights = [Fraction(each) for each in target.seasons] or [Fraction(1)] * 4
    months = day.month if is_month_end(day) else day.month - 1
    gone = sum((weights[month // 3] / 3 for month in range(months)), Fraction(0))
    return 40 * gone / sum(weights)


def weighing(*weights: int) -> Target:
    return YEARLY._replace(seasons=tuple(map(Decimal, weights)))


@pytest.mark.parametrize(
    ("now", "eased"),
    [
        pytest.param(weighing(2, 8, 10, 20), False, id="the same"),
        pytest.param(weighing(1, 4, 5, 10), False, id="the same in other numbers"),
        pytest.param(weighing(20, 10, 8, 2), False, id="more of it early"),
        pytest.param(weighing(1, 8, 10, 21), True, id="less in spring"),
        pytest.param(weighing(8, 2, 8, 22), True, id="more in spring, less by autumn"),
        pytest.param(YEARLY._replace(course=PathShape.LINEAR, seasons=()), False, id="straight, and above"),
    ],
)
def test_seasons_are_eased_where_less_is_asked_for_on_some_day(now: Target, *, eased: bool) -> None:
    assert eased_course(YEARLY, now, asked) is eased


def test_a_straight_path_that_becomes_seasonal_is_eased_where_the_year_begins_slowly() -> None:
    straight = YEARLY._replace(course=PathShape.LINEAR, seasons=())
    assert eased_course(straight, YEARLY, asked)
