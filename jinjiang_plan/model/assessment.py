"""A judgement as a fact: where a target stands as of a day, and what that rests on."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.codes import (
    HALTED,
    Flag,
    Kind,
    Light,
    Method,
    Op,
    Outlook,
    Reason,
    Status,
    TimeBasis,
)
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
    """The increments of the whole reporting periods so far, and how many periods lie ahead."""

    periods: int
    """Whole reporting periods so far."""
    reported: int
    """Those of them that have a report; the others added nothing."""
    on: date
    """The last day of the last of them."""
    value: Fraction
    """The value on that day."""
    mean: Fraction
    """The mean of one period's increment."""
    variance: Fraction
    """The variance of one period's increment."""
    ahead: Fraction
    """Periods from `on` to due."""


class Prospect(NamedTuple):
    """Rates per month, the value projected at due, and the outlook for the goal.

    The projection along a line is the latest value and `slope` for each of the months `left`; by the mean of past
    periods it is `past.value` and `past.mean` for each of `past.ahead`.
    """

    outlook: Outlook | None
    """None where the target is closed."""
    projected: Fraction | None = None
    """The value at due."""
    method: Method | None = None
    """How it was projected."""
    run_rate: Fraction | None = None
    """The rate from the baseline to the latest report."""
    required_rate: Fraction | None = None
    """The rate that reaches the goal by due from now."""
    slope: Fraction | None = None
    """The rate along which the line is drawn on."""
    spent: Fraction | None = None
    """Months from where the way begins to the latest report."""
    left: Fraction | None = None
    """Months from the latest report to due."""
    points: int = 0
    """Observations that carry the line, the baseline among them."""
    chance: Fraction | None = None
    """The chance of being met by due, 0..1, from `past`."""
    remaining: Fraction | None = None
    """Months from the day of judgement to due."""
    past: PastPeriods | None = None
    """The reporting periods so far, where they decide."""
    begin: date | None = None
    """The day on which the way begins, None for the start."""
    borrowed: bool = False
    """Whether the first report serves as the baseline."""


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
    receding: bool = False
    """Whether that change does not lead towards the goal: it is none, or leads away."""


class FirstVersion(NamedTuple):
    """The verdict by the first version of a target, as its plan promised it before any amendment."""

    goal: Goal | None
    """None for a target that is only monitored."""
    op: Op | None
    """How a value is compared with the goal."""
    due: date
    """The due day that the plan promised."""
    status: Status
    """The status by that goal and day."""
    light: Light
    """The colour of that status."""
    gap: Fraction | None
    """In percentage points, None where it does not exist."""


class Assessment(NamedTuple):
    """One target judged as of a day; what does not exist is None."""

    target: Target
    """What is judged."""
    as_of: date
    """The day of judgement."""
    profile: Profile
    """The thresholds that it is judged by."""
    status: Status
    """Where it stands against its plan."""
    goal: Goal | None
    """The goal in force."""
    op: Op | None
    """How a value is compared with the goal."""
    due: date
    """The due day in force."""
    met: bool
    """Whether the goal is reached."""
    baseline: Fraction | None
    """The value at the start of the way."""
    aim: Fraction | None
    """The value that the arithmetic runs to: the goal, of a range the nearer bound."""
    value: Fraction | None
    """The value on the day."""
    value_on: date | None
    """The day of the latest report that counts."""
    planned: Fraction | None
    """The value that the path requires on the day."""
    elapsed: Fraction | None
    """The share of the period gone, 0..1."""
    positions_gone: int
    """Months gone, or days where the plan counts those."""
    positions_all: int
    """Months of the whole period, or days."""
    completion: Fraction | None
    """The share of the way gone, 0..1."""
    planned_completion: Fraction | None
    """The share of the way that is planned by the day, 0..1."""
    gap: Fraction | None
    """Completion minus planned completion, in percentage points."""
    measure: Measurement | None
    """The figure that the profile's thresholds are for."""
    tolerance: Decimal
    """Percentage points that the status allows for."""
    flags: tuple[Flag, ...]
    """Remarks on the quality of the data."""
    reason: Reason | None
    """Why it cannot be judged."""
    observations: tuple[Observation, ...]
    """The values by day, the latest last."""
    prospect: Prospect
    """Rates, projection and outlook."""
    stops: tuple[Milestone, ...]
    """The milestones on the way."""
    months_ahead: Fraction | None
    """Positive when early."""
    periods_behind: int = 0
    """Reporting periods in a row, up to the last that had ended, at whose end it was yellow or red."""
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
        """Whether the goal is met for good: a total, a stage or a yes; what may yet be lost, once due has come.

        That is a level, one to be held, a rate and a rank.
        """
        lasting = self.target.kind.has_way and self.target.kind is not Kind.LEVEL
        return self.met and (lasting or self.as_of >= self.due)

    @property
    def whole(self) -> bool:
        """Whether a completion of 1 may be shown as 100 %: the goal is met, or a level held in every period so far."""
        return self.met or self.target.kind is Kind.MAINTAIN


class Money(NamedTuple):
    """The money of one currency in sum: the goals, and the values of those with data, in one unit.

    A sum is not counted beside its parts.
    """

    unit: str
    """The unit of the sums."""
    goal: Decimal
    """The sum of the goals."""
    value: Decimal
    """The sum of the values of those with data."""
    reported: int
    """Targets with data."""
    targets: int
    """Targets in all."""


class Rollup(NamedTuple):
    """An action, a plan, all plans or a responsible unit in sum (METHODS 8)."""

    plan: str | None
    """None for all plans and for a responsible unit."""
    action: str | None
    """None for a whole plan, too."""
    counts: dict[Status, int]
    """Targets by status."""
    worst_binding: str | None
    """The binding target of most concern, by its id."""
    completion: Fraction | None
    """The weighted, capped completion of the judged leaves, 0..1; what is silent among them counts as nothing."""
    reported: int
    """Targets that have a value, and are neither cancelled nor suspended."""
    targets: int
    """Targets in all."""
    initiatives: dict[Status, int]
    """Initiatives by status."""
    money: tuple[Money, ...] = ()
    """Sums by currency."""
    escalated: int = 0
    """Those that were yellow or red for two reporting periods in a row or more."""
    completion_reported: Fraction | None = None
    """The same completion of those with a value alone."""
    part: bool = False
    """Whether the judgement left out some of what belongs to it."""
    lead: Words | None = None
    """The responsible unit, where it is one."""
    share: Fraction | None = None
    """The unit's share of green and blue, 0..1."""
    rank: int | None = None
    """The unit's place among the others by that share."""

    @property
    def going(self) -> int:
        """Targets that are to be reported: neither cancelled nor suspended."""
        return self.targets - sum(self.counts.get(each, 0) for each in HALTED)


class Judgement(NamedTuple):
    """Every target and initiative asked for, with the roll-ups."""

    as_of: date
    """The day of judgement."""
    known_at: datetime | None
    """The moment whose knowledge counts, None for all."""
    assessments: tuple[Assessment, ...]
    """In the order of the plans."""
    rollups: tuple[Rollup, ...]
    """Of actions and plans."""
    leads: tuple[Rollup, ...] = ()
    """Of the responsible units, the best first."""
