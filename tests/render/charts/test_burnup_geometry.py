"""The band's place in the field: from the latest report to due, and cut off where it would squash all else."""

from fractions import Fraction

import pytest

from jinjiang_plan.model.series import Burnup
from jinjiang_plan.render.charts.burnup_geometry import BAND, picture
from jinjiang_plan.render.charts.burnup_svg import burnup_drawing
from tests.render.chart_cases import drawn
from tests.render.charts.boxes import SPACE, collisions, parsed


def with_band(low: int, high: int) -> Burnup:
    shown = drawn("rising")[1]
    assert shown.band is not None
    return shown._replace(band=shown.band._replace(low=Fraction(low), high=Fraction(high)))


def corners(shown: Burnup) -> list[tuple[float, float]]:
    found = picture(shown, "en", width=80, ticks=5)
    (band,) = [trace for trace in found.traces if trace.key == BAND]
    return list(band.spots)


def test_the_band_opens_from_the_latest_report_to_its_bounds_at_due() -> None:
    shown = with_band(2000, 2800)
    found = picture(shown, "en", width=80, ticks=5)
    latest = shown.projection[0]
    assert corners(shown) == [
        (found.days.at(latest.on), found.values.at(latest.value)),
        (1.0, found.values.at(Fraction(2000))),
        (1.0, found.values.at(Fraction(2800))),
    ]


@pytest.mark.parametrize(("low", "high"), [(-(10**6), 2800), (2000, 10**6), (-(10**6), 10**6)])
def test_a_band_that_would_squash_all_else_is_cut_off_at_the_fields_edge(low: int, high: int) -> None:
    shown = with_band(low, high)
    spots = corners(shown)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in spots)
    assert len(spots) == 3 + (low < 0) + (high == 10**6)
    found = picture(shown, "en", width=80, ticks=5)
    assert found.values.high <= 10_000
    assert found.values.low >= -5_000
    plan, _ = drawn("rising")
    drawing = burnup_drawing(plan, shown, "en")
    assert collisions(drawing) == []
    root = parsed(drawing)
    (area,) = [
        each
        for each in root.iter(f"{SPACE}polygon")
        if each.get("class") == "c-band" and each.get("fill-opacity")
    ][:1]
    places = [tuple(map(float, pair.split(","))) for pair in (area.get("points") or "").split()]
    assert all(0 <= y <= drawing.height for _, y in places)
