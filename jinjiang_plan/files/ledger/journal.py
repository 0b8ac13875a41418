"""The journal of an append to several ledgers: it makes them one, there whole or not at all.

It stands beside the plans while the bytes are on their way: each ledger with its size before and what is to be added.
It is flushed before the first ledger is touched, and emptied, which is one step, when the last one is flushed; only
then is anything acknowledged. So a journal that holds something means that what it names is not acknowledged: a reader
leaves it out, and the next command that writes takes it back, by cutting each ledger to its size before. To take back
needs no space on the disk, and nothing is cut off that is not, byte for byte, what the journal says.

A journal may also come from anybody, with a commit or in a folder that was mailed, and name true ends of ledgers. So it
is believed only with its seal (see `seal`), which holds what the system alone sets. What is promised: no line that is
whole is hidden from a reader, nor cut off, because of a journal that was not written where it stands now. Without any
seal no ledger has been touched yet, and the journal says nothing. With one that does not hold (a stranger's, or ours on
a disk that was copied meanwhile) readers leave it out, and who writes is refused where ledgers end as it says, until
a person has looked.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.layout import FOLDER
from jinjiang_plan.files.ledger.seal import break_seal, is_sealed, put_seal, seal_of
from jinjiang_plan.files.storage.locks import (
    contents,
    flush,
    flush_all,
    flush_folder,
    locked,
    put,
    room_for,
    stands,
)
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal

NAME = ".journal"

_MOST_DOUBTED = 64 << 20
"""Bytes of a journal that is not proved to be ours, and is looked into all the same."""


class Addition(NamedTuple):
    """What is to be added to a ledger: its size before, in bytes, 0 where there is none yet; and the bytes."""

    ledger: Path
    size: int
    added: bytes

    def absent(self, held: bytes) -> bytes:
        """What the ledger held before; all that it holds where somebody else has written to it since."""
        return held[: self.size] if self.added.startswith(held[self.size :]) else held


def journal_of(ledger: Path) -> Path:
    """Where the journal of a ledger's plans stands: beside the plan's folder."""
    return ledger.absolute().parent.parent.parent / NAME


def unfinished(journal: Path) -> dict[Path, Addition]:
    """What is not acknowledged yet, or never was, by ledger; nothing where no append to several is under way."""
    try:
        if not is_sealed(journal, journal.lstat()):
            return {}
        held = journal.read_bytes()
    except OSError:
        return {}
    return {each.ledger: each for each in _additions(held, journal.parent)}


def in_the_way(journal: Path) -> bool:
    """Whether an append to several is under way or was cut off: `settle` is to be called before anything is written.

    An empty journal says nothing. It is cleared away too, but on Windows, where one that is open cannot be.
    """
    try:
        return journal.stat().st_size > 0 or os.name != "nt"
    except OSError:
        return False


@contextmanager
def journal_held(journal: Path) -> Iterator[int]:
    """The empty journal, held for this process alone; what a call that was cut off has left is taken back first.

    Raises:
        OSError: it cannot be written or locked.
        Refusal: a ledger was changed since by somebody else, or the journal is perhaps a stranger's (exit 1).
    """
    with locked(journal, create=True) as handle:
        try:
            _take_back(_left(handle, journal), journal)
            os.ftruncate(handle, 0)
            yield handle
        finally:
            with suppress(OSError):  # an empty one that stays is in nobody's way
                if os.fstat(handle).st_size == 0 and stands(handle, journal):
                    break_seal(journal)
                    journal.unlink()


def settle(journal: Path) -> None:
    """Wait for the append to several that is under way, and take back what one that was cut off has left.

    Raises:
        OSError, Refusal: as `journal_held` does.
    """
    with journal_held(journal):
        pass


def write_together(handle: int, journal: Path, additions: Sequence[tuple[int, Addition]]) -> None:
    """Add to several ledgers, each given with its open descriptor: all of it, durably, or nothing.

    Raises:
        OSError, Refusal: something cannot be written, or was replaced meanwhile; then every ledger is as it was.
    """
    try:
        _write_down(handle, journal, [each for _, each in additions])
        for ledger, each in additions:
            put(ledger, each.added)
        flush_all([ledger for ledger, _ in additions])
        for ledger, each in additions:
            stay(ledger, each.ledger)
        for folder in {each.ledger.parent for _, each in additions if each.size == 0}:
            flush_folder(folder)
            flush_folder(folder.parent)
        os.ftruncate(handle, 0)
        flush(handle)
    except BaseException:
        for ledger, each in additions:
            cut(ledger, each.size)
        # Cut they are, for all who look: where they cannot be flushed, only a loss of power could bring a part back.
        with suppress(OSError):
            flush_all([ledger for ledger, _ in additions])
        os.ftruncate(handle, 0)
        raise


def take_back_together(handle: int, journal: Path, additions: Sequence[tuple[int, Addition]]) -> None:
    """Cut what several ledgers end with, each given with its open descriptor: all of it, durably, or nothing.

    From the moment when the journal has its seal what it names is taken back: readers leave it out, and whoever writes
    next cuts what a call that was killed here has left.

    Raises:
        OSError: the journal cannot be written, and all is as it was; or a ledger cannot be cut, and the next call will.
    """
    try:
        _write_down(handle, journal, [each for _, each in additions])
    except BaseException:
        break_seal(journal)
        os.ftruncate(handle, 0)
        raise
    for ledger, each in additions:
        cut(ledger, each.size)
    flush_all([ledger for ledger, _ in additions])
    for _, each in additions:
        if each.size == 0:
            with suppress(OSError):  # an empty one that stays says nothing
                each.ledger.unlink()
    os.ftruncate(handle, 0)
    flush(handle)


def _write_down(handle: int, journal: Path, additions: Sequence[Addition]) -> None:
    """Fill a journal and seal it, durably."""
    from json import dumps

    listed = [
        {
            "ledger": each.ledger.absolute().relative_to(journal.parent).as_posix(),
            "size": each.size,
            "added": each.added.decode(),
        }
        for each in additions
    ]
    put(handle, dumps({"format": 1, "ledgers": listed}, ensure_ascii=False).encode() + b"\n")
    flush(handle)
    put_seal(journal, os.fstat(handle))
    flush_folder(journal.parent)


def cut(handle: int, size: int) -> None:
    """Bring a file back to the size that it had; one that is shorter stays as it is."""
    if os.fstat(handle).st_size > size:
        os.ftruncate(handle, size)


def _left(handle: int, journal: Path) -> list[Addition]:
    """What the journal of an append that was cut off says; nothing where no ledger can have been touched by it.

    Raises:
        Refusal: it is not proved to be of this place, and ledgers end as it says (exit 1).
    """
    if is_sealed(journal, os.fstat(handle)):
        return _additions(contents(handle), journal.parent)
    if not os.path.lexists(seal_of(journal)) or os.fstat(handle).st_size > _MOST_DOUBTED:
        return []
    for each in _additions(contents(handle), journal.parent):
        with suppress(OSError):
            if each.added and each.absent(now := held_bytes(each.ledger)) != now:
                raise _doubted(each.ledger, journal)
    return []


def _additions(held: bytes, root: Path) -> list[Addition]:
    """What a journal says; nothing while it is being written, since then no ledger has been touched."""
    if not held:
        return []
    from json import loads

    try:
        listed = loads(held)["ledgers"]
        found = [
            Addition(root / each["ledger"], int(each["size"]), each["added"].encode()) for each in listed
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
    return found if all(map(_possible, (each["ledger"] for each in listed), found)) else []


def _possible(name: str, addition: Addition) -> bool:
    """Whether it names a ledger below the journal's folder: a journal may come from anywhere."""
    parts = name.split("/")
    inside = len(parts) == 3 and parts[1] == FOLDER and not {"", ".", ".."} & set(parts)
    return inside and name.endswith(".toml") and addition.size >= 0


