from fractions import Fraction

import pytest

from jinjiang_plan.model.codes import Flag, Outlook, Status
from tests.assess.cases import Figures, counted, head, judged, period, target_text

AT_LEAST = counted(None, 90, "maintain")
AT_MOST = counted(None, 10, "maintain").replace("value = 10 }", 'value = 10, op = "<=" }')
WITHIN = target_text("maintain", goal='{ min = 40, max = 60, op = "range" }')


QUARTERS = [f"{year}-{end}" for year in (2020, 2021, 2022) for end in ("03-31", "06-30", "09-30", "12-31")]


def every_quarter(*values: int, otherwise: int = 95) -> Figures:
    """A report for each quarter of the plan; those after the values have the same one."""
    return {day: values[n] if n < len(values) else otherwise for n, day in enumerate(QUARTERS)}


@pytest.mark.parametrize(
    ("body", "reports", "held"),
    [
        pytest.param(AT_LEAST, {"2021-03-31": 90}, 1, id="just held"),
        pytest.param(AT_LEAST, {"2021-03-31": "89.9"}, 0, id="just not held"),
        pytest.param(AT_LEAST, {"2021-03-31": 95, "2021-06-30": 85}, 1, id="one of two"),
        pytest.param(AT_LEAST, {"2020-12-31": 85, "2021-03-31": 95, "2021-06-30": 95}, 2, id="two of three"),
        pytest.param(AT_LEAST, {"2021-04-30": 85, "2021-06-30": 95}, 1, id="the last of a period decides"),
        pytest.param(AT_LEAST, {"2021-04-30": 95, "2021-06-30": 85}, 0, id="and decides against"),
        pytest.param(AT_MOST, {"2021-03-31": 10, "2021-06-30": 11}, 1, id="at most"),
        pytest.param(WITHIN, {"2020-12-31": 39, "2021-03-31": 40, "2021-06-30": 60}, 2, id="within a range"),
    ],
)
def test_completion_is_the_share_of_the_ended_periods_in_which_it_held(
    body: str, reports: Figures, held: int
) -> None:
    found = judged(body, reports)

    assert (found.held, found.periods) == (held, 6)
    assert found.completion == Fraction(held, 6)


@pytest.mark.parametrize(
    ("frequency", "held", "periods"),
    [("month", 1, 18), ("quarter", 0, 6), ("half-year", 0, 3), ("year", 0, 1)],
)
def test_periods_are_as_long_as_the_rhythm_of_reporting(frequency: str, held: int, periods: int) -> None:
    body = counted(None, 90, "maintain", frequency=f'"{frequency}"')
    found = judged(body, {"2021-04-30": 85, "2021-05-31": 95, "2021-06-30": 80})

    assert (found.held, found.periods) == (held, periods)


def test_a_period_that_still_runs_gives_the_value_and_is_not_counted_yet() -> None:
    found = judged(AT_LEAST, {"2021-06-30": 85, "2021-07-31": 95}, "2021-08-15")

    assert found.value == 95
    assert (found.status, found.held, found.periods) == (Status.AHEAD, 0, 6)


def test_only_whole_periods_within_start_and_due_are_held_to() -> None:
    body = counted(None, 90, "maintain", **period("2020-02-01", "2020-11-30"))
    found = judged(body, {"2020-06-30": 95, "2020-09-30": 95}, "2020-11-30")

    assert (found.held, found.periods, found.status) == (2, 2, Status.ACHIEVED)


def test_the_reporting_year_of_the_plan_gives_the_periods() -> None:
    top = head(start="2020-03-01", due="2021-02-28", year_end="2")
    found = judged(AT_LEAST, {"2020-05-31": 95, "2020-08-31": 85}, "2020-08-31", top=top)

    assert (found.held, found.periods, found.status) == (1, 2, Status.BEHIND)


@pytest.mark.parametrize(
    ("reports", "as_of", "status"),
    [
        pytest.param({"2022-09-30": 95}, "2022-09-30", Status.AHEAD, id="never met before due"),
        pytest.param({"2022-09-30": 91}, "2022-12-31", Status.ON_TRACK, id="at due, without its figure"),
        pytest.param(every_quarter(), "2022-12-31", Status.ACHIEVED, id="held in every period"),
        pytest.param(every_quarter(), "2024-12-31", Status.ACHIEVED, id="long after"),
        pytest.param(every_quarter(85), "2022-12-31", Status.MISSED, id="once not held"),
        pytest.param({"2022-09-30": 85}, "2022-12-31", Status.MISSED, id="not held, and not reported"),
        pytest.param({"2022-12-31": 96}, "2023-01-01", Status.OVERDUE, id="eleven periods not reported"),
        pytest.param({"2022-12-31": 96}, "2022-12-31", Status.AHEAD, id="on due's own day the band stands"),
        pytest.param(
            {**every_quarter(), "2023-03-31": 10}, "2023-06-30", Status.ACHIEVED, id="lost after due"
        ),
        pytest.param({}, "2023-01-01", Status.OVERDUE, id="never reported"),
    ],
)
def test_a_level_to_hold_is_settled_at_due(reports: Figures, as_of: str, status: Status) -> None:
    assert judged(AT_LEAST, reports, as_of).status is status


@pytest.mark.parametrize(
    ("value", "class_", "status"),
    [
        pytest.param("94.5", "expected", Status.AHEAD, id="+5 % of the goal"),
        pytest.param("94.4", "expected", Status.ON_TRACK, id="less than that"),
        pytest.param("85.5", "expected", Status.ON_TRACK, id="-5 %"),
        pytest.param("85.4", "expected", Status.BEHIND, id="below -5 %"),
        pytest.param("90", "binding", Status.ON_TRACK, id="binding, held"),
        pytest.param("89.9", "binding", Status.BEHIND, id="binding, not held"),
        pytest.param("63", "expected", Status.BEHIND, id="-30 %"),
        pytest.param("62.9", "expected", Status.SERIOUSLY_BEHIND, id="below -30 %"),
    ],
)
def test_before_due_it_is_judged_as_a_rate_by_its_latest_period(
    value: str, class_: str, status: Status
) -> None:
    body = counted(None, 90, "maintain", class_=f'"{class_}"')

    assert judged(body, {"2021-03-31": 10, "2021-06-30": value}).status is status


def test_one_period_that_did_not_hold_is_flagged_from_then_on() -> None:
    reports = {"2021-03-31": 85, "2021-06-30": 95}

    assert Flag.LAPSED in judged(AT_LEAST, reports).flags
    assert Flag.LAPSED in judged(AT_LEAST, every_quarter(85), "2022-12-31").flags
    assert Flag.LAPSED not in judged(AT_LEAST, {"2021-06-30": 95}).flags
    assert judged(AT_LEAST, reports).prospect.outlook is Outlook.UNLIKELY


def test_the_plan_asks_for_the_level_all_the_time() -> None:
    found = [judged(AT_LEAST, {"2020-03-31": 95}, day).planned for day in ("2020-03-31", "2022-12-31")]

    assert found == [90, 90]
    assert judged(AT_LEAST, {"2020-03-31": 95}).months_ahead is None
