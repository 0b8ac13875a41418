"""Judging one target as of a day: the table of METHODS 4, row by row."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from jinjiang_plan.assess.case import Case, case
from jinjiang_plan.assess.evidence import has_gap, overlaps, seen_by
from jinjiang_plan.assess.measure import measured
from jinjiang_plan.assess.outlook import prospect
from jinjiang_plan.assess.progress import Standing, standing
from jinjiang_plan.assess.scale import Scale, contradicts
from jinjiang_plan.model.assessment import Assessment, Measured, Prospect
from jinjiang_plan.model.codes import Flag, Kind, Light, Reason, Status
from jinjiang_plan.model.days import age, last_period_end, period_start
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.profiles import BANDS, Profile
from jinjiang_plan.model.report import Report

# The quality of the data behind a judgement (METHODS 6).


_SETTLED = (
    Status.ACHIEVED,
    Status.ACHIEVED_LATE,
    Status.MISSED,
    Status.CANCELLED,
    Status.SUSPENDED,
)


def flags(judged: Case, status: Status) -> tuple[Flag, ...]:
    """All flags that fit, in METHODS' order."""
    found = {*_of_data(judged, status), *_of_goal(judged)}
    if judged.asked.revised:
        found.add(Flag.REVISED_GOAL)
    if judged.target.sample:
        found.add(Flag.SAMPLE)
    return tuple(flag for flag in Flag if flag in found)


def _of_goal(judged: Case) -> Iterator[Flag]:
    scaled, seen, target = judged.scaled, judged.seen, judged.target
    if scaled is None:
        return
    if scaled.assumed:
        yield Flag.BASELINE_ASSUMED
    if scaled.weak:
        yield Flag.WEAK_GOAL
    if seen.latest is None or target.kind is Kind.MAINTAIN:
        return
    met = scaled.met(seen.latest.value)
    if not met and scaled.ever_met(each.value for each in seen.observations):
        yield Flag.RELAPSED
    if met and target.kind is Kind.LEVEL and judged.as_of < judged.asked.due:
        yield Flag.PROVISIONAL


def _of_data(judged: Case, status: Status) -> Iterator[Flag]:
    seen, target = judged.seen, judged.target
    latest = seen.latest
    if latest is None:
        return
    if _is_stale(target, seen.fresh or latest.on, judged.as_of) and status not in _SETTLED and not seen.final:
        yield Flag.STALE
    if seen.derived:
        yield Flag.DERIVED
    if seen.partial:
        yield Flag.PARTIAL
    if target.kind is Kind.INCREMENT and has_gap(seen.standing):
        yield Flag.GAP_IN_PERIODS
    for report in seen.standing if seen.derived else seen.standing[-1:]:
        yield from _of_report(report, target.frequency.months)


def _of_report(report: Report, period: int) -> Iterator[Flag]:
    recorded = report.recorded.date()
    if report.estimate:
        yield Flag.ESTIMATE
    elif recorded < report.on:
        yield Flag.FUTURE_REPORT
    if not report.source:
        yield Flag.UNSOURCED
    if recorded > report.on and age(report.on, recorded) > period:
        yield Flag.LATE_REPORT


def _is_stale(target: Target, reported: date, as_of: date) -> bool:
    """Older than one and a half reporting periods, from the end of the last period that was whole by the report."""
    months = target.frequency.months
    return age(last_period_end(reported, months), as_of) > Fraction(3 * months, 2)


def judge(judged: Case, profile: Profile, *, broken: bool = False, outlook: bool = True) -> Assessment:
    """The assessment of one case by a profile; `broken` says that its ledger could not be read.

    Without `outlook` nothing is projected.
    """
    target, asked, seen, scaled = judged.target, judged.asked, judged.seen, judged.scaled
    where = standing(judged)
    measure = measured(judged, where, profile.measure)
    status, reason = verdict(judged, where, measure, profile, broken=broken)
    quality = flags(judged, status)
    ahead = Prospect(None)
    if outlook and (status is not Status.NOT_ASSESSABLE or reason is Reason.PROFILE_UNFIT):
        lapsed = where.held is not None and where.held[0] < where.held[1]
        ahead = prospect(judged, stale=Flag.STALE in quality, lapsed=lapsed)
    latest, clock = seen.latest, judged.clock
    return Assessment(
        target=target,
        as_of=judged.as_of,
        profile=profile,
        status=status,
        goal=asked.goal,
        op=scaled.op if scaled else asked.goal.op if asked.goal else None,
        due=asked.due,
        met=where.met,
        baseline=_baseline(target, scaled),
        aim=scaled.aim if scaled else None,
        value=Fraction(latest.value) if latest else None,
        value_on=latest.on if latest else None,
        planned=where.planned,
        elapsed=clock.elapsed(judged.as_of),
        positions_gone=clock.at(judged.as_of),
        positions_all=clock.length,
        completion=where.completion,
        planned_completion=where.planned_completion,
        gap=where.gap,
        measure=measure,
        tolerance=profile.tolerance(target.class_),
        flags=quality,
        reason=reason,
        observations=seen.observations,
        prospect=ahead,
        stops=tuple(each for each in asked.milestones if 0 < clock.at(each.on) < clock.length),
        months_ahead=where.months_ahead,
        light=profile.light(status),
        held=where.held[0] if where.held else None,
        periods=where.held[1] if where.held else None,
    )


