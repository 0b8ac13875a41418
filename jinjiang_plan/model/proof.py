"""The files that reports cite as their proof, and what has become of them since."""

from collections.abc import Mapping
from enum import Enum


class Kept(Enum):
    """What has become of a file that a report cites."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    ELSEWHERE = "elsewhere"  # it never stood below the plans folder: nothing can be said
    UNREADABLE = "unreadable"


Proofs = Mapping[tuple[str, str], Kept]
"""What has become of the files that were cited, by the full id of the ledger's target and the report's key."""
