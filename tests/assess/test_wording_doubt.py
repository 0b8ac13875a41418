"""What the words around a figure leave open, against the goal: proven, refused, or a doubt."""

from datetime import date, datetime

import pytest

from jinjiang_plan import Portfolio, Refusal, Report, Target, assess
from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.assess.briefing import briefing
from jinjiang_plan.assess.wording_doubt import wording_doubt
from jinjiang_plan.model.admission import Admitted, Refused
from jinjiang_plan.model.briefing import BriefingScope
from jinjiang_plan.model.quantities import noted, read_figure
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.render.briefing.quality_and_sources import quality_section
from tests.assess.cases import counted, ledger_of, plan_of, target_of, target_text
from tests.build import report_line

NOW = datetime.fromisoformat("2021-07-05T10:00:00+08:00")
RATE = target_of(counted(None, 7, "rate", unit='"%"'))
DEBT = target_of(counted(50, 7, "level", unit='"%"'))
ABOVE = target_of(target_text("rate", goal='{ value = 7, op = ">" }', unit='"%"'))
RANGE = target_of(target_text("level", goal='{ min = 60, max = 70, op = "range" }', unit='"%"'))
ADDED = target_of(counted(None, 7, "increment"))


def report(target: Target, text: str) -> Report:
    quantity = read_figure(target, text)
    note = noted("", quantity, text)
    return Report(date(2021, 6, 30), 1, quantity.value, NOW, "tester", note=note)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (RATE, "7"),
        (RATE, "7（偏慢）"),
        (RATE, "不低于7%"),
        (RATE, "超7%"),
        (RATE, "7%以上"),
        (RATE, "约6%"),
        (RATE, "近6%"),
        (RATE, "超6%"),
        (RATE, "不足6%"),
        (RATE, "约8%"),
        (DEBT, "不超过7%"),
        (DEBT, "不足7%"),
        (DEBT, "7%以下"),
        (DEBT, "约6%"),
        (DEBT, "约9%"),
        (ABOVE, "7%以下"),
        (RANGE, "65"),
        (RANGE, "约50"),
        (ADDED, "约7"),
    ],
)
def test_wording_that_proves_what_the_figure_says_is_no_doubt(target: Target, text: str) -> None:
    assert wording_doubt(target, report(target, text)) is None


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (RATE, "约7%"),
        (RATE, "7%左右"),
        (RATE, "6%以上"),
        (RATE, "不足8%"),
        (RATE, "7%以下"),
        (RATE, "超6.5%"),
        (RATE, "近7.5%"),
        (DEBT, "约7%"),
        (DEBT, "7%以上"),
        (DEBT, "不低于6%"),
        (RANGE, "约60"),
        (RANGE, "超65"),
        (RANGE, "约65"),
    ],
)
def test_wording_that_proves_neither_is_a_doubt(target: Target, text: str) -> None:
    doubt = wording_doubt(target, report(target, text))
    assert doubt is not None
    assert (doubt.code, "请核对" in doubt.words.zh, text in doubt.words.en) == ("wording", True, True)


@pytest.mark.parametrize(
    ("target", "text"), [(RATE, "不足7%"), (RATE, "不到7%"), (RATE, "近7%"), (DEBT, "超7%"), (ABOVE, "超7%")]
)
def test_a_figure_that_would_be_judged_against_its_own_wording_is_refused(target: Target, text: str) -> None:
    with pytest.raises(Refusal, match="the other way: write the exact figure"):
        wording_doubt(target, report(target, text))


def test_the_admission_of_a_report_asks_about_its_wording() -> None:
    ledger = Ledger("", ())
    doubted = Candidate(RATE, report(RATE, "约7%"), NOW.date()).admission(ledger)
    assert isinstance(doubted, Admitted)
    assert [each.code for each in doubted.doubts] == ["wording"]
    assert isinstance(Candidate(RATE, report(RATE, "不足7%"), NOW.date()).admission(ledger), Refused)


def test_a_figure_that_was_accepted_is_to_be_looked_at_again_in_the_briefing() -> None:
    plan = plan_of(counted(None, 7, "rate", unit='"%"'))
    for note, open_ in (("原文“约7%”", 1), ("原文“不足7%”", 1), ("原文“约5%”", 0), ("", 0)):
        line = report_line("2021-06-30", 7 if open_ else 5, note=f'"{note}"')
        portfolio = Portfolio((plan,), {plan.targets[0].full_id: ledger_of(plan.targets[0], line)}, ())
        judgement = assess(portfolio, date(2021, 6, 30), known_at=NOW)
        brief = briefing(portfolio, judgement, BriefingScope((plan,)), known_at=NOW)
        assert len(brief.unproven) == open_
        sections = repr(quality_section(brief, lambda *_: ""))
        assert ("请核对" in sections) == bool(open_)
