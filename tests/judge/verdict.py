"""The verdict on one version of a target, as of a day: status, light and figures (METHODS 4)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.judge import flags
from tests.judge.evidence import Figure
from tests.judge.outlook import Course, Outlook, completion_of, outlook_of, required_rate, run_rate
from tests.judge.own_period import asked, counted, holding, placed, reading, settled, value_of
from tests.judge.path import Way, way_of
from tests.judge.profiles import Profile, Standing, placed_at_nothing, tolerance
from tests.judge.profiles import placed as placed_by
from tests.judge.terms import OWN_PERIOD, Goal, Terms

Fields = dict[str, Any]

EMPTY: Fields = dict.fromkeys(
    (
        "value",
        "value_on",
        "planned",
        "elapsed",
        "completion",
        "planned_completion",
        "gap_pp",
        "difference",
        "status",
        "light",
        "outlook",
        "chance",
        "projected",
        "run_rate",
        "required_rate",
        "months_ahead",
        "held",
        "periods",
        "reason",
    )
)
WORST = {"blue": 0, "green": 1, "grey": 2, "yellow": 3, "red": 4}
MET = ("achieved_early", "achieved", "achieved_late")


@dataclass(frozen=True)
class Question:
    """One version of a target, its figures so far, and the day."""

    terms: Terms
    figures: list[Figure]
    day: date
    profile: Profile

    @property
    def latest(self) -> Figure | None:
        """The figure that counts."""
        return self.figures[-1] if self.figures else None


def verdict(asks: Question) -> Fields:
    """Every field of the assessment that depends on the version."""
    terms = asks.terms
    fields = {**EMPTY, "elapsed": terms.clock.elapsed(asks.day), "flags": set()}
    latest = asks.latest
    if latest is not None:
        fields |= {"value": latest.value, "value_on": latest.on}
    reason = _not_assessable(terms)
    if reason is not None:
        fields |= {"status": terms.halted or "not_assessable", "reason": None if terms.halted else reason}
        fields["flags"] = flags.of_data(terms, asks.figures, asks.day)
    elif terms.kind in OWN_PERIOD:
        fields |= _of_own_period(asks)
    else:
        fields |= _of_a_way(asks)
    silent = fields["status"] in ("unreported", "overdue") and fields["value"] is None
    if silent and terms.kind == "level" and terms.baseline is None:
        fields["completion"] = Fraction(0)
    if fields["light"] is None:
        fields["light"] = asks.profile.light(fields["status"])
    return fields


def _not_assessable(terms: Terms) -> str | None:
    if terms.goal is None:
        return "no_goal"
    if terms.path == "compound" and terms.baseline is None and terms.kind not in OWN_PERIOD:
        return "no_baseline"
    return None


# Rates, ranks and levels to hold


def _of_own_period(asks: Question) -> Fields:
    terms, day = asks.terms, asks.day
    goal, standing = terms.goal, counted(terms, asks.figures)
    assert goal is not None
    held = holding(terms, goal, standing, day)
    value = value_of(terms, standing)
    fields: Fields = {"value": value, "value_on": standing[-1].on if standing else None}
    read = reading(terms, goal, value, standing[-1].on) if value is not None else None
    if read is not None:
        fields |= {
            "planned": read.planned,
            "difference": read.difference,
            "gap_pp": read.gap,
            "completion": read.completion,
        }
    else:
        fields["planned"] = asked(terms, goal, day)
    fields["status"] = _status_of_own_period(asks, goal, standing)
    fields["meets"] = value is not None and goal.met(value)
    silent = fields["status"] in ("unreported", "overdue") and read is None
    if silent:
        fields["completion"] = Fraction(0) if _more_is_better(goal) else None
    if fields["status"] == "unreported":
        fields["light"] = "red"
    if terms.kind == "maintain":
        fields |= {"held": held.held, "periods": held.periods}
        share = Fraction(held.held, held.periods) if held.periods else None
        fields["completion"] = share if read is not None or silent else None
        going = day < terms.due and terms.halted is None
        fields["outlook"] = ("unlikely" if held.failed else "unknown") if going else None
    fields["flags"] = flags.of_data(terms, standing, day) | flags.of_own_period(terms, held, standing, day)
    return fields


def _more_is_better(goal: Goal) -> bool:
    return goal.value is not None and goal.value > 0 and goal.sign > 0


def _status_of_own_period(asks: Question, goal: Goal, standing: list[Figure]) -> str:
    terms, day = asks.terms, asks.day
    if terms.halted:
        return terms.halted
    if day < terms.start and not standing:
        return "not_started"
    met = _met_at_due(asks, goal, standing)
    if day > terms.due and met is None:
        return "overdue"
    if not standing and met is None:
        return "unreported" if flags.owed(terms, day) else "no_data"
    if day >= terms.due and met is not None:
        return "achieved" if met else "missed"
    value = value_of(terms, standing)
    assert value is not None
    return placed(terms, goal, asks.profile, reading(terms, goal, value, standing[-1].on))


def _met_at_due(asks: Question, goal: Goal, standing: list[Figure]) -> bool | None:
    """Whether the goal was met at due; None while that is open."""
    terms = asks.terms
    if terms.kind == "maintain":
        held = holding(terms, goal, standing, asks.day)
        if held.failed:
            return False
        return True if held.periods and not held.missing else None
    value = value_of(terms, standing)
    return goal.met(value) if value is not None and settled(terms, standing) else None


# Targets with a way from a baseline to a goal


@dataclass(frozen=True)
class Path:
    """The way in words of the verdict: with what it lacks."""

    way: Way | None
    borrowed: bool
    closed: bool
    """No way to go: the goal is the baseline, or the baseline meets it."""


def _path(asks: Question, goal: Goal) -> Path:
    terms = asks.terms
    baseline, begin, borrowed = terms.baseline, terms.baseline_on or terms.start, False
    if baseline is None:
        if terms.kind != "level":
            baseline = Fraction(0)
        elif asks.figures:
            baseline, begin, borrowed = asks.figures[0].value, asks.figures[0].on, True
        else:
            return Path(None, borrowed=False, closed=False)
    aim = goal.value
    if goal.low is not None and goal.high is not None:
        aim = min((goal.low, goal.high), key=lambda bound: abs(bound - baseline))
    assert aim is not None
    closed = aim == baseline or goal.met(baseline)
    return Path(way_of(terms, baseline, aim, begin), borrowed, closed)


def _of_a_way(asks: Question) -> Fields:
    terms, goal = asks.terms, asks.terms.goal
    assert goal is not None
    path = _path(asks, goal)
    stale = flags.stale(terms, asks.figures, asks.day)
    status = _settled_status(asks, goal)
    fields: Fields = {}
    if path.way is not None and not path.closed:
        fields |= _on_the_way(asks, goal, path, path.way, status)
    elif path.way is not None:
        fields |= _nowhere_to_go(asks, goal, path.way)
        status = status or "regressing"
    fields["status"] = fields.get("status") or status
    if fields["status"] == "unreported":
        fields["light"] = _light_of_silence(asks, path)
    if path.way is not None:
        fields |= _rates(asks, goal, path, path.way)
    if not path.closed:
        fields |= _outlook(asks, goal, path, stale=stale)
    fields["flags"] = (
        flags.of_data(terms, asks.figures, asks.day)
        | flags.of_baseline(terms, borrowed=path.borrowed, closed=path.closed)
        | flags.of_status(terms, goal, asks.figures, fields["status"])
    )
    return fields


def _settled_status(asks: Question, goal: Goal) -> str | None:
    """The status where the bands need not be asked."""
    terms, day, latest = asks.terms, asks.day, asks.latest
    if terms.halted:
        return terms.halted
    if day < terms.start and latest is None:
        return "not_started"
    if day < terms.due:
        if latest is None:
            return "unreported" if flags.owed(terms, day) else "no_data"
        return "achieved_early" if goal.met(latest.value) else None
    outcome = _at_due(asks, goal)
    if outcome is not None:
        return outcome
    lapsed = latest is not None and terms.kind == "level" and goal.met(latest.value)
    if day > terms.due or lapsed:
        return "overdue"
    if latest is None:
        return "unreported" if flags.owed(terms, day) else "no_data"
    return None


def at_due(terms: Terms, figures: list[Figure]) -> Figure | None:
    """The figure that stood at due: of a level, only while it was not stale or says that it is final."""
    before = [each for each in figures if each.on <= terms.due]
    if not before or (terms.kind == "level" and flags.stale(terms, before, terms.due)):
        return None
    return before[-1]


def _at_due(asks: Question, goal: Goal) -> str | None:
    """Achieved, late or missed, where due has come and the figures settle it."""
    terms, latest = asks.terms, asks.latest
    figure = at_due(terms, asks.figures)
    if figure is not None and goal.met(figure.value):
        return "achieved"
    if any(each.on > terms.due and goal.met(each.value) for each in asks.figures):
        return "achieved_late"
    if latest is not None and ((latest.settled or latest.on) >= terms.due or latest.final):
        return "missed"
    return None


def _nowhere_to_go(asks: Question, goal: Goal, way: Way) -> Fields:
    """Met or short by value alone: the goal is all that is planned."""
    latest = asks.latest
    if goal.ranged:
        if latest is None:
            return {}
        read = reading(asks.terms, goal, latest.value, latest.on)
        return {"planned": read.planned, "difference": _unless_named(asks.terms, read.difference)}
    value = latest.value if latest is not None else None
    if value is None and _silent(asks):
        value = way.baseline
    difference = goal.sign * (value - way.goal) if value is not None else None
    return {"planned": way.goal, "difference": _unless_named(asks.terms, difference)}


def _unless_named(terms: Terms, difference: Fraction | None) -> Fraction | None:
    return None if terms.kind in ("stage", "done") else difference


def _silent(asks: Question) -> bool:
    """Whether silence counts as nothing done."""
    if asks.figures or asks.terms.halted or asks.day < asks.terms.start:
        return False
    return asks.day > asks.terms.due or flags.owed(asks.terms, asks.day)


def _on_the_way(asks: Question, goal: Goal, path: Path, way: Way, status: str | None) -> Fields:
    terms, day, latest = asks.terms, asks.day, asks.latest
    planned = way.asked(day)
    expected = (planned - way.baseline) / (way.goal - way.baseline)
    fields: Fields = {"planned": planned, "planned_completion": expected}
    course = Course(terms, goal, way, asks.figures, path.borrowed)
    alone = path.borrowed and len(asks.figures) == 1
    as_nothing = alone and (flags.stale(terms, asks.figures, day) or (day >= terms.due and status is None))
    if latest is None and not _silent(asks):
        return fields
    value = latest.value if latest is not None else way.baseline
    done = completion_of(course, value)
    beyond = _too_much(goal, way, value)
    if not alone or as_nothing:
        fields |= {
            "completion": done,
            "gap_pp": 100 * (done - expected),
            "difference": _unless_named(terms, -beyond if beyond else way.sign * (value - planned)),
        }
    if status is None:
        fields["status"] = _banded(asks, path, way, done, expected) if not alone or as_nothing else "on_track"
        if beyond and fields["status"] in ("ahead", "on_track"):
            fields["status"] = "behind"
        if fields["status"] == "not_assessable":
            fields["reason"] = "profile_unfit"
    if latest is not None and not alone and not beyond:
        fields["months_ahead"] = _months(asks, goal, way, status or fields["status"])
    return fields


def _too_much(goal: Goal, way: Way, value: Fraction) -> Fraction:
    """How far a value is beyond the far bound of a range."""
    if goal.low is None or goal.high is None:
        return Fraction(0)
    return max(Fraction(0), value - goal.high if way.sign > 0 else goal.low - value)


def nothing_asked(terms: Terms, way: Way, day: date) -> bool:
    """Whether the plan asks for nothing yet: yes-or-no before due, steps before the first one."""
    if day >= terms.due:
        return False
    return terms.kind == "done" or (terms.path == "step" and not any(on <= day for on, _ in way.milestones))


def _banded(asks: Question, path: Path, way: Way, done: Fraction, expected: Fraction) -> str:
    terms, day = asks.terms, asks.day
    if 100 * done < -tolerance(asks.profile, terms):
        return "regressing"
    if nothing_asked(terms, way, day):
        return "on_track"
    points = [
        (way.begin, way.baseline),
        *((each.on, each.value) for each in asks.figures if each.on > way.begin),
    ]
    if len(points) == 1:
        points.append((day, asks.figures[-1].value if asks.figures and not path.borrowed else way.baseline))
    standing = Standing(terms, way, day, done, expected, points)
    return placed_by(asks.profile, standing) or "not_assessable"


def _light_of_silence(asks: Question, path: Path) -> str:
    """Yellow while little was due, red beyond; never better than the profile's light for a report of nothing."""
    terms, day, way = asks.terms, asks.day, path.way
    if path.closed:
        return "red"
    if way is None:
        share = _share_of_time(terms, day)
        own = "red" if share > Fraction(3, 10) or _milestone_come(terms, day) else "yellow"
        status = placed_at_nothing(asks.profile, terms, share)
        return max(own, asks.profile.light(status), key=lambda light: WORST[light])
    expected = (way.asked(day) - way.baseline) / (way.goal - way.baseline)
    own = "red" if expected > Fraction(3, 10) else "yellow"
    status = _banded(asks, path, way, Fraction(0), expected)
    return max(own, asks.profile.light(status), key=lambda light: WORST[light])


