"""The version of a target in force on a day: amendments carry forward, and only `active` lifts a halt."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.codes import Halt, Op
from jinjiang_plan.model.plan import Amendment, Goal, Target
from tests.assess.cases import amended, counted, target_of, target_text

MILESTONES = (
    "[{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1500 }, { on = 2022-06-30, value = 2400 }]"
)
FIRST = date(2022, 12, 31)


def amendments(*changes: dict[str, str]) -> str:
    return "".join(amended(**change) for change in changes)


MORE = {"decided": "2021-03-01", "value": "4000"}
LATER = {"decided": "2021-06-01", "due": "2023-06-30"}
STOP = {"decided": "2021-04-01", "status": '"suspended"'}
CANCEL = {"decided": "2021-08-01", "status": '"cancelled"'}
AGAIN = {"decided": "2021-09-01", "status": '"active"'}


@pytest.mark.parametrize(
    ("changes", "day", "goal", "due", "halted", "revised"),
    [
        pytest.param([], "2021-12-31", 3000, "2022-12-31", None, False, id="none"),
        pytest.param([MORE], "2021-02-28", 3000, "2022-12-31", None, False, id="before its day"),
        pytest.param([MORE], "2021-03-01", 4000, "2022-12-31", None, True, id="on its day"),
        pytest.param([MORE, LATER], "2021-12-31", 4000, "2023-06-30", None, True, id="goal, then due"),
        pytest.param([LATER, MORE], "2021-05-31", 4000, "2022-12-31", None, True, id="written backwards"),
        pytest.param([MORE, STOP], "2021-12-31", 4000, "2022-12-31", Halt.SUSPENDED, True, id="then a halt"),
        pytest.param([STOP], "2021-12-31", 3000, "2022-12-31", Halt.SUSPENDED, False, id="a halt alone"),
        pytest.param(
            [STOP, LATER], "2021-12-31", 3000, "2023-06-30", Halt.SUSPENDED, True, id="due in a halt"
        ),
        pytest.param(
            [STOP, {**MORE, "decided": "2021-06-01"}],
            "2021-12-31",
            4000,
            "2022-12-31",
            Halt.SUSPENDED,
            True,
            id="goal in a halt",
        ),
        pytest.param([STOP, AGAIN], "2021-12-31", 3000, "2022-12-31", None, False, id="taken up again"),
        pytest.param([STOP, AGAIN], "2021-08-31", 3000, "2022-12-31", Halt.SUSPENDED, False, id="not yet"),
        pytest.param(
            [STOP, CANCEL],
            "2021-12-31",
            3000,
            "2022-12-31",
            Halt.CANCELLED,
            False,
            id="halted, then for good",
        ),
        pytest.param([CANCEL, AGAIN], "2021-12-31", 3000, "2022-12-31", None, False, id="revived"),
        pytest.param(
            [STOP, {**AGAIN, "due": "2024-06-30"}],
            "2021-12-31",
            3000,
            "2024-06-30",
            None,
            True,
            id="taken up again with another due day",
        ),
        pytest.param(
            [MORE, {**MORE, "decided": "2021-10-01", "value": "3000"}],
            "2021-12-31",
            3000,
            "2022-12-31",
            None,
            False,
            id="changed back",
        ),
    ],
)
def test_terms_stand_until_they_are_changed(  # noqa: PLR0913 - a table's columns
    changes: list[dict[str, str]], day: str, goal: int, due: str, halted: Halt | None, *, revised: bool
) -> None:
    now = target_of(counted() + amendments(*changes)).terms(date.fromisoformat(day))
    assert now.goal is not None
    assert now.goal.value == goal
    assert now.due.isoformat() == due
    assert (now.halted, now.revised) == (halted, revised)


@pytest.mark.parametrize(
    ("goal", "changes", "op"),
    [
        pytest.param('{ value = 200, op = ">" }', [{"value": "300"}], Op.ABOVE, id="strictly above"),
        pytest.param('{ value = 200, op = "<=" }', [{"value": "150"}], Op.AT_MOST, id="at most"),
        pytest.param("{ value = 200 }", [{"value": "300"}], None, id="left to the direction"),
        pytest.param(
            '{ value = 200, op = ">" }', [{"value": "300"}, {"value": "400"}], Op.ABOVE, id="twice amended"
        ),
        pytest.param(
            '{ value = 200, op = ">" }', [{"due": "2023-06-30"}], Op.ABOVE, id="another due day alone"
        ),
        pytest.param(
            '{ min = 60, max = 70, op = "range" }', [{"value": "65"}], None, id="a range becomes a value"
        ),
        pytest.param(
            '{ value = 65, op = ">" }', [{"min": "60", "max": "70"}], Op.RANGE, id="a value becomes a range"
        ),
    ],
)
def test_an_amended_goal_keeps_its_op(goal: str, changes: list[dict[str, str]], op: Op | None) -> None:
    dated = [{"decided": f"2021-0{n}-01", **change} for n, change in enumerate(changes, start=1)]
    now = target_of(target_text("level", goal=goal) + amendments(*dated)).terms(date(2021, 12, 31))
    assert now.goal is not None
    assert now.goal.op is op


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        pytest.param({}, [600, 1500, 2400], id="as first made"),
        pytest.param({"value": "1500"}, [600, 1500, 2400], id="less: left to the path"),
        pytest.param({"due": "2021-12-31"}, [600], id="due on the second's day"),
        pytest.param({"due": "2022-03-31"}, [600, 1500], id="due before the last"),
        pytest.param({"due": "2023-12-31"}, [600, 1500, 2400], id="due later"),
        pytest.param({"status": '"suspended"'}, [600, 1500, 2400], id="a halt"),
    ],
)
def test_milestones_from_the_due_day_in_force_on_are_dropped(
    changes: dict[str, str], kept: list[int]
) -> None:
    change = amended(decided="2020-06-01", **changes) if changes else ""
    now = target_of(counted(milestone=MILESTONES) + change).terms(date(2021, 1, 1))
    assert [each.value for each in now.milestones] == kept


HALTS = st.none() | st.sampled_from(Halt)
CHANGES = st.lists(
    st.builds(
        Amendment,
        decided=st.dates(date(2020, 1, 1), date(2022, 12, 31)),
        goal=st.none() | st.integers(1, 9).map(lambda n: Goal(Decimal(n), None, None, None, assumed=False)),
        due=st.none() | st.dates(date(2023, 1, 1), date(2024, 12, 31)),
        status=HALTS,
        document=st.none(),
        reason=st.none(),
    ),
    max_size=6,
).map(lambda changes: tuple(sorted(changes, key=lambda each: each.decided)))
TARGET = target_of(counted())


@given(changes=CHANGES, day=st.dates(date(2020, 1, 1), date(2023, 1, 1)))
def test_each_term_is_the_last_that_was_decided_by_the_day(changes: tuple[Amendment, ...], day: date) -> None:
    target: Target = TARGET._replace(amendments=changes)
    by_then = [each for each in changes if each.decided <= day]
    goals = [each.goal for each in by_then if each.goal]
    dues = [each.due for each in by_then if each.due]
    halts = [each.status for each in by_then if each.status]
    now = target.terms(day)
    assert now.goal == (goals[-1] if goals else target.goal)
    assert now.due == (dues[-1] if dues else FIRST)
    assert now.halted == (halts[-1] if halts and halts[-1] is not Halt.ACTIVE else None)
