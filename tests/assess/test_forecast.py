"""Forecasts of whole targets: what there is to forecast, from how much, and what never comes out."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.assess.forecast import forecast
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Reason
from jinjiang_plan.model.days import period_ends
from jinjiang_plan.model.forecast import UNFORESEEN, Forecast, Interval, Shortage, Simulation, Unforeseen
from tests.assess.cases import UNTIMED, Figures, amended, counted, judged, period, target_text

QUARTERS = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")
STATIONS = (60, 220, 380, 620, 900, 1200)


def by_quarter(*figures: int | str) -> Figures:
    return dict(zip(QUARTERS, figures, strict=False))


def forecast_of(
    body: str, reports: Figures | None = None, as_of: str = "2021-06-30", draws: int = 400, seed: int = 1
) -> Forecast:
    return forecast(judged(body, reports, as_of), draws=draws, seed=seed)


def simulated(found: Forecast) -> Simulation:
    assert isinstance(found.simulation, Simulation)
    return found.simulation


def fitted(found: Forecast) -> Interval:
    assert isinstance(found.line, Interval)
    return found.line


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "why"),
    [
        (target_text("level"), by_quarter(1), "2021-06-30", Unforeseen.NO_GOAL),
        (target_text("done", goal="{ value = true }"), {}, "2021-06-30", Unforeseen.DONE),
        (
            target_text("stage", goal='{ stage = "completed" }'),
            {"2021-03-31": "signed"},
            "2021-06-30",
            Unforeseen.STAGE,
        ),
        (counted(None, 95, "maintain"), by_quarter(96), "2021-06-30", Unforeseen.MAINTAIN),
        (counted(), {}, "2021-06-30", Unforeseen.NO_DATA),
        (counted(), by_quarter(3000), "2021-06-30", Unforeseen.MET),
        (counted(), by_quarter(*STATIONS), "2022-12-31", Unforeseen.PAST_DUE),
        (counted(), by_quarter(*STATIONS), "2024-01-01", Unforeseen.PAST_DUE),
        (counted(None, 9, path='"compound"'), by_quarter(1), "2021-06-30", Unforeseen.NOT_ASSESSABLE),
        (counted(3000), by_quarter(60), "2021-06-30", Unforeseen.WEAK_GOAL),
        (
            counted() + amended(decided="2021-01-01", status='"cancelled"', document='"d"', reason='"r"'),
            by_quarter(*STATIONS),
            "2021-06-30",
            Unforeseen.CANCELLED,
        ),
        (
            counted() + amended(decided="2021-01-01", status='"suspended"', document='"d"', reason='"r"'),
            by_quarter(*STATIONS),
            "2021-06-30",
            Unforeseen.SUSPENDED,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Unforeseen) else "",
)
def test_where_there_is_nothing_to_forecast_it_says_why(
    body: str, reports: Figures, as_of: str, why: Unforeseen
) -> None:
    found = forecast_of(body, reports, as_of)
    assert (found.unforeseen, found.line, found.simulation) == (why, None, None)


def test_every_reason_has_its_words() -> None:
    assert set(UNFORESEEN) == set(Unforeseen)
    assert all(words.en.isascii() and not words.zh.isascii() for words in UNFORESEEN.values())


@pytest.mark.parametrize("n", range(1, 7))
def test_below_the_least_it_says_how_many_there_are(n: int) -> None:
    found = forecast_of(counted(), by_quarter(*STATIONS[:n]), QUARTERS[n - 1])
    # The baseline is an observation, and no increment.
    assert found.line == Shortage(n + 1, 5) if n < 4 else fitted(found).points == n + 1
    assert found.simulation == Shortage(n, 6) if n < 6 else simulated(found).reported == 6


def test_a_level_without_a_baseline_has_one_observation_less() -> None:
    found = forecast_of(counted(None, 3000, "level"), by_quarter(*STATIONS))
    assert fitted(found).points == 6
    assert found.simulation == Shortage(5, 6)


def test_quarters_without_a_report_are_drawn_but_do_not_count() -> None:
    days = ["2018-03-31", "2018-12-31", "2019-06-30", "2019-12-31", "2020-12-31", "2021-06-30"]
    body = counted(start="2018-01-01")
    found = simulated(forecast_of(body, dict(zip(days, STATIONS, strict=True))))
    assert (found.reported, found.increments) == (6, 14)


def test_a_day_is_enough_reports_for_no_line() -> None:
    reports: Figures = {f"2019-12-{day:02d}": 5 * day for day in range(10, 16)}
    assert forecast_of(counted(), reports, "2020-01-31").line == Shortage(1, 5)


def test_reports_that_lie_close_to_one_another_are_thinned() -> None:
    """As in the projection: they are no further evidence of the line."""
    start = date(2020, 1, 1).toordinal()
    reports: Figures = {date.fromordinal(start + n).isoformat(): n for n in range(1, 400)}
    assert fitted(forecast_of(counted(), reports, "2021-02-03")).points == 1 + 9


def test_unless_told_otherwise_ten_thousand_are_drawn_from_the_first_seed() -> None:
    drawn = simulated(forecast(judged(counted(), by_quarter(*STATIONS))))
    assert (drawn.draws, drawn.seed) == (10_000, 1)


def test_the_methods_case_by_hand() -> None:
    found = forecast_of(counted(), by_quarter(*STATIONS))
    # Increments 60, 160, 160, 240, 280, 300: in six quarters 1800 are asked for, and six of the best make just that.
    drawn = simulated(found)
    assert drawn.reached < Fraction(1, 100)
    assert drawn.low <= 2400 <= drawn.high
    assert 1200 + 6 * 60 <= drawn.low <= drawn.middle <= drawn.high <= 3000
    assert drawn.half_by is not None
    assert date(2023, 6, 30) <= drawn.half_by <= date(2023, 12, 31)


FIGURES = st.lists(st.integers(0, 400), min_size=6, max_size=6)


def risen(steps: list[int]) -> Figures:
    return by_quarter(*(sum(steps[: n + 1]) for n in range(6)))


@UNTIMED
@given(steps=FIGURES)
def test_a_cumulative_target_never_ends_below_what_is_there(steps: list[int]) -> None:
    found = forecast_of(counted(goal=3001), risen(steps), draws=100)
    assert min(fitted(found).low, simulated(found).low) >= sum(steps)


@UNTIMED
@given(steps=st.lists(st.integers(-400, 400), min_size=6, max_size=6))
def test_a_falling_goal_is_the_mirror_of_a_rising_one(steps: list[int]) -> None:
    values = [sum(steps[: n + 1]) for n in range(6)]
    up = forecast_of(counted(0, 3001, "level"), by_quarter(*values), draws=100)
    down = forecast_of(counted(0, -3001, "level"), by_quarter(*(-value for value in values)), draws=100)
    rising, falling = simulated(up), simulated(down)
    assert (rising.reached, rising.held) == (falling.reached, falling.held)
    assert (rising.half_by, rising.most_by) == (falling.half_by, falling.most_by)
    assert fitted(up).value == -fitted(down).value
    assert fitted(up).low == -fitted(down).high


@UNTIMED
@given(steps=FIGURES, factor=st.integers(2, 10**9))
def test_scaling_every_figure_scales_the_forecast(steps: list[int], factor: int) -> None:
    plain = simulated(forecast_of(counted(goal=3001), risen(steps), draws=100))
    scaled = simulated(
        forecast_of(counted(goal=3001 * factor), risen([step * factor for step in steps]), draws=100)
    )
    assert scaled == plain._replace(
        low=plain.low * factor, middle=plain.middle * factor, high=plain.high * factor
    )


def test_what_is_recorded_later_changes_nothing() -> None:
    def known(extra: Figures) -> Assessment:
        return judged(
            counted(), {**by_quarter(*STATIONS), **extra}, "2021-06-30", known_at="2021-07-01T00:00:00+08:00"
        )

    before, after = (forecast(known(extra), draws=100) for extra in ({}, {"2021-12-31": 2900}))
    assert before.simulation == after.simulation
    assert before.line == after.line


def test_a_profile_that_does_not_fit_forbids_no_forecast() -> None:
    plain, unfit = (judged(counted(), by_quarter(*STATIONS), profile=name) for name in ("cn", "eurostat"))
    assert unfit.reason is Reason.PROFILE_UNFIT
    assert forecast(unfit, draws=100)[1:] == forecast(plain, draws=100)[1:]


def test_a_range_is_forecast_to_be_reached_and_to_be_held() -> None:
    body = counted(0, 3000, "level").replace("{ value = 3000 }", "{ min = 2000, max = 2500, op = 'range' }")
    found = simulated(forecast_of(body, by_quarter(*STATIONS)))
    assert found.held < found.reached


def test_an_amended_due_day_gives_it_more_time() -> None:
    later = amended(decided="2021-01-01", due="2024-12-31", document='"d"', reason='"r"')
    before, after = (
        simulated(forecast_of(body, by_quarter(*STATIONS))) for body in (counted(), counted() + later)
    )
    assert after.reached > before.reached
    assert (after.half_by, after.most_by) == (before.half_by, before.most_by)


# --- the draws and the chance


def series(seed: int, ahead: int) -> tuple[str, Figures, str]:
    """A target of twelve reported quarters and so many more to due, its goal near what they lead to."""
    source = Random(seed)  # noqa: S311 - no secret rests on it
    steps = [source.randint(0, 200) if seed % 2 else max(0, round(source.gauss(100, 40))) for _ in range(12)]
    ends = [day.isoformat() for day in period_ends(date(2018, 1, 1), date(2028, 12, 31), 3)]
    carried = sum(steps) * (12 + ahead) / 12
    goal = max(sum(steps) + 1, round(carried + source.gauss(0, 60) * ahead**0.5))
    reports: Figures = {end: sum(steps[: n + 1]) for n, end in enumerate(ends[:12])}
    kind = ("level", "cumulative")[seed // 2 % 2]
    return counted(0, goal, kind, **period("2018-01-01", ends[11 + ahead])), reports, ends[11]


@pytest.mark.parametrize("ahead", [4, 6, 8])
@pytest.mark.parametrize("seed", range(12))
def test_the_draws_agree_with_the_chance_to_five_points(seed: int, ahead: int) -> None:
    found = forecast_of(*series(seed, ahead), draws=4000, seed=seed)
    chance = found.assessment.prospect.chance

    assert chance is not None
    assert abs(simulated(found).held - chance) <= Fraction(5, 100)


@pytest.mark.parametrize("steps", [(100, 100), (100, 99)])
def test_without_scatter_both_are_sure(steps: tuple[int, int]) -> None:
    goal = steps[0] * 12
    reports = by_quarter(*(steps[1] * n for n in range(1, 7)))
    found = forecast_of(counted(0, goal, "level"), reports, draws=100)

    assert found.assessment.prospect.chance == simulated(found).held == (steps[0] == steps[1])


@pytest.mark.parametrize("body", [counted(), counted(0, 3000, "level")], ids=["total", "level"])
def test_no_day_of_arrival_is_before_the_day_of_judgement(body: str) -> None:
    figures = by_quarter(500, 1000, 1500, 2000, 2500, 2999)
    found = simulated(forecast_of(body, figures, "2021-10-31"))

    assert (found.half_by, found.most_by) == (date(2021, 10, 31), date(2021, 10, 31))


def test_half_have_arrived_by_due_just_where_half_meet_the_goal_at_due() -> None:
    """Of a total: the day of arrival and the share at due cannot contradict each other, corrections or not."""
    for goal in range(1900, 2700, 100):
        figures = by_quarter(300, 250, 600, 700, 900, 1200)
        found = simulated(forecast_of(counted(0, goal), figures))
        assert found.half_by is not None
        assert (found.half_by <= date(2022, 12, 31)) is (found.held >= Fraction(1, 2))


def test_a_figure_that_is_too_old_is_not_carried_on() -> None:
    assert forecast_of(counted(), by_quarter(*STATIONS), "2021-12-31").unforeseen is Unforeseen.STALE
    assert forecast_of(counted(), by_quarter(*STATIONS), "2021-11-15").unforeseen is None
