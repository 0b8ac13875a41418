"""The profiles of judgement: thresholds in percentage points, versioned, as data (METHODS 4)."""

from decimal import Decimal
from typing import NamedTuple


class Profile(NamedTuple):
    """Thresholds of judgement in percentage points, as data; `tolerance` by class."""

    name: str
    version: int
    ahead: Decimal
    serious: Decimal
    tolerance_binding: Decimal
    tolerance_expected: Decimal

    @property
    def code(self) -> str:
        """The profile with its version, as every sheet prints it: `cn/1`."""
        return f"{self.name}/{self.version}"


_PROFILES = (
    # An official review called a binding target 5.9 points short "lagging": no tolerance for those.
    Profile("cn", 1, Decimal(5), Decimal(-30), Decimal(0), Decimal(5)),
    # Yinchuan's published rule: green from 0, yellow down to -30, red below, whatever the class.
    Profile("cn-yinchuan", 1, Decimal(5), Decimal(-30), Decimal(0), Decimal(0)),
)
PROFILES = {profile.name: profile for profile in _PROFILES}
