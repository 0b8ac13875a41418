"""The day on which a figure became public, and why it is entered late: from record and import to ledger, log and show."""

import json
from pathlib import Path

import pytest

from jinjiang_plan.files.ledger.ledger_line import canonical
from jinjiang_plan.files.plans.locate import load
from tests.build import call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
ARCHIVE = ("--on", "2020-12-31", "--source", "yearbook")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plans")


def line(plan: Path) -> str:
    return (plan / "progress" / "stations.toml").read_text(encoding="utf-8").splitlines()[-1]


def test_a_record_carries_the_day_of_publication_and_the_reason_for_its_delay(
    capsys: Capture, plan: Path
) -> None:
    words = ("--published", "2021-02", "--late", "typed in from the archive")
    assert call(capsys, "record", "stations", "620", *ARCHIVE, *words, plans=plan.parent).code == 0
    assert ', published = 2021-02-28, source = "yearbook", late = "typed in from the archive" }' in line(plan)
    text = (plan / "progress" / "stations.toml").read_text(encoding="utf-8")
    ledger = canonical(text, load(plan).find("stations"))
    assert ledger is not None  # so that the next line is added without a parser
    assert (f"{ledger.reports[0].published}", ledger.reports[0].late) == (
        "2021-02-28",
        "typed in from the archive",
    )
    assert load(plan).ledgers["plan/stations"].reports == ledger.reports
    assert "JP506" not in call(capsys, "check", "--show", "info", plans=plan.parent).out


@pytest.mark.parametrize("command", [("log",), ("show", "stations")])
def test_log_and_show_say_when_a_figure_became_public(
    capsys: Capture, plan: Path, command: tuple[str, ...]
) -> None:
    write_ledger(plan, "stations", report_line("2020-12-31", 620, published="2021-01-05", late='"moved"'))
    for lang, said in (("en", "published 2021-01-05  moved"), ("zh", "2021-01-05 公布  moved")):
        assert said in call(capsys, *command, "-f", "plain", plans=plan.parent, lang=lang).out
    told = json.loads(call(capsys, *command, "-f", "json", plans=plan.parent).out)
    (report,) = told["reports"] if "reports" in told else told["entries"]
    assert (report["published"], report["late"]) == ("2021-01-05", "moved")


@pytest.mark.parametrize(("day", "why"), [("2023-01-11", "is still to come"), ("soon", "it cannot be read")])
def test_a_day_of_publication_that_cannot_be_is_refused(
    capsys: Capture, plan: Path, day: str, why: str
) -> None:
    outcome = call(capsys, "record", "stations", "620", *ARCHIVE, "--published", day, plans=plan.parent)
    assert outcome.code == 2
    assert why in outcome.err
    assert not (plan / "progress").exists()


def test_a_sheet_may_have_a_column_for_it(capsys: Capture, plan: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("指标,完成值,日期,公布日期\nstations,620,2020-12-31,2021-01-05\n", encoding="utf-8")
    assert call(capsys, "import", str(sheet), "--yes", plans=plan.parent).code == 0
    assert "published = 2021-01-05" in line(plan)
    again = call(capsys, "import", str(sheet), "--yes", plans=plan.parent)
    assert again.code == 0
    sheet.write_text("指标,完成值,日期,公布日期\nstations,630,2021-12-31,2023-02-05\n", encoding="utf-8")
    wrong = call(capsys, "import", str(sheet), "--yes", plans=plan.parent)
    assert wrong.code != 0
    assert "the day of publication, 2023-02-05, is still to come" in wrong.out + wrong.err


def test_an_amended_baseline_is_told_in_log_and_json(capsys: Capture, plan: Path) -> None:
    why = ("--document", "census", "--reason", "revised")
    assert call(capsys, "amend", "stations", "--baseline", "50", *why, plans=plan.parent).code == 0
    assert "baseline 50 sites" in call(capsys, "log", "-f", "plain", plans=plan.parent).out
    (entry,) = json.loads(call(capsys, "log", "-f", "json", plans=plan.parent).out)["entries"]
    assert (entry["what"], entry["baseline"], entry["by"]) == ("amendment", 50, "tester")
