"""Rates, ranks, averages, figures of a year to date, seasons and overridden sums: days worked by hand."""

from fractions import Fraction

import pytest

from jinjiang_plan.model.codes import Flag, Light, Status
from tests.assess.cases import Figures, counted, head, judged, judgement, plan_of, target_text
from tests.build import report_line

PERCENT = '"%"'
GROWTH = target_text("rate", goal="{ value = 7 }", unit=PERCENT)
YEARLY = target_text(
    "rate",
    goal="{ value = 7 }",
    unit=PERCENT,
    milestone="[ { on = 2020-12-31, value = 6 }, { on = 2021-12-31, value = 6.5 } ]",
)
SHARE = target_text("rate", goal='{ value = 20, op = "<=" }', unit='"人"')
BETWEEN = target_text("rate", goal='{ min = 2, max = 3, op = "range" }', unit=PERCENT)
PLACE = target_text("rank", goal="{ value = 3 }")

RATES = [
    # body, reports, as of; status, planned, difference, gap, completion
    pytest.param(GROWTH, {"2021-06-30": "6.1"}, "2021-06-30", Status.BEHIND, 7, "-0.9", "-0.9", (61, 70), id="short"),
    pytest.param(GROWTH, {"2021-06-30": "6.65"}, "2021-06-30", Status.ON_TRACK, 7, "-0.35", "-0.35", (665, 700), id="-5 %"),
    pytest.param(GROWTH, {"2021-06-30": "6.64"}, "2021-06-30", Status.BEHIND, 7, "-0.36", "-0.36", (664, 700), id="below"),
    pytest.param(GROWTH, {"2021-06-30": "7.35"}, "2021-06-30", Status.AHEAD, 7, "0.35", "0.35", (735, 700), id="+5 %"),
    pytest.param(GROWTH, {"2021-06-30": "4.9"}, "2021-06-30", Status.BEHIND, 7, "-2.1", "-2.1", (49, 70), id="-30 %"),
    pytest.param(GROWTH, {"2021-06-30": "4.8"}, "2021-06-30", Status.SERIOUSLY_BEHIND, 7, "-2.2", "-2.2", (48, 70), id="far"),
    pytest.param(GROWTH, {"2021-06-30": -3}, "2021-06-30", Status.SERIOUSLY_BEHIND, 7, "-10", "-10", (-3, 7), id="negative"),
    pytest.param(GROWTH, {"2021-06-30": 9}, "2022-06-30", Status.AHEAD, 7, "2", "2", (9, 7), id="never achieved early"),
    pytest.param(YEARLY, {"2020-09-30": "5.9"}, "2020-09-30", Status.ON_TRACK, 6, "-0.1", "-0.1", (59, 70), id="first year"),
    pytest.param(YEARLY, {"2020-12-31": 6}, "2021-03-31", Status.ON_TRACK, 6, "0", "0", (6, 7), id="by its own day"),
    pytest.param(YEARLY, {"2021-03-31": 6}, "2021-03-31", Status.BEHIND, "6.5", "-0.5", "-0.5", (6, 7), id="second year"),
    pytest.param(YEARLY, {"2022-03-31": 6}, "2022-03-31", Status.BEHIND, 7, "-1", "-1", (6, 7), id="then the goal"),
    pytest.param(SHARE, {"2021-06-30": 21}, "2021-06-30", Status.ON_TRACK, 20, "-1", "-5", None, id="at most, -5 %"),
    pytest.param(SHARE, {"2021-06-30": 22}, "2021-06-30", Status.BEHIND, 20, "-2", "-10", None, id="at most, more"),
    pytest.param(SHARE, {"2021-06-30": 18}, "2021-06-30", Status.AHEAD, 20, "2", "10", None, id="at most, less"),
    pytest.param(BETWEEN, {"2021-06-30": "2.5"}, "2021-06-30", Status.ON_TRACK, None, "0", "0", None, id="within"),
    pytest.param(BETWEEN, {"2021-06-30": 4}, "2021-06-30", Status.SERIOUSLY_BEHIND, 3, "-1", "-1", None, id="too much"),
    pytest.param(BETWEEN, {"2021-06-30": "1.9"}, "2021-06-30", Status.ON_TRACK, 2, "-0.1", "-0.1", None, id="just short"),
    pytest.param(PLACE, {"2021-06-30": 3}, "2021-06-30", Status.ON_TRACK, 3, "0", "0", None, id="the third place"),
    pytest.param(PLACE, {"2021-06-30": 1}, "2021-06-30", Status.ON_TRACK, 3, "2", "200/3", None, id="the first"),
    pytest.param(PLACE, {"2021-06-30": 5}, "2021-06-30", Status.BEHIND, 3, "-2", "-200/3", None, id="the fifth"),
    pytest.param(PLACE, {"2021-06-30": 6}, "2021-06-30", Status.BEHIND, 3, "-3", "-100", None, id="the sixth"),
    pytest.param(PLACE, {"2021-06-30": 7}, "2021-06-30", Status.SERIOUSLY_BEHIND, 3, "-4", "-400/3", None, id="the seventh"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "status", "planned", "difference", "gap", "completion"), RATES
)
def test_a_figure_is_compared_with_the_goal_itself(  # noqa: PLR0913, PLR0917 - a row is a whole case
    body: str,
    reports: Figures,
    as_of: str,
    status: Status,
    planned: str | int | None,
    difference: str,
    gap: str,
    completion: tuple[int, int] | None,
) -> None:
    found = judged(body, reports, as_of)

    assert found.status is status
    assert found.planned == (None if planned is None else Fraction(planned))
    assert found.difference == Fraction(difference)
    assert found.gap == Fraction(gap)
    assert found.completion == (None if completion is None else Fraction(*completion))
    assert (found.planned_completion, found.months_ahead, found.prospect.outlook) == (None, None, None)


