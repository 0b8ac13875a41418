"""What is due and to be reported, and what is late: each kind of target, amended, halted, met, stale."""

from datetime import date

import pytest

from jinjiang_plan.assess.timeline import agenda
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.timeline import Agenda, TimelineItem
from tests.assess.cases import Figures, amended, counted, judgement, plan_of, target_text

MILESTONES = "[ { on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 } ]"


def planned(
    body: str,
    figures: Figures | list[str] | None = None,
    as_of: str = "2021-07-10",
    span: tuple[str, str] = ("2021-07-10", "2025-12-31"),
) -> Agenda:
    plan = plan_of(body)
    judged = judgement(plan, {"subject": figures or {}}, as_of).assessments
    first, last = map(date.fromisoformat, span)
    return agenda(judged, date.fromisoformat(as_of), first, last)


def told(items: tuple[TimelineItem, ...]) -> list[str]:
    return [f"{item.day} {item.occasion}" for item in items]


def test_a_target_is_reported_by_its_rhythm_and_due_once() -> None:
    assert told(planned(counted(), {"2021-06-30": 1500}).coming) == [
        "2021-09-30 report",
        "2021-12-31 report",
        "2022-03-31 report",
        "2022-06-30 report",
        "2022-09-30 report",
        "2022-12-31 due",
        "2022-12-31 report",
    ]


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("month", ["2022-11-30", "2022-12-31"]),
        ("quarter", ["2022-12-31"]),
        ("half-year", ["2022-12-31"]),
        ("year", ["2022-12-31"]),
    ],
)
def test_each_rhythm_has_its_days(frequency: str, days: list[str]) -> None:
    span = ("2022-11-01", "2022-12-31")
    coming = planned(counted(frequency=f'"{frequency}"'), {"2021-06-30": 9}, span=span).coming
    assert [str(item.day) for item in coming if item.occasion == "report"] == days


def test_a_due_day_within_a_period_is_the_day_of_the_last_report() -> None:
    coming = planned(counted(due="2021-11-15"), {"2021-06-30": 9}).coming
    assert told(coming) == ["2021-09-30 report", "2021-11-15 due", "2021-11-15 report"]


@pytest.mark.parametrize(
    ("last", "on_it"), [("2021-12-30", []), ("2021-12-31", ["2021-12-31 milestone", "2021-12-31 report"])]
)
def test_the_last_day_that_is_looked_at_counts(last: str, on_it: list[str]) -> None:
    coming = planned(counted(milestone=MILESTONES), {"2021-06-30": 700}, span=("2021-07-10", last)).coming
    assert told(coming) == ["2021-09-30 report", *on_it]


@pytest.mark.parametrize(("as_of", "missing"), [("2021-06-30", []), ("2021-07-01", ["2021-06-30 report"])])
def test_a_report_is_missing_from_the_day_after_its_period_on(as_of: str, missing: list[str]) -> None:
    assert told(planned(counted(), {"2021-03-31": 800}, as_of).late) == missing


def test_a_period_that_ends_today_is_to_be_reported_unless_it_is() -> None:
    day = "2021-06-30"
    assert told(planned(counted(), {"2021-03-31": 9}, day, (day, day)).coming) == ["2021-06-30 report"]
    assert told(planned(counted(), {day: 9}, day, (day, day)).coming) == []
    assert told(planned(counted(), {"2021-03-31": 9}, day, (day, day)).late) == []


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        ({"2021-06-30": 9}, []),
        ({"2021-04-02": 9}, []),
        ({"2021-03-31": 9}, [("2021-06-30", 1)]),
        ({"2020-12-31": 9}, [("2021-06-30", 2)]),
        ({}, [("2021-06-30", 6)]),
    ],
)
def test_reports_that_are_missing_are_late_and_counted(
    figures: dict[str, int], missing: list[tuple[str, int]]
) -> None:
    late = planned(counted(), dict(figures)).late
    assert [(str(item.day), item.missing) for item in late] == missing


def test_what_is_stale_is_late_although_its_period_has_a_report() -> None:
    late = planned(counted(), {"2021-04-02": 9}, "2021-08-20", ("2021-08-20", "2022-12-31")).late
    assert [(str(item.day), item.missing) for item in late] == [("2021-06-30", 1)]


def test_milestones_come_and_those_that_were_not_reached_are_late() -> None:
    found = planned(counted(milestone=MILESTONES), {"2021-06-30": 500})
    assert [(str(item.day), int(item.required or 0), item.number) for item in found.late] == [
        ("2020-12-31", 600, 1)
    ]
    milestones = [item for item in found.coming if item.occasion == "milestone"]
    assert [(str(item.day), int(item.required or 0), item.number) for item in milestones] == [
        ("2021-12-31", 1800, 2)
    ]
    assert planned(counted(milestone=MILESTONES), {"2021-06-30": 700}).late == ()
    assert told(planned(counted(milestone=MILESTONES)).late) == ["2020-12-31 milestone", "2021-06-30 report"]


