"""JP403, JP404 and JP504: the figures of the ledgers, each by its day and beside the ones before it.

Only reports that stand are looked at: what was revised or retracted is mended already.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jinjiang_plan.check.rule_api import Check, Material, ledgers, report_route
from jinjiang_plan.check.rules.values import JUMP
from jinjiang_plan.check.wording import difference, value_words
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.finding import Aside, Fault, Severity
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report, period_first
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.setback import is_setback
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.zones import local_day


def _future_report(material: Material) -> Iterator[Fault]:
    today = material.ran_on or material.as_of
    for target, file, standing in ledgers(material):
        for report in standing:
            recorded = local_day(report.recorded, target.timezone)
            if report.on > today:
                what = Words(f"还没有到（今天是 {today}）", f"still to come (today is {today})")
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
        hint=Words(
            '撤回后按对的日期重报；预计数写 basis = "estimate"',
            'retract it and record it for the right day; an estimate says basis = "estimate"',
        ),
    ),
    _future_report,
)


def _overlapping_periods(material: Material) -> Iterator[Fault]:
    for target, file, standing in ledgers(material):
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
        hint=Words(
            "用 from 写明每期的第一天，或撤回报重的",
            "say each period's first day with `from`, or retract what was reported twice",
        ),
    ),
    _overlapping_periods,
)


def _fallen(material: Material) -> Iterator[Fault]:
    for target, file, standing in ledgers(material):
        for before, report in pairwise(standing):
            if is_setback(target, before, report):
                yield _gone_back(target, file, before, report)


def _gone_back(target: Target, file: str, before: Report, report: Report) -> Fault:
    first, last = before.figure or Decimal(0), report.figure or Decimal(0)
    key = {Kind.STAGE: "stage", Kind.DONE: "done"}.get(target.kind, "value")
    said, now, day = value_words(target, first), value_words(target, last), before.on.isoformat()
    fault = FALLEN.rule.fault(file, report_route(report, key), id=target.id, first=said, day=day, last=now)
    there = Aside(file, report_route(before, key), Words("此前的数", "the figure before"))
    if target.kind.named:
        words = Words(
            f"`{target.id}` 从 {day} 的“{said.zh}”退回到“{now.zh}”",
            f"`{target.id}` went back from {said.en} on {day} to {now.en}",
        )
        return FALLEN.rule.softened(fault._replace(words=words, asides=(there,)))
    by = value_words(target, difference(first, last))
    if last > first:
        words = Words(
            f"`{target.id}` 的累计值应往下走，却从 {day} 的 {said.zh} 升到了 {now.zh}",
            f"the cumulative `{target.id}` is to fall, but rose from {said.en} on {day} to {now.en}",
        )
        fault = fault._replace(words=words)
    label = (
        Words(f"少了 {by.zh}", f"{by.en} less") if last < first else Words(f"多了 {by.zh}", f"{by.en} more")
    )
    return fault._replace(label=label, asides=(there,), hint=_slip(first, last) or fault.hint)


def _slip(first: Decimal, last: Decimal) -> Words | None:
    """What to look at where the figure before was so much larger that it is the one that is wrong."""
    if first < last * JUMP or not last:
        return None
    times = f"{int(first / last):,}"
    return Words(
        f"此前的数是它的 {times} 倍：多写了万、亿？用 record --revise 更正那一次",
        f"the figure before is {times} times as much: did 万 or 亿 slip? mend that one with record --revise",
    )


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
            "累计值只增不减；降了，不是这次写错，就是上次写错，或是报成了当期数。每年从零起算的只在一年之内比；"
            "项目的阶段退回去，也请核对（警告）。",
            "A cumulative figure does not fall: this one is wrong, or the one before it, or it is what the period added. "
            "Where figures begin again each year, only those of one year are compared. A stage that goes back is asked "
            "about too, as a warning.",
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
        hint=Words(
            "用 record --revise 更正错的那一次；确属核减的，写 correction = true",
            "mend whichever is wrong with record --revise; a true correction says correction = true",
        ),
        milder=Severity.WARNING,
    ),
    _fallen,
)
