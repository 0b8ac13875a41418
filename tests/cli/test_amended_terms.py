"""`amend` changes what stands, says from what to what, and refuses to change nothing."""

import json
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
WHY = ("--document", "No. 5", "--reason", "replanned")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600))
    return plan


def amend(capsys: Capture, plan: Path, *change: str, lang: str = "en") -> tuple[int, str, str]:
    code, out, err = call(capsys, "amend", "stations", *change, *WHY, plans=plan.parent, lang=lang)
    return code, out.splitlines()[-1] if out else "", err


def state(capsys: Capture, plan: Path) -> tuple[str, int, str]:
    _, out, _ = call(capsys, "status", "-f", "json", plans=plan.parent)
    (each,) = json.loads(out)["assessments"]
    return each["status"], each["goal"], each["due"]


@pytest.mark.parametrize(
    ("before", "change", "line"),
    [
        ([], ["--value", "3500"], "5G stations  3,000 sites, 2022-12-31 → 3,500 sites, 2022-12-31"),
        (
            [],
            ["--due", "2023-06"],
            "5G stations  3,000 sites, 2022-12-31 → 3,000 sites, 2023-06-30  overdue → far behind",
        ),
        ([], ["--status", "suspended"], "5G stations  active → suspended"),
        (
            ["--status", "suspended"],
            ["--status", "active", "--due", "2023-06"],
            "5G stations  suspended → active  3,000 sites, 2022-12-31 → 3,000 sites, 2023-06-30",
        ),
        (["--status", "cancelled"], ["--status", "active"], "5G stations  cancelled → active"),
        (["--status", "suspended"], ["--status", "cancelled"], "5G stations  suspended → cancelled"),
        (
            ["--status", "suspended"],
            ["--due", "2023-06"],
            "5G stations  3,000 sites, 2022-12-31 → 3,000 sites, 2023-06-30  still suspended",
        ),
        (
            ["--value", "3500"],
            ["--due", "2023-06"],
            "5G stations  3,500 sites, 2022-12-31 → 3,500 sites, 2023-06-30  overdue → far behind",
        ),
        (
            ["--due", "2023-06"],
            ["--value", "3500"],
            "5G stations  3,000 sites, 2023-06-30 → 3,500 sites, 2023-06-30",
        ),
    ],
    ids=[
        "value",
        "due",
        "halt",
        "lifted with a due day",
        "revived",
        "for good",
        "due in a halt",
        "due after value",
        "value after due",
    ],
)
def test_an_amendment_says_what_stood_and_what_stands(
    capsys: Capture, plan: Path, before: list[str], change: list[str], line: str
) -> None:
    if before:
        assert amend(capsys, plan, *before)[0] == 0
    code, last, _ = amend(capsys, plan, *change)
    assert (code, last) == (0, line)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (["--value", "3500"], "5G基站  3,000 座, 2022-12-31 → 3,500 座, 2022-12-31"),
        (["--status", "中止"], "5G基站  恢复 → 中止"),
    ],
    ids=["value", "halt"],
)
def test_it_is_said_in_chinese_too(capsys: Capture, plan: Path, change: list[str], line: str) -> None:
    assert amend(capsys, plan, *change, lang="zh")[:2] == (0, line)


def test_a_dry_run_says_it_too(capsys: Capture, plan: Path) -> None:
    before = (plan / "plan.toml").read_bytes()
    code, last, err = amend(capsys, plan, "--status", "suspended", "--dry-run")
    assert (code, last) == (0, "5G stations  active → suspended")
    assert err == "dry run: nothing was written\n"
    assert (plan / "plan.toml").read_bytes() == before


