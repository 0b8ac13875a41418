import errno
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan import Refusal, Report, Target, load
from jinjiang_plan.files.ledger.append import Append, Entry, Outcome, draft_of
from jinjiang_plan.files.ledger.reader import ledger_from_text
from jinjiang_plan.model.admission import (
    EVERY_DOUBT,
    NO_CONSENT,
    Admitted,
    Consent,
    Decision,
    Doubt,
    Refused,
    Undecided,
)
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words
from tests.build import call, clean_environment, report_line, write_ledger, write_plan

HEADER = "[report]\n"
FIRST = report_line("2020-12-31", 600) + "\n"
SECOND = report_line("2021-03-31", 900) + "\n"


def admitted(on: str = "2021-06-30", value: int = 1200, revision: int = 1, *doubts: Doubt) -> Decision:
    moment = datetime(2021, 7, 5, 2, tzinfo=UTC)
    report = Report(date.fromisoformat(on), revision, Decimal(value), moment, "t")
    return lambda _: Admitted(report, doubts)


LINE = '2021-06-30 = { value = 1200, recorded = 2021-07-05T02:00:00+00:00, by = "t" }'


class Place:
    """A plan's folder with the ledger of its one target, perhaps not there yet."""

    def __init__(self, root: Path) -> None:
        self.folder = write_plan(root)
        self.target: Target = load(root).plans[0].targets[0]
        self.path = self.folder / "progress" / "stations.toml"

    def put(self, text: str | bytes) -> "Place":
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def entry(self, *decisions: Decision) -> Entry:
        return Entry(self.path, self.target, decisions or (admitted(),))

    def append(self, *decisions: Decision, consent: Consent = NO_CONSENT) -> Outcome:
        return Append([self.entry(*decisions)], consent).write()

    def everything(self) -> dict[str, bytes | None]:
        """Every file and folder of the plan, a file with its bytes."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in self.folder.rglob("*")
        }


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


# What is added.

KEPT = {
    "canonical": HEADER + FIRST + SECOND,
    "the header alone": HEADER,
    "comments": "# 5G基站 台账\n" + HEADER + "# one\n" + FIRST + "\n# two\n",
    "CRLF": (HEADER + FIRST).replace("\n", "\r\n"),
    "a mark": "\ufeff" + HEADER + FIRST,
    "odd spaces": "[ report ]\n" + FIRST.replace(" = ", "=", 1),
    "a comment on the header": "[report] # 台账\n" + FIRST,
    "a quoted day": HEADER + FIRST.replace("2020-12-31", '"2020-12-31"', 1),
    "other reports": HEADER + report_line("2020-12-31", "", retract="true", reason='"x"') + "\n",
    "blank lines": "\n\n" + HEADER + "\n" + FIRST + "\n\n",
    "a comment, the header, no report": "# 台账\n" + HEADER,
    "the header with a comment, no report": "[report] # 台账\n",
    "the header with CRLF, no report": "[report]\r\n",
    "blank lines and the header, no report": "\n" + HEADER,
}


@pytest.mark.parametrize("before", KEPT.values(), ids=KEPT)
def test_earlier_bytes_stay_and_one_line_is_added(place: Place, before: str) -> None:
    place.put(before)
    outcome = place.append()
    end = "\r\n" if "\r\n" in before else "\n"
    assert place.path.read_bytes() == before.encode() + f"{LINE}{end}".encode()
    assert outcome.written
    assert outcome.drafts[0].lines == (LINE,)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(None, HEADER, id="no file"),
        pytest.param("", HEADER, id="an empty file"),
        pytest.param("# 台账\n# two\n", "# 台账\n# two\n" + HEADER, id="comments alone"),
        pytest.param("\ufeff", "\ufeff" + HEADER, id="a mark alone"),
    ],
)
def test_the_header_is_written_once(place: Place, before: str | None, expected: str) -> None:
    if before is not None:
        place.put(before)
    place.append()
    place.append(admitted("2021-09-30", 1500))
    assert place.path.read_bytes().startswith(f"{expected}{LINE}\n2021-09-30 = ".encode())
    assert place.path.read_text(encoding="utf-8").count("[report]") == 1


@given(
    st.lists(
        st.tuples(
            st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(1, 3), st.integers(-(10**6), 10**6)
        ),
        unique_by=lambda each: each[:2],
    )
)
@settings(max_examples=25, deadline=None)
def test_what_is_appended_one_by_one_is_read_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[date, int, int]]
) -> None:
    target = Place(tmp_path_factory.getbasetemp() / "law").target
    text = ""
    for on, revision, value in entries:
        entry = Entry(Path("f"), target, [admitted(on.isoformat(), value, revision)])
        addition = draft_of(text, "f", entry).addition
        assert addition.removeprefix(HEADER).count("\n") == 1
        text += addition
    ledger, found = ledger_from_text(text, "f", target)
    assert found == []
    wanted = [(on, revision, Decimal(value)) for on, revision, value in entries]
    assert [(each.on, each.revision, each.figure) for each in ledger.reports] == wanted


def test_what_is_admitted_is_decided_on_the_ledger_as_it_stands(place: Place) -> None:
    place.put(HEADER + FIRST + SECOND)
    seen: list[int] = []

    def decide(ledger: Ledger) -> Admitted | Refused | Undecided:
        seen.append(len(ledger.reports))
        return admitted()(ledger)

    place.append(decide)
    assert seen == [2]


def test_revisions_of_a_day_are_numbered(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    plans = place.folder.parent
    for value, more in ((600, ()), (650, ("--revise",)), (640, ("--revise",))):
        outcome = call(capsys, "record", "stations", str(value), "--on", "2020-12-31", *more, plans=plans)
        assert outcome.code == 0, outcome.err
    call(capsys, "retract", "stations", "--on", "2020-12-31", "--reason", "wrong", plans=plans)
    keys = list(tomli.loads(place.path.read_text(encoding="utf-8"))["report"])
    assert keys == ["2020-12-31", "2020-12-31-r2", "2020-12-31-r3", "2020-12-31-r4"]


# What is refused leaves no trace.


NO = Refused(Words("不收", "not admitted"))


def refusing(_: Ledger) -> Refused:
    return NO


def assert_refused(outcome: Outcome) -> None:
    assert not outcome.written
    assert outcome.drafts[0].admissions == (NO,)
    assert outcome.drafts[0].lines == ()


@pytest.mark.parametrize("before", [*KEPT.values(), ""], ids=[*KEPT, "an empty file with its folder"])
def test_a_refused_report_leaves_every_byte(place: Place, before: str) -> None:
    place.put(before)
    kept = place.everything()
    assert_refused(place.append(refusing))
    if before:
        assert place.everything() == kept
    else:  # a file without a byte may go
        assert not place.path.exists() or place.path.read_bytes() == b""


def test_a_refused_report_leaves_no_file_where_none_was(place: Place) -> None:
    place.path.parent.mkdir()
    assert_refused(place.append(refusing))
    assert list(place.path.parent.iterdir()) == []


def test_a_refused_report_leaves_no_folder_where_none_was(place: Place) -> None:
    assert_refused(place.append(refusing))
    assert not place.path.parent.exists()


# Doubts need consent.

SLIP = Doubt("slip", Words("像是笔误", "it looks like a slip"))
OTHER = Doubt("other", Words("另一处", "another one"))
DOUBTED = admitted("2021-06-30", 1200, 1, SLIP, OTHER)


@pytest.mark.parametrize("consent", [Consent(), Consent(frozenset([SLIP]))], ids=["none", "of one alone"])
def test_a_doubt_that_nobody_accepts_leaves_no_trace_and_is_in_the_outcome(
    place: Place, consent: Consent
) -> None:
    kept = place.everything()
    outcome = place.append(DOUBTED, consent=consent)
    assert not outcome.written
    (admission,) = outcome.drafts[0].admissions
    assert isinstance(admission, Admitted)
    assert admission.doubts == (SLIP, OTHER)
    assert place.everything() == kept


@pytest.mark.parametrize(
    "consent", [EVERY_DOUBT, Consent(frozenset([SLIP, OTHER]))], ids=["every", "of both"]
)
def test_a_doubt_that_is_accepted_does_not_stop_the_report(place: Place, consent: Consent) -> None:
    assert place.append(DOUBTED, consent=consent).written
    assert place.path.read_text(encoding="utf-8") == f"{HEADER}{LINE}\n"


def test_everything_that_is_in_the_way_is_in_one_outcome(place: Place) -> None:
    kept = place.everything()
    outcome = place.append(DOUBTED, refusing, admitted("2021-09-30"))
    assert not outcome.written
    assert [type(each) for each in outcome.drafts[0].admissions] == [Admitted, Refused, Admitted]
    assert place.everything() == kept


def test_a_rehearsal_decides_as_the_append_does_and_leaves_no_trace(place: Place) -> None:
    place.put(HEADER + FIRST)
    kept = place.everything()
    append = Append([place.entry(admitted(), admitted("2021-09-30", 1500))])
    rehearsed = append.rehearse()
    assert place.everything() == kept
    assert not rehearsed.written
    written = append.write()
    assert written.written
    assert written.drafts == rehearsed.drafts
    assert [each.figure for each in written.drafts[0].after.reports] == [600, 1200, 1500]


def test_a_part_of_a_long_ledger_decides_only_where_it_says_so(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jinjiang_plan.files.ledger.append.LONG", 1)
    place.put(HEADER + FIRST + SECOND)
    known: list[list[date]] = []

    def decide(ledger: Ledger) -> Admitted | Undecided:
        known.append([each.on for each in ledger.reports])
        if len(ledger.reports) < 2:
            return Undecided()
        return Admitted(Report(date(2021, 6, 30), 1, Decimal(1), datetime(2021, 7, 5, tzinfo=UTC), "t"))

    first, second = date(2020, 12, 31), date(2021, 3, 31)
    entry = Entry(place.path, place.target, [decide], [date(2021, 6, 1), second, first, date(2020, 1, 1)])
    assert Append([entry]).write().written
    assert known == [[], [second], [first, second]]


BROKEN: dict[str, str | bytes] = {
    "torn": HEADER + FIRST + SECOND.rstrip("\n"),
    "torn in the middle": HEADER + FIRST + SECOND[:30],
    "a day twice": HEADER + FIRST + FIRST,
    "a syntax error": HEADER + "x = \n",
    "an unknown key": HEADER + FIRST.replace("value", "values"),
    "another table": HEADER + "[other]\n",
    "not UTF-8": HEADER.encode() + b"# \xff\n",
}


@pytest.mark.parametrize("before", BROKEN.values(), ids=BROKEN)
def test_a_ledger_with_a_fault_is_not_written_to(place: Place, before: str | bytes) -> None:
    place.put(before)
    kept = place.everything()
    with pytest.raises(Refusal) as refused:
        place.append()
    assert refused.value.exit_code == 3
    assert all(str(place.path) in each for each in refused.value.words)
    assert place.everything() == kept


def test_a_torn_ledger_is_refused_with_its_line_and_the_way_out(place: Place) -> None:
    place.put(BROKEN["torn"])
    with pytest.raises(Refusal) as refused:
        place.append()
    assert f"{place.path}:3:1" in refused.value.words.en
    assert all("`jinjiang-plan mend plan/stations`" in words for words in refused.value.words)


ENTRY = 'value = 600\nrecorded = 2021-01-05T00:00:00Z\nby = "t"\n'
ODD = {
    "a table for each report": f'[report."2020-12-31"]\n{ENTRY}',
    "a table for each report, bare": f"[report.2020-12-31]\n{ENTRY}",
    "a sub-table behind the header": f"{HEADER}{FIRST}[report.2021-03-31]\n{ENTRY}",
    "dotted keys": "report." + FIRST,
    "one inline table": f"report = {{ {FIRST.rstrip()} }}\n",
    "an empty inline table": "report = {}\n",
    "dotted keys below the header": HEADER
    + "".join(f"2020-12-31.{line}\n" for line in ENTRY.splitlines()) * 1,
}


@pytest.mark.parametrize("before", [text for name, text in ODD.items() if "below" not in name])
def test_a_ledger_of_another_layout_is_refused_as_it_is(place: Place, before: str) -> None:
    _, found = ledger_from_text(before, "f", place.target)
    assert found == []
    kept = place.put(before).everything()
    with pytest.raises(Refusal) as refused:
        place.append()
    assert refused.value.exit_code == 1
    assert all(str(place.path) in each for each in refused.value.words)
    assert place.everything() == kept


def test_dotted_keys_below_the_header_can_be_appended_to(place: Place) -> None:
    before = ODD["dotted keys below the header"]
    place.put(before).append()
    assert place.path.read_text(encoding="utf-8") == f"{before}{LINE}\n"


def test_a_line_that_is_there_already_is_never_written_twice(place: Place) -> None:
    kept = place.put(HEADER + FIRST).everything()
    with pytest.raises(Refusal):
        place.append(admitted("2020-12-31", 1))
    assert place.everything() == kept


MOST_REVISIONS = 999_999
"""The highest number of a revision that a ledger's key may have."""
MIDDLE = (date(2020, 9, 1),)
A_LONG_ONE = 65_536
"""Bytes from which a ledger is decided on by a part."""


