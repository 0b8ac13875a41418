from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Report, Target
from jinjiang_plan.model.codes import Flag, Kind, Reason, Status
from jinjiang_plan.model.report import standing_reports
from tests.assess.cases import (
    UNTIMED,
    Figures,
    counted,
    judged,
    judged_directly,
    judgement,
    plan_of,
    target_of,
    target_text,
)
from tests.build import report_line

INCREMENT = counted(None, 1200, "increment")


def retraction(on: str, recorded: str) -> str:
    return report_line(on, "", recorded, retract="true", reason='"mistaken"')


def quarter(first: str, on: str, value: object, recorded: str = "") -> str:
    return report_line(on, value, recorded, **{"from": first})


REVISED = [
    report_line("2020-12-31", 600, "2021-01-08T09:00:00+08:00"),
    report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
    report_line("2021-03-31-r2", 950, "2021-05-08T09:00:00+08:00"),
    retraction("2021-03-31-r3", "2021-06-08T09:00:00+08:00"),
    report_line("2021-03-31-r4", 930, "2021-07-08T09:00:00+08:00"),
]


@pytest.mark.parametrize(
    ("as_of", "known_at", "value", "value_on"),
    [
        pytest.param("2020-12-30", None, None, None, id="before the first day"),
        pytest.param("2020-12-31", None, 600, "2020-12-31", id="on the first day"),
        pytest.param("2021-03-30", None, 600, "2020-12-31", id="the day before the second"),
        pytest.param("2021-03-31", None, 930, "2021-03-31", id="with all that is known"),
        pytest.param("2030-01-01", None, 930, "2021-03-31", id="long after"),
        pytest.param("2021-12-31", "2021-01-08T08:59:59+08:00", None, None, id="nothing known yet"),
        pytest.param("2021-12-31", "2021-01-08T09:00:00+08:00", 600, "2020-12-31", id="known at that moment"),
        pytest.param("2021-12-31", "2021-04-30T00:00:00+08:00", 900, "2021-03-31", id="before the revision"),
        pytest.param("2021-12-31", "2021-05-31T00:00:00+08:00", 950, "2021-03-31", id="after the revision"),
        pytest.param("2021-12-31", "2021-06-30T00:00:00+08:00", 600, "2020-12-31", id="after the retraction"),
        pytest.param("2021-12-31", "2021-07-31T00:00:00+08:00", 930, "2021-03-31", id="after the new report"),
        pytest.param(
            "2021-12-31", "2021-05-08T01:00:00+00:00", 950, "2021-03-31", id="the same moment in another zone"
        ),
        pytest.param(
            "2021-12-31",
            "2021-05-08T00:59:59+00:00",
            900,
            "2021-03-31",
            id="a second before, in another zone",
        ),
        pytest.param(
            "2020-12-31", "2021-07-31T00:00:00+08:00", 600, "2020-12-31", id="an early day known late"
        ),
    ],
)
def test_any_day_is_replayed_as_known_at_any_moment(
    as_of: str, known_at: str | None, value: int | None, value_on: str | None
) -> None:
    assessment = judged(counted(), REVISED, as_of, known_at=known_at)

    assert assessment.value == value
    assert assessment.value_on == (value_on and date.fromisoformat(value_on))


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        pytest.param(
            [
                quarter("2021-01-01", "2021-03-31-r2", 950, "2021-05-08T09:00:00+08:00"),
                report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
            ],
            950,
            id="a first day makes no period of its own but for increments",
        ),
        pytest.param(
            [
                quarter("2021-01-01", "2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
                report_line("2021-03-31-r2", 950, "2021-05-08T09:00:00+08:00"),
                quarter("2021-01-01", "2021-03-31-r3", 930, "2021-06-08T09:00:00+08:00"),
            ],
            930,
            id="nor where it comes back",
        ),
        pytest.param(
            [
                report_line("2021-03-31-r2", 950, "2021-05-08T09:00:00+08:00"),
                report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
            ],
            950,
            id="whatever the order in the file",
        ),
        pytest.param(
            [
                report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
                report_line("2021-03-31-r2", 950, "2021-04-08T09:00:00+08:00"),
            ],
            950,
            id="recorded in one moment, the higher revision",
        ),
        pytest.param(
            [
                report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
                report_line("2021-03-31-r2", 950, "2021-04-08T02:00:00+00:00"),
            ],
            950,
            id="moments are compared, not clock readings",
        ),
        pytest.param(
            [
                report_line("2021-06-30", 1000, "2021-07-01T09:00:00+08:00"),
                report_line("2021-03-31", 900, "2021-08-01T09:00:00+08:00"),
            ],
            1000,
            id="the latest day, not the last recorded",
        ),
        pytest.param(
            [
                retraction("2021-03-31", "2021-04-01T09:00:00+08:00"),
                report_line("2021-03-31-r2", 900, "2021-04-08T09:00:00+08:00"),
            ],
            900,
            id="a retraction does not bind later reports",
        ),
        pytest.param(
            [
                report_line("2020-12-31", 800, "2021-01-08T09:00:00+08:00"),
                report_line("2021-03-31", 700, "2021-04-08T09:00:00+08:00", correction="true"),
            ],
            700,
            id="a correction may fall",
        ),
    ],
)
def test_the_report_recorded_last_for_the_latest_day_is_accepted(lines: list[str], value: int) -> None:
    assert judged(counted(), lines).value == value


