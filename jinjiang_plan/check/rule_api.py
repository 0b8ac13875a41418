"""A rule with what finds it, the running of many, and the routes that faults name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any, NamedTuple

from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.direction import Version, versions
from jinjiang_plan.model.finding import Document, Fault, Route
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.references import Proofs, SourceTexts
from jinjiang_plan.model.report import Report, standing_reports
from jinjiang_plan.model.rule import Rule

# What the rules look at: the files as data, the plans built from them, a day, and a base to compare with.


class Material(NamedTuple):
    """All that a rule may look at."""

    portfolio: Portfolio
    """What could be read, with its ledgers."""
    documents: Mapping[str, Document]
    """Each plan and action file that parses, by its name as targets and faults give it."""
    as_of: date
    """The day that is asked for."""
    judgement: Judgement | None = None
    """None where no rule needs one."""
    base: Base | None = None
    """What the files are compared with, None where nothing is compared."""
    proofs: Proofs | None = None
    """The files that reports cite, None where no rule needs them."""
    source_texts: SourceTexts | None = None
    """The texts of the documents that plans keep, None where no rule needs them."""
    ran_on: date | None = None
    """The day of the run, None where that is the day that is asked for; what is asked for may only look back."""


Find = Callable[[Material], Iterable[Fault]]


class Need(Enum):
    """What a rule looks at besides the files; where no rule that needs it is wanted, it is not read."""

    DAY = "day"
    """The progress on a day: a file that nobody touched would fail tomorrow, so such a rule waits to be asked for."""
    BASE = "base"
    """A git revision to compare with."""
    PROOFS = "proofs"
    """The files that reports cite."""
    SOURCE_TEXTS = "source texts"
    """The documents whose text a plan keeps."""


class Check(NamedTuple):
    """A rule, the function that finds its faults (None for one that shows while files are read), and what it needs."""

    rule: Rule
    find: Find | None
    needs: Need | None = None


def compared(rule: Rule, finder: str) -> Check:
    """A rule that compares with a base: `finder` is `module.function` of `check/base`, imported only where there is one."""

    def find(material: Material) -> Iterator[Fault]:
        if material.base is not None:
            module, function = finder.split(".")
            found = getattr(import_module(f"jinjiang_plan.check.base.{module}"), function)
            yield from found(rule, material, material.base)

    return Check(rule, find, Need.BASE)


def faults_of(material: Material, checks: Iterable[Check]) -> Iterator[Fault]:
    """What the checks find, in their order."""
    for check in checks:
        if check.find is not None:
            yield from check.find(material)


def route_of(target: Target, *steps: str | int) -> Route:
    """The way to a target or initiative in its file, and on to what stands in it."""
    return (target.what, target.name, *steps)


# Where in the files a thing stands: the entry of a target, the goal and the due day in force, a ledger's line.


def written(material: Material, target: Target) -> dict[str, Any]:
    """The target's own table, as its file has it: what it says itself and does not inherit; empty if unknown."""
    document = material.documents.get(target.file)
    entries = document.data.get(target.what, {}) if document else {}
    entry = entries.get(target.name, {}) if isinstance(entries, dict) else {}
    return entry if isinstance(entry, dict) else {}


def version_on(target: Target, day: date) -> Version | None:
    """The version of the goal that is in force on a day; None where there is none."""
    latest = None
    for version in versions(target):
        if not version.rebased and (version.amendment is None or version.amendment.decided <= day):
            latest = version
    return latest


def goal_route(target: Target, day: date) -> Route:
    """The way to the goal in force on a day, to the target where it has none."""
    version = version_on(target, day)
    return version.route(target) if version else route_of(target)


def due_route(material: Material, target: Target, day: date) -> Route:
    """The way to the due day in force on a day: an amendment's, the target's own, or to the target that inherits it."""
    amended = [each for each in target.amendments if each.due is not None and each.decided <= day]
    if amended:
        return route_of(target, "amendment", amended[-1].place, "due")
    return route_of(target, "due") if "due" in written(material, target) else route_of(target)


def sums(material: Material) -> Iterator[tuple[Target, list[tuple[int, Target]]]]:
    """Each target that is a sum, with those of its parts that are there by their number in sum_of, itself left out."""
    for plan in material.portfolio.plans:
        known = {target.id: target for target in plan.targets}
        for target in plan.targets:
            parts = [(index, known[part]) for index, part in enumerate(target.sum_of) if part in known]
            if parts:
                yield target, [(index, part) for index, part in parts if part.id != target.id]


def report_route(report: Report, *steps: str) -> Route:
    """The way to a report's line in its ledger, and on to what stands in it."""
    return ("report", report.key, *steps)


def ledgers(material: Material) -> Iterator[tuple[Target, str, tuple[Report, ...]]]:
    """Each target that was reported on, with its ledger's name and the reports that stand, by day."""
    for target in material.portfolio.judged:
        ledger = material.portfolio.ledger(target)
        if ledger.reports:
            yield target, ledger.file, standing_reports(ledger.reports, target.kind, date.max, None)
