import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Refusal, Report, Target
from jinjiang_plan.assess.admission import Candidate, admit, likely_day
from jinjiang_plan.model.admission import Admitted
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import UNTIMED, counted, judged_directly, ledger_of, target_of, target_text
from tests.build import report_line

TODAY = date(2021, 7, 5)
NOW = datetime.fromisoformat("2021-07-05T10:00:00+08:00")
STATIONS = target_of(counted(unit='"座"'))
COVER = target_of(counted(None, 90, "level", unit='"%"', limits="{ min = 0, max = 100 }"))
OUTPUT = target_of(counted(None, 1200, "increment"))
PARK = target_of(target_text("stage", goal='{ stage = "completed" }'))
SCENE = target_of(target_text("done", goal="{ value = true }"))

BEFORE = ledger_of(
    STATIONS,
    report_line("2020-12-31", 600, "2021-01-08T09:00:00+08:00"),
    report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
)
RETRACTED = ledger_of(
    STATIONS,
    report_line("2020-12-31", 600, "2021-01-08T09:00:00+08:00"),
    report_line("2021-03-31", 900, "2021-04-08T09:00:00+08:00"),
    report_line("2021-03-31-r2", "", "2021-04-09T09:00:00+08:00", retract="true", reason='"mistaken"'),
)
FIRST_HALF = ledger_of(OUTPUT, report_line("2021-03-31", 90, **{"from": "2021-01-01"}))
NOTHING = Ledger("plan/subject", ())


def new(on: str, figure: object, first: str | None = None, *, correction: bool = False) -> Report:
    return Report(
        on=date.fromisoformat(on),
        revision=1,
        figure=None if figure is None else Decimal(str(figure)),
        recorded=NOW,
        by="tester",
        first=date.fromisoformat(first) if first else None,
        correction=correction,
    )


@pytest.mark.parametrize(
    ("ledger", "report", "revise", "key"),
    [
        pytest.param(NOTHING, new("2021-06-30", 1200), False, "2021-06-30", id="the first report"),
        pytest.param(NOTHING, new("2021-07-05", 1200), False, "2021-07-05", id="for today"),
        pytest.param(BEFORE, new("2021-06-30", 1200), False, "2021-06-30", id="the next one"),
        pytest.param(BEFORE, new("2021-06-30", 900), False, "2021-06-30", id="unchanged"),
        pytest.param(BEFORE, new("2021-02-28", 700), False, "2021-02-28", id="between two"),
        pytest.param(BEFORE, new("2020-06-30", 100), False, "2020-06-30", id="before the first"),
        pytest.param(BEFORE, new("2021-03-31", 950), True, "2021-03-31-r2", id="a revision"),
        pytest.param(BEFORE, new("2021-03-31", 650), True, "2021-03-31-r2", id="a revision downwards"),
        pytest.param(BEFORE, new("2021-03-31", None), False, "2021-03-31-r2", id="a retraction"),
        pytest.param(RETRACTED, new("2021-03-31", 950), False, "2021-03-31-r3", id="anew after a retraction"),
        pytest.param(
            RETRACTED, new("2021-03-31", 950), True, "2021-03-31-r3", id="a revision after a retraction"
        ),
        pytest.param(
            RETRACTED, new("2021-06-30", 700), False, "2021-06-30", id="what was retracted binds no more"
        ),
        pytest.param(
            BEFORE,
            new("2021-06-30", 800, correction=True),
            False,
            "2021-06-30",
            id="a fall, said to be a correction",
        ),
    ],
)
def test_a_fitting_report_is_admitted_with_its_key(
    ledger: Ledger, report: Report, key: str, *, revise: bool
) -> None:
    admitted = admit(STATIONS, ledger, report, revise=revise, today=TODAY)

    assert admitted.key == key
    assert admitted._replace(revision=1) == report


@pytest.mark.parametrize(
    ("ledger", "report", "revise", "words", "code"),
    [
        pytest.param(
            BEFORE,
            new("2021-06-30", 899),
            False,
            "does not fall: 900 sites for 2021-03-31, but 899 sites",
            "falling",
            id="a fall",
        ),
        pytest.param(
            BEFORE,
            new("2021-02-28", 901),
            False,
            "901 sites for 2021-02-28, but 900 sites is reported for 2021-03-31",
            "above-later",
            id="above a later one",
        ),
        pytest.param(
            BEFORE,
            new("2021-02-28", 599),
            False,
            "600 sites for 2020-12-31, but 599 sites for 2021-02-28",
            "falling",
            id="below an earlier one",
        ),
        pytest.param(
            BEFORE,
            new("2021-03-31", 599),
            True,
            "does not fall",
            "falling",
            id="a revision below an earlier one",
        ),
        pytest.param(
            BEFORE,
            new("2020-12-31", 901),
            True,
            "does not fall",
            "above-later",
            id="a revision above a later one",
        ),
    ],
)
def test_a_cumulative_figure_that_falls_is_admitted_with_a_doubt(
    ledger: Ledger, report: Report, words: str, code: str, *, revise: bool
) -> None:
    admission = Candidate(STATIONS, report, TODAY, revise=revise).admission(ledger)
    assert isinstance(admission, Admitted)
    (doubt,) = admission.doubts
    assert words in doubt.words.en
    assert doubt.code == code
    assert admission.report.correction is (code == "falling")  # a correction is the line that goes back


