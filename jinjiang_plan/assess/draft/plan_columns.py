"""The columns of a plan's table: by a map, by the headings that mean them, or by years that stand as headings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.intake.captions import period_in
from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.assess.intake.heads import BRACKETS, ColumnHead, heads_of
from jinjiang_plan.model.plan_draft import Guess
from jinjiang_plan.model.plan_table import PLAN_FIELDS
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap, SheetRow, SheetTable, column_of, letters
from jinjiang_plan.model.units import find_unit
from jinjiang_plan.model.words import Words

_DEEPEST = 60
"""Rows from the top in which the headings are looked for."""
_NAMES = {each.key: [key(name) for name in (*each.head, *each.names)] for each in PLAN_FIELDS}
_PERIOD = r"(?:截至|到|至)?(?:19|20|21)[0-9]{2}(?:年度?)?(?:[0-9]{1,2}月)?[底末]?"
_ACTUAL = ("", "实际", "实际值", "完成", "完成值", "完成情况", "现状", "现状值", "actual", "result")
_AIMED = ("", "预期", "预期值", "计划", "目标", "目标值", "要求", "plan", "planned", "target", "goal")


class PlanLayout(NamedTuple):
    """A table with what its columns hold."""

    table: SheetTable
    """The table."""
    header: int
    """The number of its heading row."""
    columns: Mapping[str, int]
    """The number of the column of each field."""
    heads: Mapping[str, str]
    """The heading of each field's column."""
    units: Mapping[str, str]
    """The unit that a heading names in brackets, by field."""
    days: Mapping[str, date]
    """The last day of the period that a heading names, by field."""
    guesses: tuple[Guess, ...] = ()
    """Columns that no heading names for certain."""
    unit: str = ""
    """The unit that a line above the table names."""

    @property
    def head(self) -> SheetRow:
        """The row of the headings."""
        return next(row for row in self.table.rows if row.number == self.header)

    @property
    def rows(self) -> Iterator[SheetRow]:
        """The rows below the headings."""
        return (row for row in self.table.rows if row.number > self.header)


def plan_layout(
    tables: Sequence[SheetTable], given: ColumnMap, remembered: Sequence[ColumnMap], today: date
) -> PlanLayout:
    """The table that holds the plan, with its columns.

    Args:
        tables: the sheets of a file, or the tables of a document.
        given: what was said of the columns, the sheet and the row of the headings.
        remembered: what was said of other tables before; the first that fits serves where nothing is said.
        today: the present day.

    Raises:
        Refusal: a heading or a sheet is not there, several tables could be meant, or none has the columns of a plan.
    """
    sheets = [each for each in tables if not each.hidden] or list(tables)
    if given.sheet:
        sheets = [each for each in tables if each.sheet == given.sheet]
        if not sheets:
            listed = "、".join(each.sheet for each in tables)
            raise Refusal(
                f"没有工作表 `{given.sheet}`；有：{listed}",
                f"there is no sheet `{given.sheet}`; there are: {listed}",
            )
    maps = [given] if any(given.headings.values()) else [*remembered, given]
    for each in maps:
        headings = {**each.headings, **given.headings}
        found = [_layout(table, ColumnMap(headings, "", given.header), today) for table in sheets]
        fitting = [layout for layout in found if layout is not None]
        if fitting:
            return _only(fitting)
    raise _no_columns(sheets, given)


def _only(fitting: Sequence[PlanLayout]) -> PlanLayout:
    if len(fitting) == 1:
        return fitting[0]
    listed = "、".join(each.table.sheet for each in fitting)
    raise Refusal(
        f"有几张表都像：{listed}；用 --sheet 指明一张（Word 文档用 --table 指明第几张）",
        f"several tables could be meant: {listed}; name one with --sheet, or in a document with --table",
    )


def likely_heads(tables: Sequence[SheetTable]) -> list[str]:
    """The texts of the row that looks most like one of headings: the first of the widest ones."""
    rows = [row for table in tables for row in table.rows[:_DEEPEST]]
    best = max(rows, key=lambda row: len({text for text in row.texts if text}), default=None)
    return [" ".join(text.split())[:30] for text in best.texts if text] if best else []


