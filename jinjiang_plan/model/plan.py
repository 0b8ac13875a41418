"""What a plan's files say: targets, actions, initiatives and the documents that they come from."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.codes import (
    STAGE_NAMES,
    Average,
    Class,
    Frequency,
    Halt,
    Kind,
    Op,
    PathShape,
    Resets,
    TimeBasis,
)
from jinjiang_plan.model.finding import Fault, Route, Severity
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words
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
    basis: TimeBasis
    course: PathShape
    milestones: tuple[Milestone, ...]
    sum_of: tuple[str, ...]
    weight: Decimal
    lead: Words | None
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
        if revised and self.kind.has_way and goal is not None and goal.value is not None:
            milestones = tuple(each for each in milestones if _short_of(each.value, baseline, goal.value))
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


def _short_of(value: Decimal, baseline: Baseline | None, aim: Decimal) -> bool:
    """Whether a milestone still lies before an amended goal, on the side of the baseline."""
    start = baseline.value if baseline else Decimal(0)
    return value < aim if start <= aim else value > aim


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
    lead: Words | None
    summary: Words | None
    file: str


class Plan(NamedTuple):
    """A whole plan; `file` is its plan.toml, as findings name it.

    `profile` names what it is judged by, `profiles` are those that its file declares.
    """

    id: str
    title: Words
    start: date
    due: date
    lead: Words | None
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


# A target's goals as its file states them, first and amended, and the rule about their direction.


WRONG_DIRECTION = Rule(
    "JP305",
    "wrong-direction",
    Severity.ERROR,
    says=Words(
        "`{id}` 的 op 是 `{op}`，基期 {base} 到目标 {goal} 的方向却相反",
        "the op `{op}` of `{id}` contradicts the way from baseline {base} to goal {goal}",
    ),
    why=Words(
        "方向由基期和目标值决定：目标低于基期的，就是要降下来。op 与它相反时，基期已经“达标”，完成率无从计算。",
        "Baseline and goal give the direction: a goal below its baseline is one to come down to. Where the op says the "
        "contrary, the baseline meets the goal already, and progress cannot be reckoned.",
    ),
    cure=Words(
        "要降的写 `<=` 或不写 op；要升的写 `>=` 或不写；数写错的改数；调整目标时调到了另一边的，改基期或另立目标。",
        "Write `<=` for what is to fall and `>=` for what is to rise, or no op at all; or mend the figure that is wrong. "
        "A goal amended to the other side of its baseline is another target.",
    ),
    bad='[target.energy]\ntitle = "Energy intensity"\nkind = "level"\nbaseline = { value = 100 }\n'
    'goal = { value = 86.5, op = ">=" }\n',
    good='[target.energy]\ntitle = "Energy intensity"\nkind = "level"\nbaseline = { value = 100 }\n'
    'goal = { value = 86.5, op = "<=" }\n',
    milder=Severity.WARNING,
)
_RISES = (Op.AT_LEAST, Op.ABOVE)


class Version(NamedTuple):
    """A goal as one version of the target has it, its op as it is judged, and the baseline that it is reached from.

    `amendment` is None for the first version.
    """

    goal: Goal
    op: Op
    amendment: Amendment | None
    baseline: Baseline | None

    @property
    def rebased(self) -> bool:
        """Whether only the baseline is new."""
        return self.amendment is not None and self.amendment.goal is None

    def route(self, target: Target) -> Route:
        """The way in the file to the value that is new: of the goal, to the goal where it has several, or of the baseline."""
        key = "stage" if target.kind is Kind.STAGE else "value"
        steps: Route = () if self.goal.value is None else (key,)
        if self.rebased:
            steps = ("baseline", key)
        above: Route = ("goal",) if self.amendment is None else ("amendment", self.amendment.place)
        return (target.what, target.id.rpartition(".")[2], *above, *steps)


def versions(target: Target) -> Iterator[Version]:
    """The first goal and each that an amendment sets, or gives another baseline, in order of decision.

    An op that is not said follows the way from the first baseline to the first goal.
    """
    first, now, baseline = target.goal, target.goal, target.baseline
    stated = first.op if first is not None and first.op is not Op.RANGE else None
    if first is not None:
        yield Version(first, first.op or _op_of_way(target, first), None, baseline)
    for amendment in target.amendments:
        now, baseline = amendment.goal or now, amendment.baseline or baseline
        if now is not None and (amendment.goal or amendment.baseline) is not None:
            led = first if first is not None and first.value is not None else now
            yield Version(now, now.op or stated or _op_of_way(target, led), amendment, baseline)


def _op_of_way(target: Target, goal: Goal) -> Op:
    base = target.baseline
    falls = base is not None and goal.value is not None and goal.value < base.value
    return Op.AT_MOST if target.kind is Kind.RANK or (falls and target.kind.has_way) else Op.AT_LEAST


def direction_faults(plan: Plan) -> Iterator[Fault]:
    """Each goal whose op asks for what the baseline already is: the way from one to the other is its contrary."""
    for target in plan.judged:
        if not target.kind.has_way:
            continue
        for version in versions(target):
            base, aim = version.baseline, version.goal.value
            if base is not None and aim is not None and _contradicts(version.op, base.value, aim):
                yield _fault(target, version, base.value, aim)
                break


def _contradicts(op: Op, base: Decimal, aim: Decimal) -> bool:
    return aim < base if op in _RISES else aim > base


def _fault(target: Target, version: Version, base: Decimal, aim: Decimal) -> Fault:
    route = version.route(target)
    if version.amendment is None:
        route = (*route[:-1], "op")
    fault = WRONG_DIRECTION.fault(
        target.file, route, id=target.id, op=version.op.value, base=f"{base:f}", goal=f"{aim:f}"
    )
    label = (
        Words("目标低于基期，是要降下来", "the goal is below the baseline: it is to fall")
        if aim < base
        else Words("目标高于基期，是要升上去", "the goal is above the baseline: it is to rise")
    )
    hint = Words(
        "改 op 或目标值；基期已达目标的，目标偏低", "mend op or value; a goal that its baseline meets is weak"
    )
    return fault._replace(label=label, hint=hint)
