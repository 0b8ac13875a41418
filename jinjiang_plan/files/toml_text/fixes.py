"""Mending texts: the stretches of fixes are replaced and nothing else, and a fix that would break a file is left out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from jinjiang_plan.files.layout import FOLDER, real_path
from jinjiang_plan.files.storage.atomic import Unbroken, clear_leftovers, not_written, write_whole
from jinjiang_plan.files.storage.locks import locked_to_replace
from jinjiang_plan.files.toml_text.parse import MARK
from jinjiang_plan.model.finding import Edit, Fix
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal


class FixedText(NamedTuple):
    """A text with fixes applied, and how many."""

    text: str
    fixed: int


def mended(text: str, fixes: Iterable[Fix], *, ledger: bool) -> FixedText:
    """A text with those of the fixes applied that do not meet, and do not break it.

    Args:
        text: the file's whole text; offsets of edits count from behind a leading mark.
        fixes: what to apply; of two that touch the same stretch the first goes, the other waits for the next round.
        ledger: whether it is a ledger, of which a safe fix may not change the data.
    """
    apart = _apart(fixes)
    before = _parsed(text)
    together = _applied(text, [edit for fix in apart for edit in fix.edits])
    if _stands(before, together, apart, ledger=ledger):
        return FixedText(together, len(apart))
    count = 0
    for fix in reversed(apart):  # from the end, so that the offsets of those before still hold
        after = _applied(text, fix.edits)
        if _stands(before, after, [fix], ledger=ledger):
            text, count = after, count + 1
            before = _parsed(text)
    return FixedText(text, count)


def is_ledger(path: Path) -> bool:
    """Whether a file stands where ledgers do."""
    return real_path(path).parent.name == FOLDER


def write_mended(path: Path, before: str, after: str) -> None:
    """Write a mended file, whole, while nobody else does.

    Raises:
        Refusal: it has changed since it was read, or cannot be written; it then is as it was (exit 1).
    """
    try:
        with Unbroken() as unbroken, locked_to_replace(path):
            clear_leftovers(path)
            if path.read_bytes() != before.encode():
                raise Refusal(
                    f"{path} 刚刚被改动过，没有写入；请再检查一次",
                    f"{path} has just been changed, nothing was written; check again",
                    NOT_WRITTEN,
                )
            unbroken.begin()
            write_whole(path, after)
    except OSError as error:
        raise not_written(path, error) from error


def _apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes in order of their place, without those that touch one before them."""
    chosen: list[Fix] = []
    taken: list[Edit] = []
    ends = -2
    for fix in sorted(fixes, key=lambda fix: (fix.edits[0].start, fix.edits[-1].end)):
        if fix.edits[0].start > ends or (fix.edits[0].start == ends and not _touches(taken, fix)):
            chosen.append(fix)
            taken = list(fix.edits)
            ends = fix.edits[-1].end
    return chosen


def _touches(taken: Sequence[Edit], fix: Fix) -> bool:
    """Whether a fix begins where the one before it ends, and either of the two only puts something in there."""
    last, first = taken[-1], fix.edits[0]
    return last.start == last.end or first.start == first.end


def _applied(text: str, edits: Sequence[Edit]) -> str:
    shift = 1 if text.startswith(MARK) else 0
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start + shift], edit.text]
        done = edit.end + shift
    return "".join(pieces) + text[done:]


def _parsed(text: str) -> dict[str, Any] | None:
    """The data of a text, None where it is no TOML."""
    try:
        return tomli.loads(text.removeprefix(MARK), parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        return None


def _stands(before: dict[str, Any] | None, after: str, fixes: Sequence[Fix], *, ledger: bool) -> bool:
    """Whether what parsed still does, and a ledger says what it said."""
    if before is None:
        return True
    data = _parsed(after)
    if data is None:
        return False
    return not ledger or not all(fix.safe for fix in fixes) or data == before
