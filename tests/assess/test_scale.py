from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.codes import Flag, Light, Op, Reason, Status
from tests.assess.cases import Figure, Figures, amended, counted, head, judged, period, target_text
from tests.build import write_plan

RANGE = '{ min = 40, max = 60, op = "range" }'


def asking(op: str, goal: str, baseline: str | None = None, kind: str = "level") -> str:
    stated = {"baseline": f"{{ value = {baseline} }}"} if baseline else {}
    return target_text(kind, goal=f'{{ value = {goal}, op = "{op}" }}', **stated)


def between(baseline: str | None) -> str:
    stated = {"baseline": f"{{ value = {baseline} }}"} if baseline else {}
    return target_text("level", goal=RANGE, **stated)


@pytest.mark.parametrize(
    ("body", "value", "met"),
    [
        pytest.param(asking(">=", "200", "100"), "200", True, id="at least, equal"),
        pytest.param(asking(">=", "200", "100"), "199.999", False, id="at least, below"),
        pytest.param(asking(">", "200", "100"), "200", False, id="above, equal"),
        pytest.param(asking(">", "200", "100"), "200.001", True, id="above, above"),
        pytest.param(asking("<=", "50", "100"), "50", True, id="at most, equal"),
        pytest.param(asking("<=", "50", "100"), "50.001", False, id="at most, above"),
        pytest.param(asking("<", "50", "100"), "50", False, id="below, equal"),
        pytest.param(asking("<", "50", "100"), "49.999", True, id="below, below"),
        pytest.param(between("20"), "39.999", False, id="range, under"),
        pytest.param(between("20"), "40", True, id="range, lower bound"),
        pytest.param(between("20"), "60", True, id="range, upper bound"),
        pytest.param(between("20"), "60.001", False, id="range, over"),
        pytest.param(between("80"), "60", True, id="range from above"),
        pytest.param(counted(100, 50, "level"), "50", True, id="a fall needs no op"),
        pytest.param(counted(100, 50, "level"), "51", False, id="a fall is at most"),
        pytest.param(counted(100, 150, "level"), "151", True, id="a rise is at least"),
    ],
)
def test_the_op_says_what_meets_the_goal(body: str, value: str, *, met: bool) -> None:
    assessment = judged(body, {"2022-12-31": value}, "2022-12-31")

    assert assessment.met is met
    assert assessment.status is (Status.ACHIEVED if met else Status.MISSED)


@pytest.mark.parametrize(
    ("body", "op"),
    [
        pytest.param(counted(0, 10), Op.AT_LEAST, id="upwards"),
        pytest.param(counted(10, 0, "level"), Op.AT_MOST, id="downwards"),
        pytest.param(counted(None, 10, "level"), Op.AT_LEAST, id="no baseline"),
        pytest.param(counted(95, 90, "maintain"), Op.AT_LEAST, id="to hold, whatever the baseline"),
        pytest.param(asking("<", "5", "10"), Op.BELOW, id="as written"),
        pytest.param(between("20"), Op.RANGE, id="a range"),
    ],
)
def test_an_op_left_out_follows_the_direction(body: str, op: Op) -> None:
    assert judged(body, {"2021-06-30": 7}).op is op


@pytest.mark.parametrize(
    ("body", "value", "completion"),
    [
        pytest.param(counted(0, 3000), "1200", Fraction(2, 5), id="from nothing"),
        pytest.param(counted(100, 40, "level"), "70", Fraction(1, 2), id="downwards"),
        pytest.param(counted(100, 40, "level"), "130", Fraction(-1, 2), id="downwards, the wrong way"),
        pytest.param(counted(-5, 10, "level"), "-1", Fraction(4, 15), id="through nought"),
        pytest.param(counted(-10, -20, "level"), "-15", Fraction(1, 2), id="below nought"),
        pytest.param(counted(0, 3000), "4500", Fraction(3, 2), id="more than asked"),
        pytest.param(asking(">", "200", "100"), "200", Fraction(1), id="above, equal: whole, though not met"),
        pytest.param(between("20"), "30", Fraction(1, 2), id="to a range's nearer bound"),
        pytest.param(between("80"), "70", Fraction(1, 2), id="to a range's nearer bound, from above"),
        pytest.param(between("20"), "70", Fraction(1, 2), id="too much for a range"),
        pytest.param(between("80"), "30", Fraction(1, 2), id="too little for a range, from above"),
    ],
)
def test_completion_is_the_share_of_the_way(body: str, value: str, completion: Fraction) -> None:
    assert judged(body, {"2021-06-30": value}).completion == completion


