"""The status of a target as of a day: the table of METHODS 4, row by row, and its light."""

from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.assess.case import Case, time_share
from jinjiang_plan.assess.measure import measured, nothing_done
from jinjiang_plan.assess.progress import Progress, is_measured, progress_on_way
from jinjiang_plan.assess.rate import progress_to_goal
from jinjiang_plan.model.assessment import Measurement
from jinjiang_plan.model.codes import Kind, Light, PathShape, Reason, Status
from jinjiang_plan.model.profiles import PROFILES, RANK_BANDS, Profile
from jinjiang_plan.model.ratio import ratio

_PATIENCE = ratio(3, 10)
"""The share of the way planned by now up to which silence is yellow."""

_CONCERN = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.BLUE: 3}


class Verdict(NamedTuple):
    """A status with its light, the measure that decided it, and why where nothing can be judged."""

    status: Status
    light: Light
    measure: Measurement | None
    reason: Reason | None


def progress_of(case: Case) -> Progress:
    """Return the progress of a case: along its way, or against the goal itself."""
    return progress_on_way(case) if case.target.kind.has_way else progress_to_goal(case)


def verdict(case: Case, progress: Progress, profile: Profile) -> Verdict:
    """Return the first row that fits, and its light."""
    measure = _measured(case, progress, profile)
    status, reason = _settled(case, progress)
    if status is None:
        status = _against_plan(case, progress, measure, profile)
        if status is None:
            status, reason = Status.NOT_ASSESSABLE, Reason.PROFILE_UNFIT
    light = _silent_light(case, profile) if status is Status.UNREPORTED else profile.light(status)
    return Verdict(status, light, measure, reason)


def _measured(case: Case, progress: Progress, profile: Profile) -> Measurement | None:
    """The measure of the profile; of a level whose only report is its own baseline as for that value on the day itself."""
    scale, latest = case.scale, case.evidence.latest
    if scale is not None and latest is not None and case.borrowed and len(case.evidence.observations) == 1:
        case = case.reported_on(case.as_of, scale.baseline)
    return measured(case, progress, profile.measure)


def _settled(case: Case, progress: Progress) -> tuple[Status | None, Reason | None]:
    """The rows that need no measure; None where a measure decides."""
    if case.terms.halted is not None:
        return Status(case.terms.halted.value), None
    if case.reason is not None:
        return Status.NOT_ASSESSABLE, case.reason
    if not case.evidence.observations:
        return _silent(case), None
    if progress.outcome is not None:
        return progress.outcome, None
    if progress.met and not case.due_has_come and case.target.kind.has_way:
        return Status.ACHIEVED_EARLY, None
    met_before = progress.met and case.target.kind is Kind.LEVEL and case.due_has_come
    if case.as_of > case.terms.due or met_before:
        return Status.OVERDUE, None
    return None, None


def _silent(case: Case) -> Status:
    """The status of a target of which nothing is reported."""
    if case.as_of < case.target.start:
        return Status.NOT_STARTED
    if case.as_of > case.terms.due:
        return Status.OVERDUE
    return Status.UNREPORTED if case.owed else Status.NO_DATA


def _against_plan(
    case: Case, progress: Progress, measure: Measurement | None, profile: Profile
) -> Status | None:
    """The rows that compare a measure with thresholds; None where the profile does not fit."""
    class_, tolerance = case.target.class_, case.target.tolerance
    if not case.target.kind.has_way:
        return None if measure is None else _band_of_deviation(case, measure.value, profile)
    if case.scale is not None and case.scale.weak:
        return Status.REGRESSING
    if progress.completion is not None and 100 * progress.completion < -profile.tolerance(class_, tolerance):
        return Status.REGRESSING
    if progress.nothing_planned or not is_measured(case):
        return Status.ON_TRACK
    if measure is None:
        return None
    if measure.receding:
        return Status.REGRESSING
    status = profile.band(measure.value, profile.bands_for(class_, tolerance))
    too_good = progress.excessive and status in (Status.AHEAD, Status.ON_TRACK)
    return Status.BEHIND if too_good else status


def _band_of_deviation(case: Case, deviation: Fraction, profile: Profile) -> Status:
    """The status of a figure that is compared with the goal itself, by the bands of the profile, or ours for China."""
    by = profile.for_deviations
    if case.target.kind is Kind.RANK:
        return PROFILES["cn"].band(deviation, RANK_BANDS)
    return by.band(deviation, by.bands_for(case.target.class_, case.target.tolerance))


# Silence: its light is never better than that of a report which says that nothing was done.


def _silent_light(case: Case, profile: Profile) -> Light:
    own = profile.light(Status.UNREPORTED) if _is_patient(case) else Light.RED
    lights = [own, _light_of_nothing_done(case, profile)]
    return min((each for each in lights if each in _CONCERN), key=_CONCERN.__getitem__, default=Light.RED)


def _is_patient(case: Case) -> bool:
    """Whether so little is planned by now that silence is yellow."""
    if not case.target.kind.has_way:
        return False
    if case.scale is None:
        passed = any(case.target.start <= each.on <= case.as_of for each in case.terms.milestones)
        return not passed and time_share(case) <= _PATIENCE
    expected = progress_on_way(case).planned_completion
    return expected is not None and expected <= _PATIENCE


def _light_of_nothing_done(case: Case, profile: Profile) -> Light:
    """The light that the profile gives to a report of the baseline for the day; grey where it gives none."""
    if not case.target.kind.has_way or (case.scale is not None and case.scale.weak):
        return Light.GREY
    if case.scale is None:
        return _light_without_baseline(case, profile)
    reported = case.reported_on(case.as_of, case.scale.baseline)
    progress = progress_of(reported)
    status = _against_plan(reported, progress, _measured(reported, progress, profile), profile)
    return Light.GREY if status is None else profile.light(status)


def _light_without_baseline(case: Case, profile: Profile) -> Light:
    """The light that the profile gives where nothing is done and no baseline is known: by the share of the path's time."""
    value, tolerance = nothing_done(profile.measure, time_share(case)), case.target.tolerance
    if value is None or case.target.course is PathShape.STEP:
        return Light.GREY
    return profile.light(profile.band(value, profile.bands_for(case.target.class_, tolerance)))
