"""`record`: what is typed becomes one line of the ledger, or is refused before anything is written."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
import tomli

from tests.build import PLAN_HEAD, STATIONS, call, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }

[target.rate]
title = { zh = "比率", en = "Rate" }
kind = "level"
unit = "%"
baseline = { value = 0, on = 2020-01-01 }
goal = { value = 90 }
limits = { min = -10, max = 100 }

[target.spend]
title = { zh = "投资", en = "Spend" }
kind = "cumulative"
unit = "亿元"
goal = { value = 13 }

[target.jobs]
title = { zh = "就业", en = "Jobs" }
kind = "increment"
unit = "人"
goal = { value = 900 }

[target.station]
title = { zh = "变电站", en = "Substation" }
kind = "stage"
goal = { stage = "completed" }

[target.platform]
title = { zh = "平台", en = "Platform" }
kind = "done"
goal = { value = true }
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plans", works=WORKS)


def ledger(plan: Path, target: str) -> list[str]:
    """The lines of a target's ledger; none where there is no file."""
    path = plan / "progress" / f"{target}.toml"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def reports(plan: Path, target: str) -> dict[str, dict[str, object]]:
    """A ledger as any TOML parser reads it."""
    text = "\n".join(ledger(plan, target))
    read: dict[str, dict[str, object]] = tomli.loads(text).get("report", {})
    return read


def test_the_line_printed_is_the_line_written(capsys: Capture, plan: Path) -> None:
    code, out, err = call(
        capsys, "record", "stations", "1800", "--on", "2021-06-30", "--source", "月报", plans=plan.parent
    )
    assert code == 0
    line = (
        '2021-06-30 = { value = 1800, recorded = 2023-01-10T09:00:00+08:00, by = "tester", source = "月报" }'
    )
    assert ledger(plan, "stations") == ["[report]", line]
    assert out.splitlines()[0] == line
    assert err == f"wrote to {plan / 'progress' / 'stations.toml'}\n"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "5G stations 1,200 / 3,000 sites  unreported 0.0 % -50.0 → behind 40.0 % -10.0  (as of 2021-06-30)",
        ),
        ("zh", "5G基站 1,200 / 3,000 座  未报送 0.0 % -50.0 → 欠进度 40.0 % -10.0  (截至 2021-06-30)"),
    ],
)
def test_the_status_before_and_after_is_told(capsys: Capture, plan: Path, lang: str, said: str) -> None:
    code, out, _ = call(
        capsys,
        *("record", "stations", "1200", "--on", "2021-06-30", "--as-of", "2021-06-30"),
        plans=plan.parent,
        lang=lang,
    )
    assert code == 0
    assert out.splitlines()[-1] == said


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2021-06-30", "2021-06-30"),
        ("2021-06", "2021-06-30"),
        ("2021Q2", "2021-06-30"),
        ("2021年上半年", "2021-06-30"),
        ("2021", "2021-12-31"),
        ("yesterday", "2023-01-09"),
        ("today", "2023-01-10"),
    ],
)
def test_a_day_is_read_as_people_write_it(capsys: Capture, plan: Path, day: str, key: str) -> None:
    assert call(capsys, "record", "stations", "5", "--on", day, plans=plan.parent).code == 0
    assert list(reports(plan, "stations")) == [key]


def test_a_report_is_for_today_unless_it_says_otherwise(capsys: Capture, plan: Path) -> None:
    assert call(capsys, "record", "stations", "5", "--accept-doubts", plans=plan.parent).code == 0
    assert list(reports(plan, "stations")) == ["2023-01-10"]


