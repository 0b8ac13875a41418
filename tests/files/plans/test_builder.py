from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.codes import STAGES, Class, Frequency, Halt, Kind, Op, PathShape, TimeBasis
from jinjiang_plan.model.plan import Amendment, Baseline, Goal, Milestone, Plan, Target
from jinjiang_plan.model.words import Words, words
from tests.build import PLAN_HEAD, write_plan

ACTION = 'format = 1\n[action]\ntitle = "A"\n'


def read(tmp_path: Path, head: str, **actions: str) -> Plan:
    write_plan(tmp_path, head=head, **actions)
    portfolio = read_plans(tmp_path)
    assert portfolio.findings == ()
    return portfolio.plans[0]


def target(tmp_path: Path, body: str, *, head: str = PLAN_HEAD) -> Target:
    return read(tmp_path, f'{head}\n[target.a]\ntitle = "A"\n{body}').targets[0]


def fault(tmp_path: Path, body: str) -> tuple[str, Words]:
    folder = write_plan(tmp_path, head=f'{PLAN_HEAD}\n[target.a]\ntitle = "A"\n{body}')
    portfolio = read_plans(tmp_path)
    assert portfolio.plans == ()
    (finding,) = portfolio.findings
    assert all(finding.words)
    return f"{finding.place.removeprefix(f'{folder}/plan.toml:')} {finding.code}", finding.words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("both", Words("both", "both"), id="one text"),
        pytest.param({"zh": "中", "en": "E"}, Words("中", "E"), id="two languages"),
        pytest.param({"zh": "中"}, Words("中", "中"), id="Chinese only"),
        pytest.param({"en": "E"}, Words("E", "E"), id="English only"),
        pytest.param(None, None, id="none"),
    ],
)
def test_a_text_in_one_language_stands_for_both(value: object, expected: Words | None) -> None:
    assert words(value) == expected


def test_a_target_that_says_little_has_the_formats_defaults(tmp_path: Path) -> None:
    read_target = target(tmp_path, 'kind = "level"\n')
    assert read_target == Target(
        plan="plan",
        action=None,
        id="a",
        what="target",
        title=Words("A", "A"),
        kind=Kind.LEVEL,
        class_=Class.EXPECTED,
        unit="",
        baseline=None,
        goal=None,
        start=date(2020, 1, 1),
        due=date(2022, 12, 31),
        basis=None,
        course=PathShape.LINEAR,
        milestones=(),
        sum_of=(),
        weight=Decimal(1),
        leads=(),
        partners=(),
        frequency=Frequency.QUARTER,
        tags=(),
        limits=(None, None),
        source="",
        wording="",
        stages=(),
        amendments=(),
        assumed=False,
        sample=False,
        note=None,
        file=read_target.file,
    )


def test_an_initiative_is_judged_by_its_stage(tmp_path: Path) -> None:
    text = (
        '\n[initiative.i]\ntitle = "I"\nplace = { zh = "街" }\ngoal = { stage = "completed" }\nserves = []\n'
    )
    (initiative,) = read(tmp_path, PLAN_HEAD + text).initiatives
    assert initiative.target.what == "initiative"
    assert initiative.target.kind is Kind.STAGE
    assert initiative.target.stages == STAGES
    assert initiative.target.goal == Goal(Decimal(3), None, None, None, assumed=False)
    assert initiative.place == Words("街", "街")


@pytest.mark.parametrize(
    ("plan", "action", "own", "expected"),
    [
        pytest.param("P", "", "", "P", id="the plan's"),
        pytest.param("P", "A", "", "A", id="the action's"),
        pytest.param("P", "A", "T", "T", id="its own"),
        pytest.param("", "A", "", "A", id="the action's alone"),
        pytest.param("", "", "T", "T", id="its own alone"),
        pytest.param("", "", "", None, id="nobody's"),
    ],
)
def test_the_lead_comes_from_above_where_it_is_not_said(
    tmp_path: Path, plan: str, action: str, own: str, expected: str | None
) -> None:
    def lead(name: str) -> str:
        return f'lead = "{name}"\n' if name else ""

    body = f'[target.t]\ntitle = "T"\nkind = "done"\n{lead(own)}[initiative.i]\ntitle = "I"\n{lead(own)}'
    built = read(tmp_path, PLAN_HEAD + lead(plan), act=ACTION + lead(action) + body)
    wanted = Words(expected, expected) if expected else None
    assert [each.lead for each in built.judged] == [wanted, wanted]


