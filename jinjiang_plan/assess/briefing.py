"""The facts of a briefing, from a judgement: what changed, what is late and what comes, what it all rests on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from jinjiang_plan.assess.diff import compare
from jinjiang_plan.assess.series import burnup_of, chronicle, days_of, staging
from jinjiang_plan.assess.timeline import agenda
from jinjiang_plan.assess.wording_doubt import bears_out
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.briefing import (
    Briefing,
    BriefingEntry,
    BriefingScope,
    Publication,
    RecordedReport,
    Story,
    Turn,
)
from jinjiang_plan.model.change import Changes, Snapshot
from jinjiang_plan.model.codes import HALTED, Flag, Kind
from jinjiang_plan.model.days import last_period_end, period_end, shared_year_end
from jinjiang_plan.model.plan import Plan, Source
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import replaced
from jinjiang_plan.model.series import Chronicle, StatusOnDay
from jinjiang_plan.model.words import Words


def briefing(  # noqa: PLR0913 - what was judged, of what, and the question's own terms
    portfolio: Portfolio,
    judgement: Judgement,
    scope: BriefingScope,
    *,
    known_at: datetime,
    since: date | None = None,
    profile: Profile | None = None,
) -> Briefing:
    """The briefing on a judgement.

    Args:
        portfolio: the plans with their ledgers.
        judgement: the targets and initiatives that it is on.
        scope: what they were asked for by.
        known_at: what was recorded later does not count.
        since: the day that is compared with; None for the end of the reporting period before.
        profile: the thresholds; None for each plan's own.
    """
    months, year_end = min(plan.frequency.months for plan in scope.plans), shared_year_end(scope.plans)
    as_of = judgement.as_of
    before = since or _period_before(scope.plans, as_of, months, year_end)
    ends = period_end(as_of + timedelta(days=1), months, year_end)
    return Briefing(
        portfolio=portfolio,
        judgement=judgement,
        scope=scope,
        entries=tuple(_entries(portfolio, judgement.assessments, known_at)),
        since=before,
        changes=_changes(portfolio, judgement, before, known_at, profile) if before else None,
        agenda=agenda(judgement.assessments, as_of, as_of, ends),
        flagged=dict(_flagged(judgement.assessments)),
        sources=tuple(_sources(scope.plans, judgement.assessments)),
        unproven=tuple(each for each in judgement.assessments if _is_unproven(each)),
    )


def _is_unproven(assessment: Assessment) -> bool:
    report = assessment.observations[-1].report if assessment.observations else None
    return report is not None and assessment.status not in HALTED and not bears_out(assessment.target, report)


def _period_before(plans: Sequence[Plan], as_of: date, months: int, year_end: int) -> date | None:
    """The end of the last reporting period before a day; None where no plan had begun by then."""
    end = last_period_end(as_of - timedelta(days=1), months, year_end)
    return end if any(plan.start <= end for plan in plans) else None


def _changes(
    portfolio: Portfolio, judgement: Judgement, since: date, known_at: datetime, profile: Profile | None
) -> Changes:
    """What changed of the judged targets since a day, both as known at one moment, as `diff` has it."""
    views = [
        Snapshot(portfolio, day, known_at, Words(f"{day}", f"{day}")) for day in (since, judgement.as_of)
    ]
    only = {each.target.full_id for each in judgement.assessments}
    return compare(views[0], views[1], only=only, profile=profile)


def _entries(
    portfolio: Portfolio, assessments: Sequence[Assessment], known_at: datetime
) -> Iterator[BriefingEntry]:
    """The worst first, over all plans and actions; what is equally bad in the order of the plans."""
    for each in sorted(assessments, key=lambda each: (each.status.concern, each.gap or 0)):
        last = each.observations[-1].report if each.observations else None
        drawn = bool(each.observations) and not each.target.kind.named
        decided_by = min(each.as_of, known_at.date())
        amendments = tuple(change for change in each.target.amendments if change.decided <= decided_by)
        yield BriefingEntry(each, last, burnup_of(portfolio, each, known_at) if drawn else None, amendments)


def _flagged(assessments: Sequence[Assessment]) -> Iterator[tuple[Flag, tuple[Assessment, ...]]]:
    for flag in Flag:
        having = tuple(each for each in assessments if flag in each.flags)
        if having:
            yield flag, having


def _sources(plans: Sequence[Plan], assessments: Sequence[Assessment]) -> Iterator[tuple[Plan, Source]]:
    """The documents that goals, changes of goals, baselines and reports are cited from, in the order of the plans' files."""
    for plan in plans:
        cited = {key for each in assessments if each.target.plan == plan.id for key in _cited(each)}
        yield from ((plan, source) for source in plan.sources if source.key in cited)


