"""JP611 and JP612: a ledger is only ever appended to: what was reported stays as it was reported."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from jinjiang_plan.check.material import Material
from jinjiang_plan.check.moved import STOOD
from jinjiang_plan.check.pairing import Pair, paired
from jinjiang_plan.check.ruling import Check
from jinjiang_plan.check.telling import field
from jinjiang_plan.model.base import Base, Book, Change
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.fault import Aside, Fault
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

Reports = Mapping[str, Mapping[str, Any]]


def _history_rewritten(material: Material) -> Iterator[Fault]:
    base = material.base
    if base is None:
        return
    for pair in paired(material, base).pairs:
        book = base.books.get(pair.before.full_id)
        if book is None or book.change in (Change.APPENDED, Change.BROKEN):
            continue
        before = base.documents.get(book.before)
        if before is None:
            continue  # the base's own ledger is broken: JP600 says so
        now = base.documents.get(_present(pair, book, base))
        if now is None:
            yield _all_gone(pair, book, _reports(before))
        else:
            yield from _changed(pair, before, now)


def _present(pair: Pair, book: Book, base: Base) -> str:
    """The name of the ledger that holds a target's reports now: under another id it is another file."""
    if pair.now.full_id == pair.before.full_id:
        return book.file
    return base.added.get(pair.now.full_id, "")


def _reports(document: Document) -> Reports:
    """The reports of a ledger by their key; `2021-06-30-r1` is written for `2021-06-30` too."""
    found = document.data.get("report", {})
    return (
        {key.removesuffix("-r1"): report for key, report in found.items()} if isinstance(found, dict) else {}
    )


def _changed(pair: Pair, before: Document, now: Document) -> Iterator[Fault]:
    was, present = _reports(before), _reports(now)
    for key, report in was.items():
        if key not in present:
            told = field({name: each for name, each in report.items() if name in _FIGURES})
            change = Words(f"不见了：原有 {told}", f"is gone: it was {told}")
            yield _fault(pair, key, change, now, ("report",), before)
        elif _said(report) != _said(present[key]):
            yield _edited(pair, key, report, present[key], now, before)


_FIGURES = ("value", "stage", "done", "retract", "from")
_IDLE = (False, "")


def _said(report: Mapping[str, Any]) -> dict[str, Any]:
    """What a report says; `final = false` says nothing."""
    return {name: value for name, value in report.items() if value not in _IDLE or name in _FIGURES}


def _edited(
    pair: Pair, key: str, was: Mapping[str, Any], now: Mapping[str, Any], document: Document, before: Document
) -> Fault:
    names = [name for name in {**was, **now} if _said(was).get(name) != _said(now).get(name)]
    old, new = (
        ", ".join(f"{name} = {field(each[name])}" for name in names if name in each) or "-"
        for each in (was, now)
    )
    change = Words(f"被改了：原为 {old}，现为 {new}", f"was changed: {old} at the base, {new} now")
    written = next(name for name in (key, f"{key}-r1") if name in document.data["report"])
    first = next((name for name in names if name in now), None)
    route = ("report", written, first) if first else ("report", written)
    fault = _fault(pair, key, change, document, route, before)
    label = Words(f"原为 {old}", f"was {old}")
    return fault._replace(label=label, asides=(Aside(before.file, _written(before, key), STOOD),))


def _written(document: Document, key: str) -> tuple[str, str]:
    return "report", key if key in document.data["report"] else f"{key}-r1"


def _fault(
    pair: Pair, key: str, change: Words, document: Document, route: tuple[str, ...], before: Document
) -> Fault:
    what = Words(f" {key} 的数据", f"the report for {key}")
    fault = HISTORY_REWRITTEN.rule.fault(document.file, route, id=pair.now.id, what=what, change=change)
    day = key[:10]
    zh = f"改回原样；要更正，用 jinjiang-plan record {pair.now.id} 新值 --on {day} --revise；要撤回，用 jinjiang-plan retract {pair.now.id} --on {day} --reason …"
    en = f"put it back; to correct it: jinjiang-plan record {pair.now.id} VALUE --on {day} --revise; to take it back: jinjiang-plan retract {pair.now.id} --on {day} --reason …"
    return fault._replace(
        hint=Words(zh, en), asides=(Aside(before.file, _written(before, key), STOOD, at_key=True),)
    )


