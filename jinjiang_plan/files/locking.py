"""Holding a file for oneself while it is read and written: the one place that knows how each system locks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def locked(path: Path, *, create: bool = False) -> Iterator[int]:
    """An open descriptor of the file, held for this process alone until the block ends.

    The file may be replaced or removed while one waits: then the file that stands there now is locked instead.
    A file that was created and left empty is taken away again.

    Raises:
        OSError: it cannot be opened, or the file system has no locks.
    """
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
    while True:
        handle, made = _opened(path, flags, create=create)
        try:
            _lock(handle)
            if not _still_there(handle, path):
                continue
            yield handle
            return
        finally:
            if made and os.fstat(handle).st_size == 0 and _still_there(handle, path):
                path.unlink(missing_ok=True)
            os.close(handle)


def _opened(path: Path, flags: int, *, create: bool) -> tuple[int, bool]:
    """The file's descriptor, and whether this call made it."""
    if create:
        with suppress(FileExistsError):
            return os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o644), True
    return os.open(path, flags, 0o644), False


def _still_there(handle: int, path: Path) -> bool:
    """Whether the descriptor is of the file that the path names now."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if (
    os.name == "nt"
):  # such a lock keeps others from the bytes it covers: one far behind the end is in nobody's way

    def _lock(handle: int) -> None:
        import msvcrt

        os.lseek(handle, 1 << 40, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        os.lseek(handle, 0, os.SEEK_SET)

else:

    def _lock(handle: int) -> None:
        from fcntl import LOCK_EX, flock

        flock(handle, LOCK_EX)
