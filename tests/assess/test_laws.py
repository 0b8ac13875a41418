"""The laws that every judgement keeps, whatever the target, its reports and the profile."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Assessment, Plan, Portfolio, Report, Target, assess
from jinjiang_plan.model.codes import Flag, Kind, Light, PathShape, Status
from jinjiang_plan.model.plan import Baseline, Goal, Milestone
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import UNTIMED, counted, judged_directly, plan_of, reports_of, target_of

PLAN = plan_of(counted())
BASE = target_of(counted())
(REPORT,) = reports_of(BASE, "2021-06-30 = { value = 1, recorded = 2021-07-01T00:00:00+08:00, source = 's' }")
RANK = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.BLUE: 3}

NUMBERS = st.decimals(1, 1000, places=1)
DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31))
PROFILE = st.sampled_from([*PROFILES.values()])
FIGURES = st.dictionaries(DAYS, NUMBERS, min_size=1, max_size=6)
KINDS = st.sampled_from([Kind.LEVEL, Kind.CUMULATIVE])
SHAPES = st.sampled_from([PathShape.LINEAR, PathShape.STEP, PathShape.COMPOUND, PathShape.SEASONAL])
SEASONS = tuple(map(Decimal, (2, 8, 10, 20)))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A target that rises or falls, along any path, with or without a baseline and milestones."""
    ends = draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True))
    kind, shape = draw(KINDS), draw(SHAPES)
    stated = kind is Kind.CUMULATIVE or shape is PathShape.COMPOUND or draw(st.booleans())
    days = draw(st.lists(st.dates(date(2020, 1, 1), date(2022, 11, 30)), max_size=2, unique=True))
    low, high = sorted(ends)
    values = draw(st.lists(st.decimals(low, high, places=1), min_size=2, max_size=2))
    values.sort(reverse=ends[0] > ends[1])
    return BASE._replace(
        kind=kind,
        course=shape,
        baseline=Baseline(ends[0], None, assumed=False, source="") if stated else None,
        goal=Goal(ends[1], None, None, None, assumed=False),
        milestones=tuple(Milestone(day, value) for day, value in zip(sorted(days), values, strict=False)),
        seasons=SEASONS if shape is PathShape.SEASONAL else (),
    )


def reported(figures: Mapping[date, Decimal]) -> tuple[Report, ...]:
    return tuple(REPORT._replace(on=on, figure=value) for on, value in figures.items())


def by(profile: Profile, target: Target, reports: tuple[Report, ...], as_of: date) -> Assessment:
    portfolio = Portfolio(
        (PLAN._replace(targets=(target,)),), {target.full_id: Ledger(target.full_id, reports)}, ()
    )
    (found,) = assess(portfolio, as_of, profile=profile).assessments
    return found


# --- silence


@UNTIMED
@given(target=targets(), figures=FIGURES, as_of=DAYS, profile=PROFILE)
def test_not_reporting_never_pays(
    target: Target, figures: dict[date, Decimal], as_of: date, profile: Profile
) -> None:
    """Taking away all reports of a target with c >= 0 never improves its light once a report is owed."""
    told, silent = by(profile, target, reported(figures), as_of), by(profile, target, (), as_of)
    owed = silent.status in (Status.UNREPORTED, Status.OVERDUE)
    forward = told.completion is not None and told.completion >= 0
    if not owed or not forward or told.light not in RANK:
        return
    assert RANK[silent.light] <= RANK[told.light]


@UNTIMED
@given(target=targets(), as_of=DAYS, profile=PROFILE)
def test_silence_is_lit_no_better_than_a_report_of_the_baseline(
    target: Target, as_of: date, profile: Profile
) -> None:
    silent = by(profile, target, (), as_of)
    if target.baseline is None or silent.status is not Status.UNREPORTED:
        return
    nothing_done = by(profile, target, reported({as_of: target.baseline.value}), as_of)

    assert silent.light in (Light.YELLOW, Light.RED)
    assert nothing_done.light is Light.GREY or RANK[silent.light] <= RANK[nothing_done.light]


