"""A row a document that the figures are cited from."""

from collections.abc import Iterator

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.plan import Plan, Source
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.books.page import Cell, Page
from jinjiang_plan.render.briefing_book.fields import LONG, Field, filled, said
from jinjiang_plan.render.paper.blocks import plain, web_address

SOURCES = Words("数据来源", "sources")


def sources_page(briefing: Briefing) -> Page:
    """The documents, in the order of the plans' files."""
    return filled(SOURCES, _fields(), briefing.sources)


def _fields() -> Iterator[Field[tuple[Plan, Source]]]:
    yield Field("文件", "document", lambda row: Cell(row[1].title), LONG)
    yield Field("文号", "number", lambda row: said(row[1].number), 24)
    yield Field("发布单位", "publisher", lambda row: Cell(row[1].publisher), 28)
    yield Field("发布日期", "published", lambda row: Cell(row[1].published), 12)
    yield Field("网址", "address", lambda row: _address(row[1].url), LONG)
    yield Field("说明", "note", lambda row: Cell(row[1].note), LONG)
    yield Field("编号", "key", lambda row: said(row[1].key), 24)
    yield Field("计划", "plan", lambda row: Cell(row[0].title), LONG)


def _address(url: str) -> Cell:
    return Cell(plain(url), href=web_address(url)) if url else Cell(None)
