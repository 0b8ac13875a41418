"""JP611 to JP613, a ledger that is only ever appended to: what was reported stays as it was reported."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.check.base.matching import Pair, paired, reported_then
from jinjiang_plan.check.base.moves import STOOD, STOOD_BEHIND
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import field
from jinjiang_plan.model.base_revision import Base, Book, LedgerChange
from jinjiang_plan.model.filler_words import says_nothing
from jinjiang_plan.model.finding import Aside, Document, Fault, Route
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words, number_of

Table = Mapping[str, Any]

_FIGURES = ("value", "stage", "done", "retract", "from")
_IDLE = (False, "")


class _Beside(NamedTuple):
    """A target's ledger at the base and now."""

    rule: Rule
    id: str
    before: Document
    present: Document


def rewritten(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each report of the base that is another one now or gone; a whole ledger that is gone is one finding."""
    for pair in paired(material, base).pairs:
        book = base.books.get(pair.before.full_id)
        if book is None or book.change in (LedgerChange.APPENDED, LedgerChange.BROKEN):
            continue
        before, now = base.documents[book.before], base.documents.get(_present(pair, book, base))
        if now is None:
            yield _all_gone(rule, pair, book, len(_reports(before)))
        else:
            yield from _changed(_Beside(rule, pair.present.id, before, now))


def _present(pair: Pair, book: Book, base: Base) -> str:
    """The name of the ledger that holds a target's reports now: under another id it is another file."""
    if pair.present.full_id == pair.before.full_id:
        return book.file
    return base.added.get(pair.present.full_id, "")


def _reports(document: Document) -> dict[str, tuple[str, Table]]:
    """The reports of a ledger by what their key means, with the key: `2021-06-30-r1` is the report itself."""
    found = document.data.get("report")
    entries = found.items() if isinstance(found, dict) else ()
    return {
        key.removesuffix("-r1"): (key, report if isinstance(report, dict) else {"": report})
        for key, report in entries
    }


def _changed(beside: _Beside) -> Iterator[Fault]:
    """The reports of the base that are not there any more as they were.

    One that stands under another number of its day is: two reports for a day that met in a merge are numbered anew.
    """
    before, present = _reports(beside.before), _reports(beside.present)
    other = {meant for meant, (_, report) in before.items() if not _same(report, present.get(meant))}
    spare = Counter(
        (meant[:10], _print(report))
        for meant, (_, report) in present.items()
        if meant not in before or meant in other
    )
    behind: Route = ("report",)
    for meant, (key, report) in before.items():
        mark = meant[:10], _print(report)
        if meant in other and spare[mark]:
            spare[mark] -= 1
        elif meant in other and meant in present:
            yield _edited(beside, meant, key, report, *present[meant])
        elif meant in other:
            value_text = field({name: each for name, each in report.items() if name in _FIGURES})
            change = Words(f"不见了：原有 {value_text}", f"is gone: it was {value_text}")
            yield _fault(beside, meant, change, behind, key)._replace(at_key=True, label=STOOD_BEHIND)
        behind = ("report", present[meant][0]) if meant in present else behind


def _same(report: Table, entry: tuple[str, Table] | None) -> bool:
    return entry is not None and _said(report) == _said(entry[1])


def _print(report: Table) -> str:
    """What a report says, as a mark that is the same for all that say it."""
    said = {name: _plain(value) for name, value in _said(report).items()}
    return repr(sorted(said.items()))


def _plain(value: object) -> object:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return str(Decimal(value).normalize())
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value


def _said(report: Table) -> dict[str, Any]:
    """What a report says; `final = false` says nothing."""
    return {name: value for name, value in report.items() if value not in _IDLE or name in _FIGURES}


def _edited(beside: _Beside, meant: str, key: str, was: Table, written: str, now: Table) -> Fault:  # noqa: PLR0913, PLR0917 - a report is a key and what it says, twice
    names = [name for name in {**was, **now} if _said(was).get(name) != _said(now).get(name)]
    old, new = (_told(each, names) for each in (was, now))
    change = Words(f"被改了：原为 {old}，现为 {new}", f"was changed: {old} at the base, {new} now")
    first = next((name for name in names if name in now and name), None)
    route = ("report", written, first) if first else ("report", written)
    fault = _fault(beside, meant, change, route, key)
    was_it = field(was[names[0]]) if len(names) == 1 and names[0] in was else old
    return fault._replace(label=Words(f"原为 {was_it}", f"was {was_it}"))


def _told(report: Table, names: list[str]) -> str:
    return ", ".join(f"{name} = {field(report[name])}" for name in names if name in report) or "-"


def _fault(beside: _Beside, meant: str, change: Words, route: Route, key: str) -> Fault:
    what = Words(f" {meant} 的数据", f"the report for {meant}")
    fault = beside.rule.fault(beside.present.file, route, id=beside.id, what=what, change=change)
    record = f"jinjiang-plan record {beside.id} VALUE --on {meant[:10]} --revise"
    retract = f"jinjiang-plan retract {beside.id} --on {meant[:10]} --reason …"
    hint = Words(
        f"改回原样；要更正：{record}；要撤回：{retract}",
        f"put it back; to correct it: {record}; to take it back: {retract}",
    )
    aside = Aside(beside.before.file, ("report", key), STOOD, at_key=True)
    return fault._replace(hint=hint, asides=(aside,))


def _all_gone(rule: Rule, pair: Pair, book: Book, count: int) -> Fault:
    change = Words(f"不见了，连同 {count} 条数据", f"is gone, with {number_of(count, 'report')}")
    fault = rule.fault(book.file, (), id=pair.present.id, what=Words("台账", "the ledger"), change=change)
    hint = Words(
        f"把 {book.file} 放回来；文件名就是目标的编号",
        f"put {book.file} back; a ledger's name is its target's id",
    )
    return fault._replace(hint=hint, asides=(Aside(book.before, ("report",), STOOD, at_key=True),))


def backdated(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each report that is new and says that it was recorded before the newest that the base had.

    By more than a reporting period it is an error, unless it says why or was committed when it says; so is a first report
    that is so much older than the base.
    """
    for pair in paired(material, base).pairs:
        then, now = base.portfolio.ledgers.get(pair.before.full_id), material.portfolio.ledger(pair.present)
        first = pair.present.full_id in base.added and (then is None or not then.reports)
        if not first and (then is None or not then.reports):
            continue
        newest = max(then.reports, key=lambda report: report.recorded) if then and then.reports else None
        limit = newest.recorded if newest else base.since
        period = timedelta(31 * pair.present.frequency.months)
        known = {report._replace(revision=1) for report in then.reports} if then else set()
        keys = {report.key for report in then.reports} if then else set()
        for report in now.reports:
            new = report.key not in keys and report._replace(revision=1) not in known
            if limit is None or not new or report.recorded > limit:
                continue
            long = limit - report.recorded > period
            if long or newest is not None:
                fault = _early(rule, pair, report, now.file, newest, limit, then.file if then else "")
                honest = not long or not says_nothing(report.late) or _waited(report, now.file, base, period)
                yield rule.softened(fault) if honest else fault


def _waited(report: Report, file: str, base: Base, period: timedelta) -> bool:
    """Whether a commit that brought reports to a ledger is about as old as the report: a branch that waited."""
    return any(abs(each - report.recorded) <= period for each in base.brought(file))


def _early(  # noqa: PLR0913, PLR0917 - a report, and what it is held against
    rule: Rule, pair: Pair, report: Report, file: str, newest: Report | None, limit: datetime, before: str
) -> Fault:
    fault = rule.fault(
        file,
        ("report", report.key, "recorded"),
        id=pair.present.id,
        key=report.key,
        recorded=_moment(report.recorded),
        newest=_moment(limit),
    )
    if newest is None:
        return fault._replace(hint=_EARLY)
    newest_words = Words(f"基准版本里最晚的一条（{newest.key}）", f"the newest at the base, for {newest.key}")
    return fault._replace(
        hint=_EARLY, asides=(Aside(before, ("report", newest.key, "recorded"), newest_words),)
    )


_EARLY = Words(
    'recorded 写实际录入的时刻；确是当时录入、现在才并入的，在这一条写 late = "为什么现在才补报"',
    "write when it really was recorded; where it was recorded then and comes in only now, write "
    'late = "why it is entered only now" into its line',
)


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


# JP613, reports taken back without a word.


def unexplained(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each new retraction that does not say why."""
    for pair in paired(material, base).pairs:
        ledger = material.portfolio.ledger(pair.present)
        then = {report.key for report in reported_then(pair, material, base)}
        for report in ledger.reports:
            if report.retracts and report.key not in then and says_nothing(report.reason):
                route = ("report", report.key)
                yield rule.fault(ledger.file, route, at_key=True, id=pair.present.id, on=str(report.on))