def test_completion_within_a_range_is_never_below_one() -> None:
    found = [judged(between("20"), {"2021-06-30": value}).completion for value in ("40", "50", "60")]

    assert all(each is not None and each >= 1 for each in found)


@pytest.mark.parametrize(
    ("kind", "goal", "reports", "baseline"),
    [
        pytest.param("cumulative", "{ value = 10 }", {"2021-06-30": 5}, 0, id="cumulative: nought"),
        pytest.param("increment", "{ value = 10 }", {"2021-06-30": 5}, 0, id="increment: nought"),
        pytest.param("stage", '{ stage = "completed" }', {"2021-06-30": "signed"}, 0, id="stage: the first"),
        pytest.param("done", "{ value = true }", {"2021-06-30": False}, 0, id="done: not"),
        pytest.param(
            "level", "{ value = 10 }", {"2020-03-31": 4, "2021-06-30": 5}, 4, id="level: the first report"
        ),
    ],
)
def test_a_missing_baseline_is_assumed_by_kind(kind: str, goal: str, reports: Figures, baseline: int) -> None:
    assessment = judged(target_text(kind, goal=goal), reports)

    assert assessment.baseline == baseline
    assert Flag.BASELINE_ASSUMED in assessment.flags
    assert assessment.status is not Status.NOT_ASSESSABLE


def test_a_level_to_hold_needs_no_baseline() -> None:
    assessment = judged(counted(None, 90, "maintain"), {"2021-06-30": 95})

    assert assessment.baseline is None
    assert Flag.BASELINE_ASSUMED not in assessment.flags


def test_a_baseline_that_the_file_assumes_is_flagged_and_one_that_it_states_is_not() -> None:
    assumed = target_text("level", goal="{ value = 10 }", baseline="{ value = 2, assumed = true }")

    assert Flag.BASELINE_ASSUMED in judged(assumed, {"2021-06-30": 5}).flags
    assert Flag.BASELINE_ASSUMED not in judged(counted(2, 10), {"2021-06-30": 5}).flags


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(target_text("level"), Reason.NO_GOAL, id="no goal"),
        pytest.param(target_text("maintain"), Reason.NO_GOAL, id="nothing to hold"),
        pytest.param(target_text("stage"), Reason.NO_GOAL, id="no goal stage"),
        pytest.param(target_text("done"), Reason.NO_GOAL, id="nothing to be done"),
        pytest.param(
            counted(None, 5, "level", path='"compound"'), Reason.NO_BASELINE, id="compound, no baseline"
        ),
        pytest.param(
            counted(None, 5, "cumulative", path='"compound"'),
            Reason.NO_BASELINE,
            id="compound, none to assume",
        ),
        pytest.param(
            counted(0, 3000, path='"compound"'), Reason.COMPOUND_NEEDS_POSITIVE, id="compound from nought"
        ),
        pytest.param(
            counted(-5, 3000, "level", path='"compound"'),
            Reason.COMPOUND_NEEDS_POSITIVE,
            id="compound from below",
        ),
        pytest.param(
            counted(50, 0, "level", path='"compound"'),
            Reason.COMPOUND_NEEDS_POSITIVE,
            id="compound to nought",
        ),
        pytest.param(
            counted(5, 50, path='"compound"', milestone="[ { on = 2021-06-30, value = 0 } ]"),
            Reason.COMPOUND_NEEDS_POSITIVE,
            id="compound through nought",
        ),
    ],
)
def test_what_cannot_be_judged_says_why(body: str, reason: Reason) -> None:
    stage, done = 'kind = "stage"' in body, 'kind = "done"' in body
    report: Figures = {"2021-06-30": "construction" if stage else False if done else 1}

    for reports in ({}, report):
        assessment = judged(body, reports)
        assert (assessment.status, assessment.reason) == (Status.NOT_ASSESSABLE, reason)
        assert assessment.completion is None
        assert assessment.gap is None


