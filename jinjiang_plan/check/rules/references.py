"""JP201 to JP204: ids and what refers to them.

An id is what a ledger, a sum and an initiative hold on to, so it may stand only once, and what refers to one must find
it. The first three show while the files are read, since a plan cannot be judged for them: JP201 as a file is gathered,
JP202 and JP203 once a plan's files are (what may stand in a broken one is not missing), and as its ledgers are matched.
"""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, route_of
from jinjiang_plan.model import finding, references
from jinjiang_plan.model.finding import Fault, Severity
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
