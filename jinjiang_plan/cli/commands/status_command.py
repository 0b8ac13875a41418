"""`status`: every target and initiative judged as of a day."""

from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_limit
from jinjiang_plan.cli.judge import judged, reached, reached_words, read_limit
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import NO_FILTERS, Filters, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.portfolio import Portfolio


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    judging: options.JudgeOptions = options.AS_USUAL,
    filters: Filters = NO_FILTERS,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="STATUS",
            help=both(
                "有目标处于这个或更差的状态时，退出码为 1；也可写 黄、红 或 连续两期",
                "exit with 1 if a target stands so or worse; or yellow, red, escalated",
            ),
            autocompletion=complete_limit,
        ),
    ] = None,
    outlook: Annotated[
        bool,
        typer.Option(
            "--outlook/--no-outlook", help=both("是否预判能否完成", "whether to project what will be")
        ),
    ] = True,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    limit = read_limit(fail_on) if fail_on else None
    if fail_on:
        session.needs_plans()
    portfolio = session.portfolio()
    question = judge_question(session, portfolio, *judging)
    filters = filters._replace(ids=ids)
    read, judgement = judged(session, portfolio, filters, question, outlook=outlook)
    emit(session, status_result(session, read, judgement), form, output)
    found = reached(judgement, limit) if fail_on else ()
    if found:
        session.tell(*reached_words(found, str(fail_on)))
    return session.exit_code(read, int(bool(found)))


run.__doc__ = both(
    "按某一天评估目标和项目：状态、完成、差距、早晚、完成研判；各行动内由差到好排列",
    "Judge every target as of a day, the worst first. Status, completion, gap, months early or late, outlook.",
)


def status_result(session: Session, portfolio: Portfolio, judgement: Judgement) -> Result:
    """The judgement as a sheet and as records."""
    from jinjiang_plan.render import records
    from jinjiang_plan.render.sheets import status

    return Result(
        lambda: status.status_sheet(portfolio, judgement, session.lang),
        lambda: [records.assessment_record(each, session.lang) for each in judgement.assessments],
        lambda: records.judgement_record(judgement, session.lang),
    )
