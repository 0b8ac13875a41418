"""The sheet of `log`: reports and amendments in the order in which they were recorded."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from jinjiang_plan.model.plan import Amendment, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import in_order
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.records import amendment_record, figure_of, report_record
from jinjiang_plan.render.sheets.sheet import Block, Cell, Sheet, sample_title
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import (
    amendment_changes,
    report_mark,
    report_remarks,
    say,
    value_text,
    value_with_unit,
)

COLUMNS = (
    c.RECORDED._replace(rank=0),
    c.PLAN,
    c.ID._replace(rank=0, only="", least=10),
    c.ON,
    c.FIGURE._replace(least=24),  # a figure and the one before it, uncut
    c.ENTRY._replace(key="what", rank=4),
    c.BY._replace(rank=5),
    c.SOURCE._replace(rank=7),
    c.NOTE._replace(rank=8, least=10),
)


class LogEntry(NamedTuple):
    """One thing that was recorded or decided, of a target; a revision or retraction with the report it replaced."""

    at: datetime
    target: Target
    what: Report | Amendment
    replaces: Report | None = None


def log_sheet(portfolio: Portfolio, entries: Sequence[LogEntry], lang: Lang) -> Sheet:
    """A row an entry, the latest last; of one target alone, its id goes before who recorded it does."""
    alone = len({entry.target.full_id for entry in entries}) == 1
    columns = (each._replace(rank=6) if alone and each.key == "id" else each for each in COLUMNS)
    block = Block((), tuple(_row(entry, lang) for entry in entries))
    return Sheet(sample_title(portfolio, lang), tuple(columns), (block,))


def log_records(entries: Sequence[LogEntry], lang: Lang) -> list[dict[str, Any]]:
    """The entries for machines: a report's fields, or an amendment's in the same keys."""
    return [_record(entry, lang) for entry in entries]


def _record(entry: LogEntry, lang: Lang) -> dict[str, Any]:
    if isinstance(entry.what, Report):
        replaces = None
        if entry.replaces is not None and entry.replaces.figure is not None:
            replaces = figure_of(entry.target, Fraction(entry.replaces.figure))
        return {
            **report_record(entry.what, entry.target),
            "due": None,
            "status": None,
            "baseline": None,
            "replaces": replaces,
        }
    return amendment_record(entry.target, entry.what, lang)


def _row(entry: LogEntry, lang: Lang) -> tuple[Cell, ...]:
    if isinstance(entry.what, Report):
        return _report_row(entry.target, entry.what, entry.replaces, lang)
    return _amendment_row(entry.target, entry.what, lang)


def _report_row(target: Target, report: Report, replaces: Report | None, lang: Lang) -> tuple[Cell, ...]:
    recorded = report.recorded
    value = value_with_unit(target, report.figure, lang)
    if replaces is not None:
        was = value_text(target, replaces.figure, lang)
        value += Words(f"（原 {was}）", f" (was {was})").say(lang)
    return in_order(
        COLUMNS,
        {
            "recorded": Cell(recorded.strftime("%Y-%m-%d"), "dim", plain=recorded.strftime("%Y-%m-%d %H:%M")),
            "plan": Cell(visible(target.plan)),
            "id": Cell(target.id),
            "on": Cell(report.on.isoformat()),
            "value": Cell(value),
            "what": Cell(report_mark(report, lang), "dim" if report.revision == 1 else "yellow"),
            "by": Cell(visible(report.by) or DASH),
            "source": Cell(visible(report.source) or DASH),
            "note": Cell(report_remarks(report, lang)),
        },
    )


def _amendment_row(target: Target, amendment: Amendment, lang: Lang) -> tuple[Cell, ...]:
    return in_order(
        COLUMNS,
        {
            "recorded": Cell(f"{amendment.decided}", "dim"),
            "plan": Cell(visible(target.plan)),
            "id": Cell(target.id),
            "on": Cell(DASH),
            "value": Cell(amendment_changes(amendment, target, lang)),
            "what": Cell(Words("目标调整", "amendment").say(lang), "yellow"),
            "by": Cell(DASH),
            "source": Cell(say(amendment.document, lang)),
            "note": Cell(say(amendment.reason, lang)),
        },
    )