@pytest.mark.parametrize(
    ("target", "typed", "written"),
    [
        ("stations", "1,800", "value = 1800"),
        ("stations", "1800座", "value = 1800"),
        ("stations", "１８００", "value = 1800"),
        ("stations", "三千", "value = 3000"),
        ("works.spend", "13亿元", "value = 13"),
        ("works.spend", "130000万元", "value = 13"),
        ("works.spend", "1234.56万元", "value = 0.123456"),
        ("works.rate", "60%", "value = 60"),
        ("works.rate", "百分之六十", "value = 60"),
        ("works.rate", "-5", "value = -5"),
        ("works.station", "construction", 'stage = "construction"'),
        ("works.station", "在建", 'stage = "construction"'),
        ("works.platform", "yes", "done = true"),
        ("works.platform", "是", "done = true"),
        ("works.platform", "no", "done = false"),
        ("works.platform", "未完成", "done = false"),
    ],
)
def test_a_value_is_read_as_people_write_it(
    capsys: Capture, plan: Path, target: str, typed: str, written: str
) -> None:
    code, out, err = call(capsys, "record", target, typed, "--on", "2021-06-30", plans=plan.parent)
    assert (code, err.count("\n")) == (0, 1)
    assert out.startswith(f"2021-06-30 = {{ {written}, recorded = ")
    assert ledger(plan, target)[-1] == out.splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("约1800座", "约1800座"),
        ("1800余座", "1800余座"),
        ("不低于1800", "不低于1800"),
        ("近1,800座", "近1,800座"),
    ],
)
def test_a_figure_that_is_qualified_keeps_its_own_words_in_the_note(
    capsys: Capture, plan: Path, typed: str, note: str
) -> None:
    said = ("--on", "2021-06-30", "--note", "口头", "--accept-doubts")
    call(capsys, "record", "stations", typed, *said, plans=plan.parent)
    (report,) = reports(plan, "stations").values()
    assert report["value"] == 1800
    assert str(report["note"]).startswith("口头")
    assert note in str(report["note"])


def test_every_field_is_written(capsys: Capture, plan: Path) -> None:
    call(
        capsys,
        *("record", "stations", "1800", "--on", "2021-06-30", "--source", "s", "--url", "https://x.cn"),
        *(
            "--note",
            'n "quoted"',
            "--problems",
            "p\\",
            "--next",
            "下",
            "--by",
            "李四",
            "--estimate",
        ),
        plans=plan.parent,
    )
    (report,) = reports(plan, "stations").values()
    assert report | {"recorded": None} == {
        "value": 1800,
        "recorded": None,
        "by": "李四",
        "source": "s",
        "url": "https://x.cn",
        "basis": "estimate",
        "note": 'n "quoted"',
        "problems": "p\\",
        "next": "下",
    }


def test_the_final_figure_says_so(capsys: Capture, plan: Path) -> None:
    call(capsys, "record", "stations", "1800", "--on", "2021-06-30", "--final", plans=plan.parent)
    (report,) = reports(plan, "stations").values()
    assert report["final"] is True


@pytest.mark.parametrize(
    "arguments",
    [["record", "stations", "5", "--on", "today"], ["record", "works.rate", "-5", "--on", "today"]],
)
def test_a_dry_run_writes_nothing(capsys: Capture, plan: Path, arguments: list[str]) -> None:
    code, out, err = call(capsys, *arguments, "--dry-run", plans=plan.parent)
    assert code == 0
    assert out.startswith("2023-01-10 = { value = ")
    assert "→" in out
    assert err == "dry run: nothing was written\n"
    assert not (plan / "progress").exists()


def test_a_dry_run_leaves_a_ledger_as_it_was(capsys: Capture, plan: Path) -> None:
    path = write_ledger(plan, "stations", report_line("2021-03-31", 600))
    before = path.read_bytes()
    assert (
        call(capsys, "record", "stations", "900", "--on", "today", "--dry-run", plans=plan.parent).code == 0
    )
    assert path.read_bytes() == before


def test_earlier_lines_stay_as_they_were(capsys: Capture, plan: Path) -> None:
    path = write_ledger(plan, "stations", "# 手工注释", report_line("2021-03-31", 600))
    before = path.read_bytes()
    call(capsys, "record", "stations", "900", "--on", "2021-06-30", plans=plan.parent)
    call(capsys, "record", "stations", "950", "--on", "2021-06-30", "--revise", plans=plan.parent)
    after = path.read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].count(b"\n") == 2
    assert list(reports(plan, "stations")) == ["2021-03-31", "2021-06-30", "2021-06-30-r2"]


