"""The pages of many targets: the first page, a plan's, an action's."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from jinjiang_plan.model.briefing import Briefing, BriefingScope, Publication, Story
from jinjiang_plan.model.codes import Class, Light, Status
from jinjiang_plan.model.plan import Action, Plan
from jinjiang_plan.model.profiles import BANDS, Bands, Profile
from jinjiang_plan.model.series import Chronicle
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.briefing.changes import changes_section
from jinjiang_plan.render.briefing.labels import Address, Place
from jinjiang_plan.render.briefing.quality_and_sources import method_section, quality_section, sources_section
from jinjiang_plan.render.briefing.summary import duties_section, facts, opening_section, tally
from jinjiang_plan.render.briefing.targets import mixed_table
from jinjiang_plan.render.numbers import figure
from jinjiang_plan.render.paper.blocks import (
    Block,
    BulletList,
    Figure,
    Paper,
    Prose,
    Section,
    Text,
    plain,
    shown,
    text,
)
from jinjiang_plan.render.sheets.lists import MEASURES
from jinjiang_plan.render.site.status_changes import turns_section
from jinjiang_plan.render.words import counts_text

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing


# Charts of many targets as a paper's figures.


MULTIPLES = Words("各目标进度", "How each target went")
STRIP = Words("各报告期末的状态", "The status at the end of each period")
STAGES = Words("各项目所处阶段", "The stage of each initiative")


def figures(publication: Publication, stories: Sequence[Story]) -> Iterator[Figure]:
    """Small multiples of what has figures, the stages of what has those, then the statuses of all over time."""
    if any(each.burnup and each.burnup.reports for each in stories):
        yield _multiples(publication, stories)
    if any(each.staging and each.records for each in stories):
        yield _stages(publication, stories)
    if any(len(each.past) > 1 for each in stories):
        yield strip(publication, stories)


def _multiples(publication: Publication, stories: Sequence[Story]) -> Figure:
    known_at, portfolio = publication.briefing.judgement.known_at, publication.briefing.portfolio
    burnups = [each.burnup for each in stories if each.burnup is not None]

    def draw(lang: Lang, width: int) -> "Drawing":
        from jinjiang_plan.render.charts.multiples_drawing import multiples_drawing

        return multiples_drawing(portfolio, burnups, lang, known_at=known_at, width=width)

    return Figure(MULTIPLES, plain(f"{len(burnups)}"), draw, wide=True)


def _stages(publication: Publication, stories: Sequence[Story]) -> Figure:
    known_at, portfolio = publication.briefing.judgement.known_at, publication.briefing.portfolio
    stagings = [each.staging for each in stories if each.staging is not None]

    def draw(lang: Lang, width: int) -> "Drawing":
        from jinjiang_plan.render.charts.stages_drawing import stages_drawing

        return stages_drawing(portfolio, stagings, lang, known_at=known_at, width=width)

    return Figure(STAGES, plain(f"{len(stagings)}"), draw, wide=True)


def strip(publication: Publication, stories: Sequence[Story]) -> Figure:
    """The statuses of stories of one plan over time."""
    portfolio = publication.briefing.portfolio
    whole = publication.chronicles[stories[0].target.plan]
    ids = {each.target.full_id for each in stories}
    courses = tuple(each for each in whole.courses if each.target.full_id in ids)
    part: Chronicle = whole._replace(courses=courses, known_at=publication.briefing.judgement.known_at)
    assessments = [each.entry.assessment for each in stories]

    def draw(lang: Lang, width: int) -> "Drawing":
        from jinjiang_plan.render.charts.strip_drawing import strip_drawing

        return strip_drawing(portfolio, [part], lang, width=width)

    line = Words(counts_text(assessments, "zh"), counts_text(assessments, "en"))
    return Figure(STRIP, line, draw, wide=True)


# How a site is to be read, for somebody who sees it for the first time.


_PAGES = text(
    "每个目标有一页：承诺了什么（文件原话和出处），上报了什么（更正和撤回也在，并列出所替代的数），正式调整了什么，"
    "历期状态，以及怎样评估。",
    "Each target has a page: what was promised, in the document's own words and with its source; every report, also "
    "revisions and retractions, with what they replaced; formal changes; its status over time; how it was judged.",
)
_DONE = text(
    "“完成”是从基期到目标走了多少；横条上的竖线是按计划此时应到之处。",
    '"Done" is how much of the way from the baseline to the goal has been gone; the mark on a bar is where the plan asks '
    "it to be by now.",
)
_SILENT = text(
    "“无数据”是还没到该报的时候；“未报送”和没有数的“逾期未报”是该报而从未上报，按未做计，不说没有做；"
    "“监测”的没有目标值，不作评估。",
    '"No data" says that no report is owed yet. "Unreported", and "overdue" without a figure, say that a report is owed and '
    "none was ever made: it counts as nothing done, which is not to say that nothing was done. What is monitored has no "
    "goal and is not judged.",
)
_PAST = text(
    "历期状态按本站已知的全部数据回算，因此更正和撤回会改变过去的状态。",
    "Statuses of the past are judged by all that this site knows, so that a revision or a retraction changes them.",
)


def reading_section(publication: Publication) -> Section:
    """What a page holds, what its words mean, and from where on a status is given, by each profile that judged."""
    profiles = {each.profile.code: each.profile for each in publication.chronicles.values()}
    points: list[tuple[Text, ...]] = [(_PAGES,), (_DONE,)]
    points += [tuple(_thresholds(profile)) for _, profile in sorted(profiles.items())]
    return Section(
        Words("怎样阅读", "How to read this"), (BulletList((*points, (_SILENT,), (_PAST,))),), "reading"
    )


def _thresholds(profile: Profile) -> Iterator[Text]:
    """A profile's measure and the least of it for each status; those of binding targets where they differ."""
    measure, bands = MEASURES[profile.measure], profile.bands_for(Class.EXPECTED)
    yield Text(plain(profile.code), strong=True)
    yield text(f"，衡量{measure.zh}：", f", by the {measure.en}: ")
    yield from _bands(profile, bands)
    if profile.binding and profile.binding != bands:
        yield text("。约束性目标：", ". Binding targets: ")
        yield from _bands(profile, profile.binding)
    yield text("。", ".")


def _bands(profile: Profile, bands: Bands) -> Iterator[Text]:
    for status in BANDS:
        least = bands.get(status)
        if least is not None:
            name, number = _name(profile, status), figure(Fraction(least))
            yield Text(Words(f"{name.zh} {number} 起", f"{name.en} from {number}"), profile.light(status))
            yield text("，", ", ")
    worst = _name(profile, Status.SERIOUSLY_BEHIND)
    said = Words(f"再低为{worst.zh}", f"below that {worst.en}")
    yield Text(said, profile.light(Status.SERIOUSLY_BEHIND))


def _name(profile: Profile, status: Status) -> Words:
    """The profile's own name of a status, or ours."""
    return shown(profile.words.get(status) or NAMES[status])


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
    scope = BriefingScope((plan,), (), publication.briefing.scope.leads)
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
    parts = tuple(each for each in sections if each is not None)
    return Paper(shown(plan.title), facts(briefing), parts, plan.sample)


def action_paper(publication: Publication, plan: Plan, action: Action, address: Address) -> Paper:
    """An action's page: each of its targets and initiatives, as a row and in pictures."""
    stories = publication.of(plan, action.id)
    scope = BriefingScope((plan,), ((plan, action),), publication.briefing.scope.leads)
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
    parts = tuple(each for each in sections if each is not None)
    return Paper(shown(action.title), facts(briefing), parts, plan.sample)


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
