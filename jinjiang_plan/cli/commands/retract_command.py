"""`retract`: take the figure of a day back."""

from typing import Annotated

import typer

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import chosen_format
from jinjiang_plan.cli.record.receipt import Receipt
from jinjiang_plan.cli.record.record import checked_text, enter, ground, recorder, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.written_days import read_day


def run(
    ctx: typer.Context,
    id_: options.Id,
    on: Annotated[
        str,
        options.day_option("--on", zh="撤回哪一天的数据", en="the day whose figure is taken back"),
    ],
    reason: options.Reason,
    by: options.By = None,
    as_of: options.AsOf = None,
    dry_run: options.DryRun = False,
    format_: options.Format = None,
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    writable(session)
    now = session.now(portfolio)
    today = now.date()
    why = ground("--reason", reason)
    name = checked_text("--by", recorder(by, session.environment, session.place.folder))
    report = Report(read_day(on, today, target.year_end), 1, None, now, name, reason=why)
    day = today if as_of is None else read_day(as_of, today, session.year_end(portfolio))
    candidate = Candidate(target, report, today, revise=True, as_of=day)
    enter(Receipt(session, portfolio, day, chosen_format(format_)), candidate, dry_run=dry_run)
    return 0


run.__doc__ = both(
    "撤回某一天的数据：台账里追加一行撤回，原来的行保留",
    "Take back the figure of a day. A line is appended, the earlier one stays.",
)