def test_one_station_of_three_thousand_is_never_good_progress_by_a_compound_trick() -> None:
    assessment = judged(counted(0, 3000, path='"compound"'), {"2020-12-31": 1}, "2020-12-31")

    assert assessment.status is Status.NOT_ASSESSABLE
    assert assessment.planned is None


WEAK = [
    pytest.param(counted(5, 5), 5, 4, id="cumulative, goal at the baseline"),
    pytest.param(counted(5, 5, "level"), 5, 4, id="level, goal at the baseline"),
    pytest.param(asking(">", "5", "5"), 6, 5, id="above its own baseline"),
    pytest.param(
        target_text("stage", goal='{ stage = "signed" }', baseline='{ stage = "signed" }'),
        "construction",
        "planned",
        id="stage, goal at the baseline",
    ),
    pytest.param(
        target_text("done", goal="{ value = true }", baseline="{ value = true }"),
        True,
        False,
        id="done from the start",
    ),
    pytest.param(asking(">=", "50", "100"), 50, "49.9", id="rise to below"),
    pytest.param(asking("<=", "150", "100"), 150, 151, id="fall to above"),
    pytest.param(asking("<", "150", "100"), "149.9", 150, id="strict fall to above"),
    pytest.param(between("50"), 40, 39, id="a range that holds the baseline"),
    pytest.param(between("50"), 60, 61, id="a range that is left upwards"),
]


@pytest.mark.parametrize(("body", "met", "short"), WEAK)
def test_where_there_is_no_way_to_go_met_is_met_and_short_is_short(
    body: str, met: Figure, short: Figure
) -> None:
    statuses = [
        judged(body, {as_of: value}, as_of).status
        for value in (met, short)
        for as_of in ("2021-06-30", "2022-12-31")
    ]

    assert statuses == [Status.ACHIEVED_EARLY, Status.ACHIEVED, Status.REGRESSING, Status.MISSED]


@pytest.mark.parametrize(("body", "met", "short"), WEAK)
def test_where_there_is_no_way_to_go_there_is_no_gap(body: str, met: Figure, short: Figure) -> None:
    for value in (met, short):
        found = judged(body, {"2021-06-30": value})

        assert Flag.WEAK_GOAL in found.flags
        assert found.reason is None
        assert (found.completion, found.planned_completion, found.gap, found.months_ahead) == (None,) * 4
        assert found.prospect.outlook is None


@pytest.mark.parametrize(
    ("body", "value", "difference"),
    [
        pytest.param(counted(), 1200, -300, id="short"),
        pytest.param(counted(), 1700, 200, id="beyond"),
        pytest.param(counted(100, 40, "level"), 80, -10, id="short on the way down"),
        pytest.param(counted(100, 40, "level"), 65, 5, id="beyond on the way down"),
        pytest.param(between("20"), 70, -10, id="past a range"),
        pytest.param(target_text("stage", goal='{ stage = "completed" }'), "signed", None, id="stages"),
        pytest.param(target_text("done", goal="{ value = true }"), False, None, id="yes or no"),
    ],
)
def test_on_a_way_the_difference_is_to_what_is_planned(
    body: str, value: int | str, difference: int | None
) -> None:
    assert judged(body, {"2021-06-30": value}).difference == difference


