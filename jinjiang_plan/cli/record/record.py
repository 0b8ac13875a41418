"""What `record` and `retract` share: who records, into which ledger, and what it changes."""

import subprocess
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import typer

from jinjiang_plan import assess
from jinjiang_plan.assess.admission import Candidate
from jinjiang_plan.cli.judge import with_parts
from jinjiang_plan.cli.output import drawn
from jinjiang_plan.cli.session import Session, read_only
from jinjiang_plan.files.layout import ledger_path, plans_folder
from jinjiang_plan.files.ledger.append import Append, Entry
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.model.admission import EVERY_DOUBT, Refused
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import Period, read_day, read_period, reported_period
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.quantities import noted, read_figure
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.render.numbers import points, share
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, named_sample, say, status_name, value_text


def writable(session: Session) -> None:
    """Refuse to write into the plan that ships.

    Raises:
        Refusal: the plans are the built-in ones.
    """
    if session.place.built_in:
        raise read_only()


def recorder(given: str | None, environment: Mapping[str, str], folder: Path) -> str:
    """Who records: as said, else `JINJIANG_BY`, git's user.name, the login name."""
    name = given or environment.get("JINJIANG_BY") or _git_name(folder)
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


def enter(
    session: Session, portfolio: Portfolio, candidate: Candidate, *, as_of: date, dry_run: bool
) -> None:
    """Append a report, or show what would be appended, with the status before and after.

    Raises:
        Refusal: the report is not admitted, or cannot be written.
    """
    target, report = candidate.target, candidate.report
    path = ledger_path(portfolio.plan(target.plan), target)
    append = Append([Entry(path, target, [candidate.admission], candidate.since)], EVERY_DOUBT)
    (draft,) = (append.rehearse() if dry_run else append.write()).drafts
    (admission,) = draft.admissions
    if isinstance(admission, Refused):
        raise admission.refusal
    if dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
    else:
        session.tell(f"已写入 {path}", f"wrote to {path}")
    tell_unfollowed(session, portfolio, target, report)
    for doubt in admission.doubts:
        session.tell(
            f"注意：这个数{doubt.words.zh}；若有误，用 `record --revise` 更正或 `retract` 撤回",
            f"look again: {doubt.words.en}; if it is wrong, `record --revise` mends it, `retract` takes it back",
        )
    for line in draft.lines:
        typer.echo(visible(line))
    show_change(session, portfolio, target, (draft.before, draft.after), as_of)


def tell_unfollowed(session: Session, portfolio: Portfolio, target: Target, report: Report) -> None:
    """Say of a file that proves a report and stands outside the plans that `check` does not see what becomes of it."""
    if report.file and "/" not in report.file:
        plans = plans_folder(portfolio.plan(target.plan))
        session.tell(
            f"{report.file} 不在计划目录下，只记下名称和 SHA-256，check 无法核对；要核对，放到 {plans} 下再引用",
            f"{report.file} stands outside the plans: its name and SHA-256 are kept, but check cannot follow it; "
            f"for that, cite it from below {plans}",
        )


def show_change(
    session: Session, portfolio: Portfolio, target: Target, ledgers: tuple[Ledger, Ledger], as_of: date
) -> None:
    """Show what the status was and what it is, by the ledger before and after."""
    parts = [each for each in with_parts(portfolio, [target]) if each is not target]
    read = with_ledgers(portfolio, parts)
    before, after = (_judged(read, target, ledger, as_of) for ledger in ledgers)
    typer.echo(drawn(session, _changed(session, before, after)))


def _git_name(folder: Path) -> str:
    try:
        asked = subprocess.run(  # noqa: S603 - fixed words and a folder, no shell
            ["git", "-C", str(folder), "config", "user.name"],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.decode("utf-8", "replace").strip()


def _judged(read: Portfolio, target: Target, ledger: Ledger, as_of: date) -> Assessment:
    """The target as of a day, by its ledger as given."""
    known = read._replace(ledgers={**read.ledgers, target.full_id: ledger})
    return assess(known, as_of, only=[target]).assessments[0]


def _changed(session: Session, before: Assessment, after: Assessment) -> str:
    target, lang = after.target, session.lang
    goal = goal_with_unit(target, after.goal, lang)
    value = value_text(target, after.value, lang)
    moved = f"{_shown(before, session)} → {_shown(after, session)}"
    title = named_sample(say(target.title, lang), lang, sample=target.sample)
    if after.value is not None and after.value_on is not None:
        title = f"{title} {value} / {goal}" if after.goal else f"{title} {value}"
    day = session.say(f"截至 {after.as_of}", f"as of {after.as_of}")
    return f"{title}  {moved}  ({day})"


def _shown(each: Assessment, session: Session) -> str:
    parts = [status_name(each, session.lang)]
    if each.completion is not None:
        parts.append(share(each.completion, whole=each.whole))
    if each.gap is not None:
        parts.append(points(each.gap))
    return " ".join(parts)


# What is typed of one report, made a report: its figure, its days, its words.


class Typed(NamedTuple):
    """A report as it is typed; what is None is not said."""

    value: str
    on: str = "today"
    first: str | None = None
    source: str | None = None
    url: str | None = None
    file: str | None = None
    note: str | None = None
    problems: str | None = None
    next: str | None = None
    reason: str | None = None
    estimate: bool = False
    final: bool = False
    correction: bool = False
    published: str | None = None
    late: str | None = None


def report_of(target: Target, typed: Typed, now: datetime, by: str, plans: Path) -> Report:
    """The report, its revision still to be numbered; a file is cited from the plans folder.

    Raises:
        Refusal: the figure, a day or a text cannot be read.
    """
    quantity = read_figure(target, typed.value)
    period = _period(target, typed.on, typed.first, now.date())
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
        estimate=typed.estimate,
        final=typed.final,
        correction=typed.correction,
        note=noted(checked_text("--note", typed.note), quantity, typed.value),
        problems=checked_text("--problems", typed.problems),
        next=checked_text("--next", typed.next),
        reason=checked_text("--reason", typed.reason),
        file=file,
        sha256=sha256,
        published=_published(target, typed.published, now.date()),
        late=checked_text("--late", typed.late),
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
