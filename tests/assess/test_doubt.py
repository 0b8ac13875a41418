"""Figures that look like a slip: each kind of doubt, and what gives none; `record` warns, and records."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan import Refusal, Report, Target
from jinjiang_plan.assess.admission import admit, doubts
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import amended, counted, target_of, target_text
from tests.build import call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
NOW = datetime.fromisoformat("2021-07-05T10:00:00+08:00")
TODAY = date(2021, 7, 5)

STATIONS = target_of(counted(unit='"座"'))
DEBT = target_of(counted(-50, 3000, unit='"座"'))
COVER = target_of(counted(None, 90, "level", unit='"%"'))
GROWTH = target_of(counted(None, 120, "level", unit='"%"'))
RATE = target_of(counted(None, "0.8", "level", unit='"%"'))
RATIO = target_of(counted(None, 90, "level"))
MONITORED = target_of(target_text("cumulative", unit='"座"'))
RANGE = target_of(target_text("level", goal='{ min = 60, max = 70, op = "range" }'))
PARK = target_of(target_text("stage", goal='{ stage = "signed" }'))
SCENE = target_of(target_text("done", goal="{ value = true }"))
MORE = target_of(counted(unit='"座"') + amended(decided="2021-01-01", value="60000"))


def report(figure: str | None, on: str = "2021-06-30", recorded: datetime = NOW) -> Report:
    return Report(date.fromisoformat(on), 1, None if figure is None else Decimal(figure), recorded, "tester")


def earlier(*figures: str) -> tuple[Report, ...]:
    return tuple(report(each, f"2021-0{n}-28") for n, each in enumerate(figures, start=1))


@pytest.mark.parametrize(
    ("target", "others", "figure", "en", "zh"),
    [
        pytest.param(
            STATIONS, (), "-1", "a cumulative figure below nought", "累计值是负数", id="below nought"
        ),
        pytest.param(COVER, (), "101", "above 100 %", "超过 100 %", id="above a hundred per cent"),
        pytest.param(
            COVER,
            (),
            "0.85",
            "it looks like a share; if 85% is meant, write that",
            "像是小数，若指 85% 请照此写",
            id="a share",
        ),
        pytest.param(
            RATIO,
            (),
            "901",
            "10 times the largest known figure, 90: is the unit right?",
            "是已知最大数 90 的 10 倍，单位是否写对？",
            id="beyond ten times the goal",
        ),
        pytest.param(
            STATIONS,
            (),
            "18000000",
            "6000 times the largest known figure, 3,000 sites: is the unit right?",
            "是已知最大数 3,000 座 的 6000 倍，单位是否写对？",
            id="the unit forgotten",
        ),
        pytest.param(
            MONITORED,
            earlier("5", "8"),
            "81",
            "10 times the largest known figure, 8 sites: is the unit right?",
            "是已知最大数 8 座 的 10 倍，单位是否写对？",
            id="beyond ten times what was reported",
        ),
        pytest.param(
            RANGE,
            (),
            "-701",
            "10 times the largest known figure, 70: is the unit right?",
            "是已知最大数 70 的 10 倍，单位是否写对？",
            id="beyond a range, below nought",
        ),
    ],
)
def test_a_figure_that_looks_like_a_slip_is_doubted(
    target: Target, others: tuple[Report, ...], figure: str, en: str, zh: str
) -> None:
    assert [each.words for each in doubts(target, report(figure), Ledger("", others))] == [(zh, en)]


@pytest.mark.parametrize(
    ("target", "others", "figure"),
    [
        pytest.param(STATIONS, (), "1800", id="an ordinary figure"),
        pytest.param(STATIONS, (), "0", id="nought"),
        pytest.param(DEBT, (), "-1", id="below nought where the baseline is"),
        pytest.param(RATIO, (), "-1", id="a level below nought"),
        pytest.param(COVER, (), "100", id="just a hundred per cent"),
        pytest.param(GROWTH, (), "105", id="above a hundred where the goal is"),
        pytest.param(COVER, earlier("130"), "105", id="above a hundred where a report is"),
        pytest.param(COVER, (), "1", id="one per cent"),
        pytest.param(COVER, (), "0", id="nought per cent"),
        pytest.param(RATE, (), "0.5", id="below one where the goal is"),
        pytest.param(RATIO, (), "0.85", id="below one in no unit"),
        pytest.param(RATIO, (), "900", id="just ten times"),
        pytest.param(RATIO, earlier("500"), "4000", id="within ten times what was reported"),
        pytest.param(MONITORED, (), "1e12", id="nothing known"),
        pytest.param(MONITORED, earlier("0"), "5000", id="nought alone known"),
        pytest.param(PARK, (), "4", id="a stage"),
        pytest.param(SCENE, (), "1", id="yes or no"),
        pytest.param(STATIONS, (), None, id="a retraction"),
        pytest.param(MORE, (), "55000", id="within an amended goal"),
    ],
)
def test_a_figure_that_may_be_is_not_doubted(
    target: Target, others: tuple[Report, ...], figure: str | None
) -> None:
    assert doubts(target, report(figure), Ledger("", others)) == ()


def test_a_figure_that_was_taken_back_vouches_for_nothing() -> None:
    slip = (report("18000000"), report(None)._replace(revision=2))
    assert doubts(STATIONS, report("18000000"), Ledger("", slip))


@pytest.mark.parametrize("dry", [False, True], ids=["recorded", "dry run"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            (
                "look again: 600 times the largest known figure, 3,000 sites: is the unit right?; if it is wrong, "
                "`record --revise` mends it, `retract` takes it back"
            ),
        ),
        (
            "zh",
            "注意：这个数是已知最大数 3,000 座 的 600 倍，单位是否写对？；若有误，用 `record --revise` 更正或 `retract` 撤回",
        ),
    ],
    ids=["en", "zh"],
)
def test_record_warns_and_records(
    capsys: Capture, tmp_path: Path, lang: str, said: str, *, dry: bool
) -> None:
    plan = write_plan(tmp_path / "plans")
    path = write_ledger(plan, "stations", report_line("2020-12-31", 600))
    before = path.read_bytes()
    code, out, err = call(
        capsys,
        *("record", "stations", "180万", "--on", "2021-06"),
        *(["--dry-run"] if dry else []),
        plans=plan.parent,
        lang=lang,
    )
    assert code == 0
    assert err.splitlines()[1:] == [said]
    assert out.startswith("2021-06-30 = { value = 1800000, ")
    assert (path.read_bytes() == before) is dry


def test_record_of_an_ordinary_figure_warns_of_nothing(capsys: Capture, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    code, _, err = call(capsys, "record", "stations", "900", "--on", "2021-06", plans=plan.parent)
    assert (code, len(err.splitlines())) == (0, 1)


def test_a_report_before_the_days_last_line_is_refused() -> None:
    ledger = Ledger("plan/subject", (report("5", recorded=NOW + timedelta(seconds=1)),))
    for each, revise in ((report("6"), True), (report(None), False)):
        with pytest.raises(Refusal, match="check the clock of this machine") as refused:
            admit(STATIONS, ledger, each, revise=revise, today=TODAY)
        assert "请核对电脑时钟" in refused.value.words.zh
        assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("on", "recorded"),
    [
        pytest.param("2021-06-30", NOW, id="the same moment"),
        pytest.param("2021-06-30", NOW - timedelta(days=1), id="a day before"),
        pytest.param("2021-03-31", NOW + timedelta(days=1), id="later, for another day"),
        pytest.param(
            "2021-06-30", datetime.fromisoformat("2021-07-05T02:00:00+00:00"), id="the same moment elsewhere"
        ),
    ],
)
def test_a_report_behind_the_days_last_line_is_admitted(on: str, recorded: datetime) -> None:
    ledger = Ledger("plan/subject", (report("5", on, recorded),))
    revise = on == "2021-06-30"
    admitted = admit(STATIONS, ledger, report("6"), revise=revise, today=TODAY)
    assert admitted.revision == 1 + revise


def test_a_clock_that_runs_behind_is_told_by_record(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    plan = write_plan(tmp_path / "plans")
    path = write_ledger(plan, "stations", report_line("2020-12-31", 600, "2022-06-01T09:00:00+08:00"))
    before = path.read_bytes()
    monkeypatch.setenv("JINJIANG_NOW", "2022-05-01T09:00:00+08:00")
    words = ("record", "stations", "700", "--on", "2020", "--revise")
    code, out, err = call(capsys, *words, plans=plan.parent)
    assert (code, out) == (2, "")
    assert "check the clock" in err
    assert path.read_bytes() == before
