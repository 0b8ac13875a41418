"""A page of a site: what it says, where it stands, and what is around it."""

import re
from collections.abc import Sequence
from posixpath import dirname, relpath
from typing import NamedTuple

from jinjiang_plan.model.ids import addressed
from jinjiang_plan.model.plan import Action, Plan, Target
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.paper.blocks import Paper, shown

# Where the files of a site stand: by ids alone, in a folder a plan and action, the second language below its code.


INDEX = "index.html"
_DEVICES = ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)))
_TAKEN = frozenset({*_DEVICES, "index", "feed", "data", "zh", "en", "404", "sitemap"})
"""Names that are none for an id's file: Windows keeps some to itself, a site the others."""


def safe(key: str) -> str:
    """An id as the name of a file or folder; what may not be one gets a sign that no id has."""
    if not key.isascii():  # what is no UTF-8 in a folder's name
        key = re.sub("[\udc80-\udcff]", lambda found: f"_{ord(found[0]) - 0xDC00:02x}", key)
    return f"{key}_" if key in _TAKEN else key


def pages_folder(plan: str) -> str:
    """The folder of a plan's pages."""
    return safe(plan)


def plan_page(plan: str) -> str:
    """A plan's own page."""
    return f"{pages_folder(plan)}/{INDEX}"


def action_page(plan: str, action: str) -> str:
    """An action's page."""
    return f"{pages_folder(plan)}/{safe(action)}/{INDEX}"


def target_file(target: Target, ending: str) -> str:
    """A target's page, or its data, by the ending."""
    key = target.name
    folder = pages_folder(target.plan)
    if target.action is not None:
        folder = f"{folder}/{safe(target.action)}"
    return f"{folder}/{safe(key)}.{ending}"


def target_page(target: Target) -> str:
    """A target's page."""
    return target_file(target, "html")


class SiteLanguage:
    """One language of a site, and the folder that all of its files stand in."""

    def __init__(self, lang: Lang, folder: str) -> None:
        self.lang = lang
        self.folder = folder

    def place(self, path: str) -> str:
        """Where a file of this language stands in the site."""
        return f"{self.folder}{path}"


def tongues(plans: Sequence[Plan]) -> tuple[SiteLanguage, SiteLanguage]:
    """The languages: the first plan's own stands at the root, the other in a folder of its name."""
    first: Lang = "en" if plans[0].languages[:1] == ("en",) else "zh"
    other: Lang = "zh" if first == "en" else "en"
    return SiteLanguage(first, ""), SiteLanguage(other, f"{other}/")


def way(here: str, there: str) -> str:
    """The way from one file of a site to another, as a link has it; within a language it is the same in each."""
    return addressed(relpath(there, dirname(here) or "."))


def across(here: str, one: SiteLanguage, other: SiteLanguage) -> str:
    """The way from a page to the same page in another language."""
    return way(one.place(here), other.place(here))


HOME = Words("首页", "Home")


class Crumb(NamedTuple):
    """A page that leads to another one, by its name and its place."""

    words: Words
    place: str


class SitePage(NamedTuple):
    """One page of a site."""

    place: str
    """Below its language's folder."""
    paper: Paper
    """What stands on it."""
    crumbs: tuple[Crumb, ...]
    """The pages above it."""
    data: tuple[Crumb, ...]
    """The files that its figures can be had as, by name and place."""
    feed: str
    """The place of the feed of its changes."""


def home() -> Crumb:
    """The first page."""
    return Crumb(HOME, INDEX)


def plan_crumb(plan: Plan) -> Crumb:
    """A plan's page."""
    return Crumb(shown(plan.title), plan_page(plan.id))


def action_crumb(plan: Plan, action: Action) -> Crumb:
    """An action's page."""
    return Crumb(shown(action.title), action_page(plan.id, action.id))
