"""What becomes of a sheet's rows: each admitted in its turn, seeing those before it, so that all can be written at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from jinjiang_plan.assess.admitting import admit, doubt
from jinjiang_plan.assess.evidence import standing_reports
from jinjiang_plan.assess.intake.entries import Blank, Entry, Wrong, entries_named, read_entry
from jinjiang_plan.assess.intake.naming import Names
from jinjiang_plan.model.intake import TEXTS, Entering, Intake, Item, Layout, Verdict
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.table import Row
from jinjiang_plan.model.words import Words

_on = attrgetter("on")


def named(portfolio: Portfolio, layouts: Sequence[Layout]) -> list[Target]:
    """The targets that the sheets name: the ledgers that are needed."""
    names = Names(portfolio)
    found = {target.full_id: target for layout in layouts for target in entries_named(layout, names)}
    return list(found.values())


def plan_intake(portfolio: Portfolio, layouts: Sequence[Layout], entering: Entering) -> Iterator[Intake]:
    """What becomes of the sheets' rows, step by step: a part of the intake for each row, in their order."""
    names = Names(portfolio)
    held: dict[str, _Held] = {}
    for layout in layouts:
        for row in layout.table.rows:
            if row.number > layout.header:
                read = read_entry(row, layout, names, entering)
                if isinstance(read, Entry) and read.target.full_id not in held:
                    held[read.target.full_id] = _Held(read.target, portfolio.ledger(read.target))
                yield _became(read, row, layout, entering, held)


def whole(parts: Sequence[Intake]) -> Intake:
    """The intake of all rows together."""
    return Intake(tuple(item for part in parts for item in part.items), sum(part.blank for part in parts))


def _became(
    read: Entry | Blank | list[Wrong],
    row: Row,
    layout: Layout,
    entering: Entering,
    held: "Mapping[str, _Held]",
) -> Intake:
    """What became of one row."""
    if isinstance(read, Blank):
        return Intake((), int(read.named))
    place = layout.table.place
    if isinstance(read, Entry):
        at = place(row.number, layout.columns["value"])
        return Intake((held[read.target.full_id].judge(read.report, at, entering),))
    return Intake(
        tuple(Item(Verdict.WRONG, place(row.number, each.column), words=each.words) for each in read)
    )


class _Came(NamedTuple):
    """A report of this same sheet, with its place."""

    report: Report
    place: str


class _Held:
    """One target's ledger while a sheet comes in: as it stands, and as it grows by what was admitted so far."""

    def __init__(self, target: Target, ledger: Ledger) -> None:
        self._target = target
        self._broken = ledger.broken
        self._by_day: dict[date, list[Report]] = {}
        for each in ledger.reports:
            self._by_day.setdefault(each.on, []).append(each)
        self._standing = list(standing_reports(ledger.reports, target.kind, date.max, None))
        self._came: dict[date, list[_Came]] = {}

    def judge(self, report: Report, place: str, entering: Entering) -> Item:
        """What becomes of a report; one that is admitted counts from now on."""
        item = Item(Verdict.WRONG, place, self._target, report)
        if self._broken:
            return item._replace(
                words=Words("它的台账无法读取，错误见上", "its ledger cannot be read, see above")
            )
        clash = self._clash(report)
        if clash is not None:
            return clash._replace(place=place)
        item = self._judged(item, report, entering)
        self._came.setdefault(report.on, []).append(_Came(report, place))
        return item

    def _judged(self, item: Item, report: Report, entering: Entering) -> Item:
        """The verdict on a report that no other row speaks to."""
        earlier = self._by_day.get(report.on, [])
        stands = [each for each in self._standing if each.on == report.on]
        if any(_says_same(report, each, entering) for each in stands):
            return item._replace(verdict=Verdict.SAME, standing=stands[-1])
        item = item._replace(doubt=doubt(self._target, report, self._near(report)))
        if earlier:
            item = item._replace(verdict=Verdict.REVISION, standing=stands[-1] if stands else earlier[-1])
            report = report._replace(reason=entering.reason)
            if not entering.revise:
                return item
        try:
            admitted = self._admitted(report, entering, revise=bool(earlier))
        except Refusal as refusal:
            return item._replace(verdict=Verdict.WRONG, words=refusal.words, doubt=None)
        self._enter(admitted)
        return item._replace(verdict=Verdict.REVISION if earlier else Verdict.NEW, report=admitted)

    def _clash(self, report: Report) -> Item | None:
        """What is to be said where another row of the sheet gave a figure for the same day; None where none did."""
        for came in self._came.get(report.on, []):
            same = (came.report.figure, came.report.first) == (report.figure, report.first)
            if same and all(getattr(report, each) in ("", getattr(came.report, each)) for each in TEXTS):
                return Item(Verdict.SAME, "", self._target, report, came.report)
            words = Words(
                f"同一份表里，{came.place} 已给出 {report.on} 的数据，两处不同；只留一处",
                f"{came.place} of the same sheet gives a figure for {report.on} too, and they differ: keep one",
            )
            return Item(Verdict.WRONG, "", self._target, report, came.report, words)
        return None

    def _near(self, report: Report) -> Ledger:
        """All of the ledger that an admission looks at: every line of the day, and what stands on any other."""
        others = [each for each in self._standing if each.on != report.on]
        return Ledger(self._target.full_id, (*others, *self._by_day.get(report.on, [])))

    def _admitted(self, report: Report, entering: Entering, *, revise: bool) -> Report:
        near = self._near(report)
        try:
            return admit(self._target, near, report, revise=revise, today=entering.day)
        except Refusal:
            if not entering.correction:
                raise
            corrected = report._replace(correction=True)
            return admit(self._target, near, corrected, revise=revise, today=entering.day)

    def _enter(self, report: Report) -> None:
        day = self._by_day.setdefault(report.on, [])
        day.append(report)
        others = [each for each in self._standing if each.on != report.on]
        self._standing = sorted([*others, *standing_reports(day, self._target.kind, date.max, None)], key=_on)


def _says_same(report: Report, stands: Report, entering: Entering) -> bool:
    """Whether a report says nothing that the one that stands does not: its figure, its period, its words.

    What stands for what the row left out is the command's, not the sheet's.
    """
    if (report.figure, report.first or report.on) != (stands.figure, stands.first or stands.on):
        return False
    given = {each: getattr(report, each) for each in TEXTS}
    if report.source == entering.source:
        given["source"] = ""
    return all(text in ("", getattr(stands, each)) for each, text in given.items())
