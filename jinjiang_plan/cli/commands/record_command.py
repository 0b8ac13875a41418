"""`record`: append a report."""

from datetime import date
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.entering import checked_text, enter, recorder, writable
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import Period, read_day, read_period
from jinjiang_plan.model.figures import read_figure
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Report

# `record t -5`: a figure may begin with a sign, so what looks like an unknown option is ours to judge.
SETTINGS = {"ignore_unknown_options": True, "allow_extra_args": True}

_Text = str | None


def run(
    ctx: typer.Context,
    id_: options.Id,
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help=both(
                "数值：1800、1,800座、1.3亿、60%、三千，阶段名，是/否",
                "1800, 1,800座, 1.3亿, 60%, a stage, yes or no",
            ),
            show_default=False,
        ),
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DAY", help=both("数据所属的日期或时期", "the day or period that it is for")
        ),
    ] = "today",
    first: Annotated[
        _Text,
        typer.Option(
            "--from", metavar="DAY", help=both("当期值：本期第一天", "increments: the period's first day")
        ),
    ] = None,
    source: Annotated[
        _Text, typer.Option("--source", metavar="TEXT", help=both("出处", "where it comes from"))
    ] = None,
    url: Annotated[_Text, typer.Option("--url", metavar="URL", help=both("出处网址", "its address"))] = None,
    note: Annotated[_Text, typer.Option("--note", metavar="TEXT", help=both("说明", "a note"))] = None,
    problems: Annotated[
        _Text, typer.Option("--problems", metavar="TEXT", help=both("存在问题", "problems"))
    ] = None,
    next_: Annotated[_Text, typer.Option("--next", metavar="TEXT", help=both("下一步", "next steps"))] = None,
    by: options.By = None,
    estimate: Annotated[bool, typer.Option("--estimate", help=both("是估计数", "it is an estimate"))] = False,
    final: Annotated[
        bool, typer.Option("--final", help=both("是期末最终数", "it is the final figure"))
    ] = False,
    correction: Annotated[
        bool,
        typer.Option("--correction", help=both("累计值确实要下调", "a cumulative figure falls for a reason")),
    ] = False,
    revise: Annotated[
        bool, typer.Option("--revise", help=both("更正同一天已有的数据", "revise the report for that day"))
    ] = False,
    reason: Annotated[
        _Text, typer.Option("--reason", metavar="TEXT", help=both("修订原因", "why it is revised"))
    ] = None,
    as_of: options.AsOf = None,
    dry_run: options.DryRun = False,
) -> int:
    session: Session = ctx.obj
    _refuse_unknown(ctx, value)
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    writable(session)
    now = session.now(portfolio)
    today = now.date()
    quantity = read_figure(target, value)
    period = _period(target, on, first, today)
    report = Report(
        on=period.last,
        revision=1,
        figure=quantity.value,
        recorded=now,
        by=checked_text("--by", recorder(by, session.environment, session.place.folder)),
        source=checked_text("--source", source),
        first=period.first if target.kind is Kind.INCREMENT else None,
        url=checked_text("--url", url),
        estimate=estimate,
        final=final,
        correction=correction,
        note=_with_qualifier(checked_text("--note", note), quantity.qualifier, value),
        problems=checked_text("--problems", problems),
        next=checked_text("--next", next_),
        reason=checked_text("--reason", reason),
    )
    day = today if as_of is None else read_day(as_of, today)
    enter(session, portfolio, target, report, as_of=day, revise=revise, dry_run=dry_run)
    return 0


run.__doc__ = both(
    "录入一条数据，追加到台账；显示写入的行和前后状态",
    "Append a report to the ledger. Shows the line, and the status before and after.",
)


def _refuse_unknown(ctx: typer.Context, value: str) -> None:
    """Say what is wrong with words that are neither a figure nor an option."""
    for word in (value, *ctx.args):
        if word.startswith("--") and len(word) > 2:
            known = sorted(name for each in ctx.command.params for name in each.opts if name.startswith("--"))
            from jinjiang_plan.model.portfolio import nearest

            close = ", ".join(nearest(word.partition("=")[0], known)) or ", ".join(known)
            raise Refusal(f"没有选项 {word}；相近的有：{close}", f"no such option: {word}; nearest: {close}")
    if ctx.args:
        extra = " ".join(ctx.args)
        raise Refusal(
            f"多出的参数：{extra}；数值含空格时请加引号",
            f"too many arguments: {extra}; put quotes around a figure that holds spaces",
        )


def _period(target: Target, on: str, first: str | None, today: date) -> Period:
    """The days that a report is for; an increment for a single day is for the reporting period up to it."""
    period = read_period(on, today)
    if target.kind is not Kind.INCREMENT:
        if first is not None:
            raise Refusal(
                "--from 只用于当期值（increment）目标", "--from is for targets of the kind increment alone"
            )
        return period
    if first is not None:
        start = read_period(first, today).first
        if start > period.last:
            raise Refusal(f"--from {start} 在 {period.last} 之后", f"--from {start} is after {period.last}")
        return Period(start, period.last)
    if period.first == period.last:
        from jinjiang_plan.assess.clock import period_start

        return Period(period_start(period.last, target.frequency.months), period.last)
    return period


def _with_qualifier(note: str, qualifier: str, value: str) -> str:
    """The note, with the figure's own words where they say more than the number."""
    if not qualifier:
        return note
    said = f"原文“{value.strip()}”"
    return f"{note}（{said}）" if note else said
