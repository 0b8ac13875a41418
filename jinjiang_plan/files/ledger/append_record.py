"""The record of what was appended here, kept in the user's state folder, so that it can be taken back.

It is a hint and no proof: it may be old, or somebody may have written it. What it names is looked at on the disk before
anything is cut: the file must still end, byte for byte, with what was appended.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from jinjiang_plan.files.layout import FOLDER, real_path
from jinjiang_plan.files.storage.locks import contents, locked, put
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.model.refusal import NotAFile

_MOST = 1 << 20
"""Bytes of a record from which its older half goes."""


class RecordedAddition(NamedTuple):
    """What was added to one ledger."""

    ledger: str
    """Its path below the plans folder, with slashes."""
    size: int
    """Its length before, in bytes."""
    end: int
    """Its length after."""
    sha256: str
    """The hash of what was added."""

    def ends(self, held: bytes) -> bool:
        """Whether a ledger still ends with exactly what was added."""
        return len(held) == self.end and digest(held[self.size :]) == self.sha256


class AppendRecord(NamedTuple):
    """One append: whether an import made it, and what it added to each ledger."""

    imported: bool
    additions: tuple[RecordedAddition, ...]


def digest(held: bytes) -> str:
    """The SHA-256 of bytes."""
    from hashlib import sha256

    return sha256(held).hexdigest()


def record_append(state: Path, plans: Path, record: AppendRecord) -> None:
    """Keep a record; where it cannot be kept, nothing can be taken back by it, and that is all."""
    path = _place(state, plans)
    with suppress(OSError, NotAFile):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(path, create=True) as handle:
            if os.fstat(handle).st_size > _MOST:
                lines = contents(handle).splitlines(keepends=True)
                os.ftruncate(handle, 0)
                put(handle, b"".join(lines[len(lines) // 2 :]))
            put(handle, _line(record))


def recorded_appends(state: Path, plans: Path) -> list[AppendRecord]:
    """What was appended below a plans folder, the last one first; a line that says nothing is passed over."""
    try:
        lines = held_bytes(_place(state, plans)).splitlines()
    except (OSError, NotAFile):
        return []
    return [record for record in map(_read, reversed(lines)) if record is not None]


def replace_record(state: Path, plans: Path, old: AppendRecord, new: AppendRecord | None) -> None:
    """Put another record in the place of one, or nothing."""
    with suppress(OSError, NotAFile), locked(_place(state, plans)) as handle:
        lines = contents(handle).splitlines(keepends=True)
        place = next((at for at in range(len(lines) - 1, -1, -1) if _read(lines[at]) == old), None)
        if place is not None:
            lines[place : place + 1] = [_line(new)] if new is not None else []
            os.ftruncate(handle, 0)
            put(handle, b"".join(lines))


def without_end(record: AppendRecord, ledger: str, held: bytes) -> AppendRecord | None:
    """The record where a ledger was cut back to what it now holds; None where no report is left of it."""
    shortened = (
        each._replace(end=len(held), sha256=digest(held[each.size :])) if each.ledger == ledger else each
        for each in record.additions
        if each.ledger != ledger or b" = " in held[each.size :]
    )
    additions = tuple(shortened)
    return record._replace(additions=additions) if additions else None


def name_below(plans: Path, ledger: Path) -> str:
    """The name of a ledger in records of a plans folder."""
    return real_path(ledger).relative_to(real_path(plans)).as_posix()


def _place(state: Path, plans: Path) -> Path:
    return state / "appends" / f"{digest(os.fsencode(real_path(plans)))[:32]}.jsonl"


def _line(record: AppendRecord) -> bytes:
    from json import dumps

    ledgers: Sequence[dict[str, Any]] = [
        {"ledger": each.ledger, "before": each.size, "after": each.end, "sha256": each.sha256}
        for each in record.additions
    ]
    said = {"format": 1, "import": record.imported, "ledgers": ledgers}
    return dumps(said, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n"


def _read(line: bytes) -> AppendRecord | None:
    from json import loads

    try:
        said = loads(line)
        additions = tuple(
            RecordedAddition(
                str(each["ledger"]), int(each["before"]), int(each["after"]), str(each["sha256"])
            )
            for each in said["ledgers"]
        )
        record = AppendRecord(bool(said["import"]), additions)
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None
    return record if additions and all(map(_is_possible, additions)) else None


def _is_possible(addition: RecordedAddition) -> bool:
    """Whether it names a ledger below a plans folder: anybody may have written the record."""
    parts = addition.ledger.split("/")
    inside = len(parts) == 3 and parts[1] == FOLDER and not {"", ".", ".."} & set(parts)
    return inside and parts[2].endswith(".toml") and 0 <= addition.size < addition.end
