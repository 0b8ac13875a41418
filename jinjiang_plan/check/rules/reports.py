"""JP403, JP404 and JP504 to JP506: the lines of the ledgers, each by itself and beside the ones before it.

Only reports that stand are looked at: what was revised or retracted is mended already.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from jinjiang_plan.check.amounts import amount, difference
from jinjiang_plan.check.material import Material
from jinjiang_plan.check.places import report_route
from jinjiang_plan.check.ruling import Check, route_of
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.fault import Aside, Fault
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.months import age
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.standing import period_first, standing_reports
from jinjiang_plan.model.words import Words


def _ledgers(material: Material) -> Iterator[tuple[Target, str, tuple[Report, ...]]]:
    """Each target that was reported on, with its ledger's name and the reports that stand, by day."""
    for target in material.portfolio.judged:
        ledger = material.portfolio.ledger(target)
        if ledger.reports:
            yield target, ledger.file, standing_reports(ledger.reports, target.kind, date.max, None)


def _future_report(material: Material) -> Iterator[Fault]:
    for target, file, standing in _ledgers(material):
        for report in standing:
            recorded = report.recorded.date()
            if report.on > material.as_of:
                what = Words(f"还没有到（截至 {material.as_of}）", f"still to come (as of {material.as_of})")
            elif recorded < report.on and not report.estimate:
                what = Words(
                    f"录入时（{recorded}）还没有到", f"still to come when it was recorded ({recorded})"
                )
            else:
                continue
            fault = FUTURE_REPORT.rule.fault(
                file, report_route(report), at_key=True, id=target.id, on=report.on.isoformat(), what=what
            )
            yield fault


FUTURE_REPORT = Check(
    Rule(
        "JP403",
        "future-report",
        Severity.ERROR,
        says=Words("`{id}` 报了 {on} 的数，这一天{what}", "`{id}` is reported for {on}, a day {what}"),
        why=Words(
            "台账记的是已经发生的事；还没有到的日子只能有预计数。多半是日期写错，或电脑时钟不对。",
            "A ledger says what has come to pass; for a day still to come there are estimates at best. Mostly the day is "
            "mistyped, or a clock was wrong.",
        ),
        cure=Words(
            '撤回这一条（`jinjiang-plan retract`），按对的日期重新录入；是预计数的，写 basis = "estimate"。',
            "Take it back with `jinjiang-plan retract` and record it for the right day; an estimate says "
            'basis = "estimate".',
        ),
        bad="[report]\n2021-06-30 = { value = 1200, recorded = 2021-05-31T09:00:00+08:00 }\n",
        good="[report]\n2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00 }\n",
    ),
    _future_report,
)


def _overlapping_periods(material: Material) -> Iterator[Fault]:
    for target, file, standing in _ledgers(material):
        if target.kind is not Kind.INCREMENT:
            continue
        ordered = sorted(standing, key=lambda report: (period_first(report, Kind.INCREMENT), report.on))
        for before, report in pairwise(ordered):
            if period_first(report, Kind.INCREMENT) > before.on:
                continue
            place = report_route(report, "from") if report.first else report_route(report)
            fault = OVERLAPPING_PERIODS.rule.fault(
                file,
                place,
                at_key=not report.first,
                id=target.id,
                period=_period(report),
                other=_period(before),
            )
            there = Aside(file, report_route(before), Words("另一期", "the other period"), at_key=True)
            yield fault._replace(asides=(there,))


def _period(report: Report) -> str:
    first = period_first(report, Kind.INCREMENT)
    return f"{first} ~ {report.on}" if first != report.on else f"{report.on}"


OVERLAPPING_PERIODS = Check(
    Rule(
        "JP404",
        "overlapping-periods",
        Severity.ERROR,
        says=Words(
            "`{id}` 的报告期 {period} 与 {other} 重叠", "the period {period} of `{id}` overlaps {other}"
        ),
        why=Words(
            "当期值逐期相加；两期重叠，同一天的数就加了两遍。没有 from 的，只算当天一天。",
            "Increments are added up: where two periods share a day, what it brought counts twice. Without `from` a "
            "report is for its one day.",
        ),
        cure=Words(
            "用 from 写明每期的第一天；报重了的，用 `jinjiang-plan retract` 撤回一条。",
            "Say each period's first day with `from`; what was reported twice is taken back with `jinjiang-plan retract`.",
        ),
        bad="[report]\n2021-03-31 = { from = 2021-01-01, value = 10, recorded = 2021-04-05T09:00:00+08:00 }\n"
        "2021-06-30 = { from = 2021-01-01, value = 25, recorded = 2021-07-05T09:00:00+08:00 }\n",
        good="[report]\n2021-03-31 = { from = 2021-01-01, value = 10, recorded = 2021-04-05T09:00:00+08:00 }\n"
        "2021-06-30 = { from = 2021-04-01, value = 15, recorded = 2021-07-05T09:00:00+08:00 }\n",
    ),
    _overlapping_periods,
)


