"""How many reporting periods in a row something has been in trouble: offices act on the second yellow."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Report
from jinjiang_plan.model.codes import Light
from tests.assess.cases import (
    UNTIMED,
    amended,
    counted,
    head,
    judged,
    judged_directly,
    judgement,
    lines_of,
    plan_of,
    target_of,
    target_text,
)

ON_COURSE = {"2020-03-31": 250, "2020-06-30": 500, "2020-09-30": 750}

ROWS = [
    pytest.param({**ON_COURSE}, "2020-09-30", 0, id="on course"),
    pytest.param({**ON_COURSE}, "2020-12-31", 1, id="one quarter without progress"),
    pytest.param({**ON_COURSE}, "2021-03-31", 2, id="two quarters"),
    pytest.param({**ON_COURSE}, "2021-05-15", 2, id="the running quarter does not count before its end"),
    pytest.param({**ON_COURSE, "2021-03-31": 1250}, "2021-03-31", 0, id="caught up"),
    pytest.param({**ON_COURSE, "2021-02-28": 1250}, "2021-09-30", 2, id="caught up, then behind again"),
    pytest.param({"2020-03-31": 0}, "2020-03-31", 1, id="from the first quarter on"),
    pytest.param({}, "2021-06-30", 5, id="nothing is reported: from the second quarter on"),
    pytest.param({"2022-12-31": 2000}, "2022-12-31", 11, id="missed, having been unreported"),
    pytest.param({"2022-10-31": 2900}, "2024-12-31", 0, id="overdue, and on course until due"),
    pytest.param({"2021-12-31": 1000}, "2024-12-31", 11, id="overdue counts to due alone"),
]


@pytest.mark.parametrize(("reports", "as_of", "periods"), ROWS)
def test_periods_in_a_row_are_counted_back_from_the_last_that_ended(
    reports: Mapping[str, int], as_of: str, periods: int
) -> None:
    assert judged(counted(), dict(reports), as_of).periods_behind == periods


def test_the_rhythm_is_the_target_s_own() -> None:
    reports = {**ON_COURSE, "2020-12-31": 800}

    assert judged(counted(), dict(reports), "2021-06-30").periods_behind == 3
    assert judged(counted(frequency='"month"'), dict(reports), "2021-06-30").periods_behind == 8
    assert judged(counted(frequency='"year"'), dict(reports), "2021-06-30").periods_behind == 1


def test_an_earlier_period_is_judged_by_the_goal_then_in_force() -> None:
    body = counted() + amended(decided="2021-01-15", value="6000")

    assert judged(body, {"2020-12-31": 1000, "2021-03-31": 1300}, "2021-03-31").periods_behind == 1


def test_a_revision_counts_for_its_own_day_whenever_it_was_recorded() -> None:
    lines = [
        *lines_of(ON_COURSE),
        '2020-12-31 = { value = 1000, recorded = 2021-01-05T10:00:00+08:00, by = "t", source = "s" }',
        '2020-12-31-r2 = { value = 500, recorded = 2021-05-05T10:00:00+08:00, by = "t", source = "s" }',
    ]

    assert judged(counted(), lines, "2021-03-31").periods_behind == 2
    assert judged(counted(), lines, "2021-03-31", known_at="2021-04-01T00:00:00+08:00").periods_behind == 1


def test_a_sum_is_in_trouble_as_its_parts_make_it() -> None:
    parts = target_text("cumulative", "one", goal="{ value = 1500 }") + target_text(
        "cumulative", "two", goal="{ value = 1500 }"
    )
    whole = target_text("cumulative", "whole", goal="{ value = 3000 }", sum_of='["one", "two"]')
    plan = plan_of(parts + whole)
    reports = {"one": {"2020-03-31": 125, "2020-06-30": 125}, "two": {"2020-03-31": 125, "2020-06-30": 125}}
    found = judgement(plan, reports, "2020-12-31")

    periods = {each.target.id: each.periods_behind for each in found.assessments}
    assert periods == {"one": 3, "two": 3, "whole": 3}
    assert found.rollups[0].escalated == 3


@UNTIMED
@given(
    values=st.lists(st.integers(0, 3000), min_size=1, max_size=8),
    as_of=st.sampled_from(["2020-06-30", "2021-03-31", "2022-02-28", "2022-12-31"]),
)
def test_the_count_is_what_judging_each_quarter_s_end_gives(values: list[int], as_of: str) -> None:
    ends = [f"{year}-{end}" for year in (2020, 2021, 2022) for end in ("03-31", "06-30", "09-30", "12-31")]
    reports = dict(zip(ends, values, strict=False))
    body = counted(kind="level")
    found = judged(body, dict(reports), as_of)

    count = 0
    for end in reversed([end for end in ends if end <= as_of]):
        if judged(body, dict(reports), end).light not in (Light.YELLOW, Light.RED):
            break
        count += 1
    in_trouble = found.light in (Light.YELLOW, Light.RED)
    assert found.periods_behind == (count if in_trouble else 0)


def test_a_plan_s_own_colours_decide_what_trouble_is() -> None:
    own = '\n[profile.ours]\nthresholds = { on_track = -5, behind = -30 }\nlights = { behind = "green" }\n'

    assert judged(counted() + own, {"2020-12-31": 1000}, top=head(profile='"ours"')).periods_behind == 0


def test_a_target_from_the_first_day_that_there_is_ends_the_counting_there() -> None:
    target = target_of(counted())._replace(start=date.min, due=date(2, 12, 31))
    recorded = datetime(1, 4, 1, tzinfo=UTC)
    reports = (Report(date(1, 3, 31), 1, Decimal(1), recorded, "tester"),)

    assert judged_directly(target, reports, date(1, 12, 31)).periods_behind == 4
