"""The doubts about a report or an amendment: what looks like a slip, and needs somebody's word before it is written."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.report import Ledger, Report, period_first, standing_reports
from jinjiang_plan.model.setback import is_setback, is_to_fall
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import Unit
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Words

FALLING = "falling"
"""The code of a cumulative figure that goes back: accepted, it is a correction."""

MANY = 10
"""From this many times a known figure on, a slip is likelier than the figure."""

SMALL = Decimal("0.1")
"""A figure that moves by less than this share of the way to the goal may be many times the one before: a beginning."""


_AVERAGED = re.compile(r"每|均|率|比|\bper\b|\baverage\b|\bmean\b", re.IGNORECASE)
"""What a title says of a figure that is one count for each of another."""


class _Neighbours(NamedTuple):
    """The standing reports beside the day of a report, its own period left out; None where there is none."""

    before: Report | None
    after: Report | None


def doubts(
    target: Target, report: Report, ledger: Ledger, entered: date, *, on_stated: bool = True
) -> tuple[Doubt, ...]:
    """The doubts about a report, each with its reason; none about a retraction.

    Args:
        target: whose report it is.
        report: the report.
        ledger: the ledger before it.
        entered: the day of entry.
        on_stated: whether somebody stated the day that it is for.
    """
    if report.figure is None:
        return ()
    beside = _neighbours(target, report, ledger)
    found = [
        *_of_the_target(target, report, entered, on_stated=on_stated),
        *_of_the_day(report),
        *_of_the_way(target, report, beside),
    ]
    corrected = report.correction or any(each.code == FALLING for each in found)
    last = None if corrected or beside.before is None else beside.before
    compared = None if last is None else (last.figure, Words(f"{last.on} 的数", f"the figure for {last.on}"))
    found += _of_the_size(target, report.figure, known_figures(target, report, ledger), compared)
    return tuple(found)


def amendment_doubts(target: Target, value: Decimal, decided: date) -> tuple[Doubt, ...]:
    """The doubts about an amended goal: those about a figure of its size, compared with the goal in force."""
    terms = target.terms(decided)
    base = terms.baseline.value if terms.baseline else None
    known = [each for each in (*_bounds(target.goal), *_bounds(terms.goal), base) if each]
    compared = (terms.goal.value if terms.goal else None, Words("现行目标", "the goal in force"))
    return tuple(_of_the_size(target, value, known, compared))


def met_by_amendment(before: Assessment, after: Assessment) -> Iterator[Doubt]:
    """The doubt about an amendment by which what is reported already meets the goal, though it did not before."""
    if before.met or not after.met or after.value is None or after.value_on is None:
        return
    said = Value(after.target, after.value).with_unit
    words = Words(
        f"这样调整，{after.value_on} 已报的 {said.zh} 就算达到目标：确实要改成现在已经达到的目标？",
        f"with this amendment the {said.en} reported for {after.value_on} meets the goal: is it meant to ask for what "
        "is there already?",
    )
    yield Doubt("met-by-amendment", words)


def known_figures(target: Target, report: Report, ledger: Ledger) -> list[Decimal]:
    """The goals', the baseline's and the standing figures other than zero."""
    base = target.baseline.value if target.baseline else None
    standing = standing_reports(ledger.reports, target.kind, date.max, None)
    figures = (
        *_bounds(target.goal),
        *_bounds(target.terms(report.on).goal),
        base,
        *(each.figure for each in standing),
    )
    return [each for each in figures if each]


def _bounds(goal: Goal | None) -> Sequence[Decimal | None]:
    return () if goal is None else (*(goal.span or ()), goal.value)


def _neighbours(target: Target, report: Report, ledger: Ledger) -> _Neighbours:
    period = period_first(report, target.kind), report.on
    standing = standing_reports(ledger.reports, target.kind, date.max, None)
    others = [each for each in standing if (period_first(each, target.kind), each.on) != period]
    before = next((each for each in reversed(others) if each.on < report.on), None)
    return _Neighbours(before, next((each for each in others if each.on > report.on), None))


def _of_the_target(target: Target, report: Report, entered: date, *, on_stated: bool) -> Iterator[Doubt]:
    """Doubts whether the target takes reports at all: it is halted, or was due before a day that nobody stated."""
    halted = target.terms(report.on).halted or target.terms(entered).halted
    if halted is not None:
        name = NAMES[halted]
        yield Doubt("halted", Words(f"目标已{name.zh}", f"the target is {name.en}"))
    if target.sum_of:
        parts_zh, parts_en = "、".join(target.sum_of), ", ".join(target.sum_of)
        words = Words(
            f"目标是 {parts_zh} 之和；此数从 {report.on} 起代替各部分之和，直到有部分报了更晚的数",
            f"the target is the sum of {parts_en}: from {report.on} on this figure stands instead of what they add up "
            "to, until one of them reports for a later day",
        )
        yield Doubt("sum", words)
    due = target.terms(report.on).due
    if not on_stated and report.on > due:
        words = Words(
            f"没有写 --on，按今天 {report.on} 计，而目标的期限是 {due}；这个数是哪一天的？用 --on 写明",
            f"no --on was given, so that it is for today, {report.on}, but the target was due on {due}; "
            "name the day of the figure with --on",
        )
        yield Doubt("after-due", words)


def _of_the_day(report: Report) -> Iterator[Doubt]:
    """The doubt whether a figure can have been public before the day that it is for; an estimate can."""
    if report.published is not None and report.published < report.on and not report.estimate:
        words = Words(
            f"公布日 {report.published} 早于数据所属的 {report.on}；是预计数的，请标明（record 用 --estimate）",
            f"it became public on {report.published}, before {report.on}, which it is for; if it is an estimate, say so "
            "(record has --estimate)",
        )
        yield Doubt("published-early", words)


def _of_the_way(target: Target, report: Report, beside: _Neighbours) -> Iterator[Doubt]:
    """Doubts about a figure that adds up, or a stage, and goes back."""
    before, after = beside
    if before is not None and is_setback(target, before, report):
        yield _back(target, before, report)
    elif after is not None and is_setback(target, report, after):
        if not target.kind.named:
            yield _above_later(target, report, after)
        elif not report.correction:
            yield _back(target, report, after)


def _back(target: Target, first: Report, last: Report) -> Doubt:
    was, now = (Value(target, each.figure or Decimal(0)).with_unit for each in (first, last))
    if target.kind is Kind.STAGE:
        words = Words(
            f"阶段后退：{first.on} 是{was.zh}，{last.on} 却是{now.zh}",
            f"the stage goes back: {was.en} for {first.on}, but {now.en} for {last.on}",
        )
        return Doubt("stage-back", words)
    if target.kind is Kind.DONE:
        words = Words(
            f"{first.on} 已报完成，{last.on} 却是未完成",
            f"it was done on {first.on}, but is not on {last.on}",
        )
        return Doubt("stage-back", words)
    if is_to_fall(target):
        words = Words(
            f"累计值应当下降，不应回升：{first.on} 是 {was.zh}，{last.on} 却是 {now.zh}；确属更正时加 --correction",
            f"a cumulative figure that is to fall does not rise: {was.en} for {first.on}, but {now.en} for {last.on}; "
            "if it is a correction, add --correction",
        )
    else:
        words = Words(
            f"累计值不应下降：{first.on} 是 {was.zh}，{last.on} 却是 {now.zh}；确属更正时加 --correction",
            f"a cumulative figure does not fall: {was.en} for {first.on}, but {now.en} for {last.on}; "
            "if it is a correction, add --correction",
        )
    return Doubt(FALLING, words)


def _above_later(target: Target, report: Report, after: Report) -> Doubt:
    """A doubt about a figure that a later one is behind: the correction, if it is one, is on that one's line."""
    was, now = (Value(target, each.figure or Decimal(0)).with_unit for each in (report, after))
    zh, en = (
        ("应当下降，不应回升", "that is to fall does not rise")
        if is_to_fall(target)
        else ("不应下降", "does not fall")
    )
    again = f"record {target.id} … --on {after.on} --revise --correction"
    words = Words(
        f"累计值{zh}：{report.on} 是 {was.zh}，而 {after.on} 已报 {now.zh}；若 {after.on} 那条确属更正，"
        f"要在那一条写明：`{again}`",
        f"a cumulative figure {en}: {was.en} for {report.on}, but {now.en} is reported for {after.on}; if that one is "
        f"a correction, it has to say so: `{again}`",
    )
    return Doubt("above-later", words)


