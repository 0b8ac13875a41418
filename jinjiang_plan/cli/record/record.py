"""What `record` and `retract` share: who records, into which ledger, and what it changes."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.cli.record.consent import append_with_consent
from jinjiang_plan.cli.record.import_undo import keep_record
from jinjiang_plan.cli.record.receipt import Receipt
from jinjiang_plan.cli.session import Session, read_only
from jinjiang_plan.files.git.repository import user_name
from jinjiang_plan.files.layout import ledger_path, plans_folder
from jinjiang_plan.files.ledger.append import Append, Entry
from jinjiang_plan.model.admission import NO_CONSENT, Consent, Refused
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import Period, reported_period
from jinjiang_plan.model.filler_words import says_nothing
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.quantities import noted, read_figure
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.written_days import read_day, read_period
from jinjiang_plan.render.width import visible


def writable(session: Session) -> None:
    """Refuse to write into the plan that ships.

    Raises:
        Refusal: the plans are the built-in ones.
    """
    if session.place.built_in:
        raise read_only()


def recorder(given: str | None, environment: Mapping[str, str], folder: Path) -> str:
    """Who records: as said, else `JINJIANG_BY`, git's user.name, the login name."""
    name = given or environment.get("JINJIANG_BY") or user_name(folder)
    if name:
        return name
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def checked_text(name: str, text: str | None) -> str:
    """A text for the ledger.

    Raises:
        Refusal: it holds control characters or hidden marks.
    """
    if text is None:
        return ""
    if visible(text) != text:
        raise Refusal(
            f"{name} 含有控制字符或不可见字符：{visible(text)}",
            f"{name} holds control characters or hidden marks: {visible(text)}",
        )
    return text.strip()


def ground(name: str, text: str | None) -> str:
    """A text for the ledger or an amendment that says why, or by which document.

    Raises:
        Refusal: it only fills the place of one, as “none” and “to follow” do, or holds hidden signs.
    """
    given = checked_text(name, text)
    if says_nothing(given):
        shown = given or "…"
        raise Refusal(
            f"{name} “{shown}” 不算依据；请写明文件名称、文号或原因",
            f'{name} "{shown}" is no ground; name the document, or say why',
        )
    return given


def enter(receipt: Receipt, candidate: Candidate, *, consent: Consent = NO_CONSENT, dry_run: bool) -> None:
    """Append a report, or show what would be appended, with the status before and after.

    Raises:
        Refusal: the report is not admitted, has a doubt that nobody accepts, or cannot be written.
    """
    session, portfolio, target = receipt.session, receipt.portfolio, candidate.target
    path = ledger_path(portfolio.plan(target.plan), target)
    entry = Entry(path, target, [candidate.admission], candidate.since)
    outcome = append_with_consent(
        session, lambda given: Append([entry], given), [[""]], consent, dry_run=dry_run
    )
    for admission in outcome.drafts[0].admissions:
        if isinstance(admission, Refused):
            raise admission.refusal
    keep_record(session, outcome, imported=False)
    if dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
    else:
        session.tell(f"已写入 {path}", f"wrote to {path}")
    tell_unfollowed(session, portfolio, target, candidate.report)
    receipt.give([target], outcome)


def tell_unfollowed(session: Session, portfolio: Portfolio, target: Target, report: Report) -> None:
    """Say of a file that proves a report and stands outside the plans that `check` does not see what becomes of it."""
    if report.file and "/" not in report.file:
        plans = plans_folder(portfolio.plan(target.plan))
        session.tell(
            f"{report.file} 不在计划目录下，只记下名称和 SHA-256，check 无法核对；要核对，放到 {plans} 下再引用",
            f"{report.file} stands outside the plans: its name and SHA-256 are kept, but check cannot follow it; "
            f"for that, cite it from below {plans}",
        )


# What is typed of one report, made a report: its figure, its days, its words.


class TypedReport(NamedTuple):
    """A report as it is typed; what is None is not said. A day that is not said is today."""

    value: str
    """The figure."""
    on: str | None = None
    """The day or period, None for today."""
    first: str | None = None
    """The first day of an increment's period."""
    source: str | None = None
    """Where the figure is from."""
    url: str | None = None
    """Where that can be read."""
    file: str | None = None
    """The file that proves it."""
    note: str | None = None
    """What else is to be known."""
    problems: str | None = None
    """What is in the way."""
    next: str | None = None
    """The next step."""
    reason: str | None = None
    """Why a figure is retracted."""
    estimate: bool = False
    """Whether it is not yet final."""
    final: bool = False
    """Whether it is the last figure."""
    correction: bool = False
    """Whether it may lower a cumulative figure."""
    published: str | None = None
    """The day on which it became public."""
    late: str | None = None
    """Why it is entered only now."""


def report_of(target: Target, typed: TypedReport, now: datetime, by: str, plans: Path) -> Report:
    """The report, its revision still to be numbered; a file is cited from the plans folder.

    Raises:
        Refusal: the figure, a day or a text cannot be read.
    """
    quantity = read_figure(target, typed.value)
    period = _period(target, typed.on or "today", typed.first, now.date())
    estimate = typed.estimate or quantity.estimate
    if estimate and typed.final:
        raise Refusal(
            "--estimate 和 --final 不能一起用：估计数不是最终数（写“预计”“初步”也算估计）",
            "--estimate and --final exclude each other: an estimate is not final (nor is a figure that calls itself one)",
        )
    file, sha256 = _cited(typed.file, plans)
    return Report(
        on=period.last,
        revision=1,
        figure=quantity.value,
        recorded=now,
        by=by,
        source=checked_text("--source", typed.source),
        first=period.first if target.kind is Kind.INCREMENT else None,
        url=checked_text("--url", typed.url),
        estimate=estimate,
        final=typed.final,
        correction=typed.correction,
        note=noted(checked_text("--note", typed.note), quantity, typed.value),
        problems=checked_text("--problems", typed.problems),
        next=checked_text("--next", typed.next),
        reason=checked_text("--reason", typed.reason),
        file=file,
        sha256=sha256,
        published=_published(target, typed.published, now.date()),
        late="" if typed.late is None else ground("--late", typed.late),
    )


def _published(target: Target, text: str | None, today: date) -> date | None:
    """The day on which a figure became public, as it is typed."""
    if text is None:
        return None
    day = read_day(text, today, target.year_end)
    if day > today:
        raise Refusal(f"--published {day} 还没有到", f"--published {day} is still to come")
    return day


def _cited(file: str | None, plans: Path) -> tuple[str, str]:
    if file is None:
        return "", ""
    from jinjiang_plan.files.ledger.evidence_files import cite

    proof = cite(Path(file), plans)
    return checked_text("--file", proof.file), proof.sha256


def _period(target: Target, on: str, first: str | None, today: date) -> Period:
    """The days that a report is for, as they are typed."""
    period = read_period(on, today, target.year_end)
    if first is None:
        return reported_period(target, period)
    if target.kind is not Kind.INCREMENT:
        raise Refusal(
            "--from 只用于当期值（increment）目标", "--from is for targets of the kind increment alone"
        )
    start = read_period(first, today, target.year_end).first
    if start > period.last:
        raise Refusal(f"--from {start} 在 {period.last} 之后", f"--from {start} is after {period.last}")
    return reported_period(target, period, start)
