"""What changed between two days or two revisions, as facts: figures, statuses and why, edits of the plan."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Light, Status
from jinjiang_plan.model.plan import Amendment, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Words


class Cause(StrEnum):
    """What can change a status; in the order in which a replay lets them in."""

    TIME = "time"
    PLAN = "plan"
    AMENDMENT = "amendment"
    UNREADABLE = "unreadable"
    REWRITTEN = "rewritten"
    RETRACTION = "retraction"
    REVISION = "revision"
    REPORT = "report"


CAUSES = {
    Cause.TIME: Words("时间推移", "time"),
    Cause.PLAN: Words("计划文件改动", "plan edited"),
    Cause.AMENDMENT: Words("目标调整", "amendment"),
    Cause.UNREADABLE: Words("台账可读性变化", "ledger unreadable or mended"),
    Cause.REWRITTEN: Words("台账被改写", "ledger rewritten"),
    Cause.RETRACTION: Words("撤回", "retraction"),
    Cause.REVISION: Words("修订", "revision"),
    Cause.REPORT: Words("新数据", "new figure"),
}


class Snapshot(NamedTuple):
    """Plans and ledgers looked at as of a day, as known at a moment (None: all that they hold); `name` is its own."""

    portfolio: Portfolio
    as_of: date
    known_at: datetime | None
    name: Words


class ReportChange(NamedTuple):
    """The figure of one day, before and after; None where no report stands."""

    cause: Cause
    on: date
    before: Report | None
    after: Report | None


class PlanEdit(NamedTuple):
    """One entry of a plan's files, before and after."""

    plan: str
    """The id of the plan."""
    id: str
    """A target's or an action's, empty for the plan itself."""
    field: str
    """The key."""
    before: Any
    """None where it was not there."""
    after: Any
    """None where it is gone."""


class Step(NamedTuple):
    """A turn of the status in the replay: what was let in, and the status that it made."""

    cause: Cause
    status: Status


class NeededCause(NamedTuple):
    """A cause without which the status would be another; `on` names the one report where it is a single one."""

    cause: Cause
    on: date | None
    without: Status


class Change(NamedTuple):
    """One target before and after."""

    before: Assessment | None
    """None where it was not there."""
    after: Assessment | None
    """None where it is gone."""
    why: tuple[Step, ...] = ()
    """The way from one status to the other, empty where it is the same."""
    reports: tuple[ReportChange, ...] = ()
    """The days whose figures differ."""
    amendments: tuple[Amendment, ...] = ()
    """The amendments that came into force."""
    edits: tuple[PlanEdit, ...] = ()
    """The entries of the plan's files that differ."""
    needed: tuple[NeededCause, ...] = ()
    """The causes that the last status cannot do without."""

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes to name, in order: what the status cannot do without, and amendments always.

        Where each cause alone would do, none is needed: then the turns of the way are named.
        """
        named = {each.cause for each in self.needed} or {step.cause for step in self.why}
        if self.turned and self.amendments:
            named.add(Cause.AMENDMENT)
        return tuple(cause for cause in Cause if cause in named)

    @property
    def target(self) -> Target:
        """The target as it is now, or as it was where it is gone."""
        judged = self.before if self.after is None else self.after
        if judged is None:
            raise ValueError  # a change of nothing is never made
        return judged.target

    @property
    def turned(self) -> bool:
        """Whether a target that is on both sides has another status."""
        return self.before is not None and self.after is not None and self.before.status != self.after.status

    @property
    def restated(self) -> bool:
        """Whether all that came are reports of later days, and each of them says what was there before."""
        was, now = self.before, self.after
        if was is None or now is None or was.value_on is None or self.turned or self.amendments or self.edits:
            return False
        later = all(each.cause is Cause.REPORT and each.on > was.value_on for each in self.reports)
        since = [observation for observation in now.observations if observation.on > was.value_on]
        return later and bool(self.reports) and all(observation.value == was.value for observation in since)

    @property
    def direction(self) -> int:
        """1 for a status that turned better, -1 for worse; 0 where neither can be said: grey ones are no rank."""
        if self.before is None or self.after is None or not self.turned:
            return 0
        was, now = self.before, self.after
        if was.light in _RANK and now.light in _RANK and was.light is not now.light:
            return 1 if _RANK[now.light] > _RANK[was.light] else -1
        if Light.GREY in (was.light, now.light) or Light.BLUE in (was.light, now.light):
            return 0
        return 1 if now.status.concern > was.status.concern else -1


_RANK = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.BLUE: 3}


class Changes(NamedTuple):
    """All that changed between two views."""

    before: Snapshot
    """The earlier view."""
    after: Snapshot
    """The later view."""
    changes: tuple[Change, ...]
    """Plan by plan, the worst turn first."""
    edits: tuple[PlanEdit, ...]
    """Those of plans, actions and documents."""
    compared: int
    """How many targets and initiatives were compared."""
    profiles: tuple[str, ...]
    """Those that they were judged by."""

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not self.changes and not self.edits
