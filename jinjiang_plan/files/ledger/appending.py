"""Appending to ledgers: earlier bytes are never touched, and what is new is there whole or not at all.

One report is one lock, one write and one flush: a line without its newline shows that it was cut off. Several reports,
to one ledger or to many, go through the journal.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.ledger.journal import (
    Addition,
    cut,
    in_the_way,
    journal_held,
    journal_of,
    settle,
    stay,
    write_together,
)
from jinjiang_plan.files.ledger.preparing import Admit, decoded, prepare_all, prepare_held
from jinjiang_plan.files.ledger.signals import Unbroken
from jinjiang_plan.files.locking import contents, flush, flush_folder, locked, put, room_for
from jinjiang_plan.files.writing import not_written
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import Refusal


class Entry(NamedTuple):
    """What is to be recorded for one target, in this order; each is admitted to the ledger with those before it."""

    path: Path
    target: Target
    admits: Sequence[Admit]


def append_report(path: Path, target: Target, admit: Admit, since: Sequence[date] = ()) -> str:
    """Add one line at the end of the ledger, durably: locked, flushed to disk, and whole or not at all.

    Args:
        path: the ledger, made if it is not there.
        target: whose ledger it is.
        admit: decides on the report while the ledger is held; what it refuses is not written.
        since: days from which on a long ledger is read, one after the other, before it is read whole: `admit` is given
            a ledger with `since`, and raises `TooLittle` if that does not decide it. A refusal, too, is only taken of
            the whole ledger. So the cost hardly depends on the ledger's length; a fault in a line that is not
            read is not found here, but by whatever reads the ledger.

    Returns:
        The line written, without its newline.

    Raises:
        Refusal: the report is refused; the ledger is broken or torn (exit 3); or it cannot be written (exit 1).
        KeyboardInterrupt: before anything was written; one that comes later is not heard.
    """
    journal = journal_of(path)
    with _folders([path]), Unbroken() as unbroken, _told(path):
        while True:
            with locked(path, create=True) as handle:
                if not in_the_way(journal):
                    line, addition = prepare_held(handle, path, target, admit, since)
                    unbroken.begin()
                    _append(handle, path, addition.encode())
                    return line
            settle(journal)


def append_reports(entries: Iterable[Entry]) -> list[list[str]]:
    """Add many lines to many ledgers, durably: all of them, or none.

    All ledgers are held, in one order, while the reports are admitted and written, so that neither two such calls nor
    one and an `append_report` can wait for each other for ever. Killed at any moment, what was acknowledged, that is,
    what this function came back from, is there; else nothing of it is, for readers from that moment on, and on the
    disk from the next command on that writes (see `journal`). A single report goes without the journal.

    Args:
        entries: ledgers of one plans folder, each once, with what is to be admitted.

    Returns:
        The lines written, without their newlines, in the order of the entries and of their admits.

    Raises:
        Refusal: as `append_report`; the first that is refused keeps all others out.
        KeyboardInterrupt: before anything was written.
    """
    entries = list(entries)
    wanted = [each for each in entries if each.admits]
    if sum(len(each.admits) for each in wanted) <= 1:
        return [[append_report(path, target, admit) for admit in admits] for path, target, admits in entries]
    if len({each.path.resolve() for each in wanted}) < len(wanted):
        raise Refusal("两个目标的台账是同一个文件", "two of the ledgers are one file")
    journal = journal_of(wanted[0].path)
    room_for(len(wanted))
    with _folders([each.path for each in wanted]), ExitStack() as stack:
        unbroken = stack.enter_context(Unbroken())
        stack.enter_context(_told(journal.parent))
        mark = stack.enter_context(journal_held(journal))
        held = {
            each.path: stack.enter_context(locked(each.path, create=True))
            for each in sorted(wanted, key=_place)
        }
        lines, additions = {}, []
        for path, target, admits in wanted:
            with _told(path):
                before = contents(held[path])
            lines[path], addition = prepare_all(decoded(before, path), str(path), target, admits)
            additions.append((held[path], Addition(path, len(before), addition.encode())))
        unbroken.begin()
        write_together(mark, journal, additions)
    return [lines.get(each.path, []) for each in entries]


def _place(entry: Entry) -> str:
    """What the order of locking goes by: the same for everyone who means the same file."""
    return str(entry.path.absolute())


@contextmanager
def _folders(paths: Sequence[Path]) -> Iterator[None]:
    """The folders of the ledgers, made where they are not there, and taken away again where nothing came of it."""
    made = []
    try:
        for folder in dict.fromkeys(path.parent for path in paths):
            with _told(folder):
                if not folder.exists():
                    made.append(folder)
                    folder.mkdir(exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):  # one that holds something by now stays
                folder.rmdir()
        raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses, as the refusal of a write to that file."""
    try:
        yield
    except OSError as error:
        raise not_written(path, error) from error


def _append(handle: int, path: Path, addition: bytes) -> None:
    """Write and flush; on any failure, also an interrupt, cut the file back to what it was."""
    size = os.fstat(handle).st_size
    try:
        if size == 0:  # the names last before the first line does
            flush_folder(path.parent)
            flush_folder(path.parent.parent)
        put(handle, addition)
        flush(handle)
        stay(handle, path)
    except BaseException:
        cut(handle, size)
        raise
