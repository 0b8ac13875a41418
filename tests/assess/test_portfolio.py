from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Assessment, Judgement, Portfolio, Rollup, assess
from jinjiang_plan.assess.rollup import rollup
from jinjiang_plan.model.codes import Kind, Light, Status
from jinjiang_plan.model.profiles import PROFILES
from tests.assess.cases import UNTIMED, Figures, amended, judgement, ledger_of, lines_of, plan_of, target_text


def target(name: str, goal: int = 100, **more: str) -> str:
    return target_text("cumulative", name, goal=f"{{ value = {goal} }}", baseline="{ value = 0 }", **more)


def project(name: str) -> str:
    return f'\n[initiative.{name}]\ntitle = "{name}"\ngoal = {{ stage = "completed" }}\n'


def rolled(found: Judgement, action: str | None = None) -> Rollup:
    (match,) = [each for each in found.rollups if each.action == action]
    return match


SIX = "".join(target(name) for name in ("fine", "good", "slow", "bad", "new", "over"))
SIX_FIGURES: dict[str, Figures | list[str]] = {
    "fine": {"2021-06-30": 50},
    "good": {"2021-06-30": 60},
    "slow": {"2021-06-30": 40},
    "bad": {"2021-06-30": 10},
    "over": {"2021-06-30": 150},
}


def test_each_status_is_counted_and_no_target_dropped() -> None:
    found = rolled(judgement(plan_of(SIX), SIX_FIGURES))

    assert found.counts == {
        Status.SERIOUSLY_BEHIND: 1,
        Status.UNREPORTED: 1,
        Status.BEHIND: 1,
        Status.ON_TRACK: 1,
        Status.AHEAD: 1,
        Status.ACHIEVED_EARLY: 1,
    }
    assert (found.reported, found.targets) == (5, 6)


def test_completion_is_capped_and_silence_counts_as_nothing() -> None:
    found = rolled(judgement(plan_of(SIX), SIX_FIGURES))

    assert found.completion == Fraction(50 + 60 + 40 + 10 + 100, 600)
    assert found.completion_reported == Fraction(50 + 60 + 40 + 10 + 100, 500)


def test_completion_never_falls_below_nought() -> None:
    plan = plan_of(target("one") + target("two"))
    found = rolled(judgement(plan, {"one": {"2021-06-30": -300}, "two": {"2021-06-30": 50}}))

    assert found.completion == Fraction(1, 4)


def test_completion_is_weighted() -> None:
    plan = plan_of(target("one", weight="3") + target("two") + target("three", weight="0.5"))
    figures: dict[str, Figures | list[str]] = {
        "one": {"2021-06-30": 20},
        "two": {"2021-06-30": 40},
        "three": {"2021-06-30": 80},
    }

    assert rolled(judgement(plan, figures)).completion == Fraction(3 * 20 + 40 + 40, 450)


def test_a_silent_target_s_weight_counts_except_over_those_reported() -> None:
    plan = plan_of(target("one", weight="3") + target("two"))
    found = rolled(judgement(plan, {"two": {"2021-06-30": 40}}))

    assert (found.completion, found.completion_reported) == (Fraction(1, 10), Fraction(2, 5))


def test_without_weight_there_is_no_completion() -> None:
    found = rolled(judgement(plan_of(target("one", weight="0")), {"one": {"2021-06-30": 20}}))

    assert (found.completion, found.completion_reported, found.targets) == (None, None, 1)


@pytest.mark.parametrize(
    ("as_of", "status", "completion"),
    [
        pytest.param("2020-03-31", Status.NO_DATA, None, id="before a report is owed"),
        pytest.param("2021-06-30", Status.UNREPORTED, 0, id="unreported"),
        pytest.param("2023-01-01", Status.OVERDUE, 0, id="overdue"),
    ],
)
def test_silence_is_no_completion_until_a_report_is_owed(
    as_of: str, status: Status, completion: int | None
) -> None:
    found = rolled(judgement(plan_of(target("one")), {}, as_of))

    assert found.counts == {status: 1}
    assert (found.completion, found.completion_reported, found.reported) == (completion, None, 0)


