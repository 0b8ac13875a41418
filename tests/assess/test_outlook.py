from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import lcm
from statistics import median

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jinjiang_plan.assess.outlook import median_slope
from jinjiang_plan.model.codes import Method, Outlook, Status
from jinjiang_plan.model.days import INSTANTS
from tests.assess.cases import (
    UNTIMED,
    Figures,
    amended,
    counted,
    head,
    judged,
    period,
    target_text,
)


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "run_rate", "required_rate", "projected"),
    [
        pytest.param(
            counted(),
            {"2021-06-30": 1200},
            "2021-06-30",
            Fraction(200, 3),
            100,
            2400,
            id="one report: the run rate",
        ),
        pytest.param(
            counted(),
            {"2021-06-30": 1200},
            "2021-09-30",
            Fraction(200, 3),
            120,
            2400,
            id="the run rate by the report, the required one from the day of judgement",
        ),
        pytest.param(
            counted(),
            {"2021-06-30": 1200},
            "2021-12-31",
            Fraction(200, 3),
            150,
            None,
            id="nothing is projected from a report that is too old",
        ),
        pytest.param(
            counted(),
            {"2020-12-31": 300, "2021-06-30": 1200},
            "2021-06-30",
            Fraction(200, 3),
            100,
            # slopes from (0, 0): 25 and 66.7; then 150: the median is 66.7
            2400,
            id="two reports and the baseline: three observations",
        ),
        pytest.param(
            counted(None, 3000, "level"),
            {"2020-12-31": 300, "2021-06-30": 1200},
            "2021-06-30",
            150,
            100,
            3900,
            id="two observations: the run rate",
        ),
        pytest.param(
            counted(),
            {"2020-12-31": 600, "2021-06-30": 900, "2021-12-31": 2400},
            "2021-12-31",
            100,
            50,
            # slopes from (0, 0): 50, 50, 100; then 50, 150, 250: the median is (50 + 100) / 2
            2400 + 75 * 12,
            id="three reports: the median slope, an outlier is borne",
        ),
        pytest.param(
            counted(100, 40, "level"),
            {"2021-06-30": 70},
            "2021-06-30",
            Fraction(-30, 18),
            Fraction(-30, 18),
            40,
            id="down",
        ),
        pytest.param(
            counted(0, 3000, "level"),
            {"2020-12-31": 1800, "2021-06-30": 1200, "2021-12-31": 600},
            "2021-12-31",
            25,
            200,
            # slopes from (0, 0): 150, 66.7, 25; then three of -100: the median is (-100 + 25) / 2
            150,
            id="a level may fall",
        ),
        pytest.param(
            counted(0, 3000),
            {"2020-12-31": 1800, "2021-06-30": 1200, "2021-12-31": 600},
            "2021-12-31",
            25,
            200,
            600,
            id="a total does not go back",
        ),
        pytest.param(
            counted(0, -3000),
            {"2020-12-31": -1800, "2021-06-30": -1200, "2021-12-31": -600},
            "2021-12-31",
            -25,
            -200,
            -600,
            id="nor does a total that falls",
        ),
        pytest.param(
            counted(0, 3000, "increment"),
            {"2021-06-30": 1200, "2021-12-31": 300},
            "2021-12-31",
            Fraction(1500, 24),
            125,
            2250,
            id="increments in their cumulative form",
        ),
        pytest.param(
            counted(),
            {"2022-06-30": 3100},
            "2022-06-30",
            Fraction(310, 3),
            None,
            3720,
            id="met: none required",
        ),
        pytest.param(
            counted(), {"2022-12-31": 2900}, "2022-12-31", Fraction(2900, 36), None, None, id="at due"
        ),
        pytest.param(
            counted(), {"2023-06-30": 2900}, "2023-06-30", Fraction(2900, 42), None, None, id="after due"
        ),
        pytest.param(counted(), {}, "2021-06-30", None, None, None, id="no report"),
        pytest.param(
            counted(), {"2019-12-31": 30}, "2020-01-31", None, Fraction(2970, 35), None, id="before the start"
        ),
        pytest.param(
            counted(None, 50, "level"),
            {"2020-12-31": 20},
            "2020-12-31",
            None,
            Fraction(30, 24),
            None,
            id="one report that serves as the baseline",
        ),
        pytest.param(
            target_text("stage", goal='{ stage = "completed" }'),
            {"2021-06-30": "construction"},
            "2021-06-30",
            Fraction(1, 9),
            Fraction(1, 18),
            4,
            id="a stage",
        ),
        pytest.param(
            counted() + amended(decided="2021-03-01", due="2023-06-30", value="2400"),
            {"2021-06-30": 1200},
            "2021-06-30",
            Fraction(200, 3),
            50,
            2800,
            id="to the goal and the due day in force",
        ),
    ],
)
def test_rates_and_the_projection_come_from_the_reports(  # noqa: PLR0913, PLR0917 - a row is a whole case
    body: str,
    reports: Figures,
    as_of: str,
    run_rate: Fraction | None,
    required_rate: Fraction | None,
    projected: Fraction | None,
) -> None:
    found = judged(body, reports, as_of)

    assert (found.prospect.run_rate, found.prospect.required_rate, found.prospect.projected) == (
        run_rate,
        required_rate,
        projected,
    )


