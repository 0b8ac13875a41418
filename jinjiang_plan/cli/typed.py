"""What is typed of one report, made a report: its figure, its days, its words."""

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.cli.entering import checked_text
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import Period, read_period
from jinjiang_plan.model.figures import noted, read_figure
from jinjiang_plan.model.periods import reported_period
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Report


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
    )


def _cited(file: str | None, plans: Path) -> tuple[str, str]:
    if file is None:
        return "", ""
    from jinjiang_plan.files.citing import cite

    proof = cite(Path(file), plans)
    return checked_text("--file", proof.file), proof.sha256


def _period(target: Target, on: str, first: str | None, today: date) -> Period:
    """The days that a report is for, as they are typed."""
    period = read_period(on, today)
    if first is None:
        return reported_period(target, period)
    if target.kind is not Kind.INCREMENT:
        raise Refusal(
            "--from 只用于当期值（increment）目标", "--from is for targets of the kind increment alone"
        )
    start = read_period(first, today).first
    if start > period.last:
        raise Refusal(f"--from {start} 在 {period.last} 之后", f"--from {start} is after {period.last}")
    return reported_period(target, period, start)
