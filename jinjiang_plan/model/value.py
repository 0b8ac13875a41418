"""A value said in words: a number with its unit, a stage by its name, yes or no; always in both languages.

Whoever shows a value, in a sheet, a message or a question, takes the words from here, so that all of them agree.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.conversion import tidy
from jinjiang_plan.model.plan import Goal, Target, stage_words
from jinjiang_plan.model.units import Units, unit_words
from jinjiang_plan.model.words import Words

YES_NO = (Words("否", "no"), Words("是", "yes"))
"""What a target that is done or not is: the words of 0 and of 1."""


class Value(NamedTuple):
    """A value of a target: a number in its unit, a stage as its position, done as 1 and not done as 0."""

    target: Target
    number: Fraction | Decimal

    @property
    def words(self) -> Words:
        """The value without its unit."""
        if self.target.kind is Kind.STAGE:
            return stage_words(self.code)
        if self.target.kind is Kind.DONE:
            return YES_NO[self.number > 0]
        text = figure(self.number)
        return Words(text, text)

    @property
    def with_unit(self) -> Words:
        """The value with its unit; a stage, a yes or a no has none."""
        return (
            self.words
            if self.target.kind.named
            else _joined(self.words, self.target.unit, self.target.own_units)
        )

    @property
    def code(self) -> str:
        """The value as ledgers and options have it: a stage's code, true or false, a number without separators."""
        if self.target.kind is Kind.STAGE:
            return self.target.stage_name(int(self.number))
        if self.target.kind is Kind.DONE:
            return "true" if self.number else "false"
        return (
            f"{self.number:f}" if isinstance(self.number, Decimal) else figure(self.number).replace(",", "")
        )


class GoalValue(NamedTuple):
    """A goal of a target, in words as its values are; the op is said unless it is the usual "at least"."""

    target: Target
    goal: Goal

    @property
    def words(self) -> Words:
        """The goal without its unit."""
        if self.goal.span is not None:
            text = " ~ ".join(figure(bound) for bound in self.goal.span)
            return Words(text, text)
        words = Value(self.target, self.goal.value or Decimal(0)).words
        op = self.goal.op
        return words if op in (None, Op.AT_LEAST) else Words(f"{op} {words.zh}", f"{op} {words.en}")

    @property
    def with_unit(self) -> Words:
        """The goal with its unit."""
        return (
            self.words
            if self.target.kind.named
            else _joined(self.words, self.target.unit, self.target.own_units)
        )


def choices(target: Target) -> tuple[Words, ...]:
    """The values that a target can have where they are names: its stages, or no and yes; none where it counts."""
    if target.kind is Kind.DONE:
        return YES_NO
    return tuple(stage_words(stage) for stage in target.stages) if target.kind is Kind.STAGE else ()


def counted(text: str, target: Target) -> Words:
    """A figure of a target that is written out already, with its unit: a rate, a range, a sum."""
    return _joined(Words(text, text), target.unit, target.own_units)


def _joined(words: Words, unit: str, own: Units) -> Words:
    if not unit:
        return words
    said = unit_words(unit, own)
    return Words(f"{words.zh} {said.zh}", f"{words.en} {said.en}")


# Numbers in full: exact where they can be.


def figure(number: Fraction | Decimal) -> str:
    """A number with thousands separators: exact if it is a decimal or has at most twelve places, else rounded to four."""
    if isinstance(number, Decimal):
        return f"{int(number):,}" if number == number.to_integral_value() else f"{tidy(number):,f}"
    places = next((places for places in range(13) if (number * 10**places).denominator == 1), None)
    return rounded(number, 4) if places is None else fixed(number, places)


def rounded(number: Fraction, places: int) -> str:
    """A number rounded to at most so many decimals."""
    text = fixed(number, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(number: Fraction, places: int) -> str:
    """A number rounded to just so many decimals."""
    digits = round(abs(number) * 10**places)
    whole, part = divmod(digits, 10**places)
    sign = "-" if number < 0 and digits else ""
    return f"{sign}{whole:,}.{part:0{places}d}" if places else f"{sign}{whole:,}"
