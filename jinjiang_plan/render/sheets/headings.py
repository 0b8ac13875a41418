"""Headings that several sheets share: the plan, the target, the day, and whether the figures are samples."""

from typing import TYPE_CHECKING

from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.sheet import Line
from jinjiang_plan.render.words import NOT_REAL, SAMPLE, say

if TYPE_CHECKING:
    pass


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
