"""JP205: several units written as one name.

A text is never split, since a unit's own name may hold any sign. So a list of units in one text is one unit for
filters, ranks and letters; a real list makes each of them a lead.
"""

import re
from collections.abc import Iterator
from typing import Any

from jinjiang_plan.check.rule_api import Check, Material
from jinjiang_plan.model.finding import Document, Fault, Route, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_MARKS = "[、；;]"


def _joint_lead(material: Material) -> Iterator[Fault]:
    for document in material.documents.values():
        for route, name in _leads(document):
            units = [unit for part in re.split(_MARKS, name) if (unit := part.strip())]
            if len(units) > 1:
                listed = "lead = [" + ", ".join(f'"{unit}"' for unit in units) + "]"
                fault = JOINT_LEAD.rule.fault(document.file, route, lead=name)
                yield fault._replace(
                    hint=Words(f"若是几家，写作 {listed}", f"if they are several, write {listed}")
                )


def _leads(document: Document) -> Iterator[tuple[Route, str]]:
    """Yield each name of a unit that a file has, with the way to it."""
    for name in ("plan", "action"):
        yield from _names((name, "lead"), document.data.get(name))
    for name in ("target", "initiative"):
        entries = document.data.get(name)
        for key, table in entries.items() if isinstance(entries, dict) else ():
            yield from _names((name, key, "lead"), table)


def _names(route: Route, table: Any) -> Iterator[tuple[Route, str]]:  # noqa: ANN401 - a table of a file, if it is one
    lead = table.get("lead") if isinstance(table, dict) else None
    each = lead if isinstance(lead, list) else [lead]
    for place, name in enumerate(each):
        way = (*route, place) if isinstance(lead, list) else route
        if isinstance(name, dict):
            name = name.get("zh", name.get("en"))  # noqa: PLW2901 - of two languages one says it
        if isinstance(name, str):
            yield way, name


JOINT_LEAD = Check(
    Rule(
        "JP205",
        "joint-lead",
        Severity.INFO,
        says=Words("牵头单位 `{lead}` 按一家单位计", "the lead `{lead}` counts as one unit"),
        why=Words(
            "一段文字从不拆开，单位名称里也可能有顿号。几家写在一起，筛选、排名和督办时都只算一家。",
            "A text is never split, since a unit's name may hold any sign. Several units in one text are one for filters, "
            "ranks and letters.",
        ),
        cure=Words(
            '几家共同牵头的，写成列表 lead = ["甲", "乙"]；本来就是一家的，加 `# jp: ignore[joint-lead] 理由`。',
            'Where several units lead, write a list, lead = ["A", "B"]; where it is one, add '
            "`# jp: ignore[joint-lead] reason`.",
        ),
        bad='[target.network]\ntitle = "Network"\nkind = "done"\ngoal = { value = true }\nlead = "区发改局、区经信局"\n',
        good='[target.network]\ntitle = "Network"\nkind = "done"\ngoal = { value = true }\nlead = ["区发改局", "区经信局"]\n',
    ),
    _joint_lead,
)
