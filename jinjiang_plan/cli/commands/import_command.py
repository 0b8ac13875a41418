"""`import`: reports out of a sheet, all or nothing."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from jinjiang_plan.assess.intake.preview import named
from jinjiang_plan.assess.intake.saved_map import by_headings
from jinjiang_plan.cli import options
from jinjiang_plan.cli.judge import with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, drawn, emit
from jinjiang_plan.cli.record.column_options import ColumnOptions
from jinjiang_plan.cli.record.consent import DoubtedReport, ask_consent
from jinjiang_plan.cli.record.dialogue import agreed_or_said
from jinjiang_plan.cli.record.import_ import (
    files_of,
    no_figures,
    planned_with_consent,
    read_layouts,
    tell_hidden,
    write,
)
from jinjiang_plan.cli.record.receipt import changes_of
from jinjiang_plan.cli.record.record import checked_text, recorder, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.spreadsheets.saved_mappings import remember
from jinjiang_plan.model.admission import EVERY_DOUBT, NO_CONSENT, Consent
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap, EntryTerms, Intake, Layout, RowVerdict
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.model.written_days import read_period
from jinjiang_plan.render.machine import Envelope
from jinjiang_plan.render.sheets.intake import (
    intake_records,
    intake_sheet,
    omission_counts,
    omission_records,
    table_record,
    wrong_lines,
)
from jinjiang_plan.render.sheets.receipt import ReceiptChange, change_line, change_record

_FEW = 20
"""Rows of a kind, and cells that are wrong, that a terminal shows."""
_Text = str | None


def run(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help=both(
                "填报表，或别的 xlsx、csv、tsv，可以几个；目录读其中各表；`-` 读入粘贴或管道里的表格",
                "filled templates, or any xlsx, csv or tsv; of a folder all tables in it; `-` reads what is pasted or piped",
            ),
            show_default=False,
        ),
    ],
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=HEADING",
            help=both(
                "哪一列是什么，如 --map id=指标 --map value=完成值；记在计划目录，下次不用再写",
                "which column is what: --map id=Indicator --map value=Actual; remembered beside the plans",
            ),
        ),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=TEXT",
            help=both(
                "每一行都一样的内容，如 --set target=目标编号 --set unit=万元",
                "what is the same in every row: --set target=ID --set unit=km",
            ),
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="HEADING=TEXT",
            help=both(
                "只读这一列写着这个的行，如 --where 地区=全市；--where 性别= 是这一列空着的行；几个都要符合，同一列的符合一个即可",
                "only rows in which a column says so: --where Series=Total, or is empty: --where Sex=; of several all must "
                "hold, of one column any",
            ),
        ),
    ] = None,
    periods: Annotated[
        _Text,
        typer.Option(
            "--periods",
            metavar="all|FROM..TO",
            help=both(
                "表头是时期（2019 2020 2021、2021年6月）的各列都是数：all 全部，2019..2021 选取",
                "columns headed by periods (2019 2020 2021, 2021Q1) hold the figures: all of them, or 2019..2021",
            ),
        ),
    ] = None,
    skip_unknown: Annotated[
        bool,
        typer.Option(
            "--skip-unknown",
            help=both(
                "跳过计划里没有的目标的行", "leave out the rows of targets that the plan does not have"
            ),
        ),
    ] = False,
    list_skipped: Annotated[
        bool,
        typer.Option(
            "--list-skipped",
            help=both("逐行列出没有读入的行", "list each row that is left out, with the reason"),
        ),
    ] = False,
    sheet: options.SheetName = None,
    header: options.HeadingRow = None,
    encoding: options.CsvEncoding = None,
    decimal: options.DecimalMark = None,
    on: Annotated[
        _Text,
        options.day_option("--on", zh="没有日期列或没填日期时用它", en="the day of rows that give none"),
    ] = None,
    plan: options.PlanFilter = None,
    source: Annotated[
        _Text,
        typer.Option(
            "--source", metavar="TEXT", help=both("没填出处时用它", "the source of rows that give none")
        ),
    ] = None,
    by: options.By = None,
    revise: Annotated[
        bool,
        typer.Option(
            "--revise",
            help=both("也更正已有的数据；须写 --reason", "revise earlier figures too; needs --reason"),
        ),
    ] = False,
    reason: options.RevisionReason = None,
    correction: options.Correction = False,
    accept_doubts: options.AcceptDoubts = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    format_: options.Format = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_)
    if revise and not checked_text("--reason", reason):
        raise Refusal("修订需要原因：--reason", "a revision needs its reason: --reason")
    if decimal not in (None, ".", ","):
        raise Refusal(f"--decimal `{decimal}` 应为 `.` 或 `,`", f"--decimal `{decimal}` must be `.` or `,`")
    portfolio = _narrowed(session.portfolio(), plan)
    writable(session)
    # The terms on which rows are entered.
    now = session.now(portfolio)
    said = ColumnOptions(
        map_ or (), set_ or (), where or (), periods or "", sheet or "", header or 0, skip_unknown
    )
    given, day = said.column_map(now.date())
    entering = EntryTerms(
        by=checked_text("--by", recorder(by, session.environment, session.place.folder)),
        recorded=now,
        day=now.date(),
        on=on or day,
        source=checked_text("--source", source),
        revise=revise,
        reason=checked_text("--reason", reason),
        correction=correction,
        decimal=decimal or "",
        own_units=tuple(dict.fromkeys(unit for each in portfolio.plans for unit in each.units)),
    )
    if entering.on:
        read_period(entering.on, entering.day)
    # The rows, and what becomes of each.
    readings = read_layouts(session, files_of(files), given, entering, encoding or "")
    tell_hidden(session, readings)
    read = with_reports(session, portfolio, named(portfolio, readings))
    readings, intake = planned_with_consent(session, read, readings, entering, asking=not (yes or dry_run))
    if not intake.items:
        raise no_figures(readings, intake)
    # What is written, and the columns that are remembered once it is.
    consent = EVERY_DOUBT if accept_doubts else NO_CONSENT
    call = _Call(session, read, readings, intake, entering, form, list_skipped)
    code = call.carry_out(consent, yes=yes, dry_run=dry_run)
    if not code and not dry_run:
        for each in readings:
            _remember(session, given and given._replace(skip_unknown=each.skip_unknown), each, entering)
    return session.exit_code(read, code)


run.__doc__ = both(
    "从表格读入数据：先预览，再一次写入全部台账，要么全写，要么不写",
    "Append the reports of a sheet. Shows them first, then writes all or nothing, across all ledgers.",
)


def _narrowed(portfolio: Portfolio, plans: list[str] | None) -> Portfolio:
    known = [each.id for each in portfolio.plans]
    for name in plans or ():
        if name not in known:
            raise unknown("计划", "plan", name, known)
    kept = tuple(each for each in portfolio.plans if not plans or each.id in plans)
    return portfolio._replace(plans=kept)


class _Call(NamedTuple):
    """One import."""

    session: Session
    """The call of the program."""
    read: Portfolio
    """The plans with their ledgers."""
    readings: Sequence[Layout]
    """The tables with what their columns hold."""
    intake: Intake
    """What becomes of the rows."""
    entering: EntryTerms
    """The terms on which they are entered."""
    form: str
    """The format of what is printed."""
    listing: bool
    """Whether the rows that are left out are listed."""

    def carry_out(self, consent: Consent, *, yes: bool, dry_run: bool) -> int:
        """Show the preview and write what it shows; a document comes last, and says what was written."""
        changes: list[ReceiptChange] = []
        try:
            if self.form != "json":
                self._show(changes)
            self._tell_wrong()
            code = self._enter(changes, consent, yes=yes, dry_run=dry_run)
        except Refusal as refusal:
            if self.form == "json" and refusal.exit_code != NOT_JUDGED:  # the door answers that itself
                self._show(changes)
            raise
        if self.form == "json":
            self._show(changes)
        if self.form in ("table", "plain"):
            shown = changes[:_FEW] if self.form == "table" else changes
            for change in shown:
                typer.echo(drawn(self.session, change_line(change, self.session.lang)))
            self._tell_left(len(changes) - len(shown))
        return code

    def _show(self, changes: Sequence[ReceiptChange]) -> None:
        """The preview on stdout; on a terminal the first of many."""
        session, intake = self.session, self.intake
        records = (
            intake_records(intake, session.lang) if self.form not in ("table", "plain", "markdown") else []
        )
        result = Result(
            lambda: intake_sheet(
                intake,
                session.lang,
                _FEW if self.form == "table" else None,
                self.readings,
                listing=self.listing,
            ),
            lambda: records,
            lambda: Envelope().around(
                {
                    "counts": {each.value: len(intake.of(each)) for each in RowVerdict},
                    "blank": intake.blank,
                    "tables": [table_record(each) for each in self.readings],
                    "omissions": omission_counts(intake),
                    "omitted": omission_records(intake, session.lang) if self.listing else [],
                    "rows": records,
                    "written": bool(changes),
                    "changes": [change_record(each, session.lang) for each in changes],
                }
            ),
        )
        emit(session, result, self.form)

    def _tell_wrong(self) -> None:
        """What is wrong, each by its cell, on stderr; on a terminal the first of many."""
        wrong = wrong_lines(self.intake)
        shown = wrong[:_FEW] if self.form == "table" else wrong
        for words in shown:
            self.session.tell(words.zh, words.en)
        self._tell_left(len(wrong) - len(shown))

    def _tell_left(self, left: int) -> None:
        if left:
            self.session.tell(
                f"另有 {left} 处；`-f plain` 列出全部", f"and {left} more; `-f plain` tells all of them"
            )

    def _enter(self, changes: list[ReceiptChange], consent: Consent, *, yes: bool, dry_run: bool) -> int:
        """Write what the preview showed, unless something keeps it from being written; the exit code.

        What it changed is added to `changes`.
        """
        session, intake = self.session, self.intake
        code = self._kept_out()
        if code is not None:
            return code
        doubted = [
            DoubtedReport(f"{item.place}: ", doubt)
            for item in (*intake.of(RowVerdict.NEW), *intake.of(RowVerdict.REVISION))
            for doubt in consent.lacking(item.doubts)
        ]
        if doubted:
            ask_consent(session, doubted, asking=not dry_run)
            consent = Consent(frozenset(each.doubt for each in doubted))
        if dry_run:
            session.tell("试运行，没有写入", "dry run: nothing was written")
            return 0
        count = len(intake.of(RowVerdict.NEW)) + len(intake.of(RowVerdict.REVISION))
        agreed_or_said(session, Words(f"写入这 {count} 条？", f"append these {count}?"), yes=yes)
        targets, outcome = write(session, self.read, intake, self.entering, consent)
        session.tell(
            f"已写入 {count} 条，{len(targets)} 个台账",
            f"wrote {number_of(count, 'report')} to {number_of(len(targets), 'ledger')}",
        )
        drafts = dict(zip(targets, outcome.drafts, strict=True))
        changes += changes_of(self.read, drafts, self.entering.day, reread=True)
        return 0

    def _kept_out(self) -> int | None:
        """The exit code where nothing of it can be written; None where it can."""
        session, intake = self.session, self.intake
        wrong, revisions = len(intake.of(RowVerdict.WRONG)), len(intake.of(RowVerdict.REVISION))
        if wrong:
            unknown = sum(each.unknown for each in intake.items)
            if unknown:
                session.tell(
                    f"有 {unknown} 行是计划里没有的目标；加 --skip-unknown 跳过这些行",
                    f"{number_of(unknown, 'row')} for a target that the plan does not have: --skip-unknown "
                    "leaves such rows out",
                )
            session.tell(
                f"{wrong} 处有误，全部没有写入；改正后再导入",
                f"{number_of(wrong, 'cell')} wrong, nothing was written; mend that and import again",
            )
            return NOT_WRITTEN
        if revisions and not self.entering.revise:
            session.tell(
                f"{revisions} 行与已有数据不同，全部没有写入；确实要更正，加 --revise --reason 原因",
                f"{number_of(revisions, 'row')} not as reported already, nothing was written; to correct what is there, "
                "add --revise --reason TEXT",
            )
            return NOT_WRITTEN
        if not revisions and not intake.of(RowVerdict.NEW):
            session.tell("都已录入过，没有要写的", "all of it is there already, nothing to write")
            return 0
        return None


def _remember(session: Session, given: ColumnMap | None, layout: Layout, entering: EntryTerms) -> None:
    if given is None or not (given.says_columns or given.skip_unknown) or layout.own:
        return
    if layout.all_met:  # what a list of this kind says is to be said of each anew
        return
    named = by_headings(given, layout, entering.day)
    if named is None:
        session.tell(
            "有的列没有表头，与别的列重名，或表头是时期，对应关系没有记下，下次还要写",
            "a column has no heading of its own, or a period for one: the columns are not remembered",
        )
        return
    path = remember(session.place.folder, named)
    if path is not None:
        session.tell(f"列的对应关系已记在 {path}，下次不用再写", f"the columns are remembered in {path}")
