from fractions import Fraction

import pytest

from jinjiang_plan.model.codes import Status
from tests.assess.cases import Figures, counted, judged, target_text
from tests.build import report_line

AT_LEAST = counted(None, 90, "maintain")
AT_MOST = counted(None, 10, "maintain").replace("value = 10 }", 'value = 10, op = "<=" }')
WITHIN = target_text("maintain", goal='{ min = 40, max = 60, op = "range" }')


@pytest.mark.parametrize(
    ("body", "reports", "share"),
    [
        pytest.param(AT_LEAST, {"2021-03-31": 90}, Fraction(1), id="just held"),
        pytest.param(AT_LEAST, {"2021-03-31": "89.9"}, Fraction(0), id="just not held"),
        pytest.param(AT_LEAST, {"2021-03-31": 95, "2021-06-30": 85}, Fraction(1, 2), id="one of two"),
        pytest.param(
            AT_LEAST,
            {"2020-12-31": 85, "2021-03-31": 95, "2021-06-30": 95},
            Fraction(2, 3),
            id="two of three",
        ),
        pytest.param(
            AT_LEAST,
            {"2020-03-31": 95, "2021-06-30": 95},
            Fraction(1),
            id="periods without report do not count",
        ),
        pytest.param(
            AT_LEAST,
            {"2021-04-30": 85, "2021-06-30": 95},
            Fraction(1),
            id="the last report of a period decides",
        ),
        pytest.param(
            AT_LEAST,
            {"2021-04-30": 95, "2021-06-30": 85},
            Fraction(0),
            id="the last report of a period decides against",
        ),
        pytest.param(AT_MOST, {"2021-03-31": 10, "2021-06-30": 11}, Fraction(1, 2), id="at most"),
        pytest.param(
            WITHIN,
            {"2020-12-31": 39, "2021-03-31": 40, "2021-06-30": 60},
            Fraction(2, 3),
            id="within a range",
        ),
    ],
)
def test_completion_is_the_share_of_reported_periods_in_which_it_held(
    body: str, reports: Figures, share: Fraction
) -> None:
    assessment = judged(body, reports)

    assert assessment.completion == share
    assert assessment.gap == 100 * (share - 1)


@pytest.mark.parametrize(
    ("frequency", "share"),
    [("month", Fraction(1, 3)), ("quarter", Fraction(0)), ("half-year", Fraction(0)), ("year", Fraction(0))],
)
def test_periods_are_as_long_as_the_rhythm_of_reporting(frequency: str, share: Fraction) -> None:
    body = counted(None, 90, "maintain", frequency=f'"{frequency}"')

    assert judged(body, {"2021-04-30": 85, "2021-05-31": 95, "2021-06-30": 80}).completion == share


@pytest.mark.parametrize(
    ("reports", "as_of", "status"),
    [
        pytest.param({"2022-09-30": 95}, "2022-09-30", Status.ON_TRACK, id="never met before due"),
        pytest.param({"2022-09-30": 95}, "2022-12-31", Status.ON_TRACK, id="at due, without its figure"),
        pytest.param({"2022-12-31": 95}, "2022-12-31", Status.ACHIEVED, id="at due"),
        pytest.param({"2022-09-30": 95, "2022-12-31": 95}, "2024-12-31", Status.ACHIEVED, id="long after"),
        pytest.param({"2022-09-30": 85, "2022-12-31": 95}, "2022-12-31", Status.MISSED, id="once not held"),
        pytest.param({"2022-09-30": 85}, "2023-01-31", Status.OVERDUE, id="the last figure is missing"),
    ],
)
def test_a_level_to_hold_is_met_only_at_due(reports: Figures, as_of: str, status: Status) -> None:
    assert judged(AT_LEAST, reports, as_of).status is status


@pytest.mark.parametrize(
    ("failures", "class_", "status"),
    [
        pytest.param(1, "expected", Status.ON_TRACK, id="one of twenty, expected"),
        pytest.param(1, "binding", Status.BEHIND, id="one of twenty, binding"),
        pytest.param(2, "expected", Status.BEHIND, id="two of twenty"),
        pytest.param(6, "expected", Status.BEHIND, id="six of twenty: -30"),
        pytest.param(7, "expected", Status.SERIOUSLY_BEHIND, id="seven of twenty"),
    ],
)
def test_failures_weigh_by_their_share(failures: int, class_: str, status: Status) -> None:
    body = counted(None, 90, "maintain", class_=f'"{class_}"', frequency='"month"')
    months = [f"{2020 + n // 12}-{n % 12 + 1:02}-15" for n in range(20)]
    lines = [report_line(on, 85 if n < failures else 95) for n, on in enumerate(months)]

    assert judged(body, lines, "2021-08-31").status is status


def test_the_plan_asks_for_the_level_all_the_time() -> None:
    found = [judged(AT_LEAST, {"2020-03-31": 95}, day).planned for day in ("2020-03-31", "2022-12-31")]

    assert found == [90, 90]
    assert judged(AT_LEAST, {"2020-03-31": 95}).months_ahead is None
