"""JP401 and JP402: the days of a plan and of its targets, and the order in which they must come.

A start behind its due day, of a plan or a target, shows while the files are read, since nothing can be judged by it;
the other cases are looked for here.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jinjiang_plan.check.rule_api import Check, Material, due_route, report_route, route_of, written
from jinjiang_plan.model import finding
from jinjiang_plan.model.finding import Aside, Fault, Route, Severity
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.zones import local_day


class _Day(NamedTuple):
    """A day of a target: the way to it, what it is, and the day itself."""

    route: Route
    name: Words
    on: date


def _date_order(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        yield from _published_after_entry(material, target)
        start, last = target.start, max([target.due, *(each.due for each in target.amendments if each.due)])
        bases = list(_late_bases(target))
        if not bases and not target.milestones:
            continue
        begins = _Day(_start_route(material, target), Words("起始日", "its start"), start)
        ends = _Day(due_route(material, target, date.max), Words("期限", "its due day"), last)
        for based in bases:
            past = based.on > last
            fault = _out_of_order(target, based, Words("晚于", "after"), ends if past else begins)
            yield fault if past else DATE_ORDER.rule.softened(fault)
        for each in target.milestones:
            name = Words("节点", "its milestone")
            stop = _Day(route_of(target, "milestone", each.place, "on"), name, each.on)
            if each.on > last:
                yield _out_of_order(target, stop, Words("晚于", "after"), ends)
            elif each.on < start:
                yield _out_of_order(target, stop, Words("早于", "before"), begins)


def _late_bases(target: Target) -> Iterator[_Day]:
    """The days of the target's baselines, the first and amended ones, that come after its start."""
    name = Words("基期日", "the day of its baseline")
    stated = [(route_of(target, "baseline", "on"), target.baseline)]
    stated += [
        (route_of(target, "amendment", each.place, "baseline", "on"), each.baseline)
        for each in target.amendments
    ]
    for route, baseline in stated:
        if baseline is not None and baseline.on is not None and baseline.on > target.start:
            yield _Day(route, name, baseline.on)


def _published_after_entry(material: Material, target: Target) -> Iterator[Fault]:
    """The reports that were entered before the day on which they say that their figure became public."""
    ledger = material.portfolio.ledger(target)
    for report in ledger.reports:
        recorded = local_day(report.recorded, target.timezone)
        if report.published is not None and report.published > recorded:
            what = Words(
                f"{report.on} 的数公布日 {report.published} 晚于录入日 {recorded}",
                f"the figure for {report.on} became public on {report.published}, after it was recorded, {recorded}",
            )
            fault = DATE_ORDER.rule.fault(
                ledger.file, report_route(report, "published"), id=target.id, what=what
            )
            there = Words(f"录入于 {recorded}", f"recorded on {recorded}")
            yield fault._replace(asides=(Aside(ledger.file, report_route(report, "recorded"), there),))


def _start_route(material: Material, target: Target) -> Route:
    return route_of(target, "start") if "start" in written(material, target) else route_of(target)


def _out_of_order(target: Target, wrong: _Day, order: Words, against: _Day) -> Fault:
    fault = DATE_ORDER.rule.fault(
        target.file,
        wrong.route,
        id=target.id,
        what=Words(
            f"{wrong.name.zh} {wrong.on} {order.zh}{against.name.zh} {against.on}",
            f"{wrong.name.en}, {wrong.on}, is {order.en} {against.name.en}, {against.on}",
        ),
    )
    there = Aside(
        target.file,
        against.route,
        Words(f"{against.name.zh} {against.on}", f"{against.name.en} {against.on}"),
    )
    return fault._replace(asides=(there,))


DATE_ORDER = Check(
    Rule(
        *finding.DATE_ORDER,
        says=Words("`{id}` 的日期次序不对：{what}", "the days of `{id}` are out of order: {what}"),
        why=Words(
            "起始日、节点、期限要依次而来，基期早于期限，数据先公布后录入；顺序乱了，时序进度就没有意义。"
            "基期晚于起始日的，只从基期日算起，请核对（警告）。",
            "The start, the milestones and the due day come in this order, the baseline before the due day, a figure's "
            "publication before its entry; otherwise time progress means nothing. From a baseline after the start the "
            "way begins only there, which is asked about as a warning.",
        ),
        cure=Words(
            "核对日期，多半是年份写错；推迟期限的，用 `jinjiang-plan amend --due`。",
            "Look at the days, mostly it is the year; a due day that was put off is amended with "
            "`jinjiang-plan amend --due`.",
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\n'
        "milestone = [{ on = 2023-12-31, value = 600 }]\ndue = 2022-12-31\n",
        good='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\n'
        "milestone = [{ on = 2021-12-31, value = 600 }]\ndue = 2022-12-31\n",
        hint=Words("核对年份", "look at the year"),
        milder=Severity.WARNING,
    ),
    _date_order,
)


def _outside_plan(material: Material) -> Iterator[Fault]:
    for plan in material.portfolio.plans:
        for target in plan.judged:
            if target.start < plan.start:
                what = Words(
                    f"起始日 {target.start} 早于计划的 {plan.start}",
                    f"it starts on {target.start}, before the plan does, {plan.start}",
                )
                yield _outside(target, "start", plan.file, what)
            if target.due > plan.due:
                what = Words(
                    f"期限 {target.due} 晚于计划的 {plan.due}",
                    f"it is due on {target.due}, after the plan is, {plan.due}",
                )
                yield _outside(target, "due", plan.file, what)


def _outside(target: Target, key: str, plan: str, what: Words) -> Fault:
    fault = OUTSIDE_PLAN.rule.fault(target.file, route_of(target, key), id=target.id, what=what)
    return fault._replace(asides=(Aside(plan, ("plan", key), Words("计划的", "the plan's")),))


OUTSIDE_PLAN = Check(
    Rule(
        "JP402",
        "outside-plan",
        Severity.WARNING,
        says=Words("`{id}` 超出计划期：{what}", "`{id}` is outside its plan's period: {what}"),
        why=Words(
            "计划期说的是这份计划管到哪天；目标比计划开始得早、结束得晚，汇总的时序进度就对不上。"
            "正式推迟的期限（amendment）不在此列。",
            "A plan's period says what days it speaks for. Where a target begins before it or ends after it, the plan's "
            "time progress is not the target's. A due day that an amendment put off is not meant.",
        ),
        cure=Words(
            "核对年份；确实跨期的，加 `# jp: ignore[outside-plan] 理由`，或放宽计划期。",
            "Look at the year; where the target does reach beyond, add `# jp: ignore[outside-plan] reason`, or widen the "
            "plan's period.",
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\ndue = 2032-12-31\n',
        good='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\ndue = 2022-12-31\n',
        hint=Words("核对年份，或放宽计划期", "look at the year, or widen the plan's period"),
    ),
    _outside_plan,
)
