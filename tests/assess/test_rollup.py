"""Actions, plans and responsible units in sum (METHODS 8)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Assessment, Plan, Portfolio, Rollup, assess
from jinjiang_plan.assess.rollup import rollup
from jinjiang_plan.model.assessment import Money
from jinjiang_plan.model.codes import Light, Status
from tests.assess.cases import (
    UNTIMED,
    Figures,
    amended,
    counted,
    judgement,
    ledger_of,
    lines_of,
    plan_of,
    target_text,
)


def spend(name: str, goal: int, unit: str = "亿元", **entries: str) -> str:
    return target_text("cumulative", name, unit=f'"{unit}"', goal=f"{{ value = {goal} }}", **entries)


def test_a_sum_of_money_is_not_counted_beside_its_parts() -> None:
    plan = plan_of(spend("one", 10) + spend("two", 20) + spend("whole", 30, sum_of='["one", "two"]'))
    found = judgement(plan, {"one": {"2021-06-30": 4}, "two": {"2021-06-30": 5}})

    assert found.rollups[0].money == (Money("亿元", Decimal(30), Decimal(9), 2, 2),)


def test_money_of_one_currency_is_one_sum_in_its_largest_unit() -> None:
    plan = plan_of(spend("one", 10) + spend("two", 300, "万元") + spend("three", 5) + spend("sites", 9, "座"))
    found = judgement(plan, {"one": {"2021-06-30": 4}, "two": {"2021-06-30": 50}})

    assert found.rollups[0].money == (Money("亿元", Decimal("15.03"), Decimal("4.005"), 2, 3),)


def test_levels_of_money_and_what_is_halted_are_not_added() -> None:
    level = target_text("level", "revenue", unit='"亿元"', goal="{ value = 200 }")
    halted = spend("subject", 10) + amended(decided="2021-01-01", status='"cancelled"')

    assert judgement(plan_of(level + halted)).rollups[0].money == ()


def test_all_plans_are_rolled_up_together_and_the_worst_is_named_in_full() -> None:
    one = plan_of(spend("one", 10, class_='"binding"'))
    two = one._replace(id="other", targets=tuple(each._replace(plan="other") for each in one.targets))
    target = one.targets[0]
    ledgers = {
        "plan/one": ledger_of(target, *lines_of({"2021-06-30": 6})),
        "other/one": ledger_of(target, *lines_of({"2021-06-30": 1})),
    }
    found = assess(Portfolio((one, two), ledgers, ()), date(2021, 6, 30))
    *_, everything = found.rollups

    assert (everything.plan, everything.action, everything.targets) == (None, None, 2)
    assert everything.worst_binding == "other/one"
    assert everything.money == (Money("亿元", Decimal(20), Decimal(7), 2, 2),)
    assert sum(everything.counts.values()) == len(found.assessments)


def test_a_single_plan_is_not_summed_up_twice() -> None:
    found = judgement(plan_of(spend("one", 10)))

    assert [(each.plan, each.action) for each in found.rollups] == [("plan", None)]


def test_judging_without_outlook_changes_nothing_else() -> None:
    plan = plan_of(spend("one", 10))
    ledgers = {"plan/one": ledger_of(plan.targets[0], *lines_of({"2021-06-30": 4}))}
    portfolio = Portfolio((plan,), ledgers, ())
    (full,) = assess(portfolio, date(2021, 6, 30)).assessments
    (bare,) = assess(portfolio, date(2021, 6, 30), outlook=False).assessments

    assert bare.prospect.outlook is None
    assert bare == full._replace(prospect=bare.prospect)


# --- completion over leaves


def share(name: str, goal: int = 100, **entries: str) -> str:
    return target_text("cumulative", name, goal=f"{{ value = {goal} }}", **entries)


A_B_AND_THEIR_SUM = share("a", 50) + share("b", 50) + share("whole", sum_of='["a", "b"]')


def test_a_sum_is_not_counted_beside_its_parts() -> None:
    found = judgement(plan_of(A_B_AND_THEIR_SUM), {"a": {"2021-06-30": 50}, "b": {"2021-06-30": 0}})
    (whole,) = found.rollups

    assert whole.completion == Fraction(1, 2)
    assert (whole.targets, whole.reported) == (3, 3)


def only(plan: Plan, ledgers: Mapping[str, Figures], *names: str) -> Rollup:
    """The roll-up of a plan of which only some targets were asked for."""
    targets = {target.id: target for target in plan.judged}
    read = {targets[key].full_id: ledger_of(targets[key], *lines_of(each)) for key, each in ledgers.items()}
    chosen = [targets[name] for name in names]
    return assess(Portfolio((plan,), read, ()), date(2021, 6, 30), only=chosen).rollups[0]


CHAIN = share("a", 50) + share("mid", 50, sum_of='["a"]') + share("whole", 50, sum_of='["mid"]')


@pytest.mark.parametrize(
    ("names", "completion"),
    [(("whole",), Fraction(1, 2)), (("whole", "a"), Fraction(1, 2)), (("whole", "mid", "a"), Fraction(1, 2))],
)
def test_a_sum_alone_is_counted_and_with_a_part_of_a_part_it_is_not(
    names: tuple[str, ...], completion: Fraction
) -> None:
    plan = plan_of(CHAIN + share("b", 50))
    found = only(plan, {"a": {"2021-06-30": 25}, "b": {"2021-06-30": 50}}, *names)

    assert found.completion == completion
    assert found.part


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        pytest.param(("a", "b", "c", "own"), {None: False, "one": False, "two": False}, id="all of them"),
        pytest.param(("a", "c"), {None: True, "one": True, "two": False}, id="one of an action's two"),
        pytest.param(("a", "b"), {None: True, "one": False}, id="an action whole"),
    ],
)
def test_a_roll_up_is_a_part_where_not_all_of_its_own_was_asked_for(
    names: tuple[str, ...], parts: dict[str | None, bool]
) -> None:
    plan = plan_of(share("own"), one=share("a") + share("b"), two=share("c"))
    chosen = [target for target in plan.judged if target.name in names]
    found = assess(Portfolio((plan,), {}, ()), date(2021, 6, 30), only=chosen)
    assert {each.action: each.part for each in found.rollups} == parts


def test_without_a_filter_a_roll_up_is_no_part() -> None:
    found = judgement(plan_of(A_B_AND_THEIR_SUM))
    assert [each.part for each in found.rollups] == [False]


@pytest.mark.parametrize(
    ("body", "reports", "as_of", "completion"),
    [
        pytest.param("", {}, "2020-03-31", None, id="no data is left out"),
        pytest.param("", {}, "2019-06-30", None, id="not started is left out"),
        pytest.param("", {"2022-12-31": 40}, "2022-12-31", Fraction(2, 5), id="missed counts its figure"),
        pytest.param("", {"2021-06-30": 40}, "2023-06-30", Fraction(2, 5), id="overdue counts its figure"),
        pytest.param("", {"2021-06-30": 150}, "2021-06-30", 1, id="no more than all of it"),
        pytest.param(
            amended(decided="2020-01-01", status='"cancelled"'),
            {"2021-06-30": 40},
            "2021-06-30",
            None,
            id="cancelled is left out",
        ),
        pytest.param(
            amended(decided="2020-01-01", status='"suspended"'),
            {"2021-06-30": 40},
            "2021-06-30",
            None,
            id="suspended is left out",
        ),
    ],
)
def test_a_status_decides_whether_a_target_counts(
    body: str, reports: Figures, as_of: str, completion: Fraction | int | None
) -> None:
    found = judgement(plan_of(counted(0, 100) + body), {"subject": reports}, as_of).rollups[0]

    assert found.completion == completion
    assert found.completion_reported == completion


def bare(status: Status, light: Light, **fields: object) -> Assessment:
    """An assessment of a status and a light, whatever the rows would say of its figures."""
    (one,) = judgement(plan_of(counted(0, 100)), {"subject": {"2021-06-30": 40}}).assessments
    return one._replace(status=status, light=light, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.SUSPENDED])
def test_of_what_is_halted_no_report_is_owed_and_none_is_counted(status: Status) -> None:
    found = rollup("plan", None, [bare(status, Light.GREY), bare(Status.BEHIND, Light.YELLOW)])

    assert (found.reported, found.going, found.targets) == (1, 1, 2)


@pytest.mark.parametrize("status", [Status.UNREPORTED, Status.OVERDUE])
def test_silence_counts_as_nothing_and_beside_it_stands_what_was_reported(status: Status) -> None:
    silent = bare(status, Light.RED, value=None, completion=None, met=False)
    other = bare(Status.BEHIND, Light.YELLOW)
    found = rollup("plan", None, [silent, other])

    assert found.completion == Fraction(1, 5)
    assert found.completion_reported == Fraction(2, 5)
    assert (found.reported, found.targets) == (1, 2)


@pytest.mark.parametrize(("met", "completion"), [(True, 1), (False, 0)])
def test_without_a_way_a_target_counts_as_met_or_not(met: bool, completion: int) -> None:
    found = rollup("plan", None, [bare(Status.ON_TRACK, Light.GREEN, completion=None, met=met)])

    assert found.completion == completion


WEIGHTS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 60)), min_size=1, max_size=5)


@UNTIMED
@given(parts=WEIGHTS, drop=st.integers(0, 4))
def test_silence_never_raises_the_completion(parts: list[tuple[int, int]], drop: int) -> None:
    plan = plan_of("".join(share(f"t{n}", weight=str(weight)) for n, (weight, _) in enumerate(parts)))
    figures: dict[str, Figures] = {f"t{n}": {"2021-06-30": value} for n, (_, value) in enumerate(parts)}
    judged = judgement(plan, figures).assessments
    silent = [
        each._replace(
            status=Status.UNREPORTED, light=Light.RED, value=None, completion=Fraction(0), met=False
        )
        if each.target.id == f"t{drop}"
        else each
        for each in judged
    ]
    reported, less = (rollup("plan", None, each) for each in (judged, silent))

    assert reported.completion is not None
    assert less.completion is not None
    assert less.completion <= reported.completion


@UNTIMED
@given(parts=WEIGHTS)
def test_a_sum_of_equal_weights_equals_its_parts(parts: list[tuple[int, int]]) -> None:
    bodies = "".join(share(f"t{n}", 60) for n in range(len(parts)))
    names = ", ".join(f'"t{n}"' for n in range(len(parts)))
    plan = plan_of(bodies + share("whole", 60 * len(parts), sum_of=f"[{names}]"))
    figures: dict[str, Figures] = {f"t{n}": {"2021-06-30": value} for n, (_, value) in enumerate(parts)}
    whole = only(plan, figures, "whole")
    by_parts = only(plan, figures, *(f"t{n}" for n in range(len(parts))))

    assert whole.completion == by_parts.completion == judgement(plan, figures).rollups[0].completion


# --- responsible units


def lead_of(each: Rollup) -> str:
    assert each.lead is not None
    return each.lead.zh


def ranks(
    plan: Plan, figures: Mapping[str, Figures], as_of: str = "2021-06-30"
) -> list[tuple[str, int | None]]:
    return [(lead_of(each), each.rank) for each in judgement(plan, figures, as_of).leads]


def test_equal_units_have_one_rank_and_the_next_counts_them() -> None:
    plan = plan_of("".join(share(name, lead=f'"{name.upper()}"') for name in ("a", "b", "c", "d")))
    figures: dict[str, Figures] = {name: {"2021-06-30": 50} for name in ("a", "b", "c")}

    assert ranks(plan, {**figures, "d": {"2021-06-30": 10}}) == [("A", 1), ("B", 1), ("C", 1), ("D", 4)]


def test_a_joint_task_counts_for_each_of_its_leads() -> None:
    plan = plan_of(share("a", lead='["A", "B"]') + share("b", lead='"B"'))
    found = judgement(plan, {"a": {"2021-06-30": 50}, "b": {"2021-06-30": 10}}).leads

    assert [(lead_of(each), each.targets, each.share, each.rank) for each in found] == [
        ("A", 1, 1, 1),
        ("B", 2, Fraction(1, 2), 2),
    ]
    assert [each.completion for each in found] == [Fraction(1, 2), Fraction(3, 10)]


def test_a_text_with_a_list_in_it_is_one_unit() -> None:
    assert [rank for rank, _ in ranks(plan_of(share("a", lead='"甲、乙"')), {})] == ["甲、乙"]


def test_silence_stays_in_the_denominator_and_what_has_not_begun_does_not() -> None:
    later = share("later", lead='"C"', start="2022-01-01", due="2022-12-31")
    plan = plan_of(share("good", lead='["A", "B", "C"]') + share("silent", lead='"B"') + later)
    found = {lead_of(each): each.share for each in judgement(plan, {"good": {"2021-06-30": 50}}).leads}

    assert found == {"A": 1, "B": Fraction(1, 2), "C": 1}


def test_ties_go_by_binding_targets_then_by_red_ones() -> None:
    plan = plan_of(
        share("a1", lead='"A"', class_='"binding"')
        + share("b1", lead='"B"')
        + share("c1", lead='"C"')
        + share("d1", lead='"D"')
    )
    figures: dict[str, Figures] = {
        "a1": {"2021-06-30": 40},
        "b1": {"2021-06-30": 40},
        "c1": {"2021-06-30": 10},
        "d1": {"2021-06-30": 40},
    }

    assert ranks(plan, figures) == [("B", 1), ("D", 1), ("C", 3), ("A", 4)]


def test_a_unit_with_nothing_to_rank_is_last_and_has_no_rank() -> None:
    watched = target_text("level", "watched", lead='"A"')
    plan = plan_of(watched + share("b", lead='"B"'))

    assert ranks(plan, {"watched": {"2021-06-30": 1}, "b": {"2021-06-30": 1}}) == [("B", 1), ("A", None)]


LEADS = st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, max_size=3, unique=True)


@UNTIMED
@given(tasks=st.lists(st.tuples(LEADS, st.integers(0, 60)), min_size=1, max_size=6))
def test_ranks_follow_the_shares(tasks: list[tuple[list[str], int]]) -> None:
    bodies = [share(f"t{n}", lead=str(leads).replace("'", '"')) for n, (leads, _) in enumerate(tasks)]
    figures: dict[str, Figures] = {f"t{n}": {"2021-06-30": value} for n, (_, value) in enumerate(tasks)}
    found = judgement(plan_of("".join(bodies)), figures).leads

    assert {lead_of(each) for each in found} == {name for leads, _ in tasks for name in leads}
    assert sum(each.targets for each in found) == sum(len(leads) for leads, _ in tasks)
    for better, worse in pairwise(found):
        assert (better.rank or 0) <= (worse.rank or 0)
        assert (better.share or 0) >= (worse.share or 0)
    assert all(
        each.rank == 1 + sum((other.rank or 0) < (each.rank or 0) for other in found) for each in found
    )


# Completion in sum: each target counts from nothing to whole, by its weight.


def level(name: str, baseline: int, goal: int, **entries: str) -> str:
    stated = f"{{ value = {baseline} }}"
    return target_text("level", name, baseline=stated, goal=f'{{ value = {goal}, op = ">=" }}', **entries)


def test_more_than_whole_and_less_than_nothing_count_as_whole_and_nothing() -> None:
    plan = plan_of(
        level("over", 0, 100) + level("under", 0, 100, weight="3") + level("half", 0, 100, weight="2")
    )
    on = "2021-06-30"
    figures = {"over": {on: 150}, "under": {on: -50}, "half": {on: 50}}

    assert judgement(plan, figures).rollups[0].completion == Fraction(1 * 1 + 2 * Fraction(1, 2), 6)


def test_a_goal_without_a_way_to_go_counts_as_whole_where_it_is_met_and_as_nothing_where_it_is_not() -> None:
    goal = '{ value = 90, op = ">=" }'  # the first figure is the baseline, and meets it
    plan = plan_of(
        target_text("level", "one", goal=goal) + target_text("level", "other", goal=goal, weight="2")
    )

    def completion(one: int, other: int) -> Fraction | None:
        figures = {
            name: {"2021-03-31": 100, "2021-06-30": last} for name, last in (("one", one), ("other", other))
        }
        found = judgement(plan, figures)
        assert {each.completion for each in found.assessments} == {None}
        return found.rollups[0].completion

    assert completion(90, 89) == Fraction(1, 3)
    assert completion(90, 90) == 1
    assert completion(89, 89) == 0


def test_the_worst_binding_target_is_named_by_its_status_and_then_by_its_gap() -> None:
    names = ("first", "second", "third")
    plan = plan_of("".join(spend(name, 3000, class_='"binding"') for name in names) + spend("other", 3000))

    def worst(*values: int) -> str | None:
        figures = {name: {"2021-06-30": value} for name, value in zip((*names, "other"), values, strict=True)}
        return judgement(plan, figures).rollups[0].worst_binding

    assert worst(1200, 1199, 1201, 0) == "second"
    assert worst(1200, 1199, 599, 0) == "third"
    assert worst(1500, 1500, 1499, 0) == "third"


def test_a_second_period_in_a_row_in_trouble_is_counted() -> None:
    plan = plan_of(spend("one", 3000))
    figures = {"one": {"2020-03-31": 250, "2020-06-30": 500, "2020-09-30": 750}}
    days = {"2020-12-31": 0, "2021-03-31": 1}

    assert {day: judgement(plan, figures, day).rollups[0].escalated for day in days} == days
