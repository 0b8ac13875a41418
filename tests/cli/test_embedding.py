"""The program inside another: several calls in one process, its streams redirected, from a thread, in a notebook."""

import gc
import io
import os
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

import jinjiang_plan
from jinjiang_plan import Consent, Refusal, Report, load, main, record
from jinjiang_plan.model.admission import Admitted, Refused
from tests.build import NOW, report_line, write_ledger, write_plan

STATUS = ["--lang", "en", "status", "--as-of", "2021-06-30"]


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1200))
    monkeypatch.setenv("JINJIANG_PLANS", str(plan.parent))
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    return plan


class Host:
    """The process around the calls: everything that a call may not change."""

    def __init__(self) -> None:
        self.signals = {number: signal.getsignal(number) for number in signal.valid_signals()}
        self.collector = gc.isenabled(), gc.get_threshold()
        self.streams = sys.stdin, sys.stdout, sys.stderr
        self.shown = [(each.encoding, each.errors) for each in (sys.stdout, sys.stderr)]
        self.files = [os.fstat(number).st_ino for number in (0, 1, 2)]
        self.environment = dict(os.environ)
        self.folder = Path.cwd()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Host) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


CALLS = {
    "an answer": (STATUS, 0),
    "a table": ([*STATUS, "--format", "table"], 0),
    "for machines": ([*STATUS, "--format", "json"], 0),
    "a gate": ([*STATUS, "--fail-on", "yellow"], 1),
    "a wrong call": (["show", "nothing"], 2),
    "no such option": (["status", "--nonsense"], 2),
    "no such command": (["nonsense"], 2),
    "nothing fits": (["status", "--plan", "plan", "--due-before", "1990-01-01"], 3),
    "the help": (["--help"], 0),
    "a command's help": (["record", "--help"], 0),
    "the version": (["--version"], 0),
    "a report": (["record", "stations", "1500", "--on", "2021-09"], 0),
    "a rehearsal": (["record", "stations", "1500", "--on", "2021-09", "--dry-run"], 0),
    "a check": (["check"], 0),
}


def redirected(argv: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(argv)
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(("argv", "code"), CALLS.values(), ids=CALLS)
@pytest.mark.usefixtures("plans")
def test_a_call_returns_its_exit_code_and_changes_nothing_of_its_host(argv: list[str], code: int) -> None:
    before = Host()
    assert main(argv) == code
    assert Host() == before


@pytest.mark.usefixtures("plans")
def test_one_call_after_another_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(3):
        assert main(STATUS) == 0
        said.append(capsys.readouterr())
    assert said[0].out
    assert said == [said[0]] * 3


@pytest.mark.parametrize(("argv", "code"), CALLS.values(), ids=CALLS)
@pytest.mark.usefixtures("plans")
def test_streams_that_are_only_text_take_all_that_is_said(argv: list[str], code: int) -> None:
    got, out, err = redirected(argv)
    assert got == code
    assert out if code < 2 else err


def test_lines_come_from_a_stream_that_is_only_text(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("stations 1500 2021-09\n"))
    assert redirected(["record", "-"])[0] == 0
    assert "2021-09-30 = { value = 1500, " in (plans / "progress" / "stations.toml").read_text("utf-8")


@pytest.mark.usefixtures("plans")
def test_what_is_no_text_is_refused_by_a_stream_that_is_only_text() -> None:
    pytest.importorskip("docx")
    code, out, err = redirected(["--lang", "en", "brief", "--as-of", "2021-06-30", "--format", "docx"])
    assert (code, out) == (2, "")
    assert "--output" in err


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
@pytest.mark.usefixtures("plans")
def test_a_stream_that_is_closed_stays_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)
    assert main(STATUS) == 0
    assert main(["show", "nothing"]) == 2
    assert getattr(sys, name) is None


class Gone(io.TextIOBase):
    """A stream whose reader has gone away."""

    def write(self, text: str) -> int:
        del text
        raise BrokenPipeError

    def isatty(self) -> bool:
        return False


