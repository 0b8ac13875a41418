"""JP609, new targets that weigh much in a roll-up and have nothing to show yet: the others count for less."""

from collections.abc import Iterator
from decimal import Decimal

from jinjiang_plan.check.base.matching import paired, table_of
from jinjiang_plan.check.rule_api import Material, route_of
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.finding import Fault
from jinjiang_plan.model.rule import Rule

SHARE = Decimal("0.1")
"""The part of a plan's weight above which a new target moves what all of them come to."""


def diluted(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each new target of a plan of the base whose own weight is more than a tenth of all, without any figure."""
    pairing = paired(material, base)
    known = {pair.present.full_id for pair in pairing.pairs}
    for plan in pairing.plans.values():
        if plan is None:
            continue
        whole = sum((target.weight for target in plan.targets), Decimal(0))
        for target in plan.targets:
            own = "weight" in table_of(target, material.documents)
            new = target.full_id not in known and not material.portfolio.ledger(target).reports
            if own and new and whole and target.weight / whole > SHARE:
                share = f"{target.weight / whole:.1%}"
                yield rule.fault(target.file, route_of(target, "weight"), id=target.id, share=share)
