from datetime import date

from jinjiang_plan import assess, load
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.codes import Flag, Status


def test_the_demonstration_reads_without_findings() -> None:
    assert demonstration().findings == ()


def test_it_is_the_plan_that_ships_and_says_everywhere_that_it_is_a_sample() -> None:
    shown, real = demonstration(), load()
    assert [target.full_id for target in shown.judged] == [target.full_id for target in real.judged]
    assert all(plan.sample for plan in shown.plans)
    assert all(target.sample for target in shown.judged)
    assert [target._replace(sample=False) for target in shown.judged] == list(real.judged)
    assert not any(target.sample for target in real.judged)


def test_every_assessment_is_flagged_as_a_sample() -> None:
    judgement = assess(demonstration(), date(2021, 6, 30))
    assert all(Flag.SAMPLE in each.flags for each in judgement.assessments)


def test_it_spans_a_year_and_a_half_and_shows_most_of_what_can_happen() -> None:
    portfolio = demonstration()
    days = {
        report.on
        for ledger in portfolio.ledgers.values()
        for report in ledger.reports
        if report.by == "sample"
    }
    assert (min(days), max(days)) == (date(2020, 3, 31), date(2021, 6, 30))
    statuses = {each.status for each in assess(portfolio, date(2021, 6, 30)).assessments}
    assert {
        Status.SERIOUSLY_BEHIND,
        Status.BEHIND,
        Status.ON_TRACK,
        Status.AHEAD,
        Status.UNREPORTED,
        Status.ACHIEVED_EARLY,
    } <= statuses


def test_invented_reports_never_reach_the_plan_that_ships() -> None:
    assert not any(report.by == "sample" for ledger in load().ledgers.values() for report in ledger.reports)
