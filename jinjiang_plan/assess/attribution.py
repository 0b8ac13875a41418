"""Replaying the way from one view to another, one thing let in at a time: what turned a status is seen, not guessed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from jinjiang_plan.assess.portfolio import standings
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.change import Cause, NeededCause, ReportChange, Snapshot, Step
from jinjiang_plan.model.codes import Kind, Status
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import Ledger, Report, standing_reports

# A view cut down to what counts in it, so that two of them can be laid side by side and mixed.


PeriodKey = tuple[date, date]
"""The days that a report is for: the last, and the first."""


class DayView(NamedTuple):
    """Plans with the amendments in force on a day, and the reports that stand by then: all that a judgement takes.

    Targets and reports are by full id, reports also by the days they are for.
    """

    portfolio: Portfolio
    as_of: date
    targets: dict[str, Target]
    reports: dict[str, dict[PeriodKey, Report]]

    def judged(self, profile: Profile | None, only: Collection[str]) -> dict[str, Assessment]:
        """The assessments of the targets asked for, by full id."""
        targets = [target for key, target in self.targets.items() if key in only]
        judged = standings(self.portfolio, self.as_of, targets, profile=profile)
        return {each.target.full_id: each for each in judged}


def day_view(view: Snapshot) -> DayView:
    """What counts in a view; judging it gives what judging the whole view gives."""
    day = min(view.as_of, view.known_at.date() if view.known_at else view.as_of)

    def as_known(target: Target) -> Target:
        decided = tuple(each for each in target.amendments if each.decided <= day)
        return target if decided == target.amendments else target._replace(amendments=decided)

    reports = {}
    for target in view.portfolio.judged:
        ledger = view.portfolio.ledger(target)
        standing = standing_reports(ledger.reports, target.kind, view.as_of, view.known_at)
        reports[target.full_id] = {days_of(each): each for each in standing}
    broken = {key for key, ledger in view.portfolio.ledgers.items() if ledger.broken}
    plans = tuple(with_targets(plan, as_known) for plan in view.portfolio.plans)
    return seen_of(view.portfolio._replace(plans=plans), view.as_of, reports, broken)


def seen_of(
    portfolio: Portfolio, as_of: date, reports: dict[str, dict[PeriodKey, Report]], broken: Collection[str]
) -> DayView:
    """The same from its parts; `broken` names the targets whose ledgers could not be read."""
    ledgers = {key: Ledger(key, tuple(held.values()), key in broken) for key, held in reports.items()}
    targets = {target.full_id: target for target in portfolio.judged}
    return DayView(portfolio._replace(ledgers=ledgers), as_of, targets, reports)


def days_of(report: Report) -> PeriodKey:
    """The days that a report is for, whatever the kind of its target."""
    return report.on, report.first or report.on


def with_targets(plan: Plan, changed: Callable[[Target], Target]) -> Plan:
    """The plan with each target and initiative put through a change."""
    return plan._replace(
        targets=tuple(changed(target) for target in plan.targets),
        initiatives=tuple(each._replace(target=changed(each.target)) for each in plan.initiatives),
    )


NOTHING: Mapping[str, ReportChange] = MappingProxyType({})

ReportChanges = Mapping[str, Sequence[ReportChange]]
"""What changed among the standing reports, by the full id of the target."""


MOST_LEFT_OUT = 12
"""Reports of one target that are left out one by one, the latest of them; older ones count together."""


class Replay(NamedTuple):
    """The way from one view to another; the last step of it is the other view."""

    old: DayView
    new: DayView
    changes: ReportChanges

    def ways(self, profile: Profile | None, begun: Mapping[str, Status]) -> dict[str, tuple[Step, ...]]:
        """For each target, of those whose first status is given, the turns that its status takes on the way.

        Time comes first, so that a target that only stood still is told from one that was acted upon; then the plan,
        its amendments, and the ledger.
        """
        steps: dict[str, list[Step]] = {key: [] for key in begun}
        stand = dict(begun)
        done: set[Cause] = set()
        for cause in self._causes():
            done.add(cause)
            for key, each in self.mixed(done).judged(profile, begun).items():
                if each.status is not stand[key]:
                    steps[key].append(Step(cause, each.status))
                    stand[key] = each.status
        return {key: tuple(turns) for key, turns in steps.items()}

    def needed(
        self, profile: Profile | None, reached: Mapping[str, Status]
    ) -> dict[str, tuple[NeededCause, ...]]:
        """For each target, of those whose last status is given, the causes without which it would be another.

        Each cause is left out alone, all others let in; where several reports came in by one cause, each of the latest
        `MOST_LEFT_OUT` is left out by itself too. Time cannot be left out where a report is for a day that it brought.
        """
        causes = self._causes()
        needs: dict[str, list[NeededCause]] = {key: [] for key in reached}
        for cause in causes:
            keys = [key for key in reached if cause is not Cause.TIME or not self._brought_by_time(key)]
            for key, each in self.mixed({*causes} - {cause}).judged(profile, keys).items():
                if each.status is not reached[key]:
                    needs[key].append(NeededCause(cause, self._only(key, cause), each.status))
        for key, change, status in self._left_out(profile, reached, causes):
            needs[key].append(NeededCause(change.cause, change.on, status))
        return {key: tuple(needed) for key, needed in needs.items()}

    def _brought_by_time(self, key: str) -> bool:
        """Whether a report came in for a day that the first view does not reach."""
        return any(change.on > self.old.as_of for change in self.changes.get(key, ()))

    def _only(self, key: str, cause: Cause) -> date | None:
        """The day of the one report that came in by a cause; None where there are several, or none."""
        days = [change.on for change in self.changes.get(key, ()) if change.cause is cause]
        return days[0] if len(days) == 1 else None

    def _left_out(
        self, profile: Profile | None, reached: Mapping[str, Status], causes: Sequence[Cause]
    ) -> Iterator[tuple[str, ReportChange, Status]]:
        """Each single report without which a status would be another, where several came in by its cause."""
        several = {
            key: [each for each in self.changes.get(key, ()) if self._only(key, each.cause) is None][
                -MOST_LEFT_OUT:
            ]
            for key in reached
        }
        for place in range(max(map(len, several.values()), default=0)):
            without = {key: changes[place] for key, changes in several.items() if place < len(changes)}
            for key, each in self.mixed(set(causes), without).judged(profile, without).items():
                if each.status is not reached[key]:
                    yield key, without[key], each.status

    def _causes(self) -> list[Cause]:
        """What there is to let in, in order."""
        causes = {change.cause for changes in self.changes.values() for change in changes}
        if self.old.as_of != self.new.as_of:
            causes.add(Cause.TIME)
        if self.old.portfolio.plans != self.new.portfolio.plans:
            causes |= {Cause.PLAN, Cause.AMENDMENT}
        if _broken(self.old) != _broken(self.new):
            causes.add(Cause.UNREADABLE)
        return [cause for cause in Cause if cause in causes]

    def mixed(self, done: Collection[Cause], without: Mapping[str, ReportChange] = NOTHING) -> DayView:
        """The first view with those causes let in; with all of them it is the second.

        `without` names for a target, by full id, one change of a report that is left out all the same.
        """
        edited, amended = Cause.PLAN in done, Cause.AMENDMENT in done
        frame = self.new if edited else self.old

        def in_force(target: Target) -> Target:
            was, now = self.old.targets.get(target.full_id), self.new.targets.get(target.full_id)
            if was is None or now is None:
                return target
            taken = now if amended or (edited and not added_to(was, now)) else was
            return target._replace(amendments=taken.amendments)

        reports = {key: self._reports(key, done, without.get(key)) for key in frame.targets}
        return seen_of(
            frame.portfolio._replace(
                plans=tuple(with_targets(each, in_force) for each in frame.portfolio.plans)
            ),
            (self.new if Cause.TIME in done else self.old).as_of,
            reports,
            _broken(self.new if Cause.UNREADABLE in done else self.old),
        )

    def _reports(
        self, key: str, done: Collection[Cause], without: ReportChange | None
    ) -> dict[PeriodKey, Report]:
        """The reports of one target with those causes let in, less one change."""
        if key not in self.old.targets or key not in self.new.targets:
            return (self.old if key in self.old.targets else self.new).reports[key]
        was, now = self.old.targets[key], self.new.targets[key]
        edited = Cause.PLAN in done
        held = dict((self.new if edited else self.old).reports[key])
        for change in self.changes.get(key, ()):
            for gone in (change.before, change.after):
                if gone is not None:
                    held.pop(days_of(gone), None)
            let_in = change.cause in done and change != without
            if let_in and change.after is not None:
                held[days_of(change.after)] = change.after
            elif not let_in and change.before is not None:
                held[days_of(change.before)] = restaged(change.before, was, now) if edited else change.before
        return dict(sorted(held.items()))


def added_to(was: Target, now: Target) -> bool:
    """Whether all amendments of before still stand, so that any others are new."""
    return set(was.amendments) <= set(now.amendments)


def restaged(report: Report, was: Target, now: Target) -> Report:
    """A report of a stage as the new list of stages counts it; as it is, where that has no such stage."""
    if was.kind is not Kind.STAGE or now.kind is not Kind.STAGE or report.figure is None:
        return report
    name = was.stage_name(int(report.figure))
    if name not in now.stages:
        return report
    return report._replace(figure=type(report.figure)(now.stages.index(name)))


def _broken(view: DayView) -> frozenset[str]:
    return frozenset(key for key, ledger in view.portfolio.ledgers.items() if ledger.broken)