def _no_columns(sheets: Sequence[SheetTable], given: ColumnMap) -> Refusal:
    file = sheets[0].file if sheets else "-"
    if not any(each.rows for each in sheets):
        return Refusal(f"{file} 里没有表格内容", f"{file}: the table is empty")
    heads = likely_heads(sheets)
    known = {key(head) for head in heads}
    known |= {
        each
        for sheet in sheets
        for row in sheet.rows[:_DEEPEST]
        for head in heads_of(sheet, row)
        for each in head.keys
    }
    for field, heading in given.headings.items():
        if heading and key(heading) not in known:
            close = ", ".join(nearest(heading, heads) or heads[:12])
            return Refusal(
                f"{file} 没有表头 `{heading}`（--map {field}）；有：{close}",
                f"{file} has no heading `{heading}` (--map {field}); there are: {close}",
            )
    listed = ", ".join(heads)[:300]
    return Refusal(
        f"{file} 看不出哪一列是目标或任务的名称；用 --map title=表头 指明，还有 --map goal=表头、--map due=表头 等；表头像是：{listed}",
        f"{file}: the column of titles cannot be told; say --map title=HEADING, and --map goal=HEADING, --map due=HEADING "
        f"and so on; the headings may be: {listed}",
    )


def _layout(table: SheetTable, given: ColumnMap, today: date) -> PlanLayout | None:
    """The table by the row that holds all the headings that are wanted and most of those that are known."""
    best: PlanLayout | None = None
    for row in _head_rows(table, given):
        layout = _by_row(table, row, given.headings, today)
        if layout is not None and (best is None or len(layout.columns) > len(best.columns)):
            best = layout
    return best


def _head_rows(table: SheetTable, given: ColumnMap) -> list[SheetRow]:
    """The rows that may hold the headings: the one that was said, those of the top that were named, else the first wide one.

    A second row of headings may stand below a first one that has gaps, or one heading over several columns. What stands
    deeper are entries, whatever words are in them.
    """
    if given.header:
        return [row for row in table.rows if row.number == given.header]
    top = list(table.rows[:_DEEPEST])
    if any(given.headings.values()):
        return top
    widths = [len({text for text in row.texts if text}) for row in top]
    wide = [place for place, width in enumerate(widths) if _WIDE * width >= max(widths, default=0)]
    if not wide:
        return top
    first = top[wide[0]]
    whole = len({text for text in first.texts if text}) == max(len(row.texts) for row in top)
    return top[: wide[0] + 1 + (not whole)]


_WIDE = 2
"""A row is wide that has at least one over this of the texts of the widest one."""


def _by_row(table: SheetTable, row: SheetRow, given: Mapping[str, str], today: date) -> PlanLayout | None:
    heads = heads_of(table, row)
    found: dict[str, ColumnHead] = {}
    for field, heading in given.items():
        if heading:
            named = _named(heads, heading, table)
            if named is None:
                return None
            found[field] = named
    for field, names in _NAMES.items():
        if field not in given:
            head = _by_name(names, _free(heads, found))
            if head is not None:
                found[field] = head
    guesses = tuple(_by_years(heads, found, given, today))
    if "title" not in found or len(found) < 2 or len({each.column for each in found.values()}) < len(found):
        return None
    days: dict[str, date] = {
        field: period.last
        for field in ("goal", "baseline")
        if field in found and (period := period_in(found[field].full, today)) is not None
    }
    units = {field: unit for field, head in found.items() if (unit := _bracketed_unit(head.text))}
    return PlanLayout(
        table,
        row.number,
        {field: head.column for field, head in found.items()},
        {field: head.full for field, head in found.items()},
        units,
        days,
        guesses,
        _unit_above(table, row.number),
    )


