"""`chart`: the burn-up of one target, in the terminal or as a picture."""

from collections.abc import Callable, Iterator
from datetime import datetime
from shutil import get_terminal_size
from typing import Annotated

import typer

from jinjiang_plan.assess.charting import burnup
from jinjiang_plan.cli import options
from jinjiang_plan.cli.asking import asked
from jinjiang_plan.cli.completing import complete_format
from jinjiang_plan.cli.extras import needs_pictures
from jinjiang_plan.cli.judging import answer, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, ascii_only, chosen_format, drawn, emit
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.render.charts.drawing import Drawing
from jinjiang_plan.render.sheet import Sheet

DRAWN = "─│╭╮╯╰═║·┄┆┊●◇▲┤└┬"
"""The signs that a chart needs of a screen."""

FRAME = 12
"""Lines of a terminal that heading, axis, legend and the next prompt take."""

PICTURES = ("svg", "png")

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
                "table、plain、json、jsonl、csv、tsv、markdown、svg 或 png；终端默认 table，管道默认 plain",
                "table, plain, json, jsonl, csv, tsv, markdown, svg or png; default table on a terminal, plain in a pipe",
            ),
            autocompletion=complete_format,
        ),
    ] = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output, own=PICTURES)
    if form == "png":
        _needs_png(output)
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    question = asked(session, portfolio, as_of, known_at, profile)
    read = with_reports(session, portfolio, [target])
    judgement = answer(read, question, [target])
    recorded = [each for each in read.ledger(target).reports if question.counts(each)]
    shown = burnup(judgement.assessments[0], question.known_at.date(), recorded)
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
    "一个目标的进度图：上报值、计划路径、节点、目标和期末预计；--output 图.svg、图.png 写成图片",
    "The burn-up of a target: reports, planned course, milestones, goal, projection. --output chart.svg or chart.png draws a picture.",
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

    def drawing() -> Drawing:
        from jinjiang_plan.render.charts.burnup_drawing import burnup_drawing

        return burnup_drawing(plan, shown, lang, known_at=known_at)

    return Result(
        sheet,
        lambda: chart_records.chart_records(shown),
        lambda: chart_records.chart_document(shown, lang, known_at),
        {
            "plain": lambda: text(chart_sheet.plain_chart),
            "markdown": lambda: text(chart_sheet.markdown_chart),
            **pictures(session, drawing),
        },
    )


def pictures(session: Session, drawing: Callable[[], Drawing]) -> dict[str, Callable[[], str | bytes]]:
    """A drawing in the formats of pictures; of signs that a PNG cannot have for want of a font the reader is told."""

    def svg() -> str:
        from jinjiang_plan.render.charts.drawing import as_file

        return as_file(drawing())

    def png() -> bytes:
        from jinjiang_plan.render.charts.png import as_png, lacking

        drawn = drawing()
        if sign := lacking(drawn):
            session.tell(
                f"本机没有含“{sign}”的字体，PNG 会缺字；请安装 Noto Sans CJK 等字体，或改用 svg",
                f"no font of this machine has “{sign}”: words are missing in the PNG; install one such as Noto Sans CJK, "
                "or write svg",
            )
        return as_png(drawn)

    return {"svg": svg, "png": png}


def _needs_png(output: str | None) -> None:
    """Make sure that a PNG can be made and has somewhere to go.

    Raises:
        Refusal: the extra is missing, or no file is named.
    """
    needs_pictures()
    if output is None:
        raise Refusal("png 要写入文件：-o 图.png", "png goes to a file: -o chart.png")


def _size(width: int | None, height: int | None) -> tuple[int, int]:
    """Columns and rows: as asked for, else as the terminal has them; in a pipe 80 columns."""
    terminal = get_terminal_size((80, 40))
    rows = min(max(terminal.lines - FRAME, LEAST_ROWS), MOST_ROWS)
    return width or max(terminal.columns, LEAST_COLUMNS), height or rows
