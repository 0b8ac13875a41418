"""JP301 and JP302: the units that figures are counted in."""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, route_of, sums
from jinjiang_plan.model.finding import Aside, Fault, Mend, Severity
from jinjiang_plan.model.near_units import nearest_units
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _unknown_unit(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        if not target.unit or target.kind.named or target.measure is not None:
            continue
        route = route_of(target, "unit")
        fault = UNKNOWN_UNIT.rule.fault(target.file, route, id=target.id, unit=target.unit)
        close = nearest_units(target.unit, target.own_units)
        if not close:
            yield fault
            continue
        own = UNKNOWN_UNIT.rule.hint or Words("", "")
        hint = Words(f"相近的有：{'、'.join(close)}；{own.zh}", f"nearest: {', '.join(close)}; {own.en}")
        words = Words(f"改成 `{close[0]}`", f"write `{close[0]}`")
        yield fault._replace(hint=hint, mend=Mend(words, route, f'"{close[0]}"'))


UNKNOWN_UNIT = Check(
    Rule(
        "JP301",
        "unknown-unit",
        Severity.WARNING,
        says=Words(
            "`{id}` 的单位 `{unit}` 不在单位表里", "`{unit}`, the unit of `{id}`, is not a known unit"
        ),
        why=Words(
            "认识的单位可以互相换算（130000万元就是13亿元）；不认识的只与自己换算，写错了也看不出来。",
            "Known units convert into each other (130000万元 is 13亿元); an unknown one converts into itself alone, and "
            "nobody sees whether it is a slip of the pen.",
        ),
        cure=Words(
            "写错的改成相近的单位（`jinjiang-plan list units 字词` 可查）。确是自己的单位，在 plan.toml 里声明："
            '`[unit."长椅"]`，下写 `counted = true`；能换算的写 `of = "吨"` 和 `factor = 1000`。',
            "Write the unit that is meant (look it up: `jinjiang-plan list units WORDS`). Declare one of your own in "
            'plan.toml: `[unit.benches]` with `counted = true`, or with `of = "t"` and `factor = 1000` where it converts.',
        ),
        bad='[target.space]\ntitle = "New space"\nkind = "cumulative"\nunit = "万平方"\ngoal = { value = 67 }\n',
        good='[target.space]\ntitle = "New space"\nkind = "cumulative"\nunit = "万平方米"\ngoal = { value = 67 }\n',
        fixes="unsafe",
        hint=Words(
            '是自己的单位就在 plan.toml 里声明：[unit."单位"]，下写 counted = true（或 of、factor）',
            'if the unit is your own, declare it in plan.toml: [unit."NAME"] with counted = true (or of and factor)',
        ),
    ),
    _unknown_unit,
)


def _unit_mismatch(material: Material) -> Iterator[Fault]:
    for target, parts in sums(material):
        for index, part in parts:
            if part.unit == target.unit or part.kind.named:
                continue
            fault = UNIT_MISMATCH.rule.fault(
                target.file,
                route_of(target, "sum_of", index),
                part=part.id,
                unit=_named(part.unit),
                id=target.id,
                wanted=_named(target.unit),
            )
            there = Aside(part.file, route_of(part, "unit"), Words("分项的单位", "the unit of the part"))
            yield fault._replace(asides=(there,), hint=_hint(part, target) or fault.hint)


def _named(unit: str) -> Words:
    return Words(f"以`{unit}`计", f"counted in `{unit}`") if unit else Words("没有单位", "without a unit")


def _hint(part: Target, whole: Target) -> Words | None:
    """How the part comes into the sum's unit, where the two convert."""
    first, second = part.measure, whole.measure
    if first is None or second is None or first.dimension != second.dimension:
        return None
    return Words(
        f"把 `{part.id}` 改为以`{whole.unit}`计：目标、基期、台账里的数都要换算",
        f"count `{part.id}` in `{whole.unit}`: convert its goal, its baseline and its ledger",
    )


UNIT_MISMATCH = Check(
    Rule(
        "JP302",
        "unit-mismatch",
        Severity.ERROR,
        says=Words(
            "分项 `{part}` {unit}，合计 `{id}` 却{wanted}，加不到一起",
            "the part `{part}` is {unit}, but its sum `{id}` is {wanted}",
        ),
        why=Words(
            "加总只加单位写法相同的分项；别的单位的分项不计入，合计就不全。",
            "A sum adds only parts whose unit is written as its own; a part in another one is left out of it.",
        ),
        cure=Words(
            "分项和合计用同一个单位；换单位时，目标、基期和台账里的数一并换算。",
            "Give the sum and its parts one unit; figures of goal, baseline and ledger are converted with it.",
        ),
        bad='[target.whole]\ntitle = "All"\nkind = "cumulative"\nunit = "亿元"\nsum_of = ["part"]\n\n'
        '[target.part]\ntitle = "Part"\nkind = "cumulative"\nunit = "万元"\n',
        good='[target.whole]\ntitle = "All"\nkind = "cumulative"\nunit = "亿元"\nsum_of = ["part"]\n\n'
        '[target.part]\ntitle = "Part"\nkind = "cumulative"\nunit = "亿元"\n',
        hint=Words("分项与合计用同一个单位", "give the sum and its parts one unit"),
    ),
    _unit_mismatch,
)
