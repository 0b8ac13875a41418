"""JP305 to JP308: goals that can be judged by: the way from the baseline to the goal must lead somewhere."""

from collections.abc import Iterator

from jinjiang_plan.check.material import Material
from jinjiang_plan.check.ruling import Check, route_of
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _no_way_to_go(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        goal, base = target.goal, target.baseline
        if goal is None or base is None or target.kind is Kind.MAINTAIN or goal.value != base.value:
            continue
        yield NO_WAY_TO_GO.rule.fault(target.file, route_of(target, "goal"), id=target.id)


NO_WAY_TO_GO = Check(
    Rule(
        "JP307",
        "no-way-to-go",
        Severity.ERROR,
        says=Words("`{id}` 的目标值就是基期值", "the goal of `{id}` is its baseline"),
        why=Words(
            "目标值与基期值相同，没有路可走，完成率无从计算。",
            "Where the goal is the baseline there is no way to go, and progress cannot be reckoned.",
        ),
        cure=Words(
            '写上真正要达到的值；若是要保持水平，用 kind = "maintain"。',
            'Write the value that is to be reached; to hold a level, use kind = "maintain".',
        ),
        bad='[target.stations]\nkind = "cumulative"\nbaseline = { value = 3000 }\ngoal = { value = 3000 }\n',
        good='[target.stations]\nkind = "maintain"\ngoal = { value = 3000 }\n',
    ),
    _no_way_to_go,
)