def _cited(each: Assessment) -> Iterator[str]:
    target = each.target
    yield target.source
    if target.baseline is not None:
        yield target.baseline.source
    for change in target.amendments:
        yield from change.document or ()
    yield from (
        observation.report.source for observation in each.observations if observation.report is not None
    )


# The facts of a public site, from its briefing: each target's story, and the turns of all statuses.


def publication(briefing: Briefing, *, known_at: datetime, profile: Profile | None = None) -> Publication:
    """The facts of a site on what a briefing covers, as known at a moment, by a profile (None: each plan's own)."""
    entries = {each.assessment.target.full_id: each for each in briefing.entries}
    chronicles = {
        plan.id: _chronicle(briefing, plan, known_at, profile, entries) for plan in briefing.scope.plans
    }
    past = {course.target.full_id: course.statuses for each in chronicles.values() for course in each.courses}
    stories = tuple(
        _story(briefing, entries[target.full_id], past[target.full_id], known_at)
        for plan in briefing.scope.plans
        for target in plan.judged
        if target.full_id in entries
    )
    return Publication(briefing, chronicles, stories, tuple(_turns(chronicles.values())))


def _chronicle(
    briefing: Briefing,
    plan: Plan,
    known_at: datetime,
    profile: Profile | None,
    entries: dict[str, BriefingEntry],
) -> Chronicle:
    """The plan at the end of each of its reporting periods, and on the day judged."""
    days = days_of(plan.start, briefing.judgement.as_of, plan.frequency, plan.year_end)
    only = [target for target in plan.judged if target.full_id in entries]
    return chronicle(briefing.portfolio, plan, days, known_at=known_at, profile=profile, only=only)


def _story(
    briefing: Briefing, entry: BriefingEntry, past: tuple[StatusOnDay, ...], known_at: datetime
) -> Story:
    each = entry.assessment
    target = each.target
    drawn = entry.burnup
    if drawn is None and not target.kind.named:
        drawn = burnup_of(briefing.portfolio, each, known_at)
    return Story(
        entry,
        drawn if drawn is not None and (drawn.goals or drawn.reports) else None,
        staging(each) if target.kind is Kind.STAGE else None,
        tuple(_told(briefing, entry, known_at)),
        past,
    )


def _told(briefing: Briefing, entry: BriefingEntry, known_at: datetime) -> Iterator[RecordedReport]:
    """The ledger's lines up to the day judged that were recorded by a moment, in order of recording."""
    each = entry.assessment
    ledger = briefing.portfolio.ledger(each.target)
    known = [report for report in ledger.reports if report.on <= each.as_of and report.recorded <= known_at]
    before = replaced(known, each.target.kind)
    for report in sorted(known, key=lambda report: (report.recorded, report.revision)):
        yield RecordedReport(report, before.get(report.key))


def _turns(chronicles: Iterable[Chronicle]) -> list[Turn]:
    """Every change of status, the latest first; those of a day in order of concern."""
    turns = [
        Turn(course.target, before, after)
        for each in chronicles
        for course in each.courses
        for before, after in course.turns
    ]
    return sorted(
        turns, key=lambda turn: (-turn.after.day.toordinal(), turn.after.status.concern, turn.target.full_id)
    )