def test_where_there_is_no_way_to_go_the_difference_is_to_the_goal() -> None:
    above, below = (judged(counted(100, 100, "level"), {"2021-06-30": value}) for value in (110, 90))
    falling = judged(asking("<=", "150", "100"), {"2021-06-30": 170})
    beyond = judged(between("50"), {"2021-06-30": 70})

    assert [each.planned for each in (above, below, falling, beyond)] == [100, 100, 150, 60]
    assert [each.difference for each in (above, below, falling, beyond)] == [10, -10, -20, -10]
    assert (inside := judged(between("50"), {"2021-06-30": 45})).planned is None
    assert inside.difference == 0


def test_silence_is_red_at_once_where_there_is_no_way_to_go() -> None:
    found = judged(counted(100, 90, "level"), {}, "2020-06-30")
    owed = judged(asking(">=", "90", "100"), {}, "2020-06-30")

    assert (found.status, found.light) == (Status.UNREPORTED, Light.YELLOW)
    assert (owed.status, owed.light) == (Status.UNREPORTED, Light.RED)


@pytest.mark.parametrize(
    ("body", "reports", "weak"),
    [
        pytest.param(counted(None, 50, "level"), {"2020-03-31": 60}, True, id="the first report meets it"),
        pytest.param(
            counted(None, 50, "level"), {"2020-03-31": 50}, True, id="the first report just meets it"
        ),
        pytest.param(counted(None, 50, "level"), {"2020-03-31": 40}, False, id="the first report does not"),
        pytest.param(between("50"), {"2020-03-31": 50}, True, id="a range that holds the baseline"),
        pytest.param(between("20"), {"2020-03-31": 50}, False, id="a range that does not"),
        pytest.param(counted(None, 90, "maintain"), {"2020-03-31": 95}, False, id="to hold is no weak goal"),
        pytest.param(counted(0, 50), {"2020-03-31": 50}, False, id="a goal to go for"),
    ],
)
def test_a_goal_that_the_baseline_meets_is_weak(body: str, reports: Figures, *, weak: bool) -> None:
    assessment = judged(body, reports)

    assert (Flag.WEAK_GOAL in assessment.flags) is weak
    if weak:
        assert assessment.status is Status.ACHIEVED_EARLY


def test_a_weak_level_that_is_lost_is_regressing_and_relapsed() -> None:
    assessment = judged(counted(None, 50, "level"), {"2020-03-31": 60, "2021-03-31": 45})

    assert assessment.status is Status.REGRESSING
    assert {Flag.WEAK_GOAL, Flag.RELAPSED} <= {*assessment.flags}


# --- amendments


@pytest.mark.parametrize(
    ("goal", "op"),
    [("40", Op.AT_MOST), ("100", Op.AT_LEAST), ("140", Op.AT_LEAST)],
    ids=["down", "none", "up"],
)
@pytest.mark.parametrize("first", [None, '{ min = 30, max = 60, op = "range" }'], ids=["no goal", "a range"])
def test_a_goal_that_came_later_has_the_direction_of_its_own_way(
    first: str | None, goal: str, op: Op
) -> None:
    stated = {} if first is None else {"goal": first}
    body = target_text("level", baseline="{ value = 100 }", **stated)
    assert judged(body + amended(decided="2020-02-01", value=goal), {"2020-03-31": 90}).op is op


LOWER = amended(decided="2021-09-01", value="2000", document='"文件"', reason='"fewer sites"')
LATER = amended(decided="2021-09-01", due="2023-12-31", document='"文件"', reason='"delay"')


