"""A whole site, file by file: each page in both languages, its data, its feeds; the same facts are the same bytes."""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import NamedTuple

from jinjiang_plan.model.briefing import Publication, Story
from jinjiang_plan.model.ids import addressed
from jinjiang_plan.model.plan import Action, Plan, Target
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.labels import listed
from jinjiang_plan.render.html.documents import PageFrame, paper_html
from jinjiang_plan.render.paper.blocks import Facts, Paper, Prose, Section, shown, text
from jinjiang_plan.render.site.downloads import Downloads
from jinjiang_plan.render.site.feeds import Feed, atom
from jinjiang_plan.render.site.group_pages import action_paper, overview_paper, plan_paper
from jinjiang_plan.render.site.page import (
    INDEX,
    Crumb,
    SiteLanguage,
    SitePage,
    across,
    action_crumb,
    action_page,
    home,
    pages_folder,
    plan_crumb,
    plan_page,
    target_file,
    target_page,
    tongues,
    way,
)
from jinjiang_plan.render.site.target_pages import target_paper

FEED = "feed.xml"
CHANGES = Words("状态变化（Atom）", "Turns of status (Atom)")
DATA = {
    "assessments.csv": Words("全部评估，CSV", "All assessments, CSV"),
    "assessments.json": Words("全部评估，JSON", "All assessments, JSON"),
    "reports.csv": Words("全部上报，CSV", "All reports, CSV"),
    "reports.json": Words("全部上报，JSON", "All reports, JSON"),
}

MARKS = {
    ".html": rb'<meta name="generator" content="jinjiang-plan">',
    ".xml": rb"<(?:feed|urlset) xmlns=",
    ".csv": rb"\A(?:\xef\xbb\xbf)?(?:plan,(?:action,)?id,|\Z)",
    ".json": rb'\A\{\s+"format": 1,\s+"as_of": ',
}
"""How a file of a site is known, by the ending of its name."""


class File(NamedTuple):
    """One file of a site: where it stands below the site's folder, and what it holds."""

    place: str
    content: str


