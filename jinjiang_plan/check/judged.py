"""Where the targets stand, for the rules that ask for it: what was judged, by which report, with which value."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.check.amounts import amount, counted, rough
from jinjiang_plan.check.material import Material
from jinjiang_plan.check.places import report_route
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.fault import Aside
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.words import Words

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
