from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Portfolio
from jinjiang_plan.assess.case import stops_of
from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.planned_path import PlannedPath, Way, planned_path
from jinjiang_plan.assess.portfolio import PlanCases
from jinjiang_plan.assess.series import burnup
from jinjiang_plan.model.codes import PathShape, Status, TimeBasis
from jinjiang_plan.model.days import month_end
from jinjiang_plan.model.plan import Milestone
from tests.assess.cases import UNTIMED, Figures, amended, counted, head, judged, period, plan_of, target_text

YEARLY = "[ { on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 } ]"
FIRST_MONTH = "[ { on = 2020-01-20, value = 200 } ]"
DIPPING = "[ { on = 2020-12-31, value = 1200 }, { on = 2021-06-30, value = 1200 } ]"


@pytest.mark.parametrize(
    ("body", "as_of", "planned"),
    [
        pytest.param(counted(), "2021-06-30", 1500, id="linear"),
        pytest.param(counted(), "2021-06-29", Fraction(17 * 3000, 36), id="linear, month not over"),
        pytest.param(counted(), "2019-12-31", 0, id="linear, before the start"),
        pytest.param(counted(), "2022-12-31", 3000, id="linear, at due"),
        pytest.param(counted(), "2025-12-31", 3000, id="linear, long after"),
        pytest.param(counted(100, 40, "level"), "2021-06-30", 70, id="linear, falling"),
        pytest.param(counted(-5, 10, "level"), "2020-12-31", 0, id="linear, through nought"),
        pytest.param(counted(milestone=YEARLY), "2020-06-30", 300, id="milestones, before the first"),
        pytest.param(counted(milestone=YEARLY), "2020-12-31", 600, id="milestones, at the first"),
        pytest.param(counted(milestone=YEARLY), "2021-06-30", 1200, id="milestones, between"),
        pytest.param(counted(milestone=YEARLY), "2022-06-30", 2400, id="milestones, after the last"),
        pytest.param(
            counted(milestone=FIRST_MONTH), "2020-01-19", 0, id="first month, the eve of its milestone"
        ),
        pytest.param(counted(milestone=FIRST_MONTH), "2020-01-20", 200, id="first month, on its milestone"),
        pytest.param(counted(milestone=FIRST_MONTH), "2020-01-31", 200, id="first month, at its end"),
        pytest.param(counted(milestone=FIRST_MONTH), "2020-02-29", 280, id="first month, the month after"),
        pytest.param(counted(milestone=YEARLY, path='"step"'), "2020-11-30", 0, id="step, none passed"),
        pytest.param(counted(milestone=YEARLY, path='"step"'), "2020-12-31", 600, id="step, at the first"),
        pytest.param(counted(milestone=YEARLY, path='"step"'), "2021-11-30", 600, id="step, between"),
        pytest.param(counted(milestone=YEARLY, path='"step"'), "2022-11-30", 1800, id="step, before due"),
        pytest.param(counted(milestone=YEARLY, path='"step"'), "2022-12-31", 3000, id="step, at due"),
        pytest.param(counted(100, 800, path='"compound"'), "2020-12-31", 200, id="compound, a third"),
        pytest.param(counted(100, 800, path='"compound"'), "2021-12-31", 400, id="compound, two thirds"),
        pytest.param(
            counted(800, 100, "level", path='"compound"'), "2021-12-31", 200, id="compound, falling"
        ),
        pytest.param(
            counted(100, 1600, path='"compound"', milestone="[ { on = 2021-06-30, value = 400 } ]"),
            "2022-03-31",
            800,
            id="compound, through a milestone",
        ),
        pytest.param(target_text("done", goal="{ value = true }"), "2022-11-30", 0, id="done waits for due"),
        pytest.param(target_text("done", goal="{ value = true }"), "2022-12-31", 1, id="done, at due"),
    ],
)
def test_the_plan_asks_for_a_value_on_each_day(body: str, as_of: str, planned: int | Fraction) -> None:
    asked = judged(body, None, as_of).planned

    assert asked is not None
    assert abs(asked - planned) < Fraction(1, 10**20)


def test_a_compound_path_is_exact_where_its_value_is_a_fraction() -> None:
    # From 27 to 1 in three years: a third is left after each, and 9 and 3 are just what is asked for.
    body = counted(27, 1, "level", path='"compound"', class_='"binding"')

    for as_of, value in {"2020-12-31": 9, "2021-12-31": 3}.items():
        found = judged(body, {as_of: value}, as_of)
        assert found.planned == value
        assert found.gap == 0
        assert found.status is Status.ON_TRACK


