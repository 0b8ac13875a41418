"""Which targets a call is about: filters, ids and their tails, days, and what is said of a wrong one."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

NETWORK = """\
format = 1

[action]
title = { zh = "网络", en = "Network" }
lead = { zh = "新经济局", en = "New Economy Bureau" }

[target.coverage]
title = { zh = "覆盖", en = "Coverage" }
kind = "level"
class = "binding"
unit = "%"
baseline = { value = 10, on = 2020-01-01 }
goal = { value = 60 }
due = 2021-12-31
tags = ["5G", "户"]

[target.spend]
title = { zh = "投资", en = "Spend" }
kind = "cumulative"
unit = "亿元"
goal = { value = 13 }

[initiative.tower]
title = { zh = "铁塔", en = "Tower" }
tags = ["5G"]
"""
PARKS = """\
format = 1

[action]
title = "Parks"

[target.spend]
title = { zh = "园区投资", en = "Park spend" }
kind = "cumulative"
unit = "亿元"
goal = { value = 8 }
lead = [{ zh = "住建局", en = "Housing Bureau" }, { zh = "财政局", en = "Finance Bureau" }]
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    one = write_plan(tmp_path / "plans", "digital", network=NETWORK)
    write_ledger(one, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1800))
    write_ledger(one, "network.coverage", report_line("2021-06-30", 20))
    write_plan(tmp_path / "plans", "urban", PLAN_HEAD + STATIONS, parks=PARKS)
    return tmp_path / "plans"


def ids(capsys: Capture, plans: Path, *arguments: str) -> list[str]:
    code, out, _ = call(
        capsys, "status", "--as-of", "2021-06-30", "--format", "json", *arguments, plans=plans
    )
    assert code == 0
    return sorted(f"{each['plan']}/{each['id']}" for each in json.loads(out)["assessments"])


