"""What a plan's files say: targets, actions, initiatives and the documents that they come from."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.codes import Average, Class, Frequency, Halt, Kind, Op, PathShape, Resets, TimeBasis
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.status_words import STAGE_NAMES
from jinjiang_plan.model.words import Words, joined
from jinjiang_plan.model.zones import CHINA, local_day

DECEMBER = 12
"""The month in which the reporting year of a plan that names none ends."""


class Source(NamedTuple):
    """A document that figures are cited from."""

    key: str
    title: Words
    publisher: Words | None
    published: date | None
    url: str
    number: str
    note: Words | None


class Baseline(NamedTuple):
    """The value at the start; a stage stands as its position."""

    value: Decimal
    on: date | None
    assumed: bool
    source: str


class Goal(NamedTuple):
    """What is to be reached: `value`, or `low` to `high` under the op `range`.

    A stage stands as its position, done as 1. `op` is None where the file leaves it to the direction.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    op: Op | None
    assumed: bool

    @property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """The two bounds of a range; None for any other goal."""
        return None if self.low is None or self.high is None else (self.low, self.high)


class Milestone(NamedTuple):
    """A value that the plan asks for on a day; `place` is its number in the file's own order."""

    on: date
    value: Decimal
    place: int = 0


class Amendment(NamedTuple):
    """A formal change, as decided; what it leaves alone is None. `place` is its number in the file's own order.

    `recorded` is when it was entered, None where the file does not say; `late` why it was entered only then.
    """

    decided: date
    goal: Goal | None
    due: date | None
    status: Halt | None
    document: Words | None
    reason: Words | None
    place: int = 0
    baseline: Baseline | None = None
    late: Words | None = None
    recorded: datetime | None = None
    by: str = ""

    def known(self, moment: datetime, zone: str) -> bool:
        """Whether it was known at a moment: entered by then, or decided by that day in `zone` where no entry is said."""
        return self.decided <= local_day(moment, zone) if self.recorded is None else self.recorded <= moment


class Target(NamedTuple):
    """One thing to reach, with what it inherits filled in; an initiative is judged as one of kind `stage`.

    `seasons` are the weights of the reporting year's quarters or months, none but under the path `seasonal`. `year_end` is
    the month in which the reporting year ends. `tolerance` is the plan's own, None where the profile's holds.
    """

    plan: str
    action: str | None
    id: str
    what: str
    title: Words
    kind: Kind
    class_: Class | None
    unit: str
    baseline: Baseline | None
    goal: Goal | None
    start: date
    due: date
    basis: TimeBasis | None
    course: PathShape
    milestones: tuple[Milestone, ...]
    sum_of: tuple[str, ...]
    weight: Decimal
    leads: tuple[Words, ...]
    partners: tuple[str, ...]
    frequency: Frequency
    tags: tuple[str, ...]
    limits: tuple[Decimal | None, Decimal | None]
    source: str
    wording: str
    stages: tuple[str, ...]
    amendments: tuple[Amendment, ...]
    assumed: bool
    sample: bool
    note: Words | None
    file: str
    resets: Resets | None = None
    average: Average | None = None
    seasons: tuple[Decimal, ...] = ()
    year_end: int = DECEMBER
    tolerance: Decimal | None = None
    timezone: str = CHINA

    @property
    def lead(self) -> Words | None:
        """The names of the responsible units in one text, None where none is stated."""
        return joined(self.leads)

    @property
    def name(self) -> str:
        """The name of its entry in its file: the id without the action before it."""
        return self.id.rpartition(".")[2]

    @property
    def full_id(self) -> str:
        """The id with its plan in front, unambiguous among all plans."""
        return f"{self.plan}/{self.id}"

    def terms(self, day: date, known_at: datetime | None = None) -> "Terms":
        """The version in force on a day, by the amendments decided by then and known at a moment (METHODS 7).

        Goal, due day, baseline and status stand until a later amendment changes them; the status `active` lifts one.
        """
        goal, due, baseline, status = self.goal, self.due, self.baseline, None
        for amendment in self.amendments:
            if amendment.decided > day:
                break
            if known_at is not None and not amendment.known(known_at, self.timezone):
                continue
            if amendment.goal is not None:
                kept = goal.op if goal and goal.value is not None else None
                goal = amendment.goal._replace(op=amendment.goal.op or kept)
            due = amendment.due or due
            baseline = amendment.baseline or baseline
            status = amendment.status or status
        revised = (goal, due, baseline) != (self.goal, self.due, self.baseline)
        milestones = tuple(each for each in self.milestones if each.on < due)
        halted = None if status is Halt.ACTIVE else status
        return Terms(goal, due, milestones, halted, revised, baseline)

    def stage_name(self, position: int) -> str:
        """The stage at a position of the target's own list, as its code."""
        return self.stages[max(0, min(position, len(self.stages) - 1))]


