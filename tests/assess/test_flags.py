from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.codes import Flag, Status
from tests.assess.cases import (
    UNTIMED,
    Figures,
    amended,
    counted,
    head,
    judged,
    judged_directly,
    reports_of,
    target_of,
    target_text,
)
from tests.build import report_line

RHYTHMS = ["month", "quarter", "half-year", "year"]


def flags(body: str, reports: Figures | list[str], as_of: str = "2021-06-30", top: str = "") -> set[Flag]:
    return {*judged(body, reports, as_of, top=top or head()).flags}


def of_report(**more: str) -> list[str]:
    return [report_line("2021-06-30", 1500, **more)]


CASES = [
    (Flag.ESTIMATE, counted(), of_report(basis='"estimate"'), True),
    (Flag.ESTIMATE, counted(), of_report(), False),
    (Flag.BASELINE_ASSUMED, counted(None), of_report(), True),
    (Flag.BASELINE_ASSUMED, counted(), of_report(), False),
    (Flag.WEAK_GOAL, counted(None, 1000, "level"), of_report(), True),
    (Flag.WEAK_GOAL, counted(None, 2000, "level"), of_report(), False),
    (Flag.RELAPSED, counted(0, 100, "level"), ["2021-03-31 100", "2021-06-30 90"], True),
    (Flag.RELAPSED, counted(0, 100, "level"), ["2021-03-31 90", "2021-06-30 100"], False),
    (Flag.RELAPSED, counted(0, 100, "level"), ["2020-12-31 100", "2021-03-31 90", "2021-06-30 101"], False),
    (Flag.PROVISIONAL, counted(0, 100, "level"), ["2021-06-30 100"], True),
    (Flag.PROVISIONAL, counted(0, 100, "level"), ["2021-06-30 99"], False),
    (Flag.PROVISIONAL, counted(0, 100), ["2021-06-30 100"], False),
    (Flag.REVISED_GOAL, counted() + amended(decided="2021-01-01", value="9000"), of_report(), True),
    (Flag.REVISED_GOAL, counted() + amended(decided="2021-01-01", due="2023-06-30"), of_report(), True),
    (Flag.REVISED_GOAL, counted() + amended(decided="2021-07-01", value="9000"), of_report(), False),
    (Flag.REVISED_GOAL, counted(), of_report(), False),
    (Flag.UNSOURCED, counted(), of_report(source=""), True),
    (Flag.UNSOURCED, counted(), of_report(source='""'), True),
    (Flag.UNSOURCED, counted(), of_report(), False),
    (Flag.LATE_REPORT, counted(), of_report(recorded="2021-10-08T09:00:00+08:00"), True),
    (Flag.LATE_REPORT, counted(), of_report(recorded="2021-09-30T09:00:00+08:00"), False),
    (Flag.LATE_REPORT, counted(), of_report(recorded="2021-07-01T09:00:00+08:00"), False),
    (Flag.FUTURE_REPORT, counted(), of_report(recorded="2021-06-29T23:59:59+08:00"), True),
    (Flag.FUTURE_REPORT, counted(), of_report(recorded="2021-06-30T00:00:00+08:00"), False),
]


@pytest.mark.parametrize(
    ("flag", "body", "reports", "on"),
    [
        pytest.param(*case, id=f"{case[0].value}-{'on' if case[3] else 'off'}-{index}")
        for index, case in enumerate(CASES)
    ],
)
def test_a_flag_is_raised_where_it_fits_and_only_there(
    flag: Flag, body: str, reports: list[str], *, on: bool
) -> None:
    lines = [report_line(*each.split(" ")) if " = " not in each else each for each in reports]

    assert (flag in flags(body, lines)) is on


def test_a_report_of_good_quality_raises_nothing() -> None:
    assert flags(counted(), of_report()) == set()


def test_only_the_report_that_is_accepted_is_looked_at() -> None:
    lines = [report_line("2021-03-31", 900, basis='"estimate"', source=""), *of_report()]

    assert flags(counted(), lines) == set()
    assert {Flag.ESTIMATE, Flag.UNSOURCED} <= flags(counted(), lines, "2021-03-31")


@pytest.mark.parametrize("kind", ["level", "cumulative", "increment", "maintain"])
def test_the_quality_of_a_report_is_flagged_for_every_kind(kind: str) -> None:
    lines = of_report(basis='"estimate"', source="")

    assert {Flag.ESTIMATE, Flag.UNSOURCED} <= flags(counted(0, 3000, kind), lines)


