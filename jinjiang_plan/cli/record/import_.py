"""What `import` does step by step: read, tell the columns, plan, ask, write."""

import sys
from collections.abc import Sequence
from pathlib import Path

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.assess.intake.captions import captioned
from jinjiang_plan.assess.intake.columns import layouts
from jinjiang_plan.assess.intake.preview import GrownLedger, plan_intake, whole
from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.output import watched
from jinjiang_plan.cli.record.consent import append_with_consent
from jinjiang_plan.cli.record.dialogue import agreed, on_a_terminal
from jinjiang_plan.cli.record.import_undo import keep_record
from jinjiang_plan.cli.session import Session, standard_input
from jinjiang_plan.files.layout import ledger_path
from jinjiang_plan.files.ledger.append import Append, Entry, Outcome
from jinjiang_plan.files.spreadsheets.file_type import is_workbook
from jinjiang_plan.files.spreadsheets.reader import read_bytes, read_stream, read_tables
from jinjiang_plan.files.spreadsheets.saved_mappings import remembered_maps
from jinjiang_plan.model.admission import Admission, Consent, Decision, Refused, Undecided
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.spreadsheet import (
    ColumnMap,
    EntryTerms,
    Intake,
    Layout,
    OmissionReason,
    RowOutcome,
    RowVerdict,
    SheetTable,
)
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.render.sheets.intake import omission_line

