"""A plan judged at the end of one period after another: is it getting better?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction

from jinjiang_plan.assess.judgement import assess_portfolio
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import Frequency, Status
from jinjiang_plan.model.periods import period_end, period_ends
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.trend import Trend, TrendPoint

_HALTED = (Status.CANCELLED, Status.SUSPENDED)


def days_of(first: date, last: date, every: Frequency) -> list[date]:
    """The ends of the periods from one day to another, and the last day, although its period still runs."""
    ends = list(period_ends(first, last, every.months))
    return ends if not first <= last or last in ends else [*ends, last]


def trend(  # noqa: PLR0913 - the plans, which of them, when, how often; and the question's options
    portfolio: Portfolio,
    plan: Plan,
    when: Sequence[tuple[date, datetime | None]],
    every: Frequency,
    *,
    only: Collection[Target] | None = None,
    profile: Profile | None = None,
) -> Trend:
    """One plan on these days, each as known at its moment; its ledgers have been read.

    Args:
        portfolio: the plans with their ledgers.
        plan: the one that is judged.
        when: the days, in order, each with the moment by which reports count, None for all.
        every: the length of a period.
        only: the targets asked for; None for all.
        profile: the thresholds; None for the plan's own.
    """
    alone = portfolio._replace(plans=(plan,))
    points = []
    for day, known_at in when:
        judged = assess_portfolio(alone, day, known_at=known_at, profile=profile, only=only)
        if judged.rollups:
            points.append(_point(judged, whole=period_end(day, every.months) == day))
    return Trend(plan.id, every, (profile or plan.judged_by).code, tuple(points))


def _point(judged: Judgement, *, whole: bool) -> TrendPoint:
    assessments = judged.assessments
    unjudged = [each for each in assessments if each.status is Status.NOT_ASSESSABLE]
    return TrendPoint(
        judged.as_of,
        whole,
        judged.known_at,
        judged.rollups[0],
        planned_completion(assessments),
        sum(each.target.what == "target" for each in assessments if _is_live(each)),
        sum(each.goal is None for each in unjudged),
    )


def planned_completion(assessments: Iterable[Assessment]) -> Fraction | None:
    """What the plan asked for of the targets with data: sum(w * min(1, max(0, c_p)))/sum(w), as METHODS 8 has it of c."""
    shares = [(Fraction(each.target.weight), _asked(each)) for each in _counted(assessments)]
    weights = sum((weight for weight, _ in shares), Fraction(0))
    return sum((weight * share for weight, share in shares), Fraction(0)) / weights if weights else None


def _counted(assessments: Iterable[Assessment]) -> Iterator[Assessment]:
    """The targets whose completion a roll-up counts."""
    for each in assessments:
        if _is_live(each) and each.target.what == "target" and each.value is not None:
            yield each


def _is_live(each: Assessment) -> bool:
    return each.goal is not None and each.status not in _HALTED


def _asked(each: Assessment) -> Fraction:
    """What was asked for, held to 0..1; where there is no way to measure along, what a roll-up counts as done."""
    if each.completion is None or each.planned_completion is None:
        return Fraction(int(each.met))
    return min(Fraction(1), max(Fraction(0), each.planned_completion))
