"""A goal and a baseline in the unit of their target: which unit that is, and what the words make of the figure."""

import re
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.assess.draft.entry_rows import EntryRow
from jinjiang_plan.assess.draft.goal_words import GoalReading, Sign, goal_of
from jinjiang_plan.assess.intake.decimals import with_point
from jinjiang_plan.assess.intake.heads import BRACKETS
from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.conversion import convert, tidy
from jinjiang_plan.model.figure_words import title_falls
from jinjiang_plan.model.plan_draft import GoalDraft, Guess
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import find_unit, unit_key
from jinjiang_plan.model.words import Words

_COUNTS = ("number", "count", "numero", "nombre", "anzahl", "数", "数量", "个数", "无量纲")
_SHARES = ("percentuale", "percentage", "percent", "pourcentage", "百分比", "百分数")
_RATIO = "率$|率[（(]|占比|比重|比例|增速|rate$|share$"
_FLIPPED = {
    Op.AT_LEAST: Op.AT_MOST,
    Op.ABOVE: Op.BELOW,
    Op.AT_MOST: Op.AT_LEAST,
    Op.BELOW: Op.ABOVE,
    None: Op.AT_MOST,
}


class UnitReading(NamedTuple):
    """The unit of a target, and the guess that it is where the row does not say it."""

    unit: str
    guess: Guess | None = None


def unit_of(row: EntryRow, reading: GoalReading, above: str) -> UnitReading:
    """The unit that a row's figures are counted in: its own column's, else the goal's, the title's or the table's.

    `above` is what a line above the table says.
    """
    said = plain_unit(row.text("unit"))
    if said or row.text("unit"):
        return UnitReading(said)
    if reading.unit:
        return UnitReading(plain_unit(reading.unit))
    headed = row.layout.units.get("goal", "")
    if headed:
        return UnitReading(headed)
    title = row.text("title")
    bracket = re.search(BRACKETS, title)
    if bracket and find_unit(bracket[1].strip()):
        return _guessed(bracket[1].strip(), Words("名称的括号里写着", "it stands in the title's brackets"))
    value = reading.goal.value if reading.goal else None
    if value is None and not (reading.goal and reading.goal.low is not None):
        return UnitReading("")
    if re.search(_RATIO, title, re.IGNORECASE):
        return _guessed(
            "%", Words("名称是比率，没有写单位", "the title is of a share, and no unit is written")
        )
    if above:
        return _guessed(above, Words("表上写着单位", "a line above the table says so"))
    return _guessed("", Words("没有写单位", "no unit is written"))


def _guessed(unit: str, ground: Words) -> UnitReading:
    return UnitReading(unit, Guess("unit", ground))


def plain_unit(text: str) -> str:
    """A unit as plans write it; a word that only says that something is counted is none."""
    plain = text.strip()
    if unit_key(plain) in _COUNTS:
        return ""
    return "%" if unit_key(plain) in _SHARES else plain


def figure_text(row: EntryRow, field: str, decimal: str) -> str:
    """The text of a figure, its decimal mark a point.

    Raises:
        Refusal: the mark may be either.
    """
    text = row.text(field)
    if field in row.instead or re.search(r"[^0-9.,’' -]", text):
        return text
    return with_point(text, row.layout.table, decimal)


def in_unit(value: Decimal, written: str, unit: str) -> Decimal:
    """A figure that is written in one unit, in that of its target.

    Raises:
        Refusal: the one does not convert into the other.
    """
    if not written or unit_key(written) == unit_key(unit):
        return value
    source, target = find_unit(plain_unit(written)), find_unit(unit)
    if source is not None and source == target:
        return value
    if source is None or target is None:
        raise Refusal(
            f"这里的单位是`{written}`，单位一栏写的是`{unit or '-'}`；请改成一致",
            f"the unit here is `{written}`, that of its column `{unit or '-'}`: make them agree",
        )
    return convert(value, source, target)


def counted(goal: GoalDraft, written: str, unit: str) -> GoalDraft:
    """A goal's figures in the unit of its target.

    Raises:
        Refusal: its unit does not convert.
    """

    def own(value: Decimal | None) -> Decimal | None:
        return None if value is None else tidy(in_unit(value, written, unit))

    return goal._replace(value=own(goal.value), low=own(goal.low), high=own(goal.high))


class Aimed(NamedTuple):
    """A goal as it is written into the plan, with what of it was guessed."""

    goal: GoalDraft
    guesses: tuple[Guess, ...] = ()


def aimed(goal: GoalDraft, kind: Kind, title: str, reading: GoalReading) -> Aimed:
    """A goal by the words around its figure: one that is to fall is below zero, and what they leave open is said."""
    guesses = []
    falls = Sign.FALL in reading.signs and kind in (Kind.RATE, Kind.LEVEL) and Sign.TO not in reading.signs
    if falls and goal.value is not None and title_falls(title) is not True:
        goal = goal._replace(value=-goal.value, op=_FLIPPED[goal.op])
        guesses.append(
            Guess("goal", Words("写的是下降，记作负数", "it is to fall, so the figure is negative"))
        )
    for sign, ground in _OPEN.items():
        if sign in reading.signs:
            guesses.append(Guess("goal", ground))
    return Aimed(goal, tuple(guesses))


_OPEN = {
    Sign.ABOUT: Words("写的是约数，按这个数", "the figure is given as about so much: taken as it is"),
    Sign.AIM: Words("写的是力争，按这个数", "it is aimed at: taken as the goal"),
    Sign.SENTENCE: Words("从一句话里读出", "read out of a sentence"),
    Sign.SEVERAL: Words(
        "一格里有几个数，按是否完成；要分别评估，请拆成几行",
        "several figures in one cell: yes or no; part it into rows to have each judged",
    ),
    Sign.EACH_YEAR: Words("每年的数", "the figure is of each year"),
}


class BaselineReading(NamedTuple):
    """The value at the start, and the unit behind it."""

    value: Decimal | None = None
    unit: str = ""


def baseline_of(text: str, decimal: str) -> BaselineReading:
    """The figure at the start; none where the text holds no single one."""
    reading = goal_of(text, decimal)
    goal = reading.goal
    return (
        BaselineReading(goal.value, reading.unit)
        if goal is not None and goal.value is not None
        else BaselineReading()
    )
