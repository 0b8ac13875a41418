"""JP611 and JP612: what was reported, held against a base: a ledger is only ever appended to."""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, Need
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _history_rewritten(material: Material) -> Iterator[Fault]:
    if material.base is not None:
        from jinjiang_plan.check.base.ledger_history import rewritten

        yield from rewritten(HISTORY_REWRITTEN.rule, material, material.base)


def _backdated(material: Material) -> Iterator[Fault]:
    if material.base is not None:
        from jinjiang_plan.check.base.ledger_history import backdated

        yield from backdated(BACKDATED.rule, material, material.base)


HISTORY_REWRITTEN = Check(
    Rule(
        "JP611",
        "history-rewritten",
        Severity.ERROR,
        says=Words("`{id}` 的{what}{change}", "`{id}`: {what} {change}"),
        why=Words(
            "台账只追加：报过的数和报的人、时间都要留住，否则“当时已知什么”就无从查起。按键逐条比较内容，"
            "换行、顺序、注释、数字的写法都不算改动。",
            "A ledger is only appended to: what was reported, by whom and when must stay, or nobody can see what was known "
            "at the time. Reports are compared by key, as data: lines, their order, comments and the way a number is "
            "written are no change.",
        ),
        cure=Words(
            "改回原样；更正用 `record --revise`，撤回用 `retract`，两者都是追加一行。",
            "Put it back; correct it by `record --revise`, take it back by `retract`: both append a line.",
        ),
        bad="[report]\n2020-12-31 = { value = 600, recorded = 2021-01-08T09:12:00+08:00 }  # 620 at the base\n",
        good=(
            "[report]\n2020-12-31 = { value = 620, recorded = 2021-01-08T09:12:00+08:00 }\n"
            "2020-12-31-r2 = { value = 600, recorded = 2021-02-01T10:00:00+08:00 }\n"
        ),
    ),
    _history_rewritten,
    Need.BASE,
)
BACKDATED = Check(
    Rule(
        "JP612",
        "backdated",
        Severity.WARNING,
        says=Words(
            "`{id}` 的 {key} 写着 {recorded} 录入，早于基准版本里最晚的一条（{newest}）",
            "`{id}`: the report {key} says it was recorded {recorded}, before the newest at the base, {newest}",
        ),
        why=Words(
            "新加的一行却写着更早的录入时间：重现“当时已知”时，它会出现在当时并没有的地方。",
            "A line that is new says that it was there before: replaying what was known at the time would show it where it "
            "was not.",
        ),
        cure=Words(
            "recorded 写实际录入的时刻；`record` 命令会自动写。",
            "Write the moment that it was really recorded; `record` writes it by itself.",
        ),
        bad="[report]  # newest at the base: 2021-07-05\n2021-03-31 = { value = 900, recorded = 2021-04-02T09:00:00+08:00 }\n",
        good="[report]\n2021-03-31 = { value = 900, recorded = 2021-07-06T09:00:00+08:00 }\n",
    ),
    _backdated,
    Need.BASE,
)
HISTORY = (HISTORY_REWRITTEN, BACKDATED)
