"""Figures as findings name them: exact, with the unit as the file writes it, since it is the file that they speak of."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from jinjiang_plan.check.routes import report_route
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, Op, Status
from jinjiang_plan.model.finding import Aside
from jinjiang_plan.model.plan import Baseline, Goal, Plan, Target, stage_words
from jinjiang_plan.model.units import tidy
from jinjiang_plan.model.words import Words

_EXACT = Context(prec=200)
"""More digits than any sum of numbers has that a file may hold."""


def amount(target: Target, value: Decimal) -> Words:
    """A value of the target: a number with its unit, a stage's name, yes or no as TOML writes it."""
    if target.kind is Kind.STAGE:
        return stage_words(target.stage_name(int(value)))
    if target.kind is Kind.DONE:
        text = "true" if value else "false"
        return Words(text, text)
    return counted(number(value), target.unit)


def counted(figure: str, unit: str) -> Words:
    """A figure that is already written out, with its unit."""
    text = f"{figure} {unit}".rstrip()
    return Words(text, text)


def number(value: Decimal) -> str:
    """A number in full, with thousands separators."""
    return f"{tidy(value):,f}"


def rough(value: Fraction) -> str:
    """A rate or a gap: whole from a thousand on, else to at most two decimals; never nought where it is not."""
    size = abs(value)
    places = 0 if size >= 1000 else 2
    while value and not round(size, places):
        places += 1
    scaled = round(size * 10**places)
    text = f"{Decimal(scaled).scaleb(-places):,f}"
    return f"{'-' if value < 0 else ''}{text.rstrip('0').rstrip('.') if '.' in text else text}"


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    found = Decimal(0)
    for value in values:
        found = _EXACT.add(found, value)
    return found


def difference(first: Decimal, second: Decimal) -> Decimal:
    """The exact difference, without its sign."""
    return _EXACT.abs(_EXACT.subtract(first, second))


# Figures and terms as the rules tell them: as the files have them, with their units, in both languages.


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


# Where the targets stand, for the rules that ask for it: what was judged, by which report, with which value.


_SILENT = (Status.CANCELLED, Status.SUSPENDED, Status.NOT_ASSESSABLE, Status.NOT_STARTED)


def judged(material: Material) -> Iterator[tuple[Plan, list[Assessment]]]:
    """Each plan that was judged, with the assessments of what has a goal and goes on."""
    if material.judgement is None:
        return
    by_plan: dict[str, list[Assessment]] = {}
    for each in material.judgement.assessments:
        if each.goal is not None and each.status not in _SILENT:
            by_plan.setdefault(each.target.plan, []).append(each)
    for plan in material.portfolio.plans:
        yield plan, by_plan.get(plan.id, [])


def unreported(assessments: list[Assessment]) -> bool:
    """Whether nothing was ever reported of a plan that has more than one thing to report on."""
    return len(assessments) > 1 and all(each.status is Status.NO_DATA for each in assessments)


def latest_report(material: Material, target: Target, on: date | None) -> tuple[Aside, ...]:
    """The report that the judgement rests on, as a second place; none for a sum without reports of its own."""
    ledger = material.portfolio.ledger(target)
    found = [report for report in ledger.reports if report.on == on]
    if not found:
        return ()
    words = Words("最近一次数据", "the latest report")
    return (Aside(ledger.file, report_route(found[-1]), words, at_key=True),)


def valued(target: Target, value: Fraction | None) -> Words:
    """A value that may be no finite decimal, as what a course asks for may be; of a stage the one that is reached."""
    if target.kind.named:
        return amount(target, Decimal(int(value or 0)))
    return counted(rough(value or Fraction(0)), target.unit)
