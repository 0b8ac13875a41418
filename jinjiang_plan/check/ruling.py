"""A rule with what finds it, and the running of many."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from jinjiang_plan.check.material import Material
from jinjiang_plan.model.fault import Fault, Route
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.rule import Rule

Find = Callable[[Material], Iterable[Fault]]


class Check(NamedTuple):
    """A rule and the function that finds its faults; None for one that shows while the files are read."""

    rule: Rule
    find: Find | None


def faults_of(material: Material, checks: Iterable[Check]) -> Iterator[Fault]:
    """What the checks find, in their order."""
    for check in checks:
        if check.find is not None:
            yield from check.find(material)


def route_of(target: Target, *steps: str | int) -> Route:
    """The way to a target or initiative in its file, and on to what stands in it."""
    return (target.what, target.id.rpartition(".")[2], *steps)
