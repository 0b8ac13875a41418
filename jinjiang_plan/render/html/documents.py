"""A paper as a whole HTML document, by our template: autoescaped, with a content security policy of its own."""

import os
import sys
from base64 import b64encode
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from jinjiang_plan.model.words import SPOKEN, Lang, Words
from jinjiang_plan.render.charts.shapes import dark_rules
from jinjiang_plan.render.html.text import Speech
from jinjiang_plan.render.paper.blocks import Facts, Languages, Paper, Section, Tally
from jinjiang_plan.render.words import NOT_REAL

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Template

    from jinjiang_plan.render.charts.shapes import Drawing


# What a page of a site has around its paper: where one is, where else one can go, what can be had.


Link = tuple[Words, str]
"""A text and the address that it leads to, relative to the page."""


class PageFrame(NamedTuple):
    """The surroundings of a page; a page that stands alone has none."""

    crumbs: tuple[Link, ...] = ()
    """From the site's first page to this one, which is the last and no link."""
    other: tuple[Lang, str] | None = None
    """The same page in the other language."""
    feeds: tuple[Link, ...] = ()
    """Feeds by name."""
    downloads: tuple[Link, ...] = ()
    """Downloads by name."""
    contents: bool = True
    """Whether there is a table of contents."""


NO_FRAME = PageFrame()


TEMPLATES = Path(__file__).parent / "templates"
CHART_WIDTH = 400
"""Pixels that a chart is drawn in: two of them side by side on a desk, one on a phone."""
WIDE = 960
"""Of one that has a page's whole width; on a phone it scrolls."""


def paper_html(paper: Paper, languages: Languages, frame: PageFrame = NO_FRAME) -> str:
    """The document; the first of the languages is the page's own."""
    style = _style()
    speech = Speech(languages)
    page = _template().render(
        paper=paper,
        frame=frame,
        speech=speech,
        languages=languages,
        spoken=SPOKEN,
        style=style,
        policy=_policy(style),
        description=_description(paper, speech),
        not_real=NOT_REAL,
        names=NAMES,
        widths=(CHART_WIDTH, WIDE),
        sections=_outline(paper),
    )
    return f"{page.strip()}\n"


NAMES = {
    "skip": Words("跳到正文", "Skip to the content"),
    "contents": Words("目录", "Contents"),
    "where": Words("位置", "Where you are"),
    "other": Words("English", "中文"),
    "feeds": Words("订阅", "Feeds"),
    "downloads": Words("数据下载", "Data"),
    "made": Words(
        "由 jinjiang-plan 生成；本页不含脚本，不访问网络。",
        "Made by jinjiang-plan; this page has no script and asks nothing of the network.",
    ),
}


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        optimized=False,  # of a template that is read once and used once, it costs more than it saves
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    environment.globals.update(kind=_kind, share=_share)
    environment.filters["inline"] = _inline
    return environment.get_template("page.html")


def _compiled() -> "BytecodeCache | None":
    """Where the compiled template is kept: beside it, where Python keeps compiled modules, and on the same terms.

    Jinja knows by the template's digest whether it still fits. None where nothing may be written.
    """
    from jinja2 import FileSystemBytecodeCache

    folder = TEMPLATES / "__pycache__"
    if sys.dont_write_bytecode:
        return None
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _kind(block: object) -> str:
    """What a block is: the name of its macro."""
    return type(block).__name__


def _share(tally: Tally) -> list[tuple[float, float]]:
    """Where each count's part of a bar begins and how wide it is, in per cent."""
    whole = sum(each.number for each in tally.counts) or 1
    parts, begin = [], 0.0
    for each in tally.counts:
        width = round(100 * each.number / whole, 2)
        parts.append((round(begin, 2), width))
        begin += width
    return parts


def _inline(drawing: "Drawing", name: str) -> Markup:
    from jinjiang_plan.render.charts.shapes import as_inline

    return Markup(as_inline(drawing, name))  # noqa: S704 - a drawing escapes its own texts


@cache
def _style() -> str:
    """The style sheet, drawings in the dark included."""
    sheet = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return f"{sheet}@media screen and (prefers-color-scheme:dark){{\n{dark_rules('svg')}}}\n"


@cache
def _policy(style: str) -> str:
    """What the page may load: its own style sheet, told by its digest, and nothing else."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _description(paper: Paper, speech: Speech) -> str:
    """The page in a line: its facts."""
    facts: Facts = paper.facts
    return "; ".join(f"{speech.line(name)} {speech.line(cell.words)}" for name, cell in facts.rows)


def _outline(paper: Paper) -> list[tuple[Section, list[Section]]]:
    """The sections that a table of contents leads to, each with those within it."""
    return [
        (section, [each for each in section.blocks if isinstance(each, Section) and each.anchor])
        for section in paper.sections
        if section.anchor
    ]