@pytest.mark.parametrize(
    ("reports", "method", "observations"),
    [
        ({"2020-06-30": 60}, Method.RUN_RATE, 2),
        ({"2020-06-30": 60, "2020-12-31": 100}, Method.THEIL_SEN, 3),
    ],
)
def test_a_line_is_drawn_through_three_observations_and_two_have_the_run_rate(
    reports: Figures, method: Method, observations: int
) -> None:
    found = judged(counted(kind="level"), reports, max(reports)).prospect

    assert (found.method, found.points) == (method, observations)


def test_a_day_within_a_month_counts_by_its_share_of_a_mean_month() -> None:
    found = judged(counted(), {"2021-06-15": 1200}, "2021-06-20").prospect

    assert found.run_rate == 1200 / (17 + 15 / Fraction("30.4375"))
    assert found.required_rate == 1800 / (36 - (17 + 20 / Fraction("30.4375")))


@pytest.mark.parametrize("basis", ['"month"', '"day"'])
@pytest.mark.parametrize("due", ["2022-06-15", "2022-06-30"])
def test_from_due_on_nothing_is_projected_or_required(basis: str, due: str) -> None:
    found = judged(counted(**period("2020-01-01", due)), {due: 1200}, due, top=head(time_basis=basis))

    assert found.prospect.required_rate is None
    assert found.prospect.projected is None
    assert found.prospect.chance is None
    assert found.prospect.outlook is None


def test_by_days_rates_are_still_a_month() -> None:
    body = counted(0, 365, **period("2021-01-01", "2021-12-31"))
    found = judged(body, {"2021-03-31": 90}, "2021-03-31", top=head(time_basis='"day"'))

    assert found.prospect.run_rate == Fraction("30.4375")
    assert found.prospect.projected == 365


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "outlook"),
    [
        pytest.param(counted(), {"2021-06-30": 1500}, "2021-06-30", Outlook.LIKELY, id="100 %"),
        pytest.param(counted(), {"2021-06-30": 1800}, "2021-06-30", Outlook.LIKELY, id="more"),
        pytest.param(
            counted(), {"2021-06-30": "1499.99"}, "2021-06-30", Outlook.UNCERTAIN, id="just below 100 %"
        ),
        pytest.param(counted(), {"2021-06-30": 1350}, "2021-06-30", Outlook.UNCERTAIN, id="90 %"),
        pytest.param(
            counted(), {"2021-06-30": "1349.99"}, "2021-06-30", Outlook.UNLIKELY, id="just below 90 %"
        ),
        pytest.param(counted(), {"2021-06-30": 0}, "2021-06-30", Outlook.UNLIKELY, id="nothing done"),
        pytest.param(counted(), {}, "2021-06-30", Outlook.UNKNOWN, id="no report"),
        pytest.param(counted(), {}, "2019-06-30", Outlook.UNKNOWN, id="not started"),
        pytest.param(
            counted(100, 40, "level"), {"2021-06-30": 70}, "2021-06-30", Outlook.LIKELY, id="falling, 100 %"
        ),
        pytest.param(
            counted(100, 40, "level"), {"2021-06-30": 72}, "2021-06-30", Outlook.UNCERTAIN, id="falling, 93 %"
        ),
        pytest.param(counted(), {"2022-06-30": 3000}, "2022-06-30", Outlook.LIKELY, id="met"),
        pytest.param(
            counted(), {"2022-09-30": 2900}, "2023-02-28", None, id="overdue: the question is closed"
        ),
        pytest.param(
            counted(None, 90, "maintain"), {"2021-06-30": 95}, "2021-06-30", Outlook.UNKNOWN, id="held so far"
        ),
        pytest.param(
            counted(None, 90, "maintain"),
            {"2021-03-31": 80, "2021-06-30": 95},
            "2021-06-30",
            Outlook.UNLIKELY,
            id="not always held",
        ),
        pytest.param(
            target_text("done", goal="{ value = true }"),
            {"2021-06-30": True},
            "2021-06-30",
            Outlook.LIKELY,
            id="done",
        ),
        pytest.param(
            target_text("done", goal="{ value = true }"),
            {"2021-06-30": False},
            "2021-06-30",
            Outlook.UNKNOWN,
            id="a yes or no cannot be projected",
        ),
    ],
)
def test_the_outlook_follows_the_projected_completion(
    body: str, reports: Figures, as_of: str, outlook: Outlook | None
) -> None:
    assert judged(body, reports, as_of).prospect.outlook is outlook