@pytest.mark.parametrize(
    ("amendments", "as_of", "goal", "due", "revised"),
    [
        pytest.param(LOWER, "2021-08-31", 3000, "2022-12-31", False, id="value, the day before"),
        pytest.param(LOWER, "2021-09-01", 2000, "2022-12-31", True, id="value, on the day"),
        pytest.param(LATER, "2021-08-31", 3000, "2022-12-31", False, id="due, the day before"),
        pytest.param(LATER, "2021-09-01", 3000, "2023-12-31", True, id="due, on the day"),
        pytest.param(
            LOWER + amended(decided="2022-03-01", due="2023-06-30"),
            "2022-03-01",
            2000,
            "2023-06-30",
            True,
            id="one after the other",
        ),
        pytest.param(
            amended(decided="2022-03-01", value="2500") + LOWER,
            "2022-06-30",
            2500,
            "2022-12-31",
            True,
            id="in any order",
        ),
        pytest.param(
            amended(decided="2022-03-01", value="2500") + LOWER,
            "2022-01-31",
            2000,
            "2022-12-31",
            True,
            id="between two",
        ),
        pytest.param(
            amended(decided="2022-03-01", status='"suspended"'),
            "2022-06-30",
            3000,
            "2022-12-31",
            False,
            id="suspended",
        ),
    ],
)
def test_the_version_in_force_is_judged_by(
    amendments: str, as_of: str, goal: int, due: str, *, revised: bool
) -> None:
    assessment = judged(counted() + amendments, {"2021-06-30": 1200}, as_of)

    assert assessment.goal is not None
    assert assessment.goal.value == goal
    assert assessment.due.isoformat() == due
    assert (Flag.REVISED_GOAL in assessment.flags) is revised
    assert assessment.completion == Fraction(1200, goal)


def test_the_first_version_stays_in_the_target() -> None:
    target = judged(counted() + LOWER + LATER, {}, "2022-01-31").target

    assert target.goal is not None
    assert target.goal.value == 3000
    assert target.due == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("amendments", "as_of", "status"),
    [
        pytest.param(LOWER, "2021-08-31", Status.AHEAD, id="before a lower goal"),
        pytest.param(LOWER, "2021-09-30", Status.ACHIEVED_EARLY, id="with a lower goal"),
        pytest.param(
            amended(decided="2021-09-01", value="9000"),
            "2021-09-30",
            Status.SERIOUSLY_BEHIND,
            id="with a higher goal",
        ),
        pytest.param(
            amended(decided="2021-07-01", due="2021-06-30"),
            "2021-09-30",
            Status.MISSED,
            id="due moved forward",
        ),
        pytest.param(
            amended(decided="2021-07-01", status='"suspended"')
            + amended(decided="2022-01-01", due="2025-12-31"),
            "2021-12-31",
            Status.SUSPENDED,
            id="suspended",
        ),
        pytest.param(
            amended(decided="2021-07-01", status='"suspended"')
            + amended(decided="2022-01-01", due="2025-12-31", status='"active"'),
            "2022-01-01",
            Status.AHEAD,
            id="taken up again",
        ),
        pytest.param(
            amended(decided="2021-07-01", status='"suspended"')
            + amended(decided="2022-01-01", due="2025-12-31"),
            "2022-01-01",
            Status.SUSPENDED,
            id="a new due day alone takes nothing up again",
        ),
        pytest.param(
            amended(decided="2021-07-01", status='"suspended"')
            + amended(decided="2022-01-01", status='"cancelled"'),
            "2022-06-30",
            Status.CANCELLED,
            id="suspended, then cancelled",
        ),
    ],
)
def test_an_amendment_decides_from_its_day_on(amendments: str, as_of: str, status: Status) -> None:
    assert judged(counted() + amendments, {"2021-06-30": 2000}, as_of).status is status


def test_a_target_met_late_by_its_first_due_is_met_in_time_by_the_amended_one() -> None:
    reports: Figures = {"2023-06-30": 3000}

    assert judged(counted(), reports, "2024-06-30").status is Status.ACHIEVED_LATE
    assert judged(counted() + LATER, reports, "2024-06-30").status is Status.ACHIEVED


def test_an_amendment_that_was_not_known_yet_does_not_count() -> None:
    known = judged(counted() + LOWER, {}, "2022-01-31", known_at="2021-08-31T12:00:00+08:00")

    assert known.goal is not None
    assert known.goal.value == 3000
    assert Flag.REVISED_GOAL not in known.flags


