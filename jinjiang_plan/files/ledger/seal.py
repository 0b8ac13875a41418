"""The seal of a journal: the proof that it was written where it stands, and neither committed nor copied there.

It stands beside the journal and holds the journal's size, number and moment of change as the system sets them. No
program can choose the moment of change, to the nanosecond, of a file that it makes: not git, nor whatever unpacks an
archive, not even for root. So a journal that came with a commit or by mail fits no seal that came with it. Whoever can write into the folder by a program of their own is not kept out, nor who
hands over a whole disk to be mounted: they could as well write the ledgers.

Copying a folder, or a change of rights, breaks a true seal too. That errs on the side of showing lines: see `journal`.
"""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from jinjiang_plan.files.storage.locks import flush, put

_ENDING = ".seal"
_MOST = 1 << 10
"""Bytes of a seal at most."""

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def seal_of(journal: Path) -> Path:
    """Where the seal of a journal stands."""
    return journal.with_name(journal.name + _ENDING)


def put_seal(journal: Path, status: os.stat_result) -> None:
    """Seal a journal that was written and flushed, and make the seal last but for its name.

    Raises:
        OSError: it cannot be written.
    """
    from json import dumps

    break_seal(journal)
    handle = os.open(seal_of(journal), os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o644)
    try:
        put(handle, dumps(_print(status)).encode() + b"\n")
        flush(handle)
    finally:
        os.close(handle)


def is_sealed(journal: Path, status: os.stat_result) -> bool:
    """Whether a journal that looks so has its seal, and was not touched since: an empty one has none."""
    if not S_ISREG(status.st_mode) or status.st_size == 0:
        return False
    from json import loads

    try:
        handle = os.open(seal_of(journal), os.O_RDONLY | _FLAGS)
        try:
            held = os.read(handle, _MOST) if S_ISREG(os.fstat(handle).st_mode) else b""
        finally:
            os.close(handle)
        return bool(loads(held) == _print(status))
    except (OSError, ValueError, RecursionError):
        return False


def break_seal(journal: Path) -> None:
    """Take the seal away; a link goes itself, not what it leads to.

    Raises:
        OSError: it cannot be taken away.
    """
    with suppress(FileNotFoundError):
        seal_of(journal).unlink()


def _print(status: os.stat_result) -> dict[str, int]:
    """What the system says of a file, in which no two files are alike and which nobody can set."""
    return {"format": 1, "size": status.st_size, "number": status.st_ino, "changed": status.st_ctime_ns}