@pytest.mark.parametrize(
    ("rhythm", "fresh", "stale"),
    [
        ("month", "2021-08-15", "2021-08-16"),
        ("quarter", "2021-11-15", "2021-11-16"),
        ("half-year", "2022-03-30", "2022-03-31"),
        ("year", "2022-06-29", "2022-06-30"),
    ],
)
def test_a_figure_is_stale_after_one_and_a_half_reporting_periods(
    rhythm: str, fresh: str, stale: str
) -> None:
    on = {"year": "2020-12-31"}.get(rhythm, "2021-06-30")
    body = counted(frequency=f'"{rhythm}"')

    assert Flag.STALE not in flags(body, {on: 1500}, fresh)
    assert Flag.STALE in flags(body, {on: 1500}, stale)


def test_the_rhythm_of_reporting_is_the_plan_s_and_a_quarter_by_default() -> None:
    assert Flag.STALE not in flags(counted(), {"2021-06-30": 1500}, "2021-10-31")
    assert Flag.STALE in flags(counted(), {"2021-06-30": 1500}, "2021-10-31", head(frequency='"month"'))


@pytest.mark.parametrize(
    ("reports", "as_of"),
    [
        pytest.param({"2022-06-30": 3000}, "2023-12-31", id="achieved"),
        pytest.param({"2023-06-30": 3000}, "2024-12-31", id="achieved late"),
        pytest.param({"2022-12-31": 2000}, "2024-12-31", id="missed"),
    ],
)
def test_what_is_settled_is_never_stale(reports: Figures, as_of: str) -> None:
    assert Flag.STALE not in flags(counted(), reports, as_of)


def test_a_suspended_target_is_never_stale() -> None:
    body = counted() + amended(decided="2021-01-01", status='"suspended"')

    assert Flag.STALE not in flags(body, {"2020-12-31": 5}, "2022-06-30")


@pytest.mark.parametrize(
    ("rhythm", "recorded", "late"),
    [
        ("month", "2021-07-31", False),
        ("month", "2021-08-01", True),
        ("half-year", "2021-12-31", False),
        ("half-year", "2022-01-01", True),
        ("year", "2022-06-30", False),
        ("year", "2022-07-01", True),
    ],
)
def test_a_report_is_late_after_one_reporting_period(rhythm: str, recorded: str, *, late: bool) -> None:
    lines = of_report(recorded=f"{recorded}T09:00:00+08:00")

    assert (Flag.LATE_REPORT in flags(counted(frequency=f'"{rhythm}"'), lines)) is late


@pytest.mark.parametrize(
    ("as_of", "provisional"), [("2022-12-30", True), ("2022-12-31", False), ("2023-06-30", False)]
)
def test_a_level_is_provisional_until_due(as_of: str, *, provisional: bool) -> None:
    found = flags(counted(0, 100, "level"), {"2022-09-30": 100}, as_of)

    assert (Flag.PROVISIONAL in found) is provisional


def test_a_sum_carries_the_flags_of_its_parts_reports() -> None:
    from tests.assess.cases import judgement, plan_of

    parts = "".join(target_text("cumulative", name, goal="{ value = 9 }") for name in ("one", "two"))
    plan = plan_of(target_text("cumulative", "total", goal="{ value = 18 }", sum_of='["one", "two"]') + parts)
    found = judgement(
        plan, {"one": [report_line("2021-06-30", 3, basis='"estimate"')], "two": {"2021-06-30": 4}}
    )
    by_id = {each.target.id: {*each.flags} for each in found.assessments}

    assert {Flag.DERIVED, Flag.ESTIMATE} <= by_id["total"]
    assert Flag.ESTIMATE not in by_id["two"]
    assert Flag.DERIVED not in by_id["one"]


def test_samples_are_flagged_as_such() -> None:
    assert Flag.SAMPLE in flags(counted(), of_report(), top=head(sample="true"))
    assert Flag.SAMPLE not in flags(counted(), of_report())


def test_without_a_report_no_report_is_faulted() -> None:
    assessment = judged(counted(None), {}, "2022-12-31")

    assert assessment.status is Status.UNREPORTED
    assert {*assessment.flags} == {Flag.BASELINE_ASSUMED}


