"""Comparing two views of the plans: what changed, and why each status did."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.assess.attribution import DayView, Replay, added_to, day_view
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.change import Cause, Change, Changes, PlanEdit, ReportChange, Snapshot
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Amendment, Initiative, Plan, Target
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import Report

# What was edited in the files of the plans: every entry that differs, of plans, actions, documents and targets.


PLAN_FIELDS = {
    **{name: name for name in ("title", "start", "due", "assumed", "lead", "profile", "frequency")},
    **{name: name for name in ("languages", "timezone", "sample", "summary", "note")},
}
ACTION_FIELDS = {name: name for name in ("title", "order", "lead", "summary")}
SOURCE_FIELDS = {name: name for name in ("title", "publisher", "published", "url", "number", "note")}
TARGET_FIELDS = {
    **{name: name for name in ("title", "kind")},
    "class_": "class",
    **{name: name for name in ("unit", "baseline", "goal", "start", "due")},
    "basis": "time_basis",
    "course": "path",
    "milestones": "milestone",
    **{
        name: name
        for name in ("sum_of", "weight", "lead", "partners", "frequency", "tags", "limits", "source")
    },
    **{name: name for name in ("wording", "stages", "assumed", "note")},
}
"""The fields that are compared, with the names that they have in the files."""
INITIATIVE_FIELDS = {name: name for name in ("summary", "place", "serves")}


def plan_edits(was: Sequence[Plan], now: Sequence[Plan]) -> Iterator[PlanEdit]:
    """What was edited of the plans themselves, their actions and documents; targets are another matter."""
    before, after = {plan.id: plan for plan in was}, {plan.id: plan for plan in now}
    for key in _keys(before, after):
        one, two = before.get(key), after.get(key)
        if one is None or two is None:
            yield PlanEdit(key, "", "plan", one and one.title, two and two.title)
            continue
        yield from _edits(key, "", PLAN_FIELDS, one, two)
        actions = [{action.id: action for action in plan.actions} for plan in (one, two)]
        yield from _listed(key, "action", ACTION_FIELDS, *actions)
        sources = [{source.key: source for source in plan.sources} for plan in (one, two)]
        yield from _listed(key, "source", SOURCE_FIELDS, *sources)


def target_edits(
    was: Target, now: Target, project_was: Initiative | None, project: Initiative | None
) -> Iterator[PlanEdit]:
    """What was edited of one target; an amendment that was added is no edit, one that was altered is."""
    yield from _edits(now.plan, now.id, TARGET_FIELDS, was, now)
    if not added_to(was, now):
        yield PlanEdit(now.plan, now.id, "amendment", was.amendments, now.amendments)
    if project_was is not None and project is not None:
        yield from _edits(now.plan, now.id, INITIATIVE_FIELDS, project_was, project)


def _listed(
    plan: str, noun: str, fields: Mapping[str, str], was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[PlanEdit]:
    for key in _keys(was, now):
        one, two = was.get(key), now.get(key)
        if one is None or two is None:
            yield PlanEdit(plan, key, noun, one and one.title, two and two.title)
        else:
            yield from _edits(plan, key, fields, one, two, f"{noun}.")


def _edits(  # noqa: PLR0913, PLR0917 - whose, which, and the two sides
    plan: str,
    key: str,
    fields: Mapping[str, str],
    was: object,
    now: object,
    prefix: str = "",
) -> Iterator[PlanEdit]:
    for name, written in fields.items():
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield PlanEdit(plan, key, f"{prefix}{written}", before, after)


def _keys(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[str]:
    return dict.fromkeys((*now, *was))


def compare(
    before: Snapshot, after: Snapshot, *, only: Collection[str] | None = None, profile: Profile | None = None
) -> Changes:
    """What changed from one view to the other; the plans in their order, in each the worst turn first.

    Args:
        before: the plans on one side, with their ledgers.
        after: the plans on the other side.
        only: the full ids of the targets that are compared; None for all. What was edited of a plan itself is told
            where the plan is compared whole.
        profile: the thresholds; None for each plan's own.
    """
    pair = _Pair(before, after, day_view(before), day_view(after))
    keys = [
        key for key in dict.fromkeys((*pair.new.targets, *pair.old.targets)) if only is None or key in only
    ]
    first, last = pair.old.judged(profile, keys), pair.new.judged(profile, keys)
    reports = {key: tuple(pair.report_changes(key)) for key in pair.new.targets if key in pair.old.targets}
    turned = {
        key: first[key].status for key in keys if key in reports and first[key].status is not last[key].status
    }
    replay = Replay(pair.old, pair.new, reports)
    ways = replay.ways(profile, turned) if turned else {}
    needed = replay.needed(profile, {key: last[key].status for key in turned}) if turned else {}
    changes = [
        Change(
            first.get(key),
            last.get(key),
            ways.get(key, ()),
            reports.get(key, ()),
            tuple(pair.amendments(key)),
            tuple(pair.edits(key)),
            needed.get(key, ()),
        )
        for key in keys
    ]
    plans = dict.fromkeys(plan.id for view in (after, before) for plan in view.portfolio.plans)
    places = {plan: place for place, plan in enumerate(plans)}
    changed = filter(_says_something, changes)
    ordered = sorted(changed, key=lambda each: (places[each.target.plan], *_weight(each)))
    profiles = sorted({each.profile.code for side in (first, last) for each in side.values()})
    edits = tuple(pair.plan_edits(set(keys)))
    return Changes(before, after, tuple(ordered), edits, len(keys), tuple(profiles))


class _Pair(NamedTuple):
    """Two views, whole and cut down to what counts in them."""

    before: Snapshot
    after: Snapshot
    old: DayView
    new: DayView

    def report_changes(self, key: str) -> Iterator[ReportChange]:
        """What changed among the standing reports of a target that is on both sides."""
        was, now = self.old.targets[key], self.new.targets[key]
        before, after = self.old.reports[key], self.new.reports[key]
        for days in sorted({*before, *after}):
            one, two = before.get(days), after.get(days)
            if one is None or two is None or _said(one, was) != _said(two, now):
                yield ReportChange(self._cause(key, days[0], one, two), days[0], one, two)

    def _cause(self, key: str, on: date, one: Report | None, two: Report | None) -> Cause:
        """How the figure of a day changed; a line of before that is no longer there was rewritten or removed."""
        was, now = self.old.targets[key], self.new.targets[key]
        before, after = self.before.portfolio.ledger(was), self.after.portfolio.ledger(now)
        if before.broken or after.broken:
            return Cause.UNREADABLE
        if before is not after:
            kept = {_said(each, now) for each in after.reports if each.on == on}
            if not kept.issuperset(_said(each, was) for each in before.reports if each.on == on):
                return Cause.REWRITTEN
        if two is None:
            return Cause.RETRACTION
        return Cause.REPORT if one is None else Cause.REVISION

    def amendments(self, key: str) -> Iterator[Amendment]:
        """The amendments that came into force."""
        was, now = self.old.targets.get(key), self.new.targets.get(key)
        if was is not None and now is not None and added_to(was, now):
            yield from (each for each in now.amendments if each not in was.amendments)

    def edits(self, key: str) -> Iterator[PlanEdit]:
        """What was edited of a target that is on both sides."""
        was, now = self.old.targets.get(key), self.new.targets.get(key)
        if was is not None and now is not None and was is not now:
            yield from target_edits(was, now, _initiative(self.old, was), _initiative(self.new, now))

    def plan_edits(self, keys: Collection[str]) -> Iterator[PlanEdit]:
        """What was edited of the plans that are compared whole."""

        def whole(plan: Plan) -> bool:
            return all(target.full_id in keys for target in plan.judged)

        was, now = self.old.portfolio.plans, self.new.portfolio.plans
        part = {plan.id for plan in (*was, *now) if not whole(plan)}
        yield from plan_edits(
            [plan for plan in was if plan.id not in part], [plan for plan in now if plan.id not in part]
        )


def _said(report: Report, target: Target) -> tuple[Report, Decimal | str | None]:
    """What a line says, a stage by its name: its position moves when a stage is put before it."""
    staged = target.kind is Kind.STAGE and report.figure is not None
    figure = target.stage_name(int(report.figure or 0)) if staged else report.figure
    return report._replace(figure=None), figure


def _initiative(view: DayView, target: Target) -> Initiative | None:
    return view.portfolio.plan(target.plan).initiative(target.id)


def _says_something(change: Change) -> bool:
    """Whether a target changed by more than the passing of days that leaves its status alone."""
    before, after = change.before, change.after
    if before is None or after is None or change.reports or change.amendments or change.edits:
        return True
    return _shown(before) != _shown(after)


def _shown(each: Assessment) -> tuple[object, ...]:
    """What differs when a target changed; a stage's position is told by its edits."""
    value = each.value if each.target.kind is not Kind.STAGE else None
    return each.status, value, each.goal, each.due


def _weight(change: Change) -> tuple[int, int, str]:
    """Turns for the worse, for the better, other turns, what came, what is gone, figures and words alone, then nothing new."""
    if change.before is None or change.after is None:
        kind = 3 if change.before is None else 4
    else:
        kind = {-1: 0, 1: 1, 0: 2 if change.turned else 5 + change.restated}[change.direction]
    judged = change.after or change.before
    return kind, judged.status.concern if judged else 0, change.target.id
