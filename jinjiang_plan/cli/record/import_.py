"""What `import` does step by step: read, tell the columns, plan, ask, write."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.assess.intake.preview import GrownLedger, plan_intake, whole
from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.output import watched
from jinjiang_plan.cli.record.consent import append_with_consent
from jinjiang_plan.cli.session import Session, standard_input
from jinjiang_plan.files.layout import ledger_path
from jinjiang_plan.files.ledger.append import Append, Entry, Outcome
from jinjiang_plan.files.spreadsheets.file_type import is_workbook
from jinjiang_plan.files.spreadsheets.reader import read_bytes, read_stream, read_tables
from jinjiang_plan.model.admission import Admission, Consent, Decision, Refused, Undecided
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.spreadsheet import (
    FIELDS,
    ColumnMap,
    EntryTerms,
    Intake,
    Layout,
    RowOutcome,
    RowVerdict,
    SheetTable,
)
from jinjiang_plan.model.words import number_of
from jinjiang_plan.model.written_days import read_period

STDIN = "-"


def tables_of(session: Session, file: str, encoding: str) -> list[SheetTable]:
    """The tables of a file, or of what is piped or pasted in; a text is in an encoding, where one is named.

    Raises:
        Refusal: it is not there, or cannot be read as a table.
    """
    if file == STDIN and sys.stdin is not None and sys.stdin.isatty():
        session.tell("粘贴表格，再按 Ctrl-D 结束", "paste the table, then end it with Ctrl-D")
    name = "stdin" if file == STDIN else Path(file).name
    content = read_stream(standard_input(), name) if file == STDIN else read_bytes(Path(file))
    if is_workbook(content, name):
        needs_for("xlsx")
    return read_tables(content, name, encoding)


def tell_hidden(session: Session, layouts: Sequence[Layout]) -> None:
    """Report how many rows and columns of the tables are hidden, and what that means for them."""
    for layout in layouts:
        table = layout.table
        rows = sum(row.number in table.hidden_rows and row.number > layout.header for row in table.rows)
        columns = 0 if layout.own else len(table.hidden_columns)
        if rows:
            session.tell(
                f"{table.file}!{table.sheet}：隐藏了 {rows} 行，没有读入；要读请先取消隐藏",
                f"{table.file}!{table.sheet}: {number_of(rows, 'hidden row')} not read; unhide what counts",
            )
        if columns:
            session.tell(
                f"{table.file}!{table.sheet}：隐藏了 {columns} 列，只在 --map 指明时读取",
                f"{table.file}!{table.sheet}: {number_of(columns, 'hidden column')}, read only where --map names one",
            )


def column_map(
    given: Sequence[str] | None, sheet: str | None, header: int | None, today: date
) -> tuple[ColumnMap | None, str]:
    """What was said of the columns, None where nothing was, and the constant day, empty where none was given.

    Raises:
        Refusal: it is not `FIELD=HEADING`, or there is no such field.
    """
    headings, day = {}, ""
    for each in given or ():
        field, sign, heading = (part.strip() for part in each.partition("="))
        if not sign:
            raise Refusal(
                f"--map `{each}` 应写作 字段=表头，如 --map id=指标 --map value=完成值",
                f"--map `{each}` must be FIELD=HEADING, such as --map id=Indicator --map value=Actual",
            )
        if field not in FIELDS:
            raise unknown("字段", "field", field, list(FIELDS))
        if field == "on" and _is_day(heading, today):
            day = heading
        else:
            headings[field] = heading
    if not headings and not sheet and not header:
        return None, day
    return ColumnMap(headings, sheet or "", header or 0), day


def _is_day(text: str, today: date) -> bool:
    try:
        read_period(text, today)
    except Refusal:
        return False
    return True


def planned(
    session: Session, portfolio: Portfolio, layouts: Sequence[Layout], entering: EntryTerms
) -> Intake:
    """What becomes of all rows."""
    count = sum(len(each.table.rows) for each in layouts)
    steps = plan_intake(portfolio, layouts, entering)
    return whole(list(watched(steps, count, session.say("核对", "checking"))))


def write(
    session: Session, portfolio: Portfolio, intake: Intake, entering: EntryTerms, consent: Consent
) -> tuple[list[Target], Outcome]:
    """Append all that is new or revises, across all ledgers or not at all; the targets, and the outcome for each.

    Raises:
        Refusal: one is no longer admitted, or doubted otherwise than it was, since a ledger changed meanwhile; or it
            cannot be written (exit 1).
    """
    # One entry for each ledger, with its rows in the order of the sheet.
    by_target: dict[str, list[RowOutcome]] = {}
    for item in (*intake.of(RowVerdict.NEW), *intake.of(RowVerdict.REVISION)):
        if item.target is not None:
            by_target.setdefault(item.target.full_id, []).append(item)
    targets = [target for target in portfolio.judged if target.full_id in by_target]
    places = [[f"{item.place}: " for item in by_target[target.full_id]] for target in targets]

    def make(given: Consent) -> Append:
        return Append(
            (
                Entry(
                    ledger_path(portfolio.plan(target.plan), target),
                    target,
                    _decisions(target, by_target[target.full_id], entering),
                )
                for target in targets
            ),
            given,
        )

    # All or none; each is decided on anew under the lock.
    outcome = append_with_consent(session, make, places, consent)
    for draft in outcome.drafts:
        for admission in draft.admissions:
            if isinstance(admission, Refused):
                raise admission.refusal
    return targets, outcome


def _decisions(target: Target, items: Sequence[RowOutcome], entering: EntryTerms) -> list[Decision]:
    """The decisions on what the preview showed, by the ledger as it stands when it is written.

    The first is given the ledger, from which it makes one that grows; the next use that.
    """
    growing: list[GrownLedger] = []

    def decision(candidate: Candidate) -> Decision:
        def decide(ledger: Ledger) -> Admission | Undecided:
            if not growing:
                growing.append(GrownLedger(target, ledger))
            return growing[0].admission(candidate)

        return decide

    return [
        decision(
            Candidate(
                target,
                each.report._replace(correction=False),  # whether it is one is decided again
                entering.day,
                revise=each.verdict is RowVerdict.REVISION,
                corrects=entering.correction,
            )
        )
        for each in items
        if each.report is not None
    ]
