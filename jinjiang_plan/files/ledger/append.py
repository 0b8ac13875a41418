"""The append: the one way by which reports enter ledgers. Earlier bytes are never touched."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.ledger.journal import (
    Addition,
    cut,
    in_the_way,
    journal_held,
    journal_of,
    settle,
    stay,
    unfinished,
    write_together,
)
from jinjiang_plan.files.ledger.ledger_line import HEADER, canonical, excerpt, ledger_line
from jinjiang_plan.files.ledger.reader import has_table, ledger_from_text
from jinjiang_plan.files.ledger.snapshot import acknowledged
from jinjiang_plan.files.storage.atomic import Unbroken, not_written
from jinjiang_plan.files.storage.locks import contents, flush, flush_folder, locked, parts, put, room_for
from jinjiang_plan.files.toml_text.line_ends import line_end
from jinjiang_plan.model.admission import NO_CONSENT, Admission, Admitted, Consent, Decision, Undecided
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.report import Ledger, Report

LONG = 1 << 16
"""Bytes from which a ledger is long: some 400 lines, which are read and proved in two milliseconds."""


class Entry(NamedTuple):
    """The reports for one target, in order; each is decided on by the ledger with those before it.

    `since` are days from which on a long ledger is read, one after the other, before it is read whole, where the entry
    is the only one and has one report: so its cost hardly depends on the ledger's length. A part can admit a report
    without doubts; everything else is decided by the whole ledger. A fault in a line that is not read is not found
    here, but by whatever reads the ledger.
    """

    path: Path
    target: Target
    decisions: Sequence[Decision]
    since: Sequence[date] = ()


class Draft(NamedTuple):
    """One entry decided on."""

    before: Ledger
    """The ledger before it."""
    admissions: tuple[Admission, ...] = ()
    """What was decided on each report."""
    lines: tuple[str, ...] = ()
    """The lines of those admitted."""
    addition: str = ""
    """All bytes that are added, as text."""
    size: int = 0
    """The length of the ledger's file before, in bytes."""
    path: Path | None = None
    """The ledger's file; None where nothing was decided."""

    @property
    def after(self) -> Ledger:
        """The ledger with what was admitted."""
        admitted = (each.report for each in self.admissions if isinstance(each, Admitted))
        return self.before._replace(reports=(*self.before.reports, *admitted))

    def free(self, consent: Consent) -> bool:
        """Whether every report is admitted, and every doubt accepted."""
        return all(
            isinstance(each, Admitted) and not consent.lacking(each.doubts) for each in self.admissions
        )


class Outcome(NamedTuple):
    """The result of an append: whether it was written, and the draft of each entry, in their order.

    Where it was not, the admissions say why: one is refused, or has doubts that nobody accepted.
    """

    written: bool
    drafts: tuple[Draft, ...]


