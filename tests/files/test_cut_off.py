"""Appends that are killed, interrupted or refused at each of their calls to the system."""

import errno
import json
import os
import signal
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Lock

import pytest

from jinjiang_plan import Refusal, Report, Target, load
from jinjiang_plan.files.ledger.append import Append, Entry
from jinjiang_plan.files.ledger.journal import NAME
from jinjiang_plan.files.ledger.repair import cut_line, end_line, last_line
from jinjiang_plan.files.ledger.seal import put_seal, seal_of
from jinjiang_plan.model.admission import Admitted, Decision, Refused
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.faults import apart, kill, kill_half_way, points, recorded, refuse, send

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a process is forked for each fault")

OTHER = STATIONS.replace("target.stations", "target.masts")
THIRD = STATIONS.replace("target.stations", "target.lines")
TARGETS = ("stations", "masts", "lines")
MOMENT = datetime(2021, 7, 5, 2, tzinfo=UTC)


class Plans:
    """Two plans: one ledger has a report, one is empty but for its header, the others are not there yet."""

    def __init__(self, root: Path) -> None:
        self.root = root / "plans"
        first = write_plan(self.root, "first", PLAN_HEAD + STATIONS + OTHER)
        write_plan(self.root, "second", PLAN_HEAD + THIRD)
        write_ledger(first, "stations", report_line("2020-12-31", 600))
        self.portfolio: Portfolio = load(self.root)
        self.kept = self.everything()

    def everything(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file()
        }

    def put_back(self) -> None:
        for path in list(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and name not in self.kept:
                path.unlink()
        for name, held in self.kept.items():
            (self.root / name).write_bytes(held)
        for folder in self.root.glob("*/progress"):
            if not any(folder.iterdir()):
                folder.rmdir()

    def target(self, name: str) -> tuple[Path, Target]:
        target = self.portfolio.find(name)
        return self.root / target.plan / "progress" / f"{name}.toml", target

    def counts(self) -> list[int]:
        """How many reports a reader sees of each target; none of the ledgers may be at fault."""
        read = load(self.root)
        assert read.findings == ()
        return [len(read.ledger(read.find(name)).reports) for name in TARGETS]


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    return Plans(tmp_path)


def leave(plans: Plans, text: str) -> None:
    """A journal as an append that was cut off leaves it, with its seal."""
    journal = plans.root / NAME
    journal.write_text(text, encoding="utf-8")
    put_seal(journal, journal.stat())


def report(on: str, value: int = 1200) -> Decision:
    def decide(ledger: Ledger) -> Admitted:
        day = date.fromisoformat(on)
        revision = 1 + sum(each.on == day for each in ledger.reports)
        return Admitted(Report(day, revision, Decimal(value), MOMENT, "t"))

    return decide


def one(plans: Plans, name: str = "stations") -> str:
    Append([Entry(*plans.target(name), [report("2021-06-30")])]).write()
    return "done"


def many(plans: Plans) -> str:
    days = ("2021-03-31", "2021-06-30")
    Append(Entry(*plans.target(name), [report(day) for day in days]) for name in TARGETS).write()
    return "done"


BEFORE, AFTER = [1, 0, 0], [3, 2, 2]


@pytest.mark.parametrize("strike", [kill, kill_half_way])
def test_many_are_there_whole_or_not_at_all_wherever_it_is_killed(
    plans: Plans, strike: Callable[..., None]
) -> None:
    seen = []
    for end in points(lambda: many(plans), strike):
        counts = plans.counts()
        assert counts in (BEFORE, AFTER)
        if end.said == "done":
            assert counts == AFTER
        seen.append(counts)
        one(plans)  # the next command that writes works, and mends what is left
        assert plans.counts() == [counts[0] + 1, *counts[1:]]
        assert not (plans.root / NAME).exists()
        plans.put_back()
    assert len(seen) > 20
    assert BEFORE in seen
    assert seen[-1] == AFTER


@pytest.mark.parametrize("strike", [kill, kill_half_way])
def test_what_was_cut_off_is_taken_back_byte_for_byte(plans: Plans, strike: Callable[..., None]) -> None:
    for end in points(lambda: many(plans), strike):
        done = plans.counts() == AFTER
        Append([Entry(*plans.target("masts"), [report("2021-09-30"), report("2021-12-31")])]).write()
        masts = plans.target("masts")[0].relative_to(plans.root).as_posix()
        if not done:
            left = {name: held for name, held in plans.everything().items() if name != masts}
            assert {
                name: held for name, held in left.items() if held
            } == plans.kept  # an empty ledger says nothing
        assert end.said in ("", "done")
        plans.put_back()


@pytest.mark.parametrize("name", ["stations", "masts"])
def test_one_that_is_killed_leaves_what_was_acknowledged_and_nothing_else_whole(
    plans: Plans, name: str
) -> None:
    place = TARGETS.index(name)
    for end in points(lambda: one(plans, name), kill):
        counts = plans.counts()
        assert counts[place] - BEFORE[place] in ({1} if end.said else {0, 1})
        if not counts[place] - BEFORE[place]:
            one(plans, name)
        plans.put_back()


INTERRUPTS = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM}


