"""The briefing as a workbook: what stands above each page, and the pages in their order."""

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.books.page import Page
from jinjiang_plan.render.books.writing import Title, book
from jinjiang_plan.render.briefing.summary import title
from jinjiang_plan.render.briefing_book.changes_page import changes_page
from jinjiang_plan.render.briefing_book.initiatives_page import initiatives_page
from jinjiang_plan.render.briefing_book.overview_page import overview_page
from jinjiang_plan.render.briefing_book.reports_page import reports_page
from jinjiang_plan.render.briefing_book.sources_page import sources_page
from jinjiang_plan.render.briefing_book.sums_pages import money_page, sums_page
from jinjiang_plan.render.briefing_book.targets_page import targets_page
from jinjiang_plan.render.paper.blocks import Languages, each_language
from jinjiang_plan.render.words import NOT_REAL, replayed


def briefing_book(briefing: Briefing, languages: Languages) -> bytes:
    """The workbook of a briefing: an overview, and a page for each thing that has a row."""
    return book(briefing_pages(briefing), _title(briefing), languages)


def briefing_pages(briefing: Briefing) -> list[Page]:
    """The overview, then the pages that have rows."""
    pages = [
        targets_page(briefing),
        initiatives_page(briefing),
        reports_page(briefing),
        sums_page(briefing),
        money_page(briefing),
        changes_page(briefing),
        sources_page(briefing),
    ]
    filled = [page for page in pages if page.rows]
    return [overview_page(briefing, filled), *filled]


def _title(briefing: Briefing) -> Title:
    as_of, known = briefing.judgement.as_of, briefing.judgement.known_at
    profiles = " ".join(briefing.profiles)
    of = Words(f"截至 {as_of}；评估口径 {profiles}", f"as of {as_of}; profile {profiles}")
    if known is not None:
        then = each_language(lambda lang: replayed(known, lang))
        of = Words(f"{of.zh}；{then.zh}", f"{of.en}; {then.en}")
    return Title(title(briefing.scope), of, NOT_REAL if briefing.sample else None, as_of)