@pytest.mark.parametrize(
    ("change", "as_of", "planned"),
    [
        pytest.param(
            {"value": "1500"}, "2022-06-30", 1275, id="a goal below the last milestone leaves it out"
        ),
        pytest.param({"value": "2400"}, "2022-06-30", 2100, id="a goal beyond the milestones keeps them"),
        pytest.param({"due": "2021-06-30"}, "2021-03-31", 1800, id="a due day before the last leaves it out"),
    ],
)
def test_milestones_beyond_the_amended_goal_or_due_ask_for_nothing(
    change: dict[str, str], as_of: str, planned: int
) -> None:
    yearly = "[ { on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 } ]"
    body = counted(milestone=yearly) + amended(decided="2021-01-15", **change)

    assert judged(body, {}, as_of).planned == planned


def test_the_path_runs_to_the_amended_due() -> None:
    before, after = (judged(counted() + LATER, {}, day) for day in ("2021-08-31", "2021-12-31"))

    assert (before.planned, before.elapsed) == (Fraction(3000 * 20, 36), Fraction(20, 36))
    assert (after.planned, after.elapsed) == (Fraction(1500), Fraction(24, 48))


@pytest.mark.parametrize(
    ("body", "op", "met"),
    [
        pytest.param(
            asking(">", "200", "100") + amended(decided="2021-01-01", value="150"), Op.ABOVE, False, id=">"
        ),
        pytest.param(
            asking("<", "50", "500") + amended(decided="2021-01-01", value="150"), Op.BELOW, False, id="<"
        ),
        pytest.param(
            counted(500, 50, "level") + amended(decided="2021-01-01", value="150"),
            Op.AT_MOST,
            True,
            id="fall",
        ),
        pytest.param(
            counted(100, 200, "level") + amended(decided="2021-01-01", min="140", max="160"),
            Op.RANGE,
            True,
            id="a range",
        ),
    ],
)
def test_an_amended_value_keeps_the_op(body: str, op: Op, *, met: bool) -> None:
    assessment = judged(body, {"2021-06-30": 150})

    assert (assessment.op, assessment.met) == (op, met)


def test_an_amended_stage_is_judged_by() -> None:
    body = target_text("stage", goal='{ stage = "completed" }') + amended(
        decided="2021-01-01", stage='"signed"'
    )

    assert judged(body, {"2021-06-30": "signed"}).status is Status.ACHIEVED_EARLY
    assert judged(body, {"2020-06-30": "signed"}, "2020-12-31").status is Status.ON_TRACK


def test_a_goal_that_is_given_later_is_judged_by_from_then_on() -> None:
    body = target_text("cumulative") + amended(decided="2021-01-01", value="100")

    assert judged(body, {"2020-06-30": 50}, "2020-12-31").status is Status.NOT_ASSESSABLE
    assert judged(body, {"2020-06-30": 50}, "2021-06-30").status is Status.ON_TRACK


@pytest.mark.parametrize("due", ["2019-11-30", "2019-12-31", "2018-01-01"])
def test_an_amended_due_before_the_start_is_refused_or_judged(tmp_path: Path, due: str) -> None:
    body = counted() + amended(decided="2020-05-01", due=due)
    plan, findings = read_plan(write_plan(tmp_path, head=head() + body))

    if plan is None:
        assert [finding.code for finding in findings] == ["JP401"]
    else:
        assert judged(body, {"2021-06-30": 5}).status is Status.MISSED


def test_a_target_s_own_period_goes_before_the_plan_s() -> None:
    assessment = judged(counted(**period("2021-01-01", "2021-12-31")), {"2021-06-30": 1500})

    assert (assessment.elapsed, assessment.gap) == (Fraction(1, 2), Fraction(0))


def test_an_amended_baseline_never_turns_the_direction() -> None:
    body = counted(0, 3000) + amended(decided="2021-01-01", baseline="{ value = 10000 }", value="20000")
    found = judged(body, {"2021-06-30": 12000})

    assert (found.op, found.status) == (Op.AT_LEAST, Status.BEHIND)
    assert found.completion == Fraction(1, 5)