def test_a_ledger_that_is_all_retracted_is_unreported() -> None:
    lines = [
        report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
        retraction("2021-03-31-r2", "2021-04-09T09:00:00+08:00"),
    ]

    assert judged(counted(), lines).status is Status.UNREPORTED


@pytest.mark.parametrize(
    ("body", "lines", "value", "flagged"),
    [
        pytest.param(
            INCREMENT,
            [quarter("2020-01-01", "2020-06-30", 100), quarter("2020-07-01", "2020-12-31", 150)],
            250,
            False,
            id="periods end to end",
        ),
        pytest.param(
            counted(40, 1200, "increment"),
            [quarter("2020-01-01", "2020-06-30", 100), quarter("2020-07-01", "2020-12-31", "150.5")],
            Decimal("290.5"),
            False,
            id="on top of the baseline",
        ),
        pytest.param(
            INCREMENT,
            [quarter("2020-01-01", "2020-03-31", 100), quarter("2020-07-01", "2020-12-31", 150)],
            250,
            True,
            id="a quarter left out",
        ),
        pytest.param(
            INCREMENT,
            [quarter("2020-01-01", "2020-03-31", 100), quarter("2020-04-02", "2020-12-31", 150)],
            250,
            True,
            id="a day left out",
        ),
        pytest.param(
            INCREMENT,
            [quarter("2020-07-01", "2020-12-31", 150), quarter("2020-01-01", "2020-06-30", 100)],
            250,
            False,
            id="in any order",
        ),
        pytest.param(
            INCREMENT,
            [report_line("2020-01-31", 10), report_line("2020-05-31", 5)],
            15,
            False,
            id="without first days",
        ),
        pytest.param(
            INCREMENT,
            [quarter("2020-01-01", "2020-06-30", 100), quarter("2020-07-01", "2020-12-31", -30)],
            70,
            False,
            id="a negative one",
        ),
        pytest.param(
            INCREMENT,
            [
                quarter("2020-01-01", "2020-06-30", 100, "2020-07-01T09:00:00+08:00"),
                quarter("2020-01-01", "2020-06-30-r2", 90, "2020-08-01T09:00:00+08:00"),
                quarter("2020-07-01", "2020-12-31", 150),
            ],
            240,
            False,
            id="one revised",
        ),
        pytest.param(
            INCREMENT,
            [
                quarter("2020-01-01", "2020-06-30", 100, "2020-07-01T09:00:00+08:00"),
                quarter("2020-07-01", "2020-12-31", 150, "2021-01-01T09:00:00+08:00"),
                retraction("2020-06-30-r2", "2021-02-01T09:00:00+08:00"),
            ],
            150,
            False,
            id="one retracted",
        ),
    ],
)
def test_increments_add_up(body: str, lines: list[str], value: object, *, flagged: bool) -> None:
    assessment = judged(body, lines)

    assert assessment.value == value
    assert (Flag.GAP_IN_PERIODS in assessment.flags) is flagged


