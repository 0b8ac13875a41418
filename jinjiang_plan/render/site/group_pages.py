"""The pages of many targets: the first page, a plan's, an action's."""

from collections.abc import Sequence

from jinjiang_plan.model.briefing import Briefing, Publication, Scope, Story
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Action, Plan
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.changes import changes_section
from jinjiang_plan.render.briefing.labels import Address, Place
from jinjiang_plan.render.briefing.quality_and_sources import method_section, quality_section, sources_section
from jinjiang_plan.render.briefing.summary import duties_section, facts, opening_section, tally
from jinjiang_plan.render.briefing.targets import mixed_table
from jinjiang_plan.render.paper.blocks import Block, Paper, Prose, Section, Text, shown, text
from jinjiang_plan.render.site.pictures import figures, strip
from jinjiang_plan.render.site.reading import reading_section
from jinjiang_plan.render.site.turning import turns_section

WORST = 12
"""Targets that the first page puts before all others."""

TITLE = Words("计划进展公开", "How the plans stand")


def overview_paper(publication: Publication, address: Address, place: Place) -> Paper:
    """The first page: all in sum, what stands worst, what turned lately, how to read it."""
    briefing = publication.briefing
    plans = briefing.scope.plans
    sections = [
        opening_section(briefing, place),
        _worst(briefing, address),
        turns_section(publication, publication.turns, address),
        changes_section(briefing, address),
        quality_section(briefing, address),
        sources_section(briefing),
        reading_section(publication),
        method_section(briefing),
    ]
    title = shown(plans[0].title) if len(plans) == 1 else TITLE
    return Paper(title, facts(briefing), tuple(sections), briefing.sample)


def _worst(briefing: Briefing, address: Address) -> Section:
    """What stands yellow or red, the worst first."""
    troubled = [
        each.assessment for each in briefing.entries if each.assessment.light in (Light.RED, Light.YELLOW)
    ]
    heading = Words("最需关注", "What needs attention")
    if not troubled:
        none = text("没有目标处于黄或红。", "No target stands yellow or red.")
        return Section(heading, (Prose((none,)),), "worst")
    caption = Words("由差到好", "The worst first")
    blocks: list[Block] = [mixed_table(troubled[:WORST], caption, address)]
    if len(troubled) > WORST:
        more = len(troubled) - WORST
        said = text(
            f"另有 {more} 项为黄或红，见各计划、各行动。",
            f"{more} more stand yellow or red: see each plan and action.",
        )
        blocks.append(Prose((said,), note=True))
    return Section(heading, tuple(blocks), "worst")


def plan_paper(publication: Publication, plan: Plan, address: Address, place: Place) -> Paper:
    """A plan's page: its sum, its actions, what stands above them, its statuses over time."""
    stories = publication.of_plan(plan)
    scope = Scope((plan,), (), publication.briefing.scope.leads)
    scope = scope._replace(part=len(stories) < scope.whole)
    briefing = publication.briefing.part(scope, lambda target: target.plan == plan.id)
    top = publication.of(plan, None)
    turns = [each for each in publication.turns if each.target.plan == plan.id]
    sections = [_about(plan.summary, plan.note), opening_section(briefing, place)]
    if top:
        sections.append(_members(top, Words("计划层面的目标", "Targets of the plan as a whole"), address))
    if any(len(each.past) > 1 for each in stories):
        sections.append(
            Section(Words("历期状态", "Status over time"), (strip(publication, stories),), "past")
        )
    sections += [
        turns_section(publication, turns, address),
        changes_section(briefing, address),
        duties_section(briefing, address),
        sources_section(briefing),
    ]
    told = tuple(each for each in sections if each is not None)
    return Paper(shown(plan.title), facts(briefing), told, plan.sample)


def action_paper(publication: Publication, plan: Plan, action: Action, address: Address) -> Paper:
    """An action's page: each of its targets and initiatives, as a row and in pictures."""
    stories = publication.of(plan, action.id)
    scope = Scope((plan,), ((plan, action),), publication.briefing.scope.leads)
    scope = scope._replace(part=len(stories) < scope.whole)
    briefing = publication.briefing.part(
        scope, lambda target: (target.plan, target.action) == (plan.id, action.id)
    )
    turns = [each for each in publication.turns if each.target in {story.target for story in stories}]
    pictures = tuple(figures(publication, stories))
    sections = [
        _about(action.summary, None),
        _members(stories, Words("目标与项目", "Targets and initiatives"), address),
        Section(Words("图", "Charts"), pictures, "charts") if pictures else None,
        turns_section(publication, turns, address),
        changes_section(briefing, address),
        duties_section(briefing, address),
    ]
    told = tuple(each for each in sections if each is not None)
    return Paper(shown(action.title), facts(briefing), told, plan.sample)


def _about(summary: Words | None, note: Words | None) -> Section | None:
    """What a plan or an action says of itself."""
    said = [each for each in (summary, note) if each is not None]
    if not said:
        return None
    return Section(Words("内容", "What it is"), tuple(Prose((Text(shown(each)),)) for each in said), "about")


def _members(stories: Sequence[Story], heading: Words, address: Address) -> Section:
    """The counts, and a row for each, the worst first."""
    assessments = sorted(
        (each.entry.assessment for each in stories), key=lambda each: (each.status.concern, each.gap or 0)
    )
    number = len(assessments)
    counts = tally(Words(f"共 {number} 项", f"{number} in all"), assessments)
    table = mixed_table(assessments, Words("由差到好", "The worst first"), address)
    return Section(heading, (counts, table), "standing")
