"""Facts that stand in the cells of tables, whatever draws them: each is said in words here."""

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import (
    DASH,
    RATE_DIGITS,
    likelihood,
    months,
    points,
    rough,
    rounded,
    share,
    significant,
)
from jinjiang_plan.render.verdict_words import difference_text, difference_words
from jinjiang_plan.render.words import say


class Share(NamedTuple):
    """A share of the way; `whole` says whether the goal is met: if not, it is never shown as 100 %."""

    value: Fraction
    whole: bool = True

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return share(self.value, whole=self.whole)


class Points(NamedTuple):
    """A gap in percentage points; `touched` says that a strict goal is reached and not passed."""

    value: Fraction
    touched: bool = False

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return "<0" if self.touched else points(self.value)


class Difference(NamedTuple):
    """A value less the planned one in the target's own unit, positive is better, in figures and with its unit."""

    value: Fraction
    with_unit: Words

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return difference_text(self.value)


class Chance(NamedTuple):
    """The chance of being met by due."""

    value: Fraction

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return likelihood(self.value)

    @property
    def whole(self) -> bool:
        """Whether it is sure."""
        return self.value == 1


def difference_of(each: Assessment) -> Difference | None:
    """Return the difference of an assessment; None where there is none."""
    words = difference_words(each)
    return None if each.difference is None or words is None else Difference(each.difference, words)


def chance_of(each: Assessment) -> Chance | None:
    """Return the chance to be met by due, while that is open."""
    chance = each.prospect.chance
    return None if chance is None or each.prospect.outlook is None or each.settled else Chance(chance)


class Months(NamedTuple):
    """Months ahead of the plan, or behind it where negative."""

    value: Fraction

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        text = months(self.value)
        return text if text == "0.0" else f"{'+' if self.value > 0 else '-'}{text}"


class Rate(NamedTuple):
    """A change a month."""

    value: Fraction

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return significant(self.value, RATE_DIGITS)


class Projection(NamedTuple):
    """The value that is projected; `known` says that it is the value of today."""

    value: Fraction
    known: bool = False

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return rounded(self.value, 2) if self.known else rough(self.value)


class Count(NamedTuple):
    """A number of things; none is no fact."""

    number: int

    @property
    def text(self) -> str:
        """The fact in words that are the same in both languages."""
        return f"{self.number:,}"


Fact = (
    Words
    | Value
    | GoalValue
    | Share
    | Points
    | Difference
    | Chance
    | Months
    | Rate
    | Projection
    | Count
    | date
    | datetime
    | None
)
"""What stands in a cell, whatever draws it."""


def fact_text(fact: Fact, lang: Lang, *, unit: bool = False) -> str:
    """A fact in the reader's language, safe to show; a dash where there is none. `unit` adds a value's unit."""
    match fact:
        case Words():
            return say(fact, lang)
        case Value() | GoalValue():
            return say(fact.with_unit if unit else fact.words, lang)
        case Difference() if unit:
            return say(fact.with_unit, lang)
        case datetime():
            return fact.strftime("%Y-%m-%d %H:%M")
        case date():
            return fact.isoformat()
        case None:
            return DASH
        case _:
            return fact.text