def test_increments_add_up_by_the_day_asked_for() -> None:
    lines = [quarter("2020-01-01", "2020-06-30", 100), quarter("2020-07-01", "2020-12-31", 150)]

    assert [judged(INCREMENT, lines, day).value for day in ("2020-06-29", "2020-06-30", "2020-12-31")] == [
        None,
        100,
        250,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [quarter("2020-01-01", "2020-06-30", 100), quarter("2020-06-30", "2020-12-31", 150)],
            id="by a day",
        ),
        pytest.param(
            [quarter("2020-01-01", "2020-12-31", 100), quarter("2020-04-01", "2020-06-30", 150)],
            id="one in another",
        ),
        pytest.param(
            [quarter("2020-01-01", "2020-12-31", 100), report_line("2020-06-30", 150)],
            id="one without its first day",
        ),
        pytest.param(
            [
                quarter("2020-01-01", "2020-06-30", 100, "2020-07-01T09:00:00+08:00"),
                quarter("2020-02-01", "2020-06-30-r2", 100, "2020-08-01T09:00:00+08:00"),
            ],
            id="one day's two periods",
        ),
    ],
)
def test_overlapping_periods_are_not_judged(lines: list[str]) -> None:
    assessment = judged(INCREMENT, lines)

    assert (assessment.status, assessment.reason) == (Status.NOT_ASSESSABLE, Reason.OVERLAPPING_PERIODS)


def test_an_overlap_that_is_not_there_yet_does_not_count() -> None:
    lines = [quarter("2020-01-01", "2020-06-30", 100), quarter("2020-06-01", "2020-12-31", 150)]

    assert judged(INCREMENT, lines, "2020-09-30").status is not Status.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("stage", "completion"),
    [
        ("planned", Fraction(0)),
        ("signed", Fraction(1, 3)),
        ("construction", Fraction(2, 3)),
        ("completed", Fraction(1)),
        ("operating", Fraction(4, 3)),
    ],
)
def test_a_stage_counts_by_its_place_over_the_goal_s(stage: str, completion: Fraction) -> None:
    body = target_text("stage", goal='{ stage = "completed" }')

    assert judged(body, {"2021-06-30": stage}).completion == completion


def test_a_plan_s_own_stages_are_counted() -> None:
    body = target_text(
        "stage",
        goal='{ stage = "signed" }',
        stages='["draft", "approved", "signed"]',
        baseline='{ stage = "draft" }',
    )
    assessment = judged(body, [report_line("2021-06-30", "", stage='"approved"')])

    assert assessment.completion == Decimal("0.5")
    assert Flag.BASELINE_ASSUMED not in assessment.flags


def test_a_stage_counts_from_a_stated_baseline() -> None:
    body = target_text("stage", goal='{ stage = "completed" }', baseline='{ stage = "signed" }')

    assert judged(body, {"2021-06-30": "construction"}).completion == Decimal("0.5")


# --- sums


def part(name: str, unit: str = "座", kind: str = "cumulative") -> str:
    return target_text(kind, name, unit=f'"{unit}"', goal="{ value = 100 }")


def total(parts: str, goal: int = 200, **more: str) -> str:
    return target_text(
        "cumulative", "total", unit='"座"', goal=f"{{ value = {goal} }}", sum_of=f"[{parts}]", **more
    )


TWO = total('"one", "two"') + part("one") + part("two")
NESTED = total('"half", "three"') + target_text(
    "cumulative", "half", unit='"座"', goal="{ value = 9 }", sum_of='["one", "two"]'
)
NESTED += part("one") + part("two") + part("three")
MIXED = total('"one", "two"') + part("one") + part("two", "万座")
ADDED = total('"one", "two"') + part("one") + part("two", kind="increment")