def test_a_target_that_is_only_monitored_has_no_completion_to_count() -> None:
    plan = plan_of(target("one") + target_text("level", "watched"))
    found = rolled(judgement(plan, {"one": {"2021-06-30": 20}, "watched": {"2021-06-30": 5}}))

    assert (found.completion, found.reported, found.targets) == (Fraction(1, 5), 2, 2)
    assert found.counts[Status.NOT_ASSESSABLE] == 1


@pytest.mark.parametrize(
    ("figures", "worst"),
    [
        pytest.param({"one": 40, "two": 30, "free": 1}, "two", id="the greater gap"),
        pytest.param({"one": 40, "two": 60, "free": 1}, "one", id="the worse status"),
        pytest.param({"one": 40, "free": 1}, "two", id="unreported before behind"),
        pytest.param({"one": 60, "free": 1}, "two", id="unreported before ahead"),
        pytest.param({"one": 60, "two": 52}, "two", id="on track before ahead"),
    ],
)
def test_the_worst_binding_target_is_named(figures: Mapping[str, int], worst: str) -> None:
    plan = plan_of(target("one", class_='"binding"') + target("two", class_='"binding"') + target("free"))
    found = judgement(plan, {key: {"2021-06-30": value} for key, value in figures.items()})

    assert rolled(found).worst_binding == worst


def test_without_binding_targets_none_is_the_worst() -> None:
    assert rolled(judgement(plan_of(target("one")), {"one": {"2021-06-30": 1}})).worst_binding is None


THREE_ACTIONS = {"later": target("one"), "first": target("two") + project("park"), "empty": ""}


def test_the_plan_and_each_of_its_actions_are_rolled_up() -> None:
    plan = plan_of(target("own"), **THREE_ACTIONS)
    found = judgement(plan, {"later.one": {"2021-06-30": 20}, "first.two": {"2021-06-30": 40}})

    assert [(each.action, each.targets, each.reported, each.completion) for each in found.rollups] == [
        (None, 3, 2, Fraction(1, 5)),
        ("first", 1, 1, Fraction(2, 5)),
        ("later", 1, 1, Fraction(1, 5)),
    ]


def test_initiatives_are_counted_apart() -> None:
    plan = plan_of("", sites=target("one") + project("park") + project("tower"))
    found = rolled(judgement(plan, {"sites.park": {"2021-06-30": "completed"}}), "sites")

    assert found.counts == {Status.UNREPORTED: 1}
    assert found.initiatives == {Status.UNREPORTED: 1, Status.ACHIEVED_EARLY: 1}
    assert (found.targets, found.reported) == (1, 0)
    assert found.completion == 0
    assert found.completion_reported is None


def test_the_worst_comes_first_within_an_action() -> None:
    plan = plan_of(SIX, sites=target("slower") + target("slow"))
    found = judgement(
        plan, {**SIX_FIGURES, "sites.slow": {"2021-06-30": 40}, "sites.slower": {"2021-06-30": 30}}
    )

    assert [each.target.id for each in found.assessments] == [
        "bad",
        "new",
        "slow",
        "fine",
        "good",
        "over",
        "sites.slower",
        "sites.slow",
    ]


def test_only_what_is_asked_for_is_judged_and_rolled_up() -> None:
    plan = plan_of(SIX)
    ledgers = {
        f"plan/{key}": ledger_of(plan.targets[0], *lines_of(figures))
        for key, figures in SIX_FIGURES.items()
        if isinstance(figures, Mapping)
    }
    chosen = [each for each in plan.targets if each.id in ("bad", "over")]
    found = assess(Portfolio((plan,), ledgers, ()), date(2021, 6, 30), only=chosen)

    assert [each.target.id for each in found.assessments] == ["bad", "over"]
    assert [(each.targets, each.reported) for each in found.rollups] == [(2, 2)]


