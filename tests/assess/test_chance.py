"""The chance of being met by due, from whole periods; and the observations that a line is drawn through (METHODS 5)."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import norm  # type: ignore[import-untyped]

from jinjiang_plan.assess.outlook import MOST_OBSERVATIONS, LinePoint, history_of, points
from jinjiang_plan.model.assessment import Assessment, PastPeriods
from jinjiang_plan.model.codes import Flag, Method, Outlook
from jinjiang_plan.model.days import INSTANTS
from tests.assess.cases import (
    UNTIMED,
    Figures,
    amended,
    counted,
    head,
    judged,
    judged_directly,
    period,
    reports_of,
    target_of,
    target_text,
)
from tests.build import report_line

QUARTERS = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")


def by_quarter(*figures: int | str) -> Figures:
    return dict(zip(QUARTERS, figures, strict=False))


def past_of(each: Assessment) -> PastPeriods:
    assert each.prospect.past is not None
    return each.prospect.past


# --- the chance


def test_a_chance_worked_by_hand() -> None:
    # Increments 60, 160, 160, 240, 280, 300: mean 200, variance (140^2 + 40^2 + 40^2 + 40^2 + 80^2 + 100^2)/6 = 20400/3.
    # Six quarters ahead: 1200 + 6 x 200 = 2400 where 2600 are needed; Phi(-200 / sqrt(6800 x 6)).
    found = judged(counted(0, 2600), by_quarter(60, 220, 380, 620, 900, 1200))
    past = past_of(found)

    assert past.periods == 6
    assert past.reported == 6
    assert past.value == 1200
    assert past.on == date(2021, 6, 30)
    assert past.mean == 200
    assert past.variance == 6800
    assert past.ahead == 6
    assert found.prospect.projected == 2400
    assert found.prospect.method is Method.PERIOD_MEAN
    assert float(found.prospect.chance or 0) == pytest.approx(norm.cdf(-200 / (6800 * 6) ** 0.5), abs=1e-11)
    assert found.prospect.outlook is Outlook.UNCERTAIN


@pytest.mark.parametrize(
    ("goal", "outlook"),
    # 85 % lies at 2400 - 1.0364 x sqrt(40800) = 2190.65, 15 % at 2609.35.
    [
        (2190, Outlook.LIKELY),
        (2191, Outlook.UNCERTAIN),
        (2609, Outlook.UNCERTAIN),
        (2610, Outlook.UNLIKELY),
    ],
)
def test_likely_begins_at_85_percent_and_unlikely_at_15(goal: int, outlook: Outlook) -> None:
    found = judged(counted(0, goal), by_quarter(60, 220, 380, 620, 900, 1200)).prospect

    assert found.outlook is outlook
    assert found.chance is not None
    assert (found.chance >= Fraction(85, 100)) is (outlook is Outlook.LIKELY)
    assert (found.chance <= Fraction(15, 100)) is (outlook is Outlook.UNLIKELY)


def test_six_periods_have_a_chance_and_five_have_none() -> None:
    six = judged(counted(), by_quarter(60, 220, 380, 620, 900, 1200)).prospect
    five = judged(counted(), by_quarter(60, 220, 380, 620, 900), "2021-06-30").prospect
    within = judged(counted(), {**by_quarter(60, 220, 380, 620, 900), "2021-06-29": 1200}).prospect

    assert (six.chance is not None, six.method) == (True, Method.PERIOD_MEAN)
    assert (five.chance, five.past, five.method) == (None, None, Method.THEIL_SEN)
    assert (within.chance, within.method) == (None, Method.THEIL_SEN)


def test_a_quarter_without_a_report_counts_as_zero_and_not_among_the_six() -> None:
    days = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-06-30", "2021-09-30")
    reports = dict(zip(days, (10, 20, 30, 40, 60, 70), strict=True))
    past = past_of(judged(counted(0, 100), reports, "2021-09-30"))

    assert (past.periods, past.reported) == (7, 6)
    assert past.mean == 10
    assert past.variance == Fraction(10**2 + 10**2, 7)  # 10, 10, 10, 10, 0, 20, 10


def test_a_figure_within_a_running_quarter_is_no_period_of_its_own() -> None:
    plain = judged(counted(0, 2600), by_quarter(60, 220, 380, 620, 900, 1200), "2021-08-31").prospect
    later = judged(
        counted(0, 2600), {**by_quarter(60, 220, 380, 620, 900, 1200), "2021-08-31": 2450}, "2021-08-31"
    ).prospect

    assert later.chance == plain.chance
    assert later.past == plain.past
    assert plain.projected == 2400
    assert later.projected == 2450


def test_falling_increments_are_carried_on() -> None:
    body = counted(0, -120, "increment")
    found = judged(body, dict.fromkeys(QUARTERS, -10)).prospect

    assert found.projected == -120
    assert found.outlook is Outlook.LIKELY
    assert found.chance == 1


@pytest.mark.parametrize(
    ("op", "goal", "chance"),
    [
        (">=", 120, 1),
        (">=", "120.01", 0),
        (">", 120, 0),
        (">", "119.99", 1),
    ],
)
def test_without_scatter_the_op_decides(op: str, goal: int | str, chance: int) -> None:
    body = counted(0, goal, "increment").replace(f"value = {goal} }}", f"value = {goal}, op = '{op}' }}")
    found = judged(body, dict.fromkeys(QUARTERS, 10)).prospect

    assert found.chance == chance
    assert found.outlook is (Outlook.LIKELY if chance else Outlook.UNLIKELY)


@pytest.mark.parametrize(("goal", "chance"), [("6", 1), ("6.01", 0)])
def test_halves_add_up_exactly(goal: str, chance: int) -> None:
    body = counted(0, goal, "increment")

    assert judged(body, dict.fromkeys(QUARTERS, "0.5")).prospect.chance == chance


def test_the_chance_of_a_range_is_that_of_ending_within_it() -> None:
    body = counted(0, 1, "level").replace("{ value = 1 }", "{ min = 2300, max = 2500, op = 'range' }")
    found = judged(body, by_quarter(60, 220, 380, 620, 900, 1200)).prospect
    spread = (6800 * 6) ** 0.5

    assert float(found.chance or 0) == pytest.approx(
        norm.cdf(100 / spread) - norm.cdf(-100 / spread), abs=1e-11
    )


def test_a_level_is_projected_by_its_line_and_judged_by_its_chance() -> None:
    found = judged(counted(0, 2600, "level"), by_quarter(60, 220, 380, 620, 900, 1200)).prospect

    assert found.method is Method.THEIL_SEN
    assert found.chance == judged(counted(0, 2600), by_quarter(60, 220, 380, 620, 900, 1200)).prospect.chance
    assert found.outlook is Outlook.UNCERTAIN


def test_a_total_that_is_met_is_sure_and_a_level_is_not() -> None:
    figures = by_quarter(60, 220, 380, 620, 2900, 3000)
    total, level = (judged(counted(0, 3000, kind), figures).prospect for kind in ("cumulative", "level"))

    assert total.outlook is Outlook.LIKELY
    assert total.chance == 1
    assert level.chance is not None
    assert Fraction(1, 2) < level.chance < 1


def test_a_chance_that_is_not_sure_is_never_0_or_1() -> None:
    figures = by_quarter(1000, 2000, 3000, 4000, 5000, 6001)
    sure, hopeless = (judged(counted(0, goal, "level"), figures).prospect for goal in (6002, 10**9))

    assert sure.chance == 1 - Fraction(1, 10**12)
    assert hopeless.chance == Fraction(1, 10**12)


def test_the_periods_of_a_borrowed_baseline_begin_after_its_report() -> None:
    figures = by_quarter(60, 220, 380, 620, 900, 1200)
    five = judged(counted(None, 3000, "level"), figures).prospect
    six = judged(counted(None, 3000, "level"), {**figures, "2021-09-30": 1500}, "2021-09-30")

    assert five.chance is None
    assert past_of(six).periods == 6
    assert past_of(six).mean == 240


def test_the_periods_of_a_baseline_after_the_start_begin_after_its_day() -> None:
    body = counted(0, 3000, "level").replace("{ value = 0 }", "{ value = 100, on = 2020-02-15 }")
    late = judged(body, {**by_quarter(60, 220, 380, 620, 900, 1200), "2021-09-30": 1500}, "2021-09-30")

    assert (past_of(late).periods, past_of(late).reported) == (6, 6)
    assert past_of(late).mean == Fraction(1500 - 100, 6)


@pytest.mark.parametrize(
    ("body", "top"),
    [
        (target_text("done", goal="{ value = true }"), head()),
        (counted(None, 90, "maintain"), head()),
        (target_text("level"), head()),
        (counted() + amended(decided="2021-01-01", status='"cancelled"'), head()),
        (counted() + amended(decided="2021-01-01", status='"suspended"'), head()),
    ],
    ids=["done", "maintain", "no goal", "cancelled", "suspended"],
)
def test_where_no_goal_is_on_the_way_there_is_no_chance(body: str, top: str) -> None:
    figures: Figures = (
        dict.fromkeys(QUARTERS, False) if '"done"' in body else by_quarter(60, 70, 80, 95, 97, 99)
    )
    found = judged(body, figures, top=top).prospect

    assert (found.chance, found.projected, found.required_rate) == (None, None, None)


FIGURES = st.lists(st.integers(-400, 400), min_size=6, max_size=6)


@UNTIMED
@given(steps=FIGURES, goal=st.integers(1, 4000), factor=st.integers(2, 10**9))
def test_a_change_of_unit_leaves_the_chance_alone(steps: list[int], goal: int, factor: int) -> None:
    values = [sum(steps[: n + 1]) for n in range(6)]
    plain = judged(counted(0, goal, "level"), by_quarter(*values)).prospect
    scaled = judged(counted(0, goal * factor, "level"), by_quarter(*(v * factor for v in values))).prospect

    assert (plain.chance, plain.outlook) == (scaled.chance, scaled.outlook)


@UNTIMED
@given(steps=FIGURES, goal=st.integers(1, 4000))
def test_a_falling_goal_mirrors_a_rising_one(steps: list[int], goal: int) -> None:
    values = [sum(steps[: n + 1]) for n in range(6)]
    up = judged(counted(0, goal, "level"), by_quarter(*values)).prospect
    down = judged(counted(0, -goal, "level"), by_quarter(*(-v for v in values))).prospect

    assert (up.chance, up.outlook) == (down.chance, down.outlook)
    assert up.projected is not None
    assert down.projected == -up.projected


@UNTIMED
@given(steps=FIGURES, goals=st.tuples(st.integers(1, 4000), st.integers(1, 4000)))
def test_a_higher_goal_is_never_likelier(steps: list[int], goals: tuple[int, int]) -> None:
    values = [sum(steps[: n + 1]) for n in range(6)]
    easy, hard = (judged(counted(0, g, "level"), by_quarter(*values)).prospect.chance for g in sorted(goals))

    assert easy is not None
    assert hard is not None
    assert easy >= hard


@UNTIMED
@given(steps=st.lists(st.integers(0, 400), min_size=6, max_size=6), goal=st.integers(2401, 9000))
@example(steps=[0, 0, 0, 0, 0, 400], goal=2401)
def test_the_chance_is_the_normal_distributions(steps: list[int], goal: int) -> None:
    found = judged(counted(0, goal), by_quarter(*(sum(steps[: n + 1]) for n in range(6)))).prospect
    mean, variance = sum(steps) / 6, sum(step**2 for step in steps) / 6 - (sum(steps) / 6) ** 2
    if len(set(steps)) == 1:
        assert found.chance == (sum(steps) * 2 >= goal)
        return
    wanted = norm.cdf((sum(steps) + 6 * mean - goal) / (6 * variance) ** 0.5)
    assert float(found.chance or 0) == pytest.approx(wanted, abs=1e-9)


def test_nothing_is_projected_from_a_report_thirty_months_old() -> None:
    found = judged(counted(0, 100), {"2020-06-30": 20}, "2022-12-30")

    assert found.prospect.outlook is Outlook.UNKNOWN
    assert (found.prospect.projected, found.prospect.chance) == (None, None)
    assert Flag.STALE in found.flags


# --- the observations that a line is drawn through


def line_of(body: str, figures: Figures, as_of: str, **top: str) -> list[LinePoint]:
    return points(history_of(judged(body, figures, as_of, top=head(**top))))


def days_of(line: list[LinePoint]) -> list[Fraction]:
    return [Fraction(point.at, INSTANTS) for point in line]


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        # Half a quarter is a month and a half: 45.65625 days.
        (("2021-05-16", "2021-06-30"), [18]),
        (("2021-04-30", "2021-06-30"), [16, 18]),
        (("2021-06-29", "2021-06-30"), [18]),
        (("2021-05-31", "2021-06-29", "2021-06-30"), [18]),
        (("2021-03-31", "2021-05-31", "2021-06-30"), [15, 18]),
        (("2021-04-30", "2021-05-31", "2021-06-30"), [16, 18]),
    ],
)
def test_an_observation_nearer_than_half_a_period_to_the_next_is_left_out(
    days: tuple[str, ...], kept: list[int]
) -> None:
    line = line_of(counted(), {day: n for n, day in enumerate(days)}, days[-1])

    assert days_of(line) == [0, *kept]
    assert line[-1].value == len(days) - 1


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        ("2021-05-15", True),  # 16 months and 15 days: 1.507 before the end of June
        ("2021-05-16", False),  # 1.474
    ],
)
def test_half_a_period_is_the_least_distance(day: str, kept: bool) -> None:
    assert len(line_of(counted(), {day: 1, "2021-06-30": 2}, "2021-06-30")) == 2 + kept


def test_just_half_a_period_is_enough() -> None:
    body = counted(frequency='"half-year"')
    assert days_of(line_of(body, {"2021-03-31": 1, "2021-06-30": 2}, "2021-06-30")) == [0, 15, 18]


def test_the_stated_baseline_stays_and_a_borrowed_one_is_an_observation_like_others() -> None:
    figures: Figures = {"2020-01-31": 1, "2020-02-10": 2}
    stated = line_of(counted(0, 100, "level"), figures, "2020-02-10")
    borrowed = line_of(counted(None, 100, "level"), figures, "2020-02-10")

    assert [point.value for point in stated] == [0, 2]
    assert [point.value for point in borrowed] == [2]


def test_reports_for_the_baselines_day_and_before_are_no_observations() -> None:
    body = counted(5, 100, "level").replace("value = 5 }", "value = 5, on = 2020-06-30 }")
    figures: Figures = {"2020-03-31": 9, "2020-06-30": 8, "2020-12-31": 20}

    assert [point.value for point in line_of(body, figures, "2020-12-31")] == [5, 20]


def test_two_reports_on_successive_days_count_as_one() -> None:
    figures: Figures = {"2021-06-29": 85, "2021-06-30": 84}
    alone = judged(counted(None, 100, "level"), figures).prospect
    based = judged(counted(0, 100, "level"), figures).prospect

    assert (alone.outlook, alone.projected) == (Outlook.UNKNOWN, None)
    assert based.outlook is Outlook.LIKELY
    assert based.projected == 168
    assert based.points == 2


def reported_each(day: date, last: date, step: int) -> list[str]:
    days = [day + timedelta(days=n) for n in range(0, (last - day).days + 1, step)]
    return [report_line(each.isoformat(), n + 1) for n, each in enumerate(days)]


def line_of_many(first: date, step: int) -> list[LinePoint]:
    """The line through a report each so many days, to the end of 2023, of a target reported monthly."""
    last, start = date(2023, 12, 31), f"{first.year}-01-01"
    target = target_of(counted(goal=10**7, frequency='"month"', **period(start, "2030-12-31")))
    found = judged_directly(target, reports_of(target, *reported_each(first, last, step)), last)
    return points(history_of(found))


def test_sixty_observations_are_kept_and_of_more_the_ends_of_periods() -> None:
    ends = [date(2020 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 65)]

    def kept(months: int) -> list[LinePoint]:
        target = target_of(counted(goal=10**7, frequency='"month"', **period("2020-01-01", "2030-12-31")))
        lines = [report_line(day.isoformat(), n + 1) for n, day in enumerate(ends[:months])]
        return points(history_of(judged_directly(target, reports_of(target, *lines), ends[months - 1])))

    assert days_of(kept(59)) == list(range(60))
    shortened = days_of(kept(60))
    assert len(shortened) == 60
    assert shortened[0] == 0
    assert shortened[-1] == 60


def test_of_more_than_sixty_the_last_of_each_period_stays() -> None:
    # Every sixteenth day for four years is above sixty, with half a month between two; 16 quarters remain.
    line = line_of_many(date(2020, 1, 16), 16)
    assert len(line) <= 49
    assert line[-1].value == max(point.value for point in line)
    gaps = [after - before for before, after in pairwise(days_of(line))]
    assert all(Fraction(1, 2) <= gap <= Fraction(3, 2) for gap in gaps[1:])


def test_of_very_many_sixty_are_evenly_spaced_the_latest_among_them() -> None:
    line = line_of_many(date(1990, 1, 10), 10)
    at = days_of(line)
    gaps = {round(float(after - before)) for before, after in pairwise(at)}

    assert len(line) == MOST_OBSERVATIONS
    assert at[0] == 0
    assert line[-1].value == max(point.value for point in line)
    assert gaps <= {6, 7, 8}


@UNTIMED
@given(
    days=st.sets(st.integers(1, 700), min_size=1, max_size=40),
    kind=st.sampled_from(["level", "cumulative"]),
    stated=st.booleans(),
)
def test_the_line_ends_with_the_latest_and_holds_its_distances(
    days: set[int], kind: str, *, stated: bool
) -> None:
    target = target_of(counted(0 if stated else None, 10**6, kind))
    ordered = [date(2020, 1, 1) + timedelta(days=n) for n in sorted(days)]
    lines = [report_line(day.isoformat(), n + 1) for n, day in enumerate(ordered)]
    found = judged_directly(target, reports_of(target, *lines), ordered[-1])
    line = points(history_of(found))

    assert line[-1].value == found.value
    assert all(2 * (b.at - a.at) >= 3 * INSTANTS for a, b in pairwise(line[1:]))
    assert (line[0] == LinePoint(0, Fraction(0))) is (stated or kind == "cumulative")
