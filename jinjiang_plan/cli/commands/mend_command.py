"""`mend`: a ledger whose last line was cut off."""

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.record.dialogue import agreed_or_said
from jinjiang_plan.cli.record.record import writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.git.repository import in_head, repository_of
from jinjiang_plan.files.layout import ledger_path
from jinjiang_plan.files.ledger.reader import read_ledger
from jinjiang_plan.files.ledger.repair import completes, cut_line, end_line, last_line
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.width import visible


def run(
    ctx: typer.Context, id_: options.Id, yes: options.Yes = False, dry_run: options.DryRun = False
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    writable(session)
    path = ledger_path(portfolio.plan(target.plan), target)
    # Only a torn line is mended, and one that git has whole is not cut.
    tail = last_line(path)
    if not tail.torn:
        session.tell(f"{path} 的最后一行完整，不用修补", f"{path}: the last line is whole, nothing to mend")
        return _said_of_the_rest(session, read_ledger(path, target, portfolio.base)[1])
    repository = repository_of(path.parent)
    committed = in_head(repository, path) if repository else b""
    if _ends_alike(committed).startswith(_ends_alike(tail.before + tail.line)):
        raise Refusal(
            f"git 里有完整的 {path}：用 `git restore {path}` 取回，不要截去",
            f"git has {path} whole: bring it back with `git restore {path}` instead of cutting it",
        )
    typer.echo(f"{path}:{tail.number}: {visible(tail.text)}")
    # Either it is ended, or taken away.
    if completes(tail, path, target):
        session.tell(
            "这一行完整，只缺换行：将补上", "the line is whole but for its newline, which is put there"
        )
        question, change = Words("补上换行？", "End the line?"), end_line
    else:
        session.tell(
            "这一行不完整：将截去，之后请重新 record",
            "the line was cut off: it is taken away; record it again then",
        )
        question, change = Words("截去这一行？", "Take it away?"), cut_line
    if dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
        return 0
    agreed_or_said(session, question, yes=yes)
    change(path, tail)
    session.tell(f"已修补 {path}", f"mended {path}")
    return _said_of_the_rest(session, read_ledger(path, target, portfolio.base)[1])


run.__doc__ = both(
    "修补写到一半的台账：显示不完整的最后一行，补上换行或截去",
    "Mend a ledger that was cut off. Shows its torn last line, then ends it or takes it away.",
)


def _ends_alike(held: bytes) -> bytes:
    """What a ledger holds with the line ends that git keeps, whatever it wrote into the work tree."""
    return held.replace(b"\r\n", b"\n").removesuffix(b"\r")


def _said_of_the_rest(session: Session, findings: list[Finding]) -> int:
    session.tell_findings(tuple(findings))
    return NOT_JUDGED if findings else 0
