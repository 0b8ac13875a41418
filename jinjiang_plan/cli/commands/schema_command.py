"""`schema`: the JSON Schema of a plan's files, for editors."""

from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_schema
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import send
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.render.schema import FILES, schema_text


@options.with_blocks
def run(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[plan|action|ledger]",
            help=both("哪种文件；不写则列出", "the kind of file; without it they are listed"),
            autocompletion=complete_schema,
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=both(
                "写入文件；若是目录，写入其中，不写种类则三种都写",
                "write to a file; into a folder, and all three where no kind is given",
            ),
        ),
    ] = None,
) -> int:
    session: Session = ctx.obj
    if kind is not None and kind not in FILES:
        raise unknown("这种文件", "kind of file", kind, list(FILES))
    if output is not None:
        return _write(session, [kind] if kind else list(FILES), Path(output))
    if kind is not None:
        send(schema_text(kind))
        return 0
    for name, (_, says) in FILES.items():
        typer.echo(f"{name:8}{says.say(session.lang)}")
    return 0


run.__doc__ = both(
    "编辑器补全和检查所用的 JSON Schema；`init` 已写好，升级后用 `schema -o .jinjiang` 更新",
    "The JSON Schema that editors complete and check by. `init` writes it; after an update: `schema -o .jinjiang`.",
)


def _write(session: Session, kinds: list[str], output: Path) -> int:
    """Write one schema to a file, or any number into a folder."""
    from jinjiang_plan.files.storage.atomic import needs_folder
    from jinjiang_plan.files.storage.output_file import write_output

    if len(kinds) > 1 and not output.is_dir():
        raise Refusal(
            f"没有目录 {output}；写一种：`jinjiang-plan schema plan -o {output}`",
            f"there is no folder {output}; to write one: `jinjiang-plan schema plan -o {output}`",
        )
    needs_folder(output)
    for kind in kinds:
        path = output / f"{kind}.schema.json" if output.is_dir() else output
        write_output(path, schema_text(kind).encode(), force=session.force)
        session.tell(f"已写入 {path}", f"wrote {path}")
    return 0