def _of_the_size(
    target: Target, figure: Decimal, known: Sequence[Decimal], compared: tuple[Decimal | None, Words] | None
) -> Iterator[Doubt]:
    """The first doubt that fits a number by its size: its sign, a share for a percentage, the unit, 万 and 亿.

    It is held against all that is `known`, and `compared` with the one figure before it, which the words name.
    """
    if target.kind.named or target.kind is Kind.RANK:
        return
    most = max((abs(each) for each in known), default=Decimal(0))
    least, said = min(known, default=Decimal(0)), Value(target, figure).with_unit
    if figure < 0 <= least and _counts(target):
        yield Doubt("negative", Words(f"数量是负数：{said.zh}", f"a count is negative: {said.en}"))
    elif figure < 0 <= least and _begins_at_nought(target):
        words = Words(
            f"是负数：{said.zh}；基期、目标和已报的数都不是负数",
            f"it is negative: {said.en}; neither baseline, goal nor any report is",
        )
        yield Doubt("negative", words)
    elif is_part_of_a_thing(target, figure) and all(_is_whole(each) for each in known):
        words = Words(
            f"{said.zh}：按个数计的数不应有小数，单位写对了吗？",
            f"{said.en}: things that are counted come whole; is the unit right?",
        )
        yield Doubt("fraction", words)
    elif target.unit == "%" and figure > 100 >= most > 0:
        yield Doubt("above-100-percent", Words("超过 100 %", "above 100 %"))
    elif target.unit == "%" and 0 < figure < 1 < most:
        meant = f"{(figure * 100).normalize():f}%"
        words = Words(
            f"像是小数，若指 {meant} 请照此写", f"it looks like a share; if {meant} is meant, write that"
        )
        yield Doubt("share", words)
    elif most and abs(figure) >= MANY * most:
        yield _far(target, figure, most, Words("目标、基期值和已报数中的最大值", "the largest known figure"))
    elif compared is not None and _leaps(target, figure, compared[0]):
        yield _far(target, figure, compared[0] or Decimal(0), compared[1])