ALL = [
    "digital/network.coverage",
    "digital/network.spend",
    "digital/network.tower",
    "digital/stations",
    "urban/parks.spend",
    "urban/stations",
]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], ALL, id="none"),
        pytest.param(["--plan", "urban"], ["urban/parks.spend", "urban/stations"], id="plan"),
        pytest.param(["--plan", "urban", "--plan", "digital"], ALL, id="two-plans"),
        pytest.param(
            ["--action", "network"],
            ["digital/network.coverage", "digital/network.spend", "digital/network.tower"],
            id="action",
        ),
        pytest.param(["--lead", "Housing Bureau"], ["urban/parks.spend"], id="lead-in-english"),
        pytest.param(["--lead", "住建局"], ["urban/parks.spend"], id="lead-in-chinese"),
        pytest.param(["--lead", "财政局"], ["urban/parks.spend"], id="any-of-the-leads"),
        pytest.param(["--class", "binding"], ["digital/network.coverage"], id="class"),
        pytest.param(["--class", "约束性"], ["digital/network.coverage"], id="class-in-chinese"),
        pytest.param(["--status", "ahead"], ["digital/stations"], id="status"),
        pytest.param(["--status", "超进度"], ["digital/stations"], id="status-in-chinese"),
        pytest.param(
            ["--status", "ahead,seriously_behind"],
            ["digital/network.coverage", "digital/stations"],
            id="statuses-by-comma",
        ),
        pytest.param(
            ["--status", "ahead", "--status", "严重滞后"],
            ["digital/network.coverage", "digital/stations"],
            id="statuses-twice",
        ),
        pytest.param(["--tag", "5G"], ["digital/network.coverage", "digital/network.tower"], id="tag"),
        pytest.param(
            ["--tag", "户", "--tag", "5G", "--class", "binding"], ["digital/network.coverage"], id="and"
        ),
        pytest.param(["--due-before", "2022-01-01"], ["digital/network.coverage"], id="due-before"),
        pytest.param(["--due-before", "2021-12-31"], None, id="due-before-is-strict"),
        pytest.param(["--plan", "urban", "--tag", "5G"], None, id="nothing-fits"),
        pytest.param(["coverage"], ["digital/network.coverage"], id="tail"),
        pytest.param(["network.coverage"], ["digital/network.coverage"], id="id"),
        pytest.param(["digital/network.coverage"], ["digital/network.coverage"], id="full-id"),
        pytest.param(["urban/stations", "tower"], ["digital/network.tower", "urban/stations"], id="two-ids"),
    ],
)
def test_filters_choose(
    capsys: Capture, plans: Path, arguments: list[str], expected: list[str] | None
) -> None:
    if expected is not None:
        assert ids(capsys, plans, *arguments) == expected
        return
    code, out, err = call(capsys, "status", "--as-of", "2021-06-30", *arguments, plans=plans)
    assert (code, out) == (3, "")
    assert err == "error: no target fits the filters\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        pytest.param(["--plan", "digitl"], "digital", id="plan"),
        pytest.param(["--action", "netwrk"], "network", id="action"),
        pytest.param(["--lead", "Housing Bureu"], "Housing Bureau", id="lead"),
        pytest.param(["--class", "bindng"], "binding", id="class"),
        pytest.param(["--status", "behnd"], "behind", id="status"),
        pytest.param(["--tag", "5g"], "5G", id="tag"),
        pytest.param(["--profile", "cn-yinchuang"], "cn-yinchuan", id="profile"),
        pytest.param(["--format", "jsn"], "json", id="format"),
        pytest.param(["--fail-on", "behnd"], "behind", id="fail-on"),
        pytest.param(["--fail-on", "yelow"], "yellow", id="fail-on a colour"),
        pytest.param(["--fail-on", "escalate"], "escalated", id="fail-on what lasts"),
        pytest.param(["covrage"], "network.coverage", id="id"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_name_is_refused_with_the_nearest(
    capsys: Capture, plans: Path, arguments: list[str], named: str, lang: str
) -> None:
    code, out, err = call(capsys, "status", *arguments, plans=plans, lang=lang)
    assert (code, out) == (2, "")
    word = "相近的有：" if lang == "zh" else "nearest: "
    assert named in err.partition(word)[2].partition(", ")[0]
    assert err.count("\n") == 1


def test_an_ambiguous_tail_lists_what_it_may_be(capsys: Capture, plans: Path) -> None:
    code, out, err = call(capsys, "show", "spend", plans=plans)
    assert (code, out) == (2, "")
    assert err == ("error: `spend` is ambiguous: network.spend, parks.spend; write more of it\n")


def test_an_id_that_two_plans_share_is_ambiguous(capsys: Capture, plans: Path) -> None:
    code, _, err = call(capsys, "show", "stations", plans=plans, lang="zh")
    assert code == 2
    assert "digital/stations, urban/stations" in err


def test_the_nearest_id_comes_first(capsys: Capture, plans: Path) -> None:
    _, _, err = call(capsys, "show", "network.sped", plans=plans)
    assert err.startswith("error: no id `network.sped`; nearest: network.spend")


@pytest.mark.parametrize("command", ["status", "list", "log"])
@pytest.mark.parametrize(
    "filtering",
    [
        ["--plan", "digital"],
        ["--action", "network"],
        ["--lead", "New Economy Bureau"],
        ["--class", "binding"],
        ["--status", "seriously_behind"],
        ["--tag", "户"],
        ["--due-before", "2022-01-01"],
    ],
    ids=lambda filtering: filtering[0].removeprefix("--"),
)
def test_filters_are_the_same_everywhere(
    capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch, command: str, filtering: list[str]
) -> None:
    monkeypatch.setenv("JINJIANG_NOW", "2021-06-30T20:00:00+08:00")
    code, out, err = call(capsys, command, *filtering, "--format", "csv", plans=plans)
    assert (code, err) == (0, "")
    assert "network.coverage" in out
    assert "parks.spend" not in out


def of(capsys: Capture, plans: Path, *arguments: str) -> Any:  # noqa: ANN401 - JSON
    code, out, _ = call(capsys, *arguments, "--format", "json", plans=plans)
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize(
    ("what", "arguments", "expected"),
    [
        ("targets", [], ["stations", "network.coverage", "network.spend", "stations", "parks.spend"]),
        ("目标", ["--plan", "urban"], ["stations", "parks.spend"]),
        ("initiatives", [], ["network.tower"]),
        ("项目", [], ["network.tower"]),
    ],
)
def test_list_lists_what_is_asked(
    capsys: Capture, plans: Path, what: str, arguments: list[str], expected: list[str]
) -> None:
    listed = of(capsys, plans, "list", what, *arguments)
    (records,) = (value for key, value in listed.items() if key != "format")
    assert [each["id"] for each in records] == expected


@pytest.mark.parametrize(
    ("what", "key", "arguments", "expected"),
    [
        ("plans", "plan", [], ["digital", "urban"]),
        ("计划", "plan", ["--plan", "urban"], ["urban"]),
        ("actions", "action", [], ["network", "parks"]),
        ("行动", "action", ["--plan", "digital"], ["network"]),
        ("actions", "action", ["--action", "parks"], ["parks"]),
    ],
)
def test_list_gives_plans_and_actions_narrowed_by_filters(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plans: Path, what: str, key: str, arguments: list[str], expected: list[str]
) -> None:
    listed = of(capsys, plans, "list", what, *arguments)
    (records,) = (value for name, value in listed.items() if name != "format")
    assert [each[key] for each in records] == expected


def test_a_filter_that_names_nothing_is_refused_in_every_list(capsys: Capture, plans: Path) -> None:
    for what in ("targets", "initiatives", "actions", "plans"):
        code, out, err = call(capsys, "list", what, "--action", "netwrk", plans=plans)
        assert (what, code, out) == (what, 2, "")
        assert "network" in err


def test_an_unknown_list_is_refused_with_the_nearest(capsys: Capture, plans: Path) -> None:
    code, _, err = call(capsys, "list", "target", plans=plans)
    assert code == 2
    assert "nearest: targets" in err


def test_due_before_goes_by_the_due_day_in_force(capsys: Capture, tmp_path: Path) -> None:
    amendment = '[[target.stations.amendment]]\ndecided = 2021-01-01\ndue = 2024-12-31\ndocument = "d"\nreason = "r"\n'
    root = tmp_path / "plans"
    write_plan(root, head=PLAN_HEAD + STATIONS + amendment)
    code, out, _ = call(capsys, "status", "--due-before", "2023-06-30", plans=root)
    assert (code, out) == (3, "")


@pytest.mark.parametrize(
    ("written", "as_of"),
    [
        ("2021-06-30", "2021-06-30"),
        ("2021-06", "2021-06-30"),
        ("2021Q2", "2021-06-30"),
        ("2021H1", "2021-06-30"),
        ("2021", "2021-12-31"),
        ("2021年6月30日", "2021-06-30"),
        ("2021年6月", "2021-06-30"),
        ("2021年上半年", "2021-06-30"),
        ("2021年第二季度", "2021-06-30"),
        ("today", "2023-01-10"),
        ("yesterday", "2023-01-09"),
    ],
)
def test_a_day_may_be_written_in_many_ways(capsys: Capture, plans: Path, written: str, as_of: str) -> None:
    assert of(capsys, plans, "status", "--as-of", written)["as_of"] == as_of


@pytest.mark.parametrize("option", ["--as-of", "--known-at", "--due-before"])
@pytest.mark.parametrize("day", ["2021-13-01", "2021-02-30", "30/6/2021", "去年", "6月30日", "soon", ""])
def test_a_day_that_cannot_be_read_is_refused(capsys: Capture, plans: Path, option: str, day: str) -> None:
    code, out, err = call(capsys, "status", option, day, plans=plans)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: the day `{day}`: ")


@pytest.mark.parametrize(
    ("known_at", "value"),
    [
        ("2021-07-05", 1800),
        ("2021-07-04", 600),
        ("2021-08-01", 1800),
        ("2021-08-02", 1750),
        ("2021-08-02T09:00:00+08:00", 1800),
        ("2021-01-01", None),
    ],
)
def test_known_at_replays_what_was_known(
    capsys: Capture, tmp_path: Path, known_at: str, value: int | None
) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(
        plan,
        "stations",
        report_line("2020-12-31", 600, "2021-01-08T09:12:00+08:00"),
        report_line("2021-06-30", 1800, "2021-07-05T10:00:00+08:00"),
        report_line("2021-06-30-r2", 1750, "2021-08-02T15:30:00+08:00"),
    )
    document = of(capsys, tmp_path / "plans", "status", "--as-of", "2021-06-30", "--known-at", known_at)
    assert document["assessments"][0]["value"] == value
    assert document["known_at"] is not None
    shown = of(
        capsys, tmp_path / "plans", "show", "stations", "--as-of", "2021-06-30", "--known-at", known_at
    )
    assert shown["assessment"]["value"] == value


@pytest.mark.parametrize(
    ("value", "limit", "code"),
    [
        (1500, "behind", 0),
        (1200, "behind", 1),
        (1200, "欠进度", 1),
        (1200, "seriously_behind", 0),
        (100, "behind", 1),
        (100, "missed", 0),
        (1500, "on_track", 1),
        (1500, "yellow", 0),
        (1200, "yellow", 1),
        (1200, "黄", 1),
        (1200, "red", 0),
        (100, "红", 1),
        (100, "escalated", 1),  # nothing was reported in the periods before
    ],
)
def test_fail_on_ends_in_1_when_something_stands_so_or_worse(
    capsys: Capture, tmp_path: Path, value: int, limit: str, code: int
) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2021-06-30", value))
    outcome = call(capsys, "status", "--as-of", "2021-06-30", "--fail-on", limit, plans=tmp_path / "plans")
    assert outcome.code == code
    assert outcome.err.count("\n") == code
    assert ("stations (" in outcome.err) == bool(code)
    assert f"{value:,}" in outcome.out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "--fail-on 黄：5 项处于这个或更差的状态：t0（严重滞后）、t1（严重滞后）、t2（严重滞后），另有 2 项",
        ),
        (
            "en",
            "--fail-on 黄: 5 stand so or worse: t0 (far behind), t1 (far behind), t2 (far behind) and 2 more",
        ),
    ],
)
def test_a_gate_that_fails_says_how_many_and_names_the_worst(
    capsys: Capture, tmp_path: Path, lang: str, said: str
) -> None:
    ids = [f"t{place}" for place in range(5)]
    plan = write_plan(
        tmp_path / "plans", head=PLAN_HEAD + "".join(STATIONS.replace("stations", name) for name in ids)
    )
    for name in ids:
        write_ledger(plan, name, report_line("2021-06-30", 100))
    asked = ("status", "--as-of", "2021-06-30", "--fail-on", "黄", "-f", "json")
    outcome = call(capsys, *asked, plans=tmp_path / "plans", lang=lang)
    assert outcome.code == 1
    assert outcome.err == f"{said}\n"
    assert json.loads(outcome.out)


