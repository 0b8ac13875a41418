"""JP600, what cannot be compared: the base itself, a file of it, or an entry that could not be read there."""

from collections.abc import Iterator
from typing import Any

from jinjiang_plan.check.comparing.pairing import Hidden, paired
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.model.base import Base, Change
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.fault import Aside, Fault, Route
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_BROKEN = Words("基准版本里的这一项本身有误", "the base's own version of this entry has an error")
_CURE = Words(
    "与它没有错的版本比较：--against REV；这次若正是改好它，由审核合并的人定夺",
    "compare with a revision where it has none: --against REV; where it is mended now, whoever merges decides",
)
_HIDDEN = Words("现在这样无法读取", "as it is now, it cannot be read")
_MEND = Words("改好它的错误；压下不算", "mend its error; to keep it back does not help")
_THERE = Words("基准版本里有误的一项", "the entry with an error, at the base")


def lacking(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The files that cannot be compared, then the entries of the others; one that is just as it was has not changed."""
    for each in base.missing:
        fault = rule.fault(each.file, (), revision=base.revision, why=each.why)
        yield fault._replace(hint=each.cure)
    broken = {Hidden(book.file, ()) for book in base.books.values() if book.change is Change.BROKEN}
    for file, route in sorted(paired(material, base).hidden | broken):
        fault = rule.fault(file, route, at_key=True, revision=base.revision, why=_HIDDEN)
        yield fault._replace(hint=_MEND)
    built = {(target.file, target.what, _key(target.id)) for target in base.portfolio.judged}
    for name, document in base.documents.items():
        now = material.documents.get(base.places.get(name, ""))
        for route, table in _entries(document):
            if (name, *route) not in built and table != _at(now, route):
                fault = rule.fault(
                    base.places.get(name, name), route, at_key=True, revision=base.revision, why=_BROKEN
                )
                yield fault._replace(hint=_CURE, asides=(Aside(name, route, _THERE, at_key=True),))


def _entries(document: Document) -> Iterator[tuple[Route, Any]]:
    """The targets and initiatives of a file, and a plan's own table."""
    for what in ("target", "initiative"):
        tables = document.data.get(what)
        for key, table in tables.items() if isinstance(tables, dict) else ():
            yield (what, key), table


def _at(document: Document | None, route: Route) -> Any:  # noqa: ANN401 - whatever stands there
    found: Any = document.data if document is not None else None
    for step in route:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _key(full_id: str) -> str:
    return full_id.rpartition(".")[2]
