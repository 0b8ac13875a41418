"""The rules, a module a family, and the list of all of them, written out by hand in the order of their codes."""

from jinjiang_plan.check.rules import goalposts, goals, history, shape, suppression, syntax
from jinjiang_plan.check.ruling import Check

CHECKS: tuple[Check, ...] = (
    *syntax.SYNTAX,
    *shape.SHAPE,
    goals.NO_WAY_TO_GO,
    *goalposts.GOALPOSTS,
    *history.HISTORY,
    *suppression.SUPPRESSION,
)
"""Every rule with what finds it."""