def _all_gone(pair: Pair, book: Book, reports: Reports) -> Fault:
    count = len(reports)
    change = Words(f"不见了，连同 {count} 条数据", f"is gone, with {count} report{'s' * (count != 1)}")
    what = Words("台账", "the ledger")
    fault = HISTORY_REWRITTEN.rule.fault(book.file, (), id=pair.now.id, what=what, change=change)
    hint = Words(
        f"把 {book.file} 放回来；文件名就是目标的编号",
        f"put {book.file} back; a ledger's name is its target's id",
    )
    return fault._replace(hint=hint, asides=(Aside(book.before, ("report",), STOOD, at_key=True),))


HISTORY_REWRITTEN = Check(
    Rule(
        "JP611",
        "history-rewritten",
        Severity.ERROR,
        says=Words("`{id}` 的{what}{change}", "{what} of `{id}` {change}"),
        why=Words(
            "台账只追加：报过的数和报的人、时间都要留住，否则“当时已知什么”就无从查起。按键逐条比较内容，"
            "换行、顺序、注释、数字的写法都不算改动。",
            "A ledger is only appended to: what was reported, by whom and when must stay, or nobody can see what was known "
            "at the time. Reports are compared by key, as data: lines, their order, comments and the way a number is "
            "written are no change.",
        ),
        cure=Words(
            "改回原样；更正用 `record --revise`，撤回用 `retract`，两者都是追加一行。",
            "Put it back; correct it by `record --revise`, take it back by `retract`: both append a line.",
        ),
        bad="[report]\n2020-12-31 = { value = 600, recorded = 2021-01-08T09:12:00+08:00 }  # 620 at the base\n",
        good=(
            "[report]\n2020-12-31 = { value = 620, recorded = 2021-01-08T09:12:00+08:00 }\n"
            "2020-12-31-r2 = { value = 600, recorded = 2021-02-01T10:00:00+08:00 }\n"
        ),
    ),
    _history_rewritten,
)


def _backdated(material: Material) -> Iterator[Fault]:
    base = material.base
    if base is None:
        return
    for pair in paired(material, base).pairs:
        book, then = base.books.get(pair.before.full_id), base.portfolio.ledgers.get(pair.before.full_id)
        if book is None or then is None or not then.reports:
            continue
        newest = max(then.reports, key=lambda report: report.recorded)
        known = {report.key for report in then.reports}
        for report in material.portfolio.ledger(pair.now).reports:
            if report.key not in known and report.recorded < newest.recorded:
                yield _early(pair, report, newest, _present(pair, book, base), book)


def _early(pair: Pair, report: Report, newest: Report, file: str, book: Book) -> Fault:
    fault = BACKDATED.rule.fault(
        file,
        ("report", report.key, "recorded"),
        id=pair.now.id,
        key=report.key,
        recorded=_moment(report.recorded),
        newest=_moment(newest.recorded),
    )
    hint = Words(
        "两处同时填报、合并后先后颠倒的，不必理会；否则按实际录入时间改正",
        "where two reported at once and were merged in the other order, let it be; else write when it really was recorded",
    )
    stood = Words(f"基准版本里最晚的一条（{newest.key}）", f"the newest at the base, for {newest.key}")
    return fault._replace(hint=hint, asides=(Aside(book.before, ("report", newest.key, "recorded"), stood),))


def _moment(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


BACKDATED = Check(
    Rule(
        "JP612",
        "backdated",
        Severity.WARNING,
        says=Words(
            "`{id}` 的 {key} 写着 {recorded} 录入，早于基准版本里最晚的一条（{newest}）",
            "the report {key} of `{id}` says it was recorded {recorded}, before the newest at the base, {newest}",
        ),
        why=Words(
            "新加的一行却写着更早的录入时间：重现“当时已知”时，它会出现在当时并没有的地方。",
            "A line that is new says that it was there before: replaying what was known at the time would show it where it "
            "was not.",
        ),
        cure=Words(
            "recorded 写实际录入的时刻；`record` 命令会自动写。",
            "Write the moment that it was really recorded; `record` writes it by itself.",
        ),
        bad="[report]  # newest at the base: 2021-07-05\n2021-03-31 = { value = 900, recorded = 2021-04-02T09:00:00+08:00 }\n",
        good="[report]\n2021-03-31 = { value = 900, recorded = 2021-07-06T09:00:00+08:00 }\n",
    ),
    _backdated,
)
