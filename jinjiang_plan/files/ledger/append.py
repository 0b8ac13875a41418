"""Appending to ledgers: earlier bytes are never touched, and what is new is there whole or not at all.

One report is one lock, one write and one flush: a line without its newline shows that it was cut off. Several reports,
to one ledger or to many, go through the journal.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.ledger.canonical import HEADER, canonical, excerpt
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
from jinjiang_plan.files.ledger.reader import has_table, ledger_from_text
from jinjiang_plan.files.storage.atomic import ledger_line, not_written
from jinjiang_plan.files.storage.interrupts import Unbroken
from jinjiang_plan.files.storage.locks import contents, flush, flush_folder, locked, parts, put, room_for
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.report import Ledger, Report

# What would be written to a ledger: admitted, put into its line, and proved to read back.


Admit = Callable[[Ledger], Report]
"""Given the ledger as it stands, the report with its revision number; or a Refusal."""


LONG = 1 << 16
"""Bytes from which a ledger is long: some 400 lines, which are read and proved in two milliseconds."""


class TooLittle(Exception):  # noqa: N818 - it asks for more; nothing is wrong
    """Raised by an `Admit` that was given a ledger with `since`: these reports do not decide it."""


def prepare(text: str, file: str, target: Target, admit: Admit) -> tuple[str, str]:
    """The line that would be written to a ledger with that text, and all that is to be added for it.

    Raises:
        Refusal: the report is refused, or the ledger as it stands cannot be read (exit 3).
    """
    (line,), addition = prepare_all(text, file, target, [admit])
    return line, addition


def prepare_all(text: str, file: str, target: Target, admits: Sequence[Admit]) -> tuple[list[str], str]:
    """The same for several reports, each admitted to the ledger with those before it.

    Raises:
        Refusal: as `prepare`, for the first that is refused.
    """
    known = canonical(text, target)
    ledger = known or _whole(text, file, target)
    before, taken, reports = ledger, {each.key for each in ledger.reports}, []
    for admit in admits:
        report = admit(ledger)
        if report.key in taken:
            raise Refusal(f"{file} 里已有 {report.key}", f"{file} holds {report.key} already", NOT_WRITTEN)
        taken.add(report.key)
        reports.append(report)
        ledger = ledger._replace(reports=(*ledger.reports, report))
    lines = [ledger_line(report, target) for report in reports]
    added = "".join(f"{line}\n" for line in lines)
    if known is not None:  # then the parser reads line by line: the new ones are proved alone
        _prove(HEADER + added, file, target, Ledger(ledger.id, tuple(reports)))
        return lines, added
    addition = added if has_table(text, file) else HEADER + added
    _prove(text + addition, file, target, before._replace(reports=(*before.reports, *reports)))
    return lines, addition


def prepare_held(
    handle: int, path: Path, target: Target, admit: Admit, since: Sequence[date]
) -> tuple[str, str]:
    """What `prepare` gives for an open ledger, by a part of a long one where that decides it."""
    for day in since if os.fstat(handle).st_size >= LONG else ():
        part = excerpt(parts(handle), target, day)
        os.lseek(handle, 0, os.SEEK_SET)
        if part is None:
            break
        with suppress(TooLittle, Refusal):
            report = admit(part)
            line = ledger_line(report, target)
            if all(each.key != report.key for each in part.reports):
                _prove(f"{HEADER}{line}\n", str(path), target, Ledger(part.id, (report,)))
                return line, f"{line}\n"
    return prepare(decoded(contents(handle), path), str(path), target, admit)


def _whole(text: str, file: str, target: Target) -> Ledger:
    """The ledger by the parser, or the refusal of one that has a fault."""
    ledger, findings = ledger_from_text(text, file, target)
    if not findings:
        return ledger
    first = findings[0]
    hint = first.hint
    raise Refusal(
        f"台账有误，未写入：{first.place}: {first.words.zh}" + (f"；{hint.zh}" if hint else ""),
        f"the ledger has a fault, nothing was written: {first.place}: {first.words.en}"
        + (f"; {hint.en}" if hint else ""),
        NOT_JUDGED,
    )


def _prove(text: str, file: str, target: Target, expected: Ledger) -> None:
    """Make sure that the ledger will read as it did, with the new reports at its end."""
    after, findings = ledger_from_text(text, file, target)
    if findings or after.reports != expected.reports:
        raise Refusal(
            f"{file} 放不下这一条：请检查数值，并把台账整理成一行一条，放在 [report] 之下",
            f"{file} cannot take this report: check the figure, and that the ledger has one report to a line below "
            "[report]",
            NOT_WRITTEN,
        )


def decoded(held: bytes, path: Path) -> str:
    """The text that a ledger holds.

    Raises:
        Refusal: it is not UTF-8 (exit 3).
    """
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} 不是 UTF-8 编码", f"{path} is not UTF-8", NOT_JUDGED) from error


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
