"""The profiles: what each measures, and its thresholds (METHODS 4)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tests.judge.clock import DAYS_A_MONTH, is_last, month_index, period_end
from tests.judge.path import Way
from tests.judge.roots import power
from tests.judge.terms import Terms

LIGHTS = {
    "missed": "red",
    "overdue": "red",
    "regressing": "red",
    "seriously_behind": "red",
    "behind": "yellow",
    "on_track": "green",
    "ahead": "green",
    "achieved_late": "blue",
    "achieved": "blue",
    "achieved_early": "blue",
}
"""The light of each status; grey is that of all others, and a profile may have its own."""

Point = tuple[date, Fraction]
Band = tuple[str, Fraction]


@dataclass(frozen=True)
class Profile:
    """A measure, and the least of it for each status."""

    measure: str
    ahead: Fraction | None
    on_track: Fraction
    behind: Fraction | None
    binding_on_track: Fraction | None = None
    regressing_below: Fraction | None = None

    def light(self, status: str) -> str:
        """The colour of a status: progress that is insufficient for Eurostat is not yet red."""
        if self.measure == "growth" and status == "seriously_behind":
            return "yellow"
        return LIGHTS.get(status, "grey")


def _bounds(measure: str, *figures: str | None) -> Profile:
    return Profile(measure, *(Fraction(each) if each is not None else None for each in figures))  # type: ignore[arg-type]


PROFILES = {
    "cn": _bounds("gap", "5", "-5", "-30", "0"),
    "cn-yinchuan": _bounds("gap", "5", "0", "-30"),
    "eurostat": _bounds("growth", None, "0.95", "0.60", None, "0"),
    "un": _bounds("projected", None, "0.95", "0.10", None, "0"),
    "destatis": _bounds("destatis", None, "0.95", "0.80"),
    "opsys": _bounds("milestone", None, "1", "0"),
    "tola": _bounds("value", "0.15", "-0.15", None),
    "servicenow": _bounds("pace", None, "0.90", "0.75"),
}


def tolerance(profile: Profile, terms: Terms) -> Fraction:
    """How far below nothing counts as nothing, in points: only where points are what is measured."""
    if profile.measure != "gap":
        return Fraction(0)
    return -least_on_track(profile, terms)


def least_on_track(profile: Profile, terms: Terms) -> Fraction:
    """From where on a target is on track."""
    if terms.binding and profile.binding_on_track is not None:
        return profile.binding_on_track
    if profile.measure == "gap" and not terms.binding and terms.tolerance is not None:
        return -terms.tolerance
    return profile.on_track


def band(profile: Profile, terms: Terms, measured: Fraction) -> str:
    """The status that a measured figure has."""
    if profile.regressing_below is not None and measured < profile.regressing_below:
        return "regressing"
    if profile.ahead is not None and measured >= profile.ahead:
        return "ahead"
    if measured >= least_on_track(profile, terms):
        return "on_track"
    if profile.behind is not None and measured >= profile.behind:
        return "behind"
    return "seriously_behind"


@dataclass(frozen=True)
class Standing:
    """Where a target with a way stands on a day."""

    terms: Terms
    way: Way
    day: date
    completion: Fraction
    planned_completion: Fraction
    points: list[Point]
    """The stated baseline or the first report on its day, then the accepted value on each report's day."""

    @property
    def value(self) -> Fraction:
        """The accepted value."""
        return self.points[-1][1]


def placed(profile: Profile, standing: Standing) -> str | None:
    """The status of a target with a way by a profile; None where the profile's measure does not exist."""
    if profile.measure in ("growth", "projected", "destatis") and standing.terms.kind in ("stage", "done"):
        return None
    if profile.measure == "destatis":
        return _destatis(standing)
    measured = _MEASURES[profile.measure](standing)
    return None if measured is None else band(profile, standing.terms, measured)


def placed_at_nothing(profile: Profile, terms: Terms, share: Fraction) -> str:
    """The status of nothing done of a way whose beginning nobody knows, when a share of its time is gone."""
    if profile.measure == "destatis":
        return "regressing"
    measured = {
        "gap": -100 * share,
        "pace": Fraction(int(share == 0)),
        "value": Fraction(-int(share > 0)),
    }.get(profile.measure, Fraction(0))
    return band(profile, terms, measured)


def _gap(standing: Standing) -> Fraction | None:
    return 100 * (standing.completion - standing.planned_completion)


def _value(standing: Standing) -> Fraction | None:
    planned = standing.way.asked(standing.day)
    return standing.way.sign * (standing.value - planned) / (abs(planned) or 1)


def _pace(standing: Standing) -> Fraction | None:
    return standing.completion / standing.planned_completion if standing.planned_completion else Fraction(1)


def _milestone(standing: Standing) -> Fraction | None:
    way = standing.way
    aim = next((value for on, value in way.milestones if on >= standing.day), way.goal)
    return (standing.value - way.baseline) / (aim - way.baseline) if aim != way.baseline else Fraction(1)


def years_between(first: date, then: date) -> Fraction:
    """The years from the end of one day to the end of another, by months."""

    def moment(day: date) -> Fraction:
        return month_index(day) + (Fraction(1) if is_last(day) else day.day / DAYS_A_MONTH)

    return (moment(then) - moment(first)) / 12


def _spans(standing: Standing) -> tuple[Fraction, Fraction]:
    """The years from the baseline to the latest figure, and from it to due."""
    terms, first = standing.terms, standing.points[0][0]
    if first == terms.start:
        clock = terms.clock
        return clock.moment(standing.points[-1][0]) / 12, clock.months(Fraction(clock.whole)) / 12
    return years_between(first, standing.points[-1][0]), years_between(first, terms.due)


def _growth(standing: Standing) -> Fraction | None:
    way = standing.way
    gone, whole = _spans(standing)
    if way.baseline <= 0 or way.goal <= 0 or standing.value <= 0 or gone <= 0 or whole <= 0:
        return None
    observed = power(standing.value / way.baseline, 1 / gone) - 1
    return observed / (power(way.goal / way.baseline, 1 / whole) - 1)


def _projected(standing: Standing) -> Fraction | None:
    way = standing.way
    gone, whole = _spans(standing)
    if way.baseline <= 0 or way.goal <= 0 or standing.value <= 0 or gone <= 0:
        return None
    carried = way.baseline * power(standing.value / way.baseline, whole / gone)
    return (carried - way.baseline) / (way.goal - way.baseline)


def _destatis(standing: Standing) -> str | None:
    terms, way = standing.terms, standing.way
    years = {period_end(on, 12, terms.year_end).year: value for on, value in standing.points}
    ordered = sorted(years.items())
    changes = [(after - before) / (then - year) for (year, before), (then, after) in pairwise(ordered)]
    if not changes:
        return None
    mean = sum(changes[-5:]) / len(changes[-5:])
    if mean * way.sign <= 0:
        return "regressing"
    latest, value = ordered[-1]
    left = period_end(terms.due, 12, terms.year_end).year - latest
    short = (way.goal - value - mean * left) * way.sign
    whole = abs(way.goal - value)
    if short <= 0 or short < whole * Fraction(5, 100):
        return "on_track"
    return "behind" if short <= whole * Fraction(20, 100) else "seriously_behind"


_MEASURES = {
    "gap": _gap,
    "value": _value,
    "pace": _pace,
    "milestone": _milestone,
    "growth": _growth,
    "projected": _projected,
}
