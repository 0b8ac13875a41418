from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Portfolio, Report, Target, assess
from jinjiang_plan.model.codes import Flag, Kind, Light, Op, PathShape, Reason, Status
from jinjiang_plan.model.plan import Baseline, Goal
from jinjiang_plan.model.profiles import PROFILES
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import (
    UNTIMED,
    Figures,
    amended,
    counted,
    head,
    judged,
    judged_directly,
    period,
    plan_of,
    target_of,
    target_text,
)
from tests.build import report_line

BINDING = '"binding"'
SUSPENDED = amended(decided="2021-01-15", status='"suspended"')
CANCELLED = amended(decided="2021-01-15", status='"cancelled"')
DONE = target_text("done", goal="{ value = true }")
STAGE = target_text("stage", goal='{ stage = "completed" }')
HELD = counted(None, 90, "maintain")
EVERY_QUARTER: Figures = {
    f"{year}-{day}": 95 for year in (2020, 2021, 2022) for day in ("03-31", "06-30", "09-30", "12-31")
}
BAND = counted(None, 0, "level").replace("{ value = 0 }", '{ min = 40, max = 60, op = "range" }')
CUT = counted(100, 40, "level")

ROWS = [
    # the amendment goes before everything
    pytest.param(
        counted() + SUSPENDED, {"2021-06-30": 3000}, "2021-06-30", Status.SUSPENDED, id="suspended, met"
    ),
    pytest.param(
        counted() + CANCELLED, {}, "2023-06-30", Status.CANCELLED, id="cancelled, no data, after due"
    ),
    pytest.param(
        target_text("level") + CANCELLED,
        {},
        "2021-06-30",
        Status.CANCELLED,
        id="cancelled before not assessable",
    ),
    pytest.param(counted() + SUSPENDED, {}, "2021-01-14", Status.UNREPORTED, id="not yet suspended"),
    pytest.param(
        counted() + SUSPENDED, {}, "2021-01-15", Status.SUSPENDED, id="suspended from the day of decision"
    ),
    # not assessable goes before not started and no data
    pytest.param(target_text("level"), {"2021-06-30": 5}, "2021-06-30", Status.NOT_ASSESSABLE, id="no goal"),
    pytest.param(
        target_text("level"), {}, "2019-06-30", Status.NOT_ASSESSABLE, id="no goal, before the start"
    ),
    pytest.param(counted(5, 5), {"2021-06-30": 5}, "2021-06-30", Status.ACHIEVED_EARLY, id="no way to go"),
    pytest.param(counted(5, 5), {}, "2021-06-30", Status.UNREPORTED, id="no way to go, no data"),
    pytest.param(
        counted(None, 9, path='"compound"'), {}, "2021-06-30", Status.NOT_ASSESSABLE, id="no baseline"
    ),
    # not started, no data
    pytest.param(counted(), {}, "2019-12-31", Status.NOT_STARTED, id="before the start"),
    pytest.param(counted(), {}, "2020-01-01", Status.NO_DATA, id="no report on the first day"),
    pytest.param(counted(), {}, "2020-05-15", Status.NO_DATA, id="no report owed yet"),
    pytest.param(counted(), {}, "2020-05-16", Status.UNREPORTED, id="a report is owed"),
    pytest.param(counted(), {}, "2022-12-31", Status.UNREPORTED, id="no report on the last day"),
    pytest.param(counted(), {}, "2023-01-01", Status.OVERDUE, id="no report after due"),
    pytest.param(target_text("level"), {}, "2025-01-01", Status.NOT_ASSESSABLE, id="monitored, no report"),
    pytest.param(
        counted(None, 9, "level"), {}, "2019-12-31", Status.NOT_STARTED, id="a level before the start"
    ),
    pytest.param(counted(None, 9, "level"), {}, "2021-12-31", Status.UNREPORTED, id="a level without report"),
    pytest.param(HELD, {}, "2019-12-31", Status.NOT_STARTED, id="to hold, before the start"),
    pytest.param(HELD, {}, "2021-12-31", Status.UNREPORTED, id="to hold, without report"),
    pytest.param(DONE, {}, "2019-12-31", Status.NOT_STARTED, id="done, before the start"),
    pytest.param(STAGE, {}, "2021-12-31", Status.UNREPORTED, id="a stage without report"),
    pytest.param(counted(), {"2019-12-15": 1}, "2019-12-31", Status.ON_TRACK, id="reported before the start"),
    pytest.param(
        counted(), {"2021-06-30": 1}, "2021-06-29", Status.UNREPORTED, id="the report is for the next day"
    ),
    # met
    pytest.param(counted(), {"2022-06-30": 3000}, "2022-06-30", Status.ACHIEVED_EARLY, id="met early"),
    pytest.param(counted(), {"2022-12-30": 3000}, "2022-12-30", Status.ACHIEVED_EARLY, id="met a day early"),
    pytest.param(
        counted(), {"2019-12-30": 3000}, "2019-12-31", Status.ACHIEVED_EARLY, id="met before the start"
    ),
    pytest.param(
        counted(), {"2022-06-30": 3000}, "2022-12-31", Status.ACHIEVED, id="met early, due has come"
    ),
    pytest.param(counted(), {"2022-06-30": 3000}, "2029-12-31", Status.ACHIEVED, id="met early, long ago"),
    pytest.param(counted(), {"2022-12-31": 3000}, "2022-12-31", Status.ACHIEVED, id="met on the last day"),
    pytest.param(counted(), {"2023-01-01": 3000}, "2023-01-01", Status.ACHIEVED_LATE, id="met a day late"),
    pytest.param(
        counted(),
        {"2022-12-31": 2900, "2023-06-30": 3000},
        "2024-01-01",
        Status.ACHIEVED_LATE,
        id="missed, then met",
    ),
    pytest.param(
        counted(),
        {"2022-06-30": 3000, "2022-12-31": 3100},
        "2022-12-31",
        Status.ACHIEVED,
        id="met and going on",
    ),
    pytest.param(DONE, {"2021-06-30": True}, "2021-06-30", Status.ACHIEVED_EARLY, id="done early"),
    pytest.param(DONE, {"2022-12-31": True}, "2022-12-31", Status.ACHIEVED, id="done on the last day"),
    pytest.param(DONE, {"2023-03-31": True}, "2023-03-31", Status.ACHIEVED_LATE, id="done late"),
    pytest.param(
        STAGE, {"2021-06-30": "completed"}, "2021-06-30", Status.ACHIEVED_EARLY, id="stage reached early"
    ),
    pytest.param(
        STAGE, {"2021-06-30": "operating"}, "2022-12-31", Status.ACHIEVED, id="beyond the goal's stage"
    ),
    pytest.param(
        STAGE, {"2023-06-30": "completed"}, "2023-06-30", Status.ACHIEVED_LATE, id="stage reached late"
    ),
    pytest.param(CUT, {"2021-06-30": 40}, "2021-06-30", Status.ACHIEVED_EARLY, id="cut far enough"),
    pytest.param(CUT, {"2022-11-30": 30}, "2022-12-31", Status.ACHIEVED, id="cut further"),
    pytest.param(
        CUT, {"2021-06-30": 30}, "2022-12-30", Status.ACHIEVED_EARLY, id="cut, and silent since, before due"
    ),
    pytest.param(CUT, {"2021-06-30": 30}, "2022-12-31", Status.OVERDUE, id="cut, and silent since, at due"),
    pytest.param(
        CUT,
        {"2021-06-30": 30, "2023-03-31": 30},
        "2023-04-30",
        Status.ACHIEVED_LATE,
        id="cut, silent at due, proved later",
    ),
    pytest.param(
        CUT,
        {"2021-06-30": 30, "2021-09-30": 90, "2022-12-31": 70, "2023-03-31": 40},
        "2023-04-30",
        Status.ACHIEVED_LATE,
        id="met, lost, missed at due, met again",
    ),
    # due has come, or gone
    pytest.param(counted(), {"2022-12-31": 2999}, "2022-12-31", Status.MISSED, id="missed on the last day"),
    pytest.param(counted(), {"2023-06-30": 2999}, "2023-06-30", Status.MISSED, id="a figure after due"),
    pytest.param(
        counted(), {"2023-06-30": 2999}, "2023-06-29", Status.OVERDUE, id="a figure that is not there yet"
    ),
    pytest.param(
        counted(),
        {"2022-09-30": 2900, "2023-06-30": 2999},
        "2023-03-31",
        Status.OVERDUE,
        id="no figure for due yet",
    ),
    pytest.param(
        counted(), {"2022-12-30": 2999}, "2022-12-31", Status.ON_TRACK, id="due, its figure not there yet"
    ),
    pytest.param(counted(), {"2022-12-30": 2999}, "2023-01-01", Status.OVERDUE, id="a day over"),
    pytest.param(
        counted(100, 200, "level", **period("2018-01-01", "2020-12-31")),
        {"2020-12-31": 200, "2022-12-31": 190},
        "2022-12-31",
        Status.ACHIEVED,
        id="met at due, lost later",
    ),
    pytest.param(counted(), {"2022-12-31": -900}, "2022-12-31", Status.MISSED, id="missed before regressing"),
    pytest.param(
        counted(), {"2022-09-30": -900}, "2023-01-01", Status.OVERDUE, id="overdue before regressing"
    ),
    pytest.param(DONE, {"2022-12-31": False}, "2022-12-31", Status.MISSED, id="not done"),
    pytest.param(DONE, {"2022-09-30": False}, "2023-01-31", Status.OVERDUE, id="not done by the last report"),
    pytest.param(STAGE, {"2022-12-31": "construction"}, "2022-12-31", Status.MISSED, id="stage not reached"),
    pytest.param(STAGE, {"2022-09-30": "construction"}, "2023-01-31", Status.OVERDUE, id="stage not known"),
    pytest.param(CUT, {"2022-12-31": 41}, "2022-12-31", Status.MISSED, id="cut too little"),
    # on the way
    pytest.param(counted(), {"2021-06-30": -151}, "2021-06-30", Status.REGRESSING, id="below -5 %"),
    pytest.param(
        counted(), {"2020-01-31": -150}, "2020-01-31", Status.BEHIND, id="-5 % is not yet regressing"
    ),
    pytest.param(
        counted(class_=BINDING),
        {"2020-01-31": "-0.01"},
        "2020-01-31",
        Status.REGRESSING,
        id="binding, below 0",
    ),
    pytest.param(
        counted(class_=BINDING), {"2020-01-15": 0}, "2020-01-15", Status.ON_TRACK, id="binding, at 0"
    ),
    pytest.param(CUT, {"2021-06-30": 104}, "2021-06-30", Status.REGRESSING, id="rising where it should fall"),
    pytest.param(counted(), {"2021-06-30": 1650}, "2021-06-30", Status.AHEAD, id="+5"),
    pytest.param(counted(), {"2021-06-30": "1649.99"}, "2021-06-30", Status.ON_TRACK, id="just below +5"),
    pytest.param(counted(), {"2021-06-30": 1500}, "2021-06-30", Status.ON_TRACK, id="0"),
    pytest.param(counted(), {"2021-06-30": 1350}, "2021-06-30", Status.ON_TRACK, id="-5"),
    pytest.param(counted(), {"2021-06-30": "1349.99"}, "2021-06-30", Status.BEHIND, id="just below -5"),
    pytest.param(counted(), {"2021-06-30": 600}, "2021-06-30", Status.BEHIND, id="-30"),
    pytest.param(
        counted(), {"2021-06-30": "599.99"}, "2021-06-30", Status.SERIOUSLY_BEHIND, id="just below -30"
    ),
    pytest.param(counted(class_=BINDING), {"2021-06-30": 1650}, "2021-06-30", Status.AHEAD, id="binding, +5"),
    pytest.param(
        counted(class_=BINDING), {"2021-06-30": 1500}, "2021-06-30", Status.ON_TRACK, id="binding, 0"
    ),
    pytest.param(
        counted(class_=BINDING),
        {"2021-06-30": "1499.99"},
        "2021-06-30",
        Status.BEHIND,
        id="binding, just below 0",
    ),
    pytest.param(
        counted(0, 1000, class_=BINDING),
        {"2021-06-30": 441},
        "2021-06-30",
        Status.BEHIND,
        id="binding, 5.9 short",
    ),
    pytest.param(
        counted(class_=BINDING), {"2021-06-30": 600}, "2021-06-30", Status.BEHIND, id="binding, -30"
    ),
    pytest.param(
        counted(class_=BINDING),
        {"2021-06-30": 599},
        "2021-06-30",
        Status.SERIOUSLY_BEHIND,
        id="binding, below -30",
    ),
    pytest.param(CUT, {"2021-06-30": 67}, "2021-06-30", Status.AHEAD, id="falling, +5"),
    pytest.param(CUT, {"2021-06-30": 70}, "2021-06-30", Status.ON_TRACK, id="falling, 0"),
    pytest.param(CUT, {"2021-06-30": 73}, "2021-06-30", Status.ON_TRACK, id="falling, -5"),
    pytest.param(CUT, {"2021-06-30": 88}, "2021-06-30", Status.BEHIND, id="falling, -30"),
    pytest.param(CUT, {"2021-06-30": 89}, "2021-06-30", Status.SERIOUSLY_BEHIND, id="falling, below -30"),
    pytest.param(
        counted(), {"2020-12-31": 1500}, "2021-06-30", Status.ON_TRACK, id="an old figure, the plan now"
    ),
    pytest.param(
        DONE, {"2021-06-30": False}, "2021-06-30", Status.ON_TRACK, id="not done, nor asked for yet"
    ),
    pytest.param(STAGE, {"2021-06-30": "construction"}, "2021-06-30", Status.AHEAD, id="a stage ahead"),
    pytest.param(STAGE, {"2021-06-30": "signed"}, "2021-06-30", Status.BEHIND, id="a stage behind"),
    pytest.param(
        STAGE, {"2021-06-30": "planned"}, "2021-06-30", Status.SERIOUSLY_BEHIND, id="at the first stage"
    ),
    pytest.param(
        counted(0, 30, "increment"), {"2021-06-30": 15}, "2021-06-30", Status.ON_TRACK, id="increments, 0"
    ),
    pytest.param(
        counted(0, 30, "increment"),
        {"2020-06-30": 10, "2021-06-30": 5},
        "2021-06-30",
        Status.ON_TRACK,
        id="their sum",
    ),
    # a range
    pytest.param(
        BAND.replace("[target.subject]", "[target.subject]\nbaseline = { value = 20 }"),
        {"2021-06-30": 30},
        "2021-06-30",
        Status.ON_TRACK,
        id="half way into a range",
    ),
    pytest.param(
        BAND.replace("[target.subject]", "[target.subject]\nbaseline = { value = 80 }"),
        {"2021-06-30": 70},
        "2021-06-30",
        Status.ON_TRACK,
        id="half way down into a range",
    ),
    pytest.param(
        BAND.replace("[target.subject]", "[target.subject]\nbaseline = { value = 20 }"),
        {"2021-06-30": 40},
        "2021-06-30",
        Status.ACHIEVED_EARLY,
        id="at a range's near bound",
    ),
    pytest.param(
        BAND.replace("[target.subject]", "[target.subject]\nbaseline = { value = 20 }"),
        {"2022-12-31": 60},
        "2022-12-31",
        Status.ACHIEVED,
        id="at a range's far bound",
    ),
    pytest.param(
        BAND.replace("[target.subject]", "[target.subject]\nbaseline = { value = 20 }"),
        {"2022-12-31": 61},
        "2022-12-31",
        Status.MISSED,
        id="beyond a range's far bound",
    ),
    pytest.param(
        BAND.replace("[target.subject]", "[target.subject]\nbaseline = { value = 50 }"),
        {"2022-06-30": 50},
        "2022-06-30",
        Status.ACHIEVED_EARLY,
        id="always within a range",
    ),
    # a level to hold
    pytest.param(HELD, {"2021-06-30": 91}, "2021-06-30", Status.ON_TRACK, id="held so far"),
    pytest.param(HELD, {"2021-06-30": 95}, "2021-06-30", Status.AHEAD, id="held and more"),
    pytest.param(HELD, EVERY_QUARTER, "2022-12-31", Status.ACHIEVED, id="held to the end"),
    pytest.param(
        HELD, {"2022-12-31": 95}, "2022-12-31", Status.AHEAD, id="held at due, and otherwise silent"
    ),
    pytest.param(HELD, {"2022-12-31": 95}, "2023-01-01", Status.OVERDUE, id="the other periods are owed"),
    pytest.param(HELD, {"2022-09-30": 95}, "2023-03-31", Status.OVERDUE, id="held, the end is not known"),
    pytest.param(
        HELD,
        {"2021-06-30": 80, "2022-12-31": 95},
        "2022-12-31",
        Status.MISSED,
        id="held at the end, not always",
    ),
    pytest.param(
        HELD,
        {"2021-03-31": 95, "2021-06-30": 80},
        "2021-06-30",
        Status.BEHIND,
        id="held half the time",
    ),
]


