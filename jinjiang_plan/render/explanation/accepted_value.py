"""The accepted value A: which reports it comes from, added up or averaged."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Average, Kind, Resets
from jinjiang_plan.model.days import reporting_year
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.render.explanation.formula import alike, number, operand, total
from jinjiang_plan.render.width import visible

_MOST_REPORTS = 8
"""Reports that a sum lists; of more it gives their sum."""


def accepted_value(each: Assessment) -> Iterator[Words]:
    """Yield how the accepted value came about; nothing where nothing is reported."""
    if each.value is None or not each.observations:
        return
    target, reported = each.target, all(observation.report for observation in each.observations)
    if each.parts_value is not None:
        yield _overridden(each, each.parts_value)
    elif each.observations[-1].report is None:
        yield _sum_of_parts(each)
    elif target.kind.named:
        yield _named(each)
    elif target.kind is Kind.INCREMENT and reported:
        yield _increments(each)
    elif target.resets is Resets.YEAR and reported:
        yield _years_to_date(each)
    elif target.kind is Kind.RATE and target.average is not None and reported:
        yield _average(each, target.average)
    else:
        said = Value(target, each.value).with_unit
        yield Words(
            f"现值 A = {said.zh}（{each.value_on} 的上报数）",
            f"value A = {said.en} (reported for {each.value_on})",
        )


def _overridden(each: Assessment, parts: Fraction) -> Words:
    own, summed = Value(each.target, each.value or Fraction(0)).with_unit, Value(each.target, parts).with_unit
    return Words(
        f"现值 A = {own.zh}（{each.value_on} 的本级上报数）；分项合计 {summed.zh}，分项有更晚的数之前以本级数为准",
        f"value A = {own.en} (its own report for {each.value_on}); its parts add up to {summed.en}, which counts "
        "again once a part reports for a later day",
    )


def _sum_of_parts(each: Assessment) -> Words:
    said, parts = (
        Value(each.target, each.value or Fraction(0)).with_unit,
        [visible(part) for part in each.target.sum_of],
    )
    return Words(
        f"现值 A = {said.zh}（{each.value_on}，分项合计：{'、'.join(parts)}）",
        f"value A = {said.en} ({each.value_on}, the sum of {', '.join(parts)})",
    )


def _named(each: Assessment) -> Words:
    value = Value(each.target, each.value or Fraction(0)).words
    zh, en = f"{value.zh}（{each.value_on}）", f"{value.en} ({each.value_on})"
    if each.goal is None:
        return Words(f"现值 A：{zh}", f"value A: {en}")
    goal = GoalValue(each.target, each.goal).words
    a, t, b = number(each.value), number(each.aim), number(each.baseline)
    return Words(
        f"按位次计：B = {b}，A = {a}（{zh}），T = {t}（{goal.zh}）",
        f"counted as positions: B = {b}, A = {a} ({en}), T = {t} ({goal.en})",
    )


def _figures(each: Assessment) -> list[Fraction]:
    return [
        Fraction(observation.report.figure or 0)
        for observation in each.observations
        if observation.report is not None
    ]


def _increments(each: Assessment) -> Words:
    figures = _figures(each)
    return _added(each, figures, Words("各期上报数", "the reports"), number_of(len(figures), "report"))


def _years_to_date(each: Assessment) -> Words:
    years = _by_year(each)
    named = ", ".join(map(str, years))
    return _added(each, [*years.values()], Words("各年最后一次累计数", "the last figure of each year"), named)


def _added(each: Assessment, figures: Sequence[Fraction], what: Words, which: str) -> Words:
    """A = B + figures; of many their sum alone."""
    shown = figures if len(figures) <= _MOST_REPORTS else [sum(figures, Fraction(0))]
    formula = f"{total([each.baseline or Fraction(0), *shown])} = {number(each.value)}"
    zh = which.replace("reports", "次").replace("report", "次").replace(", ", "、")
    return Words(
        f"现值 A = B + {what.zh} = {formula}（{zh}）", f"value A = B + {what.en} = {formula} ({which})"
    )


def _average(each: Assessment, average: Average) -> Words:
    """The average over the years, with each year's figure."""
    years = _by_year(each)
    n = len(years)
    if average is Average.MEAN:
        formula = f"({total(years.values())})/{n}"
        sign = alike("(x1 + … + xn)/n")
    else:
        factors = " × ".join(f"(1 + {operand(figure)}/100)" for figure in years.values())
        formula = f"100 × (({factors})^(1/{n}) - 1)"
        sign = alike("100(((1 + x1/100)…(1 + xn/100))^(1/n) - 1)")
    named, value = [str(year) for year in years], number(each.value)
    return Words(
        f"现值 A = {sign.zh} = {formula} = {value}（{'、'.join(named)} 年，以各年最后一次数计）",
        f"value A = {sign.en} = {formula} = {value} (the last figure of {', '.join(named)})",
    )


def _by_year(each: Assessment) -> dict[int, Fraction]:
    """The last figure of each reporting year."""
    year_end = each.target.year_end
    return {
        reporting_year(observation.report.on, year_end): Fraction(observation.report.figure or 0)
        for observation in each.observations
        if observation.report is not None
    }