@pytest.mark.parametrize(
    ("own", "start", "due"),
    [
        pytest.param("", date(2020, 1, 1), date(2022, 12, 31), id="the plan's"),
        pytest.param("start = 2021-01-01\n", date(2021, 1, 1), date(2022, 12, 31), id="its own start"),
        pytest.param("due = 2021-12-31\n", date(2020, 1, 1), date(2021, 12, 31), id="its own due day"),
        pytest.param(
            "start = 2021-05-05\ndue = 2021-05-05\n", date(2021, 5, 5), date(2021, 5, 5), id="one day"
        ),
    ],
)
def test_the_period_is_the_plans_where_it_is_not_said(
    tmp_path: Path, own: str, start: date, due: date
) -> None:
    built = target(tmp_path, 'kind = "done"\n' + own)
    assert (built.start, built.due) == (start, due)


def test_rhythm_and_time_basis_come_from_the_plan(tmp_path: Path) -> None:
    head = PLAN_HEAD + 'frequency = "year"\ntime_basis = "day"\n'
    built = target(tmp_path, 'kind = "level"\n', head=head)
    assert (built.frequency, built.basis) == (Frequency.YEAR, TimeBasis.DAY)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param('kind = "level"\ngoal = { value = 0.1 }\n', "0.1", id="a tenth"),
        pytest.param('kind = "level"\ngoal = { value = 1e-3 }\n', "0.001", id="an exponent"),
        pytest.param(
            'kind = "level"\ngoal = { value = 12345678901234567890.123456789 }\n',
            "12345678901234567890.123456789",
            id="thirty digits",
        ),
        pytest.param('kind = "cumulative"\ngoal = { value = 3_000 }\n', "3000", id="underscores"),
        pytest.param('kind = "done"\ngoal = { value = true }\n', "1", id="done"),
        pytest.param('kind = "done"\ngoal = { value = false }\n', "0", id="not done"),
        pytest.param('kind = "stage"\ngoal = { stage = "operating" }\n', "4", id="a stage"),
        pytest.param(
            'kind = "stage"\nstages = ["x", "y"]\ngoal = { stage = "y" }\n', "1", id="its own stage"
        ),
    ],
)
def test_a_goal_is_read_exactly(tmp_path: Path, body: str, expected: str) -> None:
    goal = target(tmp_path, body).goal
    assert goal is not None
    assert goal.value is not None
    assert format(goal.value, "f") == expected


@given(st.decimals(-(10**9), 10**9, places=7))
@settings(deadline=None)
def test_a_figure_is_never_rounded(tmp_path_factory: pytest.TempPathFactory, value: Decimal) -> None:
    root = tmp_path_factory.getbasetemp() / "figures"
    body = f'kind = "level"\nbaseline = {{ value = {value:f} }}\nweight = {abs(value):f}\nlimits.max = {value:f}\n'
    built = target(root, body)
    assert built.baseline is not None
    assert (built.baseline.value, built.weight, built.limits) == (value, abs(value), (None, value))


def test_a_range_has_two_bounds(tmp_path: Path) -> None:
    goal = target(
        tmp_path, 'kind = "level"\ngoal = { min = 1, max = 2.5, op = "range", assumed = true }\n'
    ).goal
    assert goal == Goal(None, Decimal(1), Decimal("2.5"), Op.RANGE, assumed=True)
    assert goal.span == (Decimal(1), Decimal("2.5"))