@pytest.mark.parametrize(("body", "reports", "as_of", "status"), ROWS)
def test_the_first_row_that_fits_is_the_status(
    body: str, reports: Figures, as_of: str, status: Status
) -> None:
    assert judged(body, reports, as_of).status is status


def test_the_table_of_rows_holds_every_status() -> None:
    assert {row.values[3] for row in ROWS} == {*Status}


@pytest.mark.parametrize(
    ("status", "light"),
    [
        (Status.CANCELLED, Light.GREY),
        (Status.SUSPENDED, Light.GREY),
        (Status.NOT_ASSESSABLE, Light.GREY),
        (Status.NOT_STARTED, Light.GREY),
        (Status.NO_DATA, Light.GREY),
        (Status.ACHIEVED_EARLY, Light.BLUE),
        (Status.ACHIEVED, Light.BLUE),
        (Status.ACHIEVED_LATE, Light.BLUE),
        (Status.MISSED, Light.RED),
        (Status.OVERDUE, Light.RED),
        (Status.REGRESSING, Light.RED),
        (Status.AHEAD, Light.GREEN),
        (Status.ON_TRACK, Light.GREEN),
        (Status.BEHIND, Light.YELLOW),
        (Status.SERIOUSLY_BEHIND, Light.RED),
        (Status.UNREPORTED, Light.YELLOW),
    ],
)
def test_each_status_has_its_light(status: Status, light: Light) -> None:
    assert PROFILES["cn"].light(status) is light