def _take_back(additions: Sequence[Addition], journal: Path) -> None:
    """Cut the ledgers back to what they were; those that were made for it go."""
    room_for(len(additions))
    with ExitStack() as stack:
        held = []
        for each in sorted(additions):
            with suppress(FileNotFoundError):
                held.append((stack.enter_context(locked(each.ledger)), each))
        for handle, each in held:
            if os.fstat(handle).st_size > each.size and each.absent(now := contents(handle)) == now:
                raise _changed_since(each.ledger, journal)
        for handle, each in held:
            cut(handle, each.size)
        flush_all([handle for handle, _ in held])
        for _, each in held:
            if each.size == 0:
                with suppress(OSError):  # an empty one that stays says nothing
                    each.ledger.unlink()


def stay(handle: int, path: Path) -> None:
    """Make sure that what was written went to the file that stands there.

    Raises:
        Refusal: another program took it away meanwhile (exit 1).
    """
    if stands(handle, path):
        return
    raise Refusal(
        f"写入时 {path} 被别的程序移走或替换（例如 git）；没有写入，请再试一次",
        f"{path} was moved or replaced by another program, such as git, while it was written to; "
        "nothing was written, try again",
        NOT_WRITTEN,
    )


def _changed_since(ledger: Path, journal: Path) -> Refusal:
    return Refusal(
        f"{ledger} 在一次中断的批量写入之后又被改动；请核对其末尾几行，再删除 {journal}",
        f"{ledger} was changed after an append to several ledgers was cut off; look at its last lines, "
        f"then remove {journal}",
        NOT_WRITTEN,
    )


def _doubted(ledger: Path, journal: Path) -> Refusal:
    seal = seal_of(journal)
    return Refusal(
        f"{journal} 说 {ledger} 的最后几行没有写完，但它不像是在这里写下的（例如随提交或拷贝而来），因此不予采信，什么也没有改动；"
        f"请核对这几行：要保留，删除 {journal} 和 {seal}；不要，再用 undo 逐行撤回",
        f"{journal} says that the last lines of {ledger} were never finished, but nothing shows that it was written here "
        "(it may have come with a commit or a copy): it is not believed, and nothing was changed; look at those lines, "
        f"remove {journal} and {seal} to keep them, then take back with undo what is not to stay",
        NOT_WRITTEN,
    )