STOPS = "[{ on = 2020-06-30, value = 1000 }, { on = 2021-03-31, value = 800 }]"


@pytest.mark.parametrize("more", [{}, {"seasons": "[1, 2, 3, 4]"}], ids=["linear", "seasonal"])
def test_the_corners_of_a_path_that_dips_follow_one_another(more: dict[str, str]) -> None:
    path = '"seasonal"' if more else '"linear"'
    assessment = judged(counted(path=path, milestone=STOPS, **more), None, "2020-02-29")
    course = burnup(assessment, date(2023, 1, 1)).course

    assert [point.on for point in course] == sorted(point.on for point in course)
    for day in ("2020-09-30", "2020-12-31"):  # below the milestone that was reached nothing less is asked for
        assert judged(counted(path=path, milestone=STOPS, **more), None, day).planned == 1000


THREE = (
    "[{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1500 }, { on = 2022-06-30, value = 2400 }]"
)
FALLING = "[{ on = 2020-12-31, value = 80 }, { on = 2021-12-31, value = 60 }]"


@pytest.mark.parametrize(
    ("body", "changes", "kept"),
    [
        pytest.param(counted(milestone=THREE), {}, [600, 1500, 2400], id="as first made"),
        pytest.param(counted(milestone=THREE), {"value": "4000"}, [600, 1500, 2400], id="more"),
        pytest.param(counted(milestone=THREE), {"value": "2000"}, [600, 1500], id="less than the last"),
        pytest.param(counted(milestone=THREE), {"value": "1500"}, [600, 1500], id="just the second"),
        pytest.param(counted(milestone=THREE), {"due": "2022-03-31"}, [600, 1500], id="due before the last"),
        pytest.param(counted(milestone=THREE), {"value": "1000", "due": "2022-03-31"}, [600], id="both"),
        pytest.param(counted(100, 40, "level", milestone=FALLING), {"value": "70"}, [80], id="falling"),
    ],
)
def test_milestones_that_an_amendment_overtakes_are_not_on_the_way(
    body: str, changes: dict[str, str], kept: list[int]
) -> None:
    plan = plan_of(body + (amended(decided="2020-06-01", **changes) if changes else ""))
    day = date(2021, 1, 1)
    case = PlanCases(Portfolio((plan,), {}, ()), plan, day, None).on(plan.targets[0], day)
    assert [each.value for each in stops_of(case)] == kept


@pytest.mark.parametrize(
    ("top", "body", "as_of", "planned"),
    [
        pytest.param(
            head(time_basis='"day"'), counted(0, 1096), "2020-02-29", 60, id="three years by days, a leap day"
        ),
        pytest.param(
            head(time_basis='"day"'),
            counted(0, 365, **period("2021-01-01", "2021-12-31")),
            "2021-03-31",
            90,
            id="the target's own year by days",
        ),
        pytest.param(
            head(),
            counted(0, 4, **period("2020-03-15", "2020-06-14")),
            "2020-05-20",
            2,
            id="mid-month to mid-month",
        ),
    ],
)
def test_the_path_runs_over_the_target_s_own_period(top: str, body: str, as_of: str, planned: int) -> None:
    assert judged(body, None, as_of, top=top).planned == planned


@pytest.mark.parametrize(
    ("goal", "value", "as_of", "elapsed", "gap"),
    [
        pytest.param("647.4", "629.0", "2022-10-31", Fraction(10, 12), "13.8", id="Jiangmen, ten months"),
        pytest.param("1015", "313.64", "2022-03-31", Fraction(3, 12), "5.9", id="a first quarter"),
        pytest.param("100", "91.7", "2022-11-30", Fraction(11, 12), "0.0", id="Xuancheng, eleven months"),
    ],
)
def test_published_figures_of_time_progress_come_out(
    goal: str, value: str, as_of: str, elapsed: Fraction, gap: str
) -> None:
    body = counted(0, goal, **period("2022-01-01", "2022-12-31"))
    assessment = judged(body, {as_of: value}, as_of)

    assert assessment.elapsed == elapsed
    assert assessment.gap is not None
    assert round(assessment.gap, 1) == Decimal(gap)


