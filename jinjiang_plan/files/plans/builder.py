"""From a file's valid data to the model: what is inherited is filled in, what cannot be meant is a fault."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from jinjiang_plan.files.plans.combinations import combination_faults
from jinjiang_plan.files.validation import bad_choice
from jinjiang_plan.model.codes import (
    STAGES,
    Average,
    Class,
    Frequency,
    Halt,
    Kind,
    Light,
    Op,
    PathShape,
    Resets,
    Status,
    TimeBasis,
)
from jinjiang_plan.model.finding import (
    BAD_CHOICE,
    DATE_ORDER,
    DUPLICATE_ID,
    MISSING_KEY,
    WRONG_TYPE,
    Fault,
    Route,
)
from jinjiang_plan.model.plan import (
    DECEMBER,
    Action,
    Amendment,
    Baseline,
    Goal,
    Initiative,
    Milestone,
    Source,
    Target,
)
from jinjiang_plan.model.profiles import ALARMS, BANDS, NEVER_CALM, PROFILES, Bands, Measure, Profile
from jinjiang_plan.model.units import Units
from jinjiang_plan.model.words import Words, words, words_list
from jinjiang_plan.model.zones import CHINA

Table = dict[str, Any]


class Defaults(NamedTuple):
    """What a target takes from above where it says nothing itself."""

    plan: str
    """The id of the plan."""
    action: str | None
    """The id of the action, None in plan.toml."""
    start: date
    """The first day of the period."""
    due: date
    """The last day of the period."""
    basis: TimeBasis | None
    """What the clock counts, None for the usual."""
    frequency: Frequency
    """The rhythm of reporting."""
    leads: tuple[Words, ...]
    """The responsible units."""
    sample: bool
    """Whether the figures are made up for show."""
    file: str
    """The file, as findings name it."""
    year_end: int = DECEMBER
    """The month in which the reporting year ends."""
    tolerance: Decimal | None = None
    """The plan's own, None where the profile's holds."""
    timezone: str = CHINA
    """The zone of the days."""
    own_units: Units = ()
    """The units that the plan declares."""


def build_source(key: str, table: Table) -> Source:
    """A document as the model has it."""
    return Source(
        key,
        words(table["title"]) or Words(key, key),
        words(table.get("publisher")),
        table.get("published"),
        table.get("url", ""),
        table.get("number", ""),
        words(table.get("note")),
        table.get("file", ""),
        table.get("sha256", ""),
    )


def build_action(key: str, table: Table, leads: tuple[Words, ...], file: str) -> Action:
    """An action as the model has it, its leads inherited whole."""
    title = words(table["title"]) or Words(key, key)
    return Action(
        key,
        title,
        table.get("order", 0),
        words_list(table.get("lead")) or leads,
        words(table.get("summary")),
        file,
    )


def build_initiative(key: str, table: Table, above: Defaults) -> tuple[Initiative, list[Fault]]:
    """An initiative with the target that its stage is judged by, and what is wrong with it."""
    route = ("initiative", key)
    target, faults = _build(key, {**table, "kind": "stage"}, above, route, "initiative")
    serves = tuple(table.get("serves", ()))
    return Initiative(target, words(table.get("summary")), words(table.get("place")), serves), faults


def build_target(key: str, table: Table, above: Defaults) -> tuple[Target, list[Fault]]:
    """A target as the model has it, and what is wrong with it."""
    return _build(key, table, above, ("target", key), "target")


def _build(key: str, table: Table, above: Defaults, route: Route, what: str) -> tuple[Target, list[Fault]]:
    kind = Kind(table["kind"])
    reader = _Figures(kind, tuple(table.get("stages", STAGES)), [])
    limits = table.get("limits", {})
    target = Target(
        plan=above.plan,
        action=above.action,
        id=f"{above.action}.{key}" if above.action else key,
        what=what,
        title=words(table["title"]) or Words(key, key),
        kind=kind,
        class_=Class(table.get("class", "expected")) if what == "target" else None,
        unit=table.get("unit", ""),
        baseline=reader.baseline(table.get("baseline"), (*route, "baseline")),
        goal=reader.goal(table.get("goal"), (*route, "goal")),
        start=table.get("start", above.start),
        due=table.get("due", above.due),
        basis=above.basis,
        course=PathShape(table.get("path", "step" if kind is Kind.DONE else "linear")),
        milestones=reader.milestones(table.get("milestone", []), (*route, "milestone")),
        sum_of=tuple(table.get("sum_of", ())),
        weight=Decimal(table.get("weight", 1)),
        leads=words_list(table.get("lead")) or above.leads,
        partners=tuple(table.get("partners", ())),
        frequency=Frequency(table.get("frequency", above.frequency)),
        tags=tuple(table.get("tags", ())),
        limits=(number_of(limits.get("min")), number_of(limits.get("max"))),
        source=table.get("source", ""),
        wording=table.get("wording", ""),
        stages=reader.stages if kind is Kind.STAGE else (),
        amendments=reader.amendments(table.get("amendment", []), (*route, "amendment")),
        assumed=table.get("assumed", False),
        sample=above.sample,
        note=words(table.get("note")),
        file=above.file,
        resets=Resets(table["resets"]) if "resets" in table else None,
        average=Average(table["average"]) if "average" in table else None,
        seasons=tuple(map(Decimal, table.get("seasons", ()))),
        year_end=table.get("year_end", above.year_end),
        tolerance=above.tolerance,
        timezone=above.timezone,
        own_units=above.own_units,
    )
    faults = [*reader.faults, *_period_faults(target, table, route)]
    return target, faults or list(combination_faults(target, table, route))


def _period_faults(target: Target, table: Table, route: Route) -> list[Fault]:
    departures = []
    if target.start > target.due and {"start", "due"} & table.keys():
        text = Words("起始日在截止日之后", "it starts after it is due")
        departures.append(Fault(*DATE_ORDER, text, (*route, "due" if "due" in table else "start")))
    for index, amendment in enumerate(table.get("amendment", [])):
        if amendment.get("due", target.due) < target.start:
            text = Words("调整后的期限在起始日之前", "its amended due day is before its start")
            departures.append(Fault(*DATE_ORDER, text, (*route, "amendment", index, "due")))
    return departures


def number_of(value: object) -> Decimal | None:
    """A number of the file as the model has it, None where there is none."""
    return None if value is None else Decimal(value)  # type: ignore[arg-type]


class _Figures(NamedTuple):
    """Reads the figures of one target: numbers, stages as their positions, done as 1."""

    kind: Kind
    stages: tuple[str, ...]
    faults: list[Fault]

    def figure(self, table: Table, route: Route) -> Decimal | None:
        """The number that `value` or `stage` stands for; None, with a fault, where it stands for none."""
        stage = table.get("stage")
        if self.kind is Kind.STAGE:
            if stage in self.stages:
                return Decimal(self.stages.index(stage))
            listed = ", ".join(self.stages)
            return self._fault(route, f"应写 stage，可用：{listed}", f"`stage` must be one of: {listed}")
        value = table.get("value")
        if value is None and stage is not None:
            name = (*route, "stage")
            zh, en = (
                f'`{stage}` 是阶段：只用于 kind = "stage"',
                f'`{stage}` is a stage: it goes with kind = "stage" only',
            )
            return self._fault(name, zh, en)
        if value is None or stage is not None:
            return self._fault(route, "缺少 `value`", "`value` is missing")
        if isinstance(value, bool) is not (self.kind is Kind.DONE):
            expected = (
                Words("true 或 false", "true or false")
                if self.kind is Kind.DONE
                else Words("数字", "a number")
            )
            return self._fault(
                (*route, "value"), f"`value` 应为{expected.zh}", f"`value` must be {expected.en}"
            )
        return Decimal(value)

    def baseline(self, table: Table | None, route: Route) -> Baseline | None:
        if table is None:
            return None
        value = self.figure(table, route)
        if value is None:
            return None
        return Baseline(value, table.get("on"), table.get("assumed", False), table.get("source", ""))

    def goal(self, table: Table | None, route: Route) -> Goal | None:
        if table is None:
            return None
        op = Op(table["op"]) if "op" in table else None
        assumed = table.get("assumed", False)
        if op is not Op.RANGE and not {"min", "max"} & table.keys():
            value = self.figure(table, route)
            return None if value is None else Goal(value, None, None, op, assumed)
        low, high = number_of(table.get("min")), number_of(table.get("max"))
        if low is None or high is None or low > high or "value" in table or op not in (None, Op.RANGE):
            zh = '区间目标应写 { min = …, max = …, op = "range" }'
            return self._fault(route, zh, 'a range is written { min = …, max = …, op = "range" }')
        return Goal(None, low, high, Op.RANGE, assumed)

    def milestones(self, tables: list[Table], route: Route) -> tuple[Milestone, ...]:
        read = []
        for index, table in enumerate(tables):
            value = self.figure(table, (*route, index))
            if value is not None:
                read.append(Milestone(table["on"], value, index))
        return tuple(sorted(read))

    def amendments(self, tables: list[Table], route: Route) -> tuple[Amendment, ...]:
        read = []
        for index, table in enumerate(tables):
            changed = {"value", "stage", "min", "max"} & table.keys()
            amendment = Amendment(
                table["decided"],
                self.goal({key: table[key] for key in changed}, (*route, index)) if changed else None,
                table.get("due"),
                Halt(table["status"]) if "status" in table else None,
                words(table.get("document")),
                words(table.get("reason")),
                index,
                self.baseline(table.get("baseline"), (*route, index, "baseline")),
                words(table.get("late")),
                table.get("recorded"),
                table.get("by", ""),
            )
            read.append(amendment)
        return tuple(sorted(read, key=lambda amendment: amendment.decided))

    def _fault(self, route: Route, zh: str, en: str) -> None:
        self.faults.append(Fault(*WRONG_TYPE, Words(zh, en), route))


# The profiles of judgement that a plan's own file declares: thresholds, colours and names as data.


def build_profiles(tables: dict[str, Table]) -> tuple[tuple[Profile, ...], list[Fault]]:
    """The profiles of a plan's `[profile.NAME]` tables, and what is wrong with them."""
    departures = [fault for name, table in tables.items() for fault in _faults(name, table)]
    return tuple(_profile(name, table) for name, table in tables.items()), departures


