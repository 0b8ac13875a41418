"""Verdicts that statistical offices published, each with its figures: what the profiles `un` and `destatis` say of them."""

from collections.abc import Mapping

import pytest

from jinjiang_plan import Assessment
from jinjiang_plan.model.codes import Status
from tests.assess.cases import judged, period, target_text

SUN, HAZE, CLOUD, STORM = (
    Status.ON_TRACK,
    Status.BEHIND,
    Status.SERIOUSLY_BEHIND,
    Status.REGRESSING,
)
"""Destatis' weather: Sonne, leicht bewölkt, Wolke, Blitz."""

PAY_GAP = "23 23 23 22 22 23 22 22 22 21 20 20 19"
"""Indicator 5.1.a, per cent of men's hourly earnings, 2007 to 2019 (Indikatorenbericht 2021)."""
POWER = "15.2 16.5 17.1 20.4 23.6 25.1 27.3 31.4 31.6 36.0 37.6 41.9"
"""Indicator 7.2.b, renewables in per cent of gross electricity consumption, 2008 to 2019 (Indikatorenbericht 2021)."""
LAND = "112.8 103.8 93.9 86.6 80.9 74.4 72.6 69.2 66.1 61.539 57.692 56.373"
"""Indicator 11.1.a, hectares a day, mean of four years, 2007 to 2018 (Indikatorenbericht 2021)."""
GASES = (
    "74.278 72.4 73.219 74.576 71.347 72.008 71.646 70.443 68.098 63.722 58.527 60.798 59.789 53.659 51.821"
)
"""Indicator 13.1.a, greenhouse gases, 1990 = 100, 2010 to 2024 (platform of the strategy, March 2026)."""
BIRDS = (
    "91.002 86.532 87.294 88.442 82.514 79.533 77.341 80.342 76.917 75.893 79.976 79.954 75.555 73.664 75.343"
)
"""Indicator 15.1, bird index, 2030 = 100, 2005 to 2019 (platform of the strategy, September 2024)."""

WEATHER = [
    # the figures and the year of the first, the goal and its year, and the symbol published for each year
    pytest.param(
        PAY_GAP,
        2007,
        "10",
        2020,
        {2013: CLOUD, 2014: CLOUD, 2015: STORM, 2016: CLOUD, 2017: CLOUD, 2018: CLOUD, 2019: CLOUD},
        id="5.1.a gender pay gap",
    ),
    pytest.param(
        POWER,
        2008,
        "65",
        2030,
        {2013: HAZE, 2014: HAZE, 2015: SUN, 2016: HAZE, 2017: SUN, 2018: SUN, 2019: SUN},
        id="7.2.b renewable electricity",
    ),
    pytest.param(
        LAND,
        2007,
        "30",
        2030,
        {2012: SUN, 2013: SUN, 2014: SUN, 2015: SUN, 2016: SUN, 2017: SUN, 2018: SUN},
        id="11.1.a land taken for settlement",
    ),
    pytest.param(
        GASES,
        2010,
        "35",
        2030,
        {2015: CLOUD, 2016: CLOUD, 2017: CLOUD, 2018: CLOUD, 2019: CLOUD}
        | {2020: SUN, 2021: CLOUD, 2022: CLOUD, 2023: SUN, 2024: HAZE},
        id="13.1.a greenhouse gases",
    ),
    # 2012 is left out: a cloud was published, though the index fell from 87.294 to 80.342 in those five years.
    pytest.param(
        BIRDS,
        2005,
        "100",
        2030,
        {2010: STORM, 2011: STORM, 2013: STORM, 2014: STORM}
        | {2015: CLOUD, 2016: CLOUD, 2017: STORM, 2018: STORM, 2019: STORM},
        id="15.1 birds",
    ),
]


def yearly(base: str, first: int, goal: str, due: int) -> str:
    """A level with its figure at the end of a year, and the goal for the end of another."""
    return target_text(
        "level",
        baseline=f"{{ value = {base}, on = {first}-12-31 }}",
        goal=f"{{ value = {goal} }}",
        **period(f"{first + 1}-01-01", f"{due}-12-31"),
    )


def reported(figures: str, first: int, goal: str, due: int, year: int) -> Assessment:
    """The target with its six figures up to a year, judged at the end of it by `destatis`.

    The office knows no baseline. Ours is the first of the six, so that none that lies further back says "regressing".
    """
    values = figures.split()[: year - first + 1][-6:]
    start = year - len(values) + 1
    reports = {f"{on}-12-31": figure for on, figure in enumerate(values[1:], start + 1)}
    return judged(yearly(values[0], start, goal, due), reports, f"{year}-12-31", profile="destatis")


@pytest.mark.parametrize(("figures", "first", "goal", "due", "weather"), WEATHER)
def test_destatis_s_weather_is_as_published(
    figures: str, first: int, goal: str, due: int, weather: Mapping[int, Status]
) -> None:
    found = {year: reported(figures, first, goal, due, year).status for year in weather}

    assert found == dict(weather)


SCORES = [
    # EUSTAT, Indicators of the 2030 Agenda for the Basque Country (2025), scored by its note on measuring progress:
    # the baseline and its year, the latest figure and its year, the goal for 2030, and the category that stands there.
    pytest.param(
        "18.5", 2014, "16.5", 2022, "9.25", Status.BEHIND, id="1.2.1 living in poverty, to be halved"
    ),
    pytest.param(
        "22.7", 2014, "19.5", 2022, "11.3", Status.BEHIND, id="1.2.2 at risk of poverty or exclusion"
    ),
    pytest.param("10.3", 2015, "9.6", 2019, "7.2", Status.BEHIND, id="3.4.1 early deaths of chronic disease"),
    pytest.param("3.5", 2015, "3", 2023, "1.75", Status.BEHIND, id="3.6.1 deaths on the road, to be halved"),
    pytest.param(
        "7680.2",
        2015,
        "4033.8",
        2021,
        "15360.4",
        Status.REGRESSING,
        id="2.3.2 small farms' income, to double",
    ),
]


@pytest.mark.parametrize(("base", "first", "value", "latest", "goal", "status"), SCORES)
def test_the_progress_chart_s_categories_are_as_published(  # noqa: PLR0913, PLR0917 - a row of the table
    base: str, first: int, value: str, latest: int, goal: str, status: Status
) -> None:
    found = judged(
        yearly(base, first, goal, 2030), {f"{latest}-12-31": value}, f"{latest}-12-31", profile="un"
    )

    assert found.status is status


def test_the_share_of_the_way_is_that_of_the_formula_as_published() -> None:
    found = judged(yearly("10.3", 2015, "7.2", 2030), {"2019-12-31": "9.6"}, "2019-12-31", profile="un")

    # (9.6/10.3)^(1/4) a year, for fifteen years: 7.911, which is 2.389 of the 3.1 that lie between.
    assert found.measure is not None
    assert round(float(found.measure.value), 3) == 0.771


def test_a_trend_that_leads_nowhere_is_told_from_one_that_is_too_slow() -> None:
    # In due's own year there is no year left to carry the trend over: only its direction is seen.
    still = reported("22 22 22", 2017, "10", 2020, 2019)
    near = reported("22 21 20 19", 2017, "10", 2020, 2020)

    assert (still.status, near.measure and near.measure.receding) == (Status.REGRESSING, False)
