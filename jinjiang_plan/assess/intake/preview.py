"""What becomes of a sheet's rows: each admitted in its turn, seeing those before it, so that all can be written at once."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.assess.intake.row_fields import CellFault, RowFields
from jinjiang_plan.assess.intake.rows import (
    Blank,
    RowReport,
    entries_named,
    read_entry,
    unread_cells,
    unread_columns,
)
from jinjiang_plan.assess.intake.target_names import TargetNames
from jinjiang_plan.model.admission import Admission, Admitted, Refused, Undecided
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Ledger, Report, standing_reports
from jinjiang_plan.model.spreadsheet import (
    TEXTS,
    EntryTerms,
    Intake,
    Layout,
    Omission,
    RowOutcome,
    RowVerdict,
    SheetRow,
)
from jinjiang_plan.model.words import Words

# One target's ledger while a sheet comes in: as it stands, and as it grows by what was admitted so far.


class _Came(NamedTuple):
    """A report of this same sheet, with its place, and what else stands in its row, by heading."""

    report: Report
    place: str
    beside: Mapping[str, str]


class GrownLedger:
    """A ledger as it stands, growing by what is admitted; each report is judged by what could decide on it alone."""

    def __init__(self, target: Target, ledger: Ledger) -> None:
        self._target = target
        self._broken = ledger.broken
        self._by_day: dict[date, list[Report]] = {}
        for each in ledger.reports:
            self._by_day.setdefault(each.on, []).append(each)
        self._standing: dict[date, tuple[Report, ...]] = {}
        for each in standing_reports(ledger.reports, target.kind, date.max, None):
            self._standing[each.on] = (*self._standing.get(each.on, ()), each)
        self._days = sorted(self._standing)
        self._extremes = _extremes(self._all())
        self._came: dict[date, list[_Came]] = {}

    def judge(
        self, report: Report, place: str, entering: EntryTerms, beside: Mapping[str, str] | None = None
    ) -> RowOutcome:
        """What becomes of a report; one that is admitted counts from now on.

        `beside` is what stands in its row in columns that are not read, by heading.
        """
        item = RowOutcome(RowVerdict.WRONG, place, self._target, report)
        if self._broken:
            return item._replace(
                words=Words("它的台账无法读取，错误见上", "its ledger cannot be read, see above")
            )
        clash = self._clash(report, beside or {})
        if clash is not None:
            return clash._replace(place=place)
        item = self._judged(item, report, entering)
        self._came.setdefault(report.on, []).append(_Came(report, place, beside or {}))
        return item

    def _judged(self, item: RowOutcome, report: Report, entering: EntryTerms) -> RowOutcome:
        """The verdict on a report that no other row speaks to."""
        earlier = self._by_day.get(report.on, [])
        stands = self._standing.get(report.on, ())
        if any(_says_same(report, each, entering) for each in stands):
            return item._replace(verdict=RowVerdict.SAME, standing=stands[-1])
        if earlier:
            item = item._replace(verdict=RowVerdict.REVISION, standing=stands[-1] if stands else earlier[-1])
            report = report._replace(reason=entering.reason)
        candidate = Candidate(
            self._target, report, entering.day, revise=bool(earlier), corrects=entering.correction
        )
        if earlier and not entering.revise:
            return item
        admission = self.admission(candidate)
        if not isinstance(admission, Admitted):
            words = admission.words if isinstance(admission, Refused) else None
            return item._replace(verdict=RowVerdict.WRONG, words=words)
        verdict = RowVerdict.REVISION if earlier else RowVerdict.NEW
        return item._replace(verdict=verdict, report=admission.report, doubts=admission.doubts)

    def _clash(self, report: Report, beside: Mapping[str, str]) -> RowOutcome | None:
        """What is to be said where another row of the sheet gave a figure for the same day; None where none did."""
        for came in self._came.get(report.on, []):
            same = (came.report.figure, came.report.first) == (report.figure, report.first)
            other = next(
                (each for each in beside if beside[each] != came.beside.get(each, beside[each])), None
            )
            if other is not None:
                words = Words(
                    f"{came.place} 也是这个目标这一天的数，`{other}` 却不同（{came.beside[other]}、"
                    f"{beside[other]}），是两回事；只留一行",
                    f"{came.place} is for this target and day too, but its `{other}` is another "
                    f"({came.beside[other]}, {beside[other]}), so these are two facts: keep one row",
                )
                return RowOutcome(RowVerdict.WRONG, "", self._target, report, came.report, words)
            if same and _adds_nothing(report, came.report):
                return RowOutcome(RowVerdict.SAME, "", self._target, report, came.report)
            words = Words(
                f"{came.place} 已给出 {report.on} 的数据，两处不同；只留一处",
                f"{came.place} gives a figure for {report.on} too, and they differ: keep one",
            )
            return RowOutcome(RowVerdict.WRONG, "", self._target, report, came.report, words)
        return None

    def _near(self, report: Report) -> Ledger:
        """All of the ledger that could decide on a report: its own day, the days beside it, and the extreme figures.

        Of increments, whose periods may overlap from afar, it is all that stands.
        """
        place = bisect_left(self._days, report.on)
        beside = [each for each in self._days[max(0, place - 1) : place + 2] if each != report.on]
        if self._target.kind is Kind.INCREMENT:
            beside = [each for each in self._days if each != report.on]
        others = {each.key: each for day in beside for each in self._standing[day]}
        others |= {each.key: each for each in self._extremes if each.on != report.on}
        return Ledger(self._target.full_id, (*others.values(), *self._by_day.get(report.on, [])))

    def _all(self) -> Iterable[Report]:
        return (each for day in self._days for each in self._standing[day])

    def admission(self, candidate: Candidate) -> Admission | Undecided:
        """Decide on a report as the whole ledger would; one that is admitted counts from now on."""
        admission = candidate.admission(self._near(candidate.report))
        if isinstance(admission, Admitted):
            self._enter(admission.report)
        return admission

    def _enter(self, report: Report) -> None:
        day = self._by_day.setdefault(report.on, [])
        day.append(report)
        if report.on not in self._standing:
            insort(self._days, report.on)
        replaced = self._standing.get(report.on)
        self._standing[report.on] = standing_reports(day, self._target.kind, date.max, None)
        self._extremes = _extremes(self._all() if replaced else (*self._extremes, report))


def _extremes(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports of the least and of the largest figure: between them lies all that was ever reported."""
    held = [each for each in reports if each.figure is not None]
    if not held:
        return ()
    return min(held, key=_figure), max(held, key=_figure)


