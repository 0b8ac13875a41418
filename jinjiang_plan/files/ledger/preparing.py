"""What would be written to a ledger: admitted, put into its line, and proved to read back."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from jinjiang_plan.files.ledger.canonical import HEADER, canonical, excerpt
from jinjiang_plan.files.ledger.ledgers import has_table, ledger_from_text
from jinjiang_plan.files.locking import contents, parts
from jinjiang_plan.files.writing import ledger_line
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.report import Ledger, Report

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
