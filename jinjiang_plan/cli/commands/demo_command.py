"""`demo`: the built-in plan with invented sample reports."""

from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.question import NO_FILTERS, Filters
from jinjiang_plan.cli.session import Session

SAMPLE_DAY = "2021-06-30"
"""The day for which the last sample reports are made."""


@options.with_blocks
def run(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help=both("写到这个目录，随意试用", "write it to this folder, to play with"),
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str, options.day_option("--as-of", zh="按哪一天评估", en="the day that is judged")
    ] = SAMPLE_DAY,
    known_at: options.KnownAt = None,
    filters: Filters = NO_FILTERS,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    if folder is not None:
        return _write(session, folder)
    from jinjiang_plan.cli.commands.status_command import status_result
    from jinjiang_plan.cli.judge import judged
    from jinjiang_plan.cli.output import chosen_format, emit
    from jinjiang_plan.cli.question import judge_question
    from jinjiang_plan.files.scaffold import demonstration

    form = chosen_format(format_, output)
    portfolio = demonstration()
    question = judge_question(session, portfolio, as_of, known_at)
    portfolio, judgement = judged(session, portfolio, filters, question)
    session.tell(
        "以下进展为示例数据，是为演示编造的；计划和目标是真实的。`jinjiang-plan demo 目录` 写出来试用",
        "the progress below is made of sample figures, invented for show; the plan is real. "
        "`jinjiang-plan demo DIR` writes it out to play with",
    )
    emit(session, status_result(session, portfolio, judgement), form, output)
    return 0


run.__doc__ = both(
    "内置计划加一年半的示例数据（编造，仅供演示）；给出目录则写出来试用",
    "Show the built-in plan with invented sample figures. With DIR, write it out to play with.",
)


def _write(session: Session, folder: Path) -> int:
    from jinjiang_plan.files.scaffold import start_from_built_in
    from jinjiang_plan.render.schema import schema_texts

    for path in start_from_built_in(folder, samples=True, schemas=schema_texts()):
        typer.echo(str(path))
    session.tell(
        f"示例数据已写出：cd {folder}，jinjiang-plan status --as-of {SAMPLE_DAY}",
        f"sample figures written: cd {folder}, jinjiang-plan status --as-of {SAMPLE_DAY}",
    )
    return 0
