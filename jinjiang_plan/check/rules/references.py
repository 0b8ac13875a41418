"""JP201 to JP205: ids and units, and what refers to them.

An id is what a ledger, a sum and an initiative hold on to, so it may stand only once, and what refers to one must find
it. The first three show while the files are read, since a plan cannot be judged for them: JP201 as a file is gathered,
JP202 and JP203 once a plan's files are (what may stand in a broken one is not missing), and as its ledgers are matched.
"""

import re
from collections.abc import Iterator
from typing import Any

from jinjiang_plan.check.rule_api import Check, Material, route_of
from jinjiang_plan.model import finding, references
from jinjiang_plan.model.finding import Document, Fault, Route, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

DUPLICATE_ID = Check(
    Rule(
        *finding.DUPLICATE_ID,
        says=Words("编号 `{id}` 用了两次", "the id `{id}` is used twice"),
        why=Words(
            "台账、加总和支撑关系都认编号；同一个编号指两样东西，报来的数就不知道归谁。"
            "目标和项目共用一套编号，计划的编号是目录名。",
            "Ledgers, sums and initiatives go by the id: where it means two things, nobody knows whose a figure is. "
            "Targets and initiatives share their ids; a plan's id is its folder's name.",
        ),
        cure=Words(
            "给后来的一个另起编号；已有台账的，文件名跟着改。",
            "Give the later one an id of its own; if it has a ledger, rename that with it.",
        ),
        bad='[target.park]\ntitle = "Park"\nkind = "done"\ngoal = { value = true }\n\n'
        '[initiative.park]\ntitle = "Park"\nserves = ["park"]\n',
        good='[target.park]\ntitle = "Park"\nkind = "done"\ngoal = { value = true }\n\n'
        '[initiative.park-works]\ntitle = "Park works"\nserves = ["park"]\n',
    ),
    None,
)


DANGLING_REFERENCE = Check(references.DANGLING, None)
REFERENCE_CYCLE = Check(references.CYCLE, None)


def _lonely_initiative(material: Material) -> Iterator[Fault]:
    for plan in material.portfolio.plans:
        for initiative in plan.initiatives:
            if not initiative.serves:
                target = initiative.target
                yield LONELY_INITIATIVE.rule.fault(
                    target.file, route_of(target), at_key=True, id=target.id, title=target.title
                )


LONELY_INITIATIVE = Check(
    Rule(
        "JP204",
        "lonely-initiative",
        Severity.INFO,
        says=Words(
            "项目 `{id}`（{title}）没有写支撑哪个目标", "the initiative `{id}` ({title}) serves no target"
        ),
        why=Words(
            "项目是为目标服务的；不写 serves，就看不出它完成与否关系到什么。",
            "An initiative is there for a target: without `serves` nobody sees what hangs on it.",
        ),
        cure=Words(
            '写上 serves = ["编号"]，编号是本计划的目标；确实独立的，加 `# jp: ignore[lonely-initiative] 理由`。',
            'Write serves = ["ID"] with targets of this plan; if it stands alone on purpose, add '
            "`# jp: ignore[lonely-initiative] reason`.",
        ),
        bad='[initiative.park]\ntitle = "Park"\ngoal = { stage = "completed" }\n',
        good='[initiative.park]\ntitle = "Park"\ngoal = { stage = "completed" }\nserves = ["network.investment"]\n',
        hint=Words('写上 serves = ["编号"]', 'write serves = ["ID"]'),
    ),
    _lonely_initiative,
)


# JP205: several units written as one name.
#
# A text is never split, since a unit's own name may hold any sign. So a list of units in one text is one unit for
# filters, ranks and letters; a real list makes each of them a lead.


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
