"""What one row says: a target, a figure, a day, and what goes with it; or what is wrong, cell by cell."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jinjiang_plan.assess.intake.cells import is_foot, is_nothing, is_total, key, read_on, tidied
from jinjiang_plan.assess.intake.day_columns import whole_month
from jinjiang_plan.assess.intake.decimals import with_point
from jinjiang_plan.assess.intake.row_fields import CellFault, RowFields
from jinjiang_plan.assess.intake.target_names import TargetNames
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.conversion import convert
from jinjiang_plan.model.currency_signs import is_money_of_no_unit
from jinjiang_plan.model.days import Period, reported_period
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.quantities import Quantity, noted, read_figure, read_quantity
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.spreadsheet import TEXTS, EntryTerms, Layout, Omission, OmissionReason, SheetRow
from jinjiang_plan.model.units import find_unit
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period


class RowReport(NamedTuple):
    """A row read: its target and the report that it makes, not yet admitted."""

    target: Target
    report: Report


class Blank(NamedTuple):
    """A row that gives no figure; `named` whether it names a target."""

    named: bool


def read_entry(
    row: SheetRow, layout: Layout, names: TargetNames, entering: EntryTerms
) -> RowReport | Blank | Omission | list[CellFault]:
    """What a row below the headings says."""
    said = RowFields(row, layout)
    if layout.all_met and not said.texts:
        return Blank(named=False)
    omission = _omission(said, row, names)
    if omission is not None:
        return omission
    if said.faults:
        return said.faults
    if said.given("value") and not is_nothing(said.text("value")):
        return _entry(said, names, entering)
    texts = [each for each in TEXTS if said.text(each)]
    if layout.own and said.text("id") and texts:
        lost = Words(
            "这一行写了文字，却没有数值；补上数值，或清空这一行",
            "something is written in this row, but no figure: fill it in, or empty the row",
        )
        return [said.wrong("value", lost)]
    return Blank(named=names.knows(said.text("id")))


def _omission(said: RowFields, row: SheetRow, names: TargetNames) -> Omission | None:
    """Why a row is left out: it is not one of those that were chosen, a sum, a remark, or of no target of the plans."""
    named = said.text("id")

    def omitted(reason: OmissionReason) -> Omission:
        return Omission(said.layout.table, row.number, reason, named or next(iter(said.texts), ""))

    if not said.is_chosen:
        return omitted(OmissionReason.WHERE)
    if "id" in said.layout.constants:  # what is called a total there is one of the breakdowns
        return omitted(OmissionReason.NOTE) if any(map(is_foot, said.texts[:1])) else None
    if names.knows(named):
        return None
    if not said.layout.own:
        texts = [named] if named else said.texts
        if any(map(is_total, texts)):
            return omitted(OmissionReason.TOTAL)
        if any(map(is_foot, texts)):
            return omitted(OmissionReason.NOTE)
        if _is_heading(said, named):
            return omitted(OmissionReason.HEADING)
    if said.layout.skip_unknown and named and names.is_of_none(named):
        return omitted(OmissionReason.UNKNOWN)._replace(nearest=names.nearest(named))
    return None


def _is_heading(said: RowFields, named: str) -> bool:
    """Whether a row is the headings again, or says something in the column of figures without a target or a figure."""
    value, head = said.text("value"), said.layout.head
    if not said.given("value") or is_nothing(value):
        return False
    again = key(named) == key(head.text(said.column("id"))) and (
        said.layout.all_met or key(value) == key(head.text(said.column("value")))
    )
    if said.layout.all_met:
        return again
    return again or (not named and not any(sign.isdecimal() for sign in value))


_EITHER_MONEY = Words(
    "有货币符号，却没有写单位，而表头或单位一栏写的是另一个单位；请在数值后写明单位",
    "it has the sign of a currency and no unit, while the heading or the unit beside it names another: write the unit "
    "behind the figure",
)
_TOO_LONG = Words(
    '这一行比表头多出格来；文字或数里有逗号的，请加引号，如 "1,800"',
    'this row has more fields than the headings: put what holds a comma in quotation marks, such as "1,800"',
)
_UNNAMED = Words("这一行没有写是哪个目标", "this row does not say which target it is for")
_NO_DAY = Words("没有日期；用 --on 写明数据属于哪一天", "there is no day: say with --on which one it is for")
_NO_DAYS = Words(
    "没有日期列；用 --map on=表头 指明，或用 --on 写明数据属于哪一天",
    "there is no column of days: name it with --map on=HEADING, or say with --on which day it is for",
)


def _entry(said: RowFields, names: TargetNames, entering: EntryTerms) -> RowReport | list[CellFault]:
    wrong: list[CellFault] = []
    try:
        target = names.find(said.text("id"))
    except Refusal as refusal:
        if not said.text("id"):
            return [said.wrong("id", _UNNAMED)]
        unknown = names.is_of_none(said.text("id"))
        return [said.wrong("id", refusal.words)._replace(unknown=unknown)]
    if said.is_too_long:
        return [said.wrong("value", _TOO_LONG)]
    quantity = None if said.layout.all_met else _quantity(said, target, names, entering, wrong)
    period = _period(said, target, entering, wrong)
    if said.layout.all_met:
        quantity = _goal_met(said, target, period, wrong)
    texts = {field: _text(said, field, wrong) for field in TEXTS}
    published = _published(said, target, entering, wrong)
    if quantity is None or period is None or wrong:
        return wrong
    report = Report(
        on=period.last,
        revision=1,
        figure=quantity.value,
        recorded=entering.recorded,
        by=entering.by,
        source=texts["source"] or entering.source,
        first=period.first if target.kind is Kind.INCREMENT else None,
        url=texts["url"],
        estimate=quantity.estimate,
        note="; ".join(filter(None, (texts["note"], _MET_NOTE)))
        if said.layout.all_met
        else noted(texts["note"], quantity, said.text("value")),
        problems=texts["problems"],
        next=texts["next"],
        published=published,
    )
    return RowReport(target, report)


_MET_NOTE = "原表只说已达标，按所属日期的目标值计 / only said to be met: the goal in force is the figure"
_NO_GOAL = Words(
    "只说已达标，而这个目标在那一天没有单一的目标值；请写出数值",
    "it is only said to be met, and this target has no single goal on that day: give the figure",
)
_NO_TOTAL = Words(
    "只说已达标，而增量的目标值是各期之和；请写出各期的数",
    "it is only said to be met, and the goal of increments is the sum of its periods: give the figure of each",
)


def _goal_met(
    said: RowFields, target: Target, period: Period | None, wrong: list[CellFault]
) -> Quantity | None:
    """The goal in force on the day for which a list says no more than that it was met."""
    if period is None:
        return None
    goal = target.terms(period.last).goal
    if target.kind is Kind.INCREMENT:
        wrong.append(said.wrong("value", _NO_TOTAL))
    elif goal is None or goal.value is None:
        wrong.append(said.wrong("value", _NO_GOAL))
    else:
        return Quantity(goal.value, "")
    return None


def _quantity(
    said: RowFields, target: Target, names: TargetNames, entering: EntryTerms, wrong: list[CellFault]
) -> Quantity | None:
    if said.merged_value:
        shared = Words(
            "数值在合并单元格里，分不清属于哪一行；请拆开再填",
            "the figure stands in a merged cell, so it is not clear whose it is: part the cells",
        )
        wrong.append(said.wrong("value", shared))
        return None
    try:
        unit = said.text("unit").removeprefix("×") or names.unit_beside(said.text("id")) or said.layout.unit
        if target.kind.named:
            return read_figure(target, said.text("value"))
        text = with_point(said.text("value"), said.layout.table, entering.decimal)
        return read_figure(target, text) if is_nothing(unit) else _in_unit(target, text, unit)
    except Refusal as refusal:
        wrong.append(said.wrong("value", refusal.words))
    return None


def _in_unit(target: Target, text: str, unit: str) -> Quantity:
    """The figure, counted in the unit that the row names beside it; one that it carries itself goes first."""
    own, other = target.measure, find_unit(unit, target.own_units)
    if is_money_of_no_unit(text) and (other is None or not other.currency or other.single):
        raise Refusal(*_EITHER_MONEY)
    if key(unit) == key(target.unit) or (own is not None and own == other):
        return read_figure(target, text)
    if own is None or other is None:
        raise Refusal(
            f"单位一栏写的是`{unit}`，这个目标以`{target.unit or '-'}`计；请改正，或用 --map unit= 不看这一栏",
            f"the unit beside it is `{unit}`, this target counts in `{target.unit or '-'}`: mend it, or leave that "
            "column out with --map unit=",
        )
    try:
        quantity = read_quantity(text, other.name, target.own_units)
    except Refusal:  # it carries a unit of another dimension, which may be the target's
        return read_figure(target, text)
    if own.dimension != other.dimension:
        raise Refusal(
            f"表头或单位一栏写的是`{unit}`，这个目标以`{target.unit}`计；请改正，或在数值后写明单位",
            f"the heading or the unit beside it says `{unit}`, this target counts in `{target.unit}`: mend that, or "
            "write the unit behind the figure",
        )
    return quantity._replace(value=convert(quantity.value, other, own))


def _period(said: RowFields, target: Target, entering: EntryTerms, wrong: list[CellFault]) -> Period | None:
    """The days that a report is for, as the row has them."""
    text = said.text("on")
    if is_nothing(text):
        text = entering.on
    if not text and said.layout.period is not None:
        return reported_period(target, said.layout.period)
    if not text:
        wrong.append(said.wrong("on", _NO_DAY if "on" in said.layout.columns else _NO_DAYS))
        return None
    period = _read(said, "on", text, (entering.day, target.year_end), wrong)
    if period is not None and "on" in said.layout.columns:
        period = whole_month(said.layout.head.text(said.layout.columns["on"]), period)
    if period is not None and entering.on and "year" in said.layout.columns:
        period = _within_year(said, period, read_period(entering.on, entering.day, target.year_end), wrong)
    if period is None or target.kind is not Kind.INCREMENT or is_nothing(said.text("from")):
        return period and reported_period(target, period)
    start = _read(said, "from", said.text("from"), (entering.day, target.year_end), wrong)
    if start is None:
        return None
    if start.first > period.last:
        late = Words(
            f"起始日 {start.first} 在 {period.last} 之后", f"from {start.first} is after {period.last}"
        )
        wrong.append(said.wrong("from", late))
    return reported_period(target, period, start.first)


def _within_year(said: RowFields, year: Period, stated: Period, wrong: list[CellFault]) -> Period | None:
    """The day that was stated for all rows, where a row only says its year; what the row says where that is more."""
    if not year.first <= stated.last <= year.last:
        other = Words(
            f"这一行写的是 {said.text('on')}，--on 却是 {stated.last}；去掉 --on，或改正表格",
            f"this row says {said.text('on')}, but --on is {stated.last}: leave out --on, or mend the sheet",
        )
        wrong.append(said.wrong("on", other))
        return None
    return stated if {"month", "quarter"}.isdisjoint(said.layout.columns) else year


def _published(said: RowFields, target: Target, entering: EntryTerms, wrong: list[CellFault]) -> date | None:
    """The day on which the figure became public, as the row has it; None where it has none."""
    text = said.text("published")
    if is_nothing(text):
        return None
    period = _read(said, "published", text, (entering.day, target.year_end), wrong)
    if period is not None and period.last > entering.day:
        to_come = Words(
            f"公布日期 {period.last} 还没有到", f"the day of publication, {period.last}, is still to come"
        )
        wrong.append(said.wrong("published", to_come))
    return period and period.last


def _read(
    said: RowFields, field: str, text: str, today: tuple[date, int], wrong: list[CellFault]
) -> Period | None:
    """A day of the row; `today` is the day of the import, and the month in which the target's reporting year ends."""
    if said.is_half_a_month(field):
        wrong.append(said.wrong(field, _half_a_month(text)))
        return None
    try:
        return _read_once(text, said.layout.table.epoch, *today)
    except Refusal as refusal:
        wrong.append(said.wrong(field, refusal.words))
    return None


