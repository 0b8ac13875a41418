"""The flags: the quality of the data behind a verdict (METHODS 6)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tests.judge.clock import covered_to, half_months, month_index
from tests.judge.evidence import Figure
from tests.judge.own_period import Holding, missing_years, settled
from tests.judge.terms import Goal, Terms

KEPT_ONCE_MET = ("cumulative", "increment", "stage", "done")
"""The kinds that nobody needs to report again once they are met."""


def owed(terms: Terms, day: date) -> bool:
    """Whether a report is owed: one and a half reporting periods since start, its month counted whole."""
    if day < terms.start:
        return False
    gone = month_index(day) - month_index(terms.start) + half_months(day, terms.due)
    return gone >= Fraction(3 * terms.frequency, 2)


def stale(terms: Terms, figures: Sequence[Figure], day: date) -> bool:
    """Whether the latest figure is older than one and a half reporting periods."""
    if not figures or terms.halted or any(each.final for each in figures):
        return False
    latest = figures[-1]
    if not latest.parts and latest.on >= terms.due:
        return False
    if terms.kind in ("rate", "rank") and settled(terms, list(figures)):
        return False
    if terms.kind in KEPT_ONCE_MET and terms.goal is not None and terms.goal.met(latest.value):
        return False
    if latest.parts:
        return any(stale(part.terms, part.figures, day) for part in latest.parts)
    end = covered_to(latest.on, terms.frequency, terms.year_end)
    gone = month_index(day) - month_index(end) - 1 + half_months(day, terms.due)
    return gone >= Fraction(3 * terms.frequency, 2)


def of_data(terms: Terms, figures: list[Figure], day: date) -> set[str]:
    """The flags of every kind."""
    found = set()
    if terms.revised:
        found.add("revised_goal")
    if not figures:
        return found
    latest = figures[-1]
    marks = {
        "stale": stale(terms, figures, day),
        "estimate": latest.estimate,
        "unsourced": not latest.sourced,
        "late_report": latest.late,
        "derived": latest.derived,
        "partial": latest.partial,
        "overridden": latest.overridden,
        "gap_in_periods": latest.gap,
        "future_report": any(_ahead_of_its_day(each) for each in figures),
    }
    return found | {name for name, holds in marks.items() if holds}


def _ahead_of_its_day(figure: Figure) -> bool:
    return figure.recorded is not None and figure.recorded.date() < figure.on and not figure.estimate


def of_own_period(terms: Terms, held: Holding, standing: list[Figure], day: date) -> set[str]:
    """The flags of rates, ranks and levels to hold."""
    found = set()
    if terms.kind == "maintain" and held.failed:
        found.add("lapsed")
    if terms.average is not None and standing and missing_years(terms, standing, day):
        found.add("gap_in_periods")
    return found


def of_baseline(terms: Terms, *, borrowed: bool, closed: bool) -> set[str]:
    """The flags of a way's beginning: whether its baseline is assumed, and whether it meets the goal."""
    assumed = terms.assumed or borrowed or (terms.baseline is None and terms.kind != "level")
    return ({"baseline_assumed"} if assumed else set()) | ({"weak_goal"} if closed else set())


def of_status(terms: Terms, goal: Goal, figures: list[Figure], status: str) -> set[str]:
    """The flags of a goal that was met: lost again, or not yet held to due."""
    found = set()
    if figures and not goal.met(figures[-1].value) and any(goal.met(each.value) for each in figures):
        found.add("relapsed")
    if status == "achieved_early" and terms.kind == "level":
        found.add("provisional")
    return found