REFUSED = [
    pytest.param(["stations", "5", "--on", "2023-01-11"], "still to come", id="future-day"),
    pytest.param(["stations", "5", "--on", "2023"], "still to come", id="period-that-is-not-over"),
    pytest.param(["stations", "5", "--on", "6月30日"], "the day `6月30日`", id="day-without-a-year"),
    pytest.param(["stations", "5 parsecs"], "no unit `parsecs`", id="unknown-unit"),
    pytest.param(["works.spend", "5公里"], "亿元", id="unit-that-does-not-convert"),
    pytest.param(["stations", "many"], "the figure `many`", id="no-figure"),
    pytest.param(["stations", ""], "no figure", id="empty-figure"),
    pytest.param(["stations", "500", "--on", "2021-06-30"], "add --revise", id="second-report-for-a-day"),
    pytest.param(["stations", "500", "--on", "2021-05-31", "--revise"], "to revise", id="nothing-to-revise"),
    pytest.param(["works.station", "finished"], "there is no stage `finished`", id="unknown-stage"),
    pytest.param(["works.platform", "maybe"], "must be yes or no", id="neither-yes-nor-no"),
    pytest.param(["works.rate", "101"], "outside the limits", id="above-the-limit"),
    pytest.param(["works.rate", "-11"], "outside the limits", id="below-the-limit"),
    pytest.param(["stations", "5", "--from", "2021-01-01"], "increment", id="from-on-another-kind"),
    pytest.param(
        ["works.jobs", "5", "--from", "2021-05-01", "--on", "2021-04-30"], "after", id="from-after-on"
    ),
    pytest.param(["stations", "5", "--sorce", "x"], "nearest: --source", id="unknown-option"),
    pytest.param(["stations", "5", "--sorce=x"], "nearest: --source", id="unknown-option-with-a-value"),
    pytest.param(["stations", "--sorce", "5"], "nearest: --source", id="unknown-option-before-the-value"),
    pytest.param(["stations", "1", "800"], "too many arguments: 800", id="extra-words"),
    pytest.param(["stations"], "VALUE is missing", id="no-value"),
    pytest.param(["nothing-like-it", "5"], "no id `nothing-like-it`", id="unknown-id"),
]


@pytest.mark.parametrize(("arguments", "why"), REFUSED)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    capsys: Capture, plan: Path, arguments: list[str], why: str
) -> None:
    path = write_ledger(plan, "stations", report_line("2021-03-31", 100), report_line("2021-06-30", 600))
    before = path.read_bytes()
    code, out, err = call(capsys, "record", *arguments, plans=plan.parent)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert why in err
    assert err.count("\n") == 1
    assert path.read_bytes() == before
    assert [each.name for each in (plan / "progress").iterdir()] == ["stations.toml"]


@pytest.mark.parametrize(("arguments", "why"), REFUSED)
def test_a_refusal_is_said_in_chinese_too(
    capsys: Capture, plan: Path, arguments: list[str], why: str
) -> None:
    del why
    write_ledger(plan, "stations", report_line("2021-03-31", 100), report_line("2021-06-30", 600))
    code, out, err = call(capsys, "record", *arguments, plans=plan.parent, lang="zh")
    assert (code, out) == (2, "")
    assert err.startswith("错误：")
    assert re.search("[一-鿿]{2}", err.removeprefix("错误："))


@pytest.mark.parametrize(
    "option", ["--source", "--url", "--note", "--problems", "--next", "--by", "--reason"]
)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\nb", r"a\x0ab"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200bb", r"a\u200bb"),
    ],
    ids=["escape", "newline", "override", "zero-width"],
)
def test_control_characters_are_refused_in_every_text(
    capsys: Capture, plan: Path, option: str, text: str, shown: str
) -> None:
    code, out, err = call(capsys, "record", "stations", "5", option, text, plans=plan.parent)
    assert (code, out) == (2, "")
    assert option in err
    assert shown in err
    assert text not in err
    assert not (plan / "progress").exists()


def test_control_characters_are_refused_in_the_value(capsys: Capture, plan: Path) -> None:
    code, out, err = call(capsys, "record", "stations", "5\x1b[31m", plans=plan.parent)
    assert (code, out) == (2, "")
    assert "\x1b" not in err


def test_bytes_that_are_no_text_are_refused(plan: Path) -> None:
    code, out, err = run("record", "stations", "5", "--note", "\udcff", plans=plan.parent)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert not (plan / "progress" / "stations.toml").exists()


def test_a_cumulative_figure_may_fall_when_it_is_a_correction(capsys: Capture, plan: Path) -> None:
    write_ledger(plan, "stations", report_line("2021-06-30", 600))
    code, out, _ = call(
        capsys, "record", "stations", "500", "--on", "2021-09-30", "--correction", plans=plan.parent
    )
    assert code == 0
    assert "correction = true" in out
    assert reports(plan, "stations")["2021-09-30"]["correction"] is True


def test_a_revision_is_numbered_and_may_say_why(capsys: Capture, plan: Path) -> None:
    write_ledger(plan, "stations", report_line("2021-06-30", 1800))
    arguments = ("record", "stations", "1750", "--on", "2021-06-30", "--revise", "--reason", "复核")
    code, out, _ = call(capsys, *arguments, "--as-of", "2021-06-30", plans=plan.parent)
    assert code == 0
    assert out.startswith("2021-06-30-r2 = { value = 1750,")
    assert 'reason = "复核"' in out
    assert "1,750 / 3,000" in out


