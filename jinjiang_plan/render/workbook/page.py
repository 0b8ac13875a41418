"""What a workbook is made of: pages of rows under headings; each cell a number, a day or a text, as it sorts best."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Generic, NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Light, Op
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.columns import Column, Row
from jinjiang_plan.render.facts import (
    Chance,
    Count,
    Difference,
    Fact,
    Months,
    Points,
    Projection,
    Rate,
    Share,
)
from jinjiang_plan.render.numbers import RATE_DIGITS, figure, points, rough, share, significant
from jinjiang_plan.render.paper.blocks import plain
from jinjiang_plan.render.verdict_words import difference_text


class Number(NamedTuple):
    """A number and the format that it is shown in."""

    value: Fraction
    form: str


Held = Words | Number | date | datetime | None
"""What a cell holds: a text in both languages, a number, a day, a moment, or nothing."""


class PageCell(NamedTuple):
    """A cell; `light` says which colour its word has, `href` where it leads: an address, or `#` and a page's place."""

    held: Held
    light: Light | None = None
    href: str = ""
    strong: bool = False


class PageHead(NamedTuple):
    """A column's heading, and how wide it may become, in cells."""

    words: Words
    most: int = 24


class WorkbookPage(NamedTuple):
    """A sheet of the workbook."""

    name: Words
    """Its name."""
    columns: tuple[PageHead, ...]
    """Its columns."""
    rows: tuple[tuple[PageCell, ...], ...]
    """Its rows."""
    printed: int | None = None
    """Columns that go onto paper, None for all."""
    sorted: bool = True
    """Whether a reader sorts and filters it."""


def counted(count: int) -> PageCell:
    """A count of things."""
    return PageCell(Number(Fraction(count), "#,##0"))


def number_cell(value: Fraction | None) -> PageCell:
    """A figure with its own decimals."""
    return _as(value, figure(value), "#,##0")


def rough_cell(value: Fraction | None) -> PageCell:
    """A projected figure, with as many decimals as a projection deserves."""
    return _as(value, rough(value), "#,##0")


def rate_cell(value: Fraction | None, digits: int) -> PageCell:
    """A rate, to so many digits, with its sign."""
    text = significant(value, digits)
    return _as(value, text, "#,##0")


def share_cell(value: Fraction | None, light: Light | None = None, *, whole: bool) -> PageCell:
    """A share as a percentage; one that is not whole never shows as 100 %."""
    if value is None:
        return PageCell(None)
    if share(value, whole=whole).startswith("<"):
        return PageCell(Number(value, '"<"0.0%'), light)
    places = 1
    while not whole and value < 1 and round(value * 100, places) == 100:
        places += 1
    return PageCell(Number(value, f"0.{'0' * places}%"), light)


def signed_cell(value: Fraction | None, light: Light | None = None) -> PageCell:
    """Points or months with their sign; what is not nought never shows as nought."""
    cell = _as(value, points(value), "0")
    if not isinstance(cell.held, Number):
        return cell
    form = cell.held.form
    return PageCell(Number(cell.held.value, f"+{form};-{form};{form}"), light)


def difference_cell(value: Fraction) -> PageCell:
    """A difference with its sign, in the unit of its row."""
    places = len(difference_text(value).partition(".")[2])
    form = f"#,##0.{'0' * places}" if places else "#,##0"
    return PageCell(Number(value, f"+{form};-{form};{form}"))


def _as(value: Fraction | None, text: str, whole: str) -> PageCell:
    """A number with as many decimals as its text has."""
    if value is None:
        return PageCell(None)
    places = len(text.partition(".")[2])
    return PageCell(Number(value, f"{whole}.{'0' * places}" if places else whole))


# Columns with what stands in them, and the cells that several pages have alike.


class Field(NamedTuple, Generic[Row]):
    """A column: its heading in both languages, what stands in it, and how wide it may become."""

    zh: str
    en: str
    say: Callable[[Row], PageCell]
    most: int = 24


def field(column: Column[Row]) -> Field[Row]:
    """A column that other media have too, its fact as a cell."""

    def cell(row: Row) -> PageCell:
        return fact_cell(column.fact(row), column.light(row))

    return field_with(column, cell)


def field_with(column: Column[Any], say: Callable[[Row], PageCell]) -> Field[Row]:
    """A column that other media have too, with a cell of the workbook's own."""
    return Field(*column.heading, say, column.most)


def fact_cell(fact: Fact, light: Light | None = None) -> PageCell:
    """A fact as a cell: numbers and days as what they are, words in their colour."""
    match fact:
        case Value():
            return value_cell(fact.target, Fraction(fact.number))
        case GoalValue():
            aim = fact.goal.value
            return PageCell(fact.words) if aim is None else value_cell(fact.target, Fraction(aim))
        case Share() | Chance():
            return share_cell(fact.value, whole=fact.whole)
        case Points() | Months():
            return signed_cell(fact.value)
        case Difference():
            return difference_cell(fact.value)
        case Rate():
            return rate_cell(fact.value, RATE_DIGITS)
        case Projection():
            return rough_cell(fact.value)
        case Count():
            return counted(fact.number)
        case Words():
            return PageCell(fact, light)
        case _:
            return PageCell(fact)


def filled(
    name: Words, fields: Iterable[Field[Row]], rows: Iterable[Row], *, printed: int | None = None
) -> WorkbookPage:
    """A page of these columns, a row for each."""
    held = list(fields)
    columns = tuple(PageHead(Words(each.zh, each.en), each.most) for each in held)
    return WorkbookPage(name, columns, tuple(tuple(each.say(row) for each in held) for row in rows), printed)


def said(text: str) -> PageCell:
    """A text that is the same in both languages; nothing where it is empty."""
    return PageCell(plain(text) if text else None)


def value_cell(target: Target, value: Fraction | None) -> PageCell:
    """A target's value: a number, else its stage, yes or no."""
    if value is None:
        return PageCell(None)
    if target.kind.named:
        return PageCell(Value(target, value).words)
    return number_cell(value)


_OPS = {
    Op.AT_LEAST: Words("不低于", "at least"),
    Op.ABOVE: Words("高于", "above"),
    Op.AT_MOST: Words("不高于", "at most"),
    Op.BELOW: Words("低于", "below"),
    Op.RANGE: Words("区间内", "within"),
}


def op_cell(each: Assessment) -> PageCell:
    """What the goal asks of a figure."""
    figures = not each.target.kind.named
    return PageCell(_OPS[each.op] if each.op is not None and figures else None)


def action_cell(plans: dict[str, Plan], target: Target) -> PageCell:
    """The title of a target's action."""
    action = plans[target.plan].action(target.action)
    return PageCell(action.title if action and target.action else None)


def source_cell(plan: Plan, key: str) -> PageCell:
    """The title of a document that is cited by its key; the text as it is where it is none."""
    source = plan.source(key)
    return PageCell(source.title) if source else said(key)
