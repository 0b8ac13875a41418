"""The least-squares line: a published example, scipy's line and interval, and the laws of both."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from jinjiang_plan.assess.regression import predict
from tests.assess.cases import UNTIMED
from tests.assess.test_outlook import slope_of

Points = list[tuple[Fraction, Fraction]]

# Montgomery, Peck and Vining, Introduction to Linear Regression Analysis, example 2.1: age of the propellant in weeks,
# shear strength in psi.
PROPELLANT = """
15.50 2158.70  23.75 1678.15   8.00 2316.00  17.00 2061.30   5.50 2207.50  19.00 1708.30  24.00 1784.70
 2.50 2575.00   7.50 2357.90  11.00 2256.70  13.00 2165.20   3.75 2399.55  25.00 1779.80   9.75 2336.75
22.00 1765.30  18.00 2053.50   6.00 2414.40  12.50 2200.50   2.00 2654.20  21.50 1753.70
"""


def points_of(text: str) -> Points:
    figures = [Fraction(word) for word in text.split()]
    return list(zip(figures[::2], figures[1::2], strict=True))


def test_the_published_interval_comes_out() -> None:
    found = predict(points_of(PROPELLANT), Fraction(10), Fraction(95, 100))
    assert found is not None
    # The book has 2048.32 to 2463.76 at 95 %; it rounds on the way, so that its middle is 0.25 from its own line.
    low, high = float(found.value - found.margin), float(found.value + found.margin)
    assert low == pytest.approx(2048.32, abs=0.5)
    assert high == pytest.approx(2463.76, abs=0.5)
    assert float(found.value) == pytest.approx(2627.82 - 37.15 * 10, abs=0.1)


def of_scipy(points: Points, at: Fraction, level: Fraction) -> tuple[float, float]:
    """The line's value and the margin, from scipy's slope and its standard error."""
    x, y = (np.array([float(point[part]) for point in points]) for part in (0, 1))
    line = stats.linregress(x, y)
    spread = float(((x - x.mean()) ** 2).sum())
    scatter = float(line.stderr) * spread**0.5
    width = (1 + 1 / len(x) + (float(at) - float(x.mean())) ** 2 / spread) ** 0.5
    t = float(stats.t.ppf(float(1 + level) / 2, len(x) - 2))
    return float(line.slope) * float(at) + float(line.intercept), t * scatter * width


FIGURES = st.integers(-(10**6), 10**6).map(lambda n: Fraction(n, 100))
POINTS = st.lists(
    st.tuples(st.integers(0, 480).map(lambda n: Fraction(n, 8)), FIGURES), min_size=5, max_size=12
)


@UNTIMED
@given(points=POINTS, at=st.integers(0, 600).map(lambda n: Fraction(n, 10)))
def test_line_and_interval_are_scipys(points: Points, at: Fraction) -> None:
    assume(len({x for x, _ in points}) > 2)
    assume(len({y for _, y in points}) > 2)
    found = predict(points, at, Fraction(4, 5))
    assert found is not None
    value, margin = of_scipy(points, at, Fraction(4, 5))
    size = 1 + max(abs(float(y)) for _, y in points)
    assert float(found.value) == pytest.approx(value, abs=1e-6 * size)
    assert float(found.margin) == pytest.approx(margin, rel=1e-5, abs=1e-6 * size)


@UNTIMED
@given(points=POINTS, factor=st.integers(1, 1000), shift=st.integers(-100, 100))
def test_a_change_of_unit_changes_the_line_with_it(points: Points, factor: int, shift: int) -> None:
    before = predict(points, Fraction(50), Fraction(4, 5))
    after = predict([(x, y * factor + shift) for x, y in points], Fraction(50), Fraction(4, 5))
    if before is None or after is None:
        assert before is after
        return
    assert after.value == before.value * factor + shift
    assert float(after.margin) == pytest.approx(float(before.margin * factor), rel=1e-20)


def test_points_on_a_line_leave_nothing_open() -> None:
    points = [(Fraction(n), Fraction(3 * n + 7)) for n in range(5)]
    found = predict(points, Fraction(100), Fraction(4, 5))
    assert found is not None
    assert found.value == 307
    assert found.margin == 0


def test_points_at_one_time_have_no_line() -> None:
    assert predict([(Fraction(1), Fraction(n)) for n in range(5)], Fraction(2), Fraction(4, 5)) is None


@pytest.mark.parametrize("level", [Fraction(1, 2), Fraction(4, 5), Fraction(99, 100)])
def test_a_surer_interval_is_wider(level: Fraction) -> None:
    points = points_of(PROPELLANT)
    narrow, wide = (predict(points, Fraction(30), each) for each in (level, (1 + level) / 2))
    assert narrow is not None
    assert wide is not None
    assert narrow.margin < wide.margin


# --- the slope of Theil and Sen


def test_the_published_slope_bears_its_outlier() -> None:
    # Helsel and Hirsch, Statistical Methods in Water Resources, 10.1: one of seven figures is 16 and not 6.
    points = [(Fraction(x), Fraction(y)) for x, y in enumerate((1, 2, 3, 4, 5, 16, 7), start=1)]
    assert slope_of(points) == 1


@UNTIMED
@given(points=POINTS)
def test_the_median_slope_is_scipys(points: Points) -> None:
    by_time = dict(points)
    assume(len(by_time) > 2)
    slope = slope_of(list(by_time.items()))
    assert slope is not None
    wanted = stats.theilslopes([float(y) for y in by_time.values()], [float(x) for x in by_time])
    assert float(slope) == pytest.approx(float(wanted.slope), rel=1e-9, abs=1e-9)
