"""JP602, days that were put off: a due day that is later, or a start that is."""

from collections.abc import Iterator

from jinjiang_plan.check.comparing.moved import Move, fault_of, moved
from jinjiang_plan.check.comparing.pairing import Pair, paired, table_of
from jinjiang_plan.check.comparing.plan_terms import postponed_plans
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import day
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def later_days(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The due days and starts that are later than they were."""
    pairing = paired(material, base)
    moves = list(postponed_plans(pairing, material, base))
    moves += [move for pair in pairing.pairs for move in _put_off(pair, material, base)]
    for move in moves:
        yield fault_of(rule, move)


def _put_off(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """The later days that a target has of its own; what it takes from the plan, then and now, is the plan's move."""
    tables = table_of(pair.before, base.documents), table_of(pair.present, material.documents)
    before, now = pair
    if now.due > before.due and any("due" in table for table in tables):
        move = moved(pair, Words("期限", "the due day"), day(before.due), day(now.due), "due")
        yield move._replace(amends=f"--due {now.due}")
    if now.start > before.start and any("start" in table for table in tables):
        yield moved(pair, Words("起始日", "the start"), day(before.start), day(now.start), "start")
