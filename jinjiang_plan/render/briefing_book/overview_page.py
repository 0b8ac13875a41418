"""The first page: what the workbook covers, how many stand where, and what each of its pages holds."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.books.page import Cell, Column, Page, counted
from jinjiang_plan.render.briefing.summary import facts
from jinjiang_plan.render.paper.blocks import plain
from jinjiang_plan.render.words import NOT_REAL, occurring, status_words

OVERVIEW = Words("概览", "overview")
_WIDTHS = (28, 14, 14, 60)
"""Of names, of the two counts, and of what runs over from there."""


def overview_page(briefing: Briefing, pages: Sequence[Page]) -> Page:
    """Facts, counts, and the way to the other pages; nothing in it is sorted."""
    columns = tuple(Column(plain(""), width) for width in _WIDTHS)
    rows = [*_facts(briefing), (), *_counts(briefing), (), *_contents(pages)]
    return Page(OVERVIEW, columns, tuple(rows), sorted=False)


def _facts(briefing: Briefing) -> Iterator[tuple[Cell, ...]]:
    for name, cell in facts(briefing).rows:
        yield Cell(name, strong=True), Cell(cell.words)
    if briefing.sample:
        yield Cell(Words("数据", "figures"), strong=True), Cell(NOT_REAL, strong=True)


def _counts(briefing: Briefing) -> Iterator[tuple[Cell, ...]]:
    """How many stand where, the worst first, and all in sum."""
    heads = (Words("状态", "status"), Words("目标", "targets"), Words("项目", "initiatives"))
    yield tuple(Cell(each, strong=True) for each in heads)
    found = Counter((status_words(each), each.target.what) for each in briefing.judgement.assessments)
    for name, light in occurring(briefing.judgement.assessments).items():
        yield Cell(name, light), counted(found[name, "target"]), counted(found[name, "initiative"])
    whole = Counter(each.target.what for each in briefing.judgement.assessments)
    yield Cell(Words("合计", "in all"), strong=True), counted(whole["target"]), counted(whole["initiative"])


def _contents(pages: Sequence[Page]) -> Iterator[tuple[Cell, ...]]:
    yield Cell(Words("工作表", "sheet"), strong=True), Cell(Words("行数", "rows"), strong=True)
    for page in pages:
        yield Cell(page.name, href=f"#{page.name.en}"), counted(len(page.rows))