@pytest.mark.parametrize(
    ("as_of", "limit", "code"),
    [
        ("2020-03-31", "behind", 0),  # none is owed yet
        ("2020-06-30", "behind", 1),
        ("2020-06-30", "unreported", 1),
        ("2020-06-30", "seriously_behind", 0),
        ("2020-06-30", "yellow", 1),
        ("2020-06-30", "red", 0),
        ("2021-06-30", "red", 1),
        ("2021-06-30", "overdue", 0),
        ("2023-01-31", "overdue", 1),
    ],
)
def test_silence_fails_by_its_status_and_by_its_light(
    capsys: Capture, tmp_path: Path, as_of: str, limit: str, code: int
) -> None:
    write_plan(tmp_path / "plans")
    outcome = call(capsys, "status", "--as-of", as_of, "--fail-on", limit, plans=tmp_path / "plans")
    assert outcome.code == code
    assert ("never reported: 1" in outcome.out) == (as_of != "2020-03-31")


@pytest.mark.parametrize(("as_of", "code"), [("2020-12-31", 0), ("2021-03-31", 1), ("2021-05-31", 1)])
def test_fail_on_escalated_waits_for_the_second_period(
    capsys: Capture, tmp_path: Path, as_of: str, code: int
) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-09-30", 750), report_line("2020-12-31", 800))
    for limit in ("escalated", "连续两期"):
        outcome = call(capsys, "status", "--as-of", as_of, "--fail-on", limit, plans=tmp_path / "plans")
        assert outcome.code == code