def long_ledger(size: int) -> str:
    """A ledger of so many bytes, a line a day."""
    days = (date(2018, 1, 1) + timedelta(days=number) for number in range(1100))
    lines = [report_line(day.isoformat(), 600) + "\n" for day in days]
    text = HEADER + "".join(lines[: size // len(lines[0]) - 2])
    padded = report_line("2021-01-31", 600) + "\n"
    return text + padded.replace('source = "', f'source = "{"x" * (size - len(text) - len(padded))}')


PROVED = {
    "canonical": HEADER + FIRST,
    "odd": f"{HEADER}# one\n{FIRST}",
    "long": long_ledger(A_LONG_ONE),
}


@pytest.mark.parametrize("before", PROVED.values(), ids=PROVED)
def test_a_line_that_would_not_read_back_is_not_written(place: Place, before: str) -> None:
    place.put(before)

    def append(revision: int) -> Outcome:
        entry = place.entry(admitted("2021-06-30", 1200, revision))
        return Append([entry._replace(since=MIDDLE)]).write()

    with pytest.raises(Refusal, match="cannot take this report") as refused:
        append(MOST_REVISIONS + 1)
    assert refused.value.exit_code == 1
    assert place.path.read_bytes() == before.encode()
    append(MOST_REVISIONS)
    assert place.path.read_text(encoding="utf-8").startswith(f"{before}2021-06-30-r999999 = ")


@pytest.mark.parametrize(
    ("kind", "read", "misread"),
    [pytest.param("done", 1, 2, id="a yes"), pytest.param("stage", 4, 5, id="the last stage")],
)
def test_a_line_that_would_read_as_another_figure_is_not_written(
    place: Place, kind: str, read: int, misread: int
) -> None:
    target = place.target._replace(kind=Kind(kind), stages=("a", "b", "c", "d", "e"))
    with pytest.raises(Refusal, match="cannot take this report"):
        Append([Entry(place.path, target, [admitted(value=misread)])]).write()
    assert not place.path.exists()
    Append([Entry(place.path, target, [admitted(value=read)])]).write()
    assert ledger_from_text(place.path.read_text(encoding="utf-8"), "", target)[0].reports[0].figure == read


@pytest.mark.parametrize(("size", "since"), [(A_LONG_ONE - 1, []), (A_LONG_ONE, [MIDDLE[0]])])
def test_only_a_long_ledger_is_decided_on_by_a_part(place: Place, size: int, since: list[date]) -> None:
    place.put(long_ledger(size))
    assert place.path.stat().st_size == size
    asked: list[Ledger] = []

    def decide(ledger: Ledger) -> Admitted | Undecided:
        asked.append(ledger)
        return Undecided() if ledger.since is not None else Admitted(report)

    report = Report(date(2021, 6, 30), 1, Decimal(1200), datetime(2021, 7, 5, 2, tzinfo=UTC), "t")
    assert Append([Entry(place.path, place.target, [decide], MIDDLE)]).write().written
    assert [each.since for each in asked] == [*since, None]
    assert all(each.on >= MIDDLE[0] for ledger in asked[:-1] for each in ledger.reports)


def test_a_whole_ledger_decides_on_every_report(place: Place) -> None:
    place.put(long_ledger(A_LONG_ONE))
    entry = Entry(place.path, place.target, [lambda _: Undecided()], MIDDLE)
    for append in (Append([entry]), Append([entry._replace(decisions=[*entry.decisions, *entry.decisions])])):
        with pytest.raises(TypeError, match="decides on every report"):
            append.write()
    assert place.path.stat().st_size == A_LONG_ONE


def test_a_key_that_is_in_the_part_that_was_read_is_refused_by_the_whole(place: Place) -> None:
    text = long_ledger(A_LONG_ONE)
    place.put(text)
    for on, since in (
        ("2019-03-01", date(2019, 1, 1)),
        ("2021-01-31", MIDDLE[0]),
    ):  # in the part that is read
        append = Append([Entry(place.path, place.target, [admitted(on)], (since,))])
        with pytest.raises(Refusal, match=f"holds {on} already"):
            append.write()
    assert place.path.read_text(encoding="utf-8") == text


# Faults of the system.

Fault = Callable[[pytest.MonkeyPatch], None]


def no_space(monkeypatch: pytest.MonkeyPatch) -> None:
    write, left = os.write, [10]

    def partly(handle: int, data: bytes) -> int:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data[: left.pop()])

    monkeypatch.setattr(os, "write", partly)


def no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)


