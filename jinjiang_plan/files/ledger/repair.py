"""The end of a ledger: a torn line ended or cut off, and the last line taken back while nobody else has it."""

import os
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.ledger.journal import in_the_way, journal_of, settle
from jinjiang_plan.files.ledger.reader import ledger_from_text
from jinjiang_plan.files.storage.atomic import Unbroken, not_written
from jinjiang_plan.files.storage.locks import contents, flush, locked, put
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.files.toml_text.parse import text_of
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal


class Tail(NamedTuple):
    """The last line of a ledger: the bytes before it, its own, and its number; `torn` says that no newline ends it."""

    before: bytes
    line: bytes
    number: int

    @property
    def torn(self) -> bool:
        """Whether the line was cut off."""
        return bool(self.line) and not self.line.endswith(b"\n")

    @property
    def text(self) -> str:
        """The line as it can be shown; a sign that was cut in two is replaced."""
        return self.line.decode(errors="replace").rstrip("\r\n")


def last_line(path: Path) -> Tail:
    """The end of a ledger as it stands; what an append to several that was cut off has left is taken back first.

    Raises:
        Refusal: there is no such ledger, or it cannot be read (exit 3), or what was left cannot be taken back (exit 1).
    """
    journal = journal_of(path)
    try:
        if in_the_way(journal):
            settle(journal)
        held = held_bytes(path)
    except FileNotFoundError as error:
        raise Refusal(f"还没有台账 {path}", f"there is no ledger {path} yet", NOT_JUDGED) from error
    except OSError as error:
        raise not_written(path, error) from error
    start = held.rfind(b"\n", 0, len(held) - 1) + 1
    return Tail(held[:start], held[start:], held.count(b"\n", 0, start) + 1)


def completes(tail: Tail, path: Path, target: Target) -> bool:
    """Whether a torn line is complete but for its newline, as an editor leaves it that does not write one."""
    text = text_of(tail.before + tail.line + b"\n", str(path))
    return not isinstance(text, Finding) and not ledger_from_text(text, str(path), target)[1]


def end_line(path: Path, tail: Tail) -> None:
    """Put the newline behind a line, durably: the one that most lines of the ledger have.

    Raises:
        Refusal: the ledger changed meanwhile, or cannot be written (exit 1); it then is as it was.
    """
    windows = 2 * tail.before.count(b"\r\n") > tail.before.count(b"\n")
    _change(path, tail, b"\r\n" if windows and not tail.line.endswith(b"\r") else b"\n")


def cut_line(path: Path, tail: Tail) -> None:
    """Take the last line away by cutting the file where it begins, durably.

    Raises:
        Refusal: as `end_line`.
    """
    _change(path, tail, None)


def _change(path: Path, tail: Tail, ending: bytes | None) -> None:
    """Add an ending to the last line, or take the line away where there is none to add."""
    try:
        with Unbroken() as unbroken, locked(path) as handle:
            if contents(handle) != tail.before + tail.line:
                raise Refusal(
                    f"{path} 刚刚有变动，没有改动；请再试一次",
                    f"{path} has just changed; nothing was done, try again",
                    NOT_WRITTEN,
                )
            unbroken.begin()
            try:
                if ending is None:
                    os.ftruncate(handle, len(tail.before))
                else:
                    put(handle, ending)
                flush(handle)
            except BaseException:
                os.ftruncate(handle, len(tail.before))
                put(handle, tail.line)
                raise
    except OSError as error:
        raise not_written(path, error) from error