@UNTIMED
@given(target=targets(), as_of=DAYS)
def test_silence_has_no_value_and_counts_as_nothing_done(target: Target, as_of: date) -> None:
    silent = judged_directly(target, (), as_of)
    if silent.status not in (Status.UNREPORTED, Status.OVERDUE):
        assert (silent.value, silent.completion, silent.gap) == (None, None, None)
        return
    assert silent.value is None
    assert silent.completion == 0
    if silent.planned_completion is not None:
        assert silent.gap == -100 * silent.planned_completion


# --- what was true at due


@UNTIMED
@given(target=targets(), figures=FIGURES, later=st.dictionaries(DAYS, NUMBERS, max_size=4), as_of=DAYS)
def test_what_was_true_at_due_stays_true(
    target: Target, figures: dict[date, Decimal], later: dict[date, Decimal], as_of: date
) -> None:
    """Whatever is reported for days after due, a target that was met at due is met, and no other is met in time."""
    at_due = judged_directly(target, reported(figures), target.due)
    after = {on: value for on, value in later.items() if on > target.due}
    now = judged_directly(target, reported({**figures, **after}), max(as_of, target.due))

    if target.baseline is None and not [on for on in figures if on <= target.due]:
        return
    assert (at_due.status is Status.ACHIEVED) is (now.status is Status.ACHIEVED)
    if now.status is Status.ACHIEVED:
        assert now.months_ahead == at_due.months_ahead
        assert (Flag.RELAPSED in now.flags) is not now.met


# --- scale, time and sums


@UNTIMED
@given(target=targets(), figures=FIGURES, as_of=DAYS, factor=st.decimals("0.01", 100, places=2))
def test_a_change_of_unit_changes_no_judgement(
    target: Target, figures: dict[date, Decimal], as_of: date, factor: Decimal
) -> None:
    goal, base = target.goal, target.baseline
    assert goal is not None
    assert goal.value is not None
    scaled = target._replace(
        goal=goal._replace(value=goal.value * factor),
        baseline=base and base._replace(value=base.value * factor),
        milestones=tuple(each._replace(value=each.value * factor) for each in target.milestones),
    )
    one = judged_directly(target, reported(figures), as_of)
    other = judged_directly(scaled, reported({on: value * factor for on, value in figures.items()}), as_of)

    assert (one.status, one.light, one.flags) == (other.status, other.light, other.flags)
    if target.course is not PathShape.COMPOUND:  # its powers have 28 digits
        assert (one.completion, one.gap, one.months_ahead) == (
            other.completion,
            other.gap,
            other.months_ahead,
        )
    if one.difference is not None and other.difference is not None:
        assert abs(one.difference * Fraction(factor) - other.difference) < Fraction(1, 10**9)


@UNTIMED
@given(target=targets(), figures=FIGURES, days=st.tuples(DAYS, DAYS).map(sorted))
def test_a_day_is_judged_by_what_was_reported_for_days_up_to_it(
    target: Target, figures: dict[date, Decimal], days: list[date]
) -> None:
    earlier, later = days
    kept = {on: value for on, value in figures.items() if on <= earlier}
    known = {on: value for on, value in figures.items() if on <= later}

    assert judged_directly(target, reported(known), earlier) == judged_directly(
        target, reported(kept), earlier
    )


@UNTIMED
@given(parts=st.lists(FIGURES, min_size=1, max_size=4), as_of=DAYS)
def test_a_sum_is_the_sum_of_its_parts(parts: list[dict[date, Decimal]], as_of: date) -> None:
    names = [f"part{n}" for n in range(len(parts))]
    targets = [BASE._replace(id=name) for name in names]
    whole = BASE._replace(id="whole", sum_of=tuple(names))
    plan: Plan = PLAN._replace(targets=(*targets, whole))
    ledgers = {
        f"plan/{name}": Ledger(f"plan/{name}", reported(figures))
        for name, figures in zip(names, parts, strict=True)
    }
    found = {each.target.id: each for each in assess(Portfolio((plan,), ledgers, ()), as_of).assessments}

    values = [found[name].value for name in names]
    reported_values = [value for value in values if value is not None]
    assert found["whole"].value == (sum(reported_values, Fraction(0)) if reported_values else None)
    assert (Flag.DERIVED in found["whole"].flags) is bool(reported_values)
    assert (Flag.PARTIAL in found["whole"].flags) is (0 < len(reported_values) < len(values))