class Append:
    """An append of reports to ledgers: all of them, durably, or none.

    The protocol, in its order:

    1. The folders are made where there are none, and the ledgers are locked, all of them, in one order for everybody,
       so that no two appends can wait for each other. What an append that was cut off has left is taken back first.
    2. Each ledger is read as it stands under the lock. A torn or faulty one is refused (exit 3).
    3. Each report is decided on by the ledger with those before it: admitted, refused with words, or admitted with
       doubts. All are decided on before anything is written, so that the outcome can say everything that is in the way.
    4. Nothing is written if one report is refused, or has a doubt that `consent` does not cover. The outcome says so;
       whoever asked can collect consent and append again, and the ledger is then read and decided on again.
    5. The lines are proved: the ledger with them reads as it did, with the new reports at its end.
    6. From here on no interrupt is heard. One report is one write and one flush, and a line without its newline shows
       that it was cut off. Several reports go through the journal (see `journal`), which makes them one. Of a new
       ledger the folder is flushed before its first line.
    7. Where a write fails, every ledger is cut back to what it was, and what was made for it goes.

    Killed at any moment, what was acknowledged, that is, what `write` came back from, is there; otherwise nothing of
    it is, for readers from that moment on, and on the disk from the next append on.

    There is no clock, terminal or environment in it: the moment, the author and the day belong to the reports and to
    their decisions (`assess.admission.Candidate` makes one), and consent is given.
    """

    def __init__(self, entries: Iterable[Entry], consent: Consent = NO_CONSENT) -> None:
        self._entries = tuple(entries)
        self._consent = consent

    def write(self) -> Outcome:
        """Decide and write.

        Raises:
            Refusal: a ledger is broken or torn (exit 3), or something cannot be written (exit 1); then all is as it was.
            KeyboardInterrupt: before anything was written; one that comes later is not heard.
        """
        filled = [each for each in self._entries if each.decisions]
        count = sum(len(each.decisions) for each in filled)
        drafts = self._together(filled) if count > 1 else [self._alone(each) for each in filled]
        return self._outcome(dict(zip((each.path for each in filled), drafts, strict=True)), write=True)

    def rehearse(self) -> Outcome:
        """Decide and write nothing: each ledger is taken as readers see it, without a lock.

        Raises:
            Refusal: as `write` does, of a ledger that cannot be read.
        """
        drafts = {}
        for each in self._entries:
            with _refused_by_system(each.path):
                drafts[each.path] = self._draft(each, _as_read(each.path))
        return self._outcome(drafts, write=False)

    def _outcome(self, drafts: dict[Path, Draft], *, write: bool) -> Outcome:
        written = write and all(draft.free(self._consent) for draft in drafts.values())
        nothing = (Draft(Ledger(each.target.full_id, ())) for each in self._entries)
        listed = (drafts.get(each.path, empty) for each, empty in zip(self._entries, nothing, strict=True))
        return Outcome(written, tuple(listed))

    def _alone(self, entry: Entry) -> Draft:
        """Write one report: one lock, one write, one flush."""
        path, journal = entry.path, journal_of(entry.path)
        with _folders([path]) as made, Unbroken() as unbroken, _refused_by_system(path):
            while True:
                with locked(path, create=True) as handle:
                    if not in_the_way(journal):
                        draft = self._by_part(handle, entry) or self._draft(entry, contents(handle))
                        if draft.free(self._consent):
                            unbroken.begin()
                            _add(handle, path, draft.addition.encode())
                            made.clear()
                        return draft
                settle(journal)

    def _together(self, entries: Sequence[Entry]) -> list[Draft]:
        """Write several reports through the journal, every ledger held meanwhile."""
        if len({real_path(each.path) for each in entries}) < len(entries):
            raise Refusal("两个目标的台账是同一个文件", "two of the ledgers are one file")
        journal = journal_of(entries[0].path)
        room_for(len(entries))
        with _folders([each.path for each in entries]) as made, ExitStack() as stack:
            unbroken = stack.enter_context(Unbroken())
            stack.enter_context(_refused_by_system(journal.parent))
            mark = stack.enter_context(journal_held(journal))
            handles = {
                each.path: stack.enter_context(locked(each.path, create=True))
                for each in sorted(entries, key=_lock_order)
            }
            drafts, additions = [], []
            for each in entries:
                with _refused_by_system(each.path):
                    before = contents(handles[each.path])
                drafts.append(self._draft(each, before))
                addition = Addition(each.path, len(before), drafts[-1].addition.encode())
                additions.append((handles[each.path], addition))
            if all(draft.free(self._consent) for draft in drafts):
                unbroken.begin()
                write_together(mark, journal, additions)
                made.clear()
            return drafts

    def _draft(self, entry: Entry, held: bytes) -> Draft:
        """The entry decided on by what its ledger holds."""
        draft = draft_of(_decoded(held, entry.path), str(entry.path), entry, self._consent)
        return draft._replace(size=len(held), path=entry.path)

    def _by_part(self, handle: int, entry: Entry) -> Draft | None:
        """The draft of one report by the last days of a long ledger; None where only the whole decides."""
        (decide,) = entry.decisions
        size = os.fstat(handle).st_size
        for day in entry.since if size >= LONG else ():
            part = excerpt(parts(handle), entry.target, day)
            os.lseek(handle, 0, os.SEEK_SET)
            if part is None:
                return None
            admission = decide(part)
            if not isinstance(admission, Admitted) or admission.doubts:
                continue
            line = ledger_line(admission.report, entry.target)
            new = Ledger(part.id, (admission.report,))
            if all(each.key != admission.report.key for each in part.reports) and _reads(
                f"{HEADER}{line}\n", str(entry.path), entry.target, new
            ):
                return Draft(part, (admission,), (line,), f"{line}\n", size, entry.path)
        return None


