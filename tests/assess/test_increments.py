"""Past increments: whole periods of the calendar, those without a report among them."""

from fractions import Fraction

import pytest

from jinjiang_plan.assess.outlook import history_of, past_increments
from jinjiang_plan.model.assessment import Assessment
from tests.assess.cases import Figures, counted, head, judged, period
from tests.build import report_line

QUARTERS = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")


def by_quarter(*figures: int | str) -> Figures:
    return dict(zip(QUARTERS, figures, strict=False))


@pytest.mark.parametrize(
    ("body", "reports", "changes", "reported"),
    [
        pytest.param(counted(), by_quarter(60, 220, 380), (60, 160, 160), 3, id="from the baseline on"),
        pytest.param(counted(), by_quarter(60, 60, 380), (60, 0, 320), 3, id="a quarter of nought counts"),
        pytest.param(
            counted(),
            {"2020-03-31": 60, "2020-12-31": 360},
            (60, 0, 0, 300),
            2,
            id="without a report nothing, then all of it",
        ),
        pytest.param(
            counted(),
            {"2020-01-31": 10, "2020-02-29": 30, "2020-03-31": 60, "2020-05-31": 90},
            (60,),
            1,
            id="monthly reports make quarters, and one that is not over makes none",
        ),
        pytest.param(
            counted(frequency='"month"'),
            {"2020-01-25": 10, "2020-02-25": 30, "2020-03-25": 60},
            (10, 20),
            2,
            id="a report before the end of its month",
        ),
        pytest.param(
            counted(frequency='"half-year"'), by_quarter(60, 220, 380, 620), (220, 400), 2, id="half years"
        ),
        pytest.param(counted(frequency='"year"'), by_quarter(60, 220, 380, 620), (620,), 1, id="years"),
        pytest.param(
            counted(100, 40, "level"), by_quarter(90, 95, 70), (-10, 5, -25), 3, id="a level falls and rises"
        ),
        pytest.param(
            counted(None, 40, "level"),
            by_quarter(90, 95, 70),
            (5, -25),
            2,
            id="a first report is no increment",
        ),
        pytest.param(counted(None), by_quarter(60, 220), (60, 160), 2, id="what starts from nothing does"),
        pytest.param(
            counted(**period("2020-02-01", "2022-12-31")),
            by_quarter(60, 220, 380),
            (220, 160),
            2,
            id="a quarter that the start cuts is none, the first is counted from the baseline",
        ),
        pytest.param(
            counted(10, 3000, "increment"),
            by_quarter(60, 160, 160),
            (60, 160, 160),
            3,
            id="increments are summed",
        ),
        pytest.param(
            counted(5),
            {"2019-12-31": 7, "2020-03-31": 60},
            (55,),
            1,
            id="the first is counted from the baseline, whatever was reported before",
        ),
        pytest.param(counted(), {}, (), 0, id="no report"),
        pytest.param(counted(), {"2020-02-29": 5}, (), 0, id="no whole period"),
    ],
)
def test_an_increment_is_what_a_whole_period_added(
    body: str, reports: Figures, changes: tuple[int, ...], reported: int
) -> None:
    assert increments(judged(body, reports)) == (tuple(Fraction(each) for each in changes), reported)


def increments(each: Assessment) -> tuple[tuple[Fraction, ...], int]:
    """The increments in the target's own unit, and how many of their periods have a report."""
    past = past_increments(history_of(each)) if each.observations else None
    if past is None:
        return (), 0
    return tuple(Fraction(change, past.unit) for change in past.changes), past.reported


def test_a_sum_of_all_increments_is_the_whole_way() -> None:
    changes, _ = increments(judged(counted(), by_quarter(60, 220, 380, 620, 900, 1200)))
    assert sum(changes) == 1200


def test_a_plan_that_counts_days_has_the_same_periods() -> None:
    reports = by_quarter(60, 220, 380)
    months, days = (
        judged(counted(), reports, top=head(time_basis=f'"{basis}"')) for basis in ("month", "day")
    )
    assert increments(months) == increments(days)


def test_periods_are_those_of_the_reporting_year() -> None:
    reports: Figures = {"2020-04-30": 60, "2020-07-31": 220, "2020-10-31": 380}
    by_november = judged(counted(), reports, "2020-10-31", top=head(year_end="1"))
    assert increments(by_november) == ((Fraction(60), Fraction(160), Fraction(160)), 3)


def test_a_revision_counts_and_not_what_it_revised() -> None:
    lines = [report_line("2020-03-31", 60), report_line("2020-03-31-r2", 50, "2020-05-01T10:00:00+08:00")]
    assert increments(judged(counted(), lines)) == ((Fraction(50),), 1)