@pytest.mark.parametrize("body", [GROWTH, PLACE], ids=["rate", "rank"])
@pytest.mark.parametrize(
    ("good", "day", "as_of", "status"),
    [
        (True, "2022-12-31", "2022-12-31", Status.ACHIEVED),
        (False, "2022-12-31", "2022-12-31", Status.MISSED),
        (True, "2022-10-31", "2022-12-31", Status.ACHIEVED),
        (False, "2022-10-31", "2022-12-31", Status.MISSED),
        (True, "2022-09-30", "2022-12-31", Status.ON_TRACK),
        (True, "2022-09-30", "2023-01-01", Status.OVERDUE),
        (False, "2022-09-30", "2023-01-01", Status.OVERDUE),
    ],
)
def test_the_figure_at_due_is_that_of_the_period_that_holds_due(
    body: str, day: str, as_of: str, status: Status, *, good: bool
) -> None:
    value = ("7.1" if good else 6) if body is GROWTH else (3 if good else 4)

    assert judged(body, {day: value}, as_of).status is status


def test_a_report_for_a_day_after_due_belongs_to_another_promise() -> None:
    found = judged(GROWTH, {"2022-09-30": 6, "2023-03-31": 9}, "2023-06-30")

    assert found.status is Status.OVERDUE
    assert found.value == 6


def test_silence_of_a_rate_is_red_at_once() -> None:
    found = judged(GROWTH, {}, "2020-06-30")

    assert (found.status, found.light) == (Status.UNREPORTED, Light.RED)
    assert found.planned == 7
    assert found.completion == 0
    assert (found.gap, found.difference) == (None, None)


# --- averages over the years

AVERAGE = target_text("rate", goal="{ value = 6 }", unit=PERCENT, average='"geometric"')
MEAN = target_text("rate", goal="{ value = 6 }", unit=PERCENT, average='"mean"')


@pytest.mark.parametrize(
    ("body", "figures", "status"),
    [
        pytest.param(AVERAGE, (6, 6, 6), Status.ACHIEVED, id="6 and 6 against 6 is met"),
        pytest.param(AVERAGE, (5, 7, 6), Status.MISSED, id="1.05 x 1.07 x 1.06 falls short of 1.06^3"),
        pytest.param(MEAN, (5, 7, 6), Status.ACHIEVED, id="by the mean it does not"),
        pytest.param(MEAN, (5, 7, "5.99"), Status.MISSED, id="short of the mean"),
        pytest.param(MEAN, (0, 6, 12), Status.ACHIEVED, id="a year without growth counts as nought"),
        pytest.param(MEAN, (0, 6, "11.99"), Status.MISSED, id="a year without growth, and short of the mean"),
        pytest.param(AVERAGE, ("5.5", "6.6", 6), Status.ACHIEVED, id="1.055 x 1.066 exceeds 1.06^2"),
    ],
)
def test_an_average_is_decided_on_its_figures(body: str, figures: tuple[object, ...], status: Status) -> None:
    lines = [report_line(f"{2020 + n}-12-31", value) for n, value in enumerate(figures)]

    assert judged(body, lines, "2022-12-31").status is status


def test_an_average_has_the_last_figure_of_each_year() -> None:
    reports: Figures = {"2020-06-30": 1, "2020-12-31": 6, "2021-06-30": 6}

    assert judged(AVERAGE, reports, "2021-06-30").value == 6
    assert judged(MEAN, {"2020-12-31": 5, "2021-06-30": 6}, "2021-06-30").value == Fraction(11, 2)