def _figure(report: Report) -> Decimal:
    return report.figure or Decimal(0)


def _says_same(report: Report, stands: Report, entering: EntryTerms) -> bool:
    """Whether a report says nothing that the one that stands does not: its figure, its period, its words.

    What stands for what the row left out is the command's, not the sheet's.
    """
    if (report.figure, report.first or report.on) != (stands.figure, stands.first or stands.on):
        return False
    return _adds_nothing(report._replace(source="") if report.source == entering.source else report, stands)


def _adds_nothing(report: Report, stands: Report) -> bool:
    """Whether a report has no text and no day of publication that another has not."""
    texts = all(getattr(report, each) in ("", getattr(stands, each)) for each in TEXTS)
    return texts and report.published in (None, stands.published)


def named(portfolio: Portfolio, layouts: Sequence[Layout]) -> list[Target]:
    """The targets that the sheets name: the ledgers that are needed."""
    names = TargetNames(portfolio)
    targets = {target.full_id: target for layout in layouts for target in entries_named(layout, names)}
    return list(targets.values())


def plan_intake(portfolio: Portfolio, layouts: Sequence[Layout], entering: EntryTerms) -> Iterator[Intake]:
    """What becomes of the sheets' rows, step by step: a part of the intake for each row, in their order."""
    names = TargetNames(portfolio)
    ledgers: dict[str, GrownLedger] = {}
    for layout in layouts:
        terms = entering._replace(source=layout.constants.get("source", entering.source))
        readers = [_RowReader(part, names, terms, unread_columns(layout)) for part in layout.parts]
        for row in layout.table.rows:
            if row.number > layout.header and row.number not in layout.table.hidden_rows:
                yield _row_intake(row, readers, portfolio, ledgers)


def whole(parts: Iterable[Intake]) -> Intake:
    """The intake of all rows together."""
    items: list[RowOutcome] = []
    omissions: list[Omission] = []
    blank = 0
    for part in parts:
        items += part.items
        omissions += part.omissions
        blank += part.blank
    return Intake(tuple(items), blank, tuple(omissions))


class _RowReader(NamedTuple):
    """How the rows of a table are read for one of its columns of figures."""

    layout: Layout
    names: TargetNames
    entering: EntryTerms
    unread: Mapping[int, str]

    def read(self, row: SheetRow) -> RowReport | Blank | Omission | list[CellFault]:
        return read_entry(row, self.layout, self.names, self.entering)

    def wrong(self, row: SheetRow, fault: CellFault) -> RowOutcome:
        place = self.layout.table.place(row.number, fault.column)
        name = RowFields(row, self.layout).text("id") if fault.unknown else ""
        return RowOutcome(RowVerdict.WRONG, place, words=fault.words, unknown=fault.unknown, name=name)

    def place(self, row: SheetRow) -> str:
        return self.layout.table.place(row.number, self.layout.columns["value"])


def _row_intake(
    row: SheetRow, readers: Sequence[_RowReader], portfolio: Portfolio, ledgers: dict[str, GrownLedger]
) -> Intake:
    """What becomes of one row: of each of its figures, or of all of it where it is left out or names no target."""
    items: list[RowOutcome] = []
    blank = 0
    for reader in readers:
        read = reader.read(row)
        if isinstance(read, Omission):
            return Intake((), 0, (read,))
        if isinstance(read, Blank):
            blank += read.named
        elif isinstance(read, RowReport):
            target = read.target
            if target.full_id not in ledgers:
                ledgers[target.full_id] = GrownLedger(target, portfolio.ledger(target))
            beside = unread_cells(row, reader.unread)
            items.append(
                ledgers[target.full_id].judge(read.report, reader.place(row), reader.entering, beside)
            )
        else:
            items += [reader.wrong(row, each) for each in read]
            if any(each.unknown for each in read):
                break
    return Intake(tuple(items), blank)