def _profile(name: str, table: Table) -> Profile:
    return Profile(
        name,
        table.get("version", 1),
        words(table.get("title")) or Words(name, name),
        Measure(table.get("measure", Measure.GAP)),
        _bands(table["thresholds"]),
        _bands(table["binding"]) if "binding" in table else None,
        {status: Light(light) for status, light in _by_status(table, "lights")},
        {status: said for status, text in _by_status(table, "words") if (said := words(text))},
    )


def _by_status(table: Table, key: str) -> Iterator[tuple[Status, Any]]:
    """What a table says of each status; a key that is none has its finding, and no say."""
    said = table.get(key, {})
    yield from ((status, said[status]) for status in Status if status in said)


def _bands(table: Table) -> Bands:
    return {status: Decimal(table[status]) for status in BANDS if status in table}


def _faults(name: str, table: Table) -> list[Fault]:
    route: Route = ("profile", name)
    departures = []
    if name in PROFILES:
        text = Words(f"`{name}` 是内置口径的名称", f"`{name}` is the name of a built-in profile")
        hint = Words("换一个名称", "choose another name")
        departures.append(Fault(*DUPLICATE_ID, text, route, at_key=True, hint=hint))
    for status in NEVER_CALM:
        light = table.get("lights", {}).get(status)
        if light is not None and Light(light) not in ALARMS:
            fault = bad_choice(f"`{status}`", light, ALARMS, (*route, "lights", str(status)))
            why = Words(f"`{status}` 只能是红或黄", f"`{status}` can be red or yellow only")
            departures.append(fault._replace(words=why))
    for key in ("thresholds", "binding"):
        if key in table and not table[key]:
            text = Words(f"`{key}` 里没有一个界限", f"`{key}` holds no threshold")
            hint = Words("例如 { ahead = 5, on_track = -5 }", "such as { ahead = 5, on_track = -5 }")
            departures.append(Fault(*MISSING_KEY, text, (*route, key), hint=hint))
        least = [(status, table[key][status]) for status in BANDS if status in table.get(key, {})]
        for (better, above), (status, value) in pairwise(least):
            if above <= value:
                text = Words(
                    f"`{status}` 的界限 {value} 应低于 `{better}` 的 {above}",
                    f"the threshold of `{status}`, {value}, must be below that of `{better}`, {above}",
                )
                departures.append(Fault(*BAD_CHOICE, text, (*route, key, str(status))))
    return departures
