"""What was promised: a target's table and its plan's, read into numbers, in the version in force on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from tests.judge.clock import Clock, months_later

Table = dict[str, Any]

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
STAGES = ("planned", "signed", "construction", "completed", "operating")
OWN_PERIOD = ("rate", "rank", "maintain")
"""The kinds whose figures stand for a period of their own and are compared with the goal itself."""


@dataclass(frozen=True)
class Goal:
    """What is to be reached: one value with its op, or a range."""

    op: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None

    def met(self, value: Fraction) -> bool:
        """Whether a value meets it."""
        if self.low is not None and self.high is not None:
            return self.low <= value <= self.high
        assert self.value is not None
        return {
            ">=": value >= self.value,
            ">": value > self.value,
            "<=": value <= self.value,
            "<": value < self.value,
        }[self.op]

    @property
    def ranged(self) -> bool:
        """Whether it is a range."""
        return self.low is not None

    @property
    def sign(self) -> int:
        """The direction that the op alone gives: 1 where more is better, else -1."""
        return 1 if self.op in (">=", ">") else -1


@dataclass(frozen=True)
class Terms:
    """A target in one of its versions."""

    id: str
    kind: str
    binding: bool
    unit: str | None
    start: date
    due: date
    baseline: Fraction | None
    baseline_on: date | None
    assumed: bool
    goal: Goal | None
    path: str
    milestones: tuple[tuple[date, Fraction], ...]
    seasons: tuple[Fraction, ...]
    stages: tuple[str, ...]
    sum_of: tuple[str, ...]
    frequency: int
    year_end: int
    tolerance: Fraction | None
    by_days: bool
    resets: bool
    average: str | None
    weight: Fraction
    halted: str | None
    revised: bool
    amended: bool
    zone: str

    @cached_property
    def clock(self) -> Clock:
        """The time of its period."""
        seasons = self.seasons if self.path == "seasonal" else ()
        return Clock(self.start, self.due, self.by_days, seasons, self.year_end)


def number(raw: object) -> Fraction:
    """A figure of a file as an exact number; yes is 1."""
    if isinstance(raw, bool):
        return Fraction(int(raw))
    assert isinstance(raw, int | Decimal | float | Fraction)
    return Fraction(raw)


def _figure(table: Table, stages: tuple[str, ...]) -> Fraction | None:
    if "stage" in table:
        return Fraction(stages.index(table["stage"]))
    return number(table["value"]) if "value" in table else None


def _table(raw: object) -> Table:
    """A short form written out: a stage's name, or a figure."""
    if isinstance(raw, dict):
        return raw
    return {"stage": raw} if isinstance(raw, str) else {"value": raw}


def _in_force(table: Table, day: date | None, known: datetime | None, zone: str) -> list[Table]:
    """The amendments that count, the oldest first; none for the first version."""
    if day is None:
        return []
    found = []
    for each in table.get("amendment", []):
        if each["decided"] > day:
            continue
        if known is not None:
            local = known.astimezone(ZoneInfo(zone))
            since = each.get("recorded", each["decided"])
            if since > local if isinstance(since, datetime) else since > local.date():
                continue
        found.append(each)
    return sorted(found, key=lambda each: each["decided"])


def _goal(kind: str, raw: Table | None, stages: tuple[str, ...], baseline: Fraction | None) -> Goal | None:
    if raw is None:
        return None
    if "min" in raw or raw.get("op") == "range":
        return Goal("range", low=number(raw["min"]), high=number(raw["max"]))
    value = _figure(raw, stages)
    if value is None:
        return None
    usual = ">="
    if kind == "rank" or (kind not in OWN_PERIOD and baseline is not None and value < baseline):
        usual = "<="
    return Goal(raw.get("op", usual), value)


def _op_kept(raw: Table | None, changed: Table) -> Table:
    """The op of an amended goal, unless a range becomes a value or a value a range."""
    op = (raw or {}).get("op")
    return {"op": op} if op is not None and (op == "range") == ("min" in changed) else {}


def _by_days(plan: Table, start: date, due: date) -> bool:
    if "time_basis" in plan:
        return bool(plan["time_basis"] == "day")
    return due < months_later(start, 3) - timedelta(days=1)


def terms_of(name: str, plan: Table, table: Table, day: date | None, known: datetime | None = None) -> Terms:
    """A target's terms: as in force on a day, or with None as they were first written."""
    kind = table["kind"]
    stages = tuple(table.get("stages", STAGES)) if kind == "stage" else ()
    zone = plan.get("timezone", "Asia/Shanghai")
    raw_goal = dict(_table(table["goal"])) if "goal" in table else None
    raw_baseline = _table(table["baseline"]) if "baseline" in table else None
    due, halted, revised = table.get("due") or plan["due"], None, False
    amendments = _in_force(table, day, known, zone)
    for each in amendments:
        changed: Table = {key: each[key] for key in ("value", "stage", "min", "max") if key in each}
        if changed:
            raw_goal = _op_kept(raw_goal, changed) | changed
        due = each.get("due", due)
        if "baseline" in each:
            raw_baseline = _table(each["baseline"])
        revised = revised or bool(changed) or "due" in each or "baseline" in each
        if "status" in each:
            halted = None if each["status"] == "active" else each["status"]
    start = table.get("start") or plan["start"]
    baseline = _figure(raw_baseline, stages) if raw_baseline is not None else None
    tolerance = plan.get("tolerance")
    return Terms(
        id=name,
        kind=kind,
        binding=table.get("class") == "binding",
        unit=table.get("unit"),
        start=start,
        due=due,
        baseline=baseline,
        baseline_on=raw_baseline.get("on", start) if raw_baseline is not None else None,
        assumed=raw_baseline is not None and bool(raw_baseline.get("assumed")),
        goal=_goal(kind, raw_goal, stages, baseline),
        path=table.get("path", "step" if kind == "done" else "linear"),
        milestones=tuple(
            sorted(
                (each["on"], value)
                for each in table.get("milestone", [])
                for value in [_figure(each, stages)]
                if value is not None
            )
        ),
        seasons=tuple(number(each) for each in table.get("seasons", [])),
        stages=stages,
        sum_of=tuple(table.get("sum_of", [])),
        frequency=MONTHS[table.get("frequency") or plan.get("frequency", "quarter")],
        year_end=table.get("year_end") or plan.get("year_end", 12),
        tolerance=number(tolerance) if tolerance is not None else None,
        by_days=_by_days(plan, start, due),
        resets=table.get("resets") == "year",
        average=table.get("average"),
        weight=number(table.get("weight", 1)),
        halted=halted,
        revised=revised,
        amended=bool(amendments),
        zone=zone,
    )
