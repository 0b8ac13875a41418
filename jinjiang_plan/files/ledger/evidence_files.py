"""The file that proves a figure: what a ledger says of it, and whether it is still what was cited."""

import os
from collections.abc import Callable, Container, Iterable, Sequence
from errno import EFBIG
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from jinjiang_plan.files.layout import plans_folder, real_path
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.references import FileState, Proofs
from jinjiang_plan.model.refusal import WRONG_CALL, Refusal, reason
from jinjiang_plan.model.report import Report

MOST_BYTES = 1 << 30
"""Bytes of the largest file that is read to prove a figure: a scan of any length, read in about two seconds."""


class Proof(NamedTuple):
    """A file as a report cites it: its name, from the plans folder where it stands below it; and its SHA-256.

    A name with a `/` in it is one from the plans folder; one that stands in it itself begins with `./`.
    """

    file: str
    sha256: str


def cite(path: Path, plans: Path) -> Proof:
    """The file as it stands now, as a report cites it.

    Raises:
        Refusal: there is no such file, it cannot be read, or it is a device or a pipe, which might never end.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Refusal(f"--file {path} 不是普通文件", f"--file {path} is not a plain file", WRONG_CALL)
    try:
        digest = _digest(path)
    except OSError as error:
        why = reason(error)
        raise Refusal(
            f"--file {path} 无法读取：{why.zh}", f"--file {path} cannot be read: {why.en}", WRONG_CALL
        ) from error
    place, root = real_path(path), real_path(plans)
    if not place.is_relative_to(root):
        return Proof(path.name, digest)
    return Proof(f"{'./' * (place.parent == root)}{place.relative_to(root).as_posix()}", digest)


class Cited(NamedTuple):
    """A report that cites a file, with its ledger and the plans folder."""

    plans: Path
    ledger: str
    report: Report

    @property
    def size(self) -> int:
        """The bytes of the file, 0 where it is not there."""
        try:
            return (self.plans / self.report.file).stat().st_size
        except (OSError, ValueError):
            return 0


Watch = Callable[[Sequence[Cited]], Iterable[Cited]]
"""What shows how far the reading of files has come."""


def proofs(portfolio: Portfolio, ledgers: Container[str], watch: Watch = iter) -> Proofs:
    """What has become of every file that is cited in the ledgers of those names; a file cited twice is read once."""
    digest = cache(_digest)
    cited = [
        Cited(plans_folder(plan), ledger.id, report)
        for plan in portfolio.plans
        for ledger in map(portfolio.ledger, plan.judged)
        if ledger.file in ledgers
        for report in ledger.reports
        if report.file
    ]
    return {
        (ledger, report.key): _kept(plans, report.file, report.sha256, digest)
        for plans, ledger, report in watch(cited)
    }


def kept(report: Report, plans: Path) -> FileState | None:
    """What has become of the file that a report cites; None where it cites none."""
    return _kept(plans, report.file, report.sha256, _digest) if report.file else None


def _kept(plans: Path, file: str, sha256: str, digest: Callable[[Path], str]) -> FileState:
    """What has become of a file.

    It is looked for below the plans folder only. One named without a folder stood elsewhere, unless it is there. Of one
    whose digest was not written down it can only be said that it is there.
    """
    path = plans / file
    try:
        inside = real_path(path).is_relative_to(real_path(plans))
    except (ValueError, RuntimeError):  # a sign that no name may have; links that lead in a circle
        return FileState.UNREADABLE
    if not inside:
        return FileState.ELSEWHERE
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            return FileState.UNREADABLE
        return FileState.SAME if sha256.lower() in ("", digest(path)) else FileState.CHANGED
    except (FileNotFoundError, NotADirectoryError):
        return FileState.GONE if "/" in file else FileState.ELSEWHERE
    except OSError:
        return FileState.UNREADABLE


def _digest(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it cannot be read, or is larger than what is read.
    """
    from hashlib import file_digest

    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise OSError(EFBIG, os.strerror(EFBIG), str(path))
        return file_digest(file, "sha256").hexdigest()
