"""What changed between two views, and why: a table of causes, and the laws of comparing."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Plan, Portfolio, assess
from jinjiang_plan.assess.attribution import Replay, day_view
from jinjiang_plan.assess.diff import compare
from jinjiang_plan.model.change import Cause, Change, Changes, Snapshot
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.words import Words
from tests.assess.cases import amended, bare, counted, head, ledger_of, plan_of, target_text
from tests.build import report_line

HERE = Words("此处", "here")
SIDE = Words("一侧", "a side")
ZONE = datetime.fromisoformat("2020-01-01T00:00:00+08:00").tzinfo


def moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.max, tzinfo=ZONE)


def view(
    body: str,
    lines: list[str],
    as_of: str = "2021-06-30",
    known: str | None = None,
    **more: str,
) -> Snapshot:
    plan = plan_of(body, **more)
    ledgers = {target.full_id: ledger_of(target, *lines) for target in plan.targets if target.id == "subject"}
    return Snapshot(
        Portfolio((plan,), ledgers, ()), date.fromisoformat(as_of), moment(known) if known else None, SIDE
    )


def later(earlier: Snapshot, as_of: str | None = None, known: str | None = None) -> Snapshot:
    return earlier._replace(
        as_of=date.fromisoformat(as_of) if as_of else earlier.as_of,
        known_at=moment(known) if known else earlier.known_at,
    )


def only(changes: Changes) -> Change:
    (change,) = changes.changes
    return change


def why(change: Change) -> list[tuple[str, str]]:
    return [(step.cause.value, step.status.value) for step in change.why]


FIRST = report_line("2020-12-31", 1000)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([FIRST], [("time", "behind")]),
        ([FIRST, report_line("2021-06-30", 1500)], []),
        ([FIRST, report_line("2021-06-30", 1700)], [("time", "behind"), ("report", "ahead")]),
        ([FIRST, report_line("2021-06-30", 1200)], [("time", "behind")]),
    ],
    ids=["only time", "kept up", "time, then more than kept up", "a report that did not help"],
)
def test_between_two_days_time_is_told_from_reports(lines: list[str], reason: list[tuple[str, str]]) -> None:
    before = view(counted(), lines, "2020-12-31")
    changes = compare(before, later(before, "2021-06-30"))
    assert (why(only(changes)) if changes.changes else []) == reason


LATER = "2021-09-01T09:00:00+08:00"


@pytest.mark.parametrize(
    ("line", "cause", "status"),
    [
        (report_line("2021-06-30-r2", 100, LATER), Cause.REVISION, "seriously_behind"),
        (report_line("2021-06-30-r2", "", LATER, retract="true", reason='"x"'), Cause.RETRACTION, "behind"),
        (report_line("2021-05-31", 1300, LATER), Cause.REPORT, "on_track"),
    ],
    ids=["revision", "retraction", "report"],
)
def test_what_became_known_since_is_named(line: str, cause: Cause, status: str) -> None:
    before = view(counted(), [FIRST, report_line("2021-06-30", 1500), line], known="2021-07-31")
    change = only(compare(before, later(before, known="2021-12-31")))
    assert [each.cause for each in change.reports] == [cause]
    assert change.after is not None
    assert change.after.status.value == status
    assert why(change) == ([(cause.value, status)] if change.turned else [])


def test_an_amendment_is_told_from_time_and_is_no_edit() -> None:
    body = counted() + amended(decided="2021-05-01", value="9000")
    before = view(body, [FIRST, report_line("2021-06-30", 1500)], "2020-12-31")
    change = only(compare(before, later(before, "2021-06-30")))
    assert why(change) == [("time", "behind"), ("amendment", "seriously_behind")]
    assert [each.decided for each in change.amendments] == [date(2021, 5, 1)]
    assert change.edits == ()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (counted(goal=6000), ["goal"]),
        (counted(due="2023-12-31"), ["due"]),
        (counted(title='"other"'), ["title"]),
        (counted(lead='"office"', tags='["a"]'), ["lead", "tags"]),
        (counted(class_='"binding"'), ["class"]),
        (counted(milestone="[ { on = 2021-06-30, value = 2900 } ]", path='"step"'), ["path", "milestone"]),
    ],
    ids=lambda each: ",".join(each) if isinstance(each, list) else "",
)
def test_edits_of_the_file_are_named_by_their_entries(body: str, fields: list[str]) -> None:
    lines = [report_line("2021-06-30", 1500)]
    change = only(compare(view(counted(), lines), view(body, lines)))
    assert [each.field for each in change.edits] == fields
    assert {step.cause for step in change.why} <= {Cause.PLAN}
    assert bool(change.why) == change.turned


def test_an_amendment_that_was_altered_is_an_edit() -> None:
    lines = [report_line("2021-06-30", 1500)]
    before = view(counted() + amended(decided="2021-05-01", value="3500"), lines)
    after = view(counted() + amended(decided="2021-05-01", value="9000"), lines)
    change = only(compare(before, after))
    assert [each.field for each in change.edits] == ["amendment"]
    assert why(change) == [("plan", "seriously_behind")]


@pytest.mark.parametrize(
    "lines",
    [[report_line("2021-06-30", 500)], []],
    ids=["a figure altered in its line", "the line removed"],
)
def test_history_that_was_rewritten_is_called_so(lines: list[str]) -> None:
    change = only(compare(view(counted(), [report_line("2021-06-30", 1500)]), view(counted(), lines)))
    assert [each.cause for each in change.reports] == [Cause.REWRITTEN]
    assert {step.cause for step in change.why} == {Cause.REWRITTEN}


def test_a_retraction_that_was_deleted_is_a_rewriting() -> None:
    taken_back = report_line("2021-06-30-r2", "", retract="true", reason='"x"')
    one = report_line("2021-06-30", 1500)
    change = only(compare(view(counted(), [one, taken_back]), view(counted(), [one])))
    assert [each.cause for each in change.reports] == [Cause.REWRITTEN]


def test_a_ledger_that_can_no_longer_be_read_is_named() -> None:
    before = view(counted(), [FIRST])
    broken = before.portfolio._replace(ledgers={"plan/subject": Ledger("plan/subject", (), broken=True)})
    change = only(compare(before, before._replace(portfolio=broken)))
    assert why(change) == [("unreadable", "not_assessable")]


def staged(stages: str) -> str:
    return target_text("stage", stages=stages, goal='{ stage = "done" }')


def test_a_stage_put_before_the_others_rewrites_no_report() -> None:
    lines = [report_line("2021-06-30", "", stage='"begun"')]
    before = view(staged('["idea", "begun", "done"]'), lines)
    after = view(staged('["idea", "approved", "begun", "done"]'), lines)
    change = only(compare(before, after))
    assert change.reports == ()
    assert [each.field for each in change.edits] == ["goal", "stages"]
    more = after._replace(
        portfolio=after.portfolio._replace(
            ledgers={
                target.full_id: ledger_of(target, *lines, report_line("2021-06-30-r2", "", stage='"done"'))
                for target in after.portfolio.judged
            }
        )
    )
    change = only(compare(before, more))
    assert [each.cause for each in change.reports] == [Cause.REVISION]


def test_targets_come_and_go() -> None:
    lines = [FIRST]
    one, two = view(counted(), lines), view(counted() + target_text(name="other"), lines)
    (came,) = compare(one, two).changes
    assert (came.before, came.target.id, came.direction, came.turned) == (None, "other", 0, False)
    (gone,) = compare(two, one).changes
    assert (gone.after, gone.target.id) == (None, "other")


def test_what_came_or_went_is_no_hindrance_to_the_replay_of_the_rest() -> None:
    one = view(counted() + target_text(name="went"), [report_line("2021-06-30", 1500)])
    two = view(counted() + target_text(name="came"), [report_line("2021-06-30", 100)])
    changes = {each.target.id: each for each in compare(one, two).changes}
    assert set(changes) == {"subject", "went", "came"}
    assert why(changes["subject"]) == [("rewritten", "seriously_behind")]


@pytest.mark.parametrize(
    ("stages", "latest"),
    [('["idea", "approved", "begun", "done"]', "begun"), ('["thought", "begun", "done"]', "begun")],
    ids=["the stage of before moved on", "the stage of before is gone"],
)
def test_a_replay_counts_old_reports_by_the_new_list_of_stages(stages: str, latest: str) -> None:
    before = view(staged('["idea", "begun", "done"]'), [report_line("2021-06-30", "", stage='"idea"')])
    after = view(staged(stages), [report_line("2021-06-30", "", stage=f'"{latest}"')])
    change = only(compare(before, after))
    assert [each.cause for each in change.reports] == [Cause.REWRITTEN]
    assert [step.cause for step in change.why] == [Cause.REWRITTEN]


def test_a_whole_plan_comes_and_goes_and_is_edited() -> None:
    one = view(counted(), [FIRST])
    none = one._replace(portfolio=Portfolio((), {}, ()))
    assert [each.field for each in compare(none, one).edits] == ["plan"]
    assert [(each.before is None, each.after is None) for each in compare(one, none).edits] == [(False, True)]
    assert len(compare(none, one).changes) == 1
    top = head(lead='"office"', profile='"cn-yinchuan"') + '[source.a]\ntitle = "A"\n'
    edited = view(counted(), [FIRST], top=top, works="")
    assert {each.field for each in compare(one, edited).edits} == {"lead", "profile", "source", "action"}
    renamed = view(counted(), [FIRST], top=top.replace('title = "A"', 'title = "B"'), works="")
    assert [each.field for each in compare(edited, renamed).edits] == ["source.title"]
    assert compare(edited, renamed, only=set()).edits == ()


def test_a_sum_turns_for_what_its_parts_reported() -> None:
    body = counted(name="total", sum_of='["subject"]').replace("[target.subject]", "[target.total]", 1)
    before = view(body + counted(), [report_line("2021-06-30", 300), report_line("2021-06-15", 200)])
    more = view(body + counted(), [report_line("2021-06-30", 300), report_line("2021-06-15", 200)])
    assert compare(before, more).empty
    grown = view(body + counted(), [report_line("2021-06-30", 1500), report_line("2021-06-15", 200)])
    changes = compare(before, grown).changes
    assert {each.target.id: why(each) for each in changes} == {
        "total": [("rewritten", "on_track")],
        "subject": [("rewritten", "on_track")],
    }


@pytest.mark.parametrize(
    ("was", "now", "direction"),
    [
        (1500, 1000, -1),
        (1000, 1500, 1),
        (1500, 3000, 1),
        (100, 1000, 1),
        (1500, 1700, 1),
        (3000, 1000, -1),
    ],
)
def test_a_turn_has_a_direction_by_its_light(was: int, now: int, direction: int) -> None:
    one, two = (view(counted(), [report_line("2021-06-30", each)]) for each in (was, now))
    assert only(compare(one, two)).direction == direction


def test_a_turn_out_of_or_into_grey_has_none() -> None:
    body = counted() + amended(decided="2020-01-01", status='"suspended"')
    none, some = view(body, [FIRST]), view(counted(), [FIRST])
    assert only(compare(none, some)).direction == 0
    assert only(compare(none, some)).turned


def test_the_first_report_turns_silence_by_its_light() -> None:
    none, some = view(counted(), []), view(counted(), [FIRST])
    assert only(compare(none, some)).direction == 1


# Laws, over ledgers of every sort: reports, revisions and retractions, recorded early and late.

PLAN = plan_of(
    counted(frequency='"quarter"')
    + amended(decided="2021-04-15", value="2400")
    + counted(name="x").replace("subject", "other", 2)
)
DAYS = [date(2020, 3, 31) + timedelta(days=30 * n) for n in range(24)]


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Report, ...]:
    reports: list[Report] = []
    for n in range(draw(st.integers(0, 7))):
        on = draw(st.sampled_from(DAYS))
        recorded = datetime.combine(draw(st.sampled_from(DAYS)), time(12), tzinfo=ZONE) + timedelta(minutes=n)
        figure = draw(st.one_of(st.none(), st.integers(0, 3500).map(Decimal)))
        revision = 1 + sum(each.on == on for each in reports)
        reports.append(Report(on, revision, figure, recorded, "tester"))
    return tuple(reports)


def portfolio(reports: tuple[Report, ...], plan: Plan = PLAN) -> Portfolio:
    return Portfolio((plan,), {"plan/subject": Ledger("plan/subject", reports)}, ())


days = st.sampled_from(DAYS)
knowing = st.sampled_from([None, *(datetime.combine(day, time.max, tzinfo=ZONE) for day in DAYS)])


@given(ledgers(), days, knowing)
def test_a_view_compared_with_itself_is_empty(
    reports: tuple[Report, ...], day: date, known: datetime | None
) -> None:
    one = Snapshot(portfolio(reports), day, known, HERE)
    assert compare(one, one).empty
    assert compare(one, Snapshot(portfolio(reports), day, known, HERE)).empty


@given(ledgers(), days, knowing)
def test_what_counts_is_judged_as_the_whole_is(
    reports: tuple[Report, ...], day: date, known: datetime | None
) -> None:
    whole = portfolio(reports)
    judged = assess(whole, day, known_at=known).assessments
    cut = day_view(Snapshot(whole, day, known, HERE)).judged(None, [each.full_id for each in whole.judged])
    for each in judged:
        same = cut[each.target.full_id]._replace(target=each.target)
        assert same == bare(each)


@given(ledgers(), st.tuples(days, days, days).map(sorted), knowing)
def test_two_comparisons_in_a_row_make_the_one_of_both(
    reports: tuple[Report, ...], when: list[date], known: datetime | None
) -> None:
    views = [Snapshot(portfolio(reports), day, known, HERE) for day in when]
    one, two, whole = (compare(views[a], views[b]) for a, b in ((0, 1), (1, 2), (0, 2)))
    stand = {
        each.target.full_id: each.status
        for each in assess(views[0].portfolio, when[0], known_at=known).assessments
    }
    begun = dict(stand)
    for changes in (one, two):
        for each in changes.changes:
            assert each.before is not None
            assert each.after is not None
            assert stand[each.target.full_id] is each.before.status
            stand[each.target.full_id] = each.after.status
    turned = {each.target.full_id: each.after.status for each in whole.changes if each.turned and each.after}
    assert turned == {key: status for key, status in stand.items() if status is not begun[key]}


@given(ledgers(), ledgers(), days, days, knowing)
def test_the_way_ends_at_the_status_of_after_and_no_turn_is_without_a_reason(
    was: tuple[Report, ...], now: tuple[Report, ...], first: date, last: date, known: datetime | None
) -> None:
    before, after = Snapshot(portfolio(was), first, known, HERE), Snapshot(portfolio(now), last, known, HERE)
    for each in compare(before, after).changes:
        assert each.after is not None
        assert bool(each.why) == each.turned
        if each.why:
            assert each.why[-1].status is each.after.status


@given(ledgers(), ledgers(), days, days)
def test_with_everything_let_in_the_mix_is_the_other_side(
    was: tuple[Report, ...], now: tuple[Report, ...], first: date, last: date
) -> None:
    one, two = (
        day_view(Snapshot(portfolio(each), day, None, HERE)) for each, day in ((was, first), (now, last))
    )
    changes = {
        each.target.full_id: each.reports
        for each in compare(
            Snapshot(portfolio(was), first, None, HERE), Snapshot(portfolio(now), last, None, HERE)
        ).changes
    }
    mixed = Replay(one, two, changes).mixed(set(Cause))
    assert (mixed.as_of, mixed.targets, mixed.reports) == (two.as_of, two.targets, two.reports)
    assert Replay(one, two, changes).mixed(set()).reports == one.reports


@given(ledgers(), ledgers(), days, days, st.sampled_from(DAYS))
def test_what_was_recorded_after_known_at_never_shows(
    reports: tuple[Report, ...], more: tuple[Report, ...], first: date, last: date, day: date
) -> None:
    known = datetime.combine(day, time.max, tzinfo=ZONE)
    late = tuple(
        each._replace(revision=each.revision + 100, recorded=each.recorded + timedelta(days=4000))
        for each in more
    )
    one, two = (
        compare(Snapshot(portfolio(each), first, known, HERE), Snapshot(portfolio(each), last, known, HERE))
        for each in (reports, reports + late)
    )
    assert one.changes == two.changes


def test_a_lowered_goal_never_hides_behind_a_new_figure() -> None:
    body = counted() + amended(decided="2021-05-01", value="2600")
    lines = [report_line("2020-12-31", 800), report_line("2021-06-30", 1200)]
    before = view(body, lines, "2020-12-31")
    change = only(compare(before, later(before, "2021-06-30")))
    assert why(change) == [("report", "on_track")]
    assert [(each.cause.value, each.on, each.without.value) for each in change.needed] == [
        ("amendment", None, "behind"),
        ("report", date(2021, 6, 30), "behind"),
    ]
    assert change.causes == (Cause.AMENDMENT, Cause.REPORT)


def test_an_amendment_is_named_also_where_the_figure_alone_would_do() -> None:
    body = counted() + amended(decided="2021-05-01", value="2600")
    lines = [report_line("2020-12-31", 800), report_line("2021-06-30", 1400)]
    before = view(body, lines, "2020-12-31")
    change = only(compare(before, later(before, "2021-06-30")))
    assert Cause.AMENDMENT not in {each.cause for each in change.needed}
    assert Cause.AMENDMENT in change.causes


@pytest.mark.parametrize(
    ("values", "named"),
    [((1000, 1200, 1500), ["2021-06-30"]), ((1500, 1500, 1500), [])],
    ids=["the last alone decides", "each would do alone"],
)
def test_of_several_reports_those_are_named_that_cannot_be_left_out(
    values: tuple[int, ...], named: list[str]
) -> None:
    days = ("2021-02-28", "2021-04-30", "2021-06-30")
    lines = [report_line("2020-12-31", 800)] + [
        report_line(day, value) for day, value in zip(days, values, strict=True)
    ]
    before = view(counted(), lines, "2020-12-31")
    change = only(compare(before, later(before, "2021-06-30")))
    assert [each.on.isoformat() for each in change.needed if each.on] == named