def _half_a_month(text: str) -> Words:
    year = text.partition(".")[0]
    return Words(
        f"`{text}` 是 1 月还是 10 月？请写成 {year}-01 或 {year}-10",
        f"is `{text}` January or October? write {year}-01 or {year}-10",
    )


@lru_cache(maxsize=512)
def _read_once(text: str, epoch: date, today: date, year_end: int) -> Period:
    """A day; a sheet writes the same ones again and again."""
    return read_on(text, epoch, today, year_end)


def _text(said: RowFields, field: str, wrong: list[CellFault]) -> str:
    """A text for the ledger, on one line; nothing where a cell says that there is none."""
    text = said.text(field)
    if not text.isprintable():
        hidden = Words(f"含有控制字符：{text!a}", f"it holds control characters: {text!a}")
        wrong.append(said.wrong(field, hidden))
    return "" if is_nothing(text) else text


def unread_columns(layout: Layout) -> dict[int, str]:
    """The headings of the columns of a foreign sheet that are not read, by column; numbers of rows are left out."""
    if layout.own:
        return {}
    used = {*layout.columns.values(), *layout.periods}
    heads = ((at, tidied(text)) for at, text in enumerate(layout.head.texts, 1) if at not in used)
    return {at: name for at, name in heads if name and key(name) not in _SERIALS}


def unread_cells(row: SheetRow, unread: Mapping[int, str]) -> dict[str, str]:
    """What stands in a row in the columns that are not read, by heading."""
    return {name: text for at, name in unread.items() if (text := tidied(row.text(at)))}


_SERIALS = ("序号", "行号", "no", "no.", "#", "s/n", "row")


def entries_named(layout: Layout, names: TargetNames) -> Iterator[Target]:
    """The targets that a sheet's rows name."""
    column, constant = layout.columns.get("id", 0), layout.constants.get("id")
    texts = {row.text(column) for row in layout.table.rows if row.number > layout.header} if column else set()
    for text in texts if constant is None else {constant}:
        if constant is not None or names.knows(tidied(text)):
            yield names.find(tidied(text))
