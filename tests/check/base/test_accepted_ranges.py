"""Which goals accept all that others accept: each bound from both sides, with it and without."""

from decimal import Decimal

import pytest

from jinjiang_plan.check.base.weaker import accepted
from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.plan import Goal


def goal(op: Op, value: int | None, low: int | None = None, high: int | None = None) -> Goal:
    first, second, third = (None if each is None else Decimal(each) for each in (value, low, high))
    return Goal(first, second, third, op, assumed=False)


@pytest.mark.parametrize(
    ("now", "before", "within"),
    [
        pytest.param((100, ">="), (100, ">="), True, id="the same least"),
        pytest.param((101, ">="), (100, ">="), True, id="a higher least"),
        pytest.param((99, ">="), (100, ">="), False, id="a lower least"),
        pytest.param((100, ">"), (100, ">="), True, id="the least itself no longer"),
        pytest.param((100, ">="), (100, ">"), False, id="the least itself, too"),
        pytest.param((100, "<="), (100, "<="), True, id="the same most"),
        pytest.param((99, "<="), (100, "<="), True, id="a lower most"),
        pytest.param((101, "<="), (100, "<="), False, id="a higher most"),
        pytest.param((100, "<"), (100, "<="), True, id="the most itself no longer"),
        pytest.param((100, "<="), (100, "<"), False, id="the most itself, too"),
        pytest.param((99, "<="), (100, "<"), True, id="below the most that was left out"),
        pytest.param((100, ">="), (100, "<="), False, id="the other way round"),
        pytest.param((None, "range", 40, 60), (None, "range", 40, 60), True, id="the same range"),
        pytest.param((None, "range", 39, 60), (None, "range", 40, 60), False, id="from lower on"),
        pytest.param((None, "range", 40, 61), (None, "range", 40, 60), False, id="up to more"),
        pytest.param((None, "range", 40, 60), (40, ">="), True, id="bounded above besides"),
        pytest.param((40, ">="), (None, "range", 40, 60), False, id="no bound above any more"),
    ],
)
def test_what_accepts_no_more_lies_within(
    now: tuple[int | None, str, int, int], before: tuple[int | None, str, int, int], *, within: bool
) -> None:
    one, other = (accepted(goal(Op(op), value, *span), Op(op)) for value, op, *span in (now, before))
    assert one.within(other) is within
