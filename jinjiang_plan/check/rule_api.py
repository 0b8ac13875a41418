"""A rule with what finds it, and the running of many."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.finding import Document, Fault, Route
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.references import Proofs
from jinjiang_plan.model.rule import Rule

# What the rules look at: the files as data, the plans built from them, a day, and a base to compare with.


class Material(NamedTuple):
    """All that a rule may look at.

    `portfolio` holds what could be read, with its ledgers. `documents` has each plan and action file that parses, by its
    name as targets and faults give it. `judgement`, `base` and `proofs` are None where none was asked
    for.
    """

    portfolio: Portfolio
    documents: Mapping[str, Document]
    as_of: date
    judgement: Judgement | None = None
    base: Base | None = None
    proofs: Proofs | None = None


Find = Callable[[Material], Iterable[Fault]]


class Need(Enum):
    """What a rule looks at besides the files; where no rule that needs it is wanted, it is not read."""

    DAY = "day"
    """The progress on a day: a file that nobody touched would fail tomorrow, so such a rule waits to be asked for."""
    BASE = "base"
    """A git revision to compare with."""
    PROOFS = "proofs"
    """The files that reports cite."""


class Check(NamedTuple):
    """A rule, the function that finds its faults (None for one that shows while files are read), and what it needs."""

    rule: Rule
    find: Find | None
    needs: Need | None = None


def faults_of(material: Material, checks: Iterable[Check]) -> Iterator[Fault]:
    """What the checks find, in their order."""
    for check in checks:
        if check.find is not None:
            yield from check.find(material)


def route_of(target: Target, *steps: str | int) -> Route:
    """The way to a target or initiative in its file, and on to what stands in it."""
    return (target.what, target.name, *steps)
