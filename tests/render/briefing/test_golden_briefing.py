"""The briefing of the sample plan as Markdown, as people paste it: in Chinese, in English, and in both."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan import Portfolio, assess
from jinjiang_plan.assess.briefing import briefing
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.briefing import BriefingScope
from jinjiang_plan.render.briefing.summary import briefing_paper
from jinjiang_plan.render.paper.blocks import Languages
from jinjiang_plan.render.paper.markdown import markdown_text

NOW = datetime(2023, 1, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LANGUAGES: list[Languages] = [("zh",), ("en",), ("zh", "en")]


@cache
def samples() -> Portfolio:
    return demonstration()


def told(languages: Languages, action: str | None = None, as_of: date = date(2021, 6, 30)) -> str:
    portfolio = samples()
    only = [target for target in portfolio.judged if action in (None, target.action)]
    judgement = assess(portfolio, as_of, known_at=NOW, only=only)._replace(known_at=None)
    plans = tuple(plan for plan in portfolio.plans if any(plan.id == target.plan for target in only))
    actions = tuple((plan, each) for plan in plans for each in plan.actions if each.id == action)
    scope = BriefingScope(plans, actions)
    return markdown_text(briefing_paper(briefing(portfolio, judgement, scope, known_at=NOW)), languages)


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_an_actions_briefing(languages: Languages, snapshot: SnapshotAssertion) -> None:
    assert told(languages, "network") == snapshot


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("day", [date(2020, 2, 1), date(2021, 6, 30), date(2023, 1, 1)], ids=str)
def test_each_target_is_told_with_its_figures(languages: Languages, day: date) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(told(languages, as_of=day))
    said = [token.content for token in tokens if token.type == "inline"]
    for each in assess(samples(), day, known_at=NOW).assessments:
        for lang in languages:
            assert any(each.target.title.say(lang) in one.replace("\\", "") for one in said)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_language_is_no_other(lang: str) -> None:
    text = told((lang,), "network")  # type: ignore[arg-type]
    other = "Overall" if lang == "zh" else "总体情况"
    assert other not in text
    assert ("截至" in text) is (lang == "zh")
