"""`import --set value=met`: a list that says of targets only that they were met; the goal in force is the figure."""

from datetime import date
from pathlib import Path

import pytest

from jinjiang_plan.model.written_days import read_period
from tests.build import PLAN_HEAD, STATIONS, call, write_plan

Capture = pytest.CaptureFixture[str]


def _target(name: str, rest: str) -> str:
    return f'[target.{name}]\ntitle = {{ zh = "{name}", en = "{name} of it" }}\n{rest}\n'


KINDS = (
    _target("law", 'kind = "done"\ngoal = { value = true }')
    + _target("works", 'kind = "stage"\ngoal = { stage = "completed" }')
    + _target("band", 'kind = "level"\nunit = "%"\ngoal = { min = 5, max = 7 }')
    + _target("parts", 'kind = "increment"\nunit = "km"\ngoal = { value = 90 }')
)
HEAD = "Code,Status,Quarter\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS + KINDS)
    return tmp_path / "plans"


def _sheet(plans: Path, *rows: str) -> str:
    path = plans.with_name("met.csv")
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


WAYS = ("--map", "id=Code", "--map", "on=Quarter", "--where", "Status=Conseguita", "--yes")


@pytest.mark.parametrize(
    ("lang", "word", "said"), [("en", "met", "only says that these were met"), ("zh", "达标", "只说已达标")]
)
def test_the_goal_in_force_is_the_figure(
    plans: Path, capsys: Capture, lang: str, word: str, said: str
) -> None:
    rows = ("law,Conseguita,2021 - 1° trimestre", "works,Conseguita,T2 2021", "stations,Conseguita,2021-T2")
    sheet = _sheet(plans, *rows, ",,", "band,Avviata,T2 2021")
    done = call(capsys, "import", sheet, *WAYS, "--set", f"value={word}", plans=plans, lang=lang)
    assert done.code == 0, done.err
    assert said in done.out
    held = {each.stem: each.read_text("utf-8") for each in plans.rglob("progress/*.toml")}
    assert sorted(held) == ["law", "stations", "works"]
    assert "2021-03-31 = { done = true" in held["law"]
    assert '2021-06-30 = { stage = "completed"' in held["works"]
    assert "2021-06-30 = { value = 3000" in held["stations"]
    assert all("only said to be met" in each for each in held.values())
    assert not (plans / ".import.toml").exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("band,Conseguita,T2 2021", "no single goal"),
        ("parts,Conseguita,T2 2021", "the sum of its periods"),
        (",Conseguita,T2 2021", "does not say which target"),
        ("law,Conseguita,T5 2021", "a year has four quarters"),
    ],
)
def test_a_row_that_tells_no_figure_is_a_fault_of_its_cell(
    plans: Path, capsys: Capture, row: str, said: str
) -> None:
    sheet = _sheet(plans, "law,Conseguita,T1 2021", row)
    done = call(capsys, "import", sheet, *WAYS, "--set", "value=met", plans=plans, lang="en")
    assert done.code == 1
    assert said in done.err
    assert "met.csv:3" in done.err
    assert not list(plans.rglob("progress/*.toml"))


@pytest.mark.parametrize("more", [("--set", "value=7"), ("--set", "value=met", "--map", "value=Status")])
def test_no_other_figure_is_said_of_all_rows(plans: Path, capsys: Capture, more: tuple[str, ...]) -> None:
    assert (
        call(capsys, "import", _sheet(plans, "law,Conseguita,T1 2021"), *WAYS, *more, plans=plans).code == 2
    )


@pytest.mark.parametrize(
    "text", ["2022 - 4° trimestre", "4° trimestre 2022", "4º trimestre 2022", "T4 2022", "2022-T4"]
)
def test_a_quarter_of_that_kind_is_read(text: str) -> None:
    assert read_period(text, date(2023, 1, 1)) == (date(2022, 10, 1), date(2022, 12, 31))
