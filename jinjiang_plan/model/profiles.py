"""The profiles of judgement: thresholds in percentage points, versioned, as data (METHODS 4)."""

from decimal import Decimal

from jinjiang_plan.model.assessment import Profile

_PROFILES = (
    # An official review called a binding target 5.9 points short "lagging": no tolerance for those.
    Profile("cn", 1, Decimal(5), Decimal(-30), Decimal(0), Decimal(5)),
    # Yinchuan's published rule: green from 0, yellow down to -30, red below, whatever the class.
    Profile("cn-yinchuan", 1, Decimal(5), Decimal(-30), Decimal(0), Decimal(0)),
)
PROFILES = {profile.name: profile for profile in _PROFILES}
