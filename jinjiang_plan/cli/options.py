"""The options that several commands share, each declared once."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from jinjiang_plan.cli.completion import (
    complete_action,
    complete_format,
    complete_id,
    complete_lead,
    complete_plan,
    complete_profile,
    complete_status,
)
from jinjiang_plan.cli.filters import Filters
from jinjiang_plan.cli.language import both

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help=both(
            "按哪一天评估：2021-06-30、2021-06、2021Q2、2021年上半年、today；默认今天",
            "the day that is judged: 2021-06-30, 2021-06, 2021Q2, today; default today",
        ),
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DAY",
        help=both(
            "只用这一天（或时刻）之前已录入的数据，复现当时所见",
            "count only what was recorded by then: replay what was known",
        ),
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=both(
            "table、plain、json、jsonl、csv、tsv 或 markdown；终端默认 table，管道默认 plain",
            "table, plain, json, jsonl, csv, tsv or markdown; default table on a terminal, plain in a pipe",
        ),
        autocompletion=complete_format,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=both("写入文件而不是屏幕", "write to a file, not the screen")
    ),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help=both(
            "评估口径：cn、cn-yinchuan、eurostat、un、opsys、tola、servicenow，或计划自己的",
            "how to judge: cn, cn-yinchuan, eurostat, un, opsys, tola, servicenow, or a plan's own",
        ),
        autocompletion=complete_profile,
    ),
]
Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...",
        help=both("编号或名称，编号可只写末段；默认全部", "ids, tails of ids, or titles; default all"),
        autocompletion=complete_id,
        show_default=False,
    ),
]
Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=both(
            "编号，如 network.5g-stations，可只写 5g-stations，或写名称",
            "an id such as network.5g-stations, its tail 5g-stations, or a title",
        ),
        autocompletion=complete_id,
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help=both(
            "录入人；默认 JINJIANG_BY 或 git 用户名", "who records it; default JINJIANG_BY or git's user.name"
        ),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=both("只显示，不写入", "show it, write nothing"))]

Yes = Annotated[bool, typer.Option("--yes", "-y", help=both("不再询问", "do not ask"))]

_Names = list[str] | None
PlanFilter = Annotated[
    _Names,
    typer.Option(
        "--plan", metavar="ID", help=both("只看这个计划", "only this plan"), autocompletion=complete_plan
    ),
]
ActionFilter = Annotated[
    _Names,
    typer.Option(
        "--action",
        metavar="ID",
        help=both("只看这项行动", "only this action"),
        autocompletion=complete_action,
    ),
]
LeadFilter = Annotated[
    _Names,
    typer.Option(
        "--lead",
        metavar="NAME",
        help=both("只看这个牵头单位", "only this responsible unit"),
        autocompletion=complete_lead,
    ),
]
ClassFilter = Annotated[
    _Names,
    typer.Option(
        "--class", metavar="CLASS", help=both("约束性 binding 或预期性 expected", "binding or expected")
    ),
]
StatusFilter = Annotated[
    _Names,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=both("只看这个状态，如 behind、欠进度", "only this status, such as behind"),
        autocompletion=complete_status,
    ),
]
TagFilter = Annotated[
    _Names, typer.Option("--tag", metavar="TAG", help=both("只看这个标签", "only this tag"))
]
DueFilter = Annotated[
    str | None,
    typer.Option(
        "--due-before", metavar="DAY", help=both("只看这一天之前到期的", "only what is due before this day")
    ),
]


# The filters as options: declared once, in the place of a command's one parameter `filters`.


_OPTIONS = {
    "plan": ("plans", PlanFilter),
    "action": ("actions", ActionFilter),
    "lead": ("leads", LeadFilter),
    "class_": ("classes", ClassFilter),
    "status": ("statuses", StatusFilter),
    "tag": ("tags", TagFilter),
    "due_before": ("due_before", DueFilter),
}
"""The options in the order of the help: what Typer calls each, its field of `Filters`, its type."""


def filtered(run: Callable[..., int]) -> Callable[..., int]:
    """The command with an option for each filter where its signature has `filters`; Typer reads options there alone."""
    parameters: list[Parameter] = []
    for parameter in signature(run).parameters.values():
        if parameter.name == "filters":
            parameters += (
                Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=option)
                for name, (_, option) in _OPTIONS.items()
            )
        else:
            parameters.append(parameter)

    @wraps(run)
    def called(**given: Any) -> int:  # noqa: ANN401 - as Typer read it, each of its own type
        asked = {field: given.pop(name) for name, (field, _) in _OPTIONS.items()}
        return run(**given, filters=Filters(**asked))

    called.__signature__ = signature(run).replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": int}
    return called
