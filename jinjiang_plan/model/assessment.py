"""A judgement as a fact: where a target stands as of a day, and what that rests on."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import Flag, Kind, Light, Op, Outlook, Reason, Status
from jinjiang_plan.model.plan import Amendment, Goal, Target
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import Report


class Observation(NamedTuple):
    """The target's value as a standing report makes it, in cumulative form for increments and sums."""

    on: date
    value: Decimal
    report: Report | None


class Assessment(NamedTuple):
    """One target judged as of a day.

    Shares (`elapsed`, `completion`, `planned_completion`) are 0..1, `gap` is in percentage points, rates are per
    month, `months_ahead` is positive when early; what does not exist is None.
    """

    target: Target
    as_of: date
    profile: Profile
    status: Status
    goal: Goal | None
    op: Op | None
    due: date
    met: bool
    baseline: Fraction | None
    aim: Fraction | None
    value: Fraction | None
    value_on: date | None
    planned: Fraction | None
    elapsed: Fraction | None
    months_gone: int
    months_all: int
    completion: Fraction | None
    planned_completion: Fraction | None
    gap: Fraction | None
    tolerance: Decimal
    flags: tuple[Flag, ...]
    reason: Reason | None
    amendment: Amendment | None
    observations: tuple[Observation, ...]
    outlook: Outlook | None = None
    projected: Fraction | None = None
    method: str = ""
    run_rate: Fraction | None = None
    required_rate: Fraction | None = None
    months_ahead: Fraction | None = None

    @property
    def light(self) -> Light:
        """The colour of the status."""
        return self.status.light

    @property
    def whole(self) -> bool:
        """Whether a completion of 1 may be shown as 100 %: the goal is met, or a level held in every period so far."""
        return self.met or self.target.kind is Kind.MAINTAIN


class Rollup(NamedTuple):
    """An action or a plan in sum; `action` is None for the whole plan.

    `completion` is the weighted, capped completion over the `reported` of the `targets` (METHODS 8).
    """

    plan: str
    action: str | None
    counts: dict[Status, int]
    worst_binding: str | None
    completion: Fraction | None
    reported: int
    targets: int
    initiatives: dict[Status, int]


class Judgement(NamedTuple):
    """Every target and initiative asked for, with the roll-ups, as of a day as known at a moment."""

    as_of: date
    known_at: datetime | None
    assessments: tuple[Assessment, ...]
    rollups: tuple[Rollup, ...]
