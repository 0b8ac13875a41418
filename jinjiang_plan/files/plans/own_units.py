"""The units that a plan declares in `[unit.NAME]`: what each converts into, and what is wrong with a declaration."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinjiang_plan.files.plans.builder import Table
from jinjiang_plan.model.finding import (
    BAD_CHOICE,
    DANGLING_REFERENCE,
    DUPLICATE_ID,
    MISSING_KEY,
    REFERENCE_CYCLE,
    Fault,
    Route,
)
from jinjiang_plan.model.units import OWN, Unit, Units, find_unit, unit_key
from jinjiang_plan.model.words import Words, words


def build_units(tables: Mapping[str, Table]) -> tuple[Units, list[Fault]]:
    """Return the units of a plan's `[unit.NAME]` tables, and what is wrong with them; a wrong one is left out."""
    faults: list[Fault] = []
    sound: dict[str, Table] = {}
    for name, table in tables.items():
        wrong = [*_name_faults(name, table, sound), *_conversion_faults(name, table)]
        faults += wrong
        if not wrong:
            sound[name] = table
    units: list[Unit] = []
    for name in sound:
        unit = _unit(name, sound, ())
        if isinstance(unit, Fault):
            faults.append(unit)
        else:
            units.append(unit)
    return tuple(units), faults


def _unit(name: str, tables: Mapping[str, Table], above: tuple[str, ...]) -> Unit | Fault:
    """Return a declared unit in the dimension of what it converts into, or what is wrong with its way there."""
    table, route = tables[name], ("unit", name)
    title = words(table.get("title")) or Words(name, name)
    counted = table.get("counted", False)
    of = table.get("of")
    if of is None:
        return Unit(name, f"own {name}", Decimal(1), title.en, counted=counted, subject=OWN, zh=title.zh)
    if of in (*above, name):
        chain = " → ".join((*above, name, of))
        return Fault(
            *REFERENCE_CYCLE,
            Words(f"单位互相换算成环：{chain}", f"units in a circle: {chain}"),
            (*route, "of"),
        )
    base = _unit(of, tables, (*above, name)) if of in tables else find_unit(of)
    if base is None:
        text = Words(f"`of` 写的 `{of}` 不是单位", f"`{of}` in `of` is no unit")
        hint = Words("jinjiang-plan list units 列出有的单位", "list what there is: jinjiang-plan list units")
        return Fault(*DANGLING_REFERENCE, text, (*route, "of"), hint=hint)
    if isinstance(base, Fault):
        return base._replace(route=(*route, "of"))
    factor = Decimal(table["factor"])
    return base._replace(
        name=name,
        factor=base.factor * factor,
        en=title.en,
        single="",
        counted=table.get("counted", base.counted),
        subject=OWN,
        zh=title.zh,
    )


def _name_faults(name: str, table: Table, others: Mapping[str, Table]) -> Iterator[Fault]:
    """The faults of names that mean something already: in the table of units, or in a declaration above."""
    route: Route = ("unit", name)
    taken = {unit_key(each) for other in others for each in _names(other, others[other])}
    title = table.get("title")
    written = {name: route} | {each: (*route, "title") for each in _names(name, table)[1:] if each != name}
    for word, way in written.items():
        known = find_unit(word)
        same = known is not None and known.counted and table.get("counted", False) and "of" not in table
        if unit_key(word) in taken:
            text = Words(
                f"`{word}` 已是本计划另一个单位的名称", f"`{word}` is the name of another unit of the plan"
            )
            yield Fault(*DUPLICATE_ID, text, way, at_key=way == route)
        elif known is not None and known.subject != "composites" and not same:
            text = Words(
                f"`{word}` 是单位表里已有的单位（{known.name}）",
                f"`{word}` is a built-in unit ({known.name})",
            )
            hint = Words("删去这个表，或换一个名称", "leave this table out, or choose another name")
            yield Fault(
                *DUPLICATE_ID, text, way, at_key=way == route or not isinstance(title, dict), hint=hint
            )


def _names(name: str, table: Table) -> list[str]:
    title = words(table.get("title"))
    return [name, *dict.fromkeys(title or ())]


def _conversion_faults(name: str, table: dict[str, Any]) -> Iterator[Fault]:
    """The faults of `of` without `factor`, `factor` without `of`, and a factor that is not above zero."""
    route: Route = ("unit", name)
    for key, other in (("of", "factor"), ("factor", "of")):
        if key in table and other not in table:
            text = Words(f"有 `{key}` 就要有 `{other}`", f"`{key}` needs `{other}` beside it")
            hint = Words('例如 of = "吨"，factor = 1000', 'such as of = "吨" and factor = 1000')
            yield Fault(*MISSING_KEY, text, (*route, key), hint=hint)
    if "factor" in table and Decimal(table["factor"]) <= 0:
        text = Words("`factor` 应大于 0", "`factor` must be above 0")
        yield Fault(*BAD_CHOICE, text, (*route, "factor"))
