"""`plan`: the commands that make a plan's targets and initiatives, and bring them in and out as a table."""

import typer

from jinjiang_plan.cli.language import both


def run(ctx: typer.Context) -> int:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
    return 0


run.__doc__ = both(
    "编制计划：由表格新建，往计划里添目标和项目，把计划写成表格",
    "Make a plan: out of a table, by adding targets and initiatives, and write it as a table.",
)
