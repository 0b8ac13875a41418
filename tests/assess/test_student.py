"""Student's t: the printed tables, and the library that everybody checks against."""

import pytest
from scipy import stats  # type: ignore[import-untyped]

from jinjiang_plan.assess.regression import central_share, student_quantile

SHARES = (0.75, 0.9, 0.95, 0.975, 0.995)
PRINTED = {
    # degrees of freedom: the quantiles of the shares above, as every table has them (Abramowitz and Stegun, 26.10)
    1: (1.000, 3.078, 6.314, 12.706, 63.657),
    2: (0.816, 1.886, 2.920, 4.303, 9.925),
    3: (0.765, 1.638, 2.353, 3.182, 5.841),
    4: (0.741, 1.533, 2.132, 2.776, 4.604),
    5: (0.727, 1.476, 2.015, 2.571, 4.032),
    10: (0.700, 1.372, 1.812, 2.228, 3.169),
    30: (0.683, 1.310, 1.697, 2.042, 2.750),
    120: (0.677, 1.289, 1.658, 1.980, 2.617),
}


@pytest.mark.parametrize("freedom", PRINTED)
def test_a_quantile_is_the_printed_one(freedom: int) -> None:
    found = [round(student_quantile(share, freedom), 3) for share in SHARES]
    assert found == list(PRINTED[freedom])


@pytest.mark.parametrize("share", [0.5, 0.6, *SHARES, 0.9999])
@pytest.mark.parametrize("freedom", [*range(1, 34), 99, 100, 998, 999])
def test_a_quantile_is_scipys(share: float, freedom: int) -> None:
    assert student_quantile(share, freedom) == pytest.approx(
        float(stats.t.ppf(share, freedom)), rel=1e-8, abs=2e-9
    )


@pytest.mark.parametrize("t", [0.0, 0.01, 0.5, 1.0, 2.5, 40.0])
@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 8, 61, 62])
def test_the_share_between_is_scipys(t: float, freedom: int) -> None:
    wanted = float(stats.t.cdf(t, freedom) - stats.t.cdf(-t, freedom))
    assert central_share(t, freedom) == pytest.approx(wanted, rel=1e-12, abs=1e-14)