@pytest.mark.parametrize(
    ("lines", "as_of", "status"),
    [
        pytest.param(
            [report_line("2022-10-31", 2900, final="true")],
            "2022-12-31",
            Status.MISSED,
            id="final, due has come",
        ),
        pytest.param(
            [report_line("2022-10-31", 2900, final="true")], "2023-06-30", Status.MISSED, id="final, later"
        ),
        pytest.param(
            [report_line("2022-10-31", 2900, final="true")],
            "2022-12-30",
            Status.ON_TRACK,
            id="final, not due yet",
        ),
        pytest.param([report_line("2022-10-31", 2900)], "2023-06-30", Status.OVERDUE, id="not final"),
        pytest.param(
            [
                report_line("2022-10-31", 2900, "2022-11-01T09:00:00+08:00", final="true"),
                report_line("2022-10-31-r2", 2900, "2022-11-02T09:00:00+08:00"),
            ],
            "2023-06-30",
            Status.OVERDUE,
            id="final no longer",
        ),
        pytest.param(
            [report_line("2022-10-31", 3000, final="true")], "2023-06-30", Status.ACHIEVED, id="final, met"
        ),
    ],
)
def test_a_figure_marked_final_settles_it_once_due_has_come(
    lines: list[str], as_of: str, status: Status
) -> None:
    assert judged(counted(), lines, as_of).status is status