@pytest.mark.parametrize(
    ("body", "ledgers", "as_of", "value", "flags"),
    [
        pytest.param(
            TWO,
            {"one": {"2021-03-31": 30}, "two": {"2021-06-30": "12.5"}},
            "2021-06-30",
            Decimal("42.5"),
            {Flag.DERIVED},
            id="the sum",
        ),
        pytest.param(
            TWO,
            {"one": {"2021-03-31": 30}, "two": {"2021-06-30": 12}},
            "2021-03-31",
            30,
            {Flag.DERIVED, Flag.PARTIAL},
            id="one not there yet",
        ),
        pytest.param(
            TWO, {"one": {"2021-03-31": 30}}, "2021-06-30", 30, {Flag.DERIVED, Flag.PARTIAL}, id="one part"
        ),
        pytest.param(TWO, {}, "2021-06-30", None, set(), id="no part"),
        pytest.param(
            TWO,
            {"total": {"2021-06-30": 55}, "one": {"2021-06-30": 30}, "two": {"2021-06-30": 12}},
            "2021-06-30",
            55,
            set(),
            id="its own report wins",
        ),
        pytest.param(
            TWO,
            {"total": {"2021-06-30": 55}, "one": {"2021-03-31": 30}, "two": {"2021-03-31": 12}},
            "2021-03-31",
            42,
            {Flag.DERIVED},
            id="its own report is still to come",
        ),
        pytest.param(
            TWO,
            {
                "total": [
                    report_line("2021-06-30", 55, "2021-07-01T09:00:00+08:00"),
                    retraction("2021-06-30-r2", "2021-07-02T09:00:00+08:00"),
                ],
                "one": {"2021-06-30": 30},
                "two": {"2021-06-30": 12},
            },
            "2021-06-30",
            42,
            {Flag.DERIVED},
            id="its own report was retracted",
        ),
        pytest.param(
            NESTED,
            {"one": {"2021-06-30": 1}, "two": {"2021-06-30": 2}, "three": {"2021-06-30": 4}},
            "2021-06-30",
            7,
            {Flag.DERIVED},
            id="a sum of sums",
        ),
        pytest.param(
            NESTED,
            {"one": {"2021-06-30": 1}, "three": {"2021-06-30": 4}},
            "2021-06-30",
            5,
            {Flag.DERIVED, Flag.PARTIAL},
            id="partial all the way up",
        ),
        pytest.param(
            NESTED,
            {"half": {"2021-06-30": 3}, "three": {"2021-06-30": 4}},
            "2021-06-30",
            7,
            {Flag.DERIVED},
            id="a part reports for its own parts",
        ),
        pytest.param(
            MIXED,
            {"one": {"2021-06-30": 30}, "two": {"2021-06-30": 12}},
            "2021-06-30",
            30,
            {Flag.DERIVED, Flag.PARTIAL},
            id="another unit is left out",
        ),
        pytest.param(MIXED, {"two": {"2021-06-30": 12}}, "2021-06-30", None, set(), id="only another unit"),
        pytest.param(
            ADDED,
            {"one": {"2021-06-30": 30}, "two": {"2021-03-31": 5, "2021-06-30": 7}},
            "2021-06-30",
            42,
            {Flag.DERIVED},
            id="increments in their sum",
        ),
    ],
)
def test_a_target_without_reports_is_the_sum_of_its_parts(
    body: str, ledgers: Mapping[str, Figures | list[str]], as_of: str, value: object, flags: set[Flag]
) -> None:
    plan = plan_of(body)
    (found,) = [each for each in judgement(plan, ledgers, as_of).assessments if each.target.id == "total"]

    assert found.value == value
    assert {Flag.DERIVED, Flag.PARTIAL} & {*found.flags} == flags
    assert (found.status is Status.UNREPORTED) is (value is None)


def test_a_sum_is_as_fresh_as_its_oldest_part() -> None:
    plan = plan_of(TWO)
    ledgers: dict[str, Figures | list[str]] = {"one": {"2022-12-31": 50}, "two": {"2022-06-30": 50}}
    statuses = {each.target.id: each for each in judgement(plan, ledgers, "2023-03-31").assessments}

    assert statuses["total"].status is Status.OVERDUE
    assert Flag.STALE in statuses["total"].flags


