"""Appending to a ledger: earlier bytes are never touched, and the new line is there whole or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinjiang_plan.files.ledgers import HEADER, canonical, has_table, ledger_from_text
from jinjiang_plan.files.locking import locked
from jinjiang_plan.files.writing import ledger_line, not_written, sync_folder
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.report import Ledger, Report

Admit = Callable[[Ledger], Report]
"""Given the ledger as it stands, the report with its revision number; or a Refusal."""


def append_report(path: Path, target: Target, admit: Admit) -> str:
    """Add one line at the end of the ledger, durably: locked, flushed to disk, and whole or not at all.

    Args:
        path: the ledger, made if it is not there.
        target: whose ledger it is.
        admit: decides on the report while the ledger is held; what it refuses is not written.

    Returns:
        The line written, without its newline.

    Raises:
        Refusal: the report is refused; the ledger is broken or torn (exit 3); or it cannot be written (exit 1).
    """
    made = not path.parent.exists()
    try:
        path.parent.mkdir(exist_ok=True)
        with locked(path, create=True) as handle:
            text = _read(handle, path)
            line, addition = prepare(text, str(path), target, admit)
            if not text:  # the names last before the first line does
                sync_folder(path.parent)
                sync_folder(path.parent.parent)
            _append(handle, addition.encode())
    except BaseException as error:
        if made:
            _take_away(path.parent)
        if isinstance(error, OSError):
            raise not_written(path, error) from error
        raise
    return line


def _take_away(folder: Path) -> None:
    """Remove a folder that was made for nothing; one that holds something by now stays."""
    with suppress(OSError):
        folder.rmdir()


def prepare(text: str, file: str, target: Target, admit: Admit) -> tuple[str, str]:
    """The line that would be written to a ledger with that text, and all that is to be added for it.

    Raises:
        Refusal: the report is refused, or the ledger as it stands cannot be read (exit 3).
    """
    known = canonical(text, target)
    ledger = known or _whole(text, file, target)
    report = admit(ledger)
    if any(each.key == report.key for each in ledger.reports):
        raise Refusal(f"{file} 里已有 {report.key}", f"{file} holds {report.key} already", NOT_WRITTEN)
    line = ledger_line(report, target)
    if known is not None:  # then the parser reads line by line: the new one is proved alone
        _prove(f"{HEADER}{line}\n", file, target, Ledger(ledger.id, ()), report)
        return line, f"{line}\n"
    header = "" if has_table(text, file) else HEADER
    addition = f"{header}{line}\n"
    _prove(text + addition, file, target, ledger, report)
    return line, addition


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


def _prove(text: str, file: str, target: Target, before: Ledger, report: Report) -> None:
    """Make sure that the ledger will read as it did, with the new report at its end."""
    after, findings = ledger_from_text(text, file, target)
    if findings or after.reports != (*before.reports, report):
        raise Refusal(
            f"{file} 放不下这一条：请检查数值，并把台账整理成一行一条，放在 [report] 之下",
            f"{file} cannot take this report: check the figure, and that the ledger has one report to a line below "
            "[report]",
            NOT_WRITTEN,
        )


def _read(handle: int, path: Path) -> str:
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    try:
        return b"".join(parts).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} 不是 UTF-8 编码", f"{path} is not UTF-8", NOT_JUDGED) from error


def _append(handle: int, addition: bytes) -> None:
    """Write and flush; on any failure, also an interrupt, cut the file back to what it was."""
    size = os.fstat(handle).st_size
    try:
        left = addition
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    except BaseException:
        os.ftruncate(handle, size)
        raise
