"""What a briefing tells, as facts: how all stands, what changed, what is late, and what it rests on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.change import Changes
from jinjiang_plan.model.codes import Flag
from jinjiang_plan.model.plan import Action, Amendment, Plan, Source, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.series import Burnup, Chronicle, StageHistory, StatusOnDay
from jinjiang_plan.model.timeline import Agenda


class BriefingScope(NamedTuple):
    """What a briefing covers."""

    plans: tuple[Plan, ...]
    """The plans."""
    actions: tuple[tuple[Plan, Action], ...] = ()
    """The actions asked for, each with its plan."""
    leads: tuple[str, ...] = ()
    """The responsible units asked for."""
    part: bool = False
    """Whether only some of their targets and initiatives are in it."""
    arguments: tuple[str, ...] = ()
    """The words of a command line that ask for the same: filters, ids, and the profile where one was named."""

    @property
    def whole(self) -> int:
        """How many targets and initiatives those plans, actions and units have."""
        actions = {(plan.id, action.id) for plan, action in self.actions}
        return sum(
            (not actions or (plan.id, each.action) in actions)
            and (not self.leads or any(name in self.leads for lead in each.leads for name in lead))
            for plan in self.plans
            for each in plan.judged
        )


class BriefingEntry(NamedTuple):
    """A target or initiative in a briefing; `last` is the report that its value comes from, `burnup` its chart's points.

    `last` is None where nothing was reported or the value is a sum, `burnup` where no figure was. `amendments` are the
    formal changes that were decided by the day judged, and known.
    """

    assessment: Assessment
    last: Report | None
    burnup: Burnup | None
    amendments: tuple[Amendment, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether there is more to tell than its figures: a chart, problems, next steps, or formal changes."""
        reported = self.last is not None and bool(self.last.problems or self.last.next)
        return self.burnup is not None or reported or bool(self.amendments)


class Briefing(NamedTuple):
    """How plans stand on a day.

    `entries` are all targets and initiatives, the worst first. `changes` are those since the end of the reporting
    period before, None where the plans had not begun by then. `flagged` are the targets by what is to be known of
    their data; `sources` the documents that the figures are cited from, each with its plan.
    """

    portfolio: Portfolio
    """The plans with their ledgers."""
    judgement: Judgement
    """The judgement of the day."""
    scope: BriefingScope
    """What it covers."""
    entries: tuple[BriefingEntry, ...]
    """All targets and initiatives, the worst first."""
    since: date | None
    """The end of the reporting period before."""
    changes: Changes | None
    """Those since that day, None where the plans had not begun by then."""
    agenda: Agenda
    """What is late, and what comes."""
    flagged: Mapping[Flag, tuple[Assessment, ...]]
    """The targets by what is to be known of their data."""
    sources: tuple[tuple[Plan, Source], ...]
    """The documents that the figures are cited from, each with its plan."""
    unproven: tuple[Assessment, ...] = ()
    """The targets whose latest figure is worded so that it does not say whether the goal is met."""

    def part(self, scope: BriefingScope, keep: Callable[[Target], bool]) -> "Briefing":
        """The same briefing on some of its targets alone; changes of plans and actions as such are left out."""

        def kept(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
            return tuple(each for each in assessments if keep(each.target))

        judgement, agenda, changes = self.judgement, self.agenda, self.changes
        plans = {plan.id for plan in scope.plans}
        return self._replace(
            judgement=judgement._replace(
                assessments=kept(judgement.assessments),
                rollups=tuple(each for each in judgement.rollups if each.plan in plans),
                leads=(),
            ),
            scope=scope,
            entries=tuple(each for each in self.entries if keep(each.assessment.target)),
            changes=changes
            and changes._replace(
                changes=tuple(each for each in changes.changes if keep(each.target)),
                edits=(),
                compared=sum(keep(each.target) for each in judgement.assessments),
            ),
            agenda=agenda._replace(
                late=tuple(each for each in agenda.late if keep(each.assessment.target)),
                coming=tuple(each for each in agenda.coming if keep(each.assessment.target)),
            ),
            flagged={flag: part for flag, having in self.flagged.items() if (part := kept(having))},
            sources=tuple(each for each in self.sources if each[0].id in plans),
            unproven=kept(self.unproven),
        )

    @property
    def sample(self) -> bool:
        """Whether figures of one of the plans that it covers are samples."""
        return any(plan.sample for plan in self.scope.plans)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that it judges by, with their versions."""
        return tuple(sorted({each.profile.code for each in self.judgement.assessments}))


# What a public site tells, as facts: a briefing on all of it, every target's story, and each turn of a status.


class RecordedReport(NamedTuple):
    """A line of a ledger, with the report that stood for its day until it was recorded, if one did."""

    report: Report
    replaces: Report | None


class Story(NamedTuple):
    """All there is of one target or initiative."""

    entry: BriefingEntry
    """Its assessment, as in a briefing."""
    burnup: Burnup | None
    """None where there is neither a goal nor a report to draw, or names instead of figures."""
    staging: StageHistory | None
    """The stages of a target that has them."""
    records: tuple[RecordedReport, ...]
    """Its reports in order of recording."""
    past: tuple[StatusOnDay, ...]
    """Its status at the end of each period, the latest last."""

    @property
    def target(self) -> Target:
        """Whose story it is."""
        return self.entry.assessment.target


class Turn(NamedTuple):
    """A change of status between the ends of two periods."""

    target: Target
    before: StatusOnDay
    after: StatusOnDay


class Publication(NamedTuple):
    """The whole: `chronicles` by plan; `stories` in the order of the plans' files; `turns` the latest first."""

    briefing: Briefing
    chronicles: Mapping[str, Chronicle]
    stories: tuple[Story, ...]
    turns: tuple[Turn, ...]

    def of(self, plan: Plan, action: str | None) -> tuple[Story, ...]:
        """The stories of an action, or of what stands above a plan's actions."""
        return tuple(
            each for each in self.stories if (each.target.plan, each.target.action) == (plan.id, action)
        )

    def of_plan(self, plan: Plan) -> tuple[Story, ...]:
        """All stories of a plan."""
        return tuple(each for each in self.stories if each.target.plan == plan.id)