@pytest.mark.parametrize(
    ("ledger", "report", "revise", "words"),
    [
        pytest.param(NOTHING, new("2021-07-06", 1), False, "2021-07-06 is still to come", id="tomorrow"),
        pytest.param(
            NOTHING, new("2021-07-06", None), False, "2021-07-06 is still to come", id="tomorrow, retracted"
        ),
        pytest.param(
            BEFORE, new("2021-03-31", 950), False, "900 sites (recorded 2021-04-08)", id="reported already"
        ),
        pytest.param(
            BEFORE, new("2021-03-31", 900), False, "add --revise", id="reported already, the same figure"
        ),
        pytest.param(
            BEFORE, new("2021-06-30", 1200), True, "no report for 2021-06-30 to revise", id="none to revise"
        ),
        pytest.param(
            BEFORE,
            new("2021-06-30", None),
            False,
            "reported are: 2020-12-31, 2021-03-31",
            id="none to retract",
        ),
        pytest.param(
            RETRACTED,
            new("2021-03-31", None),
            False,
            "no report for 2021-03-31 to retract",
            id="retracted already",
        ),
        pytest.param(NOTHING, new("2021-03-31", None), False, "to retract", id="nothing at all to retract"),
    ],
)
def test_a_report_that_cannot_be_meant_is_refused(
    ledger: Ledger, report: Report, words: str, *, revise: bool
) -> None:
    with pytest.raises(Refusal, match=re.escape(words)) as refused:
        admit(STATIONS, ledger, report, revise=revise, today=TODAY)

    assert refused.value.words.zh != refused.value.words.en
    assert refused.value.exit_code == 2


def test_a_level_may_fall() -> None:
    ledger = ledger_of(COVER, report_line("2021-03-31", 80))

    assert admit(COVER, ledger, new("2021-06-30", 70), revise=False, today=TODAY).figure == 70


@pytest.mark.parametrize("value", ["0", "100", "50.5"])
def test_a_figure_within_the_limits_is_admitted(value: str) -> None:
    assert admit(COVER, NOTHING, new("2021-06-30", value), revise=False, today=TODAY).figure == Decimal(value)


@pytest.mark.parametrize("value", ["-0.01", "100.01"])
def test_a_figure_outside_the_limits_is_refused(value: str) -> None:
    with pytest.raises(Refusal, match=r"outside the limits of the target: 0 ~ 100"):
        admit(COVER, NOTHING, new("2021-06-30", value), revise=False, today=TODAY)


@pytest.mark.parametrize(
    ("limits", "value", "span"),
    [("{ min = 5 }", 4, "5 ~ -"), ("{ max = 5 }", 6, "- ~ 5")],
)
def test_one_limit_is_enough(limits: str, value: int, span: str) -> None:
    target = target_of(counted(None, 90, "level", limits=limits))

    with pytest.raises(Refusal, match=span):
        admit(target, NOTHING, new("2021-06-30", value), revise=False, today=TODAY)


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(new("2021-06-30", 90, "2021-04-01"), id="the next period"),
        pytest.param(new("2020-12-31", 90, "2020-10-01"), id="an earlier period"),
        pytest.param(new("2021-06-30", 90), id="one day"),
        pytest.param(new("2021-06-30", 90, "2021-05-01"), id="after a gap"),
        pytest.param(new("2021-06-30", -5, "2021-04-01"), id="a negative one"),
    ],
)
def test_an_increment_for_a_period_of_its_own_is_admitted(report: Report) -> None:
    assert admit(OUTPUT, FIRST_HALF, report, revise=False, today=TODAY).figure == report.figure


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(new("2021-06-30", 90, "2021-03-31"), id="by a day"),
        pytest.param(new("2021-06-30", 90, "2020-01-01"), id="around it"),
        pytest.param(new("2021-02-28", 90, "2021-02-01"), id="within it"),
        pytest.param(new("2021-02-28", 90), id="a day of it"),
        pytest.param(new("2021-01-01", 90, "2020-10-01"), id="into its first day"),
    ],
)
def test_an_increment_for_days_counted_already_is_refused(report: Report) -> None:
    with pytest.raises(Refusal, match="overlaps 2021-01-01 ~ 2021-03-31"):
        admit(OUTPUT, FIRST_HALF, report, revise=False, today=TODAY)


def test_an_increment_is_revised_for_its_own_period() -> None:
    revised = admit(OUTPUT, FIRST_HALF, new("2021-03-31", 80, "2021-01-01"), revise=True, today=TODAY)

    assert revised.key == "2021-03-31-r2"


