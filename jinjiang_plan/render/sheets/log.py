"""The sheet of `log`: reports and amendments in the order in which they were recorded."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from jinjiang_plan.model.plan import Amendment, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.records import amendment_record, figure_of, report_record
from jinjiang_plan.render.sheets.headings import sample_title
from jinjiang_plan.render.sheets.sheet import Block, Cell, Column, Sheet
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
    Column("recorded", Words("录入时间", "recorded")),
    Column("plan", Words("计划", "plan"), only="plain"),
    Column("id", Words("编号", "id"), least=10),
    Column("on", Words("数据截止日", "for")),
    Column("value", Words("数值", "value"), right=True, least=24),  # a figure and the one before it, uncut
    Column("what", Words("性质", "entry"), rank=4),
    Column("by", Words("录入人", "by"), rank=5, least=6),
    Column("source", Words("出处", "source"), rank=7, least=8),
    Column("note", Words("说明", "note"), rank=8, least=10),
)
_ID = 2


class Entry(NamedTuple):
    """One thing that was recorded or decided, of a target; a revision or retraction with the report it replaced."""

    at: datetime
    target: Target
    what: Report | Amendment
    replaces: Report | None = None


def log_sheet(portfolio: Portfolio, entries: Sequence[Entry], lang: Lang) -> Sheet:
    """A row an entry, the latest last; of one target alone, its id goes before who recorded it does."""
    columns = list(COLUMNS)
    if len({entry.target.full_id for entry in entries}) == 1:
        columns[_ID] = columns[_ID]._replace(rank=6)
    block = Block((), tuple(_row(entry, lang) for entry in entries))
    return Sheet(sample_title(portfolio, lang), tuple(columns), (block,))


def log_records(entries: Sequence[Entry], lang: Lang) -> list[dict[str, Any]]:
    """The entries for machines: a report's fields, or an amendment's in the same keys."""
    return [_record(entry, lang) for entry in entries]


def _record(entry: Entry, lang: Lang) -> dict[str, Any]:
    if isinstance(entry.what, Report):
        replaces = None
        if entry.replaces is not None and entry.replaces.figure is not None:
            replaces = figure_of(entry.target, Fraction(entry.replaces.figure))
        return {
            **report_record(entry.what, entry.target),
            "due": None,
            "status": None,
            "replaces": replaces,
        }
    return amendment_record(entry.target, entry.what, lang)


def _row(entry: Entry, lang: Lang) -> tuple[Cell, ...]:
    if isinstance(entry.what, Report):
        return _report_row(entry.target, entry.what, entry.replaces, lang)
    return _amendment_row(entry.target, entry.what, lang)


def _report_row(target: Target, report: Report, replaces: Report | None, lang: Lang) -> tuple[Cell, ...]:
    recorded = report.recorded
    value = value_with_unit(target, report.figure, lang)
    if replaces is not None:
        was = value_text(target, replaces.figure, lang)
        value += Words(f"（原 {was}）", f" (was {was})").say(lang)
    return (
        Cell(recorded.strftime("%Y-%m-%d"), "dim", plain=recorded.strftime("%Y-%m-%d %H:%M")),
        Cell(visible(target.plan)),
        Cell(target.id),
        Cell(report.on.isoformat()),
        Cell(value),
        Cell(report_mark(report, lang), "dim" if report.revision == 1 else "yellow"),
        Cell(visible(report.by) or DASH),
        Cell(visible(report.source) or DASH),
        Cell(report_remarks(report)),
    )


def _amendment_row(target: Target, amendment: Amendment, lang: Lang) -> tuple[Cell, ...]:
    return (
        Cell(f"{amendment.decided}", "dim"),
        Cell(visible(target.plan)),
        Cell(target.id),
        Cell(DASH),
        Cell(amendment_changes(amendment, target, lang)),
        Cell(Words("目标调整", "amendment").say(lang), "yellow"),
        Cell(DASH),
        Cell(say(amendment.document, lang)),
        Cell(say(amendment.reason, lang)),
    )