@pytest.mark.parametrize(("value", "late"), [(80, True), (60, False)])
def test_a_milestone_on_a_falling_course_is_reached_from_above(value: int, late: bool) -> None:
    body = counted(100, 40, "level", milestone="[ { on = 2020-12-31, value = 70 } ]")
    assert bool(planned(body, {"2021-06-30": value}).late) is late


@pytest.mark.parametrize(
    ("kind", "goal", "stop", "figure", "late"),
    [
        ("rate", 7, 6, 5, []),
        ("rate", 7, 6, 6, []),
        ("rank", 3, 5, 5, []),
        ("rank", 3, 5, 4, []),
        ("rank", 3, 5, 6, ["2020-12-31 milestone"]),
    ],
)
def test_of_what_has_no_way_only_a_place_can_be_late_at_a_milestone(
    kind: str, goal: int, stop: int, figure: int, late: list[str]
) -> None:
    body = counted(None, goal, kind, milestone=f"[{{ on = 2020-12-31, value = {stop} }}]")
    assert told(planned(body, {"2021-06-30": figure}).late) == late


def test_an_amended_due_day_counts_and_milestones_beyond_the_goal_are_gone() -> None:
    body = counted(milestone=MILESTONES) + amended(decided="2021-05-01", due="2023-06-30", value="1500")
    coming = planned(body, {"2021-06-30": 700}).coming
    assert [str(item.day) for item in coming if item.occasion == "due"] == ["2023-06-30"]
    assert [item for item in coming if item.occasion == "milestone"] == []


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        (counted() + amended(decided="2021-05-01", status='"cancelled"'), {}),
        (counted() + amended(decided="2021-05-01", status='"suspended"'), {}),
        (target_text(), {}),
        (counted(), {"2021-06-30": 3000}),
        (target_text("done", goal="{ value = true }"), {"2021-06-30": True}),
        (target_text("stage", goal='{ stage = "signed" }'), {"2021-06-30": "signed"}),
        (counted(0, 60, "level", due="2021-06-30"), {"2021-06-30": 60}),
        (counted(due="2021-06-30"), {"2021-06-30": 60}),
    ],
    ids=["cancelled", "suspended", "monitored", "met", "done", "stage reached", "held to due", "missed"],
)
def test_what_is_settled_or_asks_for_nothing_has_no_duty(body: str, figures: Figures) -> None:
    assert planned(body, figures)[3:] == ((), ())


def test_a_level_that_is_met_has_still_to_hold_and_be_reported() -> None:
    coming = planned(counted(0, 60, "level"), {"2021-06-30": 60}).coming
    assert told(coming)[-2:] == ["2022-12-31 due", "2022-12-31 report"]


@pytest.mark.parametrize(("kind", "figure"), [("maintain", 96), ("rate", 96), ("rank", 1)])
def test_what_may_yet_be_lost_has_still_to_be_reported_until_due(kind: str, figure: int) -> None:
    goal = 3 if kind == "rank" else 95
    coming = planned(counted(None, goal, kind), {"2021-06-30": figure}).coming
    assert told(coming)[-2:] == ["2022-12-31 due", "2022-12-31 report"]


def test_what_is_overdue_is_told_once() -> None:
    found = planned(counted(due="2021-03-31"), {"2020-12-31": 9})
    assert told(found.late) == ["2021-03-31 due"]
    assert found.coming == ()


def test_a_sum_is_reported_by_its_parts_unless_it_is_by_itself() -> None:
    sums = counted(name="subject", sum_of='["part"]') + target_text(name="part", goal="{ value = 9 }")
    assert {item.assessment.target.id for item in planned(sums).late} == {"part"}
    assert {item.assessment.target.id for item in planned(sums, {"2020-12-31": 1}).late} == {
        "part",
        "subject",
    }


def test_a_ledger_that_cannot_be_read_does_not_say_what_is_missing() -> None:
    from jinjiang_plan import Portfolio, assess

    plan = plan_of(counted())
    broken = Portfolio((plan,), {"plan/subject": Ledger("plan/subject", (), broken=True)}, ())
    day = date(2021, 7, 10)
    found = agenda(assess(broken, day).assessments, day, day, date(2022, 12, 31))
    assert found.late == ()
    assert "2022-12-31 due" in told(found.coming)


def test_before_its_start_a_target_has_nothing_late() -> None:
    assert planned(counted(start="2021-08-01")).late == ()
