"""The receipt that a command prints of what it wrote: the lines, and the statuses by the files as they now stand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import typer

from jinjiang_plan.assess.portfolio import standings
from jinjiang_plan.cli.judge import with_parts
from jinjiang_plan.cli.output import deliver, drawn, result_text
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import ledger_path
from jinjiang_plan.files.ledger.append import Draft, Outcome
from jinjiang_plan.files.ledger.reader import read_ledger_since, with_ledgers
from jinjiang_plan.model.admission import Admitted
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Ledger, Ledgers
from jinjiang_plan.render.sheets.receipt import (
    ReceiptChange,
    WrittenReport,
    change_line,
    receipt_record,
    written_record,
)
from jinjiang_plan.render.width import visible

MACHINE = ("json", "jsonl", "csv", "tsv")
"""Formats in which a receipt is a document; in the others it is a few lines."""


class Receipt(NamedTuple):
    """What a receipt is made from: the plans, the day that is judged, and the format."""

    session: Session
    portfolio: Portfolio
    as_of: date
    form: str

    def give(self, targets: Sequence[Target], outcome: Outcome, *, named: bool = False) -> None:
        """Print what was written for the targets, or would be; `named` puts the target before each line."""
        drafts = dict(zip(targets, outcome.drafts, strict=True))
        changes = changes_of(self.portfolio, drafts, self.as_of, reread=outcome.written)
        written = [each for target, draft in drafts.items() for each in _written(target, draft)]
        lang = self.session.lang
        if self.form in MACHINE:
            records = [written_record(each, lang) for each in written]
            document = receipt_record(written, changes, lang, dry_run=not outcome.written)
            text = result_text(lambda: records, lambda: document, self.form)
            deliver(self.session, text, self.form, None)
            return
        for change in changes:
            target = change.after.target
            for line in drafts[target].lines:
                typer.echo(f"{target.id}: {visible(line)}" if named else visible(line))
            typer.echo(drawn(self.session, change_line(change, lang)))


def _written(target: Target, draft: Draft) -> Iterator[WrittenReport]:
    admitted = [each for each in draft.admissions if isinstance(each, Admitted)]
    for admission, line in zip(admitted, draft.lines, strict=True):
        yield WrittenReport(target, admission.report, line, admission.doubts)


def changes_of(
    portfolio: Portfolio, drafts: Mapping[Target, Draft], as_of: date, *, reread: bool
) -> list[ReceiptChange]:
    """Each target judged by its ledger before the append and after it: as the disk has it now, if it is read again."""
    before = {target: draft.before for target, draft in drafts.items()}
    after = {
        target: _read_again(portfolio, target, draft.before) if reread else draft.after
        for target, draft in drafts.items()
    }
    return judged_twice(portfolio, before, after, as_of)


def judged_twice(
    portfolio: Portfolio, before: Mapping[Target, Ledger], after: Mapping[Target, Ledger], as_of: date
) -> list[ReceiptChange]:
    """Each target judged by its ledger before and after; the parts of sums by theirs as they stand."""
    targets = list(after)
    parts = [each for each in with_parts(portfolio, targets) if each not in after]
    read = with_ledgers(portfolio, parts)
    first, last = (
        _judged(read, {target.full_id: ledger for target, ledger in held.items()}, targets, as_of)
        for held in (before, after)
    )
    return [ReceiptChange(first[target.full_id], last[target.full_id]) for target in targets]


def _read_again(portfolio: Portfolio, target: Target, before: Ledger) -> Ledger:
    """The ledger as it stands now; of a long one as much as decided on the report."""
    return read_ledger_since(ledger_path(portfolio.plan(target.plan), target), target, before.since)


def _judged(
    read: Portfolio, ledgers: Ledgers, targets: Sequence[Target], as_of: date
) -> dict[str, Assessment]:
    known = read._replace(ledgers={**read.ledgers, **ledgers})
    return {each.target.full_id: each for each in standings(known, as_of, targets)}
