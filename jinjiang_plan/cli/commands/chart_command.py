"""`chart`: how targets went, in the terminal or as a picture: one, several, or all of a plan over time."""

from typing import Annotated

import typer

from jinjiang_plan.cli import chart_views, options
from jinjiang_plan.cli.chart_views import (
    ChartKind,
    ChartScope,
    burnup_result,
    multiples_result,
    stages_result,
    strip_result,
)
from jinjiang_plan.cli.completion import complete_chart_format, complete_view
from jinjiang_plan.cli.images import PICTURES, needs_picture
from jinjiang_plan.cli.judge import judged
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit, screen_size
from jinjiang_plan.cli.question import NO_FILTERS, Filters, JudgeQuestion, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Judgement

FRAME = 12
"""Lines of a terminal that heading, axis, legend and the next prompt take."""

UNBOUNDED = 10_000
"""Columns, where no screen bounds them: what goes down a pipe is left whole."""

LEAST_COLUMNS, LEAST_ROWS, MOST_ROWS = 40, 7, 19


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW",
            help=both(
                "burnup 一个目标；multiples 各目标小图；strip 各期状态；stages 项目阶段。默认：一个编号 burnup，否则 multiples",
                "burnup: one target; multiples: a small one of each; strip: status by period; stages: initiatives by "
                "stage. Default: burnup for one ID, else multiples",
            ),
            autocompletion=complete_view,
        ),
    ] = None,
    judging: options.JudgeOptions = options.AS_USUAL,
    from_: Annotated[
        str | None,
        options.day_option("--from", zh="strip、stages：从哪一天起", en="strip, stages: from this day on"),
    ] = None,
    to: Annotated[
        str | None,
        options.day_option("--to", zh="strip、stages：到哪一天为止", en="strip, stages: up to this day"),
    ] = None,
    filters: Filters = NO_FILTERS,
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
            help=both(
                "burnup 的高度（行），默认随终端，至多 19",
                "rows of a burnup; default as the terminal has, 19 at most",
            ),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        options.format_option(
            "table、plain、json、jsonl、csv、tsv、markdown、svg 或 png；终端默认 table，管道默认 plain",
            "table, plain, json, jsonl, csv, tsv, markdown, svg or png; default table on a terminal, plain in a pipe",
            complete_chart_format,
        ),
    ] = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output, own=PICTURES)
    shape = chart_views.read_view(view, alone=len(ids or ()) == 1)
    chart_views.fits_height(height, shape)
    needs_picture(form, output, sized=width is not None or height is not None)
    portfolio = session.portfolio()
    question = judge_question(session, portfolio, *judging)
    days = chart_views.read_days(from_, to, shape, question)
    filters = filters._replace(ids=ids)
    read, judgement = judged(session, portfolio, filters, question, outlook=shape is not ChartKind.STRIP)
    shown = ChartScope(session, read, judgement.known_at, _size(width, height), width or UNBOUNDED)
    emit(session, _result(shape, shown, judgement, question, days, named=bool(ids)), form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "进度图：一个目标的上报值、计划路径、节点、目标和期末预计（含区间）；各目标小图；各期状态；项目阶段。"
    "--output 图.svg、图.png 写成图片",
    "Charts: a target's reports, planned course, milestones, goal and projection with its interval; a small one of each "
    "target; status by period; initiatives by stage. --output chart.svg or chart.png draws a picture.",
)


def _result(
    view: ChartKind,
    shown: ChartScope,
    judgement: Judgement,
    question: JudgeQuestion,
    days: chart_views.Days,
    *,
    named: bool,
) -> Result:
    """What the view shows."""
    assessments, portfolio = judgement.assessments, shown.portfolio
    match view:
        case ChartKind.BURNUP:
            return burnup_result(shown, chart_views.one_burnup(portfolio, assessments, question))
        case ChartKind.MULTIPLES:
            found = chart_views.several_burnups(portfolio, assessments, question, named=named)
            return multiples_result(shown, found)
        case ChartKind.STRIP:
            return strip_result(shown, chart_views.chronicles(portfolio, assessments, question, days))
        case ChartKind.STAGES:
            stagings = chart_views.stagings(assessments)
            return stages_result(shown, stagings, chart_views.shown_between(stagings, days))


def _size(width: int | None, height: int | None) -> tuple[int, int]:
    """Columns and rows: as asked for, else as the terminal has them; in a pipe 80 columns."""
    terminal = screen_size((80, 40))
    rows = min(max(terminal.lines - FRAME, LEAST_ROWS), MOST_ROWS)
    return width or max(terminal.columns, LEAST_COLUMNS), height or rows
