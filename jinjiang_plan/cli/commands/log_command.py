"""`log`: what was recorded and decided, in that order."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, tzinfo
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.judge import selected, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import NO_FILTERS, Filters, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.report import replaced
from jinjiang_plan.render.machine import Envelope
from jinjiang_plan.render.sheets.log import LogEntry, log_records, log_sheet


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    last: Annotated[
        int | None,
        typer.Option("--last", "-n", metavar="N", min=1, help=both("只看最后 N 条", "only the last N")),
    ] = None,
    filters: Filters = NO_FILTERS,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    portfolio = session.portfolio()
    filters = filters._replace(ids=ids)
    narrowed, targets = selected(session, portfolio, filters, judge_question(session, portfolio))
    read = with_reports(session, narrowed, targets)
    entries = sorted(_entries(read, targets, session.zone(portfolio)), key=lambda entry: entry.at)
    if not entries and read.broken:
        raise Refusal(
            "台账无法读取，错误见上", "the ledger cannot be read: its fault is told above", NOT_JUDGED
        )
    if not entries:
        raise Refusal(
            "还没有任何上报数据；用 record 录入", "nothing is reported yet; `record` begins", NOT_JUDGED
        )
    shown = entries[-last:] if last else entries
    records = log_records(shown, session.lang)
    result = Result(
        lambda: log_sheet(read, shown, session.lang),
        lambda: records,
        lambda: Envelope().around({"entries": records}),
    )
    emit(session, result, form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "按录入先后列出上报、修订、撤回和目标调整",
    "List what was recorded and decided, in that order.",
)


def _entries(portfolio: Portfolio, targets: Sequence[Target], zone: tzinfo) -> Iterator[LogEntry]:
    for target in targets:
        reports = portfolio.ledger(target).reports
        before = replaced(reports, target.kind)
        for report in reports:
            yield LogEntry(report.recorded, target, report, before.get(report.key))
        for amendment in target.amendments:
            yield LogEntry(datetime.combine(amendment.decided, time(), zone), target, amendment)
