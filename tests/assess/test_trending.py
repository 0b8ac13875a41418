"""A plan from period to period: which days, what is counted, and the laws of it."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Portfolio, Report, assess
from jinjiang_plan.assess.series import days_of, planned_completion, trend
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.codes import Frequency, Light, Status
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import amended, counted, ledger_of, plan_of, target_text
from tests.assess.test_diff import DAYS, ZONE, ledgers
from tests.build import report_line

QUARTERS = [date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30), date(2020, 12, 31)]
MIXED = plan_of(
    counted(weight="3")
    + amended(decided="2020-09-01", value="2000")
    + target_text("level", "level", baseline="{ value = 10 }", goal="{ value = 60 }")
    + target_text("done", "yes", goal="{ value = true }")
    + target_text("level", "watched")
    + '\n[initiative.park]\ntitle = "park"\ngoal = { stage = "completed" }\n'
)


@pytest.mark.parametrize(
    ("first", "last", "every", "days"),
    [
        ("2020-01-01", "2020-12-31", "quarter", ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31"]),
        ("2020-01-01", "2020-08-10", "quarter", ["2020-03-31", "2020-06-30", "2020-08-10"]),
        ("2020-01-01", "2020-08-10", "half-year", ["2020-06-30", "2020-08-10"]),
        ("2020-02-15", "2020-04-30", "month", ["2020-02-29", "2020-03-31", "2020-04-30"]),
        ("2020-01-01", "2021-12-31", "year", ["2020-12-31", "2021-12-31"]),
        ("2021-01-01", "2020-12-31", "year", []),
        ("2020-01-01", "2020-01-01", "year", ["2020-01-01"]),
    ],
)
def test_the_days_are_the_ends_of_the_periods_and_the_last_one(
    first: str, last: str, every: str, days: list[str]
) -> None:
    found = days_of(date.fromisoformat(first), date.fromisoformat(last), Frequency(every))
    assert [str(each) for each in found] == days


def portfolio(reports: tuple[Report, ...]) -> Portfolio:
    return Portfolio((MIXED,), {"plan/subject": Ledger("plan/subject", reports)}, ())


moments = st.sampled_from([None, *(datetime.combine(day, time.max, tzinfo=ZONE) for day in DAYS)])


@given(ledgers(), moments)
def test_the_counts_are_all_that_is_judged_and_the_sums_are_those_of_status(
    reports: tuple[Report, ...], known: datetime | None
) -> None:
    whole = portfolio(reports)
    found = trend(whole, MIXED, [(day, known) for day in QUARTERS], Frequency.QUARTER)
    assert [point.day for point in found.points] == QUARTERS
    for point in found.points:
        assert sum(point.counts.values()) == sum(point.lights.values()) == len(list(MIXED.judged))
        assert sum(point.rollup.counts.values()) == point.rollup.targets == len(MIXED.targets)
        judgement = assess(whole, point.day, known_at=known)
        assert point.rollup == judgement.rollups[0]._replace(escalated=0)
        assert point.monitored == point.counts[Status.NOT_ASSESSABLE] == 1
        assert (point.gap is None) == (point.rollup.completion is None) == (point.planned is None)


@given(ledgers(), ledgers(), st.sampled_from(DAYS))
def test_what_was_recorded_after_its_moment_never_shows(
    reports: tuple[Report, ...], more: tuple[Report, ...], day: date
) -> None:
    known = datetime.combine(day, time.max, tzinfo=ZONE)
    late = tuple(
        each._replace(revision=each.revision + 100, recorded=each.recorded + timedelta(days=4000))
        for each in more
    )
    one, two = (
        trend(portfolio(each), MIXED, [(each_day, known) for each_day in QUARTERS], Frequency.QUARTER)
        for each in (reports, reports + late)
    )
    assert one == two


def test_aimed_are_the_targets_with_a_goal_that_are_not_halted() -> None:
    halted = target_text(name="halted", goal="{ value = 9 }") + amended(
        decided="2020-06-30", status='"suspended"'
    ).replace("target.subject", "target.halted")
    plan = plan_of(counted() + target_text("level", "watched") + halted)
    found = trend(Portfolio((plan,), {}, ()), plan, [(day, None) for day in QUARTERS[:2]], Frequency.QUARTER)
    assert [(point.aimed, point.monitored) for point in found.points] == [(2, 1), (1, 1)]


def test_each_day_may_be_known_at_its_own_moment() -> None:
    target = MIXED.targets[0]
    late = report_line("2020-03-31", 250, "2020-05-01T09:00:00+08:00")
    whole = Portfolio((MIXED,), {target.full_id: ledger_of(target, late)}, ())
    then = [(day, datetime.combine(day, time.max, tzinfo=ZONE)) for day in QUARTERS]
    reported = [point.rollup.reported for point in trend(whole, MIXED, then, Frequency.QUARTER).points]
    assert reported == [0, 1, 1, 1]


def test_the_gap_is_completion_less_what_was_asked_of_the_same_targets() -> None:
    plan = plan_of(counted() + counted(name="heavy", weight="3").replace("subject", "heavy", 1))
    ids = {target.id: target for target in plan.targets}
    read = {
        ids[key].full_id: ledger_of(ids[key], report_line("2020-12-31", value))
        for key, value in (("subject", 3600), ("heavy", 600))
    }
    (point,) = trend(Portfolio((plan,), read, ()), plan, [(QUARTERS[-1], None)], Frequency.YEAR).points
    assert point.rollup.completion is not None
    assert (point.rollup.completion, point.planned) == (Fraction(2, 5), Fraction(1, 3))
    assert point.gap == 100 * (point.rollup.completion - (point.planned or 0))
    assert (point.whole, point.aimed, point.lights[Light.BLUE]) == (True, 2, 1)


def test_where_there_is_no_way_to_measure_along_nothing_is_short() -> None:
    plan = plan_of(counted(3000, 3000, "level") + counted(name="other").replace("subject", "other", 1))
    read = {
        target.full_id: ledger_of(target, report_line("2020-12-31", value))
        for target, value in zip(plan.targets, (3000, 1000), strict=True)
    }
    judged = assess(Portfolio((plan,), read, ()), QUARTERS[-1])
    assert planned_completion(judged.assessments) == judged.rollups[0].completion


def test_every_plan_of_the_demonstration_has_a_trend() -> None:
    samples = demonstration()
    for plan in samples.plans:
        found = trend(samples, plan, [(day, None) for day in QUARTERS], plan.frequency)
        assert [sum(point.counts.values()) for point in found.points] == [len(list(plan.judged))] * 4
        assert trend(samples, plan, [(QUARTERS[0], None)], plan.frequency, only=[]).points == ()