class Site:
    """The files of a site on a publication; `base` is the address that it will have, ending in a slash, or empty."""

    marks = MARKS

    def __init__(self, publication: Publication, zone: tzinfo, base: str = "") -> None:
        self._publication = publication
        self._zone = zone
        self._base = base
        self._plans = publication.briefing.scope.plans
        self._tongues = tongues(self._plans)
        self._downloads = Downloads(publication)

    def __len__(self) -> int:
        """How many files there are."""
        publication = self._publication
        actions = sum(bool(publication.of(plan, each.id)) for plan in self._plans for each in plan.actions)
        plans, stories = len(self._plans), len(publication.stories)
        pages = 1 + plans + actions + stories
        return 2 * (pages + len(DATA) + 2 * stories + 1 + plans) + (2 if self._base else 1)

    def files(self) -> Iterator[File]:
        """Every file, a page's two languages behind one another."""
        for page in self._pages():
            for tongue in self._tongues:
                yield File(tongue.place(page.place), self._page(page, tongue))
        for tongue in self._tongues:
            yield from self._data(tongue)
            yield from self._feeds(tongue)
        yield File("404.html", self._lost())
        if self._base:
            yield File("sitemap.xml", self._map())

    def _pages(self) -> Iterator[SitePage]:
        publication = self._publication
        data = tuple(Crumb(words, f"data/{name}") for name, words in DATA.items())
        paper = overview_paper(publication, _to(INDEX), _into(INDEX))
        yield SitePage(INDEX, paper, (home(),), data, FEED)
        for plan in self._plans:
            here = plan_page(plan.id)
            crumbs = (home(), plan_crumb(plan))
            feed = f"{pages_folder(plan.id)}/{FEED}"
            yield SitePage(here, plan_paper(publication, plan, _to(here), _into(here)), crumbs, data, feed)
            for action in plan.actions:
                if publication.of(plan, action.id):
                    here = action_page(plan.id, action.id)
                    drawn = action_paper(publication, plan, action, _to(here))
                    yield SitePage(here, drawn, (*crumbs, action_crumb(plan, action)), data, feed)
            for story in publication.of_plan(plan):
                yield self._story(plan, story, crumbs, feed)

    def _story(self, plan: Plan, story: Story, crumbs: tuple[Crumb, ...], feed: str) -> SitePage:
        target = story.target
        here = target_page(target)
        action = plan.action(target.action) if target.action else None
        above = (*crumbs, action_crumb(plan, action)) if action else crumbs
        data = (
            Crumb(Words("本目标的上报，CSV", "This target's reports, CSV"), target_file(target, "csv")),
            Crumb(
                Words("本目标的全部数据，JSON", "All data of this target, JSON"), target_file(target, "json")
            ),
        )
        paper = target_paper(self._publication, plan, story, _to(here))
        return SitePage(here, paper, (*above, Crumb(shown(target.title), here)), data, feed)

    def _page(self, page: SitePage, tongue: SiteLanguage) -> str:
        other = next(each for each in self._tongues if each is not tongue)

        def links(crumbs: tuple[Crumb, ...]) -> tuple[tuple[Words, str], ...]:
            return tuple((each.words, way(page.place, each.place)) for each in crumbs)

        frame = PageFrame(
            crumbs=links(page.crumbs),
            other=(other.lang, across(page.place, tongue, other)),
            feeds=((CHANGES, way(page.place, page.feed)),),
            downloads=links(page.data),
        )
        return paper_html(page.paper, (tongue.lang,), frame)

    def _data(self, tongue: SiteLanguage) -> Iterator[File]:
        held, lang = self._downloads, tongue.lang
        made: dict[str, Callable[[], str]] = {
            "assessments.csv": lambda: held.assessments_csv(lang),
            "assessments.json": lambda: held.assessments_json(lang),
            "reports.csv": lambda: held.reports_csv,
            "reports.json": lambda: held.reports_json,
        }
        for name, make in made.items():
            yield File(tongue.place(f"data/{name}"), make())
        for story in self._publication.stories:
            target = story.target
            yield File(tongue.place(target_file(target, "csv")), held.story_csv(story))
            yield File(tongue.place(target_file(target, "json")), held.story_json(story, lang))

    def _feeds(self, tongue: SiteLanguage) -> Iterator[File]:
        yield self._feed(tongue, FEED, INDEX, None)
        for plan in self._plans:
            yield self._feed(tongue, f"{pages_folder(plan.id)}/{FEED}", plan_page(plan.id), plan)

    def _feed(self, tongue: SiteLanguage, place: str, page: str, plan: Plan | None) -> File:
        """The feed of a plan, or of all."""
        publication = self._publication

        def address(there: str) -> str:
            if self._base:
                return f"{self._base}{addressed(tongue.place(there))}"
            return way(place, there)

        turns = [
            (turn, publication.chronicles[turn.target.plan].profile, address(target_page(turn.target)))
            for turn in publication.turns
            if plan is None or turn.target.plan == plan.id
        ]
        named = listed(each.title for each in ([plan] if plan else self._plans))
        feed = Feed(
            key=plan.id if plan else "",
            title=Words(f"{named.zh}：状态变化", f"{named.en}: turns of status").say(tongue.lang),
            page=address(page),
            as_of=publication.briefing.judgement.as_of,
            zone=self._zone,
            lang=tongue.lang,
            own=address(place) if self._base else "",
            sample=plan.sample if plan else publication.briefing.sample,
        )
        return File(tongue.place(place), atom(feed, turns))

    def _lost(self) -> str:
        """The page of an address that there is none of; hosts show it at any depth, so that its links need a base."""
        first, other = self._tongues
        ways = [
            (each, self._base + each.place(INDEX) if self._base else each.place(INDEX))
            for each in (first, other)
        ]
        texts = tuple(
            text("中文首页", "中文首页")._replace(href=href)
            if each.lang == "zh"
            else text("English", "English")._replace(href=href)
            for each, href in ways
        )
        one, two = texts
        said = Section(
            Words("首页", "To the first page"), (Prose((one, text("  ·  ", "  ·  "), two)),), "lost"
        )
        paper = Paper(
            Words("没有这一页", "There is no such page"),
            Facts(()),
            (said,),
            self._publication.briefing.sample,
        )
        return paper_html(paper, (first.lang, other.lang))

    def _map(self) -> str:
        """The addresses of all pages for search engines."""
        from html import escape

        places = sorted(tongue.place(page.place) for page in self._pages() for tongue in self._tongues)
        lines = "".join(
            f"<url><loc>{escape(self._base + addressed(place))}</loc></url>\n" for place in places
        )
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return f"{head}{lines}</urlset>\n"


def _to(here: str) -> Callable[[Target], str]:
    """The ways from a page to those of targets; the same in both languages."""
    return lambda target: way(here, target_page(target))


def _into(here: str) -> Callable[[Plan, Action | None], str]:
    """The ways from a page to those of plans and actions; none to itself."""

    def place(plan: Plan, action: Action | None) -> str:
        there = plan_page(plan.id) if action is None else action_page(plan.id, action.id)
        return "" if there == here else way(here, there)

    return place
