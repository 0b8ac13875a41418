"""What a plan's files say: targets, actions, initiatives and the documents that they come from."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.choice_words import plain
from jinjiang_plan.model.codes import Average, Class, Frequency, Halt, Kind, Op, PathShape, Resets, TimeBasis
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.status_words import STAGE_NAMES
from jinjiang_plan.model.units import Unit, Units, find_unit
from jinjiang_plan.model.words import Words, joined
from jinjiang_plan.model.zones import CHINA, local_day

DECEMBER = 12
"""The month in which the reporting year of a plan that names none ends."""


class Source(NamedTuple):
    """A document that figures are cited from."""

    key: str
    """Its name in the file."""
    title: Words
    """Its full title."""
    publisher: Words | None
    """Who issued it."""
    published: date | None
    """The day of its publication."""
    url: str
    """Where it can be read."""
    number: str
    """Its document number."""
    note: Words | None
    """What else is to be known."""
    file: str = ""
    """A copy of its text, from the plan's folder; empty where none is kept."""
    sha256: str = ""
    """The SHA-256 of its text."""


class Baseline(NamedTuple):
    """The value at the start; a stage stands as its position."""

    value: Decimal
    on: date | None
    assumed: bool
    source: str


class Goal(NamedTuple):
    """The value to reach; a stage is its position, done is 1."""

    value: Decimal | None
    """None where it is a range."""
    low: Decimal | None
    """The lower bound of a range."""
    high: Decimal | None
    """The upper bound of a range."""
    op: Op | None
    """None where the file leaves it to the direction."""
    assumed: bool
    """Whether it is our reading, not the document's own figure."""

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
    """A formal change, as decided; what it leaves alone is None."""

    decided: date
    """The day of the decision."""
    goal: Goal | None
    """The new goal."""
    due: date | None
    """The new due day."""
    status: Halt | None
    """A halt, or its end."""
    document: Words | None
    """The document that decided it."""
    reason: Words | None
    """Why it was decided."""
    place: int = 0
    """Its number in the file's own order."""
    baseline: Baseline | None = None
    """The new baseline."""
    late: Words | None = None
    """Why it was entered only then."""
    recorded: datetime | None = None
    """When it was entered, None where the file does not say."""
    by: str = ""
    """Who entered it."""

    def known(self, moment: datetime, zone: str) -> bool:
        """Whether it was known at a moment: entered by then, or decided by that day in `zone` where no entry is said."""
        return self.decided <= local_day(moment, zone) if self.recorded is None else self.recorded <= moment


