"""`chart`: the burn-up of one target, in the terminal or as SVG."""

from collections.abc import Callable, Iterator
from datetime import datetime
from shutil import get_terminal_size
from typing import Annotated

import typer

from jinjiang_plan.assess.charting import burnup
from jinjiang_plan.cli import options
from jinjiang_plan.cli.asking import asked
from jinjiang_plan.cli.completing import complete_format
from jinjiang_plan.cli.judging import answer, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, ascii_only, chosen_format, drawn, emit
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.render.sheet import Sheet

DRAWN = "─│╭╮╯╰═║·┄┆┊●◇▲┤└┬"
"""The signs that a chart needs of a screen."""

FRAME = 12
"""Lines of a terminal that heading, axis, legend and the next prompt take."""

LEAST_COLUMNS, LEAST_ROWS, MOST_ROWS = 40, 7, 19


def run(
    ctx: typer.Context,
    id_: options.Id,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    profile: options.ProfileName = None,
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="N",
            min=40,
            max=400,
            help=both("宽度（列），默认终端宽度", "columns; default the terminal's"),
        ),
    ] = None,
    height: Annotated[
        int | None,
        typer.Option(
            "--height",
            metavar="N",
            min=5,
            max=100,
            help=both("图的高度（行），默认随终端，至多 19", "rows; default as the terminal has, 19 at most"),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=both(
                "table、plain、json、jsonl、csv、tsv、markdown 或 svg；终端默认 table，管道默认 plain",
                "table, plain, json, jsonl, csv, tsv, markdown or svg; default table on a terminal, plain in a pipe",
            ),
            autocompletion=complete_format,
        ),
    ] = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output, own=("svg",))
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    question = asked(session, portfolio, as_of, known_at, profile)
    read = with_reports(session, portfolio, [target])
    judgement = answer(read, question, [target])
    shown = burnup(judgement.assessments[0], question.known_at.date())
    if not (shown.goals or shown.reports):
        raise Refusal(
            f"`{target.id}` 没有目标值，也没有上报数据，没有可画的内容",
            f"`{target.id}` has neither a goal nor a report: there is nothing to draw",
            NOT_JUDGED,
        )
    result = _result(session, read.plan(target.plan), shown, judgement.known_at, _size(width, height))
    emit(session, result, form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "一个目标的进度图：上报值、计划路径、节点、目标和期末预计；--output 图.svg 写成图片",
    "The burn-up of a target: reports, planned course, milestones, goal, projection. --output chart.svg draws SVG.",
)


def _result(
    session: Session, plan: Plan, shown: Burnup, known_at: datetime | None, size: tuple[int, int]
) -> Result:
    from jinjiang_plan.render.charts import chart_records, chart_sheet

    lang = session.lang

    def sheet() -> Sheet:
        return chart_sheet.chart_sheet(
            plan, shown, lang, known_at=known_at, size=size, ascii_only=ascii_only(session, DRAWN)
        )

    def text(lines: Callable[[Sheet], Iterator[str]]) -> str:
        return drawn(session, "".join(f"{line}\n" for line in lines(sheet())))

    def picture() -> str:
        from jinjiang_plan.render.charts.svg import svg

        return svg(plan, shown, lang, known_at=known_at)

    return Result(
        sheet,
        lambda: chart_records.chart_records(shown),
        lambda: chart_records.chart_document(shown, lang, known_at),
        {
            "plain": lambda: text(chart_sheet.plain_chart),
            "markdown": lambda: text(chart_sheet.markdown_chart),
            "svg": picture,
        },
    )


def _size(width: int | None, height: int | None) -> tuple[int, int]:
    """Columns and rows: as asked for, else as the terminal has them; in a pipe 80 columns."""
    terminal = get_terminal_size((80, 40))
    rows = min(max(terminal.lines - FRAME, LEAST_ROWS), MOST_ROWS)
    return width or max(terminal.columns, LEAST_COLUMNS), height or rows
