"""`--baseline` and `--write-baseline`: what is known is accepted, and what is accepted in vain is said."""

from pathlib import Path

from jinjiang_plan.check.acceptance import Coverage, accepting, baseline_of
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.history.tops import top_of
from jinjiang_plan.files.linting.baselines import read_baseline, write_baseline
from jinjiang_plan.model.baseline import acceptable
from jinjiang_plan.model.checked import Checked
from jinjiang_plan.model.refusal import Refusal

SHOWN = 10
"""Entries that no longer occur and are named one by one."""


def accepted(session: Session, checked: Checked, read: str | None, write: str | None) -> Checked:
    """The run without what a baseline accepts, be it read or written now.

    Raises:
        Refusal: both were asked for, or the file is none or cannot be written.
    """
    scope = _scope(session)
    if write is None:
        run = accepting(checked, read_baseline(Path(read or "")), scope)
        _tell_gone(session, run, read or "")
        return run
    if read is not None:
        raise Refusal(
            "--baseline 和 --write-baseline 只用一个；更新基线用后者",
            "give --baseline or --write-baseline, not both; the latter refreshes a baseline",
        )
    path = Path(write)
    entries = baseline_of(checked, read_baseline(path) if path.exists() else (), scope)
    write_baseline(path, entries)
    run = accepting(checked, entries, scope)
    session.tell(f"已写入 {path}：接受 {len(entries)} 处", f"wrote {path}: {len(entries)} accepted")
    _tell_left(session, run)
    return run


def _scope(session: Session) -> Coverage:
    top = top_of(session.here) or session.here
    return Coverage(frozenset(check.rule.code for check in CHECKS), lambda file: not (top / file).exists())


def _tell_gone(session: Session, run: Checked, path: str) -> None:
    """What a baseline accepts and no longer occurs, and how to refresh it."""
    if not run.gone:
        return
    count = len(run.gone)
    session.tell(
        f"基线中有 {count} 处已不再出现；用 `--write-baseline {path}` 更新：",
        f"{count} in the baseline no longer {'occurs' if count == 1 else 'occur'}; refresh it with "
        f"`--write-baseline {path}`:",
    )
    for entry in run.gone[:SHOWN]:
        session.tell(f"  {entry}", f"  {entry}")
    if count > SHOWN:
        session.tell(f"  另有 {count - SHOWN} 处", f"  and {count - SHOWN} more")


def _tell_left(session: Session, run: Checked) -> None:
    """That some findings cannot be accepted, and why."""
    left = sum(not acceptable(finding.code) for finding in run.findings)
    if left:
        session.tell(
            f"{left} 处不能接受：读不通的文件要改好，目标和台账的改动要用调整、修订或撤回来回应",
            f"{left} cannot be accepted: a file must be readable, and a moved goal or changed report is answered by an "
            "amendment, a revision or a retraction",
        )
