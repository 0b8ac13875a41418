"""The rules, a module a family, and the list of all of them, written out by hand in the order of their codes."""

from jinjiang_plan.check.rules import (
    amending,
    base,
    baselines,
    commitments,
    goalposts,
    goals,
    history,
    postponing,
)
from jinjiang_plan.check.ruling import Check

CHECKS: tuple[Check, ...] = (
    goals.NO_WAY_TO_GO,
    base.BASE_UNAVAILABLE,
    goalposts.GOALPOSTS_MOVED,
    postponing.DUE_POSTPONED,
    commitments.COMMITMENT_REMOVED,
    baselines.BASELINE_REWRITTEN,
    amending.EMPTY_AMENDMENT,
    history.HISTORY_REWRITTEN,
    history.BACKDATED,
)
"""Every rule with what finds it."""
