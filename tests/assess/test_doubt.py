"""Figures that look like a slip: each kind of doubt, and what gives none."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan import Refusal, Report, Target
from jinjiang_plan.assess.admission import Candidate, admit
from jinjiang_plan.assess.doubt import amendment_doubts, doubts
from jinjiang_plan.model.admission import Admitted
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import amended, counted, plan_of, target_of, target_text
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
RANK = target_of(counted(None, 3, "rank"))
FALLING_SUM = target_of(counted(100, 20))
YEARLY = target_of(counted(resets='"year"'))
ADDED = target_of(counted(None, 90, "increment"))
MORE = target_of(counted(unit='"座"') + amended(decided="2021-01-01", value="60000"))


def report(figure: str | None, on: str = "2021-06-30", recorded: datetime = NOW) -> Report:
    return Report(date.fromisoformat(on), 1, None if figure is None else Decimal(figure), recorded, "tester")


def earlier(*figures: str) -> tuple[Report, ...]:
    return tuple(report(each, f"2021-0{n}-28") for n, each in enumerate(figures, start=1))


@pytest.mark.parametrize(
    ("target", "others", "figure", "en", "zh"),
    [
        pytest.param(
            STATIONS, (), "-1", "a count is negative: -1 sites", "数量是负数：-1 座", id="below zero"
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
            "是目标、基期值和已报数中的最大值（90）的 10 倍，单位写对了吗？",
            id="beyond ten times the goal",
        ),
        pytest.param(
            STATIONS,
            (),
            "18000000",
            "6,000 times the largest known figure, 3,000 sites: is the unit right?",
            "是目标、基期值和已报数中的最大值（3,000 座）的 6,000 倍，单位写对了吗？",
            id="the unit forgotten",
        ),
        pytest.param(
            MONITORED,
            earlier("5", "8"),
            "81",
            "10 times the largest known figure, 8 sites: is the unit right?",
            "是目标、基期值和已报数中的最大值（8 座）的 10 倍，单位写对了吗？",
            id="beyond ten times what was reported",
        ),
        pytest.param(
            RANGE,
            (),
            "-701",
            "10 times the largest known figure, 70: is the unit right?",
            "是目标、基期值和已报数中的最大值（70）的 10 倍，单位写对了吗？",
            id="beyond a range, below nought",
        ),
    ],
)
def test_a_figure_that_looks_like_a_slip_is_doubted(
    target: Target, others: tuple[Report, ...], figure: str, en: str, zh: str
) -> None:
    assert [each.words for each in doubts(target, report(figure), Ledger("", others), TODAY)] == [(zh, en)]


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
        pytest.param(RATIO, (), "899", id="just short of ten times"),
        pytest.param(RATIO, earlier("500"), "4000", id="within ten times what was reported"),
        pytest.param(STATIONS, earlier("20"), "319", id="the next figure of a beginning"),
        pytest.param(RATIO, earlier("50"), "6", id="a fall by less than ten times"),
        pytest.param(RATIO, earlier("50"), "0", id="a fall to nothing"),
        pytest.param(STATIONS, earlier("900"), "900", id="the same again"),
        pytest.param(PARK, earlier("1"), "1", id="the same stage again"),
        pytest.param(PARK, earlier("1"), "2", id="the next stage"),
        pytest.param(SCENE, earlier("0"), "1", id="done at last"),
        pytest.param(RANK, earlier("30"), "3", id="a rank far better"),
        pytest.param(FALLING_SUM, earlier("90"), "80", id="a sum that is to fall"),
        pytest.param(FALLING_SUM, earlier("90"), "90", id="a sum that is to fall, the same again"),
        pytest.param(COVER, (), "-1", id="a share below nought"),
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
    assert doubts(target, report(figure), Ledger("", others), TODAY) == ()


def test_a_figure_that_was_taken_back_vouches_for_nothing() -> None:
    slip = (report("18000000"), report(None)._replace(revision=2))
    assert doubts(STATIONS, report("18000000"), Ledger("", slip), TODAY)


def test_a_figure_that_is_taken_back_is_not_doubted() -> None:
    assert doubts(STATIONS, report(None), Ledger("", earlier("900")), TODAY) == ()


BACK = [
    pytest.param(
        STATIONS,
        (report("900", "2021-03-31"),),
        report("600"),
        "a cumulative figure does not fall: 900 sites for 2021-03-31, but 600 sites for 2021-06-30; "
        "if it is a correction, add --correction",
        id="below the one before",
    ),
    pytest.param(
        STATIONS,
        (report("900", "2021-09-30"),),
        report("1000"),
        "a cumulative figure does not fall: 1,000 sites for 2021-06-30, but 900 sites is reported for 2021-09-30; "
        "if that one is a correction, it has to say so: `record subject … --on 2021-09-30 --revise --correction`",
        id="above the one after",
    ),
    pytest.param(
        FALLING_SUM,
        (report("80", "2021-03-31"),),
        report("90"),
        "a cumulative figure that is to fall does not rise: 80 for 2021-03-31, but 90 for 2021-06-30; "
        "if it is a correction, add --correction",
        id="a sum that is to fall rises",
    ),
    pytest.param(
        PARK,
        (report("2", "2021-03-31"),),
        report("1"),
        "the stage goes back: construction for 2021-03-31, but signed for 2021-06-30",
        id="a stage",
    ),
    pytest.param(
        PARK,
        (report("1", "2021-09-30"),),
        report("2"),
        "the stage goes back: construction for 2021-06-30, but signed for 2021-09-30",
        id="a stage behind which another is reported",
    ),
    pytest.param(
        SCENE,
        (report("1", "2021-03-31"),),
        report("0"),
        "it was done on 2021-03-31, but is not on 2021-06-30",
        id="no longer done",
    ),
]


@pytest.mark.parametrize(("target", "others", "each", "en"), BACK)
def test_what_goes_back_is_doubted(target: Target, others: tuple[Report, ...], each: Report, en: str) -> None:
    (doubt,) = doubts(target, each, Ledger("", others), TODAY)
    assert doubt.words.en == en
    assert re.search("[一-鿿]{2}", doubt.words.zh)


@pytest.mark.parametrize(("target", "others", "each", "en"), BACK)
def test_only_a_cumulative_figure_that_goes_back_enters_as_a_correction(
    target: Target, others: tuple[Report, ...], each: Report, en: str
) -> None:
    del en
    cumulative = target in (STATIONS, FALLING_SUM)
    later = others[0].on > each.on
    ledger = Ledger("", others)
    admission = Candidate(target, each, date(2021, 12, 31)).admission(ledger)
    assert isinstance(admission, Admitted)
    assert admission.report.correction is (cumulative and not later)
    corrected = Candidate(target, each, date(2021, 12, 31), corrects=True).admission(ledger)
    assert isinstance(corrected, Admitted)
    assert (corrected.doubts == ()) is (cumulative and not later)
    said = Candidate(target, each._replace(correction=True), date(2021, 12, 31)).admission(ledger)
    assert isinstance(said, Admitted)
    assert (said.doubts == ()) is not (cumulative and later)


def test_figures_that_begin_again_each_year_fall_at_its_end_alone() -> None:
    last = (report("900", "2020-12-31"),)
    assert doubts(YEARLY, report("100", "2021-03-31"), Ledger("", last), TODAY) == ()
    within = (report("900", "2021-03-31"),)
    assert [each.code for each in doubts(YEARLY, report("500"), Ledger("", within), TODAY)] == ["falling"]


def halted(status: str) -> Target:
    return target_of(counted() + amended(decided="2021-04-01", status=f'"{status}"'))


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        ("suspended", "目标已中止", "the target is suspended"),
        ("cancelled", "目标已取消", "the target is cancelled"),
    ],
)
@pytest.mark.parametrize("on", ["2021-03-31", "2021-04-01", "2021-06-30"])
def test_a_report_to_a_target_that_is_halted_is_doubted(status: str, zh: str, en: str, on: str) -> None:
    target = halted(status)
    assert [each.words for each in doubts(target, report("9", on), Ledger("", ()), TODAY)] == [(zh, en)]
    assert doubts(target, report("9", "2021-03-30"), Ledger("", ()), date(2021, 3, 31)) == ()
    assert doubts(halted("active"), report("9", on), Ledger("", ()), TODAY) == ()


@pytest.mark.parametrize(
    ("on", "stated", "codes"),
    [
        ("2023-01-01", False, ["after-due"]),
        ("2022-12-31", False, []),
        ("2023-01-01", True, []),
    ],
)
def test_a_day_after_due_that_nobody_stated_is_doubted(on: str, codes: list[str], *, stated: bool) -> None:
    found = doubts(STATIONS, report("9", on), Ledger("", ()), date(2023, 1, 1), on_stated=stated)
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("target", "last", "figure", "en"),
    [
        (STATIONS, "200", "2000", "10 times the figure for 2021-01-28, 200 sites: is the unit right?"),
        (RATIO, "80", "8", "1/10 of the figure for 2021-01-28, 80: is the unit right?"),
        (RATIO, "8", "80", "10 times the figure for 2021-01-28, 8: is the unit right?"),
        (ADDED, "30", "0.003", "1/10,000 of the figure for 2021-01-28, 30: is the unit right?"),
    ],
)
def test_an_order_of_magnitude_off_the_last_figure_is_doubted(
    target: Target, last: str, figure: str, en: str
) -> None:
    assert [each.words.en for each in doubts(target, report(figure), Ledger("", earlier(last)), TODAY)] == [
        en
    ]


@pytest.mark.parametrize("kind", ["cumulative", "increment"])
def test_a_count_is_doubted_below_zero_unless_something_known_is(kind: str) -> None:
    target = target_of(counted(None, 300, kind))
    assert [each.code for each in doubts(target, report("-1"), Ledger("", ()), TODAY)] == ["negative"]
    falls = target_of(counted(None, -300, kind))
    assert doubts(falls, report("-40"), Ledger("", ()), TODAY) == ()


def test_a_level_that_begins_at_nought_is_doubted_below_it() -> None:
    for baseline, goal, codes in ((40, 90, ["negative"]), (0, 90, ["negative"]), (-1, 90, []), (40, -9, [])):
        target = target_of(counted(baseline, goal, "level", unit='"%"'))
        assert [each.code for each in doubts(target, report("-5"), Ledger("", ()), TODAY)] == codes
    held = target_of(counted(40, 90, "level", unit='"%"', limits="{ min = -10 }"))
    assert doubts(held, report("-5"), Ledger("", ()), TODAY) == ()  # its plan says that it can be
    growth = target_of(counted(2, 7, "level", unit='"%"'))
    assert doubts(growth, report("-5"), Ledger("", earlier("-3")), TODAY) == ()  # it was below nought before


@pytest.mark.parametrize(
    ("kind", "unit", "figure", "codes"),
    [
        ("cumulative", "座", "1799.5", ["fraction"]),
        ("increment", "户", "0.5", ["fraction"]),
        ("level", "人", "80.5", ["fraction"]),
        ("cumulative", "座", "1799.00", []),
        ("cumulative", "万户", "12.5", []),
        ("level", "年", "12.5", []),
        ("cumulative", "亿元", "12.5", []),
        ("level", "", "12.5", []),
        ("rate", "人", "12.5", []),
    ],
)
def test_a_part_of_what_is_counted_one_by_one_is_doubted(
    kind: str, unit: str, figure: str, codes: list[str]
) -> None:
    target = target_of(counted(None, 3000, kind, unit=f'"{unit}"'))
    assert [each.code for each in doubts(target, report(figure), Ledger("", ()), TODAY)] == codes


def test_parts_are_no_slip_where_parts_are_counted() -> None:
    doctors = target_of(target_text("level", title='"每千人口医师数"', unit='"人"', goal="{ value = 4 }"))
    assert doubts(doctors, report("3.2"), Ledger("", ()), TODAY) == ()
    halves = target_of(counted(None, "90.5", "level", unit='"人"'))
    assert doubts(halves, report("80.5"), Ledger("", ()), TODAY) == ()
    assert doubts(STATIONS, report("80.5"), Ledger("", earlier("40.5")), TODAY) == ()


def test_a_figure_of_a_sum_s_own_is_doubted() -> None:
    body = counted(sum_of='["one", "two"]') + "".join(
        target_text("cumulative", each) for each in ("one", "two")
    )
    whole = next(each for each in plan_of(body).targets if each.id == "subject")
    (doubt,) = doubts(whole, report("1800"), Ledger("", ()), TODAY)
    assert doubt.code == "sum"
    assert doubt.words.en.startswith("the target is the sum of one, two: from 2021-06-30 on")
    assert doubt.words.zh.startswith("目标是 one、two 之和")
    assert doubts(whole, report(None), Ledger("", earlier("900")), TODAY) == ()


@pytest.mark.parametrize(
    ("published", "estimate", "codes"),
    [("2021-06-29", False, ["published-early"]), ("2021-06-29", True, []), ("2021-06-30", False, [])],
)
def test_what_was_public_before_its_day_is_doubted(
    published: str, codes: list[str], *, estimate: bool
) -> None:
    each = report("1800")._replace(published=date.fromisoformat(published), estimate=estimate)
    assert [one.code for one in doubts(STATIONS, each, Ledger("", ()), TODAY)] == codes


def test_a_level_is_doubted_below_zero_where_its_unit_counts_things() -> None:
    for unit, codes in (("座", ["negative"]), ("万户", ["negative"]), ("亿元", []), ("%", []), ("", [])):
        target = target_of(counted(None, 90, "level", unit=f'"{unit}"'))
        assert [each.code for each in doubts(target, report("-5"), Ledger("", ()), TODAY)] == codes


@pytest.mark.parametrize(
    ("value", "codes"),
    [("3500", []), ("29999", []), ("30000", ["far"]), ("300", ["far"]), ("301", []), ("-5", ["negative"])],
)
def test_an_amended_goal_is_doubted_as_a_figure_is(value: str, codes: list[str]) -> None:
    assert [each.code for each in amendment_doubts(STATIONS, Decimal(value), TODAY)] == codes


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