@pytest.mark.usefixtures("plans")
def test_a_reader_that_went_away_is_no_error_and_stdout_stays_the_callers() -> None:
    before = Host()
    with redirect_stdout(Gone()):
        assert main(STATUS) == 0
        assert main(["--help"]) == 0
    assert Host() == before


@pytest.mark.parametrize(
    ("argv", "code"), [CALLS["an answer"], CALLS["a report"], CALLS["a wrong call"]], ids=str
)
@pytest.mark.usefixtures("plans")
def test_a_thread_may_call(argv: list[str], code: int) -> None:
    before = Host()
    codes: list[int] = []
    thread = Thread(target=lambda: codes.append(main(argv)))
    thread.start()
    thread.join()
    assert codes == [code]
    assert Host() == before


def test_threads_that_record_at_once_lose_nothing(plans: Path) -> None:
    codes: list[int] = []

    def write(month: int) -> None:
        argv = ["record", "stations", "1200", "--on", f"2022-{month:02}", "--revise"]
        codes.append(main([each for each in argv if each != "--revise"]))

    threads = [Thread(target=write, args=(month,)) for month in range(1, 7)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert codes == [0] * 6
    assert (plans / "progress" / "stations.toml").read_text("utf-8").count("\n2022-") == 6


# A notebook records as the shell does.

MOMENT = datetime.fromisoformat("2021-10-08T09:00:00+08:00")
TODAY = MOMENT.date()


def report(figure: int, on: str = "2021-09-30") -> Report:
    return Report(date.fromisoformat(on), 1, Decimal(figure), MOMENT, "notebook")


def test_a_notebook_records_as_the_shell_does(plans: Path) -> None:
    portfolio = load(plans.parent)
    target = portfolio.find("stations")
    outcome = record(portfolio, [(target, report(1500)), (target, report(1550))], today=TODAY)
    assert not outcome.written
    refused = outcome.drafts[0].admissions[1]
    assert isinstance(refused, Refused)
    assert "reported already" in refused.words.en
    assert record(portfolio, [(target, report(1500))], today=TODAY).written
    revised = record(portfolio, [(target, report(1550))], today=TODAY, revise=True)
    assert revised.drafts[0].lines[0].startswith("2021-09-30-r2 = { value = 1550, ")
    figures = [each.figure for each in load(plans.parent).ledger(target).reports]
    assert figures == [600, 1200, 1500, 1550]


def test_a_notebook_consents_to_doubts_by_name(plans: Path) -> None:
    portfolio = load(plans.parent)
    target = portfolio.find("stations")
    slip = report(1_800_000)
    doubted = record(portfolio, [(target, slip)], today=TODAY)
    (admission,) = doubted.drafts[0].admissions
    assert isinstance(admission, Admitted)
    assert not doubted.written
    assert admission.doubts
    assert len(load(plans.parent).ledger(target).reports) == 2
    accepted = Consent(frozenset(admission.doubts))
    assert record(portfolio, [(target, slip)], today=TODAY, consent=accepted).written
    assert load(plans.parent).ledger(target).reports[-1].figure == 1_800_000


def test_a_notebook_is_refused_a_ledger_with_a_fault(plans: Path) -> None:
    portfolio = load(plans.parent)
    write_ledger(plans, "stations", "x")
    with pytest.raises(Refusal) as refused:
        record(portfolio, [(portfolio.find("stations"), report(1500))], today=TODAY)
    assert refused.value.exit_code == 3


def test_the_public_door_is_the_command_lines() -> None:
    assert jinjiang_plan.main(["--version"]) == 0


@pytest.mark.parametrize(
    "words", [("site", "\ud800"), ("import", "\udfffx"), ("record", "stations", "\ud83d")]
)
def test_half_a_surrogate_pair_is_refused(plans: Path, words: tuple[str, ...]) -> None:
    err = io.StringIO()
    with redirect_stderr(err):
        code = main(["--lang", "en", *words])
    before = (plans / "progress" / "stations.toml").read_bytes()
    assert (code, err.getvalue().count("\n")) == (2, 1)
    assert "half a surrogate pair" in err.getvalue()
    assert (plans / "progress" / "stations.toml").read_bytes() == before
