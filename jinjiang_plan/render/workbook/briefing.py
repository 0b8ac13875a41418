"""The briefing as a workbook: what stands above each page, and the pages in their order."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jinjiang_plan.model.briefing import Briefing, BriefingEntry
from jinjiang_plan.model.plan import Plan, Source, stage_words
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.summary import facts, title
from jinjiang_plan.render.paper.blocks import Languages, each_language, plain, web_address
from jinjiang_plan.render.words import NOT_REAL, occurring, replayed, status_words
from jinjiang_plan.render.workbook.changes_page import changes_page
from jinjiang_plan.render.workbook.page import (
    Field,
    PageCell,
    PageHead,
    WorkbookPage,
    counted,
    fact_cell,
    field_with,
    filled,
    said,
)
from jinjiang_plan.render.workbook.reports_page import reports_page
from jinjiang_plan.render.workbook.sums_pages import leads_page, money_page, sums_page
from jinjiang_plan.render.workbook.targets_page import (
    assessed,
    placed_fields,
    progress_fields,
    standing_fields,
    targets_page,
    told_fields,
)
from jinjiang_plan.render.workbook.writer import Title, book

# A row an initiative: where it stands, and the day by which each stage was first reported as reached.


INITIATIVES = Words("项目", "initiatives")


def initiatives_page(briefing: Briefing) -> WorkbookPage:
    """All initiatives that the briefing is on, the worst first."""
    plans = {plan.id: plan for plan in briefing.scope.plans}
    rows = [each for each in briefing.entries if each.assessment.target.what == "initiative"]
    stages = dict.fromkeys(stage for row in rows for stage in row.assessment.target.stages)
    first = (*_standing(), *map(_stage, stages), *told_fields())
    return filled(INITIATIVES, (*first, *_grounds(plans)), rows, printed=len(first))


def _standing() -> Iterator[Field[BriefingEntry]]:
    yield Field("项目", "initiative", lambda row: PageCell(row.assessment.target.title), c.TITLE.most)
    yield from standing_fields()
    yield Field("现阶段", "stage", lambda row: fact_cell(c.VALUE.fact(row.assessment)), 14)
    yield Field("目标阶段", "goal", lambda row: fact_cell(c.GOAL.fact(row.assessment)), 14)
    yield from progress_fields()


def _stage(stage: str) -> Field[BriefingEntry]:
    name = stage_words(stage)
    return Field(f"达到：{name.zh}", f"reached: {name.en}", lambda row: _reached(row, stage), 14)


def _reached(row: BriefingEntry, stage: str) -> PageCell:
    """The first day for which the stage or a later one was reported."""
    stages = row.assessment.target.stages
    if stage not in stages:
        return PageCell(None)
    place = stages.index(stage)
    return PageCell(
        next(
            (observation.on for observation in row.assessment.observations if observation.value >= place),
            None,
        )
    )


def _grounds(plans: dict[str, Plan]) -> Iterator[Field[BriefingEntry]]:
    yield from placed_fields(plans)
    yield from assessed(c.VALUE_ON)


# The first page: what the workbook covers, how many stand where, and what each of its pages holds.


OVERVIEW = Words("概览", "overview")
_WIDTHS = (28, 14, 14, 60)
"""Of names, of the two counts, and of what runs over from there."""


def overview_page(briefing: Briefing, pages: Sequence[WorkbookPage]) -> WorkbookPage:
    """Facts, counts, and the way to the other pages; nothing in it is sorted."""
    columns = tuple(PageHead(plain(""), width) for width in _WIDTHS)
    rows = [*_facts(briefing), (), *_counts(briefing), (), *_contents(pages)]
    return WorkbookPage(OVERVIEW, columns, tuple(rows), sorted=False)


def _facts(briefing: Briefing) -> Iterator[tuple[PageCell, ...]]:
    for name, cell in facts(briefing).rows:
        yield PageCell(name, strong=True), PageCell(cell.words)
    if briefing.sample:
        yield PageCell(Words("数据", "figures"), strong=True), PageCell(NOT_REAL, strong=True)


def _counts(briefing: Briefing) -> Iterator[tuple[PageCell, ...]]:
    """How many stand where, the worst first, and all in sum."""
    heads = (Words("状态", "status"), Words("目标", "targets"), Words("项目", "initiatives"))
    yield tuple(PageCell(each, strong=True) for each in heads)
    counts = Counter((status_words(each), each.target.what) for each in briefing.judgement.assessments)
    for name, light in occurring(briefing.judgement.assessments).items():
        yield PageCell(name, light), counted(counts[name, "target"]), counted(counts[name, "initiative"])
    whole = Counter(each.target.what for each in briefing.judgement.assessments)
    yield (
        PageCell(Words("合计", "in all"), strong=True),
        counted(whole["target"]),
        counted(whole["initiative"]),
    )


def _contents(pages: Sequence[WorkbookPage]) -> Iterator[tuple[PageCell, ...]]:
    yield PageCell(Words("工作表", "sheet"), strong=True), PageCell(Words("行数", "rows"), strong=True)
    for page in pages:
        yield PageCell(page.name, href=f"#{page.name.en}"), counted(len(page.rows))


# A row a document that the figures are cited from.


SOURCES = Words("数据来源", "sources")


def sources_page(briefing: Briefing) -> WorkbookPage:
    """The documents, in the order of the plans' files."""
    return filled(SOURCES, _fields(), briefing.sources)


def _fields() -> Iterator[Field[tuple[Plan, Source]]]:
    yield field_with(c.DOCUMENT_TITLE, lambda row: PageCell(row[1].title))
    yield field_with(c.NUMBER, lambda row: said(row[1].number))
    yield field_with(c.PUBLISHER, lambda row: PageCell(row[1].publisher))
    yield field_with(c.PUBLISHED, lambda row: PageCell(row[1].published))
    yield field_with(c.URL, lambda row: _address(row[1].url))
    yield field_with(c.NOTE, lambda row: PageCell(row[1].note))
    yield Field("编号", "key", lambda row: said(row[1].key), 24)
    yield field_with(c.PLAN, lambda row: PageCell(row[0].title))


def _address(url: str) -> PageCell:
    return PageCell(plain(url), href=web_address(url)) if url else PageCell(None)


def briefing_book(briefing: Briefing, languages: Languages) -> bytes:
    """The workbook of a briefing: an overview, and a page for each thing that has a row."""
    return book(briefing_pages(briefing), _title(briefing), languages)


def briefing_pages(briefing: Briefing) -> list[WorkbookPage]:
    """The overview, then the pages that have rows."""
    pages = [
        targets_page(briefing),
        initiatives_page(briefing),
        reports_page(briefing),
        sums_page(briefing),
        leads_page(briefing),
        money_page(briefing),
        changes_page(briefing),
        sources_page(briefing),
    ]
    filled = [page for page in pages if page.rows]
    return [overview_page(briefing, filled), *filled]


def _title(briefing: Briefing) -> Title:
    as_of, known = briefing.judgement.as_of, briefing.judgement.known_at
    profiles = " ".join(briefing.profiles)
    of = Words(f"截至 {as_of}；评价标准 {profiles}", f"as of {as_of}; profile {profiles}")
    if known is not None:
        then = each_language(lambda lang: replayed(known, lang))
        of = Words(f"{of.zh}；{then.zh}", f"{of.en}; {then.en}")
    return Title(title(briefing.scope), of, NOT_REAL if briefing.sample else None, as_of)