def test_plans_are_judged_by_their_own_profile_and_rolled_up_apart() -> None:
    one = plan_of(target("one"))
    two = one._replace(
        id="other",
        profile="cn-yinchuan",
        targets=tuple(each._replace(plan="other") for each in one.targets),
    )
    report = {"2021-06-30": 48}
    ledgers = {f"{plan}/one": ledger_of(one.targets[0], *lines_of(report)) for plan in ("plan", "other")}
    found = assess(Portfolio((one, two), ledgers, ()), date(2021, 6, 30))

    assert [(each.target.plan, each.status) for each in found.assessments] == [
        ("plan", Status.ON_TRACK),
        ("other", Status.BEHIND),
    ]
    assert [(each.plan, each.targets) for each in found.rollups] == [("plan", 1), ("other", 1), (None, 2)]


def test_a_cancelled_target_is_counted_as_such() -> None:
    body = target("subject") + amended(decided="2021-01-01", status='"cancelled"')

    assert rolled(judgement(plan_of(body))).counts == {Status.CANCELLED: 1}


# --- laws

MANY = plan_of(
    "".join(target(f"t{n}", weight=str(n), class_='"binding"' if n % 3 else '"expected"') for n in range(9))
    + target_text("level", "watched")
    + target_text("done", "yes", goal="{ value = true }"),
    sites=project("park") + target("more"),
)
EVERY = [each for each in MANY.judged if each.kind is Kind.CUMULATIVE]
CHOSEN = st.dictionaries(st.sampled_from([each.id for each in EVERY]), st.integers(-50, 150))
NOWS = st.sampled_from(["2019-06-30", "2020-06-30", "2021-06-30", "2022-12-31", "2023-06-30"])


@UNTIMED
@given(values=CHOSEN, on=NOWS, as_of=NOWS, profile=st.sampled_from([*PROFILES]))
def test_a_roll_up_holds_every_target_once(values: dict[str, int], on: str, as_of: str, profile: str) -> None:
    found = judgement(MANY, {key: {on: value} for key, value in values.items()}, as_of, profile=profile)
    whole = rolled(found)

    assert sum(whole.counts.values()) == whole.targets == len(MANY.targets)
    assert sum(whole.initiatives.values()) == len(MANY.initiatives)
    assert whole.reported <= whole.targets
    assert whole.completion is None or 0 <= whole.completion <= 1
    assert whole.completion_reported is None or (whole.reported > 0 and 0 <= whole.completion_reported <= 1)
    for each in found.rollups:
        assert sum(each.counts.values()) == each.targets


@UNTIMED
@given(values=CHOSEN, as_of=NOWS)
def test_a_roll_up_hides_no_failure(values: dict[str, int], as_of: str) -> None:
    found = judgement(MANY, {key: {"2020-06-30": value} for key, value in values.items()}, as_of)
    whole = rolled(found)
    red = [each for each in found.assessments if each.light is Light.RED and each.target.what == "target"]

    calm = (Status.UNREPORTED, *(each for each in Status if PROFILES["cn"].light(each) is not Light.RED))
    assert sum(count for status, count in whole.counts.items() if status not in calm) == sum(
        each.status is not Status.UNREPORTED for each in red
    )
    if binding := [each for each in red if each.target.class_ == "binding"]:
        assert whole.worst_binding in {each.target.id for each in binding}


@UNTIMED
@given(values=CHOSEN, data=st.data())
def test_a_roll_up_does_not_depend_on_the_order(values: dict[str, int], data: st.DataObject) -> None:
    found = judgement(MANY, {key: {"2021-06-30": value} for key, value in values.items()})
    shuffled: list[Assessment] = data.draw(st.permutations(found.assessments))
    one, two = (rollup("plan", None, each) for each in (found.assessments, shuffled))

    assert (one.counts, one.completion, one.reported) == (two.counts, two.completion, two.reported)
