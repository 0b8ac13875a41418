"""JP505 and JP506: where figures come from, and whether they came in time.

Only reports that stand are looked at: what was revised or retracted is mended already.
"""

from collections.abc import Iterator
from datetime import date

from jinjiang_plan.check.rule_api import Check, Material, ledgers, report_route, route_of
from jinjiang_plan.model.days import age
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words, number_of


def _unsourced(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        base = target.baseline
        if base is not None and not (base.source or base.assumed or target.source):
            what = Words("基期", "the baseline")
            yield UNSOURCED.rule.fault(target.file, route_of(target, "baseline"), id=target.id, what=what)
    for target, file, standing in ledgers(material):
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
        hint=Words("写上 source", "name its source"),
    ),
    _unsourced,
)


def _late_report(material: Material) -> Iterator[Fault]:
    for target, file, standing in ledgers(material):
        for report in standing:
            known, months = report.known_on(target.timezone), target.frequency.months
            if known <= report.on or age(report.on, known) <= months or _is_history(target, report, known):
                continue
            fault = LATE_REPORT.rule.fault(
                file,
                report_route(report, "published" if report.published else "recorded"),
                id=target.id,
                on=report.on.isoformat(),
                known=known.isoformat(),
                how=Words("公布", "published") if report.published else Words("录入", "recorded"),
            )
            late = int(age(report.on, known))
            yield fault._replace(
                label=Words(f"过了 {late} 个月", f"{number_of(late, 'month')} after its day")
            )


def _is_history(target: Target, report: Report, known: date) -> bool:
    """Whether an interim figure became known when the target was over: nobody waited for it any more."""
    due = target.terms(known).due
    return report.on < due and age(due, known) > target.frequency.months


LATE_REPORT = Check(
    Rule(
        "JP506",
        "late-report",
        Severity.INFO,
        says=Words("`{id}` {on} 的数据 {known} 才{how}", "`{id}`: the figure for {on} was {how} on {known}"),
        why=Words(
            "晚于一个报告期才报的数，看不出当时的进度；谁常常迟报，一查便知。"
            "写了公布日（published）的按公布日算。目标已到期之后补录的中间数是补史，不算迟报；到期的终数仍算。",
            "A figure that comes more than one reporting period after its day was no use when it was needed; its day is that "
            "of publication where the report says it, else of entry. Interim figures entered when the target is over are history and not late; the final one still is.",
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
