"""The question of a judgement: which day, as known when, by which thresholds; the clock is asked here, once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan import DECEMBER
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.written_days import read_day, read_moment


class JudgeQuestion(NamedTuple):
    """What is asked: judged as of a day, as known at a moment, by a profile (None: each plan's own).

    `replayed` says that the moment was asked for; else it is now. `year_end` is the month by which `FY2021` is read.
    """

    today: date
    as_of: date
    known_at: datetime
    replayed: bool
    profile: Profile | None
    year_end: int | None = DECEMBER

    def counts(self, report: Report) -> bool:
        """Whether a report counts: for a day up to as_of, and recorded by then."""
        return report.on <= self.as_of and report.recorded <= self.known_at


def asked(
    session: Session,
    portfolio: Portfolio,
    as_of: str | None = None,
    known_at: str | None = None,
    profile: str | None = None,
) -> JudgeQuestion:
    """The options read, the clock asked once.

    Raises:
        Refusal: a day or moment cannot be read, or there is no such profile.
    """
    now = session.now(portfolio)
    today, year_end = now.date(), session.year_end(portfolio)
    return JudgeQuestion(
        today,
        today if as_of is None else read_day(as_of, today, year_end),
        now if known_at is None else read_moment(known_at, today, session.zone(portfolio), year_end),
        known_at is not None,
        None if profile is None else _profile(profile, portfolio.profiles),
        year_end,
    )


def _profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile of a name, or of a name with the version that it has now: `cn`, `cn/2`."""
    plain, slash, version = name.partition("/")
    found = profiles.get(plain)
    if found is None or (slash and not version.isdigit()):
        raise unknown("口径", "profile", name, list(profiles))
    if slash and int(version) != found.version:
        raise Refusal(
            f"口径 `{plain}` 现在是第 {found.version} 版（{found.code}），不再按 {name} 评估；"
            "改了什么，见 `jinjiang-plan help changes`",
            f"profile `{plain}` is now version {found.version} ({found.code}), and nothing is judged by {name} any more; "
            "`jinjiang-plan help changes` says what changed",
        )
    return found