def test_a_level_to_hold_is_not_settled_by_a_final_figure_while_periods_are_owed() -> None:
    lines = [report_line("2022-11-30", 95, final="true")]

    assert judged(HELD, lines, "2023-01-31").status is Status.OVERDUE


@pytest.mark.parametrize("class_", ['"binding"', '"expected"'])
@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("1650", Status.AHEAD),
        ("1649.99", Status.ON_TRACK),
        ("1500", Status.ON_TRACK),
        ("1499.99", Status.BEHIND),
        ("1350", Status.BEHIND),
        ("600", Status.BEHIND),
        ("599.99", Status.SERIOUSLY_BEHIND),
        ("-0.01", Status.REGRESSING),
    ],
)
def test_yinchuan_s_profile_has_no_tolerance_for_any_class(class_: str, value: str, status: Status) -> None:
    body = counted(class_=class_)

    assert judged(body, {"2021-06-30": value}, profile="cn-yinchuan").status is status


def test_a_plan_names_its_profile_and_a_call_may_name_another() -> None:
    top = head(profile='"cn-yinchuan"')
    by_plan = judged(counted(), {"2021-06-30": 1400}, top=top)
    by_call = judged(counted(), {"2021-06-30": 1400}, top=top, profile="cn")

    assert (by_plan.profile.code, by_plan.status) == ("cn-yinchuan/2", Status.BEHIND)
    assert (by_call.profile.code, by_call.status) == ("cn/2", Status.ON_TRACK)


