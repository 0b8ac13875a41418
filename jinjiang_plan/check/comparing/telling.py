"""Figures and terms as the rules tell them: as the files have them, with their units, in both languages."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.plan import Baseline, Goal, Target, stage_words
from jinjiang_plan.model.words import Words

NOTHING = Words("没有写", "not stated")


def same(text: object) -> Words:
    """A text that is the same in both languages: an id, a day, a code."""
    return Words(str(text), str(text))


def day(value: date | None) -> Words:
    """A day, or that there is none."""
    return NOTHING if value is None else same(value.isoformat())


def figure(value: Decimal) -> str:
    """A number without exponent or idle noughts, its thousands parted."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_words(target: Target, value: Decimal | None) -> Words:
    """A value of a target with its unit; a stage by its name, done as yes or no."""
    if value is None:
        return NOTHING
    if target.kind is Kind.STAGE:
        return stage_words(target.stage_name(int(value)))
    if target.kind is Kind.DONE:
        return Words("是", "yes") if value else Words("否", "no")
    return same(f"{figure(value)} {target.unit}".rstrip())


def of_course(target: Target, value: Fraction) -> Words:
    """A value that a course asks for, to four decimals; between two stages, the one that is passed."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return figure_words(target, exact if target.kind is Kind.STAGE else round(exact, 4))


def goal(target: Target, value: Goal | None) -> Words:
    """A goal with its op, where that says more than "at least", and its unit."""
    if value is None:
        return NOTHING
    if value.span is not None:
        low, high = value.span
        return same(f"{figure(low)} ~ {figure(high)} {target.unit}".rstrip())
    told = figure_words(target, value.value)
    return (
        told if value.op in (None, Op.AT_LEAST) else Words(f"{value.op} {told.zh}", f"{value.op} {told.en}")
    )


def baseline(target: Target, value: Baseline | None) -> Words:
    """A baseline with its unit and its day."""
    if value is None:
        return NOTHING
    told = figure_words(target, value.value)
    return told if value.on is None else Words(f"{told.zh}（{value.on}）", f"{told.en} ({value.on})")


def field(value: object) -> str:
    """A value of TOML as it would be written there, for a sentence: short, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return figure(Decimal(value))
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {field(each)}" for key, each in value.items()) + " }"
    if isinstance(value, str):
        return f'"{value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"}"'
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_LONGEST = 40
