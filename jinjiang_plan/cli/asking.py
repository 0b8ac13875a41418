"""The question of a judgement: which day, as known when, by which thresholds; and what its answer is worth in CI."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from jinjiang_plan.cli.filters import read_code
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.days import read_day, read_moment
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.report import Report


class Asked(NamedTuple):
    """What is asked: judged as of a day, as known at a moment (None: now), by a profile (None: each plan's own)."""

    as_of: date
    known_at: datetime | None
    profile: Profile | None
    due_before: date | None


def asked(  # noqa: PLR0913, PLR0917 - one argument an option
    session: Session,
    portfolio: Portfolio,
    as_of: str | None,
    known_at: str | None = None,
    profile: str | None = None,
    due_before: str | None = None,
) -> Asked:
    """The options read, the clock asked once.

    Raises:
        Refusal: a day or moment cannot be read, or there is no such profile.
    """
    today = session.today(portfolio)
    if profile is not None and profile not in PROFILES:
        raise unknown("口径", "profile", profile, list(PROFILES))
    return Asked(
        today if as_of is None else read_day(as_of, today),
        None if known_at is None else read_moment(known_at, today, session.zone(portfolio)),
        PROFILES[profile] if profile else None,
        None if due_before is None else read_day(due_before, today),
    )


def known(report: Report, question: Asked) -> bool:
    """Whether a report counts for the question: for a day up to as_of, and recorded by then."""
    return report.on <= question.as_of and (question.known_at is None or report.recorded <= question.known_at)


def with_parts(portfolio: Portfolio, targets: Sequence[Target]) -> list[Target]:
    """The targets, with all that their sums are made of: the ledgers that judging them takes."""
    by_id = {target.full_id: target for target in portfolio.judged}
    found: dict[str, Target] = {}
    left = list(targets)
    while left:
        target = left.pop()
        if target.full_id not in found:
            found[target.full_id] = target
            left += [by_id[f"{target.plan}/{part}"] for part in target.sum_of]
    return list(found.values())


def exit_for(judgement: Judgement, fail_on: str | None) -> int:
    """The exit code that `--fail-on` asks for: 1 if something stands so or worse."""
    if fail_on is None:
        return 0
    limit = read_code(Status, fail_on, "状态", "status").concern
    return int(any(each.status.concern <= limit for each in judgement.assessments))
