"""Figures and terms as findings name them: exact, in the words of every sheet, or that none is stated."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from jinjiang_plan.check.rule_api import Material, report_route
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.finding import Aside
from jinjiang_plan.model.plan import Baseline, Goal, Plan, Target
from jinjiang_plan.model.value import GoalValue, Value, figure
from jinjiang_plan.model.words import Words

_EXACT = Context(prec=200)
"""More digits than any sum of numbers has that a file may hold."""


def rough(value: Fraction) -> str:
    """A rate or a gap: whole from a thousand on, else to at most two decimals; never nought where it is not."""
    size = abs(value)
    places = 0 if size >= 1000 else 2
    while value and not round(size, places):
        places += 1
    digits = round(size * 10**places)
    text = f"{Decimal(digits).scaleb(-places):,f}"
    return f"{'-' if value < 0 else ''}{text.rstrip('0').rstrip('.') if '.' in text else text}"


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    amount = Decimal(0)
    for value in values:
        amount = _EXACT.add(amount, value)
    return amount


def difference(first: Decimal, second: Decimal) -> Decimal:
    """The exact difference, without its sign."""
    return _EXACT.abs(_EXACT.subtract(first, second))


# Values, goals, baselines and days, or that none is stated.


NOTHING = Words("没有写", "not stated")


def same(text: object) -> Words:
    """A text that is the same in both languages: an id, a day, a code."""
    return Words(str(text), str(text))


def day(value: date | None) -> Words:
    """A day, or that there is none."""
    return NOTHING if value is None else same(value.isoformat())


def value_words(target: Target, value: Decimal | Fraction | None) -> Words:
    """A value of a target with its unit, or that none is stated."""
    return NOTHING if value is None else Value(target, value).with_unit


def goal(target: Target, value: Goal | None) -> Words:
    """A goal with its unit, or that none is stated."""
    return NOTHING if value is None else GoalValue(target, value).with_unit


def baseline(target: Target, value: Baseline | None) -> Words:
    """A baseline with its unit and its day."""
    if value is None:
        return NOTHING
    shown = Value(target, value.value).with_unit
    return shown if value.on is None else Words(f"{shown.zh}（{value.on}）", f"{shown.en} ({value.on})")


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
    return len(assessments) > 1 and all(each.value is None for each in assessments)


def latest_report(material: Material, target: Target, on: date | None) -> tuple[Aside, ...]:
    """The report that the judgement rests on, as a second place; none for a sum without reports of its own."""
    ledger = material.portfolio.ledger(target)
    reports = [report for report in ledger.reports if report.on == on]
    if not reports:
        return ()
    words = Words("最近一次数据", "the latest report")
    return (Aside(ledger.file, report_route(reports[-1]), words, at_key=True),)