def _milestone_come(terms: Terms, day: date) -> bool:
    return any(terms.start <= on <= day and on < terms.due for on, _ in terms.milestones)


def _share_of_time(terms: Terms, day: date) -> Fraction:
    """The share of the path's own time: in weight where it is seasonal; steps ask for nothing before due."""
    if terms.path == "step":
        return Fraction(int(day >= terms.due))
    clock = terms.clock
    gone = clock.weights
    return gone[clock.passed(day)] / gone[-1] if gone[-1] else Fraction(int(day >= terms.due))


def _months(asks: Question, goal: Goal, way: Way, status: str) -> Fraction | None:
    """Months early or late: of a met goal by the spell of meeting, else by when the path asked for the value."""
    terms, clock, latest = asks.terms, asks.terms.clock, asks.latest
    assert latest is not None
    if status in MET or (status in ("cancelled", "suspended") and _met(asks, goal)):
        first = _spell(asks, goal)
        late = clock.past_due(first) if first > terms.due else clock.passed(first) - clock.whole
        return clock.months(Fraction(-late))
    if nothing_asked(terms, way, asks.day):
        return None
    now = Fraction(clock.now(asks.day))
    return clock.months(way.asked_for(latest.value, now) - now)


def _met(asks: Question, goal: Goal) -> bool:
    if asks.day >= asks.terms.due:
        return _at_due(asks, goal) in ("achieved", "achieved_late")
    return asks.latest is not None and goal.met(asks.latest.value)


def _spell(asks: Question, goal: Goal) -> date:
    """The first day of the spell of meeting that counts."""
    due = asks.terms.due
    if asks.day >= due and _at_due(asks, goal) == "achieved_late":
        return next(each.on for each in asks.figures if each.on > due and goal.met(each.value))
    first = due
    for each in reversed([each for each in asks.figures if each.on <= due]):
        if not goal.met(each.value):
            break
        first = each.on
    return first


def _rates(asks: Question, goal: Goal, path: Path, way: Way) -> Fields:
    if asks.terms.kind == "done":
        return {}
    course = Course(asks.terms, goal, way, asks.figures, path.borrowed)
    needed = None if asks.terms.halted or path.closed else required_rate(course, asks.day)
    return {"run_rate": run_rate(course), "required_rate": needed}


def _outlook(asks: Question, goal: Goal, path: Path, *, stale: bool) -> Fields:
    terms = asks.terms
    if asks.day >= terms.due or terms.halted:
        return {"outlook": None}
    found = Outlook("unknown")
    if path.way is not None:
        course = Course(terms, goal, path.way, asks.figures, path.borrowed)
        found = outlook_of(course, stale=stale)
    return {"outlook": found.outlook, "projected": found.projected, "chance": found.chance}
