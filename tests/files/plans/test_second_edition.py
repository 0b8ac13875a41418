"""What plan files newly say: read into the model, inherited, and refused where it makes no sense with the rest."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.codes import Average, Kind, PathShape, Resets
from jinjiang_plan.model.plan import Baseline, Plan, Target
from tests.build import PLAN_HEAD, write_plan

GOAL = "goal = { value = 7 }\n"
GROWTH = f'kind = "rate"\nunit = "%"\n{GOAL}'
RANK = 'kind = "rank"\n'
OUTPUT = f'kind = "cumulative"\n{GOAL}'
SEASONAL = f'{OUTPUT}path = "seasonal"\n'
CENSUS = (
    "[[target.a.amendment]]\ndecided = 2021-03-01\nbaseline = BASE\n"
    'document = "D"\nreason = "census"\nlate = "the archive was moved"\n'
    'recorded = 2021-04-01T09:00:00+08:00\nby = "li"\n'
)


def read(tmp_path: Path, body: str, head: str = "") -> Plan:
    write_plan(tmp_path, head=f'{PLAN_HEAD}{head}\n[target.a]\ntitle = "A"\n{body}')
    portfolio = read_plans(tmp_path)
    assert portfolio.findings == ()
    return portfolio.plans[0]


def target(tmp_path: Path, body: str, head: str = "") -> Target:
    return read(tmp_path, body, head).targets[0]


def faults(tmp_path: Path, body: str, head: str = "") -> list[tuple[str, str, str]]:
    """The code, the entry and the English words of each finding of a plan with one target."""
    write_plan(tmp_path, head=f'{PLAN_HEAD}{head}\n[target.a]\ntitle = "A"\n{body}')
    found = read_plans(tmp_path).findings
    assert all(max(each.words.zh) >= "一" for each in found)
    return [(each.code, each.entry, each.words.en) for each in found]


def test_the_new_keys_are_read(tmp_path: Path) -> None:
    growth = target(tmp_path / "growth", f'{GROWTH}average = "geometric"\n')
    assert (growth.kind, growth.average) == (Kind.RATE, Average.GEOMETRIC)
    output = target(tmp_path / "output", f'{SEASONAL}seasons = [2, 8.5, 0, 20]\nresets = "year"\n')
    assert (output.resets, output.course) == (Resets.YEAR, PathShape.SEASONAL)
    assert output.seasons == tuple(map(Decimal, ("2", "8.5", "0", "20")))
    assert target(tmp_path / "rank", f"{RANK}goal = {{ value = 3 }}\n").kind is Kind.RANK


def test_without_the_new_keys_a_target_is_as_it_was(tmp_path: Path) -> None:
    plan = read(tmp_path, OUTPUT)
    assert (plan.year_end, plan.tolerance, plan.timezone) == (12, None, "Asia/Shanghai")
    plain = plan.targets[0]
    assert (plain.resets, plain.average, plain.seasons) == (None, None, ())
    assert (plain.year_end, plain.tolerance, plain.timezone) == (12, None, "Asia/Shanghai")


def test_what_the_plan_says_for_all_is_inherited_and_the_year_may_be_a_targets_own(tmp_path: Path) -> None:
    head = 'year_end = 3\ntolerance = 2.5\ntimezone = "Europe/Lisbon"\n'
    body = (
        f'{OUTPUT}[target.b]\ntitle = "B"\n{OUTPUT}year_end = 6\n[initiative.c]\ntitle = "C"\nyear_end = 9\n'
    )
    plan = read(tmp_path, body, head)
    assert [(each.year_end, each.tolerance) for each in plan.judged] == [
        (3, Decimal("2.5")),
        (6, Decimal("2.5")),
        (9, Decimal("2.5")),
    ]
    assert {each.timezone for each in plan.judged} == {plan.timezone} == {"Europe/Lisbon"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f'kind = "level"\nresets = "year"\n{GOAL}',
            ("JP108", "resets", '`resets` goes with kind = "cumulative"'),
        ),
        (f'{OUTPUT}average = "mean"\n', ("JP108", "average", '`average` goes with kind = "rate" only')),
        (
            f'kind = "rate"\nunit = "人"\n{GOAL}average = "geometric"\n',
            ("JP108", "average", '`average = "geometric"` goes with unit = "%" only'),
        ),
        (
            f"{OUTPUT}seasons = [1, 2, 3, 4]\n",
            ("JP108", "seasons", '`seasons` goes with path = "seasonal" only'),
        ),
        (f'{GROWTH}sum_of = ["a"]\n', ("JP108", "sum_of", "rates and ranks do not add up")),
        (SEASONAL, ("JP103", "path", "`seasons` is missing")),
        (f"{SEASONAL}seasons = []\n", ("JP102", "seasons", "4 or 12 numbers")),
        (f"{SEASONAL}seasons = [1, 2, 3]\n", ("JP102", "seasons", "4 or 12 numbers")),
        (f"{SEASONAL}seasons = [0, 0, 0, 0]\n", ("JP102", "seasons", "not all of them 0")),
        (f"{SEASONAL}seasons = [1, -2, 3, 4]\n", ("JP104", "seasons.1", "`seasons` must be 0 or more")),
        (
            f'{SEASONAL}seasons = [1, "2", 3, 4]\n',
            ("JP102", "seasons", "`seasons` must be a list of numbers"),
        ),
        (f'{OUTPUT}resets = "month"\n', ("JP104", "resets", "`resets` cannot be `month`")),
        (f'{GROWTH}average = "median"\n', ("JP104", "average", "`average` cannot be `median`")),
        (f"{OUTPUT}year_end = 13\n", ("JP104", "year_end", "`year_end` must be from 1 to 12")),
        (f"{OUTPUT}year_end = 0\n", ("JP104", "year_end", "`year_end` must be from 1 to 12")),
        (f"{OUTPUT}year_end = 3.5\n", ("JP102", "year_end", "`year_end` must be a whole number")),
        (f'{RANK}goal = {{ value = 3, op = ">=" }}\n', ("JP104", "goal.op", "op cannot be `>=`")),
        (f"{RANK}goal = {{ min = 1, max = 3 }}\n", ("JP104", "goal", "op cannot be `range`")),
        (
            f"{RANK}goal = {{ value = 0 }}\n",
            ("JP104", "goal.value", "a rank must be a whole number from 1 on"),
        ),
        (f"{RANK}goal = {{ value = 2.5 }}\n", ("JP104", "goal.value", "a rank must be")),
        (
            f"{RANK}goal = {{ value = 2 }}\nmilestone = [{{ on = 2021-01-01, value = -1 }}]\n",
            ("JP104", "milestone.0.value", "a rank must be"),
        ),
        (
            f"{RANK}goal = {{ value = 2 }}\n[[target.a.amendment]]\ndecided = 2021-01-01\nvalue = 0\n",
            ("JP104", "amendment.0.value", "a rank must be"),
        ),
        (
            OUTPUT + CENSUS.replace("BASE", "[3]"),
            (
                "JP102",
                "amendment.0.baseline",
                "`baseline` must be a number, a stage, true or false, or a table",
            ),
        ),
        (
            OUTPUT + CENSUS.replace("BASE", '{ stage = "signed" }'),
            ("JP102", "amendment.0.baseline.stage", "`signed` is a stage"),
        ),
    ],
)
def test_what_makes_no_sense_is_found_at_its_place(
    tmp_path: Path, body: str, expected: tuple[str, str, str]
) -> None:
    ((code, entry, words),) = faults(tmp_path, body)
    assert (code, entry) == (expected[0], f"target.a.{expected[1]}")
    assert expected[2] in words


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("year_end = 13\n", ("JP104", "plan.year_end", "`year_end` must be from 1 to 12")),
        ("tolerance = 5.1\n", ("JP104", "plan.tolerance", "`tolerance` must be from 0 to 5")),
        ("tolerance = -0.1\n", ("JP104", "plan.tolerance", "`tolerance` must be from 0 to 5")),
        ('tolerance = "2"\n', ("JP102", "plan.tolerance", "`tolerance` must be a number")),
        ('timezone = "Asia/Peking"\n', ("JP104", "plan.timezone", "there is no time zone `Asia/Peking`")),
    ],
)
def test_what_a_plan_says_for_all_has_its_bounds(
    tmp_path: Path, head: str, expected: tuple[str, str, str]
) -> None:
    ((code, entry, words),) = faults(tmp_path, OUTPUT, head)
    assert (code, entry) == expected[:2]
    assert expected[2] in words


@pytest.mark.parametrize("value", ["0", "5", "2.5"])
def test_the_bounds_of_a_tolerance_belong_to_it(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, OUTPUT, f"tolerance = {value}\n").tolerance == Decimal(value)


@pytest.mark.parametrize("status", ["missed", "overdue", "unreported"])
@pytest.mark.parametrize("light", ["green", "blue", "grey", "red", "yellow"])
def test_no_profile_shows_what_is_owed_as_if_it_were_not(tmp_path: Path, status: str, light: str) -> None:
    own = f'\n[profile.own]\nthresholds = {{ on_track = 0 }}\nlights = {{ {status} = "{light}" }}\n'
    found = faults(tmp_path, OUTPUT, own)
    if light in ("red", "yellow"):
        assert found == []
    else:
        ((code, entry, words),) = found
        assert (code, entry) == ("JP104", f"profile.own.lights.{status}")
        assert words == f"`{status}` can be red or yellow only"


def test_an_amendment_may_revise_the_baseline(tmp_path: Path) -> None:
    based = f"{OUTPUT}baseline = {{ value = 1, on = 2020-01-01 }}\n"
    census = CENSUS.replace("BASE", '{ value = 2, on = 2020-06-30, source = "s" }')
    write_plan(
        tmp_path, head=f'{PLAN_HEAD}\n[source.s]\ntitle = "S"\n[target.a]\ntitle = "A"\n{based}{census}'
    )
    assert read_plans(tmp_path).findings == ()
    (amended,) = read_plans(tmp_path).plans[0].targets
    (change,) = amended.amendments
    new = Baseline(Decimal(2), date(2020, 6, 30), assumed=False, source="s")
    assert (change.baseline, change.goal, change.due, change.by) == (new, None, None, "li")
    assert change.late is not None
    assert change.late.en == "the archive was moved"
    assert amended.terms(date(2021, 2, 28)).baseline == amended.baseline
    assert amended.terms(date(2021, 3, 1)).baseline == new
    assert not amended.terms(date(2021, 2, 28)).revised
    assert amended.terms(date(2021, 3, 1)).revised


def test_an_amendment_counts_from_when_it_is_known(tmp_path: Path) -> None:
    """Where it was recorded, from that moment; else from the day of its decision, in the plan's time zone."""
    amended = target(tmp_path, OUTPUT + CENSUS.replace("BASE", "{ value = 2 }"))
    entered = datetime(2021, 4, 1, 9, tzinfo=timezone(timedelta(hours=8)))
    assert amended.terms(date(2021, 5, 1), entered - timedelta(seconds=1)).baseline is None
    assert amended.terms(date(2021, 5, 1), entered).baseline is not None
    (change,) = amended.amendments
    unsaid = amended._replace(amendments=(change._replace(recorded=None),))
    begins = datetime(2021, 3, 1, tzinfo=timezone(timedelta(hours=8)))
    assert unsaid.terms(date(2021, 5, 1), begins - timedelta(seconds=1)).baseline is None
    assert unsaid.terms(date(2021, 5, 1), begins).baseline is not None
    early = amended._replace(timezone="America/New_York", amendments=unsaid.amendments)
    assert early.terms(date(2021, 5, 1), begins).baseline is None