@pytest.mark.parametrize("number", INTERRUPTS.values(), ids=INTERRUPTS)
@pytest.mark.parametrize("action", [one, many])
def test_an_interrupt_comes_before_anything_is_written_or_too_late(
    plans: Plans, action: Callable[[Plans], str], number: int
) -> None:
    said = set()
    for end in points(lambda: action(plans), send(number)):
        assert end.signal == 0
        if end.said == "done":
            assert plans.everything() != plans.kept
        else:
            assert end.said == "KeyboardInterrupt: "
            assert plans.everything() == plans.kept
        assert not (plans.root / NAME).exists()
        said.add(end.said)
        plans.put_back()
    assert said == {"done", "KeyboardInterrupt: "}


REFUSED = ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EIO", "ENOLCK")


@pytest.mark.parametrize("code", REFUSED)
@pytest.mark.parametrize("action", [one, many])
def test_wherever_the_system_refuses_the_ledgers_are_as_they_were(
    plans: Plans, action: Callable[[Plans], str], code: str
) -> None:
    refused = 0
    for end in points(lambda: action(plans), refuse(getattr(errno, code))):
        if end.said == "done":
            assert plans.counts() in ([2, 0, 0], AFTER)
        else:
            assert end.said.startswith("Refusal: ")
            assert "cannot be written" in end.said
            assert plans.counts() == BEFORE
            refused += 1
            one(plans)
            assert plans.counts() == [2, 0, 0]
        plans.put_back()
    assert refused > 2


def test_a_journal_that_names_what_it_must_not_is_not_followed(plans: Plans) -> None:
    outside = plans.root.parent / "outside"
    (outside / "progress").mkdir(parents=True)
    precious = outside / "progress" / "x.toml"
    precious.write_text("precious", encoding="utf-8")
    for name in ("../outside/progress/x.toml", str(precious), "first/plan.toml"):
        leave(
            plans, f'{{"format": 1, "ledgers": [{{"ledger": "{name}", "size": 0, "added": "precious"}}]}}\n'
        )
        one(plans)
        plans.put_back()
        assert precious.read_text(encoding="utf-8") == "precious"


def test_what_somebody_wrote_behind_what_was_cut_off_is_never_taken_away(plans: Plans) -> None:
    path = plans.target("stations")[0]
    size = path.stat().st_size
    by_hand = report_line("2021-03-31", 700) + "\n"
    path.write_bytes(path.read_bytes() + by_hand.encode())
    leave(
        plans,
        f'{{"format": 1, "ledgers": [{{"ledger": "first/progress/stations.toml", "size": {size}, "added": "2021"}}]}}\n',
    )
    assert plans.counts() == [2, 0, 0]
    with pytest.raises(Refusal) as refused:
        one(plans)
    assert refused.value.exit_code == 1
    assert all(str(plans.root / NAME) in words and str(path) in words for words in refused.value.words)
    assert plans.counts() == [2, 0, 0]