def no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(_: int, __: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)


def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)


def no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)


FAULTS: dict[str, Fault] = {
    "the disk is full": no_space,
    "the flush fails": no_flush,
    "there are no locks": no_lock,
    "the folder is read-only": read_only,
}
STATES: dict[str, str | None] = {"a ledger": HEADER + FIRST, "no ledger": None, "an odd ledger": "# x\r\n"}


@pytest.mark.skipif(os.name == "nt", reason="the faults are those of POSIX calls")
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("before", STATES.values(), ids=STATES)
def test_a_write_that_fails_leaves_all_as_it_was(
    place: Place, monkeypatch: pytest.MonkeyPatch, fault: Fault, before: str | None
) -> None:
    place.path.parent.mkdir()
    if before is not None:
        place.put(before)
    kept = place.everything()
    with monkeypatch.context() as context:
        fault(context)
        with pytest.raises(Refusal) as refused:
            place.append()
    assert refused.value.exit_code == 1
    assert all(str(place.path) in each for each in refused.value.words)
    assert place.everything() == kept
    place.append()  # and nothing stands in the way of trying again
    end = "\r\n" if before and "\r\n" in before else "\n"
    assert place.path.read_bytes().endswith(f"{LINE}{end}".encode())


@pytest.mark.skipif(os.name == "nt", reason="the faults are those of POSIX calls")
@pytest.mark.parametrize("fault", [*FAULTS.values(), no_folder], ids=[*FAULTS, "no folder can be made"])
def test_a_write_that_fails_leaves_no_folder_where_none_was(
    place: Place, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    kept = place.everything()
    with monkeypatch.context() as context:
        fault(context)
        with pytest.raises(Refusal) as refused:
            place.append()
    assert refused.value.exit_code == 1
    assert place.everything() == kept


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flush of folders")
@pytest.mark.parametrize("before", STATES.values(), ids=STATES)
@pytest.mark.parametrize("failing", [1, 2, 3])
def test_whichever_flush_fails_a_refusal_means_that_nothing_was_written(
    place: Place, monkeypatch: pytest.MonkeyPatch, failing: int, before: str | None
) -> None:
    place.path.parent.mkdir()
    if before is not None:
        place.put(before)
    kept = place.everything()
    flush, calls = os.fsync, [0]

    def refuse(handle: int) -> None:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError(errno.EIO, "Input/output error")
        flush(handle)

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", refuse)
        refused = False
        try:
            place.append()
        except Refusal:
            refused = True
    if refused:
        assert place.everything() == kept
    else:
        end = "\r\n" if before and "\r\n" in before else "\n"
        assert place.path.read_bytes().endswith(f"{LINE}{end}".encode())


@pytest.mark.parametrize("before", STATES.values(), ids=STATES)
@pytest.mark.parametrize("call_name", ["write", "fsync"])
def test_an_interrupt_while_writing_leaves_all_as_it_was(
    place: Place, monkeypatch: pytest.MonkeyPatch, before: str | None, call_name: str
) -> None:
    place.path.parent.mkdir()
    if before is not None:
        place.put(before)
    kept = place.everything()
    write = os.write

    def interrupt(handle: int, data: bytes = b"") -> int:
        if data:
            write(handle, data[:7])
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(os, call_name, interrupt)
        with pytest.raises(KeyboardInterrupt):
            place.append()
    assert place.everything() == kept


@pytest.mark.parametrize("what", ["a folder in the ledger's place", "a file in the folder's place"])
def test_what_is_no_ledger_is_not_written_to(place: Place, what: str) -> None:
    if what.startswith("a folder"):
        place.path.mkdir(parents=True)
    else:
        place.path.parent.write_text("x", encoding="utf-8")
    kept = place.everything()
    with pytest.raises(Refusal) as refused:
        place.append()
    assert refused.value.exit_code == 1
    assert place.everything() == kept


# Several at once.

WRITER = """\
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from jinjiang_plan import Report, load
from jinjiang_plan.files.ledger.append import Append, Entry
from jinjiang_plan.model.admission import Admitted

folder, number = Path(sys.argv[1]), int(sys.argv[2])
target = load(folder).plans[0].targets[0]
for step in range(25):
    def decide(ledger):
        revision = 1 + sum(each.on == date(2021, 6, 30) for each in ledger.reports)
        moment = datetime(2021, 7, 5, tzinfo=UTC) + timedelta(minutes=len(ledger.reports))
        return Admitted(Report(date(2021, 6, 30), revision, Decimal(number * 100 + step), moment, "t"))
    Append([Entry(folder / "progress" / "stations.toml", target, [decide])]).write()
"""


def assert_all_there(place: Place, writers: int, steps: int) -> None:
    ledger = load(place.folder).ledger(place.target)
    assert sorted(each.figure for each in ledger.reports if each.figure is not None) == [
        writer * 100 + step for writer in range(writers) for step in range(steps)
    ]
    assert [each.revision for each in ledger.reports] == list(range(1, writers * steps + 1))
    text = place.path.read_text(encoding="utf-8")
    assert text.count("\n") == writers * steps + 1
    assert text.count("[report]") == 1


def test_processes_that_append_at_once_lose_nothing(place: Place) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(place.folder), str(number)],
            env=clean_environment(),
            stderr=subprocess.PIPE,
        )
        for number in range(8)
    ]
    failures = [writer.communicate()[1].decode() for writer in writers]
    assert failures == [""] * 8
    assert_all_there(place, 8, 25)


def test_threads_that_append_at_once_lose_nothing(place: Place) -> None:
    def write(number: int) -> None:
        for step in range(10):

            def decide(ledger: Ledger, figure: int = number * 100 + step) -> Admitted:
                moment = datetime(2021, 7, 5, tzinfo=UTC) + timedelta(minutes=len(ledger.reports))
                revision = len(ledger.reports) + 1
                return Admitted(Report(date(2021, 6, 30), revision, Decimal(figure), moment, "t"))

            place.append(decide)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert_all_there(place, 4, 10)


def test_a_dry_run_writes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    kept = place.everything()
    outcome = call(
        capsys, "record", "stations", "1200", "--on", "2021-06-30", "--dry-run", plans=place.folder.parent
    )
    assert outcome.code == 0
    assert outcome.out.startswith("2021-06-30 = { value = 1200, recorded = ")
    assert place.everything() == kept


def test_a_ledger_that_others_wrote_by_hand_goes_on(place: Place) -> None:
    path = write_ledger(place.folder, "stations", report_line("2021-03-31", 5), "", "# by hand")
    before = path.read_bytes()
    place.append()
    assert path.read_bytes() == before + f"{LINE}\n".encode()
