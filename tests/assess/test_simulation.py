"""Monte Carlo of past increments: against the exact distribution, and the laws that any such draws obey."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.outlook import Increments
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.assess.simulation import YEARS, DrawResult, Journey, simulate
from jinjiang_plan.model.codes import Op, TimeBasis
from jinjiang_plan.model.plan import Goal
from tests.assess.cases import UNTIMED

LATEST = date(2021, 6, 30)
DUE = date(2022, 6, 30)


def scaled(goal: int | Fraction | tuple[int, int], op: Op = Op.AT_LEAST, baseline: int = 0) -> Scale:
    if isinstance(goal, tuple):
        low, high = goal
        aim = max(low, min(baseline, high))
        span = Goal(None, Decimal(low), Decimal(high), Op.RANGE, assumed=False)
        return Scale(span, Op.RANGE, Fraction(baseline), Fraction(aim), assumed=False, weak=False)
    value = Decimal(Fraction(goal).numerator) / Decimal(Fraction(goal).denominator)
    return Scale(
        Goal(value, None, None, op, assumed=False),
        op,
        Fraction(baseline),
        Fraction(goal),
        assumed=False,
        weak=False,
    )


def drawn(  # noqa: PLR0913 - a whole journey
    goal: int | Fraction | tuple[int, int],
    changes: tuple[int | Fraction, ...],
    *,
    op: Op = Op.AT_LEAST,
    baseline: int = 0,
    value: int | Fraction = 0,
    latest: date = LATEST,
    due: date = DUE,
    months: int = 3,
    total: Fraction | None = None,
    as_of: date | None = None,
    basis: TimeBasis = TimeBasis.MONTH,
    draws: int = 2000,
    seed: int = 1,
) -> DrawResult:
    unit = lcm(Fraction(value).denominator, *(Fraction(change).denominator for change in changes))
    whole = tuple(int(change * unit) for change in changes)
    past = Increments(unit, whole, len(changes), latest, int(value * unit))
    clock = Clock(basis, date(2020, 1, 1), due)
    journey = Journey(scaled(goal, op, baseline), past, clock, months, as_of or latest, total)
    return simulate(journey, draws, seed)


def convolved(value: int, changes: tuple[int, ...], periods: int) -> dict[int, Fraction]:
    """The exact distribution of a value after so many periods."""
    chances = {value: Fraction(1)}
    for _ in range(periods):
        further: Counter[int] = Counter()
        for so_far, chance in chances.items():
            for change in changes:
                further[so_far + change] += chance / len(changes)  # type: ignore[assignment]
        chances = dict(further)  # type: ignore[arg-type]
    return chances


DRAWS = 10_000
SURE = 5
"""Standard errors that a share of draws may be off: with a fixed seed it is, or it is not, for good."""


def close(share: Fraction, exact: Fraction) -> bool:
    variance = exact * (1 - exact) / DRAWS
    return (share - exact) ** 2 <= SURE**2 * variance


@pytest.mark.parametrize("changes", [(0, 1, 2, 5, 5, 9), (3, 3, 3, 4), (0, 0, 0, 0, 0, 20), (1, 7)])
@pytest.mark.parametrize("goal", [4, 9, 15, 20, 27])
@pytest.mark.parametrize("quarters", [1, 3, 4])
def test_the_share_that_arrives_is_the_exact_chance(
    changes: tuple[int, ...], goal: int, quarters: int
) -> None:
    due = {1: date(2021, 9, 30), 3: date(2022, 3, 31), 4: date(2022, 6, 30)}[quarters]
    found = drawn(goal, changes, due=due, draws=DRAWS)
    exact = sum((p for value, p in convolved(0, changes, quarters).items() if value >= goal), Fraction(0))
    assert close(Fraction(found.reached, DRAWS), exact)
    assert found.held == found.reached


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_the_values_at_due_are_those_of_the_exact_distribution(percent: int) -> None:
    changes = (0, 1, 2, 5, 5, 9)
    found = drawn(1000, changes, draws=DRAWS)
    chances = convolved(0, changes, 4)
    value = found.quantile(percent)
    below = sum((p for each, p in chances.items() if each < value), Fraction(0))
    until = sum((p for each, p in chances.items() if each <= value), Fraction(0))
    slack = Fraction(2, 100)
    assert below - slack <= Fraction(percent, 100) <= until + slack


def test_a_value_that_may_fall_arrives_at_the_end_of_some_period() -> None:
    # Two quarters, each +2 or -2 by an even chance, towards 2: half arrive in the first, none more in the second (0
    # or -4 from -2); of those that were there half have gone on to 4 and half have fallen back.
    found = drawn(2, (2, -2), due=date(2021, 12, 31), draws=DRAWS)
    assert close(Fraction(found.reached, DRAWS), Fraction(1, 2))
    assert close(Fraction(found.held, DRAWS), Fraction(1, 4))


def test_more_draws_come_nearer() -> None:
    changes, goal = (0, 1, 2, 5, 5, 9), 15
    exact = sum((p for value, p in convolved(0, changes, 4).items() if value >= goal), Fraction(0))
    few, many = (
        sum(abs(Fraction(drawn(goal, changes, draws=n, seed=s).reached, n) - exact) for s in range(6))
        for n in (100, 10_000)
    )
    assert many < few / 3


# --- days


@pytest.mark.parametrize(
    ("months", "wanted"),
    [
        (1, date(2021, 9, 30)),
        (3, date(2022, 3, 31)),
        (6, date(2022, 12, 31)),
        (12, date(2023, 12, 31)),
    ],
)
def test_a_steady_pace_arrives_at_the_end_of_its_period(months: int, wanted: date) -> None:
    found = drawn(3, (1, 1, 1), months=months, latest={12: date(2020, 12, 31)}.get(months, LATEST))
    assert (found.half_by, found.most_by) == (wanted, wanted)


def test_half_and_most_are_days_by_which_so_many_have_arrived() -> None:
    # 1 of 2 in each quarter: half after one, 3/4 after two, 7/8 after three.
    found = drawn(1, (0, 1), draws=DRAWS, seed=4)
    assert found.most_by == date(2022, 3, 31)
    assert found.half_by in (date(2021, 9, 30), date(2021, 12, 31))


@pytest.mark.parametrize("changes", [(0, 0, 0), (-1, -2, 0)])
def test_what_never_moves_towards_the_goal_never_arrives(changes: tuple[int, ...]) -> None:
    found = drawn(5, changes, draws=100)
    assert (found.reached, found.held, found.half_by, found.most_by) == (0, 0, None, None)


def test_no_day_is_looked_for_beyond_the_years() -> None:
    last = date(LATEST.year + YEARS, 6, 30)
    assert drawn(80, (1,), draws=100).most_by == last
    assert drawn(81, (1,), draws=100).most_by is None


def test_a_due_day_beyond_the_years_is_still_looked_at() -> None:
    assert drawn(81, (1,), due=date(2041, 9, 30), draws=100).reached == 100


def test_a_due_day_within_a_period_has_its_share_of_the_draw() -> None:
    found = drawn(40, (30, 30), due=date(2021, 10, 31), draws=100)
    assert found.values[0] == found.values[-1] == 40
    assert (found.reached, found.half_by) == (100, date(2021, 10, 31))


def test_the_month_that_holds_due_counts_whole() -> None:
    found = drawn(40, (30, 30), due=date(2021, 10, 11), draws=100)
    assert found.values[0] == found.values[-1] == 40
    assert (found.reached, found.half_by) == (100, date(2021, 10, 11))


def test_a_due_day_in_the_first_period() -> None:
    found = drawn(40, (30, 30), due=date(2021, 8, 31), draws=100)
    assert found.values[0] == 20


def test_by_days_a_period_is_as_long_as_its_days() -> None:
    found = drawn(100, (30, 30), due=date(2021, 12, 31), draws=100, basis=TimeBasis.DAY)
    assert found.values[0] == 30 * Fraction(184 * 16, 487 * 3)


@pytest.mark.parametrize(
    ("as_of", "wanted"),
    [
        (date(2021, 8, 15), date(2021, 9, 30)),
        (date(2021, 9, 30), date(2021, 9, 30)),
        (date(2021, 11, 15), date(2021, 11, 15)),
    ],
)
def test_no_arrival_is_before_the_day_of_judgement(as_of: date, wanted: date) -> None:
    found = drawn(1, (1, 1), as_of=as_of, draws=100)
    assert (found.half_by, found.most_by) == (wanted, wanted)


# --- goals of every sort


@pytest.mark.parametrize(
    ("op", "reached"),
    [(Op.AT_LEAST, 100), (Op.ABOVE, 0)],
)
def test_a_strict_goal_is_not_met_by_touching_it(op: Op, reached: int) -> None:
    assert drawn(4, (1,), op=op, draws=100).reached == reached


@pytest.mark.parametrize(("op", "reached"), [(Op.AT_MOST, 100), (Op.BELOW, 0)])
def test_a_goal_below_is_met_from_above(op: Op, reached: int) -> None:
    assert drawn(6, (-1,), op=op, value=10, draws=100).reached == reached


def test_a_range_is_met_within_it_and_can_be_left_again() -> None:
    found = drawn((2, 3), (1,), draws=100)
    assert (found.reached, found.held) == (100, 0)


def test_a_total_never_ends_short_of_the_latest_one() -> None:
    rising = drawn(100, (-5, 1), value=10, total=Fraction(10), draws=500)
    falling = drawn(-100, (5, -1), op=Op.AT_MOST, value=-10, total=Fraction(-10), draws=500)
    assert rising.values[0] == 10
    assert falling.values[-1] == -10
    assert falling.values[0] < -10


def test_a_total_has_arrived_where_it_is_met_at_that_day() -> None:
    """A correction takes it back: the day by which half have met the goal agrees with the share at due."""
    found = drawn(2, (2, -2), due=date(2021, 12, 31), total=Fraction(0), draws=DRAWS)
    assert found.reached == found.held


# --- laws

CHANGES = st.lists(st.integers(0, 9), min_size=1, max_size=8).map(tuple)
ANY = st.lists(st.integers(-9, 9), min_size=1, max_size=8).map(tuple)
DAYS = st.dates(date(2021, 7, 1), date(2024, 6, 30))


@UNTIMED
@given(changes=ANY, goal=st.integers(1, 40), due=DAYS, seed=st.integers(0, 2**70))
def test_the_same_seed_gives_the_same_figures(
    changes: tuple[int, ...], goal: int, due: date, seed: int
) -> None:
    first, second = (drawn(goal, changes, due=due, draws=100, seed=seed) for _ in range(2))
    assert first == second


@UNTIMED
@given(changes=ANY, goals=st.tuples(st.integers(1, 40), st.integers(1, 40)), due=DAYS)
def test_an_easier_goal_is_never_less_likely(
    changes: tuple[int, ...], goals: tuple[int, int], due: date
) -> None:
    easy, hard = (drawn(goal, changes, due=due, draws=100) for goal in sorted(goals))
    assert easy.reached >= hard.reached
    assert easy.held >= hard.held
    assert easy.values == hard.values


@UNTIMED
@given(changes=ANY, goal=st.integers(1, 40), dues=st.tuples(DAYS, DAYS))
def test_a_later_day_is_never_less_likely(
    changes: tuple[int, ...], goal: int, dues: tuple[date, date]
) -> None:
    early, late = (drawn(goal, changes, due=due, draws=100) for due in sorted(dues))
    assert late.reached >= early.reached


@UNTIMED
@given(changes=ANY, goal=st.integers(1, 40), due=DAYS, factor=st.fractions(Fraction(1, 1000), 1000))
def test_scaling_every_figure_leaves_the_chances_alone(
    changes: tuple[int, ...], goal: int, due: date, factor: Fraction
) -> None:
    decimal = Fraction(round(factor * 1000) or 1, 1000)
    plain = drawn(goal, changes, due=due, draws=100)
    scaled_up = drawn(goal * decimal, tuple(each * decimal for each in changes), due=due, draws=100)
    assert scaled_up == plain._replace(values=tuple(value * decimal for value in plain.values))


@UNTIMED
@given(changes=CHANGES, goal=st.integers(1, 40))
def test_half_arrive_no_later_than_most(changes: tuple[int, ...], goal: int) -> None:
    found = drawn(goal, changes, draws=100)
    if found.most_by is not None:
        assert found.half_by is not None
        assert found.half_by <= found.most_by


def test_the_draws_are_these_on_every_machine() -> None:
    """Figures that must never change: a seed is printed so that another can repeat the run."""
    found = drawn(15, (0, 1, 2, 5, 5, 9), draws=10_000, seed=1)
    assert found.reached == 5093
    assert [found.quantile(percent) for percent in (10, 50, 90)] == [7, 15, 23]
    assert (found.half_by, found.most_by) == (date(2022, 6, 30), date(2023, 3, 31))