def test_one_that_is_refused_keeps_all_others_out(plans: Plans) -> None:
    no = Refused(Words("不收", "not admitted"))
    decisions: dict[str, list[Decision]] = {
        "stations": [report("2021-06-30")],
        "masts": [report("2021-06-30")],
        "lines": [lambda _: no],
    }
    outcome = Append(Entry(*plans.target(name), decisions[name]) for name in TARGETS).write()
    assert not outcome.written
    assert [no in draft.admissions for draft in outcome.drafts] == [False, False, True]
    assert plans.everything() == plans.kept
    assert not (plans.root / "second" / "progress").exists()


def test_lines_come_back_as_they_were_asked_for_and_see_each_other(plans: Plans) -> None:
    outcome = Append(
        [
            Entry(*plans.target("masts"), [report("2021-06-30"), report("2021-06-30", 5)]),
            Entry(*plans.target("lines"), []),
            Entry(*plans.target("stations"), [report("2021-03-31")]),
        ]
    ).write()
    assert [[line.partition(" = ")[0] for line in each.lines] for each in outcome.drafts] == [
        ["2021-06-30", "2021-06-30-r2"],
        [],
        ["2021-03-31"],
    ]
    assert plans.counts() == [2, 2, 0]


@pytest.mark.parametrize("room", [0, 1, 150, 250, 300])
@pytest.mark.parametrize("action", [one, many])
def test_a_disk_that_is_really_full_leaves_the_ledgers_as_they_were(
    plans: Plans, action: Callable[[Plans], str], room: int
) -> None:
    from resource import RLIMIT_FSIZE, getrlimit, setrlimit

    def limited() -> str:
        setrlimit(RLIMIT_FSIZE, (room, getrlimit(RLIMIT_FSIZE)[1]))
        return action(plans)

    end = apart(limited)
    if end.said == "done":
        assert room > 200
        assert plans.counts() == [2, 0, 0]
    else:
        assert "cannot be written" in end.said
        assert plans.everything() == plans.kept
    assert not (plans.root / NAME).exists()


@pytest.mark.parametrize("action", [one, many])
def test_a_ledger_that_another_program_replaces_meanwhile_is_not_acknowledged(
    plans: Plans, monkeypatch: pytest.MonkeyPatch, action: Callable[[Plans], str]
) -> None:
    path, flush, alone = plans.target("stations")[0], os.fsync, Lock()

    def replaced(handle: int) -> None:
        flush(handle)
        with alone:  # several ledgers are flushed at a time
            if os.path.samestat(os.fstat(handle), path.stat()):
                path.rename(path.with_suffix(".old"))
                path.write_bytes(plans.kept["first/progress/stations.toml"])

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", replaced)
        with pytest.raises(Refusal, match="was moved or replaced by another program") as refused:
            action(plans)
    assert refused.value.exit_code == 1
    assert plans.counts() == BEFORE
    assert path.with_suffix(".old").read_bytes() == plans.kept["first/progress/stations.toml"]


def test_plans_that_vanished_are_refused(plans: Plans) -> None:
    import shutil

    path, target = plans.target("stations")
    shutil.rmtree(plans.root)
    with pytest.raises(Refusal, match="no such file or folder") as refused:
        Append([Entry(path, target, [report("2021-06-30")])]).write()
    assert refused.value.exit_code == 1
    assert not plans.root.exists()


def test_two_ledgers_that_are_one_file_are_refused(plans: Plans) -> None:
    masts = plans.target("masts")[0]
    masts.symlink_to(plans.target("stations")[0])
    with pytest.raises(Refusal, match="one file"):
        many(plans)


def undo(plans: Plans) -> str:
    path = plans.target("stations")[0]
    cut_line(path, last_line(path))
    return "done"


@pytest.mark.parametrize("strike", [kill, refuse(errno.EIO), refuse(errno.ENOSPC), send(signal.SIGINT)])
def test_a_line_is_taken_back_whole_or_not_at_all(plans: Plans, strike: Callable[..., None]) -> None:
    for end in points(lambda: undo(plans), strike):
        (count, *_) = plans.counts()
        assert count in ((0,) if end.said == "done" else (0, 1) if end.signal else (1,))
        plans.put_back()


def test_a_line_that_changed_while_it_was_asked_about_is_not_taken_back(plans: Plans) -> None:
    path = plans.target("stations")[0]
    tail = last_line(path)
    one(plans)
    with pytest.raises(Refusal, match="has just changed"):
        cut_line(path, tail)
    assert plans.counts() == [2, 0, 0]


