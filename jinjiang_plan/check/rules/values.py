"""JP304: figures that are likelier a slip than the truth.

Outside the target's own `limits`; a percentage over 100 where no `limits` allow it; or 10,000 times what is known: then
万 or 亿 slipped in or out. Reports are compared with the last plausible one before them, and with the goal. A small
figure at the beginning is no slip: what starts from nothing is held against the goal only from a quarter of its period
on. Two reports that agree with each other are believed: only the first is asked about.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from jinjiang_plan.check.rule_api import Check, Material, goal_route, report_route, route_of
from jinjiang_plan.check.wording import value_words
from jinjiang_plan.model.codes import Average, Kind
from jinjiang_plan.model.direction import versions
from jinjiang_plan.model.finding import Aside, Fault, Route, Severity
from jinjiang_plan.model.plan import Target, is_place
from jinjiang_plan.model.report import Ledger, Report, standing_reports
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.units import find_unit
from jinjiang_plan.model.value import figure
from jinjiang_plan.model.words import Words

JUMP = 10_000
"""From this many times on, a figure is asked about."""

_ALL_GONE = -100
"""The yearly rate, in %, that leaves nothing."""

_FROM_NOTHING = (Kind.CUMULATIVE, Kind.INCREMENT)
_PERCENT = find_unit("%")


class _Doubt(NamedTuple):
    """Why a figure is doubted, and what it is held against."""

    why: Words
    aside: Aside | None = None


def _implausible_value(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        if target.kind.named:
            continue
        percent = target.measure == _PERCENT and target.limits[1] is None
        for route, value in _planned(target):
            # Limits are for what is reported, and of increments each is for one period.
            doubt = None if target.kind is Kind.INCREMENT else _outside(target, value)
            doubt = doubt or (_over(value) if percent else None)
            if doubt:
                yield _fault(target, target.file, route, value, doubt)
                percent = False
        ledger = material.portfolio.ledger(target)
        if target.kind is Kind.RANK:
            yield from _impossible(target, ledger, _NO_PLACE)
            continue
        if target.average is Average.GEOMETRIC:
            yield from _impossible(target, ledger, _NO_FACTOR)
        for report, doubt in _doubted(target, ledger, percent=percent):
            yield _fault(
                target, ledger.file, report_route(report, "value"), report.figure or Decimal(0), doubt
            )


_NO_PLACE = Words("位次应为从 1 起的整数", "a rank is a whole number from 1 on")
_NO_FACTOR = Words("减少了 100 % 或更多，算不出几何平均", "a fall by 100 % or more has no geometric mean")


def _impossible(target: Target, ledger: Ledger, why: Words) -> Iterator[Fault]:
    """The reports that cannot be what they are of: a rank that is no place, a yearly rate that leaves nothing."""
    for report in standing_reports(ledger.reports, target.kind, date.max, None):
        figure = report.figure or Decimal(0)
        fits = is_place(figure) if target.kind is Kind.RANK else figure > _ALL_GONE
        if not fits:
            yield _fault(target, ledger.file, report_route(report, "value"), figure, _Doubt(why))


def _fault(target: Target, file: str, route: Route, value: Decimal, doubt: _Doubt) -> Fault:
    fault = IMPLAUSIBLE_VALUE.rule.fault(file, route, id=target.id, value=value_words(target, value))
    return fault._replace(label=doubt.why, asides=(doubt.aside,) if doubt.aside else ())


def _planned(target: Target) -> Iterator[tuple[Route, Decimal]]:
    """Each figure that the plan itself states, with the way to it."""
    if target.baseline:
        yield route_of(target, "baseline", "value"), target.baseline.value
    for change in target.amendments:
        if change.baseline is not None:
            yield route_of(target, "amendment", change.place, "baseline", "value"), change.baseline.value
    for each in target.milestones:
        yield route_of(target, "milestone", each.place, "value"), each.value
    for version in versions(target):
        route = version.route(target)
        if version.rebased:
            continue
        if version.goal.span is None:
            yield route, version.goal.value or Decimal(0)
        else:
            yield (*route, "min"), version.goal.span[0]
            yield (*route, "max"), version.goal.span[1]


def _outside(target: Target, value: Decimal) -> _Doubt | None:
    low, high = target.limits
    if low is not None and value < low:
        return _Doubt(Words(f"低于 limits 的下限 {figure(low)}", f"below its limit of {figure(low)}"))
    if high is not None and value > high:
        return _Doubt(Words(f"高于 limits 的上限 {figure(high)}", f"above its limit of {figure(high)}"))
    return None


def _over(value: Decimal) -> _Doubt | None:
    zh = "百分比超过 100；确实可能的，写 limits = { max = … }"
    return _Doubt(Words(zh, "a percentage over 100; if it can be, say limits")) if value > 100 else None


def _doubted(target: Target, ledger: Ledger, *, percent: bool) -> Iterator[tuple[Report, _Doubt]]:
    """The reports that are doubted, in order of their day."""
    known: Report | None = None
    questioned: Report | None = None
    standing = standing_reports(ledger.reports, target.kind, date.max, None)
    for report, after in zip_longest(standing, standing[1:]):
        figure = report.figure or Decimal(0)
        outside = _outside(target, figure)
        doubt = (_over(figure) if percent else None) or _jump(target, report, known, ledger.file)
        if outside is not None:
            yield report, outside
        elif doubt is None or (questioned is not None and _times(figure, questioned.figure) < JUMP):
            known, questioned = (report if figure else known), None
        else:
            if not _falls(target, report, after):
                yield report, doubt
            questioned = report


def _falls(target: Target, report: Report, after: Report | None) -> bool:
    """Whether a cumulative figure falls behind the report before it: that is for JP504 to tell."""
    if after is None or target.kind is not Kind.CUMULATIVE or after.correction:
        return False
    return (after.figure or Decimal(0)) < (report.figure or Decimal(0))


def _jump(target: Target, report: Report, known: Report | None, file: str) -> _Doubt | None:
    """Why a figure looks like a slip beside the report before it, or beside the goal."""
    if known is not None and _falls(target, known, report):
        return None
    times = _times(report.figure, known.figure if known else None)
    if known is not None and times >= JUMP:
        there = Aside(file, report_route(known, "value"), Words("上一次的数", "the figure before"))
        return _Doubt(_slipped(times, Words("上一次", "the figure before")), there)
    goal = target.terms(report.on).goal
    aim = None if goal is None else goal.span[1] if goal.span else goal.value
    times = _times(report.figure, aim)
    if known is None and times >= JUMP and aim is not None and _is_due(target, report, aim):
        there = Aside(target.file, goal_route(target, report.on), Words("目标值", "the goal"))
        return _Doubt(_slipped(times, Words("目标值", "its goal")), there)
    return None


def _is_due(target: Target, report: Report, aim: Decimal) -> bool:
    """Whether a figure so far from its goal would be strange by now: at the beginning, a small one is not."""
    if target.kind not in _FROM_NOTHING or abs(report.figure or Decimal(0)) > abs(aim):
        return True
    gone, whole = (report.on - target.start).days, (target.due - target.start).days
    return target.kind is Kind.CUMULATIVE and gone * 4 >= whole


def _times(first: Decimal | None, second: Decimal | None) -> int:
    """How many times the one is of the other, whichever is larger; 0 where one is nought."""
    if first is None or second is None or not first * second:
        return 0
    larger: Decimal = max(abs(first), abs(second))
    return int(larger / min(abs(first), abs(second)))


def _slipped(times: int, of: Words) -> Words:
    return Words(
        f"与{of.zh}相差 {times:,} 倍：漏了或多了万、亿？", f"{times:,} times off {of.en}: did 万 or 亿 slip?"
    )


IMPLAUSIBLE_VALUE = Check(
    Rule(
        "JP304",
        "implausible-value",
        Severity.WARNING,
        says=Words("`{id}` 的数 {value} 不像真的", "{value} for `{id}` is hardly what was meant"),
        why=Words(
            "最常见的笔误是漏写或多写万、亿，一错就是一万倍；百分比写成 0.95 或 9500 也常见。"
            "与上一次、与目标值相差一万倍以上，百分比超过 100，或超出该目标的 limits，都请核对。",
            "The commonest slip leaves out 万 or 亿, or writes it twice: ten thousand times off at once. Asked about is "
            "what is 10,000 times the figure before it or the goal, a percentage over 100, and what is outside the "
            "target's limits.",
        ),
        cure=Words(
            "核对出处。台账里的数用 `jinjiang-plan record --revise` 更正；百分比可以超过 100 的，写上 "
            "limits = { max = 200 }；数没有错的，加 `# jp: ignore[implausible-value] 理由`。",
            "Look at the source. A report is mended with `jinjiang-plan record --revise`; where a percentage may pass "
            "100, write limits = { max = 200 }; a figure that is right gets `# jp: ignore[implausible-value] reason`.",
        ),
        bad='[target.coverage]\ntitle = "Coverage"\nkind = "level"\nunit = "%"\ngoal = { value = 950 }\n',
        good='[target.coverage]\ntitle = "Coverage"\nkind = "level"\nunit = "%"\ngoal = { value = 95 }\n',
        hint=Words(
            "核对出处；没有错的，写 `# jp: ignore[implausible-value] 理由`",
            "look at the source; if it is right, say `# jp: ignore[implausible-value] reason`",
        ),
    ),
    _implausible_value,
)
