"""What a briefing tells, as facts: how all stands, what changed, what is late, and what it rests on."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jinjiang_plan.model.agenda import Agenda
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.change import Changes
from jinjiang_plan.model.codes import Flag
from jinjiang_plan.model.plan import Action, Plan, Source
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report


class Scope(NamedTuple):
    """What a briefing covers: the plans, and the actions and responsible units that were asked for, if any were.

    `part` says that only some of the plans' targets and initiatives are in it.
    """

    plans: tuple[Plan, ...]
    actions: tuple[tuple[Plan, Action], ...] = ()
    leads: tuple[str, ...] = ()
    part: bool = False


class Entry(NamedTuple):
    """A target or initiative in a briefing; `last` is the report that its value comes from, `burnup` its chart's points.

    `last` is None where nothing was reported or the value is a sum, `burnup` where no figure was.
    """

    assessment: Assessment
    last: Report | None
    burnup: Burnup | None

    @property
    def told(self) -> bool:
        """Whether there is more to tell than its figures: a chart, problems, or next steps."""
        return self.burnup is not None or bool(self.last and (self.last.problems or self.last.next))


class Briefing(NamedTuple):
    """How plans stand on a day.

    `entries` are all targets and initiatives, the worst first. `changes` are those since the end of the reporting
    period before, None where the plans had not begun by then. `flagged` are the targets by what is to be known of
    their data; `sources` the documents that the figures are cited from, each with its plan.
    """

    portfolio: Portfolio
    judgement: Judgement
    scope: Scope
    entries: tuple[Entry, ...]
    since: date | None
    changes: Changes | None
    agenda: Agenda
    flagged: Mapping[Flag, tuple[Assessment, ...]]
    sources: tuple[tuple[Plan, Source], ...]

    @property
    def sample(self) -> bool:
        """Whether figures of one of the plans that it covers are samples."""
        return any(plan.sample for plan in self.scope.plans)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that it judges by, with their versions."""
        return tuple(sorted({each.profile.code for each in self.judgement.assessments}))
