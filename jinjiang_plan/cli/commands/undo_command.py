"""`undo`: take the last report back, while it is nobody else's yet."""

from pathlib import Path

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import drawn
from jinjiang_plan.cli.record.dialogue import agreed_or_said
from jinjiang_plan.cli.record.receipt import judged_twice
from jinjiang_plan.cli.record.record import writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.git.repository import in_head, repository_of
from jinjiang_plan.files.layout import entry_path, ledger_path
from jinjiang_plan.files.ledger.reader import read_ledger
from jinjiang_plan.files.ledger.repair import Tail, cut_line, last_line
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_day
from jinjiang_plan.render.sheets.receipt import change_line
from jinjiang_plan.render.width import inert, visible


def run(
    ctx: typer.Context,
    id_: options.Id,
    as_of: options.AsOf = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
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
    _refuse(tail, ledger, path, target)
    typer.echo(inert(visible(tail.text)))
    if not dry_run:
        agreed_or_said(session, Words("取消这一条？", "Take this report away?"), yes=yes)
        cut_line(path, tail)
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


def _refuse(tail: Tail, ledger: Ledger, path: Path, target: Target) -> None:
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
        raise Refusal(
            f"{path} 不在 git 仓库里，无法确认别人还没有看到这一条；{way.zh}",
            f"{path} is in no git repository: nothing shows that nobody has this report yet; {way.en}",
        )
    if tail.line.strip() in in_head(repository, path).splitlines():
        raise Refusal(
            f"git 已提交这一条，不能取消；{way.zh}",
            f"git has committed this report, it can no longer be undone; {way.en}",
        )
