"""A figure that goes back where none should: totals and stages move towards the goal alone (METHODS 3)."""

from decimal import Decimal

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import reporting_year
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report

_LASTING = (Kind.CUMULATIVE, Kind.STAGE, Kind.DONE)
"""Kinds whose figure includes the ones before it."""


def is_setback(target: Target, first: Report, last: Report) -> bool:
    """Whether the later of two reports is behind the earlier one, and does not say that it is a correction.

    Of figures that begin again each year only those of one year are compared.
    """
    if target.kind not in _LASTING or last.correction:
        return False
    if target.resets is not None and _year(target, first) != _year(target, last):
        return False
    was, now = first.figure or Decimal(0), last.figure or Decimal(0)
    return was < now if is_to_fall(target) else now < was


def is_to_fall(target: Target) -> bool:
    """Whether a total is to go down: its goal lies below the baseline."""
    if target.kind is not Kind.CUMULATIVE or target.goal is None or target.goal.value is None:
        return False
    return target.goal.value < (target.baseline.value if target.baseline else 0)


def _year(target: Target, report: Report) -> int:
    return reporting_year(report.on, target.year_end)
