"""Columns: each declared once, its fact said alike by every medium, its cells found by key."""

import ast
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import jinjiang_plan
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.labels import fact_cell as paper_cell
from jinjiang_plan.render.facts import Count, Fact, Months, Points, Projection, Rate, Share, fact_text
from jinjiang_plan.render.sheets.sheet import drawn
from jinjiang_plan.render.workbook.page import Number, fact_cell
from tests.assess.cases import counted, target_of

STATIONS = target_of(counted(unit='"座"'))
RENDER = Path(jinjiang_plan.__file__).parent / "render"

FACTS: list[tuple[Fact, str, object]] = [
    (None, "-", None),
    (Words("建成", "completed"), "completed", Words("建成", "completed")),
    (Value(STATIONS, Fraction(1200)), "1,200", Number(Fraction(1200), "#,##0")),
    (Share(Fraction(2, 5), whole=False), "40.0 %", Number(Fraction(2, 5), "0.0%")),
    (Points(Fraction(-10)), "-10.0", Number(Fraction(-10), "+0.0;-0.0;0.0")),
    (Points(Fraction(0), touched=True), "<0", Number(Fraction(0), "+0.0;-0.0;0.0")),
    (Months(Fraction(18, 5)), "+3.6", Number(Fraction(18, 5), "+0.0;-0.0;0.0")),
    (Rate(Fraction(200, 3)), "66.67", Number(Fraction(200, 3), "#,##0.00")),
    (Projection(Fraction(2400)), "2,400", Number(Fraction(2400), "#,##0")),
    (Count(2), "2", Number(Fraction(2), "#,##0")),
    (date(2022, 12, 31), "2022-12-31", date(2022, 12, 31)),
]


@pytest.mark.parametrize(("fact", "text", "held"), FACTS, ids=[type(fact).__name__ for fact, *_ in FACTS])
def test_a_fact_is_said_alike_on_screen_and_paper_and_kept_as_it_is_in_a_workbook(
    fact: Fact, text: str, held: object
) -> None:
    column: c.Column[None] = c.Column("key", Words("头", "head"), fact=lambda _: fact)

    assert fact_text(fact, "en") == text
    assert drawn([column], None, "en", {})[0].text == text
    assert paper_cell(column, None).words.en == fact_text(fact, "en", unit=True)
    assert fact_cell(fact).held == held


def test_paper_adds_the_unit_that_a_terminal_has_no_room_for() -> None:
    goal = STATIONS.goal
    assert goal is not None

    assert (
        fact_text(GoalValue(STATIONS, goal), "zh", unit=True)
        == f"{fact_text(GoalValue(STATIONS, goal), 'zh')} 座"
    )


def test_a_row_is_put_together_by_key() -> None:
    assert c.in_order((c.GOAL, c.TITLE), {"title": 1, "goal": 2, "due": 3}) == (2, 1)
    with pytest.raises(KeyError):
        c.in_order((c.GOAL,), {"title": 1})


def test_no_other_module_declares_a_column_by_the_same_key_and_heading() -> None:
    known = {(each.key, each.head) for each in vars(c).values() if isinstance(each, c.Column)}
    again = []
    for path in sorted(RENDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Column"
            )
            if path.name == "columns.py" or not named or not isinstance(node, ast.Call):
                continue
            key, head, *_ = node.args
            said = [each.value for each in getattr(head, "args", []) if isinstance(each, ast.Constant)]
            if isinstance(key, ast.Constant) and any(
                (key.value, words) == (at, tuple(said)) for at, words in known
            ):
                again.append((path.name, key.value))
    assert not again