def test_only_active_lifts_a_halt(capsys: Capture, plan: Path) -> None:
    assert amend(capsys, plan, "--status", "suspended")[0] == 0
    assert amend(capsys, plan, "--due", "2024-06")[0] == 0
    assert amend(capsys, plan, "--value", "3500")[0] == 0
    assert state(capsys, plan) == ("suspended", 3500, "2024-06-30")
    assert amend(capsys, plan, "--status", "active")[0] == 0
    assert state(capsys, plan) == ("seriously_behind", 3500, "2024-06-30")


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ([], ["--value", "3000"]),
        ([], ["--value", "0.3万座"]),
        ([], ["--due", "2022-12"]),
        ([], ["--value", "3000", "--due", "2022"]),
        ([], ["--status", "active"]),
        (["--status", "suspended"], ["--status", "suspended"]),
        (["--status", "cancelled"], ["--status", "取消"]),
        (["--value", "3500"], ["--value", "3500"]),
        (["--due", "2023-06"], ["--due", "2023-06-30"]),
        (["--status", "suspended"], ["--status", "suspended", "--value", "3000"]),
    ],
)
def test_what_would_change_nothing_is_refused(
    capsys: Capture, plan: Path, before: list[str], change: list[str]
) -> None:
    if before:
        assert amend(capsys, plan, *before)[0] == 0
    text = (plan / "plan.toml").read_bytes()
    code, last, err = amend(capsys, plan, *change)
    assert (code, last) == (2, "")
    assert "nothing would change" in err
    assert (plan / "plan.toml").read_bytes() == text


def test_going_back_to_the_first_goal_is_a_change(capsys: Capture, plan: Path) -> None:
    assert amend(capsys, plan, "--value", "3500")[0] == 0
    code, last, _ = amend(capsys, plan, "--value", "3000")
    assert (code, last) == (0, "5G stations  3,500 sites, 2022-12-31 → 3,000 sites, 2022-12-31")
    assert state(capsys, plan)[1] == 3000


def test_a_change_that_was_decided_later_is_not_told_of_a_moment_before(capsys: Capture, plan: Path) -> None:
    amend(capsys, plan, "--value", "3500", "--decided", "2021-06-15")
    told = call(capsys, "show", "stations", "--as-of", "2021-06-30", plans=plan.parent).out
    assert "2021-06-15" in told
    known = ("--known-at", "2021-05-31")
    replayed = call(capsys, "show", "stations", "--as-of", "2021-06-30", *known, plans=plan.parent).out
    assert "2021-06-15" not in replayed
    assert "3,000 sites" in replayed


KINDS = """
[target.energy]
title = "Energy"
kind = "level"
baseline = { value = 100, on = 2019-12-31 }
goal = { value = 86.5 }

[target.platform]
title = "Platform"
kind = "done"
goal = { value = true }

[target.line]
title = "Line"
kind = "stage"
baseline = { stage = "planned" }
goal = { stage = "completed" }
"""


@pytest.fixture
def many(plan: Path) -> Path:
    """The plan with a target that is to fall, one to be done, and one of stages."""
    path = plan / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8") + KINDS, encoding="utf-8")
    return plan


@pytest.mark.parametrize(
    ("target", "change", "block", "line"),
    [
        (
            "energy",
            ["--baseline", "96", "--baseline-on", "2020-06"],
            "baseline = { value = 96, on = 2020-06-30 }",
            "Energy  86.5, 2022-12-31 → 86.5, 2022-12-31  baseline 100 (2019-12-31) → 96 (2020-06-30)",
        ),
        (
            "stations",
            ["--baseline", "1万座", "--value", "2万座"],
            "baseline = { value = 10000 }",
            "5G stations  3,000 sites, 2022-12-31 → 20,000 sites, 2022-12-31  baseline 0 sites (2020-01-01) → 10,000 sites",
        ),
        (
            "line",
            ["--baseline", "签约"],
            'baseline = { stage = "signed" }',
            "Line  completed, 2022-12-31 → completed, 2022-12-31  baseline planned → signed",
        ),
    ],
)
def test_a_baseline_is_amended(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, many: Path, target: str, change: list[str], block: str, line: str
) -> None:
    code, out, err = call(capsys, "amend", target, *change, *WHY, plans=many.parent)
    assert (code, out.splitlines()[-1]) == (0, line), err
    assert block in (many / "plan.toml").read_text(encoding="utf-8").splitlines()
    assert call(capsys, "check", plans=many.parent).code == 0


