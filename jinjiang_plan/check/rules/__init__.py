"""The rules, a module a family, and the list of all of them, written out by hand in the order of their codes."""

from jinjiang_plan.check.rules import (
    dates,
    goals,
    progress,
    provenance,
    references,
    reports,
    shape,
    silence,
    sums,
    suppression,
    syntax,
    translations,
    units,
    values,
)
from jinjiang_plan.check.ruling import Check

CHECKS: tuple[Check, ...] = (
    *syntax.SYNTAX,
    *shape.SHAPE,
    references.DUPLICATE_ID,
    references.DANGLING_REFERENCE,
    references.REFERENCE_CYCLE,
    references.LONELY_INITIATIVE,
    units.UNKNOWN_UNIT,
    units.UNIT_MISMATCH,
    sums.SUM_MISMATCH,
    values.IMPLAUSIBLE_VALUE,
    goals.WRONG_DIRECTION,
    goals.MILESTONE_ORDER,
    goals.NO_WAY_TO_GO,
    goals.COMPOUND_NEEDS_POSITIVE,
    dates.DATE_ORDER,
    dates.OUTSIDE_PLAN,
    reports.FUTURE_REPORT,
    reports.OVERLAPPING_PERIODS,
    progress.BEHIND_TARGET,
    silence.OVERDUE,
    silence.STALE,
    reports.FALLEN,
    provenance.UNSOURCED,
    provenance.LATE_REPORT,
    translations.MISSING_TRANSLATION,
    *suppression.SUPPRESSION,
)
"""Every rule with what finds it."""
