"""Papers to be drawn: the sample plan's briefing, and some blocks by themselves."""

from functools import cache

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.summary import briefing_paper
from jinjiang_plan.render.paper.blocks import Block, Facts, Paper, Section, plain, shown
from tests.render.briefing.cases import sample_briefing


@cache
def sample_paper() -> Paper:
    return briefing_paper(sample_briefing())


def paper(*blocks: Block | Section, title: str = "标题", sample: bool = False) -> Paper:
    section = Section(Words("部分", "part"), blocks, "part")
    return Paper(shown(plain(title)), Facts(()), (section,), sample)
