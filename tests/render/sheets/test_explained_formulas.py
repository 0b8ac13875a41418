"""Every formula of `--explain` is equal on both sides, for every kind, status and profile, in both languages."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinjiang_plan.model.profiles import PROFILES
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.show import explanation
from tests.assess.cases import Figures, amended, counted, judged, target_text
from tests.render.sheets.arithmetic import equations

LANGS: tuple[Lang, ...] = ("zh", "en")
DAYS = (
    *("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-11", "2021-09-30"),
    *("2021-12-31", "2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31", "2023-12-31"),
)
STOPS = "[{ on = 2020-12-31, value = 30 }, { on = 2021-06-15, value = 45 }]"
BODIES = {
    "total": counted(0, 100),
    "total without a baseline": counted(None, 100),
    "total with milestones": counted(0, 100, milestone=STOPS),
    "binding": counted(0, 100, class_='"binding"'),
    "by steps": counted(0, 100, path='"step"', milestone=STOPS),
    "level": counted(7, 100, "level"),
    "falling": counted(100, 40, "level"),
    "from below zero": counted(-5, 90, "level"),
    "small": counted("0.001", "0.004", "level"),
    "level without a baseline": counted(None, 90, "level"),
    "compound": counted(20, 90, "level", path='"compound"'),
    "seasonal": counted(0, 100, path='"seasonal"', seasons="[2, 8, 10, 20]"),
    "strict": target_text("level", baseline="{ value = 0 }", goal='{ value = 90, op = ">" }'),
    "range": target_text("level", baseline="{ value = 0 }", goal='{ min = 40, max = 60, op = "range" }'),
    "range from above": target_text(
        "level", baseline="{ value = 99 }", goal='{ min = 40, max = 60, op = "range" }'
    ),
    "range with the baseline inside": target_text(
        "level", baseline="{ value = 50 }", goal='{ min = 40, max = 60, op = "range" }'
    ),
    "weak": counted(60, 50, "level").replace("value = 50 }", 'value = 50, op = ">=" }'),
    "no way": counted(60, 60, "level"),
    "year to date": counted(0, 200, resets='"year"'),
    "rate": counted(None, 50, "rate", unit='"%"'),
    "rate of another unit": counted(None, 50, "rate", unit='"座"'),
    "rate with milestones": counted(None, 50, "rate", milestone=STOPS),
    "rate against nothing": counted(None, 0, "rate"),
    "rate that should fall": target_text("rate", goal='{ value = 40, op = "<=" }'),
    "rate in a range": target_text("rate", goal='{ min = 40, max = 60, op = "range" }'),
    "geometric mean": counted(None, 50, "rate", average='"geometric"', unit='"%"'),
    "arithmetic mean": counted(None, 50, "rate", average='"mean"'),
    "rank": counted(None, 30, "rank"),
    "maintain": counted(None, 50, "maintain", unit='"%"'),
    "maintain a range": target_text("maintain", goal='{ min = 40, max = 60, op = "range" }'),
    "amended": counted(0, 100) + amended(decided="2021-05-01", value="80", document='"d"', reason='"r"'),
    "suspended": counted(0, 100)
    + amended(decided="2021-05-01", status='"suspended"', document='"d"', reason='"r"'),
}
NAMED: Mapping[str, str] = {
    "stage": target_text("stage", goal='{ stage = "completed" }'),
    "yes or no": target_text("done", goal="{ value = true }"),
}
reported = st.dictionaries(st.sampled_from(DAYS), st.integers(0, 110), max_size=12)


def held(body: str, figures: Figures, as_of: str, profile: str) -> int:
    """Judge it, hold each formula of its explanation, and count them."""
    known: Figures = {day: figure for day, figure in sorted(figures.items()) if day <= as_of}
    found = judged(body, known, as_of, profile=profile)
    said = {lang: explanation(found, lang) for lang in LANGS}
    assert len(said["zh"]) == len(said["en"])
    for lines in said.values():
        for line in lines:
            assert "None" not in line
            assert "(- " not in line
            for equation in equations(line):
                assert equation.holds, (line, equation)
    numbers = [[list(equations(line)) for line in lines] for lines in said.values()]
    assert numbers[0] == numbers[1]
    return sum(map(len, numbers[0]))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(figures=reported, as_of=st.sampled_from(DAYS), profile=st.sampled_from(sorted(PROFILES)))
def test_both_sides_are_equal(body: str, figures: dict[str, int], as_of: str, profile: str) -> None:
    if "rank" in body:
        figures = {day: max(1, figure) for day, figure in figures.items()}
    if '"cumulative"' in body:
        figures = dict(zip(sorted(figures), sorted(figures.values()), strict=True))
    assert held(body, figures, as_of, profile) >= 1


@pytest.mark.parametrize(("profile", "owned"), [("cn", False), ("cn-yinchuan", False), ("tola", True)])
def test_whose_thresholds_judge_a_rate_is_said(profile: str, owned: bool) -> None:
    found = judged(BODIES["rate"], {"2021-06-30": 45}, "2021-06-30", profile=profile)
    said = "\n".join(explanation(found, "en"))
    assert ("by the thresholds of cn/2" in said) == owned


@pytest.mark.parametrize("value", [4, 40, 45, 3])
def test_a_value_beyond_a_range_reached_from_above(value: int) -> None:
    """The figures may begin with the same digits; the sides stand by where the way leads."""
    assert held(BODIES["range from above"], {"2021-03-31": value}, "2021-06-30", "cn") >= 1


@pytest.mark.parametrize("body", NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("as_of", ["2020-03-31", "2021-06-30", "2022-12-31", "2023-12-31"])
def test_stages_are_counted_as_positions(body: str, as_of: str) -> None:
    stage = '"stage"' in body
    for figure in (None, "construction", "completed") if stage else (None, False, True):
        assert held(body, {} if figure is None else {"2020-03-31": figure}, as_of, "cn") >= 1


INCREMENTS = [
    f"{day[:4]}-{day[5:7]}-{day[8:]} = {{ value = {value}, from = {first}, recorded = {day}T10:00:00+08:00 }}"
    for first, day, value in (
        ("2020-01-01", "2020-03-31", 7),
        ("2020-04-01", "2020-06-30", "8.5"),
        ("2020-07-01", "2020-12-31", 0),
        ("2021-01-01", "2021-03-31", 12),
    )
]


def test_increments_are_added_up() -> None:
    found = judged(counted(3, 100, "increment"), INCREMENTS, "2021-06-30")
    lines = explanation(found, "en")
    assert "value A = B + the reports = 3 + 7 + 8.5 + 0 + 12 = 30.5 (4 reports)" in lines
    assert all(equation.holds for line in lines for equation in equations(line))