def test_an_expected_target_is_the_default() -> None:
    assert judged(counted(), {"2021-06-30": 1400}).status is Status.ON_TRACK
    assert judged(counted(class_='"expected"'), {"2021-06-30": 1400}).status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("basis", "reports"),
    [('"month"', {"2021-06-15": 1417}), ('"day"', {"2021-06-15": 1456})],
)
def test_the_gap_is_to_what_is_asked_by_that_day(basis: str, reports: Mapping[str, int]) -> None:
    found = judged(counted(), dict(reports), "2021-06-15", top=head(time_basis=basis))

    assert found.gap is not None
    assert abs(found.gap) < Fraction(2, 10)


# --- laws

SILENT = (Status.NO_DATA, Status.NOT_STARTED, Status.UNREPORTED)

FIGURES = st.decimals(-10_000, 10_000, places=2)
WAYS = st.tuples(FIGURES, FIGURES).filter(lambda pair: pair[0] != pair[1])
NOWS = st.dates(date(2019, 6, 1), date(2024, 1, 1))
PLAIN = target_of(counted(0, 3000, "level"))
MEASURED = st.sampled_from([Kind.LEVEL, Kind.CUMULATIVE, Kind.INCREMENT])
SOURCED = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2023, 6, 30)), FIGURES),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each[0],
)


