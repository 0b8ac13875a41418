"""`undo --import`: the last import taken back, by the record of it and only where the disk still says the same."""

from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.git.repository import in_head, repository_of
from jinjiang_plan.files.layout import ledger_path
from jinjiang_plan.files.ledger.append import Outcome
from jinjiang_plan.files.ledger.append_record import (
    AppendRecord,
    RecordedAddition,
    digest,
    name_below,
    record_append,
    recorded_appends,
    replace_record,
    without_end,
)
from jinjiang_plan.files.ledger.withdrawal import Withdrawal, withdrawal_of
from jinjiang_plan.files.storage.state_folder import state_folder
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal


class LastImport(NamedTuple):
    """The import that can be taken back: its record, and what it added to the ledger of each target."""

    record: AppendRecord
    withdrawals: dict[Target, Withdrawal]


def keep_record(session: Session, outcome: Outcome, *, imported: bool) -> None:
    """Record what an append wrote, so that it can be taken back."""
    state = state_folder(session.environment)
    if state is None or not outcome.written:
        return
    plans = session.place.folder
    additions = []
    for draft in outcome.drafts:
        if draft.path is not None and draft.addition:
            added = draft.addition.encode()
            name = name_below(plans, draft.path)
            additions.append(RecordedAddition(name, draft.size, draft.size + len(added), digest(added)))
    if additions:
        record_append(state, plans, AppendRecord(imported, tuple(additions)))


def last_import(session: Session, portfolio: Portfolio) -> LastImport:
    """The last import into these plans.

    Raises:
        Refusal: none is recorded (exit 3), a ledger of it has changed (exit 1), or git has committed it (exit 2).
    """
    plans = session.place.folder
    record = next((each for each in _records(session, plans) if each.imported), None)
    if record is None:
        raise Refusal(
            "这里没有可以撤回的导入（只记得本用户在这台机器上的导入）；改用 `undo 编号` 或 `retract`",
            "no import is recorded here (only those of this user on this machine are); use `undo ID` or `retract`",
            NOT_JUDGED,
        )
    targets = {
        name_below(plans, ledger_path(portfolio.plan(target.plan), target)): target
        for target in portfolio.judged
    }
    withdrawals = {}
    for each in record.additions:
        target = targets.get(each.ledger)
        if target is None:
            raise Refusal(
                f"上次导入写了 {each.ledger}，现在的计划里没有这个目标；没有改动",
                f"the last import wrote to {each.ledger}, of which the plans have no target now: nothing was done",
                NOT_JUDGED,
            )
        path = ledger_path(portfolio.plan(target.plan), target)
        withdrawals[target] = withdrawal_of(path, each)
    for withdrawal in withdrawals.values():
        _refuse_committed(withdrawal)
    return LastImport(record, withdrawals)


def _refuse_committed(withdrawal: Withdrawal) -> None:
    repository = repository_of(withdrawal.ledger.parent)
    if repository is None:
        return
    committed = set(in_head(repository, withdrawal.ledger).decode(errors="replace").splitlines())
    held = next((line for line in withdrawal.lines if " = " in line and line in committed), "")
    if held:
        raise Refusal(
            f"git 已提交这次导入（{withdrawal.ledger}：{held}），不能撤回；改用 retract",
            f"git has committed this import ({withdrawal.ledger}: {held}): it can no longer be undone; use retract",
        )


def forget(session: Session, record: AppendRecord) -> None:
    """Drop the record of what was taken back."""
    state = state_folder(session.environment)
    if state is not None:
        replace_record(state, session.place.folder, record, None)


def was_appended_here(session: Session, ledger: Path, held: bytes, line: bytes) -> bool:
    """Whether a ledger ends, byte for byte, with what this user appended here, the last line being of it."""
    return _record_of(session, ledger, held, line) is not None


def shorten(session: Session, ledger: Path, held: bytes, line: bytes) -> None:
    """Take the last line, which was cut off, out of the record."""
    state, record = state_folder(session.environment), _record_of(session, ledger, held, line)
    if state is not None and record is not None:
        plans = session.place.folder
        shorter = without_end(record, name_below(plans, ledger), held[: len(held) - len(line)])
        replace_record(state, plans, record, shorter)


def _record_of(session: Session, ledger: Path, held: bytes, line: bytes) -> AppendRecord | None:
    plans = session.place.folder
    name = name_below(plans, ledger)
    return next(
        (
            record
            for record in _records(session, plans)
            for each in record.additions
            if each.ledger == name and each.ends(held) and each.size <= len(held) - len(line)
        ),
        None,
    )


def _records(session: Session, plans: Path) -> list[AppendRecord]:
    state = state_folder(session.environment)
    return recorded_appends(state, plans) if state is not None else []