def test_milestones_and_amendments_are_put_in_the_order_of_their_days(tmp_path: Path) -> None:
    body = """\
kind = "cumulative"
baseline = { value = 1, on = 2020-01-01, assumed = true }
goal = { value = 9, op = ">" }
milestone = [{ on = 2021-12-31, value = 6 }, { on = 2020-12-31, value = 0.5 }]
[[target.a.amendment]]
decided = 2022-01-01
status = "cancelled"
document = "D2"
[[target.a.amendment]]
decided = 2021-01-01
value = 8
due = 2023-12-31
document = { zh = "文", en = "D1" }
reason = "R"
"""
    built = target(tmp_path, body)
    assert built.baseline == Baseline(Decimal(1), date(2020, 1, 1), assumed=True, source="")
    assert built.milestones == (
        Milestone(date(2020, 12, 31), Decimal("0.5"), place=1),
        Milestone(date(2021, 12, 31), Decimal(6)),
    )
    assert built.amendments == (
        Amendment(
            date(2021, 1, 1),
            Goal(Decimal(8), None, None, None, assumed=False),
            date(2023, 12, 31),
            None,
            Words("文", "D1"),
            Words("R", "R"),
            place=1,
        ),
        Amendment(date(2022, 1, 1), None, None, Halt.CANCELLED, Words("D2", "D2"), None),
    )
    assert built.due == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("body", "place", "en"),
    [
        pytest.param('kind = "level"\ngoal = {}\n', "11:8 JP102", "`value` is missing", id="empty goal"),
        pytest.param(
            'kind = "level"\ngoal = { value = true }\n', "11:18 JP102", "a number", id="true for a number"
        ),
        pytest.param(
            'kind = "done"\ngoal = { value = 1 }\n', "11:18 JP102", "true or false", id="1 for true"
        ),
        pytest.param(
            'kind = "stage"\ngoal = { value = 1 }\n', "11:8 JP102", "operating", id="a number for a stage"
        ),
        pytest.param(
            'kind = "stage"\ngoal = { stage = "done" }\n', "11:8 JP102", "operating", id="unknown stage"
        ),
        pytest.param(
            'kind = "level"\ngoal = { stage = "signed" }\n',
            "11:18 JP102",
            "`signed` is a stage",
            id="stage for a level",
        ),
        pytest.param('kind = "level"\ngoal = { min = 1 }\n', "11:8 JP102", "range", id="half a range"),
        pytest.param(
            'kind = "level"\ngoal = { min = 3, max = 1 }\n', "11:8 JP102", "range", id="a range upside down"
        ),
        pytest.param(
            'kind = "level"\ngoal = { value = 2, op = "range" }\n',
            "11:8 JP102",
            "range",
            id="a range of one value",
        ),
        pytest.param(
            'kind = "level"\ngoal = { min = 1, max = 2, op = ">" }\n',
            "11:8 JP102",
            "range",
            id="a range with >",
        ),
        pytest.param(
            'kind = "level"\nbaseline = { on = 2020-01-01 }\n',
            "11:12 JP102",
            "`value` is missing",
            id="baseline",
        ),
        pytest.param(
            'kind = "level"\nmilestone = [{ on = 2020-12-31 }]\n',
            "11:14 JP102",
            "`value` is missing",
            id="milestone",
        ),
        pytest.param(
            'kind = "level"\n[[target.a.amendment]]\ndecided = 2021-01-01\nvalue = true\n',
            "13:9 JP102",
            "a number",
            id="an amendment to true",
        ),
        pytest.param(
            'kind = "level"\ndue = 2019-12-31\n', "11:7 JP401", "after", id="due before the plan starts"
        ),
        pytest.param(
            'kind = "level"\nstart = 2023-01-01\n', "11:9 JP401", "after", id="start after the plan is due"
        ),
    ],
)
def test_what_cannot_be_meant_is_found_at_its_place(tmp_path: Path, body: str, place: str, en: str) -> None:
    got, said = fault(tmp_path, body)
    assert got == place
    assert en in said.en


def test_faults_of_several_targets_are_found_at_once(tmp_path: Path) -> None:
    text = "".join(
        f'[target.{name}]\ntitle = "T"\nkind = "level"\ngoal = {{}}\ndue = 2019-01-01\n'
        for name in ("a", "b")
    )
    write_plan(
        tmp_path, head=PLAN_HEAD, act=ACTION + text + '[initiative.i]\ntitle = "I"\ngoal = { value = 1 }\n'
    )
    lines = [(each.line, each.code) for each in read_plans(tmp_path).findings]
    assert lines == [(7, "JP102"), (8, "JP401"), (12, "JP102"), (13, "JP401"), (16, "JP102")]


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ('"发改局"', (Words("发改局", "发改局"),)),
        ('"发改局、经信局"', (Words("发改局、经信局", "发改局、经信局"),)),
        ('{ zh = "发改局", en = "NDRC" }', (Words("发改局", "NDRC"),)),
        ('["发改局", "经信局"]', (Words("发改局", "发改局"), Words("经信局", "经信局"))),
        (
            '[{ zh = "发改局", en = "NDRC" }, "经信局"]',
            (Words("发改局", "NDRC"), Words("经信局", "经信局")),
        ),
    ],
    ids=["one", "one that is never split", "both languages", "a list", "a list of either"],
)
def test_a_lead_is_one_unit_or_a_list_of_them(tmp_path: Path, written: str, leads: tuple[Words, ...]) -> None:
    body = '[target.t]\ntitle = "T"\nkind = "done"\n[initiative.i]\ntitle = "I"\n'
    built = read(tmp_path, f"{PLAN_HEAD}lead = {written}\n", act=ACTION + body)

    assert [each.leads for each in built.judged] == [leads, leads]
    assert built.leads == built.actions[0].leads == leads


def test_leads_are_inherited_whole_and_named_in_one_text(tmp_path: Path) -> None:
    own = 'lead = [{ zh = "甲", en = "A" }, { zh = "乙", en = "B" }]\n'
    body = f'[target.t]\ntitle = "T"\nkind = "done"\n{own}[target.u]\ntitle = "U"\nkind = "done"\n'
    built = read(tmp_path, PLAN_HEAD + 'lead = "丙"\n', act=ACTION + body)
    own_leads, above = built.targets

    assert own_leads.lead == Words("甲、乙", "A, B")
    assert above.lead == Words("丙", "丙")