def way(baseline: Decimal, goal: Decimal, op: Op | None = None, kind: Kind = Kind.LEVEL) -> Target:
    return PLAIN._replace(
        kind=kind,
        baseline=Baseline(baseline, None, assumed=False, source=""),
        goal=Goal(goal, None, None, op, assumed=False),
    )


def reported(figures: list[tuple[date, Decimal]]) -> tuple[Report, ...]:
    moment = judged(counted(), {"2021-06-30": 1}).observations[0].report
    assert moment is not None
    return tuple(moment._replace(on=on, figure=value, recorded=moment.recorded) for on, value in figures)


@UNTIMED
@given(ends=WAYS, on=NOWS, kind=st.sampled_from([Kind.LEVEL, Kind.CUMULATIVE]))
def test_completion_is_nought_at_the_baseline_and_one_at_the_goal(
    ends: tuple[Decimal, Decimal], on: date, kind: Kind
) -> None:
    target = way(*ends, kind=kind)

    for value, completion in zip(ends, (0, 1), strict=True):
        found = judged_directly(target, reported([(on, value)]), on)
        assert found.completion == completion
        assert found.met is bool(completion)


@UNTIMED
@given(
    ends=WAYS,
    figures=SOURCED,
    as_of=NOWS,
    kind=MEASURED,
    course=st.sampled_from([PathShape.LINEAR, PathShape.STEP]),
    factor=st.decimals(Decimal("0.001"), 1000, places=3),
)
def test_a_change_of_unit_changes_no_judgement(  # noqa: PLR0913, PLR0917 - a whole case
    ends: tuple[Decimal, Decimal],
    figures: list[tuple[date, Decimal]],
    as_of: date,
    kind: Kind,
    course: PathShape,
    factor: Decimal,
) -> None:
    target = way(*ends, kind=kind)._replace(course=course)
    scaled = way(ends[0] * factor, ends[1] * factor, kind=kind)._replace(course=course)
    before = judged_directly(target, reported(figures), as_of)
    after = judged_directly(scaled, reported([(on, value * factor) for on, value in figures]), as_of)

    assert (after.status, after.flags, after.reason) == (before.status, before.flags, before.reason)
    assert (after.gap, after.completion) == (before.gap, before.completion)
    assert (after.months_ahead, after.prospect.outlook) == (before.months_ahead, before.prospect.outlook)