def _counts(target: Target) -> bool:
    """Whether figures of the target are counts: they add up, or their unit is one of things that are counted."""
    counted = _counted_unit(target) is not None
    return target.kind in (Kind.CUMULATIVE, Kind.INCREMENT) or (target.kind is not Kind.RATE and counted)


def _counted_unit(target: Target) -> Unit | None:
    """The unit of a target, if it is one of things that are counted, or of ten thousand of them."""
    unit = target.measure
    return unit if unit is not None and (unit.counted or unit.subject == "time") else None


def _begins_at_nought(target: Target) -> bool:
    """Whether a level is stated to begin at nought or above, and its limits say nothing of less."""
    low = target.limits[0]
    stated = target.baseline is not None and target.baseline.value >= 0
    return target.kind is Kind.LEVEL and stated and (low is None or low >= 0)


def is_part_of_a_thing(target: Target, figure: Decimal) -> bool:
    """Whether a figure has a fraction, and counts things one by one: 1.5 of 户, not of 万户, of years, or of 每千人."""
    unit = target.measure
    if target.kind is Kind.RATE or unit is None or not unit.counted or unit.single:
        return False
    if _AVERAGED.search(f"{target.title.zh} {target.title.en}"):
        return False
    return not _is_whole(figure)


def _is_whole(figure: Decimal) -> bool:
    return figure == figure.to_integral_value()


def _leaps(target: Target, figure: Decimal, last: Decimal | None) -> bool:
    """Whether a figure is many times the last one, or a small part of it, and this is no beginning."""
    if last is None or _times(figure, last) < MANY:
        return False
    base = target.baseline.value if target.baseline else Decimal(0)
    way = abs(target.goal.value - base) if target.goal is not None and target.goal.value is not None else None
    return not way or abs(figure - last) >= SMALL * way


def _times(first: Decimal, second: Decimal) -> int:
    """How many times the larger is of the smaller; 0 where one is zero."""
    if not first or not second:
        return 0
    larger: Decimal = max(abs(first), abs(second))
    return int(larger / min(abs(first), abs(second)))


def _far(target: Target, figure: Decimal, known: Decimal, of: Words) -> Doubt:
    times, said = _times(figure, known), Value(target, known).with_unit
    if abs(figure) > abs(known):
        words = Words(
            f"是{of.zh}（{said.zh}）的 {times:,} 倍，单位写对了吗？",
            f"{times:,} times {of.en}, {said.en}: is the unit right?",
        )
    else:
        words = Words(
            f"只有{of.zh}（{said.zh}）的 1/{times:,}，单位写对了吗？",
            f"1/{times:,} of {of.en}, {said.en}: is the unit right?",
        )
    return Doubt("far", words)