def test_an_average_is_settled_only_when_every_year_has_a_figure() -> None:
    found = judged(MEAN, {"2020-12-31": 6, "2022-12-31": 6}, "2023-01-01")

    assert found.status is Status.OVERDUE
    assert Flag.GAP_IN_PERIODS in found.flags
    assert Flag.GAP_IN_PERIODS not in judged(MEAN, {"2020-12-31": 6, "2021-12-31": 6}, "2022-06-30").flags


# --- figures of a year to date

TO_DATE = counted(0, 300, resets='"year"')


@pytest.mark.parametrize(
    ("reports", "value"),
    [
        ({"2020-03-31": 20}, 20),
        ({"2020-03-31": 20, "2020-12-31": 95}, 95),
        ({"2020-12-31": 95, "2021-03-31": 25}, 120),
        ({"2020-12-31": 95, "2021-12-31": 100, "2022-06-30": 50}, 245),
        ({"2020-09-30": 70, "2021-06-30": 50}, 120),
        ({"2019-12-31": 500, "2020-12-31": 95}, 95),
        ({"2020-12-31": 95, "2022-06-30": 60}, 155),
    ],
)
def test_figures_of_a_year_to_date_add_up_over_the_years(reports: Figures, value: int) -> None:
    assert judged(TO_DATE, reports, "2022-06-30").value == value


def test_the_reporting_year_is_the_plan_s_own() -> None:
    top = head(start="2020-04-01", due="2022-03-31", year_end="3")
    reports: Figures = {"2020-12-31": 70, "2021-03-31": 95, "2021-06-30": 25}

    assert judged(TO_DATE, reports, "2021-06-30", top=top).value == 120
    assert judged(counted(10, 300, resets='"year"'), reports, "2021-06-30", top=top).value == 130


# --- seasons


@pytest.mark.parametrize(
    ("seasons", "as_of", "planned"),
    [
        ("[2, 8, 10, 20]", "2022-03-31", 20),
        ("[2, 8, 10, 20]", "2022-06-30", 100),
        ("[2, 8, 10, 20]", "2022-09-30", 200),
        ("[2, 8, 10, 20]", "2022-12-31", 400),
        ("[2, 8, 10, 20]", "2022-05-31", 20 + Fraction(160, 3)),
        ("[0, 0, 1, 1]", "2022-06-30", 0),
        ("[0, 0, 1, 1]", "2022-08-31", Fraction(400, 3)),
        ("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]", "2022-11-30", 220),
        ("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]", "2022-12-30", 220),
    ],
)
def test_time_is_counted_in_the_weight_of_its_seasons(
    seasons: str, as_of: str, planned: Fraction | int
) -> None:
    top = head(start="2022-01-01", due="2022-12-31")
    found = judged(counted(0, 400, path='"seasonal"', seasons=seasons), {"2022-01-31": 1}, as_of, top=top)

    assert found.planned == planned


def test_a_season_belongs_to_the_reporting_year() -> None:
    top = head(start="2021-04-01", due="2022-03-31", year_end="3")
    body = counted(0, 400, path='"seasonal"', seasons="[2, 8, 10, 20]")

    assert judged(body, {"2021-04-30": 1}, "2021-06-30", top=top).planned == 20
    assert judged(body, {"2021-04-30": 1}, "2021-12-31", top=top).planned == 200


# --- sums with a report of their own

WHOLE = counted(0, 300, sum_of='["one", "two"]') + "".join(
    target_text("cumulative", name, goal="{ value = 150 }") for name in ("one", "two")
)


@pytest.mark.parametrize(
    ("own", "one", "as_of", "value", "flags"),
    [
        pytest.param(
            {"2021-06-30": 99}, {"2021-03-31": 40}, "2021-06-30", 99, {Flag.OVERRIDDEN}, id="its own"
        ),
        pytest.param(
            {"2021-06-30": 99}, {"2021-06-30": 40}, "2021-06-30", 99, {Flag.OVERRIDDEN}, id="same day"
        ),
        pytest.param(
            {"2021-06-30": 99}, {"2021-09-30": 60}, "2021-06-30", 99, set(), id="no part has a figure yet"
        ),
        pytest.param(
            {"2021-06-30": 99},
            {"2021-09-30": 60},
            "2021-09-30",
            60,
            {Flag.DERIVED, Flag.PARTIAL},
            id="until a part has a later one",
        ),
        pytest.param(
            {"2022-12-31": 99}, {"2023-01-31": 60}, "2023-01-31", 99, {Flag.OVERRIDDEN}, id="settled at due"
        ),
    ],
)
def test_a_report_of_its_own_stands_until_a_part_has_a_later_one(
    own: Figures, one: Figures, as_of: str, value: int, flags: set[Flag]
) -> None:
    found = judgement(plan_of(WHOLE), {"subject": own, "one": one}, as_of)
    (whole,) = [each for each in found.assessments if each.target.id == "subject"]

    assert whole.value == value
    assert {Flag.DERIVED, Flag.PARTIAL, Flag.OVERRIDDEN} & {*whole.flags} == flags


