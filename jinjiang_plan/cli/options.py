"""The options that several commands share, each declared once: single ones, and blocks that go together."""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple

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
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.question import Filters

# Options that each command words for itself.


def day_option(*names: str, zh: str, en: str, metavar: str = "DAY") -> Any:  # noqa: ANN401 - Typer's own type is private
    """The option for a day or a period, with what it means to a command."""
    return typer.Option(*names, metavar=metavar, help=both(zh, en))


def format_option(zh: str, en: str, complete: Callable[[str], Any]) -> Any:  # noqa: ANN401
    """The option `--format` of a command that has formats of its own."""
    return typer.Option("--format", "-f", metavar="FORMAT", help=both(zh, en), autocompletion=complete)


# Options that are the same everywhere.

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
Force = Annotated[
    bool,
    typer.Option("--force", help=both("覆盖已有的其他文件", "write over another file that is there")),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help=both(
            "评价标准：cn、cn-yinchuan、eurostat、un、destatis、opsys、tola、servicenow，或计划自己的",
            "how to judge: cn, cn-yinchuan, eurostat, un, destatis, opsys, tola, servicenow, or a plan's own",
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

AcceptDoubts = Annotated[
    bool,
    typer.Option(
        "--accept-doubts",
        help=both("存疑的也写入（已逐条核对）", "write what is doubted too; each doubt has been looked at"),
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=both("不再询问", "do not ask"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("原因", "why"))]
RevisionReason = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help=both("修订原因", "why it is revised"))
]
Correction = Annotated[
    bool,
    typer.Option("--correction", help=both("累计值确实要下调", "a cumulative figure falls for a reason")),
]

SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help=both("工作表", "the sheet of the workbook"))
]
HeadingRow = Annotated[
    int | None,
    typer.Option("--header", metavar="ROW", min=1, help=both("表头在第几行", "the row of the headings")),
]
CsvEncoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help=both("csv 的编码；默认看得出来", "the encoding of a csv; told by the file without it"),
    ),
]
DecimalMark = Annotated[
    str | None,
    typer.Option(
        "--decimal",
        metavar="MARK",
        help=both("csv 里小数点的写法：`.` 或 `,`", "the decimal mark of a csv: `.` or `,`"),
    ),
]

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


# Blocks of options: declared once, in the place of one parameter of a command.


class JudgeOptions(NamedTuple):
    """How a command judges, as typed: as of which day, as known when, by which profile."""

    as_of: str | None = None
    known_at: str | None = None
    profile: str | None = None


AS_USUAL = JudgeOptions()

_BLOCKS: Mapping[str, tuple[Callable[..., Any], Mapping[str, tuple[str, Any]]]] = {
    "judging": (
        JudgeOptions,
        {
            "as_of": ("as_of", AsOf),
            "known_at": ("known_at", KnownAt),
            "profile": ("profile", ProfileName),
        },
    ),
    "filters": (
        Filters,
        {
            "plan": ("plans", PlanFilter),
            "action": ("actions", ActionFilter),
            "lead": ("leads", LeadFilter),
            "class_": ("classes", ClassFilter),
            "status": ("statuses", StatusFilter),
            "tag": ("tags", TagFilter),
            "due_before": ("due_before", DueFilter),
        },
    ),
}
"""By the name of the parameter: what is made of a block, and its options in the order of the help: what Typer calls
each, its field, its type."""


def with_blocks(run: Callable[..., int]) -> Callable[..., int]:
    """The command with the options of each block in the place of its parameter; Typer reads signatures alone.

    One that writes to a file that is named gets `--force` too, which the session keeps.
    """
    # To Typer, each block is a parameter for each of its options.
    parameters: list[Parameter] = []
    blocks = [name for name in signature(run).parameters if name in _BLOCKS]
    for parameter in signature(run).parameters.values():
        if parameter.name in blocks:
            parameters += (
                Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=option)
                for name, (_, option) in _BLOCKS[parameter.name][1].items()
            )
        else:
            parameters.append(parameter)
    names = signature(run).parameters
    # What can be written to a file can be told to write over another.
    forced = "output" in names and "force" not in names
    if forced:
        parameters.append(
            Parameter("force", Parameter.POSITIONAL_OR_KEYWORD, default=False, annotation=Force)
        )

    # The command itself gets each block made up again.
    @wraps(run)
    def called(**given: Any) -> int:  # noqa: ANN401 - as Typer read it, each of its own type
        for block in blocks:
            make, held = _BLOCKS[block]
            given[block] = make(**{field: given.pop(name) for name, (field, _) in held.items()})
        if forced:
            given["ctx"].obj.force = given.pop("force")
        return run(**given)

    called.__signature__ = signature(run).replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": int}
    return called