def _baseline(target: Target, scaled: Scale | None) -> Fraction | None:
    """The baseline that was judged by; a level to hold has one only if the file says so."""
    if scaled is not None and (target.kind is not Kind.MAINTAIN or target.baseline):
        return scaled.baseline
    return Fraction(target.baseline.value) if target.baseline else None


def verdict(
    judged: Case, where: Standing, measure: Measured | None, profile: Profile, *, broken: bool = False
) -> tuple[Status, Reason | None]:
    """The first row that fits, and why where it is that nothing can be judged."""
    status, reason = _settled(judged, where, broken=broken)
    if status is None:
        status = _against_plan(judged, where, measure, profile)
    return (Status.NOT_ASSESSABLE, Reason.PROFILE_UNFIT) if status is None else (status, reason)


def _settled(judged: Case, where: Standing, *, broken: bool) -> tuple[Status | None, Reason | None]:
    """The rows above any comparison of figures; None where a comparison decides."""
    target, seen = judged.target, judged.seen
    if judged.asked.halted is not None:
        return Status(judged.asked.halted.value), None
    reason = Reason.BROKEN_LEDGER if broken else judged.reason
    if reason is None and target.kind is Kind.INCREMENT and overlaps(seen.standing):
        reason = Reason.OVERLAPPING_PERIODS
    if reason is not None:
        return Status.NOT_ASSESSABLE, reason
    if not seen.observations or judged.scaled is None:
        return (Status.NOT_STARTED if judged.as_of < target.start else Status.NO_DATA), None
    if contradicts(judged.scaled, target) and not where.met:
        return Status.NOT_ASSESSABLE, Reason.WRONG_DIRECTION
    return None, None


def _against_plan(judged: Case, where: Standing, measure: Measured | None, profile: Profile) -> Status | None:
    """The rows that compare: met or not, final or not, and the measure; None where the profile does not fit."""
    due, as_of, seen = judged.asked.due, judged.as_of, judged.seen
    if where.met and where.first_met is not None:
        if where.first_met > due:
            return Status.ACHIEVED_LATE
        return Status.ACHIEVED_EARLY if as_of < due else Status.ACHIEVED
    final = seen.final or (seen.fresh is not None and seen.fresh >= due)
    if as_of >= due and final:
        return Status.MISSED
    if as_of > due:
        return Status.OVERDUE
    class_ = judged.target.class_
    if where.completion is None or where.completion * 100 < -profile.tolerance(class_):
        return Status.REGRESSING
    if measure is None:
        return None
    bands = profile.bands_for(class_)
    return next(
        (status for status in BANDS if status in bands and measure.value >= bands[status]),
        Status.SERIOUSLY_BEHIND,
    )


# How long a target has been in trouble: reporting periods in a row at whose end it stood yellow or red.


TROUBLE = (Light.YELLOW, Light.RED)


def periods_in_trouble(judged: Case, profile: Profile, known_by: date) -> int:
    """Count back from the last reporting period that had ended by the day, or by due, while it stood yellow or red.

    Each end is judged anew, by what is known now of the days up to it: offices act on the second yellow in a row.
    """
    months, start = judged.target.frequency.months, judged.target.start
    end = last_period_end(min(judged.as_of, judged.asked.due), months)
    count = 0
    while end >= start and _light(judged, profile, end, known_by) in TROUBLE:
        count += 1
        first = period_start(end, months)
        if first <= start:
            break
        end = first - timedelta(days=1)
    return count


def _light(judged: Case, profile: Profile, day: date, known_by: date) -> Light:
    """The colour as of an earlier day."""
    earlier = case(judged.target, seen_by(judged.seen, day), day, min(day, known_by))
    where = standing(earlier)
    status, _ = verdict(earlier, where, measured(earlier, where, profile.measure), profile)
    return profile.light(status)
