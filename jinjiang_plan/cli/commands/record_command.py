"""`record`: append a report."""

from contextlib import suppress
from typing import Annotated

import typer

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import chosen_format
from jinjiang_plan.cli.record.dialogue import on_a_terminal
from jinjiang_plan.cli.record.receipt import Receipt
from jinjiang_plan.cli.record.record import TypedReport, checked_text, enter, recorder, report_of, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.cli.suggestion import DAY_OPTIONS
from jinjiang_plan.files.layout import plans_folder
from jinjiang_plan.model.admission import EVERY_DOUBT, NO_CONSENT
from jinjiang_plan.model.refusal import Instead, Refusal
from jinjiang_plan.model.written_days import read_day

# `record t -5`: a figure may begin with a sign, so what looks like an unknown option is ours to judge.
SETTINGS = {"ignore_unknown_options": True, "allow_extra_args": True}

_Text = str | None


def run(
    ctx: typer.Context,
    id_: options.Id,
    value: Annotated[
        _Text,
        typer.Argument(
            metavar="[VALUE]",
            help=both(
                "数值：1800、1,800座、1.3亿、60%、三千，阶段名，是/否；在终端上省略则逐项询问",
                "1800, 1,800座, 1.3亿, 60%, a stage, yes or no; on a terminal, without it, all is asked",
            ),
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        _Text,
        options.day_option(
            "--on",
            zh="数据所属的日期或时期；默认今天",
            en="the day or period that it is for; default today",
        ),
    ] = None,
    first: Annotated[
        _Text,
        options.day_option("--from", zh="当期值：本期第一天", en="increments: the period's first day"),
    ] = None,
    source: Annotated[
        _Text, typer.Option("--source", metavar="TEXT", help=both("出处", "where it comes from"))
    ] = None,
    published: Annotated[
        _Text,
        options.day_option(
            "--published", zh="数据公布的日期；迟报与否按它算", en="the day on which the figure became public"
        ),
    ] = None,
    late: Annotated[
        _Text,
        typer.Option("--late", metavar="TEXT", help=both("为什么现在才补报", "why it is entered only now")),
    ] = None,
    url: Annotated[_Text, typer.Option("--url", metavar="URL", help=both("出处网址", "its address"))] = None,
    file: Annotated[
        _Text,
        typer.Option(
            "--file",
            metavar="PATH",
            help=both("佐证文件：记下名称和 SHA-256", "a file that proves it: its name and SHA-256 are kept"),
        ),
    ] = None,
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
    correction: options.Correction = False,
    revise: Annotated[
        bool, typer.Option("--revise", help=both("更正同一天已有的数据", "revise the report for that day"))
    ] = False,
    reason: options.RevisionReason = None,
    as_of: options.AsOf = None,
    accept_doubts: options.AcceptDoubts = False,
    dry_run: options.DryRun = False,
    format_: options.Format = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_)
    _refuse_unknown(ctx, id_, value, on)
    said = TypedReport(
        value or "",
        on,
        first,
        source,
        url,
        file,
        note,
        problems,
        next_,
        reason,
        estimate,
        final,
        correction,
        published,
        late,
    )
    if value is None and id_ != "-" and (said != TypedReport("") or revise or not on_a_terminal()):
        raise Refusal(
            f"缺少 VALUE；用法见 `{ctx.command_path} --help`",
            f"VALUE is missing; see `{ctx.command_path} --help`",
        )
    # Whose report, by whom, and when.
    portfolio = session.portfolio()
    target = None if id_ == "-" and value is None else portfolio.find(id_)
    writable(session)
    now = session.now(portfolio)
    day = now.date() if as_of is None else read_day(as_of, now.date(), session.year_end(portfolio))
    name = checked_text("--by", recorder(by, session.environment, session.place.folder))
    consent = EVERY_DOUBT if accept_doubts else NO_CONSENT
    receipt = Receipt(session, portfolio, day, form)
    # Many lines from stdin, a conversation, or the one report that was typed.
    if target is None:
        from jinjiang_plan.cli.record.batch import enter_lines

        enter_lines(receipt, said, name, revise=revise, consent=consent, dry_run=dry_run)
        return 0
    if value is None:
        from jinjiang_plan.cli.record.prompt import interview

        said, revise, consent = interview(session, portfolio, target, name, consent)
    report = report_of(target, said, now, name, plans_folder(portfolio.plan(target.plan)))
    candidate = Candidate(target, report, now.date(), revise, day, on_stated=said.on is not None)
    enter(receipt, candidate, consent=consent, dry_run=dry_run)
    return 0


run.__doc__ = both(
    "录入一条数据，追加到台账；显示写入的行和前后状态。`record -` 从标准输入逐行读取“编号 数值 日期 [出处]”，全部写入或全部不写",
    "Append a report to the ledger. Shows the line, and the status before and after. `record -` reads lines "
    "`id value day [source]` from standard input, all or nothing.",
)


def _refuse_unknown(ctx: typer.Context, id_: str, value: str | None, on: str | None) -> None:
    """Say what is wrong with words that are neither a figure nor an option, and what to type instead."""
    known = sorted(name for each in ctx.command.params for name in each.opts if name.startswith("-"))
    for word in (id_, value or "", *ctx.args):
        name = word.partition("=")[0]
        if name in (*known, "--lang", "--plans"):
            raise Refusal(
                f"`--` 之后的 {name} 不算选项；选项写在 `--` 之前：record 编号 {name} … -- 数值；负数不必加 `--`",
                f"after `--` nothing is an option, {name} neither: put options before it, as in `record ID {name} … -- "
                "VALUE`; a negative figure needs no `--`",
            )
        if name in ("-y", "--yes"):
            raise Refusal(
                f"record 没有 {name}：没有疑问就直接写入；确认疑问无误用 --accept-doubts，先看结果用 --dry-run",
                f"record has no {name}: it writes what gives no doubt; --accept-doubts accepts doubts, --dry-run only "
                "shows what would be written",
            )
        if (word.startswith("-") and word[1:2].isalpha()) or (word.startswith("--") and len(word) > 2):
            from jinjiang_plan.model.portfolio import nearest

            close = ", ".join(nearest(name, known)) or ", ".join(known)
            raise Refusal(
                f"没有选项 {word}；相近的有：{close}",
                f"no such option: {word}; nearest: {close}",
                instead=Instead(name, ("--on",)) if name in DAY_OPTIONS else None,
            )
    if ctx.args:
        extra = " ".join(ctx.args)
        raise Refusal(
            f"多出的参数：{extra}；数值含空格时请加引号",
            f"too many arguments: {extra}; put quotes around a figure that holds spaces",
            instead=_with_its_day(ctx, on),
        )


def _with_its_day(ctx: typer.Context, on: str | None) -> Instead | None:
    """The option to put before a day that stands behind the figure, as it does in a line of `record -`."""
    if on is not None or len(ctx.args) != 1:
        return None
    session: Session = ctx.obj
    portfolio = session.portfolio()
    with suppress(Refusal):
        read_day(ctx.args[0], session.today(portfolio), session.year_end(portfolio))
        return Instead(ctx.args[0], ("--on", ctx.args[0]))
    return None
