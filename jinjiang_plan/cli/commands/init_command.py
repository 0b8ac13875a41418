"""`init`: start a plan of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.scaffold import start_from_built_in, start_new
from jinjiang_plan.files.validation import ID
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.schema import schema_texts


def run(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help=both("目录；计划写在其中的 plans/", "a folder; the plan goes into its plans/"),
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="built-in",
            help=both("复制内置的锦江区计划", "copy the built-in plan of Jinjiang"),
        ),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="ID", help=both("新计划的编号", "the new plan's id"))
    ] = "my-plan",
) -> int:
    session: Session = ctx.obj
    if source not in (None, "built-in"):
        raise Refusal(f"--from 只能是 built-in，不是 `{source}`", f"--from can be built-in, not `{source}`")
    if not ID.fullmatch(name):
        raise Refusal(
            f"编号 `{name}` 只能用小写字母、数字和 `-`",
            f"the id `{name}` may hold small letters, digits and `-`",
        )
    schemas = schema_texts()
    if source:
        written = start_from_built_in(folder, samples=False, schemas=schemas)
    else:
        written = start_new(folder, name, schemas)
    for path in written:
        typer.echo(str(path))
    here = folder == Path()
    enter = Words("", "") if here else Words(f"cd {folder}，", f"cd {folder}, ")
    session.tell(
        f"接下来：{enter.zh}jinjiang-plan status；先改 plan.toml 里的名称、期限和目标",
        f"next: {enter.en}jinjiang-plan status; begin with the title, period and targets in plan.toml",
    )
    return 0


run.__doc__ = both(
    "新建计划：带注释、中英双语、每种目标各一个示例；或复制内置计划",
    "Start a plan of your own, commented in both languages. With a target of each kind, or copied from the built-in one.",
)
