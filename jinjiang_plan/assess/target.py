"""Judging one target as of a day: its assessment with all that it rests on, and how long it has been in trouble."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.case import Case, stops_of
from jinjiang_plan.assess.flags import flags
from jinjiang_plan.assess.outlook import prospect
from jinjiang_plan.assess.progress import Progress, months_ahead
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.assess.verdict import progress_of, verdict
from jinjiang_plan.model.assessment import Assessment, FirstVersion, Prospect
from jinjiang_plan.model.codes import Flag, Light, Status
from jinjiang_plan.model.days import last_period_end, period_start
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.ratio import ratio


def judge(case: Case, profile: Profile, *, first: Case | None = None, outlook: bool = True) -> Assessment:
    """Return the assessment of a case by a profile.

    Args:
        case: the case.
        profile: the measure and the thresholds.
        first: the same target by its first version, where an amendment is in force.
        outlook: whether anything is projected.
    """
    progress = progress_of(case)
    quality = flags(case, progress)
    ahead = _NOT_ASKED
    if outlook and case.reason is None:
        ahead = prospect(case, stale=Flag.STALE in quality, lapsed=progress.lapsed)
    return _assessment(case, progress, profile)._replace(
        flags=quality,
        prospect=ahead,
        months_ahead=months_ahead(case, progress),
        first=first_version(first, profile) if first else None,
    )


def judge_bare(case: Case, profile: Profile) -> Assessment:
    """Return an assessment of no more than figures and status: no flags, no outlook, no months ahead, no first version."""
    return _assessment(case, progress_of(case), profile)


def _assessment(case: Case, progress: Progress, profile: Profile) -> Assessment:
    target, terms, evidence, scale = case.target, case.terms, case.evidence, case.scale
    result = verdict(case, progress, profile)
    latest, clock, stops = evidence.latest, case.clock, stops_of(case)
    return Assessment(
        target=target,
        as_of=case.as_of,
        profile=profile,
        status=result.status,
        goal=terms.goal,
        op=scale.op if scale else terms.goal.op if terms.goal else None,
        due=terms.due,
        met=progress.met,
        baseline=_baseline(case, scale),
        aim=scale.aim if scale else None,
        value=ratio(latest.value) if latest else None,
        value_on=latest.on if latest else None,
        planned=progress.planned,
        elapsed=clock.elapsed(case.as_of),
        positions_gone=clock.at(case.as_of),
        positions_all=clock.length,
        completion=progress.completion,
        planned_completion=progress.planned_completion,
        gap=progress.gap,
        measure=result.measure,
        tolerance=profile.tolerance(target.class_, target.tolerance),
        flags=(),
        reason=result.reason,
        observations=tuple(evidence.observations),
        prospect=_NOT_ASKED,
        stops=stops,
        months_ahead=None,
        light=result.light,
        difference=progress.difference,
        held=progress.held,
        periods=progress.periods,
        periods_reported=progress.periods_reported,
        basis=clock.basis,
        begin=scale.begin if scale else None,
        skipped=tuple(each for each in target.milestones if each not in stops),
        parts_value=ratio(evidence.parts_value) if evidence.parts_value is not None else None,
    )


_NOT_ASKED = Prospect(None)


def first_version(case: Case, profile: Profile) -> FirstVersion:
    """Return the verdict by a target's first version: goal, due day and baseline as its plan promised them."""
    progress = progress_of(case)
    result = verdict(case, progress, profile)
    op = case.scale.op if case.scale else case.terms.goal.op if case.terms.goal else None
    return FirstVersion(case.terms.goal, op, case.terms.due, result.status, result.light, progress.gap)


def _baseline(case: Case, scale: Scale | None) -> Fraction | None:
    """The baseline that was judged by; where there is no way to the goal, the stated one is shown."""
    if scale is not None and case.target.kind.has_way:
        return scale.baseline
    stated = case.terms.baseline
    return ratio(stated.value) if stated else None


class DayStatus(NamedTuple):
    """The status and the light on a day, without what they rest on."""

    status: Status
    light: Light
    completion: Fraction | None


def standing(case: Case, profile: Profile) -> DayStatus:
    """Return the status, the light and the completion of a case."""
    progress = progress_of(case)
    result = verdict(case, progress, profile)
    return DayStatus(result.status, result.light, progress.completion)


# How long a target has been in trouble: reporting periods in a row at whose end its light was yellow or red.


TROUBLE = (Light.YELLOW, Light.RED)


def periods_in_trouble(target: Target, due: date, as_of: date, light_on: Callable[[date], Light]) -> int:
    """Count back from the last reporting period that had ended by the day, or by due, while the light was yellow or red.

    Each end is judged anew, by what is known now of the days up to it: offices act on the second yellow in a row.
    """
    months, year_end = target.frequency.months, target.year_end
    end = last_period_end(min(as_of, due), months, year_end)
    count = 0
    while end >= target.start and light_on(end) in TROUBLE:
        count += 1
        first = period_start(end, months, year_end)
        if first <= target.start:
            break
        end = first - timedelta(days=1)
    return count
