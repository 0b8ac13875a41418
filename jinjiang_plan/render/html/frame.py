"""What a page of a site has around its paper: where one is, where else one can go, what can be had."""

from typing import NamedTuple

from jinjiang_plan.model.words import Lang, Words

Link = tuple[Words, str]
"""A text and the address that it leads to, relative to the page."""


class Frame(NamedTuple):
    """The surroundings of a page; a page that stands alone has none.

    `crumbs` lead from the site's first page to this one, which is the last and no link. `other` is the same page in
    the other language. `feeds` and `downloads` are offered by name. `contents` asks for a table of contents.
    """

    crumbs: tuple[Link, ...] = ()
    other: tuple[Lang, str] | None = None
    feeds: tuple[Link, ...] = ()
    downloads: tuple[Link, ...] = ()
    contents: bool = True


NO_FRAME = Frame()