ORDER = [
    Flag.STALE,
    Flag.ESTIMATE,
    Flag.BASELINE_ASSUMED,
    Flag.WEAK_GOAL,
    Flag.RELAPSED,
    Flag.PROVISIONAL,
    Flag.REVISED_GOAL,
    Flag.UNSOURCED,
    Flag.LATE_REPORT,
    Flag.DERIVED,
    Flag.PARTIAL,
    Flag.GAP_IN_PERIODS,
    Flag.FUTURE_REPORT,
]
LEVEL = target_of(counted(None, 100, "level") + amended(decided="2021-03-01", value="150"))
LINES = [
    report_line("2020-12-31", 120, "2022-01-01T00:00:00+08:00", basis='"estimate"', source=""),
    report_line("2021-06-30", 90, "2021-06-01T00:00:00+08:00", source=""),
    report_line("2021-12-31", 160, "2022-06-01T00:00:00+08:00"),
]


@UNTIMED
@given(
    count=st.integers(0, len(LINES)),
    as_of=st.dates(date(2019, 6, 1), date(2024, 12, 31)),
)
def test_flags_come_once_each_in_one_order(count: int, as_of: date) -> None:
    found = judged_directly(LEVEL, reports_of(LEVEL, *LINES[:count]), as_of).flags

    assert list(found) == [flag for flag in ORDER if flag in found]


# Several at once: each for itself, in METHODS' order.

HUNDRED = counted(0, 100, "level")
TOGETHER = [
    pytest.param(
        counted(),
        of_report(basis='"estimate"', source="", recorded="2021-10-08T09:00:00+08:00"),
        "2021-06-30",
        (Flag.ESTIMATE, Flag.UNSOURCED, Flag.LATE_REPORT),
        id="an estimate without a source, late",
    ),
    pytest.param(
        counted(),
        of_report(source="", recorded="2021-06-29T09:00:00+08:00"),
        "2021-06-30",
        (Flag.UNSOURCED, Flag.FUTURE_REPORT),
        id="no source, and before its day",
    ),
    pytest.param(
        counted(),
        of_report(basis='"estimate"', recorded="2021-06-29T09:00:00+08:00"),
        "2021-06-30",
        (Flag.ESTIMATE,),
        id="an estimate may be made before its day",
    ),
    pytest.param(
        counted() + amended(decided="2021-01-01", value="9000"),
        of_report(source=""),
        "2021-12-31",
        (Flag.STALE, Flag.REVISED_GOAL, Flag.UNSOURCED),
        id="old, without a source, for a goal that was revised",
    ),
    pytest.param(
        HUNDRED,
        [report_line("2020-12-31", 100), report_line("2021-03-31", 90)],
        "2021-12-31",
        (Flag.STALE, Flag.RELAPSED),
        id="lost, and old",
    ),
    pytest.param(
        HUNDRED,
        [report_line("2020-12-31", 90), report_line("2021-03-31", 100)],
        "2021-12-31",
        (Flag.STALE, Flag.PROVISIONAL),
        id="met before due, and old",
    ),
    pytest.param(
        counted(90, 80, "level").replace("value = 80", 'value = 80, op = ">="'),
        [report_line("2021-03-31", 85, source=""), report_line("2021-06-30", 85, source="")],
        "2021-06-30",
        (Flag.WEAK_GOAL, Flag.PROVISIONAL, Flag.UNSOURCED),
        id="met from the beginning, without a source",
    ),
    pytest.param(
        counted(None, 3000, "increment"),
        [
            report_line("2021-03-31", 90, **{"from": "2021-01-01"}),
            report_line("2021-06-30", 90, source="", **{"from": "2021-04-02"}),
        ],
        "2021-06-30",
        (Flag.BASELINE_ASSUMED, Flag.UNSOURCED, Flag.GAP_IN_PERIODS),
        id="a day left out, without a source",
    ),
    pytest.param(
        counted(None, 3000, "increment"),
        [
            report_line("2021-03-31", 90, **{"from": "2021-01-01"}),
            report_line("2021-06-30", 90, source="", **{"from": "2021-04-01"}),
        ],
        "2021-06-30",
        (Flag.BASELINE_ASSUMED, Flag.UNSOURCED),
        id="no day left out, without a source",
    ),
]


@pytest.mark.parametrize(("body", "lines", "as_of", "expected"), TOGETHER)
def test_flags_that_fit_at_once_are_all_raised(
    body: str, lines: list[str], as_of: str, expected: tuple[Flag, ...]
) -> None:
    assert judged(body, lines, as_of).flags == expected
