"""The facts of a public site, from its briefing: each target's story, and the turns of all statuses."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from jinjiang_plan.assess.charting import burnup_of
from jinjiang_plan.assess.chronicle import chronicle
from jinjiang_plan.assess.staging import staging
from jinjiang_plan.assess.trending import days_of
from jinjiang_plan.model.briefing import Briefing, Entry
from jinjiang_plan.model.chronicle import Chronicle, StatusOnDay
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.publication import Publication, Story, Told, Turn
from jinjiang_plan.model.standing import replaced


def publication(briefing: Briefing, *, known_at: datetime, profile: Profile | None = None) -> Publication:
    """The facts of a site on what a briefing covers, as known at a moment, by a profile (None: each plan's own)."""
    entries = {each.assessment.target.full_id: each for each in briefing.entries}
    chronicles = {
        plan.id: _chronicle(briefing, plan, known_at, profile, entries) for plan in briefing.scope.plans
    }
    past = {course.target.full_id: course.stood for each in chronicles.values() for course in each.courses}
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
    entries: dict[str, Entry],
) -> Chronicle:
    """The plan at the end of each of its reporting periods, and on the day judged."""
    days = days_of(plan.start, briefing.judgement.as_of, plan.frequency)
    only = [target for target in plan.judged if target.full_id in entries]
    return chronicle(briefing.portfolio, plan, days, known_at=known_at, profile=profile, only=only)


def _story(briefing: Briefing, entry: Entry, past: tuple[StatusOnDay, ...], known_at: datetime) -> Story:
    each = entry.assessment
    target = each.target
    drawn = entry.burnup
    if drawn is None and not target.kind.named:
        drawn = burnup_of(briefing.portfolio, each, known_at)
    return Story(
        entry,
        drawn if drawn is not None and (drawn.goals or drawn.reports) else None,
        staging(each, known_at.date()) if target.kind is Kind.STAGE else None,
        tuple(_told(briefing, entry, known_at)),
        past,
    )


def _told(briefing: Briefing, entry: Entry, known_at: datetime) -> Iterator[Told]:
    """The ledger's lines up to the day judged that were recorded by a moment, in order of recording."""
    each = entry.assessment
    ledger = briefing.portfolio.ledger(each.target)
    known = [report for report in ledger.reports if report.on <= each.as_of and report.recorded <= known_at]
    before = replaced(known, each.target.kind)
    for report in sorted(known, key=lambda report: (report.recorded, report.revision)):
        yield Told(report, before.get(report.key))


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