def test_the_end_of_a_ledger_is_looked_at_after_what_was_cut_off_is_taken_back(plans: Plans) -> None:
    for end in points(lambda: many(plans), kill_half_way):
        if end.signal and (plans.root / NAME).exists() and (plans.root / NAME).stat().st_size:
            assert last_line(plans.target("stations")[0]).text == report_line("2020-12-31", 600)
            assert not (plans.root / NAME).exists()
        plans.put_back()


# The order in which bytes and names are made to last: a loss of power keeps what was flushed, and may keep or lose the
# rest in any order.


def test_the_journal_lasts_before_the_first_ledger_is_touched_and_is_emptied_after_the_last_one_lasts(
    plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        many(plans)
    ledgers = ["first/progress/stations.toml", "first/progress/masts.toml", "second/progress/lines.toml"]
    sizes = [(plans.root / ledger).stat().st_size for ledger in ledgers]
    kept = len(plans.kept[ledgers[0]])
    begins = calls.index("write .journal")
    assert calls[:begins] == ["mkdir second/progress", "ftruncate .journal to 0"]
    assert calls[begins + 1].startswith("fsync .journal of ")
    assert int(calls[begins + 1].rpartition(" ")[2]) > sum(sizes) - kept  # it holds all that is to be added
    size = calls[begins + 4].rpartition(" ")[2]
    sealed = ["unlink .journal.seal", "write .journal.seal", f"fsync .journal.seal of {size}"]
    assert calls[begins + 2 : begins + 5] == sealed
    begins += 3
    assert calls[begins + 2 : begins + 6] == ["fsync .", *(f"write {ledger}" for ledger in ledgers)]
    # Several are flushed at a time, in any order.
    flushed = [f"fsync {ledger} of {size}" for ledger, size in zip(ledgers, sizes, strict=True)]
    assert sorted(calls[begins + 6 : begins + 9]) == sorted(flushed)
    folders = calls[begins + 9 : begins + 13]
    assert sorted(folders) == ["fsync first", "fsync first/progress", "fsync second", "fsync second/progress"]
    assert [each.removesuffix("/progress") for each in folders[::2]] == folders[1::2]
    assert calls[begins + 13 :] == [
        "ftruncate .journal to 0",
        "fsync .journal of 0",
        "unlink .journal.seal",
        "unlink .journal",
    ]


def test_the_names_of_ledgers_that_are_there_already_need_no_flush(
    plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_ledger(plans.root / "first", "masts")
    days = [report("2021-03-31"), report("2021-06-30")]
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        Append(Entry(*plans.target(name), days) for name in ("stations", "masts")).write()
    assert [call for call in calls if call.startswith("fsync") and ".toml" not in call][2:] == [
        "fsync .",
        "fsync .journal of 0",
    ]


@pytest.mark.parametrize("name", ["stations", "masts", "lines"])
def test_the_names_of_a_new_ledger_last_before_its_first_line_does(
    plans: Plans, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, target = plans.target(name)
    there, plan = name == "stations", target.plan
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        one(plans, name)
    ledger = path.relative_to(plans.root).as_posix()
    made = [f"mkdir {plan}/progress"] if name == "lines" else []
    names = [] if there else [f"fsync {plan}/progress", f"fsync {plan}"]
    assert calls == [*made, *names, f"write {ledger}", f"fsync {ledger} of {path.stat().st_size}"]


def test_a_line_that_is_taken_away_or_ended_is_flushed(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = plans.target("stations")
    ledger, size = path.relative_to(plans.root).as_posix(), path.stat().st_size
    path.write_bytes(path.read_bytes()[:-1])
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        end_line(path, last_line(path))
    assert calls == [f"write {ledger}", f"fsync {ledger} of {size}"]
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        cut_line(path, last_line(path))
    assert calls == [f"ftruncate {ledger} to 9", f"fsync {ledger} of 9"]


def test_what_was_cut_off_is_taken_back_for_good_before_the_journal_is_emptied(
    plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = plans.root / "second/progress/lines.toml"
    for _ in points(lambda: many(plans), kill):
        if last.is_file() and last.stat().st_size:
            break
        plans.put_back()
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        one(plans)
    ledgers = ["first/progress/masts.toml", "first/progress/stations.toml", "second/progress/lines.toml"]
    sizes = [len(plans.kept.get(ledger, b"")) for ledger in ledgers]
    cut = [f"{ledger} to {size}" for ledger, size in zip(ledgers, sizes, strict=True)]
    assert calls[:3] == [f"ftruncate {each}" for each in cut]
    assert sorted(calls[3:6]) == [f"fsync {each}".replace(" to ", " of ") for each in cut]
    assert calls[6:11] == [
        "unlink first/progress/masts.toml",
        "unlink second/progress/lines.toml",
        "ftruncate .journal to 0",
        "unlink .journal.seal",
        "unlink .journal",
    ]
    assert plans.counts() == [2, 0, 0]


@pytest.mark.parametrize(
    ("days", "journal"),
    [((), False), ((1,), False), ((0, 1), False), ((2,), True), ((1, 1), True), ((1, 0, 1), True)],
)
def test_one_report_needs_no_journal_and_two_have_one(
    plans: Plans, monkeypatch: pytest.MonkeyPatch, days: tuple[int, ...], journal: bool
) -> None:
    names = TARGETS[: len(days)]
    entries = [
        Entry(*plans.target(name), [report(f"2021-0{month}-28") for month in range(1, count + 1)])
        for name, count in zip(names, days, strict=True)
    ]
    with monkeypatch.context() as context:
        calls = recorded(context, plans.root)
        outcome = Append(entries).write()
    assert ("write .journal" in calls) is journal
    assert [len(each.lines) for each in outcome.drafts] == list(days)


def test_a_folder_that_another_one_makes_at_the_same_moment_is_used(
    plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = os.mkdir

    def twice(path: Path, mode: int = 0o777) -> None:
        make(path, mode)
        make(path, mode)

    with monkeypatch.context() as context:
        context.setattr(os, "mkdir", twice)
        one(plans, "lines")
    assert plans.counts() == [1, 0, 1]


@pytest.mark.parametrize("cut_off", [False, True], ids=["written", "taken back"])
def test_more_ledgers_than_a_process_may_have_open_are_written_and_taken_back(
    plans: Plans, cut_off: bool
) -> None:
    from resource import RLIMIT_NOFILE, getrlimit, setrlimit

    names = [f"t{number}" for number in range(80)]
    body = "".join(STATIONS.replace("target.stations", f"target.{name}") for name in names)
    write_plan(plans.root, "third", PLAN_HEAD + body)
    plans.portfolio = load(plans.root)
    ledgers = [write_ledger(plans.root / "third", name, report_line("2020-12-31", 1)) for name in names]
    sizes = [ledger.stat().st_size for ledger in ledgers]
    if cut_off:
        listed = [
            {"ledger": f"third/progress/{name}.toml", "size": size - 9, "added": f"{'x' * 9}"}
            for name, size in zip(names, sizes, strict=True)
        ]
        for ledger, size in zip(ledgers, sizes, strict=True):
            ledger.write_bytes(ledger.read_bytes()[: size - 9] + b"x" * 9)
        leave(plans, json.dumps({"format": 1, "ledgers": listed}))

    def limited() -> str:
        setrlimit(RLIMIT_NOFILE, (64, getrlimit(RLIMIT_NOFILE)[1]))
        if cut_off:
            return one(plans)
        Append(Entry(*plans.target(name), [report("2021-06-30")]) for name in names).write()
        return "done"

    assert apart(limited).said == "done"
    after = [ledger.stat().st_size for ledger in ledgers]
    assert all(new == old - 9 if cut_off else new > old for new, old in zip(after, sizes, strict=True))
    assert not (plans.root / NAME).exists()


def test_a_journal_says_which_format_it_has_and_what_is_to_be_added_to_what(plans: Plans) -> None:
    journal = plans.root / NAME
    for _ in points(lambda: many(plans), kill):
        if journal.is_file() and journal.stat().st_size:
            break
        plans.put_back()
    held = journal.read_bytes()
    found = json.loads(held)
    assert held.count(b"\n") == 1
    assert (held[-1:], found["format"], [*found]) == (b"\n", 1, ["format", "ledgers"])
    assert [(each["ledger"], each["size"]) for each in found["ledgers"]] == [
        ("first/progress/stations.toml", len(plans.kept["first/progress/stations.toml"])),
        ("first/progress/masts.toml", 0),
        ("second/progress/lines.toml", 0),
    ]
    assert [each["added"].count("\n") for each in found["ledgers"]] == [2, 3, 3]


@pytest.mark.parametrize(
    ("held", "before", "line", "number"),
    [
        (b"", b"", b"", 1),
        (b"\n", b"", b"\n", 1),
        (b"x", b"", b"x", 1),
        (b"\nx\n", b"\n", b"x\n", 2),
        (b"\nx", b"\n", b"x", 2),
        (b"x\ny\n", b"x\n", b"y\n", 2),
        (b"x\n\n", b"x\n", b"\n", 2),
    ],
)
def test_the_last_line_begins_behind_the_newline_before_it(
    plans: Plans, held: bytes, before: bytes, line: bytes, number: int
) -> None:
    path, _ = plans.target("stations")
    path.write_bytes(held)
    tail = last_line(path)
    assert tail == (before, line, number)
    assert tail.torn is (line != b"" and line[-1:] != b"\n")


def test_an_empty_journal_says_nothing_and_is_cleared_away(plans: Plans) -> None:
    (plans.root / NAME).touch()
    assert plans.counts() == BEFORE
    one(plans)
    assert plans.counts() == [2, 0, 0]
    assert not (plans.root / NAME).exists()


def test_a_journal_that_cannot_be_taken_back_stays_until_somebody_removes_it(plans: Plans) -> None:
    path, journal = plans.target("stations")[0], plans.root / NAME
    size = path.stat().st_size
    by_hand = report_line("2021-03-31", 700) + "\n"
    path.write_bytes(path.read_bytes() + by_hand.encode())
    listed = f'{{"ledger": "first/progress/stations.toml", "size": {size}, "added": "2021"}}'
    text = f'{{"format": 1, "ledgers": [{listed}]}}\n'
    leave(plans, text)
    for name in ("stations", "masts", "stations"):
        with pytest.raises(Refusal, match="was changed after an append"):
            one(plans, name)
        assert journal.read_text(encoding="utf-8") == text
        assert plans.counts() == [2, 0, 0]
    journal.unlink()
    seal_of(journal).unlink()
    one(plans)
    assert plans.counts() == [3, 0, 0]


@pytest.mark.parametrize("refused", ["the journal", "a ledger's folder"])
def test_what_was_written_is_cut_off_and_flushed_again_where_the_system_refuses_the_rest(
    plans: Plans, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    flush, place = os.fsync, plans.root / ("first" if "folder" in refused else NAME)

    def refuse_one(handle: int) -> None:
        if place.exists() and os.path.samestat(os.fstat(handle), place.stat()):
            raise OSError(errno.EIO, "Input/output error")
        flush(handle)

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", refuse_one)
        calls = recorded(context, plans.root)
        with pytest.raises(Refusal, match="cannot be written"):
            many(plans)
    ledgers = ["first/progress/stations.toml", "first/progress/masts.toml", "second/progress/lines.toml"]
    sizes = [len(plans.kept.get(ledger, b"")) for ledger in ledgers]
    written = "folder" in refused
    said = "fsync first" if written else next(call for call in calls if call.startswith("fsync .journal"))
    failed = calls.index(said)
    after = calls[failed + 1 :]
    cut = [f"ftruncate {ledger} to {size}" for ledger, size in zip(ledgers, sizes, strict=True)]
    assert after[: len(cut) * written] == cut * written  # nothing is cut off what was not written to
    rest = after[len(cut) * written :]
    flushed = [f"fsync {ledger} of {size}" for ledger, size in zip(ledgers, sizes, strict=True)]
    assert sorted(rest[:3]) == sorted(flushed)
    assert rest[3] == "ftruncate .journal to 0"
    assert plans.everything() == plans.kept
