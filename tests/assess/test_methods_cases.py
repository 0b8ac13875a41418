"""METHODS section 9, row by row, through `status --format json`, and what is shown of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.assess.cases import Figures, amended, counted, head, lines_of, target_text
from tests.build import ASSESSMENT_FIELDS, call, report_line, write_ledger, write_plan

STATIONS = counted(0, 3000, unit='"座"', source='"paper"') + '\n[source.paper]\ntitle = "Paper"\n'
THREE_YEARS = head()
LEVEL = counted(50, 100, "level")
GROWTH = target_text("rate", goal="{ value = 7 }", unit='"%"')
MID_JUNE = "[ { on = 2020-06-15, value = 50 } ]"
ONE_YEAR = head(start="2022-01-01", due="2022-12-31")

ROWS = [
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2021-06-30": 1200},
        "2021-06-30",
        {
            "status": "behind",
            "light": "yellow",
            "elapsed": 0.5,
            "planned": 1500,
            "planned_completion": 0.5,
            "completion": 0.4,
            "gap_pp": -10,
            "run_rate": 66.6666666667,
            "required_rate": 100,
            "projected": 2400,
            "outlook": "unlikely",
            "months_ahead": -3.6,
            "flags": [],
            "reason": None,
        },
        ["behind", "40.0 %", "-10.0", "2,400", "unlikely", "-3.6"],
        id="1200 of 3000 half way through",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2020-12-31": 1000},
        "2020-12-31",
        {
            "status": "on_track",
            "light": "green",
            "elapsed": 0.333333333333,
            "planned": 1000,
            "completion": 0.333333333333,
            "gap_pp": 0,
            "months_ahead": 0,
            "outlook": "likely",
            "projected": 3000,
        },
        ["on_track", "33.3 %", "0.0"],
        id="1000 of 3000 after a year",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2020-12-31": 600},
        "2020-12-31",
        {"status": "behind", "light": "yellow", "completion": 0.2, "gap_pp": -13.3333333333},
        ["behind", "20.0 %", "-13.3"],
        id="600 of 3000 after a year",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2022-06-30": 3100},
        "2022-06-30",
        {
            "status": "achieved_early",
            "light": "blue",
            "completion": 1.03333333333,
            "required_rate": None,
            "outlook": "likely",
            "months_ahead": 6,
        },
        ["achieved_early", "103.3 %"],
        id="3100 of 3000 half a year early",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2022-12-31": 2999},
        "2022-12-31",
        {
            "status": "missed",
            "light": "red",
            "elapsed": 1,
            "completion": 0.999666666667,
            "gap_pp": -0.0333333333333,
            "outlook": None,
        },
        ["missed", "99.9 %", "-0.03"],
        id="2999 of 3000 at due",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2022-10-31": 2900},
        "2023-06-01",
        {"status": "overdue", "light": "red", "elapsed": 1, "flags": ["stale"], "value_on": "2022-10-31"},
        ["overdue", "96.7 %", "stale"],
        id="2900 of 3000, no figure for due",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2022-10-31": 2900},
        "2023-02-16",
        {"status": "overdue", "flags": ["stale"]},
        [],
        id="the report covers to 30 September: stale on 16 February",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2022-10-31": 2900},
        "2023-02-15",
        {"status": "overdue", "flags": []},
        [],
        id="and not the day before",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {},
        "2020-03-31",
        {"status": "no_data", "light": "grey"},
        [],
        id="no report yet",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {},
        "2020-07-01",
        {
            "status": "unreported",
            "light": "yellow",
            "value": None,
            "completion": 0,
            "gap_pp": -16.6666666667,
            "difference": -500,
        },
        ["unreported"],
        id="a report is owed",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {},
        "2021-06-30",
        {"status": "unreported", "light": "red", "gap_pp": -50, "difference": -1500},
        ["unreported"],
        id="silence half way through",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {},
        "2023-01-01",
        {"status": "overdue", "light": "red", "value": None, "completion": 0, "gap_pp": -100},
        ["overdue"],
        id="silence after due",
    ),
    pytest.param(
        THREE_YEARS + counted(0, 3000),
        {"2022-06-30": 3000, "2023-06-30": 3100},
        "2023-06-30",
        {"status": "achieved", "light": "blue", "months_ahead": 6},
        ["achieved"],
        id="met half a year early, reported again after due",
    ),
    pytest.param(
        THREE_YEARS + LEVEL,
        {"2022-12-31": 100, "2023-06-30": 90},
        "2023-07-31",
        {"status": "achieved", "light": "blue", "flags": ["relapsed"]},
        ["achieved", "relapsed"],
        id="met at due, lost half a year later",
    ),
    pytest.param(
        THREE_YEARS + LEVEL,
        {"2020-03-31": 100, "2020-06-30": 40, "2022-12-31": 60, "2023-03-31": 100},
        "2023-04-30",
        {"status": "achieved_late", "light": "blue", "months_ahead": -3},
        ["achieved_late"],
        id="met, lost, missed at due, met again",
    ),
    pytest.param(
        THREE_YEARS + LEVEL,
        {"2020-12-31": 100},
        "2022-12-30",
        {"status": "achieved_early", "flags": ["stale", "provisional"]},
        ["achieved_early"],
        id="met and silent since, on due's eve",
    ),
    pytest.param(
        THREE_YEARS + LEVEL,
        {"2020-12-31": 100},
        "2022-12-31",
        {"status": "overdue", "light": "red", "flags": ["stale"]},
        ["overdue"],
        id="met and silent since, on due",
    ),
    pytest.param(
        THREE_YEARS + counted(0, 100),
        {"2020-06-30": 20},
        "2022-12-30",
        {"outlook": "unknown", "projected": None, "chance": None, "flags": ["stale"]},
        ["unknown", "stale"],
        id="one report thirty months before due",
    ),
    pytest.param(
        head(start="2020-01-01", due="2020-12-31") + counted(0, 100, milestone=MID_JUNE),
        {"2020-03-31": 25},
        "2020-05-31",
        {"planned": 41.6666666667},
        [],
        id="before the day of a milestone",
    ),
    pytest.param(
        head(start="2020-01-01", due="2020-12-31") + counted(0, 100, milestone=MID_JUNE),
        {"2020-03-31": 25},
        "2020-06-15",
        {"planned": 50},
        [],
        id="from its day on",
    ),
    pytest.param(
        THREE_YEARS + counted(0, 100, path='"step"', milestone="[ { on = 2020-01-20, value = 80 } ]"),
        {"2021-06-30": 10},
        "2021-06-30",
        {"planned": 80, "gap_pp": -70, "status": "seriously_behind"},
        ["seriously_behind"],
        id="a step in the first month",
    ),
    pytest.param(
        THREE_YEARS + counted(0, -120, "increment"),
        [
            report_line(on, -10, **{"from": first})
            for first, on in (
                ("2020-01-01", "2020-03-31"),
                ("2020-04-01", "2020-06-30"),
                ("2020-07-01", "2020-09-30"),
                ("2020-10-01", "2020-12-31"),
                ("2021-01-01", "2021-03-31"),
                ("2021-04-01", "2021-06-30"),
            )
        ],
        "2021-06-30",
        {"status": "on_track", "projected": -120, "outlook": "likely", "chance": 1},
        ["on_track", "likely"],
        id="falling increments",
    ),
    pytest.param(
        THREE_YEARS + counted(100, 100, "level"),
        {"2022-12-31": 110},
        "2022-12-31",
        {"status": "achieved", "gap_pp": None, "difference": 10, "flags": ["weak_goal"]},
        ["achieved"],
        id="the goal is its baseline, met",
    ),
    pytest.param(
        THREE_YEARS + counted(100, 100, "level"),
        {"2022-12-31": 90},
        "2022-12-31",
        {"status": "missed", "gap_pp": None, "difference": -10},
        ["missed"],
        id="the goal is its baseline, short",
    ),
    pytest.param(
        ONE_YEAR + GROWTH,
        {"2022-09-30": "6.1"},
        "2022-11-30",
        {
            "status": "behind",
            "light": "yellow",
            "difference": -0.9,
            "gap_pp": -0.9,
            "completion": 0.871428571429,
            "planned": 7,
            "planned_completion": None,
            "months_ahead": None,
            "outlook": None,
        },
        ["behind"],
        id="growth of 6.1 where 7 is asked",
    ),
    pytest.param(
        ONE_YEAR + GROWTH,
        {"2022-11-30": "7.2"},
        "2022-11-30",
        {"status": "on_track", "difference": 0.2},
        ["on_track"],
        id="growth of 7.2 before due",
    ),
    pytest.param(
        ONE_YEAR + GROWTH,
        {"2022-12-31": "7.2"},
        "2022-12-31",
        {"status": "achieved", "light": "blue"},
        ["achieved"],
        id="growth of 7.2 for December",
    ),
    pytest.param(
        ONE_YEAR + target_text("rate", goal="{ value = 8.5 }", unit='"%"'),
        {"2022-09-30": "8.2"},
        "2022-09-30",
        {"status": "on_track", "gap_pp": -0.3},
        ["on_track"],
        id="growth of 8.2 where 8.5 is expected",
    ),
    pytest.param(
        ONE_YEAR + target_text("rate", goal="{ value = 8.5 }", unit='"%"', class_='"binding"'),
        {"2022-09-30": "8.2"},
        "2022-09-30",
        {"status": "behind", "gap_pp": -0.3},
        ["behind"],
        id="growth of 8.2 where 8.5 is binding",
    ),
    pytest.param(
        ONE_YEAR + target_text("rank", goal="{ value = 3 }"),
        {"2022-09-30": 5},
        "2022-09-30",
        {"status": "behind", "light": "yellow", "difference": -2, "op": "<=", "completion": None},
        ["behind"],
        id="the fifth place where the third is asked",
    ),
    pytest.param(
        THREE_YEARS + target_text("maintain", goal="{ value = 95 }"),
        {"2022-12-31": 96},
        "2023-01-01",
        {"status": "overdue", "light": "red", "held": 1, "periods": 12, "completion": 0.0833333333333},
        ["overdue"],
        id="held in one of twelve quarters, the others never reported",
    ),
    pytest.param(
        THREE_YEARS + STATIONS.replace("座", "%"),
        {"2021-06-29": 85, "2021-06-30": 84},
        "2021-06-30",
        {"projected": 168},
        [],
        id="two reports on successive days count as one",
    ),
    pytest.param(
        ONE_YEAR + counted(0, "647.4"),
        {"2022-10-31": "629.0"},
        "2022-10-31",
        {
            "status": "ahead",
            "elapsed": 0.833333333333,
            "completion": 0.971578622181,
            "gap_pp": 13.8245288848,
            "value": 629,
            "goal": 647.4,
        },
        ["ahead", "97.2 %", "+13.8"],
        id="629.0 of 647.4 after ten months",
    ),
    pytest.param(
        ONE_YEAR + counted(0, 1015),
        {"2022-03-31": "313.64"},
        "2022-03-31",
        {"status": "ahead", "elapsed": 0.25, "completion": 0.309004926108, "gap_pp": 5.90049261084},
        ["ahead", "30.9 %", "+5.9"],
        id="313.64 of 1015 after a quarter",
    ),
    pytest.param(
        THREE_YEARS + STATIONS,
        {"2020-12-31": 1},
        "2020-12-31",
        {"status": "seriously_behind", "light": "red", "completion": 0.000333333333333, "gap_pp": -33.3},
        ["seriously_behind", "0.0 %", "-33.3"],
        id="1 of 3000 after a year",
    ),
    pytest.param(
        head(start="2016-01-01", due="2030-12-31") + counted(-5, 10, "level"),
        {"2020-12-31": -1},
        "2020-12-31",
        {"completion": 0.266666666667, "elapsed": 0.333333333333, "reason": None, "status": "behind"},
        ["26.7 %"],
        id="from -5 to 10, at -1",
    ),
    pytest.param(
        head(start="2018-01-01", due="2020-12-31") + counted(100, 200, "level"),
        {"2022-12-31": 190},
        "2022-12-31",
        {"status": "missed", "light": "red", "completion": 0.9},
        ["missed", "90.0 %"],
        id="190 of 200, two years late",
    ),
    pytest.param(
        THREE_YEARS + counted(100, 40, "level"),
        {"2021-06-30": 70},
        "2021-06-30",
        {"completion": 0.5, "gap_pp": 0, "op": "<=", "status": "on_track"},
        ["on_track", "50.0 %"],
        id="70 on the way from 100 down to 40",
    ),
]


SILENT = head(start="2020-01-01", due="2024-12-31") + counted(0, 100)


@pytest.mark.parametrize(
    ("profile", "light"),
    [("cn", "yellow"), ("tola", "red"), ("servicenow", "red"), ("cn-yinchuan", "yellow")],
)
def test_silence_is_lit_no_better_than_a_report_of_nothing_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, profile: str, light: str
) -> None:
    """A fifth of the time has gone."""
    root = written(tmp_path, SILENT, {})
    found = only(assessed(capsys, root, "--as-of", "2020-12-31", "--profile", profile))

    assert (found["elapsed"], found["status"], found["light"]) == (0.2, "unreported", light)


def written(root: Path, text: str, reports: Figures | list[str]) -> Path:
    plan = write_plan(root, head=text)
    write_ledger(plan, "subject", *(reports if isinstance(reports, list) else lines_of(reports)))
    return root


def assessed(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> dict[str, Any]:
    outcome = call(capsys, "status", "--format", "json", *arguments, plans=root)
    assert (outcome.code, outcome.err) == (0, "")
    document: dict[str, Any] = json.loads(outcome.out)
    return document


def only(document: dict[str, Any]) -> dict[str, Any]:
    (assessment,) = document["assessments"]
    found: dict[str, Any] = assessment
    return found


@pytest.mark.parametrize(("text", "reports", "as_of", "expected", "shown"), ROWS)
def test_the_case_holds_in_json_and_as_shown(  # noqa: PLR0913, PLR0917 - a row is a whole case
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    text: str,
    reports: Figures,
    as_of: str,
    expected: dict[str, Any],
    shown: list[str],
) -> None:
    root = written(tmp_path, text, reports)
    known = ("--as-of", as_of, "--known-at", "2030-01-01")
    found = only(assessed(capsys, root, *known))

    for key, value in expected.items():
        wanted = pytest.approx(value, rel=1e-11) if isinstance(value, float) else value
        assert found[key] == wanted, key

    sheet = call(capsys, "status", "--format", "plain", *known, plans=root)
    (row,) = [line for line in sheet.out.splitlines() if "  subject  " in line]
    for cell in shown:
        assert f"  {cell}  " in f"{row}  ", cell


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
@pytest.mark.parametrize(
    ("goal", "value"), [("3000", "2999"), ("3000", "2999.9999"), ("1000000", "999999.99")], ids=str
)
def test_almost_all_is_never_shown_as_all(  # noqa: PLR0913, PLR0917 - a row is a whole case
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str, form: str, goal: str, value: str
) -> None:
    root = written(tmp_path, THREE_YEARS + counted(0, goal), {"2022-12-31": value})
    sheet = call(capsys, "status", "--format", form, "--as-of", "2022-12-31", plans=root, lang=lang)
    rows = [line for line in sheet.out.splitlines() if "%" in line and "36/36" not in line]

    assert rows
    assert all("99.9 %" in line for line in rows)
    assert "100.0 %" not in "".join(rows)


def test_a_strict_goal_that_is_just_reached_is_not_shown_as_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    body = target_text("level", baseline="{ value = 0 }", goal='{ value = 200, op = ">" }')
    root = written(tmp_path, THREE_YEARS + body, {"2022-12-31": 200})
    sheet = call(capsys, "status", "--format", "plain", "--as-of", "2022-12-31", plans=root)
    (row,) = [line for line in sheet.out.splitlines() if "  subject  " in line]

    assert "  missed  " in row
    assert "  <100 %  " in row


def test_a_gap_that_is_not_nought_is_never_shown_as_nought(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = written(tmp_path, THREE_YEARS + counted(class_='"binding"'), {"2021-06-30": "1499.9997"})
    sheet = call(capsys, "status", "--format", "plain", "--as-of", "2021-06-30", plans=root)
    (row,) = [line for line in sheet.out.splitlines() if "  subject  " in line]

    assert "  behind  " in row
    assert "  -0.00001  " in row


# --- the whole document

KINDS: dict[str, tuple[str, Figures]] = {
    "level": ("{ value = 10 }", {"2021-06-30": 4}),
    "cumulative": ("{ value = 10 }", {"2021-06-30": 4}),
    "increment": ("{ value = 10 }", {"2021-06-30": 4}),
    "rate": ("{ value = 10 }", {"2021-06-30": 4}),
    "rank": ("{ value = 10 }", {"2021-06-30": 4}),
    "maintain": ("{ value = 10 }", {"2021-06-30": 4}),
    "stage": ('{ stage = "completed" }', {"2021-06-30": "signed"}),
    "done": ("{ value = true }", {"2021-06-30": False}),
}


@pytest.mark.parametrize("reported", [True, False], ids=["reported", "no data"])
@pytest.mark.parametrize("kind", [*KINDS])
def test_every_field_is_there_for_every_kind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, *, reported: bool
) -> None:
    goal, reports = KINDS[kind]
    root = written(tmp_path, THREE_YEARS + target_text(kind, goal=goal), reports if reported else {})
    found = only(assessed(capsys, root, "--as-of", "2021-06-30"))

    assert {*ASSESSMENT_FIELDS} <= {*found}
    assert found["kind"] == kind
    assert (found["value"] is None) is not reported
    assert (found["status"] == "unreported") is not reported


def test_the_head_of_the_document_says_what_was_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = written(tmp_path, THREE_YEARS + STATIONS, {"2021-06-30": 1200})
    document = assessed(capsys, root, "--as-of", "2021Q2", "--profile", "cn-yinchuan")

    assert {key: document[key] for key in ("format", "as_of", "known_at", "profile", "lang")} == {
        "format": 1,
        "as_of": "2021-06-30",
        "known_at": None,
        "profile": "cn-yinchuan/2",
        "lang": "en",
    }
    assert document["rollups"] == [
        {
            "plan": "plan",
            "action": None,
            "counts": {"behind": 1},
            "worst_binding": None,
            "completion": 0.4,
            "reported": 1,
            "targets": 1,
            "initiatives": {},
            "money": [],
            "escalated": 1,
            "completion_reported": 0.4,
            "part": False,
        }
    ]
    assert document["leads"] == []


@pytest.mark.parametrize(
    ("goal", "baseline", "reports", "expected"),
    [
        pytest.param(
            '{ stage = "completed" }',
            '{ stage = "planned" }',
            {"2021-06-30": "signed"},
            {"goal": "completed", "baseline": "planned", "value": "signed", "op": ">="},
            id="stages by their names",
        ),
        pytest.param(
            '{ min = 40, max = 60.5, op = "range" }',
            "{ value = 20 }",
            {"2021-06-30": 30},
            {"goal": {"min": 40, "max": 60.5}, "baseline": 20, "value": 30, "op": "range"},
            id="a range by its bounds",
        ),
        pytest.param(
            "{ value = 0.1 }",
            "{ value = 0 }",
            {"2021-06-30": "0.07"},
            {"goal": 0.1, "value": 0.07, "completion": 0.7, "gap_pp": 20},
            id="decimals exactly",
        ),
        pytest.param(
            "{ value = 3 }",
            "{ value = 0 }",
            {"2021-06-30": "123456789.123456789"},
            {"value": 123456789.123},
            id="twelve digits",
        ),
    ],
)
def test_figures_are_written_as_the_contract_says(  # noqa: PLR0913, PLR0917 - a row is a whole case
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    goal: str,
    baseline: str,
    reports: Figures,
    expected: dict[str, Any],
) -> None:
    kind = "stage" if "stage" in goal else "level"
    root = written(tmp_path, THREE_YEARS + target_text(kind, goal=goal, baseline=baseline), reports)
    found = only(assessed(capsys, root, "--as-of", "2021-06-30"))

    assert {key: found[key] for key in expected} == expected


AMENDED = counted() + amended(
    decided="2021-09-01", value="2000", due="2023-12-31", document='"文件"', reason='"原因"'
)


@pytest.mark.parametrize(
    ("as_of", "goal", "due", "flags"),
    [("2021-08-31", 3000, "2022-12-31", []), ("2021-09-01", 2000, "2023-12-31", ["revised_goal"])],
)
def test_the_version_in_force_is_the_one_in_json(  # noqa: PLR0913, PLR0917 - a row is a whole case
    capsys: pytest.CaptureFixture[str], tmp_path: Path, as_of: str, goal: int, due: str, flags: list[str]
) -> None:
    root = written(tmp_path, THREE_YEARS + AMENDED, {"2021-06-30": 1200})
    found = only(assessed(capsys, root, "--as-of", as_of))

    assert (found["goal"], found["due"], found["flags"]) == (goal, due, flags)


def test_a_replay_shows_what_was_known(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = [
        report_line("2021-06-30", 1800, "2021-07-05T10:00:00+08:00"),
        report_line("2021-06-30-r2", 1750, "2021-08-02T15:30:00+08:00"),
    ]
    root = written(tmp_path, THREE_YEARS + counted(), lines)
    values = [
        only(assessed(capsys, root, "--as-of", "2021-06-30", "--known-at", day))["value"]
        for day in ("2021-07-04", "2021-07-05", "2021-08-02T15:29:59", "2021-08-02")
    ]

    assert values == [None, 1800, 1800, 1750]


def test_what_is_known_defaults_to_now(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The moment of every test is 2023-01-10: what a ledger says was recorded after it is not known yet."""
    lines = [
        report_line("2021-06-30", 1200, "2021-07-05T10:00:00+08:00"),
        report_line("2021-06-30-r2", 1750, "2023-02-02T15:30:00+08:00"),
    ]
    root = written(tmp_path, THREE_YEARS + counted(), lines)

    assert only(assessed(capsys, root, "--as-of", "2021-06-30"))["value"] == 1200
