"""Government plans as plain text: read them, judge every target as of any day, and record reports.

    from datetime import date
    from jinjiang_plan import assess, load

    judgement = assess(load("plans"), as_of=date(2021, 6, 30))

`main` runs the command line and returns its exit code.

The names of this module are the whole public interface; what they need is imported when they are first used.
"""

from typing import TYPE_CHECKING

import jinjiang_plan.assess  # noqa: F401 - the layer, once: its name here then belongs to the function below

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from jinjiang_plan.files.ledger.append import Outcome
    from jinjiang_plan.model.admission import Consent, Doubt
    from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
    from jinjiang_plan.model.plan import Plan, Target
    from jinjiang_plan.model.portfolio import Portfolio
    from jinjiang_plan.model.profiles import Profile
    from jinjiang_plan.model.refusal import Refusal
    from jinjiang_plan.model.report import Report

__all__ = [
    "Assessment",
    "Consent",
    "Doubt",
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
    "main",
    "record",
]

_HOMES = {
    "Assessment": "assessment",
    "Consent": "admission",
    "Doubt": "admission",
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


def record(
    portfolio: "Portfolio",
    reports: "Iterable[tuple[Target, Report]]",
    *,
    today: "date",
    revise: bool = False,
    consent: "Consent | None" = None,
) -> "Outcome":
    """Append reports to the ledgers of their targets, all of them or none, as the command `record` does.

    Each is decided on by its ledger as it stands while it is locked; nothing is written where one is refused, or has a
    doubt without consent. The outcome says which; call again with consent to what should be written all the same.

    Args:
        portfolio: the plans of the targets, read from a folder that may be written to.
        reports: each with its target. The moment and the author are the report's `recorded` and `by`; its number of
            revision is given to it.
        today: the day of entry: a later day cannot be reported.
        revise: whether the reports may revise earlier ones.
        consent: the doubts that are accepted; None for no doubt.

    Returns:
        Whether it was written, and the draft of each target's entry: its ledger before, the admissions, the lines.

    Raises:
        Refusal: a ledger has a fault, or cannot be written; it is then as it was.
    """
    from jinjiang_plan.assess.admission import Candidate
    from jinjiang_plan.files.layout import ledger_path
    from jinjiang_plan.files.ledger.append import Append, Entry
    from jinjiang_plan.model.admission import NO_CONSENT

    by_target: dict[Target, list[Candidate]] = {}
    for target, report in reports:
        by_target.setdefault(target, []).append(Candidate(target, report, today, revise))
    entries = (
        Entry(ledger_path(portfolio.plan(target.plan), target), target, [each.admission for each in mine])
        for target, mine in by_target.items()
    )
    return Append(entries, consent or NO_CONSENT).write()


def main(argv: "Sequence[str]") -> int:
    """Run one call of the command line.

    Args:
        argv: its arguments, without the name of the program.

    Returns:
        The exit code. What the call prints goes to `sys.stdout` and `sys.stderr` as they are at that moment; nothing of
        the process around it is changed.
    """
    from jinjiang_plan.cli.door import main as call

    return call(argv)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.model.{_HOMES[name]}"), name)
