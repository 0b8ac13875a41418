"""The methods' own table of cases, held against the judge."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.judge.agreement import differences, said_of
from tests.judge.court import Court
from tests.judge.rollup import rollups
from tests.judge.tables import Reports, judged, ledger_text, parsed, plan_text
from tests.judge.verdict import Fields

STATIONS = 'kind = "cumulative"\nbaseline = { value = 0, on = 2020-01-01 }\ngoal = { value = 3000 }'
LEVEL = 'kind = "level"\nbaseline = { value = 50, on = 2020-01-01 }\ngoal = { value = 100 }'
EVEN = 'kind = "level"\nbaseline = { value = 100 }\ngoal = { value = 100 }'
GROWTH = 'kind = "rate"\nunit = "%"\nfrequency = "month"\ngoal = { value = 7 }'
RANK = 'kind = "rank"\ngoal = { value = 3 }'
HOLD = 'kind = "maintain"\nunit = "%"\ngoal = { value = 95 }'
HALF_WAY = 'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 100 }\nmilestone = [{ on = 2020-06-15, value = 50 }]'
STEPS = 'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 100 }\npath = "step"\nmilestone = [{ on = 2020-01-20, value = 80 }]'
YEAR_2021 = "start = 2021-01-01\ndue = 2021-12-31"
ANNUAL = "start = 2020-01-01\ndue = 2020-12-31"
LONG = "start = 2016-01-01\ndue = 2030-12-31"
QUARTERS = {
    f"{on}": f"from = {first}, value = -10"
    for first, on in (
        ("2020-01-01", "2020-03-31"),
        ("2020-04-01", "2020-06-30"),
        ("2020-07-01", "2020-09-30"),
        ("2020-10-01", "2020-12-31"),
        ("2021-01-01", "2021-03-31"),
        ("2021-04-01", "2021-06-30"),
    )
}
F = Fraction

CASES: list[tuple[str, Reports, str, Fields] | tuple[str, Reports, str, Fields, str]] = [
    (
        STATIONS,
        {"2021-06-30": 1200},
        "2021-06-30",
        {
            "elapsed": F(18, 36),
            "planned": 1500,
            "completion": F(2, 5),
            "gap_pp": -10,
            "difference": -300,
            "status": "behind",
            "required_rate": 100,
        },
    ),
    (STATIONS, {"2020-12-31": 1000}, "2020-12-31", {"gap_pp": 0, "status": "on_track"}),
    (STATIONS, {"2020-12-31": 600}, "2020-12-31", {"gap_pp": F(-40, 3), "status": "behind"}),
    (STATIONS, {"2022-06-30": 3100}, "2022-06-30", {"status": "achieved_early", "completion": F(31, 30)}),
    (STATIONS, {"2022-12-31": 2999}, "2022-12-31", {"status": "missed", "completion": F(2999, 3000)}),
    (STATIONS, {"2022-10-31": 2900}, "2023-06-01", {"status": "overdue", "flags": {"stale"}}),
    (STATIONS, {"2022-10-31": 2900}, "2023-02-15", {"status": "overdue", "flags": set()}),
    (STATIONS, {"2022-10-31": 2900}, "2023-02-16", {"status": "overdue", "flags": {"stale"}}),
    (STATIONS, {}, "2020-03-31", {"status": "no_data", "light": "grey"}),
    (STATIONS, {}, "2020-07-01", {"status": "unreported", "light": "yellow", "completion": 0, "value": None}),
    (
        STATIONS,
        {},
        "2021-06-30",
        {"status": "unreported", "light": "red", "gap_pp": -50, "difference": -1500},
    ),
    (STATIONS, {}, "2023-01-01", {"status": "overdue", "light": "red"}),
    (
        LEVEL,
        {"2022-12-31": 100, "2023-06-30": 90},
        "2023-07-31",
        {"status": "achieved", "flags": {"relapsed"}},
    ),
    (
        LEVEL,
        {"2020-03-31": 100, "2020-06-30": 40, "2022-12-31": 60, "2023-03-31": 100},
        "2023-04-30",
        {"status": "achieved_late", "months_ahead": -3},
    ),
    (
        STATIONS,
        {"2022-06-30": 3000, "2023-06-30": 3100},
        "2023-06-30",
        {"status": "achieved", "months_ahead": 6},
    ),
    (STEPS, {"2021-06-30": 10}, "2021-06-30", {"planned": 80, "gap_pp": -70}),
    (
        'kind = "increment"\nbaseline = { value = 0 }\ngoal = { value = -120 }',
        QUARTERS,
        "2021-06-30",
        {"status": "on_track", "projected": -120, "outlook": "likely", "chance": 1},
    ),
    (EVEN, {"2022-12-31": 110}, "2022-12-31", {"status": "achieved", "gap_pp": None, "flags": {"weak_goal"}}),
    (
        EVEN,
        {"2022-12-31": 90},
        "2022-12-31",
        {"status": "missed", "gap_pp": None, "difference": -10, "planned": 100},
    ),
    (EVEN, {"2022-06-30": 90}, "2022-06-30", {"status": "regressing", "completion": None, "outlook": None}),
    (RANK, {"2021-06-30": 5}, "2021-06-30", {"status": "behind", "difference": -2}),
    (
        HOLD,
        {"2022-12-31": 96},
        "2023-01-01",
        {"status": "overdue", "held": 1, "periods": 12, "completion": F(1, 12)},
    ),
    (
        'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 100 }',
        {"2020-06-30": 20},
        "2022-12-30",
        {"outlook": "unknown", "flags": {"stale"}, "projected": None},
    ),
    (
        LEVEL,
        {"2020-12-31": 100},
        "2022-12-30",
        {"status": "achieved_early", "flags": {"stale", "provisional"}},
    ),
    (LEVEL, {"2020-12-31": 100}, "2022-12-31", {"status": "overdue", "flags": {"stale"}}),
    (
        'kind = "level"\ngoal = { value = 100 }',
        {"2021-06-29": 85, "2021-06-30": 84},
        "2021-06-30",
        {"outlook": "unknown", "projected": None},
    ),
    (
        'kind = "level"\nbaseline = { value = 0, on = 2020-01-01 }\ngoal = { value = 100 }',
        {"2021-06-29": 85, "2021-06-30": 84},
        "2021-06-30",
        {"outlook": "likely", "projected": 168},
    ),
    (
        STATIONS,
        {"2020-12-31": 1},
        "2020-12-31",
        {"gap_pp": F(1, 30) - F(100, 3), "status": "seriously_behind"},
    ),
    (
        'kind = "level"\nbaseline = { value = 100 }\ngoal = { value = 40 }',
        {"2021-06-30": 70},
        "2021-06-30",
        {"completion": F(1, 2)},
    ),
    (GROWTH, {"2021-11-30": 6.1}, "2021-11-30", {"status": "behind", "difference": F("-0.9")}, YEAR_2021),
    (GROWTH, {"2021-11-30": 7.2}, "2021-11-30", {"status": "on_track", "difference": F("0.2")}, YEAR_2021),
    (GROWTH, {"2021-12-31": 7.2}, "2021-12-31", {"status": "achieved", "difference": F("0.2")}, YEAR_2021),
    (
        'kind = "rate"\nunit = "%"\ngoal = { value = 7 }',
        {"2021-06-30": 6.1},
        "2021-06-30",
        {"status": "behind", "gap_pp": F("-0.9"), "completion": F(61, 70)},
    ),
    (
        'kind = "rate"\nunit = "%"\ngoal = { value = 8.5 }',
        {"2021-06-30": 8.2},
        "2021-06-30",
        {"status": "on_track", "gap_pp": F("-0.3")},
    ),
    (
        'kind = "rate"\nunit = "%"\ngoal = { value = 8.5 }\nclass = "binding"',
        {"2021-06-30": 8.2},
        "2021-06-30",
        {"status": "behind", "gap_pp": F("-0.3")},
    ),
    (HALF_WAY, {}, "2020-05-31", {"planned": F(125, 3)}, ANNUAL),
    (HALF_WAY, {}, "2020-06-15", {"planned": 50}, ANNUAL),
    (
        'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 647.4 }',
        {"2020-10-31": "value = 629.0"},
        "2020-10-31",
        {"completion": F(6290, 6474), "gap_pp": 100 * (F(6290, 6474) - F(10, 12))},  # 97.2 %, +13.8
        ANNUAL,
    ),
    (
        'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 1015 }',
        {"2020-03-31": "value = 313.64"},
        "2020-03-31",
        {"completion": F(31364, 101500), "gap_pp": 100 * (F(31364, 101500) - F(3, 12))},  # 30.90 %, +5.9
        ANNUAL,
    ),
    (
        'kind = "level"\nbaseline = { value = -5, on = 2015-12-31 }\ngoal = { value = 10 }',
        {"2020-12-31": -1},
        "2020-12-31",
        {"completion": F(4, 15)},
        LONG,
    ),
    *(
        (
            'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 100 }',
            {},
            "2021-12-31",
            {"status": "unreported", "light": light},
            f'start = 2021-01-01\ndue = 2025-12-31\nprofile = "{profile}"',
        )
        for profile, light in (("cn", "yellow"), ("tola", "red"), ("servicenow", "red"))
    ),
]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_a_case_of_the_methods(case: tuple[str, Reports, str, Fields, str]) -> None:
    target, reports, day, expected, head = (*case, "")[:5]
    fields = judged(target, reports, day, head=head)
    assert {key: fields[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_a_case_of_the_methods_through_the_program(
    case: tuple[str, Reports, str, Fields, str], tmp_path: Path
) -> None:
    target, reports, day, expected, head = (*case, "")[:5]
    given = said_of(tmp_path, {"x": target}, {"x": reports} if reports else {}, day, head=head)
    assert list(differences(expected, given)) == []


def test_short_forms_are_the_same_data() -> None:
    short = judged('kind = "cumulative"\nbaseline = 0\ngoal = 3000', {"2021-06-30": 1200}, "2021-06-30")
    assert short == judged(STATIONS, {"2021-06-30": 1200}, "2021-06-30")


def test_a_sum_and_its_parts_count_once() -> None:
    target = 'kind = "cumulative"\nbaseline = {{ value = 0 }}\ngoal = {{ value = {} }}'
    plan = parsed(
        plan_text(
            {
                "a": target.format(100),
                "b": target.format(100),
                "all": target.format(200) + '\nsum_of = ["a", "b"]',
            }
        )
    )
    ledgers = {
        "a": parsed(ledger_text({"2021-06-30": 100})),
        "b": parsed(ledger_text({"2021-06-30": 0})),
    }
    court = Court(plan, {}, ledgers, date(2021, 6, 30))
    assert rollups(court)[None]["completion"] == F(1, 2)
    assert court.verdict("all")["value"] == 100


def test_silence_counts_as_nothing_in_a_roll_up() -> None:
    target = 'kind = "cumulative"\nbaseline = {{ value = 0 }}\ngoal = {{ value = {} }}'
    plan = parsed(plan_text({"a": target.format(100), "b": target.format(100)}))
    court = Court(plan, {}, {"a": parsed(ledger_text({"2021-06-30": 100}))}, date(2021, 6, 30))
    rolled = rollups(court)[None]
    assert (rolled["completion"], rolled["completion_reported"], rolled["reported"]) == (F(1, 2), 1, 1)
