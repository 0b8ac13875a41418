"""`plan import`: a new plan out of a table, all or nothing."""

from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_plan
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import chosen_format
from jinjiang_plan.cli.plan.proposed_changes import VersionOptions
from jinjiang_plan.cli.plan.table_columns import said_columns
from jinjiang_plan.cli.plan.table_import import ImportCall, TableOptions, corrections_of
from jinjiang_plan.cli.plan.table_terms import SaidTerms
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.refusal import Refusal

_Text = str | None


def run(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help=both(
                "任务分解表：xlsx、csv、docx 里的表格；`-` 读入粘贴的表格",
                "the table of a plan: xlsx, csv, or a table in a docx; `-` reads what is pasted or piped",
            ),
            show_default=False,
        ),
    ],
    into: Annotated[
        _Text,
        typer.Option(
            "--into",
            metavar="PLAN",
            help=both(
                "作为这个计划的新版：列出变化，写明 --document 或 --edit 才写入",
                "take it for a second version of this plan: show what changed; --document or --edit writes it",
            ),
            autocompletion=complete_plan,
        ),
    ] = None,
    id_: Annotated[
        _Text,
        typer.Option(
            "--id",
            metavar="ID",
            help=both("新计划的编号；默认由名称得来", "the new plan's id; default made of its title"),
        ),
    ] = None,
    title: Annotated[
        _Text,
        typer.Option(
            "--title",
            metavar="TEXT",
            help=both("计划名称；默认取表上的标题", "its title; default what stands above the table"),
        ),
    ] = None,
    start: Annotated[
        _Text, options.day_option("--start", zh="计划的起始日", en="the plan's first day")
    ] = None,
    due: Annotated[_Text, options.day_option("--due", zh="计划的截止日", en="the plan's last day")] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=HEADING",
            help=both(
                "哪一列是什么，如 --map title=任务 --map goal=目标值；记在计划目录",
                "which column is what: --map title=Indicator --map goal=Target; remembered beside the plans",
            ),
        ),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="ID.FIELD=TEXT",
            help=both(
                "改正推测，如 --set 5g基站.kind=累计值", "correct a guess: --set 5g-stations.kind=level"
            ),
        ),
    ] = None,
    sheet: options.SheetName = None,
    table: Annotated[
        int | None,
        typer.Option(
            "--table",
            metavar="N",
            min=1,
            help=both("Word 文档里的第几张表", "the number of the table in a document"),
        ),
    ] = None,
    header: options.HeadingRow = None,
    encoding: options.CsvEncoding = None,
    decimal: options.DecimalMark = None,
    source: Annotated[
        _Text,
        typer.Option(
            "--source",
            metavar="TEXT",
            help=both(
                "出处：文件的名称；默认表的名称", "the document that it is from; default the file's name"
            ),
        ),
    ] = None,
    skipped: Annotated[
        bool, typer.Option("--skipped", help=both("列出跳过的行", "list the rows that are skipped"))
    ] = False,
    document: Annotated[
        _Text,
        typer.Option(
            "--document",
            metavar="TEXT",
            help=both(
                "新版所依据的文件：变化写成正式调整",
                "the document that decided the changes: they become amendments",
            ),
        ),
    ] = None,
    decided: Annotated[
        _Text, options.day_option("--decided", zh="新版决定的日期", en="the day on which they were decided")
    ] = None,
    reason: Annotated[
        _Text, typer.Option("--reason", metavar="TEXT", help=both("调整的原因", "why they were decided"))
    ] = None,
    edit: Annotated[
        bool,
        typer.Option(
            "--edit",
            help=both(
                "直接改计划文件，check --against 会指出",
                "change the files plainly, for check --against to show",
            ),
        ),
    ] = False,
    except_: Annotated[
        list[str] | None,
        typer.Option(
            "--except",
            metavar="ID",
            help=both("不动这一项；可写几次", "leave this entry as it is; may be repeated"),
        ),
    ] = None,
    by: options.By = None,
    yes: options.Yes = False,
    accept_doubts: options.AcceptDoubts = False,
    dry_run: options.DryRun = False,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    if decimal not in (None, ".", ","):
        raise Refusal(f"--decimal `{decimal}` 应为 `.` 或 `,`", f"--decimal `{decimal}` must be `.` or `,`")
    if sheet and table:
        raise Refusal("--sheet 和 --table 只能写一个", "give --sheet or --table, not both")
    named = f"#{table}" if table else sheet or ""
    call = ImportCall(
        session,
        file,
        SaidTerms(id_ or "", title or "", start or "", due or ""),
        said_columns(map_ or (), named, header or 0),
        TableOptions(
            encoding or "", decimal or "", source or "", list_skipped=skipped, yes=yes, dry_run=dry_run
        ),
        corrections_of(set_ or ()),
        chosen_format(format_),
    )
    version = VersionOptions(
        document,
        decided,
        reason,
        by,
        edit,
        tuple(except_ or ()),
        yes,
        accept_doubts,
        dry_run,
        format_,
        output,
    )
    if into is None:
        _refuse_version(version)
        return call.carry_out()
    from jinjiang_plan.cli.plan.table_version import import_version

    for option, given in (("--id", id_), ("--title", title), ("--start", start), ("--due", due)):
        if given is not None:
            raise Refusal(
                f"{option} 用于新计划，不与 --into 同用",
                f"{option} is for a new plan, and does not go with --into",
            )
    return import_version(call, into, version)


def _refuse_version(version: VersionOptions) -> None:
    """Refuse the options of a second version where a new plan is made."""
    given = {
        "--document": version.document,
        "--decided": version.decided,
        "--reason": version.reason,
        "--edit": version.edit,
        "--except": version.excepted,
        "--accept-doubts": version.accept_doubts,
        "--by": version.by,
        "--output": version.output,
    }
    named = [option for option, value in given.items() if value]
    if named:
        raise Refusal(f"{'、'.join(named)} 要与 --into 一起写", f"{', '.join(named)} goes with --into")


run.__doc__ = both(
    "把任务分解表变成一份新计划：先预览，标出推测，再一次写入，要么全写，要么不写",
    "Make a new plan of the table that an office publishes. Shows it first, each guess marked, then writes all or nothing.",
)
