"""A sheet: titles, blocks of rows under shared columns, notes; drawn by whoever fits the reader.

The headings that several sheets share stand here too.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.columns import Column, Row
from jinjiang_plan.render.facts import fact_text
from jinjiang_plan.render.width import cells
from jinjiang_plan.render.words import NOT_REAL, SAMPLE, say

if TYPE_CHECKING:
    pass


class Cell(NamedTuple):
    """A text in a column; `style` is a light's name, "dim", "strong" or empty. `plain` stands for it in a pipe."""

    text: str
    style: str = ""
    plain: str | None = None


def drawn(columns: Iterable[Column[Row]], row: Row, lang: Lang, own: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """A row's cells, each by its column's fact and light; `own` are those that this sheet draws in its own way."""
    return tuple(own[column.key] if column.key in own else _cell(column, row, lang) for column in columns)


def _cell(column: Column[Row], row: Row, lang: Lang) -> Cell:
    light = column.light(row)
    return Cell(fact_text(column.fact(row), lang), light.value if light else "")


class Line(NamedTuple):
    """A line across the sheet."""

    left: str
    """Its text."""
    right: str = ""
    """A second text at its right end, where there is room."""
    style: str = ""
    """The style of the whole line."""
    hang: int = 0
    """The indent of what has to go on the next line."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """Styles of parts, by the places of their signs; such a line is drawn as it is."""


class Block(NamedTuple):
    """Rows under a heading; `heads` asks for the column headings above them."""

    heading: tuple[Line, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: bool = True


class Sheet(NamedTuple):
    """A whole sheet; `titles` say what it is, `notes` how to read it. In a pipe only the titles stay."""

    titles: tuple[Line, ...]
    columns: tuple[Column[Any], ...]
    blocks: tuple[Block, ...]
    notes: tuple[Line, ...] = ()


class Fit(NamedTuple):
    """The columns that are drawn, by number, and their widths."""

    places: tuple[int, ...]
    widths: tuple[int, ...]


GAP = 2
DISPENSABLE = 4
"""From this rank on, a column goes before another is cut below the fair width."""
FAIR = 24
LEAST = 4
"""To this width any column is cut where nothing else helps."""


def notes(sheet: Sheet, lang: Lang, places: Iterable[int]) -> tuple[Line, ...]:
    """The sheet's notes, and how to read those of its columns that are drawn."""
    meant = [meaning.say(lang) for at in places if (meaning := sheet.columns[at].meaning)]
    return (*sheet.notes, Line("  ".join(meant), "", "dim")) if meant else sheet.notes


def natural_widths(sheet: Sheet, lang: str, places: list[int], *, plain: bool) -> list[int]:
    """The width that each column would need to show all of it."""
    widths = []
    for at in places:
        column = sheet.columns[at]
        texts = [shown(row[at], plain=plain) for block in sheet.blocks for row in block.rows]
        head = column.head.zh if lang == "zh" else column.head.en
        widths.append(max([cells(head), *(cells(text) for text in texts)]))
    return widths


def shown(cell: Cell, *, plain: bool) -> str:
    """The cell's text for a terminal, or for a pipe."""
    return cell.plain if plain and cell.plain is not None else cell.text


def fit(sheet: Sheet, lang: str, width: int) -> Fit:
    """Choose the columns for a terminal's width: cut those that may be cut, then leave out the least needed."""
    places = [at for at, column in enumerate(sheet.columns) if column.only != "plain"]
    places = [at for at in places if says_something(sheet, at)]
    while places:
        widths = natural_widths(sheet, lang, places, plain=False)
        over = sum(widths) + GAP * (len(places) - 1) - width
        last = max(places, key=lambda at: sheet.columns[at].rank)
        fair = FAIR if sheet.columns[last].rank >= DISPENSABLE else 0
        slack = [_slack(sheet.columns[at], widths[n], fair) for n, at in enumerate(places)]
        if over <= sum(slack) or not sheet.columns[last].rank:
            slack = [max(0, width - LEAST) for width in widths] if over > sum(slack) else slack
            return Fit(tuple(places), tuple(_shrunk(widths, slack, over)))
        places.remove(last)
    return Fit((), ())


def says_something(sheet: Sheet, at: int) -> bool:
    """Whether a column holds more than dashes: one that does not is left out, unless it is always there."""
    column = sheet.columns[at]
    if not column.rank:
        return True
    return any(row[at].text.strip(" -") for block in sheet.blocks for row in block.rows)


def _slack(column: Column[Any], width: int, fair: int) -> int:
    """By how much a column may be cut: not below its least, nor below what is fair while others can go."""
    return 0 if column.least is None else max(0, width - max(column.least, fair))


def _shrunk(widths: list[int], slack: list[int], over: int) -> list[int]:
    """Take what is too much from the widest of those that may be cut, a cell at a time."""
    widths, slack = list(widths), list(slack)
    while over > 0 and any(slack):
        at = max((n for n in range(len(widths)) if slack[n]), key=lambda n: widths[n])
        widths[at] -= 1
        slack[at] -= 1
        over -= 1
    return widths


# Headings that several sheets share: the plan, the target, the day, and whether the figures are samples.


def sample_title(portfolio: Portfolio, lang: Lang) -> tuple[Line, ...]:
    """The first line of a sheet whose figures are samples; nothing where they are not."""
    return (Line(NOT_REAL.say(lang), "", "sample"),) if portfolio.sample else ()


def title_line(title: str, lang: Lang, *, sample: bool, style: str = "dim") -> Line:
    """The first line of a sheet that says of which day it is, and that its figures are samples."""
    return Line(f"{title}  {NOT_REAL.say(lang)}", "", "sample") if sample else Line(title, "", style)


def plan_line(plan: Plan, right: str, lang: Lang) -> Line:
    """A plan's heading, saying so where its figures are samples."""
    return _heading(say(plan.title, lang), right, lang, sample=plan.sample)


def target_line(plan: Plan, target: Target, lang: Lang) -> Line:
    """A target's heading in a sheet of its own, its plan beside it, saying so where its figures are samples."""
    title = f"{say(target.title, lang)}  {target.id}"
    return _heading(title, say(plan.title, lang), lang, sample=plan.sample)


def _heading(title: str, right: str, lang: Lang, *, sample: bool) -> Line:
    if sample:
        return Line(f"{title}  [{SAMPLE.say(lang)}]", right, "sample")
    return Line(title, right, "title")
