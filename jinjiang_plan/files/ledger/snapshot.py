"""Reading many ledgers as they stood at one moment, while others write to them: without a lock, and without waiting.

A ledger grows by whole lines, and several at once only with a journal beside them. So the files are read, then the
journal, then it is looked whether any file has changed meanwhile; what has, or what the journal says is not
acknowledged, is read again. What stayed as it was from its reading to that look stood so at the moment between.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from jinjiang_plan.files.ledger.journal import Addition, journal_of, unfinished
from jinjiang_plan.files.storage.locks import contents, locked_to_read
from jinjiang_plan.files.storage.regular_file import held_bytes

MOST_ROUNDS = 100
"""Where ledgers change this often in a row while they are read, the last reading of each has to do."""

T = TypeVar("T")
_Mark = tuple[int, int, int] | None


def at_one_moment(
    listed: Callable[[], Sequence[Path]], read: Callable[[Path, Addition | None], T]
) -> dict[Path, T]:
    """What `read` makes of each ledger, all as they stood at one moment.

    Args:
        listed: gives the ledgers that are there; it is asked again, since a ledger may come meanwhile.
        read: reads one, given what of it is not acknowledged.
    """
    outcomes: dict[Path, T] = {}
    marks: dict[Path, _Mark] = {}
    absent: dict[Path, Addition] = {}
    paths = left = listed()
    for _ in range(MOST_ROUNDS):
        for path in left:
            marks[path] = _mark(path)
            outcomes[path] = read(path, absent.get(path))
        before, absent = absent, _unfinished(paths)
        paths = listed()
        left = [path for path in paths if path not in marks or marks[path] != _mark(path)]
        left += [path for path in paths if before.get(path) != absent.get(path) and path not in left]
        if not left:
            break
    return {path: outcomes[path] for path in paths if path in outcomes}


def acknowledged(path: Path, addition: Addition | None = None) -> bytes:
    """What a ledger holds without what is not acknowledged, never half a line that is just being written.

    Raises:
        OSError: it cannot be read.
    """
    held = held_bytes(path)
    if addition is not None:
        held = addition.absent(held)
    if held and not held.endswith(b"\n"):  # torn, or somebody is writing: then it is waited for
        with suppress(OSError), locked_to_read(path) as handle:
            held = contents(handle)
            return held if addition is None else addition.absent(held)
    return held


def _unfinished(paths: Sequence[Path]) -> dict[Path, Addition]:
    """What is not acknowledged of the ledgers, by their names as given."""
    additions: dict[Path, Addition] = {}
    for journal in {journal_of(folder / "any") for folder in {path.parent for path in paths}}:
        additions |= unfinished(journal)
    if not additions:
        return {}
    return {path: additions[path.absolute()] for path in paths if path.absolute() in additions}


def _mark(path: Path) -> _Mark:
    """What changes when a file does: its size, when it was written, which file it is; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - the call itself: it is made for each ledger twice
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