@pytest.mark.parametrize(
    ("arguments", "first", "key"),
    [
        pytest.param(["--on", "2021Q2"], date(2021, 4, 1), "2021-06-30", id="a-quarter"),
        pytest.param(["--on", "2021-06"], date(2021, 6, 1), "2021-06-30", id="a-month"),
        pytest.param(["--on", "2021年上半年"], date(2021, 1, 1), "2021-06-30", id="a-half-year"),
        pytest.param(["--on", "2021-06-30"], date(2021, 4, 1), "2021-06-30", id="the-reporting-period"),
        pytest.param(
            ["--from", "2021-02-01", "--on", "2021-06-30"], date(2021, 2, 1), "2021-06-30", id="from-a-day"
        ),
        pytest.param(
            ["--from", "2021-02", "--on", "2021Q2"], date(2021, 2, 1), "2021-06-30", id="from-a-month"
        ),
    ],
)
def test_an_increment_is_for_a_period(
    capsys: Capture, plan: Path, arguments: list[str], first: date, key: str
) -> None:
    code, _, _ = call(capsys, "record", "works.jobs", "120", *arguments, plans=plan.parent)
    assert code == 0
    (written,) = reports(plan, "works.jobs").items()
    assert (written[0], written[1]["from"]) == (key, first)


def test_increments_may_not_overlap(capsys: Capture, plan: Path) -> None:
    assert call(capsys, "record", "works.jobs", "120", "--on", "2021Q2", plans=plan.parent).code == 0
    code, out, err = call(capsys, "record", "works.jobs", "50", "--on", "2021年5月", plans=plan.parent)
    assert (code, out) == (2, "")
    assert "overlaps 2021-04-01 ~ 2021-06-30" in err
    assert call(capsys, "record", "works.jobs", "70", "--on", "2021Q3", plans=plan.parent).code == 0


@pytest.mark.parametrize("command", [["record", "5g-stations", "5"], ["retract", "5g-stations", "--on", "2021", "--reason", "r"], ["amend", "5g-stations", "--value", "5", "--document", "d", "--reason", "r"]], ids=lambda each: each[0])  # fmt: skip
def test_the_built_in_plan_is_read_only_and_init_is_named(tmp_path: Path, command: list[str]) -> None:
    code, out, err = run(*command, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "init FOLDER --from built-in" in err
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_of_ledgers_is_made_with_the_first_report(capsys: Capture, plan: Path) -> None:
    assert not (plan / "progress").exists()
    assert call(capsys, "record", "stations", "5", "--on", "2021", plans=plan.parent).code == 0
    assert [each.name for each in (plan / "progress").iterdir()] == ["stations.toml"]


@pytest.mark.parametrize(
    ("environment", "arguments", "by"),
    [
        ({"JINJIANG_BY": "王五"}, [], "王五"),
        ({"JINJIANG_BY": "王五"}, ["--by", "李四"], "李四"),
        ({"JINJIANG_BY": "", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "赵六"}, [], "赵六"),
    ],
    ids=["variable", "option", "git"],
)  # fmt: skip
def test_who_records_is_as_said_else_the_environment_else_git(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture,
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    arguments: list[str],
    by: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    call(capsys, "record", "stations", "5", "--on", "2021", *arguments, plans=plan.parent)
    (report,) = reports(plan, "stations").values()
    assert report["by"] == by


def test_a_plan_that_is_broken_takes_no_report_while_another_does(capsys: Capture, plan: Path) -> None:
    write_plan(plan.parent, "broken", head=PLAN_HEAD + STATIONS.replace("5G基站", '"'))
    code, _, err = call(capsys, "record", "works.spend", "5", "--on", "2021-06-30", plans=plan.parent)
    assert code == 0
    assert "broken/plan.toml" in err
    assert list(reports(plan, "works.spend")) == ["2021-06-30"]


def test_the_name_is_asked_of_no_bare_repository_among_the_plans(
    capsys: Capture, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JINJIANG_BY")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for folder in ("objects", "refs"):
        (plan.parent / folder).mkdir()
    (plan.parent / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (plan.parent / "config").write_text('[core]\nbare = true\n[user]\nname = "EVIL"\n', encoding="utf-8")
    assert call(capsys, "record", "stations", "5", "--on", "2021", plans=plan.parent).code == 0
    (report,) = reports(plan, "stations").values()
    assert report["by"] != "EVIL"
