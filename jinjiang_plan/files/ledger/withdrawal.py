"""Taking back what several ledgers end with: of all of them, or of none."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.ledger.append_record import RecordedAddition
from jinjiang_plan.files.ledger.journal import (
    Addition,
    in_the_way,
    journal_held,
    journal_of,
    settle,
    take_back_together,
)
from jinjiang_plan.files.storage.atomic import Unbroken, not_written
from jinjiang_plan.files.storage.locks import contents, locked, room_for
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal


class Withdrawal(NamedTuple):
    """What is to be taken back of one ledger: its file, all that it holds, and the length that stays."""

    ledger: Path
    held: bytes
    size: int

    @property
    def lines(self) -> list[str]:
        """The lines that go."""
        return self.held[self.size :].decode(errors="replace").splitlines()


def withdrawal_of(ledger: Path, addition: RecordedAddition) -> Withdrawal:
    """What a record says that a ledger ends with, as it stands on the disk.

    Raises:
        Refusal: the ledger is not there, cannot be read, or no longer ends so, byte for byte; says how it ends (exit 1).
    """
    try:
        if in_the_way(journal_of(ledger)):
            settle(journal_of(ledger))
        held = held_bytes(ledger)
    except FileNotFoundError as error:
        raise Refusal(
            f"{ledger} 已经不在；没有改动", f"{ledger} is gone: nothing was done", NOT_WRITTEN
        ) from error
    except OSError as error:
        raise not_written(ledger, error) from error
    if not addition.ends(held) or not _is_whole(held, addition.size):
        raise _changed(ledger, held, addition)
    return Withdrawal(ledger, held, addition.size)


def _is_whole(held: bytes, size: int) -> bool:
    """Whether whole lines end a ledger from a length on."""
    try:
        held.decode()
    except UnicodeDecodeError:
        return False
    return held.endswith(b"\n") and (size == 0 or held[size - 1 : size] == b"\n")


def _changed(ledger: Path, held: bytes, addition: RecordedAddition) -> Refusal:
    after = held[addition.end :].decode(errors="replace").strip().splitlines()
    last = (after or held.decode(errors="replace").strip().splitlines() or ["-"])[-1]
    return Refusal(
        f"{ledger} 在那次导入之后有变动，不能整批撤回，没有改动；它的最后一行是：{last}",
        f"{ledger} has changed since that import, so none of it is taken back; its last line is: {last}",
        NOT_WRITTEN,
    )


def withdraw(withdrawals: Sequence[Withdrawal]) -> None:
    """Cut the ledgers, durably: all of them, or none.

    Raises:
        Refusal: one has changed since it was looked at, or something cannot be written (exit 1).
    """
    journal = journal_of(withdrawals[0].ledger)
    room_for(len(withdrawals))
    try:
        with ExitStack() as stack:
            unbroken = stack.enter_context(Unbroken())
            mark = stack.enter_context(journal_held(journal))
            additions = []
            for each in sorted(withdrawals, key=lambda each: str(each.ledger.absolute())):
                handle = stack.enter_context(locked(each.ledger))
                if contents(handle) != each.held:
                    raise Refusal(
                        f"{each.ledger} 刚刚有变动，没有改动；请再试一次",
                        f"{each.ledger} has just changed; nothing was done, try again",
                        NOT_WRITTEN,
                    )
                additions.append((handle, Addition(each.ledger, each.size, each.held[each.size :])))
            unbroken.begin()
            take_back_together(mark, journal, additions)
    except OSError as error:
        raise not_written(journal.parent, error) from error
