"""The briefing as a paper: its head and its parts in their order."""

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.render.briefing.changes import changes_section
from jinjiang_plan.render.briefing.duties import duties_section
from jinjiang_plan.render.briefing.grounds import method_section, quality_section, sources_section
from jinjiang_plan.render.briefing.naming import Address, no_address
from jinjiang_plan.render.briefing.opening import facts, opening_section, title
from jinjiang_plan.render.briefing.standing import standing_section
from jinjiang_plan.render.paper.blocks import Paper


def briefing_paper(briefing: Briefing, address: Address = no_address) -> Paper:
    """The paper of a briefing; targets lead to their addresses."""
    sections = (
        opening_section(briefing),
        changes_section(briefing, address),
        standing_section(briefing, address),
        duties_section(briefing, address),
        quality_section(briefing, address),
        sources_section(briefing),
        method_section(briefing),
    )
    return Paper(
        title=title(briefing.scope),
        facts=facts(briefing),
        sections=tuple(each for each in sections if each is not None),
        sample=briefing.sample,
    )
