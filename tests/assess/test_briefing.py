"""The facts of a briefing: everything judged is in it once, the worst first, with what changed since the period before."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan import Portfolio, assess
from jinjiang_plan.assess.briefing import briefing
from jinjiang_plan.assess.diff import compare
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.briefing import Briefing, BriefingScope
from jinjiang_plan.model.change import Snapshot
from jinjiang_plan.model.codes import Flag, Kind
from jinjiang_plan.model.words import Words

NOW = datetime(2023, 1, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
AS_OF = date(2021, 6, 30)


@cache
def samples() -> Portfolio:
    return demonstration()


def told(as_of: date = AS_OF, since: date | None = None, known_at: datetime = NOW) -> Briefing:
    judgement = assess(samples(), as_of, known_at=known_at)
    return briefing(samples(), judgement, BriefingScope(samples().plans), known_at=known_at, since=since)


@settings(max_examples=30)
@given(st.dates(date(2020, 1, 1), date(2023, 6, 30)))
def test_all_that_is_judged_is_told_once_the_worst_first(day: date) -> None:
    brief = told(day)
    assert sorted(each.assessment.target.full_id for each in brief.entries) == sorted(
        each.target.full_id for each in brief.judgement.assessments
    )
    ranks = [(each.assessment.status.concern, each.assessment.gap or 0) for each in brief.entries]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("as_of", "since"),
    [
        ("2021-06-30", "2021-03-31"),
        ("2021-06-29", "2021-03-31"),
        ("2021-07-01", "2021-06-30"),
        ("2021-08-10", "2021-06-30"),
        ("2021-01-01", "2020-12-31"),
        ("2020-03-31", None),  # the quarter before ended before the plan began
        ("2020-04-01", "2020-03-31"),
    ],
)
def test_it_compares_with_the_end_of_the_period_before(as_of: str, since: str | None) -> None:
    brief = told(date.fromisoformat(as_of))
    assert brief.since == (date.fromisoformat(since) if since else None)
    assert (brief.changes is None) is (since is None)


def test_what_changed_is_what_diff_says() -> None:
    brief = told()
    sides = [Snapshot(samples(), day, NOW, Words(f"{day}", f"{day}")) for day in (date(2021, 3, 31), AS_OF)]
    assert brief.changes is not None
    assert brief.changes.changes == compare(sides[0], sides[1]).changes


def test_another_day_to_compare_with_can_be_named() -> None:
    brief = told(since=date(2020, 12, 31))
    assert brief.since == date(2020, 12, 31)
    assert brief.changes is not None
    assert brief.changes.before.as_of == date(2020, 12, 31)


def test_what_was_recorded_later_is_in_no_part_of_it() -> None:
    early = datetime(2021, 4, 30, tzinfo=NOW.tzinfo)
    brief = told(known_at=early)
    assert all(
        seen.report is None or seen.report.recorded <= early
        for each in brief.entries
        for seen in each.assessment.observations
    )
    assert brief.changes is not None
    assert {
        each.recorded <= early
        for change in brief.changes.changes
        for one in change.reports
        if (each := one.after)
    } <= {True}


def test_a_chart_is_drawn_of_figures_and_not_of_names() -> None:
    for each in told().entries:
        figures = each.assessment.target.kind not in (Kind.STAGE, Kind.DONE)
        assert (each.burnup is not None) is (figures and bool(each.assessment.observations))


def test_problems_are_those_of_the_report_that_the_value_comes_from() -> None:
    stations = next(each for each in told().entries if each.assessment.target.id == "network.5g-stations")
    assert stations.last is not None
    assert stations.last.on == AS_OF
    assert "站址落实慢" in stations.last.problems
    assert stations.has_more
    earlier = told(date(2021, 5, 31))
    same = next(each for each in earlier.entries if each.assessment.target.id == "network.5g-stations")
    assert same.last is not None
    assert same.last.problems == ""


def test_what_comes_is_told_up_to_the_end_of_the_next_period() -> None:
    assert told(date(2021, 6, 30)).agenda.last == date(2021, 9, 30)
    assert told(date(2021, 7, 1)).agenda.last == date(2021, 9, 30)
    for item in told().agenda.coming:
        assert AS_OF <= item.day <= date(2021, 9, 30)


def test_flags_name_the_targets_that_carry_them() -> None:
    brief = told()
    for flag, having in brief.flagged.items():
        assert [each.target.full_id for each in having] == [
            each.target.full_id for each in brief.judgement.assessments if flag in each.flags
        ]
    assert Flag.SAMPLE in brief.flagged


def test_every_document_that_a_goal_is_cited_from_is_told() -> None:
    brief = told()
    keys = {(plan.id, source.key) for plan, source in brief.sources}
    cited = {
        (each.target.plan, each.target.source) for each in brief.judgement.assessments if each.target.source
    }
    assert cited <= keys


def test_samples_and_profiles_are_said() -> None:
    brief = told()
    assert brief.sample
    assert brief.profiles == ("cn/2",)
