"""JP309: money that may be counted twice, because nothing declares which target is a part of which.

Roll-ups add up the money of targets that are no sums of others. A target whose words say that it is one of several
("of which", 其中), or whose goal is just what others of the plan add up to, is such a sum or part: unless `sum_of` says
so, its money is added beside what it contains.
"""

from collections.abc import Iterator
from decimal import Decimal

from jinjiang_plan.check.rule_api import Check, Material, route_of
from jinjiang_plan.check.wording import total
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.units import MONEY, UNITS, convert, find_unit
from jinjiang_plan.model.words import Words

_ADDING = (Kind.CUMULATIVE, Kind.INCREMENT)
_OF_WHICH = ("其中", "of which", "thereof")
_SEVERAL = 2


def _undeclared_parts(material: Material) -> Iterator[Fault]:
    for plan in material.portfolio.plans:
        declared = {part for target in plan.targets for part in (*target.sum_of, target.sum_of and target.id)}
        money = [target for target in plan.targets if _amount(target) is not None]
        for target in money:
            others = [each for each in money if each.id != target.id and each.id not in declared]
            if target.id in declared:
                continue
            if len(money) >= _SEVERAL and _is_said_to_be_a_part(target):
                yield _fault(target, _SAID)
            elif parts := _adding_up(plan, target, others):
                yield _fault(target, Words(f"{parts} 合起来正好是它", f"{parts} add up to it"))


def _amount(target: Target) -> Decimal | None:
    """Return the goal of a target in the base unit of money; None where it is no amount that roll-ups add."""
    unit = find_unit(target.unit)
    if unit is None or unit.dimension != MONEY or target.kind not in _ADDING or target.goal is None:
        return None
    return None if target.goal.value is None else convert(target.goal.value, unit, UNITS["元"])


def _is_said_to_be_a_part(target: Target) -> bool:
    text = f"{target.title.zh}\n{target.title.en}\n{target.wording}".casefold()
    return any(mark in text for mark in _OF_WHICH)


def _adding_up(plan: Plan, target: Target, others: list[Target]) -> str:
    """Return the ids of the money targets of the actions, where a target of the whole plan is just their sum."""
    parts = [each for each in others if each.action is not None]
    amounts = [amount for each in parts if (amount := _amount(each)) is not None]
    if target.action is not None or len(amounts) < _SEVERAL or total(amounts) != _amount(target):
        return ""
    places = {action.id: place for place, action in enumerate(plan.actions)}
    return ", ".join(
        each.id for each in sorted(parts, key=lambda each: (places.get(each.action or "", 0), each.id))
    )


_SAID = Words("文字里有“其中”，却不在任何 sum_of 里", 'its words say "of which", and no sum_of names it')


def _fault(target: Target, why: Words) -> Fault:
    return UNDECLARED_PARTS.rule.fault(target.file, route_of(target), at_key=True, id=target.id, why=why)


UNDECLARED_PARTS = Check(
    Rule(
        "JP309",
        "undeclared-parts",
        Severity.WARNING,
        says=Words("`{id}` 的资金可能重复合计：{why}", "the money of `{id}` may be counted twice: {why}"),
        why=Words(
            "汇总把资金目标加在一起；合计与分项的关系只认 sum_of。没有写明的，合计和它的分项都会加进去。",
            "Roll-ups add up the money of targets, and only `sum_of` tells a sum from its parts. Where it is missing, a "
            "sum is added beside what it contains.",
        ),
        cure=Words(
            '在合计的目标里写上 sum_of = ["编号", …]；确实互不包含的，加 `# jp: ignore[undeclared-parts] 理由`。',
            'Write sum_of = ["ID", …] in the target that is the sum; if neither contains the other, add '
            "`# jp: ignore[undeclared-parts] reason`.",
        ),
        bad='[target.all]\ntitle = "Investment"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 105 }\n\n'
        '[target.network]\ntitle = "Of which in networks"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 13 }\n',
        good='[target.all]\ntitle = "Investment"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 105 }\n'
        'sum_of = ["network", "rest"]\n\n'
        '[target.network]\ntitle = "Of which in networks"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 13 }\n\n'
        '[target.rest]\ntitle = "The rest"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 92 }\n',
        hint=Words('在合计里写上 sum_of = ["编号", …]', 'write sum_of = ["ID", …] in the sum'),
    ),
    _undeclared_parts,
)