def _fallen(material: Material) -> Iterator[Fault]:
    for target, file, standing in _ledgers(material):
        if target.kind is not Kind.CUMULATIVE:
            continue
        for before, report in pairwise(standing):
            first, last = before.figure or Decimal(0), report.figure or Decimal(0)
            if last >= first or report.correction:
                continue
            fault = FALLEN.rule.fault(
                file,
                report_route(report, "value"),
                id=target.id,
                first=amount(target, first),
                day=before.on.isoformat(),
                last=amount(target, last),
            )
            by = amount(target, difference(first, last))
            there = Aside(file, report_route(before, "value"), Words("此前的数", "the figure before"))
            yield fault._replace(label=Words(f"少了 {by.zh}", f"{by.en} less"), asides=(there,))


FALLEN = Check(
    Rule(
        "JP504",
        "fallen",
        Severity.ERROR,
        says=Words(
            "`{id}` 的累计值从 {day} 的 {first} 降到了 {last}",
            "the cumulative `{id}` fell from {first} on {day} to {last}",
        ),
        why=Words(
            "累计值只增不减；降了，不是这次写错，就是上次写错，或是报成了当期数。",
            "A cumulative figure does not fall: this one is wrong, or the one before it, or it is what the period added.",
        ),
        cure=Words(
            "哪一次错，就用 `jinjiang-plan record --revise` 更正哪一次；确属核减的，加 --correction（correction = true）。",
            "Mend whichever is wrong with `jinjiang-plan record --revise`; where the figure was corrected downwards, say "
            "so with --correction (correction = true).",
        ),
        bad="[report]\n2021-03-31 = { value = 900, recorded = 2021-04-05T09:00:00+08:00 }\n"
        "2021-06-30 = { value = 300, recorded = 2021-07-05T09:00:00+08:00 }\n",
        good="[report]\n2021-03-31 = { value = 900, recorded = 2021-04-05T09:00:00+08:00 }\n"
        "2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00 }\n",
    ),
    _fallen,
)


def _unsourced(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        base = target.baseline
        if base is not None and not (base.source or base.assumed or target.source):
            what = Words("基期", "the baseline")
            yield UNSOURCED.rule.fault(target.file, route_of(target, "baseline"), id=target.id, what=what)
    for target, file, standing in _ledgers(material):
        for report in standing:
            if not report.source:
                what = Words(f"{report.on} 的数据", f"the report for {report.on}")
                yield UNSOURCED.rule.fault(file, report_route(report), at_key=True, id=target.id, what=what)


UNSOURCED = Check(
    Rule(
        "JP505",
        "unsourced",
        Severity.INFO,
        says=Words("`{id}` {what}没有出处", "`{id}`: {what} names no source"),
        why=Words(
            "每个数都应能查到出处；没有出处的数，别人核不了。推定的基期（assumed = true）不必有；"
            "目标自己写了 source 的，基期随它。",
            "Every figure should be traceable. One without a source cannot be verified by anybody else. A baseline that is "
            "assumed needs none, and one of a target with a source has that.",
        ),
        cure=Words(
            '报数时加 --source；基期写 source = "名称"（plan.toml 里的 [source.名称]）。',
            'Report with --source; give a baseline source = "NAME", a [source.NAME] of plan.toml.',
        ),
        bad="[report]\n2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00 }\n",
        good='[report]\n2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00, source = "月报" }\n',
    ),
    _unsourced,
)


def _late_report(material: Material) -> Iterator[Fault]:
    for target, file, standing in _ledgers(material):
        for report in standing:
            recorded, months = report.recorded.date(), target.frequency.months
            if recorded <= report.on or age(report.on, recorded) <= months or _is_history(target, report):
                continue
            fault = LATE_REPORT.rule.fault(
                file,
                report_route(report, "recorded"),
                id=target.id,
                on=report.on.isoformat(),
                recorded=recorded.isoformat(),
            )
            late = int(age(report.on, recorded))
            yield fault._replace(
                label=Words(f"过了 {late} 个月", f"{late} month{'s' * (late != 1)} after its day")
            )


def _is_history(target: Target, report: Report) -> bool:
    """Whether an interim figure was entered when the target was over: nobody waited for it any more."""
    due = target.terms(report.recorded.date()).due
    return report.on < due and age(due, report.recorded.date()) > target.frequency.months


LATE_REPORT = Check(
    Rule(
        "JP506",
        "late-report",
        Severity.INFO,
        says=Words(
            "`{id}` {on} 的数据 {recorded} 才录入", "`{id}`: the figure for {on} was recorded on {recorded}"
        ),
        why=Words(
            "晚于一个报告期才报的数，看不出当时的进度；谁常常迟报，一查便知。"
            "目标已到期之后补录的中间数是补史，不算迟报；到期的终数仍算。",
            "A figure that comes more than one reporting period after its day was no use when it was needed. Interim "
            "figures entered when the target is over are history and not late; the final one still is.",
        ),
        cure=Words(
            "按期填报；频率不对的，改 frequency；有缘由的，加 `# jp: ignore[late-report] 理由`。",
            "Report in time; set `frequency` to the rhythm that is meant; what was entered later for a reason gets "
            "`# jp: ignore[late-report] reason`.",
        ),
        bad="[report]\n2021-06-30 = { value = 1200, recorded = 2021-12-05T09:00:00+08:00 }\n",
        good="[report]\n2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00 }\n",
    ),
    _late_report,
)
