"""A second version of a plan's table at the door: shown, agreed to, and written as amendments or as plain edits."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.assess.doubt import amendment_doubts
from jinjiang_plan.check.base.second_version import Stated, second_version
from jinjiang_plan.cli.check.new_findings import new_findings, refuse_errors
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.plan.version_application import Application, Decision, application
from jinjiang_plan.cli.record.consent import DoubtedReport, ask_consent
from jinjiang_plan.cli.record.dialogue import agreed_or_said
from jinjiang_plan.cli.record.record import checked_text, ground, recorder, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.plans.edition import Texts, write_edition
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.plan_change import GOALS, SORT_NAMES, ChangeSort, PlanChanges
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.model.written_days import read_day
from jinjiang_plan.render.sheets.plan_changes import change_records, changes_document, changes_sheet


class VersionOptions(NamedTuple):
    """How the changes are to be entered, as typed."""

    document: str | None = None
    """The document that decided them: with it they become amendments."""
    decided: str | None = None
    """The day of the decision."""
    reason: str | None = None
    """Why it was decided."""
    by: str | None = None
    """Who enters it."""
    edit: bool = False
    """Whether they become plain edits."""
    excepted: Sequence[str] = ()
    """The ids of entries that are left as they are."""
    yes: bool = False
    """Whether nothing is to be asked."""
    accept_doubts: bool = False
    """Whether what is doubted is written too."""
    dry_run: bool = False
    """Whether nothing is to be written."""
    format: str | None = None
    """The format of the sheet."""
    output: str | None = None
    """The file of the sheet."""


def take_in(session: Session, plan: Plan, table: Plan, stated: Stated | None, options: VersionOptions) -> int:
    """Show what a second version of its table would change in a plan, and write it where that is asked for.

    Args:
        session: the call.
        plan: the plan as it was read.
        table: the plan that the table proposes.
        stated: what the table states of each entry; None for everything.
        options: how the changes are to be entered.

    Raises:
        Refusal: the options contradict each other (exit 2), a doubt is not accepted, the answer is no, or `check` would
            find an error (exit 1); then nothing is written.
    """
    portfolio = session.portfolio()
    today = session.today(portfolio)
    decision = _decision(session, portfolio, plan, options, today)
    if decision is not None or options.edit:
        writable(session)
    changes = second_version(plan, table, decision.decided if decision else today, stated)
    planned = application(changes, plan, table, decision, _excepted(changes, options))
    left = [each.change for each in planned.left]
    result = Result(
        lambda: changes_sheet(plan, changes, left, session.lang),
        lambda: change_records(plan, changes, left, session.lang),
        lambda: changes_document(plan, changes, left, session.lang),
    )
    emit(session, result, chosen_format(options.format, options.output), options.output)
    _tell_left(session, planned)
    if not changes.changes:
        return 0
    if decision is None and not options.edit:
        session.tell(
            "没有写入。写成正式调整：--document 文件 --decided 日期 --reason 原因；直接改计划文件：--edit",
            "nothing was written. As amendments: --document TEXT --decided DAY --reason WHY; as plain edits: --edit",
        )
        return 0
    _write(session, planned, _doubted(planned, changes), today, options)
    return 0


def _excepted(changes: PlanChanges, options: VersionOptions) -> set[str]:
    """The ids that are named by `--except`, whole or by their last part.

    Raises:
        Refusal: one is of nothing that changes.
    """
    ids = dict.fromkeys(each.entry.id for each in changes.changes)
    named = set()
    for name in options.excepted:
        fitting = [each for each in ids if name in (each, each.rpartition(".")[2])]
        if not fitting:
            raise unknown("变化的条目", "entry that changes", name, ids)
        named.update(fitting)
    return named


def _decision(
    session: Session, portfolio: Portfolio, plan: Plan, options: VersionOptions, today: date
) -> Decision | None:
    """The ground of amendments; None where plain edits, or nothing, is asked for."""
    if options.document is None:
        if options.decided is not None or options.reason is not None:
            raise Refusal(
                "--decided 和 --reason 要与 --document 一起写", "--decided and --reason go with --document"
            )
        return None
    if options.edit:
        raise Refusal(
            "--document 写成正式调整，--edit 直接改文件：只能写一个",
            "--document makes amendments and --edit plain edits: give one of them",
        )
    if options.decided is None:
        raise Refusal("缺少 --decided：决定的日期", "--decided is missing: the day of the decision")
    decided = read_day(options.decided, today, plan.year_end)
    if decided > today:
        raise Refusal(f"决定日期 {decided} 还没有到", f"the decision's day {decided} is still to come")
    document = ground("--document", options.document)
    reason = ground("--reason", options.reason) if options.reason else document
    by = checked_text("--by", recorder(options.by, session.environment, session.place.folder))
    return Decision(decided, document, reason, session.now(portfolio), by)


def _tell_left(session: Session, planned: Application) -> None:
    """Say of each change that is not written why."""
    for each in planned.left:
        entry, name = each.change.entry, SORT_NAMES[each.change.sort]
        session.tell(
            f"{entry.id} {entry.title.zh}（{name.zh}）：{each.words.zh}",
            f"{entry.id} {entry.title.en} ({name.en}): {each.words.en}",
        )


_MANY = 4
"""Where more than one entry of so many is gone, the table may be another plan's, or a part of this one's."""


def _doubted(planned: Application, changes: PlanChanges) -> Iterator[DoubtedReport]:
    """What looks like a slip in the changes that are to be written."""
    for target, doubt in changes.doubts:
        yield DoubtedReport(f"{target.id}: ", doubt)
    gone, entries = len(changes.of(ChangeSort.GONE)), sum(1 for _ in planned.plan.judged)
    if gone > 1 and gone * _MANY > entries:
        words = Words(
            f"表中少了 {entries} 项中的 {gone} 项，是不是另一张表，或只是一部分？",
            f"{gone} of {entries} entries are gone from the table: is it another one, or a part?",
        )
        yield DoubtedReport("", Doubt("many-gone", words))
    for change in planned.written:
        goal = change.after.goal if change.after is not None and change.sort in GOALS else None
        if (
            change.before is not None
            and goal is not None
            and goal.value is not None
            and not change.before.kind.named
        ):
            decided = planned.decision.decided if planned.decision else change.before.due
            for doubt in amendment_doubts(change.before, goal.value, decided):
                yield DoubtedReport(f"{change.entry.id}: ", doubt)


def _write(
    session: Session,
    planned: Application,
    doubted: Iterator[DoubtedReport],
    today: date,
    options: VersionOptions,
) -> None:
    """Write the changes once they are agreed to, held against every rule as the files would then stand."""
    folder = Path(planned.plan.folder)
    found: list[Finding] = []
    approved: list[Texts] = []

    def edit(texts: Texts) -> Texts:
        if read_plan(folder, session.here)[0] != planned.plan:
            raise Refusal(
                f"{folder} 刚刚被改动过，没有写入；请再来一次",
                f"{folder} has just been changed, nothing was written; try again",
                NOT_WRITTEN,
            )
        return planned.edited(texts)

    def approve(texts: Texts) -> None:
        if texts in approved:
            return
        found[:] = new_findings(session, folder, texts, today)
        words = Words(
            "这样改后文件就有错误，见上；未写入；可用 --except 编号 先不动那一项",
            "with these changes the files would have the errors above; nothing was written; --except ID leaves an entry as it is",
        )
        refuse_errors(session, found, words)
        approved.append(texts)

    if not planned.written:
        session.tell("没有可以写入的变化", "there is no change that can be written")
        return
    write_edition(folder, planned.paths(), edit, approve, dry_run=True)  # an error comes before a doubt
    open_doubts = list(doubted)
    if open_doubts and not options.accept_doubts:
        ask_consent(session, open_doubts, asking=not options.dry_run)
    if options.dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
        return
    count = len(planned.written)
    question = Words(f"写入 {count} 处变化？", f"Write {number_of(count, 'change')}?")
    agreed_or_said(session, question, yes=options.yes)
    written = write_edition(folder, planned.paths(), edit, approve)
    for path in written:
        session.tell(f"已写入 {path}", f"wrote to {path}")
    session.tell_findings(tuple(each for each in found if each.severity is Severity.WARNING))
    session.tell(
        "接下来：看 git diff，再 jinjiang-plan check --against HEAD",
        "next: look at git diff, then jinjiang-plan check --against HEAD",
    )