@pytest.mark.parametrize("first", ["2021-02-01", "2020-12-01", None])
def test_an_increment_revised_for_another_period_never_counts_days_twice(first: str | None) -> None:
    try:
        revised = admit(OUTPUT, FIRST_HALF, new("2021-03-31", 80, first), revise=True, today=TODAY)
    except Refusal:
        return
    found = judged_directly(OUTPUT, (*FIRST_HALF.reports, revised), TODAY)

    assert found.status is not Status.NOT_ASSESSABLE
    assert found.value == 80


def test_a_stage_and_a_yes_or_no_are_named_in_refusals() -> None:
    signed = ledger_of(PARK, report_line("2021-03-31", "", stage='"signed"'))
    done = ledger_of(SCENE, report_line("2021-03-31", "", done="true"))

    with pytest.raises(Refusal, match="reported already: signed"):
        admit(PARK, signed, new("2021-03-31", 2), revise=False, today=TODAY)
    with pytest.raises(Refusal, match="reported already: yes"):
        admit(SCENE, done, new("2021-03-31", 0), revise=False, today=TODAY)


def test_a_stage_may_fall_back() -> None:
    signed = ledger_of(PARK, report_line("2021-03-31", "", stage='"construction"'))

    assert admit(PARK, signed, new("2021-06-30", 1), revise=False, today=TODAY).figure == 1


ATTEMPTS = st.lists(
    st.tuples(
        st.sampled_from([date(2021, month, 1) for month in range(4, 8)]),
        st.none() | st.integers(0, 50),
        st.booleans(),
        st.sampled_from([None, 0, 5, 20]),
    ),
    max_size=12,
)


@UNTIMED
@given(attempts=ATTEMPTS, target=st.sampled_from([STATIONS, OUTPUT, COVER]))
def test_a_ledger_that_admits_each_report_has_unique_keys_and_rises(
    attempts: list[tuple[date, int | None, bool, int | None]], target: Target
) -> None:
    goes_back = {"falling", "above-later"}
    ledger = Ledger(target.full_id, ())
    for count, (on, figure, revise, back) in enumerate(attempts):
        first = None if back is None else date.fromordinal(on.toordinal() - back).isoformat()
        report = new(on.isoformat(), figure, first if target is OUTPUT else None)
        report = report._replace(recorded=NOW.replace(minute=count))
        admission = Candidate(target, report, TODAY, revise=revise).admission(ledger)
        if isinstance(admission, Admitted) and not goes_back & {each.code for each in admission.doubts}:
            ledger = ledger._replace(reports=(*ledger.reports, admission.report))

    keys = [each.key for each in ledger.reports]
    assert len({*keys}) == len(keys)
    assert all(each.on <= TODAY for each in ledger.reports)
    found = judged_directly(target, ledger.reports, TODAY)
    assert found.status is not Status.NOT_ASSESSABLE
    if target is STATIONS:
        values = [each.value for each in found.observations]
        assert values == sorted(values)


# A correction may fall; what is entered for an earlier day is held against the figures around it.

CORRECTED = ledger_of(
    STATIONS,
    report_line("2020-12-31", 600),
    report_line("2021-03-31", 900),
    report_line("2021-06-30", 850, correction="true"),
)


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        pytest.param("2020-06-30", None, 600, id="before the first"),
        pytest.param("2021-02-28", 600, 900, id="between two"),
        pytest.param("2021-05-31", 900, None, id="before the correction: it bounds nothing"),
        pytest.param("2021-07-01", 850, None, id="after the correction"),
    ],
)
def test_a_figure_lies_between_those_around_it_but_for_a_correction(
    on: str, least: int | None, most: int | None
) -> None:
    def falls(figure: int, *, correction: bool = False) -> bool:
        report = new(on, figure, correction=correction)
        admission = Candidate(STATIONS, report, TODAY).admission(CORRECTED)
        assert isinstance(admission, Admitted)
        return any("does not fall" in each.words.en for each in admission.doubts)

    for bound, step in ((least, -1), (most, 1)):
        if bound is not None:
            assert not falls(bound)
            assert falls(bound + step)
            # One behind a later figure corrects nothing: it is the later line that would have to say so.
            assert falls(bound + step, correction=True) is (bound == most)
    assert falls(5000) is (most is not None)


def test_a_long_ledger_is_asked_for_a_week_a_season_and_two_years_before_the_report() -> None:
    asked = Candidate(STATIONS, new("2021-06-30", 900), TODAY).since

    assert [day.isoformat() for day in asked] == ["2021-06-23", "2021-03-22", "2019-06-11"]


def test_after_due_the_likely_day_is_due_itself_until_it_is_reported() -> None:
    later = date(2024, 5, 9)  # STATIONS is due on 2022-12-31
    due = new("2022-12-31", 2900)

    assert likely_day(STATIONS, NOTHING, later) == date(2022, 12, 31)
    assert likely_day(STATIONS, Ledger("", (due,)), later) == date(2024, 3, 31)
    assert likely_day(STATIONS, NOTHING, date(2022, 12, 31)) == date(2022, 12, 31)