def test_by_days_jiangmen_would_not_come_out() -> None:
    body = counted(0, "647.4", **period("2022-01-01", "2022-12-31"))
    by_days = judged(body, {"2022-10-31": "629.0"}, "2022-10-31", top=head(time_basis='"day"'))

    assert by_days.gap is not None
    assert round(by_days.gap, 1) == Decimal("13.9")


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "months"),
    [
        pytest.param(counted(), {"2021-06-30": 1200}, "2021-06-30", Fraction(-36, 10), id="late"),
        pytest.param(counted(), {"2021-06-30": 1500}, "2021-06-30", 0, id="on time"),
        pytest.param(counted(), {"2021-06-30": 2000}, "2021-06-30", 6, id="early"),
        pytest.param(counted(), {"2021-06-30": 0}, "2021-06-30", -18, id="nothing done"),
        pytest.param(counted(100, 40, "level"), {"2021-06-30": 60}, "2021-06-30", 6, id="falling, early"),
        pytest.param(counted(100, 40, "level"), {"2021-06-30": 120}, "2021-06-30", -18, id="the wrong way"),
        pytest.param(
            counted(milestone=YEARLY), {"2021-06-30": 600}, "2021-06-30", -6, id="at the milestone before"
        ),
        pytest.param(
            counted(milestone=YEARLY), {"2021-06-30": 2400}, "2021-06-30", 12, id="past the next one"
        ),
        pytest.param(
            counted(100, 800, path='"compound"'), {"2021-06-30": 200}, "2021-06-30", -6, id="compound, late"
        ),
        pytest.param(counted(), {"2022-12-31": 2500}, "2022-12-31", -6, id="at due"),
        pytest.param(counted(), {"2022-10-31": 2500}, "2023-03-31", -9, id="after due it goes on falling"),
        pytest.param(counted(), {"2022-06-30": 3100}, "2022-06-30", 6, id="met early"),
        pytest.param(counted(), {"2022-06-30": 3100}, "2022-12-31", 6, id="met early, seen later"),
        pytest.param(counted(), {"2023-02-28": 3000}, "2023-12-31", -2, id="met late, by the day it was met"),
        pytest.param(counted(milestone=DIPPING), {"2021-03-31": 1200}, "2021-03-31", 0, id="on a plateau"),
        pytest.param(counted(milestone=DIPPING), {"2021-12-31": 1200}, "2021-12-31", -6, id="past a plateau"),
        pytest.param(
            counted(milestone=DIPPING), {"2020-09-30": 1200}, "2020-09-30", 3, id="before a plateau"
        ),
        pytest.param(
            counted(milestone=YEARLY, path='"step"'),
            {"2021-06-30": 600},
            "2021-06-30",
            0,
            id="step, as asked",
        ),
        pytest.param(
            counted(milestone=YEARLY, path='"step"'), {"2021-06-30": 1800}, "2021-06-30", 6, id="step, early"
        ),
        pytest.param(
            counted(milestone=YEARLY, path='"step"'), {"2022-06-30": 600}, "2022-06-30", -6, id="step, late"
        ),
    ],
)
def test_the_months_ahead_are_when_the_plan_asked_for_the_value_less_now(
    body: str, reports: Figures, as_of: str, months: int | Fraction
) -> None:
    ahead = judged(body, reports, as_of).months_ahead

    assert ahead is not None
    assert abs(ahead - months) < Fraction(1, 10**20)


def test_by_days_the_months_ahead_are_days_of_a_mean_month() -> None:
    body = counted(0, 365, **period("2021-01-01", "2021-12-31"))
    ahead = judged(body, {"2021-03-31": 100}, "2021-03-31", top=head(time_basis='"day"')).months_ahead

    assert ahead == 10 / Fraction("30.4375")


@pytest.mark.parametrize("path", ['"linear"', '"step"'])
@pytest.mark.parametrize("as_of", ["2020-03-31", "2021-06-30", "2022-11-30"])
def test_a_value_that_the_plan_asks_for_is_on_time(path: str, as_of: str) -> None:
    body = counted(milestone=YEARLY, path=path)
    planned = judged(body, None, as_of).planned
    assert planned is not None

    assessment = judged(body, {as_of: str(Decimal(planned.numerator) / planned.denominator)}, as_of)

    nothing = path == '"step"' and as_of == "2020-03-31"
    assert assessment.gap == 0
    assert assessment.months_ahead == (None if nothing else 0)
    assert assessment.status is Status.ON_TRACK