STDIN = "-"
_SHOWN = 200
"""Signs of names that are listed in a question."""
_MOST_NEAR = 10
"""Names left out that are pointed out as nearly those of targets."""
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""How the names of tables end that are read of a folder."""


def files_of(named: Sequence[str]) -> list[str]:
    """The files that are meant, each once: of a folder all tables that lie in it, by name.

    Raises:
        Refusal: a folder holds none, or what is piped in is to be read with others.
    """
    files = [each for name in named for each in (_tables_in(Path(name)) if Path(name).is_dir() else [name])]
    if STDIN in files and len(files) > 1:
        raise Refusal("`-` 只能单独读入", "`-` is read alone")
    return list(dict.fromkeys(files))


def _tables_in(folder: Path) -> list[str]:
    """The tables of a folder; what programs leave there (~$report.xlsx, .hidden.csv) is none."""
    files = sorted(
        str(each)
        for each in folder.iterdir()
        if each.suffix.lower() in _ENDINGS and each.is_file() and not each.name.startswith(("~", "."))
    )
    if not files:
        raise Refusal(
            f"目录 {folder} 里没有表格（{'、'.join(_ENDINGS)}）",
            f"the folder {folder} holds no table ({', '.join(_ENDINGS)})",
        )
    return files


def tables_of(session: Session, file: str, encoding: str, *, path: bool = False) -> list[SheetTable]:
    """The tables of a file, or of what is piped or pasted in; a text is in an encoding, where one is named.

    `path` says that the file is to be named by its path, since others are of the same name.

    Raises:
        Refusal: it is not there, or cannot be read as a table.
    """
    if file == STDIN and sys.stdin is not None and sys.stdin.isatty():
        session.tell("粘贴表格，再按 Ctrl-D 结束", "paste the table, then end it with Ctrl-D")
    name = "stdin" if file == STDIN else file if path else Path(file).name
    content = read_stream(standard_input(), name) if file == STDIN else read_bytes(Path(file))
    if is_workbook(content, name):
        needs_for("xlsx")
    return read_tables(content, name, encoding)


def read_layouts(
    session: Session, files: Sequence[str], given: ColumnMap | None, entering: EntryTerms, encoding: str
) -> list[Layout]:
    """The tables to read of each file, with what their columns hold.

    Raises:
        Refusal: a file cannot be read, or its columns cannot be told.
    """
    names = [Path(each).name for each in files]
    remembered = remembered_maps(session.place.folder)
    readings: list[Layout] = []
    for file, name in zip(files, names, strict=True):
        tables = tables_of(session, file, encoding, path=names.count(name) > 1)
        readings += captioned(layouts(tables, given, remembered), given, entering)
    return readings


def tell_hidden(session: Session, readings: Sequence[Layout]) -> None:
    """Report how many rows and columns of the tables are hidden, and what that means for them."""
    for layout in readings:
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


def planned(
    session: Session, portfolio: Portfolio, readings: Sequence[Layout], entering: EntryTerms
) -> Intake:
    """What becomes of all rows."""
    count = sum(len(each.table.rows) for each in readings)
    steps = plan_intake(portfolio, readings, entering)
    return whole(watched(steps, count, session.say("核对", "checking")))


def planned_with_consent(
    session: Session,
    portfolio: Portfolio,
    readings: Sequence[Layout],
    entering: EntryTerms,
    *,
    asking: bool,
) -> tuple[list[Layout], Intake]:
    """What becomes of all rows; those of targets that the plan does not have are left out where a person agrees.

    Raises:
        Refusal: rows are to be left out, and files could not be read that may hold their targets (exit 3).
    """
    layouts_ = list(readings)
    intake = planned(session, portfolio, layouts_, entering)
    unknown = sum(each.unknown for each in intake.items)
    if unknown and unknown < len(intake.items) and asking and on_a_terminal() and not portfolio.broken:
        names = "、".join(dict.fromkeys(each.name for each in intake.items if each.unknown))
        session.tell(_shortened(names), _shortened(names.replace("、", ", ")))
        question = Words(
            f"{unknown} 行是计划里没有的目标，跳过它们？",
            f"{number_of(unknown, 'row')} name a target that the plan does not have: leave them out?",
        )
        if agreed(session, question):
            layouts_ = [each._replace(skip_unknown=True) for each in layouts_]
            intake = planned(session, portfolio, layouts_, entering)
    if portfolio.broken and any(each.reason is OmissionReason.UNKNOWN for each in intake.omissions):
        raise Refusal(
            "有计划文件无法读取，不能断定哪些行的目标不在计划里；先改正它们（错误见上）",
            "some files of the plans cannot be read, so no row is left out as unknown: mend them first (their faults are "
            "told above)",
            NOT_JUDGED,
        )
    _tell_near(session, intake)
    return layouts_, intake


def _shortened(names: str) -> str:
    return names if len(names) <= _SHOWN else f"{names[:_SHOWN]}…"


def _tell_near(session: Session, intake: Intake) -> None:
    """Point out the rows left out that are called nearly as a target is: one of the two may be mistyped."""
    near = {each.name: each for each in intake.omissions if each.nearest}
    for each in list(near.values())[:_MOST_NEAR]:
        place = each.table.place(each.number, 1)
        session.tell(
            f"{place}：跳过了 `{each.name}`，它和 {each.nearest} 很像；若是同一个，请改正表里的名称",
            f"{place}: left out `{each.name}`, which is much like {each.nearest}; if it is the same, mend the name",
        )
    if len(near) > _MOST_NEAR:
        more = len(near) - _MOST_NEAR
        session.tell(
            f"这样的还有 {more} 个；见 --list-skipped", f"and {more} more of these: see --list-skipped"
        )


def no_figures(readings: Sequence[Layout], intake: Intake) -> Refusal:
    """The refusal of tables in which there is nothing to enter."""
    file = readings[0].table.file
    omitted = len(intake.omissions)
    if omitted:
        return Refusal(
            f"{file} 里没有可以读入的行：{omitted} 行都跳过了（{omission_line(intake, 'zh')}）",
            f"{file} holds no row to enter: {number_of(omitted, 'row')} left out ({omission_line(intake, 'en')})",
            NOT_JUDGED,
        )
    return Refusal(f"{file} 里没有填好的数值", f"{file} holds no figure that is filled in", NOT_JUDGED)


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
    keep_record(session, outcome, imported=True)
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
