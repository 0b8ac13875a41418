"""Government plans as plain text: read them, and judge every target as of any day.

    from datetime import date
    from jinjiang_plan import assess, load

    judgement = assess(load("plans"), as_of=date(2021, 6, 30))

The names of this module are the whole public interface; what they need is imported when they are first used.
"""

from typing import TYPE_CHECKING

import jinjiang_plan.assess  # noqa: F401 - the layer, once: its name here then belongs to the function below

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from pathlib import Path

    from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
    from jinjiang_plan.model.plan import Plan, Target
    from jinjiang_plan.model.portfolio import Portfolio
    from jinjiang_plan.model.profiles import Profile
    from jinjiang_plan.model.refusal import Refusal
    from jinjiang_plan.model.report import Report

__all__ = [
    "Assessment",
    "Judgement",
    "Plan",
    "Portfolio",
    "Profile",
    "Refusal",
    "Report",
    "Rollup",
    "Target",
    "assess",
    "load",
]

_HOMES = {
    "Assessment": "assessment",
    "Judgement": "assessment",
    "Profile": "profiles",
    "Rollup": "assessment",
    "Plan": "plan",
    "Target": "plan",
    "Portfolio": "portfolio",
    "Refusal": "refusal",
    "Report": "report",
}


def load(folder: "str | Path | None" = None) -> "Portfolio":
    """Read every plan of a plans folder, or one plan's folder, with all ledgers.

    Args:
        folder: a folder of plans, or of one plan; None for the plans that ship with the package.

    Returns:
        The portfolio: the plans that could be read, their ledgers, and `findings` about the rest.

    Raises:
        Refusal: the folder cannot be read or holds no plan.
    """
    from jinjiang_plan.files.plans.locate import load as read

    return read(folder)


def assess(  # noqa: PLR0913 - one question, all of whose parts but two have their usual answer
    portfolio: "Portfolio",
    as_of: "date",
    *,
    known_at: "datetime | None" = None,
    profile: "Profile | None" = None,
    only: "Collection[Target] | None" = None,
    outlook: bool = True,
) -> "Judgement":
    """Judge the targets and initiatives of all plans as of a day, by what was known at a moment.

    Args:
        portfolio: the plans with their ledgers.
        as_of: the day that is judged; reports for later days do not count.
        known_at: reports recorded later do not count; None for all.
        profile: the thresholds; None for each plan's own.
        only: the targets asked for; None for all.
        outlook: whether to project each target's value at due; without it the same is judged a little quicker.

    Returns:
        The assessments plan by plan, the worst first within an action, and the roll-ups of each action and plan.
    """
    from jinjiang_plan.assess.portfolio import assess_portfolio

    return assess_portfolio(portfolio, as_of, known_at=known_at, profile=profile, only=only, outlook=outlook)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.model.{_HOMES[name]}"), name)
