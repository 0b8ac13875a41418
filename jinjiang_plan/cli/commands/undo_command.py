"""`undo`: take the last report back, while it is nobody else's yet."""

from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_id
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import drawn
from jinjiang_plan.cli.record.dialogue import agreed_or_said
from jinjiang_plan.cli.record.import_undo import forget, last_import, shorten, was_appended_here
from jinjiang_plan.cli.record.receipt import judged_twice
from jinjiang_plan.cli.record.record import writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.git.repository import in_head, repository_of
from jinjiang_plan.files.layout import entry_path, ledger_path
from jinjiang_plan.files.ledger.reader import read_ledger, with_ledgers
from jinjiang_plan.files.ledger.repair import Tail, cut_line, last_line
from jinjiang_plan.files.ledger.withdrawal import withdraw
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.model.written_days import read_day
from jinjiang_plan.render.sheets.receipt import change_line
from jinjiang_plan.render.width import inert, visible


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help=both(
                "编号，如 network.5g-stations，可只写 5g-stations，或写名称",
                "an id such as network.5g-stations, its tail 5g-stations, or a title",
            ),
            autocompletion=complete_id,
            show_default=False,
        ),
    ] = None,
    import_: Annotated[
        bool,
        typer.Option(
            "--import", help=both("撤回上一次导入的全部数据", "take back all that the last import wrote")
        ),
    ] = False,
    as_of: options.AsOf = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
    if import_ == bool(id_):
        raise Refusal(
            "写明编号，或用 --import 撤回上一次导入；二者选一",
            "name a target, or take back the last import with --import: one of the two",
        )
    if not id_:
        writable(session)
        return _undo_import(session, portfolio, as_of, yes=yes, dry_run=dry_run)
    target = portfolio.find(id_)
    writable(session)
    path = ledger_path(portfolio.plan(target.plan), target)
    # Only the last line, and only while nobody else can have it.
    tail = last_line(path)
    ledger, findings = read_ledger(path, target, portfolio.base)
    if findings:
        session.tell_findings(tuple(findings))
        raise Refusal("台账有误，错误见上", "the ledger has a fault, told above", NOT_JUDGED)
    _refuse_amendment(target, ledger, entry_path(portfolio.plan(target.plan), target))
    _refuse(session, tail, ledger, path, target)
    typer.echo(inert(visible(tail.text)))
    if not dry_run:
        agreed_or_said(session, Words("取消这一条？", "Take this report away?"), yes=yes)
        cut_line(path, tail)
        shorten(session, path, tail.before + tail.line, tail.line)
        session.tell(f"已从 {path} 取消", f"taken out of {path}")
    else:
        session.tell("试运行，没有改动", "dry run: nothing was done")
    # The status without it.
    today = session.today(portfolio)
    day = today if as_of is None else read_day(as_of, today, session.year_end(portfolio))
    after = ledger._replace(reports=ledger.reports[:-1])
    if not dry_run:
        after, _ = read_ledger(path, target, portfolio.base)
    (change,) = judged_twice(portfolio, {target: ledger}, {target: after}, day)
    typer.echo(drawn(session, change_line(change, session.lang)))
    return 0


run.__doc__ = both(
    "取消最后录入的一条：只在 git 还没有提交它之前；提交之后用 retract",
    "Take the last report back. Only while git has not committed it; after that there is `retract`.",
)


def _refuse_amendment(target: Target, ledger: Ledger, file: Path) -> None:
    """Refuse where an amendment is newer than every report, and git has not committed it: it may be what is meant."""
    moments = [each.recorded for each in target.amendments if each.recorded is not None]
    if not moments or any(each.recorded >= max(moments) for each in ledger.reports):
        return
    repository = repository_of(file.parent)
    written = f"recorded = {max(moments).isoformat()}".encode()
    if repository is not None and written in in_head(repository, file):
        return
    block = f"[[{target.what}.{target.name}.amendment]]"
    raise Refusal(
        f"最后记下的是一次调整，undo 只取消数据；要取消这次调整，从 {file} 删去 {block} 的最后一段"
        f"（该文件没有别的改动时也可 `git restore {file}`）；要撤回数据用 `retract {target.id} --on 日期 --reason …`",
        f"what was entered last is an amendment, and undo takes back reports alone; to take it back, delete the last "
        f"{block} from {file} (where nothing else in that file was changed, `git restore {file}` does it); to take a "
        f"report back, `retract {target.id} --on DAY --reason …`",
    )


def _undo_import(
    session: Session, portfolio: Portfolio, as_of: str | None, *, yes: bool, dry_run: bool
) -> int:
    """Show what the last import wrote, take it back, and show the statuses without it."""
    last = last_import(session, portfolio)
    read = with_ledgers(portfolio, list(last.withdrawals))
    session.tell_findings(read.findings[len(portfolio.findings) :])
    before = {target: read.ledger(target) for target in last.withdrawals}
    if any(each.broken for each in before.values()):
        raise Refusal("台账有误，错误见上", "a ledger has a fault, told above", NOT_JUDGED)
    lines = [
        f"{target.id}: {line}"
        for target, each in last.withdrawals.items()
        for line in each.lines
        if " = " in line
    ]
    for line in lines:
        typer.echo(inert(visible(line)))
    count = len(lines)
    if dry_run:
        session.tell("试运行，没有改动", "dry run: nothing was done")
        return 0
    question = Words(
        f"撤回这 {count} 条？", f"Take {'these' if count > 1 else 'this'} {number_of(count, 'report')} back?"
    )
    agreed_or_said(session, question, yes=yes)
    withdraw(list(last.withdrawals.values()))
    forget(session, last.record)
    session.tell(
        f"已撤回 {count} 条，{len(before)} 个台账",
        f"took {number_of(count, 'report')} back out of {number_of(len(before), 'ledger')}",
    )
    after = with_ledgers(portfolio, list(before))
    today = session.today(portfolio)
    day = today if as_of is None else read_day(as_of, today, session.year_end(portfolio))
    for change in judged_twice(portfolio, before, {each: after.ledger(each) for each in before}, day):
        typer.echo(drawn(session, change_line(change, session.lang)))
    return 0


def _refuse(session: Session, tail: Tail, ledger: Ledger, path: Path, target: Target) -> None:
    """Refuse where there is nothing to take back, or where somebody else may have it already."""
    if not ledger.reports:
        raise Refusal(f"{path} 里还没有数据", f"{path} has no report yet", NOT_JUDGED)
    last = ledger.reports[-1]
    if not tail.text.startswith(f"{last.key} = "):
        raise Refusal(
            f"{path} 的最后一行不是一条数据：{tail.text}",
            f"the last line of {path} is no report: {tail.text}",
        )
    name = target.id
    again = (
        f"record {name} … --on {last.on}" if last.retracts else f"retract {name} --on {last.on} --reason …"
    )
    way = Words(f"改用 `{again}`", f"use `{again}` instead")
    repository = repository_of(path.parent)
    if repository is None:
        if was_appended_here(session, path, tail.before + tail.line, tail.line):
            return
        raise Refusal(
            f"{path} 不在 git 仓库里，也没有记录说明这一条是你刚在这里写入的，别人可能已经看到；{way.zh}",
            f"{path} is in no git repository, and no record shows that you appended this report here, so others may have "
            f"it already; {way.en}",
        )
    if tail.line.strip() in in_head(repository, path).splitlines():
        raise Refusal(
            f"git 已提交这一条，不能取消；{way.zh}",
            f"git has committed this report, it can no longer be undone; {way.en}",
        )