def draft_of(text: str, file: str, entry: Entry, consent: Consent = NO_CONSENT) -> Draft:
    """The entry decided on by a ledger with that text; with lines where all of it may be written.

    Raises:
        Refusal: the ledger as it stands cannot be read (exit 3), or cannot take the lines (exit 1).
    """
    known = canonical(text, entry.target)
    before = known or _whole(text, file, entry.target)
    decided = Draft(before, tuple(_admissions(before, entry.decisions)))
    if not decided.free(consent):
        return decided
    reports = decided.after.reports[len(before.reports) :]
    _refuse_repeated(before, reports, file)
    lines = tuple(ledger_line(report, entry.target) for report in reports)
    end = line_end(text)
    added = "".join(f"{line}{end}" for line in lines)
    if known is not None:  # then the parser reads line by line: the new ones are proved alone
        addition = added
        proved = _reads(HEADER + added, file, entry.target, Ledger(before.id, reports))
    else:
        addition = added if has_table(text, file) else HEADER.replace("\n", end) + added
        proved = _reads(text + addition, file, entry.target, decided.after)
    if not proved:
        raise Refusal(
            f"{file} 放不下这一条：请检查数值，并把台账整理成一行一条，放在 [report] 之下",
            f"{file} cannot take this report: check the figure, and that the ledger has one report to a line below "
            "[report]",
            NOT_WRITTEN,
        )
    return decided._replace(lines=lines, addition=addition)


def _admissions(ledger: Ledger, decisions: Sequence[Decision]) -> Iterator[Admission]:
    """Each report's admission, by the ledger with those admitted before it."""
    for decide in decisions:
        admission = decide(ledger)
        if isinstance(admission, Undecided):
            raise TypeError("a whole ledger decides on every report")
        if isinstance(admission, Admitted):
            ledger = ledger._replace(reports=(*ledger.reports, admission.report))
        yield admission


def _refuse_repeated(before: Ledger, reports: Sequence[Report], file: str) -> None:
    taken = {each.key for each in before.reports}
    for report in reports:
        if report.key in taken:
            raise Refusal(f"{file} 里已有 {report.key}", f"{file} holds {report.key} already", NOT_WRITTEN)
        taken.add(report.key)


def _whole(text: str, file: str, target: Target) -> Ledger:
    """The ledger by the parser, or the refusal of one that has a fault."""
    ledger, findings = ledger_from_text(text, file, target)
    if not findings:
        return ledger
    first = findings[0]
    hint = first.hint
    raise Refusal(
        f"台账有误，未写入：{first.place}: {first.words.zh}" + (f"；{hint.zh}" if hint else ""),
        f"the ledger has a fault, nothing was written: {first.place}: {first.words.en}"
        + (f"; {hint.en}" if hint else ""),
        NOT_JUDGED,
    )


def _reads(text: str, file: str, target: Target, expected: Ledger) -> bool:
    """Whether a ledger with that text has no fault and exactly the reports expected."""
    ledger, findings = ledger_from_text(text, file, target)
    return not findings and ledger.reports == expected.reports


def _as_read(path: Path) -> bytes:
    """The bytes of a ledger as readers see them; none where there is no ledger."""
    if not path.exists():
        return b""
    return acknowledged(path, unfinished(journal_of(path)).get(path.absolute()))


def _decoded(held: bytes, path: Path) -> str:
    """The text that a ledger holds, or the refusal of one that is not UTF-8."""
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} 不是 UTF-8 编码", f"{path} is not UTF-8", NOT_JUDGED) from error


def _lock_order(entry: Entry) -> str:
    """The key of the order of locking: the same for everyone who means the same file."""
    return str(entry.path.absolute())


@contextmanager
def _folders(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The folders of the ledgers, made where they are not there; those still listed at the end are taken away again."""
    made: list[Path] = []
    try:
        for folder in dict.fromkeys(path.parent for path in paths):
            with _refused_by_system(folder):
                if not folder.exists():
                    made.append(folder)
                    folder.mkdir(exist_ok=True)
        yield made
    finally:
        for folder in made:
            with suppress(OSError):  # one that holds something by now stays
                folder.rmdir()


@contextmanager
def _refused_by_system(path: Path) -> Iterator[None]:
    """Turn what the system refuses into the refusal of a write to that file."""
    try:
        yield
    except OSError as error:
        raise not_written(path, error) from error


def _add(handle: int, path: Path, addition: bytes) -> None:
    """Write and flush; on any failure, also an interrupt, cut the file back to what it was."""
    size = os.fstat(handle).st_size
    try:
        if size == 0:  # the names last before the first line does
            flush_folder(path.parent)
            flush_folder(path.parent.parent)
        put(handle, addition)
        flush(handle)
        stay(handle, path)
    except BaseException:
        cut(handle, size)
        raise
