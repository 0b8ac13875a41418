"""Charts of many targets as a paper's figures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jinjiang_plan.model.briefing import Publication, Story
from jinjiang_plan.model.series import Chronicle
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.paper.blocks import Figure, plain
from jinjiang_plan.render.words import counts_text

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing

MULTIPLES = Words("各目标进度", "How each target went")
STRIP = Words("各报告期末的状态", "The status at the end of each period")
STAGES = Words("各项目所处阶段", "The stage of each initiative")


def figures(publication: Publication, stories: Sequence[Story]) -> Iterator[Figure]:
    """Small multiples of what has figures, the stages of what has those, then the statuses of all over time."""
    if any(each.burnup and each.burnup.reports for each in stories):
        yield _multiples(publication, stories)
    if any(each.staging and each.told for each in stories):
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
    wanted = {each.target.full_id for each in stories}
    courses = tuple(each for each in whole.courses if each.target.full_id in wanted)
    part: Chronicle = whole._replace(courses=courses, known_at=publication.briefing.judgement.known_at)
    assessments = [each.entry.assessment for each in stories]

    def draw(lang: Lang, width: int) -> "Drawing":
        from jinjiang_plan.render.charts.strip_drawing import strip_drawing

        return strip_drawing(portfolio, [part], lang, width=width)

    line = Words(counts_text(assessments, "zh"), counts_text(assessments, "en"))
    return Figure(STRIP, line, draw, wide=True)