@UNTIMED
@given(
    ends=WAYS,
    value=FIGURES,
    as_of=NOWS,
    dues=st.tuples(NOWS, NOWS).map(sorted),
)
def test_a_later_due_day_never_worsens_the_gap(
    ends: tuple[Decimal, Decimal], value: Decimal, as_of: date, dues: list[date]
) -> None:
    start = date(2019, 1, 1)
    reports = reported([(date(2019, 3, 31), value)])
    sooner, later = (
        judged_directly(way(*ends)._replace(start=start, due=due), reports, as_of).gap for due in dues
    )

    assert sooner is not None
    assert later is not None
    assert sooner <= later


@UNTIMED
@given(ends=WAYS, figures=SOURCED, days=st.tuples(NOWS, NOWS).map(sorted))
def test_time_alone_never_mends_the_gap(
    ends: tuple[Decimal, Decimal], figures: list[tuple[date, Decimal]], days: list[date]
) -> None:
    reports = reported([(date(2019, 3, 31), figures[0][1])])
    sooner, later = (judged_directly(way(*ends), reports, day) for day in days)

    assert sooner.gap is not None
    assert later.gap is not None
    assert later.gap <= sooner.gap
    assert sooner.elapsed is not None
    assert later.elapsed is not None
    assert 0 <= sooner.elapsed <= later.elapsed <= 1


@UNTIMED
@given(
    ends=WAYS, figures=SOURCED, as_of=NOWS, op=st.sampled_from([None, *Op]).filter(lambda op: op != Op.RANGE)
)
def test_the_facts_of_a_judgement_never_contradict_each_other(
    ends: tuple[Decimal, Decimal], figures: list[tuple[date, Decimal]], as_of: date, op: Op | None
) -> None:
    found = judged_directly(way(*ends, op), reported(figures), as_of)

    settled = as_of >= found.due
    assert (found.light is Light.BLUE) is found.met or settled
    assert (found.reason is None) is (found.status is not Status.NOT_ASSESSABLE)
    assert (found.value is None) is (found.status in SILENT) or settled
    assert not (found.met and Flag.RELAPSED in found.flags)
    if found.completion is not None and found.planned_completion is not None:
        assert found.gap == 100 * (found.completion - found.planned_completion)
    if found.status is Status.ACHIEVED_EARLY:
        assert as_of < found.due
    if found.status in (Status.MISSED, Status.ACHIEVED, Status.ACHIEVED_LATE):
        assert as_of >= found.due


def test_a_broken_ledger_is_not_judged() -> None:
    broken = {"plan/subject": Ledger("plan/subject", (), broken=True)}
    (found,) = assess(Portfolio((plan_of(counted()),), broken, ()), date(2021, 6, 30)).assessments

    assert (found.status, found.reason) == (Status.NOT_ASSESSABLE, Reason.BROKEN_LEDGER)


