"""Small texts that several sheets share: values with their units, goals, periods, headings."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.plan import Goal, Plan, Target, stage_words
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import DASH, figure
from jinjiang_plan.render.width import visible

if TYPE_CHECKING:
    from fractions import Fraction

YES_NO = (Words("否", "no"), Words("是", "yes"))
SAMPLE = Words("示例数据", "SAMPLE FIGURES")
NOT_REAL = Words("示例数据，并非真实进展", "SAMPLE FIGURES, not real progress")
ASSUMED = Words("（推定）", " (assumed)")
NOT_STATED = Words("未明确", "not stated")


def say(words: Words | None, lang: Lang) -> str:
    """A text from a file, in the reader's language and safe to show; a dash where there is none."""
    return visible(words.say(lang)) if words else DASH


def unit_name(target: Target, lang: Lang) -> str:
    """The target's unit as a sheet in that language writes it: `sites`, and `×CNY 100m` for 亿元."""
    return visible(target.unit) if lang == "zh" or not target.unit else unit_words(target.unit).en


def unit_words(name: str) -> Words:
    """A unit in both languages; one that is not in the table is written as it is."""
    from jinjiang_plan.model.units import find_unit

    unit = find_unit(name)
    if unit is None:
        return Words(visible(name), visible(name))
    multiple = any(sign.isdecimal() for sign in unit.en)
    return Words(visible(name), f"×{unit.en}" if multiple else unit.en)


def value_text(target: Target, value: "Fraction | Decimal | None", lang: Lang) -> str:
    """A value without its unit: a number, a stage's name, yes or no."""
    if value is None:
        return DASH
    if target.kind is Kind.STAGE:
        return visible(stage_words(target.stage_name(int(value))).say(lang))
    if target.kind is Kind.DONE:
        return YES_NO[value > 0].say(lang)
    return figure(value)


def goal_text(target: Target, goal: Goal | None, lang: Lang) -> str:
    """A goal without its unit; the op is shown unless it is the usual "at least"."""
    if goal is None:
        return DASH
    if goal.value is None:
        return f"{figure(goal.low)} ~ {figure(goal.high)}"
    text = value_text(target, goal.value, lang)
    return f"{goal.op.value} {text}" if goal.op not in (None, Op.AT_LEAST) else text


def goal_with_unit(target: Target, goal: Goal | None, lang: Lang) -> str:
    """A goal with its unit."""
    text = goal_text(target, goal, lang)
    return text if goal is None else f"{text} {unit_name(target, lang)}".rstrip()


def named_sample(name: str, lang: Lang, *, sample: bool) -> str:
    """A target's or a plan's name where it stands alone, saying that its figures are samples."""
    return f"[{SAMPLE.say(lang)}] {name}" if sample else name


def period_text(plan: Plan, lang: Lang) -> str:
    """A plan's period, saying so where it is our reading."""
    return f"{plan.start} ~ {plan.due}" + (ASSUMED.say(lang) if plan.assumed else "")


def lead_text(lead: Words | None, lang: Lang) -> str:
    """A responsible unit, or that none is stated."""
    return say(lead, lang) if lead else NOT_STATED.say(lang)


def replayed(known_at: datetime, lang: Lang) -> str:
    """That a sheet shows what was known at a moment."""
    moment = known_at.isoformat(sep=" ", timespec="minutes")
    return Words(f"当时已知 {moment}", f"as known at {moment}").say(lang)