def test_both_figures_of_an_overridden_sum_are_kept() -> None:
    found = judgement(
        plan_of(WHOLE), {"subject": {"2021-06-30": 99}, "one": {"2021-06-30": 40}}, "2021-06-30"
    )
    (whole,) = [each for each in found.assessments if each.target.id == "subject"]

    assert whole.value == 99
    assert whole.parts_value == 40


# --- profiles of the second edition


def level(base: str, goal: str, first: int, due: int) -> str:
    return counted(None, goal, "level", start=f"{first + 1}-01-01", due=f"{due}-12-31").replace(
        "[target.subject]", f"[target.subject]\nbaseline = {{ value = {base}, on = {first}-12-31 }}"
    )


@pytest.mark.parametrize(
    ("value", "status"),
    [
        # From 100 in 2015 to 200 in 2030; what 2020 has, carried on for ten more years: V_e = 100 (A/100)^3.
        pytest.param("126", Status.ON_TRACK, id="200.04, all of the way"),
        pytest.param("125", Status.ON_TRACK, id="195.3, 0.953 of it"),
        pytest.param("124.9", Status.BEHIND, id="194.8, 0.948 of it"),
        pytest.param("104", Status.BEHIND, id="112.5, 0.125 of it"),
        pytest.param("103", Status.SERIOUSLY_BEHIND, id="109.3, 0.093 of it"),
        pytest.param("99", Status.REGRESSING, id="away from the goal"),
    ],
)
def test_the_united_nations_carry_the_observed_growth_to_due(value: str, status: Status) -> None:
    found = judged(level("100", "200", 2015, 2030), {"2020-12-31": value}, "2020-12-31", profile="un")

    assert found.status is status


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        # From 100 in 2019 to 200 in 2030; the mean of five changes, carried from 2025 for five years.
        pytest.param((10, 10, 10, 10, 10, 10), Status.ON_TRACK, id="short by nothing"),
        pytest.param((9, 9, 9, 9, 9, 9), Status.ON_TRACK, id="45 of 46: 2.2 % short"),
        pytest.param((5, 5, 5, 5, 5, 5), Status.SERIOUSLY_BEHIND, id="25 of 70"),
        pytest.param((20, 9, 9, 9, 9, 9), Status.ON_TRACK, id="45 of 35"),
        pytest.param((30, -1, -1, -1, -1, -1), Status.REGRESSING, id="away from the goal"),
    ],
)
def test_destatis_carries_the_mean_of_five_yearly_changes(changes: tuple[int, ...], status: Status) -> None:
    value, reports = 100, dict[str, int]()
    for year, change in enumerate(changes, 2020):
        value += change
        reports[f"{year}-12-31"] = value
    found = judged(level("100", "200", 2019, 2030), dict(reports), "2025-12-31", profile="destatis")

    assert found.status is status


@pytest.mark.parametrize(
    ("change", "status"),
    [
        # From 0 in 2019 to 200 in 2021: one change, carried for one year, over what is then left.
        ("100", Status.ON_TRACK),
        ("97.5", Status.ON_TRACK),  # 97.5 of 102.5: short by 4.9 %
        ("97", Status.BEHIND),  # 97 of 103: short by 5.8 %
        ("90", Status.BEHIND),  # 90 of 110: short by 18.2 %
        ("88", Status.SERIOUSLY_BEHIND),  # 88 of 112: short by 21.4 %
    ],
)
def test_destatis_looks_at_what_is_short_of_the_rest_of_the_way(change: str, status: Status) -> None:
    found = judged(level("0", "200", 2019, 2021), {"2020-12-31": change}, "2020-12-31", profile="destatis")

    assert found.status is status


def test_destatis_spreads_a_change_over_the_years_that_it_took() -> None:
    # 100 in 2019 and 120 in 2023: 5 a year, so that 2030 has 155, 35 of the 80 that were left.
    reports: Figures = {"2021-12-31": 110, "2023-12-31": 120}
    found = judged(level("100", "200", 2019, 2030), reports, "2023-12-31", profile="destatis")

    assert found.measure is not None
    assert found.measure.value == Fraction(35, 80)
    assert found.status is Status.SERIOUSLY_BEHIND


def test_one_yearly_figure_is_no_trend() -> None:
    found = judged(counted(None, 200, "level"), {"2021-03-31": 100, "2021-06-30": 110}, profile="destatis")

    assert found.status is Status.NOT_ASSESSABLE
