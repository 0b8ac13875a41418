"""The chronicle: of each day just what `assess` says as of that day, sums, amendments and corrections among it."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Portfolio, Report, assess
from jinjiang_plan.assess.series import chronicle, days_of
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.codes import Frequency, Status
from jinjiang_plan.model.profiles import PROFILES
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.render.words import is_monitored
from tests.assess.cases import UNTIMED, amended, counted, ledger_of, plan_of, target_text
from tests.assess.test_diff import DAYS, ZONE, ledgers
from tests.build import report_line

PLAN = plan_of(
    counted()
    + amended(decided="2020-09-01", value="2000")
    + target_text("cumulative", "whole", goal="{ value = 5000 }", sum_of='["subject", "other"]')
    + target_text("cumulative", "other", goal="{ value = 2000 }")
    + target_text("level", "watched")
    + '\n[initiative.park]\ntitle = "park"\ngoal = { stage = "completed" }\n'
)


def same(portfolio: Portfolio, days: list[date], known_at: datetime | None, profile: str | None) -> None:
    by = PROFILES[profile] if profile else None
    for plan in portfolio.plans:
        found = chronicle(portfolio, plan, days, known_at=known_at, profile=by)
        alone = portfolio._replace(plans=(plan,))
        for at, day in enumerate(days):
            judged = assess(alone, day, known_at=known_at, profile=by, outlook=False).assessments
            stood = {course.target.full_id: course.statuses[at] for course in found.courses}
            assert {each.target.full_id: each.status for each in judged} == {
                key: each.status for key, each in stood.items()
            }
            for each in judged:
                then = stood[each.target.full_id]
                assert (then.day, then.value, then.completion) == (day, each.value, each.completion)
                assert then.monitored == is_monitored(each)


@UNTIMED
@given(
    ledgers(),
    st.sampled_from([None, *(datetime.combine(day, time.max, tzinfo=ZONE) for day in DAYS)]),
    st.sampled_from([None, "eurostat", "opsys"]),
)
def test_of_each_day_it_says_what_is_judged_as_of_it(
    reports: tuple[Report, ...], known_at: datetime | None, profile: str | None
) -> None:
    held = {"plan/subject": Ledger("plan/subject", reports), "plan/other": Ledger("plan/other", reports[:2])}
    days = sorted({*DAYS, *days_of(date(2019, 10, 1), date(2023, 4, 10), Frequency.QUARTER)})
    same(Portfolio((PLAN,), held, ()), days, known_at, profile)


def test_it_says_so_of_the_demonstration_too() -> None:
    same(demonstration(), days_of(date(2020, 1, 1), date(2023, 2, 10), Frequency.QUARTER), None, None)


def portfolio() -> Portfolio:
    (target, *_) = PLAN.targets
    lines = (report_line("2020-06-30", 600), report_line("2021-06-30", 700), report_line("2022-06-30", 2100))
    return Portfolio((PLAN,), {"plan/subject": ledger_of(target, *lines)}, ())


def test_turns_are_where_the_status_changed() -> None:
    days = [date(2020, 6, 30), date(2020, 12, 31), date(2021, 6, 30), date(2021, 12, 31), date(2022, 6, 30)]
    found = chronicle(portfolio(), PLAN, days, only=PLAN.targets[:1])
    (course,) = found.courses
    assert [each.status for each in course.statuses] == [
        Status.ON_TRACK,
        Status.ON_TRACK,
        Status.BEHIND,
        Status.SERIOUSLY_BEHIND,
        Status.ACHIEVED_EARLY,
    ]
    assert [(old.day, new.day, new.status) for old, new in course.turns] == [
        (days[1], days[2], Status.BEHIND),
        (days[2], days[3], Status.SERIOUSLY_BEHIND),
        (days[3], days[4], Status.ACHIEVED_EARLY),
    ]


@pytest.mark.parametrize("days", [[], [date(2021, 6, 30)]])
def test_it_has_a_course_for_each_target_and_initiative_in_the_order_of_the_plan(days: list[date]) -> None:
    found = chronicle(portfolio(), PLAN, days)
    assert [course.target.id for course in found.courses] == [target.id for target in PLAN.judged]
    assert {len(course.statuses) for course in found.courses} == {len(days)}
    assert (found.plan, found.profile.code, found.known_at) == ("plan", "cn/2", None)


def test_a_ledger_that_cannot_be_read_cannot_be_judged_on_any_day() -> None:
    broken = Portfolio((PLAN,), {"plan/subject": Ledger("plan/subject", (), broken=True)}, ())
    (course,) = chronicle(broken, PLAN, [date(2021, 6, 30)], only=PLAN.targets[:1]).courses
    assert course.statuses[0].status is Status.NOT_ASSESSABLE
    assert not course.statuses[0].monitored
