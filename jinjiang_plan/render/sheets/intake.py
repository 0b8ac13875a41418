"""What an import will do, before it does it: what is new, what revises, what is there already, what is wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from jinjiang_plan.model.spreadsheet import (
    OMISSION_NAMES,
    VERDICT_NAMES,
    Intake,
    Layout,
    OmissionReason,
    RowOutcome,
    RowVerdict,
)
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.records import report_record
from jinjiang_plan.render.sheets.receipt import doubt_records
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import NOT_REAL, say, value_text, value_with_unit

COLUMNS: Columns = (
    Column("verdict", Words("处理", "what")),
    c.ON._replace(head=Words("所属日期", "for")),
    c.TITLE._replace(least=12),
    c.FIGURE,
    c.WAS,
    Column("place", Words("位置", "where"), rank=2, least=10),
    c.ID._replace(rank=0, only="plain"),
    Column("doubt", Words("请核对", "look again"), rank=1, least=10),
)
_STYLES = {
    RowVerdict.NEW: "green",
    RowVerdict.REVISION: "yellow",
    RowVerdict.SAME: "dim",
    RowVerdict.WRONG: "red",
}
_FEW_PERIODS = 6
"""Periods that are listed whole."""
_ORDER = (RowVerdict.REVISION, RowVerdict.NEW, RowVerdict.SAME)


def intake_sheet(
    intake: Intake,
    lang: Lang,
    most: int | None = None,
    readings: Sequence[Layout] = (),
    *,
    listing: bool = False,
) -> Sheet:
    """The preview: revisions first; of each kind at most so many rows, the doubtful ones before the others.

    Above it stands how foreign tables are read, where that was more than told by their headings; `listing` lists the
    rows that are left out.
    """
    blocks: list[Block] = []
    left: list[Line] = []
    shared = _shared([each.place for each in intake.items])
    for verdict in _ORDER:
        items = sorted(intake.of(verdict), key=lambda each: not each.doubts)
        if items:
            rows = tuple(_row(each, lang, len(shared)) for each in items[:most])
            blocks.append(Block((), rows, heads=not blocks))
        if most is not None and len(items) > most:
            more, name = len(items) - most, VERDICT_NAMES[verdict]
            left.append(
                Line(Words(f"{name.zh}另有 {more} 条", f"{more} more {name.en}").say(lang), style="dim")
            )
    sample = any(each.target is not None and each.target.sample for each in intake.items)
    titles = (
        *((Line(NOT_REAL.say(lang), "", "sample"),) if sample else ()),
        Line(summary(intake, lang), "", "title"),
        *(Line(visible(each.say(lang)), style="dim") for each in reading_lines(readings)),
        *(Line(visible(each), style="dim") for each in (_omission_lines(intake, lang) if listing else ())),
    )
    return Sheet(titles, COLUMNS, tuple(blocks), tuple(left))


def reading_lines(readings: Sequence[Layout]) -> list[Words]:
    """How foreign tables are read, a line for each way: constants, chosen rows, columns of periods."""
    ways: dict[Words, None] = {}
    for each in readings:
        parts = [part for part in (_constants(each), _where(each), _periods(each)) if part is not None]
        if parts:
            ways[Words("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))] = None
    return list(ways)


def _constants(layout: Layout) -> Words | None:
    said = "，".join(
        f"{field} = {text}"
        for field, text in layout.constants.items()
        if not (field == "value" and layout.all_met)
    )
    if layout.all_met:
        met = Words(
            "表里只说已达标：各行的数值取所属日期的目标值",
            "the table only says that these were met: the figure of each row is the goal in force on its day",
        )
        return (
            Words(f"{met.zh}；每行都是 {said}", f"{met.en}; every row has {said.replace('，', ', ')}")
            if said
            else met
        )
    return Words(f"每行都是 {said}", f"every row has {said.replace('，', ', ')}") if said else None


def _where(layout: Layout) -> Words | None:
    heads = layout.head
    listed = [(" ".join(heads.text(column).split()), sorted(texts)) for column, texts in layout.where.items()]
    if not listed:
        return None
    zh = "，".join(f"{name} 为 {' 或 '.join(each or '空' for each in texts)}" for name, texts in listed)
    en = ", ".join(f"{name} is {' or '.join(each or 'empty' for each in texts)}" for name, texts in listed)
    return Words(f"只读这样的行：{zh}", f"only rows in which {en}")


def _periods(layout: Layout) -> Words | None:
    periods = list(layout.periods.values())
    if not periods:
        return None
    zh = "、".join(periods if len(periods) <= _FEW_PERIODS else [*periods[:2], "…", periods[-1]])
    return Words(
        f"每个时期一列，共 {len(periods)} 列：{zh}",
        f"a column for each period, {len(periods)} in all: {zh.replace('、', ', ')}",
    )


def table_record(layout: Layout) -> dict[str, Any]:
    """How a table is read, for machines: headings by field, what was said of its rows, and its periods."""
    head = layout.head
    return {
        "file": layout.table.file,
        "sheet": layout.table.sheet or None,
        "header": layout.header,
        "columns": {
            field: " ".join(head.text(column).split())
            for field, column in layout.columns.items()
            if field not in layout.constants
        },
        "constants": dict(layout.constants),
        "where": {
            " ".join(head.text(column).split()): sorted(texts) for column, texts in layout.where.items()
        },
        "periods": list(layout.periods.values()),
        "skip_unknown": layout.skip_unknown,
    }


def omission_counts(intake: Intake) -> dict[str, int]:
    """How many rows are left out, by reason."""
    counts = Counter(each.reason for each in intake.omissions)
    return {each.value: counts[each] for each in OmissionReason if counts[each]}


def omission_line(intake: Intake, lang: Lang) -> str:
    """How many rows are left out, by reason, as one text."""
    counts = omission_counts(intake).items()
    return (
        Words("、", ", ")
        .say(lang)
        .join(f"{OMISSION_NAMES[OmissionReason(reason)].say(lang)} {count}" for reason, count in counts)
    )


def omission_records(intake: Intake, lang: Lang) -> list[dict[str, Any]]:
    """The rows that are left out, for machines."""
    return [
        {
            "place": each.table.place(each.number, 1),
            "name": each.name or None,
            "reason": each.reason.value,
            "message": OMISSION_NAMES[each.reason].say(lang),
            "nearest": each.nearest or None,
        }
        for each in intake.omissions
    ]


def _omission_lines(intake: Intake, lang: Lang) -> Iterator[str]:
    for each in intake.omissions:
        near = Words(f"（像 {each.nearest}）", f" (like {each.nearest})").say(lang) if each.nearest else ""
        reason = OMISSION_NAMES[each.reason].say(lang)
        yield f"{each.table.place(each.number, 1)}: {reason}: {each.name}{near}"


def summary(intake: Intake, lang: Lang) -> str:
    """How many rows become what."""
    counts = [(VERDICT_NAMES[each].say(lang), len(intake.of(each))) for each in RowVerdict]
    parts = [f"{name} {count}" for name, count in counts if count]
    if intake.blank:
        parts.append(Words(f"未填 {intake.blank}", f"left empty {intake.blank}").say(lang))
    if intake.omissions:
        skipped = f"{len(intake.omissions)} ({omission_line(intake, lang)})"
        parts.append(Words(f"跳过 {skipped}", f"left out {skipped}").say(lang))
    return "  ".join(parts)


def _doubt(item: RowOutcome, lang: Lang) -> str:
    """The doubts of a row as one text; empty where there is none."""
    return Words("；", "; ").say(lang).join(each.words.say(lang) for each in item.doubts)


def wrong_lines(intake: Intake) -> list[Words]:
    """What is wrong, a line each, with its place."""
    return [
        Words(f"{each.place}：{each.words.zh}", f"{each.place}: {each.words.en}")
        for each in intake.of(RowVerdict.WRONG)
        if each.words is not None
    ]


def intake_records(intake: Intake, lang: Lang) -> list[dict[str, Any]]:
    """The rows for machines, in the order of the sheet."""
    return [_record(each, lang) for each in intake.items]


def _record(item: RowOutcome, lang: Lang) -> dict[str, Any]:
    target, standing = item.target, item.standing
    report = report_record(item.report, target) if item.report and target else None
    earlier = report_record(standing, target) if standing and target else None
    return {
        "verdict": item.verdict.value,
        "place": item.place,
        "plan": target.plan if target else None,
        "id": target.id if target else None,
        "title": target.title.say(lang) if target else None,
        "on": item.report.on.isoformat() if item.report else None,
        "value": report["value"] if report else None,
        "was": earlier["value"] if earlier else None,
        "source": (item.report.source or None) if item.report else None,
        "message": item.words.say(lang) if item.words else None,
        "doubt": _doubt(item, lang) or None,
        "doubts": doubt_records(item.doubts, lang),
        "sample": target.sample if target else False,
    }


def _shared(places: Sequence[str]) -> str:
    """What all places begin with, up to a mark: the file, and the sheet where there is one alone."""
    first, last = min(places, default=""), max(places, default="")
    same = next((at for at, sign in enumerate(first) if at >= len(last) or last[at] != sign), len(first))
    return first[: max(first.rfind("!", 0, same), first.find(":") if "!" not in first else -1) + 1]


def _row(item: RowOutcome, lang: Lang, shared: int) -> tuple[Cell, ...]:
    target, report = item.target, item.report
    if target is None or report is None:
        return tuple(Cell(DASH) for _ in COLUMNS)
    return in_order(
        COLUMNS,
        {
            "verdict": Cell(VERDICT_NAMES[item.verdict].say(lang), _STYLES[item.verdict]),
            "on": Cell(f"{report.first} ~ {report.on}" if report.first else report.on.isoformat()),
            "title": Cell(say(target.title, lang)),
            "value": Cell(value_with_unit(target, report.figure, lang)),
            "was": Cell(value_text(target, item.standing.figure, lang) if item.standing else DASH),
            "place": Cell(visible(item.place[shared:]), plain=visible(item.place)),
            "id": Cell(target.full_id),
            "doubt": Cell(visible(_doubt(item, lang)) or DASH),
        },
    )
