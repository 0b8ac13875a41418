"""`forecast` as it is called: its formats, its figures again, and one clear line for what cannot be."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.assess.cases import amended, counted, target_text
from tests.build import PLAN_HEAD, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
AS_OF = ("--as-of", "2021-06-30")
DAYS = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")
FIGURES = (200, 420, 700, 1000, 1250, 1600)


def named(name: str, body: str) -> str:
    return body.replace("target.subject", f"target.{name}")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    targets = [
        named("stations", counted()),
        named("few", counted()),
        named("silent", counted()),
        named("watched", target_text("level")),
        named("answer", target_text("done", goal="{ value = true }")),
        named("full", counted()),
        named("rate", counted(10, 40, "level", frequency='"month"')),
        named(
            "stopped",
            counted() + amended(decided="2021-01-01", status='"cancelled"', document='"d"', reason='"r"'),
        ),
    ]
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + "".join(targets))
    for name in ("stations", "stopped"):
        write_ledger(plan, name, *(report_line(day, value) for day, value in zip(DAYS, FIGURES, strict=True)))
    write_ledger(
        plan, "few", *(report_line(day, value) for day, value in zip(DAYS[:2], FIGURES, strict=False))
    )
    write_ledger(
        plan, "rate", *(report_line(day, value // 50) for day, value in zip(DAYS, FIGURES, strict=True))
    )
    write_ledger(plan, "full", report_line("2021-03-31", 3000))
    return tmp_path / "plans"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_target_is_forecast_with_method_and_number(capsys: Capture, plans: Path, lang: str) -> None:
    code, out, err = call(capsys, "forecast", "stations", *AS_OF, "-f", "table", plans=plans, lang=lang)
    assert (code, err) == (0, "")
    assert ("各期增量均值" if lang == "zh" else "period mean") in out
    assert ("正态近似" if lang == "zh" else "normal") in out
    assert "10,000" in out
    assert ("种子 1" if lang == "zh" else "seed 1") in out
    assert ("以往各季" if lang == "zh" else "past quarters") in out


def test_the_same_call_gives_the_same_figures_and_another_seed_others(capsys: Capture, plans: Path) -> None:
    def figures(*more: str) -> str:
        return call(capsys, "forecast", "stations", *AS_OF, "-f", "csv", *more, plans=plans).out

    assert figures() == figures("--seed", "1", "--draws", "10000")
    assert figures() != figures("--seed", "2")
    assert figures("--draws", "500") != figures()


def test_a_targets_figures_do_not_depend_on_its_company(capsys: Capture, plans: Path) -> None:
    def record(*ids: str) -> object:
        out = call(capsys, "forecast", *ids, *AS_OF, "-f", "json", plans=plans).out
        return next(each for each in json.loads(out)["forecasts"] if each["id"] == "stations")

    assert record("stations") == record("few", "stations", "silent")


def test_targets_stand_in_the_order_of_the_call_and_once(capsys: Capture, plans: Path) -> None:
    out = call(capsys, "forecast", "few", "stations", "few", *AS_OF, "-f", "jsonl", plans=plans).out
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["few", "stations"]


def test_csv_has_a_line_a_target_with_all_keys(capsys: Capture, plans: Path) -> None:
    out = call(capsys, "forecast", "stations", "watched", *AS_OF, "-f", "csv", plans=plans).out
    whole, none = csv.DictReader(io.StringIO(out))
    assert (whole["id"], whole["seed"], none["unforeseen"]) == ("stations", "1", "no_goal")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_too_little_is_said_plainly(capsys: Capture, plans: Path, lang: str) -> None:
    code, out, _ = call(capsys, "forecast", "few", "--as-of", "2020-06-30", plans=plans, lang=lang)
    assert code == 0
    for n in ("3", "2"):
        lacking = 5 if n == "3" else 6
        assert (f"数据不足：{n}/{lacking}" if lang == "zh" else f"not enough data: {n} of {lacking}") in out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("silent", "还没有上报数据", "nothing is reported yet"),
        ("watched", "没有目标值", "no goal"),
        ("answer", "没有速度", "no rate"),
        ("full", "已经达到目标", "the goal is met"),
        ("stopped", "已取消", "cancelled"),
    ],
)
def test_what_cannot_be_forecast_alone_is_one_line_and_exit_3(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plans: Path, name: str, zh: str, en: str, lang: str
) -> None:
    code, out, err = call(capsys, "forecast", name, *AS_OF, plans=plans, lang=lang)
    assert (code, out) == (3, "")
    assert len(err.splitlines()) == 1
    assert (zh if lang == "zh" else en) in err
    assert name in err


def test_what_cannot_be_forecast_among_others_is_a_line_of_the_sheet(capsys: Capture, plans: Path) -> None:
    code, out, err = call(capsys, "forecast", "silent", "stations", "full", *AS_OF, plans=plans)
    assert (code, err) == (0, "")
    assert "nothing to forecast: nothing is reported yet" in out
    assert "nothing to forecast: the goal is met" in out


def test_where_none_can_be_forecast_each_says_why(capsys: Capture, plans: Path) -> None:
    code, out, err = call(capsys, "forecast", "silent", "full", *AS_OF, plans=plans)
    assert (code, out) == (3, "")
    assert err == "error: nothing to forecast: `silent`: nothing is reported yet; `full`: the goal is met\n"


def test_past_due_there_is_nothing_to_forecast(capsys: Capture, plans: Path) -> None:
    code, _, err = call(capsys, "forecast", "stations", "--as-of", "2023-01-01", plans=plans)
    assert (code, "due has come" in err) == (3, True)


@pytest.mark.parametrize(
    "call_",
    [["stationz"], [], ["stations", "--draws", "5"], ["stations", "--seed", "x"], ["stations", "-f", "svg"]],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_exit_2(capsys: Capture, plans: Path, call_: list[str]) -> None:
    code, out, err = call(capsys, "forecast", *call_, plans=plans)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_a_level_it_says_whether_it_lasts_and_which_months_have_no_report(
    capsys: Capture, plans: Path, lang: str
) -> None:
    arguments = ("forecast", "rate", "stations", *AS_OF, "--known-at", "2021-12-31", "-f", "table")
    out = call(capsys, *arguments, plans=plans, lang=lang).out
    assert ("期末达标的概率" if lang == "zh" else "chance to be met at due") in out
    assert ("rate：18 期中 12 期没有上报" if lang == "zh" else "rate: 12 of 18 periods have no report") in out
    assert ("当时已知" if lang == "zh" else "as known at") in out
    assert ("20 年内未达" if lang == "zh" else "not in 20 years") not in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_gets_nowhere_is_not_in_so_many_years(capsys: Capture, plans: Path, lang: str) -> None:
    lines = [report_line(day, 5) for day in DAYS]
    write_ledger(plans / "plan", "silent", *lines)
    out = call(capsys, "forecast", "silent", *AS_OF, plans=plans, lang=lang).out
    assert ("20 年内未达" if lang == "zh" else "not in 20 years") in out


def test_only_what_was_known_then_counts(capsys: Capture, plans: Path) -> None:
    arguments = ("forecast", "stations", *AS_OF, "-f", "json", "--known-at", "2021-04-30")
    document = json.loads(call(capsys, *arguments, plans=plans).out)
    (record,) = document["forecasts"]
    assert document["known_at"].startswith("2021-04-30")
    assert (record["value"], record["periods_reported"], record["periods_needed"]) == (1250, 5, 6)


def test_a_broken_ledger_is_told_and_exit_3(capsys: Capture, plans: Path) -> None:
    (plans / "plan" / "progress" / "stations.toml").write_text("[report\n", encoding="utf-8")
    code, out, err = call(capsys, "forecast", "stations", *AS_OF, plans=plans)
    assert (code, out) == (3, "")
    assert "stations.toml" in err
    assert "its ledger cannot be read" in err