def _unit_above(table: SheetTable, header: int) -> str:
    """The unit that a line above the table names: 单位：万元."""
    for row in table.rows:
        if row.number >= header:
            break
        for text in row.texts:
            found = re.search("(?:计量|金额)?单位[:：](?P<zh>[^)）]+)|units?:(?P<en>[^)]+)", key(text))
            said = (found["zh"] or found["en"]) if found else ""
            if said and find_unit(said) is not None:
                return said
    return ""


def _free(heads: Sequence[ColumnHead], found: Mapping[str, ColumnHead]) -> list[ColumnHead]:
    taken = {each.column for each in found.values()}
    return [each for each in heads if each.column not in taken and not each.hidden]


def _named(heads: Sequence[ColumnHead], heading: str, table: SheetTable) -> ColumnHead | None:
    """The column of a heading, or of its letters.

    Raises:
        Refusal: several columns have that heading.
    """
    same = [each for each in heads if key(heading) in each.keys]
    if len(same) > 1:
        listed = "、".join(f"{each.full}（{letters(each.column)}）" for each in same)
        raise Refusal(
            f"{table.file} 有几列都叫 `{heading}`：{listed}；用全名或列号指明一列",
            f"{table.file} has several columns named `{heading}`: {listed}; name one in full or by its letters",
        )
    number = column_of(heading)
    by_letters = next((each for each in heads if each.column == number), None) if number else None
    return same[0] if same else by_letters


def _by_name(names: Sequence[str], free: Sequence[ColumnHead]) -> ColumnHead | None:
    """The first free column that goes by one of these names, with or without a period before or behind it."""
    ways: tuple[Callable[[ColumnHead], str], ...] = (lambda each: each.plain, _bare)
    for way in ways:
        for name in names:
            head = next((each for each in free if way(each) == name), None)
            if head is not None:
                return head
    return None


def _bare(head: ColumnHead) -> str:
    """A heading without the period that it names."""
    plain = re.sub(_PERIOD, "", key(re.sub(BRACKETS, "", head.full))).strip("-—_()（）")
    return plain or "?"


def _by_years(
    heads: Sequence[ColumnHead], found: dict[str, ColumnHead], given: Mapping[str, str], today: date
) -> Iterator[Guess]:
    """Take columns headed by years alone for the baseline and the goal: the first and the last of them."""
    dated = []
    for head in _free(heads, found):
        period, bare = period_in(head.full, today), _bare(head).replace("?", "")
        if period is not None and bare in (*_ACTUAL, *_AIMED):
            dated.append((period.last, head, bare))
    dated.sort(key=lambda each: each[0])
    if dated and "goal" not in found and "goal" not in given and dated[-1][2] in _AIMED:
        found["goal"] = dated.pop()[1]
        yield Guess("goal", _of_year(found["goal"], Words("目标值", "goal")))
    if (
        dated
        and "baseline" not in found
        and "baseline" not in given
        and dated[0][2] in _ACTUAL
        and "goal" in found
    ):
        found["baseline"] = dated[0][1]
        yield Guess("baseline", _of_year(found["baseline"], Words("基期值", "baseline")))


def _of_year(head: ColumnHead, name: Words) -> Words:
    return Words(f"“{head.full}”一列当作{name.zh}", f"the column `{head.full}` is taken for the {name.en}")


def _bracketed_unit(heading: str) -> str:
    match = re.search(BRACKETS, heading)
    said = re.sub("^单位[:：]", "", tidied(match[1])) if match else ""
    return said if said and find_unit(said) else ""


def remembered_headings(layout: PlanLayout, given: Mapping[str, str], today: date) -> dict[str, str]:
    """What of a map can be remembered: headings that stand above one column each and are no periods."""
    heads = [key(text) for text in layout.head.texts]
    kept = {}
    for field, heading in given.items():
        named = layout.head.text(layout.columns[field]) if heading else ""
        lone = not heading or (
            heads.count(key(named)) == 1 and period_in(named, today) is None and key(named)
        )
        if lone:
            kept[field] = tidied(named)
    return kept
