"""A judgement as a fact: where a target stands as of a day, and what that rests on."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import Flag, Kind, Light, Method, Op, Outlook, Reason, Status, TimeBasis
from jinjiang_plan.model.plan import Goal, Milestone, Target
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Words


class Observation(NamedTuple):
    """The target's value as a standing report makes it, in cumulative form for increments and sums."""

    on: date
    value: Decimal
    report: Report | None


class PastPeriods(NamedTuple):
    """The increments of the whole reporting periods so far, and how many periods lie ahead.

    `reported` of the `periods` have a report, the others added nothing. `value` is that of the day `on`, the end of
    the last one; `mean` and `variance` are of one period's increment, `ahead` is from `on` to due.
    """

    periods: int
    reported: int
    on: date
    value: Fraction
    mean: Fraction
    variance: Fraction
    ahead: Fraction


class Prospect(NamedTuple):
    """Rates per month, the value projected at due, and the outlook for the goal; `outlook` None where it is closed.

    The projection along a line is the latest value and `slope` for each of the months `left`, from `points`
    observations, the baseline among them; by the mean of past periods it is `past.value` and `past.mean` for each of
    `past.ahead`. `chance` (0..1) is that of being met by due, from `past`. `spent` are the months from where the way
    begins to the latest report, `remaining` those from the day of judgement to due. The way begins on the day `begin`,
    None for the start; `borrowed` where the first report serves as the baseline.
    """

    outlook: Outlook | None
    projected: Fraction | None = None
    method: Method | None = None
    run_rate: Fraction | None = None
    required_rate: Fraction | None = None
    slope: Fraction | None = None
    spent: Fraction | None = None
    left: Fraction | None = None
    points: int = 0
    chance: Fraction | None = None
    remaining: Fraction | None = None
    past: PastPeriods | None = None
    begin: date | None = None
    borrowed: bool = False


class Measurement(NamedTuple):
    """The figure that a profile's thresholds are for, with what it was calculated from."""

    value: Fraction
    """In points for a gap, in per cent for a figure compared with the goal itself, else a ratio or a difference."""
    spent: Fraction | None = None
    """Years from the baseline to the latest report, where growth is measured."""
    whole: Fraction | None = None
    """Years from the baseline to due, where growth is measured."""
    planned: Fraction | None = None
    """The completion that the milestone or the day asks for."""
    carried: Fraction | None = None
    """The value that growth or the trend leads to by due."""
    trend: Fraction | None = None
    """The mean yearly change."""


class FirstVersion(NamedTuple):
    """The verdict by the first version of a target, as its plan promised it before any amendment."""

    goal: Goal | None
    op: Op | None
    due: date
    status: Status
    light: Light
    gap: Fraction | None
    """In percentage points, None where it does not exist."""


class Assessment(NamedTuple):
    """One target judged as of a day.

    Shares (`elapsed`, `completion`, `planned_completion`) are 0..1, `gap` is in percentage points, `months_ahead` is
    positive when early; `measure` is what the profile's thresholds are for; `positions_gone` of `positions_all` are months, or days where the plan counts those; `periods_behind`
    counts the reporting periods in a row that it has stood yellow or red, up to the last that had ended. What does not
    exist is None.
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
    positions_gone: int
    positions_all: int
    completion: Fraction | None
    planned_completion: Fraction | None
    gap: Fraction | None
    measure: Measurement | None
    tolerance: Decimal
    flags: tuple[Flag, ...]
    reason: Reason | None
    observations: tuple[Observation, ...]
    prospect: Prospect
    stops: tuple[Milestone, ...]
    months_ahead: Fraction | None
    periods_behind: int = 0
    light: Light = Light.GREY
    """The colour of this judgement. It is not a function of the status: an unreported target is yellow or red."""
    difference: Fraction | None = None
    """Value minus planned value in the target's own unit, positive is better."""
    held: int | None = None
    """Of a level to hold, the number of ended reporting periods in which it held."""
    periods: int | None = None
    """Of a level to hold, the number of reporting periods that have ended, reported or not."""
    periods_reported: int | None = None
    """Of a level to hold, the number of ended reporting periods that were reported."""
    first: FirstVersion | None = None
    """The first version judged whole, as soon as an amendment is in force."""
    basis: TimeBasis = TimeBasis.MONTH
    """What the positions of the period count."""
    begin: date | None = None
    """The day of the baseline where the way begins after the start of the period."""
    skipped: tuple[Milestone, ...] = ()
    """The milestones that are left out: before the way begins, beyond the goal in force, on or after the due in force."""
    parts_value: Fraction | None = None
    """The sum of the parts where a report of the sum's own stands in its place."""

    @property
    def silent(self) -> bool:
        """Whether a report is owed and none was ever there: unreported, or overdue without a figure."""
        return self.value is None and self.status in (Status.UNREPORTED, Status.OVERDUE)

    @property
    def settled(self) -> bool:
        """Whether the goal is met for good: a total, a stage or a yes; a level, which may yet fall, once due has come."""
        return self.met and (self.target.kind is not Kind.LEVEL or self.as_of >= self.due)

    @property
    def whole(self) -> bool:
        """Whether a completion of 1 may be shown as 100 %: the goal is met, or a level held in every period so far."""
        return self.met or self.target.kind is Kind.MAINTAIN


class Money(NamedTuple):
    """The money of one currency in sum: the goals, and the values of those with data, in one unit.

    A sum is not counted beside its parts.
    """

    unit: str
    goal: Decimal
    value: Decimal
    reported: int
    targets: int


class Rollup(NamedTuple):
    """An action, a plan, all plans or a responsible unit in sum (METHODS 8).

    `action` is None for a whole plan; both it and `plan` are None for all plans, and for a responsible unit, which
    `lead` names. `reported` of the `targets` have a value. `completion` is the weighted, capped completion of the leaves
    that were judged, what is silent among them as nothing; `completion_reported` that of those with a value. `escalated`
    counts what has stood yellow or red for two reporting periods in a row or more. `part` says that the judgement left
    out some of what belongs to it. A unit has a `rank` among the others by its `share` of green and blue.
    """

    plan: str | None
    action: str | None
    counts: dict[Status, int]
    worst_binding: str | None
    completion: Fraction | None
    reported: int
    targets: int
    initiatives: dict[Status, int]
    money: tuple[Money, ...] = ()
    escalated: int = 0
    completion_reported: Fraction | None = None
    part: bool = False
    lead: Words | None = None
    share: Fraction | None = None
    rank: int | None = None


class Judgement(NamedTuple):
    """Every target and initiative asked for, with the roll-ups, as of a day as known at a moment.

    `leads` are the roll-ups of the responsible units, the best first.
    """

    as_of: date
    known_at: datetime | None
    assessments: tuple[Assessment, ...]
    rollups: tuple[Rollup, ...]
    leads: tuple[Rollup, ...] = ()