class Target(NamedTuple):
    """One thing to reach, with what it inherits filled in; an initiative is judged as one of kind `stage`."""

    plan: str
    """The id of its plan."""
    action: str | None
    """The id of its action, None in plan.toml."""
    id: str
    """Its id within the plan, the action's id before it."""
    what: str
    """`target` or `initiative`."""
    title: Words
    """Its name for readers."""
    kind: Kind
    """How its figures add up."""
    class_: Class | None
    """How strictly it binds."""
    unit: str
    """The unit of its figures, empty for none."""
    baseline: Baseline | None
    """The value at the start."""
    goal: Goal | None
    """The value to reach, None where it is only monitored."""
    start: date
    """The first day of its period."""
    due: date
    """The last day of its period."""
    basis: TimeBasis | None
    """What its clock counts, None for the usual."""
    course: PathShape
    """How the planned value runs to the goal."""
    milestones: tuple[Milestone, ...]
    """Values to reach before due, by day."""
    sum_of: tuple[str, ...]
    """The ids of its parts."""
    weight: Decimal
    """Its weight in a roll-up."""
    leads: tuple[Words, ...]
    """The responsible units."""
    partners: tuple[str, ...]
    """The units that help."""
    frequency: Frequency
    """How often it is reported."""
    tags: tuple[str, ...]
    """Words to filter by."""
    limits: tuple[Decimal | None, Decimal | None]
    """The least and the most that a figure can be."""
    source: str
    """The key of the document that promises it."""
    wording: str
    """The document's own words."""
    stages: tuple[str, ...]
    """The stages of an initiative, in order."""
    amendments: tuple[Amendment, ...]
    """Formal changes, in the order of their decision."""
    assumed: bool
    """Whether some of it is our reading."""
    sample: bool
    """Whether its figures are made up for show."""
    note: Words | None
    """What else is to be known."""
    file: str
    """The file that it stands in, as findings name it."""
    resets: Resets | None = None
    """When a cumulative figure begins again."""
    average: Average | None = None
    """How the years of a rate become one figure."""
    seasons: tuple[Decimal, ...] = ()
    """The weights of the reporting year's quarters or months, none but under the path `seasonal`."""
    year_end: int = DECEMBER
    """The month in which the reporting year ends."""
    tolerance: Decimal | None = None
    """The plan's own, None where the profile's holds."""
    timezone: str = CHINA
    """The zone of its days."""
    own_units: Units = ()
    """The units that its plan declares."""

    @property
    def measure(self) -> Unit | None:
        """The unit of its figures as the plan or the table has it; None where neither has it."""
        return find_unit(self.unit, self.own_units) if self.unit else None

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
        if not (self.amendments or self.milestones):
            return Terms(goal, due, (), None, revised=False, baseline=baseline)
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
    """A target's terms as amended by a day."""

    goal: Goal | None
    """The goal in force."""
    due: date
    """The due day in force."""
    milestones: tuple[Milestone, ...]
    """The milestones in force."""
    halted: Halt | None
    """A halt, None while it goes on."""
    revised: bool
    """Whether the goal, the due day or the baseline is another than at first."""
    baseline: Baseline | None
    """The baseline in force."""


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
    """Its id, the stem of its file."""
    title: Words
    """Its name for readers."""
    order: int
    """Its place among the actions."""
    leads: tuple[Words, ...]
    """The responsible units."""
    summary: Words | None
    """What it is about."""
    file: str
    """Its file, as findings name it."""

    @property
    def lead(self) -> Words | None:
        """The names of the responsible units in one text, None where none is stated."""
        return joined(self.leads)


class Plan(NamedTuple):
    """A whole plan."""

    id: str
    """Its id, the name of its folder."""
    title: Words
    """Its name for readers."""
    start: date
    """The first day of its period."""
    due: date
    """The last day of its period."""
    leads: tuple[Words, ...]
    """The responsible units."""
    profile: str
    """The name of the profile that it is judged by."""
    languages: tuple[str, ...]
    """The languages of its texts."""
    timezone: str
    """The zone of its days."""
    sample: bool
    """Whether its figures are made up for show."""
    assumed: bool
    """Whether some of it is our reading."""
    summary: Words | None
    """What it is about."""
    note: Words | None
    """What else is to be known."""
    sources: tuple[Source, ...]
    """The documents that it cites."""
    actions: tuple[Action, ...]
    """In their order."""
    targets: tuple[Target, ...]
    """In the order of the files."""
    initiatives: tuple[Initiative, ...]
    """In the order of the files."""
    folder: str
    """The folder that it was read from."""
    frequency: Frequency = Frequency.QUARTER
    """How often its targets are usually reported."""
    profiles: tuple[Profile, ...] = ()
    """Those that its file declares."""
    file: str = ""
    """Its plan.toml, as findings name it."""
    year_end: int = DECEMBER
    """The month in which the reporting year ends."""
    tolerance: Decimal | None = None
    """Its own, None where the profile's holds."""
    units: Units = ()
    """The units that its file declares."""

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


def stage_named(stages: Sequence[str], text: str) -> str | None:
    """The stage of a list that is meant by its code or by its name in either language; None where none is.

    A list in Chinese is understood by our codes too.
    """
    if text in stages:
        return text
    word = plain(text).casefold()
    for stage in stages:
        if word in {each.casefold() for each in (stage, *stage_words(stage))}:
            return stage
    own = STAGE_NAMES.get(word)
    return next((stage for stage in stages if own and stage in own), None)
