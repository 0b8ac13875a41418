"""The facts of a site: a story for each target, told as it was recorded; each turn of a status once."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jinjiang_plan import assess, load
from jinjiang_plan.assess.briefing import publication
from jinjiang_plan.model.briefing import Publication
from jinjiang_plan.model.codes import Kind
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.render.briefing.cases import NOW, briefed, sample_briefing, samples
from tests.render.site.sites import sample_publication


def test_every_target_has_its_story_in_the_order_of_the_plans() -> None:
    told = [each.target.full_id for each in sample_publication().stories]
    assert told == [target.full_id for target in samples().judged]


def test_the_past_is_what_would_have_been_judged_then() -> None:
    facts = sample_publication()
    for day in (date(2020, 9, 30), date(2021, 3, 31), date(2021, 6, 30)):
        judged = {each.target.full_id: each for each in assess(samples(), day, known_at=NOW).assessments}
        for story in facts.stories:
            (stood,) = [each for each in story.past if each.day == day]
            assert stood.status is judged[story.target.full_id].status


def test_turns_are_those_of_the_past_the_latest_first() -> None:
    facts = sample_publication()
    days = [turn.after.day for turn in facts.turns]
    assert days == sorted(days, reverse=True)
    found = sum(
        before.status is not after.status
        for story in facts.stories
        for before, after in zip(story.past, story.past[1:], strict=False)
    )
    assert len(facts.turns) == found > 10


def test_a_chart_is_there_where_there_is_something_to_draw() -> None:
    for story in sample_publication().stories:
        names = story.target.kind in (Kind.STAGE, Kind.DONE)
        assert (story.burnup is not None) is (
            not names and (story.target.goal is not None or bool(story.entry.assessment.observations))
        )
        assert (story.staging is not None) is (story.target.kind is Kind.STAGE)


@pytest.fixture(name="revised")
def revised_facts(tmp_path: Path) -> Publication:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS)
    write_ledger(
        plan,
        "stations",
        report_line("2021-03-31", 900, "2021-04-02T09:00:00+08:00"),
        report_line("2021-06-30", 1800, "2021-07-02T09:00:00+08:00"),
        report_line("2021-06-30-r2", 1750, "2021-08-02T09:00:00+08:00"),
        report_line("2021-09-30", 2000, "2021-10-02T09:00:00+08:00"),
    )
    return publication(briefed(load(tmp_path / "plans")), known_at=NOW)


def test_a_revision_is_told_with_what_it_replaced_and_nothing_of_later_days(revised: Publication) -> None:
    (story,) = revised.stories
    said = [(each.report.key, each.replaces and each.replaces.figure) for each in story.records]
    assert said == [("2021-03-31", None), ("2021-06-30", None), ("2021-06-30-r2", 1800)]


def test_what_was_recorded_later_is_not_told(tmp_path: Path, revised: Publication) -> None:
    del revised
    moment = datetime.fromisoformat("2021-07-02T09:00:00+08:00")
    for known_at, keys in (
        (datetime(2021, 7, 31, tzinfo=NOW.tzinfo), ["2021-03-31", "2021-06-30"]),
        (moment, ["2021-03-31", "2021-06-30"]),
        (moment - timedelta(seconds=1), ["2021-03-31"]),
    ):
        facts = publication(briefed(load(tmp_path / "plans"), known_at=known_at), known_at=known_at)
        assert [each.report.key for each in facts.stories[0].records] == keys


def test_a_part_of_a_briefing_holds_its_targets_alone() -> None:
    whole = sample_briefing()
    plan = whole.scope.plans[0]
    part = whole.part(whole.scope._replace(plans=(plan,)), lambda target: target.plan == plan.id)
    assert {each.assessment.target.plan for each in part.entries} == {plan.id}
    assert len(part.entries) == sum(1 for _ in plan.judged)
    assert {each.plan for each in part.judgement.rollups} == {plan.id}
    assert part.changes is not None
    assert {each.target.plan for each in part.changes.changes} == {plan.id}
    assert all(item.assessment.target.plan == plan.id for item in (*part.agenda.late, *part.agenda.coming))
    assert {plan.id} == {cited.id for cited, _ in part.sources}