def test_status_and_outlook_are_kept_apart() -> None:
    late_but_likely = judged(counted(), {"2020-12-31": 0, "2021-03-31": 650, "2021-06-30": 1300})
    timely_but_unlikely = judged(
        counted(None, 3000, "level"),
        {"2020-01-31": 0, "2020-12-31": 1600, "2021-03-31": 1570, "2021-06-30": 1550},
    )

    assert (late_but_likely.status, late_but_likely.prospect.outlook) == (Status.BEHIND, Outlook.LIKELY)
    assert (timely_but_unlikely.status, timely_but_unlikely.prospect.outlook) == (
        Status.ON_TRACK,
        Outlook.UNLIKELY,
    )


@pytest.mark.parametrize(
    ("body", "reports", "as_of"),
    [
        pytest.param(target_text("level"), {"2021-06-30": 5}, "2021-06-30", id="no goal"),
        pytest.param(counted(5, 5), {"2021-06-30": 5}, "2021-06-30", id="not assessable"),
        pytest.param(counted(), {"2022-12-31": 5}, "2022-12-31", id="missed"),
        pytest.param(
            counted() + amended(decided="2021-01-01", status='"cancelled"'),
            {"2021-06-30": 5},
            "2021-06-30",
            id="cancelled",
        ),
    ],
)
def test_where_the_question_is_closed_there_is_no_outlook(body: str, reports: Figures, as_of: str) -> None:
    assert judged(body, reports, as_of).prospect.outlook is None


# --- the median slope

VALUES = st.decimals(-(10**12), 10**12, places=2).map(Fraction)
POINTS = st.lists(st.tuples(st.fractions(0, 60, max_denominator=487), VALUES), max_size=8)


def slope_of(points: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The median slope of points at any times, in units of those times."""
    whole, unit = (lcm(*(point[part].denominator for point in points)) for part in (0, 1))
    slope = median_slope([(int(at * whole), int(value * unit)) for at, value in points], unit)
    return slope and slope * whole / INSTANTS


def brute_force(points: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    return median(slopes) if slopes else None


@UNTIMED
@given(points=POINTS)
def test_the_median_slope_is_the_exact_median_of_all_pairs(points: list[tuple[Fraction, Fraction]]) -> None:
    assert slope_of(points) == brute_force(points)


@UNTIMED
@given(
    first=st.decimals(10**10, 10**13, places=2).map(Fraction),
    steps=st.lists(st.integers(0, 9), min_size=3, max_size=6),
)
@example(first=Fraction("123456789012345.67"), steps=[3, 1, 2, 9, 4])
def test_small_changes_of_large_figures_are_ordered_exactly(first: Fraction, steps: list[int]) -> None:
    values = [first + Fraction(sum(steps[:n]), 100) for n in range(len(steps) + 1)]
    points = [(Fraction(3 * n, 7), value) for n, value in enumerate(values)]

    assert slope_of(points) == brute_force(points)


@pytest.mark.parametrize(
    "points",
    [[], [(Fraction(1), Fraction(5))], [(Fraction(1), Fraction(5)), (Fraction(1), Fraction(7))]],
    ids=["none", "one", "two at one time"],
)
def test_without_two_times_there_is_no_slope(points: list[tuple[Fraction, Fraction]]) -> None:
    assert slope_of(points) is None


@UNTIMED
@given(slope=st.decimals(-1000, 1000, places=3), start=VALUES, size=st.integers(2, 9))
def test_points_on_a_line_have_its_slope(slope: Decimal, start: Fraction, size: int) -> None:
    points = [(Fraction(n, 3), start + Fraction(slope) * n / 3) for n in range(size)]

    assert slope_of(points) == slope


# --- on both sides of due


@pytest.mark.parametrize("basis", ['"month"', '"day"'])
@pytest.mark.parametrize(("as_of", "required"), [("2022-12-30", True), ("2022-12-31", False)])
def test_a_rate_is_required_until_the_eve_of_due(basis: str, as_of: str, *, required: bool) -> None:
    found = judged(counted(), {"2022-09-30": 2000, "2022-12-30": 2500}, as_of, top=head(time_basis=basis))

    assert (found.prospect.required_rate is not None) is required


def test_a_rate_is_required_until_the_goal_is_met() -> None:
    required = {
        value: judged(counted(), {"2021-06-30": value}).prospect.required_rate for value in (2999, 3000)
    }

    assert required == {2999: Fraction(1, 18), 3000: None}