@pytest.mark.parametrize(
    ("target", "change", "code", "why"),
    [
        ("stations", ["--value", "-5"], 1, "JP305 wrong-direction"),
        ("energy", ["--value", "120"], 1, "JP305 wrong-direction"),
        ("energy", ["--baseline", "80"], 1, "JP305 wrong-direction"),
        ("energy", ["--baseline", "99", "--baseline-on", "2023"], 1, "JP401 date-order"),
        ("platform", ["--value", "no"], 2, "a goal cannot be no"),
        ("energy", ["--baseline-on", "2020"], 2, "nothing to change"),
        ("energy", ["--value", "80", "--baseline-on", "2020"], 2, "--baseline-on goes with --baseline"),
        ("energy", ["--baseline", "100", "--baseline-on", "2019"], 2, "nothing would change"),
    ],
)
@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["written", "dry"])
def test_what_check_would_call_an_error_is_not_written(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, many: Path, target: str, change: list[str], code: int, why: str, dry: list[str]
) -> None:
    before = (many / "plan.toml").read_bytes()
    outcome = call(capsys, "amend", target, *change, *dry, *WHY, plans=many.parent)
    assert (outcome.code, outcome.out) == (code, "")
    assert why in outcome.err
    assert ("nothing was written" in outcome.err) is (code == 1)
    assert (many / "plan.toml").read_bytes() == before


def test_an_error_that_was_there_does_not_hinder_an_amendment(capsys: Capture, many: Path) -> None:
    path = many / "plan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("86.5 }", '86.5, op = ">=" }'), encoding="utf-8")
    assert call(capsys, "check", plans=many.parent).code == 1
    assert amend(capsys, many, "--value", "3500")[0] == 0


def test_where_a_later_amendment_is_in_force_nothing_changes_today_and_that_is_said(
    capsys: Capture, plan: Path
) -> None:
    assert amend(capsys, plan, "--value", "3500", "--decided", "2022-06-01")[0] == 0
    code, last, _ = amend(capsys, plan, "--value", "9500", "--decided", "2021-06-01")
    assert code == 0
    assert last == (
        "5G stations  3,500 sites, 2022-12-31 → 3,500 sites, 2022-12-31  "
        "(no change today: a later amendment is in force)"
    )
    assert state(capsys, plan)[1] == 3500


def test_an_amendment_says_who_entered_it_when_and_why_so_late(capsys: Capture, plan: Path) -> None:
    assert amend(capsys, plan, "--value", "3500", "--by", "li", "--late", "the paper came late")[0] == 0
    text = (plan / "plan.toml").read_text(encoding="utf-8")
    assert text.endswith('late = "the paper came late"\nrecorded = 2023-01-10T09:00:00+08:00\nby = "li"\n')


LOWERED = """
[target.energy]
title = "Energy"
kind = "level"
baseline = { value = 100 }
goal = { value = 80 }

[target.park]
title = "Park"
kind = "stage"
goal = { stage = "completed" }
"""


@pytest.mark.parametrize(
    ("target", "value", "doubted"),
    [
        ("stations", "600", True),
        ("stations", "500", True),
        ("stations", "601", False),
        ("stations", "4000", False),
        ("energy", "90", True),
        ("energy", "95", True),
        ("energy", "89", False),
        ("park", "signed", True),
        ("park", "operating", False),
    ],
)
def test_a_goal_brought_to_what_is_reported_already_is_doubted(
    capsys: Capture, tmp_path: Path, target: str, value: str, *, doubted: bool
) -> None:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS + LOWERED)
    write_ledger(plan, "stations", report_line("2020-12-31", 600))
    write_ledger(plan, "energy", report_line("2020-12-31", 90))
    write_ledger(plan, "park", report_line("2020-12-31", "", stage='"signed"'))
    before = (plan / "plan.toml").read_bytes()
    command = ("amend", target, "--value", value, *WHY)

    code, _, err = call(capsys, *command, plans=plan.parent)
    assert (code, (plan / "plan.toml").read_bytes() == before) == ((1, True) if doubted else (0, False))
    assert ("meets the goal: is it meant to ask for what is there already?" in err) is doubted
    if not doubted:
        return
    assert "确实要改成现在已经达到的目标？" in call(capsys, *command, plans=plan.parent, lang="zh").err
    assert call(capsys, *command, "--dry-run", plans=plan.parent).code == 1
    accepted = call(capsys, *command, "--accept-doubts", plans=plan.parent)
    assert accepted.code == 0
    assert "doubt accepted: with this amendment" in accepted.err
    # It meets the goal now: to lower it once more gives no new doubt of this kind.
    lower = {"stations": "499", "energy": "99", "park": "planned"}[target]
    again = call(capsys, "amend", target, "--value", lower, *WHY, "--accept-doubts", plans=plan.parent)
    assert "with this amendment" not in again.err