def test_a_sum_is_missed_once_every_part_has_its_final_figure() -> None:
    plan = plan_of(TWO)
    ledgers: dict[str, Figures | list[str]] = {"one": {"2022-12-31": 50}, "two": {"2023-01-31": 50}}
    statuses = {each.target.id: each for each in judgement(plan, ledgers, "2023-03-31").assessments}

    assert statuses["total"].status is Status.MISSED


def test_a_sum_of_parts_marked_final_is_missed() -> None:
    plan = plan_of(TWO)
    ledgers: dict[str, Figures | list[str]] = {
        key: [report_line("2022-11-30", 50, final="true")] for key in ("one", "two")
    }
    statuses = {each.target.id: each.status for each in judgement(plan, ledgers, "2023-03-31").assessments}

    assert statuses == dict.fromkeys(("total", "one", "two"), Status.MISSED)


def test_parts_in_an_action_are_summed_by_the_plan() -> None:
    plan = plan_of(total('"network.one", "sensing.two"'), network=part("one"), sensing=part("two"))
    ledgers: dict[str, Figures | list[str]] = {
        "network.one": {"2021-06-30": 3},
        "sensing.two": {"2021-06-30": 4},
    }
    values = {each.target.id: each.value for each in judgement(plan, ledgers).assessments}

    assert values == {"total": 7, "network.one": 3, "sensing.two": 4}


# --- laws of replay

CHINA = timezone(timedelta(hours=8))
FIRST = date(2020, 1, 1)
ONS = st.integers(0, 50).map(lambda weeks: FIRST + timedelta(weeks=3 * weeks))
MOMENTS = st.integers(0, 1200).map(lambda days: datetime(2020, 1, 1, 9, tzinfo=CHINA) + timedelta(days=days))
REPORTS = st.lists(
    st.builds(
        Report,
        on=ONS,
        revision=st.integers(1, 5),
        figure=st.none() | st.decimals(0, 4000, places=1),
        recorded=MOMENTS,
        by=st.just("tester"),
        source=st.sampled_from(["", "document"]),
        first=st.none(),
        estimate=st.booleans(),
        final=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda each: (each.on, each.revision),
).map(tuple)
JUDGED = st.sampled_from(
    [
        target_of(counted()),
        target_of(counted(None, 3000, "level")),
        target_of(counted(0, 3000, "increment")),
        target_of(counted(0, 1500, "maintain")),
    ]
)


@UNTIMED
@given(target=JUDGED, reports=REPORTS, as_of=ONS, known_at=st.none() | MOMENTS)
def test_a_replay_never_depends_on_what_was_recorded_later_or_is_for_later_days(
    target: Target, reports: tuple[Report, ...], as_of: date, known_at: datetime | None
) -> None:
    kept = tuple(
        each
        for each in reports
        if each.on <= as_of and (known_at is None or each.known(known_at, target.timezone))
    )

    assert judged_directly(target, reports, as_of, known_at) == judged_directly(target, kept, as_of, known_at)


@UNTIMED
@given(reports=REPORTS, data=st.data())
def test_the_order_in_the_file_never_matters(reports: tuple[Report, ...], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(reports))

    assert standing_reports(shuffled, Kind.LEVEL, date.max, None) == standing_reports(
        reports, Kind.LEVEL, date.max, None
    )


@UNTIMED
@given(reports=REPORTS, as_of=ONS, known_at=MOMENTS)
def test_of_each_day_the_report_recorded_last_stands_unless_it_retracts(
    reports: tuple[Report, ...], as_of: date, known_at: datetime
) -> None:
    expected = []
    for on in sorted({each.on for each in reports if each.on <= as_of}):
        of_day = [each for each in reports if each.on == on and each.known(known_at, "Asia/Shanghai")]
        last = max(of_day, key=lambda each: (each.recorded, each.revision), default=None)
        if last is not None and not last.retracts:
            expected.append(last)

    assert list(standing_reports(reports, Kind.LEVEL, as_of, known_at)) == expected