VALUES = st.lists(st.fractions(-1000, 1000, max_denominator=100), min_size=2, max_size=6, unique=True)
MONTHS = st.lists(st.integers(0, 58), min_size=5, max_size=5, unique=True)
CLOCK = Clock(TimeBasis.MONTH, date(2020, 1, 1), date(2024, 12, 31))
ENDS = tuple(month_end(date(2020 + n // 12, n % 12 + 1, 1)) for n in range(60))


def monotone(values: list[Fraction], months: list[int], *, falls: bool) -> PlannedPath:
    """A path of five years through values at the ends of months, each better than the one before it."""
    first, *others = sorted(values, reverse=falls)
    milestones = [
        Milestone(ENDS[month], exact(value))
        for month, value in zip(sorted(months), others[:-1], strict=False)
    ]
    return planned_path(
        Way(PathShape.LINEAR, Fraction(exact(first)), Fraction(exact(others[-1])), None, milestones), CLOCK
    )


def exact(value: Fraction) -> Decimal:
    return round(Decimal(value.numerator) / Decimal(value.denominator), 6)


@UNTIMED
@given(values=VALUES, months=MONTHS, falls=st.booleans())
def test_what_is_planned_at_a_position_is_reached_there(
    values: list[Fraction], months: list[int], *, falls: bool
) -> None:
    path = monotone(values, months, falls=falls)

    for at, day in enumerate(ENDS, 1):
        assert path.reached(path.planned(day), Fraction(at)) == at


@UNTIMED
@given(values=VALUES, months=MONTHS, falls=st.booleans(), share=st.fractions(0, 1, max_denominator=50))
def test_where_a_value_is_reached_the_path_has_it(
    values: list[Fraction], months: list[int], share: Fraction, *, falls: bool
) -> None:
    path = monotone(values, months, falls=falls)
    low, high = path.baseline, path.vertices[-1].value
    value = low + (high - low) * share
    moment = path.reached(value, Fraction(0))

    left, right = next(pair for pair in pairwise(path.vertices) if pair[0].at <= moment <= pair[1].at)
    slope = (right.value - left.value) / (right.at - left.at)
    assert left.value + slope * (moment - left.at) == value


@UNTIMED
@given(values=VALUES, months=MONTHS, falls=st.booleans(), beyond=st.fractions(1, 100))
def test_a_value_that_the_plan_never_asks_for_is_held_to_the_period(
    values: list[Fraction], months: list[int], beyond: Fraction, *, falls: bool
) -> None:
    path = monotone(values, months, falls=falls)
    away = -beyond if falls else beyond

    assert path.reached(path.baseline - away, Fraction(30)) == 0
    assert path.reached(path.vertices[-1].value + away, Fraction(30)) == CLOCK.length


@UNTIMED
@given(
    shape=st.sampled_from(PathShape),
    values=st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True).map(sorted),
)
def test_every_path_passes_its_vertices_exactly(shape: PathShape, values: list[int]) -> None:
    days = [ENDS[7 * n - 1] for n in range(1, len(values) - 1)]
    milestones = [Milestone(day, Decimal(value)) for day, value in zip(days, values[1:-1], strict=True)]
    seasons = (Decimal(2), Decimal(8), Decimal(10), Decimal(20))
    way = Way(shape, Fraction(values[0]), Fraction(values[-1]), None, milestones, seasons)
    path = planned_path(way, CLOCK)

    assert [path.planned(day) for day in (*days, CLOCK.due)] == values[1:]
    assert path.planned(date(2019, 12, 31)) == values[0]


def test_a_path_goes_on_as_planned_last_after_its_end() -> None:
    path = planned_path(Way(PathShape.LINEAR, Fraction(0), Fraction(24), None, ()), CLOCK)

    assert path.planned(date(2030, 1, 1)) == 24


@pytest.mark.parametrize(("baseline", "months"), [("89.99", 18), ("90", None), ("90.01", None)])
def test_there_are_no_months_ahead_of_a_goal_that_the_baseline_meets(
    baseline: str, months: int | None
) -> None:
    body = counted(baseline, '90, op = ">="', "level")

    assert judged(body, {"2021-06-30": 95}).months_ahead == months