# Two reports on both sides of due: what was true on that day stays true.

MET_AND_REPORTED_AGAIN = [
    ("2022-06-30", 3000, Status.ACHIEVED, 6),
    ("2022-12-31", 3000, Status.ACHIEVED, 0),
    ("2022-12-31", 2999, Status.ACHIEVED_LATE, -6),
    ("2023-01-31", 3000, Status.ACHIEVED_LATE, -1),
]


@pytest.mark.parametrize(("on", "value", "status", "months"), MET_AND_REPORTED_AGAIN)
def test_a_goal_that_was_met_by_due_is_met_in_time_however_late_it_is_reported_again(
    on: str, value: int, status: Status, months: int
) -> None:
    found = judged(counted(), {on: value, "2023-06-30": 3200}, "2023-06-30")

    assert found.status is status
    assert found.months_ahead == months


@pytest.mark.parametrize("path", ['"step"', '"linear"'])
@pytest.mark.parametrize(
    ("as_of", "status"), [("2022-12-30", Status.ON_TRACK), ("2022-12-31", Status.SERIOUSLY_BEHIND)]
)
def test_of_a_yes_nothing_is_asked_until_it_is_due(path: str, as_of: str, status: Status) -> None:
    body = target_text("done", goal="{ value = true }", path=path, frequency='"year"')
    assert judged(body, {"2021-12-31": False}, as_of).status is status


@pytest.mark.parametrize("as_of", ["2022-10-31", "2022-12-31"], ids=["before due", "at due"])
@pytest.mark.parametrize(
    ("figures", "months"),
    [
        ((10, 60, 70), 6),
        ((10, 20, 60), 3),
        ((60, 70, 80), 9),
        ((60, 50, 60), 9),
        ((60, 49, 60), 3),
        ((60, 40, 50), 3),
    ],
)
def test_a_goal_is_met_early_by_the_first_day_of_the_spell_that_holds(
    figures: tuple[int, ...], months: int, as_of: str
) -> None:
    days = ("2022-03-31", "2022-06-30", "2022-09-30")
    body = counted(0, 50, "level")
    assert judged(body, dict(zip(days, figures, strict=True)), as_of).months_ahead == months


@pytest.mark.parametrize(
    ("as_of", "status"), [("2022-12-30", Status.ACHIEVED_EARLY), ("2022-12-31", Status.ACHIEVED)]
)
def test_what_is_met_is_early_until_the_day_on_which_it_is_due(as_of: str, status: Status) -> None:
    assert judged(counted(), {"2022-06-30": 3000, "2022-09-30": 3100}, as_of).status is status


# A stage that goes back is judged by the one that was reported last.


@pytest.mark.parametrize(
    ("last", "status", "completion"),
    [
        ("construction", Status.AHEAD, Fraction(2, 3)),
        ("signed", Status.BEHIND, Fraction(1, 3)),
        ("planned", Status.SERIOUSLY_BEHIND, Fraction(0)),
    ],
)
def test_a_stage_that_went_back_counts_as_it_is(last: str, status: Status, completion: Fraction) -> None:
    body = target_text("stage", goal='{ stage = "completed" }')
    found = judged(body, {"2020-12-31": "construction", "2021-06-30": last}, "2021-06-30")

    assert (found.status, found.completion) == (status, completion)
    assert found.value is not None
    assert found.prospect.projected is not None
    assert found.prospect.projected >= found.value  # what was built is not projected back


@pytest.mark.parametrize(
    ("stage", "status"), [("signed", Status.SERIOUSLY_BEHIND), ("planned", Status.REGRESSING)]
)
def test_a_stage_before_the_one_that_it_began_with_goes_back(stage: str, status: Status) -> None:
    body = target_text("stage", baseline='{ stage = "signed" }', goal='{ stage = "completed" }')

    assert judged(body, {"2021-03-31": "construction", "2021-06-30": stage}, "2021-06-30").status is status
