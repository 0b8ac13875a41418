"""Plans in sum: all of them, and their money (METHODS 8)."""

from datetime import date
from decimal import Decimal

from jinjiang_plan import Portfolio, assess
from jinjiang_plan.model.assessment import Money
from tests.assess.cases import amended, judgement, ledger_of, lines_of, plan_of, target_text


def spend(name: str, goal: int, unit: str = "亿元", **entries: str) -> str:
    return target_text("cumulative", name, unit=f'"{unit}"', goal=f"{{ value = {goal} }}", **entries)


def test_a_sum_of_money_is_not_counted_beside_its_parts() -> None:
    plan = plan_of(spend("one", 10) + spend("two", 20) + spend("whole", 30, sum_of='["one", "two"]'))
    found = judgement(plan, {"one": {"2021-06-30": 4}, "two": {"2021-06-30": 5}})

    assert found.rollups[0].money == (Money("亿元", Decimal(30), Decimal(9), 1, 1),)


def test_money_of_two_units_is_two_sums() -> None:
    plan = plan_of(spend("one", 10) + spend("two", 300, "万元") + spend("three", 5) + spend("sites", 9, "座"))
    found = judgement(plan, {"one": {"2021-06-30": 4}, "two": {"2021-06-30": 50}})

    assert found.rollups[0].money == (
        Money("亿元", Decimal(15), Decimal(4), 1, 2),
        Money("万元", Decimal(300), Decimal(50), 1, 1),
    )


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
