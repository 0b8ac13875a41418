"""`status`: every target and initiative judged as of a day."""

from typing import Annotated

import typer

from jinjiang_plan import assess
from jinjiang_plan.assess.judgement import rollups
from jinjiang_plan.cli import options
from jinjiang_plan.cli.asking import Asked, asked, exit_for, with_parts
from jinjiang_plan.cli.filters import Filters, chosen, nothing_fits, read_statuses
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit, reader
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.ledgers import with_ledgers
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.portfolio import Portfolio


def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    profile: options.ProfileName = None,
    plan: options.PlanFilter = None,
    action: options.ActionFilter = None,
    lead: options.LeadFilter = None,
    class_: options.ClassFilter = None,
    status: options.StatusFilter = None,
    tag: options.TagFilter = None,
    due_before: options.DueFilter = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="STATUS",
            help=both(
                "有目标处于这个或更差的状态时，退出码为 1", "exit with 1 if a target stands so or worse"
            ),
        ),
    ] = None,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    portfolio = session.portfolio()
    question = asked(session, portfolio, as_of, known_at, profile, due_before)
    filters = Filters(
        ids or (), plan or (), action or (), lead or (), class_ or (), tag or (), question.due_before
    )
    judgement, portfolio = judged(session, portfolio, filters, question, status)
    emit(session, status_result(session, portfolio, judgement), form, output)
    return session.exit_code(portfolio, exit_for(judgement, fail_on))


run.__doc__ = both(
    "按某一天评估目标和项目：状态、完成、差距、早晚、前景；各行动内最差的在前",
    "Judge targets and initiatives as of a day: status, completion, gap, outlook; the worst first",
)


def judged(
    session: Session, portfolio: Portfolio, filters: Filters, question: Asked, status: list[str] | None
) -> tuple[Judgement, Portfolio]:
    """The judgement of the targets that fit, and the portfolio with the ledgers that it took."""
    statuses = read_statuses(status or [])
    targets = chosen(portfolio, filters)
    everything = len(targets) == len(list(portfolio.judged))
    read = with_ledgers(portfolio, None if everything else with_parts(portfolio, targets))
    session.tell_findings(read.findings[len(portfolio.findings) :])
    judgement = assess(
        read, question.as_of, known_at=question.known_at, profile=question.profile, only=targets
    )
    if statuses:
        kept = tuple(each for each in judgement.assessments if each.status in statuses)
        if not kept:
            raise nothing_fits()
        judgement = judgement._replace(assessments=kept, rollups=rollups(read.plans, kept))
    return judgement, read


def status_result(session: Session, portfolio: Portfolio, judgement: Judgement) -> Result:
    """The judgement as a sheet and as records."""
    from jinjiang_plan.render import records, status_sheet

    return Result(
        lambda: status_sheet.status_sheet(portfolio, judgement, reader(session)),
        lambda: [records.assessment_record(each, session.lang) for each in judgement.assessments],
        lambda: records.judgement_record(judgement, session.lang),
    )
