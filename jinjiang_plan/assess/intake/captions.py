"""What stands around a table and holds for all of it: 单位：万元 and 截至 above it, a period in a heading or a sheet's name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.assess.intake.heads import BRACKETS, heads_of
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap, EntryTerms, Layout
from jinjiang_plan.model.units import Units, find_unit
from jinjiang_plan.model.written_days import read_period

_UNIT = r"[(（\[【]?(?:计量|数值|金额)?单位[:：](?P<zh>[^)）\]】]+)[)）\]】]?|\(?units?:(?P<en>[^)]+)\)?"
_OF_MAKING = re.compile(
    "填报|制表|填表|打印|印发|更新|公布|发布|报送|导出|printed|published|updated|prepared", re.IGNORECASE
)
_BEFORE = r"[(（\[【]?(?:(?:数据|统计|报告)?(?:截[至止]|截止)?(?:时间|日期|时点|期|于|到|至)?|as of|as at|period|date)[:：]?\s*"
_YEAR = "(?:19|20|21)[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2}"
_LONGEST = 60
_HALF_A_YEAR = 184
"""Days of the longest half-year."""
_NEARLY_A_YEAR = 300
"""Days that only a period of a whole year is longer than."""


def period_in(text: str, today: date) -> Period | None:
    """The month, quarter, half-year or day that a text names; a year where it names nothing else."""
    return _period_in(unicodedata.normalize("NFKC", tidied(text))[:_LONGEST], today)


@lru_cache(maxsize=256)
def _period_in(plain: str, today: date) -> Period | None:
    if not re.search(_YEAR, plain) or _OF_MAKING.search(plain):
        return None
    whole = _read(re.sub(rf"^{_BEFORE}", "", plain, flags=re.IGNORECASE).rstrip(")）]】:："), today)
    if whole is not None:
        return whole
    found = {each.last: each for each in _within(plain, today)}
    return next(iter(found.values())) if len(found) == 1 else None


def _within(plain: str, today: date) -> Iterator[Period]:
    """The periods shorter than a year that stand within a text, each as long as it can be read."""
    done = 0
    for year in re.finditer(_YEAR, plain):
        starts = [found.start() for found in re.finditer(r"[A-Za-z0-9]+(?=[ -])", plain[: year.start()])][-3:]
        for start in (*starts, year.start()):
            if start < done:
                continue
            ends = (end for end in range(len(plain), year.end(), -1) if not re.match("[0-9]", plain[end:]))
            if start < year.start():
                ends = (
                    end
                    for end in range(len(plain), year.end() - 1, -1)
                    if not re.match("[0-9-]", plain[end:])
                )
            read = next(
                ((end, each) for end in ends if (each := _read(plain[start:end].strip(), today))), None
            )
            if read is not None and (read[1].last - read[1].first).days < _NEARLY_A_YEAR:
                done = read[0]
                yield read[1]
                break


def _read(text: str, today: date) -> Period | None:
    try:
        return read_period(text, today)
    except Refusal:
        return None


def captioned(layouts: Sequence[Layout], given: ColumnMap | None, entering: EntryTerms) -> list[Layout]:
    """The layouts with the unit and the day that stand around their tables; our own template says both by row.

    Raises:
        Refusal: the day contradicts the one that was given, or several units stand above the table (exit 3).
    """
    left_out = {field for field, heading in (given.headings if given else {}).items() if not heading}
    return [each if each.own else _captioned(each, left_out, entering) for each in layouts]


def _captioned(layout: Layout, left_out: set[str], entering: EntryTerms) -> Layout:
    above = [text for row in layout.table.rows if row.number < layout.header for text in row.texts if text]
    if not layout.unit and not {"unit"} & {*layout.columns, *layout.constants, *left_out}:
        own = entering.own_units
        layout = layout._replace(
            unit=_declared_unit(_value_heading(layout), own) or _unit_above(layout, above, own)
        )
    if layout.periods and entering.on:
        raise Refusal(
            f"{layout.table.file} 的表头是时期（{_listed(layout)}），不能再用 --on；去掉 --on，或用 --periods 选一个时期",
            f"{layout.table.file} has periods for headings ({_listed(layout)}): leave out --on, or choose one with --periods",
        )
    if layout.periods or "on" in left_out:
        return layout
    heading = _value_heading(layout)
    periods = list(_told(heading, (layout.table.sheet, *above), entering.day))
    if not periods:
        return layout
    if entering.on:
        stated = read_period(entering.on, entering.day)
        if all(period.last != stated.last for _, period in periods):
            raise _contradiction(layout, *periods[0], entering.on)
        return layout
    text, period = periods[0]
    other = next((each for each, besides in periods if besides.last != period.last), "")
    if other and "on" not in layout.columns and text != heading:
        raise Refusal(
            f"{layout.table.file} 里有几个时期：{text}、{other}；用 --on 写明数据属于哪一天",
            f"{layout.table.file} names several periods, {text} and {other}: say with --on which one it is for",
            NOT_JUDGED,
        )
    return layout._replace(period=period)


def _listed(layout: Layout) -> str:
    periods = list(layout.periods.values())
    return ", ".join(periods if len(periods) < 4 else [*periods[:2], "…", periods[-1]])


def _told(heading: str, around: Sequence[str], today: date) -> Iterator[tuple[str, Period]]:
    """The periods that are named, that of the heading first; a year around a table may be that of the plan."""
    own = period_in(heading, today)
    if own is not None:
        yield heading, own
    for text in around:
        period = period_in(text, today)
        if period is not None and not _is_long(period):
            yield tidied(text), period


def _is_long(period: Period) -> bool:
    return (period.last - period.first).days > _HALF_A_YEAR


def _contradiction(layout: Layout, text: str, period: Period, on: str) -> Refusal:
    return Refusal(
        f"{layout.table.file} 里写的是“{text}”（到 {period.last}），--on 却是 {on}；改正 --on，或用 --map on= 不看表里的时期",
        f"{layout.table.file} says `{text}` (to {period.last}), but --on is {on}: mend --on, or leave the sheet's period "
        "out with --map on=",
        NOT_JUDGED,
    )


def _value_heading(layout: Layout) -> str:
    """The heading of the figures in full; empty where there is none."""
    heads = heads_of(layout.table, layout.head)
    return next((each.full for each in heads if each.column == layout.columns.get("value")), "")


def _declared_unit(heading: str, own: Units) -> str:
    """The unit of a plan's own that a heading such as 完成值（车） names; empty where it names none."""
    match = re.search(BRACKETS, heading)
    said = match[1].strip() if match else ""
    return said if said and find_unit(said, own) is not None else ""


def _unit_above(layout: Layout, above: Sequence[str], own: Units) -> str:
    """The unit that a line above the table names; what is called 单位 may be an office, which is none."""
    for text in above:
        found = re.search(_UNIT, key(text), re.IGNORECASE)
        said = (found["zh"] or found["en"]) if found else ""
        if said and find_unit(said, own) is not None:
            return said
        several = [each for each in re.split("[、,，;；/和]", said) if find_unit(each, own) is not None]
        if len(several) > 1:
            raise Refusal(
                f"{layout.table.file} 表上写的单位有几个：{said}；请在每个数后写明单位，或用 --map unit= 不看它",
                f"{layout.table.file} names several units above the table, {said}: write the unit behind each figure, or "
                "leave it out with --map unit=",
                NOT_JUDGED,
            )
    return ""
