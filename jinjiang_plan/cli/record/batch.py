"""`record -`: reports from standard input, one to a line, all or nothing."""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.cli.record.consent import append_with_consent
from jinjiang_plan.cli.record.import_undo import keep_record
from jinjiang_plan.cli.record.receipt import Receipt
from jinjiang_plan.cli.record.record import TypedReport, report_of, tell_unfollowed
from jinjiang_plan.cli.session import Session, standard_input
from jinjiang_plan.files.layout import ledger_path, plans_folder
from jinjiang_plan.files.ledger.append import Append, Entry, Outcome
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.model.admission import Consent, Refused
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Words, number_of

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')


class BatchRow(NamedTuple):
    """One line that was read: its number, whose report it is, and the report."""

    number: int
    target: Target
    report: Report


def enter_lines(  # noqa: PLR0913 - what a command knows of its lines
    receipt: Receipt, said: TypedReport, by: str, *, revise: bool, consent: Consent, dry_run: bool
) -> None:
    """Append what standard input says, a line `id value day [source]` each; `said` holds for every line.

    Raises:
        Refusal: a line has a fault (each is told, exit 2), a ledger has one (exit 3), or something cannot be written.
    """
    session, portfolio = receipt.session, receipt.portfolio
    # Every line is read before any ledger is.
    rows, faults = _rows(session, portfolio, said, by)
    targets = list(dict.fromkeys(row.target for row in rows))
    read = with_ledgers(portfolio, targets)
    session.tell_findings(read.findings[len(portfolio.findings) :])
    if any(read.ledger(target).broken for target in targets):
        raise Refusal("台账有误，没有写入", "a ledger has a fault, nothing was written", NOT_JUDGED)
    # With a fault nothing is written, but what else is wrong is found by the ledgers all the same.
    today = session.today(portfolio)
    entries = _entries(portfolio, rows, today, revise=revise)
    places = [[f"-:{row.number}: " for row in rows if row.target is target] for target in targets]
    outcome = (
        Append(entries).rehearse()
        if faults
        else append_with_consent(
            session, lambda given: Append(entries, given), places, consent, dry_run=dry_run
        )
    )
    faults |= _refused(rows, targets, outcome)
    if faults:
        raise _faulty(session, faults)
    keep_record(session, outcome, imported=False)
    if not rows:
        raise Refusal("没有读到数据", "there was no report to read")
    if dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
    else:
        session.tell(
            f"已写入 {len(rows)} 条，{len(targets)} 个台账",
            f"wrote {number_of(len(rows), 'report')} to {number_of(len(targets), 'ledger')}",
        )
    tell_unfollowed(session, portfolio, rows[0].target, rows[0].report)
    receipt.give(targets, outcome, named=True)


def _entries(portfolio: Portfolio, rows: Sequence[BatchRow], today: date, *, revise: bool) -> list[Entry]:
    """The entries of the rows, one for each target."""
    by_target: dict[Target, list[Candidate]] = {}
    for row in rows:
        by_target.setdefault(row.target, []).append(Candidate(row.target, row.report, today, revise))
    return [
        Entry(ledger_path(portfolio.plan(target.plan), target), target, [each.admission for each in mine])
        for target, mine in by_target.items()
    ]


def _refused(rows: Sequence[BatchRow], targets: Sequence[Target], outcome: Outcome) -> dict[int, Words]:
    """The reason why a row was refused, by its number."""
    left = {target: iter(draft.admissions) for target, draft in zip(targets, outcome.drafts, strict=True)}
    admissions = [(row.number, next(left[row.target])) for row in rows]
    return {number: each.words for number, each in admissions if isinstance(each, Refused)}


def _faulty(session: Session, faults: dict[int, Words]) -> Refusal:
    for number in sorted(faults):
        session.tell(f"-:{number}: {faults[number].zh}", f"-:{number}: {faults[number].en}")
    return Refusal(
        f"{len(faults)} 行有误，没有写入",
        f"faults in {number_of(len(faults), 'line')}, nothing was written",
    )


def _rows(
    session: Session, portfolio: Portfolio, said: TypedReport, by: str
) -> tuple[list[BatchRow], dict[int, Words]]:
    """The lines as reports, and what is wrong with the others, by number.

    Raises:
        Refusal: a day was said for all of them.
    """
    if said.on is not None:
        raise Refusal(
            "`record -` 的日期写在每一行里，不用 --on",
            "`record -` takes the day from each line: leave --on away",
        )
    rows, faults = [], {}
    now = session.now(portfolio)
    for number, line in enumerate(_given(session), 1):
        try:
            words = list(_words(line))
            if not words:
                continue
            id_, value, on, *source = _complete(words)
            target = portfolio.find(id_)
            typed = said._replace(value=value, on=on, source=" ".join(source) or said.source)
            rows.append(
                BatchRow(
                    number,
                    target,
                    report_of(target, typed, now, by, plans_folder(portfolio.plan(target.plan))),
                )
            )
        except Refusal as refusal:
            faults[number] = refusal.words
    return rows, faults


def _given(session: Session) -> list[str]:
    """The lines of standard input, in UTF-8."""
    if sys.stdin is not None and sys.stdin.isatty():
        session.tell(
            "逐行输入“编号 数值 日期 [出处]”，以 Ctrl-D 结束（Windows：Ctrl-Z 回车）",
            "type lines `id value day [source]`, end with Ctrl-D (on Windows Ctrl-Z, Enter)",
        )
    try:
        return standard_input().read().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise Refusal("标准输入不是 UTF-8 编码", "standard input is not UTF-8") from error


def _words(line: str) -> Iterator[str]:
    """The words of a line; those in quotes whole, nothing from a `#` on that begins a word."""
    for match in _WORD.finditer(line):
        quoted, chinese, bare = match.groups()
        if bare is not None and bare.startswith("#"):
            return
        if bare is not None and bare.startswith(('"', "“")):
            raise Refusal("缺少右引号", "a quote is not closed")
        yield (
            re.sub(r"\\(.)", r"\1", quoted)
            if quoted is not None
            else chinese
            if chinese is not None
            else bare
        )


def _complete(words: list[str]) -> list[str]:
    if len(words) < 3:
        raise Refusal(
            "一行要有编号、数值、日期，空格隔开；含空格的加引号",
            "a line has an id, a value and a day, parted by spaces; quote what holds spaces",
        )
    return words
