"""Holding a file for oneself while it is read and written, and making it last: the one place that knows each system.

Linux: `flock` and `fsync`. macOS: `flock`, and `F_FULLFSYNC`, since there `fsync` leaves the bytes in the drive's own
memory. Windows: `msvcrt` locks one byte far behind the end, folders need no flush, and a file that is open cannot be
replaced, so that a lock file beside it is held instead. A share without locks refuses: nothing is written unlocked.
"""

import os
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jinjiang_plan.files.storage.regular_file import look, look_to_write

BESIDE = os.name == "nt"
"""Whether a file that is to be replaced is held by a lock file beside it."""

_FLAGS = getattr(os, "O_BINARY", 0)
_AT_ONCE = 16
"""Files that are flushed at the same time."""


@contextmanager
def locked(path: Path, *, create: bool = False) -> Iterator[int]:
    """An open descriptor of the file, held for this process alone until the block ends; it writes at the end.

    The file may be replaced or removed while one waits: then the file that stands there now is locked instead.
    A file that was created and left empty is taken away again.

    Raises:
        NotAFile: it is no plain file, or a link that leads where nothing is to be written.
        OSError: it cannot be opened, or the file system has no locks.
    """
    flags = os.O_RDWR | os.O_APPEND | _FLAGS
    while True:
        look_to_write(path)
        handle, made = _opened(path, flags, create=create)
        try:
            _lock(handle)
            if not stands(handle, path):
                continue
            yield handle
            return
        finally:
            if made and os.fstat(handle).st_size == 0 and stands(handle, path):
                with suppress(
                    PermissionError
                ):  # Windows removes no file that is open: an empty one says nothing
                    path.unlink(missing_ok=True)
            os.close(handle)


@contextmanager
def locked_to_read(path: Path) -> Iterator[int]:
    """An open descriptor of the file while nobody writes to it: who is writing now is waited for.

    Raises:
        OSError: it cannot be opened, or the file system has no locks.
    """
    look(path)
    handle = os.open(path, os.O_RDONLY | _FLAGS)
    try:
        _lock(handle, shared=True)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def locked_to_replace(path: Path) -> Iterator[None]:
    """The file held for this process alone, to be read, written anew beside its place and moved there.

    Raises:
        OSError: it is not there, cannot be opened, or the file system has no locks.
    """
    if BESIDE:
        path.stat()
        with locked(path.with_name(f".{path.name}.lock"), create=True):
            yield
    else:
        with locked(path):
            yield


def _opened(path: Path, flags: int, *, create: bool) -> tuple[int, bool]:
    """The file's descriptor, and whether this call made it."""
    while create:
        with suppress(FileExistsError):
            return os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o644), True
        with suppress(FileNotFoundError):  # taken away again by whoever made it, just now
            return os.open(path, flags, 0o644), False
        look_to_write(path)
    return os.open(path, flags, 0o644), False


def stands(handle: int, path: Path) -> bool:
    """Whether the descriptor is of the file that the path names now."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def parts(handle: int) -> Iterator[bytes]:
    """What an open file holds from where it stands, in parts that are quickly gone again."""
    while part := os.read(handle, 1 << 16):
        yield part


def contents(handle: int) -> bytes:
    """All that a file holds that was just opened."""
    return b"".join(parts(handle))


def put(handle: int, addition: bytes) -> None:
    """Write all of the bytes, however few the system takes at a time."""
    left = memoryview(addition)
    while left:
        left = left[os.write(handle, left) :]


def flush(handle: int) -> None:
    """Make what was written to a file last, beyond the drive's own memory where the system can ask for that."""
    if os.name != "nt":
        import fcntl

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            with suppress(OSError):  # a share or a drive that does not know it
                fcntl.fcntl(handle, full)
                return
    os.fsync(handle)


def flush_all(handles: Collection[int]) -> None:
    """Make what was written to many files last: several at a time, so that one pass of the drive serves them all.

    On a busy drive two hundred files took 1.3 s one after the other, and 0.1 s so.

    Raises:
        OSError: one could not be flushed.
    """
    from threading import Thread

    left, failed = deque(handles), list[Exception]()

    def work() -> None:
        try:
            while True:
                flush(left.popleft())
        except IndexError:  # none is left
            return
        except Exception as error:  # noqa: BLE001 - raised again by who waits for it
            failed.append(error)

    helpers = []
    with suppress(RuntimeError):  # the system gives no more threads: then fewer work
        for _ in range(min(_AT_ONCE, len(handles)) - 1):
            helpers.append(Thread(target=work))
            helpers[-1].start()
    work()
    for each in helpers:
        if each.ident is not None:
            each.join()
    if failed:
        raise failed[0]


def flush_folder(folder: Path) -> None:
    """Make a name in a folder last, a new one or that one is gone; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flush(handle)
    finally:
        os.close(handle)


def room_for(files: int) -> None:
    """Let the process hold that many more files open, where the system lets it ask; macOS begins with 256."""
    if os.name == "nt":
        return
    from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit, setrlimit

    soft, hard = getrlimit(RLIMIT_NOFILE)
    needed = files + 64
    if soft == RLIM_INFINITY or needed <= soft:
        return
    with suppress(ValueError, OSError):  # not to be had: then opening says so
        setrlimit(RLIMIT_NOFILE, (needed if hard == RLIM_INFINITY else min(needed, hard), hard))


if os.name == "nt":  # such a lock keeps others from the bytes it covers: one far behind is in nobody's way

    def _lock(handle: int, *, shared: bool = False) -> None:
        import errno
        import msvcrt

        del shared  # there are none: a reader holds the file for a moment
        os.lseek(handle, 1 << 40, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
            except OSError as error:
                if error.errno != errno.EDEADLOCK:  # what it says after ten seconds of waiting
                    raise
            else:
                break
        os.lseek(handle, 0, os.SEEK_SET)

else:

    def _lock(handle: int, *, shared: bool = False) -> None:
        from fcntl import LOCK_EX, LOCK_SH, flock

        flock(handle, LOCK_SH if shared else LOCK_EX)
