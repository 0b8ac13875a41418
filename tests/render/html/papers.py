"""Papers to be drawn: the sample plan's briefing, and one block by itself."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from jinjiang_plan import Portfolio, assess
from jinjiang_plan.assess.briefing import briefing
from jinjiang_plan.files.demonstration import demonstration
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.briefing import Scope
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.composing import briefing_paper
from jinjiang_plan.render.paper.blocks import Block, Facts, Paper, Section, plain, shown

NOW = datetime(2023, 1, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
AS_OF = date(2021, 6, 30)


@cache
def samples() -> Portfolio:
    return demonstration()


@cache
def judged() -> Judgement:
    return assess(samples(), AS_OF, known_at=NOW)._replace(known_at=None)


@cache
def sample_paper() -> Paper:
    return briefing_paper(briefing(samples(), judged(), Scope(samples().plans), known_at=NOW))


def paper(*blocks: Block | Section, title: str = "标题", sample: bool = False) -> Paper:
    section = Section(Words("部分", "part"), blocks, "part")
    return Paper(shown(plain(title)), Facts(()), (section,), sample)
