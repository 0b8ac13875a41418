"""A ledger that grows by a sheet decides as the whole ledger would."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.assess.intake.preview import GrownLedger
from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.model.admission import Admitted, Refused
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.spreadsheet import EntryTerms, RowVerdict
from tests.build import PLAN_HEAD, STATIONS, write_plan

NOW = datetime(2023, 1, 10, 9, tzinfo=timezone(timedelta(hours=8)))
ENTERING = EntryTerms("x", NOW, NOW.date())
KINDS = ("cumulative", "level", "increment")


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Target]:
    root = tmp_path_factory.mktemp("plans")
    head = PLAN_HEAD + "".join(
        STATIONS.replace("stations]", f"{kind}]").replace('"cumulative"', f'"{kind}"') for kind in KINDS
    )
    write_plan(root, head=head)
    return {each.id: each for each in load(root).plans[0].targets}


DAYS = st.integers(0, 40).map(lambda days: date(2021, 1, 1) + timedelta(days=days))
REPORTS = st.builds(
    lambda on, value, span: Report(on, 1, value, NOW, "x", first=on - timedelta(days=span)),
    DAYS,
    st.none() | st.integers(-30, 30).map(Decimal),
    st.integers(0, 5),
)


def of_kind(report: Report, kind: str) -> Report:
    return report if kind == "increment" else report._replace(first=None)


@given(
    kind=st.sampled_from(KINDS),
    before=st.lists(REPORTS, max_size=6),
    rows=st.lists(
        REPORTS.filter(lambda each: each.figure is not None), max_size=10, unique_by=lambda each: each.on
    ),
)
def test_what_is_admitted_is_what_the_whole_ledger_admits(
    targets: dict[str, Target], kind: str, before: list[Report], rows: list[Report]
) -> None:
    target = targets[kind]
    whole = Ledger(target.full_id, ())
    for each in before:
        report = of_kind(each, kind)._replace(recorded=NOW - timedelta(days=9))
        admission = Candidate(target, report, ENTERING.day).admission(whole)
        if isinstance(admission, Admitted):
            whole = whole._replace(reports=(*whole.reports, admission.report))
    growing = GrownLedger(target, whole)
    for row in rows:
        report = of_kind(row, kind)
        item = growing.judge(report, "a", ENTERING)
        if any(each.on == report.on for each in whole.reports):
            assert item.verdict is not RowVerdict.NEW
            continue
        expected = Candidate(target, report, ENTERING.day).admission(whole)
        if isinstance(expected, Refused):
            assert (item.verdict, item.words) == (RowVerdict.WRONG, expected.words)
            continue
        assert isinstance(expected, Admitted)
        assert (item.verdict, item.report) == (RowVerdict.NEW, expected.report)
        assert item.doubts == expected.doubts
        whole = whole._replace(reports=(*whole.reports, expected.report))
