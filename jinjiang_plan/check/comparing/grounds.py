"""JP605, amendments that say nothing: on what ground, or what they change."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jinjiang_plan.check.comparing.amendments import Table, added, groundless, listed
from jinjiang_plan.check.comparing.pairing import paired, table_of
from jinjiang_plan.check.rule_api import Material, route_of
from jinjiang_plan.model.codes import Halt, Op
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_NOTHING_NEW = Words(
    "与当时有效的目标、期限和状态相同，什么也没改",
    "changes nothing: goal, due day and status were so already",
)
_REMOVE = Words(
    "写上要改的 value、due 或 status；多余的，删去",
    "write what it changes: value, due or status; or leave it out",
)
_MISSING_GROUND = Words("补上 document 和 reason", "add its document and its reason")

_Terms = tuple[Decimal | None, tuple[Decimal, Decimal] | None, Op | None, date, Halt]


def groundless_or_idle(rule: Rule, material: Material) -> Iterator[Fault]:
    """The amendments that lack a ground, and those that change nothing."""
    told = _told_already(material)
    for target in material.portfolio.judged:
        if not target.amendments:
            continue
        tables = listed(table_of(target, material.documents))
        for place, idle in _idle(target, [each["decided"] for each in tables]):
            lacking = groundless(tables[place])
            if idle:
                yield _fault(rule, target, (place, tables[place]), _NOTHING_NEW)._replace(hint=_REMOVE)
            elif lacking and (target.full_id, place) not in told:
                zh, en = "、".join(lacking), " and no ".join(lacking)
                what = Words(f"没有写 {zh}", f"has no {en}")
                yield _fault(rule, target, (place, tables[place]), what)._replace(hint=_MISSING_GROUND)


def _told_already(material: Material) -> set[tuple[str, int]]:
    """The amendments that are new against the base: without a ground they are no amendments, as JP601 says."""
    base = material.base
    if base is None:
        return set()
    return {
        (pair.present.full_id, place)
        for pair in paired(material, base).pairs
        for place in added(
            listed(table_of(pair.before, base.documents)), listed(table_of(pair.present, material.documents))
        )
    }


def _idle(target: Target, decided: list[date]) -> Iterator[tuple[int, bool]]:
    """Each amendment's place in the file, and whether it leaves all as it was; in the order that they take effect in."""
    order = sorted(range(len(decided)), key=lambda place: decided[place])
    before = _terms(target, 0)
    for count, place in enumerate(order, 1):
        after = _terms(target, count)
        yield place, after == before
        before = after


def _terms(target: Target, count: int) -> _Terms:
    """What is asked for with the first so many amendments."""
    terms = target._replace(amendments=target.amendments[:count]).terms(date.max)
    goal = terms.goal or Goal(None, None, None, None, assumed=False)
    return goal.value, goal.span, goal.op, terms.due, terms.halted or Halt.ACTIVE


def _fault(rule: Rule, target: Target, at: tuple[int, Table], what: Words) -> Fault:
    place, table = at
    route = route_of(target, "amendment", place)
    return rule.fault(target.file, route, id=target.id, decided=str(table["decided"]), what=what)
