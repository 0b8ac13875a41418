"""The ways in the files to what is in force on a day: a version of the goal, the due day, a revised baseline."""

from datetime import date

import pytest

from jinjiang_plan import Portfolio
from jinjiang_plan.check.rule_api import Material, due_route, faults_of, goal_route
from jinjiang_plan.check.rules.goals import NO_WAY_TO_GO
from jinjiang_plan.model.finding import Route
from tests.assess.cases import amended, counted, plan_of, target_of

REBASED = amended(decided="2021-02-01", baseline="{ value = 100 }")
LATER = amended(decided="2021-06-01", due="2023-12-31")
LOWER = amended(decided="2021-09-01", value="2500")
TARGET = target_of(counted() + REBASED + LATER + LOWER)
OWN: Route = ("target", "subject")


@pytest.mark.parametrize(
    ("day", "goal", "due"),
    [
        pytest.param("2021-01-31", ("goal", "value"), (), id="as it was planned"),
        pytest.param("2021-05-31", ("goal", "value"), (), id="a revised baseline changes neither"),
        pytest.param("2021-06-01", ("goal", "value"), ("amendment", 1, "due"), id="another due day"),
        pytest.param(
            "2021-09-01",
            ("amendment", 2, "value"),
            ("amendment", 1, "due"),
            id="another goal changes no due day",
        ),
    ],
)
def test_what_is_in_force_on_a_day_has_its_way(day: str, goal: Route, due: Route) -> None:
    on = date.fromisoformat(day)
    assert goal_route(TARGET, on) == (*OWN, *goal)
    assert due_route(Material(Portfolio((), {}, ()), {}, on), TARGET, on) == (*OWN, *due)


@pytest.mark.parametrize(
    ("body", "baseline"),
    [
        pytest.param(counted(3000, 3000), ("baseline",), id="as it was planned"),
        pytest.param(
            counted(0, 3000) + amended(decided="2021-02-01", baseline="{ value = 3000 }"),
            ("amendment", 0, "baseline"),
            id="as it was revised",
        ),
    ],
)
def test_a_goal_without_a_way_is_told_with_the_baseline_that_leaves_none(body: str, baseline: Route) -> None:
    material = Material(Portfolio((plan_of(body),), {}, ()), {}, date(2021, 6, 30))
    (fault,) = faults_of(material, [NO_WAY_TO_GO])
    assert [each.route for each in fault.asides] == [(*OWN, *baseline)]
