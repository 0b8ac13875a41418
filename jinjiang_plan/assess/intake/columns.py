"""Where a sheet's columns are: our template by its mark, a foreign one by a map or by headings that say it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from jinjiang_plan.assess.intake.cells import is_nothing, key
from jinjiang_plan.assess.intake.day_columns import columns_of_days
from jinjiang_plan.assess.intake.heads import BRACKETS, ColumnHead, heads_of
from jinjiang_plan.assess.intake.period_columns import FEWEST, period_columns
from jinjiang_plan.assess.intake.saved_map import make_of
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.spreadsheet import (
    FIELDS,
    HEADINGS,
    MARK,
    TEMPLATE,
    VERSION,
    ColumnMap,
    Layout,
    SheetRow,
    SheetTable,
    column_of,
    letters,
)
from jinjiang_plan.model.units import find_unit

_DEEPEST = 60
"""Rows from the top in which a heading row is looked for."""
_OF_ONE_PERIOD = ("value", "on", "year", "month", "quarter", "from")
"""The columns that a table has whose figures stand below one heading."""
_KNOWN = {field: [key(name) for name in names] for field, names in FIELDS.items()}
_OWN = {key(name): each.key for each in HEADINGS for name in each.words if each.key in FIELDS}


def layouts(
    tables: Sequence[SheetTable], given: ColumnMap | None, remembered: Sequence[ColumnMap]
) -> list[Layout]:
    """The tables to read, each with its columns: all sheets of a template, else one.

    Args:
        tables: the sheets of a file.
        given: what was said of them, None where nothing was.
        remembered: what was said of other files before; the first that fits serves.

    Raises:
        Refusal: the template is of another version; a heading, sheet or row is not there; the columns cannot be told
            (exit 3); or several sheets could be meant.
    """
    shown = [each for each in tables if not each.hidden]
    _refuse_twins(shown)
    sheets = _sheets(tables, shown, given.sheet if given else "")
    skipping = given is not None and given.skip_unknown
    if given is not None and given.says_columns:
        return [_only([_mapped(table, given) for table in sheets])]
    own = [layout for table in sheets for layout in _own(table)]
    if own:
        return [each._replace(skip_unknown=skipping) for each in own]
    for each in remembered:
        if each.file and each.file != make_of(tables[0].file):
            continue
        named = [table for table in sheets if table.sheet == each.sheet] or sheets
        fitting = [_found(table, each._replace(header=0)) for table in named]
        if any(fitting):
            layout = _only(fitting)
            return [layout._replace(skip_unknown=layout.skip_unknown or skipping)]
    header = given.header if given else 0
    mapped = [_found(table, ColumnMap(header=header, skip_unknown=skipping)) for table in sheets]
    return [_only(mapped, sheets)]


def _refuse_twins(tables: Sequence[SheetTable]) -> None:
    names = [each.sheet.casefold() for each in tables]
    twin = next((each for each in tables if names.count(each.sheet.casefold()) > 1), None)
    if twin is not None:
        raise Refusal(
            f"{twin.file} 有两张工作表都叫 `{twin.sheet}`；请改名",
            f"{twin.file} has two sheets named `{twin.sheet}`: rename one",
            NOT_JUDGED,
        )


def _sheets(tables: Sequence[SheetTable], shown: Sequence[SheetTable], name: str) -> list[SheetTable]:
    if not name:
        return list(shown or tables)
    sheets = [each for each in tables if each.sheet == name]
    if not sheets:
        listed = "、".join(each.sheet for each in tables) or "-"
        raise Refusal(
            f"没有工作表 `{name}`；有：{listed}", f"there is no sheet `{name}`; there are: {listed}"
        )
    return sheets


def _own(table: SheetTable) -> Iterator[Layout]:
    """The layout of a sheet of our template, nothing for any other.

    Raises:
        Refusal: it is of another version.
    """
    for row in table.rows[:_DEEPEST]:
        heads = {column: key(text) for column, text in enumerate(row.texts, 1)}
        marks = [text for text in heads.values() if TEMPLATE in text]
        if marks:
            _check_version(table, marks[0])
            columns = {_OWN[text]: column for column, text in heads.items() if text in _OWN}
            if {"id", "value", "on"} <= set(columns):
                yield Layout(table, row.number, columns, own=True)
                return
    if table.mark:
        _check_version(table, table.mark)


def _check_version(table: SheetTable, mark: str) -> None:
    if mark.endswith(MARK):
        return
    version = mark.rpartition("/")[2][:9]
    newer = version.isdecimal() and int(version) > VERSION
    raise Refusal(
        f"{table.file} 是第 {version} 版填报表，这里认第 {VERSION} 版；"
        + ("请更新 jinjiang-plan" if newer else "请用 jinjiang-plan template 重新导出，再把数填进去"),
        f"{table.file} is a template of version {version}, known here is {VERSION}; "
        + (
            "update jinjiang-plan" if newer else "make a new one with jinjiang-plan template and fill that in"
        ),
        NOT_JUDGED,
    )


def _only(mapped: Sequence[Layout | None], sheets: Sequence[SheetTable] = ()) -> Layout:
    layouts = [each for each in mapped if each is not None]
    if len(layouts) == 1:
        return layouts[0]
    if layouts:
        listed = "、".join(each.table.sheet for each in layouts)
        raise Refusal(
            f"有几张工作表都像：{listed}；用 --sheet 指明一张",
            f"several sheets could be meant: {listed}; name one with --sheet",
        )
    file = sheets[0].file if sheets else "-"
    heads = _likely_heads(sheets)
    raise Refusal(
        f"{file} 看不出哪一列是目标、哪一列是数值；用 --map id=表头 --map value=表头 指明"
        + (f"；表头像是：{heads}" if heads else ""),
        f"{file}: which column names the target, and which holds its figure, cannot be told; "
        "say --map id=HEADING --map value=HEADING" + (f"; the headings may be: {heads}" if heads else ""),
        NOT_JUDGED,
    )


def _likely_heads(tables: Sequence[SheetTable]) -> str:
    """The row that looks most like a heading: the first of the widest ones."""
    rows = [row for table in tables for row in table.rows[:_DEEPEST]]
    best = max(rows, key=lambda row: len({text for text in row.texts if text}), default=None)
    return ", ".join(" ".join(text.split())[:20] for text in best.texts if text)[:200] if best else ""


def _found(table: SheetTable, mapping: ColumnMap) -> Layout | None:
    """The row that holds all the headings that are wanted and names a target and a figure; the fullest such."""
    best: Layout | None = None
    for row in _candidates(table, mapping.header):
        columns = _columns(table, row, {**mapping.headings, **dict.fromkeys(mapping.constants, "")})
        layout = _laid_out(table, row, columns, mapping) if columns is not None else None
        if layout is not None and (best is None or _fullness(layout) > _fullness(best)):
            best = layout
    return best


def _fullness(layout: Layout) -> int:
    return len(layout.columns) + len(layout.periods)


def _laid_out(
    table: SheetTable, row: SheetRow, columns: Mapping[str, int], mapping: ColumnMap
) -> Layout | None:
    """The layout by a heading row; None where it names no target or no figure, or lacks a heading by which rows are chosen.

    Figures stand in columns of periods where that was said, or where no column of values is named and several are.
    """
    heads = heads_of(table, row)
    where = {}
    for heading, texts in mapping.where.items():
        column = next((each.column for each in heads if key(heading) in each.keys), 0)
        if not column:
            return None
        where[column] = frozenset(map(key, texts))
    if "id" not in {*columns, *mapping.constants}:
        return None
    periods: Mapping[int, str] = {}
    if "value" in mapping.constants:  # then the column of targets is that which decides
        columns = {**columns, "value": columns.get("id", 1)}
    if mapping.periods or "value" not in columns:
        periods = period_columns(heads, mapping.periods)
        if len(periods) < (1 if mapping.periods else FEWEST) or _goes_on(table, row, columns, periods):
            return None
        same = [each for each in heads if each.column == columns.get("id")]
        _refuse_several(table, {"id": [each for each in heads if same and each.keys[1] == same[0].keys[1]]})
        columns = {field: each for field, each in columns.items() if field not in _OF_ONE_PERIOD}
    return Layout(
        table,
        row.number,
        columns,
        own=False,
        unit=""
        if periods or "value" in mapping.constants
        else _bracketed_unit(_text_of(table, row, columns["value"])),
        constants=mapping.constants,
        where=where,
        periods=periods,
        skip_unknown=mapping.skip_unknown,
    )


def _goes_on(
    table: SheetTable, row: SheetRow, columns: Mapping[str, int], periods: Mapping[int, str]
) -> bool:
    """Whether the row below says what stands below each period, plan or actual: then that is the heading row."""
    below = next((each for each in table.rows if each.number == row.number + 1), SheetRow(0, ()))
    named = below.text(columns["id"]) if "id" in columns else ""
    if named and key(named) != key(row.text(columns["id"])):
        return False
    texts = [below.text(column) for column in periods]
    return any(text and not is_nothing(text) and not any(map(str.isdecimal, text)) for text in texts)


def _text_of(table: SheetTable, row: SheetRow, column: int) -> str:
    return next((each.text for each in heads_of(table, row) if each.column == column), "")


def _candidates(table: SheetTable, header: int) -> Sequence[SheetRow]:
    if header:
        return [row for row in table.rows if row.number == header]
    return table.rows[:_DEEPEST]


def _columns(table: SheetTable, row: SheetRow, headings: Mapping[str, str]) -> dict[str, int] | None:
    """The columns of a heading row: those mapped, and the others by the names that say it; None if one is missing.

    Raises:
        Refusal: a heading stands above several columns.
    """
    heads = heads_of(table, row)
    columns: dict[str, int] = {}
    several: dict[str, list[ColumnHead]] = {}
    for field, heading in headings.items():
        if heading:
            found = [each for each in heads if key(heading) in each.keys]
            found = [each for each in found if not each.hidden] or found
            if not found:
                return None
            columns[field] = found[0].column
            several[field] = found
    for field, names in _KNOWN.items():
        if field in headings:
            continue
        free = [each for each in heads if not each.hidden and each.column not in columns.values()]
        found = next((same for name in names if (same := [each for each in free if each.plain == name])), [])
        if found:
            columns[field] = found[0].column
            several[field] = found
    if "value" not in headings and len(period_columns(several.get("value", ()), "")) > 1:
        columns = {field: each for field, each in columns.items() if field != "value"}
        del several["value"]  # one column for each period
    if {each for each in ("id", "value") if headings.get(each) != ""} <= set(columns):
        _refuse_several(table, several)
    return columns | columns_of_days(heads, columns.get("on", 0))


def _refuse_several(table: SheetTable, several: Mapping[str, Sequence[ColumnHead]]) -> None:
    """Refuse a heading that stands above several columns; each is named by what stands above it too."""
    for field, found in several.items():
        if len(found) > 1:
            listed = "、".join(f"{each.full}（{letters(each.column)}）" for each in found)
            raise Refusal(
                f"{table.file} 有几列都叫 `{found[0].text}`：{listed}；用 --map {field}=全名或列号 指明一列",
                f"{table.file} has several columns named `{found[0].text}`: {listed}; name one with "
                f"--map {field}=HEADING, in full or by its letters",
                NOT_JUDGED,
            )


def _bracketed_unit(heading: str) -> str:
    """The unit that a heading such as 完成值（亿元） names; nothing where what it says there is none."""
    match = re.search(BRACKETS, heading)
    said = re.sub("^单位[:：]", "", match[1].strip()) if match else ""
    return said if find_unit(said) else ""


def _mapped(table: SheetTable, given: ColumnMap) -> Layout:
    """The layout that was given; headings that are not there may be a column's letters where the row is known.

    Raises:
        Refusal: a heading is nowhere in the table; the nearest are named.
    """
    layout = _found(table, given)
    if layout is not None:
        return layout
    heads = _every_head(table, given.header)
    named = {
        field: column_of(heading)
        for field, heading in given.headings.items()
        if heading and key(heading) not in heads
    }
    if named and all(named.values()):
        spoken = {field: heading for field, heading in given.headings.items() if field not in named}
        silent = dict.fromkeys((*named, *given.constants), "")
        for row in _candidates(table, given.header):
            columns = _columns(table, row, {**spoken, **silent})
            layout = _laid_out(table, row, {**columns, **named}, given) if columns is not None else None
            if layout is not None:
                return layout._replace(unit="")
    raise _missing(table, given, heads)


def _every_head(table: SheetTable, header: int) -> dict[str, str]:
    """Every text that may be a heading, by the form that it is compared by."""
    rows = _candidates(table, header)
    heads = {key(text): " ".join(text.split()) for row in rows for text in row.texts if text}
    return heads | {key(each.full): each.full for row in rows for each in heads_of(table, row)}


def _missing(table: SheetTable, given: ColumnMap, heads: Mapping[str, str]) -> Refusal:
    """The refusal of a table that has not what was said of it; a heading that is not there is answered with the nearest."""
    said = [(f"--map {field}", heading) for field, heading in given.headings.items() if heading]
    for option, heading in (*said, *(("--where", heading) for heading in given.where)):
        if key(heading) not in heads:
            close = ", ".join(nearest(heading, list(heads.values())) or list(heads.values())[:12])
            return Refusal(
                f"{table.file} 没有表头 `{heading}`（{option}）；有：{close}",
                f"{table.file} has no heading `{heading}` ({option}); there are: {close}",
            )
    if given.periods:
        return Refusal(
            f"{table.file} 没有哪一行既有目标一栏、又有 --periods {given.periods} 的时期作表头；"
            "用 --map id=表头 指明目标一栏，或用 --header 写明表头在第几行",
            f"{table.file} has no row with a column of targets and with periods of --periods {given.periods} for headings; "
            "name the column of targets with --map id=HEADING, or the row with --header",
        )
    known = (*given.headings, *given.constants)
    missing = next((each for each in ("id", "value") if each not in known), "id")
    return Refusal(
        f"这些表头不在同一行，或没有写明 {missing}：加 --map {missing}=表头，或用 --header 写明表头在第几行",
        f"these headings do not stand in one row, or {missing} is not told: add --map {missing}=HEADING, "
        "or name the row with --header",
    )
