"""The file that proves a figure: what a ledger says of it, and whether it is still what was cited."""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.model.refusal import WRONG_CALL, Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.system import reason


class Proof(NamedTuple):
    """A file as a report cites it: its name, from the plans folder where it stands below it; and its SHA-256."""

    file: str
    sha256: str


class Kept(Enum):
    """What has become of a file that a report cites."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    ELSEWHERE = "elsewhere"  # it never stood below the plans folder: nothing can be said
    UNREADABLE = "unreadable"


def cite(path: Path, plans: Path) -> Proof:
    """The file as it stands now, as a report cites it.

    Raises:
        Refusal: there is no such file, or it cannot be read.
    """
    try:
        digest = _digest(path)
    except OSError as error:
        why = reason(error)
        raise Refusal(
            f"--file {path} 无法读取：{why.zh}", f"--file {path} cannot be read: {why.en}", WRONG_CALL
        ) from error
    place, root = path.resolve(), plans.resolve()
    return Proof(place.relative_to(root).as_posix() if place.is_relative_to(root) else path.name, digest)


def kept(report: Report, plans: Path) -> Kept | None:
    """What has become of the file that a report cites; None where it cites none.

    A file is looked for below the plans folder only. One named without a folder stood elsewhere, unless it is there.
    """
    if not report.file:
        return None
    path = plans / report.file
    if not path.resolve().is_relative_to(plans.resolve()):
        return Kept.ELSEWHERE
    try:
        return Kept.SAME if _digest(path) == report.sha256 else Kept.CHANGED
    except FileNotFoundError:
        return Kept.GONE if "/" in report.file else Kept.ELSEWHERE
    except OSError:
        return Kept.UNREADABLE


def _digest(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
