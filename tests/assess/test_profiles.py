"""The profiles: what each measures, where its thresholds lie, and a plan's own (METHODS 4)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Assessment
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.codes import Class, Light, Reason, Status
from jinjiang_plan.model.profiles import PROFILES, Measure, Profile
from tests.assess.cases import UNTIMED, counted, head, judged, period, plan_of, target_text
from tests.build import PLAN_HEAD, write_plan

EUROSTAT = [
    # baseline and its year, latest and its year, goal and its year; the ratio as published; the status
    ("14.5", 2015, "10.4", 2023, "7.25", 2030, "0.90109", Status.BEHIND),
    ("63", 2005, "74", 2020, "85", 2030, "0.89494", Status.BEHIND),
    ("0.37", 2015, "9.53", 2025, "60", 2030, "0.95041", Status.ON_TRACK),
    ("42", 2019, "40", 2024, "60", 2026, "-0.18576", Status.REGRESSING),
]


def yearly(base: str, first: int, goal: str, due: int) -> str:
    return target_text(
        "level",
        baseline=f"{{ value = {base}, on = {first}-12-31 }}",
        goal=f"{{ value = {goal} }}",
        **period(f"{first + 1}-01-01", f"{due}-12-31"),
    )


@pytest.mark.parametrize(("base", "first", "value", "latest", "goal", "due", "ratio", "status"), EUROSTAT)
def test_eurostat_s_ratio_is_as_published(  # noqa: PLR0913, PLR0917 - a row of the table
    base: str, first: int, value: str, latest: int, goal: str, due: int, ratio: str, status: Status
) -> None:
    body = yearly(base, first, goal, due)
    found = judged(body, {f"{latest}-12-31": value}, f"{latest}-12-31", profile="eurostat")

    assert found.measure is not None
    assert round(found.measure.value, 5) == Fraction(ratio)
    assert [found.measure.spent, found.measure.whole] == [Fraction(latest - first), Fraction(due - first)]
    assert found.status is status


def test_a_later_day_does_not_change_what_was_observed() -> None:
    body = yearly("14.5", 2015, "7.25", 2030)
    then, now = (
        judged(body, {"2023-12-31": "10.4"}, day, profile="eurostat") for day in ("2023-12-31", "2024-11-30")
    )

    assert then.measure == now.measure


ROWS = [
    # the measure's thresholds from both sides; half of the time is gone, 1,500 of 3,000 are asked for
    pytest.param("tola", "1725", Status.AHEAD, id="15 % above"),
    pytest.param("tola", "1724.99", Status.ON_TRACK, id="less than 15 % above"),
    pytest.param("tola", "1275", Status.ON_TRACK, id="15 % below"),
    pytest.param("tola", "1274.99", Status.SERIOUSLY_BEHIND, id="more than 15 % below"),
    pytest.param("servicenow", "1350", Status.ON_TRACK, id="90 %"),
    pytest.param("servicenow", "1349.99", Status.BEHIND, id="below 90 %"),
    pytest.param("servicenow", "1125", Status.BEHIND, id="75 %"),
    pytest.param("servicenow", "1124.99", Status.SERIOUSLY_BEHIND, id="below 75 %"),
    pytest.param("servicenow", "-0.01", Status.REGRESSING, id="below nought"),
    pytest.param("opsys", "2999", Status.BEHIND, id="short of the goal, which is the next milestone"),
]


@pytest.mark.parametrize(("profile", "value", "status"), ROWS)
def test_each_profile_has_its_thresholds(profile: str, value: str, status: Status) -> None:
    assert judged(counted(kind="level"), {"2021-06-30": value}, profile=profile).status is status


def test_the_united_nations_ask_for_a_tenth_of_the_growth() -> None:
    body = yearly("100", 2019, "200", 2029)  # 7.18 % a year
    rates = {"107.2": Status.ON_TRACK, "103": Status.BEHIND, "100.1": Status.SERIOUSLY_BEHIND}

    for value, status in rates.items():
        assert judged(body, {"2020-12-31": value}, "2020-12-31", profile="un").status is status


def test_opsys_looks_at_the_next_milestone() -> None:
    stops = "[{ on = 2021-12-31, value = 2000 }, { on = 2020-12-31, value = 1000 }]"
    body = counted(milestone=stops)

    assert judged(body, {"2020-12-31": 1000}, "2020-12-31", profile="opsys").status is Status.ON_TRACK
    assert judged(body, {"2020-12-31": 1000}, "2021-01-31", profile="opsys").status is Status.BEHIND
    assert judged(body, {"2021-12-31": 2000}, "2021-12-31", profile="opsys").status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("profile", "light"), [("cn", Light.YELLOW), ("tola", Light.RED), ("servicenow", Light.RED)]
)
def test_silence_without_a_baseline_is_lit_as_nothing_done(profile: str, light: Light) -> None:
    found = judged(counted(None, 100, "level"), {}, "2020-07-31", profile=profile)

    assert (found.status, found.light) == (Status.UNREPORTED, light)


def test_a_falling_goal_is_ahead_below_what_is_planned() -> None:
    body = counted(100, 40, "level")  # 70 is planned at half-time

    assert judged(body, {"2021-06-30": "59.5"}, profile="tola").status is Status.AHEAD
    assert judged(body, {"2021-06-30": "80.5"}, profile="tola").status is Status.ON_TRACK
    assert judged(body, {"2021-06-30": "80.6"}, profile="tola").status is Status.SERIOUSLY_BEHIND


def test_while_nothing_is_asked_yet_whatever_is_there_is_enough() -> None:
    for profile, status in {"servicenow": Status.ON_TRACK, "tola": Status.ON_TRACK}.items():
        assert judged(counted(), {"2020-01-15": 0}, "2020-01-15", profile=profile).status is status
    assert judged(counted(), {"2020-01-15": 5}, "2020-01-15", profile="tola").status is Status.AHEAD


@pytest.mark.parametrize(
    ("body", "reports"),
    [
        pytest.param(counted(), {"2021-06-30": 1200}, id="from nought nothing grows by a factor"),
        pytest.param(
            target_text("level", baseline="{ value = 100, on = 2021-06-30 }", goal="{ value = 200 }"),
            {"2021-06-30": 110},
            id="on the baseline's own day no time has gone",
        ),
        pytest.param(
            target_text("stage", goal='{ stage = "completed" }'), {"2021-06-30": "signed"}, id="stages"
        ),
    ],
)
def test_what_does_not_grow_is_not_judged_by_growth(body: str, reports: Mapping[str, int | str]) -> None:
    found = judged(body, dict(reports), profile="eurostat")

    assert (found.status, found.reason) == (Status.NOT_ASSESSABLE, Reason.PROFILE_UNFIT)
    assert found.prospect.outlook is not None  # what will be is another question


@pytest.mark.parametrize(
    ("as_of", "status"), [("2020-06-30", Status.ON_TRACK), ("2021-06-30", Status.SERIOUSLY_BEHIND)]
)
def test_a_first_report_that_nothing_followed_has_not_grown(as_of: str, status: Status) -> None:
    found = judged(counted(None, 100, "level"), {"2020-06-30": 50}, as_of, profile="eurostat")

    assert found.status is status
    assert (found.measure and found.measure.value) == (None if as_of == "2020-06-30" else 0)


def test_growth_to_nought_is_the_loss_of_everything() -> None:
    body = target_text(
        "level", baseline="{ value = 100 }", goal='{ min = 5, max = 10, op = "range" }', path='"linear"'
    )
    found = judged(body, {"2020-06-30": 0}, "2020-06-30", profile="eurostat")

    assert found.measure is not None
    assert found.measure.value > 1


OWN = """
[profile.ours]
title = { zh = "本区口径", en = "The district's own" }
version = 3
thresholds = { ahead = 2, on_track = -1, behind = -10 }
binding = { on_track = 0, behind = -5 }
lights = { behind = "red", ahead = "blue" }
words = { behind = { zh = "滞后", en = "lagging" } }
"""


def test_a_plan_declares_a_profile_of_its_own() -> None:
    plan = plan_of(counted() + OWN, head(profile='"ours"'))
    ours = plan.judged_by

    assert (ours.code, ours.measure, ours.title.zh) == ("ours/3", Measure.GAP, "本区口径")
    assert ours.bands == {Status.AHEAD: 2, Status.ON_TRACK: -1, Status.BEHIND: -10}
    assert ours.bands_for(Class.BINDING) == {Status.ON_TRACK: 0, Status.BEHIND: -5}
    assert [ours.tolerance(Class.EXPECTED), ours.tolerance(Class.BINDING)] == [Decimal(1), Decimal(0)]
    assert ours.words[Status.BEHIND].zh == "滞后"


@pytest.mark.parametrize(
    ("class_", "value", "status", "light"),
    [
        ("expected", "1560", Status.AHEAD, Light.BLUE),
        ("expected", "1470", Status.ON_TRACK, Light.GREEN),
        ("expected", "1469", Status.BEHIND, Light.RED),
        ("expected", "1199", Status.SERIOUSLY_BEHIND, Light.RED),
        ("binding", "2999", Status.ON_TRACK, Light.GREEN),
        ("binding", "1499", Status.BEHIND, Light.RED),
        ("binding", "1349", Status.SERIOUSLY_BEHIND, Light.RED),
    ],
)
def test_a_plan_s_own_thresholds_and_colours_decide(
    class_: str, value: str, status: Status, light: Light
) -> None:
    found = judged(counted(class_=f'"{class_}"') + OWN, {"2021-06-30": value}, top=head(profile='"ours"'))

    assert (found.status, found.light) == (status, light)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (OWN.replace("ours", "cn"), "JP201", "profile.cn"),
        (OWN.replace("on_track = -1", "on_track = 2"), "JP104", "profile.ours.thresholds.on_track"),
        (OWN.replace("behind = -5", "behind = 5"), "JP104", "profile.ours.binding.behind"),
        (OWN.replace('"red"', '"orange"'), "JP104", "profile.ours.lights.behind"),
        (OWN.replace("version = 3", 'measure = "speed"'), "JP104", "profile.ours.measure"),
        ("[profile.ours]\nversion = 1\n", "JP103", "profile.ours"),
        (OWN.replace("ahead = 2", "far = 2"), "JP101", "profile.ours.thresholds.far"),
        ("[profile.ours]\nthresholds = {}\n", "JP103", "profile.ours.thresholds"),
        (OWN.replace("words = { behind", "words = { behnd"), "JP101", "profile.ours.words.behnd"),
        (OWN.replace("lights = { behind", "lights = { late"), "JP101", "profile.ours.lights.late"),
    ],
)
def test_what_is_wrong_with_a_profile_is_found_at_its_place(
    tmp_path: Path, text: str, code: str, place: str
) -> None:
    folder = write_plan(tmp_path, head=PLAN_HEAD + text)
    plan, findings = read_plan(folder)

    assert plan is None
    assert [(each.code, each.entry) for each in findings] == [(code, place)]
    assert findings[0].line > 0


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_every_profile_s_thresholds_fall_from_the_best_on(profile: Profile) -> None:
    for class_ in Class:
        least = list(profile.bands_for(class_).values())
        assert least == sorted(least, reverse=True)
        assert len(set(least)) == len(least)


# --- laws

FIGURES = st.decimals(1, 10_000, places=2)
SCALES = st.decimals("0.001", 1000, places=3).filter(lambda scale: scale > 0)


def case_of(base: Decimal, goal: Decimal, value: Decimal, profile: str) -> Assessment:
    body = target_text(
        "level", baseline=f"{{ value = {base:f} }}", goal=f"{{ value = {goal:f} }}", unit='"座"'
    )
    return judged(body, {"2021-03-31": f"{value:f}"}, profile=profile)


@UNTIMED
@given(base=FIGURES, goal=FIGURES, value=FIGURES, scale=SCALES, profile=st.sampled_from([*PROFILES]))
def test_scaling_every_figure_changes_no_status(
    base: Decimal, goal: Decimal, value: Decimal, scale: Decimal, profile: str
) -> None:
    plain = case_of(base, goal, value, profile)
    scaled = case_of(base * scale, goal * scale, value * scale, profile)

    assert (plain.status, plain.reason, plain.periods_behind) == (
        scaled.status,
        scaled.reason,
        scaled.periods_behind,
    )
    assert plain.prospect.outlook is scaled.prospect.outlook


@UNTIMED
@given(base=FIGURES, goal=FIGURES, low=FIGURES, more=FIGURES, profile=st.sampled_from([*PROFILES]))
def test_a_better_value_never_stands_worse(
    base: Decimal, goal: Decimal, low: Decimal, more: Decimal, profile: str
) -> None:
    if base == goal:
        return
    near, far = sorted((low, low + more), reverse=goal < base)
    worse, better = (case_of(base, goal, value, profile) for value in (near, far))
    under_way = {Status.REGRESSING, Status.SERIOUSLY_BEHIND, Status.BEHIND, Status.ON_TRACK, Status.AHEAD}

    if {worse.status, better.status} <= under_way:
        assert better.status.concern >= worse.status.concern
