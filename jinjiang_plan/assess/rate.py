"""Rates, ranks and levels to hold: each figure is compared with the goal itself, there is no way to it (METHODS 4)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.assess.case import Case
from jinjiang_plan.assess.evidence import YEAR, compounded, yearly_figures
from jinjiang_plan.assess.progress import Progress, missed_bound
from jinjiang_plan.assess.scale import Scale
from jinjiang_plan.model.codes import Average, Kind, Op, Status
from jinjiang_plan.model.days import last_period_end, period_of, period_start
from jinjiang_plan.model.plan import Target, Terms
from jinjiang_plan.model.ratio import ratio

SHARES = ("%", "％", "‰", "百分点", "个百分点")
"""Units in which a difference is itself in points."""


def progress_to_goal(case: Case) -> Progress:
    """Return the progress of a rate, a rank or a level to hold; empty where nothing can be measured."""
    scale = case.scale
    if scale is None:
        return Progress()
    progress = _compared(case, scale)
    if case.target.kind is Kind.MAINTAIN:
        return _over_periods(progress, case)
    if case.evidence.latest is None:
        silent = case.counts_as_nothing and progress.planned is not None and _counts_up(case, scale)
        return progress._replace(completion=ratio(0)) if silent else progress
    decided = case.due_has_come and (has_figure_at_due(case) or case.evidence.known_to == date.max)
    outcome = Status.ACHIEVED if progress.met else Status.MISSED
    return progress._replace(outcome=outcome if decided else None)


def _compared(case: Case, scale: Scale) -> Progress:
    """The latest figure against what is planned for its day: the deviation, the difference and the gap."""
    latest, target = case.evidence.latest, case.target
    if latest is None:
        aim = None if scale.goal.span is not None else planned_figure(case, case.as_of)
        return Progress(aim)
    value = ratio(latest.value)
    met = figure_meets(case, scale)
    planned = missed_bound(scale, value) if scale.goal.span is not None else planned_figure(case, latest.on)
    if planned is None or (met and scale.goal.span is not None):
        return Progress(None, gap=ratio(0), difference=ratio(0), met=met, ratio=ratio(0))
    difference = (value - planned) * scale.sign
    if scale.goal.span is not None:
        difference = -abs(value - planned)
    deviation = 100 * difference / abs(planned) if planned else difference
    points = target.unit in SHARES and target.kind is not Kind.RANK
    return Progress(
        planned,
        completion=value / scale.aim if _counts_up(case, scale) else None,
        gap=difference if points else deviation,
        difference=difference,
        met=met,
        ratio=deviation,
    )


def _counts_up(case: Case, scale: Scale) -> bool:
    """Whether a share of the goal says anything: the goal is a figure above zero, and more is better."""
    if case.target.kind is not Kind.RATE or scale.goal.span is not None:
        return False
    return scale.aim > 0 and scale.op in (Op.AT_LEAST, Op.ABOVE)


def planned_figure(case: Case, day: date) -> Fraction:
    """Return the figure that is planned for a day: of the first milestone on it or after, after the last one the goal."""
    goal = case.terms.goal
    aim = ratio(goal.value if goal and goal.value is not None else 0)
    if case.target.kind is Kind.MAINTAIN:
        return aim
    return next((ratio(each.value) for each in case.terms.milestones if each.on >= day), aim)


def figure_meets(case: Case, scale: Scale) -> bool:
    """Whether the latest figure meets the goal; an average is decided on the figures that it is of, exactly."""
    latest, average = case.evidence.latest, case.target.average
    if latest is None:
        return False
    if average is None or case.target.kind is not Kind.RATE:
        return scale.met(latest.value)
    figures = [*yearly_figures(case.target, case.evidence.standing).values()]
    if average is Average.MEAN:
        return scale.met(sum(map(ratio, figures), ratio(0)) / len(figures))
    return _growth_meets(figures, scale)


def _growth_meets(figures: list[Decimal], scale: Scale) -> bool:
    """Whether an average yearly growth meets a goal: by the growth over all years, of which no root is taken."""
    growth, years = compounded(figures), len(figures)
    if scale.goal.span is not None:
        low, high = (_over(ratio(bound), years) for bound in scale.goal.span)
        return low <= growth <= high
    aim = _over(scale.aim, years)
    match scale.op:
        case Op.ABOVE:
            return growth > aim
        case Op.AT_MOST:
            return growth <= aim
        case Op.BELOW:
            return growth < aim
        case _:
            return growth >= aim


def _over(rate: Fraction, years: int) -> Fraction:
    return max(ratio(0), 1 + rate / 100) ** years


def has_figure_at_due(case: Case) -> bool:
    """Whether the figure at due is there: for the reporting period that holds due, of an average for every year."""
    target, due = case.target, case.terms.due
    if target.kind is Kind.RATE and target.average is not None:
        return not missing_years(case, due)
    latest = case.evidence.latest
    return latest is not None and latest.on >= period_start(due, target.frequency.months, target.year_end)


def missing_years(case: Case, day: date) -> list[int]:
    """Return the reporting years of the period, up to the one that holds a day, without a report."""
    target = case.target
    reported = yearly_figures(target, case.evidence.standing)
    first, last = (period_of(each, YEAR, target.year_end) for each in (target.start, day))
    return [year for year in range(first, last + 1) if year not in reported]


# A level to hold in every reporting period.


def _over_periods(progress: Progress, case: Case) -> Progress:
    """The progress of a level to hold, with the periods in which it held, and what due has brought."""
    first, last = whole_periods(case.target, case.terms, case.as_of)
    periods, closings = max(0, last - first + 1), case.evidence.closings
    held, reported = closings.between(first, last) if closings else (0, 0)
    counted = case.evidence.observations or case.counts_as_nothing
    progress = progress._replace(
        completion=ratio(held, periods) if periods and counted else None,
        held=held,
        periods=periods,
        periods_reported=reported,
        lapsed=reported > held,
    )
    if not case.due_has_come or not case.evidence.observations:
        return progress
    if progress.lapsed:
        return progress._replace(outcome=Status.MISSED)
    whole = periods > 0 and held == periods
    return progress._replace(outcome=Status.ACHIEVED if whole else None)


def whole_periods(target: Target, terms: Terms, day: date) -> tuple[int, int]:
    """Return the first and the last of the reporting periods within start to due that have ended by a day."""
    months, year_end = target.frequency.months, target.year_end
    first = period_of(target.start, months, year_end)
    if period_start(target.start, months, year_end) < target.start:
        first += 1
    return first, period_of(last_period_end(min(day, terms.due), months, year_end), months, year_end)
