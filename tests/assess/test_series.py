"""The points of a burn-up: the course by its days, the goal by its versions, where it leads."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.forecast import forecast
from jinjiang_plan.assess.series import burnup, day_at
from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.forecast import Interval
from jinjiang_plan.model.series import Band, Burnup, GoalSpan, Point
from tests.assess.cases import (
    UNTIMED,
    Figures,
    amended,
    counted,
    head,
    judged,
    judgement,
    plan_of,
    reports_of,
    target_text,
)
from tests.build import report_line

LATER = date(2100, 1, 1)
MILESTONES = "[{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 }]"


def drawn(
    body: str, reports: Figures | None = None, as_of: str = "2021-06-30", known_by: date = LATER, **top: str
) -> Burnup:
    return burnup(judged(body, reports, as_of, top=head(**top)), known_by)


def days(points: tuple[Point, ...]) -> list[tuple[str, float]]:
    return [(point.on.isoformat(), float(point.value)) for point in points]


@pytest.mark.parametrize(
    ("body", "course"),
    [
        pytest.param(counted(), [("2020-01-01", 0), ("2022-12-31", 3000)], id="straight"),
        pytest.param(
            counted(milestone=MILESTONES),
            [("2020-01-01", 0), ("2020-12-31", 600), ("2021-12-31", 1800), ("2022-12-31", 3000)],
            id="by its milestones",
        ),
        pytest.param(
            counted(milestone=MILESTONES, path='"step"'),
            [
                ("2020-01-01", 0),
                ("2020-12-31", 0),
                ("2020-12-31", 600),
                ("2021-12-31", 600),
                ("2021-12-31", 1800),
                ("2022-12-31", 1800),
                ("2022-12-31", 3000),
            ],
            id="in steps",
        ),
        pytest.param(
            counted(100, 40, "level"), [("2020-01-01", 100), ("2022-12-31", 40)], id="down from a baseline"
        ),
        pytest.param(counted(None, 95, "maintain"), [], id="a level to hold has its goal"),
        pytest.param(target_text("level"), [], id="no goal"),
        pytest.param(counted(3000), [], id="no way to go"),
        pytest.param(counted(None, 40, "level"), [], id="a level of which nothing is known"),
    ],
)
def test_the_course_is_what_the_plan_asks_for(body: str, course: list[tuple[str, float]]) -> None:
    assert days(drawn(body).course) == course


def test_a_course_that_bends_is_looked_at_each_month() -> None:
    course = drawn(counted(100, 800, "level", path='"compound"')).course
    assert len(course) == 37
    assert [float(point.value) for point in course][::12] == pytest.approx([100, 200, 400, 800])


@pytest.mark.parametrize(
    ("due", "milestone", "points"),
    [
        ("2024-12-31", "[]", 61),
        ("2025-01-31", "[]", 32),  # from sixty months on every second one
        ("2024-12-31", "[{ on = 2022-12-31, value = 300 }]", 61),
        ("2029-12-31", "[]", 62),
    ],
)
def test_a_stretch_that_bends_is_looked_at_sixty_times_at_most(due: str, milestone: str, points: int) -> None:
    body = counted(100, 800, "level", path='"compound"', start="2020-01-01", due=due, milestone=milestone)
    assert len(drawn(body).course) == points


@UNTIMED
@given(
    start=st.dates(date(2015, 1, 1), date(2021, 12, 31)),
    length=st.integers(1, 2500),
    basis=st.sampled_from(TimeBasis),
)
def test_the_clock_stands_at_a_position_by_the_end_of_its_day(
    start: date, length: int, basis: TimeBasis
) -> None:
    clock = Clock(basis, start, date.fromordinal(start.toordinal() + length))
    assert day_at(clock, 0) == start
    for position in range(1, clock.length + 1, max(1, clock.length // 20)):
        assert clock.at(day_at(clock, position)) == position


@UNTIMED
@given(day=st.dates(date(2020, 1, 1), date(2022, 12, 31)))
def test_at_each_month_end_the_line_is_what_is_judged_by(day: date) -> None:
    end = date.fromordinal(day.replace(day=28).toordinal() + 4).replace(day=1).toordinal() - 1
    as_of = date.fromordinal(end)
    each = judged(counted(milestone=MILESTONES), {"2020-02-29": 1}, as_of.isoformat())
    course = burnup(each, LATER).course
    clock = Clock(TimeBasis.MONTH, date(2020, 1, 1), date(2022, 12, 31))
    at = clock.at(as_of)
    left = [point for point in course if clock.at(point.on) <= at or point is course[0]][-1]
    right = next((point for point in course if clock.at(point.on) > at), course[-1])
    first = 0 if left is course[0] else clock.at(left.on)
    share = Fraction(at - first, max(clock.at(right.on) - first, 1))
    assert each.planned == left.value + (right.value - left.value) * share


def test_a_goal_that_was_changed_is_there_in_both_versions() -> None:
    change = amended(decided="2021-02-01", value="2200", due="2023-06-30", document='"d"', reason='"r"')
    found = drawn(counted() + change)
    start, decided, first_due, due = (
        date(2020, 1, 1),
        date(2021, 2, 1),
        date(2022, 12, 31),
        date(2023, 6, 30),
    )
    assert found.goals == (
        GoalSpan(start, decided, Fraction(3000), Fraction(3000)),
        GoalSpan(decided, due, Fraction(2200), Fraction(2200)),
    )
    assert found.first_goal == GoalSpan(start, first_due, Fraction(3000), Fraction(3000))
    assert days(found.course) == [("2020-01-01", 0), ("2023-06-30", 2200)]


@pytest.mark.parametrize(
    ("as_of", "known_by"), [("2021-01-31", LATER), ("2021-06-30", date(2021, 1, 31))], ids=["as of", "known"]
)
def test_a_change_counts_from_the_day_it_was_decided(as_of: str, known_by: date) -> None:
    change = amended(decided="2021-02-01", value="2200", document='"d"', reason='"r"')
    each = judged(counted() + change, {}, as_of, known_at=f"{min(known_by, date(2099, 1, 1))}T00:00:00+08:00")
    found = burnup(each, known_by)
    assert (len(found.goals), found.first_goal) == (1, None)


def test_a_due_day_alone_that_was_changed_shows_the_first() -> None:
    change = amended(decided="2021-02-01", due="2023-06-30", document='"d"', reason='"r"')
    found = drawn(counted() + change)
    assert [span.last for span in found.goals] == [date(2023, 6, 30)]
    assert found.first_goal is not None
    assert found.first_goal.last == date(2022, 12, 31)


def test_a_change_decided_after_due_goes_no_way_back() -> None:
    change = amended(decided="2023-02-01", value="2200", document='"d"', reason='"r"')
    found = drawn(counted() + change, as_of="2023-06-30")
    assert all(span.first <= span.last for span in found.goals)
    assert [float(span.low) for span in found.goals] == [3000, 2200]


def test_a_goal_that_came_later_was_no_other_at_first() -> None:
    change = amended(decided="2021-02-01", value="2200", due="2023-06-30", document='"d"', reason='"r"')
    found = drawn(target_text("cumulative") + change)
    assert [span.first for span in found.goals] == [date(2021, 2, 1)]
    assert found.first_goal is None


def test_a_range_has_two_bounds() -> None:
    body = target_text("level", goal='{ min = 20, max = 30, op = "range" }', baseline="{ value = 5 }")
    (span,) = drawn(body).goals
    assert (float(span.low), float(span.high)) == (20, 30)


REPORTS: Figures = {"2020-12-31": 600, "2021-06-30": 1200}


def test_what_is_reported_goes_on_from_the_baseline() -> None:
    found = drawn(counted(5), REPORTS)
    assert days(found.reports) == [("2020-12-31", 600), ("2021-06-30", 1200)]
    assert days(found.actual) == [("2020-01-01", 5), *days(found.reports)]


@pytest.mark.parametrize(
    "body",
    [counted(None, 3000, "level"), counted(None, 95, "maintain"), target_text("level", unit='"座"')],
    ids=["baseline from the first report", "a level to hold", "no goal"],
)
def test_a_baseline_that_nobody_stated_is_not_drawn(body: str) -> None:
    found = drawn(body, REPORTS)
    assert found.actual == found.reports


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "projection"),
    [
        (counted(), REPORTS, "2021-06-30", [("2021-06-30", 1200), ("2022-12-31", 2400)]),
        (counted(), {}, "2021-06-30", []),
        (counted(), {"2021-06-30": 3100}, "2021-06-30", []),
        (counted(), REPORTS, "2022-12-31", []),
        (counted(), {"2022-12-31": 1}, "2023-06-30", []),
        (target_text("stage", goal='{ stage = "completed" }'), {"2021-03-31": "signed"}, "2021-06-30", []),
        (counted(None, 95, "maintain"), {"2021-06-30": 96}, "2021-06-30", []),
    ],
    ids=["open", "no report", "met", "due", "past due", "names", "a level to hold"],
)
def test_the_projection_leads_to_due_while_that_is_open(
    body: str, reports: Figures, as_of: str, projection: list[tuple[str, float]]
) -> None:
    assert days(drawn(body, reports, as_of).projection) == projection


def test_milestones_are_those_in_force() -> None:
    assert days(drawn(counted(milestone=MILESTONES)).milestones) == [
        ("2020-12-31", 600),
        ("2021-12-31", 1800),
    ]


MANY: Figures = {
    "2020-03-31": 60,
    "2020-06-30": 220,
    "2020-09-30": 380,
    "2020-12-31": 620,
    "2021-03-31": 900,
    "2021-06-30": 1200,
}


def test_the_band_is_the_interval_that_forecast_tells() -> None:
    each = judged(counted(), MANY)
    told = forecast(each).line
    band = burnup(each, LATER).band
    assert isinstance(told, Interval)
    assert band == Band(date(2022, 12, 31), told.low, told.high, Fraction(4, 5), 7)


@pytest.mark.parametrize(
    ("body", "reports", "as_of"),
    [
        (counted(), REPORTS, "2021-06-30"),
        (counted(), {**MANY, "2021-06-30": 3100}, "2021-06-30"),
        (counted(None, 95, "level"), {**MANY, "2021-06-30": 95}, "2021-06-30"),
        (counted(), MANY, "2023-06-30"),
        (counted(None, 95, "maintain"), MANY, "2021-06-30"),
    ],
    ids=["too few", "met", "a level that is met and may yet fall", "past due", "a level to hold"],
)
def test_there_is_no_band_where_forecast_has_no_interval(body: str, reports: Figures, as_of: str) -> None:
    each = judged(body, reports, as_of)
    assert burnup(each, LATER).band is None
    assert not isinstance(forecast(each).line, Interval)


LINES = (
    report_line("2020-12-31", 600, "2021-01-05T09:00:00+08:00"),
    report_line("2020-12-31-r2", 640, "2021-02-05T09:00:00+08:00", reason='"r"'),
    report_line("2020-12-31-r3", 640, "2021-02-06T09:00:00+08:00", note='"a better source"', reason='"r"'),
    report_line("2021-03-31", 900, "2021-04-05T09:00:00+08:00"),
    report_line("2021-03-31-r2", "", "2021-05-05T09:00:00+08:00", retract="true", reason='"r"'),
    report_line("2021-09-30", 1500, "2021-10-05T09:00:00+08:00"),
)


def replaced(kind: str, known_at: str, as_of: str = "2021-06-30") -> list[tuple[str, float]]:
    plan = plan_of(counted(10, 3000, kind))
    (target,) = plan.targets
    moment = datetime.fromisoformat(known_at)
    (each,) = judgement(plan, {"subject": list(LINES)}, as_of, known_at).assessments
    recorded = [report for report in reports_of(target, *LINES) if report.recorded <= moment]
    return days(burnup(each, LATER, recorded).replaced)


@pytest.mark.parametrize(
    ("known_at", "found"),
    [
        ("2021-01-31T00:00:00+08:00", []),
        ("2021-02-28T00:00:00+08:00", [("2020-12-31", 600)]),
        ("2021-06-30T00:00:00+08:00", [("2020-12-31", 600), ("2021-03-31", 900)]),
    ],
)
def test_a_figure_that_was_replaced_or_retracted_by_then_is_kept(
    known_at: str, found: list[tuple[str, float]]
) -> None:
    assert replaced("cumulative", known_at) == found


def test_an_increment_that_was_replaced_stands_where_it_would_have_brought_the_total() -> None:
    assert replaced("increment", "2021-06-30T00:00:00+08:00") == [("2020-12-31", 610), ("2021-03-31", 1550)]


def test_a_correction_for_a_later_day_does_not_count() -> None:
    assert replaced("cumulative", "2021-06-30T00:00:00+08:00", "2020-11-30") == []