def test_without_outlook_nothing_is_projected(capsys: Capture, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2021-06-30", 1200))
    asked = ("status", "--as-of", "2021-06-30", "-f", "csv")
    full = call(capsys, *asked, plans=tmp_path / "plans")
    bare = call(capsys, *asked, "--no-outlook", plans=tmp_path / "plans")
    assert (full.code, bare.code) == (0, 0)
    assert "unlikely" in full.out
    assert "unlikely" not in bare.out


def test_a_call_may_name_a_plan_s_own_profile(capsys: Capture, tmp_path: Path) -> None:
    own = "\n[profile.ours]\nthresholds = { on_track = -20, behind = -40 }\n"
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + own + STATIONS)
    write_ledger(plan, "stations", report_line("2021-06-30", 1200))
    outcome = call(
        capsys,
        "status",
        "--as-of",
        "2021-06-30",
        "--profile",
        "ours",
        "-f",
        "plain",
        plans=tmp_path / "plans",
    )
    assert outcome.code == 0
    assert "profile ours/1" in outcome.out
    assert "on_track" in outcome.out
    missing = call(capsys, "status", "--profile", "our", plans=tmp_path / "plans")
    assert missing.code == 2
    assert "ours" in missing.err


@pytest.mark.parametrize(
    ("lang", "lead"), [("zh", "住建局、财政局"), ("en", "Housing Bureau, Finance Bureau")]
)
def test_leads_are_a_list_and_one_text(capsys: Capture, plans: Path, lang: str, lead: str) -> None:
    out = call(capsys, "status", "parks.spend", "--format", "json", plans=plans, lang=lang).out
    (record,) = json.loads(out)["assessments"]

    assert record["lead"] == lead
    assert record["leads"] == lead.split("、" if lang == "zh" else ", ")