class Terms(NamedTuple):
    """A target's goal, due day, milestones, halt and baseline as amended by a day.

    `revised` says that the goal, the due day or the baseline is another than at first.
    """

    goal: Goal | None
    due: date
    milestones: tuple[Milestone, ...]
    halted: Halt | None
    revised: bool
    baseline: Baseline | None


def is_place(value: Decimal) -> bool:
    """Whether a number can be a place in a ranking."""
    return value >= 1 and value == value.to_integral_value()


class Initiative(NamedTuple):
    """A project, park, street or laboratory, with the target that its stage is judged by."""

    target: Target
    summary: Words | None
    place: Words | None
    serves: tuple[str, ...]


class Action(NamedTuple):
    """A group of targets and initiatives in one file."""

    id: str
    title: Words
    order: int
    leads: tuple[Words, ...]
    summary: Words | None
    file: str

    @property
    def lead(self) -> Words | None:
        """The names of the responsible units in one text, None where none is stated."""
        return joined(self.leads)


class Plan(NamedTuple):
    """A whole plan; `file` is its plan.toml, as findings name it.

    `profile` names what it is judged by, `profiles` are those that its file declares.
    """

    id: str
    title: Words
    start: date
    due: date
    leads: tuple[Words, ...]
    profile: str
    languages: tuple[str, ...]
    timezone: str
    sample: bool
    assumed: bool
    summary: Words | None
    note: Words | None
    sources: tuple[Source, ...]
    actions: tuple[Action, ...]
    targets: tuple[Target, ...]
    initiatives: tuple[Initiative, ...]
    folder: str
    frequency: Frequency = Frequency.QUARTER
    profiles: tuple[Profile, ...] = ()
    file: str = ""
    year_end: int = DECEMBER
    tolerance: Decimal | None = None

    @property
    def lead(self) -> Words | None:
        """The names of the responsible units in one text, None where none is stated."""
        return joined(self.leads)

    @property
    def judged_by(self) -> Profile:
        """The profile that the plan names: one of its own, or one of ours; ours for China where it cannot be had."""
        own = {profile.name: profile for profile in self.profiles}
        return own.get(self.profile) or PROFILES.get(self.profile) or PROFILES["cn"]

    @property
    def judged(self) -> Iterator[Target]:
        """All that is judged: the targets, then each initiative's."""
        yield from self.targets
        for initiative in self.initiatives:
            yield initiative.target

    def initiative(self, full_id: str) -> Initiative | None:
        """The initiative of that id within the plan."""
        return next((each for each in self.initiatives if each.target.id == full_id), None)

    def action(self, key: str | None) -> Action | None:
        """The action of that id, None for the plan's own level."""
        return next((each for each in self.actions if each.id == key), None)

    def source(self, key: str) -> Source | None:
        """The document of that name."""
        return next((each for each in self.sources if each.key == key), None)


def stage_words(stage: str) -> Words:
    """A stage's name in both languages; a plan's own stage is shown as it is written."""
    return STAGE_NAMES.get(stage) or Words(stage, stage)
