"""A page of a site: what it says, where it stands, and what is around it."""

from typing import NamedTuple

from jinjiang_plan.model.plan import Action, Plan
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.paper.blocks import Paper, shown
from jinjiang_plan.render.site.addresses import INDEX, action_page, plan_page

HOME = Words("首页", "Home")


class Crumb(NamedTuple):
    """A page that leads to another one, by its name and its place."""

    words: Words
    place: str


class Page(NamedTuple):
    """One page; `place` is where it stands below its language's folder, `crumbs` are the pages above it.

    `data` are the files that its figures can be had as, by name and place; `feed` is the place of the feed that tells
    of its changes.
    """

    place: str
    paper: Paper
    crumbs: tuple[Crumb, ...]
    data: tuple[Crumb, ...]
    feed: str


def home() -> Crumb:
    """The first page."""
    return Crumb(HOME, INDEX)


def plan_crumb(plan: Plan) -> Crumb:
    """A plan's page."""
    return Crumb(shown(plan.title), plan_page(plan.id))


def action_crumb(plan: Plan, action: Action) -> Crumb:
    """An action's page."""
    return Crumb(shown(action.title), action_page(plan.id, action.id))
